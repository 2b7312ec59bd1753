"""What a questionnaire file means: numbers, thresholds, scales, sections, and its round trip."""

import json
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading.samples import (
    HEAD,
    SMALL,
    codes,
    core,
    diagnostics,
    dump,
    parsed,
    problems,
    questionnaire,
    source,
)

from egovmaturity.domain.questionnaire import (
    BandedRule,
    Closed,
    Comparator,
    IndexOf,
    NumberRange,
    StagedRule,
    Threshold,
    Vacuous,
)
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.shapes import exact_number
from egovmaturity.loading.text_source import read_text

HALF = Fraction(1, 2)


def notes(text: str) -> list[str]:
    return problems(questionnaire_from, source(text))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("0.1", Fraction(1, 10)),
        ("0,1", Fraction(1, 10)),
        ("-0.5", -HALF),
        ("+2", 2),
        ("17/20", Fraction(17, 20)),
        ("1 / 3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        ("0.33333333333333333333", Fraction(33333333333333333333, 10**20)),
        ("99999999999999999999", 99999999999999999999),
        ("0.30", Fraction(3, 10)),
    ],
)
def test_numbers_are_exact(written, number):
    assert exact_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "1e3",
        ".5",
        "5.",
        "1/0",
        "1/-2",
        "0x10",
        "012",
        "00",
        "1_000",
        "1.000.000",
        "1,000.5",
        "1:30",
        ".inf",
        "nan",
        "½",
        "٢",
        "1/2/3",
        "1//2",
        "",
        " ",
        "1 2",
        "9" * 21,
        "0." + "1" * 21,
        "1\n",
        "−1",
    ],
)
def test_what_is_no_plain_number_is_none(written):
    assert exact_number(written) is None


@pytest.mark.parametrize(
    ("written", "threshold"),
    [
        ('">= 70 %"', Threshold(Comparator.AT_LEAST, Fraction(7, 10))),
        ('">=70%"', Threshold(Comparator.AT_LEAST, Fraction(7, 10))),
        ('"> 1/2"', Threshold(Comparator.ABOVE, HALF)),
        ('"> 0,5"', Threshold(Comparator.ABOVE, HALF)),
        ('">= 66.67 %"', Threshold(Comparator.AT_LEAST, Fraction(6667, 10000))),
        ('">= 100 %"', Threshold(Comparator.AT_LEAST, Fraction(1))),
        ('">= 0"', Threshold(Comparator.AT_LEAST, Fraction(0))),
    ],
)
def test_thresholds_have_their_comparator(written, threshold):
    found = questionnaire(SMALL.replace('">= 70 %"', written))
    assert found.stages[0].attain == threshold
    assert found.stages[0].foundation == threshold


@pytest.mark.parametrize(
    "written",
    ["70 %", "0.7", '"< 70 %"', '"=> 70 %"', '">= 70"', '">= 101 %"', '">= -1 %"', '">= 7/0"'],
)
def test_a_threshold_without_comparator_or_beyond_the_whole_is_refused(written):
    assert codes(notes(SMALL.replace('">= 70 %"', written))) == ["E013"]


@pytest.mark.parametrize(
    ("written", "share"),
    [("50 %", HALF), ("0.5", HALF), ("0,5", HALF), ("1/2", HALF), ("1", 1), ("0 %", 0)],
)
def test_shares(written, share):
    text = SMALL.replace('">= 70 %"', f'">= 70 %", undetermined_below: {yaml_word(written)}')
    rule = questionnaire(text).rule
    assert isinstance(rule, StagedRule)
    assert rule.undetermined_below == share


def yaml_word(text: str) -> str:
    return f'"{text}"'


def test_what_a_staged_questionnaire_becomes():
    found = questionnaire()
    assert found.reference == "small@2026.1"
    assert found.rule == StagedRule(HALF, Vacuous.BLOCK)
    assert found.index_of is IndexOf.STAGES
    first, second, third = found.questions
    assert (first.id, first.stage, first.mandatory, first.weight) == ("A", "first", 1, 1)
    assert isinstance(first.mandatory, int)
    assert first.title == first.ask == "Is there a plan?"
    assert [(item.id, item.from_level) for item in first.evidence] == [("a", 1), ("b", None)]
    assert [item.valid_for for item in first.evidence] == [None, None]
    assert first.allows_not_applicable
    assert not second.allows_not_applicable
    assert first.rubric == {0: "None", 1: "A draft", 2: "A decree"}
    assert [level.worth for level in first.scale.levels] == [0, HALF, 1]
    assert third.scale == NumberRange(Fraction(0), Fraction(1))
    assert third.worth(Fraction(17, 20)) == Fraction(17, 20)


def with_question(extra: str, text: str = SMALL) -> str:
    return text.replace("    ask: Is there a site?\n", f"    ask: Is there a site?\n    {extra}\n")


@pytest.mark.parametrize(
    ("extra", "name", "value"),
    [
        ('weight: "0,1"', "weight", Fraction(1, 10)),
        ("weight: 17/20", "weight", Fraction(17, 20)),
        ("factor: law", "factors", None),
        ("effort: 3", "effort", {None: Fraction(3)}),
        ("effort: {1: 2, 2: 1/2}", "effort", {1: Fraction(2), 2: HALF}),
        ("cost: {2: 1000000}", "cost", {2: Fraction(1_000_000)}),
        ("title: no", "title", "no"),
        ("why: 1.10", "why", "1.10"),
        ("owner: 2026-01-31", "owner", "2026-01-31"),
        ('title: " padded "', "title", "padded"),
        ("relations: [G2G, G2C]", "relations", ("G2G", "G2C")),
        ("evidence: [One, Two]", "evidence", None),
        ("not_applicable: never", "allows_not_applicable", False),
    ],
)
def test_keys_of_a_question(extra, name, value):
    if extra.startswith("factor"):
        text = SMALL.replace("questions:", "factors: [{id: law, title: Law}]\nquestions:")
        assert questionnaire(with_question(extra, text)).questions[1].factors == ("law",)
    elif extra.startswith("evidence"):
        found = questionnaire(with_question(extra)).questions[1].evidence
        assert [(item.id, item.text, item.from_level) for item in found] == [
            ("a", "One", None),
            ("b", "Two", None),
        ]
    else:
        assert getattr(questionnaire(with_question(extra)).questions[1], name) == value


def test_evidence_ids_go_on_after_z():
    items = ", ".join(["A document"] * 704)
    found = questionnaire(with_question(f"evidence: [{items}]")).questions[1].evidence
    ids = [item.id for item in found]
    assert (ids[25], ids[26], ids[701], ids[702]) == ("z", "aa", "zz", "aaa")
    assert len(set(ids)) == 704


def test_levels_may_have_values_and_scales_names():
    text = SMALL.replace(
        "levels:\n  - {level: 0, label: Absent}",
        "scales:\n  four:\n    - {level: 1, label: Low, value: 0}\n"
        "    - {level: 2, label: Middle, value: 0.3}\n    - {level: 3, label: High, value: 1}\n"
        "levels:\n  - {level: 0, label: Absent}",
    )
    text = text.replace(
        "    levels: {0: None, 1: A page, 2: A site}\n"
        "    recommend: {0: Build it., 1: Extend it.}\n",
        "    scale: four\n    levels: {1: None, 2: A page, 3: A site}\n"
        "    recommend: {1: Build it., 2: Extend it.}\n",
    )
    scale = questionnaire(text).questions[1].scale
    assert scale.id == "four"
    assert [level.worth for level in scale.levels] == [0, Fraction(3, 10), 1]


BANDED = (
    HEAD
    + """\
verdict:
  kind: bands
  scale: [1, 5]
  closed: right
  decimals: 3
  bands:
    - {from: 1, label: Low}
    - {id: high, from: "2,6", label: High, about: Good}
sections:
  - id: d1
    title: Domain
    weight: 3
    sections:
      - {id: d1.a, title: Inner}
  - {id: d2, title: Other}
questions:
  - {id: A, section: d1.a, ask: Ask, levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}}
  - {id: B, section: d2, ask: Ask, levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}}
"""
)


def test_what_a_banded_questionnaire_with_sections_becomes():
    found = questionnaire(BANDED)
    assert isinstance(found.rule, BandedRule)
    assert found.rule.closed is Closed.RIGHT
    assert (found.rule.lowest, found.rule.highest, found.rule.decimals) == (1, 5, 3)
    bands = [(band.id, band.start, band.label) for band in found.rule.bands]
    assert bands == [("1", 1, "Low"), ("high", Fraction(13, 5), "High")]
    assert found.index_of is IndexOf.SECTIONS
    assert [section.id for section in found.walk_sections()] == ["d1", "d1.a", "d2"]
    assert found.sections[0].weight == 3
    assert [question.section for question in found.questions] == ["d1.a", "d2"]


def test_a_thousand_warnings_hide_no_error():
    many = "".join(f"  - {{id: W{n}, stage: first, ask: Ask}}\n" for n in range(1200))
    text = SMALL + many + "  - {id: X, stage: nowhere, ask: Ask}\n"
    found = diagnostics(questionnaire_from, source(text))
    assert [each.code for each in found if each.severity == "error"] == ["Q102"]


def test_a_bundled_questionnaire_has_no_problems(pytestconfig):
    path = pytestconfig.rootpath / "questionnaires" / "inpres-3-2003" / "questionnaire.yaml"
    text = path.read_text(encoding="utf-8")
    assert notes(text) == []


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ("[0, 1]", []),
        ("[1, 0]", ["Q108"]),
        ("[1, 1]", ["Q108"]),
        ("[0, 1, 2]", ["Q108"]),
        ("~", ["Q108"]),
        ("[1]", ["E014"]),
        ("[]", ["E014"]),
        ("[0, one]", ["E013"]),
        ("1", ["E013"]),
    ],
)
def test_a_range_has_two_ends_and_one_complaint(bounds, found):
    assert codes(notes(SMALL.replace("[0, 1]", bounds))) == found


def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "questionnaire.yaml"
    path.write_text(SMALL, encoding="utf-8")
    found = questionnaire_from(read_text(path)).questionnaire
    assert found.sha256 == sha256(SMALL.encode()).hexdigest()
    assert found._replace(sha256="") == questionnaire()._replace(sha256="")


def test_labels_that_are_refused_hide_no_gap_between_levels():
    text = SMALL.replace("{level: 1, label: Begun}", "{level: 1, label: [Begun]}")
    assert codes(notes(text)) == ["E013"]
    text = SMALL.replace("{level: 1, label: Begun}", "{level: one, label: Begun}")
    assert codes(notes(text)) == ["E013"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_the_ends_of_lines_change_nothing(end):
    assert questionnaire(SMALL.replace("\n", end)) == questionnaire(SMALL)


def test_json_is_yaml():
    document = core(parsed(SMALL)[0])
    assert questionnaire(json.dumps(document)) == questionnaire(SMALL)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
).filter(str.strip)
IDS = st.from_regex(r"[A-Z][A-Za-z0-9._-]{0,5}", fullmatch=True)
WEIGHTS = st.sampled_from(["1", "0.5", "2", "1/3", "17/20", "0,1"])


@st.composite
def documents(draw) -> dict:
    """Build the plain data of small staged questionnaires that load without an error."""
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique_by=str.casefold))
    labels = draw(st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.strip))
    levels = range(len(labels))
    questions = []
    for question_id in ids:
        question = {"id": question_id, "stage": "s", "ask": draw(TEXTS)}
        for key, values in (
            ("title", TEXTS),
            ("why", TEXTS),
            ("weight", WEIGHTS),
            ("mandatory", st.sampled_from(levels[1:])),
            ("levels", st.dictionaries(st.sampled_from(levels), TEXTS)),
            ("recommend", st.dictionaries(st.sampled_from(levels), TEXTS)),
            ("evidence", st.lists(TEXTS, max_size=3)),
            ("not_applicable", st.sampled_from(["never", "with-reason"])),
            ("relations", st.lists(st.sampled_from(["G2C", "G2B", "G2G", "G2E"]))),
        ):
            if draw(st.booleans()):
                question[key] = draw(values)
        questions.append(question)
    return {
        "format": "egovmaturity-questionnaire",
        "version": 1,
        "id": draw(IDS),
        "edition": "2026.1",
        "language": "id",
        "title": draw(TEXTS),
        "levels": [{"level": n, "label": label} for n, label in enumerate(labels)],
        "verdict": {"kind": "stages", "attain": draw(st.sampled_from([">= 70 %", "> 1/2"]))},
        "stages": [{"id": "s", "title": draw(TEXTS)}],
        "questions": questions,
    }


@settings(deadline=None)
@given(documents())
def test_what_is_written_is_what_is_loaded(document):
    found = questionnaire(dump(document))
    assert found.id == document["id"]
    assert found.title == document["title"].strip()
    assert found.stages[0].title == document["stages"][0]["title"].strip()
    for question, written in zip(found.questions, document["questions"], strict=True):
        assert question.id == written["id"]
        assert question.ask == written["ask"].strip()
        assert question.title == written.get("title", written["ask"]).strip()
        assert question.why == written.get("why", "").strip()
        assert question.mandatory == written.get("mandatory")
        assert question.weight == Fraction(written.get("weight", "1").replace(",", "."))
        assert question.allows_not_applicable == (written.get("not_applicable") == "with-reason")
        assert question.relations == tuple(written.get("relations", ()))
        texts = [item.text for item in question.evidence]
        assert texts == [text.strip() for text in written.get("evidence", ())]
        for name, texts in (("levels", question.rubric), ("recommend", question.recommend)):
            assert texts == {n: text.strip() for n, text in written.get(name, {}).items()}


def backwards(value):
    """Turn the order of the keys of every mapping round; lists keep theirs."""
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(value)}
    return [backwards(item) for item in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(documents())
def test_the_order_of_keys_changes_nothing(document):
    assert questionnaire(dump(backwards(document))) == questionnaire(dump(document))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("id: small\n", "id: small\nindex: [a]\n", ["E013"], id="index"),
        pytest.param("kind: number", "kind: numbers", ["E014"], id="kind"),
        pytest.param(
            "range: [0, 1]", "range: [0, 1]\n    mandatory: 1/2", ["Q106"], id="a number needed"
        ),
        pytest.param(
            "range: [0, 1]",
            "range: [0, 1]\n    mandatory: 0",
            ["Q106", "Q107"],
            id="the lowest number",
        ),
        pytest.param(
            "    ask: Is there a site?",
            "    requires: [{level: 1}, {question: A}, {question: C, level: 9}]\n    ask: Is it?",
            ["E012", "E012"],
            id="half a prerequisite",
        ),
        pytest.param(
            "    ask: Is there a site?",
            "    scale: other\n    requires: [{question: B, level: 1}]\n    ask: Is it?",
            ["Q102", "Q110"],
            id="an unknown scale of a prerequisite",
        ),
        pytest.param(
            "levels: {0: None, 1: A page, 2: A site}", "levels: [a]", ["E013", "Q201"], id="a list"
        ),
        pytest.param("questions:", "factors: [{core: true}]\nquestions:", ["E012"] * 2, id="no id"),
        pytest.param("evidence: [{text: The plan", "evidence: [[], {text: A", ["E013"], id="list"),
        pytest.param(
            "levels:\n  - {level: 0", "levels: 3\nauthor:\n  - {level: 0", None, id="scale"
        ),
    ],
)
def test_a_refused_value_is_complained_about_once(old, new, found):
    problems_found = codes(notes(SMALL.replace(old, new, 1)))
    if found is None:
        assert set(problems_found) == {"E011", "E013"}
    else:
        assert sorted(problems_found) == found


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        pytest.param("90 days", 90, "day", id="days"),
        pytest.param("1 day", 1, "day", id="one day"),
        pytest.param("12 months", 12, "month", id="months"),
        pytest.param('"12 months"', 12, "month", id="in quotes"),
        pytest.param("3 years", 3, "year", id="years"),
        pytest.param("1 years", 1, "year", id="an s too many is no error"),
        pytest.param("9999 days", 9999, "day", id="the longest"),
    ],
)
def test_how_old_evidence_may_be(written, number, unit):
    text = SMALL.replace("from_level: 1}", f"from_level: 1, valid_for: {written}}}")
    limit = questionnaire(text).questions[0].evidence[0].valid_for
    assert limit == (number, unit)
    assert limit.written.removesuffix("s") == f"{number} {unit}"


@pytest.mark.parametrize("written", ["10000 days", "01 year", "-1 year", "1  year", "1 Year", '""'])
def test_what_is_no_duration(written):
    text = SMALL.replace("from_level: 1}", f"from_level: 1, valid_for: {written}}}")
    assert codes(notes(text)) == ["E013"]
