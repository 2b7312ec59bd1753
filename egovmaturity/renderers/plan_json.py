"""A plan for machines: JSON, schema version 1.0.

History: 1.0 first version, with actions, milestones and what remains. Amounts, bounds and indices
are exact texts such as ``"150000000"`` or ``"7/2"``; indices are 0 to 1.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from egovmaturity.domain.action_plan import Milestone, PlannedAction
from egovmaturity.domain.questionnaire import Band, Stage
from egovmaturity.domain.results import Assessment, Interval, StagedVerdict, Verdict
from egovmaturity.domain.roadmap import (
    Found,
    NextGain,
    NoRoadmap,
    PlannedEnabler,
    PlannedStep,
    PlanYear,
    Query,
    Roadmap,
    Unit,
)
from egovmaturity.language import Words
from egovmaturity.planning.action_plan import as_action, make_action_plan
from egovmaturity.renderers.answer_values import number, quarter_text
from egovmaturity.renderers.json_text import json_text
from egovmaturity.views.action_plan_view import action_text

SCHEMA_VERSION = "1.0"


def plan_json(assessment: Assessment, found: Found, gain: NextGain | None, words: Words) -> str:
    """Write a plan, or why there is none: keys sorted, UTF-8, one final line break.

    ``words`` are those of the texts of its actions.
    """
    sheet = assessment.sheet
    document = {
        "schema_version": SCHEMA_VERSION,
        "questionnaire": assessment.questionnaire.reference,
        "institution": {"id": sheet.institution.id or None, "name": sheet.institution.name},
        "year": sheet.occasion.year,
        "basis": assessment.basis.value,
        "answers": {"file": sheet.file or None, "sha256": sheet.sha256 or None},
        "now": {"verdict": _verdict(assessment.verdict), "index": _index(assessment.index)},
        **_query(found.query),
        **(_roadmap(found) if isinstance(found, Roadmap) else _nothing()),
        **_action_plan(assessment, found, words),
        "none": _none(found) if isinstance(found, NoRoadmap) else None,
        "next_gain": _gain(gain),
        "notes": [{"kind": note.kind.value, "about": list(note.about)} for note in found.notes],
    }
    return json_text(document)


def _query(query: Query) -> dict[str, Any]:
    horizon, data = query.horizon, query.data
    return {
        "aim": {
            "place": _place(query.aim.place),
            "minimums": [
                {
                    "holder": each.holder.value,
                    "id": each.id,
                    "comparison": each.comparison.value,
                    "bar": str(each.bar),
                }
                for each in query.aim.minimums
            ],
        },
        "unit": query.unit.value,
        "horizon": {
            "first": horizon.first,
            "years": horizon.years,
            "budgets": _by_year(horizon.budgets),
            "unspent": horizon.unspent.value,
        },
        "costs": {"file": data.file or None, "sha256": data.sha256 or None},
        "assumed_cost": None if query.assumed is None else str(query.assumed),
    }


def _by_year(amounts: Mapping[int, Fraction]) -> dict[str, str]:
    return {str(year): str(amount) for year, amount in sorted(amounts.items())}


def _place(place: Stage | Band | None) -> str | None:
    return None if place is None else place.id


def _verdict(verdict: Verdict) -> str | None:
    return _place(verdict.attained if isinstance(verdict, StagedVerdict) else verdict.band)


def _index(index: Interval | None) -> str | None:
    return None if index is None else str(index.low)


def _nothing() -> dict[str, Any]:
    return {"status": "none", "cost": None, "proof": None, "years": [], "levels": {}}


def _roadmap(found: Roadmap) -> dict[str, Any]:
    proof = found.proof
    return {
        "status": "proven" if found.is_proven else "unproven",
        "cost": str(found.cost),
        "proof": {
            "bound": str(proof.bound),
            "solver": proof.solver.value,
            "version": proof.version,
            "explored": proof.explored,
            "ties_settled": proof.are_ties_settled,
        },
        "years": [_year(year) for year in found.years],
        "levels": found.levels,
    }


def _year(year: PlanYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "cost": str(year.cost),
        "available": None if year.available is None else str(year.available),
        "steps": [_step(step) for step in year.steps],
        "enablers": [
            {
                "id": each.enabler.id,
                "title": each.enabler.title,
                "cost": str(each.cost),
                "owner": each.enabler.owner or None,
            }
            for each in year.enablers
        ],
        "verdict": _verdict(year.verdict),
        "index": _index(year.index),
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "question": step.question.id,
        "from": step.before,
        "to": step.level,
        "cost": str(step.cost),
        "cost_from": step.origin.value,
        "owner": step.owner or None,
    }


# Its actions


def _action_plan(assessment: Assessment, found: Found, words: Words) -> dict[str, Any]:
    if not isinstance(found, Roadmap):
        return {"actions": [], "milestones": [], "remaining": []}
    plan = make_action_plan(assessment, found)
    return {
        "actions": [_action(each, found.query.unit, words) for each in plan.actions],
        "milestones": [_milestone(each) for each in plan.milestones],
        "remaining": [
            {
                "question": each.result.question.id,
                "level": None if each.level is None else number(each.level),
                "target": number(each.target),
            }
            for each in plan.remaining
        ],
    }


def _action(planned: PlannedAction, unit: Unit, words: Words) -> dict[str, Any]:
    text, work = action_text(planned, words), planned.work
    steps = () if isinstance(work, PlannedEnabler) else work
    action = as_action(planned, text.title, unit)
    return {
        "id": action.id,
        "title": action.title,
        "recommendation": text.recommendation or None,
        "output": text.output or None,
        "question": steps[0].question.id if steps else None,
        "enabler": work.enabler.id if isinstance(work, PlannedEnabler) else None,
        "from": steps[0].before if steps else None,
        "to": steps[-1].level if steps else None,
        "start": quarter_text(planned.start),
        "end": quarter_text(planned.end),
        "owner": action.owner or None,
        "cost": str(planned.cost),
        "budget": action.budget,
        "status": action.status.value,
        "on_record": planned.on_record or None,
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    found = milestone.assessment
    return {
        "year": milestone.year,
        "cost": str(milestone.cost),
        "verdict": _verdict(found.verdict),
        "index": _index(found.index),
        "stages": {each.stage.id: _index(each.group.score) for each in found.stages},
        "sections": {each.section.id: _index(each.group.score) for each in found.sections},
    }


def _none(found: NoRoadmap) -> dict[str, Any]:
    extra = found.extra
    return {
        "obstacles": [
            {
                "kind": each.kind.value,
                "about": each.about or None,
                "reached": None if each.reached is None else str(each.reached),
                "needed": None if each.needed is None else str(each.needed),
            }
            for each in found.obstacles
        ],
        "extra": None
        if extra is None
        else {
            "total": str(extra.total),
            "by_year": _by_year(extra.by_year),
            "plan": _roadmap(extra.roadmap),
        },
        "years": found.years,
        "delays": [
            {
                "kind": each.kind.value,
                "about": each.about,
                "level": each.level,
                "until": each.until,
            }
            for each in found.delays
        ],
    }


def _gain(gain: NextGain | None) -> dict[str, Any] | None:
    if gain is None:
        return None
    last = gain.roadmap.years[-1]
    return {
        "extra": str(gain.extra),
        "place": _place(gain.place),
        "index": _index(last.index),
        "plan": _roadmap(gain.roadmap),
    }
