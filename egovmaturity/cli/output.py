"""Where reports and complaints go: standard streams and files, whole or not at all."""

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.diagnostics import EgovMaturityError, Message, english, message
from egovmaturity.renderers.safe_text import one_line, visible


class OutputError(EgovMaturityError):
    """A report cannot be written; ``message`` says where and why, ``hint`` what to do."""

    def __init__(self, cause: Message, hint: Message | None = None) -> None:
        """Keep what is to be said."""
        super().__init__(english(cause))
        self.message, self.hint = cause, hint


class Console(NamedTuple):
    """What the terminal can show."""

    width: int
    is_ascii: bool
    has_colour: bool


def prepare_streams() -> None:
    """Let standard output and error carry every character, as UTF-8 or with stand-ins."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        with contextlib.suppress(AttributeError, ValueError, OSError):
            if os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(errors="replace", newline="\n")  # type: ignore[union-attr]
            elif stream.isatty() and sys.platform == "win32":
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]
            else:
                stream.reconfigure(  # type: ignore[union-attr]
                    encoding="utf-8", errors="replace", newline="\n"
                )


def console(colour: str, *, is_ascii: bool) -> Console:
    """Look at the terminal: ``colour`` is auto, always or never; 80 columns where piped."""
    stream = sys.stdout
    is_terminal = stream is not None and stream.isatty()
    encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
    return Console(
        _width(is_terminal=is_terminal),
        is_ascii or encoding not in {"utf8", "utf16", "cp65001"},
        _has_colour(colour, is_terminal=is_terminal),
    )


def _width(*, is_terminal: bool) -> int:
    written = os.environ.get("COLUMNS", "")
    if written.isdecimal() and int(written[:6]) > 0:
        return min(max(int(written[:6]), 40), 100)
    if not is_terminal:
        return 80
    try:
        return min(max(os.get_terminal_size(sys.stdout.fileno()).columns, 40), 100)
    except (OSError, ValueError):
        return 80


def _has_colour(colour: str, *, is_terminal: bool) -> bool:
    if colour != "auto":
        return colour == "always"
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if is_plain or not is_terminal:
        return False
    return sys.platform != "win32" or bool(os.environ.get("WT_SESSION"))


def print_out(text: str) -> None:
    """Write to standard output; a reader that left early (``| head``) is not an error.

    Raises:
        OutputError: Standard output is closed or full.
    """
    if sys.stdout is None:
        raise OutputError(message("standard output is closed"))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop(sys.stdout.fileno())
    except OSError as problem:
        _drop(sys.stdout.fileno())
        raise OutputError(_not_written("-", problem)) from problem


def say(text: str) -> None:
    """Write a line to standard error; if nobody listens, stay silent."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()


def _drop(descriptor: int) -> None:
    """Send whatever is still buffered nowhere, so that leaving does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def write_file(path: Path, text: str) -> int:
    """Write a file whole or not at all, and return its size in bytes.

    The text goes to a temporary file in the same folder, which then takes the place of the old
    one. A link is followed, so that it stays a link. A device or a pipe is written to directly
    and never replaced.

    Raises:
        OutputError: The folder is missing or not writable, the disk is full, and the like.
    """
    data = text.encode("utf-8", "surrogatepass")
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            _write_to_device(target, data)
        else:
            _replace(target, data)
    except (OSError, ValueError, RuntimeError) as problem:
        hint = message("Check that the folder exists, is writable, and has space.")
        raise OutputError(_not_written(str(path), problem), hint) from problem
    return len(data)


def _not_written(name: str, problem: Exception) -> Message:
    reason = getattr(problem, "strerror", None) or str(problem)
    return message('"{file}" cannot be written: {reason}', file=one_line(name), reason=reason)


def _write_to_device(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory")
    with target.open("wb", buffering=0) as device:
        device.write(data)


def _replace(target: Path, data: bytes) -> None:
    temporary = target.parent / f".egovmaturity-{os.getpid()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> int:
    """Write a file that must not exist yet.

    Raises:
        OutputError: It exists, or cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise OutputError(
            message('"{file}" exists already', file=one_line(str(path))),
            message("Choose another name, or add --force (the old file is kept as .bak)."),
        )
    return write_file(path, text)


def keep_backup(path: Path) -> None:
    """Copy an existing file to ``.bak`` beside it before it is replaced.

    Raises:
        OutputError: The copy cannot be written.
    """
    if path.is_file():
        backup = path.with_name(path.name + ".bak")
        try:
            backup.write_bytes(path.read_bytes())
        except OSError as problem:
            raise OutputError(_not_written(str(backup), problem)) from problem
