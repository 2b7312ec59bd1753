"""What a questionnaire has to satisfy where it speaks of its earlier editions."""

from collections.abc import Callable, Iterable
from typing import Any

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.editions import (
    Added,
    Copying,
    Dropped,
    Merged,
    Migration,
    Renamed,
    Rescaled,
    Retired,
    Revised,
    Same,
    Split,
    Step,
    Taking,
    questions_after,
    questions_before,
)
from egovmaturity.loading.log import Log
from egovmaturity.loading.questionnaire_rules import level_numbers
from egovmaturity.loading.shapes import Placed, Values, values_of

_NEEDS = {
    "same": (),
    "revise": (),
    "rename": ("to",),
    "split": ("to",),
    "merge": ("to",),
    "rescale": ("map",),
    "drop": (),
    "add": (),
}
"""Kinds of steps and what each has to say besides."""

_MAY = {"split": ("copy",), "merge": ("take",), "rescale": ("to",), "drop": ("reason",)}
"""What a step may say besides."""

_MANY = 2


def check_editions(values: Values, log: Log) -> None:
    """Note every broken rule about retired ids and earlier editions: Q101, Q102, Q130 to Q132."""
    questions = {q.value["id"]: q.value for q in values.get("questions", ()) if "id" in q.value}
    _check_retired(values, questions, log)
    for edition, steps in values.get("from", {}).items():
        if edition == values.get("edition"):
            log.error(
                "Q131",
                steps.place,
                message("edition {edition} is this edition itself", edition=edition),
            )
        _check_migration(edition, steps, values, questions, log)


def retired_from(values: Values) -> tuple[Retired, ...]:
    """Make the retired ids of a questionnaire that was checked."""
    return tuple(
        Retired(v["id"], v["since"], values_of(v.get("replaced_by")))
        for v in values_of(values.get("retired"))
    )


def migrations_from(values: Values) -> tuple[Migration, ...]:
    """Make the maps from earlier editions of a questionnaire that was checked."""
    return tuple(
        Migration(edition, tuple(step_from(v) for v in values_of(steps.value)))
        for edition, steps in values.get("from", {}).items()
    )


def step_from(values: Values) -> Step:
    """Make a step of a migration; it is known to be complete."""
    kind = _kinds(values)[0]
    return _MAKE[kind](values, _ids(values[kind]), _ids(values.get("to", ())))


def _rescaled(values: Values, ids: tuple[str, ...], to: tuple[str, ...]) -> Step:
    levels = {old: placed.value for old, placed in values["map"].items()}
    return Rescaled(ids[0], (to or ids)[0], levels)


_MAKE: dict[str, Callable[[Values, tuple[str, ...], tuple[str, ...]], Step]] = {
    "same": lambda _, ids, __: Same(ids),
    "revise": lambda _, ids, __: Revised(ids),
    "rename": lambda _, ids, to: Renamed(ids[0], to[0]),
    "split": lambda values, ids, to: Split(ids[0], to, Copying(values.get("copy", "review"))),
    "merge": lambda values, ids, to: Merged(ids, to[0], Taking(values.get("take", "lowest"))),
    "rescale": _rescaled,
    "drop": lambda values, ids, _: Dropped(ids[0], values.get("reason", "")),
    "add": lambda _, ids, __: Added(ids),
}


def _ids(written: Any) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else values_of(written)


def _kinds(step: Values) -> list[str]:
    return [kind for kind in _NEEDS if kind in step]


def _check_retired(values: Values, questions: dict[str, Values], log: Log) -> None:
    """Q101, Q102: a retired id stays retired; what replaces it exists."""
    for placed in values.get("retired", ()):
        retired = placed.value
        written = retired.get("id")
        if written in questions:
            log.error(
                "Q101",
                questions[written].place("id"),
                message('the id "{id}" is retired and must not be used again', id=written),
                message("Give the question an id that no edition has used."),
            )
        for other in retired.get("replaced_by", ()):
            if other.value not in questions:
                log.error(
                    "Q102",
                    other.place,
                    message('there is no {kind} "{id}"', kind="question", id=other.value),
                    log.nearest(other.value, questions),
                )


def _check_migration(
    edition: str, steps: Placed, values: Values, questions: dict[str, Values], log: Log
) -> None:
    """Q130 to Q132: every step is of one kind and fits, and every question has one origin."""
    usable = [placed for placed in steps.value if _check_form(placed, log)]
    before: dict[str, Placed] = {}
    after: dict[str, Placed] = {}
    for placed in usable:
        step = step_from(placed.value)
        twice = _repeated(questions_before(step), before, placed)
        twice |= _repeated(questions_after(step), after, placed)
        for question, first in twice.items():
            _note_twice(question, first, placed, log)
        for new in questions_after(step):
            if new not in questions:
                log.error(
                    "Q131",
                    placed.place,
                    message('there is no {kind} "{id}"', kind="question", id=new),
                    log.nearest(new, questions),
                )
        if isinstance(step, Rescaled):
            _check_levels(step, placed.value, values, questions, log)
    missing = [question for question in questions if question not in after]
    if missing and len(usable) == len(steps.value):
        log.error(
            "Q131",
            steps.place,
            message(
                "the map from edition {edition} does not say where these come from: {ids}",
                edition=edition,
                ids=", ".join(missing),
            ),
            message("List new questions under add."),
        )


def _check_form(placed: Placed, log: Log) -> bool:
    """Q130: one kind of step, with what belongs to it and nothing else."""
    step = placed.value
    kinds = _kinds(step)
    if len(kinds) != 1:
        log.error(
            "Q130",
            placed.place,
            message("a step says exactly one of: {kinds}", kinds=", ".join(_NEEDS)),
        )
        return False
    kind = kinds[0]
    lacking = [name for name in _NEEDS[kind] if name not in step]
    strange = [name for name in step if name not in (kind, *_NEEDS[kind], *_MAY.get(kind, ()))]
    for name in lacking:
        log.error(
            "Q130", placed.place, message('the step "{kind}" needs "{key}"', kind=kind, key=name)
        )
    for name in strange:
        log.error(
            "Q130",
            step.place(name),
            message('the step "{kind}" has no "{key}"', kind=kind, key=name),
        )
    to = _ids(step.get("to", ()))
    fits = len(to) >= _MANY if kind == "split" else len(to) <= 1
    if not lacking and not fits:
        log.error(
            "Q130",
            step.place("to"),
            message("split leads to two or more questions, every other step to one"),
        )
    return not lacking and not strange and fits


def _repeated(
    questions: Iterable[str], seen: dict[str, Placed], placed: Placed
) -> dict[str, Placed]:
    """Return the questions that stood in a step already, with that step; remember the others."""
    twice = {}
    for question in questions:
        if question in seen:
            twice[question] = seen[question]
        seen.setdefault(question, placed)
    return twice


def _note_twice(question: str, first: Placed, placed: Placed, log: Log) -> None:
    log.error(
        "Q131",
        placed.place,
        message(
            '"{id}" stands in two steps (first on line {line})',
            id=question,
            line=first.place.line,
        ),
        message("Keep one of them."),
    )


def _check_levels(
    step: Rescaled, written: Values, values: Values, questions: dict[str, Values], log: Log
) -> None:
    """Q132: older levels lead to levels of the scale, and a higher one never to a lower one."""
    question = questions.get(step.new)
    is_rubric = question is not None and question.get("kind") != "number"
    numbers = level_numbers(question, values, Log("")) if question and is_rubric else []
    last: int | None = None
    for old, placed in sorted(written["map"].items()):
        if numbers and placed.value not in numbers:
            log.error(
                "Q132",
                placed.place,
                message("level {level} is not on the scale", level=placed.value),
                message("Known here: {words}", words=", ".join(map(str, numbers))),
            )
        if last is not None and placed.value < last:
            log.error(
                "Q132",
                placed.place,
                message("level {level} leads lower than the level below it", level=old),
            )
        last = placed.value
