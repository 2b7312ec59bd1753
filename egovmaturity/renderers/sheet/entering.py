"""What may be entered on the sheet of answers, and how what is still missing stands out."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.renderers.sheet.answering import Answering
from egovmaturity.renderers.sheet.book import Book
from egovmaturity.renderers.sheet.names import FIRST_ROW, Column, cell
from egovmaturity.renderers.sheet.rows import Row
from egovmaturity.renderers.sheet.status import number, number_condition, quoted
from egovmaturity.renderers.sheet.texts import cut

_LONGEST_TEXT = 500
"""Longer texts are asked about, not refused: the evidence of one question can take more."""

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""Longest texts of Excel about a cell."""


def level_rule(book: Book) -> str:
    """Say which level is to be chosen."""
    words = book.words
    if book.is_for_verifying:
        return words("Choose the level that the evidence proves.")
    return words("Choose the highest level whose conditions are all met and can be proven.")


def restrict(answering: Answering) -> None:
    """Let levels be chosen from their list, numbers lie in their range, and texts be short."""
    verifies = answering.book.is_for_verifying
    column = Column.VERIFIED if verifies else Column.LEVEL
    for rule, first, last in _runs(answering, column):
        area = f"{cell(column, first)}:{cell(column, last)}"
        answering.sheet.data_validation(area, rule)
    texts = (
        answering.columns(Column.REMARK, Column.REMARK)
        if verifies
        else answering.columns(Column.DOCUMENTS, Column.NOTE)
    )
    answering.sheet.data_validation(texts, _text_rule(answering))
    answering.sheet.ignore_errors({"number_stored_as_text": texts})


def _runs(answering: Answering, column: Column) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield each rule with the first and last of the rows one below the other that share it."""
    for _, group in groupby(answering.rows, _kind):
        same = list(group)
        yield _rule(answering, same[0], column), same[0].number, same[-1].number


def _kind(row: Row) -> tuple[Any, ...]:
    scale = row.question.scale
    return (scale, row.out) if isinstance(scale, NumberRange) else row.choices


def _rule(answering: Answering, row: Row, column: Column) -> dict[str, Any]:
    """Return what may be entered as a level: one of a list, or a number."""
    words, scale = answering.book.words, row.question.scale
    if isinstance(scale, NumberRange):
        return _number_rule(answering, row, scale, column)
    prompt = level_rule(answering.book)
    return {
        "validate": "list",
        "source": f"={answering.list_of(row).name}",
        **_notes(words("Level"), words("Choose one of the levels in the list."), prompt),
    }


def _number_rule(
    answering: Answering, row: Row, scale: NumberRange, column: Column
) -> dict[str, Any]:
    words, numbers = answering.book.words, answering.book.numbers
    low, high = numbers.trimmed(scale.lowest), numbers.trimmed(scale.highest)
    asked = words("Enter a number from {low} to {high}.", low=low, high=high)
    if row.out:
        condition = number_condition(cell(column, row.number), scale, row.out)
        prompt = words('{asked} Where it does not apply, enter "{out}".', asked=asked, out=row.out)
        return {"validate": "custom", "value": condition, **_notes(words("Level"), asked, prompt)}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": f"={number(scale.lowest)}",
        "maximum": f"={number(scale.highest)}",
        **_notes(words("Level"), asked, asked),
    }


def _text_rule(answering: Answering) -> dict[str, Any]:
    words = answering.book.words
    return {
        "validate": "length",
        "criteria": "<=",
        "value": _LONGEST_TEXT,
        "error_type": "warning",
        "error_title": _title(words("Long text")),
        "error_message": _message(
            words("The text has more than {n} characters. Keep it as it is?", n=_LONGEST_TEXT)
        ),
    }


def _notes(title: str, error: str, prompt: str) -> dict[str, str]:
    return {
        "input_title": _title(title),
        "input_message": _message(prompt),
        "error_title": _title(title),
        "error_message": _message(error),
    }


def _title(text: str) -> str:
    return cut(text, _LONGEST_TITLE)


def _message(text: str) -> str:
    return cut(text, _LONGEST_MESSAGE)


def colour(answering: Answering) -> None:
    """Colour the state of each answer, and the cell that has to be filled in next."""
    says, styles = answering.says, answering.book.styles
    status = f"${cell(Column.STATUS, FIRST_ROW)}"
    complete = quoted(says.complete)
    for column, condition, look in (
        (Column.STATUS, f"{status}={complete}", styles.good),
        (Column.STATUS, f"{status}<>{complete}", styles.lacking),
        (Column.NOTE, f"{status}={quoted(says.no_reason)}", styles.missing),
        (Column.DOCUMENTS, f"{status}={quoted(says.no_evidence)}", styles.missing),
        (Column.REMARK, f"{status}={quoted(says.no_remark)}", styles.missing),
    ):
        answering.sheet.conditional_format(
            answering.columns(column, column),
            {"type": "formula", "criteria": f"={condition}", "format": look},
        )
