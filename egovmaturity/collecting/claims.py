"""What an office says about a question, as far as sheets and forms can carry it there and back."""

import hashlib
import json
from typing import NamedTuple

from egovmaturity.domain.answers import (
    Answer,
    AnswerKind,
    Evidence,
    NotApplicable,
    Rated,
    kind_of_answer,
)
from egovmaturity.domain.questionnaire import Rating

_DIGITS = 16


class Document(NamedTuple):
    """A document as one line of text, and where it can be seen."""

    text: str
    location: str


class Claim(NamedTuple):
    """What a respondent fills in for one question; ``note`` is the reason where it does not apply.

    Spaces are as a person counts them: those at the ends and no-break spaces make no difference.
    """

    kind: AnswerKind
    rating: Rating | None
    note: str
    documents: tuple[Document, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.kind is not AnswerKind.UNANSWERED or self.note or self.documents)


def claim_of(answer: Answer) -> Claim:
    """Return what an answer says in the words of a sheet."""
    said = answer.reason if isinstance(answer, NotApplicable) else answer.details.note
    return Claim(
        kind=kind_of_answer(answer),
        rating=answer.rating if isinstance(answer, Rated) else None,
        note=plain(said),
        documents=tuple(map(document_of, answer.details.evidence)),
    )


def document_of(evidence: Evidence) -> Document:
    """Return a document as a sheet shows it: title, number and day on one line."""
    day = evidence.dated.isoformat() if evidence.dated else ""
    said = (evidence.title, evidence.number, day)
    text = ", ".join(part for each in said if (part := " ".join(plain(each).split())))
    return Document(text, " ".join(plain(evidence.location).split()))


def plain(text: str) -> str:
    """Return a text with plain line breaks and spaces, and without spaces at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def folded(name: str) -> str:
    """Return a name as names are compared: capitals and spaces make no difference."""
    return " ".join(plain(name).casefold().split())


_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")


def digest(claim: Claim) -> str:
    """Return 16 hexadecimal digits by which a claim can be known again.

    They are the beginning of the SHA-256 of the claim as JSON; nobody has to keep them secret.
    """
    rating = None if claim.rating is None else str(claim.rating)
    said = [claim.kind.value, rating, claim.note, [list(each) for each in claim.documents]]
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
