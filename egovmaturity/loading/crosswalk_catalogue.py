"""From the names of two questionnaires to the crosswalk between them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.crosswalk import Crosswalk
from egovmaturity.domain.diagnostics import Diagnostic, RefusedError, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.catalogue import (
    Found,
    find_questionnaire,
    folders_beside,
    load_from_catalogue,
)
from egovmaturity.loading.crosswalk_file import (
    DraftCrosswalk,
    complete_crosswalk,
    crosswalk_name,
    open_crosswalk,
)
from egovmaturity.loading.log import Log
from egovmaturity.loading.shapes import Placed
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.resources import bundled

FOLDER = "crosswalks"
"""Where crosswalks lie: a folder beside those of the questionnaires."""


class FoundCrosswalk(NamedTuple):
    """A crosswalk that begins at the questionnaire asked about, and the files it was read from."""

    crosswalk: Crosswalk
    path: Path
    other: Path


def load_crosswalk(
    reference: str, first: Questionnaire, places: Sequence[Path], language: str | None
) -> FoundCrosswalk:
    """Load the crosswalk from a questionnaire to another one, in ``language`` or its own.

    ``reference`` is a crosswalk file, or names the other questionnaire by its id or its folder.
    Both are looked for beside ``places``, the first of which decides between two of one id.

    Raises:
        RefusedError: There is no crosswalk between the two.
        ContentError: Something cannot be used; with every problem and its place.
    """
    if Path(reference).suffix in {".yaml", ".yml"}:
        return _load_file(Path(reference), first, language)
    log = Log(reference)
    path = find_questionnaire(reference, places[0] if places else None, log)
    log.stop_on_errors()
    found = load_from_catalogue(path or Path(), language)
    return load_between(first, found, places, language)


def load_between(
    first: Questionnaire, second: Found, places: Sequence[Path], language: str | None
) -> FoundCrosswalk:
    """Load the crosswalk between two questionnaires, read from the first to the second.

    It is looked for in ``crosswalks`` in every folder where questionnaires are looked for beside
    ``places``, then beside the second questionnaire, then among those that come with the package.

    Raises:
        RefusedError: There is none.
        ContentError: It cannot be used; with every problem and its place.
    """
    one, other = first.id, second.questionnaire.id
    if one == other:
        raise RefusedError(message('"{id}" is one questionnaire, not two', id=one))
    folders = [folder for place in places for folder in folders_beside(place)]
    folders += [second.path.parent.parent, bundled("questionnaires")]
    for folder in folders:
        for name in (crosswalk_name(one, other), crosswalk_name(other, one)):
            path = folder / FOLDER / name
            if os.path.isfile(path):  # noqa: PTH113  # unlike Path, never raises
                return _complete(open_crosswalk(read_text(path)), path, first, second, language)
    raise RefusedError(
        message('there is no crosswalk between "{first}" and "{second}"', first=one, second=other),
        message("Known here: {words}", words=", ".join(_known_in(folders)) or "-"),
    )


def _load_file(path: Path, first: Questionnaire, language: str | None) -> FoundCrosswalk:
    """Load a crosswalk by its file; Q141 where it links two others."""
    draft = open_crosswalk(read_text(path))
    if first.id not in draft.ids:
        draft.log.error(
            "Q141",
            draft.values.place("between"),
            message('the crosswalk does not link "{id}"', id=first.id),
        )
        draft.log.stop_on_errors()
    named = draft.between[1 - draft.ids.index(first.id)]
    second = _load_named(draft, named, _home(path), language)
    return _complete(draft, path, first, second, language)


def _complete(
    draft: DraftCrosswalk, path: Path, first: Questionnaire, second: Found, language: str | None
) -> FoundCrosswalk:
    """Complete a crosswalk in the direction of its file, then turn it where it has to be."""
    other = second.questionnaire
    if draft.ids[0] == first.id:
        crosswalk = complete_crosswalk(draft, first, other, language).crosswalk
    else:
        crosswalk = complete_crosswalk(draft, other, first, language).crosswalk.turned()
    return FoundCrosswalk(crosswalk, path, second.path)


def check_crosswalk(source: SourceText, path: Path | None) -> tuple[Diagnostic, ...]:
    """Return every problem of a crosswalk; its questionnaires are looked for beside ``path``.

    Raises:
        ContentError: It cannot be used.
    """
    draft = open_crosswalk(source)
    home = None if path is None else _home(path)
    first, second = (_load_named(draft, named, home, None) for named in draft.between)
    return complete_crosswalk(draft, first.questionnaire, second.questionnaire, None).warnings


def _home(path: Path) -> Path:
    """Return the folder beside which a crosswalk's questionnaires are looked for."""
    folder = path.parent if path.parent.name else path.resolve().parent
    return folder.parent if folder.name == FOLDER else folder


def _load_named(
    draft: DraftCrosswalk, named: Placed, home: Path | None, language: str | None
) -> Found:
    path = find_questionnaire(named.value, home, draft.log, named.place)
    if path is None:
        draft.log.stop_on_errors()
    return load_from_catalogue(path or Path(), language)


def _known_in(folders: Sequence[Path]) -> list[str]:
    return sorted({path.stem for folder in folders for path in folder.glob(f"{FOLDER}/*--*.yaml")})
