"""How likely the verdict is, given how sure the answers are: exact chances, no samples."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from operator import add, mul

from egovmaturity.domain.answers import Confidence
from egovmaturity.domain.questionnaire import BandedRule, Scale
from egovmaturity.domain.results import (
    Assessment,
    Known,
    QuestionResult,
    StageResult,
)
from egovmaturity.domain.robustness import (
    Likelihood,
    Place,
    PlaceChance,
    StageChance,
    TooLarge,
    place_of,
)
from egovmaturity.examining.spread import MAX_BITS, Outcomes, Spread, spread_of
from egovmaturity.examining.stage_walk import as_if, walk
from egovmaturity.scoring.verdict import mandatory_results

CONVENTION: Mapping[Confidence, Fraction] = {
    Confidence.HIGH: Fraction(9, 10),
    Confidence.MEDIUM: Fraction(7, 10),
    Confidence.LOW: Fraction(1, 2),
}
"""Chance that the recorded level is the right one, by confidence.

A declared convention, not a measurement: no data on the reliability of such answers are known.
"""
_ASIDE = {confidence: (1 - right) / 2 for confidence, right in CONVENTION.items()}
"""Chance that the right level is the next one, upward or downward."""
UNSTATED = Confidence.MEDIUM
"""What an answer that states no confidence is taken for."""
VERIFIED = Confidence.HIGH
"""What a level is taken for that an assessor found."""

_ONE = Fraction(1)


def verdict_likelihood(assessment: Assessment, max_bits: int = MAX_BITS) -> Likelihood | TooLarge:
    """Return how likely each stage or band is, as exact chances that add up to 1.

    A level is right with the chance of ``CONVENTION``, and otherwise one level off, either way
    with half of the rest; what would leave the scale stays at its end. Answers are independent of
    one another. Mandatory questions shift together with the scores they are part of. Numbers,
    open questions (worth 0) and those that do not apply are taken as they are.

    ``TooLarge`` where weights are so uneven that the scores of a stage, or the index, can take
    more values than ``max_bits`` hold.

    Source: exact convolution of independent scores; stages share no questions, so their
    conditions are independent too.
    """
    rule = assessment.questionnaire.rule
    if isinstance(rule, BandedRule):
        bands = _bands(assessment, rule, max_bits)
        return bands if isinstance(bands, TooLarge) else _likelihood(assessment, bands, ())
    choices: list[list[tuple[StageResult, Fraction]]] = []
    for result in assessment.stages:
        comes_to = _stage(assessment, result, max_bits)
        if isinstance(comes_to, TooLarge):
            return comes_to
        choices.append(comes_to)
    places = walk(rule, choices, _ONE, mul, add)
    return _likelihood(assessment, places, [_stage_chance(each) for each in choices])


def _likelihood(
    assessment: Assessment, found: Mapping[Place, Fraction], stages: Sequence[StageChance]
) -> Likelihood:
    questionnaire = assessment.questionnaire
    rule = questionnaire.rule
    places: Sequence[Place] = rule.bands if isinstance(rule, BandedRule) else questionnaire.stages
    doubted = [each for each in assessment.questions if _is_doubted(each)]
    return Likelihood(
        chances=tuple(
            PlaceChance(place, found[place]) for place in (None, *places) if found.get(place)
        ),
        holds=found.get(place_of(assessment.verdict), Fraction(0)),
        stages=tuple(stages),
        doubted=len(doubted),
        assumed=sum(1 for each in doubted if _stated(each) is None),
        certain=len(assessment.questions) - len(doubted),
    )


# Answers


def _is_doubted(result: QuestionResult) -> bool:
    """Whether a level counts, which may be another one."""
    return isinstance(result.counted, Known) and isinstance(result.question.scale, Scale)


def _stated(result: QuestionResult) -> Confidence | None:
    """Return how sure a level is: as its verification makes it, or as stated if it is."""
    is_verified = isinstance(result.counted, Known) and result.counted.rating == result.verified
    return VERIFIED if is_verified else result.answer.details.confidence


def _levels(result: QuestionResult) -> list[tuple[Known, Fraction]]:
    """Return what a question may count, each with its chance; nothing where it counts nothing."""
    question, counted = result.question, result.counted
    if not isinstance(counted, Known):
        return []
    if not isinstance(question.scale, Scale):
        return [(counted, _ONE)]
    stated = _stated(result) or UNSTATED
    aside = _ASIDE[stated]
    levels = question.scale.levels
    place = [level.number for level in levels].index(int(counted.rating))
    chances = {place: CONVENTION[stated]}
    for beside in (place - 1, place + 1):
        end = min(max(beside, 0), len(levels) - 1)
        chances[end] = chances[end] + aside if end in chances else aside
    return [(Known(levels[at].number, levels[at].worth), chance) for at, chance in chances.items()]


def _points(result: QuestionResult) -> Outcomes:
    """Return what a question may add to the score it is part of."""
    share = result.share or Fraction(0)
    return [(share * counted.worth, chance) for counted, chance in _levels(result)]


# Stages


def _stage(
    assessment: Assessment, result: StageResult, max_bits: int
) -> list[tuple[StageResult, Fraction]] | TooLarge:
    """Return what a stage may come to, each with its chance."""
    mandatory = {each.question.id: each for each in result.mandatory}
    is_shut = any(not isinstance(m.counted, Known) and not m.met for m in result.mandatory)
    if is_shut or not result.is_determined:
        return [(result, _ONE)]
    questions = [
        each
        for each in assessment.questions
        if each.question.stage == result.stage.id and isinstance(each.counted, Known)
    ]
    spread = spread_of(
        [
            _passing(assessment, each) if each.question.id in mandatory else _points(each)
            for each in questions
        ],
        max_bits,
    )
    if isinstance(spread, TooLarge):
        return spread
    return [each for each in _outcomes(result, spread) if each[1]]


def _passing(assessment: Assessment, result: QuestionResult) -> Outcomes:
    """Return what a mandatory question may add, its gate open: the rest of the chance is lost."""
    share, question = result.share or Fraction(0), result.question
    return [
        (share * counted.worth, chance)
        for counted, chance in _levels(result)
        if mandatory_results([question], {question.id: counted}, assessment.sheet)[0].met
    ]


def _outcomes(result: StageResult, spread: Spread) -> Iterator[tuple[StageResult, Fraction]]:
    attains = spread.first(result.stage.attain.is_met)
    founds = spread.first(result.stage.foundation.is_met)
    end = spread.unit + 1
    for start, following in pairwise(sorted({0, attains, founds, end})):
        comes_to = as_if(result, attains=start >= attains, founds=start >= founds)
        yield comes_to, spread.between(start, following)
    shut = as_if(result, attains=False, founds=False)
    yield shut, 1 - spread.between(0, end)


def _stage_chance(choices: Sequence[tuple[StageResult, Fraction]]) -> StageChance:
    return StageChance(
        choices[0][0].stage,
        sum((chance for result, chance in choices if result.attains), Fraction(0)),
        sum((chance for result, chance in choices if result.founds), Fraction(0)),
    )


# Bands


def _bands(
    assessment: Assessment, rule: BandedRule, max_bits: int
) -> Mapping[Place, Fraction] | TooLarge:
    """Return the chance of every band; each question has a fixed share of the index."""
    if assessment.index is None:
        return {None: _ONE}
    known = [each for each in assessment.questions if isinstance(each.counted, Known)]
    spread = spread_of([_points(each) for each in known], max_bits)
    if isinstance(spread, TooLarge):
        return spread
    end = spread.unit + 1
    starts = [spread.first(partial(_is_within, rule, place)) for place in range(len(rule.bands))]
    return {
        band: spread.between(start, following)
        for band, (start, following) in zip(rule.bands, pairwise([*starts, end]), strict=True)
    }


def _is_within(rule: BandedRule, place: int, index: Fraction) -> bool:
    """Whether an index of 0 to 1 lies in the band at ``place``, or above it."""
    return rule.bands.index(rule.band(rule.on_scale(index))) >= place
