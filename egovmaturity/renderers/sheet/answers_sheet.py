"""The sheet that an office answers on, or on which an assessor verifies its answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from egovmaturity.collecting.completeness import completeness
from egovmaturity.domain.answers import AnswerKind
from egovmaturity.language import LANGUAGES, Words
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet import entering
from egovmaturity.renderers.sheet.answering import Answering
from egovmaturity.renderers.sheet.book import (
    Book,
    Piece,
    place_word,
    plain_text,
    protect,
    set_up_page,
    write_pieces,
    write_text,
)
from egovmaturity.renderers.sheet.choices import ChoiceList, Choices, rating_value
from egovmaturity.renderers.sheet.entering import level_rule
from egovmaturity.renderers.sheet.fitting import height_of
from egovmaturity.renderers.sheet.names import FIRST_ROW, HEADER_ROW, Column
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.rubric import level_pieces, question_pieces
from egovmaturity.renderers.sheet.status import States, answer_formula, verification_formula
from egovmaturity.renderers.sheet.texts import location_lines, text_lines


class _Reading(NamedTuple):
    """What is read in a row before it is answered."""

    question: tuple[Piece, ...]
    levels: tuple[Piece, ...]


def write_answers_sheet(
    book: Book, rows: tuple[Row, ...], lists: Mapping[Choices, ChoiceList], says: States
) -> None:
    """Add the sheet with a row for each question."""
    answering = Answering(book.file.add_worksheet(book.names.answers), book, rows, lists, says)
    readings = [_Reading(question_pieces(book, row), level_pieces(book, row)) for row in rows]
    headers = _headers(book)
    widths = _widths(readings, headers)
    _set_columns(answering, widths)
    _write_heading(answering, headers, widths)
    for row, reading in zip(rows, readings, strict=True):
        answering.sheet.set_row(row.number - 1, _height(row, reading, widths))
        _write_row(answering, row, reading)
    entering.restrict(answering)
    entering.colour(answering)
    _set_up(answering)


# Columns


def _set_columns(answering: Answering, widths: Mapping[Column, int]) -> None:
    plain, is_for_verifying = answering.book.styles.plain, answering.book.is_for_verifying
    hidden = {Column.GROUP} if is_for_verifying else {Column.GROUP, Column.VERIFIED, Column.REMARK}
    if not any(row.group.title for row in answering.rows):
        hidden.add(Column.PLACE)
    for column in Column:
        options = {"hidden": True} if column in hidden else {}
        answering.sheet.set_column(column, column, widths[column], plain, options)


_WIDTHS = {
    Column.CODE: 10,
    Column.PLACE: 14,
    Column.MANDATORY: 7,
    Column.LEVEL: 15,
    Column.DOCUMENTS: 27,
    Column.LOCATIONS: 22,
    Column.NOTE: 23,
    Column.STATUS: 15,
    Column.VERIFIED: 17,
    Column.REMARK: 30,
    Column.GROUP: 5,
}
_QUESTION_BOUNDS, _LEVELS_BOUNDS = (32, 40), (40, 64)
"""Least and greatest width of the columns with long texts."""

_LINES_WANTED = 20
"""So tall may a row get before its column is made wider; Excel itself ends at about 30 lines."""


def _widths(texts: Sequence[_Reading], headers: Mapping[Column, str]) -> dict[Column, int]:
    """Make the columns of long texts so wide that the longest stays readable on one screen."""
    return _WIDTHS | {
        Column.MANDATORY: max(_WIDTHS[Column.MANDATORY], len(headers[Column.MANDATORY]) + 2),
        Column.QUESTION: _width((plain_text(each.question) for each in texts), *_QUESTION_BOUNDS),
        Column.LEVELS: _width((plain_text(each.levels) for each in texts), *_LEVELS_BOUNDS),
    }


def _width(texts: Iterable[str], narrow: int, wide: int) -> int:
    return min(max(narrow, max(map(len, texts)) // _LINES_WANTED), wide)


# Head


_HEADER_HEIGHT, _HEADER_POINTS = 32, 11


def _write_heading(
    answering: Answering, headers: Mapping[Column, str], widths: Mapping[Column, int]
) -> None:
    sheet, book = answering.sheet, answering.book
    words, styles, handout = book.words, book.styles, book.handout
    about = (handout.owner, handout.institution.name, handout.occasion.subject)
    named = [one_line(each) for each in about if each] + [str(handout.occasion.year)]
    write_text(sheet, 0, 0, f"{words('Answers')}: {', '.join(named)}", styles.title)
    write_text(sheet, 1, 0, _one_rule(answering), styles.lead)
    for column, text in headers.items():
        is_verification = column in {Column.VERIFIED, Column.REMARK}
        look = styles.header_grey if is_verification else styles.header
        write_text(sheet, HEADER_ROW - 1, column, text, look)
    sizes = ((text, widths[column]) for column, text in headers.items())
    sheet.set_row(HEADER_ROW - 1, max(_HEADER_HEIGHT, height_of(sizes, _HEADER_POINTS)))


def _one_rule(answering: Answering) -> str:
    words = answering.book.words
    fill_in = words("Fill in the light yellow cells.")
    if not any(row.levels for row in answering.rows):
        return fill_in
    return f"{fill_in} {level_rule(answering.book)}"


def _headers(book: Book) -> dict[Column, str]:
    words, own = book.words, Words(book.words.language)
    return {
        Column.PLACE: _told_apart(place_word(book), own("{Stage}")),
        Column.QUESTION: _told_apart(words("{Question}"), own("{Question}")),
        Column.MANDATORY: words("Mandatory"),
        Column.LEVELS: words("Level descriptions"),
        **_known_headers(words),
    }


def _known_headers(words: Words) -> dict[Column, str]:
    """Return the headers that a returned sheet is read by."""
    return {
        Column.CODE: words("Code"),
        Column.LEVEL: words("Level"),
        Column.DOCUMENTS: words("Evidence (name, number, date)"),
        Column.LOCATIONS: words("File location or link"),
        Column.NOTE: words("Note or reason"),
        Column.STATUS: words("Status"),
        Column.VERIFIED: words("Verified level"),
        Column.REMARK: words("Verifier's note"),
    }


def _told_apart(name: str, own: str) -> str:
    """Add the tool's own word to a questionnaire's name for something that is a header already."""
    taken = {text.casefold() for each in LANGUAGES for text in _known_headers(Words(each)).values()}
    return f"{name} / {own}" if one_line(name).casefold() in taken else one_line(name)


# Rows


def _height(row: Row, reading: _Reading, widths: Mapping[Column, int]) -> float:
    documents, note = row.claim.documents, row.claim.note
    texts = {
        Column.PLACE: row.group.title,
        Column.QUESTION: plain_text(reading.question),
        Column.LEVELS: plain_text(reading.levels),
        Column.DOCUMENTS: text_lines(documents),
        Column.LOCATIONS: location_lines(documents),
        Column.NOTE: note,
    }
    return height_of(((text, widths[column]) for column, text in texts.items()), _POINTS)


_POINTS = 10


def _write_row(answering: Answering, row: Row, reading: _Reading) -> None:
    sheet, book, place = answering.sheet, answering.book, row.number - 1
    styles, question = book.styles, row.question
    mandatory = book.words("Yes") if question.mandatory is not None else ""
    write_text(sheet, place, Column.CODE, question.id, styles.boxed_bold)
    write_text(sheet, place, Column.PLACE, row.group.title, styles.boxed)
    write_pieces(sheet, place, Column.QUESTION, reading.question, styles.boxed)
    write_text(sheet, place, Column.MANDATORY, mandatory, styles.boxed)
    write_pieces(sheet, place, Column.LEVELS, reading.levels, styles.boxed)
    _write_claim(answering, row)
    _write_status(answering, row)
    sheet.write_number(place, Column.GROUP, row.group.number, styles.plain)


def _write_claim(answering: Answering, row: Row) -> None:
    """Write what stands in the answer already: to go on with, or only to be seen and verified."""
    sheet, styles, place = answering.sheet, answering.book.styles, row.number - 1
    given, free = (styles.given_text, styles.given_value), (styles.open_text, styles.open_value)
    claim, finding = (given, free) if answering.book.is_for_verifying else (free, given)
    said = _said(answering.says, row)
    if isinstance(said, float):
        sheet.write_number(place, Column.LEVEL, said, claim[1])
    else:
        write_text(sheet, place, Column.LEVEL, said, claim[0] if row.levels else claim[1])
    write_text(sheet, place, Column.DOCUMENTS, text_lines(row.claim.documents), claim[0])
    write_text(sheet, place, Column.LOCATIONS, location_lines(row.claim.documents), claim[0])
    write_text(sheet, place, Column.NOTE, row.claim.note, claim[0])
    write_text(sheet, place, Column.VERIFIED, "", finding[0] if row.levels else finding[1])
    write_text(sheet, place, Column.REMARK, "", finding[0])


def _said(says: States, row: Row) -> float | str:
    """Return what stands in the cell of the level."""
    if row.claim.rating is not None:
        return rating_value(row.question, row.claim.rating)
    words = {AnswerKind.NOT_APPLICABLE: says.not_applicable, AnswerKind.DONT_KNOW: says.dont_know}
    return words.get(row.claim.kind, "")


def _write_status(answering: Answering, row: Row) -> None:
    """Write the formula, and what it comes to as long as nobody fills in anything."""
    levels = answering.levels_of(row)
    if answering.book.is_for_verifying:
        formula = verification_formula(row, levels, answering.says)
        value = answering.says.not_verified
    else:
        formula = answer_formula(row, levels, answering.says)
        value = answering.says.of(completeness(row.question, row.claim))
    look = answering.book.styles.status
    answering.sheet.write_formula(row.number - 1, Column.STATUS, formula, look, value)


# The sheet as a whole


def _set_up(answering: Answering) -> None:
    sheet, book = answering.sheet, answering.book
    last = Column.REMARK if book.is_for_verifying else Column.STATUS
    first_input = Column.VERIFIED if book.is_for_verifying else Column.LEVEL
    sheet.freeze_panes(HEADER_ROW, Column.MANDATORY)
    sheet.autofilter(HEADER_ROW - 1, 0, answering.last - 1, Column.REMARK)
    sheet.set_zoom(90)
    sheet.set_selection(FIRST_ROW - 1, first_input, FIRST_ROW - 1, first_input)
    protect(sheet)
    set_up_page(sheet, book)
    sheet.set_landscape()
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.print_area(0, 0, answering.last - 1, last)
