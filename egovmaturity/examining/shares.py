"""What every question contributes to the index, and where on it the bands begin."""

from fractions import Fraction

from egovmaturity.domain.questionnaire import (
    Band,
    BandedRule,
    Closed,
    Comparator,
    IndexOf,
    Threshold,
)
from egovmaturity.domain.results import Assessment, Excluded, QuestionResult


def index_shares(assessment: Assessment) -> dict[str, Fraction]:
    """Map every question that applies to its part of the index, 0 to 1; they add up to 1.

    The index is the sum of share × worth, as long as no answer becomes or ceases to be "not
    applicable". All are 0, or none is there, where the index has no value.

    Source: the weighted means of the method, multiplied out.
    """
    questionnaire = assessment.questionnaire
    if questionnaire.index_of is IndexOf.QUESTIONS:
        applies = [q for q in assessment.questions if not isinstance(q.counted, Excluded)]
        total = sum((q.question.weight for q in applies), Fraction(0))
        return {q.question.id: q.question.weight / total if total else Fraction(0) for q in applies}
    shares = {q.question.id: q.share for q in assessment.questions if q.share is not None}
    if not questionnaire.stages:
        return shares
    parts = _stage_parts(assessment)
    return {
        q.question.id: shares[q.question.id] * parts.get(q.question.stage or "", Fraction(0))
        for q in assessment.questions
        if q.question.id in shares
    }


def _stage_parts(assessment: Assessment) -> dict[str, Fraction]:
    """Return the part of the index that each stage with a score makes up."""
    scored = [each for each in assessment.stages if each.group.score is not None]
    total = sum((each.stage.weight for each in scored), Fraction(0))
    return {each.stage.id: each.stage.weight / total for each in scored} if total else {}


def index_parts(assessment: Assessment) -> list[tuple[QuestionResult, Fraction]]:
    """Return every question that applies with its part of the index; see ``index_shares``."""
    shares = index_shares(assessment)
    return [
        (result, shares[result.question.id])
        for result in assessment.questions
        if result.question.id in shares
    ]


def band_edge(rule: BandedRule, band: Band) -> Threshold:
    """Return where a band begins, as a bar for an index of 0 to 1."""
    comparator = Comparator.AT_LEAST if rule.closed is Closed.LEFT else Comparator.ABOVE
    return Threshold(comparator, (band.start - rule.lowest) / (rule.highest - rule.lowest))
