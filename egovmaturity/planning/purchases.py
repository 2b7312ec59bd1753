"""What a plan is a choice of, in whole numbers and nothing else: the problem that is solved."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple


class Wait(NamedTuple):
    """The purchase, by its place, that has to be made ``lag`` years earlier or more."""

    on: int
    lag: int


class Purchase(NamedTuple):
    """Something bought at once or not at all, for ``cost``, in the year ``earliest`` or later.

    Years are counted from 0.
    """

    cost: int
    earliest: int
    waits: tuple[Wait, ...]


class Requirement(NamedTuple):
    """The points of what is bought have to add up to ``needed``; a point is worth what it says."""

    points: Mapping[int, int]
    needed: int

    def is_met(self, bought: Mapping[int, int]) -> bool:
        """Whether the purchases made, by their places, have points enough."""
        return sum(self.points.get(each, 0) for each in bought) >= self.needed


class _ProblemData(NamedTuple):
    purchases: tuple[Purchase, ...]
    forced: frozenset[int]
    requirements: tuple[Requirement, ...]
    years: int
    budgets: tuple[int | None, ...]
    carries_over: bool


class Problem(_ProblemData):
    """Purchases to choose from, what they have to achieve, and what each year may cost.

    The order of the purchases settles ties, and the steps of a question stand in it one after
    another, each waiting for the one before. ``forced`` have to be made. A budget of ``None`` is
    none. Whether what is left over ``carries_over`` is a fact about the budgets.
    """

    @cached_property
    def soonest(self) -> tuple[int | None, ...]:
        """The first year in which each purchase can be made at all; ``None``: never in time."""
        found: dict[int, int | None] = {}
        for place in self.order:
            years = [self.purchases[place].earliest]
            for wait in self.purchases[place].waits:
                before = found[wait.on]
                years.append(self.years if before is None else before + wait.lag)
            latest = max(years)
            found[place] = latest if latest < self.years else None
        return tuple(found[place] for place in range(len(self.purchases)))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Every purchase after those it waits for."""
        done: dict[int, None] = {}
        for first in range(len(self.purchases)):
            stack = [first]
            while stack:
                place = stack[-1]
                open_ones = [w.on for w in self.purchases[place].waits if w.on not in done]
                if open_ones:
                    stack += open_ones
                else:
                    done[stack.pop()] = None
        return tuple(done)

    def with_budgets(self, budgets: tuple[int | None, ...]) -> "Problem":
        """Return the same problem with other budgets."""
        return self._replace(budgets=budgets)

    def within(self, years: int) -> "Problem":
        """Return the same problem with fewer years."""
        return self._replace(years=years, budgets=self.budgets[:years])

    @cached_property
    def is_free_of_budgets(self) -> bool:
        """Whether no year has a limit; everything is then bought as soon as it can be."""
        return all(budget is None for budget in self.budgets)

    @cached_property
    def caps(self) -> tuple[int | None, ...]:
        """What may be spent up to the end of each year, where what is left over carries over."""
        total, caps = 0, []
        for budget in self.budgets:
            if budget is None:
                break
            total += budget
            caps.append(total)
        return (*caps, *[None] * (self.years - len(caps)))


Schedule = Mapping[int, int]
"""Purchases made, by their places, and the year of each."""


def cost_of(problem: Problem, schedule: Schedule) -> int:
    """Return what a schedule costs."""
    return sum(problem.purchases[place].cost for place in schedule)


def spent(problem: Problem, schedule: Schedule) -> list[int]:
    """Return what each year costs."""
    by_year = [0] * problem.years
    for place, year in schedule.items():
        by_year[year] += problem.purchases[place].cost
    return by_year


def extra_by_year(problem: Problem, schedule: Schedule) -> list[int]:
    """Return how much more than it has each year needs, first years first."""
    return extra_needed(problem, spent(problem, schedule))


def extra_needed(problem: Problem, by_year: Sequence[int]) -> list[int]:
    """Return how much is lacking each year so that ``by_year`` can be spent."""
    left, extra, is_free = 0, [], False
    for budget, cost in zip(problem.budgets, by_year, strict=True):
        is_free = budget is None or (is_free and problem.carries_over)
        if is_free or budget is None:
            extra.append(0)
            continue
        have = budget + (left if problem.carries_over else 0)
        extra.append(max(0, cost - have))
        left = max(0, have - cost)
    return extra


def fails(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Yield what a schedule misses, budgets aside, in the terms of this module."""
    for place, year in schedule.items():
        purchase = problem.purchases[place]
        if not purchase.earliest <= year < problem.years:
            yield f"{place} in year {year}"
        for wait in purchase.waits:
            if wait.on not in schedule or schedule[wait.on] + wait.lag > year:
                yield f"{place} before {wait.on}"
    yield from (f"{place} is left out" for place in problem.forced if place not in schedule)
    for number, requirement in enumerate(problem.requirements):
        if not requirement.is_met(schedule):
            yield f"requirement {number}"


class Goal(Enum):
    """What is made as small as can be, the first before the others.

    ``COST``: what is spent, within the budgets. ``EXTRA``: what has to be added to the budgets,
    then what is spent.
    """

    COST = "cost"
    EXTRA = "extra"


class Best(NamedTuple):
    """The best schedule, and what no other falls below: in cost, and in money to be added.

    With the goal ``EXTRA`` the bound of the cost is for schedules that need as little more. Of
    equal ones it is what spends earliest, then what leaves out the first purchases, then what
    makes the first ones soonest; unless not ``is_settled``: then settling that was given up.
    """

    schedule: Schedule
    cost_bound: int
    extra_bound: int
    explored: int
    is_settled: bool = True


class Impossible(NamedTuple):
    """No schedule does it; every case was looked at."""

    explored: int


class TooLargeError(Exception):
    """The search was given up before it knew the answer."""
