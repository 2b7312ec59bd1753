"""A plan that was found, beside the actions on record: its steps, years and costs."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.master_plan import MasterPlan, TopicState
from egovmaturity.domain.roadmap import Origin, PlannedStep, PlanYear, Roadmap
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.outline import CellText, GridView, PieceView
from egovmaturity.views.outline_cells import column, no_data, number
from egovmaturity.views.plan_view import amount_text, step_text


def roadmap_pieces(c: Context, plan: MasterPlan) -> Iterable[PieceView]:
    """Yield the plan year by year; nothing where none was asked for."""
    roadmap, words = plan.roadmap, c.words
    if roadmap is None:
        return
    rows = tuple(_year_row(c, roadmap, year) for year in roadmap.years)
    columns = (
        column(words("Year")),
        column(words("Steps of the plan")),
        number(words("Cost")),
        column(words("Verdict at the end of the year")),
    )
    total = (
        CellText(words("Total")),
        CellText(""),
        CellText(_cost(c, roadmap, roadmap.cost)),
        CellText(""),
    )
    grid = GridView(words("Plan by year"), columns, (12, 44, 22, 22), rows, total)
    yield PieceView((_proof(c, roadmap),), grid)


def _proof(c: Context, roadmap: Roadmap) -> str:
    words = c.words
    cost = _cost(c, roadmap, roadmap.cost)
    if roadmap.is_proven:
        return words(
            "The cheapest plan costs {cost}; that nothing is cheaper is proven.", cost=cost
        )
    return words(
        "The plan costs {cost}; that nothing is cheaper is not proven, only that nothing costs "
        "less than {bound}.",
        cost=cost,
        bound=_cost(c, roadmap, roadmap.proof.bound),
    )


def _year_row(c: Context, roadmap: Roadmap, year: PlanYear) -> tuple[CellText, ...]:
    said = [f"{step.question.id} → {step.level}" for step in year.steps]
    said += [coded(each.enabler) for each in year.enablers]
    return (
        CellText(str(year.year)),
        CellText("; ".join(said) or NO_SCORE),
        CellText(_cost(c, roadmap, year.cost)),
        CellText(sentences.verdict_text(c.words, year.verdict)),
    )


def topic_steps(c: Context, plan: MasterPlan, state: TopicState) -> Iterable[PieceView]:
    """Yield the steps of the plan that raise a question of one topic."""
    roadmap, words = plan.roadmap, c.words
    if roadmap is None or not state.steps:
        return
    columns = (
        column(words("Steps of the plan")),
        column(words("Year")),
        number(words("Cost")),
        column(words("Responsible")),
    )
    rows = tuple(_step_row(c, roadmap, step) for step in state.steps)
    yield PieceView(grid=GridView(words("Steps of the plan"), columns, (46, 12, 20, 22), rows))


def _step_row(c: Context, roadmap: Roadmap, step: PlannedStep) -> tuple[CellText, ...]:
    is_assumed = step.origin is Origin.ASSUMED
    notes = (c.words("assumed, no cost is on record"),) if is_assumed else ()
    return (
        CellText(f"{coded(step.question)}: {step_text(c, (step,))}"),
        CellText(str(step.year)),
        CellText(_cost(c, roadmap, step.cost), notes),
        CellText(step.owner or no_data(c)),
    )


def roadmap_budget(c: Context, plan: MasterPlan) -> Iterable[PieceView]:
    """Say that the plan's costs are no budget of actions on record."""
    if plan.roadmap is None:
        return
    yield PieceView(
        (
            c.words(
                "The plan calculated under the stages of development costs {cost}. It is a "
                "calculation beside the actions on record; the two are not added up.",
                cost=_cost(c, plan.roadmap, plan.roadmap.cost),
            ),
        )
    )


def _cost(c: Context, roadmap: Roadmap, amount: Fraction) -> str:
    return amount_text(c, roadmap.query.unit, amount)
