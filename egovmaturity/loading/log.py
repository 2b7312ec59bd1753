"""Where problems with one file are collected."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from egovmaturity.domain.diagnostics import (
    ContentError,
    Diagnostic,
    Finding,
    Location,
    Message,
    Severity,
    message,
)


class Place(NamedTuple):
    """A line and a column of the file at hand, from 1; line 0 is the file as a whole."""

    line: int
    column: int


WHOLE_FILE = Place(0, 0)

MAX_KEPT = 1000
"""Errors, and as many warnings, kept of one file; nobody reads more than that."""
MAX_GUESSES = 40
"""How often a file's misspellings are compared with what is known; comparing is slow."""
_MAX_COMPARED = 80
"""Characters of a misspelling that are compared; a key may be as long as the file."""


def end_of(before: str) -> Place:
    """Return the place right after the text ``before``, which begins a file."""
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    line_begin = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Place(lines + 1, len(before) - line_begin + 1)


class Log:
    """Collects the problems of one file; raises once, with all of them, in file order."""

    def __init__(self, file: str, text: str = "", sheet: str | None = None) -> None:
        """Start an empty log for the file shown to people as ``file``, whose text is ``text``.

        Places in a table are cells of its ``sheet``; see ``Location``.
        """
        self.file, self.text = file, text
        self._sheet = sheet
        self._guesses_left = MAX_GUESSES
        self._diagnostics: list[Diagnostic] = []
        self._counts = dict.fromkeys(Severity, 0)
        self._silenced: set[tuple[str, Place]] = set()

    def copy(self) -> "Log":
        """Return a log that goes on from here on its own."""
        other = Log(self.file, self.text)
        other._diagnostics = list(self._diagnostics)
        other._counts = dict(self._counts)
        other._silenced = set(self._silenced)
        return other

    def error(self, code: str, place: Place, cause: Message, hint: Message | None = None) -> None:
        """Note something that keeps the file from being used."""
        self._note(code, Severity.ERROR, place, cause, hint)

    def warning(self, code: str, place: Place, cause: Message, hint: Message | None = None) -> None:
        """Note something that deserves a second look."""
        self._note(code, Severity.WARNING, place, cause, hint)

    def find(self, finding: Finding, place: Place) -> None:
        """Note what was found in the content of the file."""
        self._note(finding.code, finding.severity, place, finding.cause, finding.hint)

    def adopt(self, doubts: Iterable[Diagnostic]) -> None:
        """Note warnings about another file that this one was held against."""
        for doubt in doubts:
            self._counts[doubt.severity] += 1
            self._diagnostics.append(doubt)

    def _note(
        self, code: str, severity: Severity, place: Place, cause: Message, hint: Message | None
    ) -> None:
        self._counts[severity] += 1
        if self._counts[severity] <= MAX_KEPT:
            location = Location(self.file, place.line, place.column, self._sheet)
            self._diagnostics.append(Diagnostic(code, severity, location, cause, hint))

    def nearest(self, word: str, known: Iterable[str]) -> Message | None:
        """Suggest what was meant, as long as guesses are left."""
        self._guesses_left -= 1
        return nearest(word, known) if self._guesses_left >= 0 else None

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return re.split("\r\n|\r|\n", self.text)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything noted so far, in file order; notes about the whole file come first."""
        told = (note for note in self._diagnostics if not self._is_silenced(note))
        return tuple(sorted(told, key=lambda d: (d.location.line, d.location.column)))

    def silence(self, code: str, places: Iterable[Place]) -> None:
        """Leave out warnings with this code at any of these places, noted before or after."""
        self._silenced.update((code, place) for place in places)

    def _is_silenced(self, note: Diagnostic) -> bool:
        place = Place(note.location.line, note.location.column)
        return note.severity is Severity.WARNING and (note.code, place) in self._silenced

    @property
    def has_errors(self) -> bool:
        """Whether the file cannot be used."""
        return self._counts[Severity.ERROR] > 0

    def stop_on_errors(self) -> None:
        """Raise what was found if any of it is an error.

        Raises:
            ContentError: With every diagnostic, warnings too.
        """
        if self.has_errors:
            raise ContentError(self.diagnostics)


def nearest(word: str, known: Iterable[str]) -> Message:
    """Suggest the known word most like ``word``, or list what is known (at most twelve)."""
    from difflib import get_close_matches  # noqa: PLC0415  # only wanted when something is wrong

    candidates = list(islice(known, 1000))
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    close = get_close_matches(word[:_MAX_COMPARED].casefold(), folded, n=1, cutoff=0.6)
    if close:
        return message('Did you mean "{word}"?', word=folded[close[0]])
    shown = ", ".join(candidates[:12]) + (", …" if len(candidates) > 12 else "")
    return message("Known here: {words}", words=shown or "-")
