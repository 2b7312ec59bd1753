"""What an answer becomes by each kind of step."""

from fractions import Fraction

import pytest

from egovmaturity.domain.editions import (
    Added,
    Copying,
    Dropped,
    Merged,
    Migration,
    Renamed,
    Rescaled,
    Revised,
    Same,
    Split,
    Taking,
    questions_after,
    questions_before,
)
from egovmaturity.editions.carry import Carried, carried_by, chosen, renumbered

STEPS = (
    Same(("A", "B")),
    Revised(("C",)),
    Renamed("D", "D2"),
    Split("E", ("E1", "E2"), Copying.REVIEW),
    Split("F", ("F1", "F2"), Copying.AS_IS),
    Merged(("G", "H"), "GH", Taking.HIGHEST),
    Rescaled("I", "I", {0: 0, 1: 2}),
    Dropped("J", "covered"),
    Added(("K",)),
)


def test_every_step_carries_what_it_says():
    lowest = Taking.LOWEST
    assert carried_by(Migration("1", STEPS)) == (
        Carried(("A",), "A", None, lowest, needs_review=False, is_kept=True),
        Carried(("B",), "B", None, lowest, needs_review=False, is_kept=True),
        Carried(("C",), "C", None, lowest, needs_review=True, is_kept=False),
        Carried(("D",), "D2", None, lowest, needs_review=False, is_kept=True),
        Carried(("E",), "E1", None, lowest, needs_review=True, is_kept=False),
        Carried(("E",), "E2", None, lowest, needs_review=True, is_kept=False),
        Carried(("F",), "F1", None, lowest, needs_review=False, is_kept=False),
        Carried(("F",), "F2", None, lowest, needs_review=False, is_kept=False),
        Carried(("G", "H"), "GH", None, Taking.HIGHEST, needs_review=True, is_kept=False),
        Carried(("I",), "I", {0: 0, 1: 2}, lowest, needs_review=False, is_kept=True),
    )


def test_every_step_names_its_questions():
    assert [questions_before(step) for step in STEPS] == [
        ("A", "B"), ("C",), ("D",), ("E",), ("F",), ("G", "H"), ("I",), ("J",), (),
    ]  # fmt: skip
    assert [questions_after(step) for step in STEPS] == [
        ("A", "B"), ("C",), ("D2",), ("E1", "E2"), ("F1", "F2"), ("GH",), ("I",), (), ("K",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rating", "levels", "expected"),
    [
        pytest.param(2, None, 2, id="left as it is"),
        pytest.param(Fraction(1, 3), None, Fraction(1, 3), id="a number left as it is"),
        pytest.param(1, {0: 0, 1: 2}, 2, id="counted anew"),
        pytest.param(2, {0: 0, 1: 2}, None, id="not on the map"),
    ],
)
def test_renumbered(rating, levels, expected):
    assert renumbered(rating, levels) == expected


@pytest.mark.parametrize(
    ("ratings", "taking", "expected"),
    [([2, 1, 3], Taking.LOWEST, 1), ([2, 1, 3], Taking.HIGHEST, 3), ([], Taking.LOWEST, None)],
)
def test_chosen(ratings, taking, expected):
    assert chosen(ratings, taking) == expected
