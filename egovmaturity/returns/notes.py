"""Where problems with one returned file are collected, cell by cell."""

from typing import NamedTuple, NoReturn

from egovmaturity.domain.diagnostics import (
    ContentError,
    Diagnostic,
    Location,
    Message,
    Severity,
    column_letters,
)
from egovmaturity.loading.log import MAX_KEPT


class At(NamedTuple):
    """A cell of a sheet, counted from 1; row 0 is the sheet as a whole, no name the file."""

    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The cell as people write it, without its sheet: ``F9``."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def shown(self) -> str:
        """The cell with its sheet: ``Jawaban!F9``."""
        return f"{self.sheet}!{self.cell}"


class Problem(NamedTuple):
    """What is wrong with a cell, before it is said where that is."""

    code: str
    cause: Message
    hint: Message | None = None


class Notes:
    """Problems in the order in which they were found, at most ``MAX_KEPT``."""

    def __init__(self, file: str) -> None:
        """Start without any, for the file shown to people as ``file``."""
        self._file = file
        self._kept: list[Diagnostic] = []

    def add(self, at: At, problem: Problem) -> None:
        """Note a problem; whether it is an error or a warning shows in its code."""
        if len(self._kept) < MAX_KEPT:
            self._kept.append(self._diagnostic(at, problem))

    def refuse(self, at: At, problem: Problem) -> NoReturn:
        """Note what keeps the file from being used, and stop.

        Raises:
            ContentError: Always, with everything noted so far.
        """
        raise ContentError((*self._kept, self._diagnostic(at, problem)))

    def _diagnostic(self, at: At, problem: Problem) -> Diagnostic:
        severity = Severity.WARNING if problem.code.startswith("W") else Severity.ERROR
        sheet = at.sheet or None
        place = Location(self._file, at.row, at.column, sheet)
        return Diagnostic(problem.code, severity, place, problem.cause, problem.hint)

    @property
    def kept(self) -> tuple[Diagnostic, ...]:
        """All problems noted so far."""
        return tuple(self._kept)
