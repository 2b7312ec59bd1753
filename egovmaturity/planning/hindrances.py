"""Why there is no way within the years and the money, and the least that would open one."""

from collections.abc import Iterator, Sequence

from egovmaturity.domain.results import Assessment
from egovmaturity.domain.roadmap import (
    Conditions,
    Delay,
    DelayKind,
    Enabler,
    ExtraMoney,
    Need,
    NoRoadmap,
    Note,
    NoteKind,
    Obstacle,
    ObstacleKind,
    PlanData,
    Query,
    SolverName,
)
from egovmaturity.planning.purchases import Goal, Problem, extra_by_year, fails
from egovmaturity.planning.roadmaps import roadmap_of
from egovmaturity.planning.ways import Chosen, Way, best_way, ways_to

LONGEST = 100
"""Years looked ahead; nobody plans further."""


def why_not(
    assessment: Assessment, query: Query, ways: Sequence[Way], solver: SolverName | None
) -> NoRoadmap:
    """Say what stands in the way: for good, for want of money, or for want of time.

    Raises:
        RefusedError: The problem is too large.
    """
    is_open = [way for way in ways if not way.obstacles]
    if not is_open:
        return NoRoadmap(query, ways[0].obstacles)
    if any(is_attainable(way.posed.problem) for way in is_open):
        extra = _extra(assessment, query, is_open, solver)
        notes = _notes(is_open) if extra is None else extra.roadmap.notes
        return NoRoadmap(query, extra=extra, notes=notes)
    years = fewest_with_money(assessment, query)
    if years is None:
        about = is_open[0].demands.means[0].about if is_open[0].demands.means else ""
        return NoRoadmap(query, (Obstacle(ObstacleKind.PREREQUISITE_OUT_OF_REACH, about),))
    delays = tuple(_delays(assessment, query))
    return NoRoadmap(query, years=years, delays=delays, notes=_notes(is_open))


def _notes(ways: Sequence[Way]) -> tuple[Note, ...]:
    """Return what was taken for granted on any of the ways but for costs.

    Where time is lacking, what steps cost has no part in it.
    """
    about: dict[NoteKind, list[str]] = {}
    for note in (note for way in ways for note in way.posed.notes):
        if note.kind is not NoteKind.ASSUMED_COST:
            about.setdefault(note.kind, []).extend(note.about)
    return tuple(Note(kind, tuple(dict.fromkeys(names))) for kind, names in about.items())


def is_attainable(problem: Problem) -> bool:
    """Whether money without limit would do: whether buying everything there is in time would."""
    everything = {p: year for p, year in enumerate(problem.soonest) if year is not None}
    return not any(fails(problem, everything))


def fewest_with_money(assessment: Assessment, query: Query) -> int | None:
    """Return how many years it takes if there is money enough; ``None``: for ever."""
    far = query._replace(horizon=query.horizon._replace(years=LONGEST))
    ways = [way.posed.problem for way in ways_to(assessment, far) if not way.obstacles]
    return next(
        (
            years
            for years in range(1, LONGEST + 1)
            if any(is_attainable(problem.within(years)) for problem in ways)
        ),
        None,
    )


def _extra(
    assessment: Assessment, query: Query, ways: Sequence[Way], solver: SolverName | None
) -> ExtraMoney | None:
    chosen = best_way(ways, Goal.EXTRA, solver)
    return None if chosen is None else extra_money(assessment, query, chosen)


def extra_money(assessment: Assessment, query: Query, chosen: Chosen) -> ExtraMoney | None:
    """Tell what has to be added to the budgets, and what it opens.

    It is ``None`` where the search was given up before it knew that nothing less does it.
    """
    posed = chosen.way.posed
    lacking = extra_by_year(posed.problem, chosen.best.schedule)
    by_year = {
        year: amount * posed.unit
        for year, amount in zip(query.horizon.calendar, lacking, strict=True)
        if amount
    }
    raised = {year: budget + by_year.get(year, 0) for year, budget in query.horizon.budgets.items()}
    enough = query._replace(horizon=query.horizon._replace(budgets=raised))
    total = sum(lacking) * posed.unit
    if chosen.extra_bound < total:
        return None
    return ExtraMoney(total, by_year, roadmap_of(assessment, enough, chosen))


# What makes it wait


def _delays(assessment: Assessment, query: Query) -> Iterator[Delay]:
    """Yield everything that makes steps wait and without which there would be time enough."""
    for delay, data in _without_one(query.data):
        ways = ways_to(assessment, query._replace(data=data))
        if any(is_attainable(way.posed.problem) for way in ways if not way.obstacles):
            yield delay


def _without_one(data: PlanData) -> Iterator[tuple[Delay, PlanData]]:
    for question, conditions in data.questions.items():
        for delay, less in _less(question, conditions):
            yield delay, data._replace(questions={**data.questions, question: less})
    for number, enabler in enumerate(data.enablers):
        for delay, freed in _freed(enabler):
            enablers = (*data.enablers[:number], freed, *data.enablers[number + 1 :])
            yield delay, data._replace(enablers=enablers)


def _less(question: str, conditions: Conditions) -> Iterator[tuple[Delay, Conditions]]:
    for level, year in conditions.earliest.items():
        rest = {each: y for each, y in conditions.earliest.items() if each != level}
        delay = Delay(DelayKind.EARLIEST, question, level, str(year))
        yield delay, conditions._replace(earliest=rest)
    for need, needs in _without_lag(conditions.needs):
        delay = Delay(DelayKind.LAG, question, need.from_level, need.question)
        yield delay, conditions._replace(needs=needs)


def _freed(enabler: Enabler) -> Iterator[tuple[Delay, Enabler]]:
    if enabler.earliest is not None:
        delay = Delay(DelayKind.EARLIEST, enabler.id, None, str(enabler.earliest))
        yield delay, enabler._replace(earliest=None)
    if enabler.lag:
        served = next(iter(enabler.serves))
        yield Delay(DelayKind.LAG, served, None, enabler.id), enabler._replace(lag=0)
    for need, needs in _without_lag(enabler.needs):
        yield Delay(DelayKind.LAG, enabler.id, None, need.question), enabler._replace(needs=needs)


def _without_lag(needs: Sequence[Need]) -> Iterator[tuple[Need, tuple[Need, ...]]]:
    """Yield each need that has a lag, and all needs with that lag given up."""
    for number, need in enumerate(needs):
        if need.lag:
            yield need, (*needs[:number], need._replace(lag=0), *needs[number + 1 :])
