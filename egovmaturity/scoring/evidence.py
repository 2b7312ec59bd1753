"""Which level the listed evidence carries."""

from egovmaturity.domain.answers import Evidence
from egovmaturity.domain.questionnaire import EvidenceItem, NumberRange, Question, Rating
from egovmaturity.domain.results import EvidenceState


def evidence_state(
    question: Question, rating: Rating | None, evidence: tuple[Evidence, ...]
) -> EvidenceState:
    """Say which documents ``rating`` needs and which of them the answer does not list.

    A level needs every item asked for at or below it; a number needs every item that is asked
    for at all. Without a rating nothing is needed.
    """
    needed = () if rating is None else _needed(question, rating)
    covered = _covered(question, evidence)
    return EvidenceState(needed, tuple(item for item in needed if item.id not in covered))


def supported_rating(question: Question, rating: Rating, evidence: tuple[Evidence, ...]) -> Rating:
    """Return the highest rating at or below ``rating`` whose evidence is all listed.

    The lowest level of the scale needs no proof of its own. A numeric answer is supported whole
    or not at all; without its evidence it falls to the lower end of its range.
    """
    missing = evidence_state(question, rating, evidence).missing
    if isinstance(question.scale, NumberRange):
        return question.scale.lowest if missing else rating
    first_unproven = min((item.from_level or 0 for item in missing), default=None)
    if first_unproven is None:
        return rating
    below = [level.number for level in question.scale.levels if level.number < first_unproven]
    return max(below, default=question.scale.lowest)


def _needed(question: Question, rating: Rating) -> tuple[EvidenceItem, ...]:
    """Return the items a rating needs, those of lower levels first, then as written."""
    is_number = isinstance(question.scale, NumberRange)
    items = [
        item
        for item in question.evidence
        if item.from_level is not None and (is_number or item.from_level <= rating)
    ]
    return tuple(sorted(items, key=lambda item: item.from_level or 0))


def _covered(question: Question, evidence: tuple[Evidence, ...]) -> frozenset[str]:
    """Match documents to items.

    A document that names items covers those. Every other document covers one more item, the
    one needed first among those left: a count, which an assessor checks and a tool cannot.
    """
    named = {item_id for document in evidence for item_id in document.covers}
    spare = sum(1 for document in evidence if not document.covers)
    asked = [item for item in question.evidence if item.from_level is not None]
    left = [item.id for item in sorted(asked, key=lambda i: i.from_level or 0)]
    left = [item_id for item_id in left if item_id not in named]
    return frozenset(named).union(left[:spare])
