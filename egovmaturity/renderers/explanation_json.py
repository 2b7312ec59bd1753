"""An explanation for machines: JSON, schema version 1.0.

History: 1.0 first version. Fractions are exact texts such as ``"41/66"``; shares are 0 to 1.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from egovmaturity.domain.agreement import Agreement, Alpha, Dispute
from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.certainty import Exclusions, OpenAnswers
from egovmaturity.domain.explanation import Mean, Term
from egovmaturity.domain.margins import Choices, Fall, Margins, Move, Obstacle, Rise
from egovmaturity.domain.questionnaire import Question, Rating
from egovmaturity.domain.results import Assessment, Excluded, Interval, Known, Open, Verdict
from egovmaturity.domain.robustness import (
    Likelihood,
    Place,
    Step,
    TooLarge,
    WeightLimit,
    WeightTolerance,
    place_of,
)
from egovmaturity.examining.arithmetic import (
    cases,
    factor_mean,
    index_mean,
    section_mean,
    stage_mean,
)
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.margins import margins
from egovmaturity.examining.open_answers import open_answers
from egovmaturity.examining.shares import index_shares
from egovmaturity.examining.tornado import tornado
from egovmaturity.examining.weight_draws import weight_draws
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.renderers.json_text import json_text
from egovmaturity.views.explanation import DRAWS, Draws, Subject, SubjectKind

SCHEMA_VERSION = "1.0"


def explanation_json(assessment: Assessment, subject: Subject, draws: Draws = DRAWS) -> str:
    """Write everything that is known of one subject: keys sorted, UTF-8, one final line break.

    ``draws`` counts for the robustness only.
    """
    sheet = assessment.sheet
    body = (
        _robustness(assessment, draws)
        if subject.kind is SubjectKind.ROBUSTNESS
        else _PARTS[subject.kind](assessment, subject.id)
    )
    return _written(
        {
            **_head(assessment, {"kind": subject.kind.value, "id": subject.id or None}),
            "answers": {"file": sheet.file or None, "sha256": sheet.sha256 or None},
            **body,
        }
    )


def agreement_json(agreement: Agreement, sheets: Sequence[AnswerSheet]) -> str:
    """Write how far several sheets agree, in the same form."""
    kappa = agreement.kappa
    return _written(
        {
            **_head(agreement.consensus, {"kind": "agreement", "id": None}),
            "answers": [{"file": each.file, "sha256": each.sha256} for each in sheets],
            "alpha": {
                "nominal": _alpha(agreement.nominal),
                "ordinal": _alpha(agreement.ordinal),
                "interval": _alpha(agreement.interval),
            },
            "kappa": None
            if kappa is None
            else {
                "linear": str(kappa.linear),
                "quadratic": str(kappa.quadratic),
                "units": kappa.units,
                "variation": kappa.has_variation,
            },
            "consensus": {
                each.question.id: _counted(each.consensus) for each in agreement.questions
            },
            "verdict": _verdict_id(agreement.consensus.verdict),
            "verdict_at_lowest": _verdict_id(agreement.lowest),
            "verdict_at_highest": _verdict_id(agreement.highest),
            "depends_on_disputes": agreement.depends_on_disputes,
            "disputes": [_dispute(each) for each in agreement.disputes],
        }
    )


def _head(assessment: Assessment, subject: dict[str, str | None]) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "questionnaire": assessment.questionnaire.reference,
        "basis": assessment.basis.value,
        "subject": subject,
    }


def _written(document: dict[str, Any]) -> str:
    return json_text(document)


def _alpha(alpha: Alpha | None) -> dict[str, Any] | None:
    if alpha is None:
        return None
    return {
        "value": str(alpha.value),
        "reading": alpha.reading.value,
        "units": alpha.units,
        "variation": alpha.has_variation,
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    about = dispute.about
    return {
        "question": about.question.id,
        "given": [_counted(each) for each in about.given],
        "spread": _fraction(about.spread),
        "wide": about.is_wide,
        "split": about.is_split,
        "decides": dispute.decides,
        "verdict_at_lowest": _verdict_id(dispute.lowest),
        "verdict_at_highest": _verdict_id(dispute.highest),
        "verdict_left_out": None if dispute.left_out is None else _verdict_id(dispute.left_out),
    }


def _verdict(assessment: Assessment, _: str) -> dict[str, Any]:
    return {
        "verdict": _verdict_id(assessment.verdict),
        "index": _interval(assessment.index),
        **_margins(margins(assessment)),
        "open": _open(open_answers(assessment)),
        "not_applicable": _exclusions(exclusions(assessment)),
        "weights": _tolerance(weight_tolerance(assessment)),
        "likelihood": _likelihood(verdict_likelihood(assessment)),
    }


def _robustness(assessment: Assessment, draws: Draws) -> dict[str, Any]:
    drawn = weight_draws(assessment, draws.number, draws.seed)
    found = tornado(assessment)
    return {
        "weights": _tolerance(weight_tolerance(assessment)),
        "draws": {
            "number": drawn.draws,
            "seed": drawn.seed,
            "variation": str(drawn.variation),
            "declared": [{"verdict": _id(e.place), "draws": e.draws} for e in drawn.declared],
            "any_weights": [{"verdict": _id(e.place), "draws": e.draws} for e in drawn.any_weights],
        },
        "likelihood": _likelihood(verdict_likelihood(assessment)),
        "levels": [
            {"question": each.question.id, "lower": _step(each.lower), "higher": _step(each.higher)}
            for each in found.levers
        ],
        "levels_left_out": {each.question.id: each.reason.value for each in found.left_out},
    }


def _tolerance(found: WeightTolerance) -> dict[str, Any]:
    return {"down": _limit(found.down), "up": _limit(found.up)}


def _limit(limit: WeightLimit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    return {
        "share": str(limit.share),
        "attained": limit.is_attained,
        "fails_at": str(limit.fails_at),
        "becomes": _id(limit.becomes),
        "changes": [
            {"place": _id(c.place), "condition": c.condition.value, "share": str(c.share)}
            for c in limit.changes
        ],
    }


def _likelihood(found: Likelihood | TooLarge) -> dict[str, Any] | None:
    if isinstance(found, TooLarge):
        return None
    return {
        "holds": str(found.holds),
        "chances": [{"verdict": _id(e.place), "chance": str(e.chance)} for e in found.chances],
        "doubted": found.doubted,
        "assumed": found.assumed,
        "certain": found.certain,
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "level": _rating(step.rating),
        "index_change": str(step.index_change),
        "verdict": _verdict_id(step.verdict),
    }


def _index(assessment: Assessment, _: str) -> dict[str, Any]:
    return {"mean": _mean(index_mean(assessment))}


def _stage(assessment: Assessment, stage_id: str) -> dict[str, Any]:
    rises = margins(assessment).rises
    return {
        "mean": _mean(stage_mean(assessment, stage_id)),
        "rise": next((_rise(each) for each in rises if each.target.id == stage_id), None),
    }


def _section(assessment: Assessment, section_id: str) -> dict[str, Any]:
    return {"mean": _mean(section_mean(assessment, section_id))}


def _factor(assessment: Assessment, factor_id: str) -> dict[str, Any]:
    return {"mean": _mean(factor_mean(assessment, factor_id))}


def _question(assessment: Assessment, question_id: str) -> dict[str, Any]:
    result = next(each for each in assessment.questions if each.question.id == question_id)
    question = result.question
    return {
        "weight": str(question.weight),
        "mandatory": _rating(question.mandatory),
        "counted": _counted(result.counted),
        "claimed": _rating(result.claimed),
        "supported": _rating(result.supported),
        "verified": _rating(result.verified),
        "share": _fraction(result.share),
        "index_share": _fraction(index_shares(assessment).get(question_id)),
        "levels": [
            {
                "level": _rating(case.rating),
                "worth": str(question.worth(case.rating)),
                "score": _fraction(case.group),
                "index": _interval(case.index),
                "verdict": _verdict_id(case.verdict),
                "meets_mandatory": case.meets_mandatory,
            }
            for case in cases(assessment, question)
        ],
    }


_PARTS = {
    SubjectKind.VERDICT: _verdict,
    SubjectKind.INDEX: _index,
    SubjectKind.STAGE: _stage,
    SubjectKind.SECTION: _section,
    SubjectKind.FACTOR: _factor,
    SubjectKind.QUESTION: _question,
}


def _mean(mean: Mean) -> dict[str, Any]:
    return {
        "terms": [_term(term) for term in mean.terms],
        "points": str(mean.points),
        "weight": str(mean.weight),
        "score": _fraction(mean.score),
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.of.id,
        "counted": None if term.counted is None else _counted(term.counted),
        "weight": str(term.weight),
        "score": _fraction(term.score),
        "points": _fraction(term.points),
    }


def _counted(counted: Known | Excluded | Open) -> dict[str, Any]:
    if isinstance(counted, Known):
        return {"state": "rated", "level": _rating(counted.rating), "worth": str(counted.worth)}
    if isinstance(counted, Open):
        return {"state": counted.reason.value}
    return {"state": "not-applicable"}


def _margins(found: Margins) -> dict[str, Any]:
    pivotal = found.pivotal
    return {
        "rises": [_rise(each) for each in found.rises],
        "fall": _fall(found.fall),
        "fall_by_score": _fall(found.fall_by_score),
        "pivotal": {name: _ids(getattr(pivotal, name)) for name in pivotal._fields},
    }


def _rise(rise: Rise) -> dict[str, Any]:
    return {
        "target": rise.target.id,
        "answers": rise.answers,
        "steps": rise.steps,
        "obstacles": [_obstacle(each) for each in rise.obstacles],
        "choices": [_choices(each) for each in rise.choices],
    }


def _obstacle(each: Obstacle) -> dict[str, Any]:
    return {
        "place": each.place.id if each.place else None,
        "comparator": each.bar.comparator.value,
        "threshold": str(each.bar.share),
        "score": _fraction(each.score),
        "missing": _fraction(each.missing),
        "mandatory": _ids([result.question for result in each.mandatory]),
        "determined": each.is_determined,
    }


def _choices(each: Choices) -> dict[str, Any]:
    return {
        "place": each.place.id if each.place else None,
        "sets": [_moves(moves) for moves in each.sets],
        "more": each.has_more,
    }


def _fall(fall: Fall | None) -> dict[str, Any] | None:
    if fall is None:
        return None
    return {
        "answers": fall.answers,
        "steps": fall.steps,
        "sets": [_moves(moves) for moves in fall.sets],
        "more": fall.has_more,
    }


def _moves(moves: Sequence[Move]) -> list[dict[str, Any]]:
    return [
        {"question": m.question.id, "from": _rating(m.current), "to": _rating(m.rating)}
        for m in moves
    ]


def _open(found: OpenAnswers) -> dict[str, Any]:
    return {
        "questions": _ids([each.question for each in found.all]),
        "decisive": _ids([each.question for each in found.decisive]),
        "exact": found.is_exact,
    }


def _exclusions(found: Exclusions) -> dict[str, Any]:
    return {
        "questions": [
            {
                "id": each.question.id,
                "reason": each.reason,
                "approved": each.is_approved,
                "score": _fraction(each.group),
                "score_at_lowest": _fraction(each.group_at_zero),
                "index_at_lowest": _interval(each.index_at_zero),
                "verdict_at_lowest": _verdict_id(each.verdict_at_zero),
                "verdict_at_highest": _verdict_id(each.verdict_at_full),
                "decides": each.decides,
            }
            for each in found.each
        ],
        "share": str(found.share),
        "stages": [
            {
                "id": each.stage.id,
                "applicable": str(each.applicable),
                "needed": str(each.needed),
                "excluded": _ids(each.excluded),
            }
            for each in found.stages
        ],
        "verdict_all_at_lowest": _verdict_id(found.all_at_zero),
        "decide_together": found.decide_together,
    }


def _verdict_id(verdict: Verdict) -> str | None:
    return _id(place_of(verdict))


def _id(place: Place) -> str | None:
    return None if place is None else place.id


def _ids(questions: Sequence[Question]) -> list[str]:
    return [question.id for question in questions]


def _interval(found: Interval | None) -> dict[str, str] | None:
    return None if found is None else {"low": str(found.low), "high": str(found.high)}


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _rating(rating: Rating | None) -> int | str | None:
    return rating if rating is None or isinstance(rating, int) else str(rating)
