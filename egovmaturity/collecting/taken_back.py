"""Answers that a later file of the same office leaves empty: taken back, or forgotten."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from egovmaturity.collecting.claims import claim_of, folded
from egovmaturity.domain.answers import AnswerSheet, Part, Purpose, Source
from egovmaturity.domain.collecting import Return


class _Spoken(NamedTuple):
    """A file of an office, and the questions that it answers.

    ``is_given``: it is among those to merge; else it is known from the answers that it gave, and
    may have been replaced several times under one name.
    """

    file: str
    hashes: frozenset[str]
    dated: date | None
    answered: frozenset[str]
    is_given: bool

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
    found: dict[str, frozenset[str]] = {}
    for returned in returns:
        part = returned.sheet.part
        if part is None or not part.owner or part.purpose is not Purpose.SELF:
            continue
        this = _spoken(returned)
        others = [*_given(part, this, returns), *_merged_before(part, target, returns)]
        for name in part.asked:
            if name in this.answered or name in returned.unreadable:
                continue
            earlier = [each for each in others if name in each.answered]
            source = target.answer(name).details.source
            if _is_taken_back(this, earlier, source):
                found[name] = found.get(name, frozenset()) | this.hashes
    return found


def _is_taken_back(this: _Spoken, others: Sequence[_Spoken], source: Source | None) -> bool:
    """Whether a file comes after all others that answer a question, and what stands is theirs."""
    is_theirs = source is None or any(source.sha256 in each.hashes for each in others)
    is_last = all(each.is_before(this) for each in others)
    return is_theirs and is_last and any(each.answered & this.answered for each in others)


def _spoken(returned: Return) -> _Spoken:
    sheet = returned.sheet
    answered = (name for name, each in sheet.answers.items() if not claim_of(each).is_blank)
    dated = sheet.part.respondent.dated if sheet.part else None
    hashes = frozenset((returned.sha256,))
    return _Spoken(returned.file, hashes, dated, frozenset(answered), is_given=True)


def _given(part: Part, this: _Spoken, returns: Sequence[Return]) -> Iterator[_Spoken]:
    """Yield the other files of an office among those to merge."""
    for each in returns:
        other = each.sheet.part
        is_of_office = other is not None and folded(other.owner) == folded(part.owner)
        if is_of_office and each.sha256 not in this.hashes:
            yield _spoken(each)


def _merged_before(part: Part, target: AnswerSheet, returns: Sequence[Return]) -> Iterator[_Spoken]:
    """Yield the files that an office must have sent before, as the answers name their sources.

    What came from such a file is nothing but questions that this office is asked.
    """
    given = {each.sha256 for each in returns}
    known: dict[str, dict[str, Source]] = {}
    for name, answer in target.answers.items():
        source = answer.details.source
        if source is not None and source.sha256 not in given:
            known.setdefault(source.file, {})[name] = source
    asked = frozenset(part.asked)
    for file, sources in known.items():
        if asked.issuperset(sources):
            hashes = frozenset(each.sha256 for each in sources.values())
            days = [each.dated for each in sources.values()]
            dated = max((day for day in days if day), default=None) if all(days) else None
            yield _Spoken(file, hashes, dated, frozenset(sources), is_given=False)
