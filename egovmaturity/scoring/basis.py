"""Which rating of a question counts on which basis."""

from datetime import date

from egovmaturity.domain.answers import Answer, DontKnow, NotApplicable, Rated
from egovmaturity.domain.questionnaire import Question, Rating
from egovmaturity.domain.results import Basis, Counted, Excluded, Known, Open, OpenReason
from egovmaturity.scoring.evidence import supported_rating


def claimed(answer: Answer) -> Rating | None:
    """Return what the institution says of itself."""
    return answer.rating if isinstance(answer, Rated) else None


def supported(question: Question, answer: Answer, day: date | None) -> Rating | None:
    """Return the highest rating at or below the claim whose evidence is listed and valid.

    It has to be valid on ``day``; without a day no evidence whose age is limited counts.
    """
    if not isinstance(answer, Rated):
        return None
    return supported_rating(question, answer.rating, answer.details.evidence, day)


def verified(answer: Answer) -> Rating | None:
    """Return the assessor's rating, whatever the institution answered."""
    verification = answer.details.verification
    return verification.rating if verification else None


def counted(question: Question, answer: Answer, basis: Basis, day: date | None) -> Counted:
    """Decide what a question contributes on ``basis``; evidence has to be valid on ``day``.

    "Not applicable" is out of the score on every basis, unless an assessor rated the question
    all the same: then verified and best count that rating. Without a rating the question is
    open, for the reason the answer gives.
    """
    rating = _rating(question, answer, basis, day)
    if rating is not None:
        return Known(rating, question.worth(rating))
    if isinstance(answer, NotApplicable):
        return Excluded()
    if isinstance(answer, DontKnow):
        return Open(OpenReason.DONT_KNOW)
    if isinstance(answer, Rated):
        return Open(OpenReason.UNVERIFIED)
    return Open(OpenReason.UNANSWERED)


def _rating(question: Question, answer: Answer, basis: Basis, day: date | None) -> Rating | None:
    if basis is Basis.CLAIMED:
        return claimed(answer)
    if basis is Basis.SUPPORTED:
        return supported(question, answer, day)
    by_assessor = verified(answer)
    if basis is Basis.VERIFIED or by_assessor is not None:
        return by_assessor
    return claimed(answer)
