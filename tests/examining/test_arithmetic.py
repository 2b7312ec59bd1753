"""The means behind every score add up to it, and other levels lead where scoring leads."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    section,
    stage,
)
from hypothesis import given
from strategies import ANY, PROPERTY, claims, with_sheet

from egovmaturity.domain.explanation import Term
from egovmaturity.domain.results import Basis, Known
from egovmaturity.examining.arithmetic import (
    cases,
    factor_mean,
    index_mean,
    section_mean,
    stage_mean,
)
from egovmaturity.scoring.assess import assess


def low(found):
    return None if found is None else found.low


@PROPERTY
@given(with_sheet(ANY, claims))
def test_the_terms_of_every_score_add_up_to_it(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    for each in assessment.stages:
        assert stage_mean(assessment, each.stage.id).score == low(each.group.score)
    for each in assessment.sections:
        assert section_mean(assessment, each.section.id).score == low(each.group.score)
    for each in assessment.factors:
        assert factor_mean(assessment, each.factor.id).score == low(each.group.score)
    assert index_mean(assessment).score == low(assessment.index)


def test_a_mean_tells_points_and_weight_of_what_counts():
    asked = questionnaire(
        stage("one", question("a", weight=2), question("b"), question("c", weight=5))
    )
    mean = stage_mean(assess(asked, answers(a=1, c=not_applicable())), "one")
    assert [(t.of.id, t.score, t.weight, t.points) for t in mean.terms] == [
        ("a", Fraction(1, 3), 2, Fraction(2, 3)),
        ("b", 0, 1, 0),
        ("c", None, 5, None),
    ]
    assert (mean.points, mean.weight, mean.score) == (Fraction(2, 3), 3, Fraction(2, 9))


def test_the_terms_of_an_index_are_its_stages():
    asked = questionnaire(
        stage("one", question("a"), weight=2), stage("two", question("b"), weight=3)
    )
    mean = index_mean(assess(asked, answers(a=1, b=NA)))
    assert mean.terms == (
        Term(asked.stages[0], None, Fraction(2), Fraction(1, 3)),
        Term(asked.stages[1], None, Fraction(3), None),
    )


def test_the_terms_of_a_section_are_those_within_then_its_own_questions():
    asked = questionnaire(
        section("s", question("a", weight=3), section("t", question("b"), weight=2)),
        section("u", question("c")),
        rule=bands(),
    )
    assessment = assess(asked, answers(a=3, b=1))
    top = asked.sections[0]
    assert section_mean(assessment, "s").terms == (
        Term(top.sections[0], None, Fraction(2), Fraction(1, 3)),
        Term(asked.questions[0], Known(3, Fraction(1)), Fraction(3), Fraction(1)),
    )
    assert [term.of.id for term in index_mean(assessment).terms] == ["s", "u"]


def test_a_question_of_two_factors_counts_half_in_each():
    asked = questionnaire(stage("one", question("a", factors=["x", "y"], weight=3)))
    (term,) = factor_mean(assess(asked, answers(a=3)), "y").terms
    assert term.weight == Fraction(3, 2)


def test_there_is_no_mean_of_a_section_that_does_not_exist():
    asked = questionnaire(stage("one", question("a")))
    with pytest.raises(ValueError, match="no section s"):
        section_mean(assess(asked, answers()), "s")


@PROPERTY
@given(with_sheet(ANY, claims))
def test_every_case_is_what_scoring_says_of_that_answer(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    for q in asked.questions:
        for case in cases(assessment, q):
            changed = sheet._replace(answers={**sheet.answers, q.id: rated(case.rating)})
            other = assess(asked, changed, Basis.BEST)
            assert (case.index, case.verdict) == (other.index, other.verdict)
            groups = [each.group for each in other.stages if each.stage.id == q.stage]
            groups += [each.group for each in other.sections if each.section.id == q.section]
            assert [case.group] == [low(group.score) for group in groups]
            needed = q.mandatory
            assert case.meets_mandatory == (None if needed is None else case.rating >= needed)


def test_a_number_is_tried_at_its_ends_at_the_bar_and_where_it_stands():
    asked = questionnaire(
        stage("one", question("a", scale=number_range(0, 1), mandatory=exact("1/2")))
    )
    tried = cases(assess(asked, answers(a=exact("1/4"))), asked.questions[0])
    assert [str(case.rating) for case in tried] == ["0", "1/4", "1/2", "1"]
    assert [case.meets_mandatory for case in tried] == [False, False, True, True]
    assert [case.rating for case in cases(assess(asked, answers()), asked.questions[0])][1:] == [
        exact("1/2"),
        1,
    ]


def test_a_question_outside_stages_and_sections_has_no_group():
    asked = questionnaire(question("a"), rule=questionnaire(section("s", question("x"))).rule)
    assert cases(assess(asked, answers(a=1)), asked.questions[0])[0].group is None
