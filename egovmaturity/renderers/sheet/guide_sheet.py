"""The first sheet: what is asked of the office, and how to fill in the workbook."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.book import Book, protect, set_up_page, write_text
from egovmaturity.renderers.sheet.fitting import height_of
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.texts import in_paragraphs

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (3, 24, 86)
_POINTS = 11


def write_guide_sheet(book: Book, rows: tuple[Row, ...]) -> None:
    """Add the sheet with what is asked, numbered rules, and what the questionnaire says itself."""
    sheet, styles = book.file.add_worksheet(book.names.guide), book.styles
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    write_text(sheet, 1, 1, _title(book), styles.title)
    write_text(sheet, 2, 1, one_line(book.handout.questionnaire.title), styles.lead)
    place = _write_block(book, sheet, _FIRST, _facts(book), styles.label)
    write_text(sheet, place, 1, book.words("How to fill it in"), styles.heading)
    place = _write_block(book, sheet, place + 1, _numbered(_rules(book, rows)), styles.number)
    _write_block(book, sheet, place, _remarks(book), styles.label)
    protect(sheet)
    set_up_page(sheet, book)


_FIRST = 4
"""The row of the first fact, from 0."""


def _write_block(
    book: Book, sheet: "Worksheet", first: int, lines: Iterable[tuple[str, str]], look: "Format"
) -> int:
    """Write labels, which look so, and texts beside them; return the row after a blank one."""
    place = first
    for label, text in lines:
        write_text(sheet, place, 1, label, look)
        write_text(sheet, place, 2, text, book.styles.text)
        sheet.set_row(place, height_of(((label, _WIDTHS[1]), (text, _WIDTHS[2])), _POINTS))
        place += 1
    return place + 1


def _numbered(rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(rules, start=1):
        yield f"{number}.", rule


def _title(book: Book) -> str:
    words = book.words
    return words("Verification sheet") if book.is_for_verifying else words("Answer sheet")


def _facts(book: Book) -> Iterator[tuple[str, str]]:
    words, handout = book.words, book.handout
    yield words("Institution"), one_line(handout.institution.name)
    if handout.occasion.subject:
        yield words("Subject"), one_line(handout.occasion.subject)
    yield words("Year"), str(handout.occasion.year)
    if handout.owner:
        yield words("Office"), one_line(handout.owner)
    yield words("Number of {questions}"), str(len(handout.questions))
    if handout.terms.due:
        yield words("Deadline"), book.numbers.day(handout.terms.due)
    if handout.terms.contact:
        yield words("Contact"), one_line(handout.terms.contact)


def _rules(book: Book, rows: tuple[Row, ...]) -> Iterator[str]:
    words, names = book.words, book.names
    yield words("Fill in the sheet {identity} first.", identity=names.identity)
    yield from _verifying_rules(book) if book.is_for_verifying else _answering_rules(book, rows)
    yield words(
        "The column Status has to say Complete. How far you are stands on the sheet {summary}.",
        summary=names.summary,
    )
    yield words(
        "Do not rename sheets, add columns or copy into another file. Save as .xlsx.",
    )
    yield _sending(book)


def _answering_rules(book: Book, rows: tuple[Row, ...]) -> Iterator[str]:
    words = book.words
    yield words(
        "On the sheet {answers} fill in only the light yellow cells. The others are locked.",
        answers=book.names.answers,
    )
    if any(row.levels for row in rows):
        yield words(
            "Read what the levels mean, then choose the highest level whose conditions are all met "
            "and can be proven."
        )
    if not all(row.levels for row in rows):
        yield words("Where a number is asked for, enter it in the column Level.")
    if any(row.out for row in rows):
        yield words(
            'Where a {question} does not apply, choose "{out}" and give the reason in the column '
            "Note or reason.",
            out=words("Not applicable"),
        )
    yield words(
        "Write name, number and date of each document in the column Evidence, one document a line "
        "(Alt+Enter), and on the same line of the next column where it can be found."
    )
    if book.handout.earlier:
        yield words("What was answered the last time stands below the {question}, to inform you.")


def _verifying_rules(book: Book) -> Iterator[str]:
    words = book.words
    yield words(
        "On the sheet {answers} fill in only the light yellow cells. The grey cells show what the "
        "office has answered.",
        answers=book.names.answers,
    )
    yield words(
        "Read what the levels mean, look at the evidence, then choose the level that it proves."
    )
    yield words(
        "Where you find another level than is claimed, say why in the column Verifier's note."
    )


def _sending(book: Book) -> str:
    words, terms = book.words, book.handout.terms
    day, contact = book.numbers.day(terms.due), one_line(terms.contact)
    if day and contact:
        return words("Send the file to {contact} by {day}.", contact=contact, day=day)
    if day:
        return words("Send the file back by {day}.", day=day)
    if contact:
        return words("Send the file to {contact}.", contact=contact)
    return words("Send the file back to whoever sent it to you.")


def _remarks(book: Book) -> Iterator[tuple[str, str]]:
    words, questionnaire = book.words, book.handout.questionnaire
    yield (
        words("No scores"),
        words(
            "This sheet computes no score. Scores are computed later, from the answers of all "
            "offices."
        ),
    )
    if questionnaire.description:
        yield words("About the questionnaire"), in_paragraphs(questionnaire.description)
    if questionnaire.notice:
        yield words("Please note"), in_paragraphs(questionnaire.notice)
