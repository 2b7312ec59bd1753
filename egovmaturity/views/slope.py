"""How scores moved since the baseline: lines from then to now, with room for their names."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Threshold
from egovmaturity.domain.results import Assessment, GroupResult
from egovmaturity.views.baseline_parts import moved_since
from egovmaturity.views.context import Context, cut
from egovmaturity.views.report import LineView, SlopeView

_TOP, _BOTTOM, _BELOW = 22, 262, 38
_APART = 17
"""Least distance of two labels, so that none overlaps another."""

_LETTERS = 24
_STYLES = 4


class _Subject(NamedTuple):
    """What a line is about."""

    id: str
    title: str
    status: str
    group: GroupResult


def slope_view(c: Context) -> SlopeView:
    """Draw the stages, else the top sections, else the factors; nothing without a baseline.

    Only what has a score in both years has a line.
    """
    if c.baseline is None:
        return SlopeView()
    kind, now = _subjects(c.assessment)
    earlier = {subject.id: subject.group for subject in _subjects(c.baseline)[1]}
    pairs = [
        (subject, earlier[subject.id])
        for subject in now
        if subject.group.score is not None
        and subject.id in earlier
        and earlier[subject.id].score is not None
    ]
    if not pairs:
        return SlopeView()
    place = c.words.name(kind)
    year, before_year = c.sheet.occasion.year, c.baseline.sheet.occasion.year
    bar = _common_bar(c)
    lines = _lines(c, pairs)
    return SlopeView(
        place=place,
        title=c.words("Scores of {before} and {year}", before=before_year, year=year),
        about=_about(c, pairs),
        height=int(max(_BOTTOM, *(float(line.label) for line in lines))) + _BELOW,
        threshold=c.numbers.threshold(bar) if bar else "",
        y_threshold=_written(_height(float(bar.share))) if bar else "",
        lines=lines,
    )


def _subjects(assessment: Assessment) -> tuple[str, list[_Subject]]:
    """Return what a result is made of at the top, and the name for it."""
    if assessment.stages:
        return "Stage", [
            _Subject(r.stage.id, r.stage.title, r.status.value, r.group) for r in assessment.stages
        ]
    if assessment.sections:
        tops = [r for r in assessment.sections if r.depth == 0]
        return "Section", [_Subject(r.section.id, r.section.title, "", r.group) for r in tops]
    return "Factor", [
        _Subject(r.factor.id, r.factor.title, "", r.group) for r in assessment.factors
    ]


def _common_bar(c: Context) -> Threshold | None:
    """Return the threshold of all stages, if it is the same."""
    bars = {stage.attain for stage in c.questionnaire.stages}
    return bars.pop() if len(bars) == 1 else None


def _about(c: Context, pairs: Iterable[tuple[_Subject, GroupResult]]) -> str:
    """Count what rose and what fell."""
    moves = [_low(subject.group) - _low(before) for subject, before in pairs]
    return c.words(
        "{up} higher, {down} lower, {same} unchanged. The table has every number.",
        up=sum(1 for move in moves if move > 0),
        down=sum(1 for move in moves if move < 0),
        same=sum(1 for move in moves if not move),
    )


def _lines(c: Context, pairs: Sequence[tuple[_Subject, GroupResult]]) -> tuple[LineView, ...]:
    ends = [_height(_low(subject.group)) for subject, _ in pairs]
    starts = [_height(_low(before)) for _, before in pairs]
    labels, labels_before = _apart(ends), _apart(starts)
    year = c.baseline.sheet.occasion.year if c.baseline else 0
    views = []
    for n, (subject, before) in enumerate(pairs):
        stages = [stage for stage in c.questionnaire.stages if stage.id == subject.id]
        bars = tuple(bar for stage in stages for bar in (stage.attain, stage.foundation))
        views.append(
            LineView(
                title=subject.title,
                short=cut(subject.title, _LETTERS),
                status=subject.status,
                before=c.score(before.score, bars),
                score=c.score(subject.group.score, bars),
                change=moved_since(c, subject.group, before, year, bars),
                style=n % _STYLES,
                y_before=_written(starts[n]),
                y=_written(ends[n]),
                label_before=_written(labels_before[n]),
                label=_written(labels[n]),
            )
        )
    return tuple(views)


def _low(group: GroupResult) -> float:
    return float(group.score.low) if group.score is not None else 0.0


def _height(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _apart(heights: Sequence[float]) -> list[float]:
    """Move labels so that none overlaps another, as little as it takes from the top down.

    What would run out at the bottom pushes those above it back up, as long as there is room.
    """
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = list(heights)
    for above, n in pairwise(order):
        placed[n] = max(placed[n], placed[above] + _APART)
    limit = float(max(_BOTTOM, _TOP + _APART * (len(order) - 1)))
    for n in reversed(order):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - _APART
    return placed


def _written(length: float) -> str:
    return f"{round(length, 1) + 0:g}"
