"""What came back, held against what was handed out and against what stands there by now."""

import re
from typing import NamedTuple

from egovmaturity.collecting.claims import Claim, claim_of, digest
from egovmaturity.domain.answers import (
    Answer,
    AnswerKind,
    Details,
    NotApplicable,
    Rated,
    Source,
    Unanswered,
    Verification,
)
from egovmaturity.domain.merging import NOTED_DIGITS, Outcome


class Standing(NamedTuple):
    """What the target says by now, and where that came from.

    ``noted`` are the beginnings of the hashes of files that a note about a conflict names.
    ``is_provisional``: it was carried over, to be looked at again, and nobody has done so yet.
    """

    claim: Claim
    source: Source | None = None
    noted: frozenset[str] = frozenset()
    is_provisional: bool = False


class Came(NamedTuple):
    """What came back. ``handed_out`` is a digest, empty for a blank, ``None`` for not known."""

    claim: Claim
    sha256: str
    handed_out: str | None


def standing(answer: Answer) -> Standing:
    """Return what stands in the target as the answer to a question."""
    details = answer.details
    noted = _noted(details.note)
    return Standing(
        claim_of(answer),
        details.source,
        noted,
        is_provisional=details.review and details.source is None and not noted,
    )


def standing_verification(answer: Answer) -> Standing:
    """Return what stands in the target as the verification of a question."""
    found = answer.details.verification
    noted = _noted(answer.details.note)
    return Standing(claim_of(as_answer(found)), found.source if found else None, noted)


def _noted(note: str) -> frozenset[str]:
    return frozenset(re.findall(rf"\[([0-9a-f]{{{NOTED_DIGITS}}})\]", note))


def as_answer(verification: Verification | None) -> Answer:
    """Write a verification as the answer that the assessor would give."""
    if verification is None:
        return Unanswered()
    if verification.rating is None:
        return NotApplicable(verification.note)
    return Rated(verification.rating, Details(note=verification.note))


def outcome_of(came: Came, there: Standing) -> Outcome:
    """Decide what follows of one file alone; the first rule that holds decides.

    A blank never deletes anything, nor does a note without a level. A file that was merged before
    says nothing new, whatever was edited since.
    """
    if came.claim.is_blank:
        is_emptied = came.handed_out and not there.claim.is_blank
        return Outcome.EMPTIED if is_emptied else Outcome.BLANK
    if came.claim == there.claim:
        return Outcome.SAME
    if came.sha256[:NOTED_DIGITS] in there.noted:
        return Outcome.NOTED
    if there.source is not None and there.source.sha256 == came.sha256:
        return Outcome.MERGED
    return _of_news(came, there)


def _of_news(came: Came, there: Standing) -> Outcome:
    """Decide what follows of something that the target does not say, and never has taken."""
    claim = came.claim
    if there.claim.is_blank:
        return Outcome.NEW
    if digest(claim) == came.handed_out:
        return Outcome.KEPT
    if claim.kind is AnswerKind.UNANSWERED and there.claim.kind is not AnswerKind.UNANSWERED:
        return Outcome.EMPTIED
    return Outcome.CHANGED if _may_change(came, there) else Outcome.CONFLICT


def _may_change(came: Came, there: Standing) -> bool:
    """Whether nobody but this office has changed what stands there since it was asked."""
    if came.handed_out is None:
        return there.source is None and not there.noted
    if not came.handed_out:
        return there.is_provisional
    return digest(there.claim) == came.handed_out
