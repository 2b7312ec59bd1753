"""The result for machines: JSON, schema version 1.0.

History: 1.0 first version. New keys may come at any time; a key is renamed or removed only with
a new major version. Numbers are percent or points with at most four decimals, each with its
exact fraction beside it. What programs compare are ids and fixed English words; titles, labels and
notes are texts of the files, in the language the questionnaire was loaded in.
"""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from egovmaturity.domain.answers import Action, NotApplicable, Quarter, kind_of_answer
from egovmaturity.domain.gates import Gate
from egovmaturity.domain.honesty import Remark
from egovmaturity.domain.plan import Gap
from egovmaturity.domain.questionnaire import BandedRule, Questionnaire, Rating, Threshold
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    GroupResult,
    Interval,
    Lack,
    QuestionResult,
    StageResult,
    Tally,
    Verdict,
)
from egovmaturity.domain.support import TwinVerdict, UnsupportedClaim
from egovmaturity.examining.support import twin_verdict
from egovmaturity.language import Words
from egovmaturity.planning.gaps import target_of
from egovmaturity.renderers.answer_values import sheet_values
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.made import made_of
from egovmaturity.verifying.record import mapping_of
from egovmaturity.version import __version__
from egovmaturity.views.numbers import half_up

if TYPE_CHECKING:  # few results have a crosswalk; the others do not pay for its import
    from egovmaturity.domain.crosswalk import Touched, Touching

SCHEMA_VERSION = "1.0"


def render_json(bundle: Bundle) -> str:
    """Write the assessment as JSON: keys sorted, UTF-8, one final line break."""
    return json_text(_result(bundle))


def _result(bundle: Bundle) -> dict[str, Any]:
    assessment, plan = bundle.assessment, bundle.plan
    questionnaire, sheet = assessment.questionnaire, assessment.sheet
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "egovmaturity", "version": __version__},
        "made": mapping_of(made_of(bundle, "json")),
        "questionnaire": _identity(questionnaire),
        **scores(assessment),
        "answer_sheet": None if sheet.is_anonymous else sheet_values(questionnaire, sheet),
        "support": _support(questionnaire, twin_verdict(assessment)),
        "gaps": [_gap(rank, gap) for rank, gap in enumerate(plan.gaps, start=1)],
        "crosswalk": _crosswalk(bundle.touching) if bundle.touching else None,
        "projection": None
        if plan.projection is None
        else _verdict(
            questionnaire,
            plan.projection.index,
            plan.projection.verdict,
        ),
        "baseline": _baseline(bundle.baseline),
        "second_look": [_remark(remark, bundle.words) for remark in bundle.remarks],
        "gates": [_gate(gate, bundle.words) for gate in bundle.gates],
    }


def scores(assessment: Assessment) -> dict[str, Any]:
    """Return the part of the result that follows from the answers and the questionnaire alone.

    Read back, a result has to give all of it again.
    """
    questionnaire, sheet = assessment.questionnaire, assessment.sheet
    place = "stage" if questionnaire.stages else "section"
    return {
        "answers": {
            "anonymised": sheet.is_anonymous,
            "file": sheet.file or None,
            "sha256": sheet.sha256 or None,
            "subject": sheet.occasion.subject,
            "year": sheet.occasion.year,
            "as_of": _day(sheet.occasion.as_of),
            "fictional": sheet.fictional,
        },
        "purpose": sheet.occasion.purpose,
        "report_date": _day(sheet.occasion.report_date),
        "decisions": list(sheet.decisions),
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
                "counts": _tally(each.tally),
                **_verdict(questionnaire, each.index, each.verdict),
            }
            for each in assessment.bases
        ],
        "counts": _tally(assessment.tally),
        "stages": [_stage(each) for each in assessment.stages],
        "sections": [
            {
                "id": each.section.id,
                "title": each.section.title,
                "depth": each.depth,
                **_group(each.group),
            }
            for each in assessment.sections
        ],
        "factors": [
            {"id": r.factor.id, "title": r.factor.title, **_group(r.group)}
            for r in assessment.factors
        ],
        "relations": [{"id": r.relation, **_group(r.group)} for r in assessment.relations],
        "blueprint": [
            {"id": r.item.id, "title": r.item.title, **_group(r.group)}
            for r in assessment.blueprint
        ],
        "matrix": [
            {place: row, "factor": factor, **_group(group)}
            for (row, factor), group in assessment.cells.items()
        ],
        "questions": [_question(assessment, each) for each in assessment.questions],
        "actions": [_action(action) for action in sheet.actions],
    }


def _support(questionnaire: Questionnaire, twin: TwinVerdict) -> dict[str, Any]:
    low, high = questionnaire.index_range
    return {
        "index_gap": None if twin.gap is None else _number((high - low) * twin.gap),
        "index_gap_exact": _exact(twin.gap),
        "ratio_exact": _exact(twin.ratio),
        "unsupported": [_claim(claim) for claim in twin.unsupported],
        "closing": [{**_claim(step.claim), "mandatory": step.is_forced} for step in twin.closing],
        "owners": [
            {
                "owner": task.owner,
                "documents": [
                    {
                        "text": document.text,
                        "questions": [
                            {"id": question.id, **_lack(lack)} for question, lack in document.lacks
                        ],
                    }
                    for document in task.documents
                ],
            }
            for task in twin.owners
        ],
    }


def _claim(claim: UnsupportedClaim) -> dict[str, Any]:
    return {
        "id": claim.question.id,
        "owner": claim.owner,
        "claimed": _rating(claim.claimed),
        "supported": _rating(claim.supported),
        "lacking": [_lack(lack) for lack in claim.lacking],
    }


def _lack(lack: Lack) -> dict[str, Any]:
    limit = lack.item.valid_for
    dated = lack.document.dated if lack.document else None
    return {
        "evidence": lack.item.id,
        "reason": lack.reason.value,
        "valid_for": limit.written if limit else None,
        "dated": _day(dated),
        "valid_until": _day(limit.after(dated)) if limit and dated else None,
    }


def _identity(questionnaire: Questionnaire) -> dict[str, str]:
    return {
        "id": questionnaire.id,
        "edition": questionnaire.edition,
        "sha256": questionnaire.sha256,
    }


def _baseline(assessment: Assessment | None) -> dict[str, Any] | None:
    """Return the earlier result this one is held against; ``None`` where there is none."""
    if assessment is None:
        return None
    sheet = assessment.sheet
    return {
        "answers": {"file": sheet.file, "sha256": sheet.sha256, "year": sheet.occasion.year},
        "result": _verdict(assessment.questionnaire, assessment.index, assessment.verdict),
        "counts": _tally(assessment.tally),
        "stages": [{"id": r.stage.id, **_group(r.group)} for r in assessment.stages],
        "factors": [{"id": r.factor.id, **_group(r.group)} for r in assessment.factors],
        "questions": [
            {"id": r.question.id, "counted": _rating(getattr(r.counted, "rating", None))}
            for r in assessment.questions
        ],
    }


def _remark(remark: Remark, words: Words) -> dict[str, Any]:
    """Return what is worth a second look; the words are in the language of the report."""
    return {
        "code": remark.code,
        "questions": list(remark.questions),
        "message": words.say(remark.cause),
        "hint": words.say(remark.hint),
    }


def _gate(gate: Gate, words: Words) -> dict[str, Any]:
    """Return what came of a gate; why is in the language of the report."""
    return {
        "name": gate.name,
        "passed": gate.passed,
        "found": gate.found,
        "required": gate.required,
        "comparator": gate.comparison.value,
        "why": [words.say(each) for each in gate.why],
        "allowed": [
            {
                "question": each.allowance.question,
                "reason": each.allowance.reason,
                "until": _day(each.allowance.until),
                "use": each.use.value,
            }
            for each in gate.allowed
        ],
    }


def _number(value: Fraction | None) -> float | int | None:
    """Return a number with at most four decimals, half up; whole ones without any."""
    if value is None:
        return None
    rounded = half_up(value, 4)
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
        "counts": _tally(group.tally),
    }


def _stage(result: StageResult) -> dict[str, Any]:
    stage = result.stage
    return {
        "id": stage.id,
        "title": stage.title,
        **_group(result.group),
        "status": result.status.value,
        "attain": _threshold(stage.attain),
        "foundation": _threshold(stage.foundation),
        "attains": result.attains,
        "founds": result.founds,
        "waits_for": result.waits_for.id if result.waits_for else None,
        "mandatory": [
            {"id": each.question.id, "met": each.met, "exempt": each.exempt}
            for each in result.mandatory
        ],
    }


def _threshold(threshold: Threshold) -> dict[str, str]:
    return {"comparator": threshold.comparator.value, "share_exact": str(threshold.share)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rating(rating: Rating | None) -> int | str | None:
    """Return a level as a number; an exact number that is not whole as a fraction."""
    if rating is None:
        return None
    return int(rating) if rating == int(rating) else str(rating)


def _question(assessment: Assessment, result: QuestionResult) -> dict[str, Any]:
    answer, question = result.answer, result.question
    return {
        "id": question.id,
        "title": question.title,
        "stage": question.stage,
        "section": question.section,
        "factors": list(question.factors),
        "weight_exact": str(question.weight),
        "mandatory": _rating(question.mandatory),
        "target": _rating(target_of(assessment, result)),
        "answer": kind_of_answer(answer).value,
        "note": answer.details.note,
        "counted": _rating(getattr(result.counted, "rating", None)),
        "worth_exact": _exact(getattr(result.counted, "worth", None)),
        "claimed": _rating(result.claimed),
        "supported": _rating(result.supported),
        "verified": _rating(result.verified),
        "reason": answer.reason if isinstance(answer, NotApplicable) else None,
        "owner": result.owner,
        "evidence_needed": [item.id for item in result.evidence.needed],
        "evidence_missing": [item.id for item in result.evidence.missing],
        "evidence_lacking": [_lack(lack) for lack in result.evidence.lacking],
        "share_exact": _exact(result.share),
    }


def _gap(rank: int, gap: Gap) -> dict[str, Any]:
    return {
        "rank": rank,
        "id": gap.result.question.id,
        "tier": int(gap.tier) + 1,
        "current": _rating(gap.current),
        "target": _rating(gap.target),
        "distance_exact": str(gap.distance),
        "effort": _number(gap.effort),
        "effort_assumed": gap.effort_assumed,
        "priority_exact": str(gap.priority),
    }


def _crosswalk(touching: "Touching") -> dict[str, Any]:
    crosswalk = touching.crosswalk
    return {
        "file": crosswalk.file,
        "edition": crosswalk.edition,
        "sha256": crosswalk.sha256,
        "questionnaire": _identity(crosswalk.second),
        "touched": [_touched(each) for each in touching.direct],
        "through_factors": [_touched(each) for each in touching.through_factors],
        "context": [_touched(each) for each in touching.context],
    }


def _touched(touched: "Touched") -> dict[str, Any]:
    return {
        "element": touched.element.reference,
        "strength": touched.strength.value,
        "bases": [basis.value for basis in touched.bases],
        "gaps": [gap.result.question.id for gap in touched.gaps],
        "links": [
            {
                "from": link.start.reference,
                "basis": link.basis.value,
                "strength": link.strength.value,
                "note": link.note,
            }
            for link in dict.fromkeys(touch.link for touch in touched.touches)
        ],
    }


def _quarter(quarter: Quarter | None) -> str | None:
    return f"{quarter.year}-Q{quarter.number}" if quarter else None


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "title": action.title,
        "raises": {question: _rating(level) for question, level in action.raises.items()},
        "owner": action.owner,
        "support": list(action.support),
        "start": _quarter(action.start),
        "end": _quarter(action.end),
        "budget": action.budget,
        "budget_line": action.budget_line,
        "status": action.status.value,
    }
