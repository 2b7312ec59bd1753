"""What attaining a target costs, what has to come first, and the cheapest way that was proven.

Amounts are exact and all of one unit, rupiah or points of effort; the two are never added up.
Years are calendar years. Nothing here is scored: that is done by the answers carried out.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.gates import Minimum
from egovmaturity.domain.questionnaire import Band, Question, Stage
from egovmaturity.domain.results import Interval, Verdict

Per = Mapping[int | None, Fraction]
"""Amounts by the level that a step leads to; under ``None`` one amount for the whole question."""


class Unit(StrEnum):
    """What costs are counted in."""

    RUPIAH = "rupiah"
    EFFORT = "effort"


class Origin(StrEnum):
    """Where a cost was found; ``assumed``: nowhere, it is the amount asked to be assumed."""

    PLAN_FILE = "plan-file"
    QUESTIONNAIRE = "questionnaire"
    ASSUMED = "assumed"


class Unspent(StrEnum):
    """What becomes of money that a year leaves over."""

    LAPSES = "lapses"
    CARRIES_OVER = "carries-over"


# What is known beforehand


class Need(NamedTuple):
    """That ``question`` stands at ``level`` at least ``lag`` years before what needs it.

    It concerns steps to ``from_level`` and above; ``None``: every step. With ``lag`` 0 both may
    happen in one year. What stands already has stood long enough.
    """

    question: str
    level: int
    from_level: int | None = None
    lag: int = 0


class Conditions(NamedTuple):
    """What a plan file says of one question; it stands in place of what the questionnaire says.

    ``earliest`` is the first year in which a step may be taken, by the level it leads to; under
    ``None`` that of every step. ``needs`` come on top of the questionnaire's prerequisites.
    """

    cost: Mapping[Unit, Per] = {}
    earliest: Mapping[int | None, int] = {}
    owner: str = ""
    needs: tuple[Need, ...] = ()


class Enabler(NamedTuple):
    """Something paid for once that steps of several questions need, such as a data centre.

    ``serves`` maps a question to the first level that needs it, ``None``: every step. They may be
    taken ``lag`` years after it at the earliest. ``earliest``: its own first year, if any.
    """

    id: str
    title: str
    cost: Mapping[Unit, Fraction]
    serves: Mapping[str, int | None]
    needs: tuple[Need, ...] = ()
    earliest: int | None = None
    lag: int = 0
    owner: str = ""


class PlanData(NamedTuple):
    """A plan file: costs, conditions, enablers and budgets by year, in rupiah.

    ``file`` is a bare file name and ``sha256`` the hash of its bytes; both are empty where there
    is none.
    """

    file: str = ""
    sha256: str = ""
    questions: Mapping[str, Conditions] = {}
    enablers: tuple[Enabler, ...] = ()
    budgets: Mapping[int, Fraction] = {}


# What is asked


class Aim(NamedTuple):
    """A stage or band to attain, or a later one; and scores to reach, all of them.

    ``place`` is ``None`` where only the scores matter.
    """

    place: Stage | Band | None
    minimums: tuple[Minimum, ...] = ()


class Horizon(NamedTuple):
    """The years to plan for and what may be spent in each; a year without a budget has no limit."""

    first: int
    years: int
    budgets: Mapping[int, Fraction] = {}
    unspent: Unspent = Unspent.LAPSES

    @property
    def calendar(self) -> range:
        """The years, first to last."""
        return range(self.first, self.first + self.years)

    @property
    def has_budgets(self) -> bool:
        """Whether any of its years has a limit."""
        return any(year in self.budgets for year in self.calendar)


class Query(NamedTuple):
    """A question to the planner.

    ``assumed`` is what a step without a cost costs; ``None``: there must be none.
    """

    aim: Aim
    horizon: Horizon
    unit: Unit
    data: PlanData = PlanData()
    assumed: Fraction | None = None


# What was found


class PlannedStep(NamedTuple):
    """A question is brought to ``level`` in ``year``, from the level ``before``, one below.

    ``before`` is ``None`` for the first step of an open question: it counts as being at the lowest
    level. ``cost`` is 0 for the further steps of a question with one amount for the whole of it.
    """

    question: Question
    before: int | None
    level: int
    year: int
    cost: Fraction
    origin: Origin
    owner: str


class PlannedEnabler(NamedTuple):
    """An enabler is paid for in ``year``."""

    enabler: Enabler
    year: int
    cost: Fraction


class PlanYear(NamedTuple):
    """What is done in one year, and where that leads by its end.

    ``available`` is what may be spent in it, with what earlier years have left where that carries
    over; ``None``: no limit.
    """

    year: int
    steps: tuple[PlannedStep, ...]
    enablers: tuple[PlannedEnabler, ...]
    cost: Fraction
    available: Fraction | None
    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict


class SolverName(StrEnum):
    """What searched for the plan."""

    HIGHS = "highs"
    SEARCH = "search"


class Proof(NamedTuple):
    """Why nothing is cheaper: no plan costs less than ``bound``, says the solver.

    The plan is proven where its cost equals ``bound``. ``solver`` is who says so, ``version``
    which one; ``explored`` counts the cases it split the problem into. ``are_ties_settled``: of
    all equally cheap plans this is the one that ``Roadmap`` promises; where there are too many to
    settle that, it is the best of those seen.
    """

    bound: Fraction
    solver: SolverName
    version: str
    explored: int
    are_ties_settled: bool = True


class NoteKind(StrEnum):
    """What a plan rests on that nobody has stated, or leaves out."""

    ASSUMED_COST = "assumed-cost"
    OPEN_AT_LOWEST = "open-at-lowest"
    NUMBER_STAYS = "number-stays"
    VOID_PREREQUISITE = "void-prerequisite"
    NO_LIMIT = "no-limit"
    BUDGET_UNUSED = "budget-unused"


class Note(NamedTuple):
    """A note and the ids of the questions, or the years, that it is about."""

    kind: NoteKind
    about: tuple[str, ...]


class Roadmap(NamedTuple):
    """The cheapest way to the aim within the horizon, re-scored with the answers carried out.

    ``years`` has every year of the horizon, in order. Of equally cheap ways this is the one that
    spends earliest; of these the one that raises the first questions least, in the order of their
    ids; of these the one that takes the first steps soonest.
    """

    query: Query
    years: tuple[PlanYear, ...]
    cost: Fraction
    proof: Proof
    notes: tuple[Note, ...]

    @property
    def is_proven(self) -> bool:
        """Whether nothing cheaper exists."""
        return self.cost == self.proof.bound

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """Every step, year by year."""
        return tuple(step for year in self.years for step in year.steps)

    @property
    def enablers(self) -> tuple[PlannedEnabler, ...]:
        """Every enabler, year by year."""
        return tuple(each for year in self.years for each in year.enablers)

    @property
    def levels(self) -> dict[str, int]:
        """The level of every question raised, at the end of the last year."""
        return {step.question.id: step.level for step in self.steps}


class ObstacleKind(StrEnum):
    """Why no amount of money and time attains the aim."""

    SCORE_OUT_OF_REACH = "score-out-of-reach"
    MANDATORY_LEFT_OUT = "mandatory-left-out"
    MANDATORY_NUMBER = "mandatory-number"
    UNDETERMINED = "undetermined"
    NOTHING_APPLIES = "nothing-applies"
    PREREQUISITE_OUT_OF_REACH = "prerequisite-out-of-reach"


class Obstacle(NamedTuple):
    """What stands in the way for good: about a stage, a section or a question, by id.

    ``reached`` is the score with every step taken, 0 to 1; ``None`` where there is none.
    """

    kind: ObstacleKind
    about: str
    reached: Fraction | None = None
    needed: Fraction | None = None


class ExtraMoney(NamedTuple):
    """The least money, all years together, that has to be added so that the aim can be met.

    ``by_year`` is how much more each year needs; ``roadmap`` the way that then opens.
    """

    total: Fraction
    by_year: Mapping[int, Fraction]
    roadmap: Roadmap


class DelayKind(StrEnum):
    """What makes a plan wait."""

    EARLIEST = "earliest"
    LAG = "lag"


class Delay(NamedTuple):
    """An earliest year, or the lag of a prerequisite, without which there would be a way.

    ``about`` is the question or enabler that has to wait, ``level`` the step of it (``None`` for
    an enabler or for all steps), ``until`` what it waits for: a year, or a question or enabler.
    """

    kind: DelayKind
    about: str
    level: int | None
    until: str


class NoRoadmap(NamedTuple):
    """There is no way within the horizon; that is proven too.

    ``obstacles``: what no money and no time removes. Else ``extra`` is the least money that would
    help within the same years; else time is lacking: ``years`` is how many it takes with money
    enough, and any one of ``delays`` given up would do as well. Where there is neither, money is
    lacking, and how much was not found out. ``notes`` are what the answer rests on: those of the
    plan that ``extra`` opens, else what was taken for granted on the ways that were tried, costs
    apart. Obstacles rest on nothing assumed.
    """

    query: Query
    obstacles: tuple[Obstacle, ...] = ()
    extra: ExtraMoney | None = None
    years: int | None = None
    delays: tuple[Delay, ...] = ()
    notes: tuple[Note, ...] = ()


class NextGain(NamedTuple):
    """The least additional money that buys more than ``roadmap``, and what it buys.

    ``place`` is the better stage or band; ``None``: no better one can be had, the index rises.
    """

    extra: Fraction
    place: Stage | Band | None
    roadmap: Roadmap


Found = Roadmap | NoRoadmap
