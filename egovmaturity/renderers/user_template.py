"""Templates of users: code from strangers, rendered in a process of its own.

``egovmaturity assess answers.yaml --template mine.html.j2 -o out.html`` renders a template that
came by e-mail. It sees the report as plain data inside the sandbox of Jinja2, and the sandbox
lives in a child process that has no environment and no files, a limit on time and one on what it
writes. Where the system can (not on Windows), its memory and processor time are limited as well
and it cannot open anything.

A template may include, import and extend the ``*.j2`` files of its own folder and nothing else.
All of them are read here and handed over as text; links are not followed.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from egovmaturity.child_process import ask_child
from egovmaturity.domain.diagnostics import Message, RefusedError, message
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.outside_file import read_bytes, read_outside
from egovmaturity.renderers.safe_text import plain, visible
from egovmaturity.views.report import VIEW_VERSION, ReportView

MAX_BYTES = 1_000_000
"""Largest template read, included ones each."""

MAX_FILES = 50
"""Most ``*.j2`` files the folder of a template may have."""


class TemplateError(RefusedError):
    """A template cannot be used."""


class Limits(NamedTuple):
    """What a template may use: ``seconds``, and bytes of ``memory`` and ``output``."""

    seconds: float = 10
    memory: int = 512_000_000
    output: int = 20_000_000


def render_user_template(
    path: Path, report: ReportView, words: Words, limits: Limits | None = None, made: str = ""
) -> str:
    """Render the template at ``path`` and return the text; control characters become visible.

    Whether values are escaped for HTML depends on the name: not in ``.md.j2``, ``.txt.j2`` and
    ``.csv.j2`` (with or without ``.j2``), everywhere else they are. Nothing is written. ``made`` is
    the record of how the report was made, for templates that write it.

    Raises:
        TemplateError: It cannot be read, is wrong, does what it may not, or exceeds a limit.
    """
    import json  # noqa: PLC0415  # nobody else pays for it

    limits = limits or Limits()
    name = _inner_name(path)
    request = {
        "template": name,
        "texts": _beside(path) | {name: read_outside(path, MAX_BYTES, TemplateError)},
        "report": plain(report),
        "view_version": VIEW_VERSION,
        "made": made,
        "language": words.language,
        "names": plain(words.names),
        "limits": limits,
    }
    outcome = _ask_child(json.dumps(request).encode(), limits)
    try:
        answer = json.loads(outcome) if isinstance(outcome, bytes) else {"problem": outcome}
    except ValueError:
        answer = {"problem": "broken"}
    if "text" not in answer:
        raise _complaint(path, limits, answer)
    # A template may come to write to a terminal: what it writes acts there no more than a report.
    return re.sub(_CONTROLS, lambda found: visible(found.group()), answer["text"])


_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


def _inner_name(path: Path) -> str:
    """Return what Jinja2 calls the template: simple, as it becomes part of what it compiles."""
    return re.sub(r"[^\w.-]", "_", path.name)


# Reading


def _beside(path: Path) -> dict[str, str]:
    """Read what the template may include; files that cannot be used count as not there.

    Raises:
        TemplateError: There are too many.
    """
    texts = {}
    for number, file in enumerate(_candidates(path.parent)):
        if number == MAX_FILES:
            raise TemplateError(
                message(
                    '"{folder}" has more than {limit} .j2 files',
                    folder=str(path.parent),
                    limit=MAX_FILES,
                ),
                message("Move the template and what it includes to a folder of their own."),
            )
        with contextlib.suppress(OSError, ValueError):
            data = read_bytes(file, MAX_BYTES, getattr(os, "O_NOFOLLOW", 0))
            if data is not None and len(data) <= MAX_BYTES:
                texts[file.name] = data.decode("utf-8-sig")
    return texts


def _candidates(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if re.fullmatch(r"[\w.-]+\.j2", entry.name) and entry.is_file(follow_symlinks=False):
                yield folder / entry.name


# The child process

_START = (
    "import sys; sys.path += sys.argv[1:]; "
    "from egovmaturity.renderers.template_worker import main; main()"
)
_PACKAGES = ("egovmaturity", "jinja2", "markupsafe")


def _ask_child(request: bytes, limits: Limits) -> bytes | str:
    """Return the worker's answer or, where it exceeded a limit, the name of the problem.

    Raises:
        TemplateError: It cannot start.
    """
    try:
        return ask_child(_START, _PACKAGES, request, limits.seconds, limits.output)
    except OSError as problem:
        cause = message("Python cannot be started again to render the template")
        raise TemplateError(cause) from problem


# Saying what went wrong

_CAUSES = {
    "unknown": to_translate('{place}: "{detail}" is not known'),
    "missing": to_translate('{place}: "{detail}" cannot be included'),
    "syntax": to_translate("{place}: this is not Jinja2: {detail}"),
    "forbidden": to_translate("{place}: a template may not do this: {detail}"),
    "failed": to_translate("{place}: the template fails: {detail}"),
    "endless": to_translate(
        "{place}: the template repeats itself without end, or is nested too deeply"
    ),
    "memory": to_translate("{place}: the template needs more than {memory} MB of memory"),
    "time": to_translate("{place}: the template takes longer than {seconds} seconds"),
    "output": to_translate("{place}: the template writes more than {output} MB"),
}
_NO_ANSWER = to_translate("{place}: the template broke the process that renders it")


def _complaint(path: Path, limits: Limits, answer: Mapping[str, Any]) -> TemplateError:
    """Turn the worker's account of a problem into sentences."""
    file, line = answer.get("file"), answer.get("line")
    place = str(path.parent / file) if file and file != _inner_name(path) else str(path)
    cause = message(
        _CAUSES.get(answer["problem"], _NO_ANSWER),
        place=f"{place}:{line}" if line else place,
        detail=answer.get("detail", ""),
        seconds=limits.seconds,
        memory=limits.memory // 1_000_000,
        output=limits.output // 1_000_000,
    )
    return TemplateError(cause, _advice(answer))


def _advice(answer: Mapping[str, Any]) -> Message | None:
    if answer["problem"] == "missing":
        return message(
            "Only these .j2 files of the template's folder can be included: {files}",
            files=", ".join(answer["known"]) or "-",
        )
    if answer["problem"] != "unknown":
        return None
    if answer["is_list"]:
        return message("This is a list: go through it with a for loop.")
    from difflib import get_close_matches  # noqa: PLC0415  # only wanted when something is wrong

    known = answer["known"]
    close = get_close_matches(answer["detail"], known, n=1, cutoff=0.6)
    if close:
        return message('Did you mean "{word}"?', word=known[close[0]])
    words = [*islice(known.values(), 12), *(["…"] if len(known) > 12 else [])]
    return message("Known here: {words}", words=", ".join(words) or "-")
