"""The rows of a linear program say what a schedule may be, and its terms what is made small."""

from itertools import product

import pytest
from hypothesis import given, settings
from planning.test_purchases import bought, problem
from planning.test_solving import problems
from strategies import PROPERTY

from egovmaturity.planning.program import Program
from egovmaturity.planning.purchases import Goal, cost_of, extra_by_year, fails

FEWER = settings(PROPERTY, max_examples=40)


def schedules(posed):
    """Every choice of purchases and years that its variables can say."""
    years = [
        [None] if soonest is None else [None, *range(soonest, posed.years)]
        for soonest in posed.soonest
    ]
    if posed.is_free_of_budgets:
        years = [each[:2] for each in years]
    for chosen in product(*years):
        yield {place: year for place, year in enumerate(chosen) if year is not None}


def holds(program, values):
    """Whether every row does, each variable standing at its value."""
    known = range(program.variables)
    assert all(variable in known for row in program.rows() for variable in row.terms)
    sums = [
        (row, sum(times * values.get(variable, 0) for variable, times in row.terms.items()))
        for row in program.rows()
    ]
    return all(
        (row.least is None or row.least <= total) and (row.most is None or total <= row.most)
        for row, total in sums
    )


def total(terms, on):
    return sum(times for variable, times in terms.items() if variable in on)


@FEWER
@given(posed=problems())
def test_the_rows_hold_for_the_schedules_that_miss_nothing_within_the_budgets(posed):
    free = posed._replace(forced=frozenset())
    program = Program(free, Goal.COST)
    for schedule in schedules(free):
        on = program.variables_of(schedule)
        assert on <= set(range(program.binaries))
        is_right = not any(fails(free, schedule)) and not any(extra_by_year(free, schedule))
        assert holds(program, dict.fromkeys(on, 1)) is is_right


@pytest.mark.parametrize(
    "posed",
    [
        pytest.param(problem(bought(), budgets=[9, 9, 9]), id="what is made stays made"),
        pytest.param(problem(bought(), bought(after_0=0), budgets=[9, 9]), id="after or with"),
        pytest.param(problem(bought(), bought(after_0=1), budgets=[9, 9, 9]), id="a year after"),
        pytest.param(problem(bought(), bought(after_0=2), budgets=[9, 9, 9]), id="years after"),
        pytest.param(problem(bought(after_1=1), bought(), budgets=[9, 9, 9]), id="backwards"),
        pytest.param(problem(bought(after_1=1), bought(earliest=1)), id="without budgets"),
        pytest.param(problem(bought(2), bought(3), budgets=[4, 4, 0]), id="what is left lapses"),
        pytest.param(
            problem(bought(2), bought(3), budgets=[1, 3, 1], carries_over=True),
            id="what is left carries over",
        ),
        pytest.param(
            problem(bought(2), bought(3), budgets=[1, None, 1], carries_over=True),
            id="until there is no limit",
        ),
        pytest.param(
            problem(bought(), bought(), needed=[({0: 2, 1: 3}, 3)], budgets=[1, 1]), id="points"
        ),
    ],
)
def test_no_values_hold_but_those_of_a_schedule_that_is_right(posed):
    program = Program(posed, Goal.COST)
    assert {
        on
        for values in product([0, 1], repeat=program.binaries)
        if holds(program, dict(enumerate(values)))
        for on in [frozenset(n for n, value in enumerate(values) if value)]
    } == {
        program.variables_of(schedule)
        for schedule in schedules(posed)
        if not any(fails(posed, schedule)) and not any(extra_by_year(posed, schedule))
    }


def test_without_budgets_everything_is_made_as_soon_as_it_can_be():
    posed = problem(bought(5, earliest=1), bought(3), bought(2, after_0=1))
    program = Program(posed, Goal.COST)
    assert program.variables == 3
    assert program.schedule(frozenset(range(3))) == {0: 1, 1: 0, 2: 2}
    assert total(program.lateness(), range(3)) == 5 * 1 + 2 * 2
    assert [*map(program.earlier, range(3))] == [(), (), ()]


@FEWER
@given(posed=problems())
def test_money_may_be_added_and_no_less_than_is_lacking_will_do(posed):
    free = posed._replace(forced=frozenset())
    program = Program(free, Goal.EXTRA)
    limited = [year for year, budget in enumerate(free.budgets) if budget is not None]
    assert [*program.extra()] == [*range(program.binaries, program.variables)]
    assert len(program.extra()) == len(limited)
    for schedule in schedules(free):
        if any(fails(free, schedule)):
            continue
        lacking = extra_by_year(free, schedule)
        added = dict(zip(program.extra(), (lacking[year] for year in limited), strict=True))
        values = {**dict.fromkeys(program.variables_of(schedule), 1), **added}
        assert sum(program.extra()[each] * added[each] for each in added) == sum(lacking)
        assert holds(program, values)
        for variable, amount in added.items():
            assert not amount or not holds(program, {**values, variable: amount - 1})


@FEWER
@given(posed=problems())
def test_variables_say_a_schedule_and_terms_what_it_costs_and_how_late(posed):
    program = Program(posed, Goal.COST)
    assert program.extra() == {}
    constants = set()
    for schedule in schedules(posed):
        on = program.variables_of(schedule)
        assert program.schedule(on) == schedule
        assert total(program.cost(), on) == cost_of(posed, schedule)
        late = sum(posed.purchases[place].cost * year for place, year in schedule.items())
        constants.add(total(program.lateness(), on) - late)
    assert len(constants) == 1


@pytest.mark.parametrize("goal", Goal)
@FEWER
@given(posed=problems())
def test_a_purchase_has_a_variable_for_every_year_that_it_can_be_made_by(goal, posed):
    program = Program(posed, goal)
    years = range(posed.years)
    for place, soonest in enumerate(posed.soonest):
        assert (place in program.places) is (soonest is not None)
        found = [program.by_end(place, year) for year in years]
        if soonest is None:
            assert set(found) == {None}
            continue
        assert found[-1] == program.made(place)
        earlier = [each for each in found[:-1] if each is not None]
        assert [*program.earlier(place)] == earlier
        expected = 0 if posed.is_free_of_budgets else posed.years - 1 - soonest
        assert len(earlier) == expected
