"""What the sheet of answers is made of."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.renderers.sheet.book import Book
from egovmaturity.renderers.sheet.choices import ChoiceList, Choices
from egovmaturity.renderers.sheet.names import FIRST_ROW, Column
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.status import States

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


class Answering(NamedTuple):
    """The sheet, its rows, the lists that levels are chosen from, and the words for states."""

    sheet: "Worksheet"
    book: Book
    rows: tuple[Row, ...]
    lists: Mapping[Choices, ChoiceList]
    says: States

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.rows[-1].number

    def columns(self, first: Column, last: Column) -> str:
        """Return the range of these columns in all rows."""
        return f"{first.letter}{FIRST_ROW}:{last.letter}{self.last}"

    def list_of(self, row: Row) -> ChoiceList:
        """Return the list that the level of a row is chosen from."""
        return self.lists[row.choices]

    def levels_of(self, row: Row) -> Sequence[str]:
        """Return where the levels of a row are listed; nowhere where a number is asked."""
        return self.list_of(row).cells[: len(row.levels)] if row.levels else ()
