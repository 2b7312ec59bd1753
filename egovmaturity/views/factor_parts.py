"""Factors and other groups of questions, and the map of places and factors."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from egovmaturity.domain.questionnaire import Section, Threshold
from egovmaturity.domain.results import GroupResult
from egovmaturity.scoring.aggregate import in_whole
from egovmaturity.views.baseline_parts import factor_before
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import CellView, GroupView, MapRowView

_LEAST_COMPARED = 4
"""Factors from which on it says something that one is the highest."""


def factor_views(c: Context) -> tuple[GroupView, ...]:
    """Return every factor with its score."""
    views = []
    for result in c.assessment.factors:
        factor = result.factor
        before, change = factor_before(c, result)
        views.append(
            _group_view(c, factor.id, factor.title, result.group)._replace(
                about=factor.about, is_core=factor.core, before=before, change=change
            )
        )
    return _ranked(views, [result.group for result in c.assessment.factors])


def relation_views(c: Context) -> tuple[GroupView, ...]:
    """Return every relation some question serves with its score."""
    found = c.assessment.relations
    views = [_group_view(c, r.relation, _relation_title(c, r.relation), r.group) for r in found]
    return _ranked(views, [result.group for result in found])


def blueprint_views(c: Context) -> tuple[GroupView, ...]:
    """Return every item of the master plan with the score of the questions that feed it."""
    found = c.assessment.blueprint
    views = [_group_view(c, r.item.id, r.item.title, r.group) for r in found]
    return _ranked(views, [result.group for result in found])


def _ranked(views: Sequence[GroupView], groups: Sequence[GroupResult]) -> tuple[GroupView, ...]:
    """Number the views by their exact scores; of equal ones the one written first leads."""
    lows = [group.score.low if group.score else Fraction(-1) for group in groups]
    points, _ = in_whole(lows)
    order = sorted(range(len(views)), key=lambda place: -points[place])
    ranks = {place: rank for rank, place in enumerate(order, start=1)}
    return tuple(view._replace(rank=ranks[place]) for place, view in enumerate(views))


def _group_view(c: Context, group_id: str, title: str, group: GroupResult) -> GroupView:
    return GroupView(
        group_id,
        title,
        "",
        is_core=False,
        score=c.score(group.score),
        counts=c.counts(group),
        before=c.score(None),
        change="",
    )


def extremes(c: Context, *, strongest: bool) -> tuple[str, ...]:
    """Name up to three highest or lowest factors, none of them both; none below four.

    Only factors of which something is rated; of equal scores the one written first leads.
    """
    scored = [
        (-r.group.score.low, place, r.factor.title)
        for place, r in enumerate(c.assessment.factors)
        if r.group.score is not None and r.group.tally.rated
    ]
    if len(scored) < _LEAST_COMPARED:
        return ()
    ordered = sorted(scored)
    few = min(3, len(ordered) // 2)
    chosen = ordered[:few] if strongest else ordered[: -few - 1 : -1]
    return tuple(f"{title} ({c.numbers.score(-low)})" for low, _, title in chosen)


def _relation_title(c: Context, relation: str) -> str:
    words = c.words
    return {
        "G2C": words("G2C, citizens"),
        "G2B": words("G2B, business"),
        "G2G": words("G2G, between government bodies"),
        "G2E": words("G2E, employees"),
    }[relation]


def _rows(c: Context) -> list[tuple[str, str, Threshold | None]]:
    """List stages with the bar of their cells, or top sections, which have none."""
    if c.questionnaire.stages:
        return [(s.id, s.title, s.attain) for s in c.questionnaire.stages]
    tops: tuple[Section, ...] = c.questionnaire.sections
    return [(section.id, section.title, None) for section in tops]


def map_title(c: Context) -> str:
    """Return the heading of the map, or of what stands there without one."""
    words, questionnaire = c.words, c.questionnaire
    if not questionnaire.factors or not _rows(c):
        return words("Relations served and items of the master plan")
    if questionnaire.stages:
        return words("Map of {stages} and {factors}")
    return words("Map of {sections} and {factors}")


def map_columns(c: Context) -> Iterable[str]:
    """Return the places a map has columns for; none where nothing crosses."""
    return [title for _, title, _ in _rows(c)] if c.questionnaire.factors else []


def map_rows(c: Context) -> Iterable[MapRowView]:
    """Yield every factor across all places."""
    rows = _rows(c)
    for factor in c.questionnaire.factors if rows else ():
        cells = []
        for column, _, bar in rows:
            cells.append(_cell(c, column, c.assessment.cells.get((column, factor.id)), bar))
        yield MapRowView(factor.id, factor.title, tuple(cells))


def _cell(c: Context, place: str, group: GroupResult | None, bar: Threshold | None) -> CellView:
    if group is None or group.score is None:
        return CellView(place, NO_SCORE, group.tally.total if group else 0, -1, meets=False)
    low = group.score.low
    bars = (bar,) if bar else ()
    meets = bar is not None and bar.is_met(low)
    shade = _shade(low, bar) if bar else min(4, int(low * 5))
    return CellView(place, c.numbers.score(low, bars), group.tally.total, shade, meets)


def _shade(score: Fraction, bar: Threshold) -> int:
    """Return one of five shades that diverge at the bar: 0 to 2 below, 3 and 4 from it on."""
    share = bar.share
    if bar.is_met(score):
        return 4 if score * 2 >= 1 + share else 3
    return min(2, int(score * 3 / share)) if share else 2
