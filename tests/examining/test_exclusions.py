"""What "not applicable" does: with and without, one by one and together."""

from fractions import Fraction

import pytest
from builders import answers, bands, not_applicable, question, questionnaire, section, stage
from hypothesis import given
from strategies import ANY, PROPERTY, claims, with_sheet

from egovmaturity.domain.results import Excluded, StagedVerdict
from egovmaturity.examining.bench import standing
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.scoring.assess import assess

OUT = not_applicable("the regent")


def attained(verdict):
    if isinstance(verdict, StagedVerdict):
        return verdict.attained.id if verdict.attained else None
    return verdict.band.id if verdict.band else None


def staged(**rule):
    return questionnaire(
        stage("one", question("a"), question("b"), question("c", weight=2)),
        **{"attain": ">= 60 %", **rule},
    )


def test_a_weak_question_left_out_raises_the_score():
    found = exclusions(assess(staged(), answers(a=3, b=OUT, c=1)))
    (only,) = found.each
    assert (only.group, only.group_at_zero) == (Fraction(5, 9), Fraction(5, 12))
    assert only.index_at_zero.low == Fraction(5, 12)
    assert found.share == Fraction(1, 3)


@pytest.mark.parametrize(
    ("given_answers", "at_zero", "at_full", "decides"),
    [
        pytest.param({"a": 3, "b": OUT, "c": 2}, None, "one", True, id="it holds the stage up"),
        pytest.param({"a": 3, "b": OUT, "c": 3}, "one", "one", False, id="it changes nothing"),
        pytest.param({"a": 0, "b": OUT, "c": 2}, None, None, False, id="not even full marks help"),
        pytest.param({"a": 1, "b": OUT, "c": 2}, None, "one", True, id="full marks would help"),
    ],
)
def test_an_exclusion_decides(given_answers, at_zero, at_full, decides):
    found = exclusions(assess(staged(), answers(given_answers)))
    (only,) = found.each
    assert (attained(only.verdict_at_zero), attained(only.verdict_at_full)) == (at_zero, at_full)
    assert only.decides is decides
    assert found.decide_together is (
        at_zero != attained(assess(staged(), answers(given_answers)).verdict)
    )


def test_exclusions_may_decide_together_that_none_decides_alone():
    asked = questionnaire(
        stage("one", question("a", weight=3), question("b"), question("c")), attain=">= 70 %"
    )
    found = exclusions(assess(asked, answers(a=3, b=OUT, c=OUT)))
    assert [each.decides for each in found.each] == [False, False]
    assert attained(found.all_at_zero) is None
    assert found.decide_together


def test_a_mandatory_question_rated_lowest_fails_its_gate_though_it_was_approved():
    asked = questionnaire(stage("one", question("a"), question("b", weight=0, mandatory=1)))
    (only,) = exclusions(assess(asked, answers(a=3, b=OUT))).each
    assert only.is_approved
    assert attained(only.verdict_at_zero) is None


def test_reason_and_approval_are_told():
    found = exclusions(assess(staged(), answers(a=not_applicable(), b=OUT, c=3)))
    assert [each.is_approved for each in found.each] == [False, True]
    assert all(each.reason for each in found.each)


@pytest.mark.parametrize(
    ("below", "is_determined"),
    [
        pytest.param("50 %", True, id="just enough applies"),
        pytest.param("51 %", False, id="just too little applies"),
    ],
)
def test_the_share_of_a_stage_that_applies_is_held_to_the_rule(below, is_determined):
    found = exclusions(assess(staged(undetermined_below=below), answers(a=3, b=3, c=OUT)))
    (share,) = found.stages
    assert (share.applicable, share.is_determined) == (Fraction(1, 2), is_determined)
    assert [each.id for each in share.excluded] == ["c"]


def test_an_index_is_compared_where_there_are_no_stages():
    asked = questionnaire(
        section("s", question("a"), question("b")), rule=bands({"low": 0, "high": "3/4"})
    )
    found = exclusions(assess(asked, answers(a=3, b=OUT)))
    (only,) = found.each
    assert (only.group, only.group_at_zero) == (Fraction(1), Fraction(1, 2))
    assert (attained(only.verdict_at_zero), only.decides) == ("low", True)
    assert found.stages == ()


def test_each_exclusion_is_told_by_the_score_of_its_own_stage():
    asked = questionnaire(
        stage("one", question("a"), question("b")), stage("two", question("c"), question("d"))
    )
    found = exclusions(assess(asked, answers(a=3, b=OUT, c=1, d=OUT)))
    assert [(each.group, each.group_at_zero) for each in found.each] == [
        (Fraction(1), Fraction(1, 2)),
        (Fraction(1, 3), Fraction(1, 6)),
    ]
    assert [(each.stage, [q.id for q in each.excluded]) for each in found.stages] == [
        (asked.stages[0], ["b"]),
        (asked.stages[1], ["d"]),
    ]


def test_an_index_that_nothing_else_carries_is_there_only_once_a_question_is_rated():
    asked = questionnaire(section("s", question("a")), rule=bands({"low": 0, "high": "3/4"}))
    (only,) = exclusions(assess(asked, answers(a=OUT))).each
    assert (only.group, only.group_at_zero) == (None, 0)


def test_of_no_questions_none_is_left_out():
    assert exclusions(assess(questionnaire(rule=bands()), answers())).share == 0


def test_where_all_apply_there_is_nothing_to_tell():
    assessment = assess(staged(), answers(a=3, b=3, c=3))
    found = exclusions(assessment)
    assert (found.each, found.share, found.decide_together) == ((), 0, False)
    assert attained(found.all_at_zero) == attained(assessment.verdict)


@PROPERTY
@given(with_sheet(ANY, claims))
def test_the_verdict_lies_between_both_ends_of_every_exclusion_that_leaves_it_determined(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    present = standing(assessment, assessment.verdict)
    found = exclusions(assessment)
    out = [each for each in assessment.questions if isinstance(each.counted, Excluded)]
    assert [each.question.id for each in found.each] == [each.question.id for each in out]
    for each in found.each:
        low, high = (
            standing(assessment, verdict)
            for verdict in (each.verdict_at_zero, each.verdict_at_full)
        )
        assert low <= high
        assert each.decides == (low != present or high != present)
