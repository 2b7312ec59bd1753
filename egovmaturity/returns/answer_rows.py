"""The rows of a sheet to answers: to which question each belongs, and which cannot be used."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, Details, Unanswered
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.log import MAX_GUESSES, nearest
from egovmaturity.returns.answer_table import (
    ANSWERED,
    VERIFIED,
    Line,
    Table,
    covered,
    spoilt_rows,
)
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import shortened
from egovmaturity.returns.row_answers import AnswerReader, UnreadableError
from egovmaturity.returns.shown_claims import change_not_taken
from egovmaturity.returns.vocabulary import Column


class Rows(NamedTuple):
    """Answers in questionnaire order, and places of all questions that have a row."""

    answers: Mapping[str, Answer]
    places: Mapping[str, str]
    unreadable: tuple[str, ...]


class RowReader:
    """Reads a table row after row."""

    def __init__(self, questionnaire: Questionnaire, answers: AnswerReader, notes: Notes) -> None:
        """Rows become answers by ``answers``; problems go to ``notes``."""
        self._questions = {question.id: question for question in questionnaire.questions}
        self._reference = questionnaire.reference
        self._answers, self._notes = answers, notes
        self._guesses_left = MAX_GUESSES

    def read(self, table: Table, handed_out: Sequence[str], shown: Mapping[str, str]) -> Rows:
        """Read all rows; each question ``handed_out`` has to have one, where they are known.

        ``shown`` are digests of answers that stood there to be looked at, not to be changed.
        """
        lines = self._by_question(table)
        spoilt = self._spoilt(table)
        asked = frozenset(handed_out)
        answers: dict[str, Answer] = {}
        unreadable = {name for name, rows in lines.items() if len(rows) > 1}
        for name, rows in lines.items():
            if asked and name not in asked:
                self._note_not_asked(rows[0])
            if name in unreadable:
                self._note_twice(name, rows)
            elif rows[0].number in spoilt:
                unreadable.add(name)
            else:
                try:
                    answers[name] = self._answers.answer(self._questions[name], rows[0])
                except UnreadableError:
                    unreadable.add(name)
                else:
                    self._note_not_taken(name, answers[name], rows[0], shown)
        ordered = {name: lines[name] for name in self._questions if name in lines}
        missing = [name for name in handed_out if name not in lines]
        self._note_missing(table, missing)
        unreadable.update(missing)
        return Rows(
            {n: answers[n] for n in self._questions if n in answers and _is_said(answers[n])},
            {n: rows[0].at(self._answers.column).shown for n, rows in ordered.items()},
            tuple(name for name in self._questions if name in unreadable),
        )

    def _by_question(self, table: Table) -> dict[str, list[Line]]:
        """Return the rows of each question; rows of none are noted."""
        found: dict[str, list[Line]] = {}
        folded: dict[str, list[str]] = {}
        for name in self._questions:
            folded.setdefault(name.casefold(), []).append(name)
        for line in table.lines:
            alike = folded.get(line.code.casefold(), [])
            name = line.code if line.code in self._questions else "".join(alike[:1])
            if name and (name == line.code or len(alike) == 1):
                found.setdefault(name, []).append(line)
            else:
                self._note_no_question(line)
        return found

    def _note_no_question(self, line: Line) -> None:
        if not line.says((*ANSWERED, *VERIFIED)):
            problem = Problem(
                "W347",
                message('a row is not read: "{text}" is no code', text=shortened(line.code)),
            )
        elif not line.code:
            problem = Problem(
                "E136",
                message("a row has answers and no code"),
                message("Write the code of the question that it answers."),
            )
        else:
            problem = Problem(
                "E136",
                message(
                    'the question "{id}" does not exist in {questionnaire}',
                    id=shortened(line.code),
                    questionnaire=self._reference,
                ),
                self._nearest(line.code),
            )
        self._notes.add(line.at(Column.CODE), problem)

    def _nearest(self, code: str) -> Message | None:
        self._guesses_left -= 1
        return nearest(code, self._questions) if self._guesses_left >= 0 else None

    def _note_not_asked(self, line: Line) -> None:
        problem = Problem(
            "W347",
            message("{id} was not asked in this sheet; its row is read all the same", id=line.code),
        )
        self._notes.add(line.at(Column.CODE), problem)

    def _note_not_taken(
        self, name: str, answer: Answer, line: Line, shown: Mapping[str, str]
    ) -> None:
        if name not in shown:
            return
        problem = change_not_taken(name, answer, shown[name])
        if problem is not None:
            self._notes.add(line.at(Column.LEVEL), problem)

    def _note_twice(self, name: str, rows: list[Line]) -> None:
        places = ", ".join(line.at(Column.CODE).cell for line in rows[:10])
        problem = Problem(
            "E135",
            message("{id} stands in several rows: {places}", id=name, places=places),
            message("Keep the row that counts and delete the others."),
        )
        self._notes.add(rows[1].at(Column.CODE), problem)

    def _note_missing(self, table: Table, missing: Iterable[str]) -> None:
        for name in missing:
            problem = Problem(
                "E137",
                message("the row of {id} is missing; it was handed out", id=name),
                message("What the answers file says of it stays as it is."),
            )
            self._notes.add(At(table.sheet.name), problem)

    def _spoilt(self, table: Table) -> frozenset[int]:
        """Note merged cells and return the rows that they spoil."""
        found: list[range] = []
        for area, rows in spoilt_rows(table):
            found.append(rows)
            first = At(table.sheet.name, area.first_row, area.first_column)
            last = At(table.sheet.name, area.last_row, area.last_column)
            problem = Problem(
                "E138",
                message(
                    "the cells {first}:{last} were merged; whose answer it is cannot be known",
                    first=first.cell,
                    last=last.cell,
                ),
                message("Undo the merging and write the answer into each row."),
            )
            self._notes.add(first, problem)
        return covered((line.number for line in table.lines), found)


def _is_said(answer: Answer) -> bool:
    return not isinstance(answer, Unanswered) or answer.details != Details()
