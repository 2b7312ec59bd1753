"""The record of evidence files: path, SHA-256 and how much there was, as ``sha256sum`` writes it.

A line is ``HASH PATH``, in the order of the paths, which are relative to the folder of the
evidence and have ``/`` between their parts. ``sha256sum --check`` reads it too. The first line is
a comment that says what the file is and how many entries and bytes belong to it, so that one
which was cut off is noticed.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.text_source import read_text

_HEAD = re.compile(r"# egovmaturity-evidence ([0-9]{1,3}): ([0-9]{1,9}) files, [0-9]{1,20} bytes")
_VERSION = 1
_ENTRY = re.compile(r"([0-9a-f]{64}) [ *](?:\./)*(\S.*)")


class EvidenceFile(NamedTuple):
    """A file that was read: its path below the folder, its SHA-256 in hex, its size in bytes."""

    path: str
    sha256: str
    size: int


class Entry(NamedTuple):
    """A line of the record: the SHA-256 that a file had, and where that is written."""

    sha256: str
    place: Place


class Manifest(NamedTuple):
    """What was recorded, by path. ``log`` takes notes about the file itself."""

    entries: Mapping[str, Entry]
    log: Log


def manifest_text(files: Iterable[EvidenceFile]) -> str:
    """Return the record of some files; the same files give the same bytes."""
    listed = sorted(files)
    size = sum(file.size for file in listed)
    head = f"# egovmaturity-evidence {_VERSION}: {len(listed)} files, {size} bytes"
    return "".join(f"{line}\n" for line in (head, *(f"{f.sha256}  {f.path}" for f in listed)))


def read_manifest(path: Path) -> Manifest:
    """Read a record, made by this program or by ``sha256sum``.

    Raises:
        ContentError: E018 a line is none of a record, or lines are missing; and as ``read_text``.
    """
    source = read_text(path)
    log = Log(source.name, source.text)
    entries: dict[str, Entry] = {}
    for number, line in enumerate(source.text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            _read_entry(line, Place(number, 1), entries, log)
    _check_head(entries, log)
    log.stop_on_errors()
    return Manifest(entries, log)


def _read_entry(line: str, place: Place, entries: dict[str, Entry], log: Log) -> None:
    found = _ENTRY.fullmatch(line)
    parts = found[2].split("/") if found else []
    if found is None or found[2].startswith("/") or ".." in parts:
        log.error(
            "E018",
            place,
            message("this is no line of a record of evidence"),
            message("Expected: a SHA-256, two spaces, and a path inside the folder."),
        )
    elif found[2] in entries:
        log.error("E018", place, message('"{path}" is recorded twice', path=found[2]), _ANEW)
    else:
        entries[found[2]] = Entry(found[1], place)


def _check_head(entries: Mapping[str, Entry], log: Log) -> None:
    """Hold the number of entries against the first line; records of ``sha256sum`` have none."""
    head = _HEAD.fullmatch(log.line(1))
    if head is None:
        return
    if int(head[1]) != _VERSION:
        log.error(
            "E018",
            Place(1, 1),
            message("layout version {version} is not supported", version=int(head[1])),
            message("This release reads version {known}.", known=_VERSION),
        )
    elif int(head[2]) != len(entries):
        log.error(
            "E018",
            Place(1, 1),
            message("the record has {found} of {n} entries", found=len(entries), n=int(head[2])),
            _ANEW,
        )


_ANEW: Message = message("Bring back the record as it was, or delete it and record anew.")
