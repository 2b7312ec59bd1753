"""The means behind every score, with their terms, and what another level would make of them."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.explanation import Case, Mean, Term
from egovmaturity.domain.questionnaire import IndexOf, NumberRange, Question, Rating, Section
from egovmaturity.domain.results import (
    Assessment,
    Counted,
    Excluded,
    Known,
    QuestionResult,
)
from egovmaturity.scoring.assess import outcome_of
from egovmaturity.scoring.groups import Part, score, section_groups


def stage_mean(assessment: Assessment, stage_id: str) -> Mean:
    """Return the terms of a stage's score: its questions, each with its weight."""
    return Mean(
        tuple(_term(each) for each in assessment.questions if each.question.stage == stage_id)
    )


def factor_mean(assessment: Assessment, factor_id: str) -> Mean:
    """Return the terms of a factor's score; a question of several splits its weight."""
    return Mean(
        tuple(
            _term(each, each.question.weight / len(each.question.factors))
            for each in assessment.questions
            if factor_id in each.question.factors
        )
    )


def section_mean(assessment: Assessment, section_id: str) -> Mean:
    """Return the terms of a section's score: its sub-sections, then its own questions.

    Raises:
        ValueError: There is no such section.
    """
    here = next((s for s in assessment.questionnaire.walk_sections() if s.id == section_id), None)
    if here is None:
        raise ValueError(f"no section {section_id}")
    own = (_term(each) for each in assessment.questions if each.question.section == section_id)
    return Mean((*_section_terms(assessment, here.sections), *own))


def index_mean(assessment: Assessment) -> Mean:
    """Return the terms of the index: stages, top sections or questions, as is declared."""
    questionnaire = assessment.questionnaire
    if questionnaire.index_of is IndexOf.STAGES:
        return Mean(
            tuple(
                Term(each.stage, None, each.stage.weight, _low(each.group.score))
                for each in assessment.stages
            )
        )
    if questionnaire.index_of is IndexOf.SECTIONS:
        return Mean(tuple(_section_terms(assessment, questionnaire.sections)))
    return Mean(tuple(_term(each) for each in assessment.questions))


def _section_terms(assessment: Assessment, sections: Iterable[Section]) -> Iterable[Term]:
    found = {each.section.id: each.group.score for each in assessment.sections}
    return (Term(each, None, each.weight, _low(found[each.id])) for each in sections)


def _low(found: tuple[Fraction, Fraction] | None) -> Fraction | None:
    return None if found is None else found[0]


def _term(result: QuestionResult, weight: Fraction | None = None) -> Term:
    return Term(
        result.question,
        result.counted,
        result.question.weight if weight is None else weight,
        _score(result.counted),
    )


def _score(counted: Counted) -> Fraction | None:
    if isinstance(counted, Excluded):
        return None
    return counted.worth if isinstance(counted, Known) else Fraction(0)


def cases(assessment: Assessment, question: Question) -> tuple[Case, ...]:
    """Say what every level of a question would lead to, from the lowest up.

    A number has its two ends, what is mandatory, and what counts now.
    """
    return tuple(_case(assessment, question, rating) for rating in _ratings(assessment, question))


def _ratings(assessment: Assessment, question: Question) -> Iterable[Rating]:
    if not isinstance(question.scale, NumberRange):
        return (level.number for level in question.scale.levels)
    now = (
        each.counted.rating
        for each in assessment.questions
        if each.question.id == question.id and isinstance(each.counted, Known)
    )
    mandatory = () if question.mandatory is None else (question.mandatory,)
    return sorted({*question.scale, *mandatory, *now})


def _case(assessment: Assessment, question: Question, rating: Rating) -> Case:
    questionnaire = assessment.questionnaire
    states = {each.question.id: each.counted for each in assessment.questions}
    states[question.id] = Known(rating, question.worth(rating))
    index, verdict = outcome_of(questionnaire, assessment.sheet, states)
    mandatory = question.mandatory
    return Case(
        rating,
        _group(assessment, question, states),
        index,
        verdict,
        None if mandatory is None else rating >= mandatory,
    )


def _group(
    assessment: Assessment, question: Question, states: dict[str, Counted]
) -> Fraction | None:
    questionnaire = assessment.questionnaire
    if question.stage is not None:
        inside = [q for q in questionnaire.questions if q.stage == question.stage]
        return _low(score([Part(q.weight, states[q.id]) for q in inside]).score)
    if question.section is not None:
        return _low(section_groups(questionnaire, states)[question.section].score)
    return None
