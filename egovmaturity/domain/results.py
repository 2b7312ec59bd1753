"""What scoring found out. Every score is exact, 0 to 1; what is missing is ``None``."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, AnswerSheet, Evidence
from egovmaturity.domain.questionnaire import (
    Band,
    EvidenceItem,
    Factor,
    Question,
    Questionnaire,
    Rating,
    Section,
    Stage,
    Tag,
)


class Basis(StrEnum):
    """Which rating of a question counts.

    ``claimed``: what the institution says. ``supported``: the highest level at or below the
    claim whose evidence is listed and valid. ``verified``: the assessor's rating alone.
    ``best``: the assessor's rating where there is one, otherwise the claim.
    """

    CLAIMED = "claimed"
    SUPPORTED = "supported"
    VERIFIED = "verified"
    BEST = "best"


class OpenReason(StrEnum):
    """Why a question has no rating that counts."""

    UNANSWERED = "unanswered"
    DONT_KNOW = "dont-know"
    UNVERIFIED = "unverified"


class Known(NamedTuple):
    """A rating counts; ``worth`` is its share of full marks."""

    rating: Rating
    worth: Fraction


class Excluded(NamedTuple):
    """Not applicable: out of the numerator and out of the denominator."""


class Open(NamedTuple):
    """No rating yet: worth 0 in the score and 1 in the upper bound."""

    reason: OpenReason


Counted = Known | Excluded | Open


class Interval(NamedTuple):
    """A score and how far the open questions can still carry it: ``low`` is the score."""

    low: Fraction
    high: Fraction


class Tally(NamedTuple):
    """How many questions of a group are in which state; the five add up to the group."""

    rated: int
    unanswered: int
    dont_know: int
    unverified: int
    not_applicable: int

    @property
    def open(self) -> int:
        """Questions that count 0 for now."""
        return self.unanswered + self.dont_know + self.unverified

    @property
    def total(self) -> int:
        """All questions of the group."""
        return self.rated + self.open + self.not_applicable


class GroupResult(NamedTuple):
    """The score of some questions. ``score`` is ``None`` when none of them applies.

    ``applicable`` is the share of the group's weight that applies, 0 to 1.
    """

    score: Interval | None
    applicable: Fraction
    tally: Tally


class LackReason(StrEnum):
    """Why a document that is needed does not count."""

    NOT_LISTED = "not-listed"
    EXPIRED = "expired"
    UNDATED = "undated"
    LATER = "later-than-as-of"
    NO_DAY = "no-as-of"


class Lack(NamedTuple):
    """A document that is needed and not proven, why, and the listed document that does not do.

    ``document`` is ``None`` where none is listed for the item.
    """

    item: EvidenceItem
    reason: LackReason
    document: Evidence | None


class EvidenceState(NamedTuple):
    """The documents needed for the claimed level, and those of them that are lacking."""

    needed: tuple[EvidenceItem, ...]
    lacking: tuple[Lack, ...]

    @property
    def missing(self) -> tuple[EvidenceItem, ...]:
        """The items that are lacking, for whatever reason."""
        return tuple(lack.item for lack in self.lacking)


class QuestionResult(NamedTuple):
    """One question on the chosen basis, with its rating on each basis beside it.

    ``share`` is the question's part of the weight of its stage (or of the index, where there
    are no stages), 0 to 1; ``None`` when the question does not apply.
    """

    question: Question
    answer: Answer
    counted: Counted
    claimed: Rating | None
    supported: Rating | None
    verified: Rating | None
    evidence: EvidenceState
    share: Fraction | None

    @property
    def owner(self) -> str:
        """Who answers for it: named in the answer, else in the questionnaire; may be empty."""
        return self.answer.details.owner or self.question.owner


class MandatoryResult(NamedTuple):
    """Whether a mandatory question lets its stage pass; ``met_at_best`` if open ones go well.

    ``exempt``: not applicable with a named approval. Without approval it is not met.
    """

    question: Question
    counted: Counted
    met: bool
    met_at_best: bool
    exempt: bool


class StageStatus(StrEnum):
    """What became of a stage."""

    ATTAINED = "attained"
    NOT_ATTAINED = "not-attained"
    WAITING = "waiting"
    UNDETERMINED = "undetermined"


class StageResult(NamedTuple):
    """A stage, its conditions, and its status.

    ``attains`` and ``founds`` say whether the stage's own conditions hold for the stage itself
    and as a foundation of later ones; ``..._at_best`` the same if every open question turned
    out full. ``waits_for`` is the first earlier stage that keeps this one shut.
    """

    stage: Stage
    group: GroupResult
    mandatory: tuple[MandatoryResult, ...]
    is_determined: bool
    attains: bool
    attains_at_best: bool
    founds: bool
    founds_at_best: bool
    status: StageStatus
    waits_for: Stage | None


class SectionResult(NamedTuple):
    """A section, how deep it lies in the tree (0 is the top), and its score."""

    section: Section
    depth: int
    group: GroupResult


class FactorResult(NamedTuple):
    """A factor and the score of its questions."""

    factor: Factor
    group: GroupResult


class RelationResult(NamedTuple):
    """A relation such as G2C and the score of the questions that serve it."""

    relation: str
    group: GroupResult


class BlueprintResult(NamedTuple):
    """An item of the master-plan blueprint and the score of the questions that feed it."""

    item: Tag
    group: GroupResult


class StagedVerdict(NamedTuple):
    """The last stage attained (``None``: not even the first) and what may still change it.

    ``ungated`` is the highest stage whose own conditions hold, gates ignored: work done ahead of
    the foundation, reported but never the verdict. ``next`` is the first stage above.
    """

    attained: Stage | None
    attained_at_best: Stage | None
    ungated: Stage | None
    next: Stage | None

    @property
    def is_provisional(self) -> bool:
        """Whether open questions can still raise the verdict."""
        return self.attained != self.attained_at_best


class BandedVerdict(NamedTuple):
    """The band of the index; ``None`` when nothing applies."""

    band: Band | None
    band_at_best: Band | None

    @property
    def is_provisional(self) -> bool:
        """Whether open questions can still raise the verdict."""
        return self.band != self.band_at_best


Verdict = StagedVerdict | BandedVerdict


class BasisResult(NamedTuple):
    """Index and verdict on one basis; ``tally`` says how much of it is known."""

    basis: Basis
    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict
    tally: Tally


class Assessment(NamedTuple):
    """Everything scoring has to say about one answer sheet.

    ``index`` is 0 to 1. ``cells`` maps (stage or section id, factor id) to a score and has a key
    for every pair that holds a question. ``bases`` lists claimed, supported and verified, in
    that order; they are never blended.
    """

    questionnaire: Questionnaire
    sheet: AnswerSheet
    basis: Basis
    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict
    tally: Tally
    stages: tuple[StageResult, ...]
    sections: tuple[SectionResult, ...]
    factors: tuple[FactorResult, ...]
    relations: tuple[RelationResult, ...]
    blueprint: tuple[BlueprintResult, ...]
    cells: Mapping[tuple[str, str], GroupResult]
    questions: tuple[QuestionResult, ...]
    bases: tuple[BasisResult, ...]

    @property
    def index_in_print(self) -> Fraction | None:
        """The index on the scale its questionnaire prints it on, exact, open questions as 0.

        ``None`` when nothing applies.
        """
        return None if self.index is None else self.questionnaire.index_in_print(self.index.low)
