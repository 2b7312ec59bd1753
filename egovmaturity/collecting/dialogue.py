"""The questions one after the other, line by line: what is asked, and what a line changes.

A dialogue is a value. ``begin`` makes it, ``hear`` takes a line and returns the next one with what
there is to say; who shows and who saves it stands elsewhere. ``answers`` is at every moment what a
file can hold: what needs another line first, such as the reason why a question does not apply, is
``held`` until it has come.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.completeness import completeness
from egovmaturity.collecting.lines import (
    Chosen,
    Command,
    Doubt,
    Heard,
    Keys,
    Nothing,
    Ordered,
    ReadNumber,
    Unclear,
    codes_of,
    heard_order,
    heard_rating,
    order_in_text,
)
from egovmaturity.domain.answers import (
    Answer,
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Rated,
    Unanswered,
    Verification,
    is_same_answer,
)
from egovmaturity.domain.collecting import Completeness
from egovmaturity.domain.questionnaire import Question, Rating


class Step(StrEnum):
    """What the next line is for."""

    LEVEL = "level"
    REASON = "reason"
    DOCUMENT = "document"
    LOCATION = "location"
    NOTE = "note"
    VERIFIED = "verified"
    FINDING = "finding"
    END = "end"


class Which(StrEnum):
    """Which questions are asked: those that lack something, or all."""

    INCOMPLETE = "incomplete"
    ALL = "all"


class Verifier(NamedTuple):
    """Who verifies, and on which day."""

    by: str
    dated: date | None


class Setting(NamedTuple):
    """What stays the same from the first line to the last.

    ``questions`` are at least one. With a ``verifier`` the level found is asked, not the claim.
    """

    questions: tuple[Question, ...]
    keys: Keys
    number: ReadNumber
    which: Which = Which.INCOMPLETE
    verifier: Verifier | None = None


class Held(NamedTuple):
    """What was said and cannot stand in a file without its reason; ``None``: does not apply."""

    rating: Rating | None


class Dialogue(NamedTuple):
    """Where a dialogue is. ``at`` is the place of the question among those of the setting.

    ``trail`` are the places that lead back, the last one first to return to.
    """

    setting: Setting
    answers: Mapping[str, Answer]
    at: int
    step: Step
    held: Held | None = None
    trail: tuple[int, ...] = ()

    @property
    def question(self) -> Question:
        """The question asked; at the end, the last one that was."""
        return self.setting.questions[self.at]

    @property
    def answer(self) -> Answer:
        """What is answered to it by now."""
        return answer_to(self, self.question)


class RemarkKind(StrEnum):
    """What there is to say about a line."""

    SAVED = "saved"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    NOT_UNDERSTOOD = "not understood"
    NOT_A_LEVEL = "not a level"
    OUT_OF_RANGE = "out of range"
    TWO_LEVELS = "two levels"
    TWO_NUMBERS = "two numbers"
    LEVEL_OR_COMMAND = "level or command"
    APPLIES = "applies"
    FOUND_NOT_TO_APPLY = "found not to apply"
    NOT_CLAIMED = "not claimed"
    NOT_HERE = "not here"
    NO_REASON = "no reason"
    NOT_APPROVED = "not approved"
    NO_EVIDENCE = "no evidence"
    NO_FINDING = "no finding"
    NO_SUCH_DOCUMENT = "no such document"
    NO_SUCH_CODE = "no such code"
    FIRST = "first"
    DROPPED = "dropped"


class Remark(NamedTuple):
    """Something to say; ``text`` is what was typed, or the id of a question, where that matters."""

    kind: RemarkKind
    text: str = ""


class Shows(StrEnum):
    """What comes after the remarks, before the next line is asked for."""

    PROMPT = "prompt"
    QUESTION = "question"
    HELP = "help"
    SUMMARY = "summary"


class Turn(NamedTuple):
    """What a line led to. ``changed`` is the id of the question whose answer it changed, or empty.

    A changed answer is to be saved before anything is said.
    """

    dialogue: Dialogue
    remarks: tuple[Remark, ...] = ()
    shows: Shows = Shows.PROMPT
    changed: str = ""
    is_over: bool = False


class Counts(NamedTuple):
    """How far the questions are: how many are asked, and which lack what, in their order."""

    total: int
    lacking: Mapping[Completeness, tuple[str, ...]]
    to_review: tuple[str, ...]

    @property
    def complete(self) -> int:
        """How many lack nothing."""
        return self.total - sum(map(len, self.lacking.values())) - len(self.to_review)


def answer_to(dialogue: Dialogue, question: Question) -> Answer:
    """Return what is answered to a question by now."""
    return dialogue.answers.get(question.id, Unanswered())


def state_of(dialogue: Dialogue) -> Completeness:
    """Say what the answer to the question asked lacks by now."""
    return _state(dialogue.setting, dialogue.question, dialogue.answer)


def counts_of(dialogue: Dialogue) -> Counts:
    """Say how far the questions of a dialogue are; for a verifier, those without a finding."""
    lacking: dict[Completeness, list[str]] = {}
    to_review = []
    for question in dialogue.setting.questions:
        answer = answer_to(dialogue, question)
        state = _state(dialogue.setting, question, answer)
        if state is not Completeness.COMPLETE:
            lacking.setdefault(state, []).append(question.id)
        elif _is_to_review(dialogue.setting, answer):
            to_review.append(question.id)
    return Counts(
        len(dialogue.setting.questions),
        {state: tuple(ids) for state, ids in lacking.items()},
        tuple(to_review),
    )


def begin(setting: Setting, answers: Mapping[str, Answer]) -> Turn:
    """Ask the first question there is to ask; where there is none, the dialogue is over."""
    dialogue = Dialogue(setting, answers, 0, _first_step(setting))
    first = _due(dialogue, 0)
    if first is None:
        last = dialogue._replace(at=len(setting.questions) - 1, step=Step.END)
        return Turn(last, shows=Shows.SUMMARY, is_over=True)
    return Turn(dialogue._replace(at=first), shows=Shows.QUESTION)


def hear(dialogue: Dialogue, line: str) -> Turn:
    """Take a line, without its end; whatever it is, there is a turn."""
    if dialogue.step is Step.LEVEL:
        return _level(dialogue, _rating_in(dialogue, line), line)
    if dialogue.step is Step.VERIFIED:
        return _verified(dialogue, _rating_in(dialogue, line), line)
    if dialogue.step is Step.END:
        return _at_end(dialogue, heard_order(line, dialogue.setting.keys), line)
    codes = codes_of(dialogue.setting.questions)
    ordered = order_in_text(line, dialogue.setting.keys, codes)
    if ordered is not None:
        return _order(dialogue, ordered)
    text = " ".join(line.split())
    return {
        Step.REASON: _reason,
        Step.DOCUMENT: _document,
        Step.LOCATION: _location,
        Step.NOTE: _note,
        Step.FINDING: _finding,
    }[dialogue.step](dialogue, text)


def leave(dialogue: Dialogue) -> Turn:
    """End the dialogue; what is held is not taken, which is said."""
    return Turn(dialogue, _dropped(dialogue), is_over=True)


# What is claimed


def _rating_in(dialogue: Dialogue, line: str) -> Heard:
    setting = dialogue.setting
    return heard_rating(line, dialogue.question, setting.keys, setting.number)


def _level(dialogue: Dialogue, heard: Heard, line: str) -> Turn:
    if isinstance(heard, Nothing):
        return _pass(dialogue)
    if isinstance(heard, Chosen):
        return _rated(dialogue, heard.rating)
    if isinstance(heard, Unclear):
        return _unclear(dialogue, heard, line)
    if heard.command is Command.NOT_APPLICABLE:
        return _does_not_apply(dialogue)
    if heard.command is Command.UNKNOWN:
        return _next(_said(dialogue, DontKnow(_own(dialogue.answer.details))))
    return _order(dialogue, heard)


def _pass(dialogue: Dialogue) -> Turn:
    """Leave the answer as it is; where only documents are missing, ask for them."""
    state = completeness(dialogue.question, claim_of(dialogue.answer))
    if state is Completeness.NO_EVIDENCE:
        return Turn(dialogue._replace(step=Step.DOCUMENT))
    return _next(Turn(dialogue))


def _rated(dialogue: Dialogue, rating: Rating) -> Turn:
    details = dialogue.answer.details
    if details.verification is not None and details.verification.rating is None:
        return Turn(dialogue, (Remark(RemarkKind.FOUND_NOT_TO_APPLY),))
    return _on(_said(dialogue, Rated(rating, _own(details))), Step.DOCUMENT)


def _does_not_apply(dialogue: Dialogue) -> Turn:
    if not dialogue.question.allows_not_applicable:
        return Turn(dialogue, (Remark(RemarkKind.APPLIES),))
    return Turn(dialogue._replace(step=Step.REASON, held=Held(None)))


def _reason(dialogue: Dialogue, text: str) -> Turn:
    answer = dialogue.answer
    known = answer if isinstance(answer, NotApplicable) else NotApplicable("")
    if not (text or known.reason):
        return Turn(dialogue, (Remark(RemarkKind.NO_REASON),))
    said = NotApplicable(text or known.reason, known.approved_by, _own(answer.details))
    turn = _said(dialogue._replace(held=None), said)
    if dialogue.question.mandatory is not None and not said.approved_by:
        turn = turn._replace(
            remarks=(*turn.remarks, Remark(RemarkKind.NOT_APPROVED, dialogue.question.id))
        )
    return _next(turn)


def _document(dialogue: Dialogue, text: str) -> Turn:
    if not text:
        state = completeness(dialogue.question, claim_of(dialogue.answer))
        lacks = state is Completeness.NO_EVIDENCE
        remarks = (Remark(RemarkKind.NO_EVIDENCE),) if lacks else ()
        return Turn(dialogue._replace(step=Step.NOTE), remarks)
    documents = dialogue.answer.details.evidence
    if removed := re.fullmatch(r"-([0-9]{1,4})", text):
        place = int(removed[1]) - 1
        if not 0 <= place < len(documents):
            return Turn(dialogue, (Remark(RemarkKind.NO_SUCH_DOCUMENT, removed[1]),))
        rest = documents[:place] + documents[place + 1 :]
        return _with(dialogue, RemarkKind.REMOVED, evidence=rest)
    more = (*documents, _document_in(text))
    return _on(_with(dialogue, RemarkKind.SAVED, evidence=more), Step.LOCATION)


def _document_in(text: str) -> Evidence:
    """Read a document; a day behind a last comma is its date, so that its age can be judged."""
    title, comma, end = text.rpartition(", ")
    if comma and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", end):
        try:
            return Evidence(title, "", date.fromisoformat(end), "", ())
        except ValueError:  # no day of any month
            pass
    return Evidence(text, "", None, "", ())


def _location(dialogue: Dialogue, text: str) -> Turn:
    if not text:
        return Turn(dialogue._replace(step=Step.DOCUMENT))
    *rest, last = dialogue.answer.details.evidence
    documents = (*rest, last._replace(location=text))
    return _on(_with(dialogue, RemarkKind.SAVED, evidence=documents), Step.DOCUMENT)


def _note(dialogue: Dialogue, text: str) -> Turn:
    if not text:
        return _next(Turn(dialogue))
    if text == _REMOVE:
        return _next(_with(dialogue, RemarkKind.REMOVED, note=""))
    return _next(_with(dialogue, RemarkKind.SAVED, note=text))


_REMOVE = "-"


def _own(details: Details) -> Details:
    """Return what accompanies an answer that is given here, anew: looked at, from no other file."""
    return details._replace(review=False, source=None)


def _with(dialogue: Dialogue, kind: RemarkKind, **changes: object) -> Turn:
    """Change what accompanies the answer."""
    details = _own(dialogue.answer.details)._replace(**changes)  # type: ignore[arg-type]
    return _said(dialogue, dialogue.answer._replace(details=details), kind)


def _said(dialogue: Dialogue, answer: Answer, kind: RemarkKind = RemarkKind.SAVED) -> Turn:
    """Put an answer in the place of the one there was."""
    question_id = dialogue.question.id
    if is_same_answer(answer, dialogue.answer):
        return Turn(dialogue, (Remark(RemarkKind.UNCHANGED),))
    answers = {**dialogue.answers, question_id: answer}
    return Turn(
        dialogue._replace(answers=answers), (Remark(kind, question_id),), changed=question_id
    )


# What is verified


def _verified(dialogue: Dialogue, heard: Heard, line: str) -> Turn:
    if isinstance(heard, Nothing):
        return _next(Turn(dialogue))
    if isinstance(heard, Chosen):
        return _found(dialogue, heard.rating)
    if isinstance(heard, Unclear):
        return _unclear(dialogue, heard, line)
    if heard.command is Command.NOT_APPLICABLE:
        if not isinstance(dialogue.answer, NotApplicable):
            return Turn(dialogue, (Remark(RemarkKind.NOT_CLAIMED),))
        return _found(dialogue, None)
    return _order(dialogue, heard)


def _found(dialogue: Dialogue, rating: Rating | None) -> Turn:
    """Take what was found; where it is not what is claimed, only with a note."""
    known = dialogue.answer.details.verification
    note = known.note if known is not None and known.rating == rating else ""
    if note or not _differs(dialogue.answer, rating):
        return _on(_with_finding(dialogue, rating, note), Step.FINDING)
    return Turn(dialogue._replace(step=Step.FINDING, held=Held(rating)))


def _differs(answer: Answer, rating: Rating | None) -> bool:
    if isinstance(answer, Rated):
        return answer.rating != rating
    return isinstance(answer, NotApplicable) and rating is not None


def _finding(dialogue: Dialogue, text: str) -> Turn:
    held, known = dialogue.held, dialogue.answer.details.verification
    if held is not None:
        if text in {"", _REMOVE}:
            return Turn(dialogue, (Remark(RemarkKind.NO_FINDING),))
        return _next(_with_finding(dialogue._replace(held=None), held.rating, text))
    if not text or known is None:
        return _next(Turn(dialogue))
    if text == _REMOVE and _differs(dialogue.answer, known.rating):
        return Turn(dialogue, (Remark(RemarkKind.NO_FINDING),))
    return _next(_with_finding(dialogue, known.rating, "" if text == _REMOVE else text))


def _with_finding(dialogue: Dialogue, rating: Rating | None, note: str) -> Turn:
    verifier = dialogue.setting.verifier
    if verifier is None:
        raise AssertionError  # nobody else is asked for a finding
    found = Verification(rating, verifier.by, verifier.dated, note)
    details = dialogue.answer.details._replace(verification=found)
    return _said(dialogue, dialogue.answer._replace(details=details))


# Commands, and the way from question to question


def _unclear(dialogue: Dialogue, heard: Unclear, line: str) -> Turn:
    return Turn(dialogue, (Remark(_DOUBTS[heard.doubt], line),))


_DOUBTS = {
    Doubt.NOT_UNDERSTOOD: RemarkKind.NOT_UNDERSTOOD,
    Doubt.NOT_A_LEVEL: RemarkKind.NOT_A_LEVEL,
    Doubt.OUT_OF_RANGE: RemarkKind.OUT_OF_RANGE,
    Doubt.TWO_LEVELS: RemarkKind.TWO_LEVELS,
    Doubt.TWO_NUMBERS: RemarkKind.TWO_NUMBERS,
    Doubt.LEVEL_OR_COMMAND: RemarkKind.LEVEL_OR_COMMAND,
}


def _order(dialogue: Dialogue, ordered: Ordered) -> Turn:
    """Do what can be asked for at every step."""
    if ordered.command is Command.HELP:
        return Turn(dialogue, shows=Shows.HELP)
    if ordered.command is Command.SUMMARY:
        return Turn(dialogue, shows=Shows.SUMMARY)
    if ordered.command is Command.QUIT:
        return leave(dialogue)
    if ordered.command is Command.BACK:
        return _back(dialogue)
    if ordered.command is Command.GO_TO:
        return _go_to(dialogue, ordered.argument)
    return Turn(dialogue, (Remark(RemarkKind.NOT_HERE),))


def _at_end(dialogue: Dialogue, heard: Heard, line: str) -> Turn:
    if isinstance(heard, Nothing):
        first = _due(dialogue, 0, Which.INCOMPLETE)
        return leave(dialogue) if first is None else _ask(dialogue, first, dialogue.trail)
    if isinstance(heard, Ordered):
        return _order(dialogue, heard)
    return Turn(dialogue, (Remark(RemarkKind.NOT_UNDERSTOOD, line),))


def _back(dialogue: Dialogue) -> Turn:
    """Return to the level of this question, else to the question before."""
    if dialogue.step is not _first_step(dialogue.setting):
        again = _ask(dialogue, dialogue.at, dialogue.trail)
        return again if dialogue.step is Step.END else again._replace(shows=Shows.PROMPT)
    if dialogue.trail:
        return _ask(dialogue, dialogue.trail[-1], dialogue.trail[:-1])
    if dialogue.at == 0:
        return Turn(dialogue, (Remark(RemarkKind.FIRST),))
    return _ask(dialogue, dialogue.at - 1, ())


def _go_to(dialogue: Dialogue, code: str) -> Turn:
    place = codes_of(dialogue.setting.questions).get(code)
    if place is None:
        return Turn(dialogue, (Remark(RemarkKind.NO_SUCH_CODE, code),))
    return _ask(dialogue, place, (*dialogue.trail, dialogue.at))


def _ask(dialogue: Dialogue, place: int, trail: tuple[int, ...]) -> Turn:
    """Ask a question from its beginning."""
    then = dialogue._replace(
        at=place, step=_first_step(dialogue.setting), held=None, trail=trail[-_LONGEST:]
    )
    return Turn(then, _dropped(dialogue), Shows.QUESTION)


_LONGEST = 1000
"""Steps back that are kept; nobody takes more."""


def _dropped(dialogue: Dialogue) -> tuple[Remark, ...]:
    is_lost = dialogue.held is not None
    return (Remark(RemarkKind.DROPPED, dialogue.question.id),) if is_lost else ()


def _on(turn: Turn, step: Step) -> Turn:
    """Go on with the same question."""
    return turn._replace(dialogue=turn.dialogue._replace(step=step))


def _next(turn: Turn) -> Turn:
    """Go on with the next question that is asked; behind the last, say what is left."""
    dialogue = turn.dialogue
    place = _due(dialogue, dialogue.at + 1)
    if place is not None:
        then = _ask(dialogue, place, (*dialogue.trail, dialogue.at))
        return turn._replace(dialogue=then.dialogue, shows=Shows.QUESTION)
    is_over = _due(dialogue, 0, Which.INCOMPLETE) is None
    then_end = dialogue._replace(step=Step.END)
    return turn._replace(dialogue=then_end, shows=Shows.SUMMARY, is_over=is_over)


def _due(dialogue: Dialogue, start: int, which: Which | None = None) -> int | None:
    """Return the place of the first question to ask from ``start`` on; by default as set."""
    setting = dialogue.setting
    for place, question in enumerate(setting.questions[start:], start):
        if (which or setting.which) is Which.ALL:
            return place
        answer = answer_to(dialogue, question)
        is_done = _state(setting, question, answer) is Completeness.COMPLETE
        if not is_done or _is_to_review(setting, answer):
            return place
    return None


def _state(setting: Setting, question: Question, answer: Answer) -> Completeness:
    if setting.verifier is None:
        return completeness(question, claim_of(answer))
    is_found = answer.details.verification is not None
    return Completeness.COMPLETE if is_found else Completeness.OPEN


def _is_to_review(setting: Setting, answer: Answer) -> bool:
    return setting.verifier is None and answer.details.review


def _first_step(setting: Setting) -> Step:
    return Step.LEVEL if setting.verifier is None else Step.VERIFIED
