"""The one door for what offices send back."""

from pathlib import Path

from egovmaturity.domain.collecting import Return
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.text_source import read_data, text_of
from egovmaturity.returns.answers_file import read_answers_file
from egovmaturity.returns.notes import Notes
from egovmaturity.returns.workbook_file import is_workbook, read_workbook, refuse_other_kinds
from egovmaturity.returns.workbook_return import return_of


def read_return(path: str | Path, questionnaire: Questionnaire) -> Return:
    """Read a file that came back: an answer sheet (XLSX), or answers as YAML or JSON.

    What it is shows in its contents. An answer that cannot be read spoils no other. Whether
    institution and year are the ones asked for is for the caller to see; what the answers still
    lack, likewise.

    Raises:
        ContentError: It cannot be used at all: E001 to E019, E101 to E107 and E201 to E215 as for
            answers files, E130 to E134 and E143 for workbooks.
    """
    source = read_data(path)
    notes = Notes(source.name)
    if is_workbook(source):
        return return_of(read_workbook(source, notes), source, questionnaire, notes)
    refuse_other_kinds(source, notes)
    return read_answers_file(text_of(source), questionnaire, notes)
