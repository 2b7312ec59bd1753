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
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from egovmaturity.child_process import ask_child
from egovmaturity.domain.diagnostics import Message, RefusedError, message
from egovmaturity.language import Words, to_translate
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
    path: Path, report: ReportView, words: Words, limits: Limits | None = None
) -> str:
    """Render the template at ``path`` and return the text; control characters become visible.

    Whether values are escaped for HTML depends on the name: not in ``.md.j2``, ``.txt.j2`` and
    ``.csv.j2`` (with or without ``.j2``), everywhere else they are. Nothing is written.

    Raises:
        TemplateError: It cannot be read, is wrong, does what it may not, or exceeds a limit.
    """
    import json  # noqa: PLC0415  # nobody else pays for it

    limits = limits or Limits()
    name = _inner_name(path)
    request = {
        "template": name,
        "texts": _beside(path) | {name: _text(path)},
        "report": plain(report),
        "view_version": VIEW_VERSION,
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


def _text(path: Path) -> str:
    try:
        data = _read(path)
    except FileNotFoundError:
        raise TemplateError(message('"{file}": file not found', file=str(path))) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        cause = message('"{file}" cannot be read: {reason}', file=str(path), reason=reason)
        raise TemplateError(cause) from problem
    if data is None:
        raise TemplateError(
            message('"{file}" is a folder or a device, not a file', file=str(path)),
            message("Give the template file itself."),
        )
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise TemplateError(
            message('"{file}" is larger than {limit} MB', file=str(path), limit=size),
            message("Templates are far smaller; check that this is the right file."),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise TemplateError(
            message("{place}: the file is not UTF-8 text", place=f"{path}:{line}"),
            message('Save it again with encoding "UTF-8" (Notepad: File, Save as, Encoding).'),
        ) from None


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
            data = _read(file, getattr(os, "O_NOFOLLOW", 0))
            if data is not None and len(data) <= MAX_BYTES:
                texts[file.name] = data.decode("utf-8-sig")
    return texts


def _candidates(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if re.fullmatch(r"[\w.-]+\.j2", entry.name) and entry.is_file(follow_symlinks=False):
                yield folder / entry.name


def _read(path: Path, flags: int = 0) -> bytes | None:
    """Return a file's bytes, at most one more than allowed; ``None`` for what is no file."""
    flags |= os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_dir():
        return None
    with os.fdopen(os.open(path, flags), "rb") as file:
        is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        return file.read(MAX_BYTES + 1) if is_file else None


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
