"""The result for machines: JSON, schema version 1.0.

History: 1.0 first version. New keys may come at any time; a key is renamed or removed only with
a new major version. Numbers are percent or points with at most four decimals, each with its
exact fraction beside it; words are the ids of the files, never translated.
"""

import json
from fractions import Fraction
from typing import Any

from egovmaturity.domain.answers import Action, Answer, DontKnow, NotApplicable, Rated
from egovmaturity.domain.plan import Gap
from egovmaturity.domain.questionnaire import BandedRule, Questionnaire, Rating
from egovmaturity.domain.results import (
    BandedVerdict,
    GroupResult,
    Interval,
    QuestionResult,
    StageResult,
    Tally,
    Verdict,
)
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.version import __version__

SCHEMA_VERSION = "1.0"


def render_json(bundle: Bundle) -> str:
    """Write the assessment as JSON: keys sorted, UTF-8, one final line break."""
    return json.dumps(_result(bundle), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _result(bundle: Bundle) -> dict[str, Any]:
    assessment, plan = bundle.assessment, bundle.plan
    questionnaire, sheet = assessment.questionnaire, assessment.sheet
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "egovmaturity", "version": __version__},
        "questionnaire": {
            "id": questionnaire.id,
            "edition": questionnaire.edition,
            "sha256": questionnaire.sha256,
        },
        "answers": {
            "file": sheet.file,
            "sha256": sheet.sha256,
            "year": sheet.occasion.year,
            "as_of": sheet.occasion.as_of.isoformat() if sheet.occasion.as_of else None,
            "fictional": sheet.fictional,
        },
        "institution": {
            "id": sheet.institution.id,
            "name": sheet.institution.name,
            "kind": sheet.institution.kind.value if sheet.institution.kind else None,
        },
        "basis": assessment.basis.value,
        "result": _verdict(questionnaire, assessment.index, assessment.verdict),
        "bases": [
            {
                "basis": each.basis.value,
                "data_quality": _tally(each.tally),
                **_verdict(questionnaire, each.index, each.verdict),
            }
            for each in assessment.bases
        ],
        "data_quality": _tally(assessment.tally),
        "stages": [_stage(each) for each in assessment.stages],
        "sections": [
            {"id": each.section.id, "depth": each.depth, **_group(each.group)}
            for each in assessment.sections
        ],
        "factors": [{"id": r.factor.id, **_group(r.group)} for r in assessment.factors],
        "relations": [{"id": r.relation, **_group(r.group)} for r in assessment.relations],
        "blueprint": [{"id": r.item.id, **_group(r.group)} for r in assessment.blueprint],
        "matrix": [
            {"row": row, "factor": factor, **_group(group)}
            for (row, factor), group in assessment.cells.items()
        ],
        "questions": [_question(each) for each in assessment.questions],
        "gaps": [_gap(rank, gap) for rank, gap in enumerate(plan.gaps, start=1)],
        "actions": [_action(action) for action in plan.actions],
        "projection": None
        if plan.projection is None
        else _verdict(
            questionnaire,
            plan.projection.index,
            plan.projection.verdict,
        ),
        "gates": [gate._asdict() for gate in bundle.gates],
    }


def _number(value: Fraction | None) -> float | int | None:
    """Return a number with at most four decimals, half up; whole ones without any."""
    if value is None:
        return None
    rounded = Fraction((value * 20000 + 1) // 2, 10000)
    return int(rounded) if rounded.denominator == 1 else float(rounded)


def _percent(value: Fraction | None) -> float | int | None:
    return None if value is None else _number(value * 100)


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _verdict(
    questionnaire: Questionnaire, index: Interval | None, verdict: Verdict
) -> dict[str, Any]:
    rule = questionnaire.rule
    low = index.low if index else None
    high = index.high if index else None
    shared = {
        "index": _percent(low),
        "index_exact": _exact(low),
        "index_upper": _percent(high),
        "index_upper_exact": _exact(high),
        "provisional": verdict.is_provisional,
    }
    if isinstance(verdict, BandedVerdict):
        on_scale = rule.on_scale(low) if isinstance(rule, BandedRule) and low is not None else None
        return {
            "kind": "bands",
            **shared,
            "index_on_scale": _number(on_scale),
            "index_on_scale_exact": _exact(on_scale),
            "band": verdict.band.id if verdict.band else None,
            "band_label": verdict.band.label if verdict.band else None,
            "band_at_best": verdict.band_at_best.id if verdict.band_at_best else None,
        }
    names = {
        "stage_attained": verdict.attained,
        "stage_attained_at_best": verdict.attained_at_best,
        "stage_ungated": verdict.ungated,
        "stage_next": verdict.next,
    }
    return {
        "kind": "stages",
        **shared,
        **{name: stage.id if stage else None for name, stage in names.items()},
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"total": tally.total, "open": tally.open, **tally._asdict()}


def _group(group: GroupResult) -> dict[str, Any]:
    low = group.score.low if group.score else None
    high = group.score.high if group.score else None
    return {
        "score": _percent(low),
        "score_exact": _exact(low),
        "upper": _percent(high),
        "upper_exact": _exact(high),
        "applicable": _percent(group.applicable),
        "questions": _tally(group.tally),
    }


def _stage(result: StageResult) -> dict[str, Any]:
    stage = result.stage
    return {
        "id": stage.id,
        **_group(result.group),
        "status": result.status.value,
        "attain": f"{stage.attain.comparator.value} {stage.attain.share}",
        "foundation": f"{stage.foundation.comparator.value} {stage.foundation.share}",
        "attains": result.attains,
        "founds": result.founds,
        "waits_for": result.waits_for.id if result.waits_for else None,
        "mandatory": [
            {"id": each.question.id, "met": each.met, "exempt": each.exempt}
            for each in result.mandatory
        ],
    }


def _rating(rating: Rating | None) -> int | str | None:
    """Return a level as a number; an exact number that is not whole as a fraction."""
    if rating is None:
        return None
    return int(rating) if rating == int(rating) else str(rating)


def _state(answer: Answer) -> str:
    if isinstance(answer, Rated):
        return "rated"
    if isinstance(answer, NotApplicable):
        return "not-applicable"
    return "dont-know" if isinstance(answer, DontKnow) else "unanswered"


def _question(result: QuestionResult) -> dict[str, Any]:
    answer = result.answer
    return {
        "id": result.question.id,
        "answer": _state(answer),
        "counted": _rating(getattr(result.counted, "rating", None)),
        "worth_exact": _exact(getattr(result.counted, "worth", None)),
        "claimed": _rating(result.claimed),
        "supported": _rating(result.supported),
        "verified": _rating(result.verified),
        "reason": answer.reason if isinstance(answer, NotApplicable) else None,
        "owner": answer.details.owner or result.question.owner,
        "evidence_needed": [item.id for item in result.evidence.needed],
        "evidence_missing": [item.id for item in result.evidence.missing],
        "share_exact": _exact(result.share),
    }


def _gap(rank: int, gap: Gap) -> dict[str, Any]:
    return {
        "rank": rank,
        "id": gap.result.question.id,
        "tier": int(gap.tier),
        "current": _rating(gap.current),
        "target": _rating(gap.target),
        "distance_exact": str(gap.distance),
        "effort": _number(gap.effort),
        "effort_assumed": gap.effort_assumed,
        "priority_exact": str(gap.priority),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "title": action.title,
        "raises": {question: _rating(level) for question, level in action.raises.items()},
        "owner": action.owner,
        "budget": action.budget,
        "status": action.status.value,
    }
