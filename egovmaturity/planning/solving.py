"""Who solves a problem: HiGHS where it is installed, else a search of our own."""

from typing import NamedTuple

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.roadmap import SolverName
from egovmaturity.planning.purchases import Best, Goal, Impossible, Problem, TooLargeError
from egovmaturity.planning.search import search
from egovmaturity.version import __version__


class Solved(NamedTuple):
    """An answer, and who found it."""

    answer: Best | Impossible
    solver: SolverName
    version: str


def solve(problem: Problem, goal: Goal, solver: SolverName | None = None) -> Solved:
    """Solve a problem exactly.

    Raises:
        RefusedError: It is too large for our own search.
    """
    try:
        return Solved(search(problem, goal), SolverName.SEARCH, __version__)
    except TooLargeError:
        raise RefusedError(
            message("the search was given up before a plan was proven to be the cheapest"),
            message('Install the solver HiGHS: pip install "egovmaturity[plan]"'),
        ) from None
