"""A problem as a linear program in zeros and ones; still without any solver."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from egovmaturity.planning.purchases import Goal, Problem, Schedule

Terms = Mapping[int, int]
"""Whole coefficients by variable."""


class Row(NamedTuple):
    """``least`` ≤ the sum of the terms ≤ ``most``; ``None``: no limit on that side."""

    terms: Terms
    least: int | None
    most: int | None


class Program:
    """Variables: that a purchase has been made by the end of a year; and money to be added.

    Without budgets everything is bought as soon as it can be, so that one year says it all. A
    purchase has variables from the first year in which it can be made.

    Source: precedence-constrained knapsack over periods, as in the planning of open pits, with
    the variables "by the end of", which make the bounds of the relaxation tight.
    """

    def __init__(self, problem: Problem, goal: Goal) -> None:
        """Number the variables."""
        self.problem, self.goal = problem, goal
        self._is_timed = not problem.is_free_of_budgets
        self.last = problem.years - 1
        self._at: dict[tuple[int, int], int] = {}
        for place, soonest in enumerate(problem.soonest):
            if soonest is not None:
                for year in range(soonest if self._is_timed else self.last, problem.years):
                    self._at[place, year] = len(self._at)
        self.binaries = len(self._at)
        self._extra: dict[int, int] = {}
        if goal is Goal.EXTRA:
            limited = (year for year, budget in enumerate(problem.budgets) if budget is not None)
            self._extra = {year: self.binaries + n for n, year in enumerate(limited)}
        self.variables = self.binaries + len(self._extra)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Purchases that can be made in time, in their order."""
        return tuple(p for p, soonest in enumerate(self.problem.soonest) if soonest is not None)

    def by_end(self, place: int, year: int) -> int | None:
        """Return the variable that a purchase is made by the end of a year; ``None``: it cannot."""
        return self._at.get((place, year))

    def made(self, place: int) -> int:
        """Return the variable that a purchase is made at all."""
        return self._at[place, self.last]

    def rows(self) -> Iterator[Row]:
        """Yield everything that has to hold."""
        for (place, year), variable in self._at.items():
            before = self.by_end(place, year - 1)
            if before is not None:
                yield Row({before: 1, variable: -1}, None, 0)
            yield from self._waits(place, year, variable)
        for requirement in self.problem.requirements:
            points = {
                self.made(place): each
                for place, each in requirement.points.items()
                if (place, self.last) in self._at
            }
            yield Row(points, requirement.needed, None)
        if self._is_timed:
            yield from self._caps() if self.problem.carries_over else self._limits()

    def _waits(self, place: int, year: int, variable: int) -> Iterator[Row]:
        for wait in self.problem.purchases[place].waits:
            other = self.by_end(wait.on, year - wait.lag if self._is_timed else year)
            if other is not None:
                yield Row({variable: 1, other: -1}, None, 0)

    def _limits(self) -> Iterator[Row]:
        for year, budget in enumerate(self.problem.budgets):
            if budget is None:
                continue
            terms: dict[int, int] = {}
            for place in self.places:
                cost = self.problem.purchases[place].cost
                now, before = self.by_end(place, year), self.by_end(place, year - 1)
                if cost and now is not None:
                    terms[now] = cost
                if cost and before is not None:
                    terms[before] = -cost
            if year in self._extra:
                terms[self._extra[year]] = -1
            yield Row(terms, None, budget)

    def _caps(self) -> Iterator[Row]:
        for year, cap in enumerate(self.problem.caps):
            if cap is None:
                return
            terms = {
                now: self.problem.purchases[place].cost
                for place in self.places
                if (now := self.by_end(place, year)) is not None
            }
            terms.update({each: -1 for when, each in self._extra.items() if when <= year})
            yield Row(terms, None, cap)

    # What is made small

    def extra(self) -> Terms:
        """Return the money added."""
        return dict.fromkeys(self._extra.values(), 1)

    def cost(self) -> Terms:
        """Return what is spent."""
        return {self.made(place): self.problem.purchases[place].cost for place in self.places}

    def lateness(self) -> Terms:
        """Return what makes spending late: cost times year, but for a constant."""
        terms: dict[int, int] = {}
        for place in self.places:
            cost = self.problem.purchases[place].cost
            if not self._is_timed:
                terms[self.made(place)] = cost * (self.problem.soonest[place] or 0)
                continue
            terms[self.made(place)] = cost * self.last
            for variable in self.earlier(place):
                terms[variable] = -cost
        return {variable: each for variable, each in terms.items() if each}

    def earlier(self, place: int) -> tuple[int, ...]:
        """Return the variables that a purchase is made before the last year."""
        years = range(self.last)
        found = (self.by_end(place, year) for year in years if self._is_timed)
        return tuple(each for each in found if each is not None)

    def schedule(self, on: frozenset[int]) -> Schedule:
        """Return what the variables say that are 1."""
        years: dict[int, int] = {}
        for (place, year), variable in self._at.items():
            if variable in on and place not in years:
                soonest = self.problem.soonest[place] or 0
                years[place] = year if self._is_timed else soonest
        return years

    def variables_of(self, schedule: Schedule) -> frozenset[int]:
        """Return the variables that are 1 in a schedule."""
        return frozenset(
            variable
            for (place, year), variable in self._at.items()
            if place in schedule and (not self._is_timed or schedule[place] <= year)
        )
