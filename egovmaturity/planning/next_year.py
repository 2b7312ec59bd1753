"""What of one year's answers the next year begins with."""

from egovmaturity.domain.answers import (
    Action,
    ActionStatus,
    Answer,
    AnswerSheet,
    Details,
    NotApplicable,
    Occasion,
    Rated,
    Unanswered,
)

_OVER = frozenset((ActionStatus.DONE, ActionStatus.DROPPED))


def next_year(sheet: AnswerSheet, year: int) -> AnswerSheet:
    """Begin the answers of ``year``: every question open, with its owner, target and evidence.

    Targets, and actions that are neither done nor dropped, are carried over too. What was found,
    by the institution or by an assessor, is not: levels, notes, "not applicable", verification.
    Neither are dates, purpose and team of the assessment, nor what was asked of its meeting.
    """
    answers: dict[str, Answer] = {
        question: Unanswered(_plan(answer.details)) for question, answer in sheet.answers.items()
    }
    return _begun(sheet, year, answers)


def next_year_to_review(sheet: AnswerSheet, year: int) -> AnswerSheet:
    """Begin the answers of ``year`` with last year's levels and "not applicable", to be reviewed.

    They come with their notes and are marked ``review``. Everything else is as in ``next_year``:
    nothing counts as verified, and what was not known is open.
    """
    return _begun(sheet, year, {q: _to_review(answer) for q, answer in sheet.answers.items()})


def _begun(sheet: AnswerSheet, year: int, answers: dict[str, Answer]) -> AnswerSheet:
    return sheet._replace(
        file="",
        sha256="",
        occasion=Occasion(year, None, None, "", "", sheet.occasion.subject),
        answers=answers,
        actions=open_actions(sheet),
        decisions=(),
    )


def open_actions(sheet: AnswerSheet) -> tuple[Action, ...]:
    """Return the actions that are neither done nor dropped, in their order."""
    return tuple(action for action in sheet.actions if action.status not in _OVER)


def _plan(details: Details) -> Details:
    return Details(details.evidence, owner=details.owner, target=details.target)


def _to_review(answer: Answer) -> Answer:
    kept = _plan(answer.details)
    if not isinstance(answer, Rated | NotApplicable):
        return Unanswered(kept)
    return answer._replace(details=kept._replace(note=answer.details.note, review=True))
