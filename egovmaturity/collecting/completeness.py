"""Whether what an office says about a question is all that is asked of it."""

from egovmaturity.collecting.claims import Claim
from egovmaturity.domain.answers import AnswerKind
from egovmaturity.domain.collecting import Completeness
from egovmaturity.domain.questionnaire import NumberRange, Question

_USUAL = 2


def completeness(question: Question, claim: Claim) -> Completeness:
    """Say what a claim still lacks: a level, the reason why not, or a document.

    "Don't know" is as open as no answer. Evidence is counted, not judged.
    """
    if claim.kind is AnswerKind.NOT_APPLICABLE:
        return Completeness.COMPLETE if claim.note else Completeness.NO_REASON
    if claim.rating is None:
        return Completeness.OPEN
    needed = evidence_needed_from(question)
    if needed is None or claim.rating < needed or any(each.text for each in claim.documents):
        return Completeness.COMPLETE
    return Completeness.NO_EVIDENCE


def evidence_needed_from(question: Question) -> int | None:
    """Return the lowest level that needs a document; ``None`` where a number is asked.

    It is the lowest that an evidence item of the question names; where none does, level 2, or the
    highest of a scale that ends below.
    """
    if isinstance(question.scale, NumberRange):
        return None
    named = [item.from_level for item in question.evidence if item.from_level is not None]
    if named:
        return min(named)
    numbers = [level.number for level in question.scale.levels]
    return next((number for number in numbers if number >= _USUAL), numbers[-1])
