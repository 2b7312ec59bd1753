"""What stands in a cell for a level: however it was typed, or why it is none."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.collecting.thousands import may_mean_thousands
from egovmaturity.domain.answers import AnswerKind
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.questionnaire import NumberRange, Question, Rating, Scale
from egovmaturity.returns.notes import Problem
from egovmaturity.returns.vocabulary import DONT_KNOW, NOT_APPLICABLE, folded
from egovmaturity.workbooks.cells import Cell, CellKind


class Chosen(NamedTuple):
    """Which way a question is answered; the rating where it is ``RATED``."""

    kind: AnswerKind
    rating: Rating | None = None


BLANK = Chosen(AnswerKind.UNANSWERED)

Offered = Mapping[str, frozenset[int]]
"""Levels by the words under which a sheet offers them, with and without their number."""


def offered_by(texts: Iterable[str]) -> Offered:
    """Read the lists of choices of a sheet, which may be in a language of its own."""
    found: dict[str, frozenset[int]] = {}
    for text in map(folded, texts):
        numbered = _NUMBERED.fullmatch(text)
        if numbered:
            for word in (text, numbered["label"]):
                found[word] = found.get(word, frozenset()) | {int(numbered["number"])}
    return found


_NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,2})(?:[.,]0+)?(?![0-9])\s*[-\u2013\u2014.:)=]?\s*(?P<label>\S.*)"
)


def read_rating(cell: Cell | None, question: Question, offered: Offered) -> Chosen | Problem:
    """Read a level or a number; numbers stay exact, with a decimal point or a comma."""
    if cell is None:
        return BLANK
    if cell.kind in _UNFIT:
        return _UNFIT[cell.kind](cell)
    word = folded(cell.text)
    if not word or word in DONT_KNOW:
        return Chosen(AnswerKind.DONT_KNOW) if word else BLANK
    if word in NOT_APPLICABLE:
        return _not_applicable(question)
    if isinstance(question.scale, NumberRange):
        return _number(cell, word, question.scale)
    is_share = cell.kind is CellKind.PERCENT
    number = None if is_share else _level(word, question.scale, offered)
    return _no_level(cell, question.scale) if number is None else Chosen(AnswerKind.RATED, number)


def _formula(_cell: Cell) -> Problem:
    return Problem(
        "E139",
        message("a formula stands here; what it comes to is not taken"),
        message("Choose the level from the list, or type it."),
    )


def _error(cell: Cell) -> Problem:
    return Problem(
        "E140",
        message('the cell holds an error: "{text}"', text=shortened(cell.text)),
        message("Write the answer again."),
    )


def _strange(cell: Cell) -> Problem:
    return Problem(
        "E141",
        message(
            '"{text}" is {kind}, not a level', text=shortened(cell.text), kind=_KINDS[cell.kind]
        ),
        message("Format the cell as text and write the answer again."),
    )


_KINDS = {CellKind.DATE: message("a date or time"), CellKind.BOOLEAN: message("yes or no")}
_UNFIT: Mapping[CellKind, Callable[[Cell], Problem]] = {
    CellKind.FORMULA: _formula,
    CellKind.ERROR: _error,
    CellKind.DATE: _strange,
    CellKind.BOOLEAN: _strange,
}


def _not_applicable(question: Question) -> Chosen | Problem:
    if question.allows_not_applicable:
        return Chosen(AnswerKind.NOT_APPLICABLE)
    return Problem(
        "E142",
        message('{id} cannot be "not applicable"', id=question.id),
        message(
            "Every institution can answer it; level {level} is an answer too.",
            level=question.scale.lowest,
        ),
    )


# Levels

_WHOLE = re.compile(r"\+?([0-9]{1,2})(?:[.,]0*)?")


def _level(word: str, scale: Scale, offered: Offered) -> int | None:
    """Return the number of a level by its number, its name, or both where they agree."""
    if whole := _WHOLE.fullmatch(word):
        return _of_scale(scale, frozenset((int(whole[1]),)))
    named = _of_scale(scale, frozenset(lv.number for lv in scale.levels if _is(lv.label, word)))
    if named is not None:
        return named
    numbered = _NUMBERED.fullmatch(word)
    level = scale.find(int(numbered["number"])) if numbered else None
    if numbered and level and _is(level.label, numbered["label"]):
        return level.number
    if numbered and any(_is(other.label, numbered["label"]) for other in scale.levels):
        return None  # it names another level, whatever a list may offer
    called = _CALLED.fullmatch(word)
    if called and not any(_CALLED.match(folded(other.label)) for other in scale.levels):
        return _of_scale(scale, frozenset((int(called[1]),)))
    return _of_scale(scale, offered.get(word, frozenset()))


_CALLED = re.compile(r"(?:tingkat|level) ?([0-9]{1,2})")
"""A number that is called a level; where labels are like that, they alone say which one."""


def _is(label: str, word: str) -> bool:
    """Whether a word is a label; lists cut very long ones and end them with dots."""
    name = folded(label)
    return word == name or (
        len(word) > _CUT and word.endswith("...") and name.startswith(word[:-3])
    )


_CUT = 200


def _of_scale(scale: Scale, numbers: frozenset[int]) -> int | None:
    """Return the one level meant; ``None`` where it is none of the scale, or more than one."""
    known = [number for number in numbers if scale.find(number)]
    return known[0] if len(known) == 1 else None


def _no_level(cell: Cell, scale: Scale) -> Problem:
    return Problem(
        "E141",
        message('"{text}" is not a level', text=shortened(cell.text)),
        message(
            "Choose one from the list: {levels}",
            levels=", ".join(f"{level.number} {level.label}" for level in scale.levels),
        ),
    )


# Numbers

_DECIMAL = re.compile(r"([-+]?[0-9]{1,20})(?:[.,]([0-9]{1,20})?)?")
_FRACTION = re.compile(r"([-+]?[0-9]{1,20}) ?[/\u2044] ?([0-9]{1,20})")


def _number(cell: Cell, word: str, scale: NumberRange) -> Chosen | Problem:
    number = _exact(word)
    if number is None:
        return _no_number(message('"{text}" is not a number', text=shortened(cell.text)), scale)
    if not scale.lowest <= number <= scale.highest:
        return _no_number(
            message(
                "{value} is outside {low} to {high}",
                value=shortened(cell.text),
                low=scale.lowest,
                high=scale.highest,
            ),
            scale,
        )
    if cell.kind is CellKind.PERCENT and scale.highest > 1:
        return _no_number(
            message("{text} is shown as a percentage", text=shortened(cell.text)), scale
        )
    if cell.kind is CellKind.TEXT and may_mean_thousands(word, number, scale):
        return Problem(
            "E141",
            message("{text} may be read in two ways", text=shortened(cell.text)),
            message(
                "Write it without dots or commas between thousands, or with a 0 behind three "
                "decimals."
            ),
        )
    return Chosen(AnswerKind.RATED, number)


def _exact(word: str) -> Fraction | None:
    if decimal := _DECIMAL.fullmatch(word):
        return Fraction(f"{decimal[1]}.{decimal[2] or 0}")
    fraction = _FRACTION.fullmatch(word)
    if fraction and int(fraction[2]):
        return Fraction(int(fraction[1]), int(fraction[2]))
    return None


def _no_number(cause: Message, scale: NumberRange) -> Problem:
    hint = message(
        "Write a number from {low} to {high}, without dots or commas between thousands.",
        low=scale.lowest,
        high=scale.highest,
    )
    return Problem("E141", cause, hint)


def shortened(text: str) -> str:
    """Return what was written, on one line and short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
