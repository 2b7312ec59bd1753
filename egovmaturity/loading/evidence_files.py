"""The documents that answers name: whether they are there, inside one folder, and their SHA-256.

A location is read the same way on every system: it is looked up part by part in what the folders
list, and only what was found there is opened. So a name that a system would take for another one
(short names, streams, devices, another spelling) is not found, or found with a warning. Addresses
are counted and never fetched. What is no ordinary file is not opened.
"""

import hashlib
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.evidence_manifest import EvidenceFile, Manifest
from egovmaturity.loading.log import Log, Place

_ADDRESS = re.compile(r"(?!file:)(?:[a-z][a-z0-9+.-]+://|mailto:|doi:|urn:)\S.*", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:|file:", re.IGNORECASE)


class NamedFile(NamedTuple):
    """A file that was read, and where the answers name it first."""

    file: EvidenceFile
    place: Place


class Looked(NamedTuple):
    """What was found: files in the order of their paths, and recorded paths that answers name.

    ``links`` counts addresses, ``unplaced`` documents for which no location is written.
    """

    files: tuple[NamedFile, ...]
    named: frozenset[str]
    links: int
    unplaced: int


def look_up(draft: DraftAnswers, folder: Path, recorded: Manifest | None) -> Looked:
    """Find and read every file that the answers name as evidence, below ``folder``.

    Every location is looked at once; a problem is noted where it is named first: E210 leads
    outside, E211 not there, E212 no file, E213 not readable, E215 lost (it was ``recorded``),
    W314 named in another spelling.

    Raises:
        OSError: The folder itself cannot be read.
    """
    documents = [
        document.value
        for answer in draft.values.get("answers", {}).values()
        for document in answer.value.get("evidence", ())
    ]
    places: dict[str, Place] = {}
    for document in documents:
        places.setdefault(document.get("location", ""), document.place("location"))
    search = _Search(draft.log, folder, recorded)
    for location, place in places.items():
        if location and not _ADDRESS.fullmatch(location):
            search.look(location, place)
    locations = [document.get("location", "") for document in documents]
    return Looked(
        tuple(sorted(search.found.values())),
        frozenset(search.named),
        sum(1 for location in locations if _ADDRESS.fullmatch(location)),
        sum(1 for location in locations if not location),
    )


def compare(looked: Looked, recorded: Manifest, folder: Path, log: Log) -> None:
    """Note what differs from the record: E214 changed, E215 lost, W315 new, W316 named no more.

    What answers name is noted in their ``log``, everything else in that of the record.
    """
    spellings = _Spellings(recorded)
    named = set(looked.named)
    for file, place in looked.files:
        path = spellings.find(file.path)
        if path is None:
            log.warning("W315", place, message('"{path}" is not recorded', path=file.path), _RECORD)
            continue
        named.add(path)
        if recorded.entries[path].sha256 != file.sha256:
            log.error(
                "E214",
                place,
                message('"{path}" is not as it was recorded', path=file.path),
                message("Bring back the file as it was, or accept it as it is with --record."),
            )
    for path, entry in recorded.entries.items():
        if path not in named:
            _note_unnamed(path, entry.place, folder, recorded.log)


_RECORD = message("Record it with --record.")


def _note_unnamed(path: str, place: Place, folder: Path, log: Log) -> None:
    """Say of a recorded file that no answer names any more, and whether it is gone as well."""
    if os.path.lexists(folder / path):
        log.warning(
            "W316", place, message('no answer names "{path}" any more', path=path), _RECORD_ANEW
        )
    else:
        log.error("E215", place, *_lost(path))


_RECORD_ANEW = message("Name it again, or take it off the record with --record.")


def _lost(path: str) -> tuple[Message, Message]:
    return (
        message('"{path}" was recorded and is gone', path=path),
        message(
            "Bring it back. If it is rightly gone, take it out of the answers and use --record."
        ),
    )


def _spelled(name: str) -> str:
    """Return what is common to all spellings of a name: case, and how accents are put together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class _Spellings:
    """Recorded paths, found in whatever spelling."""

    def __init__(self, recorded: Manifest | None) -> None:
        self._paths = recorded.entries if recorded else {}
        self._alike = {_spelled(path): path for path in self._paths}

    def find(self, path: str) -> str | None:
        """Return the path as it was recorded, or ``None``."""
        return path if path in self._paths else self._alike.get(_spelled(path))


class _Outside(Exception):  # noqa: N818  # nothing is wrong with the program
    """A path leads out of the folder."""


class _Search:
    """Looks for files below one folder, and keeps what it found and what is wrong."""

    def __init__(self, log: Log, folder: Path, recorded: Manifest | None) -> None:
        self._log, self._recorded = log, _Spellings(recorded)
        self._root = folder.resolve(strict=True)
        self._names: dict[Path, frozenset[str]] = {}
        self._list(self._root)
        self.found: dict[str, NamedFile] = {}
        self.named: set[str] = set()

    def look(self, location: str, place: Place) -> None:
        """Find the file at a location and read it, or note why that cannot be done."""
        parts = _parts(location)
        if parts is None:
            self._note_outside(location, place)
            return
        recorded = self._recorded.find("/".join(parts))
        if recorded is not None:
            self.named.add(recorded)
        try:
            path = self._path_of(parts)
            if path is None:
                self._note_missing(location, recorded, place)
                return
            self._keep(location, path, parts, place)
        except _Outside:
            self._note_outside(location, place)
        except (OSError, RuntimeError) as problem:
            reason = getattr(problem, "strerror", None) or message("links lead in a circle")
            self._log.error(
                "E213",
                place,
                message('"{path}" cannot be read: {reason}', path=location, reason=reason),
                message("Check its permissions, and that no other program holds it."),
            )

    def _path_of(self, parts: list[str]) -> list[str] | None:
        """Return the names as the folders list them; ``None`` where one of them is not there."""
        folder, names = self._root, []
        for part in parts:
            name = self._name_of(part, folder)
            if name is None:
                return None
            names.append(name)
            folder = (folder / name).resolve(strict=True)
            if not folder.is_relative_to(self._root):
                raise _Outside
        return names

    def _name_of(self, part: str, folder: Path) -> str | None:
        if not folder.is_dir():
            return None
        names = self._list(folder)
        if part in names:
            return part
        alike = [name for name in names if _spelled(name) == _spelled(part)]
        return alike[0] if len(alike) == 1 else None

    def _list(self, folder: Path) -> frozenset[str]:
        if folder not in self._names:
            self._names[folder] = frozenset(path.name for path in folder.iterdir())
        return self._names[folder]

    def _keep(self, location: str, names: list[str], parts: list[str], place: Place) -> None:
        """Read what is there under these names."""
        path = "/".join(names)
        if names != parts:
            self._log.warning(
                "W314",
                place,
                message('the file is called "{path}"', path=path),
                message("Write it so: other systems would not find it."),
            )
        if path in self.found:
            return
        read = _read((self._root.joinpath(*names)).resolve(strict=True))
        if read is None:
            self._log.error(
                "E212",
                place,
                message('"{path}" is a folder or a device, not a file', path=location),
                message("Name the file itself; several files are several documents."),
            )
        else:
            self.found[path] = NamedFile(EvidenceFile(path, *read), place)

    def _note_outside(self, location: str, place: Place) -> None:
        self._log.error(
            "E210",
            place,
            message('"{path}" leads out of the folder of evidence', path=location),
            message("Put the file into the folder and write its path from there: bukti/surat.pdf"),
        )

    def _note_missing(self, location: str, recorded: str | None, place: Place) -> None:
        if recorded is not None:
            self._log.error("E215", place, *_lost(recorded))
            return
        self._log.error(
            "E211",
            place,
            message('there is no file "{path}" in the folder of evidence', path=location),
            message(
                "An address begins with https://; where a paper is kept can be said under note:."
            ),
        )


def _parts(location: str) -> list[str] | None:
    """Split a location into names, the same on every system; ``None``: it may lead outside."""
    if _ABSOLUTE.match(location):
        return None
    parts = [part for part in location.replace("\\", "/").split("/") if part not in {"", "."}]
    return None if ".." in parts or not location.isprintable() else parts


_NO_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _read(path: Path) -> tuple[str, int] | None:
    """Return SHA-256 and size of a file, bit by bit; ``None`` where it is no ordinary file."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    descriptor = os.open(path, os.O_RDONLY | _NO_FILE)
    with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        # It may have been exchanged since it was looked at.
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()
