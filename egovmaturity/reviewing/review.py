"""The one entry point of reviewing: every finding about a questionnaire."""

from egovmaturity.domain.diagnostics import Finding
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.reviewing.bands import ruling_questions, unreachable_bands
from egovmaturity.reviewing.extremes import scored_extremes
from egovmaturity.reviewing.monotony import falling_scores
from egovmaturity.reviewing.questions import dead_questions
from egovmaturity.reviewing.stages import (
    automatic_stages,
    stages_decided_by_one,
    unattainable_stages,
)
from egovmaturity.reviewing.wording import questions_without_evidence, remarks_on_texts


def review(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Return everything to be said about a questionnaire in its base language.

    The questionnaire is scored twice, at both ends of its scales; everything else is derived
    from these two assessments, so that a review takes little longer than an assessment.
    """
    ends = scored_extremes(questionnaire)
    return (
        *unattainable_stages(ends),
        *automatic_stages(ends),
        *stages_decided_by_one(ends),
        *unreachable_bands(ends),
        *ruling_questions(ends),
        *dead_questions(ends),
        *falling_scores(ends),
        *questions_without_evidence(questionnaire),
        *remarks_on_texts(questionnaire),
    )


def review_texts(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Return what is to be said about the texts of a translation; its rules are the base's."""
    return tuple(remarks_on_texts(questionnaire))
