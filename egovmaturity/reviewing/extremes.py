"""The two ends of what can be answered, scored."""

from collections.abc import Mapping
from typing import NamedTuple

from egovmaturity.domain.answers import (
    AnswerSheet,
    Institution,
    Occasion,
    Rated,
    Targets,
)
from egovmaturity.domain.questionnaire import Questionnaire, Rating
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.scoring.assess import assess


class Extremes(NamedTuple):
    """One assessment with every question at its lowest level, and one with every one at its top.

    Every question is answered and applies.
    """

    lowest: Assessment
    highest: Assessment

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that was scored."""
        return self.highest.questionnaire


def scored_extremes(questionnaire: Questionnaire) -> Extremes:
    """Score both ends with the rules that score real answers."""
    return Extremes(
        scored(questionnaire, {q.id: q.scale.lowest for q in questionnaire.questions}),
        scored(questionnaire, {q.id: q.scale.highest for q in questionnaire.questions}),
    )


def scored(questionnaire: Questionnaire, ratings: Mapping[str, Rating]) -> Assessment:
    """Score claims that nobody made; a question without one is unanswered."""
    sheet = AnswerSheet(
        file="",
        sha256="",
        language=questionnaire.language,
        questionnaire=questionnaire.reference,
        institution=Institution("", "", None),
        occasion=Occasion(0, None, None, "", ""),
        targets=Targets(),
        answers={question: Rated(rating) for question, rating in ratings.items()},
        actions=(),
        decisions=(),
        fictional=True,
    )
    return assess(questionnaire, sheet, Basis.CLAIMED)
