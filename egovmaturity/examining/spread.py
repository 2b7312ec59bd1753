"""How a sum of independent points is spread: exactly, in whole numbers."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm, prod
from typing import NamedTuple

from egovmaturity.domain.robustness import TooLarge

MAX_BITS = 2**26
"""So much room a spread may take, 8 MiB; it is made in about a second then."""

Outcomes = Sequence[tuple[Fraction, Fraction]]
"""What one summand may be, from 0, each with its chance. Chances may add up to less than 1."""


class Spread(NamedTuple):
    """The chance of every sum, in steps of 1 / ``unit`` from 0 to ``unit``.

    ``masses`` holds them side by side in one whole number, ``width`` bits for each sum, lowest
    first, as numerators over ``whole``.

    Source: Kronecker substitution; a product of polynomials is a product of whole numbers.
    """

    unit: int
    whole: int
    width: int
    masses: int

    def first(self, is_met: Callable[[Fraction], bool]) -> int:
        """Return the first step that meets a condition which all above it meet too.

        One step beyond the last where none does.
        """
        steps = range(self.unit + 1)
        return bisect_left(steps, True, key=lambda step: is_met(Fraction(step, self.unit)))

    def between(self, start: int, end: int) -> Fraction:
        """Return the chance of the steps from ``start`` up to, without, ``end``."""
        inside = (self.masses >> start * self.width) & ((1 << (end - start) * self.width) - 1)
        # Modulo 2^width - 1 every step counts as its numerator, so this is their sum.
        return Fraction(inside % ((1 << self.width) - 1), self.whole)


def spread_of(summands: Sequence[Outcomes], max_bits: int = MAX_BITS) -> Spread | TooLarge:
    """Add up independent summands whose largest sum is at most 1.

    ``TooLarge`` where the steps are so fine that the spread would take more than ``max_bits``.
    """
    unit = lcm(*(points.denominator for outcomes in summands for points, _ in outcomes))
    parts = [lcm(*(chance.denominator for _, chance in outcomes)) for outcomes in summands]
    whole = prod(parts)
    width = whole.bit_length() + 1
    needed = (unit + 1) * width
    if needed > max_bits:
        return TooLarge(needed, max_bits)
    masses = 1
    for outcomes, part in zip(summands, parts, strict=True):
        masses = sum(
            (masses * _count(chance, part)) << (_count(points, unit) * width)
            for points, chance in outcomes
        )
    return Spread(unit, whole, width, masses)


def _count(share: Fraction, unit: int) -> int:
    """Return a share in units of one ``unit``-th, which its denominator divides."""
    return share.numerator * (unit // share.denominator)
