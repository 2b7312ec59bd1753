"""The actions of a plan, one row each, for a spreadsheet."""

import csv
import io

from egovmaturity.domain.action_plan import ActionPlan, PlannedAction
from egovmaturity.domain.roadmap import PlannedEnabler, Unit
from egovmaturity.language import Words
from egovmaturity.planning.action_plan import as_action
from egovmaturity.renderers.answer_values import quarter_text
from egovmaturity.renderers.csv_table import INDONESIAN, decimal, harmless
from egovmaturity.views.action_plan_view import action_text

COLUMNS = (
    "no",
    "id",
    "action",
    "recommendation",
    "output",
    "question",
    "title",
    "from",
    "to",
    "start",
    "end",
    "owner",
    "budget",
    "effort",
    "status",
    "on_record",
)
"""Columns in order; ``budget`` in whole rupiah, ``effort`` in points, one of them empty."""


def action_plan_csv(plan: ActionPlan, words: Words) -> str:
    """Write the actions of a plan.

    In Indonesian for a spreadsheet set to it: semicolons, decimal comma, CRLF, a byte-order mark.
    Else RFC 4180. A text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    is_indonesian = words.language == INDONESIAN
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=";" if is_indonesian else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for place, planned in enumerate(plan.actions, start=1):
        writer.writerow([place, *_row(planned, plan.roadmap.query.unit, words)])
    return ("\ufeff" if is_indonesian else "") + sink.getvalue()


def _row(planned: PlannedAction, unit: Unit, words: Words) -> list[str | int]:
    text, work = action_text(planned, words), planned.work
    action = as_action(planned, text.title, unit)
    steps = () if isinstance(work, PlannedEnabler) else work
    comma = words.language == INDONESIAN
    return [
        harmless(action.id),
        harmless(action.title),
        harmless(text.recommendation),
        harmless(text.output),
        harmless(steps[0].question.id) if steps else "",
        harmless(steps[0].question.title) if steps else "",
        decimal(steps[0].before, comma=comma) if steps else "",
        decimal(steps[-1].level, comma=comma) if steps else "",
        quarter_text(action.start) or "",
        quarter_text(action.end) or "",
        harmless(action.owner),
        "" if action.budget is None else action.budget,
        decimal(planned.cost, comma=comma) if unit is Unit.EFFORT else "",
        action.status.value,
        harmless(planned.on_record),
    ]
