"""Every question with its answer."""

from collections.abc import Iterable

from egovmaturity.domain.answers import Answer, Evidence
from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.domain.results import Excluded, Known, QuestionResult
from egovmaturity.views.context import Context, meaning
from egovmaturity.views.links import safe_link
from egovmaturity.views.report import EvidenceView, QuestionGroupView, QuestionView
from egovmaturity.views.support_parts import lack_text


def answers(c: Context) -> Iterable[QuestionGroupView]:
    """Group the questions with their answers by place, in order."""
    groups: dict[str, list[QuestionView]] = {}
    for result in c.assessment.questions:
        groups.setdefault(result.question.belongs_to, []).append(_question(c, result))
    return [
        QuestionGroupView(c.places.get(place, c.words.name("Question")), tuple(group))
        for place, group in groups.items()
    ]


def _question(c: Context, result: QuestionResult) -> QuestionView:
    question, details = result.question, result.answer.details
    counted = result.counted.rating if isinstance(result.counted, Known) else None
    return QuestionView(
        id=question.id,
        title=question.title,
        ask=question.ask,
        place=c.place(question),
        factor=c.factor_names(question),
        is_mandatory=question.mandatory is not None,
        answer=_answer_text(c, result),
        meaning=meaning(question, counted),
        claimed=c.optional(result.claimed),
        supported=c.optional(result.supported),
        verified=c.optional(result.verified),
        evidence=tuple(_evidence(c, each) for each in details.evidence),
        missing=tuple(lack_text(c, lack) for lack in result.evidence.lacking),
        evidence_state=c.evidence_text(result),
        verification=_verification(c, result.answer),
        note=details.note,
        owner=result.owner,
    )


def _answer_text(c: Context, result: QuestionResult) -> str:
    words, counted, question = c.words, result.counted, result.question
    if isinstance(counted, Known):
        if isinstance(question.scale, NumberRange):
            return c.rating(counted.rating)
        level = question.scale.find(counted.rating)
        return f"{c.rating(counted.rating)} {level.label if level else ''}".strip()
    if isinstance(counted, Excluded):
        return words("Not applicable")
    return c.open_reason(counted.reason)


def _evidence(c: Context, evidence: Evidence) -> EvidenceView:
    details = [evidence.number, c.numbers.day(evidence.dated)]
    text = ", ".join(part for part in details if part)
    location = evidence.location
    return EvidenceView(evidence.title, text, location, safe_link(location))


def _verification(c: Context, answer: Answer) -> str:
    found = answer.details.verification
    if found is None:
        return ""
    level = c.words("N/A") if found.rating is None else c.rating(found.rating)
    parts = [level, found.by, c.numbers.day(found.dated), found.note]
    return ", ".join(part for part in parts if part)
