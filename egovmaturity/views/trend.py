"""Scores over the years as small charts, one for each thing that is scored."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Threshold
from egovmaturity.domain.results import Assessment
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import half_up

_MOST_LABELS = 4
"""Numbers that have room on a chart; of more only the first and the last are written on it."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 260, 20, 96


class PointView(NamedTuple):
    """A year on a chart, with what its score is in print; empty where there is no room."""

    x: str
    y: str
    year: str
    text: str


class ChartView(NamedTuple):
    """A chart of 280 by 120; ``about`` says in words what it shows.

    ``lines`` are paths; where the edition changes there is none. ``threshold`` is the height of a
    bar to reach, empty where there is none.
    """

    title: str
    about: str
    threshold: str
    lines: tuple[str, ...]
    points: tuple[PointView, ...]


class _Value(NamedTuple):
    """The score of a year and the edition it is by."""

    year: int
    edition: str
    share: Fraction
    text: str


def charts(years: Sequence[Context]) -> tuple[ChartView, ...]:
    """Draw the index, then every stage, or every top section, of the newest edition."""
    last = years[-1].assessment
    found = [_chart(years, years[-1].words("Index"), _indexes(years), ())]
    for stage in last.stages:
        bars = (stage.stage.attain,)
        values = _scores(years, f"stage:{stage.stage.id}", bars)
        found.append(_chart(years, stage.stage.title, values, bars))
    for section in last.sections:
        if not section.depth and not last.stages:
            values = _scores(years, f"section:{section.section.id}", ())
            found.append(_chart(years, section.section.title, values, ()))
    return tuple(chart for chart in found if chart.points)


def _indexes(years: Sequence[Context]) -> Iterable[_Value]:
    for c in years:
        index = c.assessment.index
        if index is not None:
            yield _value(c, index.low, c.index_text(index))


def _scores(years: Sequence[Context], name: str, bars: tuple[Threshold, ...]) -> Iterable[_Value]:
    for c in years:
        score = _shares(c.assessment).get(name)
        if score is not None:
            yield _value(c, score, c.numbers.score(score, bars))


def _shares(assessment: Assessment) -> dict[str, Fraction]:
    groups = [(f"stage:{each.stage.id}", each.group) for each in assessment.stages]
    groups += [(f"section:{each.section.id}", each.group) for each in assessment.sections]
    return {name: group.score.low for name, group in groups if group.score is not None}


def _value(c: Context, share: Fraction, text: str) -> _Value:
    return _Value(c.sheet.occasion.year, c.questionnaire.reference, share, text)


def _chart(
    years: Sequence[Context], title: str, values: Iterable[_Value], bars: tuple[Threshold, ...]
) -> ChartView:
    known = list(values)
    first, last = (c.sheet.occasion.year for c in (years[0], years[-1]))
    places = [_x(value.year, first, last) for value in known]
    spoken = {0, len(known) - 1} if len(known) > _MOST_LABELS else set(range(len(known)))
    points = tuple(
        PointView(x, _y(value.share), str(value.year), value.text if n in spoken else "")
        for n, (x, value) in enumerate(zip(places, known, strict=True))
    )
    lines = tuple(
        f"M{one.x} {one.y}L{other.x} {other.y}"
        for (one, was), (other, now) in pairwise(zip(points, known, strict=True))
        if was.edition == now.edition
    )
    about = " → ".join(f"{value.year}: {value.text}" for value in known)
    for bar in bars:
        c = years[-1]
        about += f" · {c.words('Threshold')} {c.numbers.threshold(bar)}"
    return ChartView(title, about, _y(bars[0].share) if bars else "", lines, points)


def _x(year: int, first: int, last: int) -> str:
    return _written(_LEFT + Fraction((_RIGHT - _LEFT) * (year - first), last - first))


def _y(share: Fraction) -> str:
    return _written(_BOTTOM - (_BOTTOM - _TOP) * share)


def _written(length: Fraction) -> str:
    return f"{float(half_up(length, 1)):g}"
