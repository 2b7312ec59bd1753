"""Actions of an earlier year held against the answers of today."""

from collections.abc import Iterator

from egovmaturity.domain.answers import Action, ActionStatus, AnswerSheet
from egovmaturity.domain.follow_up import Effect, Followed, FollowUp, Reach, Standing
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, Basis, Excluded, Known, QuestionResult
from egovmaturity.examining.compare import is_over
from egovmaturity.planning.plan import carried_out, promised_ratings
from egovmaturity.scoring.assess import outcome


def follow_up(before: Assessment, after: Assessment) -> FollowUp:
    """Say of every action in ``before`` how far it is in ``after``, and what it has moved.

    Actions are matched by id. Both assessments have to be by the same questionnaire.

    Raises:
        ValueError: They are not.
    """
    if before.questionnaire.reference != after.questionnaire.reference:
        raise ValueError(f"{before.questionnaire.reference} and {after.questionnaire.reference}")
    later = {action.id: action for action in after.sheet.actions}
    actions = tuple(
        _followed(action, later.get(action.id), before, after) for action in before.sheet.actions
    )
    promised = promised_ratings(before.sheet.actions)
    kept = carried_out(before, promised)
    moved = _moved(before, after, frozenset(promised))
    return FollowUp(
        before,
        after,
        actions,
        outcome(before.questionnaire, kept, Basis.CLAIMED)[0],
        outcome(before.questionnaire, moved, Basis.CLAIMED)[0],
    )


def _followed(
    action: Action, now: Action | None, before: Assessment, after: Assessment
) -> Followed:
    is_kept = action.status is not ActionStatus.DROPPED
    effects = tuple(_effects(action, before, after)) if is_kept else ()
    latest = now or action
    is_late = latest.status not in _OVER and (
        latest.status is ActionStatus.LATE or is_over(latest.end, after.sheet)
    )
    return Followed(action, now, _standing(latest, now, is_late=is_late), is_late, effects)


_OVER = frozenset((ActionStatus.DONE, ActionStatus.DROPPED))


def _standing(latest: Action, now: Action | None, *, is_late: bool) -> Standing:
    if latest.status in _OVER:
        return Standing(latest.status.value)
    if now is None:
        return Standing.GONE
    return Standing.LATE if is_late else Standing(latest.status.value)


def _effects(action: Action, before: Assessment, after: Assessment) -> Iterator[Effect]:
    earlier = {result.question.id: result for result in before.questions}
    later = {result.question.id: result for result in after.questions}
    for question, promised in action.raises.items():
        then, now = _rating(earlier[question]), _rating(later[question])
        yield Effect(question, then, promised, now, _reach(then, promised, now, later[question]))


def _rating(result: QuestionResult) -> Rating | None:
    return result.counted.rating if isinstance(result.counted, Known) else None


def _reach(
    then: Rating | None, promised: Rating, now: Rating | None, result: QuestionResult
) -> Reach:
    """Compare; what was open then counts as the lowest, as it does in scores."""
    if now is None:
        is_out = isinstance(result.counted, Excluded)
        return Reach.NOT_APPLICABLE if is_out else Reach.OPEN
    start = result.question.scale.lowest if then is None else then
    if now >= promised:
        return Reach.REACHED
    if now > start:
        return Reach.PARTLY
    return Reach.FELL if now < start else Reach.NOT_REACHED


def _moved(before: Assessment, after: Assessment, moved: frozenset[str]) -> AnswerSheet:
    """Return the earlier answers with those questions as they are now, also where they fell."""
    then, now = carried_out(before, {}), carried_out(after, {})
    answers = {
        question: now.answer(question) if question in moved else answer
        for question, answer in then.answers.items()
    }
    return then._replace(answers=answers)
