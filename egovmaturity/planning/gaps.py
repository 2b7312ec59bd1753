"""Which questions lie below their target, and which of them come first."""

from fractions import Fraction

from egovmaturity.domain.plan import Gap, Tier
from egovmaturity.domain.questionnaire import NumberRange, Question, Rating, StagedRule
from egovmaturity.domain.results import (
    Assessment,
    Known,
    QuestionResult,
    StagedVerdict,
    StageResult,
)
from egovmaturity.scoring.verdict import carries

DEFAULT_EFFORT = Fraction(3)
"""Effort of a question that states none: the middle of 1, 2, 3, 5, 8, 13 (method, gap priority)."""


def find_gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """List every applicable question below its target, in the order to work on them.

    First by tier: what keeps the next stage shut comes before what only adds points. Inside a
    tier by share of weight × distance to the target ÷ effort, greatest first; equal ones by
    stage or section and then by id.

    Source: lexicographic gate tiers; the plain product would put cheap questions first that
    open nothing.
    """
    tiers = _Tiers(assessment)
    gaps = [
        gap
        for result in assessment.questions
        if (gap := _gap(assessment, result, tiers)) is not None
    ]
    places = _places(assessment)
    return tuple(
        sorted(
            gaps,
            key=lambda gap: (
                gap.tier,
                -gap.priority,
                places.get(gap.result.question.belongs_to, 0),
                gap.result.question.id,
            ),
        )
    )


def target_of(assessment: Assessment, result: QuestionResult) -> Rating | None:
    """Return the rating to aim at; ``None`` for a number nobody set a target for.

    The answer's own target comes first, then the sheet's for its stage, the sheet's for all,
    the questionnaire's, and last the top of the scale. A level target is brought onto the
    question's scale, and is never below what a gate needs.
    """
    question, sheet = result.question, assessment.sheet
    wanted: Rating | None = result.answer.details.target
    if wanted is None and not isinstance(question.scale, NumberRange):
        wanted = sheet.targets.by_stage.get(question.stage or "", sheet.targets.level)
        wanted = assessment.questionnaire.target if wanted is None else wanted
    if wanted is None and isinstance(question.scale, NumberRange):
        return question.mandatory
    top = question.scale.highest
    bottom = question.scale.lowest
    target = top if wanted is None else min(max(wanted, bottom), top)
    return target if question.mandatory is None else max(target, question.mandatory)


def effort_of(question: Question, current: Rating | None, target: Rating) -> tuple[Fraction, bool]:
    """Return the effort from ``current`` to ``target`` and whether it is only assumed.

    Efforts given per step add up over the steps still to go, a step without one taking the
    default; one number for the question stands as it is. Units are the questionnaire's own.
    """
    if not question.effort:
        return DEFAULT_EFFORT, True
    if None in question.effort:
        return question.effort[None], False
    if isinstance(question.scale, NumberRange):
        return DEFAULT_EFFORT, True
    start = question.scale.lowest if current is None else current
    steps = [level.number for level in question.scale.levels if start < level.number <= target]
    given = [question.effort.get(step, DEFAULT_EFFORT) for step in steps]
    return sum(given, Fraction(0)), any(step not in question.effort for step in steps)


def _gap(assessment: Assessment, result: QuestionResult, tiers: "_Tiers") -> Gap | None:
    if result.share is None:
        return None
    question = result.question
    current = result.counted.rating if isinstance(result.counted, Known) else None
    worth = result.counted.worth if isinstance(result.counted, Known) else Fraction(0)
    target = target_of(assessment, result)
    if target is None or (current is not None and current >= target):
        return None
    distance = question.worth(target) - worth
    effort, assumed = effort_of(question, current, target)
    return Gap(
        result=result,
        current=current,
        target=target,
        tier=tiers.of(result, current),
        distance=distance,
        effort=effort,
        effort_assumed=assumed,
        priority=result.share * distance / effort if effort else result.share * distance,
    )


def _places(assessment: Assessment) -> dict[str, int]:
    questionnaire = assessment.questionnaire
    ids = [stage.id for stage in questionnaire.stages]
    ids += [section.id for section in questionnaire.walk_sections()]
    return {place_id: place for place, place_id in enumerate(ids)}


class _Tiers:
    """Why a gap of each stage matters for the next stage."""

    def __init__(self, assessment: Assessment) -> None:
        self._is_staged = isinstance(assessment.verdict, StagedVerdict)
        self._by_stage: dict[str, Tier] = {}
        if not isinstance(assessment.verdict, StagedVerdict):
            return
        rule = assessment.questionnaire.rule
        following = assessment.verdict.next
        reached_next = following is None
        for stage in assessment.stages:
            is_next = following is not None and stage.stage.id == following.id
            self._by_stage[stage.stage.id] = (
                Tier.LATER
                if reached_next or not isinstance(rule, StagedRule)
                else _tier_of_stage(rule, stage, is_next=is_next)
            )
            reached_next = reached_next or is_next

    def of(self, result: QuestionResult, current: Rating | None) -> Tier:
        """Return the tier of one question; a failing mandatory one leads a blocking stage."""
        if not self._is_staged:
            return Tier.BLOCKING
        question = result.question
        tier = self._by_stage[question.stage or ""]
        below = question.mandatory is not None and (current is None or current < question.mandatory)
        return Tier.GATE if below and tier is Tier.BLOCKING else tier


def _tier_of_stage(rule: StagedRule, stage: StageResult, *, is_next: bool) -> Tier:
    """Return the tier of a stage at or before the next one."""
    blocks = not stage.attains if is_next else not carries(rule, stage)
    if blocks:
        return Tier.BLOCKING
    return Tier.LATER if carries(rule, stage) else Tier.STRENGTHENING
