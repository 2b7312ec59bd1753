"""A plan handed on: its actions in files, and written into the answers they were planned for."""

from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.loading import Loaded, load_source
from egovmaturity.cli.output import STDOUT, OutputError, is_same_file, say
from egovmaturity.cli.replacing import is_agreed, replace
from egovmaturity.domain.action_plan import ActionPlan, PlannedAction
from egovmaturity.domain.answers import Action
from egovmaturity.domain.diagnostics import ContentError, message
from egovmaturity.domain.questionnaire import Question
from egovmaturity.domain.roadmap import PlannedEnabler
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.text_source import STDIN, SourceText
from egovmaturity.planning.action_plan import as_action
from egovmaturity.renderers.answer_lines import list_lines
from egovmaturity.renderers.answer_values import action_values
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.rewriting.write_actions import Wording, add_actions
from egovmaturity.views.action_plan_view import action_text

_ENDINGS = {".csv": "csv", ".json": "json", ".md": "md"}


class Handing(NamedTuple):
    """What becomes of a plan besides being shown; ``is_agreed``: it is written without asking."""

    shows_actions: bool = False
    outputs: tuple[str, ...] = ()
    writes_actions: bool = False
    is_agreed: bool = False


def check_handing(handing: Handing, answers: str) -> None:
    """See that actions can be written where they are to be, before anything is searched.

    Raises:
        UsageError: The answers come from standard input.
    """
    if handing.writes_actions and answers == STDIN:
        raise UsageError(
            message("actions cannot be written into standard input"),
            message("Name the file of the answers."),
        )


def targets_of(
    outputs: tuple[str, ...], on_screen: str, inputs: tuple[str | None, ...]
) -> list[tuple[str, str]]:
    """Pair every output with its format, which its ending names; without any, standard output.

    Raises:
        UsageError: An ending is not known, a name stands twice, or is that of an input.
    """
    targets: list[tuple[str, str]] = []
    for name in outputs or (STDOUT,):
        kind = on_screen if name == STDOUT else _ENDINGS.get(Path(name).suffix.lower())
        if kind is None:
            raise UsageError(
                message('the ending of "{file}" does not say which format is wanted', file=name),
                message("Possible: {words}", words=", ".join(_ENDINGS)),
            )
        if any(name == other or is_same_file(name, other) for other, _ in targets):
            raise UsageError(message('"{file}" is given twice with -o', file=name))
        if any(is_same_file(name, each) for each in inputs if each is not None):
            raise UsageError(
                message('"{file}" is what the document is made from', file=name),
                message("Choose another name for the document."),
            )
        targets.append((name, kind))
    return targets


def write_actions(
    plan: ActionPlan,
    loaded: Loaded,
    questionnaire: str | None,
    handing: Handing,
    words: Words,
) -> None:
    """Write the actions that are not on record into the answers; the old file stays as ``.bak``.

    ``questionnaire`` is the one given. Titles are in the language of the answers. Where nobody
    agreed yet, somebody is asked.

    Raises:
        OutputError: The file was changed meanwhile, cannot be written, or would not hold exactly
            the old actions and the new ones.
        UsageError: There is nobody to ask.
    """
    name = one_line(loaded.draft.source.name)
    if not plan.new:
        say(words("Nothing to write: {file} has these actions already.", file=name))
        return
    if not handing.is_agreed and not _is_agreed(plan, name, words):
        say(words("Nothing was written."))
        return
    own = load_source(loaded.draft.source, questionnaire, None)
    actions = _worded(plan, own)
    text = add_actions(own.draft, actions, Wording(action_values, list_lines))
    _check(text, own, actions)
    replace(own.draft.source, text)
    number = len(actions)
    say(
        words.plural(
            "Written: {n} action, {file}", "Written: {n} actions, {file}", number, file=name
        )
    )


def _is_agreed(plan: ActionPlan, name: str, words: Words) -> bool:
    asked = words.plural(
        "Write {n} action into {file}? [y/N]",
        "Write {n} actions into {file}? [y/N]",
        len(plan.new),
        file=name,
    )
    return is_agreed(asked, message("Look at the plan, then add --yes."))


def _worded(plan: ActionPlan, own: Loaded) -> list[Action]:
    words = Words(own.sheet.language).naming(own.questionnaire)
    questions = {question.id: question for question in own.questionnaire.questions}
    unit = plan.roadmap.query.unit
    return [
        as_action(each, one_line(action_text(_told(each, questions), words).title), unit)
        for each in plan.new
    ]


def _told(planned: PlannedAction, questions: dict[str, Question]) -> PlannedAction:
    """Return a planned action with its question in the language of the answers."""
    if isinstance(planned.work, PlannedEnabler):
        return planned
    steps = (step._replace(question=questions[step.question.id]) for step in planned.work)
    return planned._replace(work=tuple(steps))


def _check(text: str, own: Loaded, actions: list[Action]) -> None:
    """See that the new text loads, and says what it said before with the new actions behind it.

    Raises:
        OutputError: It does not.
    """
    sheet = own.sheet._replace(actions=(*own.sheet.actions, *actions))
    try:
        draft = open_answers(SourceText(own.draft.source.name, text, sheet.sha256))
        is_right = complete_answers(draft, own.questionnaire).sheet == sheet
    except ContentError:
        is_right = False
    if not is_right:
        raise OutputError(
            message('the actions cannot be written into "{file}"', file=one_line(sheet.file)),
            message("Nothing was written. Write them by hand, from a file made with -o plan.csv."),
        )
