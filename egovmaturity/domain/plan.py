"""What stands between the answers and the targets, in the order to work on it."""

from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Action
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Interval, QuestionResult, Verdict


class Tier(IntEnum):
    """Why a gap matters; lower comes first (method: gates before points)."""

    GATE = 0
    """A mandatory question below its level keeps the next stage shut."""
    BLOCKING = 1
    """Its stage misses a condition of the next stage, or, without stages, it lowers the index."""
    STRENGTHENING = 2
    """Its stage holds but does not yet carry the stages after it."""
    LATER = 3
    """Everything else."""


class Gap(NamedTuple):
    """A question below its target.

    ``current`` is ``None`` while the question is open. ``priority`` is share of weight times
    distance (0 to 1) divided by effort; it orders gaps inside a tier. ``effort_assumed`` says
    that the questionnaire states no effort and the default was used.
    """

    result: QuestionResult
    current: Rating | None
    target: Rating
    tier: Tier
    distance: Fraction
    effort: Fraction
    effort_assumed: bool
    priority: Fraction


class Projection(NamedTuple):
    """What the scores become if every action that is not dropped reaches what it promises.

    ``index`` is 0 to 1, with the upper bound that questions still open leave.
    """

    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict


class Plan(NamedTuple):
    """Gaps in working order, the actions on record, and where those lead."""

    gaps: tuple[Gap, ...]
    actions: tuple[Action, ...]
    projection: Projection | None
