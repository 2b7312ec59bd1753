"""What a master plan in outline still lacks, so that somebody can bring it."""

from collections.abc import Iterable

from egovmaturity.domain.answers import Action
from egovmaturity.domain.master_plan import Aimed, MasterPlan
from egovmaturity.domain.results import Known, Open
from egovmaturity.views.context import Context
from egovmaturity.views.outline import CellText, GridView, OutlinePartView, PieceView
from egovmaturity.views.outline_cells import codes, column, number


def missing_part(c: Context, plan: MasterPlan) -> OutlinePartView:
    """List what the answers leave open, as far as this document needs it."""
    words = c.words
    rows = tuple(
        (CellText(what), CellText(str(count)), CellText(which))
        for what, count, which in _lacks(c, plan)
        if count
    )
    columns = (column(words("What")), number(words("How many")), column(words("Which")))
    piece = (
        PieceView(grid=GridView(words("Data still missing"), columns, (30, 12, 58), rows))
        if rows
        else PieceView((words("Nothing that this outline draws on is missing."),))
    )
    return OutlinePartView("missing", "", words("Data still missing"), (piece,), ())


def _lacks(c: Context, plan: MasterPlan) -> Iterable[tuple[str, int, str]]:
    words = c.words
    applying = [each for each in plan.questions if each.result.share is not None]
    rated = [each for each in applying if isinstance(each.result.counted, Known)]
    raised = {question for action in plan.actions for question in action.raises}
    yield _questions(
        words("{Questions} without a rating that counts"),
        [each for each in applying if isinstance(each.result.counted, Open)],
    )
    yield _questions(
        words("{Questions} that nobody has verified"),
        [e for e in rated if e.result.answer.details.verification is None],
    )
    yield _questions(
        words("{Questions} whose evidence is not complete"),
        [each for each in rated if each.result.evidence.missing],
    )
    yield _questions(
        words("{Questions} without a target"), [e for e in applying if e.target is None]
    )
    yield _questions(
        words("{Questions} below target and without an action"),
        [e for e in applying if e.gap is not None and e.result.question.id not in raised],
    )
    yield _questions(
        words("{Questions} for which the answers name no office"),
        [each for each in applying if not each.result.answer.details.owner],
    )
    yield _actions(words("Actions without an office"), [a for a in plan.actions if not a.owner])
    yield _actions(
        words("Actions without a period"),
        [a for a in plan.actions if a.start is None and a.end is None],
    )
    yield _actions(words("Actions without a budget"), [a for a in plan.actions if a.budget is None])


def _questions(what: str, lacking: list[Aimed]) -> tuple[str, int, str]:
    return what, len(lacking), ", ".join(each.result.question.id for each in lacking)


def _actions(what: str, lacking: list[Action]) -> tuple[str, int, str]:
    return what, len(lacking), codes(tuple(lacking))
