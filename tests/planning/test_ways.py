"""Several ways to an aim: what is proven of the best holds for all of them."""

from fractions import Fraction
from types import SimpleNamespace

from planning.test_solving import chain

from egovmaturity.planning import ways
from egovmaturity.planning.purchases import Best, Goal


def test_a_way_that_was_given_up_lowers_what_is_proven_of_another(monkeypatch):
    """One is done for 95; on the other, 100 was found and 90 could not be ruled out."""
    given_up, done = chain(100), chain(95)
    answers = {id(given_up): Best({0: 0}, 90, 0, 1), id(done): Best({0: 0}, 95, 0, 1)}
    monkeypatch.setattr(
        ways, "solve", lambda problem, *_: SimpleNamespace(answer=answers[id(problem)])
    )
    both = [
        SimpleNamespace(
            obstacles=(), posed=SimpleNamespace(problem=each, unit=Fraction(1), unpriced=())
        )
        for each in (given_up, done)
    ]
    chosen = ways.best_way(both, Goal.COST, None)
    assert (chosen.way, chosen.bound) == (both[1], 90)
