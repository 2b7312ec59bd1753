"""How a number came about: a weighted mean, term by term."""

from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Rating, Section, Stage
from egovmaturity.domain.results import Counted, Interval, Verdict


class Term(NamedTuple):
    """One line of a weighted mean.

    ``of`` is what it is about, ``counted`` how a question counts (``None`` for a group). ``score``
    is exact, 0 to 1; ``None`` where the term is left out with its weight.
    """

    of: Question | Section | Stage
    counted: Counted | None
    weight: Fraction
    score: Fraction | None

    @property
    def points(self) -> Fraction | None:
        """Score × weight."""
        return None if self.score is None else self.score * self.weight


class Mean(NamedTuple):
    """A weighted mean over the terms that have a score: points ÷ weight."""

    terms: tuple[Term, ...]

    @property
    def points(self) -> Fraction:
        """The sum of score × weight."""
        return sum((term.points for term in self.terms if term.points is not None), Fraction(0))

    @property
    def weight(self) -> Fraction:
        """The sum of the weights that count."""
        return sum((t.weight for t in self.terms if t.score is not None), Fraction(0))

    @property
    def score(self) -> Fraction | None:
        """The mean, 0 to 1; ``None`` when nothing that weighs counts."""
        return self.points / self.weight if self.weight else None


class Case(NamedTuple):
    """What would follow if a question stood at ``rating`` and all others as they are.

    ``group`` is the score of its stage or section, ``None`` where it stands in neither;
    ``meets_mandatory`` is ``None`` where the question is not mandatory.
    """

    rating: Rating
    group: Fraction | None
    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict
    meets_mandatory: bool | None
