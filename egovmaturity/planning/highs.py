"""Problems of any size, solved by HiGHS and checked in whole numbers. The one home of highspy."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import accumulate
from math import ceil, log
from operator import mul
from typing import Any, NamedTuple

from egovmaturity.planning.program import Program, Row, Terms
from egovmaturity.planning.purchases import (
    Best,
    Goal,
    Impossible,
    Problem,
    Schedule,
    TooLargeError,
    cost_of,
    extra_by_year,
    fails,
)

NODES = 200_000
"""Cases HiGHS may split one question into before it is given up; counted, not timed."""
_NODES_OF_TIES = 20
"""The same for each step of settling ties, which is about taste and may cost more than the plan."""
_ITERATIONS_OF_TIES = 1000
"""The same for all of them together, in steps of the simplex method."""
_VARIABLES_OF_YEARS = 400
"""Up to this size it is also settled which purchase comes first where only the years differ."""
_VARIABLES_OF_LATENESS = 700
"""Up to this size it is settled within budgets which plan spends earliest."""
_TOLD_APART = 1 << 31
"""Beyond this a sum of costs and years in floating point need not differ where one unit does."""
_BLOCK = 1 << 14
"""How much the first of a block of ties may outweigh the last without losing digits."""


def is_installed() -> bool:
    """Whether HiGHS can be called."""
    return find_spec("highspy") is not None


def version() -> str:
    """Return the release of HiGHS that is installed."""
    from importlib.metadata import version as installed  # noqa: PLC0415

    return installed("highspy")


def solve_with_highs(problem: Problem, goal: Goal) -> Best | Impossible:
    """Return the best schedule, or that there is none.

    What HiGHS calculates in floating point is checked in whole numbers; what fails is cut off and
    the search goes on. Ties are settled one question after another, each with all that was found
    before held fast.

    Raises:
        TooLargeError: HiGHS was given up before it knew.
    """
    if any(problem.soonest[place] is None for place in problem.forced):
        return Impossible(0)
    if not any(fails(problem, {})):
        return Best({}, 0, 0, 0)
    if all(soonest is None for soonest in problem.soonest):
        return Impossible(0)
    if goal is Goal.EXTRA or problem.is_free_of_budgets:
        return _Solving(problem, goal).run()
    return _within_budgets(problem)


def _within_budgets(problem: Problem) -> Best | Impossible:
    """Look for the cheapest choice without budgets first; if it fits into them, nothing beats it.

    That problem has no years and is by far the smaller one.
    """
    loose = _Solving(problem.with_budgets((None,) * problem.years), Goal.COST)
    bound = loose.cheapest()
    if bound is None:
        return Impossible(loose.explored)
    solving = _Solving(problem, Goal.COST)
    best: Best | Impossible
    if not solving.fits(loose.schedule):
        best = solving.run(bound)
    else:
        if not loose.is_alone():
            solving.free_choice()
        best = solving.settled(bound)
    return best._replace(explored=best.explored + loose.explored)


class _Solving:
    """One problem, from its cheapest schedules to the one of them that is taken."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self._problem, self._goal = problem, goal
        self._program = Program(problem, goal)
        self._model = Model(self._program)
        for place in problem.forced:
            self._model.fix(self._program.made(place), 1)
        self.schedule: Schedule = {}
        self._is_settled = True
        self._left = _ITERATIONS_OF_TIES

    @property
    def explored(self) -> int:
        """How many cases were looked at."""
        return self._model.explored

    def cheapest(self) -> int | None:
        """Find a cheapest schedule; return what none falls below, ``None`` where there is none."""
        return self._least(self._program.cost())

    def run(self, known_bound: int | None = None) -> Best | Impossible:
        """Make one thing after another as small as can be.

        ``known_bound`` is what the cost is known not to fall below.

        Raises:
            TooLargeError: HiGHS was given up, or contradicts itself.
        """
        extra_bound = self._least_extra()
        if extra_bound is None:
            return Impossible(self.explored)
        if known_bound is not None:
            self._model.hold_up(self._program.cost(), known_bound)
        cost_bound = self.cheapest()
        if cost_bound is None and self._goal is Goal.EXTRA:
            raise TooLargeError
        if cost_bound is None:
            return Impossible(self.explored)
        if self._is_loose and self.is_alone():
            return Best(self.schedule, cost_bound, extra_bound, self.explored)
        return self.settled(cost_bound, extra_bound)

    @property
    def _is_loose(self) -> bool:
        return self._goal is Goal.COST and self._problem.is_free_of_budgets

    def _least_extra(self) -> int | None:
        """Find the least money to add, and add no more; ``None``: no money does it."""
        if self._goal is Goal.COST:
            return 0
        bound = self._least(self._program.extra())
        if bound is not None:
            needed = sum(extra_by_year(self._problem, self.schedule))
            self._model.hold(self._program.extra(), needed)
        return bound

    def settled(self, cost_bound: int, extra_bound: int = 0) -> Best:
        """Settle which of the schedules as cheap as the one found it is to be."""
        cost = cost_of(self._problem, self.schedule)
        self._model.hold(self._program.cost(), cost)
        self._settle_lateness()
        self._settle_choice()
        self._settle_years()
        is_settled = self._is_settled and cost * self._problem.years < _TOLD_APART
        return Best(self.schedule, cost_bound, extra_bound, self.explored, is_settled)

    def fits(self, chosen: Schedule) -> bool:
        """Hold a choice fast if there are years for it within the budgets."""
        for place in self._program.places:
            self._model.fix(self._program.made(place), int(place in chosen))
        if self._least({}) is not None:
            return True
        self.free_choice()
        return False

    def free_choice(self) -> None:
        """Let go of a choice that was held fast."""
        for place in self._program.places:
            least = int(place in self._problem.forced)
            self._model.release(self._program.made(place), least)

    def is_alone(self) -> bool:
        """Whether no other choice is as cheap as the one found; no where that takes too long."""
        rows = self._model.rows
        self._model.hold(self._program.cost(), cost_of(self._problem, self.schedule))
        self._model.cut_off(frozenset(self._program.made(place) for place in self.schedule))
        try:
            found = self._model.minimise({}, frozenset(), _NODES_OF_TIES)
        except TooLargeError:
            return False
        finally:
            self._model.forget(rows)
        return found is None

    def _least(self, terms: Terms, nodes: int = NODES) -> int | None:
        """Make the sum of some terms least; return what it cannot fall below, ``None``: no way."""
        while (found := self._model.minimise(terms, self._on(), nodes)) is not None:
            schedule = self._program.schedule(found.on)
            if self._is_right(schedule):
                self.schedule = schedule
                self._is_settled = self._is_settled and found.is_final
                return found.bound
            self._model.cut_off(found.on)
        return None

    def _is_right(self, schedule: Schedule) -> bool:
        if any(fails(self._problem, schedule)):
            return False
        return self._goal is Goal.EXTRA or not any(extra_by_year(self._problem, schedule))

    def _on(self) -> frozenset[int]:
        return self._program.variables_of(self.schedule)

    # Ties

    def _settle(self, terms: Terms) -> None:
        """Make a sum least that is about ties only, if that is quickly done."""
        before = self._model.iterations
        self._is_settled = self._is_settled and self._left > 0
        if self._is_settled:
            # What was found is possible; that HiGHS denies only where its numbers fail it.
            self._is_settled = self._least(terms, _NODES_OF_TIES) is not None and self._is_settled
        self._left -= self._model.iterations - before

    def _settle_lateness(self) -> None:
        """Spend as early as can be.

        In large problems with budgets that costs more than the plan: there each purchase is moved
        as early as the others let it, which need not be the earliest of all.
        """
        is_large = self._program.binaries > _VARIABLES_OF_LATENESS
        if is_large and self._goal is Goal.COST and not self._problem.is_free_of_budgets:
            self._move_earlier()
            self._is_settled = False
            return
        terms = self._program.lateness()
        if any(year and self._problem.purchases[p].cost for p, year in self.schedule.items()):
            self._settle(terms)
        if terms:
            self._model.hold(terms, _sum(terms, self._on()))

    def _move_earlier(self) -> None:
        """Give purchases, those of early years first, the first year they can have, until none can.

        Each move lowers the sum of years, so that it ends.
        """
        while (moved := self._moved_earlier()) is not None:
            self.schedule = moved

    def _moved_earlier(self) -> Schedule | None:
        """Return the schedule with the first purchase moved that can be; ``None``: none can."""
        for place in sorted(self.schedule, key=lambda place: (self.schedule[place], place)):
            for year in range(self._problem.soonest[place] or 0, self.schedule[place]):
                moved = {**self.schedule, place: year}
                if self._is_no_worse(moved):
                    return moved
        return None

    def _is_no_worse(self, schedule: Schedule) -> bool:
        """Whether a schedule keeps every condition, and needs no more money in any year."""
        before = extra_by_year(self._problem, self.schedule)
        after = extra_by_year(self._problem, schedule)
        is_within = all(now <= then for now, then in zip(after, before, strict=True))
        return is_within and not any(fails(self._problem, schedule))

    def _settle_choice(self) -> None:
        """Leave out the first purchases that can be left out."""
        places = list(self._program.places)
        while places:
            block = places[: _BLOCK.bit_length()] if places[0] in self.schedule else places[:1]
            if places[0] in self.schedule:
                made = [self._program.made(place) for place in reversed(block)]
                self._settle({variable: 1 << n for n, variable in enumerate(made)})
            for place in block:
                self._model.fix(self._program.made(place), int(place in self.schedule))
            places = places[len(block) :]

    def _settle_years(self) -> None:
        """Make the first purchases as soon as can be, once it is known which are made."""
        if self._program.binaries > _VARIABLES_OF_YEARS:
            self._is_settled = self._is_settled and self._is_soonest()
            return
        years = self._problem.years
        size = max(1, int(log(_BLOCK, years))) if years > 1 else 1
        places = sorted(self.schedule)
        while places:
            is_soonest = self.schedule[places[0]] == self._problem.soonest[places[0]]
            block = places[:1] if is_soonest else places[:size]
            if not is_soonest:
                self._settle(self._lateness_of(block))
            for place in block:
                self._fix_year(place)
            places = places[len(block) :]

    def _is_soonest(self) -> bool:
        soonest = self._problem.soonest
        return all(soonest[place] == year for place, year in self.schedule.items())

    def _lateness_of(self, block: Sequence[int]) -> Terms:
        return {
            variable: -(self._problem.years**n)
            for n, place in enumerate(reversed(block))
            for variable in self._program.earlier(place)
        }

    def _fix_year(self, place: int) -> None:
        on = self._on()
        for variable in self._program.earlier(place):
            self._model.fix(variable, int(variable in on))


def _sum(terms: Terms, on: frozenset[int]) -> int:
    return sum(each for variable, each in terms.items() if variable in on)


class _Found(NamedTuple):
    """The variables that are 1, what the sum cannot fall below, and whether it reaches that."""

    on: frozenset[int]
    bound: int
    is_final: bool


class Model:
    """A program inside HiGHS."""

    def __init__(self, program: Program) -> None:
        import highspy  # noqa: PLC0415  # it brings numpy, a fifth of a second

        self._highspy = highspy
        self._binaries, self._variables = program.binaries, program.variables
        with _silenced():
            self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._lp(list(program.rows())))
        self.explored = 0
        self.iterations = 0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self._highs.getNumRow())

    def _lp(self, rows: Sequence[Row]) -> Any:
        highspy = self._highspy
        lp = highspy.HighsLp()
        count = self._variables
        lp.num_col_, lp.num_row_ = count, len(rows)
        lp.col_cost_ = [0.0] * count
        lp.col_lower_ = [0.0] * count
        lp.col_upper_ = [1.0] * self._binaries + [highspy.kHighsInf] * (count - self._binaries)
        kinds = [highspy.HighsVarType.kInteger] * self._binaries
        lp.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (count - self._binaries)
        lp.row_lower_ = [_limit(row.least, -highspy.kHighsInf) for row in rows]
        lp.row_upper_ = [_limit(row.most, highspy.kHighsInf) for row in rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = [*accumulate((len(row.terms) for row in rows), initial=0)]
        lp.a_matrix_.index_ = [variable for row in rows for variable in row.terms]
        lp.a_matrix_.value_ = [float(each) for row in rows for each in row.terms.values()]
        return lp

    def minimise(self, terms: Terms, start: frozenset[int], nodes: int) -> _Found | None:
        """Return where the sum of some terms is least; ``None``: nothing is possible.

        After ``nodes`` cases it is where it was least so far.

        Raises:
            TooLargeError: Nothing was found so far.
        """
        count = self._variables
        costs = [float(terms.get(variable, 0)) for variable in range(count)]
        self._highs.changeColsCost(count, list(range(count)), costs)
        self._highs.setOptionValue("mip_max_nodes", nodes)
        if start:
            self._start_from(start)
        self._highs.run()
        if not self._is_consistent(costs):
            # Some releases give back the start in place of what they have found from it.
            self._highs.clearSolver()
            self._highs.run()
        info = self._highs.getInfo()
        self.explored += max(1, info.mip_node_count)
        self.iterations += max(0, info.simplex_iteration_count)
        statuses = self._highspy.HighsModelStatus
        status = self._highs.getModelStatus()
        if status == statuses.kInfeasible:
            return None
        is_final = status == statuses.kOptimal
        if not is_final and not (status == statuses.kSolutionLimit and self._has_solution(info)):
            raise TooLargeError
        values = self._highs.getSolution().col_value
        on = frozenset(n for n in range(self._binaries) if values[n] > _HALF)
        bound = info.mip_dual_bound
        return _Found(on, ceil(bound - _SLACK - abs(bound) * _RELATIVE), is_final)

    def _is_consistent(self, costs: Sequence[float]) -> bool:
        """Whether the values given back are those that the objective was found with."""
        if self._highs.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return True
        values = self._highs.getSolution().col_value
        objective = sum(map(mul, costs, values))
        found = self._highs.getInfo().objective_function_value
        return bool(abs(objective - found) <= _HALF)

    def _has_solution(self, info: Any) -> bool:
        return bool(info.primal_solution_status == _FEASIBLE)

    def _start_from(self, on: frozenset[int]) -> None:
        solution = self._highspy.HighsSolution()
        solution.col_value = [float(n in on) for n in range(self._variables)]
        self._highs.setSolution(solution)

    def hold(self, terms: Terms, value: int) -> None:
        """Let a sum not grow beyond ``value`` any more."""
        self._add(terms, -self._highspy.kHighsInf, float(value))

    def hold_up(self, terms: Terms, value: int) -> None:
        """Let a sum not fall below ``value``, as is known of it."""
        self._add(terms, float(value), self._highspy.kHighsInf)

    def fix(self, variable: int, value: int) -> None:
        """Let a variable not move any more."""
        self._highs.changeColBounds(variable, float(value), float(value))

    def release(self, variable: int, least: int) -> None:
        """Let a variable move again, down to ``least``."""
        self._highs.changeColBounds(variable, float(least), 1.0)

    def forget(self, kept: int) -> None:
        """Take back every row but the first ``kept``."""
        rows = list(range(kept, self.rows))
        self._highs.deleteRows(len(rows), rows)

    def cut_off(self, on: frozenset[int]) -> None:
        """Forbid a choice that is wrong when looked at in whole numbers."""
        terms = {n: (-1 if n in on else 1) for n in range(self._binaries)}
        self._add(terms, 1.0 - len(on), self._highspy.kHighsInf)

    def _add(self, terms: Terms, least: float, most: float) -> None:
        values = [float(each) for each in terms.values()]
        self._highs.addRow(least, most, len(terms), list(terms), values)


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep out of standard output what HiGHS prints there before any option can stop it."""
    kept, nowhere = os.dup(_STDOUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDOUT)
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)
        os.close(nowhere)


_STDOUT = 1


def _limit(value: int | None, otherwise: float) -> float:
    return otherwise if value is None else float(value)


_OPTIONS: Mapping[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
_HALF = 0.5
_FEASIBLE = 2
"""What HiGHS calls a solution that is one."""
_SLACK, _RELATIVE = 1e-6, 2.0**-40
"""What a bound in floating point may lie above the whole number it stands for."""
