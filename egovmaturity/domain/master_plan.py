"""What the answers already say for a master plan, part by part and topic by topic."""

from collections.abc import Iterable
from typing import NamedTuple

from egovmaturity.domain.answers import Action
from egovmaturity.domain.outline import OutlinePart, Topic
from egovmaturity.domain.plan import Gap, Plan
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, GroupResult, QuestionResult
from egovmaturity.domain.roadmap import PlannedStep, Roadmap


class Span(NamedTuple):
    """The calendar years an action runs in, first and last."""

    first: int
    last: int


class Aimed(NamedTuple):
    """A question, what is aimed at, and its gap.

    ``target`` is ``None`` where nobody set one, ``gap`` where there is none to close.
    """

    result: QuestionResult
    target: Rating | None
    gap: Gap | None


class TopicState(NamedTuple):
    """A topic and what is known of it.

    ``actions`` are those that raise one of its questions, without dropped ones; ``steps`` are those
    of the plan that was found, if any, that do. ``group`` is the weighted mean of its questions.
    """

    topic: Topic
    questions: tuple[Aimed, ...]
    group: GroupResult
    actions: tuple[Action, ...]
    steps: tuple[PlannedStep, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What stays below its target, in the order of the questionnaire."""
        return tuple(each.gap for each in self.questions if each.gap is not None)


class PartState(NamedTuple):
    """A part of the master plan and its topics."""

    part: OutlinePart
    topics: tuple[TopicState, ...]


class Office(NamedTuple):
    """An office that the answers name, and everything they name it for, in their order."""

    name: str
    questions: tuple[Aimed, ...]
    leads: tuple[Action, ...]
    supports: tuple[Action, ...]


class MasterPlan(NamedTuple):
    """An assessment arranged as a master plan.

    ``is_declared``: the questionnaire says which parts there are; else they are the tool's own.
    ``actions`` are all but the ``dropped`` ones. Every action that serves exactly one chapter is in
    ``own`` beside that chapter; the others are in ``shared`` or, where they serve none, in
    ``apart``. So every action counts once.
    """

    assessment: Assessment
    plan: Plan
    roadmap: Roadmap | None
    is_declared: bool
    parts: tuple[PartState, ...]
    questions: tuple[Aimed, ...]
    actions: tuple[Action, ...]
    dropped: tuple[Action, ...]
    by_span: tuple[tuple[Span | None, tuple[Action, ...]], ...]
    own: tuple[tuple[TopicState, tuple[Action, ...]], ...]
    shared: tuple[Action, ...]
    apart: tuple[Action, ...]
    offices: tuple[Office, ...]


def budget_of(actions: Iterable[Action]) -> int | None:
    """Add up the budgets that are known, in rupiah; ``None`` where not one is."""
    known = [action.budget for action in actions if action.budget is not None]
    return sum(known) if known else None
