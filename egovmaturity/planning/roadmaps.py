"""A schedule told in the words of the questionnaire, and carried out to see where it leads."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.domain.roadmap import (
    Aim,
    Enabler,
    Horizon,
    Note,
    NoteKind,
    PlannedEnabler,
    PlannedStep,
    PlanYear,
    Proof,
    Query,
    Roadmap,
    Unit,
    Unspent,
)
from egovmaturity.examining.bench import standing
from egovmaturity.planning.plan import carried_out
from egovmaturity.planning.posed import Posed
from egovmaturity.planning.purchases import Schedule
from egovmaturity.planning.ways import Chosen
from egovmaturity.scoring.assess import assess, outcome
from egovmaturity.scoring.gates import attained_by


def roadmap_of(assessment: Assessment, query: Query, chosen: Chosen) -> Roadmap:
    """Tell a schedule in the words of the questionnaire, and carry it out.

    Raises:
        AssertionError: The answers carried out do not meet the aim; this is an error of ours.
    """
    posed, best, solved = chosen.way.posed, chosen.best, chosen.solved
    years = tuple(_years(assessment, query, posed, best.schedule))
    proof = Proof(chosen.bound, solved.solver, solved.version, best.explored, best.is_settled)
    cost = sum((year.cost for year in years), Fraction(0))
    notes = (*posed.notes, *_notes_on_money(query))
    roadmap = Roadmap(query, years, cost, proof, notes)
    if not is_met(assessment, query.aim, roadmap.levels):
        raise AssertionError(roadmap.levels)
    return roadmap


def after(assessment: Assessment, levels: Mapping[str, Rating]) -> Assessment:
    """Edit the answers to have these levels, and assess them again."""
    sheet = carried_out(assessment, levels)
    return assess(assessment.questionnaire, sheet, Basis.CLAIMED)


def is_met(assessment: Assessment, aim: Aim, levels: Mapping[str, Rating]) -> bool:
    """Whether the answers, edited to have these levels and assessed again, meet an aim."""
    done = after(assessment, levels)
    for minimum in aim.minimums:
        value = attained_by(done, minimum)
        if value is None or not minimum.is_met(value):
            return False
    if aim.place is None:
        return True
    rule = assessment.questionnaire.rule
    order = assessment.questionnaire.stages or rule.bands  # type: ignore[union-attr]
    wanted = [place.id for place in order].index(aim.place.id) + 1
    return standing(done, done.verdict) >= wanted


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
    written = query.data.budgets
    unused = {year for year in {*written, *horizon.budgets} if year not in horizon.calendar}
    if query.unit is not Unit.RUPIAH:
        unused.update(written)
    if unused:
        yield Note(NoteKind.BUDGET_UNUSED, tuple(str(year) for year in sorted(unused)))
