"""The one door for what offices send back."""

from collections.abc import Iterable
from pathlib import Path

from egovmaturity.domain.collecting import Return
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.text_source import SourceBytes, read_data, text_of
from egovmaturity.returns.facts import CHANGED
from egovmaturity.returns.notes import At, Notes
from egovmaturity.returns.workbook_file import is_workbook, read_workbook, refuse_other_kinds
from egovmaturity.returns.workbook_return import return_of


def read_return(path: str | Path, questionnaire: Questionnaire) -> Return:
    """Read a file that came back: an answer sheet (XLSX), or answers as YAML or JSON.

    What it is shows in its contents. Of a workbook, a cell that cannot be read spoils its answer
    only; YAML and JSON, which programs write, are taken as a whole. Whether institution and year
    are the ones asked for is for the caller to see; what the answers still lack, likewise.

    Raises:
        ContentError: It cannot be used at all: E001 to E019, E101 to E215 as for answers files,
            E130 to E134 and E143 for workbooks.
    """
    source = read_data(path)
    notes = Notes(source.name)
    if is_workbook(source):
        return return_of(read_workbook(source, notes), source, questionnaire, notes)
    refuse_other_kinds(source, notes)
    return _answers_file(source, questionnaire, notes)


def _answers_file(source: SourceBytes, questionnaire: Questionnaire, notes: Notes) -> Return:
    draft = open_answers(text_of(source))
    loaded = complete_answers(draft, questionnaire)
    sheet = loaded.sheet
    part = sheet.part
    known = part.questionnaire_sha256 if part else ""
    if known and questionnaire.sha256 and known != questionnaire.sha256:
        notes.add(At(), CHANGED)
    warnings = (each for each in loaded.warnings if each.code not in _ADVICE)
    return Return(
        file=sheet.file,
        sha256=sheet.sha256,
        sheet=sheet,
        places=_places(draft, sheet.answers),
        unreadable=(),
        problems=(*notes.kept, *warnings),
    )


_ADVICE = frozenset(("W301", "W302", "W306", "W310", "W311", "W312", "W313"))
"""What an answer still lacks; that is seen, and said, of sheets and forms alike."""


def _places(draft: DraftAnswers, answers: Iterable[str]) -> dict[str, str]:
    written = draft.values.get("answers", {})
    places = {name: placed.place for name, placed in written.items()}
    return {name: f"{places[name].line}:{places[name].column}" for name in answers}
