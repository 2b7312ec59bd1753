"""The hidden sheet of an answer sheet: what was handed out, to whom, for when."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from egovmaturity.collecting.answer_sheets import (
    FORMAT,
    KEY_COLUMN,
    TABLE_ROW,
    VALUE_COLUMN,
    VERSION,
    Fact,
)
from egovmaturity.domain.answers import Purpose
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import shortened
from egovmaturity.workbooks.cells import Book, Cell, Sheet


class Facts(NamedTuple):
    """What a sheet says about itself; what it does not say, or not any more, is empty or ``None``.

    ``asked`` is in the order of the sheet, ``digests`` those of what stood in it by question.
    """

    questionnaire_sha256: str = ""
    institution: str = ""
    institution_id: str = ""
    year: int | None = None
    subject: str = ""
    owner: str = ""
    language: str = ""
    purpose: Purpose | None = None
    due: date | None = None
    asked: tuple[str, ...] = ()
    digests: Mapping[str, str] = {}


def facts_sheet(book: Book, notes: Notes) -> Sheet | None:
    """Find the hidden sheet by what it says it is, whatever its name is by now.

    Noted: E143 for a second one, which is not looked at.
    """
    found = [sheet for sheet in book.sheets if _says_so(sheet)]
    for other in found[1:]:
        notes.add(At(other.name), _damaged(other.name))
    return found[0] if found else None


def _says_so(sheet: Sheet) -> bool:
    cells = (cells for row, cells in sheet.rows.items() if row < TABLE_ROW)
    return any(
        (_text(row, KEY_COLUMN), _text(row, VALUE_COLUMN)) == (Fact.FORMAT, FORMAT) for row in cells
    )


def read_facts(sheet: Sheet, questionnaire: Questionnaire, notes: Notes) -> Facts:
    """Read what the sheet says, and hold it against the questionnaire.

    Noted: E143 for a value that is damaged, which then counts as missing; W346, the file of the
    questionnaire has changed since.

    Raises:
        ContentError: E101 and E102, the sheet is of another questionnaire or edition; E143, of a
            later layout.
    """
    reading = _Reading(sheet, notes)
    reading.check_version()
    reading.check_questionnaire(questionnaire)
    asked, digests = reading.table(questionnaire)
    return Facts(
        questionnaire_sha256=reading.matching(Fact.QUESTIONNAIRE_SHA256, _SHA256),
        institution=reading.value(Fact.INSTITUTION),
        institution_id=reading.value(Fact.INSTITUTION_ID),
        year=int(found) if (found := reading.matching(Fact.YEAR, _YEAR)) else None,
        subject=reading.value(Fact.SUBJECT),
        owner=reading.value(Fact.OWNER),
        language=reading.matching(Fact.LANGUAGE, _LANGUAGE),
        purpose=Purpose(said) if (said := reading.matching(Fact.PURPOSE, _PURPOSE)) else None,
        due=reading.due(),
        asked=asked,
        digests=digests,
    )


_SHA256 = re.compile(r"[0-9a-f]{64}")
_YEAR = re.compile(r"(?:199|2[01][0-9])[0-9]")
_LANGUAGE = re.compile(r"[a-z]{2}")
_PURPOSE = re.compile("|".join(Purpose))
_DIGEST = re.compile(r"[0-9a-f]{16}")
_NEEDED = frozenset((Fact.QUESTIONNAIRE, Fact.INSTITUTION, Fact.YEAR))


class _Reading:
    """Names and values of the hidden sheet, and where each of them stands."""

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet, self._notes = sheet, notes
        self._rows: dict[str, int] = {}
        for row, cells in sheet.rows.items():
            key = _text(cells, KEY_COLUMN)
            if row >= TABLE_ROW or not key:
                continue
            if key in self._rows:
                self._damaged(row, KEY_COLUMN, key)
            self._rows.setdefault(key, row)

    def value(self, key: str) -> str:
        row = self._rows.get(key, 0)
        found = _text(self._sheet.rows.get(row, {}), VALUE_COLUMN)
        if not found and key in _NEEDED:
            self._damaged(row, VALUE_COLUMN if row else 0, found)
        return found

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        """Return a value as it has to look, or note that it does not."""
        found = self.value(key)
        if not found or pattern.fullmatch(found):
            return found
        self._damaged(self._rows[key], VALUE_COLUMN, found)
        return ""

    def due(self) -> date | None:
        found = self.value(Fact.DUE)
        try:
            return date.fromisoformat(found) if found else None
        except ValueError:
            self._damaged(self._rows[Fact.DUE], VALUE_COLUMN, found)
            return None

    def check_version(self) -> None:
        found = self.value(Fact.VERSION)
        if found.isascii() and found.isdigit() and int(found[:9]) > VERSION:
            problem = Problem(
                "E143",
                message(
                    "the sheet has layout {found}, which is newer than this program", found=found
                ),
                message("Update egovmaturity."),
            )
            self._notes.refuse(self._at(Fact.VERSION), problem)
        if found != str(VERSION):
            self._damaged(self._rows.get(Fact.VERSION, 0), VALUE_COLUMN, found)

    def check_questionnaire(self, questionnaire: Questionnaire) -> None:
        named, _, edition = self.value(Fact.QUESTIONNAIRE).partition("@")
        if named and named != questionnaire.id:
            self._notes.refuse(self._at(Fact.QUESTIONNAIRE), _other(named, questionnaire))
        if edition and edition != questionnaire.edition:
            self._notes.refuse(self._at(Fact.QUESTIONNAIRE), _edition(edition, questionnaire))
        found = self.value(Fact.QUESTIONNAIRE_SHA256)
        if found and questionnaire.sha256 and found != questionnaire.sha256:
            self._notes.add(self._at(Fact.QUESTIONNAIRE_SHA256), CHANGED)

    def table(self, questionnaire: Questionnaire) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return which questions were asked, and the digest of what stood there."""
        known = frozenset(question.id for question in questionnaire.questions)
        asked: dict[str, None] = {}
        digests: dict[str, str] = {}
        for row, cells in self._sheet.rows.items():
            if row < TABLE_ROW:
                continue
            question, digest = _text(cells, KEY_COLUMN), _text(cells, VALUE_COLUMN)
            if question not in known or question in asked:
                self._damaged(row, KEY_COLUMN, question)
                continue
            asked[question] = None
            if digest and not _DIGEST.fullmatch(digest):
                self._damaged(row, VALUE_COLUMN, digest)
            elif digest:
                digests[question] = digest
        return tuple(asked), digests

    def _at(self, key: str) -> At:
        return At(self._sheet.name, self._rows[key], VALUE_COLUMN)

    def _damaged(self, row: int, column: int, found: str) -> None:
        at = At(self._sheet.name, row, column) if row else At(self._sheet.name)
        self._notes.add(at, _damaged(found))


def _damaged(found: str) -> Problem:
    return Problem(
        "E143",
        message('the hidden sheet was changed: "{text}" cannot be right', text=shortened(found)),
        message("Everything else is read. Hand the sheet out anew if the office has to go on."),
    )


CHANGED = Problem(
    "W346",
    message("the questionnaire's file has changed since this was handed out"),
    message("Check that its questions still ask the same."),
)


def _other(found: str, questionnaire: Questionnaire) -> Problem:
    return Problem(
        "E101",
        message(
            'the answers are for "{found}", the questionnaire given is "{id}"',
            found=shortened(found),
            id=questionnaire.id,
        ),
        message("Merge it into the answers that it belongs to."),
    )


def _edition(found: str, questionnaire: Questionnaire) -> Problem:
    can_migrate = questionnaire.migration(found) is not None
    return Problem(
        "E102",
        message(
            "the answers are for edition {found}, the questionnaire is edition {edition}",
            found=shortened(found),
            edition=questionnaire.edition,
        ),
        message(
            "Merge them into answers of edition {edition}, then carry those over: "
            "egovmaturity questionnaire migrate FILE",
            edition=shortened(found),
        )
        if can_migrate
        else message(
            "Hand out a sheet of edition {edition}; levels may mean something else there.",
            edition=questionnaire.edition,
        ),
    )


def _text(cells: Mapping[int, Cell], column: int) -> str:
    cell = cells.get(column)
    return cell.text.strip() if cell else ""
