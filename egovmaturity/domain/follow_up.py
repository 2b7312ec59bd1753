"""What became of the actions of an earlier year, and whether they had the effect they promised."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Action, ActionStatus
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, Interval


class Standing(StrEnum):
    """How far an action of an earlier year is by now.

    ``late``: on record, and marked so or its last quarter is over while it is neither done nor
    dropped. ``gone``: it was to be worked on and the later answers do not mention it.
    """

    DONE = "done"
    RUNNING = "running"
    PLANNED = "planned"
    LATE = "late"
    DROPPED = "dropped"
    GONE = "gone"


class Reach(StrEnum):
    """What became of a level that was promised.

    ``reached``: it stands at the promised level or above. ``partly``: above the level of then.
    ``not-reached``: where it was. ``fell``: below the level of then. ``open``: nothing counts now.
    ``not-applicable``: by now the question does not concern the institution.
    """

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not-reached"
    FELL = "fell"
    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"


class Effect(NamedTuple):
    """A level promised by an action: what counted then (``None``: open) and what counts now."""

    question: str
    then: Rating | None
    promised: Rating
    now: Rating | None
    reach: Reach


class Followed(NamedTuple):
    """An action of the earlier year and what became of it.

    ``now`` is the action of the same id in the later answers; ``None``: they do not mention it.
    ``is_late``: not known to be done or dropped, and marked late or its last quarter is over; so
    an action that is gone can be late too.
    """

    then: Action
    now: Action | None
    standing: Standing
    is_late: bool
    effects: tuple[Effect, ...]

    @property
    def status_now(self) -> ActionStatus | None:
        """The status on record in the later answers."""
        return None if self.now is None else self.now.status

    @property
    def latest(self) -> Action:
        """The action as it was described last."""
        return self.then if self.now is None else self.now


class FollowUp(NamedTuple):
    """Every action of the earlier answers in their order, and what all of them moved.

    ``promised`` is the index of the earlier answers with every action that was not dropped then
    carried out; ``achieved`` with the questions that those raise as they are by now, all other
    answers left as they were.
    """

    before: Assessment
    after: Assessment
    actions: tuple[Followed, ...]
    promised: Interval | None
    achieved: Interval | None

    @property
    def promised_points(self) -> Fraction | None:
        """How far the index was to rise, as a share of 0 to 1; ``None`` where there is none."""
        return self._since(self.promised)

    @property
    def achieved_points(self) -> Fraction | None:
        """How far it has moved through the questions promised; negative where they fell."""
        return self._since(self.achieved)

    def _since(self, later: Interval | None) -> Fraction | None:
        before = self.before.index
        return None if before is None or later is None else later.low - before.low

    @property
    def by_reach(self) -> dict[Reach, int]:
        """How many promised levels came out each way; each question and level counts once."""
        once = {(e.question, e.promised): e.reach for each in self.actions for e in each.effects}
        return {reach: sum(1 for each in once.values() if each is reach) for reach in Reach}

    @property
    def budgets(self) -> dict[Standing, int]:
        """Rupiah by standing; an action without a budget adds nothing."""
        sums = dict.fromkeys(Standing, 0)
        for each in self.actions:
            sums[each.standing] += each.latest.budget or 0
        return sums

    @property
    def unbudgeted(self) -> int:
        """How many actions have no budget, as they were described last."""
        return sum(1 for each in self.actions if each.latest.budget is None)
