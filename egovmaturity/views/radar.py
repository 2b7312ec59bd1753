"""The factors as a radar: secondary to the table, and only where few enough axes are left."""

from collections.abc import Sequence
from math import cos, pi, sin
from textwrap import wrap

from egovmaturity.views.context import Context
from egovmaturity.views.report import GroupView, LabelView, PointView, RadarView

_FEWEST, _MOST = 3, 8
"""Axes between which a radar can be read."""

_WIDTH, _CENTER_Y, _RADIUS = 460, 160, 100
_LINE_HEIGHT, _LINE_LENGTH, _LINES = 16, 16, 2


def radar_view(c: Context, factors: Sequence[GroupView]) -> RadarView:
    """Draw every factor, or the core ones where all are too many, or say why nothing is drawn.

    What has no score has no place on an axis and is left out.
    """
    words = c.words
    axes = [factor for factor in factors if factor.score.value is not None]
    note = ""
    if len(axes) > _MOST:
        total = len(axes)
        axes = [factor for factor in axes if factor.is_core]
        if not _FEWEST <= len(axes) <= _MOST:
            return RadarView(note=words("{n} {factors} are too many for a figure.", n=total))
        note = words(
            "The figure shows the {n} core {factors} of {total}; the table shows all.",
            n=len(axes),
            total=total,
        )
    if len(axes) < _FEWEST:
        return RadarView()
    return _drawn(c, axes, note)


def _drawn(c: Context, axes: Sequence[GroupView], note: str) -> RadarView:
    words, count = c.words, len(axes)
    ordered = sorted(axes, key=lambda axis: axis.rank)
    highest, lowest = ordered[0], ordered[-1]
    earlier = [axis.before.value for axis in axes]
    points = [_point(n, count, axis.score.value or 0) for n, axis in enumerate(axes)]
    compared = [_point(n, count, value) for n, value in enumerate(earlier) if value is not None]
    return RadarView(
        note=note,
        title=words("Score of {n} {factors}", n=count),
        about=words(
            "Highest: {highest}, {high}. Lowest: {lowest}, {low}. The table has every number.",
            highest=highest.title,
            high=highest.score.text,
            lowest=lowest.title,
            low=lowest.score.text,
        ),
        width=_WIDTH,
        height=_CENTER_Y * 2,
        rings=tuple(
            _corners([_point(n, count, share) for n in range(count)])
            for share in (0.25, 0.5, 0.75, 1)
        ),
        center=PointView(f"{_WIDTH // 2}", f"{_CENTER_Y}"),
        spokes=tuple(_point(n, count, 1) for n in range(count)),
        shape=_corners(points),
        before=_corners(compared) if len(compared) == count else "",
        points=tuple(points),
        labels=tuple(_label(n, count, axis) for n, axis in enumerate(axes)),
    )


def _direction(place: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * place / count - pi / 2
    return cos(angle), sin(angle)


def _point(place: int, count: int, share: float) -> PointView:
    """Return where a share of full marks lies on an axis; the first axis points up."""
    x, y = _direction(place, count)
    return PointView(
        _written(_WIDTH / 2 + _RADIUS * share * x), _written(_CENTER_Y + _RADIUS * share * y)
    )


def _corners(points: Sequence[PointView]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _label(place: int, count: int, axis: GroupView) -> LabelView:
    """Write the name and score of an axis beyond its end, away from the figure."""
    lines = (*_lines(axis.title), axis.score.text)
    x, y = _direction(place, count)
    height = _LINE_HEIGHT * len(lines)
    left = _WIDTH / 2 + (_RADIUS + 8) * x
    middle = _CENTER_Y + (_RADIUS + 10) * y
    if abs(x) < 0.1:  # straight up or down: above or below the figure
        top = middle - height + 12 if y < 0 else middle + 12
        return LabelView(_written(left), _written(top), "middle", lines)
    top = middle - height / 2 + 12
    return LabelView(_written(left), _written(top), "start" if x > 0 else "end", lines)


def _lines(title: str) -> list[str]:
    """Break a name into the few short lines there is room for."""
    lines = wrap(title, _LINE_LENGTH, max_lines=_LINES, placeholder="…")
    return lines or [title]


def _written(length: float) -> str:
    """Write a length with at most one decimal."""
    return f"{round(length, 1) + 0:g}"
