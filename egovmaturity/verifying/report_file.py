"""A report that came from anywhere, taken apart: its format, its text or parts, its record.

What a file is decides its content, never its name. Nothing in it is run, resolved or fetched; XML
is not parsed at all.
"""

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from egovmaturity.domain.diagnostics import Message, RefusedError, message
from egovmaturity.verifying.record import MOST_LETTERS, NAME, Made, RecordError, from_mapping, read

MAX_BYTES = 50_000_000
"""Largest report read, and most that the parts of a Word document may unpack to."""

MAX_PARTS = 1_000

RECORD_PART = "customXml/item1.xml"
"""Where a Word document has its record."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_NAMESPACE = "urn:egovmaturity:made"


class NotVerifiableError(RefusedError):
    """A file is no report that tells how it was made."""


class ReportFile(NamedTuple):
    """A report as it is: ``text`` without byte-order mark, or the ``parts`` of a Word document.

    Bytes that are no UTF-8 stand in ``text`` as lone surrogates.
    """

    format: str
    data: bytes
    text: str
    parts: Mapping[str, bytes]
    record: Made


def record_part(record: str) -> bytes:
    """Return the part of a Word document that holds a record."""
    return f'<made xmlns="{_NAMESPACE}">{html.escape(record, quote=False)}</made>'.encode()


def take_apart(data: bytes) -> ReportFile:
    """Find out what a report is and what it says of its making.

    Raises:
        NotVerifiableError: It is no report, or one without a record.
        RecordError: Its record cannot be read, or is that of another format.
    """
    if len(data) > MAX_BYTES:
        raise NotVerifiableError(
            message("it is larger than {limit} MB", limit=MAX_BYTES // 1_000_000), _RIGHT_FILE
        )
    found = _word(data) if data.startswith(b"PK\x03\x04") else _text(data)
    if found.record.format != found.format:
        raise RecordError(
            message(
                "the report is {found}, its record is one of {recorded}",
                found=found.format,
                recorded=found.record.format,
            ),
            message("The report was changed, or comes from another release."),
        )
    return found


_RIGHT_FILE = message("Check that this is the right file.")
_NO_RECORD = message("it has no record of how it was made")
_WHO_HAS_ONE = message(
    "Reports as .html, .md, .json and .docx have one; a template of your own has to write it."
)
_NO_REPORT = message("it is no report of this program as .html, .md, .json or .docx")


def _no_record(cause: Message = _NO_RECORD) -> NotVerifiableError:
    return NotVerifiableError(cause, _WHO_HAS_ONE)


# Texts


def _text(data: bytes) -> ReportFile:
    if b"\x00" in data[:1000] or not data.strip():
        raise _no_record(_NO_REPORT)
    text = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "surrogateescape")
    if text[:1000].lstrip().startswith("{"):
        return ReportFile("json", data, text, {}, from_mapping(_made_in(text)))
    record = read(html.unescape(_only_record(text)))
    kind = record.format if record.format in {"html", "md"} else "md"
    return ReportFile(kind, data, text, {}, record)


_RECORDS = re.compile(
    rf"<meta name=\"?{NAME}\"? content=(?:'([^'<>]*)'|\"([^\"<>]*)\")>"
    rf"|<!-- {NAME} ([^<>\r\n]*) -->"
)


def _only_record(text: str) -> str:
    """Return the record in a text; one that has several has none."""
    found = ["".join(groups) for groups in _RECORDS.findall(text)]
    if not found:
        raise _no_record()
    if len(found) > 1:
        raise _no_record(message("it has more than one record of how it was made"))
    return found[0]


def _made_in(text: str) -> Any:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise _no_record(_NO_REPORT) from None
    if not isinstance(document, dict) or "made" not in document:
        raise _no_record()
    return document["made"]


# Word documents


def _word(data: bytes) -> ReportFile:
    parts = unpacked(data)
    begin, end = f'<made xmlns="{_NAMESPACE}">', "</made>"
    for name, part in parts.items():
        if name.startswith("customXml/") and len(part) < 10 * MOST_LETTERS:
            found = part.decode("utf-8", "replace").partition(begin)[2].partition(end)[0]
            if found:
                return ReportFile("docx", data, "", parts, read(html.unescape(found)))
    raise _no_record()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, within limits.

    Raises:
        NotVerifiableError: It is damaged, protected, or unpacks to more than is allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > MAX_PARTS or sum(m.file_size for m in members) > MAX_BYTES:
                raise _no_record(message("it unpacks to more than any report"))
            # zipfile stops at the size announced, so what was counted is all there can be.
            return {member.filename: package.read(member) for member in members}
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(NotImplementedError, ValueError, RuntimeError),
    ):
        raise _no_record(message("the Word document is damaged or protected")) from None
