"""Several ways to an aim: what is proven of the best holds for all of them."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from planning.test_solving import chain

from egovmaturity.domain.diagnostics import RefusedError
from egovmaturity.domain.roadmap import SolverName
from egovmaturity.planning import ways
from egovmaturity.planning.purchases import Best, Goal, Requirement


def way(problem, unit=1, obstacles=()):
    posed = SimpleNamespace(problem=problem, unit=Fraction(unit), unpriced=())
    return SimpleNamespace(obstacles=obstacles, posed=posed)


def single(cost, **more):
    """One thing that has to be bought."""
    return chain(cost, **more)._replace(requirements=(Requirement({0: 1}, 1),))


def answered(monkeypatch, *answers):
    """Let the solver answer the problems so."""
    found = {id(problem): answer for problem, answer in answers}
    monkeypatch.setattr(
        ways, "solve", lambda problem, *_: SimpleNamespace(answer=found[id(problem)])
    )


def test_a_way_that_was_given_up_lowers_what_is_proven_of_another(monkeypatch):
    """One is done for 95; on the other, 100 was found and 90 could not be ruled out."""
    given_up, done = chain(100), chain(95)
    answered(monkeypatch, (given_up, Best({0: 0}, 90, 0, 1)), (done, Best({0: 0}, 95, 0, 1)))
    both = [way(given_up), way(done)]
    chosen = ways.best_way(both, Goal.COST, None)
    assert (chosen.way, chosen.bound) == (both[1], 90)


def test_money_that_could_not_be_ruled_out_on_one_way_is_not_proven_needed(monkeypatch):
    """One lacks 45; on the other, which costs more, 40 could not be ruled out."""
    given_up, done = chain(100, budgets=(50,)), chain(95, budgets=(50,))
    answered(monkeypatch, (given_up, Best({0: 0}, 90, 40, 1)), (done, Best({0: 0}, 95, 45, 1)))
    both = [way(given_up), way(done)]
    chosen = ways.best_way(both, Goal.EXTRA, None)
    assert (chosen.way, chosen.bound, chosen.extra_bound) == (both[1], 90, 40)


def test_ways_are_compared_in_money_whatever_their_units():
    both = [way(single(10), unit=5), way(single(20), unit=2)]
    chosen = ways.best_way(both, Goal.COST, SolverName.SEARCH)
    assert (chosen.way, chosen.bound, chosen.extra_bound) == (both[1], 40, 0)


def test_of_ways_that_lack_money_the_one_that_lacks_least_is_best_though_it_costs_more():
    both = [
        way(single(10, budgets=(7,)), unit=5),
        way(single(30, budgets=(24,)), unit=2),
    ]
    chosen = ways.best_way(both, Goal.EXTRA, SolverName.SEARCH)
    assert (chosen.way, chosen.bound, chosen.extra_bound) == (both[1], 60, 12)


def test_only_ways_without_obstacles_are_gone_and_there_may_be_none():
    shut, open_one, hopeless = (
        way(single(1), obstacles=("a ditch",)),
        way(single(5)),
        way(single(1, years=1)._replace(requirements=(Requirement({0: 1}, 2),))),
    )
    assert ways.best_way([shut, open_one], Goal.COST, SolverName.SEARCH).way is open_one
    assert ways.best_way([hopeless, open_one], Goal.COST, SolverName.SEARCH).way is open_one
    assert ways.best_way([shut, hopeless], Goal.COST, SolverName.SEARCH) is None


@pytest.mark.parametrize(
    ("names", "count", "listed"),
    [
        pytest.param([("a", 2), ("a", 1), ("b", 3)], 2, "a (2, 1); b (3)", id="levels"),
        pytest.param([("a", 2), ("hub", None)], 2, "a (2); hub", id="an enabler has none"),
        pytest.param([("a", 2), ("a", 2)], 1, "a (2)", id="each once"),
        pytest.param(
            [(f"q{n}", None) for n in range(12)],
            12,
            "q0; q1; q2; q3; q4; q5; q6; q7; q8; q9; q10; q11",
            id="twelve are named",
        ),
        pytest.param(
            [(f"q{n}", None) for n in range(13)],
            13,
            "q0; q1; q2; q3; q4; q5; q6; q7; q8; q9; q10; q11; …",
            id="of more the first twelve",
        ),
    ],
)
def test_what_has_no_cost_is_named_and_a_way_out_shown(names, count, listed):
    with pytest.raises(RefusedError) as refused:
        ways.refuse_unpriced(names)
    assert refused.value.message.values == {"n": count, "steps": listed}
    assert "--assume-cost" in refused.value.hint.text


def test_where_everything_has_a_cost_nothing_is_refused():
    ways.refuse_unpriced([])
