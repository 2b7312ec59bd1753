"""A file to a table: workbooks of Excel and LibreOffice, and CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from egovmaturity.authoring.table_columns import SEARCHED, column_of, find_header
from egovmaturity.authoring.table_limits import MAX_CELL, Limits
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.log import WHOLE_FILE, Log
from egovmaturity.loading.text_source import SourceBytes, other_kind, read_data, utf8
from egovmaturity.workbooks.serving import Bounds, ask


class CellKind(StrEnum):
    """What a cell held before it became text."""

    TEXT = "t"
    NUMBER = "n"
    DATE = "d"


class Cell(NamedTuple):
    """The text of a cell as it was written, line breaks and spaces included."""

    text: str
    kind: CellKind = CellKind.TEXT


class Table(NamedTuple):
    """Rows from the first row and column of a sheet on; ``sheet`` is empty where there is none."""

    file: str
    sheet: str
    rows: Sequence[Sequence[Cell]]


def read_table(path: str | Path, sheet: str | None, limits: Limits | None = None) -> Table:
    """Read a table; what the file is shows in its contents, not in its name.

    Without a name of a ``sheet`` it is the first one with a header row.

    Raises:
        ContentError: E001, E002, E005, E006 and E009 as for any file; Q150 no table, Q151 too
            large, Q152 no such sheet, or none with a header row.
    """
    limits = limits or Limits()
    source = read_data(path)
    log = Log(source.name)
    if source.data.startswith(b"PK\x03\x04"):
        return _workbook(source, sheet, limits, log)
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in source.data
        _refuse(log, {"problem": "password"} if is_locked else {"problem": "kind", "detail": "XLS"})
    kind = other_kind(source.data)
    if kind and not source.data.startswith(_UTF16):
        _refuse(log, {"problem": "kind", "detail": kind})
    return _csv(source.name, utf8(source.data, log), sheet, limits, log)


_UTF16 = (b"\xff\xfe", b"\xfe\xff")


# Workbooks

_WORKER = "egovmaturity.authoring.table_worker"
_PACKAGES = ("egovmaturity", "python_calamine")


def _workbook(source: SourceBytes, sheet: str | None, limits: Limits, log: Log) -> Table:
    bounds = Bounds(limits.seconds, limits.memory, limits.output)
    request = {"sheet": sheet, "limits": limits}
    answer = ask(_WORKER, _PACKAGES, request, source.data, bounds)
    if "rows" not in answer:
        _refuse(log, answer)
    rows = [[_cell(each) for each in row] for row in answer["rows"]]
    return Table(source.name, answer["sheet"], rows)


def _cell(written: str) -> Cell:
    return Cell(written[1:], CellKind(written[0])) if written else Cell("")


# CSV

_SEPARATORS = (";", ",", "\t")


def _csv(name: str, text: str, sheet: str | None, limits: Limits, log: Log) -> Table:
    """Read the separator from the file: the one that gives the header row most columns."""
    if sheet is not None:
        _refuse(log, {"problem": "no sheet"})
    best: Sequence[Sequence[str]] = ()
    problem: Mapping[str, Any] = {"problem": "no header"}
    for separator in _SEPARATORS:
        try:
            rows = _separated(text, separator, limits)
        except _UnfitError as unfit:
            problem = unfit.args[0]
            continue
        if _known_columns(rows) > _known_columns(best):
            best = rows
    if not best:
        _refuse(log, problem)
    return Table(name, "", [[Cell(cell) for cell in row] for row in best])


class _UnfitError(Exception):
    """The text is no table with this separator."""


def _separated(text: str, separator: str, limits: Limits) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(islice(reader, limits.rows + 1))
    except csv.Error as problem:
        kind = "cell" if "field limit" in str(problem) else "quotes"
        raise _UnfitError({"problem": kind, "detail": reader.line_num}) from problem
    if len(rows) > limits.rows or any(len(row) > limits.columns for row in rows):
        raise _UnfitError({"problem": "size"})
    return rows


def _known_columns(rows: Sequence[Sequence[str]]) -> int:
    place = find_header(rows)
    return 0 if place is None else sum(column_of(cell) is not None for cell in rows[place])


# Saying what is wrong

_SAVE = message("Open it in Excel or LibreOffice, or copy its table there, and save it as .xlsx.")
_SMALLER = message("Copy the table alone into a new file and save it as .xlsx.")
_KEPT = message("Check that nothing stands far below or far to the right of the table.")
_NO_TABLE = message("this is {kind}, not a table")
_PROBLEMS: Mapping[str, tuple[str, Message, Message | None]] = {
    "kind": ("Q150", _NO_TABLE, _SAVE),
    "password": (
        "Q150",
        message("the workbook is protected by a password"),
        message("Open it, take the password away, and save it as .xlsx."),
    ),
    "broken": ("Q150", message("the workbook is damaged and cannot be read"), _SAVE),
    "start": ("Q150", message("Python cannot be started again to read the workbook"), None),
    "quotes": (
        "Q150",
        message("a quotation mark is missing or stands too much, in line {detail} or before it"),
        message('A text with quotation marks is written like this: "he said ""yes"""'),
    ),
    "unpacked": ("Q151", message("the workbook is too large when unpacked"), _SMALLER),
    "memory": ("Q151", message("the workbook takes too much memory, or is damaged"), _SMALLER),
    "time": ("Q151", message("reading the workbook takes too long"), _SMALLER),
    "output": ("Q151", message("the workbook holds too much text"), _SMALLER),
    "cell": (
        "Q151",
        message("a cell holds more than {cell} characters, in line {detail} or before it"),
        message("Check that no quotation mark is missing."),
    ),
    "far": (
        "Q151",
        message("the cell {detail} lies beyond row {rows} or column {columns}"),
        _KEPT,
    ),
    "size": ("Q151", message("the table has more than {rows} rows or {columns} columns"), _KEPT),
    "no sheet": (
        "Q152",
        message("there is no sheet of this name"),
        message("Known here: {detail}"),
    ),
    "no header": (
        "Q152",
        message("no header row with a column of questions in the first {searched} rows"),
        message("Name the columns, such as: {columns_named}"),
    ),
}
_EXAMPLE = "kode, tahap, faktor, pertanyaan, 0, 1, 2, 3, 4"


def _refuse(log: Log, answer: Mapping[str, Any], limits: Limits | None = None) -> NoReturn:
    """Note why there is no table, and stop.

    Raises:
        ContentError: Always.
    """
    limits = limits or Limits()
    code, cause, hint = _PROBLEMS[answer["problem"]]
    values = {
        "kind": answer.get("detail", ""),
        "detail": answer.get("detail") or "-",
        "cell": MAX_CELL,
        "rows": limits.rows,
        "columns": limits.columns,
        "searched": SEARCHED,
        "columns_named": _EXAMPLE,
    }
    log.error(
        code,
        WHOLE_FILE,
        message(cause.text, **values),
        message(hint.text, **values) if hint is not None else None,
    )
    log.stop_on_errors()
    raise AssertionError  # stop_on_errors has raised
