"""From scores to a verdict: gated stages, or the band of an index."""

from collections.abc import Mapping, Sequence

from egovmaturity.domain.answers import AnswerSheet, NotApplicable
from egovmaturity.domain.questionnaire import (
    BandedRule,
    Question,
    Stage,
    StagedRule,
    Threshold,
    Vacuous,
)
from egovmaturity.domain.results import (
    BandedVerdict,
    Counted,
    Excluded,
    GroupResult,
    Interval,
    Known,
    MandatoryResult,
    StagedVerdict,
    StageResult,
    StageStatus,
)


def mandatory_results(
    questions: Sequence[Question], states: Mapping[str, Counted], sheet: AnswerSheet
) -> tuple[MandatoryResult, ...]:
    """Hold every mandatory question of ``questions`` against the rating it needs.

    An open question is not met, but might be. A question that does not apply is met only with a
    named approval; without one it shuts the gate, so that nobody passes by leaving it out.
    """
    return tuple(
        _mandatory_result(question, states[question.id], sheet)
        for question in questions
        if question.mandatory is not None
    )


def _mandatory_result(question: Question, counted: Counted, sheet: AnswerSheet) -> MandatoryResult:
    if isinstance(counted, Known):
        needed = question.mandatory
        met = needed is None or counted.rating >= needed
        return MandatoryResult(question, counted, met, met, exempt=False)
    if isinstance(counted, Excluded):
        answer = sheet.answer(question.id)
        exempt = isinstance(answer, NotApplicable) and bool(answer.approved_by)
        return MandatoryResult(question, counted, exempt, exempt, exempt)
    return MandatoryResult(question, counted, met=False, met_at_best=True, exempt=False)


def stage_results(
    rule: StagedRule,
    stages: Sequence[tuple[Stage, GroupResult, tuple[MandatoryResult, ...]]],
) -> tuple[StageResult, ...]:
    """Judge every stage in order.

    A stage holds when its score meets the bar and every mandatory question is met. It is
    *attained* when it holds and every earlier stage holds as a foundation. A stage without a
    score, or with less than ``undetermined_below`` of its weight applicable, is undetermined:
    it holds for nothing, and shuts what follows unless the rule says ``skip``.

    Source: the two-tier gate of ISO/IEC 33020 (own rating and rating of everything below),
    with thresholds and comparators as the questionnaire writes them.
    """
    results: list[StageResult] = []
    waits_for: Stage | None = None
    for stage, group, mandatory in stages:
        judged = _judge(rule, stage, group, mandatory, waits_for)
        results.append(judged)
        if waits_for is None and not carries(rule, judged):
            waits_for = stage
    return tuple(results)


def carries(rule: StagedRule, result: StageResult) -> bool:
    """Whether later stages may stand on this one."""
    if not result.is_determined:
        return rule.vacuous is Vacuous.SKIP
    return result.founds


def carries_at_best(rule: StagedRule, result: StageResult) -> bool:
    """Whether later stages may stand on this one if every open question turns out full."""
    if not result.is_determined:
        return rule.vacuous is Vacuous.SKIP
    return result.founds_at_best


def _judge(
    rule: StagedRule,
    stage: Stage,
    group: GroupResult,
    mandatory: tuple[MandatoryResult, ...],
    waits_for: Stage | None,
) -> StageResult:
    is_determined = group.score is not None and group.applicable >= rule.undetermined_below
    met = all(result.met for result in mandatory)
    met_at_best = all(result.met_at_best for result in mandatory)

    def holds(threshold: Threshold) -> tuple[bool, bool]:
        if group.score is None or not is_determined:
            return False, False
        now, best = group.score
        return met and threshold.is_met(now), met_at_best and threshold.is_met(best)

    attains, attains_at_best = holds(stage.attain)
    founds, founds_at_best = holds(stage.foundation)
    status = _status(is_determined=is_determined, attains=attains, is_open=waits_for is None)
    return StageResult(
        stage,
        group,
        mandatory,
        is_determined,
        attains,
        attains_at_best,
        founds,
        founds_at_best,
        status,
        waits_for,
    )


def _status(*, is_determined: bool, attains: bool, is_open: bool) -> StageStatus:
    if not is_determined:
        return StageStatus.UNDETERMINED
    if not is_open:
        return StageStatus.WAITING
    return StageStatus.ATTAINED if attains else StageStatus.NOT_ATTAINED


def staged_verdict(rule: StagedRule, results: Sequence[StageResult]) -> StagedVerdict:
    """Name the last stage attained, now and at best, the ungated one, and the next to aim at.

    Attained is the last stage that holds while every earlier one carries; an average never
    enters. ``next`` is the first stage after it that has a verdict or shuts what follows; it is
    ``None`` once there is none left to attain.
    """
    attained = attained_at_best = ungated = None
    is_open = is_open_at_best = True
    for result in results:
        if is_open and result.attains:
            attained = result.stage
        if is_open_at_best and result.attains_at_best:
            attained_at_best = result.stage
        if result.attains:
            ungated = result.stage
        is_open = is_open and carries(rule, result)
        is_open_at_best = is_open_at_best and carries_at_best(rule, result)
    following = _next_stage(rule, results, attained)
    return StagedVerdict(attained, attained_at_best, ungated, following)


def _next_stage(
    rule: StagedRule, results: Sequence[StageResult], attained: Stage | None
) -> Stage | None:
    """Return the first stage above the one attained, passing over those that are skipped."""
    stages = [result.stage for result in results]
    above = results[stages.index(attained) + 1 :] if attained else results
    can_be_aimed_at = (
        result.stage for result in above if result.is_determined or not carries(rule, result)
    )
    return next(can_be_aimed_at, None)


def banded_verdict(rule: BandedRule, index: Interval | None) -> BandedVerdict:
    """Find the band of the exact index; rounding never moves an index into another band."""
    if index is None:
        return BandedVerdict(None, None)
    return BandedVerdict(rule.band(rule.on_scale(index.low)), rule.band(rule.on_scale(index.high)))
