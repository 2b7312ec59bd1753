"""What the files that came back say about one question, side by side."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from egovmaturity.collecting.claims import Claim, claim_of, digest, plain
from egovmaturity.collecting.taking import answered_anew, verified_anew
from egovmaturity.collecting.three_way import (
    Came,
    Standing,
    as_answer,
    outcome_of,
    standing,
    standing_verification,
)
from egovmaturity.domain.answers import (
    Answer,
    NotApplicable,
    Purpose,
    Rated,
    Source,
    Verification,
)
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.merging import Outcome, Word
from egovmaturity.domain.questionnaire import Question


class Side(NamedTuple):
    """A word about a question, what was handed out for it, and by whom a verification is."""

    word: Word
    handed_out: str | None
    verification: Verification | None = None

    @property
    def claim(self) -> Claim:
        """What is said, as sheets can carry it."""
        return claim_of(self.word.said)

    @property
    def outcome(self) -> Outcome:
        """What follows of this word alone."""
        return self.word.outcome

    def being(self, outcome: Outcome) -> "Side":
        """Return the same word with another outcome."""
        return self._replace(word=self.word._replace(outcome=outcome))


class Matter(NamedTuple):
    """The answer to a question, or its verification: as it stands, and what came back."""

    question: Question
    purpose: Purpose
    before: Answer
    sides: tuple[Side, ...] = ()

    @property
    def there(self) -> Standing:
        """What the target says by now."""
        if self.purpose is Purpose.VERIFICATION:
            return standing_verification(self.before)
        return standing(self.before)

    @property
    def said_before(self) -> Answer:
        """The answer, or the verification as an answer."""
        return self.said_in(self.before)

    def said_in(self, answer: Answer) -> Answer:
        """Return what this is about in an answer: itself, or its verification as an answer."""
        is_self = self.purpose is Purpose.SELF
        return answer if is_self else as_answer(answer.details.verification)

    def judged(self, side: Side) -> Side:
        """Return a side with what follows of it alone."""
        came = Came(side.claim, side.word.sha256, side.handed_out)
        outcome = outcome_of(came, self.there)
        is_taken = outcome in _VOICED and self._is_unfit(side.word.said)
        return side.being(Outcome.UNFIT if is_taken else outcome)

    def _is_unfit(self, said: Answer) -> bool:
        """Whether an answers file cannot say it, or not beside the other party's word."""
        if self.purpose is Purpose.VERIFICATION:
            return isinstance(said, NotApplicable) and isinstance(self.before, Rated)
        if isinstance(said, NotApplicable):
            return not (plain(said.reason) and self.question.allows_not_applicable)
        found = self.before.details.verification
        return isinstance(said, Rated) and found is not None and found.rating is None

    def taking(self, side: Side) -> Answer:
        """Return the whole answer with what a side says in it."""
        word = side.word
        source = Source(word.file, word.sha256, word.dated)
        if side.verification is not None:
            return verified_anew(self.before, side.verification._replace(source=source))
        return answered_anew(self.before, word.said, source)


def matter_of(
    question: Question,
    purpose: Purpose,
    before: Answer,
    returns: Sequence[Return],
    taken_back: AbstractSet[str] = frozenset(),
) -> Matter:
    """Collect what the files say about a question; blank ones are left out.

    ``taken_back`` are SHA-256 of files whose blank is a word of its own, as their office had
    answered before: where something stands, it is emptied.
    """
    blank = Matter(question, purpose, before)
    sides = [
        blank.judged(side_of(each, question.id, purpose))
        for each in returns
        if takes(each, purpose)
    ]
    stands = not blank.there.claim.is_blank or any(s.outcome in _VOICED for s in sides)
    if stands:
        sides = [_emptying(side, taken_back) for side in sides]
    return blank._replace(sides=tuple(s for s in sides if s.outcome is not Outcome.BLANK))


def _emptying(side: Side, taken_back: AbstractSet[str]) -> Side:
    is_emptied = side.outcome is Outcome.BLANK and side.word.sha256 in taken_back
    return side.being(Outcome.EMPTIED) if is_emptied else side


def takes(returned: Return, purpose: Purpose) -> bool:
    """Whether a file has answers, or verifications, to give; one that is no part has both."""
    part = returned.sheet.part
    return part is None or part.purpose is purpose


def side_of(returned: Return, question_id: str, purpose: Purpose) -> Side:
    """Return what a file says about a question, not yet judged."""
    part = returned.sheet.part
    answer = returned.sheet.answer(question_id)
    found = answer.details.verification if purpose is Purpose.VERIFICATION else None
    respondent = part.respondent if part else None
    word = Word(
        file=returned.file,
        sha256=returned.sha256,
        place=returned.places.get(question_id, ""),
        dated=respondent.dated if respondent else None,
        said=answer if purpose is Purpose.SELF else as_answer(found),
        outcome=Outcome.BLANK,
    )
    if purpose is Purpose.VERIFICATION:
        if found is not None and part is not None:
            by = found.by or part.respondent.name or part.owner
            found = found._replace(by=by, dated=found.dated or part.respondent.dated)
        return Side(word, None, found)
    asked = part is not None and question_id in part.asked
    return Side(word, part.handed_out.get(question_id, "") if part and asked else None)


_VOICED = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT})


def voices(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides that want something to stand in the target, those of older rounds left out.

    A file that says what another one was handed out is older than that one. One that says what
    the target says speaks up unless it was handed out so.
    """
    told = [_Told(side, digest(side.claim)) for side in sides]
    speaking = [each for each in told if each.speaks]
    heard = [each for each in speaking if not any(map(each.is_older_than, told))]
    return tuple(each.side for each in heard or speaking)


class _Told(NamedTuple):
    """A side, and the digest of what it says."""

    side: Side
    digest: str

    @property
    def speaks(self) -> bool:
        is_same = self.side.outcome is Outcome.SAME
        insists = is_same and self.digest != self.side.handed_out
        return insists or self.side.outcome in _VOICED

    def is_older_than(self, other: "_Told") -> bool:
        """Whether the other was asked when this had been merged; not the other way round too."""
        came_later = other.side.handed_out == self.digest != other.digest
        return came_later and self.side.handed_out != other.digest


def apart(sides: Sequence[Side]) -> Iterator[Side]:
    """Yield the first side of every content."""
    seen = set()
    for side in sides:
        if side.claim not in seen:
            seen.add(side.claim)
            yield side
