"""What came back, held against what was handed out and against what stands there by now."""

import re
from typing import NamedTuple

from egovmaturity.collecting.claims import Claim, claim_of, digest, plain
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

    ``claim`` is without what a merge noted about a conflict; ``noted`` are the beginnings of the
    hashes of the files named there. ``is_marked``: it is to be looked at again.
    """

    claim: Claim
    source: Source | None
    noted: frozenset[str]
    is_marked: bool

    @property
    def is_in_doubt(self) -> bool:
        """Whether a conflict was noted that nobody has settled."""
        return self.is_marked and bool(self.noted)

    @property
    def is_carried_over(self) -> bool:
        """Whether it is of an earlier year, to be looked at again, and nobody has done so yet."""
        return self.is_marked and self.source is None and not self.noted


class Came(NamedTuple):
    """What came back. ``handed_out`` is a digest, empty for a blank, ``None`` for not known."""

    claim: Claim
    sha256: str
    handed_out: str | None


def standing(answer: Answer) -> Standing:
    """Return what stands in the target as the answer to a question."""
    claim = claim_of(answer)
    if not isinstance(answer, NotApplicable):
        claim = claim._replace(note=_own_words(claim.note))
    return _standing(claim, answer.details.source, answer)


def standing_verification(answer: Answer) -> Standing:
    """Return what stands in the target as the verification of a question."""
    found = answer.details.verification
    return _standing(claim_of(as_answer(found)), found.source if found else None, answer)


def _standing(claim: Claim, source: Source | None, answer: Answer) -> Standing:
    noted = frozenset(_FILE.findall(answer.details.note))
    return Standing(claim, source, noted, answer.details.review)


_FILE = re.compile(rf"^- .*?\[([0-9a-f]{{{NOTED_DIGITS}}})\]: ", re.MULTILINE)
"""A line of a note that says what one file said; see ``settling.Notes``."""


def _own_words(note: str) -> str:
    """Return a note without what a merge noted: lines about files, and the heading above them."""
    lines = note.split("\n")
    told = {n for n, line in enumerate(lines) if _FILE.match(line)}
    headings = {n - 1 for n in told} - told
    return plain("\n".join(line for n, line in enumerate(lines) if n not in told | headings))


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
    is_noted = came.sha256[:NOTED_DIGITS] in there.noted
    if is_noted and there.is_in_doubt:
        return Outcome.NOTED
    if came.claim == there.claim:
        return Outcome.SAME
    if is_noted:
        return Outcome.MERGED
    if there.source is not None and there.source.sha256 == came.sha256:
        return Outcome.MERGED
    return _of_news(came, there)


def _of_news(came: Came, there: Standing) -> Outcome:
    """Decide what follows of something that the target does not say, and never has taken."""
    claim = came.claim
    if there.claim.is_blank and not there.is_in_doubt:
        return Outcome.NEW
    if digest(claim) == came.handed_out:
        return Outcome.KEPT
    if claim.kind is AnswerKind.UNANSWERED and there.claim.kind is not AnswerKind.UNANSWERED:
        return Outcome.EMPTIED
    return Outcome.CHANGED if _may_change(came, there) else Outcome.CONFLICT


def _may_change(came: Came, there: Standing) -> bool:
    """Whether nobody but this office has changed what stands there since it was asked."""
    if there.is_in_doubt:
        return False
    if came.handed_out is None:
        return there.source is None
    if not came.handed_out:
        return there.is_carried_over
    return digest(there.claim) == came.handed_out
