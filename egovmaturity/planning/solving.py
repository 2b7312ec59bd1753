"""Who solves a problem: HiGHS where it is installed, else a search of our own."""

from typing import NamedTuple

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.roadmap import SolverName
from egovmaturity.planning import highs
from egovmaturity.planning.purchases import Best, Goal, Impossible, Problem, TooLargeError
from egovmaturity.planning.search import search
from egovmaturity.version import __version__


class Solved(NamedTuple):
    """An answer, who found it, and which release of it."""

    answer: Best | Impossible
    solver: SolverName
    version: str


def solve(problem: Problem, goal: Goal, solver: SolverName | None = None) -> Solved:
    """Solve a problem exactly.

    Raises:
        RefusedError: It is too large to be solved, or HiGHS is asked for and not installed.
    """
    chosen = solver or (SolverName.HIGHS if highs.is_installed() else SolverName.SEARCH)
    if chosen == SolverName.HIGHS:
        return _by_highs(problem, goal)
    try:
        return Solved(search(problem, goal), SolverName.SEARCH, __version__)
    except TooLargeError:
        raise RefusedError(
            message("the search was given up before a plan was proven to be the cheapest"),
            _INSTALL,
        ) from None


def _by_highs(problem: Problem, goal: Goal) -> Solved:
    if not highs.is_installed():
        raise RefusedError(message("the solver HiGHS is not installed"), _INSTALL)
    try:
        answer = highs.solve_with_highs(problem, goal)
    except TooLargeError:
        raise RefusedError(
            message("HiGHS was given up before a plan was proven to be the cheapest"),
            message("Ask for less: fewer years, or budgets in round amounts."),
        ) from None
    return Solved(answer, SolverName.HIGHS, highs.version())


_INSTALL = message('Install it with the extra "plan": pip install "egovmaturity[plan]"')
