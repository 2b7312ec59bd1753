"""Bands can be reached, and no question rules an index alone."""

import pytest
from builders import bands, number_range, question, questionnaire, scale, section
from hypothesis import given
from reviewing.brute_force import outcomes, ratings_of, reviewed
from strategies import PROPERTY, banded

from egovmaturity.reviewing import bands as reviewing_bands


def rows(*table):
    return [pytest.param(*row[1:], id=row[0]) for row in table]


def missed(rule, *questions):
    asked = questionnaire(*questions, rule=rule)
    return [about for _, about in reviewed(asked, "Q121")]


TWO = [question("a", top=2), question("b", top=2)]
"""Together they reach 0, 1/4, 1/2, 3/4 and 1, and nothing between."""


@pytest.mark.parametrize(
    ("starts", "closed", "found"),
    rows(
        ("every step has its band", {"low": 0, "mid": "1/2", "high": "3/4"}, "left", []),
        ("between two steps", {"low": 0, "slit": "0.6", "high": "0.7"}, "left", ["slit"]),
        ("at the end of one step", {"low": 0, "slit": "1/2", "high": "0.6"}, "left", []),
        ("after the end of a step", {"low": 0, "slit": "1/2", "high": "0.6"}, "right", ["slit"]),
        ("up to a step", {"low": 0, "slit": "0.4", "high": "1/2"}, "right", []),
        ("up to before a step", {"low": 0, "slit": "0.4", "high": "1/2"}, "left", ["slit"]),
        ("the highest index alone", {"low": 0, "top": 1}, "left", []),
        ("beyond the highest index", {"low": 0, "top": 1}, "right", ["top"]),
        ("below the lowest index", {"under": -1, "low": 0, "high": "1/2"}, "left", ["under"]),
        ("the lowest index alone", {"under": -1, "low": 0, "high": "1/2"}, "right", []),
    ),
)
def test_a_band_that_no_levels_reach(starts, closed, found):
    assert missed(bands(starts, closed=closed), *TWO) == found


def test_a_band_on_another_scale():
    rule = bands({"low": 1, "slit": "2.1", "high": "2.9"}, lowest=1, highest=5)
    assert missed(rule, *TWO) == ["slit"]


def test_a_band_off_the_walk_is_reached_by_other_levels():
    """Raising a, then b passes 0, 2/5 and 1; b alone gives 3/5."""
    parts = [question("a", top=1, weight=2), question("b", top=1, weight=3)]
    rule = bands({"low": 0, "middle": "0.5", "high": "0.7"})
    assert missed(rule, *parts) == []
    assert missed(bands({"low": 0, "slit": "0.61", "high": "0.7"}), *parts) == ["slit"]


def test_open_questions_reach_bands_below_the_lowest_level():
    levels = scale(5, lowest=1, worths=["0.2", "0.4", "0.6", "0.8", 1])
    rule = bands({"none": 0, "low": 1, "high": 4}, highest=5)
    assert missed(rule, question("a", scale=levels), question("b", scale=levels)) == []


def test_a_number_reaches_everything_between_its_ends():
    rule = bands({"low": 0, "slit": "0.61", "narrow": "0.62", "high": "0.63"})
    number = question("n", scale=number_range(0, 1))
    assert missed(rule, *TWO, number) == []
    lever = question("x", top=1, weight=9)
    assert missed(rule, lever, number) == ["slit", "narrow"]


def test_a_number_makes_up_for_a_walk_that_passes_by():
    """With a at its top and b open the number reaches from 0.4 to 0.5."""
    parts = [question("b", top=1, weight=5), question("a", top=1, weight=4)]
    rule = bands({"low": 0, "middle": "0.45", "high": "0.47"})
    assert missed(rule, *parts, question("n", scale=number_range(0, 1))) == []


def test_nothing_is_said_where_there_are_too_many_sums(monkeypatch):
    monkeypatch.setattr(reviewing_bands, "MAX_WORK", 31)
    assert missed(bands({"low": 0, "slit": "0.6", "high": "0.7"}), *TWO) == []


def test_something_is_said_where_there_are_just_few_enough(monkeypatch):
    """Two questions with four steps each, and five sums: 0 to 4 quarters."""
    monkeypatch.setattr(reviewing_bands, "MAX_WORK", 32)
    assert missed(bands({"low": 0, "slit": "0.6", "high": "0.7"}), *TWO) == ["slit"]


def test_nothing_is_said_where_the_index_is_no_sum():
    asked = questionnaire(question("a", weight=-1), question("b", weight=2), rule=bands({"x": 0}))
    assert reviewed(asked, "Q121") == []


EQUAL = [question("a"), question("b"), question("c")]


@pytest.mark.parametrize(
    ("parts", "found"),
    rows(
        ("three alike", EQUAL, []),
        ("two fifths", [question("a", weight=2), *EQUAL[1:], question("d")], []),
        ("more than two fifths", [question("a", weight=2), *EQUAL[1:]], ["a"]),
        ("two questions", EQUAL[:2], []),
        ("alone in its section", [section("s", *EQUAL[:2]), section("t", EQUAL[2])], ["c"]),
    ),
)
def test_a_question_that_rules_the_index(parts, found):
    asked = questionnaire(*parts, rule=bands({"low": 0, "high": "1/2"}))
    assert [about for _, about in reviewed(asked, "Q124")] == found


@PROPERTY
@given(banded())
def test_what_is_said_of_bands_agrees_with_all_answers(asked):
    if len(asked.questions) > 5:
        return
    hit = {each.band.id for each in outcomes(asked, ratings_of) if each.band}
    said = {about for _, about in reviewed(asked, "Q121")}
    assert said == ({each.id for each in asked.rule.bands} - hit if hit else set())


def test_nothing_is_said_of_an_index_of_very_many_levels(monkeypatch):
    monkeypatch.setattr(reviewing_bands, "MAX_STEPS", 5)
    assert missed(bands({"low": 0, "slit": "0.6", "high": "0.7"}), *TWO) == []
    monkeypatch.setattr(reviewing_bands, "MAX_STEPS", 6)
    assert missed(bands({"low": 0, "slit": "0.6", "high": "0.7"}), *TWO) == ["slit"]
