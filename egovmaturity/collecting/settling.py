"""One decision out of what several files say about a question."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from egovmaturity.collecting.sides import Matter, Side, apart, voices
from egovmaturity.collecting.taking import noted
from egovmaturity.domain.answers import Answer
from egovmaturity.domain.merging import (
    Conflicts,
    Decision,
    MergeRules,
    Outcome,
    SettledBy,
    Word,
)

Note = Callable[[Sequence[Word]], str]
"""Writes what several files say about a question: a heading, and a line for each file."""


class Notes(NamedTuple):
    """The notes that a merge writes: about a conflict that is left, and about a consensus.

    A line about a conflict begins like ``- a.xlsx [0123456789ab]: ``, with the beginning of the
    file's SHA-256, by which a later merge knows it again.
    """

    conflict: Note
    consensus: Note


class Decided(NamedTuple):
    """A decision, and the whole answer after it."""

    decision: Decision
    answer: Answer


class _Round(NamedTuple):
    """What is decided on: the sides that want something, and the rules of the merge."""

    matter: Matter
    heard: tuple[Side, ...]
    rules: MergeRules
    target: str

    @property
    def contradicts_target(self) -> bool:
        """Whether the target is a side itself."""
        return any(side.outcome is Outcome.CONFLICT for side in self.heard)


def decide(matter: Matter, rules: MergeRules, target: str, notes: Notes) -> Decided:
    """Decide what becomes of a question; ``target`` is the SHA-256 of the file merged into.

    What nobody objects to is taken. Files that contradict each other, or the target, are a conflict
    that the rules may settle.
    """
    heard = voices(matter.sides)
    # That somebody agrees with the target settles nothing that was noted and is still in doubt.
    is_in_doubt = any(side.outcome is Outcome.NOTED for side in matter.sides)
    if not heard or (is_in_doubt and all(side.outcome is Outcome.SAME for side in heard)):
        return _as_it_was(matter, _quietest(matter.sides))
    this = _Round(matter, heard, rules, target)
    agreed = {Outcome.NEW, Outcome.CHANGED, Outcome.SAME}
    if len(list(apart(heard))) == 1 and any(side.outcome in agreed for side in heard):
        return _taken(this, _first(this, heard))
    return _settled(this, notes)


def _quietest(sides: Sequence[Side]) -> Outcome:
    """Return what to say where nothing is taken: what needs a look comes first."""
    order = (Outcome.UNFIT, Outcome.EMPTIED, Outcome.NOTED, Outcome.MERGED, Outcome.KEPT)
    found = {side.outcome for side in sides}
    return next((each for each in order if each in found), Outcome.SAME)


def _settled(this: _Round, notes: Notes) -> Decided:
    preferred = _preferred(this)
    if preferred is not None:
        return preferred
    if this.rules.conflicts is Conflicts.NEWEST:
        newest = _newest(this)
        if newest is not None:
            return newest
    if this.rules.conflicts is Conflicts.NOTE:
        return _noted(this, notes)
    return _as_it_was(_objecting(this), Outcome.CONFLICT)


def _preferred(this: _Round) -> Decided | None:
    """Take what the most preferred file says; ``None`` where none of them says anything."""
    for sha256 in this.rules.prefer:
        if sha256 == this.target and not this.matter.there.claim.is_blank:
            return _as_it_was(_objecting(this), Outcome.KEPT, SettledBy.PREFERENCE)
        for side in this.heard:
            if side.word.sha256 == sha256:
                return _taken(this, side, SettledBy.PREFERENCE)
    return None


def _newest(this: _Round) -> Decided | None:
    """Take what was said on the latest day; ``None`` where a day is missing, or is that of two."""
    days: list[tuple[date | None, Side | None]] = [(s.word.dated, s) for s in this.heard]
    if this.contradicts_target:
        source = this.matter.there.source
        days.append((source.dated if source else None, None))
    stated = [day for day, _ in days if day is not None]
    if len(stated) < len(days):
        return None
    last = [side for day, side in days if day == max(stated)]
    sides = [side for side in last if side is not None]
    if None in last:
        is_said = all(side.claim == this.matter.there.claim for side in sides)
        return _as_it_was(_objecting(this), Outcome.KEPT, SettledBy.DAY) if is_said else None
    if len(list(apart(sides))) > 1:
        return None
    return _taken(this, _first(this, sides), SettledBy.DAY)


def _noted(this: _Round, notes: Notes) -> Decided:
    """Leave what stands there, and write beside it what was said."""
    matter = _objecting(this)
    words = [side.word for side in this.heard]
    answer = noted(matter.before, notes.conflict(words))
    decided = _as_it_was(matter, Outcome.NOTED)
    return decided._replace(answer=answer)


def _first(this: _Round, sides: Sequence[Side]) -> Side:
    """Return the first file of several that say the same: a preferred one, else by its name."""
    prefer = this.rules.prefer
    ranks = {sha256: rank for rank, sha256 in enumerate(prefer)}
    return min(sides, key=lambda side: ranks.get(side.word.sha256, len(prefer)))


def _taken(this: _Round, side: Side, settled: SettledBy | None = None) -> Decided:
    is_contest = settled in {SettledBy.PREFERENCE, SettledBy.DAY}
    matter = _objecting(this) if is_contest else this.matter
    if side.claim == matter.there.claim:
        return _as_it_was(matter, Outcome.SAME, settled)
    is_new = matter.there.claim.is_blank
    outcome, answer = Outcome.NEW if is_new else Outcome.CHANGED, matter.taking(side)
    return Decided(_decision(matter, outcome, matter.said_in(answer), settled), answer)


def _as_it_was(matter: Matter, outcome: Outcome, settled: SettledBy | None = None) -> Decided:
    return Decided(_decision(matter, outcome, matter.said_before, settled), matter.before)


def _objecting(this: _Round) -> Matter:
    """Return the matter with every side that is heard in conflict."""
    heard = frozenset(side.word.sha256 for side in this.heard)
    sides = (
        side.being(Outcome.CONFLICT) if side.word.sha256 in heard else side
        for side in this.matter.sides
    )
    return this.matter._replace(sides=tuple(sides))


def _decision(
    matter: Matter, outcome: Outcome, after: Answer, settled: SettledBy | None
) -> Decision:
    return Decision(
        matter.question.id,
        matter.purpose,
        outcome,
        tuple(side.word for side in matter.sides),
        matter.said_before,
        after,
        settled,
    )


def decide_together(matter: Matter, together: Side, rules: MergeRules, target: str) -> Decided:
    """Decide on what several assessors say together, which needs no judging of each alone.

    A file that is preferred comes before their consensus. It takes the place of what one of them
    said, if that was merged before and is still as it was.
    """
    this = _Round(matter, voices(matter.sides), rules, target)
    is_preferred = any(side.word.sha256 in rules.prefer for side in this.heard)
    preferred = _preferred(this) if is_preferred else None
    if preferred is not None:
        return preferred
    judged = matter.judged(together)
    if judged.outcome is Outcome.CONFLICT and any(_is_there(matter, s) for s in matter.sides):
        judged = judged.being(Outcome.CHANGED)
    if judged.outcome in {Outcome.NEW, Outcome.CHANGED}:
        return _taken(this, judged, SettledBy.CONSENSUS)
    if judged.outcome is not Outcome.CONFLICT:
        return _as_it_was(matter, judged.outcome, SettledBy.CONSENSUS)
    if target in rules.prefer:
        return _as_it_was(_objecting(this), Outcome.KEPT, SettledBy.PREFERENCE)
    return _as_it_was(_objecting(this), Outcome.CONFLICT)


def _is_there(matter: Matter, side: Side) -> bool:
    """Whether the target holds this very word, from this very file."""
    source = matter.there.source
    is_from = source is not None and source.sha256 == side.word.sha256
    return is_from and side.claim == matter.there.claim
