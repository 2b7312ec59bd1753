"""Bytes from outside to checked text: the one door for files and standard input."""

import os
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.log import WHOLE_FILE, Log, end_of, nearest

MAX_BYTES = 10_000_000
"""Largest file read. Real questionnaires have a hundredth of it."""

STDIN = "-"


class SourceBytes(NamedTuple):
    """A file as it is. ``name`` is what the user called it."""

    name: str
    data: bytes


class SourceText(NamedTuple):
    """A file's text without byte-order mark. ``name`` is what the user called it."""

    name: str
    text: str
    sha256: str


def read_text(path: str | Path) -> SourceText:
    """Read ``path`` (or standard input for ``-``) as UTF-8, at most ``MAX_BYTES``.

    Raises:
        ContentError: E001 not found, E002 not UTF-8, E005 empty, E006 too large, E008 some
            other kind of file, E009 not readable.
    """
    return text_of(read_data(path))


def text_of(source: SourceBytes) -> SourceText:
    """Take what was read as UTF-8.

    Raises:
        ContentError: E002 not UTF-8, E008 some other kind of file.
    """
    name, data = source
    return SourceText(name, _decode(data, Log(name)), sha256(data).hexdigest())


def read_data(path: str | Path) -> SourceBytes:
    """Read ``path`` (or standard input for ``-``), at most ``MAX_BYTES`` of whatever it is.

    Raises:
        ContentError: E001 not found, E005 empty, E006 too large, E009 not readable.
    """
    is_stdin = path == STDIN
    name = str(path)
    log = Log("<stdin>" if is_stdin else name)
    data = _read_stdin(log) if is_stdin else _read_bytes(name, log)
    log.stop_on_errors()
    if len(data) > MAX_BYTES:
        log.error(
            "E006",
            WHOLE_FILE,
            message("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000),
            message(
                "Answers and questionnaires are far smaller; check that this is the right file."
            ),
        )
    elif not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        log.error(
            "E005",
            WHOLE_FILE,
            message("the file is empty"),
            message("Create one with: egovmaturity init"),
        )
    log.stop_on_errors()
    return SourceBytes(log.file, data)


def _read_bytes(name: str, log: Log) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(name, flags)
    except FileNotFoundError:
        log.error("E001", WHOLE_FILE, message("file not found"), _similar_file(name))
        return b""
    except (OSError, ValueError) as problem:
        _unreadable(log, problem)
        return b""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        log.error(
            "E009",
            WHOLE_FILE,
            message("this is a folder or a device, not a file"),
            message("Give a file, or - to read from standard input."),
        )
        return b""
    with os.fdopen(descriptor, "rb") as file:
        try:
            # None: a file of the system that has nothing to say yet, such as /proc/kmsg.
            return file.read(MAX_BYTES + 1) or b""
        except OSError as problem:
            _unreadable(log, problem)
            return b""


def _read_stdin(log: Log) -> bytes:
    if sys.stdin is None:
        log.error("E009", WHOLE_FILE, message("standard input is closed"), None)
        return b""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as problem:
        _unreadable(log, problem)
        return b""


def _unreadable(log: Log, problem: OSError | ValueError) -> None:
    reason = getattr(problem, "strerror", None) or str(problem)
    log.error(
        "E009",
        WHOLE_FILE,
        message("the file cannot be read: {reason}", reason=reason),
        message("Check its name, its permissions, and that no other program holds it."),
    )


def _similar_file(name: str) -> Message | None:
    folder, suffix = Path(name).parent, Path(name).suffix
    wanted = next((known for known in _SUFFIXES if suffix in known), _SUFFIXES[0])
    try:
        names = sorted(path.name for path in folder.iterdir() if path.suffix in wanted)
    except OSError:
        return None
    return nearest(Path(name).name, names) if names else None


_SUFFIXES = ((".yaml", ".yml", ".json"), (".xlsx", ".xlsm", ".ods", ".csv"))
"""Endings of files that are read for the same purpose."""


def _decode(data: bytes, log: Log) -> str:
    kind = "" if data.startswith(_OTHER_ENCODINGS) else other_kind(data)
    if kind:
        log.error(
            "E008",
            WHOLE_FILE,
            message("this is {kind}, not a YAML file", kind=kind),
            message("Give the .yaml file itself; rename nothing."),
        )
        log.stop_on_errors()
    return utf8(data, log)


def utf8(data: bytes, log: Log) -> str:
    """Return the text that the bytes are, without byte-order mark.

    Raises:
        ContentError: E002 they are no UTF-8.
    """
    if data.startswith(_OTHER_ENCODINGS):
        log.error("E002", WHOLE_FILE, *_NOT_UTF8)
        log.stop_on_errors()
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8").removeprefix("\ufeff")
        log.error("E002", end_of(before), *_NOT_UTF8)
    log.stop_on_errors()
    raise AssertionError  # stop_on_errors has raised


_NOT_UTF8 = (
    message("the file is not UTF-8 text"),
    message('Save it again with encoding "UTF-8" (Notepad: File, Save as, Encoding).'),
)

# UTF-16 and UTF-32, which Notepad calls "Unicode". UTF-32 begins like UTF-16 or with two NULs.
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

_SIGNATURES = (
    (b"PK\x03\x04", "ZIP/XLSX/DOCX"),
    (b"\xd0\xcf\x11\xe0", "XLS/DOC"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def other_kind(data: bytes) -> str:
    """Name the kind of a file that is no plain text by its first bytes; empty where it may be."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        return "HTML/XML"
    return "binary" if b"\x00" in data else ""
