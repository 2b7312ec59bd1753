"""``egovmaturity init``: an answers file that can be filled in with Notepad, and its folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import keep_backup, make_folder, say, write_file, write_new
from egovmaturity.cli.settings import NAME as CONFIG
from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import (
    BASE_FILE,
    Found,
    find_questionnaire,
    folders_beside,
    load_by_reference,
)
from egovmaturity.loading.log import Log
from egovmaturity.renderers.blank_answers import begun_answers, blank_answers
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.year_folder import (
    Year,
    argument,
    batch,
    batch_name,
    guide,
    guide_name,
    returned,
    settings,
)
from egovmaturity.resources import bundled

_USUAL = "inpres-3-2003"


class Request(NamedTuple):
    """What the command line asked for.

    ``earlier`` is the file of last year's answers or result to begin with; without one there has to
    be an ``institution``. Without a ``folder`` only the answers file is written, here. ``language``
    ``None`` means that of the earlier file, else Indonesian where the questionnaire has it.
    """

    folder: str | None
    institution: str | None
    year: int
    questionnaire: str | None
    language: str | None
    is_forced: bool
    earlier: str | None = None
    keeps_levels: bool = False


class _Begun(NamedTuple):
    """The text of the new file in its language, its questionnaire, and what to say about it.

    ``is_comparable``: the earlier year is by the same edition and about the same institution.
    """

    text: str
    language: str
    found: Found
    institution: str
    is_comparable: bool = False
    told: tuple[str, ...] = ()


def run_init(request: Request, common: Common, words: Words) -> ExitCode:
    """Write the answers file of one year, and all that lies beside it in a folder of its own.

    Files that exist are kept, and said, unless forced; the answers file alone is refused then.

    Raises:
        UsageError: The options do not go together, or what they name cannot be gone on with.
        ContentError: The questionnaire or the earlier file cannot be used.
    """
    if not 1990 <= request.year <= 2199:
        raise UsageError(message("--year is a year from 1990 to 2199"))
    if request.institution is not None and not one_line(request.institution):
        raise UsageError(message("{option} is empty", option="--institution"))
    begun = _blank(request) if request.earlier is None else _gone_on(request, words)
    folder = Path(request.folder or ".")
    make_folder(folder)
    path = folder / _file_name(request, begun)
    if request.folder is None:
        put = _put if request.is_forced else write_new
        put(path, begun.text)
        told = [words("Written: {file}", file=one_line(str(path)))]
    else:
        told = _furnish(folder, begun, request, words)
        manual = one_line(str(folder / guide_name(Words(begun.language))))
        told.append(words("All steps of the year: {file}", file=manual))
    if not common.is_quiet:
        for line in (*told, *begun.told):
            say(line)
        _say_next(path, begun, words)
    return ExitCode.DONE


def _put(path: Path, text: str) -> None:
    keep_backup(path)
    write_file(path, text)


def _furnish(folder: Path, begun: _Begun, request: Request, words: Words) -> list[str]:
    """Write every file of a folder that is not there yet, and say which."""
    own = Words(begun.language)
    make_folder(folder / returned(own))
    told = []
    for name, text in _files(folder, begun, request, own):
        path = folder / name
        if os.path.lexists(path) and not request.is_forced:
            told.append(words("Kept, exists already: {file}", file=one_line(str(path))))
            continue
        _put(path, text)
        told.append(words("Written: {file}", file=one_line(str(path))))
    return told


def _files(folder: Path, begun: _Begun, request: Request, own: Words) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that a folder begins with."""
    found = begun.found
    year = Year(
        found.questionnaire,
        begun.institution,
        request.year,
        _file_name(request, begun),
        "" if _leads_to(found, folder) else _from(folder, found.path),
        _from(folder, Path(request.earlier)) if request.earlier else "",
        begun.is_comparable,
    )
    yield year.answers, begun.text
    yield CONFIG, settings(year, own)
    yield guide_name(own), guide(year, own)
    yield batch_name(own), batch(year, own)


def _leads_to(found: Found, folder: Path) -> bool:
    """Whether the id alone leads to a questionnaire for who works in the folder."""
    places = (*folders_beside(folder), bundled("questionnaires"))
    files = (place / found.questionnaire.id / BASE_FILE for place in places)
    first = next((file for file in files if file.is_file()), None)
    return first is not None and first.resolve() == found.path.resolve()


def _from(folder: Path, path: Path) -> str:
    """Return how a path leads from the folder; in full where there is no way, as between drives."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _blank(request: Request) -> _Begun:
    if request.keeps_levels:
        raise UsageError(
            message("--keep-levels goes with --from"),
            message("Name the answers or the result of last year: --from FILE"),
        )
    if request.institution is None:
        raise UsageError(
            message("{option} is missing", option="--institution"),
            message("Name the institution, or begin with last year's file: --from FILE"),
        )
    found = load_by_reference(request.questionnaire or _USUAL, request.language or "id")
    words = Words(request.language or found.questionnaire.language)
    text = blank_answers(found.questionnaire, words, request.institution, request.year)
    return _Begun(text, words.language, found, request.institution)


def _gone_on(request: Request, words: Words) -> _Begun:
    """Begin with an earlier year.

    Raises:
        UsageError: It is not earlier, or of an edition that no map leads from.
    """
    from egovmaturity.cli.carrying import load_carried  # noqa: PLC0415  # seldom asked for
    from egovmaturity.planning.next_year import (  # noqa: PLC0415  # the same
        next_year,
        next_year_to_review,
    )

    earlier = request.earlier or ""
    carried = load_carried(earlier, request.questionnaire, request.language)
    since = carried.sheet.occasion.year
    if since >= request.year:
        raise UsageError(
            message(
                '"{file}" is of {found}, the new answers are of {year}',
                file=one_line(earlier),
                found=since,
                year=request.year,
            ),
            message("Give answers of an earlier year."),
        )
    begin = next_year_to_review if request.keeps_levels else next_year
    sheet = _named(begin(carried.sheet, request.year), request)
    own = Words(request.language or sheet.language)
    return _Begun(
        begun_answers(carried.questionnaire, own, sheet, since),
        own.language,
        carried.found,
        sheet.institution.name,
        sheet.institution == carried.sheet.institution and carried.is_same_edition,
        _told(carried.lost, sheet, since, words),
    )


def _named(sheet: AnswerSheet, request: Request) -> AnswerSheet:
    """Call the institution what was asked for, else what it was called."""
    if request.institution is None:
        return sheet
    name = one_line(request.institution)
    return sheet._replace(institution=sheet.institution._replace(name=name))


def _told(lost: tuple[str, ...], sheet: AnswerSheet, since: int, words: Words) -> tuple[str, ...]:
    """Say what was carried over, and what actions promised and cannot any more."""
    documents = sum(len(answer.details.evidence) for answer in sheet.answers.values())
    told = words(
        "Carried over from {year}: owners {owners}, documents {documents}, open actions {actions}",
        year=since,
        owners=sum(bool(answer.details.owner) for answer in sheet.answers.values()),
        documents=documents,
        actions=len(sheet.actions),
    )
    if not lost:
        return (told,)
    return (told, words("Raised by an action, asked no more: {list}", list=", ".join(lost)))


def _say_next(path: Path, begun: _Begun, words: Words) -> None:
    name = argument(one_line(str(path)))
    then = f"egovmaturity assess {name} -o {words('report')}.html"
    found = begun.found
    if find_questionnaire(found.questionnaire.id, path.parent, Log("")) != found.path:
        then += f" -Q {argument(one_line(str(found.path)))}"
    say(words("Fill it in, then: {command}", command=then))


def _file_name(request: Request, begun: _Begun) -> str:
    stem = "jawaban" if begun.language == "id" else "answers"
    return f"{stem}-{request.year}.yaml"
