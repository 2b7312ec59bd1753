"""Answers that a verifier was shown: only what is found about them is taken."""

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import Answer
from egovmaturity.domain.diagnostics import message
from egovmaturity.returns.notes import Problem


def change_not_taken(name: str, said: Answer, shown: str) -> Problem | None:
    """Say so (W347) where an answer is not as it was ``shown``: a digest, empty for a blank."""
    claim = claim_of(said)
    if shown == ("" if claim.is_blank else digest(claim)):
        return None
    return Problem(
        "W347",
        message("the answer to {id} was changed; only its verification is taken", id=name),
        message("Let the office correct its own sheet, or edit the answers file."),
    )
