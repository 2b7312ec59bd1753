"""A plan cut into actions: what is done in which quarters, where each year leads, what is left."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, QuestionResult
from egovmaturity.domain.roadmap import PlannedEnabler, PlannedStep, Roadmap

Work = tuple[PlannedStep, ...] | PlannedEnabler
"""The steps of one question in one year, lowest first and at least one; or an enabler."""


class PlannedAction(NamedTuple):
    """What is done for one question, or for one enabler, in one year.

    ``on_record`` is the id of an action that the answers hold already and that promises as much;
    empty where there is none. Such an action bears the same ``id``.
    """

    id: str
    work: Work
    start: Quarter
    end: Quarter
    on_record: str = ""

    @property
    def owner(self) -> str:
        """The office in charge; empty where nobody names one."""
        work = self.work
        return work.enabler.owner if isinstance(work, PlannedEnabler) else work[0].owner

    @property
    def cost(self) -> Fraction:
        """What it costs in its year, in the plan's unit."""
        if isinstance(self.work, PlannedEnabler):
            return self.work.cost
        return sum((step.cost for step in self.work), Fraction(0))

    @property
    def raises(self) -> Mapping[str, int]:
        """The question and the level it reaches; an enabler raises nothing by itself."""
        if isinstance(self.work, PlannedEnabler):
            return {}
        last = self.work[-1]
        return {last.question.id: last.level}


class Milestone(NamedTuple):
    """The answers as they stand at the end of a year, assessed; ``year`` ``None``: today."""

    year: int | None
    cost: Fraction
    assessment: Assessment


class Remaining(NamedTuple):
    """A question that is below its target when the plan is carried out; ``None``: still open."""

    result: QuestionResult
    level: Rating | None
    target: Rating


class ActionPlan(NamedTuple):
    """A plan as actions by year and quarter, what each year attains, and what is left to do.

    ``milestones`` begin with today and go on year by year; ``remaining`` stands in the order of
    the questionnaire.
    """

    roadmap: Roadmap
    actions: tuple[PlannedAction, ...]
    milestones: tuple[Milestone, ...]
    remaining: tuple[Remaining, ...]

    @property
    def new(self) -> tuple[PlannedAction, ...]:
        """The actions that the answers do not hold yet."""
        return tuple(each for each in self.actions if not each.on_record)
