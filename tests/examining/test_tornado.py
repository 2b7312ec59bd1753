"""One level down, one level up, question by question."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import given
from scoring.test_method_examples import EVIDENCED, EXAMPLES, INSTRUMENT, by_question
from strategies import ANY, PROPERTY, with_sheet

from egovmaturity.domain.results import Basis
from egovmaturity.domain.robustness import NoLever
from egovmaturity.examining.tornado import tornado
from egovmaturity.scoring.assess import assess, outcome


def levers(found):
    return {lever.question.id: lever for lever in found.levers}


def test_e53_one_level_moves_the_index_by_so_much():
    found = tornado(assess(INSTRUMENT, answers(EVIDENCED)))
    expected = by_question(Fraction(change) for change in EXAMPLES["E53"])
    for name, lever in levers(found).items():
        assert lever.rating == EVIDENCED[name]
        assert lever.lower is None or lever.lower.index_change == -expected[name]
        assert lever.higher is None or lever.higher.index_change == expected[name]
        assert lever.swing == expected[name]
    assert [lever.question.id for lever in found.levers] == sorted(
        expected, key=lambda name: -expected[name]
    )


def test_e52e_pivotal_answers():
    """One level down moves the verdict at P1 and at Q1, one level up nowhere."""
    found = levers(tornado(assess(INSTRUMENT, answers(EVIDENCED))))
    down = {name for name, lever in found.items() if lever.lower and lever.lower.changes_verdict}
    up = {name for name, lever in found.items() if lever.higher and lever.higher.changes_verdict}
    assert (down, up) == ({"P1", "Q1"}, set())
    assert found["P1"].lower.verdict.attained.id == "1"


@pytest.mark.parametrize(
    ("level", "lower", "higher"),
    [
        pytest.param(1, None, 2, id="lowest level"),
        pytest.param(2, 1, 3, id="between"),
        pytest.param(3, 2, None, id="highest level"),
    ],
)
def test_there_is_nothing_beyond_the_ends_of_a_scale(level, lower, higher):
    asked = questionnaire(stage("s", question("a", scale=scale(3, lowest=1))))
    (lever,) = tornado(assess(asked, answers(a=level))).levers
    assert [step and step.rating for step in (lever.lower, lever.higher)] == [lower, higher]


def test_levels_are_worth_what_the_scale_says_and_the_larger_change_counts():
    asked = questionnaire(
        question("a", top=2), question("b", scale=scale(2, worths=["0", "0.1", "1"])), rule=bands()
    )
    first, second = tornado(assess(asked, answers(a=1, b=1))).levers
    assert (first.question.id, first.swing) == ("b", Fraction(9, 20))
    assert (first.lower.index_change, first.higher.index_change) == (
        Fraction(-1, 20),
        Fraction(9, 20),
    )
    assert (second.question.id, second.swing) == ("a", Fraction(1, 4))


def test_what_has_no_level_is_left_out_with_its_reason():
    asked = questionnaire(
        *(question(name) for name in "abcd"), question("n", scale=number_range()), rule=bands()
    )
    found = tornado(assess(asked, answers(a=2, b=dont_know(), c=NA, n=1)))
    assert [lever.question.id for lever in found.levers] == ["a"]
    assert [(each.question.id, each.reason) for each in found.left_out] == [
        ("b", NoLever.OPEN),
        ("c", NoLever.NOT_APPLICABLE),
        ("d", NoLever.OPEN),
        ("n", NoLever.NUMBER),
    ]


def test_the_level_is_the_one_that_counts_on_the_basis():
    asked = questionnaire(question("a"), rule=bands())
    sheet = answers(a=rated(3, verified=1))
    assert tornado(assess(asked, sheet)).levers[0].rating == 1
    assert tornado(assess(asked, sheet, Basis.CLAIMED)).levers[0].rating == 3


def test_a_question_of_no_weight_may_still_move_the_verdict():
    asked = questionnaire(stage("s", question("m", weight=0, mandatory=2), question("a")))
    found = levers(tornado(assess(asked, answers(m=2, a=3))))["m"]
    assert (found.swing, found.lower.changes_verdict, found.higher.changes_verdict) == (
        0,
        True,
        False,
    )


def test_where_nothing_weighs_there_is_no_index_to_move():
    asked = questionnaire(section("s", question("a", weight=0)), rule=bands())
    assert tornado(assess(asked, answers(a=1))).levers[0].swing == 0


@PROPERTY
@given(with_sheet(ANY))
def test_steps_are_what_scoring_gives_for_the_level(case):
    asked, sheet = case
    found = assess(asked, sheet, Basis.CLAIMED)
    for lever in tornado(found).levers:
        for step in (lever.lower, lever.higher):
            if step is None:
                continue
            changed = sheet._replace(
                answers={**sheet.answers, lever.question.id: rated(step.rating)}
            )
            index, verdict = outcome(asked, changed, Basis.CLAIMED)
            assert step.verdict == verdict
            moved = index.low - found.index.low if index else 0
            assert step.index_change == moved
    swings = [lever.swing for lever in tornado(found).levers]
    assert swings == sorted(swings, reverse=True)
