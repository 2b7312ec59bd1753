"""Answers that a later file of the same office leaves empty: taken back, or forgotten."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from egovmaturity.collecting.claims import claim_of, folded
from egovmaturity.domain.answers import AnswerSheet, Part, Purpose, Source
from egovmaturity.domain.collecting import Return


class _Spoken(NamedTuple):
    """A file of an office, what it was asked and what it answers.

    ``left_empty`` are the questions of it that could be read and have no answer. ``is_given``: it
    is among those to merge; else it is known from the answers that it gave, and may have been
    replaced several times under one name.
    """

    file: str
    hashes: frozenset[str]
    dated: date | None
    answered: frozenset[str]
    asked: tuple[str, ...] = ()
    left_empty: tuple[str, ...] = ()
    is_given: bool = False

    def is_before(self, other: "_Spoken") -> bool:
        """Whether this file came first, as far as anything says so.

        Days decide. Without them, or on the same day, a copy of the same name does, ``a (1).xlsx``
        after ``a.xlsx``; and a file that was merged before, and is not given any more, was replaced
        by the one that has its name.
        """
        if self.dated and other.dated and self.dated != other.dated:
            return self.dated < other.dated
        (mine, number), (theirs, copy) = _copy_of(self.file), _copy_of(other.file)
        return mine == theirs and (number < copy or (number == copy and not self.is_given))


def _copy_of(file: str) -> tuple[str, int]:
    """Return the name that a browser or a messenger gave a number to, and the number."""
    stem, number, ending = _COPY.fullmatch(file).groups()  # type: ignore[union-attr]  # all match
    return stem + ending, int(number or 0)


_COPY = re.compile(r"(.*?)(?: ?\(([0-9]{1,3})\))?(\.[^.]*|)", re.DOTALL)


def taken_back(target: AnswerSheet, returns: Sequence[Return]) -> Mapping[str, frozenset[str]]:
    """Return the SHA-256 of files that leave a question empty which their office had answered.

    By question. Such a file is later than every other one of its office that answers the question,
    and answers something that one of those did too: what nothing repeats is the other half, of a
    colleague. Nothing is known of files without an owner, and of verifications.
    """
    hashes = frozenset(each.sha256 for each in returns)
    found: dict[str, frozenset[str]] = {}
    for office in _offices(returns):
        for this in office:
            given = (each for each in office if each is not this)
            others = [*given, *_merged_before(this, target, hashes)]
            for name in this.left_empty:
                source = target.answer(name).details.source
                if _is_taken_back(this, [e for e in others if name in e.answered], source):
                    found[name] = found.get(name, frozenset()) | this.hashes
    return found


def _is_taken_back(this: _Spoken, others: Sequence[_Spoken], source: Source | None) -> bool:
    """Whether a file comes after all others that answer a question, and what stands is theirs."""
    is_theirs = source is None or any(source.sha256 in each.hashes for each in others)
    is_last = all(each.is_before(this) for each in others)
    return is_theirs and is_last and any(each.answered & this.answered for each in others)


def _offices(returns: Sequence[Return]) -> Iterable[Sequence[_Spoken]]:
    """Return the files with answers of each office, by the name that they give it."""
    found: dict[str, list[_Spoken]] = {}
    for each in returns:
        part = each.sheet.part
        if part is not None and part.owner and part.purpose is Purpose.SELF:
            found.setdefault(folded(part.owner), []).append(_spoken(each, part))
    return found.values()


def _spoken(returned: Return, part: Part) -> _Spoken:
    answers = returned.sheet.answers.items()
    answered = frozenset(name for name, each in answers if not claim_of(each).is_blank)
    said = answered.union(returned.unreadable)
    return _Spoken(
        file=returned.file,
        hashes=frozenset((returned.sha256,)),
        dated=part.respondent.dated,
        answered=answered,
        asked=part.asked,
        left_empty=tuple(name for name in part.asked if name not in said),
        is_given=True,
    )


def _merged_before(this: _Spoken, target: AnswerSheet, given: frozenset[str]) -> Iterator[_Spoken]:
    """Yield files that an office must have sent before, as the answers name their sources.

    What came from such a file is nothing but questions that this office is asked; it is not among
    those ``given``, by SHA-256.
    """
    known: dict[str, dict[str, Source]] = {}
    for name, answer in target.answers.items():
        source = answer.details.source
        if source is not None and source.sha256 not in given:
            known.setdefault(source.file, {})[name] = source
    for file, sources in known.items():
        if sources.keys() <= frozenset(this.asked):
            hashes = frozenset(each.sha256 for each in sources.values())
            days = [each.dated for each in sources.values()]
            dated = max((day for day in days if day), default=None) if all(days) else None
            yield _Spoken(file, hashes, dated, frozenset(sources))
