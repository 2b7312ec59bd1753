"""The arithmetic, alone: weighted means in exact fractions."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from operator import mul


def weighted_mean(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Average ``(weight, score)`` pairs exactly.

    Weights are relative and not negative; scores are 0 to 1 and so is the mean. With no weight
    at all there is nothing to average and the result is ``None``.

    Source: weighted arithmetic mean, S = Σ w·x / Σ w. Weights and scores are brought to one
    denominator each, so the sums are sums of whole numbers.
    """
    pairs = list(parts)
    weights, _ = in_whole([weight for weight, _ in pairs])
    scores, unit = in_whole([score for _, score in pairs])
    total = sum(weights)
    return Fraction(sum(map(mul, weights, scores)), total * unit) if total else None


def in_whole(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Bring values to one denominator, the least there is: return their numerators, and it."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = lcm(*[denominator for _, denominator in ratios])
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit
