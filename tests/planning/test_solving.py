"""Both solvers against trying every schedule there is."""

from itertools import product
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity.domain.roadmap import SolverName
from egovmaturity.planning import highs
from egovmaturity.planning import search as searching
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
                draw(st.sampled_from([0, 1, 2, 2, 3, 5])),
                draw(st.sampled_from([0, 0, 0, 1])),
                tuple(Wait(on, lag) for on, lag in sorted(waits.items())),
            )
        )
    points = st.dictionaries(st.integers(0, count - 1), st.integers(1, 5), max_size=count)
    requirements = [
        Requirement(each, draw(st.integers(1, max(1, sum(each.values()) + 1))))
        for each in draw(st.lists(points, max_size=3))
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


def chain(*costs, **more):
    """Purchases of which each waits for the one before, with a point for each cost."""
    purchases = tuple(
        Purchase(cost, 0, (Wait(place - 1, 0),) if place else ())
        for place, cost in enumerate(costs)
    )
    requirement = Requirement(dict.fromkeys(range(len(costs)), 1), 2)
    return Problem(purchases, frozenset(), (requirement,), 1, (None,), False)._replace(**more)


def choice(*purchases, points=None, needed=1):
    """Purchases to choose from, each with a point unless ``points`` says otherwise."""
    requirement = Requirement(points or dict.fromkeys(range(len(purchases)), 1), needed)
    return Problem(purchases, frozenset(), (requirement,), 3, (None,) * 3, False)


NOW, LATER = 0, 1


@pytest.mark.parametrize("budgets", [(None,) * 3, (50, 50, 50)], ids=["free", "budgets"])
@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("solver", SolverName)
@pytest.mark.parametrize(
    ("problem", "schedule"),
    [
        pytest.param(
            choice(Purchase(5, NOW, ()), Purchase(4, LATER, ())), {1: 1}, id="cost goes first"
        ),
        pytest.param(
            choice(Purchase(5, LATER, ()), Purchase(5, NOW, ())), {1: 0}, id="then what is earlier"
        ),
        pytest.param(
            choice(Purchase(5, NOW, ()), Purchase(5, LATER, ())),
            {0: 0},
            id="even where that takes the first",
        ),
        pytest.param(
            choice(Purchase(5, NOW, ()), Purchase(5, NOW, ())), {1: 0}, id="then the first is left"
        ),
        pytest.param(
            choice(
                Purchase(4, NOW, ()),
                Purchase(2, NOW, ()),
                Purchase(2, NOW, ()),
                points={0: 2, 1: 1, 2: 1},
                needed=2,
            ),
            {1: 0, 2: 0},
            id="the first before all others",
        ),
        pytest.param(
            choice(
                Purchase(3, NOW, ()),
                Purchase(2, NOW, ()),
                Purchase(3, NOW, ()),
                Purchase(4, NOW, ()),
                points={0: 3, 1: 2, 2: 3, 3: 4},
                needed=6,
            ),
            {1: 0, 3: 0},
            id="of three ways the one without the first",
        ),
        pytest.param(
            choice(Purchase(0, LATER, ()), Purchase(0, NOW, ())),
            {1: 0},
            id="what costs nothing is neither early nor late",
        ),
        pytest.param(
            choice(Purchase(2, NOW, ()), Purchase(7, LATER, (Wait(0, 0),)), points={1: 1}),
            {0: 0, 1: 1},
            id="each as soon as it can be",
        ),
    ],
)
def test_which_of_several_schedules_it_is(problem, schedule, solver, goal, budgets):
    found = solve(problem.with_budgets(budgets), goal, solver).answer
    assert found.schedule == schedule


def test_what_highs_gets_wrong_is_cut_off(monkeypatch):
    """A choice that fails in whole numbers is excluded, and the search goes on."""
    first = highs.Model.minimise
    wrong = []

    def tampered(self, terms, start, nodes):
        found = first(self, terms, start, nodes)
        if wrong:
            return found
        wrong.append(found)
        return found._replace(on=frozenset(list(found.on)[:1]))

    monkeypatch.setattr(highs.Model, "minimise", tampered)
    found = solve(chain(1, 2, 4), Goal.COST, SolverName.HIGHS).answer
    assert (dict(found.schedule), found.cost_bound) == ({0: 0, 1: 0}, 3)


def test_what_is_not_proven_has_a_lower_bound(monkeypatch):
    first = highs.Model.minimise

    def given_up(self, terms, start, nodes):
        found = first(self, terms, start, nodes)
        return found and found._replace(bound=found.bound - 1, is_final=False)

    monkeypatch.setattr(highs.Model, "minimise", given_up)
    found = solve(chain(1, 2, 4), Goal.COST, SolverName.HIGHS).answer
    assert (cost_of(chain(1, 2, 4), found.schedule), found.cost_bound) == (3, 2)


@pytest.mark.parametrize("goal", Goal)
def test_costs_in_single_rupiah_are_told_apart(goal):
    """Sums of more than ten digits that differ by one."""
    purchases = (
        Purchase(73_512_345_671, 0, ()),
        Purchase(73_512_345_670, 0, ()),
        Purchase(12_345_678_901, 0, ()),
    )
    requirement = Requirement({0: 1, 1: 1, 2: 0}, 1)
    for budget, cost in ((73_512_345_670, 73_512_345_670), (73_512_345_669, None)):
        problem = Problem(purchases, frozenset(), (requirement,), 1, (budget,), False)
        found = solve(problem, goal, SolverName.HIGHS).answer
        if cost is None and goal is Goal.COST:
            assert isinstance(found, Impossible)
        else:
            assert (found.cost_bound, found.extra_bound) == (73_512_345_670, int(cost is None))


def test_nothing_is_printed_by_highs(capfd):
    solve(chain(1, 2, 4), Goal.COST, SolverName.HIGHS)
    assert capfd.readouterr() == ("", "")


def larger(seed):
    """Six questions of three steps over two years, with budgets a little above the least cost."""
    chance = Random(seed)  # noqa: S311  # nothing is secret here
    purchases = []
    for place in range(18):
        waits = {place - 1: 0} if place % 3 else {}
        if place > 3 and chance.random() < 0.3:
            waits[chance.randrange(place - 3)] = chance.choice([0, 0, 1])
        cost = chance.randint(1, 8) if seed % 2 else chance.randint(5, 200) * 5
        purchases.append(Purchase(cost, 0, tuple(Wait(*w) for w in sorted(waits.items()))))
    points = {place: chance.randint(1, 3) for place in range(18)}
    requirement = Requirement(points, sum(points.values()) * 6 // 10)
    loose = Problem(tuple(purchases), frozenset(), (requirement,), 2, (None, None), False)
    least = solve(loose, Goal.COST, SolverName.SEARCH).answer.cost_bound
    return loose.with_budgets((least * 52 // 100, least * 52 // 100))


def rounded(problem, goal, points):
    """What the search finds where of no frontier more than so many points are kept."""
    with patch.object(searching, "_FRONTIER", points):
        return searching.search(problem, goal)


@pytest.mark.parametrize("goal", Goal)
@settings(SOME, max_examples=60)
@given(problem=problems())
def test_bounds_that_were_rounded_hide_nothing(goal, problem):
    expected = searching.search(problem, goal)
    for points in (1, 2, 3):
        found = rounded(problem, goal, points)
        assert type(found) is type(expected)
        if isinstance(expected, Best):
            assert found.schedule == expected.schedule


@pytest.mark.parametrize("seed", range(6))
def test_bounds_that_were_rounded_hide_nothing_in_larger_problems(seed):
    problem = larger(seed).with_budgets((None, None))
    expected = searching.search(problem, Goal.COST)
    assert rounded(problem, Goal.COST, 8).schedule == expected.schedule


@pytest.mark.parametrize("seed", range(12))
def test_both_solvers_agree_on_larger_problems_too(seed):
    problem = larger(seed)
    theirs = solve(problem, Goal.COST, SolverName.HIGHS).answer
    ours = solve(problem, Goal.COST, SolverName.SEARCH).answer
    assert type(theirs) is type(ours)
    if isinstance(ours, Best):
        assert theirs.cost_bound == ours.cost_bound
        assert theirs.schedule == ours.schedule


@pytest.mark.parametrize("seed", range(12))
def test_where_the_earliest_is_too_dear_to_find_no_purchase_alone_can_be_made_earlier(
    monkeypatch, seed
):
    """The cost is the least all the same, and the answer says that ties are not settled."""
    monkeypatch.setattr(highs, "_VARIABLES_OF_LATENESS", 0)
    problem = larger(seed)
    found = solve(problem, Goal.COST, SolverName.HIGHS).answer
    ours = solve(problem, Goal.COST, SolverName.SEARCH).answer
    assert type(found) is type(ours)
    if not isinstance(found, Best):
        return
    assert found.cost_bound == ours.cost_bound == cost_of(problem, found.schedule)
    assert not found.is_settled or not any(found.schedule.values())
    for place, year in found.schedule.items():
        for earlier in range(year):
            moved = {**found.schedule, place: earlier}
            needs_more = any(extra_by_year(problem, moved))
            assert needs_more or any(fails(problem, moved)), (place, earlier)
