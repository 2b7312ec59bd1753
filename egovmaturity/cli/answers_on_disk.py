"""An answers file that is written after every answer, while others may write it too."""

import contextlib
import os
import signal
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.output import alone, keep_backup, write_file
from egovmaturity.cli.replacing import marked_as
from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import Answer, AnswerSheet, Part, is_same_answer
from egovmaturity.domain.diagnostics import ContentError, RefusedError, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.renderers.answer_lines import value_lines
from egovmaturity.renderers.answer_values import answer_values, sheet_values
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.rewriting.write_answers import Wording, write_answers
from egovmaturity.typed_command import as_typed

_WORDING = Wording(answer_values, value_lines)


class ChangedError(RefusedError):
    """Somebody else changed the file where it matters; it was left as it is."""


class Opened(NamedTuple):
    """A file as it was read: its text, and the answers in it."""

    draft: DraftAnswers
    sheet: AnswerSheet

    @property
    def sha256(self) -> str:
        """The hash of the bytes of the file."""
        return self.draft.source.sha256


class AnswersOnDisk:
    """Keeps answers in a file: one at a time, whole or not at all.

    Before every answer the file is looked at. What others changed in it stays, as long as it is
    not among the answers given here. Otherwise nothing is written over: the answers given here go
    to a file beside it, as a part that can be merged; ``asked`` says for which office and purpose.
    """

    def __init__(
        self, path: Path, opened: Opened, questionnaire: Questionnaire, asked: Part
    ) -> None:
        self._path, self._questionnaire = path, questionnaire
        self._opened, self._asked = opened, asked
        self._before: dict[str, Answer | None] = {}
        self._is_backed_up = False

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What the file holds, as far as is known here."""
        return self._opened.sheet.answers

    @property
    def answered(self) -> int:
        """How many questions were answered here."""
        return len(self._before)

    def keep(self, question_id: str, answer: Answer) -> bool:
        """Put an answer into the file, and say whether others had changed the file.

        The first time, what was there is kept as ``.bak``. Signals wait until it is done.

        Raises:
            ChangedError: Others changed an answer given here, or the file cannot be read any more.
            OutputError: It cannot be written; it is as it was.
        """
        with alone(self._path), _undisturbed():
            was = self._opened.sha256
            self._look_again({question_id: answer})
            is_changed = self._opened.sha256 != was
            then = self._opened_with(question_id, answer)
            if not self._is_backed_up:
                keep_backup(self._path)
                self._is_backed_up = True
            write_file(self._path, then.data)
            self._before.setdefault(question_id, self.answers.get(question_id))
            self._opened = then.opened
        return is_changed

    def look_again(self) -> None:
        """Make sure that the answers given here are in the file.

        Raises:
            ChangedError: They are not there any more.
        """
        with alone(self._path), _undisturbed():
            self._look_again({})

    def _look_again(self, more: Mapping[str, Answer]) -> None:
        """Read the file where it is another one by now; ``more`` is what is to be kept next."""
        given = {**{name: self.answers[name] for name in self._before}, **more}
        if not given:
            return
        try:
            source = read_text(self._path)
            if source.sha256 == self._opened.sha256:
                return
            now = _loaded(source, self._questionnaire)
        except ContentError as problem:
            raise self._set_aside(given) from problem
        touched = [name for name in _differing(now.sheet.answers, self.answers) if name in given]
        if touched:
            raise self._set_aside(given, ", ".join(touched))
        self._opened = now

    def _opened_with(self, question_id: str, answer: Answer) -> "_Written":
        """Return the file with an answer as it will be, once that has been read back.

        Raises:
            ChangedError: It would not hold what it should; no such file is known.
        """
        draft, sheet = self._opened
        after = {question_id: answer}
        text = write_answers(draft, self._questionnaire, sheet.answers, after, _WORDING)
        data = marked_as(draft.source, text)
        source = SourceText(draft.source.name, text, sha256(data).hexdigest())
        try:
            opened = _loaded(source, self._questionnaire)
        except ContentError as problem:
            raise self._set_aside(after) from problem
        if _differing(opened.sheet.answers, {**sheet.answers, **after}):
            raise self._set_aside(after)
        return _Written(opened, data)

    def _set_aside(self, given: Mapping[str, Answer], touched: str = "") -> ChangedError:
        """Write answers to a file beside this one, and return what there is to say about it."""
        beside = _free_name(self._path)
        write_file(beside, self._part_with(given))
        name, aside = one_line(str(self._path)), one_line(str(beside))
        cause = (
            message('"{file}" was changed meanwhile at {list}', file=name, list=touched)
            if touched
            else message('"{file}" was changed meanwhile and cannot be read or written', file=name)
        )
        return ChangedError(
            message(
                "{problem}; it was left as it is, your answers are in {aside}",
                problem=cause,
                aside=aside,
            ),
            message(
                "Look at both, then: egovmaturity merge {aside} --into {file}",
                aside=one_line(as_typed([str(beside)])),
                file=one_line(as_typed([str(self._path)])),
            ),
        )

    def _part_with(self, given: Mapping[str, Answer]) -> str:
        """Return these answers as a part, which ``merge`` takes."""
        sheet = self._opened.sheet
        known = {name: self._before.get(name, self.answers.get(name)) for name in given}
        claims = {name: claim_of(old) for name, old in known.items() if old is not None}
        part = self._asked._replace(
            asked=tuple(given),
            handed_out={name: digest(each) for name, each in claims.items() if not each.is_blank},
            questionnaire_sha256=self._questionnaire.sha256,
        )
        mine = sheet._replace(answers=given, part=part, actions=(), decisions=())
        values = sheet_values(self._questionnaire, mine)
        lines = [line for key, value in values.items() for line in value_lines("", key, value)]
        return "\n".join(lines) + "\n"


class _Written(NamedTuple):
    """A file as it will be, and its bytes."""

    opened: Opened
    data: bytes


def _loaded(source: SourceText, questionnaire: Questionnaire) -> Opened:
    """Read answers to this questionnaire.

    Raises:
        ContentError: They cannot be used.
    """
    draft = open_answers(source)
    return Opened(draft, complete_answers(draft, questionnaire).sheet)


def _differing(some: Mapping[str, Answer], others: Mapping[str, Answer]) -> list[str]:
    """Return the questions that are not answered the same."""
    return [
        name
        for name in dict.fromkeys((*some, *others))
        if not is_same_answer(some.get(name), others.get(name))
    ]


def _free_name(path: Path) -> Path:
    """Return a name beside a file that nothing has yet."""
    number = 1
    while True:
        found = path.with_name(f"{path.stem}.fill{number if number > 1 else ''}.yaml")
        if not os.path.lexists(found):
            return found
        number += 1


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait, where the system can, so that what Enter confirmed is written first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
