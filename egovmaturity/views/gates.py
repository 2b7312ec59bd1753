"""Gates, judged: each as what was found beside what is required, and why it failed."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import AnswerKind, kind_of_answer
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.durations import Duration
from egovmaturity.domain.gates import (
    Allowance,
    Comparison,
    Concern,
    Gate,
    Holder,
    Minimum,
    Use,
    UsedAllowance,
)
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import (
    Assessment,
    Basis,
    OpenReason,
    QuestionResult,
    StagedVerdict,
)
from egovmaturity.examining.regression import Falls, LevelFall, ScoreFall, find_falls, worse
from egovmaturity.scoring.basis import counted
from egovmaturity.scoring.gates import (
    attained_by,
    is_exempt,
    overdue,
    reaches_index,
    reaches_stage,
)
from egovmaturity.views.numbers import Numbers, half_up

NOTHING = "-"
"""What is found where there is nothing."""


class IndexBar(NamedTuple):
    """The least index, on the scale it is printed on, and as it was written."""

    value: Fraction
    written: str


class OldestAge(NamedTuple):
    """How old the answers may be, as it was written too."""

    limit: Duration
    written: str


class GatesWanted(NamedTuple):
    """The gates asked for, understood. ``tolerance`` is in points, ``max_fall`` in levels."""

    index: IndexBar | None = None  # type: ignore[assignment]  # a field, not tuple.index
    stage: str | None = None
    minimums: tuple[Minimum, ...] = ()
    concerns: tuple[Concern, ...] = ()
    tolerance: Fraction = Fraction(0)
    max_fall: Fraction = Fraction(0)
    max_age: OldestAge | None = None
    allowed: tuple[Allowance, ...] = ()


class Days(NamedTuple):
    """The day on which gates are judged, and the day that the answers file itself describes."""

    judged: date | None
    answers: date | None


def judged(
    wanted: GatesWanted, assessment: Assessment, baseline: Assessment | None, days: Days
) -> tuple[Gate, ...]:
    """Judge the gates asked for, in a fixed order; what cannot be judged fails.

    Raises:
        ValueError: A gate names what the questionnaire does not have.
    """
    return tuple(_gates(wanted, assessment, baseline, days))


def _gates(
    wanted: GatesWanted, assessment: Assessment, baseline: Assessment | None, days: Days
) -> Iterator[Gate]:
    if wanted.index is not None:
        yield _index_gate(wanted.index, assessment)
    if wanted.stage is not None:
        yield _stage_gate(wanted.stage, assessment)
    for minimum in wanted.minimums:
        yield _minimum_gate(minimum, assessment)
    if Concern.REGRESSION in wanted.concerns:
        yield _regression_gate(wanted, assessment, baseline, days.judged)
    for concern, find in _QUESTIONS.items():
        if concern in wanted.concerns:
            yield _none(concern, [find[1](each) for each in assessment.questions if find[0](each)])
    if Concern.OVERDUE in wanted.concerns:
        yield _overdue_gate(assessment, days.judged)
    if wanted.max_age is not None:
        yield _age_gate(wanted.max_age, days)


def _index_gate(bar: IndexBar, assessment: Assessment) -> Gate:
    value = assessment.index_in_print
    found = NOTHING if value is None else _readable(value, bar.value, Comparison.AT_LEAST)
    return Gate("fail-under", reaches_index(assessment, bar.value), found, bar.written)


def _stage_gate(stage: str, assessment: Assessment) -> Gate:
    verdict = assessment.verdict
    is_attained = isinstance(verdict, StagedVerdict) and verdict.attained is not None
    attained = verdict.attained.id if is_attained else NOTHING  # type: ignore[union-attr]
    return Gate("fail-stage-under", reaches_stage(assessment, stage), attained, stage)


def _readable(value: Fraction, bar: Fraction, comparison: Comparison) -> str:
    """Write a value with as many decimals as show on which side of the bar it lies."""

    def is_met(number: Fraction) -> bool:
        return number > bar if comparison is Comparison.ABOVE else number >= bar

    digits = 2
    while value != bar and is_met(half_up(value, digits)) != is_met(value):
        digits += 1
    return Numbers("en").decimal(value, digits)


# Minimums


def _minimum_gate(minimum: Minimum, assessment: Assessment) -> Gate:
    value = attained_by(assessment, minimum)
    if value is None:
        return _without_value(minimum, assessment)
    passed = minimum.is_met(value)
    if minimum.holder is Holder.QUESTION:
        found = str(value) if value.denominator == 1 else _beside(value, minimum)
    else:
        scaled = minimum._replace(bar=minimum.bar * 100)
        found = f"{_beside(value * 100, scaled)} %"
    return Gate(minimum.name, passed, found, minimum.written, minimum.comparison)


def _beside(value: Fraction, minimum: Minimum) -> str:
    return _readable(value, minimum.bar, minimum.comparison)


def _without_value(minimum: Minimum, assessment: Assessment) -> Gate:
    if is_exempt(assessment, minimum):
        why = message("{id} does not apply, with an approval", id=minimum.id)
        return Gate(minimum.name, True, NOTHING, minimum.written, minimum.comparison, (why,))
    why = {
        Holder.QUESTION: message("{id} has no level that counts", id=minimum.id),
        Holder.STAGE: message("{id} is undetermined: too little of it applies", id=minimum.id),
        Holder.SECTION: message("nothing of {id} applies", id=minimum.id),
        Holder.FACTOR: message("nothing of {id} applies", id=minimum.id),
    }[minimum.holder]
    return Gate(minimum.name, False, NOTHING, minimum.written, minimum.comparison, (why,))


# Answers


def _none(concern: Concern, why: list[Message]) -> Gate:
    """Return a gate that asks for none of something, with a sentence for each that there is."""
    return Gate(concern.value, not why, str(len(why)), "0", Comparison.AT_MOST, tuple(why))


def _is_open(result: QuestionResult) -> bool:
    return kind_of_answer(result.answer) in {AnswerKind.UNANSWERED, AnswerKind.DONT_KNOW}


def _why_open(result: QuestionResult) -> Message:
    if kind_of_answer(result.answer) is AnswerKind.DONT_KNOW:
        return message("{id} is answered: don't know", id=result.question.id)
    return message("{id} is not answered", id=result.question.id)


def _lacks_evidence(result: QuestionResult) -> bool:
    return bool(result.evidence.lacking)


def _why_unsupported(result: QuestionResult) -> Message:
    lacking = ", ".join(f"{lack.item.id} ({lack.reason.value})" for lack in result.evidence.lacking)
    return message(
        "{id} claims {rating} and lacks {evidence}",
        id=result.question.id,
        rating=result.claimed,
        evidence=lacking,
    )


def _is_unverified(result: QuestionResult) -> bool:
    """Whether the question is rated, or left out, on the word of the institution alone."""
    state = counted(result.question, result.answer, Basis.VERIFIED, None)
    if getattr(state, "reason", None) is OpenReason.UNVERIFIED:
        return True
    is_out = kind_of_answer(result.answer) is AnswerKind.NOT_APPLICABLE
    return is_out and result.answer.details.verification is None


def _why_unverified(result: QuestionResult) -> Message:
    return message("{id} has not been verified", id=result.question.id)


_QUESTIONS: dict[
    Concern, tuple[Callable[[QuestionResult], bool], Callable[[QuestionResult], Message]]
] = {
    Concern.INCOMPLETE: (_is_open, _why_open),
    Concern.EVIDENCE: (_lacks_evidence, _why_unsupported),
    Concern.UNVERIFIED: (_is_unverified, _why_unverified),
}


# Time


def _overdue_gate(assessment: Assessment, day: date | None) -> Gate:
    if day is None:
        why = message("there is no day to judge it on")
        return Gate(Concern.OVERDUE.value, False, NOTHING, "0", Comparison.AT_MOST, (why,))
    late = overdue(assessment, day)
    return _none(
        Concern.OVERDUE,
        [
            message("{id} names no last quarter", id=action.id)
            if action.end is None
            else message(
                "{id} was to end in {quarter}",
                id=action.id,
                quarter=f"{action.end.year}-Q{action.end.number}",
            )
            for action in late
        ],
    )


def _age_gate(oldest: OldestAge, days: Days) -> Gate:
    passed, found, why = False, NOTHING, None
    if days.judged is None:
        why = message("there is no day to judge it on")
    elif days.answers is None:
        why = message("the answers name no day that they describe")
    elif days.answers > days.judged:
        why = message(
            "the answers are of {day}, after {judged}", day=days.answers, judged=days.judged
        )
    else:
        passed = oldest.limit.after(days.answers) >= days.judged
        found = f"{(days.judged - days.answers).days}d"
        why = message("the answers are of {day}", day=days.answers)
    return Gate("max-age", passed, found, oldest.written, Comparison.AT_MOST, (why,))


# Regression


def _regression_gate(
    wanted: GatesWanted, assessment: Assessment, baseline: Assessment | None, day: date | None
) -> Gate:
    if baseline is None:
        why = message("there is no baseline")
        return Gate(Concern.REGRESSION.value, False, NOTHING, "0", Comparison.AT_MOST, (why,))
    lower = worse(baseline, assessment)
    used = tuple(UsedAllowance(each, _use(each, day, lower)) for each in wanted.allowed)
    excused = frozenset(
        each.allowance.question for each in used if each.use in {Use.EXCUSED, Use.NOT_NEEDED}
    )
    falls = find_falls(baseline, assessment, wanted.tolerance, wanted.max_fall, excused)
    why_not = (_why_not(each) for each in used if each.use not in {Use.EXCUSED, Use.NOT_NEEDED})
    return Gate(
        Concern.REGRESSION.value,
        not falls.number,
        str(falls.number),
        "0",
        Comparison.AT_MOST,
        (*_said(falls), *why_not),
        used,
    )


def _use(allowance: Allowance, day: date | None, lower: AbstractSet[str]) -> Use:
    """Say whether an allowance holds on ``day``, which it must not outlive."""
    if not allowance.reason.strip():
        return Use.NO_REASON
    if day is None:
        return Use.NO_DAY
    if allowance.until < day:
        return Use.EXPIRED
    return Use.EXCUSED if allowance.question in lower else Use.NOT_NEEDED


def _why_not(used: UsedAllowance) -> Message:
    name = used.allowance.question
    if used.use is Use.NO_REASON:
        return message("that {id} may fall has no reason and does not count", id=name)
    if used.use is Use.NO_DAY:
        return message("that {id} may fall does not count: no day to judge it on", id=name)
    return message("that {id} may fall ended on {day}", id=name, day=used.allowance.until)


def _said(falls: Falls) -> Iterator[Message]:
    if falls.verdict is not None:
        before, now = falls.verdict.before, falls.verdict.now or NOTHING
        yield message("attained: {before} -> {now}", before=before, now=now)
    yield from (_said_score(fall) for fall in falls.scores)
    yield from (_said_level(fall) for fall in falls.levels)
    for fall in falls.excused:
        yield message("{fall} (allowed)", fall=_said_level(fall))


def _said_score(fall: ScoreFall) -> Message:
    scale = 1 if fall.stage is None else 100
    before, now = _apart(fall.before * scale, None if fall.now is None else fall.now * scale)
    if fall.stage is None:
        return message("index: {before} -> {now}", before=before, now=now)
    return message("{id}: {before} % -> {now} %", id=fall.stage, before=before, now=now)


def _apart(before: Fraction, now: Fraction | None) -> tuple[str, str]:
    """Write two numbers with as many decimals as tell them apart."""
    numbers, digits = Numbers("en"), 2
    if now is None:
        return numbers.decimal(before, digits), NOTHING
    while before != now and half_up(before, digits) == half_up(now, digits):
        digits += 1
    return numbers.decimal(before, digits), numbers.decimal(now, digits)


def _said_level(fall: LevelFall) -> Message:
    before = _rating(fall.before)
    if fall.now is None:
        return message("{id}: {before} -> no level that counts", id=fall.question, before=before)
    now = _rating(fall.now)
    return message("{id}: {before} -> {now}", id=fall.question, before=before, now=now)


def _rating(rating: Rating) -> str:
    return str(rating) if rating == int(rating) else Numbers("en").decimal(Fraction(rating), 4)
