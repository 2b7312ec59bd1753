"""The cells of a returned workbook to answers; a bad cell spoils its own answer only."""

from collections.abc import Container
from hashlib import sha256
from pathlib import PurePath

from egovmaturity.domain.answers import (
    AnswerSheet,
    Institution,
    Occasion,
    Part,
    Purpose,
    Targets,
)
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.text_source import SourceBytes
from egovmaturity.returns.answer_rows import RowReader, Rows
from egovmaturity.returns.answer_table import (
    VERIFIED,
    Table,
    find_table,
    missing_column,
)
from egovmaturity.returns.facts import Facts, facts_sheet, read_facts
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import (
    Offered,
    offered_by,
    shortened,
)
from egovmaturity.returns.respondent import Identity, read_identity
from egovmaturity.returns.row_answers import AnswerReader
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
    answers = AnswerReader(purpose, identity.respondent, choices, notes)
    shown = _shown(facts) if purpose is Purpose.VERIFICATION else {}
    rows = RowReader(questionnaire, answers, notes).read(table, facts.asked, shown)
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
        part=_part(facts, identity, purpose)._replace(asked=_asked(questionnaire, facts, rows)),
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


def _shown(facts: Facts) -> dict[str, str]:
    """Return digests of the answers that a verifier was shown; empty where there was none."""
    return {name: facts.digests.get(name, "") for name in facts.asked}


def _choices(book: Book, others: Container[Sheet | None]) -> Offered:
    """Return what the lists of the sheet offer; they stand on a hidden sheet of their own."""
    hidden = (sheet for sheet in book.sheets if sheet.is_hidden and sheet not in others)
    cells = (cell for sheet in hidden for cells in sheet.rows.values() for cell in cells.values())
    return offered_by(cell.text for cell in cells if len(cell.text) <= _LONGEST_CHOICE)


_LONGEST_CHOICE = 255


def _part(facts: Facts, identity: Identity, purpose: Purpose) -> Part:
    return Part(
        owner=facts.owner or identity.owner,
        asked=facts.asked,
        purpose=purpose,
        respondent=identity.respondent,
        due=facts.due,
        handed_out=facts.digests,
        questionnaire_sha256=facts.questionnaire_sha256,
    )


def _asked(questionnaire: Questionnaire, facts: Facts, rows: Rows) -> tuple[str, ...]:
    """Return what was asked, as the hidden sheet says, else what stands in the table."""
    asked = frozenset(facts.asked or rows.places)
    return tuple(question.id for question in questionnaire.questions if question.id in asked)
