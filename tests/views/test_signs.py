"""Scores and levels as signs for plain text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.views.context import blocks
from egovmaturity.views.gap_parts import _dots


@pytest.mark.parametrize(
    ("share", "full"),
    [
        (Fraction(0), 0),
        (Fraction(999, 10_000), 0),
        (Fraction(1, 10), 1),
        (Fraction(6999, 10_000), 6),
        (Fraction(7, 10), 7),
        (Fraction(9999, 10_000), 9),
        (Fraction(1), 10),
    ],
)
def test_a_sign_is_full_only_when_it_is_reached_whole(share, full):
    assert blocks(share) == "█" * full + "░" * (10 - full)


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_more_signs_never_stand_for_less(one, other):
    low, high = sorted((one, other))
    assert blocks(low).count("█") <= blocks(high).count("█")
    assert len(blocks(low)) == 10


@pytest.mark.parametrize(
    ("steps", "signs"),
    [
        ((), ""),
        (("gap",), "◎"),
        (("reached", "reached", "gap", "beyond"), "●●◎○"),
        (("beyond",) * 10, "○" * 10),
        (("gap",) * 11, ""),
    ],
)
def test_levels_are_signs_as_long_as_they_can_be_counted(steps, signs):
    assert _dots(steps) == signs
