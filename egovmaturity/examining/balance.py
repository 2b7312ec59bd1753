"""A score against a bar, in whole points, and how far each answer can carry it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from egovmaturity.domain.questionnaire import (
    Comparator,
    NumberRange,
    Question,
    Rating,
    Threshold,
)
from egovmaturity.domain.results import Excluded, Known, QuestionResult


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
    """
    weighed = [
        (result, weight) for result, weight in parts if not isinstance(result.counted, Excluded)
    ]
    unit = lcm(
        *(
            (weight * worth).denominator
            for result, weight in weighed
            for worth in (Fraction(1), _worth(result), *_worths(result.question))
        )
    )
    levers = tuple(_lever(result, weight, unit) for result, weight in weighed)
    whole = int(sum((weight for _, weight in weighed), Fraction(0)) * unit)
    return Balance(levers, sum(lever.points for lever in levers), _needed(bar, whole), whole)


def _lever(result: QuestionResult, weight: Fraction, unit: int) -> Lever:
    question = result.question
    current = result.counted.rating if isinstance(result.counted, Known) else None
    rungs = tuple(
        Rung(rating, int(weight * unit * question.worth(rating))) for rating in _ratings(question)
    )
    return Lever(question, current, int(weight * unit * _worth(result)), rungs)


def _worth(result: QuestionResult) -> Fraction:
    return result.counted.worth if isinstance(result.counted, Known) else Fraction(0)


def _ratings(question: Question) -> Sequence[Rating]:
    if isinstance(question.scale, NumberRange):
        marks = {question.scale.lowest, question.scale.highest}
        return sorted(marks if question.mandatory is None else {*marks, question.mandatory})
    return tuple(level.number for level in question.scale.levels)


def _worths(question: Question) -> Iterable[Fraction]:
    return (question.worth(rating) for rating in _ratings(question))


def _needed(bar: Threshold, whole: int) -> int:
    """Return the fewest points that meet the bar."""
    exact = bar.share * whole
    if bar.comparator is Comparator.ABOVE:
        return exact.numerator // exact.denominator + 1
    return -(-exact.numerator // exact.denominator)
