"""Actions of a master plan: what they cost, in which years, and when they run."""

from collections.abc import Iterable

from egovmaturity.domain.answers import Action, Quarter
from egovmaturity.domain.master_plan import MasterPlan, Span, budget_of
from egovmaturity.planning.master_plan import by_span
from egovmaturity.views.context import Context
from egovmaturity.views.gap_parts import status_text
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.outline import CellText, GridView, PieceView
from egovmaturity.views.outline_cells import (
    action_cell,
    budget_cell,
    codes,
    column,
    money_text,
    no_data,
    number,
    period_cell,
    responsible_cell,
    sum_text,
    topic_name,
)
from egovmaturity.views.outline_roadmap import roadmap_budget

_NOTHING = CellText("")


def actions_grid(c: Context, actions: tuple[Action, ...], caption: str) -> GridView:
    """Tabulate actions, with the sum of the budgets that are known."""
    words = c.words
    columns = (
        column(words("Action")),
        column(words("Responsible")),
        column(words("Period")),
        number(words("Budget")),
        column(words("Status")),
    )
    rows = tuple(
        (
            action_cell(c, action),
            responsible_cell(c, action),
            period_cell(c, action),
            budget_cell(c, action),
            CellText(status_text(c, action)),
        )
        for action in actions
    )
    total = (
        CellText(words("Total")),
        _NOTHING,
        _NOTHING,
        CellText(sum_text(c, actions)),
        _NOTHING,
    )
    return GridView(caption, columns, (28, 18, 16, 20, 18), rows, total)


def actions_piece(c: Context, plan: MasterPlan) -> PieceView:
    """Tabulate every action that is not dropped."""
    words = c.words
    notes = list(unknown_budgets(c, plan.actions))
    if plan.dropped:
        notes.append(words("Dropped, and left out everywhere: {codes}.", codes=codes(plan.dropped)))
    if not plan.actions:
        said = words("{no_data}: no actions are on record.", no_data=no_data(c))
        return PieceView((said,), notes=tuple(notes))
    return PieceView(grid=actions_grid(c, plan.actions, words("Actions")), notes=tuple(notes))


def unknown_budgets(c: Context, actions: tuple[Action, ...]) -> Iterable[str]:
    """Name the actions that no sum can hold."""
    unknown = tuple(action for action in actions if action.budget is None)
    if unknown:
        yield c.words("Without a budget, and in no total: {codes}.", codes=codes(unknown))


# Schedule


def schedule_piece(c: Context, plan: MasterPlan) -> PieceView:
    """Say quarter by quarter which actions begin, go on and end."""
    words = c.words
    timed = [action for action in plan.actions if _first(action) is not None]
    untimed = tuple(action for action in plan.actions if _first(action) is None)
    notes = (words("Without a period: {codes}.", codes=codes(untimed)),) if untimed else ()
    if not timed:
        said = words("{no_data}: no action on record has a period.", no_data=no_data(c))
        return PieceView((said,), notes=notes)
    rows = [
        (
            CellText(c.numbers.quarters(quarter, quarter)),
            CellText(codes(tuple(a for a in timed if _first(a) == quarter))),
            CellText(codes(tuple(a for a in timed if _is_within(a, quarter)))),
            CellText(codes(tuple(a for a in timed if _last(a) == quarter))),
        )
        for quarter in _quarters(timed)
    ]
    columns = (
        column(words("Quarter")),
        column(words("Begins")),
        column(words("Goes on")),
        column(words("Ends")),
    )
    return PieceView(
        grid=GridView(words("Schedule by quarter"), columns, (16, 28, 28, 28), tuple(rows)),
        notes=notes,
    )


def _first(action: Action) -> Quarter | None:
    return action.start or action.end


def _last(action: Action) -> Quarter | None:
    return action.end or action.start


def _is_within(action: Action, quarter: Quarter) -> bool:
    first, last = _first(action), _last(action)
    return first is not None and last is not None and first < quarter < last


def _quarters(actions: Iterable[Action]) -> list[Quarter]:
    """Return every quarter in which something happens, first to last."""
    found = set()
    for action in actions:
        first, last = _first(action), _last(action)
        if first is None or last is None:
            continue
        places = range(first.year * 4 + first.number - 1, last.year * 4 + last.number)
        found |= {Quarter(place // 4, place % 4 + 1) for place in places}
    return sorted(found)


# Budget


def budget_pieces(c: Context, plan: MasterPlan) -> Iterable[PieceView]:
    """Tabulate the budget by year and by chapter, each action counted once."""
    words = c.words
    if budget_of(plan.actions) is None:
        said = words("{no_data}: no action on record has a budget.", no_data=no_data(c))
        yield PieceView((said,))
    else:
        yield PieceView(
            grid=_by_year_grid(c, plan),
            notes=(*unknown_budgets(c, plan.actions), *_spread_note(c, plan)),
        )
        yield PieceView(grid=_by_chapter_grid(c, plan), notes=(_once(c),))
    yield from roadmap_budget(c, plan)


def _by_year_grid(c: Context, plan: MasterPlan) -> GridView:
    words = c.words
    rows = tuple(
        (
            CellText(span_text(c, span)),
            CellText(codes(actions)),
            CellText(sum_text(c, actions)),
        )
        for span, actions in plan.by_span
    )
    columns = (column(words("Budget year")), column(words("Actions")), number(words("Budget")))
    total = (CellText(words("Total")), _NOTHING, CellText(sum_text(c, plan.actions)))
    return GridView(words("Budget by year"), columns, (24, 50, 26), rows, total)


def span_text(c: Context, span: Span | None) -> str:
    """Write the years an action runs in."""
    if span is None:
        return c.words("Without a period")
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"


def _spread_note(c: Context, plan: MasterPlan) -> Iterable[str]:
    if any(span is not None and span.first != span.last for span, _ in plan.by_span):
        yield c.words(
            "The answers do not say how the budget of an action that runs over several years is "
            "shared among them; it stands under all of them together."
        )


def _by_chapter_grid(c: Context, plan: MasterPlan) -> GridView:
    words = c.words
    rows = [
        (
            CellText(topic_name(c, state)),
            CellText(codes(state.actions)),
            CellText(sum_text(c, state.actions)),
            CellText(sum_text(c, own)),
        )
        for state, own in plan.own
    ]
    rest = (
        (words("Serving several chapters, counted once"), plan.shared),
        (words("Serving no chapter"), plan.apart),
    )
    rows += [
        (CellText(title), CellText(codes(actions)), _NOTHING, CellText(sum_text(c, actions)))
        for title, actions in rest
        if actions
    ]
    total = (CellText(words("Total")), _NOTHING, _NOTHING, CellText(sum_text(c, plan.actions)))
    columns = (
        column(words("Chapter")),
        column(words("Actions")),
        number(words("Budget of its actions")),
        number(words("Of that, for it alone")),
    )
    return GridView(words("Budget by chapter"), columns, (30, 26, 22, 22), tuple(rows), total)


def _once(c: Context) -> str:
    return c.words(
        "An action that serves several chapters stands in each of them, so the budgets of the "
        "chapters must not be added up. In the last column every action counts once; that column "
        "adds up to the total."
    )


def by_years(c: Context, actions: tuple[Action, ...]) -> str:
    """Write what actions cost by the years they run in."""
    return "; ".join(
        f"{span_text(c, span)} {money_text(c, budget_of(group))}"
        for span, group in by_span(actions)
    )


def amounts(c: Context, actions: tuple[Action, ...]) -> str:
    """List actions with their budgets."""
    return ", ".join(f"{a.id} ({money_text(c, a.budget)})" for a in actions) or NO_SCORE
