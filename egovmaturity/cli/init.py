"""``egovmaturity init``: an answers file that can be filled in with Notepad."""

from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import keep_backup, make_folder, say, write_file, write_new
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import find_questionnaire, load_by_reference
from egovmaturity.loading.log import Log
from egovmaturity.renderers.blank_answers import blank_answers
from egovmaturity.renderers.safe_text import one_line


class Request(NamedTuple):
    """What the command line asked for."""

    folder: str
    institution: str
    year: int
    questionnaire: str
    language: str
    is_forced: bool


def run_init(request: Request, common: Common, words: Words) -> ExitCode:
    """Write the answers file of one year; an existing one is kept unless forced."""
    if not 1990 <= request.year <= 2199:
        raise UsageError(message("--year is a year from 1990 to 2199"))
    if not one_line(request.institution):
        raise UsageError(message("{option} is empty", option="--institution"))
    found = load_by_reference(request.questionnaire, request.language)
    text = blank_answers(
        found.questionnaire, Words(request.language), request.institution, request.year
    )
    folder = Path(request.folder)
    make_folder(folder)
    path = folder / _file_name(request)
    if request.is_forced:
        keep_backup(path)
        write_file(path, text)
    else:
        write_new(path, text)
    if not common.is_quiet:
        name = one_line(str(path))
        say(words("Written: {file}", file=name))
        then = f"egovmaturity assess {name} -o {words('report')}.html"
        if find_questionnaire(found.questionnaire.id, folder, Log("")) != found.path:
            then += f" -Q {one_line(str(found.path))}"
        say(words("Fill it in, then: {command}", command=then))
    return ExitCode.DONE


def _file_name(request: Request) -> str:
    stem = "jawaban" if request.language == "id" else "answers"
    return f"{stem}-{request.year}.yaml"
