"""The sheet on which whoever fills in the workbook says who they are."""

from datetime import date
from typing import Any

from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.book import Book, protect, set_up_page, write_text

_LABELS, _ENTRIES = 1, 2
_OFFICE = 3
"""The row of the office, from 0; the six entries stand below."""

_HEIGHT = 20
"""Points; room to write in by hand."""

_DIGITS_OF_A_STAFF_NUMBER = 18


def write_identity_sheet(book: Book) -> None:
    """Add the sheet: the office, if one is asked, in C4; C5 to C10 to be filled in."""
    sheet, words, styles = book.file.add_worksheet(book.names.identity), book.words, book.styles
    for column, width in enumerate((4, 34, 60)):
        sheet.set_column(column, column, width)
    heading = words("Assessor") if book.is_for_verifying else words("Who answers")
    write_text(sheet, 1, _LABELS, heading, styles.title)
    if book.handout.owner:
        write_text(sheet, _OFFICE, _LABELS, words("Office"), styles.boxed_label)
        write_text(sheet, _OFFICE, _ENTRIES, one_line(book.handout.owner), styles.boxed_label)
    entries = (
        (words("Name"), styles.open_text),
        (words("Position"), styles.open_text),
        (words("Staff number (NIP)"), styles.open_text),
        (words("Phone (or WhatsApp)"), styles.open_text),
        (words("Date"), styles.open_day),
        (words("Superior (who agrees)"), styles.open_text),
    )
    for row, (label, look) in enumerate(entries, start=_OFFICE + 1):
        write_text(sheet, row, _LABELS, label, styles.boxed_label)
        write_text(sheet, row, _ENTRIES, "", look)
        sheet.set_row(row, _HEIGHT)
    optional = words("Name and position are needed. The rest may stay empty.")
    write_text(sheet, _OFFICE + len(entries) + 2, _LABELS, optional, styles.lead)
    sheet.data_validation("C7", _staff_number_rule(book))
    sheet.data_validation("C9", _day_rule(book))
    sheet.ignore_errors({"number_stored_as_text": "C5:C10"})
    sheet.set_selection("C5")
    protect(sheet)
    set_up_page(sheet, book)


def _staff_number_rule(book: Book) -> dict[str, Any]:
    """Ask about a number that is none of a civil servant; others may have another."""
    words, digits = book.words, _DIGITS_OF_A_STAFF_NUMBER
    return {
        "validate": "length",
        "criteria": "==",
        "value": digits,
        "error_type": "warning",
        "error_title": words("Staff number"),
        "error_message": words("A NIP has {n} digits and no spaces. Keep it?", n=digits),
    }


def _day_rule(book: Book) -> dict[str, Any]:
    """Take days of the year of the assessment and of the next one."""
    words, year = book.words, book.handout.occasion.year
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(year, 1, 1),
        "maximum": date(year + 1, 12, 31),
        "error_title": words("Date"),
        "error_message": words(
            "Enter a date in {first} or {last}, such as 30/01/{first}.", first=year, last=year + 1
        ),
    }
