"""An exact search of our own: every case is tried or proven to be worse. For small problems."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from egovmaturity.planning.purchases import (
    Best,
    Goal,
    Impossible,
    Problem,
    Schedule,
    TooLargeError,
    cost_of,
    extra_by_year,
    extra_needed,
)

LIMIT = 300_000
"""Cases looked at before the search gives up: some seconds."""
_DEEPEST = 200
"""Questions, and purchases, that are decided one inside the other."""
_FRONTIER = 4000
"""Points kept of a frontier; what is beyond is rounded so that the bound stays one."""


def search(problem: Problem, goal: Goal) -> Best | Impossible:
    """Return the best schedule, proven by having tried or excluded every other.

    Source: branch and bound over the levels of each question. The bound is the exact least cost
    of every requirement taken alone, without prerequisites: a covering knapsack by dynamic
    programming. Ties are part of the cost, as further digits of one large whole number.

    Raises:
        TooLargeError: ``LIMIT`` cases did not suffice.
    """
    return _Search(problem, goal, LIMIT).run()


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
        self._at = {p: (n, k) for n, c in enumerate(self._chains) for k, p in enumerate(c.places)}
        self._needs = [r.needed for r in problem.requirements]
        self._bounds = _Bounds(self._chains, self._needs)
        self._best: tuple[tuple[int, ...], Schedule] | None = None
        self._total = _total(problem)

    def run(self) -> Best | Impossible:
        """Try everything."""
        if any(self._problem.soonest[place] is None for place in self._problem.forced):
            return Impossible(self._explored)
        if len(self._chains) > _DEEPEST:
            raise TooLargeError
        self._visit(0, [], 0, [0] * len(self._needs))
        if self._best is None:
            return Impossible(self._explored)
        schedule = self._best[1]
        extra = sum(extra_by_year(self._problem, schedule))
        return Best(schedule, cost_of(self._problem, schedule), extra, self._explored)

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
        """Whether a level goes with those decided so far; where not, no higher one does."""
        return all(
            levels[other] > at
            for place in self._chains[number].places[:taken]
            for wait in self._problem.purchases[place].waits
            for other, at in (self._at[wait.on],)
            if other < len(levels)
        )

    def _may_improve(self, weight: int) -> bool:
        key = self._least_key(weight)
        if self._goal is Goal.COST and self._total is not None and key[0] > self._total:
            return False
        return self._best is None or key < self._best[0]

    def _least_key(self, weight: int) -> tuple[int, ...]:
        """Return a key that no schedule of this weight or more lies below."""
        cost, rest = divmod(weight, self._weights.unit)
        if self._goal is Goal.COST:
            return (cost, rest)
        lacking = 0 if self._total is None else max(0, cost - self._total)
        return (lacking, cost, rest)

    def _finish(self, levels: Sequence[int]) -> None:
        """Find the best years for a whole choice, and keep it if nothing better is known."""
        if not all(self._is_allowed(n, taken, levels) for n, taken in enumerate(levels)):
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
            key = (sum(extra_by_year(self._problem, timed)), cost, rest)
        if self._best is None or key < self._best[0]:
            self._best = key, timed


def _total(problem: Problem) -> int | None:
    """Return all money there is; ``None`` without limit."""
    total = 0
    for budget in problem.budgets:
        if budget is None:
            return None
        total += budget
    return total


def _chains(problem: Problem, weights: _Weights) -> tuple[_Chain, ...]:
    """Return what can be bought in time, in chains; what others wait for comes early."""
    links: list[list[int]] = []
    for place, purchase in enumerate(problem.purchases):
        if problem.soonest[place] is None:
            continue
        if links and links[-1][-1] == place - 1 and any(w.on == place - 1 for w in purchase.waits):
            links[-1].append(place)
        else:
            links.append([place])
    at = {place: number for number, place in enumerate(problem.order)}
    links.sort(key=lambda link: max(at[place] for place in link))
    return tuple(_chain(problem, weights, link) for link in links)


def _chain(problem: Problem, weights: _Weights, link: Sequence[int]) -> _Chain:
    costs = [weights.of(place, problem.soonest[place] or 0) for place in link]
    points = [[r.points.get(place, 0) for place in link] for r in problem.requirements]
    forced = [n for n, place in enumerate(link, start=1) if place in problem.forced]
    return _Chain(
        tuple(link),
        tuple(accumulate(costs, initial=0)),
        tuple(tuple(accumulate(each, initial=0)) for each in points),
        max(forced, default=0),
    )


class _Frontier(NamedTuple):
    """The least that more and more points cost; points and costs rise together."""

    points: tuple[int, ...]
    costs: tuple[int, ...]

    def cost_of(self, needed: int) -> int | None:
        """Return the least cost of that many points; ``None``: there are not as many."""
        place = bisect_left(self.points, needed)
        return self.costs[place] if place < len(self.points) else None


_START = _Frontier((0,), (0,))


class _Bounds:
    """What the questions not decided yet must cost at least."""

    def __init__(self, chains: Sequence[_Chain], needs: Sequence[int]) -> None:
        self._needs = needs
        count = len(chains)
        self._forced_cost = [0] * (count + 1)
        self._forced_points = [[0] * (count + 1) for _ in needs]
        for n in reversed(range(count)):
            least = chains[n].least
            self._forced_cost[n] = self._forced_cost[n + 1] + chains[n].costs[least]
            for r, points in enumerate(self._forced_points):
                points[n] = points[n + 1] + chains[n].points[r][least]
        self._frontiers = [_frontiers(chains, r, need) for r, need in enumerate(needs)]
        self._apart = _apart(chains, len(needs))

    def rest(self, number: int, points: Sequence[int]) -> int | None:
        """Return the least weight of the questions from ``number`` on; ``None``: not enough points.

        Requirements that share no question add up; of the others the dearest counts.
        """
        together = dearest = 0
        for r, needed in enumerate(self._needs):
            lacking = needed - points[r] - self._forced_points[r][number]
            cost = self._frontiers[r][number].cost_of(lacking)
            if cost is None:
                return None
            if r in self._apart:
                together += cost
            dearest = max(dearest, cost)
        return self._forced_cost[number] + max(together, dearest)


def _apart(chains: Sequence[_Chain], count: int) -> frozenset[int]:
    """Return requirements of which no two share a question."""
    used: set[int] = set()
    chosen = set()
    for r in range(count):
        touched = {n for n, chain in enumerate(chains) if chain.points[r][-1]}
        if not touched & used:
            used |= touched
            chosen.add(r)
    return frozenset(chosen)


def _frontiers(chains: Sequence[_Chain], r: int, needed: int) -> list[_Frontier]:
    """Return for every question the frontier of it and those after it."""
    found = [_START]
    for chain in reversed(chains):
        found.append(_joined(found[-1], chain, r, max(needed, 0)))
    return found[::-1]


def _joined(rest: _Frontier, chain: _Chain, r: int, needed: int) -> _Frontier:
    points, least = chain.points[r], chain.least
    if points[-1] == points[least]:
        return rest
    options = [
        (points[taken] - points[least], chain.costs[taken] - chain.costs[least])
        for taken in range(least, len(points))
    ]
    pairs = sorted(
        (min(have + more, needed), cost + dearer)
        for have, cost in zip(rest.points, rest.costs, strict=True)
        for more, dearer in options
    )
    kept: list[tuple[int, int]] = []
    for have, cost in reversed(pairs):
        if not kept or cost < kept[-1][1]:
            kept.append((have, cost))
    kept.reverse()
    if len(kept) > _FRONTIER:
        # Two neighbours become one that has the points of the better and the cost of the other.
        kept = [(kept[min(n + 1, len(kept) - 1)][0], kept[n][1]) for n in range(0, len(kept), 2)]
    return _Frontier(tuple(have for have, _ in kept), tuple(cost for _, cost in kept))


class _Timing:
    """The best years for purchases that are all made."""

    def __init__(
        self, problem: Problem, goal: Goal, bought: Sequence[int], count: Callable[[], None]
    ) -> None:
        self._problem, self._goal, self._count = problem, goal, count
        chosen = set(bought)
        self._order = [place for place in problem.order if place in chosen]
        self._ranks = {place: n for n, place in enumerate(sorted(chosen, reverse=True))}
        self._digit = max(problem.years, 2)
        self._unit: int = self._digit ** len(chosen)
        costs = [problem.purchases[place].cost for place in self._order]
        soonest = [problem.soonest[place] or 0 for place in self._order]
        least = [self._weight(p, y) for p, y in zip(self._order, soonest, strict=True)]
        self._least = [*accumulate(reversed(least), initial=0)][::-1]
        self._costs = costs
        self._rest = [*accumulate(reversed(costs), initial=0)][::-1]
        self._total = _total(problem)
        self._best: tuple[tuple[int, int], dict[int, int]] | None = None

    def _weight(self, place: int, year: int) -> int:
        rank: int = self._digit ** self._ranks[place]
        return self._problem.purchases[place].cost * year * self._unit + year * rank

    def run(self) -> Schedule | None:
        """Return the years; ``None`` where the budgets do not allow any."""
        if self._problem.is_free_of_budgets:
            return {place: self._problem.soonest[place] or 0 for place in self._order}
        if len(self._order) > _DEEPEST:
            raise TooLargeError
        self._visit(0, {}, [0] * self._problem.years, 0)
        return None if self._best is None else self._best[1]

    def _visit(self, number: int, years: dict[int, int], spent: list[int], weight: int) -> None:
        self._count()
        lacking = self._lacking(spent, self._rest[number])
        if lacking and self._goal is Goal.COST:
            return
        key = (lacking, weight + self._least[number])
        if self._best is not None and key >= self._best[0]:
            return
        if number == len(self._order):
            self._best = key, dict(years)
            return
        place = self._order[number]
        for year in self._possible(place, years):
            spent[year] += self._costs[number]
            years[place] = year
            self._visit(number + 1, years, spent, weight + self._weight(place, year))
            spent[year] -= self._costs[number]

    def _possible(self, place: int, years: Mapping[int, int]) -> range:
        purchase = self._problem.purchases[place]
        after = [years[wait.on] + wait.lag for wait in purchase.waits]
        return range(max([purchase.earliest, *after]), self._problem.years)

    def _lacking(self, spent: Sequence[int], rest: int) -> int:
        """Return how much money is lacking at least when ``rest`` has to be spent as well."""
        in_all = 0 if self._total is None else sum(spent) + rest - self._total
        if self._problem.carries_over:
            return max(in_all, _lacking_so_far(self._problem.caps, spent))
        return max(in_all, sum(extra_needed(self._problem, spent)))


def _lacking_so_far(caps: Sequence[int | None], spent: Sequence[int]) -> int:
    pairs = zip(caps, accumulate(spent), strict=True)
    return max([0, *(total - cap for cap, total in pairs if cap is not None)])
