"""``egovmaturity fill``: the questions one after the other, for whoever sits at the machine."""

import contextlib
import gc
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.answers_on_disk import AnswersOnDisk, Opened
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import Loaded, load_for
from egovmaturity.cli.output import OutputError, console, print_out
from egovmaturity.cli.typed_lines import MAX_LINE, Broken, NotEnded, TypedLines, standard_input
from egovmaturity.collecting.claims import folded
from egovmaturity.collecting.dialogue import (
    Dialogue,
    Setting,
    Shows,
    Turn,
    Verifier,
    Which,
    begin,
    counts_of,
    hear,
    leave,
)
from egovmaturity.collecting.handouts import Asking, owner_of, owners
from egovmaturity.collecting.lines import KEYS
from egovmaturity.domain.answers import Part, Purpose
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Question
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.shapes import exact_number
from egovmaturity.loading.text_source import STDIN, read_text
from egovmaturity.renderers.dialogue import DialogueText, Earlier, Page
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.typed_text import Refused
from egovmaturity.typed_command import as_typed


class Request(NamedTuple):
    """What the command line asked for.

    ``written`` is the command as it was given, so that it can be given again.
    """

    answers: str
    questionnaire: str | None
    owner: str | None
    which: Which
    only_mandatory: bool
    baseline: str | None
    report_language: str | None
    verifies: bool
    by: str | None
    dated: date | None
    written: Sequence[str]


def run_fill(request: Request, common: Common) -> ExitCode:
    """Ask, and write every answer into the file before the next line is asked for.

    Raises:
        UsageError: The options do not go together, or nothing is asked.
        ContentError: The answers, the questionnaire or the baseline cannot be used.
        ChangedError: Others changed an answer given here; see ``AnswersOnDisk``.
        OutputError: The file cannot be written.
    """
    gc.enable()  # unlike other runs, this one lasts as long as somebody sits there
    loaded = _loaded(request)
    purpose = _purpose(request, loaded)
    setting = Setting(
        _questions(request, loaded),
        KEYS[Words(loaded.questionnaire.language).language],
        exact_number,
        request.which,
        _verifier(request, purpose),
    )
    lines = standard_input()
    if lines is None:
        raise UsageError(message("standard input is closed"))
    text = _text(request, loaded, common)
    asked = Part(_whose(request, loaded), (), purpose)
    opened = Opened(loaded.draft, loaded.sheet)
    kept = AnswersOnDisk(Path(request.answers), opened, loaded.questionnaire, asked)
    session = _Session(lines, kept, text, begin(setting, loaded.sheet.answers))
    return session.run(_about(request, loaded), request.written, is_quiet=common.is_quiet)


class _Session:
    """One dialogue with its file: shows, waits for a line, keeps what it says."""

    def __init__(
        self, lines: TypedLines, kept: AnswersOnDisk, text: DialogueText, first: Turn
    ) -> None:
        self._lines, self._kept, self._text = lines, kept, text
        self._turn, self._is_asked = first, False

    def run(self, about: str, written: Sequence[str], *, is_quiet: bool) -> ExitCode:
        """Talk until there is nothing to ask or nobody to answer."""
        try:
            if not is_quiet:
                self._show(self._text.greeting(self._dialogue, about))
            self._show_turn()
            while not self._turn.is_over:
                self._listen()
            self._kept.look_again()
        finally:
            self._lines.drop_rest()
            with contextlib.suppress(OutputError):  # nobody is there to hear it
                self._say_farewell(written)
        return ExitCode.DONE

    @property
    def _dialogue(self) -> Dialogue:
        return self._turn.dialogue

    def _listen(self) -> None:
        """Ask for one line and take it."""
        self._show(self._text.prompt(self._dialogue))
        self._is_asked = True
        line = self._lines.read()
        if line is Broken.END or isinstance(line, NotEnded):
            self._show("\n")
            self._is_asked = False
            if isinstance(line, NotEnded):
                self._show(self._text.not_ended(line.line))
            self._take(leave(self._dialogue))
            return
        self._is_asked = False
        if isinstance(line, Broken):
            self._echo("")
            self._show(self._why_broken(line))
        elif isinstance(line, Refused):
            self._echo(line.shown)
            self._show(self._text.refused(line))
        else:
            self._echo(line.text)
            if line.left_out:
                self._show(self._text.left_out(line))
            self._take(hear(self._dialogue, line.text))

    def _why_broken(self, line: Broken) -> str:
        if line is Broken.TOO_LONG:
            return self._text.too_long(MAX_LINE)
        return self._text.not_text(self._lines.encoding)

    def _take(self, turn: Turn) -> None:
        """Keep what a line changed, and only then say so."""
        if turn.changed:
            is_new = self._kept.keep(turn.changed, turn.dialogue.answers[turn.changed])
            turn = turn._replace(dialogue=turn.dialogue._replace(answers=self._kept.answers))
            if is_new:
                self._show(self._text.changed_by_others())
        self._turn = turn
        self._show_turn()

    def _show_turn(self) -> None:
        turn, text = self._turn, self._text
        for remark in turn.remarks:
            self._show(text.remark(remark, turn.dialogue))
        if turn.shows is Shows.QUESTION:
            self._show(text.question(turn.dialogue))
        elif turn.shows is Shows.HELP:
            self._show(text.help(turn.dialogue))
        elif turn.shows is Shows.SUMMARY:
            self._show(text.summary(turn.dialogue))

    def _say_farewell(self, written: Sequence[str]) -> None:
        """Say how many were answered and how to go on, whatever ended the run."""
        dialogue = self._dialogue._replace(answers=self._kept.answers)
        self._show("\n" if self._is_asked else "")
        self._show(self._text.farewell(dialogue, self._kept.answered))
        counts = counts_of(dialogue)
        if counts.complete < counts.total:
            self._show(self._text.to_go_on(as_typed(written)))

    def _echo(self, line: str) -> None:
        """Repeat what a terminal would show by itself."""
        if not self._lines.is_terminal:
            self._show(self._text.echo(line))

    def _show(self, text: str) -> None:
        print_out(text)


def _loaded(request: Request) -> Loaded:
    """Load the answers of an institution, or of one office."""
    if request.answers == STDIN:
        raise UsageError(
            message("the answers cannot come from standard input; what is typed comes from there"),
            message("Name the file."),
        )
    draft = open_answers(read_text(request.answers))
    language = request.report_language or draft.language
    found = load_for(draft, request.questionnaire, language)
    sheet, warnings = complete_answers(draft, found.questionnaire)
    return Loaded(sheet, draft, found, warnings)


def _purpose(request: Request, loaded: Loaded) -> Purpose:
    """Say whether claims or findings are asked; a part that was handed out says so itself."""
    part = loaded.sheet.part
    if request.verifies or (part is not None and part.purpose is Purpose.VERIFICATION):
        return Purpose.VERIFICATION
    return Purpose.SELF


def _verifier(request: Request, purpose: Purpose) -> Verifier | None:
    if purpose is Purpose.SELF:
        if request.by is not None or request.dated is not None:
            raise UsageError(message("--by and --date go with --verify"))
        return None
    by = one_line(request.by or "")
    if not by:
        raise UsageError(
            message("a verification has to say who verifies"),
            message('Add it: --by "NAME"'),
        )
    return Verifier(by, request.dated)


def _questions(request: Request, loaded: Loaded) -> tuple[Question, ...]:
    """Return what is asked, in the order of the questionnaire.

    Raises:
        UsageError: Nothing is, or there is no such office.
    """
    part, sheet = loaded.sheet.part, loaded.sheet
    asked = [
        question
        for question in loaded.questionnaire.questions
        if part is None or question.id in part.asked
    ]
    if request.owner is not None:
        wanted = folded(request.owner)
        known = owners(Asking(loaded.questionnaire, sheet))
        if wanted not in {folded(name) for name in known if name}:
            raise UsageError(
                message('no question is for "{owner}"', owner=one_line(request.owner)),
                message(
                    "Possible: {words}", words=", ".join(name for name in known if name) or "-"
                ),
            )
        asked = [q for q in asked if folded(owner_of(q, sheet)) == wanted]
    if request.only_mandatory:
        asked = [question for question in asked if question.mandatory is not None]
    if not asked:
        raise UsageError(message("nothing is asked: no question is left by these options"))
    return tuple(asked)


def _text(request: Request, loaded: Loaded, common: Common) -> DialogueText:
    shown = console("never", is_ascii=common.is_ascii)
    words = Words(loaded.questionnaire.language)
    page = Page(shown.width, shown.is_ascii)
    return DialogueText(loaded.questionnaire, words, page, _earlier(request, loaded))


def _earlier(request: Request, loaded: Loaded) -> Earlier | None:
    if request.baseline is None:
        return None
    from egovmaturity.cli.carrying import load_last_time, ratings  # noqa: PLC0415  # seldom

    sheet = load_last_time(request.baseline, loaded)
    return Earlier(ratings(sheet), sheet.occasion.year)


def _about(request: Request, loaded: Loaded) -> str:
    """Name the institution, the year, and for whom the questions are."""
    sheet = loaded.sheet
    whose = _whose(request, loaded)
    named = (sheet.institution.name, sheet.occasion.subject, str(sheet.occasion.year), whose)
    return ", ".join(each for each in named if each)


def _whose(request: Request, loaded: Loaded) -> str:
    """Name the office that is asked; empty where everybody is."""
    part = loaded.sheet.part
    return one_line(request.owner or (part.owner if part else ""))
