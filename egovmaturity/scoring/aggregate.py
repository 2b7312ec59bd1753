"""The arithmetic, alone: weighted means in exact fractions."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def weighted_mean(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Average ``(weight, score)`` pairs exactly.

    Weights are relative and not negative; scores are 0 to 1 and so is the mean. With no weight
    at all there is nothing to average and the result is ``None``.

    Source: weighted arithmetic mean, S = Σ w·x / Σ w. Weights and scores are brought to one
    denominator each, so the sums are sums of whole numbers.
    """
    pairs = list(parts)
    weight_unit = lcm(*(weight.denominator for weight, _ in pairs))
    score_unit = lcm(*(score.denominator for _, score in pairs))
    total = points = 0
    for weight, score in pairs:
        share = weight.numerator * (weight_unit // weight.denominator)
        total += share
        points += share * score.numerator * (score_unit // score.denominator)
    return Fraction(points, total * score_unit) if total else None
