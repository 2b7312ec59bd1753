"""Which rating of a question counts on which basis."""

from datetime import date
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, DontKnow, NotApplicable, Rated
from egovmaturity.domain.questionnaire import Question, Rating
from egovmaturity.domain.results import Basis, Counted, Excluded, Known, Open, OpenReason
from egovmaturity.scoring.evidence import supported_rating


class Ratings(NamedTuple):
    """What a question is rated by each who rates it; ``None``: that one does not."""

    claimed: Rating | None
    supported: Rating | None
    verified: Rating | None


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
    carried = supported(question, answer, day) if basis is Basis.SUPPORTED else None
    ratings = Ratings(claimed(answer), carried, verified(answer))
    return counted_of(question, answer, basis, ratings)


def counted_of(question: Question, answer: Answer, basis: Basis, ratings: Ratings) -> Counted:
    """Decide the same as ``counted`` from ratings that are known already."""
    rating = _rating(ratings, basis)
    if rating is not None:
        return Known(rating, question.worth(rating))
    if isinstance(answer, NotApplicable):
        return Excluded()
    if isinstance(answer, DontKnow):
        return Open(OpenReason.DONT_KNOW)
    if isinstance(answer, Rated):
        return Open(OpenReason.UNVERIFIED)
    return Open(OpenReason.UNANSWERED)


def _rating(ratings: Ratings, basis: Basis) -> Rating | None:
    if basis is Basis.CLAIMED:
        return ratings.claimed
    if basis is Basis.SUPPORTED:
        return ratings.supported
    if basis is Basis.VERIFIED or ratings.verified is not None:
        return ratings.verified
    return ratings.claimed
