"""The sheet for programs: which handout the workbook is, and what it went out with."""

from collections.abc import Iterator

from egovmaturity.collecting.answer_sheets import (
    FORMAT,
    KEY_COLUMN,
    TABLE_ROW,
    VALUE_COLUMN,
    VERSION,
    Fact,
)
from egovmaturity.collecting.claims import digest
from egovmaturity.renderers.sheet.book import Book, write_text
from egovmaturity.renderers.sheet.names import META
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.texts import holdable

_KEY, _VALUE = KEY_COLUMN - 1, VALUE_COLUMN - 1


def write_meta_sheet(book: Book, rows: tuple[Row, ...]) -> None:
    """Add the sheet, which no menu shows: facts and values, then the questions.

    Beside each question stands the digest of what it holds; nothing where it is blank.
    """
    sheet, look = book.file.add_worksheet(META), book.styles.boxed
    for place, (key, value) in enumerate(_facts(book)):
        write_text(sheet, place, _KEY, key, look)
        write_text(sheet, place, _VALUE, holdable(value), look)
    for place, row in enumerate(rows, start=TABLE_ROW - 1):
        write_text(sheet, place, _KEY, row.question.id, look)
        if not row.claim.is_blank:
            write_text(sheet, place, _VALUE, digest(row.claim), look)
    sheet.very_hidden()


def _facts(book: Book) -> Iterator[tuple[Fact, str]]:
    handout = book.handout
    yield Fact.FORMAT, FORMAT
    yield Fact.VERSION, str(VERSION)
    yield Fact.QUESTIONNAIRE, handout.questionnaire.reference
    yield Fact.QUESTIONNAIRE_SHA256, handout.questionnaire.sha256
    yield Fact.INSTITUTION, handout.institution.name
    yield Fact.INSTITUTION_ID, handout.institution.id
    yield Fact.YEAR, str(handout.occasion.year)
    yield Fact.SUBJECT, handout.occasion.subject
    yield Fact.OWNER, handout.owner
    yield Fact.LANGUAGE, handout.language
    yield Fact.PURPOSE, handout.terms.purpose.value
    yield Fact.DUE, handout.terms.due.isoformat() if handout.terms.due else ""
