"""What a schedule costs, what it lacks and what it misses: every rule by its name."""

import pytest

from egovmaturity.planning.purchases import (
    Problem,
    Purchase,
    Requirement,
    Wait,
    cost_of,
    extra_by_year,
    extra_needed,
    fails,
    spent,
)


def problem(*purchases, budgets=(None, None, None), carries_over=False, forced=(), needed=()):
    requirements = tuple(Requirement(points, least) for points, least in needed)
    return Problem(
        purchases, frozenset(forced), requirements, len(budgets), tuple(budgets), carries_over
    )


def bought(cost=1, earliest=0, **waits):
    """A purchase; ``after_2=1`` waits a year for purchase 2."""
    return Purchase(
        cost,
        earliest,
        tuple(Wait(int(on.removeprefix("after_")), lag) for on, lag in waits.items()),
    )


@pytest.mark.parametrize(
    ("budgets", "carries_over", "by_year", "lacking"),
    [
        pytest.param([8, 6], False, [4, 9], [0, 3], id="what is left over lapses"),
        pytest.param([8, 6], True, [4, 9], [0, 0], id="what is left over carries over"),
        pytest.param([8, 6], True, [4, 11], [0, 1], id="and is used up"),
        pytest.param([8, 6, 5], True, [4, 6, 9], [0, 0, 0], id="over two years"),
        pytest.param([8, 6, 5], True, [10, 6, 6], [2, 0, 1], id="what was added is not left over"),
        pytest.param([None, 5], False, [100, 7], [0, 2], id="a year without a limit helps itself"),
        pytest.param([None, 5], True, [100, 7], [0, 0], id="and the years after it"),
        pytest.param([5, None, 3], True, [7, 50, 9], [2, 0, 0], id="but none before it"),
        pytest.param([5, None, 3], False, [7, 50, 9], [2, 0, 6], id="each on its own"),
        pytest.param([5, 5], False, [5, 5], [0, 0], id="just enough"),
    ],
)
def test_what_is_lacking_each_year(budgets, carries_over, by_year, lacking):
    posed = problem(budgets=budgets, carries_over=carries_over)
    assert extra_needed(posed, by_year) == lacking


def test_a_schedule_costs_what_its_purchases_cost_in_their_years():
    posed = problem(bought(5), bought(3), bought(2), bought(9), budgets=[6, 1, 1])
    schedule = {0: 0, 1: 2, 2: 0}
    assert cost_of(posed, schedule) == 10
    assert spent(posed, schedule) == [7, 0, 3]
    assert extra_by_year(posed, schedule) == [1, 0, 2]


@pytest.mark.parametrize(
    ("purchases", "soonest"),
    [
        pytest.param([bought(), bought(earliest=2)], (0, 2), id="as it is said"),
        pytest.param([bought(earliest=3)], (None,), id="after the last year"),
        pytest.param([bought(after_1=0), bought(earliest=1)], (1, 1), id="with what it waits for"),
        pytest.param([bought(), bought(after_0=2)], (0, 2), id="years after it"),
        pytest.param([bought(earliest=1), bought(after_0=2)], (1, None), id="too late after it"),
        pytest.param(
            [bought(earliest=3), bought(after_0=0)], (None, None), id="what it needs never comes"
        ),
        pytest.param(
            [bought(after_2=1), bought(after_0=1), bought()], (1, 2, 0), id="along a chain"
        ),
        pytest.param(
            [bought(), bought(earliest=1), bought(earliest=2, after_0=1, after_1=0)],
            (0, 1, 2),
            id="the latest of all",
        ),
    ],
)
def test_the_first_year_in_which_a_purchase_can_be_made(purchases, soonest):
    assert problem(*purchases).soonest == soonest


@pytest.mark.parametrize(
    ("budgets", "caps"),
    [
        pytest.param([3, 4, 5], (3, 7, 12), id="budgets add up"),
        pytest.param([3, None, 5], (3, None, None), id="from a year without a limit there is none"),
        pytest.param([None, 3], (None, None), id="not even one"),
    ],
)
def test_what_may_be_spent_up_to_the_end_of_each_year(budgets, caps):
    posed = problem(budgets=budgets)
    assert posed.caps == caps
    assert posed.is_free_of_budgets is (set(budgets) == {None})


def test_only_where_no_year_has_a_limit_a_problem_is_free_of_budgets():
    assert problem(budgets=[None, None]).is_free_of_budgets


def test_a_shorter_problem_has_the_first_years_with_their_budgets():
    posed = problem(bought(earliest=1), bought(earliest=2), budgets=[3, 4, 5])
    shorter = posed.within(2)
    assert (shorter.years, shorter.budgets, shorter.soonest) == (2, (3, 4), (1, None))


@pytest.mark.parametrize(
    ("posed", "schedule", "count"),
    [
        pytest.param(problem(bought()), {}, 0, id="nothing is asked"),
        pytest.param(problem(bought(earliest=1)), {0: 1}, 0, id="in its first year"),
        pytest.param(problem(bought(earliest=1)), {0: 0}, 1, id="before its first year"),
        pytest.param(problem(bought()), {0: 2}, 0, id="in the last year"),
        pytest.param(problem(bought()), {0: 3}, 1, id="after the last year"),
        pytest.param(problem(bought(), bought(after_0=0)), {0: 1, 1: 1}, 0, id="in one year"),
        pytest.param(problem(bought(), bought(after_0=1)), {0: 0, 1: 1}, 0, id="just late enough"),
        pytest.param(problem(bought(), bought(after_0=1)), {0: 1, 1: 1}, 1, id="a year too soon"),
        pytest.param(problem(bought(), bought(after_0=0)), {1: 1}, 1, id="without what it needs"),
        pytest.param(problem(bought(), forced=[0]), {0: 1}, 0, id="what has to be made is made"),
        pytest.param(problem(bought(), forced=[0]), {}, 1, id="what has to be made is left out"),
        pytest.param(problem(bought(), needed=[({0: 2}, 2)]), {0: 0}, 0, id="points enough"),
        pytest.param(problem(bought(), needed=[({0: 2}, 3)]), {0: 0}, 1, id="a point too few"),
        pytest.param(
            problem(bought(), bought(), needed=[({0: 2}, 2), ({1: 1}, 1)]),
            {0: 0},
            1,
            id="every requirement counts its own points",
        ),
    ],
)
def test_what_a_schedule_misses(posed, schedule, count):
    assert len([*fails(posed, schedule)]) == count
