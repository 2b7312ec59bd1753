"""The weighted mean, exactly."""

from fractions import Fraction

import pytest
from builders import exact
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity.scoring.aggregate import weighted_mean

FAST = settings(deadline=None, derandomize=True, max_examples=100)
SHARES = st.fractions(0, 1, max_denominator=20)
WEIGHTS = st.fractions(0, 5, max_denominator=20)
PAIRS = st.lists(st.tuples(WEIGHTS, SHARES), max_size=6)


def pairs(*written):
    return [(exact(weight), exact(score)) for weight, score in written]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(pairs(), None, id="nothing to average"),
        pytest.param(pairs((0, 1)), None, id="no weight at all"),
        pytest.param(pairs((0, 1), (0, "1/2")), None, id="several parts without weight"),
        pytest.param(pairs((1, 0)), Fraction(0), id="a score of zero is a score"),
        pytest.param(pairs((2, "3/4")), Fraction(3, 4), id="one part is its own mean"),
        pytest.param(pairs((1, 1), (1, 0)), Fraction(1, 2), id="equal weights"),
        pytest.param(pairs((3, 1), (1, 0)), Fraction(3, 4), id="unequal weights"),
        pytest.param(pairs((0, 1), (2, "1/3")), Fraction(1, 3), id="weight 0 adds nothing"),
        pytest.param(
            pairs(("1/3", "1/2"), ("1/4", "2/5")),
            Fraction(16, 35),
            id="weights with different denominators",
        ),
        pytest.param(
            pairs(("0.1", "0"), ("0.1", "1/2"), ("0.8", 1)),
            Fraction(17, 20),
            id="17/20 where floats give 0.8500000000000001",
        ),
        pytest.param(
            pairs(("0.1", 1), ("0.6", "3/4"), ("0.3", 1)),
            Fraction(17, 20),
            id="17/20 where floats give 0.8499999999999999",
        ),
        pytest.param(pairs(("0.3", 1), ("0.7", 1)), Fraction(1), id="full where floats fall short"),
    ],
)
def test_weighted_mean(parts, expected):
    assert weighted_mean(parts) == expected


def test_the_parts_may_be_read_only_once():
    assert weighted_mean(iter(pairs((1, 1), (3, 0)))) == Fraction(1, 4)


@FAST
@given(PAIRS)
def test_it_is_the_sum_of_weight_times_score_over_the_sum_of_weights(parts):
    total = sum((weight for weight, _ in parts), Fraction(0))
    points = sum((weight * score for weight, score in parts), Fraction(0))
    assert weighted_mean(parts) == (points / total if total else None)


@FAST
@given(PAIRS, st.fractions("1/20", 20, max_denominator=20))
def test_only_the_ratio_of_weights_matters(parts, factor):
    scaled = [(weight * factor, score) for weight, score in parts]
    assert weighted_mean(scaled) == weighted_mean(parts)


@FAST
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_is_irrelevant(parts, chance):
    shuffled = list(parts)
    chance.shuffle(shuffled)
    assert weighted_mean(shuffled) == weighted_mean(parts)
