"""A dialogue in plain lines, for any terminal: no colour, no cursor, nothing is drawn twice.

Lines are read once and from the top down, as a screen reader does and a slow line likes it.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from egovmaturity.collecting.claims import document_of
from egovmaturity.collecting.completeness import evidence_needed_from
from egovmaturity.collecting.dialogue import (
    Dialogue,
    Remark,
    RemarkKind,
    Step,
    counts_of,
    state_of,
)
from egovmaturity.collecting.lines import Command
from egovmaturity.domain.answers import (
    Answer,
    AnswerKind,
    DontKnow,
    NotApplicable,
    Rated,
    Verification,
    kind_of_answer,
)
from egovmaturity.domain.collecting import Completeness
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire, Rating
from egovmaturity.language import Words
from egovmaturity.renderers.columns import in_ascii
from egovmaturity.renderers.dialogue_remarks import REMARKS
from egovmaturity.renderers.instrument import evidence_conditions
from egovmaturity.renderers.safe_text import one_line, visible
from egovmaturity.renderers.typed_text import Refused, Typed
from egovmaturity.views.numbers import Numbers


class Page(NamedTuple):
    """What the terminal can show."""

    width: int = 80
    is_ascii: bool = False


class Earlier(NamedTuple):
    """What was answered the last time, by question id, and in which year; for information only."""

    ratings: Mapping[str, Rating]
    year: int


class DialogueText:
    """Says a dialogue in the language of its ``words``; every text ends its last line itself."""

    def __init__(
        self, questionnaire: Questionnaire, words: Words, page: Page, earlier: Earlier | None
    ) -> None:
        self._words = words.naming(questionnaire).with_names(one_line)
        self._numbers = Numbers(words.language)
        self._page, self._earlier = page, earlier
        self._places = questionnaire.place_titles()
        self._factors = {factor.id: factor.title for factor in questionnaire.factors}

    # The dialogue as a whole

    def greeting(self, dialogue: Dialogue, about: str) -> str:
        """Say what is asked, that everything is kept, and how the commands are typed."""
        lines = self._wrapped(about)
        lines += self._wrapped(self._counts(dialogue))
        lines += self._wrapped(self._words("Every line is saved as soon as Enter is pressed."))
        return self._text([*lines, *self._keys(dialogue)])

    def summary(self, dialogue: Dialogue) -> str:
        """Count what is complete, and list what lacks something."""
        counts = counts_of(dialogue)
        lines = ["", *self._wrapped(self._counts(dialogue))]
        for state, ids in counts.lacking.items():
            lines += self._listed(self._state(dialogue, state), ids)
        lines += self._listed(self._words("To look at again"), counts.to_review)
        return self._text(lines)

    def _listed(self, label: str, ids: Sequence[str]) -> list[str]:
        """Name the first of them and count the rest; nobody listens to three hundred codes."""
        if not ids:
            return []
        named = ", ".join(ids[:_FEW])
        if len(ids) > _FEW:
            named = self._words("{list} and {n} more", list=named, n=len(ids) - _FEW)
        return self._entry(f"{label} ({len(ids)})", named)

    def farewell(self, dialogue: Dialogue, answered: int) -> str:
        """Say how many were answered, and how far all of them are."""
        said = self._words.plural(
            "Answered in this run: {n} {question}.",
            "Answered in this run: {n} {questions}.",
            answered,
        )
        return self._text(self._wrapped(f"{said} {self._counts(dialogue)}"))

    def to_go_on(self, command: str) -> str:
        """Name the command that goes on; in one piece, so that it can be copied."""
        return self._text([self._words("To go on: {command}", command=one_line(command))])

    def _counts(self, dialogue: Dialogue) -> str:
        counts = counts_of(dialogue)
        return self._words.plural(
            "Complete: {done} of {n} {question}.",
            "Complete: {done} of {n} {questions}.",
            counts.total,
            done=counts.complete,
        )

    def _state(self, dialogue: Dialogue, state: Completeness) -> str:
        words = self._words
        if dialogue.setting.verifier is not None:
            return words("Not verified")
        return {
            Completeness.OPEN: words("Unanswered"),
            Completeness.NO_REASON: words("Without a reason"),
            Completeness.NO_EVIDENCE: words("Without evidence"),
            Completeness.COMPLETE: words("Complete"),
        }[state]

    # One question

    def question(self, dialogue: Dialogue) -> str:
        """Show a question with its levels, and what is answered to it."""
        return self._text(["", *self._question(dialogue), *self._answer(dialogue)])

    def _question(self, dialogue: Dialogue) -> Iterator[str]:
        words, question = self._words, dialogue.question
        heading = words(
            "{Question} {n} of {total}: {id}",
            n=dialogue.at + 1,
            total=len(dialogue.setting.questions),
            id=question.id,
        )
        if question.mandatory is not None:
            least = self._rating(question.mandatory)
            heading += ", " + words("mandatory, at least {level}", level=least)
        yield from self._wrapped(heading)
        if place := self._places.get(question.belongs_to):
            yield from self._entry(words.name("Stage" if question.stage else "Section"), place)
        if question.factors:
            named = ", ".join(self._factors.get(each, each) for each in question.factors)
            yield from self._entry(words.name("Factor"), named)
        yield from self._wrapped(question.title)
        if question.ask != question.title:
            yield from self._wrapped(question.ask)
        yield from self._scale(question)

    def _scale(self, question: Question) -> Iterator[str]:
        if isinstance(question.scale, NumberRange):
            low, high = map(self._rating, question.scale)
            text = self._words("A number from {low} to {high}", low=low, high=high)
            yield from self._wrapped(text, "  ")
            return
        for level in question.scale.levels:
            meaning = question.rubric.get(level.number, "")
            told = f"{level.label}: {meaning}" if meaning else level.label
            yield from self._wrapped(f"{level.number} {told}", "  ", "    ")

    def _answer(self, dialogue: Dialogue) -> Iterator[str]:
        words, question, answer = self._words, dialogue.question, dialogue.answer
        if self._earlier is not None and question.id in self._earlier.ratings:
            label = words("Answer of {year}", year=self._earlier.year)
            yield from self._entry(label, self._level(question, self._earlier.ratings[question.id]))
        if kind_of_answer(answer) is not AnswerKind.UNANSWERED:
            yield from self._entry(words("Answer now"), self._said(question, answer))
        for number, document in enumerate(map(document_of, answer.details.evidence), 1):
            told = f"{document.text}; {document.location}" if document.location else document.text
            yield from self._entry(words("Evidence {n}", n=number), told)
        if answer.details.note:
            yield from self._entry(words("Note"), answer.details.note)
        if answer.details.review:
            yield from self._wrapped(words("Carried over from an earlier year: is it still right?"))
        if answer.details.verification is not None:
            found = self._found(question, answer.details.verification)
            yield from self._entry(words("Verified"), found)

    def _said(self, question: Question, answer: Answer) -> str:
        words = self._words
        if isinstance(answer, Rated):
            return self._level(question, answer.rating)
        if isinstance(answer, NotApplicable):
            return f"{words('Not applicable')}: {answer.reason}"
        return words("Don't know") if isinstance(answer, DontKnow) else words("Unanswered")

    def _found(self, question: Question, found: Verification) -> str:
        words = self._words
        level = found.rating
        told = words("Not applicable") if level is None else self._level(question, level)
        parts = (told, found.by, self._numbers.day(found.dated), found.note)
        return ", ".join(part for part in parts if part)

    def _level(self, question: Question, rating: Rating) -> str:
        scale = question.scale
        level = None if isinstance(scale, NumberRange) else scale.find(rating)
        number = self._rating(rating)
        return number if level is None else f"{number} {level.label}"

    def _rating(self, rating: Rating) -> str:
        return str(rating) if isinstance(rating, int) else self._numbers.trimmed(rating)

    # What to type

    def prompt(self, dialogue: Dialogue) -> str:
        """Ask for a line; what is typed stands behind the last word, on the same line."""
        lines = [*self._choices(dialogue), self._asked(dialogue) + ":"]
        narrower = self._page.width - 1  # for the space behind the last word
        wrapped = [each for line in lines for each in self._wrapped(line, width=narrower)]
        return self._text(wrapped).removesuffix("\n") + " "

    def _choices(self, dialogue: Dialogue) -> Iterator[str]:
        """Say in a short line what can be typed where a level is asked for, and at the end."""
        letters = ", ".join(dialogue.setting.keys[each].letter for each in _possible(dialogue))
        enter = self._enter(dialogue)
        if dialogue.step in {Step.LEVEL, Step.VERIFIED}:
            yield f"{self._range(dialogue.question)}, {letters}; {enter}"
        if dialogue.step is Step.END:
            yield f"{letters}; {enter}"

    def _range(self, question: Question) -> str:
        scale = question.scale
        low, high = self._rating(scale.lowest), self._rating(scale.highest)
        if isinstance(scale, NumberRange):
            return self._words("{low} to {high}", low=low, high=high)
        return f"{low}-{high}"

    def _asked(self, dialogue: Dialogue) -> str:
        words, step, details = self._words, dialogue.step, dialogue.answer.details
        enter = self._enter(dialogue)
        if step is Step.END:
            return words("What next")
        if step in {Step.LEVEL, Step.VERIFIED}:
            is_number = isinstance(dialogue.question.scale, NumberRange)
            if step is Step.LEVEL:
                return words("Number") if is_number else words("Level")
            return words("Number found") if is_number else words("Level found")
        what = {
            Step.REASON: words("Why it does not apply"),
            Step.DOCUMENT: words("Evidence {n}", n=len(details.evidence) + 1),
            Step.LOCATION: words("Where it can be seen"),
            Step.NOTE: words("Note"),
            Step.FINDING: words("What was found"),
        }[step]
        return f"{what} ({enter})" if enter else what

    def _enter(self, dialogue: Dialogue) -> str:
        """Say what Enter does; empty where it does nothing."""
        words, step, answer = self._words, dialogue.step, dialogue.answer
        keep, none = words("Enter = keep"), words("Enter = none")
        found = answer.details.verification
        if step is Step.REASON:
            return keep if isinstance(answer, NotApplicable) and answer.reason else ""
        if step is Step.FINDING:
            if dialogue.held is not None:
                return ""
            return keep if found is not None and found.note else none
        if step is Step.VERIFIED:
            return words("Enter = skip") if found is None else keep
        if step is Step.LEVEL:
            return self._enter_at_level(dialogue)
        return {
            Step.DOCUMENT: words("Enter = done"),
            Step.LOCATION: none,
            Step.NOTE: keep if answer.details.note else none,
            Step.END: words("Enter = what is not complete"),
        }[step]

    def _enter_at_level(self, dialogue: Dialogue) -> str:
        words, state = self._words, state_of(dialogue)
        if state is Completeness.OPEN:
            return words("Enter = skip")
        is_unproven = state is Completeness.NO_EVIDENCE
        return words("Enter = to evidence") if is_unproven else words("Enter = keep")

    # Help

    def help(self, dialogue: Dialogue) -> str:
        """Repeat a question, say why it is asked and what proves it, and what can be typed."""
        lines = [""]
        if dialogue.step is not Step.END:
            lines += [*self._question(dialogue), *self._background(dialogue.question)]
        return self._text([*lines, *self._keys(dialogue)])

    def _background(self, question: Question) -> Iterator[str]:
        words = self._words
        if question.why:
            yield from self._entry(words("Why it is asked"), question.why)
        if question.evidence:
            yield from self._wrapped(words("Evidence asked for:"))
        for item in question.evidence:
            told = f"{item.text}{evidence_conditions(item, words)}"
            yield from self._wrapped(told, "  - ", "    ")
        needed = evidence_needed_from(question)
        if needed is not None:
            text = words("From level {n} on, a document is needed.", n=needed)
            yield from self._wrapped(text)
        if question.allows_not_applicable:
            yield from self._wrapped(words("May be not applicable, with a reason."))

    def _keys(self, dialogue: Dialogue) -> Iterator[str]:
        """List the commands, one a line, and how documents are written."""
        words = self._words
        for command in dialogue.setting.keys:
            letter = dialogue.setting.keys[command].letter
            shown = f"{letter} {words('CODE')}" if command is Command.GO_TO else letter
            yield from self._wrapped(f"{shown} = {self._meaning(command)}", "  ", "    ")
        told = words(
            "Evidence: name, number and date (2026-01-31) on one line, then where it can be seen. "
            "-1 takes out evidence 1; - takes out the note."
        )
        if dialogue.setting.verifier is None:
            yield from self._wrapped(told)

    def _meaning(self, command: Command) -> str:
        words = self._words
        return {
            Command.NOT_APPLICABLE: words("not applicable, with a reason"),
            Command.UNKNOWN: words("not known"),
            Command.HELP: words("the {question} again, why it is asked, and these keys"),
            Command.BACK: words("go back"),
            Command.GO_TO: words("go to the {question} with this code"),
            Command.SUMMARY: words("summary of what is not complete"),
            Command.QUIT: words("quit; everything is saved"),
        }[command]

    # Remarks

    def remark(self, remark: Remark, dialogue: Dialogue) -> str:
        """Say what became of a line."""
        text = self._remark(remark, dialogue)
        return self._text(self._wrapped(text))

    def _remark(self, remark: Remark, dialogue: Dialogue) -> str:
        if remark.kind in {RemarkKind.SAVED, RemarkKind.REMOVED}:
            return self._saved(remark, dialogue)
        scale, keys = dialogue.question.scale, dialogue.setting.keys
        return self._words(
            REMARKS[remark.kind],
            text=_short(one_line(remark.text)),
            low=self._rating(scale.lowest),
            high=self._rating(scale.highest),
            key=keys[Command.BACK].letter,
            list=", ".join(spelling.word for spelling in keys.values()),
        )

    def _saved(self, remark: Remark, dialogue: Dialogue) -> str:
        """Say what the file holds now."""
        words = self._words
        asked = {question.id: question for question in dialogue.setting.questions}
        question, answer = asked[remark.text], dialogue.answers[remark.text]
        verification = answer.details.verification
        if dialogue.setting.verifier is not None and verification is not None:
            return words(
                "Saved: {id}, {answer}",
                id=question.id,
                answer=f"{words('Verified')}: {self._found(question, verification)}",
            )
        parts = [self._said(question, answer)]
        if answer.details.evidence:
            parts.append(words("evidence: {n}", n=len(answer.details.evidence)))
        if answer.details.note:
            parts.append(words("with a note"))
        return words("Saved: {id}, {answer}", id=question.id, answer="; ".join(parts))

    def echo(self, line: str) -> str:
        """Repeat a line that no terminal has shown."""
        return self._text([visible(line)])

    def changed_by_others(self) -> str:
        """Say that the file was another one by now, and that both changes are in it."""
        text = self._words("The file was changed by others meanwhile; their answers stay.")
        return self._text(self._wrapped(text))

    def left_out(self, line: Typed) -> str:
        """Say which invisible signs of a line were left out."""
        text = self._words("Invisible signs were left out: {list}", list=", ".join(line.left_out))
        return self._text(self._wrapped(text))

    def refused(self, line: Refused) -> str:
        """Say that a line has characters that act, as those of an arrow key do."""
        text = self._words(
            'Not taken: "{text}" has control characters, such as those of an arrow key. Type the '
            "line again.",
            text=_short(line.shown),
        )
        return self._text(self._wrapped(text))

    def too_long(self, most: int) -> str:
        """Say that a line is longer than a terminal hands over whole."""
        text = self._words("Not taken: the line is longer than {n} bytes. Type less.", n=most)
        return self._text(self._wrapped(text))

    def not_text(self, encoding: str) -> str:
        """Say that a line is not in the encoding that the terminal claims."""
        text = self._words("Not taken: the line is not {encoding} text.", encoding=encoding)
        return self._text(self._wrapped(text))

    def not_ended(self, line: Typed | Refused) -> str:
        """Say that a line broke off before Enter."""
        shown = line.shown if isinstance(line, Refused) else line.text
        text = self._words('Not taken: "{text}" came without Enter.', text=_short(one_line(shown)))
        return self._text(self._wrapped(text))

    # Lines

    def _entry(self, label: str, text: str) -> list[str]:
        return self._wrapped(f"{label}: {text}", "", "  ")

    def _wrapped(
        self, text: str, indent: str = "", inner: str = "", width: int | None = None
    ) -> list[str]:
        line = one_line(text)
        return textwrap.wrap(
            in_ascii(line) if self._page.is_ascii else line,
            width or self._page.width,
            initial_indent=indent,
            subsequent_indent=inner,
            break_on_hyphens=False,
        )

    def _text(self, lines: Iterable[str]) -> str:
        text = "".join(f"{line}\n" for line in lines)
        return in_ascii(text) if self._page.is_ascii else text


def _possible(dialogue: Dialogue) -> list[Command]:
    """Return the commands that can be given at this step, in their order."""
    left_out = set()
    if dialogue.step is not Step.LEVEL:
        left_out.add(Command.UNKNOWN)
    may_be_out = {
        Step.LEVEL: dialogue.question.allows_not_applicable,
        Step.VERIFIED: isinstance(dialogue.answer, NotApplicable),
    }
    if not may_be_out.get(dialogue.step, False):
        left_out.add(Command.NOT_APPLICABLE)
    return [command for command in dialogue.setting.keys if command not in left_out]


_FEW = 12
_LONGEST = 120


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
