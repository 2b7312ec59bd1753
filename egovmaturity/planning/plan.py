"""Gaps, recorded actions and their effect, in one value."""

from collections.abc import Mapping
from typing import assert_never

from egovmaturity.domain.answers import (
    Action,
    ActionStatus,
    Answer,
    AnswerSheet,
    DontKnow,
    NotApplicable,
    Rated,
    Unanswered,
)
from egovmaturity.domain.plan import Plan, Projection
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.planning.gaps import find_gaps
from egovmaturity.scoring.assess import outcome


def make_plan(assessment: Assessment) -> Plan:
    """Order the gaps and work out what the recorded actions would achieve.

    The projection re-scores the answers with every action that is not dropped carried out in
    full: each question it names stands at least at the level promised. Without actions there is
    nothing to project and ``projection`` is ``None``.
    """
    actions = assessment.sheet.actions
    promised = promised_ratings(actions)
    projection = _project(assessment, promised) if promised else None
    return Plan(find_gaps(assessment), actions, projection)


def promised_ratings(actions: tuple[Action, ...]) -> dict[str, Rating]:
    """Map every question that actions raise to the highest level promised; dropped ones aside."""
    promised: dict[str, Rating] = {}
    for action in actions:
        if action.status is not ActionStatus.DROPPED:
            for question_id, rating in action.raises.items():
                promised[question_id] = max(rating, promised.get(question_id, rating))
    return promised


def carried_out(assessment: Assessment, promised: Mapping[str, Rating]) -> AnswerSheet:
    """Return answers in which what counts today, raised to what is promised, is simply claimed.

    Scored on the basis ``claimed`` they give the result of keeping the promises.
    """
    answers: dict[str, Answer] = {}
    for result in assessment.questions:
        answers[result.question.id] = _raised(
            result.answer,
            getattr(result.counted, "rating", None),
            promised.get(result.question.id),
        )
    return assessment.sheet._replace(answers=answers)


def _project(assessment: Assessment, promised: Mapping[str, Rating]) -> Projection:
    sheet = carried_out(assessment, promised)
    index, verdict = outcome(assessment.questionnaire, sheet, Basis.CLAIMED)
    return Projection(index, verdict)


def _raised(answer: Answer, current: Rating | None, promised: Rating | None) -> Answer:
    if current is not None:
        return Rated(current if promised is None else max(current, promised))
    if promised is not None:
        return Rated(promised)
    match answer:
        case NotApplicable():
            return answer
        case Rated() | DontKnow() | Unanswered():
            return Unanswered()
        case _:
            assert_never(answer)
