"""What a result is asked to reach: reached exactly or not at all."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from builders import (
    NA,
    action,
    answers,
    bands,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    stage,
)

from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.scoring.assess import assess
from egovmaturity.scoring.gates import attained_by, is_exempt, overdue, reaches_index, reaches_stage

HUNDRED = number_range(0, 100)


def percent(question_id):
    """A question whose answer is its score in percent."""
    return question(question_id, scale=HUNDRED)


STAGED = questionnaire(
    stage("one", percent("a")), stage("two", percent("b")), stage("three", percent("c"))
)
BANDED = questionnaire(percent("a"), rule=bands({"low": 1, "high": 3}, lowest=1, highest=5))


@pytest.mark.parametrize(
    ("given", "bar", "is_reached"),
    [
        pytest.param({"a": 50}, "3", True, id="equal, on the scale in print"),
        pytest.param({"a": 50}, "3000001/1000000", False, id="above by very little"),
        pytest.param({"a": 50}, "2", True, id="below"),
        pytest.param({"a": 0}, "1", True, id="the lowest bar"),
        pytest.param({}, "1", True, id="an open question counts 0, which is 1 in print"),
        pytest.param({}, "1000001/1000000", False, id="an open question counts no more"),
        pytest.param({"a": Fraction(100, 3)}, "7/3", True, id="a third is a third"),
        pytest.param({"a": NA}, "1", False, id="no index reaches nothing"),
    ],
)
def test_an_index_against_a_bar(given, bar, is_reached):
    assert reaches_index(assess(BANDED, answers(**given)), exact(bar)) is is_reached


@pytest.mark.parametrize(
    ("attained", "reached"),
    [
        pytest.param({}, [], id="none attained"),
        pytest.param({"a": 100}, ["one"], id="the first"),
        pytest.param({"a": 100, "b": 100}, ["one", "two"], id="the second and what is below"),
        pytest.param({"a": 100, "c": 100}, ["one"], id="work ahead of its foundation"),
        pytest.param({"a": 100, "b": 100, "c": 100}, ["one", "two", "three"], id="all"),
    ],
)
def test_a_stage_reaches_itself_and_those_below(attained, reached):
    assessment = assess(STAGED, answers(**attained))
    assert [id_ for id_ in ("one", "two", "three") if reaches_stage(assessment, id_)] == reached


@pytest.mark.parametrize("given", [{}, {"a": 100}], ids=["none attained", "one attained"])
def test_a_stage_that_does_not_exist_is_a_mistake_whatever_is_attained(given):
    with pytest.raises(ValueError, match="four"):
        reaches_stage(assess(STAGED, answers(**given)), "four")


def test_bands_reach_no_stage():
    assert reaches_stage(assess(BANDED, answers(a=100)), "low") is False


LEADING = questionnaire(
    stage("one", question("a", scale=HUNDRED, factors=["lead"])),
    stage("two", question("b", scale=HUNDRED, factors=["lead"]), question("c", scale=HUNDRED)),
)


@pytest.mark.parametrize(
    ("holder", "name", "given", "value"),
    [
        pytest.param("stage", "two", {"b": 50}, "1/4", id="open questions count 0"),
        pytest.param("stage", "two", {"b": NA, "c": NA}, None, id="nothing of it applies"),
        pytest.param("factor", "lead", {"a": 100, "b": NA}, "1", id="what applies"),
        pytest.param("factor", "lead", {"a": NA, "b": NA}, None, id="no factor left"),
        pytest.param("question", "a", {"a": 30}, "30", id="a rating, not its worth"),
        pytest.param("question", "a", {}, None, id="open"),
        pytest.param("question", "a", {"a": NA}, None, id="left out"),
    ],
)
def test_what_is_held_against_a_minimum(holder, name, given, value):
    minimum = Minimum(Holder(holder), name, Comparison.AT_LEAST, Fraction(0), "0")
    found = attained_by(assess(LEADING, answers(**given)), minimum)
    assert found == (None if value is None else Fraction(value))


@pytest.mark.parametrize("holder", list(Holder))
def test_a_minimum_of_what_does_not_exist_is_a_mistake(holder):
    minimum = Minimum(holder, "zzz", Comparison.AT_LEAST, Fraction(0), "0")
    with pytest.raises(ValueError, match="zzz"):
        attained_by(assess(LEADING, answers()), minimum)


@pytest.mark.parametrize(
    ("given", "holder", "is_out"),
    [
        ({"a": not_applicable("The regent")}, "question", True),
        ({"a": NA}, "question", False),
        ({"a": 1}, "question", False),
        ({"a": not_applicable("The regent", verified=1)}, "question", False),
    ],
)
def test_a_question_that_is_exempt(given, holder, is_out):
    minimum = Minimum(Holder(holder), "a", Comparison.AT_LEAST, Fraction(0), "0")
    assert is_exempt(assess(LEADING, answers(**given)), minimum) is is_out


def test_only_questions_are_exempt():
    minimum = Minimum(Holder.STAGE, "one", Comparison.AT_LEAST, Fraction(0), "0")
    assert not is_exempt(assess(LEADING, answers(a=not_applicable("The regent"))), minimum)


@pytest.mark.parametrize(
    ("quarter", "last_day"),
    [(1, "2026-03-31"), (2, "2026-06-30"), (3, "2026-09-30"), (4, "2026-12-31")],
)
def test_an_action_is_late_the_day_after_its_last_quarter(quarter, last_day):
    planned = action({"a": 1})._replace(end=Quarter(2026, quarter))
    assessment = assess(LEADING, answers(actions=[planned]))
    on_the_day = date.fromisoformat(last_day)
    assert overdue(assessment, on_the_day) == ()
    assert overdue(assessment, on_the_day + timedelta(1)) == (planned,)
