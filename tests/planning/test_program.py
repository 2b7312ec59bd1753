"""The rows of a linear program say what a schedule may be, and its terms what is made small."""

from itertools import product

import pytest
from hypothesis import given, settings
from planning.test_solving import problems
from strategies import PROPERTY

from egovmaturity.planning.program import Program
from egovmaturity.planning.purchases import Goal, cost_of, extra_by_year, fails

FEWER = settings(PROPERTY, max_examples=40)


def schedules(problem):
    """Every choice of purchases and years that its variables can say."""
    years = [
        [None] if soonest is None else [None, *range(soonest, problem.years)]
        for soonest in problem.soonest
    ]
    if problem.is_free_of_budgets:
        years = [each[:2] for each in years]
    for chosen in product(*years):
        yield {place: year for place, year in enumerate(chosen) if year is not None}


def holds(program, values):
    """Whether every row does, each variable standing at its value."""
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
@given(problem=problems())
def test_the_rows_hold_for_the_schedules_that_miss_nothing_within_the_budgets(problem):
    free = problem._replace(forced=frozenset())
    program = Program(free, Goal.COST)
    for schedule in schedules(free):
        on = program.variables_of(schedule)
        assert on <= set(range(program.binaries))
        is_right = not any(fails(free, schedule)) and not any(extra_by_year(free, schedule))
        assert holds(program, dict.fromkeys(on, 1)) is is_right


@FEWER
@given(problem=problems())
def test_money_may_be_added_and_no_less_than_is_lacking_will_do(problem):
    free = problem._replace(forced=frozenset())
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
        assert holds(program, values)
        for variable, amount in added.items():
            assert not amount or not holds(program, {**values, variable: amount - 1})


@FEWER
@given(problem=problems())
def test_variables_say_a_schedule_and_terms_what_it_costs_and_how_late(problem):
    program = Program(problem, Goal.COST)
    assert program.extra() == {}
    constants = set()
    for schedule in schedules(problem):
        on = program.variables_of(schedule)
        assert program.schedule(on) == schedule
        assert total(program.cost(), on) == cost_of(problem, schedule)
        late = sum(problem.purchases[place].cost * year for place, year in schedule.items())
        constants.add(total(program.lateness(), on) - late)
    assert len(constants) == 1


@pytest.mark.parametrize("goal", Goal)
@FEWER
@given(problem=problems())
def test_a_purchase_has_a_variable_for_every_year_that_it_can_be_made_by(goal, problem):
    program = Program(problem, goal)
    years = range(problem.years)
    for place, soonest in enumerate(problem.soonest):
        assert (place in program.places) is (soonest is not None)
        found = [program.by_end(place, year) for year in years]
        if soonest is None:
            assert set(found) == {None}
            continue
        assert found[-1] == program.made(place)
        earlier = [each for each in found[:-1] if each is not None]
        assert [*program.earlier(place)] == earlier
        expected = 0 if problem.is_free_of_budgets else problem.years - 1 - soonest
        assert len(earlier) == expected
