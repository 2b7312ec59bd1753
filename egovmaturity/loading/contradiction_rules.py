"""What a questionnaire has to satisfy where it declares contradictions, and the value of them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import (
    Condition,
    Contradiction,
    Rating,
    Side,
    contradiction_id,
)
from egovmaturity.loading.log import Log
from egovmaturity.loading.questionnaire_rules import check_unique, level_numbers
from egovmaturity.loading.shapes import Values, values_of

_SIDES = ("when", "with")


def check_contradictions(values: Values, log: Log) -> None:
    """Note every broken rule about contradictions: Q101, Q102, Q107, Q160 to Q162."""
    check_unique(values["contradictions"], log, contradiction_id)
    questions = {q.value["id"]: q.value for q in values.get("questions", ()) if "id" in q.value}
    seen: dict[frozenset[Condition], str] = {}
    for number, placed in enumerate(values["contradictions"]):
        contradiction = placed.value
        conditions = [
            _check_condition(contradiction[side], questions, values, log)
            for side in _SIDES
            if side in contradiction
        ]
        known = [condition for condition in conditions if condition is not None]
        if len(known) == len(_SIDES):
            _check_pair(contradiction, known, log)
            written = contradiction.get("id", contradiction_id(number))
            first = seen.setdefault(frozenset(known), written)
            if first != written:
                log.error(
                    "Q162",
                    placed.place,
                    message('the contradiction "{first}" says the same', first=first),
                    message("Keep one of them."),
                )


def contradictions_from(values: Values) -> tuple[Contradiction, ...]:
    """Make the contradictions of a questionnaire that was checked."""
    return tuple(
        Contradiction(
            v.get("id", contradiction_id(number)),
            _condition(v["when"]),
            _condition(v["with"]),
            v["because"],
        )
        for number, v in enumerate(values_of(values["contradictions"]))
    )


def _condition(values: Values) -> Condition:
    side = Side.AT_LEAST if Side.AT_LEAST in values else Side.AT_MOST
    return Condition(values["question"], side, _rating(values[side]))


def _rating(level: Fraction) -> Rating:
    return int(level) if level.denominator == 1 else level


def _check_condition(
    condition: Values, questions: Mapping[str, Values], values: Values, log: Log
) -> Condition | None:
    """Return the condition if it can be judged further; note what is wrong with it."""
    written = condition.get("question")
    if written is not None and written not in questions:
        log.error(
            "Q102",
            condition.place("question"),
            message('there is no {kind} "{id}"', kind="question", id=written),
            log.nearest(written, questions),
        )
        return None
    refused = [side for side in Side if side not in condition and not condition.is_missing(side)]
    given = [side for side in Side if side in condition]
    if refused or written is None:
        return None
    if len(given) != 1:
        log.error(
            "Q160",
            condition.place(given[-1]) if given else condition.place("question"),
            message("a condition says either at_least or at_most"),
            message("Of a single level say where it begins or ends: at_least: 2"),
        )
        return None
    ends = _ends(questions[written], values)
    if ends is None:
        return None
    found = _condition(condition)
    return found if _check_level(condition, found, ends, log) else None


class _Ends(NamedTuple):
    """The lowest and the highest answer a question can have, and whether it has levels."""

    lowest: Rating
    highest: Rating
    has_levels: bool


def _ends(question: Values, values: Values) -> _Ends | None:
    """Return what can be answered; ``None`` where the scale was refused already."""
    if question.get("kind") == "number":
        bounds = values_of(question.get("range"))
        return _Ends(*bounds, has_levels=False) if len(bounds) == 2 else None
    numbers = level_numbers(question, values, Log(""))
    return _Ends(numbers[0], numbers[-1], has_levels=True) if numbers else None


def _check_level(condition: Values, found: Condition, ends: _Ends, log: Log) -> bool:
    """Q107, Q161: the level can be answered, and not every answer meets the condition."""
    place = condition.place(found.side)
    is_whole = isinstance(found.level, int)
    if not ends.lowest <= found.level <= ends.highest or (ends.has_levels and not is_whole):
        log.error(
            "Q107",
            place,
            message("level {level} is not on the scale", level=found.level),
            message("From {lowest} to {highest}.", lowest=ends.lowest, highest=ends.highest),
        )
        return False
    every = ends.lowest if found.side is Side.AT_LEAST else ends.highest
    if found.level == every:
        log.error(
            "Q161",
            place,
            message('every answer to "{id}" meets this condition', id=found.question),
            message("Give a level between the ends of the scale, so that it says something."),
        )
        return False
    return True


def _check_pair(contradiction: Values, conditions: list[Condition], log: Log) -> None:
    """Q161: one question cannot contradict itself; it has one answer."""
    first, second = conditions
    if first.question == second.question:
        log.error(
            "Q161",
            contradiction["with"].place("question"),
            message('"{id}" has one answer and cannot contradict itself', id=first.question),
            message("Name two different questions."),
        )
