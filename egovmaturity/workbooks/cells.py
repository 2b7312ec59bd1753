"""What a workbook holds, as it crosses from the process that read it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class CellKind(StrEnum):
    """What stands in a cell. A formula is one whatever it last came to."""

    TEXT = "t"
    NUMBER = "n"
    PERCENT = "p"
    DATE = "d"
    BOOLEAN = "b"
    ERROR = "e"
    FORMULA = "f"


class Cell(NamedTuple):
    """A cell that is not empty, as text.

    Numbers are plain decimals of at most 15 digits, as spreadsheets show them; a percentage is the
    number behind it, a day ``2026-01-30``, a time of day the number that it is stored as. A formula
    begins with ``=``, and is empty where it only points to another formula. An error is what stands
    there instead of a value, such as ``#REF!``. ``link`` is the address that a click on it opens.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    link: str = ""


class Area(NamedTuple):
    """Merged cells, from the first row and column to the last, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, counted from 1, in the order of rows and columns."""

    name: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...]


class Book(NamedTuple):
    """A workbook; ``ignored`` names what of it nobody looked at, such as ``macros``."""

    sheets: tuple[Sheet, ...]
    ignored: tuple[str, ...]


def packed(book: Book) -> dict[str, Any]:
    """Return a workbook as JSON can hold it."""
    sheets = [
        {
            "name": sheet.name,
            "hidden": sheet.is_hidden,
            "cells": [
                (row, column, cell.kind + cell.text, cell.link)
                for row, cells in sheet.rows.items()
                for column, cell in cells.items()
            ],
            "merged": sheet.merged,
        }
        for sheet in book.sheets
    ]
    return {"sheets": sheets, "ignored": book.ignored}


def unpacked(answer: Mapping[str, Any]) -> Book:
    """Return the workbook that ``packed`` was given."""
    return Book(tuple(map(_sheet, answer["sheets"])), tuple(answer["ignored"]))


def _sheet(packed_sheet: Mapping[str, Any]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, written, link in packed_sheet["cells"]:
        rows.setdefault(row, {})[column] = Cell(written[1:], CellKind(written[0]), link)
    merged = tuple(Area(*area) for area in packed_sheet["merged"])
    return Sheet(packed_sheet["name"], packed_sheet["hidden"], rows, merged)
