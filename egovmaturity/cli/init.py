"""``egovmaturity init``: an answers file that can be filled in with Notepad."""

from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import keep_backup, make_folder, say, write_file, write_new
from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import Found, find_questionnaire, load_by_reference
from egovmaturity.loading.log import Log
from egovmaturity.renderers.blank_answers import begun_answers, blank_answers
from egovmaturity.renderers.safe_text import one_line

_USUAL = "inpres-3-2003"


class Request(NamedTuple):
    """What the command line asked for.

    ``earlier`` is the file of last year's answers or result to begin with; without one there has to
    be an ``institution``.
    """

    folder: str
    institution: str | None
    year: int
    questionnaire: str | None
    language: str
    is_forced: bool
    earlier: str | None = None
    keeps_levels: bool = False


class _Begun(NamedTuple):
    """The text of the new file, the questionnaire it is for, and what to say about it."""

    text: str
    found: Found
    told: tuple[str, ...] = ()


def run_init(request: Request, common: Common, words: Words) -> ExitCode:
    """Write the answers file of one year; an existing one is kept unless forced.

    Raises:
        UsageError: The options do not go together, or what they name cannot be gone on with.
        ContentError: The questionnaire or the earlier file cannot be used.
    """
    if not 1990 <= request.year <= 2199:
        raise UsageError(message("--year is a year from 1990 to 2199"))
    if request.institution is not None and not one_line(request.institution):
        raise UsageError(message("{option} is empty", option="--institution"))
    begun = _blank(request) if request.earlier is None else _gone_on(request, words)
    folder = Path(request.folder)
    make_folder(folder)
    path = folder / _file_name(request)
    if request.is_forced:
        keep_backup(path)
        write_file(path, begun.text)
    else:
        write_new(path, begun.text)
    if not common.is_quiet:
        _say_next(path, begun, words)
    return ExitCode.DONE


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
    found = load_by_reference(request.questionnaire or _USUAL, request.language)
    words = Words(request.language)
    text = blank_answers(found.questionnaire, words, request.institution, request.year)
    return _Begun(text, found)


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
    text = begun_answers(carried.questionnaire, Words(request.language), sheet, since)
    return _Begun(text, carried.found, _told(carried.lost, sheet, since, words))


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
    name = one_line(str(path))
    say(words("Written: {file}", file=name))
    for each in begun.told:
        say(each)
    then = f"egovmaturity assess {name} -o {words('report')}.html"
    found = begun.found
    if find_questionnaire(found.questionnaire.id, path.parent, Log("")) != found.path:
        then += f" -Q {one_line(str(found.path))}"
    say(words("Fill it in, then: {command}", command=then))


def _file_name(request: Request) -> str:
    stem = "jawaban" if request.language == "id" else "answers"
    return f"{stem}-{request.year}.yaml"
