"""What somebody says about a question, in a few words."""

from collections.abc import Iterator

from egovmaturity.collecting.claims import Claim, claim_of
from egovmaturity.domain.answers import Answer, AnswerKind
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.language import Words
from egovmaturity.views.numbers import NO_SCORE, Numbers


def claim_text(answer: Answer, words: Words) -> str:
    """Write what an answer says on one line: level, note or reason, documents."""
    claim = claim_of(answer)
    return "; ".join([level_text(answer, words), *_rest(claim, words)])


def level_text(answer: Answer, words: Words) -> str:
    """Write the level of an answer, or what stands in its place."""
    claim = claim_of(answer)
    if claim.rating is not None:
        return rating_text(claim.rating, words)
    return {
        AnswerKind.NOT_APPLICABLE: words("N/A"),
        AnswerKind.DONT_KNOW: words("don't know"),
    }.get(claim.kind, NO_SCORE)


def rating_text(rating: Rating, words: Words) -> str:
    """Write a level, or a number with the decimals it has."""
    return str(rating) if isinstance(rating, int) else Numbers(words.language).trimmed(rating)


def _rest(claim: Claim, words: Words) -> Iterator[str]:
    if claim.note:
        yield " ".join(claim.note.split())
    for each in claim.documents:
        text = f"{each.text} ({each.location})" if each.text and each.location else None
        yield words("evidence: {text}", text=text or each.text or each.location)


def step_text(before: Answer, after: Answer, words: Words) -> str:
    """Write what changes between two answers: the level, else what else is another one."""
    old, new = claim_of(before), claim_of(after)
    parts = []
    if (old.kind, old.rating) != (new.kind, new.rating):
        parts.append(f"{level_text(before, words)} → {level_text(after, words)}")
    if old.note != new.note:
        parts.append(words("note"))
    if old.documents != new.documents:
        parts.append(words("evidence"))
    return ", ".join(parts)
