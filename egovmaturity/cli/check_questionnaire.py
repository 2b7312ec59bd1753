"""Questionnaires under ``egovmaturity check``: as they load, and what a review finds in them."""

from pathlib import Path

from egovmaturity.domain.diagnostics import ContentError, Diagnostic, Finding, Severity, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.catalogue import BASE_FILE, translations_of
from egovmaturity.loading.questionnaire_file import LoadedQuestionnaire, questionnaire_from
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.loading.translation_file import translate
from egovmaturity.reviewing.review import review, review_texts


def check_catalogue(path: Path) -> tuple[Diagnostic, ...]:
    """Return every problem of a questionnaire and of all its translations, base file first.

    Raises:
        ContentError: The base file cannot be used, so that nothing can be said of the others.
    """
    base = questionnaire_from(read_text(path))
    named = [_unlike_its_folder(base.questionnaire, path)] if path.name == BASE_FILE else []
    findings = [finding for finding in named if finding is not None]
    problems = list(base.with_findings([*findings, *review(base.questionnaire)]))
    for file in translations_of(path).values():
        problems += check_translation(base.questionnaire, read_text(file))
    return tuple(problems)


def _unlike_its_folder(questionnaire: Questionnaire, path: Path) -> Finding | None:
    """Q403: answers that name the id find the file only in a folder of that name."""
    folder = path.resolve().parent.name
    if folder == questionnaire.id:
        return None
    return Finding(
        "Q403",
        Severity.WARNING,
        ("id",),
        message('the id is "{id}", the folder "{folder}"', id=questionnaire.id, folder=folder),
        message("Answers that name the id do not find it here; give both the same name."),
    )


def check_base(source: SourceText) -> tuple[Diagnostic, ...]:
    """Return every problem of a questionnaire in its base language.

    Raises:
        ContentError: It cannot be used; with every problem that the file itself has.
    """
    return _reviewed(questionnaire_from(source))


def check_translation(base: Questionnaire, source: SourceText) -> tuple[Diagnostic, ...]:
    """Return every problem of one translation."""
    try:
        translated = translate(base, source)
    except ContentError as error:
        return error.diagnostics
    return translated.with_findings(review_texts(translated.questionnaire))


def _reviewed(loaded: LoadedQuestionnaire) -> tuple[Diagnostic, ...]:
    return loaded.with_findings(review(loaded.questionnaire))
