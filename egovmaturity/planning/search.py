"""An exact search of our own: every case is tried or proven to be worse. For small problems."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from egovmaturity.planning.purchases import (
    Best,
    Goal,
    Impossible,
    Problem,
    Purchase,
    Schedule,
    TooLargeError,
    extra_needed,
)

LIMIT = 300_000
"""Cases looked at before the search gives up: some seconds."""
_FRONTIER = 4000
"""Points kept of a frontier; what is beyond is rounded so that the bound stays one."""


def search(problem: Problem, goal: Goal, limit: int = LIMIT) -> Best | Impossible:
    """Return the best schedule, proven by having tried or excluded every other.

    Source: branch and bound over the levels of each question. The bound is the exact least cost
    of every requirement taken alone, without prerequisites: a covering knapsack by dynamic
    programming. Ties are part of the cost, as further digits of one large whole number.

    Raises:
        TooLargeError: ``limit`` cases did not suffice.
    """
    return _Search(problem, goal, limit).run()


class _Chain(NamedTuple):
    """Purchases of which each waits for the one before: the levels of a question."""

    places: tuple[int, ...]
    costs: tuple[int, ...]
    points: tuple[tuple[int, ...], ...]
    least: int


class _Weights:
    """One number for cost, early spending and order: each a digit that outweighs the next."""

    def __init__(self, problem: Problem) -> None:
        count = len(problem.purchases)
        self._problem = problem
        self._early: int = 1 << count
        latest = sum(each.cost for each in problem.purchases) * problem.years
        self.unit: int = self._early * (latest + 1)

    def of(self, place: int, year: int) -> int:
        """Return what a purchase in a year weighs."""
        cost = self._problem.purchases[place].cost
        later = len(self._problem.purchases) - 1 - place
        return cost * self.unit + cost * year * self._early + (1 << later)


class _Search:
    def __init__(self, problem: Problem, goal: Goal, limit: int) -> None:
        self._problem, self._goal, self._limit = problem, goal, limit
        self._weights = _Weights(problem)
        self._explored = 0
        self._chains = _chains(problem, self._weights)
        self._rank = {c.places[0]: n for n, c in enumerate(self._chains)}
        self._at = {p: (n, k) for n, c in enumerate(self._chains) for k, p in enumerate(c.places)}
        self._needs = [r.needed for r in problem.requirements]
        self._bounds = _Bounds(self._chains, self._needs)
        self._best: tuple[tuple[int, ...], Schedule] | None = None
        self._total = _total(problem)

    def run(self) -> Best | Impossible:
        """Try everything."""
        if any(self._problem.soonest[place] is None for place in self._problem.forced):
            return Impossible(self._explored)
        self._visit(0, [], 0, [0] * len(self._needs))
        if self._best is None:
            return Impossible(self._explored)
        key, schedule = self._best
        return Best(schedule, key[0], self._explored)

    def _visit(self, number: int, levels: list[int], weight: int, points: list[int]) -> None:
        self._count()
        rest = self._bounds.rest(number, points)
        if rest is None or not self._may_improve(weight + rest):
            return
        if number == len(self._chains):
            self._finish(levels)
            return
        chain = self._chains[number]
        for taken in range(chain.least, len(chain.places) + 1):
            if not self._is_allowed(number, taken, levels):
                break
            gained = [have + chain.points[n][taken] for n, have in enumerate(points)]
            self._visit(number + 1, [*levels, taken], weight + chain.costs[taken], gained)

    def _count(self) -> None:
        self._explored += 1
        if self._explored > self._limit:
            raise TooLargeError

    def _is_allowed(self, number: int, taken: int, levels: Sequence[int]) -> bool:
        """Whether the questions decided so far go with this one at this level.

        Once one does not because this level needs more of another, no higher level will.
        """
        for step in range(taken):
            for wait in self._problem.purchases[self._chains[number].places[step]].waits:
                other, at = self._at[wait.on]
                if other < number and levels[other] <= at:
                    return False
        return True

    def _is_whole(self, levels: Sequence[int]) -> bool:
        return all(self._is_allowed(n, taken, levels) for n, taken in enumerate(levels))

    def _may_improve(self, weight: int) -> bool:
        if self._best is None:
            return True
        return self._least_key(weight) < self._best[0]

    def _least_key(self, weight: int) -> tuple[int, ...]:
        """Return a key that no schedule of this weight or more lies below."""
        cost, rest = divmod(weight, self._weights.unit)
        if self._goal is Goal.COST:
            return (cost, rest)
        lacking = 0 if self._total is None else max(0, cost - self._total)
        return (lacking, cost, rest)

    def _finish(self, levels: Sequence[int]) -> None:
        """Find the best years for a whole choice, and keep it if nothing better is known."""
        if not all(
            self._is_allowed_both_ways(number, taken, levels) for number, taken in enumerate(levels)
        ):
            return
        bought = [
            place
            for chain, taken in zip(self._chains, levels, strict=True)
            for place in chain.places[:taken]
        ]
        timed = _Timing(self._problem, self._goal, bought, self._count).run()
        if timed is None:
            return
        weight = sum(self._weights.of(place, year) for place, year in timed.items())
        cost, rest = divmod(weight, self._weights.unit)
        key: tuple[int, ...] = (cost, rest)
        if self._goal is Goal.EXTRA:
            by_year = _by_year(self._problem, timed)
            key = (sum(extra_needed(self._problem, by_year)), cost, rest)
        if self._best is None or key < self._best[0]:
            self._best = key, timed

    def _is_allowed_both_ways(self, number: int, taken: int, levels: Sequence[int]) -> bool:
        for step in range(taken):
            for wait in self._problem.purchases[self._chains[number].places[step]].waits:
                other, at = self._at[wait.on]
                if levels[other] <= at:
                    return False
        return True


def _total(problem: Problem) -> int | None:
    """Return all money there is; ``None`` without limit."""
    total = 0
    for budget in problem.budgets:
        if budget is None:
            return None
        total += budget
    return total


def _by_year(problem: Problem, schedule: Schedule) -> list[int]:
    spent = [0] * problem.years
    for place, year in schedule.items():
        spent[year] += problem.purchases[place].cost
    return spent
