"""The process in which one workbook is read: bytes in, JSON out, and nothing else.

``table_file`` starts it. Workbooks come by e-mail, and the library that reads them is compiled:
what it asks for in vain ends the process, not an exception. So the archive is first unpacked
within limits and packed anew without what is not needed, and all of it happens here, where memory
and time are limited as well.

A cell is written as a letter for its kind and its text: ``t`` text, ``n`` number, ``d`` date; an
empty one is an empty text.
"""

import codecs
import io
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import python_calamine

from egovmaturity.authoring.table_columns import find_header
from egovmaturity.authoring.table_limits import Limits
from egovmaturity.child_process import limit_resources

Cell = str | int | float | bool | date | datetime | time | timedelta


def main() -> None:
    """Answer the one request on standard input, and leave without tidying up."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(*request["limits"])
    data = sys.stdin.buffer.read()
    codecs.lookup("cp437")  # of the names in archives; it could not be loaded any more
    limit_resources(limits.seconds, limits.memory)
    try:
        answer = json.dumps(read(data, request["sheet"], limits)).encode()
    except MemoryError:
        answer = b'{"problem": "memory"}'
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


class _RefusedError(Exception):
    """The workbook cannot be used: the name of the problem, and what there is to say about it."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.problem, self.detail = problem, detail


def read(data: bytes, sheet: str | None, limits: Limits) -> dict[str, Any]:
    """Return the ``sheet`` and its ``rows``, or the ``problem`` and its ``detail``.

    Without a name it is the first sheet that is not hidden and has a header row.
    """
    try:
        packed = _repacked(data, limits)
        return _chosen(_workbook(packed), sheet, limits)
    except _RefusedError as refused:
        return {"problem": refused.problem, "detail": refused.detail}


# The archive


def _repacked(data: bytes, limits: Limits) -> io.BytesIO:
    """Unpack what a table consists of, within limits, and pack it anew, uncompressed."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as out:
            _check_kind(archive.namelist())
            for entry in _needed(archive, limits):
                out.writestr(entry.filename, _cleaned(entry.filename, archive.read(entry), limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as problem:
        raise _RefusedError("broken") from problem
    except RuntimeError as problem:  # an entry that needs a password
        raise _RefusedError("password") from problem
    packed.seek(0)
    return packed


_KINDS = (
    ("xl/workbook.xml", ""),
    ("content.xml", ""),
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
)


def _check_kind(names: list[str]) -> None:
    known = next((kind for name, kind in _KINDS if name in names), "ZIP")
    if known:
        raise _RefusedError("kind", known)


def _needed(archive: zipfile.ZipFile, limits: Limits) -> Iterator[zipfile.ZipInfo]:
    """Yield the parts that make a table; pictures, macros and the like stay out."""
    entries = {e.filename: e for e in archive.infolist() if _NEEDED.search(e.filename)}
    # Python unpacks no more than is declared here.
    if sum(entry.file_size for entry in entries.values()) > limits.unpacked:
        raise _RefusedError("unpacked")
    for entry in entries.values():
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _RefusedError("broken")
        yield entry


_NEEDED = re.compile(r"\.(?:xml|rels)$|^mimetype$", re.IGNORECASE)


def _cleaned(name: str, data: bytes, limits: Limits) -> bytes:
    """Make error values texts, which the reader would pass over, and refuse what is too far out."""
    if b"<!DOCTYPE" in data:
        raise _RefusedError("broken")
    if not name.lower().startswith("xl/worksheets/"):
        return data
    for found in _FILLED_CELL.finditer(data):
        column, row = found["column"].decode(), int(found["row"])
        if row > limits.rows or _column_number(column) > limits.columns:
            raise _RefusedError("far", f"{column}{row}")
    return _ERROR_TYPE.sub(rb"\1str\2", data)


# A cell that has contents: its tag does not end with "/>".
_FILLED_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})"(?:[^>]*[^/>])?>'
)
_ERROR_TYPE = re.compile(rb"""(<(?:\w+:)?c\s(?:[^>]*?\s)?t=["'])e(["'])""")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# The workbook


def _workbook(packed: io.BytesIO) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(packed)
    except python_calamine.PasswordError as problem:
        raise _RefusedError("password") from problem
    except MemoryError:
        raise
    except BaseException as problem:  # a panic of the library is no Exception
        raise _RefusedError("broken") from problem


def _chosen(
    workbook: python_calamine.CalamineWorkbook, sheet: str | None, limits: Limits
) -> dict[str, Any]:
    shown = [
        each.name
        for each in workbook.sheets_metadata
        if each.typ == python_calamine.SheetTypeEnum.WorkSheet
        and each.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    if sheet is not None and sheet not in workbook.sheet_names:
        raise _RefusedError("no sheet", ", ".join(shown))
    for name in shown if sheet is None else [sheet]:
        rows = _rows(workbook, name, limits)
        if sheet is not None or find_header([[c[1:] for c in row] for row in rows]) is not None:
            return {"sheet": name, "rows": rows}
    raise _RefusedError("no header", ", ".join(shown))


def _rows(workbook: python_calamine.CalamineWorkbook, name: str, limits: Limits) -> list[list[str]]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is not None:
            _check_end(*sheet.end, limits)
        found = sheet.to_python(skip_empty_area=False)
    except (MemoryError, _RefusedError):
        raise
    except BaseException as problem:
        raise _RefusedError("broken") from problem
    return [[_cell(value) for value in row] for row in found]


def _check_end(row: int, column: int, limits: Limits) -> None:
    if row >= limits.rows or column >= limits.columns:
        raise _RefusedError("size")


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return f"t{value}" if value else ""
    if isinstance(value, bool):
        return "ttrue" if value else "tfalse"
    if isinstance(value, int | float):
        return "n" + _number(value)
    return f"d{value}"


def _number(value: float) -> str:
    """Write a number as a cell shows it that has no format: 1, 0.1, never 1.0 or 1e-07."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    return format(exact.normalize() if exact % 1 else exact.quantize(Decimal(1)), "f")
