"""Weights that are percentages add up, and thresholds and gates stay in proportion."""

import pytest
from loading.samples import HEAD, brief, codes, problems, source

from egovmaturity.loading.questionnaire_file import questionnaire_from


def rows(*table):
    return [pytest.param(*row[1:], id=row[0]) for row in table]


LEVELS = "levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}"


def question(number, place, extra=""):
    return f"  - {{id: Q{number}, {place}, {extra}ask: Ask, {LEVELS}}}\n"


def sections(*given):
    """Write sections with their weights, and questions in them with theirs."""
    verdict = "verdict: {kind: bands, scale: [0, 1], bands: [{from: 0, label: All}]}\nsections:\n"
    text = HEAD + verdict
    for at, (weight, _) in enumerate(given):
        text += f"  - {{id: s{at}, title: S{at}{written(weight)}}}\n"
    text += "questions:\n"
    inside = [(at, weight) for at, (_, weights) in enumerate(given) for weight in weights]
    for number, (at, weight) in enumerate(inside):
        text += question(number, f"section: s{at}{written(weight)}")
    return text


def written(weight):
    return f", weight: {weight}" if weight else ""


def found(text):
    return codes(problems(questionnaire_from, source(text)))


@pytest.mark.parametrize(
    ("given", "expected"),
    rows(
        ("percentages of the whole", [(60, [40, 20]), (40, [40])], []),
        ("with decimals", [("62.5", ["50", "'12,5'"]), ("37.5", ["37.5"])], []),
        ("a section lacks one", [(60, [40, 19]), (40, [40])], ["Q112"]),
        ("a section lacks many", [(60, [30, 10]), (40, [40])], ["Q112"]),
        ("a section has too much", [(60, [40, 21]), (40, [40])], ["Q112"]),
        ("all lack a point", [(60, [40, 19]), (40, [39])], ["Q112", "Q112"]),
        ("relative weights in all", [(60, [3, 2]), (40, [2, 4])], []),
        ("percentages of each section", [(60, [70, 30]), (40, [100])], []),
        ("shares of each section", [(60, ["0.7", "0.3"]), (40, [1])], []),
        ("relative within a section", [(60, [1, 1]), (40, [None, None])], []),
        ("sections that add up to 99", [(60, [60]), (39, [39])], ["Q112"]),
        ("sections that add up to 101", [(60, [60]), (41, [41])], ["Q112"]),
        ("thirds", [("100/3", ["100/3"])] * 3, []),
        ("far from 100", [(50, [3, 2]), (40, [7])], []),
        ("relative sections", [(3, [3, 2]), (2, [7])], []),
        ("one weight left out", [(60, [40, 19]), (None, [40])], []),
    ),
)
def test_percentages_add_up(given, expected):
    assert found(sections(*given)) == expected


def test_the_sections_inside_a_section_count_among_its_parts():
    text = sections((60, [40]), (40, [40]))
    inner = "weight: 60, sections: [{id: in, title: In, weight: 20}]}"
    text = text.replace("weight: 60}", inner) + question(9, "section: in, weight: 20")
    assert found(text) == []
    assert found(text.replace("In, weight: 20", "In, weight: 10")) == ["Q112", "Q112"]


def test_both_sums_are_named():
    text = sections((60, [40, "18.5"]), (40, [40]))
    ((diagnostic),) = questionnaire_from(source(text)).warnings
    assert diagnostic.cause.values == {"own": "60", "found": "58.5"}
    assert brief(diagnostic).endswith("Q112")


def test_plain_questions_add_up_too():
    verdict = "verdict: {kind: bands, scale: [0, 1], bands: [{from: 0, label: All}]}\nquestions:\n"
    text = HEAD + verdict + question(1, "weight: 50") + question(2, "weight: 49.5")
    assert found(text) == ["Q112"]
    assert found(text.replace("49.5", "50")) == []
    assert found(text.replace("weight: 49.5, ", "")) == []


def staged(thresholds, mandatory=1, size=4):
    text = HEAD + 'verdict: {kind: stages, attain: ">= 70 %"}\nstages:\n'
    for at, threshold in enumerate(thresholds):
        bar = f', attain: "{threshold}"' if threshold else ""
        text += f"  - {{id: s{at}, title: S{at}{bar}}}\n"
    text += "questions:\n"
    for at in range(len(thresholds)):
        for number in range(size):
            extra = "mandatory: 1, " if number < mandatory else ""
            text += question(f"{at}-{number}", f"stage: s{at}", extra)
    return text


@pytest.mark.parametrize(
    ("thresholds", "expected"),
    rows(
        ("the common one", [None, None], []),
        ("growing", [None, ">= 80 %"], []),
        ("falling", [None, ">= 60 %"], ["Q105"]),
        ("falling by their side", ["> 70 %", None], ["Q105"]),
        ("growing by their side", [None, "> 70 %"], []),
        ("falling twice", [">= 90 %", ">= 80 %", None], ["Q105", "Q105"]),
        ("falling and growing", [">= 90 %", None, ">= 80 %"], ["Q105"]),
    ),
)
def test_thresholds_of_later_stages(thresholds, expected):
    assert found(staged(thresholds)) == expected


@pytest.mark.parametrize(
    ("mandatory", "size", "expected"),
    rows(
        ("none", 0, 4, ["Q106"]),
        ("half", 2, 4, []),
        ("three of five", 3, 5, []),
        ("two of three", 2, 3, ["Q106"]),
        ("all", 4, 4, ["Q106"]),
        ("few questions", 2, 2, ["Q103"]),
    ),
)
def test_mandatory_questions_stay_few(mandatory, size, expected):
    assert found(staged([None], mandatory, size)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    rows(
        ("different", "Some", "All", []),
        ("the same", "Some", "Some", ["Q201"]),
        ("capitals", "Some pages", "some Pages", ["Q201"]),
        ("spaces", "Some pages", "Some  pages", ["Q201"]),
        ("punctuation", "Some, of the pages", "Some of the pages.", ["Q201"]),
        ("numbers", "1.5 of 2", "15 of 2", []),
        ("comparisons", "< 50 %", "> 50 %", []),
    ),
)
def test_levels_that_read_the_same(first, second, expected):
    text = staged([None]).replace(
        "levels: {0: a, 1: b, 2: c}", f'levels: {{0: a, 1: "{first}", 2: "{second}"}}', 1
    )
    assert found(text) == expected
