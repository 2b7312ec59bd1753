"""From the name of a questionnaire to its files."""

import os
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Diagnostic, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.log import WHOLE_FILE, Log, Place
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.text_source import read_text
from egovmaturity.resources import bundled

BASE_FILE = "questionnaire.yaml"


class Found(NamedTuple):
    """A questionnaire in the language asked for, its base file, and the warnings about it.

    ``is_translated`` is false where the language asked for does not exist.
    """

    questionnaire: Questionnaire
    path: Path
    warnings: tuple[Diagnostic, ...]
    is_translated: bool


def bundled_ids() -> list[str]:
    """List the questionnaires that come with the package, by id."""
    return sorted(path.parent.name for path in bundled("questionnaires").glob(f"*/{BASE_FILE}"))


def find_questionnaire(
    reference: str, beside: Path | None, log: Log, place: Place = WHOLE_FILE
) -> Path | None:
    """Return the base file a reference means, or note E101 at ``place`` and return ``None``.

    A reference is a path to a file or folder, or an id with or without ``@edition``. An id is
    looked for beside the answers first (``<id>/questionnaire.yaml``, ``questionnaires/<id>/``,
    ``kuesioner/<id>/``), then among the bundled ones; a folder here of that name comes last, so
    that answers mean the same questionnaire wherever the command is run.
    """
    as_path = Path(reference)
    if as_path.suffix in {".yaml", ".yml"}:
        return as_path
    if any(separator in reference for separator in ("/", "\\")):
        return as_path / BASE_FILE
    name = reference.partition("@")[0]
    for folder in (*folders_beside(beside), bundled("questionnaires")):
        candidate = folder / name / BASE_FILE
        if os.path.isfile(candidate):  # noqa: PTH113  # unlike Path, never raises
            return candidate
    if os.path.isdir(name):  # noqa: PTH112  # the same
        return Path(name) / BASE_FILE
    log.error(
        "E101",
        place,
        message('the questionnaire "{id}" is not known', id=name),
        log.nearest(name, bundled_ids()),
    )
    return None


def folders_beside(beside: Path | None) -> tuple[Path, ...]:
    """Return the folders in which content of one's own is looked for, in this order."""
    if beside is None:
        return ()
    return (beside, beside / "questionnaires", beside / "kuesioner")


def load_from_catalogue(path: Path, language: str | None) -> Found:
    """Load the questionnaire at ``path`` in ``language`` (``None``: its base language).

    Raises:
        ContentError: The questionnaire or its translation cannot be used.
    """
    loaded = questionnaire_from(read_text(path))
    questionnaire, warnings = loaded.questionnaire, loaded.warnings
    del loaded  # what was read makes room for the translation
    translations = translations_of(path)
    languages = (
        questionnaire.language,
        *(code for code in translations if code != questionnaire.language),
    )
    questionnaire = questionnaire._replace(languages=languages)
    if language is None or language == questionnaire.language:
        return Found(questionnaire, path, warnings, is_translated=True)
    if language not in translations:
        return Found(questionnaire, path, warnings, is_translated=False)
    from egovmaturity.loading.translation_file import translate  # noqa: PLC0415  # only where wanted

    translated = translate(questionnaire, read_text(translations[language]))
    return Found(translated.questionnaire, path, warnings + translated.warnings, is_translated=True)


def load_by_reference(reference: str, language: str | None) -> Found:
    """Load a questionnaire by id or path, with no answers at hand.

    Raises:
        ContentError: It is not known, or cannot be used; with every problem and its place.
    """
    log = Log(reference)
    path = find_questionnaire(reference, Path(), log)
    log.stop_on_errors()
    return load_from_catalogue(path or Path(), language)


def translations_of(path: Path) -> dict[str, Path]:
    """List the translations beside a base file, by language."""
    try:
        files = sorted((path.parent / "lang").iterdir())
    except OSError:
        return {}
    # Not by glob, which compiles a pattern first and takes three times as long.
    return {file.stem: file for file in files if os.path.normcase(file.name).endswith(".yaml")}
