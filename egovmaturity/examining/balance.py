"""A score against a bar, in whole points, and how far each answer can carry it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain
from math import gcd, lcm
from typing import NamedTuple

from egovmaturity.domain.questionnaire import (
    Comparator,
    NumberRange,
    Question,
    Rating,
    Threshold,
)
from egovmaturity.domain.results import Excluded, Known, QuestionResult
from egovmaturity.scoring.aggregate import in_whole


class Rung(NamedTuple):
    """A rating and the points it earns."""

    rating: Rating
    points: int


class Lever(NamedTuple):
    """A question that applies, with what it earns now and could earn; rungs from lowest up.

    ``current`` is ``None`` where it is open; it then earns nothing. A question answered with a
    number has its two ends as rungs, and what is mandatory between them.
    """

    question: Question
    current: Rating | None
    points: int
    rungs: tuple[Rung, ...]

    @property
    def gain(self) -> int:
        """Points still to win."""
        return self.rungs[-1].points - self.points

    @property
    def loss(self) -> int:
        """Points to lose; an open question has none."""
        return 0 if self.current is None else self.points - self.rungs[0].points

    @property
    def is_number(self) -> bool:
        """Whether it has no single levels to go by."""
        return isinstance(self.question.scale, NumberRange)

    def reaches(self, rating: Rating) -> bool:
        """Whether the present rating is at least ``rating``."""
        return self.current is not None and self.current >= rating


class Balance(NamedTuple):
    """Points against a bar: the bar is met when ``points`` are at least ``needed``.

    ``whole`` is what full marks would earn. A point is the largest share of it in which every
    rating earns a whole number.
    """

    levers: tuple[Lever, ...]
    points: int
    needed: int
    whole: int

    def against(self, bar: Threshold) -> "Balance":
        """Return the same points against another bar."""
        return self._replace(needed=_needed(bar, self.whole))

    @property
    def missing(self) -> int:
        """Points short of the bar; 0 or less when it is met."""
        return self.needed - self.points

    @property
    def spare(self) -> int:
        """Points that must go before the bar is missed, when it is met."""
        return self.points - self.needed + 1


def balance_of(parts: Iterable[tuple[QuestionResult, Fraction]], bar: Threshold) -> Balance:
    """Weigh questions with their weights against a bar; what does not apply stays out.

    The weights are relative: their sum is full marks.

    Source: over one denominator for all weights and one for all worths everything is a whole
    number of points; what all of these have in common is one point.
    """
    weighed = [
        (result, weight) for result, weight in parts if not isinstance(result.counted, Excluded)
    ]
    weights, weight_unit = in_whole([weight for _, weight in weighed])
    marks = [_marks(result.question) for result, _ in weighed]
    worths = [
        [_worth(result), *(worth for _, worth in each)]
        for (result, _), each in zip(weighed, marks, strict=True)
    ]
    worth_unit = lcm(*[worth.denominator for row in worths for worth in row])
    shares = [weight * worth_unit for weight in weights]
    earned = [
        [share // worth.denominator * worth.numerator for worth in row]
        for share, row in zip(shares, worths, strict=True)
    ]
    point = gcd(weight_unit * worth_unit, *shares, *chain.from_iterable(earned))
    levers = tuple(
        _lever(result, [rating for rating, _ in each], [number // point for number in row])
        for (result, _), each, row in zip(weighed, marks, earned, strict=True)
    )
    whole = sum(shares) // point
    return Balance(levers, sum(lever.points for lever in levers), _needed(bar, whole), whole)


def _lever(result: QuestionResult, ratings: Sequence[Rating], points: Sequence[int]) -> Lever:
    """Return the lever of a question by its points: those it earns now, then those of ratings."""
    current = result.counted.rating if isinstance(result.counted, Known) else None
    now, *earned = points
    return Lever(result.question, current, now, tuple(map(Rung, ratings, earned)))


def _worth(result: QuestionResult) -> Fraction:
    return result.counted.worth if isinstance(result.counted, Known) else Fraction(0)


def _marks(question: Question) -> list[tuple[Rating, Fraction]]:
    """Return the ratings that are rungs, lowest first, with what each is worth."""
    if isinstance(question.scale, NumberRange):
        ends = {question.scale.lowest, question.scale.highest}
        numbers = ends if question.mandatory is None else {*ends, question.mandatory}
        return [(number, question.worth(number)) for number in sorted(numbers)]
    return [(level.number, level.worth) for level in question.scale.levels]


def _needed(bar: Threshold, whole: int) -> int:
    """Return the fewest points that meet the bar."""
    exact = bar.share * whole
    if bar.comparator is Comparator.ABOVE:
        return exact.numerator // exact.denominator + 1
    return -(-exact.numerator // exact.denominator)
