"""The rows below the header: one a question, with the stage and the like filled down."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from egovmaturity.authoring.table_columns import Column
from egovmaturity.authoring.table_file import Cell
from egovmaturity.authoring.table_limits import MAX_CELL
from egovmaturity.domain.diagnostics import message
from egovmaturity.loading.log import Log, Place

Slot = tuple[str, int | None]
"""What a cell is for: a key of a question and, for levels and recommendations, the level."""

FILLED_DOWN = ("stage", "section", "factor")
"""Columns in which an empty cell means what stands above it, as in merged cells."""


class Row(NamedTuple):
    """A question as the table has it: its ``number`` in the sheet, its cells by what they say.

    Every cell that is there has been found fit for a file; an empty one is left out.
    """

    number: int
    cells: Mapping[Slot, Cell]
    columns: Mapping[Slot, int]

    def text(self, key: str, level: int | None = None) -> str:
        """Return the words of a cell, every run of white space as one space."""
        cell = self.cells.get((key, level))
        return " ".join(cell.text.split()) if cell else ""

    def place(self, key: str) -> Place:
        """Return where a cell is or would be; without such a column, where the row begins."""
        return Place(self.number, self.columns.get((key, None), 1))


def read_rows(
    rows: Sequence[Sequence[Cell]], first: int, columns: Mapping[int, Column], log: Log
) -> Iterator[Row]:
    """Yield the rows that hold a question; ``first`` is the number of the first of them.

    Left out are empty rows, and those that only name a stage, section or factor for what follows.
    Noted: Q151 too long a cell, Q158 an error value or a character that no file may hold.
    """
    slots = {n: (column.key, column.level) for n, column in columns.items()}
    places = {slot: n + 1 for n, slot in slots.items()}
    above: dict[Slot, Cell] = {}
    for number, row in enumerate(rows, start=first):
        cells = {
            slot: _fit(row[n], Place(number, n + 1), log)
            for n, slot in slots.items()
            if n < len(row) and not _is_blank(row[n])
        }
        above |= {slot: cell for slot, cell in cells.items() if slot[0] in FILLED_DOWN}
        if cells.keys() - above.keys():
            yield Row(number, {**above, **cells}, places)


# The byte-order mark, the zero-width space and the soft hyphen come along with copied text.
_DROPPED = dict.fromkeys((0xFEFF, 0x200B, 0xAD))
# What is left of these after white space is taken out belongs into no file.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!)")


def _is_blank(cell: Cell) -> bool:
    return not cell.text.translate(_DROPPED).strip()


def _fit(cell: Cell, place: Place, log: Log) -> Cell:
    """Return what a file can hold of the cell; nothing where a problem was noted."""
    if _ERROR.fullmatch(cell.text.strip()):
        log.error(
            "Q158",
            place,
            message("the cell holds the error {error}", error=cell.text.strip()),
            message("Correct its formula, or write the value itself."),
        )
        return Cell("")
    if len(cell.text) > MAX_CELL:
        log.error(
            "Q151",
            place,
            message("the cell holds more than {cell} characters", cell=MAX_CELL),
            message("Shorten it; a level is a sentence or two."),
        )
        return Cell("")
    text = cell.text.translate(_DROPPED)
    found = _FORBIDDEN.search("".join(text.split()))
    if found:
        log.error(
            "Q158",
            place,
            message("the character U+{code:04X} is not allowed here", code=ord(found.group())),
            message("Delete it; it is invisible and often comes from copying out of a document."),
        )
        return Cell("")
    return cell._replace(text=text)
