"""How far a verdict holds: against other weights, against doubts about answers, level by level.

Shares are exact, 0 to 1. A place is where an institution may stand: a stage, a band, or ``None``
for no stage attained and for no index at all.
"""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Band, Question, Rating, Stage
from egovmaturity.domain.results import BandedVerdict, Verdict

Place = Stage | Band | None


def place_of(verdict: Verdict) -> Place:
    """Return where a verdict says that an institution stands; open questions count 0."""
    return verdict.band if isinstance(verdict, BandedVerdict) else verdict.attained


# Weights


class Condition(StrEnum):
    """What other weights can change: the bars of a stage, its verdict as such, or a band.

    ``attain`` and ``foundation``: the score passes that bar of the stage. ``applicable``: enough,
    or no longer enough, of the stage's weight applies for a verdict. ``band``: the index passes
    the beginning of a band.
    """

    ATTAIN = "attain"
    FOUNDATION = "foundation"
    APPLICABLE = "applicable"
    BAND = "band"


class WeightChange(NamedTuple):
    """A condition that gives way once weights may move by more than ``share``.

    ``place`` is the stage it belongs to, or the band whose beginning is passed.
    """

    place: Stage | Band
    condition: Condition
    share: Fraction


class WeightLimit(NamedTuple):
    """The largest share by which every weight may move without the verdict moving one way.

    Each weight lies anywhere from (1 - share) to (1 + share) times the declared one, for itself.
    With ``is_attained`` the verdict holds for all of these; without, for all strictly inside. At
    any share above ``fails_at`` some weights move it; that is ``share`` itself where the answer
    is exact, and less than 0.0001 above it in a tree of sections, where it is bracketed.

    ``becomes`` is what the verdict moves to first, ``changes`` is what has to give way for it, in
    the order of the stages: one condition where a verdict falls, all those unmet where it rises.
    """

    share: Fraction
    is_attained: bool
    fails_at: Fraction
    becomes: Place
    changes: tuple[WeightChange, ...]

    @property
    def decisive(self) -> WeightChange:
        """The change that takes the largest move of weights; the first of equal ones."""
        return max(self.changes, key=lambda change: change.share)


class WeightTolerance(NamedTuple):
    """How far weights may move. ``None``: no weights whatever make the verdict fall, or rise."""

    down: WeightLimit | None
    up: WeightLimit | None

    @property
    def nearest(self) -> WeightLimit | None:
        """The limit met first, whichever way; the fall where they are equal.

        ``None``: the verdict is the same for any weights.
        """
        limits = [limit for limit in (self.down, self.up) if limit is not None]
        return min(limits, key=lambda limit: (limit.share, limit.is_attained), default=None)


class PlaceCount(NamedTuple):
    """How many draws of weights came to a place."""

    place: Place
    draws: int


class Concentration(NamedTuple):
    """How closely the weights of one group were drawn around the declared ones.

    ``group`` is a stage or section, empty for all questions together. ``stated`` is the
    concentration that gives a weight of average size the variation asked for; ``drawn`` the sum
    of the whole numbers that were drawn with. A group of one part has nothing to vary: ``None``.
    """

    group: str
    stated: Fraction | None
    drawn: int


class WeightDraws(NamedTuple):
    """Where the same answers come to with weights drawn at random, from a stated seed.

    ``declared`` draws around the declared weights, ``any_weights`` draws all weights alike
    likely. Both list every place with at least one draw, lowest first, and add up to ``draws``.
    """

    draws: int
    seed: int
    variation: Fraction
    concentrations: tuple[Concentration, ...]
    declared: tuple[PlaceCount, ...]
    any_weights: tuple[PlaceCount, ...]

    def share(self, counts: tuple[PlaceCount, ...], place: Place) -> Fraction:
        """Return the share of draws that came to ``place``, 0 where none did."""
        found = next((each.draws for each in counts if each.place == place), 0)
        return Fraction(found, self.draws)


# Doubts about answers


FRAGILE_BELOW = Fraction(4, 5)
"""A verdict that holds with less than this chance should be confirmed first."""


class PlaceChance(NamedTuple):
    """How likely a place is."""

    place: Place
    chance: Fraction


class StageChance(NamedTuple):
    """How likely a stage meets its own conditions, for itself and as a foundation."""

    stage: Stage
    attains: Fraction
    founds: Fraction


class Likelihood(NamedTuple):
    """How likely each place is, given how sure the answers are.

    ``chances`` lists every possible place, lowest first, and adds up to exactly 1. ``holds`` is
    the chance of the verdict as assessed. ``stages`` is empty with bands. ``doubted`` counts the
    answers that may be wrong, ``assumed`` those among them that state no confidence, ``certain``
    what is taken as it is: numbers, open questions (worth 0) and those that do not apply.
    """

    chances: tuple[PlaceChance, ...]
    holds: Fraction
    stages: tuple[StageChance, ...]
    doubted: int
    assumed: int
    certain: int

    @property
    def is_fragile(self) -> bool:
        """Whether the verdict is too doubtful to decide on unchecked; a convention."""
        return self.holds < FRAGILE_BELOW


class TooLarge(NamedTuple):
    """The exact distribution would take more room than allowed; both in bits."""

    needed: int
    allowed: int


# Level by level


class Step(NamedTuple):
    """What one level more or less does: to the index (0 to 1, signed) and to the verdict."""

    rating: Rating
    index_change: Fraction
    verdict: Verdict
    changes_verdict: bool


class Lever(NamedTuple):
    """What a question moves with one level down and one up; ``None`` at that end of its scale."""

    question: Question
    rating: Rating
    lower: Step | None
    higher: Step | None

    @property
    def swing(self) -> Fraction:
        """The larger change of the index, without its sign."""
        return max(abs(step.index_change) for step in (self.lower, self.higher) if step)


class NoLever(StrEnum):
    """Why a question has no level to move by one."""

    NUMBER = "number"
    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"


class LeftOut(NamedTuple):
    """A question that was not moved, and why."""

    question: Question
    reason: NoLever


class Tornado(NamedTuple):
    """Questions by how far one level moves the index, largest first, and those left out."""

    levers: tuple[Lever, ...]
    left_out: tuple[LeftOut, ...]
