"""The cheapest way to a target, proven, and carried out to see that it gets there."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.domain.roadmap import (
    Aim,
    Enabler,
    Found,
    Horizon,
    NoRoadmap,
    Note,
    NoteKind,
    Obstacle,
    ObstacleKind,
    PlannedEnabler,
    PlannedStep,
    PlanYear,
    Proof,
    Query,
    Roadmap,
    SolverName,
    Unit,
    Unspent,
)
from egovmaturity.examining.bench import standing
from egovmaturity.planning.demands import Demands, demands_of
from egovmaturity.planning.plan import carried_out
from egovmaturity.planning.posed import Name, Posed, pose
from egovmaturity.planning.purchases import Best, Goal, Schedule, cost_of
from egovmaturity.planning.solving import Solved, solve
from egovmaturity.scoring.assess import assess, outcome
from egovmaturity.scoring.gates import attained_by


def find_plan(assessment: Assessment, query: Query, solver: SolverName | None = None) -> Found:
    """Return the cheapest way to an aim within its horizon, or why there is none.

    The result is proven either way, and what is found was carried out and assessed again.
    ``solver`` is who searches; ``None``: HiGHS where it is installed, else our own search.

    Raises:
        RefusedError: Something has no cost, or the problem is too large for our own search.
        ValueError: The aim names what the questionnaire does not have.
    """
    ways = [_Way(each, pose(assessment, query, each)) for each in demands_of(assessment, query.aim)]
    open_ways = [way for way in ways if not way.obstacles]
    refuse_unpriced(name for way in open_ways for name in way.posed.unpriced)
    found = []
    for way in open_ways:
        solved = solve(way.posed.problem, Goal.COST, solver)
        if isinstance(solved.answer, Best):
            found.append(
                (cost_of(way.posed.problem, solved.answer.schedule) * way.posed.unit, way, solved)
            )
    if not found:
        obstacles = ways[0].obstacles if not open_ways else ()
        return NoRoadmap(query, obstacles)
    _, way, solved = min(found, key=lambda each: each[0])
    return roadmap_of(assessment, query, way.posed, solved)


class _Way(NamedTuple):
    """What one way to the aim demands, and the problem that this is."""

    demands: Demands
    posed: Posed

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What no money removes."""
        kind = ObstacleKind.PREREQUISITE_OUT_OF_REACH
        return (*self.demands.obstacles, *(Obstacle(kind, each) for each in self.posed.blocked))


def refuse_unpriced(names: Iterable[Name]) -> None:
    """Refuse to plan with what has no cost.

    Raises:
        RefusedError: There is any; it is named.
    """
    missing: dict[str, list[int]] = {}
    for about, level in names:
        levels = missing.setdefault(about, [])
        if level is not None and level not in levels:
            levels.append(level)
    if not missing:
        return
    listed = [f"{a} ({', '.join(map(str, ls))})" if ls else a for a, ls in missing.items()]
    raise RefusedError(
        message(
            "no plan can be made: nobody says what these steps cost (question and level): {steps}",
            steps="; ".join(listed),
        ),
        message("State the costs in a file for --costs, or give one for all with --assume-cost."),
    )


def roadmap_of(assessment: Assessment, query: Query, posed: Posed, solved: Solved) -> Roadmap:
    """Tell a schedule in the words of the questionnaire, and carry it out.

    Raises:
        AssertionError: The answers carried out do not meet the aim; this is an error of ours.
    """
    if not isinstance(solved.answer, Best):
        raise AssertionError(solved)
    years = tuple(_years(assessment, query, posed, solved.answer.schedule))
    bound = solved.answer.cost_bound * posed.unit
    proof = Proof(bound, solved.solver, solved.version, solved.answer.explored)
    cost = sum((year.cost for year in years), Fraction(0))
    notes = (*posed.notes, *_notes_on_money(query))
    roadmap = Roadmap(query, years, cost, proof, notes)
    if not is_met(assessment, query.aim, roadmap.levels):
        raise AssertionError(roadmap.levels)
    return roadmap


def is_met(assessment: Assessment, aim: Aim, levels: Mapping[str, Rating]) -> bool:
    """Whether the answers, edited to have these levels and assessed again, meet an aim."""
    sheet = carried_out(assessment, levels)
    after = assess(assessment.questionnaire, sheet, Basis.CLAIMED)
    for minimum in aim.minimums:
        value = attained_by(after, minimum)
        if value is None or not minimum.is_met(value):
            return False
    if aim.place is None:
        return True
    rule = assessment.questionnaire.rule
    order = assessment.questionnaire.stages or rule.bands  # type: ignore[union-attr]
    wanted = [place.id for place in order].index(aim.place.id) + 1
    return standing(after, after.verdict) >= wanted


def _years(
    assessment: Assessment, query: Query, posed: Posed, schedule: Schedule
) -> Iterable[PlanYear]:
    levels: dict[str, Rating] = {}
    left = Fraction(0)
    for number, year in enumerate(query.horizon.calendar):
        bought = [place for place, when in schedule.items() if when == number]
        steps = tuple(
            step for place in sorted(bought) if (step := _step(posed, place, year, query))
        )
        enablers = tuple(
            PlannedEnabler(about, year, posed.prices[place].amount)
            for place in sorted(bought)
            if isinstance(about := posed.items[place].about, Enabler)
        )
        levels.update({step.question.id: step.level for step in steps})
        cost = sum((posed.prices[place].amount for place in bought), Fraction(0))
        available = _available(query.horizon, year, left)
        left = max(Fraction(0), available - cost) if available is not None else Fraction(0)
        sheet = carried_out(assessment, levels)
        index, verdict = outcome(assessment.questionnaire, sheet, Basis.CLAIMED)
        yield PlanYear(year, steps, enablers, cost, available, index, verdict)


def _available(horizon: Horizon, year: int, left: Fraction) -> Fraction | None:
    if year not in horizon.budgets:
        return None
    if horizon.unspent is Unspent.LAPSES:
        return horizon.budgets[year]
    earlier = range(horizon.first, year)
    if any(each not in horizon.budgets for each in earlier):
        return None
    return horizon.budgets[year] + left


def _step(posed: Posed, place: int, year: int, query: Query) -> PlannedStep | None:
    item, price = posed.items[place], posed.prices[place]
    if isinstance(item.about, Enabler) or item.level is None:
        return None
    conditions = query.data.questions.get(item.about.question.id)
    owner = (conditions.owner if conditions else "") or item.about.owner
    question = item.about.question
    return PlannedStep(question, item.before, item.level, year, price.amount, price.origin, owner)


def _notes_on_money(query: Query) -> Iterable[Note]:
    horizon = query.horizon
    free = tuple(str(year) for year in horizon.calendar if year not in horizon.budgets)
    if horizon.budgets and free:
        yield Note(NoteKind.NO_LIMIT, free)
    ours = query.data.budgets if query.unit is Unit.RUPIAH else {}
    unused = [*query.data.budgets] if query.unit is not Unit.RUPIAH else []
    unused += [year for year in {**ours, **horizon.budgets} if year not in horizon.calendar]
    if unused:
        yield Note(NoteKind.BUDGET_UNUSED, tuple(str(year) for year in sorted(set(unused))))
