"""Which office answers for what in a master plan."""

from egovmaturity.domain.master_plan import MasterPlan, Office
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.outline import CellText, GridView, PieceView
from egovmaturity.views.outline_cells import codes, column, no_data, number, sum_text


def offices_piece(c: Context, plan: MasterPlan) -> PieceView:
    """Tabulate every office the answers name; actions without one have a row of their own."""
    words = c.words
    if not plan.offices:
        said = words("{no_data}: the answers name no office.", no_data=no_data(c))
        return PieceView((said,))
    ownerless = tuple(action for action in plan.actions if not action.owner)
    rows = [_row(c, office) for office in plan.offices]
    if ownerless:
        nobody = Office(words("No office named"), (), ownerless, ())
        rows.append(_row(c, nobody))
    total = (
        CellText(words("Total")),
        CellText(""),
        CellText(""),
        CellText(sum_text(c, plan.actions)),
        CellText(""),
    )
    columns = (
        column(words("Office")),
        column(words("{Questions} below target")),
        column(words("Carries out")),
        number(words("Budget")),
        column(words("Supports")),
    )
    grid = GridView(words("Offices responsible"), columns, (20, 24, 18, 20, 18), tuple(rows), total)
    return PieceView(grid=grid, notes=(words("Offices are listed as the answers write them."),))


def _row(c: Context, office: Office) -> tuple[CellText, ...]:
    below = [each.result.question.id for each in office.questions if each.gap is not None]
    count = c.words("{n} of {total}", n=len(below), total=len(office.questions))
    return (
        CellText(office.name),
        CellText(count if office.questions else NO_SCORE, (", ".join(below),) if below else ()),
        CellText(codes(office.leads)),
        CellText(sum_text(c, office.leads)),
        CellText(codes(office.supports)),
    )
