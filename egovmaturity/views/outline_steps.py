"""From the present condition to the one aimed at: every gap of a master plan, place by place."""

from collections.abc import Iterable

from egovmaturity.domain.master_plan import MasterPlan
from egovmaturity.domain.plan import Gap
from egovmaturity.views.context import Context, coded, meaning
from egovmaturity.views.gap_parts import no_gaps, projection
from egovmaturity.views.outline import CellText, GridView, PieceView
from egovmaturity.views.outline_cells import column, level_text, no_data
from egovmaturity.views.outline_roadmap import roadmap_pieces

Chapter = tuple[str, tuple[PieceView, ...]]


def steps_pieces(c: Context, plan: MasterPlan) -> Iterable[PieceView]:
    """Say where the actions on record lead, and what a plan that was found adds."""
    said = [no_gaps(c), projection(c)]
    shown = tuple(each for each in said if each)
    if shown:
        yield PieceView(shown)
    yield from roadmap_pieces(c, plan)


def step_chapters(c: Context, plan: MasterPlan) -> Iterable[Chapter]:
    """Yield the gaps of every stage or section that has any, the most urgent first."""
    groups: dict[str, list[Gap]] = {}
    for gap in c.plan.gaps:
        groups.setdefault(gap.result.question.belongs_to, []).append(gap)
    for place in c.places or {"": ""}:
        if place in groups:
            title = c.places.get(place) or c.words("All {questions}")
            yield title, (_piece(c, plan, groups[place]),)


def _piece(c: Context, plan: MasterPlan, gaps: list[Gap]) -> PieceView:
    words = c.words
    columns = (
        column(words.name("Question")),
        column(words("Present condition")),
        column(words("Condition aimed at")),
        column(words("Next step")),
        column(words("Actions")),
    )
    rows = tuple(_row(c, plan, gap) for gap in gaps)
    return PieceView(
        grid=GridView(words("From present to target"), columns, (16, 26, 26, 17, 15), rows)
    )


def _row(c: Context, plan: MasterPlan, gap: Gap) -> tuple[CellText, ...]:
    question, current = gap.result.question, gap.current
    now = no_data(c) if current is None else level_text(c, question, current)
    return (
        CellText(coded(question)),
        CellText(now, _notes(meaning(question, current))),
        CellText(level_text(c, question, gap.target), _notes(meaning(question, gap.target))),
        CellText(_next(c, gap)),
        _actions(c, plan, gap),
    )


def _notes(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _next(c: Context, gap: Gap) -> str:
    """Return what the questionnaire recommends at the present level."""
    current, question = gap.current, gap.result.question
    if current is None:
        return c.words("Answer this {question} first.")
    advice = question.recommend.get(int(current), "") if current == int(current) else ""
    return advice or no_data(c)


def _actions(c: Context, plan: MasterPlan, gap: Gap) -> CellText:
    """List the actions that raise a question, how far, and when."""
    question = gap.result.question.id
    serving = [action for action in plan.actions if question in action.raises]
    if not serving:
        return CellText(no_data(c))
    said = [
        " ".join(
            part
            for part in (
                f"{action.id} → {c.rating(action.raises[question])}",
                c.numbers.quarters(action.start, action.end),
            )
            if part
        )
        for action in serving
    ]
    return CellText("; ".join(said))
