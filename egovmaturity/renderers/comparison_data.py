"""A comparison of years for programs: JSON, schema version 1.0, and CSV.

History of the schema: 1.0 first version.
"""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from egovmaturity.domain.comparison import Comparison, Crossing, Ruler, Step, Waterfall
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Counted,
    GroupResult,
    Interval,
    Known,
    Open,
)
from egovmaturity.renderers.csv_table import INDONESIAN, harmless
from egovmaturity.renderers.json_text import json_text
from egovmaturity.views.numbers import half_up

SCHEMA_VERSION = "1.0"

COLUMNS = ("from", "to", "kind", "id", "title", "before", "after", "change", "what")
"""Columns of CSV, in order. Scores and changes are shares of 0 to 1; levels are as answered."""

# JSON


def comparison_json(comparison: Comparison) -> str:
    """Write everything that differs: keys sorted, fractions as exact texts, shares of 0 to 1."""
    last = comparison.whole.after
    document = {
        "schema_version": SCHEMA_VERSION,
        "basis": last.basis.value,
        "institution": {
            "id": last.sheet.institution.id or None,
            "name": last.sheet.institution.name,
        },
        "differs": comparison.differs,
        "years": [_year(each) for each in comparison.assessments],
        "steps": [_step(each) for each in comparison.steps],
        "whole": _step(comparison.whole),
    }
    return json_text(document)


def _year(assessment: Assessment) -> dict[str, Any]:
    sheet, tally = assessment.sheet, assessment.tally
    return {
        "year": sheet.occasion.year,
        "questionnaire": assessment.questionnaire.reference,
        "answers": {"file": sheet.file or None, "sha256": sheet.sha256 or None},
        "index": _interval(assessment.index),
        "verdict": _verdict(assessment),
        "rated": tally.rated,
        "open": tally.open,
        "not_applicable": tally.not_applicable,
    }


def _verdict(assessment: Assessment) -> str | None:
    verdict = assessment.verdict
    place = verdict.band if isinstance(verdict, BandedVerdict) else verdict.attained
    return place.id if place else None


def _step(step: Step) -> dict[str, Any]:
    return {
        "from": step.before.sheet.occasion.year,
        "to": step.after.sheet.occasion.year,
        "differs": step.differs,
        "waterfall": _waterfall(step.waterfall),
        "groups": [
            {
                "kind": each.kind.value,
                "id": each.id,
                "before": _score(each.before),
                "after": _score(each.after),
                "change": _fraction(each.change),
            }
            for each in step.groups
        ],
        "questions": [
            {
                "id": each.question.id,
                "old_id": each.old_id,
                "before": _counted(each.before),
                "after": _counted(each.after),
                "movement": each.movement.value,
            }
            for each in step.questions
        ],
        "evidence": [
            {
                "question": each.question.id,
                "gained": [document.title for document in each.gained],
                "lost": [document.title for document in each.lost],
            }
            for each in step.evidence
        ],
        "actions": [
            {"id": each.action.id, "title": each.action.title, "fate": each.fate.value}
            for each in step.actions
        ],
        "crossing": None if step.crossing is None else _crossing(step.crossing),
    }


def _waterfall(waterfall: Waterfall | None) -> dict[str, Any] | None:
    if waterfall is None:
        return None
    return {
        "before": str(waterfall.before),
        "after": str(waterfall.after),
        "total": str(waterfall.total),
        "causes": [
            {"cause": each.cause.value, "amount": str(each.amount), "questions": each.questions}
            for each in waterfall.shares
        ],
    }


def _crossing(crossing: Crossing) -> dict[str, Any]:
    link = crossing.link
    return {
        "old": crossing.old,
        "new": crossing.new,
        "common": [{"old": pair.old, "new": pair.new} for pair in crossing.common],
        "added": [each.id for each in crossing.added],
        "removed": [each.id for each in crossing.removed],
        "by_old": _ruler(crossing.by_old),
        "by_new": _ruler(crossing.by_new),
        "anchor_old": {key: str(v) for key, v in crossing.anchor_old._asdict().items()},
        "anchor_new": {key: str(v) for key, v in crossing.anchor_new._asdict().items()},
        "link": None if link is None else {"index": str(link.index), "clipped": link.is_clipped},
        "breaks": [{"stage": each.stage, "covered": str(each.covered)} for each in crossing.breaks],
    }


def _ruler(ruler: Ruler) -> dict[str, Any]:
    return {
        "before": _interval(ruler.before.index),
        "after": _interval(ruler.after.index),
        "change": _fraction(ruler.change),
    }


def _score(group: GroupResult | None) -> dict[str, str] | None:
    return None if group is None else _interval(group.score)


def _interval(found: Interval | None) -> dict[str, str] | None:
    return None if found is None else {"score": str(found.low), "at_best": str(found.high)}


def _fraction(found: Fraction | None) -> str | None:
    return None if found is None else str(found)


def _counted(counted: Counted) -> dict[str, str]:
    if isinstance(counted, Known):
        return {
            "state": "rated",
            "rating": str(counted.rating),
            "worth": str(counted.worth),
        }
    if isinstance(counted, Open):
        return {"state": counted.reason.value}
    return {"state": "not-applicable"}


# CSV


def comparison_csv(comparison: Comparison, number_style: str) -> str:
    """Write one row for everything that differs, step by step.

    Styles and what is done to harmful texts are those of the table of answers: ``id`` for a
    spreadsheet set to Indonesian, ``c`` for programs.
    """
    is_indonesian = number_style == INDONESIAN
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=";" if is_indonesian else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for step in comparison.steps:
        years = (step.before.sheet.occasion.year, step.after.sheet.occasion.year)
        for kind, *texts, before, after, change, what in _rows(step):
            numbers = [_number(each, comma=is_indonesian) for each in (before, after, change)]
            writer.writerow([*years, kind, *map(harmless, texts), *numbers, what])
    return ("\ufeff" if is_indonesian else "") + sink.getvalue()


_Number = Fraction | int | None
_Row = tuple[str, str, str, _Number, _Number, _Number, str]


def _rows(step: Step) -> Iterator[_Row]:
    fall = step.waterfall
    if fall is not None:
        yield "index", "", "", fall.before, fall.after, fall.total, ""
        for share in fall.shares:
            yield "cause", share.cause.value, "", None, None, share.amount, ""
    for group in step.groups:
        if group.differs:
            scores = (_low(group.before), _low(group.after))
            yield group.kind.value, group.id, group.title, *scores, group.change, ""
    for moved in step.questions:
        question, what = moved.question, moved.movement.value
        before, after = (_rating(each) for each in (moved.before, moved.after))
        yield "question", question.id, question.title, before, after, None, what
    for listed in step.evidence:
        for what, documents in (("gained", listed.gained), ("lost", listed.lost)):
            for document in documents:
                yield "evidence", listed.question.id, document.title, None, None, None, what
    for action in step.actions:
        found = action.action
        yield "action", found.id, found.title, None, None, None, action.fate.value


def _low(group: GroupResult | None) -> Fraction | None:
    return None if group is None or group.score is None else group.score.low


def _rating(counted: Counted) -> Rating | None:
    return counted.rating if isinstance(counted, Known) else None


def _number(value: _Number, *, comma: bool) -> str:
    """Write a number with at most six decimals, half up; nothing where there is none."""
    if value is None:
        return ""
    millionths = int(half_up(abs(Fraction(value)), 6) * 1_000_000)
    whole, rest = divmod(millionths, 1_000_000)
    sign = "-" if value < 0 and millionths else ""
    text = f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text
