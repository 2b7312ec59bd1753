"""The sheet that counts how far the office is."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.collecting.completeness import completeness
from egovmaturity.renderers.sheet.book import Book, place_word, protect, set_up_page, write_text
from egovmaturity.renderers.sheet.names import FIRST_ROW, Column
from egovmaturity.renderers.sheet.rows import Group, Row
from egovmaturity.renderers.sheet.status import States, quoted

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEADER = 3
_PLACE, _ASKED, _ANSWERED, _COMPLETE, _PROGRESS = range(1, 6)


class _Line(NamedTuple):
    """A line of the sheet: which rows it counts, and how it looks."""

    title: str
    group: Group | None
    rows: Sequence[Row]
    looks: "tuple[Format, Format, Format]"


def write_summary_sheet(book: Book, rows: tuple[Row, ...], says: States) -> None:
    """Add the sheet: a line for each stage or section that is asked about, and the total."""
    sheet, words, styles = book.file.add_worksheet(book.names.summary), book.words, book.styles
    for column, width in enumerate((4, 44, 12, 14, 12, 12)):
        sheet.set_column(column, column, width)
    write_text(sheet, 1, _PLACE, words("Progress so far"), styles.title)
    for column, text in enumerate(_headers(book), start=_PLACE):
        write_text(sheet, _HEADER, column, text, styles.header)
    sheet.set_row(_HEADER, 32)
    for place, line in enumerate(_lines(book, rows), start=_HEADER + 1):
        _write_line(sheet, place, line, _Counting(book, rows, says))
    protect(sheet)
    set_up_page(sheet, book)


def _headers(book: Book) -> tuple[str, ...]:
    words = book.words
    return (
        place_word(book),
        words("{Questions}"),
        words("Verified") if book.is_for_verifying else words("Answered"),
        words("Complete"),
        words("Progress"),
    )


def _lines(book: Book, rows: tuple[Row, ...]) -> Iterable[_Line]:
    styles = book.styles
    for group in sorted(frozenset(row.group for row in rows if row.group.title)):
        inside = [row for row in rows if row.group == group]
        yield _Line(group.title, group, inside, (styles.boxed, styles.tally, styles.share))
    total = (styles.total, styles.total_tally, styles.total_share)
    yield _Line(book.words("Total"), None, rows, total)


class _Counting(NamedTuple):
    """How rows are counted: by the number of their group and by their state."""

    book: Book
    rows: tuple[Row, ...]
    says: States

    def all(self, group: Group | None) -> str:
        numbers = self._column(Column.GROUP)
        return f"COUNTIF({numbers},{group.number if group else quoted('>0')})"

    def in_state(self, group: Group | None, state: str) -> str:
        found = f"{self._column(Column.STATUS)},{quoted(state)}"
        if group is None:
            return f"COUNTIF({found})"
        return f"COUNTIFS({self._column(Column.GROUP)},{group.number},{found})"

    def answered_states(self) -> tuple[str, ...]:
        says = self.says
        if self.book.is_for_verifying:
            return says.complete, says.no_remark
        return says.complete, says.no_reason, says.no_evidence

    def now(self, row: Row) -> str:
        """Return the state of a row as long as nobody fills in anything."""
        if self.book.is_for_verifying:
            return self.says.not_verified
        return self.says.of(completeness(row.question, row.claim))

    def _column(self, column: Column) -> str:
        last = self.rows[-1].number
        sheet, letter = self.book.names.answers, column.letter
        return f"{sheet}!${letter}${FIRST_ROW}:${letter}${last}"


def _write_line(sheet: "Worksheet", place: int, line: _Line, counting: _Counting) -> None:
    title, count, share = line.looks
    says = counting.says
    answered = counting.answered_states()
    states = [counting.now(row) for row in line.rows]
    done, complete = sum(state in answered for state in states), states.count(says.complete)
    write_text(sheet, place, _PLACE, line.title, title)
    for column, formula, value in (
        (_ASKED, counting.all(line.group), len(states)),
        (_ANSWERED, "+".join(counting.in_state(line.group, state) for state in answered), done),
        (_COMPLETE, counting.in_state(line.group, says.complete), complete),
    ):
        sheet.write_formula(place, column, f"={formula}", count, value)
    row = place + 1
    sheet.write_formula(
        place, _PROGRESS, f"=IF(C{row}=0,0,E{row}/C{row})", share, complete / len(states)
    )
