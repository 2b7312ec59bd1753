"""What one office is asked, as a workbook for Excel, WPS and LibreOffice."""

import io
from datetime import datetime

from egovmaturity.domain.collecting import Handout
from egovmaturity.language import Words
from egovmaturity.renderers.office_package import packed, unpacked
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.answers_sheet import write_answers_sheet
from egovmaturity.renderers.sheet.book import Book
from egovmaturity.renderers.sheet.choices import place_lists, write_lists
from egovmaturity.renderers.sheet.guide_sheet import write_guide_sheet
from egovmaturity.renderers.sheet.identity_sheet import write_identity_sheet
from egovmaturity.renderers.sheet.meta_sheet import write_meta_sheet
from egovmaturity.renderers.sheet.names import sheet_names
from egovmaturity.renderers.sheet.rows import rows_of
from egovmaturity.renderers.sheet.status import states
from egovmaturity.renderers.sheet.styles import make_styles
from egovmaturity.renderers.sheet.summary_sheet import write_summary_sheet
from egovmaturity.renderers.sheet.texts import cut
from egovmaturity.views.numbers import Numbers

_ONCE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
"""The only time a workbook says it was made at."""

_LONGEST_PROPERTY = 255


def sheet_workbook(handout: Handout, words: Words) -> bytes:
    """Return the workbook in which an office answers, or an assessor verifies its answers.

    The tool's own words are in the language of ``words``, those of the questionnaire in its own.
    The same handout gives the same bytes. Nothing in it is a score, and no text of a user a
    formula. The columns and the hidden sheets are what ``returns`` reads them by.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415

    written = io.BytesIO()
    file = Workbook(written, {"in_memory": True})
    names = sheet_names(words.language)
    named = words.naming(handout.questionnaire).with_names(one_line)
    styles = make_styles(file, words.language)
    _write_sheets(Book(file, handout, named, Numbers(words.language), names, styles))
    file.close()
    return packed(
        {name: _free_to_grow(name, part) for name, part in unpacked(written.getvalue()).items()}
    )


def _free_to_grow(name: str, part: bytes) -> bytes:
    """Let rows keep the height they have until somebody types in them, then fit their texts."""
    is_sheet = name.startswith("xl/worksheets/")
    return part.replace(b' customHeight="1"', b"") if is_sheet else part


def _write_sheets(book: Book) -> None:
    says = states(book.words)
    rows = rows_of(book.handout, says.not_applicable)
    lists = place_lists(book.names, (row.choices for row in rows if row.choices))
    title = f"{book.words('Answer sheet')}: {one_line(book.handout.questionnaire.title)}"
    book.file.set_properties({"title": cut(title, _LONGEST_PROPERTY), "created": _ONCE})
    write_guide_sheet(book, rows)
    write_identity_sheet(book)
    write_answers_sheet(book, rows, lists, says)
    write_summary_sheet(book, rows, says)
    write_lists(book, lists)
    write_meta_sheet(book, rows)
