"""From file names on the command line to loaded content, complaints included."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import Diagnostic, Message, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.loading.answer_file import (
    DraftAnswers,
    complete_answers,
    open_answers,
    refuse_part,
)
from egovmaturity.loading.catalogue import Found, find_questionnaire, load_from_catalogue
from egovmaturity.loading.log import Log
from egovmaturity.loading.result_kind import is_result
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.scoring.assess import assess
from egovmaturity.typed_command import as_typed


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
    return load_source(read_text(path), questionnaire, language, as_of)


def load_source(
    source: SourceText, questionnaire: str | None, language: str | None, as_of: date | None = None
) -> Loaded:
    """Load answers that have been read already, as ``load_answers`` does.

    Raises:
        ContentError: With every problem of the first file that cannot be used.
    """
    draft = open_answers(source)
    refuse_part(draft)
    found = load_for(draft, questionnaire, language or draft.language)
    sheet, warnings = complete_answers(draft, found.questionnaire, as_of)
    return Loaded(sheet, draft, found, warnings)


def load_earlier(path: str, questionnaire: str | None, language: str | None) -> Loaded:
    """Load what was answered earlier: an answers file, or a JSON result that still holds.

    A result is scored again and has to come out as it states. Its sheet is called by the name and
    the hash of the result; its only warning is W318, that the file of its questionnaire is another
    one by now. ``language`` ``None`` means the answers' own.

    Raises:
        ContentError: With every problem of the first file that cannot be used; E104 names the
            numbers of a result that do not come out.
    """
    source = read_text(path)
    if is_result(source):
        return load_result(source, questionnaire, language)
    return load_source(source, questionnaire, language)


def load_result(source: SourceText, questionnaire: str | None, language: str | None) -> Loaded:
    """Load the answers that a JSON result carries, as ``load_earlier`` does.

    Raises:
        ContentError: With every problem of the first file that cannot be used.
    """
    from egovmaturity.loading.result_file import (  # noqa: PLC0415  # few runs have any
        check_scores,
        complete_result,
        open_result,
    )
    from egovmaturity.renderers.json_v1 import scores  # noqa: PLC0415  # the same

    draft = open_result(source)
    found = load_for(draft.answers, questionnaire, language or draft.answers.language)
    sheet = complete_result(draft, found.questionnaire)
    again = scores(assess(found.questionnaire, sheet, draft.basis))
    check_scores(draft, found.questionnaire, again)
    return Loaded(sheet, draft.answers, found, draft.log.diagnostics)


class Baseline(NamedTuple):
    """An earlier assessment to compare with, and what makes one doubt it."""

    assessment: Assessment
    doubts: tuple[Diagnostic, ...]


def load_baseline(path: str, loaded: Loaded, questionnaire: str | None, basis: Basis) -> Baseline:
    """Assess earlier answers by the same questionnaire, in the same language, on ``basis``.

    They may be an answers file or a JSON result; see ``load_earlier``. Advice about the answers of
    then is not repeated.

    Raises:
        UsageError: They are of another institution or subject, by another questionnaire, or not
            earlier.
        ContentError: They cannot be used.
    """
    earlier = load_earlier(path, questionnaire, loaded.questionnaire.language)
    name = one_line(path)
    if earlier.questionnaire.reference != loaded.questionnaire.reference:
        raise UsageError(
            message(
                'the baseline "{file}" is by {found}, the answers by {questionnaire}',
                file=name,
                found=earlier.questionnaire.reference,
                questionnaire=loaded.questionnaire.reference,
            ),
            _carrying_over(path, earlier, loaded),
        )
    refuse_as_baseline(path, earlier.sheet, loaded)
    doubts = tuple(warning for warning in earlier.warnings if warning.code == "W318")
    return Baseline(assess(earlier.questionnaire, earlier.sheet, basis), doubts)


def _carrying_over(path: str, earlier: Loaded, loaded: Loaded) -> Message:
    """Say how earlier answers come to the questionnaire of these, where they can.

    The new file is to stand beside these answers: beside the earlier ones the questionnaire of then
    would be found again.
    """
    asked = loaded.questionnaire
    if earlier.questionnaire.id != asked.id:
        return message("Give earlier answers by {questionnaire}.", questionnaire=asked.id)
    new = (loaded.draft.folder or Path()) / f"{Path(path).stem}-{asked.edition}.yaml"
    return message(
        "Carry it over, then give {new} in its place: egovmaturity questionnaire migrate {file} "
        "-Q {questionnaire} -o {new}",
        new=one_line(as_typed([str(new)])),
        file=one_line(as_typed([path])),
        questionnaire=one_line(as_typed([str(loaded.found.path)])),
    )


def refuse_as_baseline(path: str, earlier: AnswerSheet, loaded: Loaded) -> None:
    """Refuse answers of an institution, subject or time that these cannot be compared with.

    Raises:
        UsageError: They are of another institution or subject, or not earlier.
    """
    name, sheet = one_line(path), loaded.sheet
    if _who(earlier) != _who(sheet):
        raise UsageError(
            message(
                'the baseline "{file}" is about {found}, the answers about {assessed}',
                file=name,
                found=" – ".join(_who(earlier)),
                assessed=" – ".join(_who(sheet)),
            )
        )
    if earlier.occasion.year >= sheet.occasion.year:
        raise UsageError(
            message(
                'the baseline "{file}" is of {found}, the answers are of {year}',
                file=name,
                found=earlier.occasion.year,
                year=sheet.occasion.year,
            ),
            message("Give answers of an earlier year."),
        )


def _who(sheet: AnswerSheet) -> list[str]:
    """Name what was assessed: the institution by its id where it has one, and the subject."""
    who = [sheet.institution.id or sheet.institution.name, sheet.occasion.subject]
    return [each for each in who if each]


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
