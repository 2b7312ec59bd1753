"""The workbook that is being written, and what all its sheets share."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.domain.answers import Purpose
from egovmaturity.domain.collecting import Handout
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.names import SheetNames
from egovmaturity.renderers.sheet.styles import Styles
from egovmaturity.renderers.sheet.texts import MOST, holdable, units
from egovmaturity.views.numbers import Numbers

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


class Book(NamedTuple):
    """A workbook for one office. ``words`` already call things as the questionnaire does."""

    file: "Workbook"
    handout: Handout
    words: Words
    numbers: Numbers
    names: SheetNames
    styles: Styles

    @property
    def is_for_verifying(self) -> bool:
        """Whether somebody is to verify what is answered, rather than to answer."""
        return self.handout.terms.purpose is Purpose.VERIFICATION


def place_word(book: Book) -> str:
    """Return what a part of the questionnaire is called; nothing where it has none."""
    questionnaire, words = book.handout.questionnaire, book.words
    if questionnaire.stages:
        return words("{Stage}")
    return words("{Section}") if questionnaire.sections else ""


class Piece(NamedTuple):
    """A part of a text in a look of its own."""

    text: str
    look: "Format"


def write_text(sheet: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    """Write a text into a cell, whatever it begins with; rows and columns count from 0.

    A cell without a text is left empty: one with an empty text would count as filled.
    """
    text = holdable(text)
    if not text:
        sheet.write_blank(row, column, None, look)
    elif text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for finished XML; in two pieces it does not.
        sheet.write_rich_string(row, column, text[:1], look, text[1:], look)
    else:
        sheet.write_string(row, column, text, look)


def plain_text(pieces: Iterable[Piece]) -> str:
    """Return the text that pieces make."""
    return "".join(piece.text for piece in pieces)


def write_pieces(
    sheet: "Worksheet", row: int, column: int, pieces: Sequence[Piece], look: "Format"
) -> None:
    """Write one text whose pieces look different."""
    text = plain_text(pieces)
    filled = [piece for piece in pieces if piece.text]
    # XlsxWriter escapes an escape in pieces twice, and refuses a single piece or a text too long.
    if len(filled) == 1 or units(text) > MOST or _ESCAPE.search(text):
        write_text(sheet, row, column, text, look)
    else:
        runs = [part for piece in filled for part in (piece.look, piece.text)]
        sheet.write_rich_string(row, column, *runs, look)


_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")


def protect(sheet: "Worksheet") -> None:
    """Keep what is locked from accidents; anybody can lift that, there is no password."""
    allowed = ("format_rows", "format_columns", "autofilter")
    sheet.protect("", dict.fromkeys(allowed, True))


def set_up_page(sheet: "Worksheet", book: Book) -> None:
    """Print on A4, one page wide, with page numbers."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.hide_gridlines(2)
    page = book.words("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(f"&C{page}")


_A4 = 9
