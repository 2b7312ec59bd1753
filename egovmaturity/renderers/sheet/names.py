"""What sheets and columns are called; a part of the file format, as far as programs look for it."""

from enum import IntEnum
from typing import NamedTuple


class SheetNames(NamedTuple):
    """The names of the sheets, and of the named ranges that hold what can be chosen."""

    guide: str
    identity: str
    answers: str
    summary: str
    lists: str
    list_range: str


META = "_meta"
"""The sheet for programs."""

_NAMES = {
    "id": SheetNames("Petunjuk", "Identitas", "Jawaban", "Rekap", "_daftar", "daftar_tingkat"),
    "en": SheetNames("Guide", "Identity", "Answers", "Summary", "_lists", "level_list"),
}


def sheet_names(language: str) -> SheetNames:
    """Return the names in one of the languages of the tool."""
    return _NAMES[language]


class Column(IntEnum):
    """The columns of the sheet of answers, from A on."""

    CODE = 0
    PLACE = 1
    QUESTION = 2
    MANDATORY = 3
    LEVELS = 4
    LEVEL = 5
    DOCUMENTS = 6
    LOCATIONS = 7
    NOTE = 8
    STATUS = 9
    VERIFIED = 10
    REMARK = 11
    GROUP = 12
    """Hidden: the number of the stage or section, for the summary to count by."""

    @property
    def letter(self) -> str:
        """The column as a cell reference has it."""
        return "ABCDEFGHIJKLM"[self]


HEADER_ROW = 4
FIRST_ROW = 5
"""Rows as people count them."""


def cell(column: Column, row: int) -> str:
    """Return a relative reference such as ``F5``."""
    return f"{column.letter}{row}"
