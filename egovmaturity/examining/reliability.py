"""Coefficients of agreement among assessors, exact; ratings are numbers on one common scale."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from egovmaturity.domain.agreement import Alpha, Distance, Kappa

_ZERO, _ONE = Fraction(0), Fraction(1)
Ratings = Sequence[Fraction]


def krippendorff(units: Sequence[Ratings], distance: Distance) -> Alpha | None:
    """Return Krippendorff's alpha: any number of assessors, cells may be missing.

    A unit holds the ratings one question was given, in any order; with fewer than two it says
    nothing. ``None`` where that leaves none.

    Source: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011):
    alpha = 1 - D_o / D_e, with the ordinal distance
    d(c, k) = (sum of n_g for g from c to k - (n_c + n_k) / 2)².
    """
    pairable = [unit for unit in units if len(unit) >= 2]
    if not pairable:
        return None
    counts = Counter(rating for unit in pairable for rating in unit)
    apart = _distance(distance, counts)
    expected = sum((counts[c] * counts[k] * apart(c, k) for c, k in combinations(counts, 2)), _ZERO)
    if not expected:
        return Alpha(_ONE, has_variation=False, units=len(pairable))
    observed = sum(
        (apart(c, k) / (len(unit) - 1) for unit in pairable for c, k in combinations(unit, 2)),
        _ZERO,
    )
    return Alpha(
        1 - observed * (counts.total() - 1) / expected, has_variation=True, units=len(pairable)
    )


def _distance(
    distance: Distance, counts: Counter[Fraction]
) -> Callable[[Fraction, Fraction], Fraction]:
    """Return the squared distance of two ratings, given how often each was used."""

    def nominal(c: Fraction, k: Fraction) -> Fraction:
        return Fraction(c != k)

    def ordinal(c: Fraction, k: Fraction) -> Fraction:
        low, high = min(c, k), max(c, k)
        between = sum(used for rating, used in counts.items() if low <= rating <= high)
        return (between - Fraction(counts[c] + counts[k], 2)) ** 2

    def interval(c: Fraction, k: Fraction) -> Fraction:
        return (c - k) ** 2

    return {
        Distance.NOMINAL: nominal,
        Distance.ORDINAL: ordinal,
        Distance.INTERVAL: interval,
    }[distance]


def weighted_kappa(first: Ratings, second: Ratings) -> Kappa | None:
    """Return Cohen's kappa of two assessors, with linear and with quadratic weights.

    Both rated the same questions, in the same order. ``None`` where there are none.

    Source: Cohen (1968): 1 - Σ d·p_ij / Σ d·r_i·c_j, with d = |i - j| or (i - j)²; a factor
    common to all d drops out.
    """
    if not first:
        return None
    if len({*first, *second}) == 1:
        return Kappa(_ONE, _ONE, has_variation=False, units=len(first))
    return Kappa(
        _kappa(first, second, 1), _kappa(first, second, 2), has_variation=True, units=len(first)
    )


def _kappa(first: Ratings, second: Ratings, power: int) -> Fraction:
    together = sum((abs(a - b) ** power for a, b in zip(first, second, strict=True)), _ZERO)
    by_chance = sum((abs(a - b) ** power for a in first for b in second), _ZERO)
    return 1 - together * len(first) / by_chance
