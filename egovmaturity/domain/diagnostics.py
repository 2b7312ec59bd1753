"""What can be wrong with a file, where, and how to mend it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file; lines and columns count from 1, and line 0 means the file as a whole.

    ``sheet`` is ``None`` in a text. In a table it names the sheet, or is empty where there are
    none; places are then written as cells.
    """

    file: str
    line: int
    column: int
    sheet: str | None = None

    @property
    def shown(self) -> str:
        """The place as people write it: ``a.yaml:7:14``, ``a.xlsx:Sheet1!C7`` or ``a.csv:C7``."""
        if self.sheet is None:
            return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        cell = f"{column_letters(self.column)}{self.line}" if self.line else ""
        place = "!".join(part for part in (self.sheet, cell) if part)
        return f"{self.file}:{place}" if place else self.file


def column_letters(number: int) -> str:
    """Return what spreadsheets call a column counted from 1: A to Z, then AA, AB, ..."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Message(NamedTuple):
    """A sentence for people, not yet translated: English ``text`` with named places for values."""

    text: str
    values: Mapping[str, object]


def message(text: str, /, **values: object) -> Message:
    """Mark ``text`` for translation and keep the ``values`` that belong into it."""
    return Message(text, values)


def english(what: Message) -> str:
    """Return a message in the language it is written in, for programmers and logs."""
    values = {
        name: english(value) if isinstance(value, Message) else value
        for name, value in what.values.items()
    }
    return what.text.format(**values)


class Severity(StrEnum):
    """An error keeps a file from being used; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(NamedTuple):
    """One problem: stable ``code``, place, cause and, where there is one, the way out."""

    code: str
    severity: Severity
    location: Location
    cause: Message
    hint: Message | None


Route = tuple[str | int, ...]
"""The way to a part of a questionnaire, as files spell it: ``("questions", "P1", "levels", 2)``.

It begins with the kind and the id; sections and bands are named by their id alone, however deep
they stand. What has no id is counted from 0. The empty route is the file as a whole.
"""


class Finding(NamedTuple):
    """A problem of a questionnaire as such: a diagnostic that has no place yet.

    ``about`` leads to the part it is about.
    """

    code: str
    severity: Severity
    about: Route
    cause: Message
    hint: Message | None


class EgovMaturityError(Exception):
    """Base of every error this package raises on purpose."""


class RefusedError(EgovMaturityError):
    """Something asked for cannot be done; ``message`` says what and why, ``hint`` the way out."""

    def __init__(self, cause: Message, hint: Message | None = None) -> None:
        """Keep what is to be said."""
        super().__init__(english(cause))
        self.message, self.hint = cause, hint


class ContentError(EgovMaturityError):
    """A file cannot be used. ``diagnostics`` holds all its problems, in file order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Keep every problem; the text names the first, for people who read a traceback."""
        first = next((d for d in diagnostics if d.severity is Severity.ERROR), diagnostics[0])
        super().__init__(f"{first.location.shown}: {first.code} {english(first.cause)}")
        self.diagnostics = diagnostics
