"""What claims rest on: the same answers as claimed, as supported by evidence, and as verified."""

from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Rating
from egovmaturity.domain.results import BasisResult, Lack


class UnsupportedClaim(NamedTuple):
    """A claim above what its evidence carries, what is lacking for it, and who answers for it."""

    question: Question
    claimed: Rating
    supported: Rating
    lacking: tuple[Lack, ...]
    owner: str


class WantedDocument(NamedTuple):
    """A document that somebody has to bring, and the questions it is for, each with what is wrong.

    The same words in several questions are one document.
    """

    text: str
    lacks: tuple[tuple[Question, Lack], ...]


class OwnerTask(NamedTuple):
    """Everything one office has to bring; ``owner`` is empty where nobody is named."""

    owner: str
    documents: tuple[WantedDocument, ...]


class ClosingStep(NamedTuple):
    """A claim whose evidence has to be listed; ``is_forced``: a gate needs it at any score."""

    claim: UnsupportedClaim
    is_forced: bool


class TwinVerdict(NamedTuple):
    """Claimed, supported and verified beside each other, and what lies between them.

    ``gap`` is the claimed index minus the supported one, ``ratio`` the supported one divided by
    the claimed one, both of 0..1; ``None`` where there is no index, the ratio also where the
    claimed one is 0. ``unsupported`` and ``owners`` are in questionnaire order. ``closing`` is
    the smallest set of claims whose evidence, once listed, makes the supported verdict the
    claimed one; it is empty where the two agree.
    """

    claimed: BasisResult
    supported: BasisResult
    verified: BasisResult
    gap: Fraction | None
    ratio: Fraction | None
    unsupported: tuple[UnsupportedClaim, ...]
    owners: tuple[OwnerTask, ...]
    closing: tuple[ClosingStep, ...]
