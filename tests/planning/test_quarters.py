"""The quarters of what is done in one year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.planning.quarters import spread


@pytest.mark.parametrize(
    ("needs", "spans"),
    [
        pytest.param([], [], id="nothing to do"),
        pytest.param([()], [(1, 4)], id="alone: the whole year"),
        pytest.param([(), (0,)], [(1, 2), (3, 4)], id="two in a row: half a year each"),
        pytest.param([(2,), (), (1,)], [(3, 4), (1, 1), (2, 2)], id="three in a row, in any order"),
        pytest.param([(), (0,), (1,), (2,)], [(1, 1), (2, 2), (3, 3), (4, 4)], id="four in a row"),
        pytest.param([(), (0,), ()], [(1, 2), (3, 4), (1, 4)], id="who needs nobody has the year"),
        pytest.param([(1,), (0,)], [(1, 4), (1, 4)], id="each needs the other: neither waits"),
        pytest.param(
            [(), (0, 2), (1,)], [(1, 2), (3, 4), (3, 4)], id="a circle waits for what is outside"
        ),
    ],
)
def test_the_year_is_divided_along_the_longest_chain(needs, spans):
    assert spread([frozenset(each) for each in needs]) == spans


@given(st.data(), st.integers(1, 8))
def test_what_is_needed_ends_before_what_needs_it_begins(data, size):
    """Only chains of more than four share quarters."""
    needs = [
        frozenset(data.draw(st.sets(st.integers(0, n - 1)))) if n else frozenset()
        for n in range(size)
    ]
    depth = [0] * size
    for place, others in enumerate(needs):
        depth[place] = 1 + max((depth[other] for other in others), default=0)
    spans = spread(needs)
    assert all(1 <= first <= last <= 4 for first, last in spans)
    if max(depth) <= 4:
        for place, others in enumerate(needs):
            assert all(spans[other][1] < spans[place][0] for other in others)
    else:
        for place, others in enumerate(needs):
            assert all(spans[other][0] <= spans[place][0] for other in others)
