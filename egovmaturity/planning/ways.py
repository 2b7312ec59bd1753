"""The ways to an aim, each posed as a problem, and the cheapest of them."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.roadmap import Obstacle, ObstacleKind, Query, SolverName
from egovmaturity.planning.demands import Demand, Demands, demands_of
from egovmaturity.planning.posed import Name, Posed, pose
from egovmaturity.planning.purchases import Best, Goal, cost_of, extra_by_year
from egovmaturity.planning.solving import Solved, solve


class Way(NamedTuple):
    """What one way to the aim demands, and the problem that this is."""

    demands: Demands
    posed: Posed

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What no money removes."""
        kind = ObstacleKind.PREREQUISITE_OUT_OF_REACH
        return (*self.demands.obstacles, *(Obstacle(kind, each) for each in self.posed.blocked))


class Chosen(NamedTuple):
    """The best way and what was found on it.

    ``bound`` is the cost, and ``extra_bound`` the money to be added, that no way falls below: one
    on which the search was given up may be cheaper than the one that was found best.
    """

    way: Way
    best: Best
    solved: Solved
    bound: Fraction
    extra_bound: Fraction


def ways_to(assessment: Assessment, query: Query, more: tuple[Demand, ...] = ()) -> tuple[Way, ...]:
    """Return every way to the aim of a query, with ``more`` to be met besides.

    Raises:
        ValueError: The aim names what the questionnaire does not have.
    """
    demands = (
        each._replace(means=(*each.means, *more)) for each in demands_of(assessment, query.aim)
    )
    return tuple(Way(each, pose(assessment, query, each)) for each in demands)


def best_way(ways: Sequence[Way], goal: Goal, solver: SolverName | None) -> Chosen | None:
    """Return the best of all ways; ``None`` where none is open.

    Raises:
        RefusedError: Something has no cost, or the problem is too large.
    """
    is_open = [way for way in ways if not way.obstacles]
    refuse_unpriced(name for way in is_open for name in way.posed.unpriced)
    found: list[Chosen] = []
    for way in is_open:
        solved = solve(way.posed.problem, goal, solver)
        if isinstance(solved.answer, Best):
            best, unit = solved.answer, way.posed.unit
            bounds = best.cost_bound * unit, best.extra_bound * unit
            found.append(Chosen(way, best, solved, *bounds))
    if not found:
        return None
    chosen = min(found, key=_key)
    extra, _ = _key(chosen)
    rivals = [each.bound for each in found if each.extra_bound <= extra]
    return chosen._replace(bound=min(rivals), extra_bound=min(each.extra_bound for each in found))


def _key(chosen: Chosen) -> tuple[Fraction, Fraction]:
    problem, unit = chosen.way.posed.problem, chosen.way.posed.unit
    schedule = chosen.best.schedule
    return sum(extra_by_year(problem, schedule)) * unit, cost_of(problem, schedule) * unit


_LISTED = 12
"""How many of those without a cost are named."""


def refuse_unpriced(names: Iterable[Name]) -> None:
    """Refuse to plan with what has no cost.

    Raises:
        RefusedError: There is any; it is named.
    """
    missing: dict[str, list[int]] = {}
    for about, level in names:
        levels = missing.setdefault(about, [])
        if level is not None and level not in levels:
            levels.append(level)
    if not missing:
        return
    listed = [f"{a} ({', '.join(map(str, ls))})" if ls else a for a, ls in missing.items()]
    more = ["…"] if len(listed) > _LISTED else []
    raise RefusedError(
        message(
            "nobody says what steps of {n} questions or enablers cost (the level they lead to): "
            "{steps}",
            n=len(listed),
            steps="; ".join([*listed[:_LISTED], *more]),
        ),
        message("State the costs in a file for --costs, or give one for all with --assume-cost."),
    )
