"""Whether a result reaches what is asked of it; compared exactly, never as it is printed."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from egovmaturity.domain.answers import Action, ActionStatus, NotApplicable, Quarter
from egovmaturity.domain.gates import Holder, Minimum
from egovmaturity.domain.results import (
    Assessment,
    Excluded,
    GroupResult,
    Known,
    StagedVerdict,
)

R = TypeVar("R")


def reaches_index(assessment: Assessment, bar: Fraction) -> bool:
    """Whether the index is at least ``bar``, on the scale its questionnaire prints it on.

    Open questions count 0. Where nothing applies there is no index, and no bar is reached.
    """
    value = assessment.index_in_print
    return value is not None and value >= bar


def reaches_stage(assessment: Assessment, stage_id: str) -> bool:
    """Whether the stage attained is ``stage_id`` or a later one.

    False where no stage is attained, and where the questionnaire has bands instead of stages.

    Raises:
        ValueError: The questionnaire has stages and ``stage_id`` is none of them.
    """
    verdict = assessment.verdict
    if not isinstance(verdict, StagedVerdict):
        return False
    order = [stage.id for stage in assessment.questionnaire.stages]
    asked = order.index(stage_id)
    return verdict.attained is not None and order.index(verdict.attained.id) >= asked


def attained_by(assessment: Assessment, minimum: Minimum) -> Fraction | None:
    """Return what is held against a minimum: a score of 0..1, or the rating that counts.

    ``None`` where there is nothing that could reach it: nothing applies, a stage is undetermined,
    or a question is open or does not apply.

    Raises:
        ValueError: The questionnaire has nothing of this kind and id.
    """
    if minimum.holder is Holder.QUESTION:
        counted = _only(assessment.questions, "question", minimum).counted
        return Fraction(counted.rating) if isinstance(counted, Known) else None
    if minimum.holder is Holder.STAGE:
        stage = _only(assessment.stages, "stage", minimum)
        return _low(stage.group) if stage.is_determined else None
    if minimum.holder is Holder.SECTION:
        return _low(_only(assessment.sections, "section", minimum).group)
    return _low(_only(assessment.factors, "factor", minimum).group)


def is_exempt(assessment: Assessment, minimum: Minimum) -> bool:
    """Whether a minimum asks for the level of a question that does not apply, with an approval.

    Raises:
        ValueError: The questionnaire has no such question.
    """
    if minimum.holder is not Holder.QUESTION:
        return False
    result = _only(assessment.questions, "question", minimum)
    is_approved = isinstance(result.answer, NotApplicable) and bool(result.answer.approved_by)
    return is_approved and isinstance(result.counted, Excluded)


def _only(results: Sequence[R], name: str, minimum: Minimum) -> R:
    found = next((each for each in results if getattr(each, name).id == minimum.id), None)
    if found is None:
        raise ValueError(minimum.name)
    return found


def _low(group: GroupResult) -> Fraction | None:
    return group.score.low if group.score else None


def overdue(assessment: Assessment, day: date) -> tuple[Action, ...]:
    """Return the unfinished actions that are late on ``day``.

    Late is one that is marked so, whose last quarter has ended before ``day``, or that names no
    last quarter, so that nobody can say when it is due.
    """
    return tuple(
        action
        for action in assessment.sheet.actions
        if action.status not in {ActionStatus.DONE, ActionStatus.DROPPED}
        and (
            action.status is ActionStatus.LATE or action.end is None or _last_day(action.end) < day
        )
    )


def _last_day(quarter: Quarter) -> date:
    month = quarter.number * 3
    return date(quarter.year, month, 31 if month in {3, 12} else 30)
