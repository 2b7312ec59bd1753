"""What "not applicable" does to scores and verdict: with and without, one by one and together."""

from fractions import Fraction

from egovmaturity.domain.answers import NotApplicable
from egovmaturity.domain.certainty import Exclusion, Exclusions, StageShare
from egovmaturity.domain.questionnaire import Question, Rating, StagedRule
from egovmaturity.domain.results import (
    Assessment,
    Counted,
    Excluded,
    Interval,
    Known,
    QuestionResult,
)
from egovmaturity.examining.bench import standing
from egovmaturity.scoring.assess import outcome_of
from egovmaturity.scoring.groups import Part, score


def exclusions(assessment: Assessment) -> Exclusions:
    """Compare the result with what it would be if questions were rated instead of left out.

    Leaving a weak question out raises a score: the mean is then taken over the others. Rated
    lowest, a mandatory question also fails its gate, approved or not.

    Source: the method's rule that a score is shown with and without what does not apply.
    """
    questionnaire = assessment.questionnaire
    excluded = [each for each in assessment.questions if isinstance(each.counted, Excluded)]
    at_zero = _with(assessment, excluded)
    total = len(assessment.questions)
    _, verdict = outcome_of(questionnaire, assessment.sheet, at_zero)
    return Exclusions(
        tuple(_exclusion(assessment, each) for each in excluded),
        Fraction(len(excluded), total) if total else Fraction(0),
        tuple(_stage_shares(assessment)),
        verdict,
        standing(assessment, verdict) != standing(assessment, assessment.verdict),
    )


def _with(assessment: Assessment, lowest: list[QuestionResult]) -> dict[str, Counted]:
    states = {each.question.id: each.counted for each in assessment.questions}
    return states | {each.question.id: _known(each.question, _low(each)) for each in lowest}


def _low(result: QuestionResult) -> Rating:
    return result.question.scale.lowest


def _known(question: Question, rating: Rating) -> Known:
    return Known(rating, question.worth(rating))


def _exclusion(assessment: Assessment, result: QuestionResult) -> Exclusion:
    question, answer = result.question, result.answer
    states = _with(assessment, [])
    zero = states | {question.id: _known(question, question.scale.lowest)}
    full = states | {question.id: _known(question, question.scale.highest)}
    index, at_zero = outcome_of(assessment.questionnaire, assessment.sheet, zero)
    _, at_full = outcome_of(assessment.questionnaire, assessment.sheet, full)
    present = standing(assessment, assessment.verdict)
    return Exclusion(
        question=question,
        reason=answer.reason if isinstance(answer, NotApplicable) else "",
        is_approved=isinstance(answer, NotApplicable) and bool(answer.approved_by),
        group=_group(assessment, question, states, assessment.index),
        group_at_zero=_group(assessment, question, zero, index),
        index_at_zero=index,
        verdict_at_zero=at_zero,
        verdict_at_full=at_full,
        decides=any(standing(assessment, each) != present for each in (at_zero, at_full)),
    )


def _group(
    assessment: Assessment, question: Question, states: dict[str, Counted], index: Interval | None
) -> Fraction | None:
    """Return the score of the question's stage, or the index where there are no stages."""
    if question.stage is None:
        return None if index is None else index.low
    inside = [q for q in assessment.questionnaire.questions if q.stage == question.stage]
    found = score([Part(q.weight, states[q.id]) for q in inside]).score
    return None if found is None else found.low


def _stage_shares(assessment: Assessment) -> list[StageShare]:
    rule = assessment.questionnaire.rule
    if not isinstance(rule, StagedRule):
        return []
    out: dict[str, list[Question]] = {}
    for each in assessment.questions:
        if isinstance(each.counted, Excluded):
            out.setdefault(each.question.stage or "", []).append(each.question)
    return [
        StageShare(
            each.stage,
            each.group.applicable,
            rule.undetermined_below,
            tuple(out.get(each.stage.id, ())),
        )
        for each in assessment.stages
    ]
