"""What "not applicable" does to scores and verdict: with and without, one by one and together."""

from collections.abc import Mapping
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
from egovmaturity.examining.bench import Bench, standing
from egovmaturity.scoring.assess import outcome_of
from egovmaturity.scoring.groups import Part, score


def exclusions(assessment: Assessment) -> Exclusions:
    """Compare the result with what it would be if questions were rated instead of left out.

    Leaving a weak question out raises a score: the mean is then taken over the others. Rated
    lowest, a mandatory question also fails its gate, approved or not.

    Source: the method's rule that a score is shown with and without what does not apply.
    """
    bench = Bench(assessment)
    excluded = [each for each in assessment.questions if isinstance(each.counted, Excluded)]
    total = len(assessment.questions)
    at_zero = {each.question.id: _lowest(each.question) for each in excluded}
    verdict = bench.verdict_with(at_zero)
    return Exclusions(
        tuple(_exclusion(assessment, bench, each) for each in excluded),
        Fraction(len(excluded), total) if total else Fraction(0),
        tuple(_stage_shares(assessment)),
        verdict,
        standing(assessment, verdict) != bench.standing,
    )


def _lowest(question: Question) -> Known:
    return _known(question, question.scale.lowest)


def _known(question: Question, rating: Rating) -> Known:
    return Known(rating, question.worth(rating))


def _exclusion(assessment: Assessment, bench: Bench, result: QuestionResult) -> Exclusion:
    question, answer = result.question, result.answer
    zero: Mapping[str, Counted] = {**bench.states, question.id: _lowest(question)}
    index, at_zero = outcome_of(assessment.questionnaire, assessment.sheet, zero)
    at_full = bench.verdict_with({question.id: _known(question, question.scale.highest)})
    return Exclusion(
        question=question,
        reason=answer.reason if isinstance(answer, NotApplicable) else "",
        is_approved=isinstance(answer, NotApplicable) and bool(answer.approved_by),
        group=_group(assessment, question, bench.states, assessment.index),
        group_at_zero=_group(assessment, question, zero, index),
        index_at_zero=index,
        verdict_at_zero=at_zero,
        verdict_at_full=at_full,
        decides=any(standing(assessment, each) != bench.standing for each in (at_zero, at_full)),
    )


def _group(
    assessment: Assessment,
    question: Question,
    states: Mapping[str, Counted],
    index: Interval | None,
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
