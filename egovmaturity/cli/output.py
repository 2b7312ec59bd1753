"""Where reports and complaints go: standard streams and files, whole or not at all."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from egovmaturity.domain.diagnostics import Message, RefusedError, message
from egovmaturity.renderers.safe_text import one_line, visible

STDOUT = "-"


class OutputError(RefusedError):
    """A report cannot be written."""


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


def is_shown() -> bool:
    """Whether somebody looks at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


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


def print_out(text: str | bytes, *, is_file: bool = False) -> None:
    """Write to standard output; a reader that left early (``| head``) is not an error.

    What is a file in itself, such as HTML, JSON or CSV, is UTF-8 whatever the terminal can show.

    Raises:
        OutputError: Standard output is closed or full.
    """
    if sys.stdout is None:
        raise OutputError(message("standard output is closed"))
    try:
        if is_file or isinstance(text, bytes):
            sys.stdout.buffer.write(encoded(text))
        else:
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


def encoded(text: str | bytes) -> bytes:
    """Return valid UTF-8; in a file name that is none, the bytes that spoil it are shown.

    Bytes are a file in themselves and stay as they are.
    """
    if isinstance(text, bytes):
        return text
    return text.encode("utf-8", "backslashreplace")


def write_file(path: Path, text: str | bytes) -> int:
    """Write a file whole or not at all, and return its size in bytes.

    The text goes to a temporary file in the same folder, which then takes the place of the old
    one. A link is followed, so that it stays a link. A device, a pipe, or the file behind a
    standard stream is written to directly and never replaced.

    Raises:
        OutputError: The folder is missing or not writable, the disk is full, and the like.
    """
    data = encoded(text)
    _write_bytes(path, data)
    return len(data)


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        if not _write_to_stream(path, data) and not _write_to_device(path, data):
            _replace(_resolved(path), data)
    except (OSError, ValueError, RuntimeError) as problem:
        hint = message("Check that the folder exists, is writable, and has space.")
        raise OutputError(_not_written(str(path), problem), hint) from problem


def _not_written(name: str, problem: Exception) -> Message:
    reason = getattr(problem, "strerror", None) or str(problem)
    return message('"{file}" cannot be written: {reason}', file=one_line(name), reason=reason)


def _resolved(path: Path) -> Path:
    """Follow links to what is to be written; newer Pythons return a link that leads to itself."""
    target = path.resolve()
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _write_to_stream(path: Path, data: bytes) -> bool:
    """Write to standard output or error where ``path`` is another name for it; say if it was.

    Opened by its name, a file would be written from its start (``>> log``) or replaced.
    """
    for descriptor in (1, 2):
        with contextlib.suppress(OSError, ValueError):
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                break
    else:
        return False
    with contextlib.suppress(BrokenPipeError), os.fdopen(os.dup(descriptor), "wb") as stream:
        stream.write(data)
    return True


def _write_to_device(path: Path, data: bytes) -> bool:
    """Write to what exists and is no file, such as a pipe; say if it was."""
    if not os.path.exists(path) or os.path.isfile(path):  # noqa: PTH110, PTH113  # never raise
        return False
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    with path.open("wb") as device:
        device.write(data)
    return True


def _replace(target: Path, data: bytes) -> None:
    temporary = target.parent / f".egovmaturity-{os.urandom(8).hex()}.tmp"
    try:
        if not _write_unnamed(temporary, data):
            with temporary.open("xb") as file:
                _write_through(file, data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write_unnamed(temporary: Path, data: bytes) -> bool:
    """Write a file that gets its name when it is whole; false where the system knows none such.

    Until then even ``kill -9`` leaves nothing behind.
    """
    try:
        descriptor = os.open(temporary.parent, os.O_WRONLY | os.O_TMPFILE, 0o666)
    except (AttributeError, OSError):
        return False
    with os.fdopen(descriptor, "wb") as file:
        _write_through(file, data)
        try:
            # Any src_dir_fd makes Python call linkat, which follows the link in /proc.
            os.link(f"/proc/self/fd/{descriptor}", temporary, src_dir_fd=descriptor)
        except OSError:
            return False
    return True


def _write_through(file: BinaryIO, data: bytes) -> None:
    """Write until the disk has it."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def is_same_file(name: str, other: str) -> bool:
    """Whether two names lead to one file, be it there already or not; ``-`` is no file."""
    if STDOUT in {name, other}:
        return False
    try:
        return os.path.realpath(name) == os.path.realpath(other) or Path(name).samefile(other)
    except (OSError, ValueError):
        return False


_NAME_OR_FORCE = message("Choose another name, or add --force (the old file is kept as .bak).")


def write_new(path: Path, text: str, hint: Message = _NAME_OR_FORCE) -> int:
    """Write a file that must not exist yet; ``hint`` is the way out where it does.

    Raises:
        OutputError: It exists, or cannot be written.
    """
    if os.path.lexists(path):
        raise OutputError(
            message('"{file}" exists already', file=one_line(str(path))),
            hint,
        )
    return write_file(path, text)


def keep_backup(path: Path) -> None:
    """Copy an existing file to ``.bak`` beside it before it is replaced.

    An older copy is kept too: the next ones are called ``.bak2``, ``.bak3`` and so on.

    Raises:
        OutputError: The copy cannot be written.
    """
    if not os.path.isfile(path):  # noqa: PTH113  # unlike Path, never raises
        return
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise OutputError(_not_written(str(path), problem)) from problem
    names = (f"{path.name}.bak{number if number > 1 else ''}" for number in count(1))
    backup = next(name for name in names if not os.path.lexists(path.with_name(name)))
    _write_bytes(path.with_name(backup), data)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let two runs write one file one after the other, where the system can.

    The lock is on the folder: the file itself is replaced, and a file of its own would stay.
    """
    try:
        import fcntl  # noqa: PLC0415  # not on Windows
    except ImportError:
        yield
        return
    descriptor = -1
    with contextlib.suppress(OSError):  # some network drives lock nothing
        descriptor = os.open(path.resolve().parent, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing.

    Raises:
        OutputError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as problem:
        raise OutputError(
            message(
                'the folder "{folder}" cannot be made: {reason}',
                folder=one_line(str(folder)),
                reason=getattr(problem, "strerror", None) or str(problem),
            ),
            message("Choose a folder in which files can be written."),
        ) from problem
