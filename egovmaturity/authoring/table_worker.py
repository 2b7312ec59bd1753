"""The process in which one table is read; ``table_file`` starts it.

The archive is first unpacked within limits and packed anew without what is not needed.

A cell is written as a letter for its kind and its text: ``t`` text, ``n`` number, ``d`` date; an
empty one is an empty text.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import python_calamine

from egovmaturity.authoring.table_columns import find_header
from egovmaturity.authoring.table_limits import Limits
from egovmaturity.workbooks.archive import RefusedError, kind_of, names_of, unpack
from egovmaturity.workbooks.serving import serve

Cell = str | int | float | bool | date | datetime | time | timedelta


def main() -> None:
    """Answer the one request on standard input."""
    serve(lambda data, asked: read(data, asked["sheet"], Limits(*asked["limits"])))


def read(data: bytes, sheet: str | None, limits: Limits) -> dict[str, Any]:
    """Return the ``sheet`` and its ``rows``.

    Without a name it is the first sheet that is not hidden and has a header row.

    Raises:
        RefusedError: There is no such table.
    """
    return _chosen(_workbook(_repacked(data, limits)), sheet, limits)


# The archive


def _repacked(data: bytes, limits: Limits) -> io.BytesIO:
    """Unpack what a table consists of, within limits, and pack it anew, uncompressed."""
    kind = kind_of(names_of(data))
    if kind not in {"XLSX", "ODS"}:
        raise RefusedError("kind", kind)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, part in unpack(data, limits.unpacked):
            out.writestr(name, _cleaned(name, part, limits))
    packed.seek(0)
    return packed


def _cleaned(name: str, data: bytes, limits: Limits) -> bytes:
    """Make error values texts, which the reader would pass over, and refuse what is too far out."""
    if b"<!DOCTYPE" in data:
        raise RefusedError("broken")
    if not name.lower().startswith("xl/worksheets/"):
        return data
    for found in _FILLED_CELL.finditer(data):
        column, row = found["column"].decode(), int(found["row"])
        if row > limits.rows or _column_number(column) > limits.columns:
            raise RefusedError("far", f"{column}{row}")
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
        raise RefusedError("password") from problem
    except MemoryError:
        raise
    except BaseException as problem:  # a panic of the library is no Exception
        raise RefusedError("broken") from problem


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
        raise RefusedError("no sheet", ", ".join(shown))
    for name in shown if sheet is None else [sheet]:
        rows = _rows(workbook, name, limits)
        if sheet is not None or find_header([[c[1:] for c in row] for row in rows]) is not None:
            return {"sheet": name, "rows": rows}
    raise RefusedError("no header", ", ".join(shown))


def _rows(workbook: python_calamine.CalamineWorkbook, name: str, limits: Limits) -> list[list[str]]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is not None:
            _check_end(*sheet.end, limits)
        found = sheet.to_python(skip_empty_area=False)
    except (MemoryError, RefusedError):
        raise
    except BaseException as problem:
        raise RefusedError("broken") from problem
    return [[_cell(value) for value in row] for row in found]


def _check_end(row: int, column: int, limits: Limits) -> None:
    if row >= limits.rows or column >= limits.columns:
        raise RefusedError("size")


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
