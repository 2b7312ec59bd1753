"""The table of answers: where it stands, which columns it has, and its rows by question."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.vocabulary import Column, column_of
from egovmaturity.workbooks.cells import Area, Book, Cell, CellKind, Sheet

SEARCHED = 20
"""Rows in which the header of the table is looked for."""

ANSWERED = (Column.LEVEL, Column.EVIDENCE, Column.LOCATION, Column.NOTE)
"""Columns that every sheet has, besides the code."""
VERIFIED = (Column.VERIFIED, Column.FINDING)
"""Columns for those who verify."""


class Table(NamedTuple):
    """A table of answers: the row of its header, and the columns it has by what they hold."""

    sheet: Sheet
    header: int
    columns: Mapping[Column, int]

    @property
    def lines(self) -> "Iterator[Line]":
        """The rows below the header that hold a code or something in a column for answers."""
        for number, cells in self.sheet.rows.items():
            if number > self.header:
                found = {c: cells[at] for c, at in self.columns.items() if at in cells}
                if any(not _is_blank(cell) for cell in found.values()):
                    yield Line(self, number, found)


def _is_blank(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and not cell.text.strip()


class Line(NamedTuple):
    """One row of a table, with the cells that are not empty."""

    table: Table
    number: int
    cells: Mapping[Column, Cell]

    def at(self, column: Column) -> At:
        """The cell of a column in this row; that of the code where there is no such column."""
        columns = self.table.columns
        return At(self.table.sheet.name, self.number, columns.get(column, columns[Column.CODE]))

    @property
    def code(self) -> str:
        """What stands for the question."""
        cell = self.cells.get(Column.CODE)
        return " ".join(cell.text.split()) if cell else ""

    def says(self, columns: Iterable[Column]) -> bool:
        """Whether anything stands in one of these columns."""
        return any(c in self.cells and not _is_blank(self.cells[c]) for c in columns)


def find_table(book: Book, notes: Notes) -> Table:
    """Find the sheet with the table of answers, one that is shown before one that is hidden.

    Raises:
        ContentError: E134, there is none, there are two, or a column is missing or there twice.
    """
    found = [
        (sheet, header)
        for sheet in sorted(book.sheets, key=lambda sheet: sheet.is_hidden)
        if (header := _header(sheet)) is not None
    ]
    shown = [each for each in found if not each[0].is_hidden]
    if not found:
        notes.refuse(At(), _no_table(book))
    if len(shown or found) > 1:
        notes.refuse(At(), _two_tables([sheet.name for sheet, _ in shown or found]))
    sheet, header = found[0]
    return Table(sheet, header, _columns(sheet, header, notes))


def _header(sheet: Sheet) -> int | None:
    """Return the first row that names both a code and a level."""
    for number, cells in sheet.rows.items():
        if number > SEARCHED:
            return None
        if {Column.CODE, Column.LEVEL} <= {column_of(cell.text) for cell in cells.values()}:
            return number
    return None


def _columns(sheet: Sheet, header: int, notes: Notes) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, cell in sheet.rows[header].items():
        column = column_of(cell.text)
        if column in found:
            cause = message('the column "{name}" stands there twice', name=cell.text.strip())
            notes.refuse(At(sheet.name, header, place), _bad_header(cause))
        if column is not None:
            found[column] = place
    missing = next((column for column in ANSWERED if column not in found), None)
    if missing is not None:
        notes.refuse(At(sheet.name, header, 1), missing_column(missing))
    return found


def missing_column(column: Column) -> Problem:
    """Say that a column that is needed is not there any more."""
    return _bad_header(message('the column "{name}" is missing', name=HEADERS[column]))


def _bad_header(cause: Message) -> Problem:
    return Problem("E134", cause, message("Put the header back as it was when it was handed out."))


HEADERS: Mapping[Column, Message] = {
    Column.CODE: message("Code"),
    Column.LEVEL: message("Level"),
    Column.EVIDENCE: message("Evidence"),
    Column.LOCATION: message("File location or link"),
    Column.NOTE: message("Note or reason"),
    Column.VERIFIED: message("Verified level"),
    Column.FINDING: message("Verifier's note"),
}


def _no_table(book: Book) -> Problem:
    return Problem(
        "E134",
        message(
            "no sheet has a table of answers; sheets here: {names}",
            names=", ".join(sheet.name for sheet in book.sheets[:_NAMED]),
        ),
        message(
            'Its header names "{code}" and "{level}" in one of the first {searched} rows.',
            code=HEADERS[Column.CODE],
            level=HEADERS[Column.LEVEL],
            searched=SEARCHED,
        ),
    )


def _two_tables(names: list[str]) -> Problem:
    return Problem(
        "E134",
        message("several sheets have a table of answers: {names}", names=", ".join(names[:_NAMED])),
        message("Delete or hide all but the one that counts."),
    )


_NAMED = 12
"""Most sheets that a message names."""


def spoilt_rows(table: Table) -> Iterator[tuple[Area, range]]:
    """Yield merged areas that touch cells of answers, each with the rows that it spoils."""
    places = table.columns.values()
    for area in table.sheet.merged:
        rows = range(max(area.first_row, table.header + 1), area.last_row + 1)
        is_one_cell = area.first_row == area.last_row and area.first_column == area.last_column
        touches = any(area.first_column <= place <= area.last_column for place in places)
        if rows and touches and not is_one_cell:
            yield area, rows


def covered(rows: Iterable[int], areas: Iterable[range]) -> frozenset[int]:
    """Return which of the rows, given in order, lie in one of the areas; they may overlap."""
    begun = sorted(areas, key=lambda area: area.start, reverse=True)
    found: set[int] = set()
    end = 0
    for row in rows:
        while begun and begun[-1].start <= row:
            end = max(end, begun.pop().stop)
        if row < end:
            found.add(row)
    return frozenset(found)
