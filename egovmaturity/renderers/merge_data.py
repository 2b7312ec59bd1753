"""A plan to merge for programs: JSON, schema version 1.0.

History of the schema: 1.0 first version.
"""

from typing import Any

from egovmaturity.domain.answers import Answer
from egovmaturity.domain.merging import Consultation, Decision, MergePlan, Returned, Word
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.renderers.answer_values import answer_values, number
from egovmaturity.renderers.json_text import json_text

SCHEMA_VERSION = "1.0"


def plan_json(plan: MergePlan, questionnaire: Questionnaire) -> str:
    """Write everything a merge would do: keys sorted, answers as in an answers file."""
    questions = {question.id: question for question in questionnaire.questions}

    def said(name: str, answer: Answer) -> dict[str, Any]:
        return answer_values(questions[name], answer)

    def word(name: str, each: Word) -> dict[str, Any]:
        return {
            "file": each.file,
            "sha256": each.sha256,
            "place": each.place or None,
            "date": each.dated.isoformat() if each.dated else None,
            "says": said(name, each.said),
            "outcome": each.outcome.value,
        }

    def decision(each: Decision) -> dict[str, Any]:
        return {
            "question": each.question,
            "purpose": each.purpose.value,
            "outcome": each.outcome.value,
            "settled_by": each.settled.value if each.settled else None,
            "before": said(each.question, each.before),
            "after": said(each.question, each.after),
            "files": [word(each.question, one) for one in each.words],
        }

    document = {
        "schema_version": SCHEMA_VERSION,
        "questionnaire": questionnaire.reference,
        "target": {"file": plan.target.file, "sha256": plan.target.sha256},
        "rules": {
            "conflicts": plan.rules.conflicts.value,
            "prefer": list(plan.rules.prefer),
            "only": plan.rules.only.value if plan.rules.only else None,
            "due": plan.rules.due.isoformat() if plan.rules.due else None,
        },
        "complete": plan.is_complete,
        "conflicts": [each.question for each in plan.conflicts],
        "changes": list(plan.changed),
        "returned": [_returned(each) for each in plan.returned],
        "repeated": list(plan.repeated),
        "set_aside": [{"file": e.file, "codes": list(e.codes)} for e in plan.set_aside],
        "decisions": [decision(each) for each in plan.decisions],
        "missing": [{"owner": each.owner, "open": list(each.open)} for each in plan.missing],
        "unasked": list(plan.unasked),
        "consultations": [_consultation(each) for each in plan.consultations],
    }
    return json_text(document)


def _returned(each: Returned) -> dict[str, Any]:
    respondent = each.respondent
    return {
        "file": each.file,
        "sha256": each.sha256,
        "owner": each.owner or None,
        "respondent": respondent.name or None,
        "position": respondent.position or None,
        "date": respondent.dated.isoformat() if respondent.dated else None,
        "purpose": each.purpose.value if each.purpose else None,
        "answered": each.answered,
        "open": list(each.open),
        "incomplete": {name: how.value for name, how in each.incomplete.items()},
        "unreadable": list(each.unreadable),
        "due": each.due.isoformat() if each.due else None,
        "late": each.is_late,
        "untouched": each.is_untouched,
    }


def _consultation(each: Consultation) -> dict[str, Any]:
    alpha = each.agreement.ordinal
    return {
        "purpose": each.purpose.value,
        "assessors": [one.file for one in each.assessors],
        "questions": list(each.questions),
        "alpha_ordinal": str(alpha.value) if alpha else None,
        "disputes": [
            {
                "question": one.about.question.id,
                "spread": None if one.about.spread is None else number(one.about.spread),
                "wide": one.about.is_wide,
                "split": one.about.is_split,
                "decides": one.decides,
            }
            for one in each.agenda
        ],
    }
