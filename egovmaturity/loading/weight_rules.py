"""What weights have to satisfy: something weighs, nothing rules, percentages add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from egovmaturity.domain.diagnostics import message
from egovmaturity.loading.log import Log
from egovmaturity.loading.shapes import Placed, Values, values_of

_ONE, _WHOLE = Fraction(1), Fraction(100)
_MOST_OF_STAGE = Fraction(2, 5)


def check_weights(values: Values, log: Log) -> None:
    """Note every broken rule about weights: Q104 and Q112."""
    _check_weightless(values, log)
    _check_heavy(values, log)
    _check_percentages(values, log)


def walk_sections(placed: Iterable[Placed]) -> Iterator[Placed]:
    """Walk a tree of sections, parents first."""
    for section in placed:
        yield section
        yield from walk_sections(section.value.get("sections", ()))


def questions_by(key: str, values: Values) -> dict[Any, list[Values]]:
    """Group the questions by the stage or section that they name under ``key``."""
    groups: dict[Any, list[Values]] = {}
    for question in values.get("questions", ()):
        groups.setdefault(question.value.get(key), []).append(question.value)
    return groups


def _check_weightless(values: Values, log: Log) -> None:
    """Q104: every stage, section and the whole must weigh something."""
    questions = [q.value for q in values.get("questions", ())]
    by_stage, by_section = questions_by("stage", values), questions_by("section", values)
    for stage in values.get("stages", ()):
        inside = by_stage.get(stage.value.get("id"), [])
        if inside and not _total(inside):
            _weightless(stage, log)
    for section in walk_sections(values.get("sections", ())):
        inside = _parts_of(section.value, by_section)
        if inside and not _total(inside):
            _weightless(section, log)
    for name in ("stages", "sections"):
        parts = [p.value for p in values.get(name, ())]
        if parts and not _total(parts):
            _weightless(Placed(parts[0], values.node_of(name)), log)
    if questions and "stages" not in values and "sections" not in values and not _total(questions):
        _weightless(Placed(questions[0], values.node_of("questions")), log)


def _weightless(placed: Placed, log: Log) -> None:
    log.error(
        "Q104",
        placed.place,
        message("everything in it weighs 0, so there is no score"),
        message("Give at least one part a weight above 0."),
    )


def _check_heavy(values: Values, log: Log) -> None:
    """Q104: among three questions or more none has more than two fifths of its stage."""
    by_stage = questions_by("stage", values)
    for stage in values.get("stages", ()):
        inside = by_stage.get(stage.value.get("id"), [])
        most = _total(inside) * _MOST_OF_STAGE
        for question in inside if len(inside) > 2 else ():
            if question.get("weight", _ONE) > most:
                log.warning(
                    "Q104",
                    question.place("weight"),
                    message(
                        "one question has more than {share} of the weight of its stage", share="40%"
                    ),
                )


def _check_percentages(values: Values, log: Log) -> None:
    """Q112: weights that are written as percentages of the whole add up, without gap or overlap.

    They are percentages where all that the index is made of has a weight and these add up to 100,
    or nearly so. Then a section weighs what its parts weigh: where that holds of one section it is
    looked at in all, otherwise in those that miss it by a point. Elsewhere weights are relative.
    """
    name = next((key for key in ("stages", "sections") if key in values), "questions")
    total = _written_total([part.value for part in values.get(name, ())])
    if total is None or abs(total - _WHOLE) > 1:
        return
    if total != _WHOLE:
        log.warning(
            "Q112",
            values.place(name),
            message("the weights add up to {found}, not to 100", found=_decimal(total)),
            message("Look for the one that is missing or too much."),
        )
    sums = list(_sums_of_sections(values))
    is_usual = any(inside == section["weight"] for section, inside in sums)
    for section, inside in sums:
        missed = abs(inside - section["weight"])
        if missed and (is_usual or missed <= 1):
            log.warning(
                "Q112",
                section.place("weight"),
                message(
                    "the section weighs {own}, the weights in it add up to {found}",
                    own=_decimal(section["weight"]),
                    found=_decimal(inside),
                ),
                message("Look for the one that is missing or too much."),
            )


def _sums_of_sections(values: Values) -> Iterator[tuple[Values, Fraction]]:
    """Yield the sections whose parts all have a weight, with the sum of these weights.

    Weights of 1 all through are relative, and those that add up to 1 or 100 are shares of the
    section.
    """
    by_section = questions_by("section", values)
    for placed in walk_sections(values.get("sections", ())):
        parts = _parts_of(placed.value, by_section)
        total = _written_total(parts)
        own = placed.value.get("weight")
        if not parts or total is None or own is None:
            continue
        is_relative = all(part["weight"] == 1 for part in parts) or total in {_ONE, _WHOLE}
        if total == own or not is_relative:
            yield placed.value, total


def _parts_of(section: Values, by_section: Mapping[Any, Sequence[Values]]) -> list[Values]:
    """Return the questions placed directly in a section, and the sections in it."""
    return [*by_section.get(section.get("id"), ()), *values_of(section.get("sections"))]


def _total(parts: Iterable[Mapping[str, Any]]) -> Fraction:
    return sum((part.get("weight", _ONE) for part in parts), Fraction(0))


def _written_total(parts: Sequence[Values]) -> Fraction | None:
    """Add up weights; ``None`` where one is left out."""
    return _total(parts) if all("weight" in part for part in parts) else None


def _decimal(number: Fraction) -> str:
    """Write a sum as its parts are written: 99.5; one third stays 1/3."""
    digits = number * 10**4
    if digits.denominator > 1:
        return str(number)
    return f"{Decimal(digits.numerator).scaleb(-4).normalize():f}"
