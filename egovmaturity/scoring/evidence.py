"""Which level the listed evidence carries."""

from collections.abc import Sequence
from datetime import date

from egovmaturity.domain.answers import Evidence
from egovmaturity.domain.questionnaire import EvidenceItem, NumberRange, Question, Rating
from egovmaturity.domain.results import EvidenceState, Lack, LackReason


def evidence_state(
    question: Question, rating: Rating | None, evidence: tuple[Evidence, ...], day: date | None
) -> EvidenceState:
    """Say which documents ``rating`` needs, and which of them are not listed or not valid.

    They have to be valid on ``day``; see ``reason_against``. A level needs every item asked for at
    or below it; a number needs every item that is asked for at all. Without a rating nothing is
    needed.
    """
    asked = _asked(question)
    needed = () if rating is None else _needed(question, rating, asked)
    lacks = _lacks(asked, evidence, day) if needed else {}
    return EvidenceState(needed, tuple(lacks[item.id] for item in needed if item.id in lacks))


def supported_rating(
    question: Question, rating: Rating, evidence: tuple[Evidence, ...], day: date | None
) -> Rating:
    """Return the highest rating at or below ``rating`` whose evidence is all listed and valid.

    The lowest level of the scale needs no proof of its own. A numeric answer is supported whole
    or not at all; without its evidence it falls to the lower end of its range.
    """
    return carried_rating(question, rating, evidence_state(question, rating, evidence, day))


def carried_rating(question: Question, rating: Rating, state: EvidenceState) -> Rating:
    """Return the same as ``supported_rating`` from the state of the evidence for ``rating``."""
    missing = state.missing
    if isinstance(question.scale, NumberRange):
        return question.scale.lowest if missing else rating
    first_unproven = min((item.from_level or 0 for item in missing), default=None)
    if first_unproven is None:
        return rating
    below = [level.number for level in question.scale.levels if level.number < first_unproven]
    return max(below, default=question.scale.lowest)


def reason_against(item: EvidenceItem, document: Evidence, day: date | None) -> LackReason | None:
    """Say why a document does not count for ``item`` on ``day``; ``None``: it does.

    Age matters only where the item limits it. A document is valid from its date up to and with
    the day ``valid_for`` later, and it has to be valid on ``day``, so one without a date or with a
    later one proves nothing. Where there is no day to hold it against, nothing is valid.
    """
    if item.valid_for is None:
        return None
    if day is None:
        return LackReason.NO_DAY
    if document.dated is None:
        return LackReason.UNDATED
    if document.dated > day:
        return LackReason.LATER
    return LackReason.EXPIRED if item.valid_for.after(document.dated) < day else None


def _needed(
    question: Question, rating: Rating, asked: tuple[EvidenceItem, ...]
) -> tuple[EvidenceItem, ...]:
    """Return those of the items asked for that a rating needs, in the same order."""
    if isinstance(question.scale, NumberRange):
        return asked
    return tuple(item for item in asked if (item.from_level or 0) <= rating)


def _asked(question: Question) -> tuple[EvidenceItem, ...]:
    """Return the items that some rating needs, those of lower levels first, then as written."""
    asked = [item for item in question.evidence if item.from_level is not None]
    return tuple(sorted(asked, key=lambda item: item.from_level or 0))


def _lacks(
    asked: Sequence[EvidenceItem], evidence: tuple[Evidence, ...], day: date | None
) -> dict[str, Lack]:
    """Match documents to items, and return what is left without one, by id.

    A document that names items counts for those, as far as it is valid for them. Every other
    document counts for one more item. The items left take theirs in the order in which they are
    needed, each the stalest that is valid for it: a fresher one may serve an item with a stricter
    limit, so this covers as much as any choice could. It is a count, which an assessor checks and
    a tool cannot.
    """
    spare = sorted((d for d in evidence if not d.covers), key=lambda d: _freshness(d, day))
    lacking: list[tuple[EvidenceItem, list[Evidence]]] = []
    for item in asked:
        own = [document for document in evidence if item.id in document.covers]
        if any(reason_against(item, document, day) is None for document in own):
            continue
        fitting = next((d for d in spare if reason_against(item, d, day) is None), None)
        if fitting is None:
            lacking.append((item, own))
        else:
            spare.remove(fitting)
    return {item.id: _lack(item, own, spare, day) for item, own in lacking}


def _freshness(document: Evidence, day: date | None) -> date:
    """Order documents by what they are good for: undated and later ones least, then old to new."""
    if document.dated is None or (day is not None and document.dated > day):
        return date.min
    return document.dated


def _lack(
    item: EvidenceItem, own: Sequence[Evidence], spare: list[Evidence], day: date | None
) -> Lack:
    """Say why an item is lacking, from the freshest document that was meant for it.

    Where none names it, that is the freshest of those left over, each shown for one item.
    """
    meant = max(own, key=lambda document: _freshness(document, day), default=None)
    if meant is None and spare:
        meant = spare.pop()
    reason = None if meant is None else reason_against(item, meant, day)
    return Lack(item, reason or LackReason.NOT_LISTED, meant)
