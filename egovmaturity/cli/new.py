"""``egovmaturity questionnaire new``: a questionnaire to start from."""

import re
from pathlib import Path
from typing import NamedTuple

from egovmaturity.authoring.outline import PLACEHOLDER, Kind
from egovmaturity.authoring.templates import template
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import make_folder, say, write_new
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import BASE_FILE
from egovmaturity.renderers.new_questionnaire import new_questionnaire
from egovmaturity.renderers.safe_text import one_line


class Request(NamedTuple):
    """What the command line asked for; ``None`` where it left something open."""

    file: str
    questionnaire_id: str
    title: str | None
    kind: Kind | None
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
    own = Words(request.language or words.language)
    draft = template(
        request.kind or Kind.STAGES, request.questionnaire_id, title or PLACEHOLDER, own
    )
    target = _target(request.file)
    write_new(target, new_questionnaire(draft, own))
    if not common.is_quiet:
        name = one_line(str(target))
        say(words("Written: {file}", file=name))
        say(words("Edit it, then: egovmaturity check {file}", file=name))
    return ExitCode.DONE


def _target(file: str) -> Path:
    """Return the file to write; what has no ending of YAML is the folder it goes into."""
    target = Path(file)
    if target.suffix in {".yaml", ".yml"}:
        return target
    make_folder(target)
    return target / BASE_FILE
