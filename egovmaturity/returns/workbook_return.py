"""The cells of a returned workbook to answers; a bad cell spoils its own answer only."""

from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

from egovmaturity.collecting.claims import plain
from egovmaturity.domain.answers import (
    Answer,
    AnswerKind,
    AnswerSheet,
    Details,
    DontKnow,
    Institution,
    NotApplicable,
    Occasion,
    Part,
    Purpose,
    Rated,
    Respondent,
    Targets,
    Unanswered,
    Verification,
)
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.loading.log import MAX_GUESSES, nearest
from egovmaturity.loading.text_source import SourceBytes
from egovmaturity.returns.answer_table import (
    ANSWERED,
    VERIFIED,
    Line,
    Table,
    covered,
    find_table,
    missing_column,
    spoilt_rows,
)
from egovmaturity.returns.facts import Facts, facts_sheet, read_facts
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import (
    BLANK,
    Chosen,
    Offered,
    offered_by,
    read_rating,
    shortened,
)
from egovmaturity.returns.respondent import Identity, read_identity
from egovmaturity.returns.texts import documents, read_text
from egovmaturity.returns.vocabulary import Column
from egovmaturity.workbooks.cells import Book, Sheet


def return_of(
    book: Book, source: SourceBytes, questionnaire: Questionnaire, notes: Notes
) -> Return:
    """Read what the workbook says.

    Raises:
        ContentError: E101, E102, E134 and E143, it is no answer sheet of this questionnaire.
    """
    hidden = facts_sheet(book, notes)
    if hidden is None:
        notes.add(At(), _NO_FACTS)
    facts = read_facts(hidden, questionnaire, notes) if hidden else Facts()
    table = find_table(book, notes)
    _note_ignored(book, notes)
    identity = read_identity(book, notes)
    _check_owner(facts, identity, notes)
    purpose = _purpose(facts, table, notes)
    choices = _choices(book, (table.sheet, hidden))
    reader = _Rows(questionnaire, purpose, identity.respondent, choices, notes)
    rows = reader.read(table, facts)
    name = PurePath(source.name).name
    digest = sha256(source.data).hexdigest()
    sheet = AnswerSheet(
        file=name,
        sha256=digest,
        language=facts.language or questionnaire.language,
        questionnaire=questionnaire.reference,
        institution=Institution(facts.institution_id, facts.institution, None),
        occasion=Occasion(facts.year or 0, None, None, "", "", facts.subject),
        targets=Targets(),
        answers=rows.answers,
        actions=(),
        decisions=(),
        fictional=False,
        part=Part(
            owner=facts.owner or identity.owner,
            asked=_asked(questionnaire, facts, rows),
            purpose=purpose,
            respondent=identity.respondent,
            due=facts.due,
            handed_out=facts.digests,
            questionnaire_sha256=facts.questionnaire_sha256,
        ),
    )
    return Return(
        file=name,
        sha256=digest,
        sheet=sheet,
        places=rows.places,
        unreadable=rows.unreadable,
        problems=notes.kept,
        is_labelled=bool(facts.institution and facts.year),
    )


_NO_FACTS = Problem(
    "W341",
    message("the hidden sheet of this answer sheet is missing"),
    message("Check yourself that it is of this questionnaire, institution and year."),
)


def _note_ignored(book: Book, notes: Notes) -> None:
    for name in book.ignored:
        notes.add(At(), Problem("W348", _IGNORED[name], message("Only its cells are read.")))


_IGNORED = {
    "comments": message("the workbook holds comments; they are not read"),
    "pictures": message("the workbook holds pictures; they are not read"),
    "macros": message("the workbook holds macros; they are not run"),
    "links": message("the workbook points to other workbooks; they are not opened"),
    "type": message("the workbook does not say that it is one; it may be damaged"),
}


def _check_owner(facts: Facts, identity: Identity, notes: Notes) -> None:
    if facts.owner and identity.owner and identity.owner != " ".join(facts.owner.split()):
        problem = Problem(
            "W347",
            message(
                'the sheet was made for "{owner}" and now says "{found}"',
                owner=shortened(facts.owner),
                found=shortened(identity.owner),
            ),
            message("It is taken as an answer of the former. Check who answered."),
        )
        notes.add(identity.owner_at, problem)


def _purpose(facts: Facts, table: Table, notes: Notes) -> Purpose:
    """Return what the sheet was for; one that does not say so is for what is filled in."""
    is_verified = any(line.says(VERIFIED) for line in table.lines)
    said = facts.purpose or (Purpose.VERIFICATION if is_verified else Purpose.SELF)
    if said is Purpose.VERIFICATION:
        for column in VERIFIED:
            if column not in table.columns:
                notes.refuse(At(table.sheet.name, table.header, 1), missing_column(column))
    return said


def _choices(book: Book, others: Container[Sheet | None]) -> Offered:
    """Return what the lists of the sheet offer; they stand on a hidden sheet of their own."""
    hidden = (sheet for sheet in book.sheets if sheet.is_hidden and sheet not in others)
    cells = (cell for sheet in hidden for cells in sheet.rows.values() for cell in cells.values())
    return offered_by(cell.text for cell in cells if len(cell.text) <= _LONGEST_CHOICE)


_LONGEST_CHOICE = 255


def _asked(questionnaire: Questionnaire, facts: Facts, rows: "_Read") -> tuple[str, ...]:
    """Return what was asked, as the hidden sheet says, else what stands in the table."""
    asked = frozenset(facts.asked or rows.places)
    return tuple(question.id for question in questionnaire.questions if question.id in asked)


class _Read(NamedTuple):
    """Answers in questionnaire order, and places of all questions that have a row."""

    answers: Mapping[str, Answer]
    places: Mapping[str, str]
    unreadable: tuple[str, ...]


class _UnreadableError(Exception):
    """A cell spoils its answer; why is noted already."""


class _Rows:
    """Reads row after row."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        purpose: Purpose,
        respondent: Respondent,
        offered: Offered,
        notes: Notes,
    ) -> None:
        self._questions = {question.id: question for question in questionnaire.questions}
        self._reference = questionnaire.reference
        self._purpose, self._respondent = purpose, respondent
        self._offered, self._notes = offered, notes
        self._guesses_left = MAX_GUESSES

    def read(self, table: Table, facts: Facts) -> _Read:
        lines = self._by_question(table)
        spoilt = self._spoilt(table)
        asked = frozenset(facts.asked)
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
                    answers[name] = self._answer(self._questions[name], rows[0])
                except _UnreadableError:
                    unreadable.add(name)
        missing = [name for name in facts.asked if name not in lines]
        self._note_missing(table, missing)
        unreadable.update(missing)
        return _Read(
            {n: answers[n] for n in self._questions if n in answers and _is_said(answers[n])},
            {n: lines[n][0].at(Column.LEVEL).shown for n in self._questions if n in lines},
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

    # One row

    def _answer(self, question: Question, line: Line) -> Answer:
        """Return the answer of a row.

        Raises:
            _UnreadableError: One of its cells cannot be read.
        """
        chosen = self._chosen(question, line, Column.LEVEL)
        texts = {c: self._text(line, c) for c in (Column.EVIDENCE, Column.LOCATION, Column.NOTE)}
        if None in texts.values() or chosen is None:
            raise _UnreadableError
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
            raise _UnreadableError
        problem = next(_unfit(found, note, claimed), None)
        if problem is not None:
            self._notes.add(line.at(Column.VERIFIED), problem)
            raise _UnreadableError
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


def _is_said(answer: Answer) -> bool:
    return not isinstance(answer, Unanswered) or answer.details != Details()
