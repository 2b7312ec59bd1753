"""Scores of groups of questions and of trees of groups."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from operator import mul
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Questionnaire, Section
from egovmaturity.domain.results import (
    Counted,
    Excluded,
    GroupResult,
    Interval,
    Known,
    Open,
    OpenReason,
    Tally,
)
from egovmaturity.scoring.aggregate import in_whole, weighted_mean

_ZERO, _ONE = Fraction(0), Fraction(1)
_NONE = Tally(0, 0, 0, 0, 0)


class Part(NamedTuple):
    """A question as it counts in a group; ``weight`` may be a share of the question's own."""

    weight: Fraction
    counted: Counted


def bounds(counted: Known | Open) -> tuple[Fraction, Fraction]:
    """Return what a question is worth now and at best: an open one counts 0 and 1."""
    return (counted.worth, counted.worth) if isinstance(counted, Known) else (_ZERO, _ONE)


def score(parts: Sequence[Part]) -> GroupResult:
    """Score a flat group: the weighted mean over what applies, with its upper bound.

    ``None`` as the score when nothing applies, or when all that applies weighs nothing.

    Source: as ``weighted_mean``, S = Σ w·x / Σ w in whole numbers, over what applies. An open
    question is worth 0, and adds its whole weight to the points of the upper bound.
    """
    weights, _ = in_whole([weight for weight, _ in parts])
    worths, unit = in_whole([_worth(counted) for _, counted in parts])
    excluded = opened = 0
    for (_, counted), weight in zip(parts, weights, strict=True):
        if isinstance(counted, Excluded):
            excluded += weight
        elif isinstance(counted, Open):
            opened += weight
    total = sum(weights)
    applicable = total - excluded
    points = sum(map(mul, weights, worths))
    return GroupResult(
        _interval_of(points, opened * unit, applicable * unit),
        Fraction(applicable, total) if total else _ZERO,
        tally(counted for _, counted in parts),
    )


def _worth(counted: Counted) -> Fraction:
    return counted.worth if isinstance(counted, Known) else _ZERO


def _interval_of(points: int, opened: int, whole: int) -> Interval | None:
    """Return points as a share of ``whole``: alone, and with all those of what is open."""
    if not whole:
        return None
    low = Fraction(points, whole)
    return Interval(low, Fraction(points + opened, whole) if opened else low)


def tally(states: Iterable[Counted]) -> Tally:
    """Count the questions of a group by state."""
    names = [
        _REASON[state.reason] if isinstance(state, Open) else _STATE[type(state)]
        for state in states
    ]
    return Tally(*map(names.count, Tally._fields))


def mean_of_groups(groups: Iterable[tuple[Fraction, GroupResult]]) -> Interval | None:
    """Average the scores of groups by weight; a group without a score drops out with its weight."""
    scored = [(weight, group.score) for weight, group in groups if group.score is not None]
    return _interval(
        weighted_mean((weight, interval.low) for weight, interval in scored),
        weighted_mean((weight, interval.high) for weight, interval in scored),
    )


def section_groups(
    questionnaire: Questionnaire, states: Mapping[str, Counted]
) -> dict[str, GroupResult]:
    """Score every section of the tree: each the weighted mean of its parts.

    The parts of a section are its sub-sections and the questions placed directly in it, each
    with its own weight. A part to which nothing applies drops out.
    """
    direct: dict[str, list[Question]] = {}
    for question in questionnaire.questions:
        direct.setdefault(question.section or "", []).append(question)
    found: dict[str, GroupResult] = {}

    def visit(section: Section) -> GroupResult:
        below = [(child.weight, visit(child)) for child in section.sections]
        here = [
            (question.weight, _alone(states[question.id]))
            for question in direct.get(section.id, [])
        ]
        parts = below + here
        found[section.id] = GroupResult(
            mean_of_groups(parts),
            weighted_mean((weight, group.applicable) for weight, group in parts) or _ZERO,
            _sum_tallies(group.tally for _, group in parts),
        )
        return found[section.id]

    for section in questionnaire.sections:
        visit(section)
    return found


def _alone(counted: Counted) -> GroupResult:
    """Score a question as a group of its own."""
    if isinstance(counted, Excluded):
        return GroupResult(None, _ZERO, tally([counted]))
    return GroupResult(Interval(*bounds(counted)), _ONE, tally([counted]))


def _interval(low: Fraction | None, high: Fraction | None) -> Interval | None:
    return None if low is None or high is None else Interval(low, high)


def _sum_tallies(tallies: Iterable[Tally]) -> Tally:
    return Tally(*(sum(column) for column in zip(_NONE, *tallies, strict=False)))


_STATE = {Known: "rated", Excluded: "not_applicable"}
_REASON = {
    OpenReason.UNANSWERED: "unanswered",
    OpenReason.DONT_KNOW: "dont_know",
    OpenReason.UNVERIFIED: "unverified",
}
