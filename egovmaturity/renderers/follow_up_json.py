"""What became of actions, for machines: JSON, schema version 1.0.

History: 1.0 first version. Indices and points are exact texts, shares of 0 to 1; budgets are whole
rupiah.
"""

from fractions import Fraction
from typing import Any

from egovmaturity.domain.follow_up import Effect, Followed, FollowUp
from egovmaturity.domain.results import Assessment, Interval
from egovmaturity.renderers.answer_values import number, quarter_text
from egovmaturity.renderers.json_text import json_text

SCHEMA_VERSION = "1.0"


def follow_up_json(found: FollowUp) -> str:
    """Write a follow-up: keys sorted, UTF-8, one final line break."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "questionnaire": found.after.questionnaire.reference,
        "basis": found.after.basis.value,
        "before": _sheet(found.before),
        "after": _sheet(found.after),
        "actions": [_action(each) for each in found.actions],
        "effects": {reach.value: n for reach, n in found.by_reach.items()},
        "promised": {
            "index": _index(found.promised),
            "points": _fraction(found.promised_points),
        },
        "achieved": {
            "index": _index(found.achieved),
            "points": _fraction(found.achieved_points),
        },
        "budgets": {standing.value: amount for standing, amount in found.budgets.items()},
        "unbudgeted": found.unbudgeted,
    }
    return json_text(document)


def _sheet(assessment: Assessment) -> dict[str, Any]:
    sheet = assessment.sheet
    day = sheet.occasion.day
    return {
        "year": sheet.occasion.year,
        "day": None if day is None else day.isoformat(),
        "index": _index(assessment.index),
        "file": sheet.file or None,
        "sha256": sheet.sha256 or None,
    }


def _action(each: Followed) -> dict[str, Any]:
    latest = each.latest
    return {
        "id": each.then.id,
        "title": latest.title,
        "owner": latest.owner or None,
        "end": quarter_text(latest.end),
        "budget": latest.budget,
        "status_then": each.then.status.value,
        "status_now": each.status_now and each.status_now.value,
        "standing": each.standing.value,
        "late": each.is_late,
        "effects": [_effect(effect) for effect in each.effects],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "question": effect.question,
        "then": None if effect.then is None else number(effect.then),
        "promised": number(effect.promised),
        "now": None if effect.now is None else number(effect.now),
        "result": effect.reach.value,
    }


def _index(index: Interval | None) -> str | None:
    return None if index is None else str(index.low)


def _fraction(points: Fraction | None) -> str | None:
    return None if points is None else str(points)
