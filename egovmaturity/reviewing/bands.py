"""Bands: each can be reached, and none hangs on a single question."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from math import ceil, floor, lcm
from operator import or_
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Finding, Severity, message
from egovmaturity.domain.questionnaire import BandedRule, Closed, NumberRange, Question, Scale
from egovmaturity.reviewing.extremes import Extremes
from egovmaturity.reviewing.stages import FEW, HEAVY

MAX_STEPS = 10_000
"""Levels of all questions together; an index with more of them is left unproven."""
MAX_WORK = 1 << 28
"""Bits that are looked at to count sums, all questions together; beyond that nothing is proven."""

_ZERO = Fraction(0)


class _Share(NamedTuple):
    """A question of the index, and what a full answer to it adds to the index of 0 to 1."""

    question: Question
    share: Fraction


def ruling_questions(ends: Extremes) -> Iterator[Finding]:
    """Q124: questions that hold more than 40 % of an index that becomes a band."""
    if not isinstance(ends.questionnaire.rule, BandedRule):
        return
    parts = _parts(ends)
    for question, share in parts if len(parts) > FEW else ():
        if share > HEAVY:
            yield Finding(
                "Q124",
                Severity.WARNING,
                ("questions", question.id),
                message(
                    'question "{id}" alone holds more than {share} of the index',
                    id=question.id,
                    share="40%",
                ),
                message("Spread the weight, unless this is meant."),
            )


def unreachable_bands(ends: Extremes) -> Iterator[Finding]:
    """Q121: bands that no levels reach.

    The index is a sum: each question adds its share of the weight times its worth, and an open
    one adds nothing. That is held against the scored ends first; where an index is anything
    else, nothing is said. A walk that raises one question after the other, level by level,
    finds most bands. For those it steps over, all sums that levels can have are counted exactly,
    unless that takes more than ``MAX_WORK``. A numeric question gives every value in between.

    "Not applicable" takes a question out of the index and is not looked at.
    """
    rule = ends.questionnaire.rule
    parts = _parts(ends)
    if not isinstance(rule, BandedRule) or _count_steps(parts) > MAX_STEPS:
        return
    if not _is_sum(ends, parts):
        return
    stretch = sum((p.share for p in parts if isinstance(p.question.scale, NumberRange)), _ZERO)
    steps = [_steps(p) for p in parts if not isinstance(p.question.scale, NumberRange)]
    missed = _missed_by_a_walk(rule, steps, stretch)
    sums = _Sums.of(steps) if missed else None
    for band in missed:
        if sums is not None and not sums.reach(rule, band, stretch):
            yield Finding(
                "Q121",
                Severity.WARNING,
                ("bands", rule.bands[band].id),
                message('no levels lead to band "{id}"', id=rule.bands[band].id),
                message("Move where it begins, or leave it out."),
            )


def _parts(ends: Extremes) -> list[_Share]:
    return [_Share(each.question, each.share or _ZERO) for each in ends.highest.questions]


def _count_steps(parts: Sequence[_Share]) -> int:
    scales = [part.question.scale for part in parts]
    return sum(len(scale.levels) for scale in scales if isinstance(scale, Scale))


def _is_sum(ends: Extremes, parts: Sequence[_Share]) -> bool:
    """Whether the scored index is what its questions add up to, at both ends of the scales."""
    low = sum((share * q.worth(q.scale.lowest) for q, share in parts), _ZERO)
    high = sum((share * q.worth(q.scale.highest) for q, share in parts), _ZERO)
    scored = [end.index.low if end.index else None for end in ends]
    return scored == [low, high] and min(min(_steps(part)) for part in parts) >= 0


def _steps(part: _Share) -> list[Fraction]:
    """Return what a question can add to the index: nothing while open, then level by level."""
    question, share = part
    if isinstance(question.scale, NumberRange):
        return [_ZERO, share]
    return [_ZERO, *(share * level.worth for level in question.scale.levels)]


def _missed_by_a_walk(
    rule: BandedRule, steps: Sequence[Sequence[Fraction]], stretch: Fraction
) -> list[int]:
    """Raise one question after the other to its top; return the bands passed over, by position."""
    missed = set(range(len(rule.bands)))
    done = _ZERO
    for additions in [[_ZERO], *steps]:
        for addition in additions:
            first = rule.bands.index(rule.band(rule.on_scale(done + addition)))
            last = rule.bands.index(rule.band(rule.on_scale(done + addition + stretch)))
            missed.difference_update(range(first, last + 1))
        done += additions[-1]
    return sorted(missed)


class _Sums(NamedTuple):
    """Every index that levels can give, exactly: bit ``n`` stands for the index ``n / unit``."""

    bits: int
    unit: int

    @classmethod
    def of(cls, steps: Sequence[Sequence[Fraction]]) -> "_Sums | None":
        """Count all sums with one step of each question; ``None`` where they are too many."""
        unit = lcm(*(step.denominator for additions in steps for step in additions))
        if unit * sum(map(len, steps)) > MAX_WORK:
            return None
        bits = 1
        for additions in steps:
            shifts = {int(step * unit) for step in additions}
            bits = reduce(or_, (bits << shift for shift in shifts))
        return cls(bits, unit)

    def reach(self, rule: BandedRule, band: int, stretch: Fraction) -> bool:
        """Whether one of the sums, with up to ``stretch`` added, lies in a band."""
        first, last = 0, self.unit
        if band > 0:
            begin = (_share_of(rule, band) - stretch) * self.unit
            first = max(0, ceil(begin) if rule.closed is Closed.LEFT else floor(begin) + 1)
        if band < len(rule.bands) - 1:
            end = _share_of(rule, band + 1) * self.unit
            last = ceil(end) - 1 if rule.closed is Closed.LEFT else floor(end)
        return last >= first and bool(self.bits >> first & (1 << last - first + 1) - 1)


def _share_of(rule: BandedRule, band: int) -> Fraction:
    """Return where a band begins, on the scale of 0 to 1 that scores have."""
    return (rule.bands[band].start - rule.lowest) / (rule.highest - rule.lowest)
