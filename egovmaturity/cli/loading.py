"""From file names on the command line to loaded content, complaints included."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import Diagnostic
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.catalogue import Found, find_questionnaire, load_from_catalogue
from egovmaturity.loading.log import Log
from egovmaturity.loading.text_source import read_text


class Loaded(NamedTuple):
    """Answers with their questionnaire, checked against each other."""

    sheet: AnswerSheet
    draft: DraftAnswers
    found: Found
    warnings: tuple[Diagnostic, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire in the language asked for."""
        return self.found.questionnaire


def load_answers(
    path: str, questionnaire: str | None, language: str | None, as_of: date | None = None
) -> Loaded:
    """Load answers and their questionnaire; ``language`` ``None`` means the answers' own.

    ``as_of`` takes the place of the day that the answers describe (``None``: that day stays).

    Raises:
        ContentError: With every problem of the first file that cannot be used.
    """
    draft = open_answers(read_text(path))
    found = load_for(draft, questionnaire, language or draft.language)
    sheet, warnings = complete_answers(draft, found.questionnaire, as_of)
    return Loaded(sheet, draft, found, warnings)


def load_for(draft: DraftAnswers, questionnaire: str | None, language: str) -> Found:
    """Load the questionnaire given, or the one the answers name.

    Raises:
        ContentError: There is no such questionnaire, or it cannot be used. Problems that the
            answers file already has are kept.
    """
    reference = questionnaire or draft.questionnaire
    log = draft.log if questionnaire is None else Log(questionnaire)
    if not reference:
        draft.log.stop_on_errors()
    path = find_questionnaire(reference, draft.folder, log, draft.reference_place)
    if path is None:
        log.stop_on_errors()
    return load_from_catalogue(path or Path(), language)
