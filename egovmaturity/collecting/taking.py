"""An answer of the target with what came back put into it; all else about it stays."""

from collections import defaultdict
from collections.abc import Sequence

from egovmaturity.collecting.claims import document_of
from egovmaturity.domain.answers import (
    Answer,
    Evidence,
    NotApplicable,
    Source,
    Verification,
)


def answered_anew(before: Answer, said: Answer, source: Source) -> Answer:
    """Return what an office said, with what it cannot say as it was.

    Owner, target, confidence and verification stay, and who approved that the question does not
    apply. What was marked to be looked at again has been looked at.
    """
    details = before.details._replace(
        evidence=_documents(before.details.evidence, said.details.evidence),
        note=_note(before, said),
        review=False,
        source=source,
    )
    if isinstance(said, NotApplicable):
        approved = before.approved_by if isinstance(before, NotApplicable) else ""
        return NotApplicable(said.reason, approved, details)
    return said._replace(details=details)


def _note(before: Answer, said: Answer) -> str:
    """Return the note; beside a reason sheets have no room for one, so that the old one stays."""
    if isinstance(before, NotApplicable) and isinstance(said, NotApplicable):
        return said.details.note or before.details.note
    return said.details.note


def _documents(before: Sequence[Evidence], said: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the documents said, each as the target knew it where its line is the same.

    On the way through a sheet a document is one line; the target may know its number, its day and
    what it proves. Of documents with the same line the first comes first.
    """
    known: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in before:
        known[document_of(each).text].append(each)
    return tuple(_document(known[document_of(each).text], each) for each in said)


def _document(known: list[Evidence], said: Evidence) -> Evidence:
    if not known:
        return said
    found = known.pop(0)
    is_there = document_of(found).location == document_of(said).location
    location = found.location if is_there else said.location
    return found._replace(location=location, covers=found.covers or said.covers)


def verified_anew(before: Answer, verification: Verification) -> Answer:
    """Return an answer with another verification; all else stays."""
    return before._replace(details=before.details._replace(verification=verification))


def noted(before: Answer, note: str) -> Answer:
    """Return an answer with a note below its own, marked to be looked at again."""
    whole = "\n".join(each for each in (before.details.note.rstrip(), note) if each)
    return before._replace(details=before.details._replace(note=whole, review=True))
