"""How far a verdict holds, in words that never claim more than is so."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    exact,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    stage,
)
from scoring.test_method_examples import EVIDENCED, INSTRUMENT

from egovmaturity.domain.answers import Confidence
from egovmaturity.domain.questionnaire import Terms
from egovmaturity.domain.robustness import TooLarge, WeightLimit, WeightTolerance
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.tornado import tornado
from egovmaturity.examining.weight_draws import weight_draws
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess
from egovmaturity.views import robustness_parts as parts
from egovmaturity.views.context import Extras, context_of


def context(asked, sheet, language="en"):
    assessment = assess(asked, sheet)
    words = Words(language).naming(asked)
    return context_of(assessment, make_plan(assessment), words, Extras())


METHOD = context(INSTRUMENT, answers(EVIDENCED))


def two(attain, **worths):
    asked = questionnaire(
        stage("s", *(question(name, scale=number_range()) for name in "ab")), attain=attain
    )
    c = context(asked, answers({name: exact(worth) for name, worth in worths.items()}))
    return c, weight_tolerance(c.assessment)


# Weights


@pytest.mark.parametrize(
    ("attain", "worths", "says"),
    [
        pytest.param(
            ">= 60 %",
            {"a": 1, "b": "0.4"},
            "The verdict holds for any weights within ±33.3% of the declared ones.",
            id="rounded down",
        ),
        pytest.param(
            ">= 60 %",
            {"a": "0.9", "b": "0.4"},
            "The verdict holds for any weights within ±20% of the declared ones.",
            id="a round share that is attained",
        ),
        pytest.param(
            "> 60 %",
            {"a": "0.9", "b": "0.4"},
            "The verdict holds for any weights that move by less than 20%.",
            id="a round share that is not attained",
        ),
        pytest.param(
            "> 60 %",
            {"a": 1, "b": "0.4"},
            "The verdict holds for any weights within ±33.3% of the declared ones.",
            id="not attained, but rounded below it",
        ),
        pytest.param(
            ">= 60 %",
            {"a": "0.8001", "b": "0.4"},
            "The verdict holds for any weights within ±0.02% of the declared ones.",
            id="so small that it takes more decimals",
        ),
        pytest.param(
            ">= 60 %",
            {"a": "0.8", "b": "0.4"},
            "The smallest change of weights can change the verdict.",
            id="none at all",
        ),
        pytest.param(
            ">= 60 %",
            {"a": "0.800000000001", "b": "0.4"},
            "The smallest change of weights can change the verdict.",
            id="too small for print",
        ),
        pytest.param(
            ">= 60 %",
            {"a": 1, "b": "0.6"},
            "The verdict is the same for any weights.",
            id="any",
        ),
        pytest.param(
            "> 60 %",
            {"a": 1, "b": "0.6"},
            "The verdict is the same for any weights above 0.",
            id="any above 0",
        ),
    ],
)
def test_weights_in_a_sentence(attain, worths, says):
    assert parts.weights_sentence(*two(attain, **worths)) == says


def test_weights_in_indonesian():
    asked = INSTRUMENT._replace(terms=Terms("kriteria", "tahap", "", ""))
    c = context(asked, answers(EVIDENCED), "id")
    tolerance = weight_tolerance(c.assessment)
    assert parts.weights_sentence(c, tolerance) == (
        "Hasil penilaian bertahan untuk bobot apa pun dalam ±63,6% dari bobot yang ditetapkan."
    )


FAILS, MEETS = (
    "The score of Title of s no longer meets ≥",
    "The score of Title of s comes to meet ≥",
)


@pytest.mark.parametrize(
    ("attain", "worths", "rows"),
    [
        pytest.param(
            ">= 60 %",
            {"a": "0.9", "b": "0.4"},
            [
                ("Falls", "beyond ±20%", "No stage attained", f"{FAILS} 60%."),
                ("Rises", "never", "–", "–"),
            ],
            id="attained",
        ),
        pytest.param(
            ">= 60 %",
            {"a": "0.8", "b": "0.3"},
            [
                ("Falls", "never", "–", "–"),
                ("Rises", "from ±20%", "Title of s", f"{MEETS} 60%."),
            ],
            id="not attained",
        ),
        pytest.param(
            ">= 70 %",
            {"a": 1, "b": "0.1"},
            [
                ("Falls", "never", "–", "–"),
                ("Rises", "beyond ±33.4%", "Title of s", f"{MEETS} 70%."),
            ],
            id="not attained, but rounded below it",
        ),
        pytest.param(">= 60 %", {"a": 1, "b": "0.7"}, [], id="any weights"),
    ],
)
def test_weights_in_rows(attain, worths, rows):
    c, tolerance = two(attain, **worths)
    block = parts.weights_block(c, tolerance)
    assert list(block.table.rows) == rows
    assert block.sentences == (parts.weights_sentence(c, tolerance),)
    check_shape(block)


def check_shape(block):
    """Every row has a text for every column; titles are not empty."""
    assert block.title
    assert all(column.title for column in block.table.columns)
    assert {len(row) for row in block.table.rows} <= {len(block.table.columns)}


def reasons(c):
    rows = parts.weights_block(c, weight_tolerance(c.assessment)).table.rows
    return [row[-1] for row in rows]


def test_reasons_of_every_kind():
    """A foundation, a share that applies, and a band."""
    assert reasons(METHOD)[0] == "The score of Title of 1 no longer meets > 85%."
    asked = questionnaire(stage("s", question("a", weight=2), question("b")), attain="> 0 %")
    assert reasons(context(asked, answers(a=3, b=NA)))[0] == (
        "Less than 50% of Title of s applies."
    )
    asked = questionnaire(
        *(question(name, scale=number_range()) for name in "ab"),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    c = context(asked, answers(a=1, b=exact("0.2")))
    assert reasons(c)[0] == "The index falls below the beginning of high."
    assert parts.weights_block(c, weight_tolerance(c.assessment)).table.rows[0][2] == "low"


def test_several_reasons_stand_in_one_sentence():
    asked = questionnaire(
        stage("1", *(question(name, scale=number_range()) for name in "ab")),
        stage("2", *(question(name, scale=number_range()) for name in "cd")),
        attain=">= 60 %",
        foundation=">= 70 %",
    )
    given = answers(a=1, b=exact("0.2"), c=1, d=exact("0.15"))
    c = context(asked, given)
    assert reasons(c)[1] == (
        "The score of Title of 1 comes to meet ≥ 70%; the score of Title of 2 comes to meet ≥ 60%."
    )


def test_draws_in_words():
    found = weight_draws(METHOD.assessment, 500, 1)
    assert parts.draws_sentence(METHOD, found) == (
        "With weights drawn at random around the declared ones (varying by 25%) the verdict stays "
        "in 100% of 500 draws, with any weights in 85%; seed 1."
    )
    block = parts.draws_block(METHOD, found)
    assert block.table.rows == (("Title of 1", "0%", "15%"), ("● Title of 2", "100%", "85%"))
    assert block.sentences == (parts.draws_sentence(METHOD, found),)
    check_shape(block)


def test_draws_of_bands_in_words():
    asked = questionnaire(question("a"), question("b"), rule=bands({"l": 0, "h": "1/2", "x": "1"}))
    c = context(asked, answers(a=3, b=0))
    rows = parts.draws_block(c, weight_draws(c.assessment, 200)).table.rows
    assert [row[0] for row in rows] == ["l", "● h"]


# Doubts about answers


def likely(c):
    return parts.likelihood_sentence(c, verdict_likelihood(c.assessment))


def test_likelihood_of_stated_confidence():
    sheet = answers(
        {name: rated(level, confidence=Confidence.MEDIUM) for name, level in EVIDENCED.items()}
    )
    assert likely(context(INSTRUMENT, sheet)) == (
        "By this program's convention on how sure answers are, the verdict stays the same with a "
        "chance of 70%. Below 80% it should be confirmed before it is relied on."
    )


def test_likelihood_where_nobody_stated_a_confidence():
    assert "chance of 70%. 12 of 12 levels state no confidence and count as medium." in likely(
        METHOD
    )


@pytest.mark.parametrize(
    ("level", "confidence", "chance", "is_fragile"),
    [
        pytest.param(2, Confidence.MEDIUM, "85%", False, id="steady"),
        pytest.param(2, Confidence.LOW, "75%", True, id="fragile"),
        pytest.param(3, Confidence.LOW, "100%", False, id="exactly certain"),
    ],
)
def test_chance_in_words(level, confidence, chance, is_fragile):
    asked = questionnaire(stage("s", question("a")), attain=">= 2/3")
    text = likely(context(asked, answers(a=rated(level, confidence=confidence))))
    assert f"with a chance of {chance}." in text
    assert ("confirmed" in text) is is_fragile


def test_exactly_four_fifths_is_not_fragile():
    found = verdict_likelihood(METHOD.assessment)
    assert not found._replace(holds=Fraction(4, 5)).is_fragile
    assert found._replace(holds=Fraction(4, 5) - Fraction(1, 10**9)).is_fragile


def test_a_chance_is_never_printed_as_certain_unless_it_is():
    asked = questionnaire(
        stage("s", *(question(f"q{n}", top=4) for n in range(20))), attain="> 1/2"
    )
    sheet = answers({f"q{n}": 3 for n in range(20)})
    c = context(asked, sheet)
    assert verdict_likelihood(c.assessment).holds < 1
    assert "100%" not in likely(c)


def test_likelihood_without_levels_and_without_an_exact_result():
    asked = questionnaire(question("n", scale=number_range()), rule=bands())
    c = context(asked, answers(n=1))
    assert likely(c) == "No chance is computed: no question has a rated level."
    assert "too uneven" in parts.likelihood_sentence(c, TooLarge(2, 1))


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        pytest.param(0, "0%", id="never"),
        pytest.param("1/1001", "< 0.1%", id="hardly ever"),
        pytest.param("1/1000", "0.1%", id="once in a thousand"),
        pytest.param("999/1000", "99.9%", id="but for one in a thousand"),
        pytest.param("1000/1001", "> 99.9%", id="nearly always"),
        pytest.param(1, "100%", id="always"),
    ],
)
def test_a_convention_is_not_printed_more_exactly_than_it_is(chance, text):
    found = verdict_likelihood(METHOD.assessment)
    changed = found._replace(chances=(found.chances[0]._replace(chance=exact(chance)),))
    assert parts.likelihood_block(METHOD, changed).table.rows[0][1] == text


def test_chances_in_rows():
    block = parts.likelihood_block(METHOD, verdict_likelihood(METHOD.assessment))
    assert block.table.rows == (
        ("Title of 1", "29%"),
        ("● Title of 2", "70%"),
        ("Title of 3", "1%"),
    )
    assert block.sentences == (likely(METHOD),)
    assert block.notes == (parts.likelihood_convention(METHOD),)
    check_shape(block)


def test_there_are_no_rows_without_doubt_or_without_a_result():
    asked = questionnaire(question("n", scale=number_range()), rule=bands())
    c = context(asked, answers(n=1))
    for found in (verdict_likelihood(c.assessment), TooLarge(2, 1)):
        block = parts.likelihood_block(c, found)
        assert (block.table.rows, block.notes) == ((), ())
        assert block.sentences == (parts.likelihood_sentence(c, found),)


def test_places_without_a_stage_or_a_band():
    asked = questionnaire(stage("s", question("a")), attain=">= 2/3")
    c = context(asked, answers(a=0))
    rows = parts.likelihood_block(c, verdict_likelihood(c.assessment)).table.rows
    assert rows == (("● No stage attained", "100%"),)
    c = context(questionnaire(question("a"), rule=bands()), answers(a=NA))
    assert parts.place_text(c, None) == "Undetermined"


def test_the_convention_is_printed():
    assert parts.likelihood_convention(METHOD) == (
        "A level is taken to be right with a chance by its confidence (high 90%; medium 70%; low "
        "50%), otherwise one level too high or too low; verified levels count as high, those "
        "without a stated confidence as medium. This is a convention, not a measurement."
    )


def test_a_leader_reads_both():
    assert parts.leader_text(
        METHOD, weight_tolerance(METHOD.assessment), verdict_likelihood(METHOD.assessment)
    ) == (
        "The verdict holds for any weights within ±63.6% of the declared ones. By this program's "
        "convention on how sure answers are, the verdict stays the same with a chance of 70%. 12 "
        "of 12 levels state no confidence and count as medium. Below 80% it should be confirmed "
        "before it is relied on."
    )


# Level by level


def test_levers_in_rows():
    block = parts.levers_block(METHOD, tornado(METHOD.assessment))
    rows = {row[0]: row for row in block.table.rows}
    assert rows["P1 Title of P1"] == ("P1 Title of P1", "3", "−4.17", "–", "Title of 1")
    assert rows["R1 Title of R1"] == ("R1 Title of R1", "2", "−4.17", "+4.17", "–")
    assert block.sentences == (parts.pivotal_sentence(METHOD, tornado(METHOD.assessment)),)
    check_shape(block)


def test_levers_on_the_scale_of_the_index():
    asked = questionnaire(
        question("a", scale=scale(5, lowest=1)),
        rule=bands({"l": 1, "m": 2, "h": 3}, lowest=1, highest=5),
    )
    c = context(asked, answers(a=2))
    assert parts.levers_block(c, tornado(c.assessment)).table.rows == (
        ("a Title of a", "2", "−1.00", "+1.00", "l; h"),
    )


def test_pivotal_answers():
    assert parts.pivotal_sentence(METHOD, tornado(METHOD.assessment)) == (
        "One level more or less changes the verdict at 2 questions: P1 and Q1."
    )
    asked = questionnaire(stage("s", question("a")), attain=">= 2/3")
    c = context(asked, answers(a=0))
    assert parts.pivotal_sentence(c, tornado(c.assessment)) == (
        "No single level more or less changes the verdict."
    )
    c = context(asked, answers(a=1))
    assert "at 1 question: a." in parts.pivotal_sentence(c, tornado(c.assessment))


def test_a_limit_short_of_all_is_not_printed_as_all():
    limit = WeightLimit(Fraction(9999, 10_000), True, Fraction(1), None, ())
    text = parts.weights_sentence(METHOD, WeightTolerance(limit, None))
    assert "within ±99.9%" in text
