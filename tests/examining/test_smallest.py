"""The fewest gains and steps, against trying out all of them."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.examining.smallest import fewest, fewest_steps, sets_of

GAINS = st.lists(st.integers(0, 9), max_size=6)


@pytest.mark.parametrize(
    ("gains", "need", "count"),
    [
        pytest.param([], 0, 0, id="nothing is needed"),
        pytest.param([], 1, None, id="there is nothing to gain"),
        pytest.param([3], -1, 0, id="more than enough already"),
        pytest.param([3], 3, 1, id="a gain that is just enough"),
        pytest.param([3], 4, None, id="a gain that falls just short"),
        pytest.param([1, 5, 2], 6, 2, id="the greatest first, wherever it stands"),
        pytest.param([0, 0], 1, None, id="gains of nothing"),
    ],
)
def test_the_fewest_gains(gains, need, count):
    assert fewest(gains, need) == count


@PROPERTY
@given(GAINS, st.integers(-2, 30))
def test_no_smaller_set_gains_enough_and_all_of_that_size_are_found(gains, need):
    enough = [
        set(chosen)
        for size in range(len(gains) + 1)
        for chosen in combinations(range(len(gains)), size)
        if sum(gains[place] for place in chosen) >= need
    ]
    count = fewest(gains, need)
    assert count == min(map(len, enough), default=None)
    if count is not None:
        found = [set(chosen) for chosen in sets_of(count, gains, need)]
        assert sorted(map(sorted, found)) == sorted(
            sorted(each) for each in enough if len(each) == count
        )


def test_sets_come_with_the_greatest_gains_first():
    assert list(sets_of(2, [1, 5, 2, 5], 6)) == [(1, 3), (1, 2), (1, 0), (3, 2), (3, 0)]


@PROPERTY
@given(st.lists(st.lists(st.integers(0, 5), max_size=3), max_size=4), st.integers(-1, 25))
def test_no_fewer_steps_gain_enough(rises, need):
    ladders = [[sum(rise[: n + 1]) for n in range(len(rise))] for rise in rises]
    tried = [
        (sum(steps), sum(ladder[n - 1] for ladder, n in zip(ladders, steps, strict=True) if n))
        for steps in product(*(range(len(ladder) + 1) for ladder in ladders))
    ]
    wanted = min((steps for steps, gained in tried if gained >= need), default=None)
    assert fewest_steps(ladders, need) == wanted


def test_a_later_step_may_be_worth_more_than_the_first():
    assert fewest_steps([[1, 9], [4, 5]], 9) == 2
