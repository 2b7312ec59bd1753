"""Answers that come back as YAML or JSON; a bad answer spoils itself only."""

from collections.abc import Iterable

from egovmaturity.collecting.claims import claim_of
from egovmaturity.domain.answers import AnswerSheet, Purpose
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.diagnostics import ContentError, Diagnostic, Severity
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.shapes import Values
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import MappingNode, place_of
from egovmaturity.returns.facts import CHANGED
from egovmaturity.returns.notes import At, Notes
from egovmaturity.returns.shown_claims import change_not_taken


def read_answers_file(source: SourceText, questionnaire: Questionnaire, notes: Notes) -> Return:
    """Read a part of the answers as forms save it, or the answers of a whole institution.

    Raises:
        ContentError: Something outside the answers is wrong: E001 to E019 and E101 to E215.
    """
    draft = open_answers(source)
    try:
        sheet, found = complete_answers(draft, questionnaire)
        spoilt: frozenset[str] = frozenset()
    except ContentError as error:
        spoilt = _spoilt(draft, error)
        found = error.diagnostics
        sheet, _ = complete_answers(_without(draft, spoilt), questionnaire)
    known = sheet.part.questionnaire_sha256 if sheet.part else ""
    if known and questionnaire.sha256 and known != questionnaire.sha256:
        notes.add(At(), CHANGED)
    _note_not_taken(draft, sheet, notes)
    return Return(
        file=sheet.file,
        sha256=sheet.sha256,
        sheet=sheet,
        places=_places(draft, sheet.answers),
        unreadable=tuple(q.id for q in questionnaire.questions if q.id in spoilt),
        problems=(*notes.kept, *(each for each in found if each.code not in _ADVICE)),
    )


def _note_not_taken(draft: DraftAnswers, sheet: AnswerSheet, notes: Notes) -> None:
    """Note answers that whoever verified them has changed; forms save none, so blanks are none."""
    part = sheet.part
    if part is None or part.purpose is not Purpose.VERIFICATION:
        return
    for name in part.asked:
        answer = sheet.answer(name)
        if claim_of(answer).is_blank:
            continue
        problem = change_not_taken(name, answer, part.handed_out.get(name, ""))
        if problem is not None:
            place = draft.values["answers"][name].place
            notes.add(At(row=place.line, column=place.column), problem)


_ADVICE = frozenset(("W301", "W302", "W306", "W310", "W311", "W312", "W313"))
"""What an answer still lacks; that is seen, and said, of sheets and forms alike."""


def _spoilt(draft: DraftAnswers, error: ContentError) -> frozenset[str]:
    """Return the answers that all the errors are in.

    Raises:
        ContentError: The same one, where an error lies elsewhere.
    """
    errors = [each for each in error.diagnostics if each.severity is Severity.ERROR]
    places = _answer_places(draft)
    found = [_answer_at(places, each) for each in errors]
    if None in found:
        raise error
    return frozenset(filter(None, found))


def _answer_places(draft: DraftAnswers) -> list[tuple[Place, str | None]]:
    """Return where each answer begins, and where the last one has ended."""
    root = draft.values.node
    answers = root.entries.get("answers") if isinstance(root, MappingNode) else None
    if not isinstance(answers, MappingNode):
        return []
    end = Place(answers.end.line + 1, answers.end.column + 1)
    begun: list[tuple[Place, str | None]] = [
        (place_of(k), name) for name, k in answers.keys.items()
    ]
    return [*begun, (end, None)]


def _answer_at(places: Iterable[tuple[Place, str | None]], problem: Diagnostic) -> str | None:
    at = Place(problem.location.line, problem.location.column)
    return next((name for begin, name in reversed([*places]) if begin <= at), None)


def _without(draft: DraftAnswers, spoilt: frozenset[str]) -> DraftAnswers:
    """Leave out answers, and everything that was noted; it is said already."""
    values = Values(draft.values.node)
    values.update(draft.values)
    values["answers"] = {
        name: answer for name, answer in values.get("answers", {}).items() if name not in spoilt
    }
    return draft._replace(values=values, log=Log(draft.source.name, draft.source.text))


def _places(draft: DraftAnswers, answers: Iterable[str]) -> dict[str, str]:
    places = {name: placed.place for name, placed in draft.values.get("answers", {}).items()}
    return {name: f"{places[name].line}:{places[name].column}" for name in answers}
