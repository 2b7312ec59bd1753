"""How far assessors agree who answered one questionnaire about one institution."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question
from egovmaturity.domain.results import Assessment, Counted, Verdict
from egovmaturity.domain.robustness import place_of

RELY_FROM = Fraction(4, 5)
"""From this agreement on results may be relied on."""
TENTATIVE_FROM = Fraction(667, 1000)
"""From this agreement on tentative conclusions may be drawn; both as Krippendorff advises."""


class Distance(StrEnum):
    """How far apart two ratings are taken to be.

    ``nominal``: the same or not. ``ordinal``: by how many ratings lie between them, which needs
    only the order of levels. ``interval``: by the square of the difference.
    """

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Reading(StrEnum):
    """What an agreement allows: to rely on results, tentative conclusions, or neither."""

    RELY = "rely"
    TENTATIVE = "tentative"
    LOW = "low"


class Alpha(NamedTuple):
    """Krippendorff's alpha: 1 is full agreement, 0 what chance gives, below 0 worse than chance.

    ``units`` counts the questions that two assessors or more rated; the others say nothing. Where
    all ratings are the same (``has_variation`` is false) the value is 1 by convention, and says
    little.
    """

    value: Fraction
    has_variation: bool
    units: int

    @property
    def reading(self) -> Reading:
        """What so much agreement allows."""
        if self.value >= RELY_FROM:
            return Reading.RELY
        return Reading.TENTATIVE if self.value >= TENTATIVE_FROM else Reading.LOW


class Kappa(NamedTuple):
    """Cohen's kappa of two assessors with weights for how far apart they are, 1 at most.

    ``units`` counts the questions both rated. ``has_variation`` as for ``Alpha``.
    """

    linear: Fraction
    quadratic: Fraction
    has_variation: bool
    units: int


class QuestionAgreement(NamedTuple):
    """What each assessor says about a question, in the order of the assessors, and together.

    ``spread`` is the distance of the highest from the lowest rating: in levels, or for a number
    as its share of the whole range; ``None`` where nobody rated it. ``is_wide``: two levels or
    more apart; a number never is. ``is_split``: it applies for some who answered, for others not.
    """

    question: Question
    given: tuple[Counted, ...]
    consensus: Counted
    spread: Fraction | None
    is_wide: bool
    is_split: bool

    @property
    def is_disputed(self) -> bool:
        """Whether two assessors who answered say different things."""
        return self.is_split or bool(self.spread)


class Dispute(NamedTuple):
    """A disputed question, and the verdict if one side alone was right, all else as agreed.

    ``lowest`` and ``highest`` take the ratings at either end, ``left_out`` takes it as not
    applicable (``None`` where nobody says so). ``decides``: one of them is another verdict than
    that of the consensus.
    """

    about: QuestionAgreement
    lowest: Verdict
    highest: Verdict
    left_out: Verdict | None
    decides: bool


class Agreement(NamedTuple):
    """Everything there is to say about several sheets.

    ``questions`` stand in the order of the questionnaire, ``disputes`` by spread, widest first.
    Each alpha is ``None`` where no question was rated twice, ``kappa`` unless there are exactly
    two assessors with a rating in common. ``consensus`` is the assessment of what they say
    together, as claims. ``lowest`` and ``highest`` are the verdicts if every disputed rating was
    at its lowest, or highest; what applies stays as the consensus has it.
    """

    assessors: tuple[str, ...]
    questions: tuple[QuestionAgreement, ...]
    nominal: Alpha | None
    ordinal: Alpha | None
    interval: Alpha | None
    kappa: Kappa | None
    disputes: tuple[Dispute, ...]
    consensus: Assessment
    lowest: Verdict
    highest: Verdict

    @property
    def depends_on_disputes(self) -> bool:
        """Whether the verdict is another one if disputes end one way or the other.

        With all disputed ratings together at one end, or with one question alone.
        """
        here = place_of(self.consensus.verdict)
        ends = {place_of(self.lowest), place_of(self.highest)}
        return ends != {here} or any(dispute.decides for dispute in self.disputes)
