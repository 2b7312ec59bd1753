"""How far weights have to move for linear conditions, against the corners of what is allowed."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.examining.reach import NOW, TO_NOTHING, Form, Reach, reach

F = Fraction


def strict(*terms):
    return Form(tuple(map(F, terms)), is_strict=True)


def loose(*terms):
    return Form(tuple(map(F, terms)), is_strict=False)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        pytest.param([loose(1, -1)], NOW, id="met as it is, on the edge"),
        pytest.param([strict(1, -1)], Reach(F(0), is_open=True), id="strict on the edge"),
        pytest.param([loose(2, -1)], NOW, id="met with room"),
        pytest.param([strict(2, -1)], NOW, id="strict with room"),
        pytest.param([loose(1, -3)], Reach(F(1, 2), is_open=False), id="at a half"),
        pytest.param([strict(1, -3)], Reach(F(1, 2), is_open=True), id="beyond a half"),
        pytest.param([loose(0, -1)], TO_NOTHING, id="all to a place on the edge"),
        pytest.param([strict(0, -1)], None, id="strict, no place beyond the edge"),
        pytest.param([loose(-1, -2)], None, id="no place at all"),
        pytest.param([loose(0, 0)], NOW, id="always"),
        pytest.param([strict(0, 0)], None, id="never"),
        pytest.param(
            [loose(1, -3), loose(-3, 1)], None, id="each alone, but never both: one against one"
        ),
        pytest.param(
            [strict(1, -3), loose(1, -2)], Reach(F(1, 2), is_open=True), id="the farther decides"
        ),
        pytest.param(
            [loose(1, -3), strict(1, -2)], Reach(F(1, 2), is_open=False), id="and its strictness"
        ),
        pytest.param(
            [loose(1, -3), strict(1, -3)], Reach(F(1, 2), is_open=True), id="strict where equal"
        ),
    ],
)
def test_two_equal_weights(forms, expected):
    assert reach([F(1), F(1)], [0, 1], *forms) == expected


def test_both_conditions_can_take_more_than_either():
    """a - 3 b >= 0 from 1/2 on, a + b - c >= 0 of 1, 1, 5 from 3/7 on, together from 11/19 on."""
    weights, places = [F(1), F(1), F(5)], [0, 1]
    first, second = loose(1, -3, 0), loose(1, 1, -1)
    assert reach(weights, places, first) == Reach(F(1, 2), is_open=False)
    assert reach(weights, places, second) == Reach(F(3, 7), is_open=False)
    assert reach(weights, places, first, second) == Reach(F(11, 19), is_open=False)
    beyond = first._replace(is_strict=True)
    assert reach(weights, places, beyond, second) == Reach(F(11, 19), is_open=True)


def test_all_the_weight_goes_to_a_place_that_is_scored():
    assert reach([F(1), F(1)], [0], loose(-1, 0)) is None
    assert reach([F(1), F(1)], [1], loose(-1, 0)) == TO_NOTHING


def test_order_of_reaches():
    at, beyond = Reach(F(1, 2), is_open=False), Reach(F(1, 2), is_open=True)
    assert NOW < at < beyond < TO_NOTHING


TERMS = st.sampled_from([F(n, 4) for n in range(-4, 5)])
WEIGHTS = st.sampled_from([F(1), F(2), F(3), F(1, 2), F(5)])


@st.composite
def cases(draw):
    size = draw(st.integers(1, 4))
    several = st.lists(TERMS, min_size=size, max_size=size)
    weights = draw(st.lists(WEIGHTS, min_size=size, max_size=size))
    first = Form(tuple(draw(several)), draw(st.booleans()))
    return weights, first, Form(tuple(draw(several)), is_strict=False)


def value(vector, form):
    return sum((u * c for u, c in zip(vector, form.terms, strict=True)), F(0))


def corners_within(weights, share, form):
    """Corners of the box that meet ``form``, and points where its edges cross it."""
    ends = [(w * (1 - share), w * (1 + share)) for w in weights]
    for vector in product(*ends):
        if value(vector, form) >= 0:
            yield vector
    for place, (low, high) in enumerate(ends):
        others = [[F(0)] if n == place else end for n, end in enumerate(ends)]
        if not form.terms[place]:
            continue
        for vector in product(*others):
            crossing = -value(vector, form) / form.terms[place]
            if low <= crossing <= high:
                yield (*vector[:place], crossing, *vector[place + 1 :])


def can_be_met(weights, share, first, second):
    met = (value(vector, first) for vector in corners_within(weights, share, second))
    return any(found > 0 if first.is_strict else found >= 0 for found in met)


@settings(PROPERTY, max_examples=300)
@given(cases(), st.sampled_from([F(n, 12) for n in range(12)]))
def test_two_conditions_are_met_from_the_reach_on(case, share):
    weights, first, second = case
    found = reach(weights, range(len(weights)), first, second)
    near = F(1, 10**6)
    shares = {share}
    if found is not None and found.share < 1:
        shares |= {found.share, found.share + near, max(found.share - near, F(0))}
    for each in shares:
        expected = can_be_met(weights, each, first, second)
        says = found is not None and (
            each > found.share or (each == found.share and not found.is_open)
        )
        assert says is expected, (each, found)
