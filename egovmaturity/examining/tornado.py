"""What one level more or less on each question does to the index and to the verdict."""

from fractions import Fraction

from egovmaturity.domain.questionnaire import Level, Rating, Scale
from egovmaturity.domain.results import (
    Assessment,
    Counted,
    Known,
    Open,
    QuestionResult,
)
from egovmaturity.domain.robustness import LeftOut, Lever, NoLever, Step, Tornado, place_of
from egovmaturity.scoring.assess import outcome_of


def tornado(assessment: Assessment) -> Tornado:
    """Move every level by one, each alone, with everything else as it is.

    The level is the one that counts on the basis of the assessment. Changes are exact: of the
    index from 0 to 1, signed, and of the verdict. Levers stand by their larger change of the
    index, largest first, equal ones in the order of the questionnaire. Numbers, open questions
    and those that do not apply have no level to move and are left out, in that order too.
    """
    levers, left_out = [], []
    for result in assessment.questions:
        counted, scale = result.counted, result.question.scale
        if isinstance(counted, Known) and isinstance(scale, Scale):
            levers.append(_lever(assessment, result, scale, counted.rating))
        else:
            left_out.append(LeftOut(result.question, _reason(counted)))
    return Tornado(tuple(sorted(levers, key=lambda lever: -lever.swing)), tuple(left_out))


def _reason(counted: Counted) -> NoLever:
    if isinstance(counted, Known):
        return NoLever.NUMBER
    return NoLever.OPEN if isinstance(counted, Open) else NoLever.NOT_APPLICABLE


def _lever(assessment: Assessment, result: QuestionResult, scale: Scale, rating: Rating) -> Lever:
    place = [level.number for level in scale.levels].index(int(rating))
    lower = scale.levels[place - 1] if place > 0 else None
    higher = scale.levels[place + 1] if place + 1 < len(scale.levels) else None
    return Lever(
        result.question,
        rating,
        None if lower is None else _step(assessment, result, lower),
        None if higher is None else _step(assessment, result, higher),
    )


def _step(assessment: Assessment, result: QuestionResult, level: Level) -> Step:
    states = {each.question.id: each.counted for each in assessment.questions}
    states[result.question.id] = Known(level.number, level.worth)
    index, verdict = outcome_of(assessment.questionnaire, assessment.sheet, states)
    # Whether there is an index depends on what applies and weighs, and neither has changed.
    change = index.low - assessment.index.low if index and assessment.index else Fraction(0)
    return Step(level.number, change, verdict, place_of(verdict) != place_of(assessment.verdict))
