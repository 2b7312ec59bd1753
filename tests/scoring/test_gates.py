"""What a result is asked to reach: reached exactly or not at all."""

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
    stage,
)

from egovmaturity.scoring.assess import assess
from egovmaturity.scoring.gates import reaches_index, reaches_stage

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
