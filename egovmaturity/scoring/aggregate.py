"""The arithmetic, alone: weighted means in exact fractions."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def weighted_mean(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Average ``(weight, score)`` pairs exactly.

    Weights are relative and not negative; scores are 0 to 1 and so is the mean. With no weight
    at all there is nothing to average and the result is ``None``.

    Source: weighted arithmetic mean, S = Σ w·x / Σ w. Everything is brought to one denominator
    first, so the sums are sums of whole numbers.
    """
    terms = [(weight, weight * score) for weight, score in parts]
    common = lcm(*(n.denominator for pair in terms for n in pair))
    total = points = 0
    for weight, product in terms:
        total += weight.numerator * (common // weight.denominator)
        points += product.numerator * (common // product.denominator)
    return Fraction(points, total) if total else None
