"""The page on which the one who answered says who that is."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from egovmaturity.domain.answers import Respondent
from egovmaturity.domain.diagnostics import message
from egovmaturity.returns.days import read_day
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import shortened
from egovmaturity.returns.texts import read_text
from egovmaturity.returns.vocabulary import ALL_OFFICES, Field, field_of, folded
from egovmaturity.workbooks.cells import Book, Cell, CellKind, Sheet

_SEARCHED = 40
_LEAST = 3
"""Labels by which the page is known."""
_DIGITS = 15
"""Digits that a number in a spreadsheet keeps."""


class Identity(NamedTuple):
    """Who answered, and the office as the page shows it with the place where that stands."""

    respondent: Respondent = Respondent()
    owner: str = ""
    owner_at: At = At()


def read_identity(book: Book, notes: Notes) -> Identity:
    """Read who filled in the sheet; each value stands right beside its label.

    Noted: W349, the page is not there, a day is none, or a number lost digits.
    """
    found = next(filter(None, map(_labelled, book.sheets)), None)
    if found is None:
        notes.add(At(), _NO_PAGE)
        return Identity()
    page = _Page(found, notes)
    owner = page.text(Field.OWNER)
    return Identity(
        Respondent(
            name=page.text(Field.NAME),
            position=page.text(Field.POSITION),
            dated=page.day(),
            staff_number=page.number(),
            phone=page.text(Field.PHONE),
            superior=page.text(Field.SUPERIOR),
        ),
        "" if folded(owner) in ALL_OFFICES else owner,
        page.at(Field.OWNER),
    )


_NO_PAGE = Problem(
    "W349",
    message("the sheet about who answered is missing"),
    message("Everything else is read."),
)


class _Labelled(NamedTuple):
    at: At
    cell: Cell | None


def _labelled(sheet: Sheet) -> Mapping[Field, _Labelled] | None:
    """Return the value beside each label, where most of the labels are on this sheet."""
    found: dict[Field, _Labelled] = {}
    for row, cells in sheet.rows.items():
        for column, cell in cells.items() if row <= _SEARCHED else ():
            field = field_of(cell.text)
            if field is not None and field not in found:
                place = At(sheet.name, row, column + 1)
                found[field] = _Labelled(place, cells.get(column + 1))
    return found if len(found) >= _LEAST else None


class _Page:
    """Values by field, read one by one."""

    def __init__(self, found: Mapping[Field, _Labelled], notes: Notes) -> None:
        self._found, self._notes = found, notes

    def at(self, field: Field) -> At:
        return self._found[field].at if field in self._found else At()

    def text(self, field: Field) -> str:
        if field not in self._found:
            return ""
        at, cell = self._found[field]
        return " ".join((read_text(cell, at, self._notes) or "").split())

    def number(self) -> str:
        """Return the staff number, which is text; as a number it may have lost digits."""
        found = self.text(Field.STAFF_NUMBER)
        cell = self._found[Field.STAFF_NUMBER].cell if found else None
        if cell and cell.kind is CellKind.NUMBER and len(found) > _DIGITS:
            problem = Problem(
                "W349",
                message("the staff number was typed as a number and lost its last digits"),
                message("Format the cell as text and type it again."),
            )
            self._notes.add(self.at(Field.STAFF_NUMBER), problem)
        return found

    def day(self) -> date | None:
        found = self.text(Field.DATE)
        day = read_day(folded(found))
        if found and day is None:
            problem = Problem(
                "W349",
                message('"{text}" is not a day', text=shortened(found)),
                message("Write it like this: {example}", example="30/01/2026"),
            )
            self._notes.add(self.at(Field.DATE), problem)
        return day
