"""One row of a sheet to an answer."""

from collections.abc import Iterator

from egovmaturity.collecting.claims import plain
from egovmaturity.domain.answers import (
    Answer,
    AnswerKind,
    Details,
    DontKnow,
    NotApplicable,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
    Verification,
)
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Question
from egovmaturity.returns.answer_table import VERIFIED, Line
from egovmaturity.returns.notes import Notes, Problem
from egovmaturity.returns.ratings import BLANK, Chosen, Offered, read_rating
from egovmaturity.returns.texts import documents, read_text
from egovmaturity.returns.vocabulary import Column


class UnreadableError(Exception):
    """A cell spoils its answer; why is noted already."""


class AnswerReader:
    """Reads rows of a sheet made for one ``purpose``, which the ``respondent`` has filled in."""

    def __init__(
        self, purpose: Purpose, respondent: Respondent, offered: Offered, notes: Notes
    ) -> None:
        """Levels are known by their names and those ``offered``; problems go to ``notes``."""
        self._purpose, self._respondent = purpose, respondent
        self._offered, self._notes = offered, notes

    @property
    def column(self) -> Column:
        """Where the respondent says the level that counts."""
        return Column.LEVEL if self._purpose is Purpose.SELF else Column.VERIFIED

    def answer(self, question: Question, line: Line) -> Answer:
        """Return the answer of a row.

        Raises:
            UnreadableError: One of its cells cannot be read.
        """
        chosen = self._chosen(question, line, Column.LEVEL)
        texts = {c: self._text(line, c) for c in (Column.EVIDENCE, Column.LOCATION, Column.NOTE)}
        if None in texts.values() or chosen is None:
            raise UnreadableError
        evidence = documents(
            texts[Column.EVIDENCE] or "",
            texts[Column.LOCATION] or "",
            line.at(Column.LOCATION),
            self._notes,
        )
        note = plain(texts[Column.NOTE] or "")
        details = Details(
            evidence=evidence, verification=self._verification(question, line, chosen)
        )
        if chosen.kind is AnswerKind.NOT_APPLICABLE:
            return NotApplicable(note, "", details)
        details = details._replace(note=note)
        if chosen.kind is AnswerKind.DONT_KNOW:
            return DontKnow(details)
        return Unanswered(details) if chosen.rating is None else Rated(chosen.rating, details)

    def _text(self, line: Line, column: Column) -> str | None:
        return read_text(line.cells.get(column), line.at(column), self._notes)

    def _chosen(self, question: Question, line: Line, column: Column) -> Chosen | None:
        found = read_rating(line.cells.get(column), question, self._offered)
        if isinstance(found, Problem):
            self._notes.add(line.at(column), found)
            return None
        return found

    def _verification(self, question: Question, line: Line, claimed: Chosen) -> Verification | None:
        if self._purpose is Purpose.SELF:
            if line.says(VERIFIED):
                self._notes.add(line.at(Column.VERIFIED), _NOT_READ)
            return None
        found = self._chosen(question, line, Column.VERIFIED)
        note = self._text(line, Column.FINDING)
        if found is None or note is None:
            raise UnreadableError
        problem = next(_unfit(found, note, claimed), None)
        if problem is not None:
            self._notes.add(line.at(Column.VERIFIED), problem)
            raise UnreadableError
        if found == BLANK:
            return None
        by, day = self._respondent.name, self._respondent.dated
        return Verification(found.rating, by, day, plain(note))


def _unfit(found: Chosen, note: str, claimed: Chosen) -> Iterator[Problem]:
    """Yield what keeps a verification from being one."""
    if found.kind is AnswerKind.DONT_KNOW:
        yield Problem(
            "E144",
            message("a verifier finds a level, or leaves the cell empty"),
            message("Choose the level that the documents prove."),
        )
    if found == BLANK and plain(note):
        yield Problem(
            "E144",
            message("there is a note on the verification, and no verified level"),
            message("Choose the level that the documents prove."),
        )
    if found.kind is AnswerKind.NOT_APPLICABLE and claimed.kind is AnswerKind.RATED:
        yield Problem(
            "E144",
            message("a level is claimed, and verified as not applicable"),
            message("Verify a level, or let the office answer that it does not apply."),
        )


_NOT_READ = Problem(
    "W347",
    message("this sheet was not made for verifying; these columns are not read"),
    message("Make one for the verifier: egovmaturity sheet --verify"),
)
