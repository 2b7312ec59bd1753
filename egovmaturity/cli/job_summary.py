"""The summary page of a GitHub job, to which ``assess`` adds its result."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.output import OutputError, say
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.safe_text import one_line

VARIABLE = "GITHUB_STEP_SUMMARY"

MAX_BYTES = 1024 * 1024
"""What GitHub takes for one step; it throws away the whole of a larger file."""


class JobSummary(NamedTuple):
    """The file to append to, and whether it was asked for by name rather than found."""

    path: Path
    is_demanded: bool


def job_summary_file(choice: str) -> JobSummary | None:
    """Return where to add a summary: ``auto`` only where the variable names a file.

    Raises:
        UsageError: The choice is ``always``, and the variable is not set.
    """
    name = os.environ.get(VARIABLE, "")
    if choice == "never" or (choice == "auto" and not name):
        return None
    if not name:
        raise UsageError(
            message("--summary always needs {variable}, which is not set", variable=VARIABLE),
            message("GitHub sets it in every job; elsewhere, name a file in it."),
        )
    return JobSummary(Path(name), choice == "always")


def add_job_summary(
    summary: JobSummary, bundle: Bundle, files: Sequence[str], words: Words
) -> None:
    """Append the result in one write; where that fails, say so and leave the verdict as it is.

    Raises:
        OutputError: It fails, and a summary was demanded.
    """
    from egovmaturity.renderers.job_summary import render_job_summary  # noqa: PLC0415

    text = render_job_summary(bundle, files)
    reason = _append(summary.path, text.encode("utf-8", "backslashreplace"))
    if reason is None:
        return
    cause = message("the job summary is not written: {reason}", reason=reason)
    if summary.is_demanded:
        raise OutputError(cause)
    said = words("{problem}. Reports and exit code are not affected.", problem=words.say(cause))
    say(one_line(said[:1].upper() + said[1:]))


def _append(path: Path, data: bytes) -> Message | None:
    """Add to the end of a file at once or not at all; return what went wrong."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
        try:
            size = os.fstat(descriptor).st_size
            if size + len(data) > MAX_BYTES:
                return message("it would be larger than the 1 MiB that GitHub takes")
            written = os.write(descriptor, data)
            if written < len(data):
                os.truncate(descriptor, size)
                return message("there is no space left")
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as problem:
        return message("{problem}", problem=getattr(problem, "strerror", None) or str(problem))
    return None


_BINARY = getattr(os, "O_BINARY", 0)
