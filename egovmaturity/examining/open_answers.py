"""Which open answers can still change a verdict, over every way the others may turn out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from egovmaturity.domain.certainty import OpenAnswers
from egovmaturity.domain.questionnaire import BandedRule, Rating, StagedRule
from egovmaturity.domain.results import Assessment, Excluded, Open, StageResult
from egovmaturity.examining.balance import Balance, Lever, balance_of
from egovmaturity.examining.shares import band_edge, index_parts
from egovmaturity.scoring.verdict import carries, carries_at_best

POINTS = 1 << 18
"""Most points a score may have for its completions to be tried out."""


def open_answers(assessment: Assessment) -> OpenAnswers:
    """List the open questions, and those that can still make a difference to the verdict.

    A completion rates every open question with a level of its scale. Questions may also turn out
    not to apply; that is not counted, as it needs a permission and a reason. Where an open
    question takes a number, or a score has more than ``POINTS`` points, completions are not tried
    out, and every question that weighs where the verdict is not settled may matter.
    """
    opened = tuple(each for each in assessment.questions if isinstance(each.counted, Open))
    if not opened or not assessment.verdict.is_provisional:
        return OpenAnswers(opened, (), is_exact=True)
    rule = assessment.questionnaire.rule
    if isinstance(rule, StagedRule):
        found = list(_in_stages(assessment, rule))
    else:
        found = [_in_index(assessment, rule)]
    decisive = {name for each in found for name in each.questions}
    return OpenAnswers(
        opened,
        tuple(each for each in opened if each.question.id in decisive),
        all(each.is_exact for each in found),
    )


class _Decisive(NamedTuple):
    """Ids of the open questions of one score that matter."""

    questions: tuple[str, ...]
    is_exact: bool


class _Step(NamedTuple):
    """What a question makes of some sums of all others: attained and carrying, at both ends."""

    attains_at_worst: bool
    carries_at_worst: bool
    attains_at_best: bool
    carries_at_best: bool


def _in_index(assessment: Assessment, rule: BandedRule) -> _Decisive:
    """Try every open question against the edges of the bands."""
    edges = [band_edge(rule, band) for band in rule.bands[1:]]
    balance = balance_of(index_parts(assessment), edges[0])
    balances = [balance.against(edge) for edge in edges]
    levers = _opened(balance)
    if not _can_be_tried(balance, levers):
        return _Decisive(tuple(lever.question.id for lever in levers if lever.gain), False)

    def crosses(lever: Lever) -> bool:
        sums = _sums(balance, [each for each in levers if each is not lever])
        return any(
            _any_between(
                sums, each.needed - lever.rungs[-1].points, each.needed - lever.rungs[0].points
            )
            for each in balances
        )

    return _Decisive(tuple(lever.question.id for lever in levers if crosses(lever)), True)


def _in_stages(assessment: Assessment, rule: StagedRule) -> Iterator[_Decisive]:
    """Try every open question against the bars of its stage, as far as the verdict hangs on it."""
    for place, result in enumerate(assessment.stages):
        can_be_reached = all(carries_at_best(rule, below) for below in assessment.stages[:place])
        if can_be_reached and result.is_determined and not _is_shut(result):
            yield _in_stage(assessment, rule, place)


def _is_shut(result: StageResult) -> bool:
    """Whether a mandatory question fails that is not open."""
    return any(not each.met_at_best for each in result.mandatory)


def _in_stage(assessment: Assessment, rule: StagedRule, place: int) -> _Decisive:
    result = assessment.stages[place]
    parts = [
        (each, each.question.weight)
        for each in assessment.questions
        if each.question.stage == result.stage.id and not isinstance(each.counted, Excluded)
    ]
    attain = balance_of(parts, result.stage.attain)
    needed = attain.needed, attain.against(result.stage.foundation).needed
    levers = _opened(attain)
    above = assessment.stages[place + 1 :]
    now = any(_stands(rule, above, n) for n in range(len(above)))
    later = any(_stands_at_best(rule, above, n) for n in range(len(above)))
    if not _can_be_tried(attain, levers):
        return _Decisive(tuple(lever.question.id for lever in levers), False)

    def decides(lever: Lever) -> bool:
        sums = _sums(attain, [each for each in levers if each is not lever])
        return any(_differs(step, now=now, later=later) for step in _steps(lever, needed, sums))

    return _Decisive(tuple(lever.question.id for lever in levers if decides(lever)), True)


def _stands(rule: StagedRule, stages: Sequence[StageResult], place: int) -> bool:
    return stages[place].attains and all(carries(rule, each) for each in stages[:place])


def _stands_at_best(rule: StagedRule, stages: Sequence[StageResult], place: int) -> bool:
    below = stages[:place]
    return stages[place].attains_at_best and all(carries_at_best(rule, each) for each in below)


def _differs(step: _Step, *, now: bool, later: bool) -> bool:
    """Whether the verdict depends on a question, given what it does to its own stage.

    ``now``: a stage above is attained whenever this one carries, however its own open questions
    turn out; ``later``: if they turn out well. All stages below carry.
    """
    attains = step.attains_at_worst != step.attains_at_best
    if step.carries_at_worst != step.carries_at_best:
        return attains or later
    return attains and not (step.carries_at_best and now)


def _opened(balance: Balance) -> list[Lever]:
    return [lever for lever in balance.levers if lever.current is None]


def _can_be_tried(balance: Balance, levers: Sequence[Lever]) -> bool:
    return balance.whole <= POINTS and not any(lever.is_number for lever in levers)


def _sums(balance: Balance, levers: Sequence[Lever]) -> int:
    """Return every number of points the other questions can come to, as the bits of a number.

    Mandatory ones among them reach what they must: otherwise nothing else matters.
    """
    sums = 1 << balance.points
    for lever in levers:
        mandatory = lever.question.mandatory
        rungs = [rung for rung in lever.rungs if _reaches(rung.rating, mandatory)]
        reached = 0
        for rung in rungs:
            reached |= sums << rung.points
        sums = reached
    return sums


def _reaches(rating: Rating, mandatory: Rating | None) -> bool:
    return mandatory is None or rating >= mandatory


def _any_between(sums: int, start: int, stop: int) -> bool:
    """Whether some sum is at least ``start`` and less than ``stop``."""
    first = max(start, 0)
    return first < stop and bool(sums >> first & ((1 << (stop - first)) - 1))


def _steps(lever: Lever, needed: tuple[int, int], sums: int) -> Iterator[_Step]:
    """Yield each thing a question can do to its stage, over all sums of the others."""
    worst, best = lever.rungs[0], lever.rungs[-1]
    ends = [
        (rung.points, _reaches(rung.rating, lever.question.mandatory)) for rung in (worst, best)
    ]
    turns = sorted({0, *(bar - points for bar in needed for points, _ in ends)})
    beyond = max(sums.bit_length(), turns[-1] + 1)
    for start, stop in zip(turns, [*turns[1:], beyond], strict=True):
        if _any_between(sums, start, stop):
            at = max(start, 0)
            yield _Step(*(met and at + points >= bar for points, met in ends for bar in needed))
