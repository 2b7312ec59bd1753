"""The cheapest way to a target, the fastest one, the best for a budget, and what comes next."""

from collections.abc import Sequence
from fractions import Fraction

from egovmaturity.domain.questionnaire import Band, Comparator, Stage, Threshold
from egovmaturity.domain.results import Assessment, Verdict
from egovmaturity.domain.roadmap import Found, NextGain, Query, Roadmap, SolverName
from egovmaturity.examining.bench import standing
from egovmaturity.examining.shares import index_parts
from egovmaturity.planning.demands import Demand
from egovmaturity.planning.hindrances import extra_money, fewest_with_money, why_not
from egovmaturity.planning.purchases import Goal
from egovmaturity.planning.roadmaps import roadmap_of
from egovmaturity.planning.ways import best_way, ways_to


def find_plan(assessment: Assessment, query: Query, solver: SolverName | None = None) -> Found:
    """Return the cheapest way to an aim within its horizon, or why there is none.

    The result is proven either way, and what is found was carried out and assessed again.
    ``solver`` is who searches; ``None``: HiGHS where it is installed, else our own search.

    Source: minimum-cost 0/1 program over question, level and year (method, cheapest path), each
    bar in whole points with its denominators cleared.

    Raises:
        RefusedError: Something has no cost, or the problem is too large for the solver.
        ValueError: The aim names what the questionnaire does not have.
    """
    ways = ways_to(assessment, query)
    chosen = best_way(ways, Goal.COST, solver)
    if chosen is None:
        return why_not(assessment, query, ways, solver)
    return roadmap_of(assessment, query, chosen)


def find_fewest_years(
    assessment: Assessment, query: Query, solver: SolverName | None = None
) -> Found:
    """Return the cheapest way in as few years as it takes; the horizon is the most there are.

    Raises:
        RefusedError: As ``find_plan``.
        ValueError: As ``find_plan``.
    """
    first = fewest_with_money(assessment, query)
    if first is not None:
        for years in range(first, query.horizon.years):
            shorter = shortened(query, years)
            chosen = best_way(ways_to(assessment, shorter), Goal.COST, solver)
            if chosen is not None:
                return roadmap_of(assessment, shorter, chosen)
    return find_plan(assessment, query, solver)


def shortened(query: Query, years: int) -> Query:
    """Return the same query for the first years only."""
    horizon = query.horizon._replace(years=years)
    budgets = {y: budget for y, budget in horizon.budgets.items() if y in horizon.calendar}
    return query._replace(horizon=horizon._replace(budgets=budgets))


def find_best(assessment: Assessment, query: Query, solver: SolverName | None = None) -> Found:
    """Return the cheapest way to the best stage or band within the horizon.

    The place of the aim does not count; its minimums do. Where not even the next stage or band
    can be had, the answer is why not; where there is none above, that the present one stays.

    Raises:
        RefusedError: As ``find_plan``.
        ValueError: As ``find_plan``.
    """
    above = places_above(assessment, assessment.verdict)
    for place in reversed(above):
        aimed = query._replace(aim=query.aim._replace(place=place))
        chosen = best_way(ways_to(assessment, aimed), Goal.COST, solver)
        if chosen is not None:
            return roadmap_of(assessment, aimed, chosen)
    nearest = above[0] if above else None
    return find_plan(assessment, query._replace(aim=query.aim._replace(place=nearest)), solver)


def places_above(assessment: Assessment, verdict: Verdict) -> tuple[Stage | Band, ...]:
    """Return the stages or bands above the one a verdict names, nearest first."""
    questionnaire = assessment.questionnaire
    order: Sequence[Stage | Band] = questionnaire.stages
    if not order:
        order = questionnaire.rule.bands  # type: ignore[union-attr]  # without stages there are bands
    return tuple(order[standing(assessment, verdict) :])


def find_next_gain(
    assessment: Assessment, roadmap: Roadmap, solver: SolverName | None = None
) -> NextGain | None:
    """Return the least additional money that buys more than a plan does, and what it buys.

    A better stage or band, as long as money can attain one; else a higher index with the same
    verdict. ``None``: money buys nothing more within these years.

    Raises:
        RefusedError: As ``find_plan``.
    """
    for place in places_above(assessment, roadmap.years[-1].verdict):
        query = roadmap.query._replace(aim=roadmap.query.aim._replace(place=place))
        gain = _gain(assessment, query, roadmap, (), place, solver)
        if gain is not None:
            return gain
    return _gain(
        assessment, roadmap.query, roadmap, _higher_index(assessment, roadmap), None, solver
    )


def _gain(  # noqa: PLR0913, PLR0917
    assessment: Assessment,
    query: Query,
    roadmap: Roadmap,
    more: tuple[Demand, ...],
    place: Stage | Band | None,
    solver: SolverName | None,
) -> NextGain | None:
    is_free = not query.horizon.has_budgets
    ways = ways_to(assessment, query, more)
    chosen = best_way(ways, Goal.COST if is_free else Goal.EXTRA, solver)
    if chosen is None:
        return None
    found = extra_money(assessment, query, chosen)
    if found is None or (is_free and not found.roadmap.is_proven):
        return None
    extra = found.roadmap.cost - roadmap.cost if is_free else found.total
    return NextGain(extra, place, found.roadmap)


def _higher_index(assessment: Assessment, roadmap: Roadmap) -> tuple[Demand, ...]:
    """Return that the index is above that of a plan; impossible where nothing can raise it."""
    reached = roadmap.years[-1].index
    bar = Threshold(Comparator.ABOVE, Fraction(1) if reached is None else reached.low)
    return (Demand("", tuple(index_parts(assessment)), bar),)
