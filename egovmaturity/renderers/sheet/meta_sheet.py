"""The sheet for programs: which handout the workbook is, and what it went out with."""

from collections.abc import Iterator

from egovmaturity.collecting.claims import digest
from egovmaturity.renderers.sheet.book import Book, write_text
from egovmaturity.renderers.sheet.names import FORMAT, META, VERSION
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.texts import holdable

_TABLE = 19
"""The row from which on the questions stand, from 0."""


def write_meta_sheet(book: Book, rows: tuple[Row, ...]) -> None:
    """Add the sheet, which no menu shows: keys and values, from row 20 on the questions.

    Beside each question stands the digest of what it holds; nothing where it is blank.
    """
    sheet, look = book.file.add_worksheet(META), book.styles.boxed
    for place, (key, value) in enumerate(_keys(book)):
        write_text(sheet, place, 0, key, look)
        write_text(sheet, place, 1, holdable(value), look)
    for place, row in enumerate(rows, start=_TABLE):
        write_text(sheet, place, 0, row.question.id, look)
        if not row.claim.is_blank:
            write_text(sheet, place, 1, digest(row.claim), look)
    sheet.very_hidden()


def _keys(book: Book) -> Iterator[tuple[str, str]]:
    handout = book.handout
    yield "format", FORMAT
    yield "version", VERSION
    yield "questionnaire", handout.questionnaire.reference
    yield "questionnaire_sha256", handout.questionnaire.sha256
    yield "institution", handout.institution.name
    yield "institution_id", handout.institution.id
    yield "year", str(handout.occasion.year)
    yield "subject", handout.occasion.subject
    yield "owner", handout.owner
    yield "language", handout.language
    yield "purpose", handout.terms.purpose.value
    yield "due", handout.terms.due.isoformat() if handout.terms.due else ""
