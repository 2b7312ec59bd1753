"""What open and excluded answers leave uncertain about a verdict."""

from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Stage
from egovmaturity.domain.results import Interval, QuestionResult, Verdict


class OpenAnswers(NamedTuple):
    """The questions without a rating that counts, and which of them matter.

    ``decisive`` can still change the verdict: some completion of all the others exists in which
    their own rating makes the difference. ``is_exact`` is false where not every completion could
    be tried; ``decisive`` then holds every question that might.
    """

    all: tuple[QuestionResult, ...]
    decisive: tuple[QuestionResult, ...]
    is_exact: bool


class Exclusion(NamedTuple):
    """What taking one question out of the score does; see ``Exclusions``.

    ``group`` is the score of its stage, or the index where there are no stages: now, and with the
    question counted 0. ``verdict_at_zero`` and ``verdict_at_full`` are the verdicts if it were
    rated lowest and highest.
    """

    question: Question
    reason: str
    is_approved: bool
    group: Fraction | None
    group_at_zero: Fraction | None
    index_at_zero: Interval | None
    verdict_at_zero: Verdict
    verdict_at_full: Verdict
    decides: bool


class StageShare(NamedTuple):
    """How much of a stage applies, 0 to 1, and the least that a verdict on it needs."""

    stage: Stage
    applicable: Fraction
    needed: Fraction
    excluded: tuple[Question, ...]

    @property
    def is_determined(self) -> bool:
        """Whether enough applies."""
        return self.applicable >= self.needed


class Exclusions(NamedTuple):
    """The questions that do not apply and what they do to the result.

    ``share`` is the number of excluded questions among all, 0 to 1. ``all_at_zero`` is the verdict
    if each of them were rated lowest, which is what an assessor who accepts none would find, and
    ``decide_together`` whether that differs from the verdict.
    """

    each: tuple[Exclusion, ...]
    share: Fraction
    stages: tuple[StageShare, ...]
    all_at_zero: Verdict
    decide_together: bool
