"""``egovmaturity questionnaire new``: a questionnaire from a template or a table."""

import re
from pathlib import Path
from typing import NamedTuple

from egovmaturity.authoring.outline import PLACEHOLDER, Kind
from egovmaturity.authoring.table_draft import Drafted, Wanted, draft_from
from egovmaturity.authoring.table_file import read_table
from egovmaturity.authoring.templates import template
from egovmaturity.cli.check_questionnaire import check_base
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import complain, point_to_check
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import make_folder, say, write_new
from egovmaturity.domain.diagnostics import ContentError, Diagnostic, message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import BASE_FILE, bundled_ids
from egovmaturity.loading.log import WHOLE_FILE, Log
from egovmaturity.loading.text_source import MAX_BYTES, SourceText
from egovmaturity.renderers.new_questionnaire import new_questionnaire
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.typed_command import as_typed


class Request(NamedTuple):
    """What the command line asked for; ``None`` where it left something open."""

    file: str
    questionnaire_id: str
    title: str | None
    kind: Kind | None
    table: str | None
    sheet: str | None
    language: str | None


def run_new(request: Request, common: Common, words: Words) -> ExitCode:
    """Write a commented questionnaire; an existing file is never overwritten."""
    if not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,39}", request.questionnaire_id):
        raise UsageError(
            message('--id does not know "{value}"', value=request.questionnaire_id),
            message("Write it like this: {example}", example="layanan-kecamatan"),
        )
    title = None if request.title is None else one_line(request.title)
    if title == "":
        raise UsageError(message("{option} is empty", option="--title"))
    if request.sheet is not None and request.table is None:
        raise UsageError(message("--sheet needs --from"))
    draft, warnings = _drafted(request._replace(title=title), words)
    text = new_questionnaire(draft, Words(draft.language))
    left = _loaded(text, request)
    target = _target(request.file)
    write_new(target, text, message("Choose another name."))
    if not common.is_quiet:
        complain(warnings, words)
        name = one_line(str(target))
        say(words("Written: {file}", file=name))
        if draft.id in bundled_ids():
            say(
                words(
                    'A questionnaire "{id}" comes with the program too; answers that name the id '
                    "mean it, unless they lie beside yours.",
                    id=draft.id,
                )
            )
        if left:
            point_to_check(left, str(target), None, words)
        typed = one_line(as_typed([str(target)]))
        say(words("Edit it, then: egovmaturity check {file}", file=typed))
    return ExitCode.DONE


def _drafted(request: Request, words: Words) -> Drafted:
    """Return the template asked for, or what the table says.

    Raises:
        ContentError: With every problem of the table.
    """
    if request.table is None:
        kind = request.kind or Kind.STAGES
        own = Words(request.language or words.language)
        draft = template(kind, request.questionnaire_id, request.title or PLACEHOLDER, own)
        return Drafted(draft, ())
    wanted = Wanted(request.questionnaire_id, request.title, request.kind, request.language)
    return draft_from(read_table(request.table, request.sheet), wanted, words)


def _loaded(text: str, request: Request) -> tuple[Diagnostic, ...]:
    """Load what is about to be written and return the warnings about it.

    Raises:
        ContentError: The table is larger than a questionnaire can be.
    """
    log = Log(request.table or request.file)
    try:
        if len(text.encode()) <= MAX_BYTES:
            return check_base(SourceText(request.file, text, ""))
    except ContentError as error:
        if all(problem.code != "E006" for problem in error.diagnostics):
            raise
    log.error(
        "Q151",
        WHOLE_FILE,
        message("the questionnaire would be larger than the program reads"),
        message("Take fewer rows, or fewer columns of levels and recommendations."),
    )
    log.stop_on_errors()
    raise AssertionError  # stop_on_errors has raised


def _target(file: str) -> Path:
    """Return the file to write; what has no ending of YAML is the folder it goes into."""
    target = Path(file)
    if target.suffix in {".yaml", ".yml"}:
        return target
    make_folder(target)
    return target / BASE_FILE
