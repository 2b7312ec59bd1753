"""What a typed line means where a level, or a text, is asked for."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.collecting.thousands import may_mean_thousands
from egovmaturity.domain.questionnaire import Level, NumberRange, Question, Rating, Scale


class Command(StrEnum):
    """What can be asked of the dialogue instead of answering."""

    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"
    HELP = "help"
    BACK = "back"
    GO_TO = "go to"
    SUMMARY = "summary"
    QUIT = "quit"


class Spelling(NamedTuple):
    """How a command is typed: its letter; where a level is asked, its word as well."""

    letter: str
    word: str


Keys = Mapping[Command, Spelling]
"""How every command is typed in one language."""

KEYS: Mapping[str, Keys] = {
    "en": {
        Command.NOT_APPLICABLE: Spelling("n", "not applicable"),
        Command.UNKNOWN: Spelling("u", "unknown"),
        Command.HELP: Spelling("?", "help"),
        Command.BACK: Spelling("b", "back"),
        Command.GO_TO: Spelling("g", "go"),
        Command.SUMMARY: Spelling("s", "summary"),
        Command.QUIT: Spelling("q", "quit"),
    },
    "id": {
        Command.NOT_APPLICABLE: Spelling("t", "tidak berlaku"),
        Command.UNKNOWN: Spelling("x", "tidak tahu"),
        Command.HELP: Spelling("?", "bantuan"),
        Command.BACK: Spelling("m", "mundur"),
        Command.GO_TO: Spelling("l", "lompat"),
        Command.SUMMARY: Spelling("r", "ringkasan"),
        Command.QUIT: Spelling("k", "keluar"),
    },
}
"""The keys by language of the dialogue; each is the first letter of its word, or stands in it."""

ReadNumber = Callable[[str], Fraction | None]
"""Reads a number as answers files write it; ``None`` where the text is none."""


class Nothing(NamedTuple):
    """An empty line."""


class Chosen(NamedTuple):
    """A level, or a number in the range asked for."""

    rating: Rating


class Ordered(NamedTuple):
    """A command; ``argument`` is the rest of the line, for a code to go to."""

    command: Command
    argument: str = ""


class Doubt(StrEnum):
    """Why a line is taken for nothing."""

    NOT_UNDERSTOOD = "not understood"
    NOT_A_LEVEL = "not a level"
    OUT_OF_RANGE = "out of range"
    TWO_LEVELS = "two levels"
    TWO_NUMBERS = "two numbers"
    LEVEL_OR_COMMAND = "level or command"


class Unclear(NamedTuple):
    """A line that means nothing here, or more than one thing; nothing is guessed."""

    doubt: Doubt


Heard = Nothing | Chosen | Ordered | Unclear


def heard_rating(line: str, question: Question, keys: Keys, number: ReadNumber) -> Heard:
    """Say what a line means where a level or number is asked for.

    A level is meant by its number, by its label, or by both. A number of the scale goes before a
    label that reads the same. What is the label of a level and a command as well is not guessed.
    """
    text = _folded(line)
    if not text:
        return Nothing()
    ordered = _command(text, keys)
    if isinstance(question.scale, NumberRange):
        return ordered or _in_range(text, question.scale, number)
    level = _level(text, question, number)
    if ordered is None:
        return level
    is_both = level != Unclear(Doubt.NOT_UNDERSTOOD)
    return Unclear(Doubt.LEVEL_OR_COMMAND) if is_both else ordered


def heard_order(line: str, keys: Keys) -> Heard:
    """Say which command a line is, where nothing but commands can be meant."""
    text = _folded(line)
    if not text:
        return Nothing()
    return _command(text, keys) or Unclear(Doubt.NOT_UNDERSTOOD)


def order_in_text(line: str, keys: Keys, codes: Mapping[str, int]) -> Ordered | None:
    """Return the command where a text is asked for; ``None``: the line is a text.

    There only the letter alone is a command, and "go to" only with a code that exists: words may
    be meant as text.
    """
    text = _folded(line)
    for command, spelling in keys.items():
        if text == spelling.letter:
            return Ordered(command)
    letter, _, code = text.partition(" ")
    if letter == keys[Command.GO_TO].letter and code in codes:
        return Ordered(Command.GO_TO, code)
    return None


def codes_of(questions: tuple[Question, ...]) -> dict[str, int]:
    """Return the place of every question by its id, folded as typed lines are compared."""
    return {_folded(question.id): place for place, question in enumerate(questions)}


def _command(text: str, keys: Keys) -> Ordered | None:
    for command, spelling in keys.items():
        if text in spelling:
            return Ordered(command)
    name, _, argument = text.partition(" ")
    if name in keys[Command.GO_TO]:
        return Ordered(Command.GO_TO, argument)
    return None


def _in_range(text: str, asked: NumberRange, number: ReadNumber) -> Heard:
    found = number(text)
    if found is None:
        return Unclear(Doubt.NOT_UNDERSTOOD)
    if not asked.lowest <= found <= asked.highest:
        return Unclear(Doubt.OUT_OF_RANGE)
    if may_mean_thousands(text, found, asked):
        return Unclear(Doubt.TWO_NUMBERS)
    return Chosen(found)


def _level(text: str, question: Question, number: ReadNumber) -> Heard:
    scale: Scale = question.scale  # type: ignore[assignment]  # ranges were looked at before
    found = number(text)
    if found is not None and (level := scale.find(found)):
        return Chosen(level.number)
    called = {level.number for level in scale.levels if text in _names(level)}
    if len(called) > 1:
        return Unclear(Doubt.TWO_LEVELS)
    if called:
        return Chosen(called.pop())
    return Unclear(Doubt.NOT_UNDERSTOOD if found is None else Doubt.NOT_A_LEVEL)


def _names(level: Level) -> tuple[str, ...]:
    """Return what a level is called: by its label, or by number and label with a sign between."""
    label = _folded(level.label)
    signs = (" ", ". ", ": ", " = ", " - ", " – ", ") ")
    return (label, *(f"{level.number}{sign}{label}" for sign in signs))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
