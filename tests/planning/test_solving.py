"""Both solvers against trying every schedule there is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity.domain.roadmap import SolverName
from egovmaturity.planning.purchases import (
    Best,
    Goal,
    Impossible,
    Problem,
    Purchase,
    Requirement,
    Wait,
    cost_of,
    extra_by_year,
    fails,
)
from egovmaturity.planning.solving import solve

SOME = settings(deadline=None, derandomize=True, max_examples=120)


def by_brute_force(problem, goal):
    """The best schedule by the order of the module, having tried all; nothing if none does."""
    best = None
    years = [None, *range(problem.years)]
    for chosen in product(years, repeat=len(problem.purchases)):
        schedule = {n: year for n, year in enumerate(chosen) if year is not None}
        extra = sum(extra_by_year(problem, schedule))
        if (extra and goal is Goal.COST) or any(fails(problem, schedule)):
            continue
        late = sum(problem.purchases[n].cost * year for n, year in schedule.items())
        left_out = [n in schedule for n in range(len(chosen))]
        key = (extra, cost_of(problem, schedule), late, left_out, list(schedule.values()))
        if best is None or key < best[0]:
            best = key, schedule
    return best


@st.composite
def problems(draw):
    """Questions of some levels, things they need, and budgets that are just enough or not."""
    years = draw(st.integers(1, 3))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    count = min(sum(sizes), 5 if years == 3 else 6)
    starts = {sum(sizes[:n]) for n in range(len(sizes))}
    purchases = []
    for place in range(count):
        waits = {} if place in starts else {place - 1: 0}
        if place and draw(st.integers(0, 3)) == 0:
            # Backwards and forwards, but never in a circle: an order is drawn by what came before.
            waits[draw(st.integers(0, place - 1))] = draw(st.integers(0, 1))
        purchases.append(
            Purchase(
                draw(st.integers(0, 6)),
                draw(st.sampled_from([0, 0, 0, 1])),
                tuple(Wait(on, lag) for on, lag in sorted(waits.items())),
            )
        )
    points = st.dictionaries(st.integers(0, count - 1), st.integers(1, 5), max_size=count)
    requirements = [
        Requirement(each, draw(st.integers(1, max(1, sum(each.values()) + 1))))
        for each in draw(st.lists(points, max_size=2))
    ]
    return Problem(
        tuple(purchases),
        frozenset(draw(st.sets(st.integers(0, count - 1), max_size=1))),
        tuple(requirements),
        years,
        tuple(draw(st.sampled_from([None, 3, 5, 8, 12])) for _ in range(years)),
        draw(st.booleans()),
    )


@pytest.mark.parametrize("solver", SolverName)
@pytest.mark.parametrize("goal", Goal)
@SOME
@given(problem=problems())
def test_nothing_is_better_than_what_is_found(solver, goal, problem):
    expected = by_brute_force(problem, goal)
    found = solve(problem, goal, solver).answer
    if expected is None:
        assert isinstance(found, Impossible)
        return
    key, schedule = expected
    assert isinstance(found, Best)
    assert (found.extra_bound, found.cost_bound) == key[:2]
    assert found.schedule == schedule
