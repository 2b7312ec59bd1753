"""An answer sheet as the values of an answers file, for JSON and for a file to go on with."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from egovmaturity.domain.answers import (
    Action,
    Answer,
    AnswerSheet,
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Part,
    Quarter,
    Rated,
    Source,
    Verification,
)
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire, Rating

_LAYOUT_VERSION = 1
"""Version of the layout of answers files that is written here."""


def sheet_values(questionnaire: Questionnaire, sheet: AnswerSheet) -> dict[str, Any]:
    """Return the values of an answers file that loads to this very sheet.

    What is empty is left out. Numbers that are not whole are exact fractions such as ``"1/3"``,
    days and quarters texts as files have them. What the file expected of the result is not in it.
    """
    institution, occasion, targets = sheet.institution, sheet.occasion, sheet.targets
    return {
        "format": "egovmaturity-answers",
        "version": _LAYOUT_VERSION,
        "questionnaire": sheet.questionnaire,
        "language": sheet.language,
        **({"fictional": True} if sheet.fictional else {}),
        "institution": _filled(
            name=institution.name,
            id=institution.id,
            kind=institution.kind.value if institution.kind else None,
        ),
        "assessment": _filled(
            year=occasion.year,
            subject=occasion.subject,
            as_of=occasion.as_of.isoformat() if occasion.as_of else None,
            report_date=occasion.report_date.isoformat() if occasion.report_date else None,
            purpose=occasion.purpose,
            team=occasion.team,
        ),
        **_filled(part=_part(sheet.part) if sheet.part else None),
        **_filled(
            targets=_filled(
                year=targets.year, level=targets.level, by_stage=dict(targets.by_stage)
            ),
        ),
        "answers": {
            question.id: answer_values(question, sheet.answers[question.id])
            for question in questionnaire.questions
            if question.id in sheet.answers
        },
        **_filled(
            actions=[action_values(action) for action in sheet.actions],
            decisions=list(sheet.decisions),
        ),
    }


def _part(part: Part) -> dict[str, Any]:
    return _filled(
        owner=part.owner,
        asked=list(part.asked),
        purpose=part.purpose.value,
        respondent=_filled(
            name=part.respondent.name,
            position=part.respondent.position,
            date=part.respondent.dated.isoformat() if part.respondent.dated else None,
            staff_number=part.respondent.staff_number,
            phone=part.respondent.phone,
            superior=part.respondent.superior,
        ),
        due=part.due.isoformat() if part.due else None,
        handed_out=dict(part.handed_out),
        questionnaire_sha256=part.questionnaire_sha256,
    )


def answer_values(question: Question, answer: Answer) -> dict[str, Any]:
    """Return one answer with all that accompanies it; empty where nothing is said."""
    return dict(_said(question, answer)) | details_values(answer.details)


def _said(question: Question, answer: Answer) -> Iterator[tuple[str, Any]]:
    if isinstance(answer, Rated):
        yield "value" if isinstance(question.scale, NumberRange) else "level", number(answer.rating)
    elif isinstance(answer, NotApplicable):
        yield "not_applicable", True
        yield from _filled(reason=answer.reason, approved_by=answer.approved_by).items()
    elif isinstance(answer, DontKnow):
        yield "unknown", True


def details_values(details: Details) -> dict[str, Any]:
    """Return what accompanies an answer."""
    return _filled(
        target=None if details.target is None else number(details.target),
        owner=details.owner,
        evidence=[evidence_values(each) for each in details.evidence],
        note=details.note,
        verification=_verification(details.verification) if details.verification else None,
        confidence=details.confidence.value if details.confidence else None,
        review=details.review or None,
        source=_source(details.source),
    )


def evidence_values(evidence: Evidence) -> dict[str, Any]:
    """Return a document that is listed as evidence."""
    return _filled(
        title=evidence.title,
        number=evidence.number,
        date=evidence.dated.isoformat() if evidence.dated else None,
        location=evidence.location,
        **{"for": list(evidence.covers)},
    )


def _verification(verification: Verification) -> dict[str, Any]:
    found: dict[str, Any] = (
        {"not_applicable": True}
        if verification.rating is None
        else {"level": number(verification.rating)}
    )
    return found | _filled(
        by=verification.by,
        date=verification.dated.isoformat() if verification.dated else None,
        note=verification.note,
        source=_source(verification.source),
    )


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    dated = source.dated.isoformat() if source.dated else None
    return _filled(file=source.file, sha256=source.sha256, date=dated)


def action_values(action: Action) -> dict[str, Any]:
    """Return an action."""
    return _filled(
        id=action.id,
        title=action.title,
        raises={question: number(level) for question, level in action.raises.items()},
        owner=action.owner,
        support=list(action.support),
        start=quarter_text(action.start),
        end=quarter_text(action.end),
        budget=action.budget,
        budget_line=action.budget_line,
        status=action.status.value,
    )


def quarter_text(quarter: Quarter | None) -> str | None:
    """Write a quarter as files have it, such as ``2027-Q4``."""
    return f"{quarter.year}-Q{quarter.number}" if quarter else None


def number(rating: Rating) -> int | str:
    """Write a number exactly: whole ones as such, others as a fraction."""
    return int(rating) if rating == int(rating) else str(Fraction(rating))


def _filled(**values: Any) -> dict[str, Any]:
    """Leave out what is empty; 0 is not."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
