"""The gates of ``assess``: what was asked for is understood here, judged, and told."""

from collections.abc import Sequence
from fractions import Fraction

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import say
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.gates import Allowance, Concern, Gate, GatesAsked, Holder, Minimum, Use
from egovmaturity.domain.questionnaire import NumberRange, Questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.loading.gate_words import age_from, minimum_from, points_from
from egovmaturity.loading.log import nearest
from egovmaturity.loading.shapes import exact_number
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.gates import Days, GatesWanted, IndexBar, OldestAge, judged

MOST_TOLD = 10
"""Reasons told of one gate on the terminal; a JSON result has them all."""


def judge(
    asked: GatesAsked,
    assessment: Assessment,
    baseline: Assessment | None,
    days: Days,
) -> tuple[Gate, ...]:
    """Judge the gates asked for; what cannot be judged fails.

    ``days.judged`` is ``None`` where the command line names none.

    Raises:
        UsageError: A gate cannot be understood, names what does not exist, or lacks the baseline
            or the day it needs.
    """
    if asked == GatesAsked():
        return ()
    wanted = understood(asked, assessment.questionnaire)
    if Concern.REGRESSION in asked.concerns and baseline is None:
        raise UsageError(
            message("--fail-on regression needs a baseline"),
            message("Add it: --baseline FILE"),
        )
    if days.judged is None:
        _need_no_day(asked)
        days = days._replace(judged=assessment.sheet.occasion.day)
    return judged(wanted, assessment, baseline, days)


def _need_no_day(asked: GatesAsked) -> None:
    """Refuse gates that would be held against the answers' own day, and pass for ever."""
    options = {
        "--max-age": asked.max_age is not None,
        "--fail-on overdue": Concern.OVERDUE in asked.concerns,
    }
    for option, is_asked in options.items():
        if is_asked:
            raise UsageError(
                message("{option} needs the day to judge it on", option=option),
                message("Add it: --as-of 2026-01-31"),
            )


def understood(asked: GatesAsked, questionnaire: Questionnaire) -> GatesWanted:
    """Understand gates as they were written, for one questionnaire.

    Raises:
        UsageError: One cannot be understood, or names what does not exist.
    """
    return GatesWanted(
        index=None if asked.index is None else _index(asked.index, questionnaire),
        stage=None if asked.stage is None else _stage(asked.stage, questionnaire),
        minimums=_minimums(asked.minimums, questionnaire),
        concerns=asked.concerns,
        tolerance=_points(asked.tolerance, "--tolerance"),
        max_fall=_points(asked.max_fall, "--max-fall"),
        max_age=None if asked.max_age is None else _age(asked.max_age),
        allowed=_allowed(asked.allowed, questionnaire),
    )


def _index(written: str, questionnaire: Questionnaire) -> IndexBar:
    bar = exact_number(written.removesuffix("%").strip())
    low, high = questionnaire.index_range
    if bar is None or not low <= bar <= high:
        raise UsageError(
            message('--fail-under does not know "{value}"', value=written),
            message("Give a number from {low} to {high}.", low=low, high=high),
        )
    return IndexBar(bar, written)


def _stage(written: str, questionnaire: Questionnaire) -> str:
    order = [stage.id for stage in questionnaire.stages]
    if not order:
        raise UsageError(
            message("--fail-stage-under needs stages; this questionnaire has none"),
            message("Use --fail-under with the index."),
        )
    if written not in order:
        raise UsageError(
            message('--fail-stage-under does not know "{value}"', value=written),
            message("Possible: {words}", words=", ".join(order)),
        )
    return written


def _minimums(written: Sequence[str], questionnaire: Questionnaire) -> tuple[Minimum, ...]:
    """Read minimums, and put them into the order of the questionnaire.

    Raises:
        UsageError: One cannot be understood or is asked for twice.
    """
    order = {
        f"{holder}:{name}": place
        for place, (holder, name) in enumerate(
            (holder, name) for holder in Holder for name in _ids(holder, questionnaire)
        )
    }
    found: dict[str, Minimum] = {}
    for text in written:
        minimum = minimum_from(text)
        if minimum is None:
            raise UsageError(
                message('--fail-score does not know "{value}"', value=text),
                message(
                    "Write it like this: {example}",
                    example='"factor:ID >= 50 %", "question:ID >= 2"',
                ),
            )
        if minimum.name not in order:
            raise UsageError(
                message(
                    '--fail-score: {questionnaire} has no {holder} "{id}"',
                    questionnaire=questionnaire.reference,
                    holder=minimum.holder.value,
                    id=minimum.id,
                ),
                nearest(minimum.id, _ids(minimum.holder, questionnaire)),
            )
        if minimum.name in found:
            raise UsageError(
                message("--fail-score asks for {name} twice", name=minimum.name),
                message("Keep one of them."),
            )
        _check_level(minimum, questionnaire)
        found[minimum.name] = minimum
    return tuple(sorted(found.values(), key=lambda each: order[each.name]))


def _ids(holder: Holder, questionnaire: Questionnaire) -> list[str]:
    return {
        Holder.STAGE: [each.id for each in questionnaire.stages],
        Holder.SECTION: _section_ids(questionnaire),
        Holder.FACTOR: [each.id for each in questionnaire.factors],
        Holder.QUESTION: [each.id for each in questionnaire.questions],
    }[holder]


def _section_ids(questionnaire: Questionnaire) -> list[str]:
    ids, left = [], list(reversed(questionnaire.sections))
    while left:
        section = left.pop()
        ids.append(section.id)
        left += reversed(section.sections)
    return ids


def _check_level(minimum: Minimum, questionnaire: Questionnaire) -> None:
    """Refuse a level that the question does not have; no answer could ever reach it."""
    if minimum.holder is not Holder.QUESTION:
        return
    question = questionnaire.question(minimum.id)
    if question is None:
        raise AssertionError(minimum.id)
    low, high = question.scale.lowest, question.scale.highest
    is_number = isinstance(question.scale, NumberRange)
    if not low <= minimum.bar <= high or not (is_number or minimum.bar.denominator == 1):
        raise UsageError(
            message("--fail-score: {bar} is no level of {id}", bar=minimum.written, id=minimum.id),
            message("Give a number from {low} to {high}.", low=low, high=high),
        )


def _points(written: str | None, option: str) -> Fraction:
    if written is None:
        return Fraction(0)
    number = points_from(written)
    if number is None:
        raise UsageError(
            message('{option} does not know "{value}"', option=option, value=written),
            message("Give a number such as 0.5, not below 0."),
        )
    return number


def _age(written: str) -> OldestAge:
    limit = age_from(written)
    if limit is None:
        raise UsageError(
            message('{option} does not know "{value}"', option="--max-age", value=written),
            message("Write it like this: {example}", example="400d, 13 months"),
        )
    return OldestAge(limit, written)


def _allowed(allowed: tuple[Allowance, ...], questionnaire: Questionnaire) -> tuple[Allowance, ...]:
    known = _ids(Holder.QUESTION, questionnaire)
    seen: set[str] = set()
    for each in allowed:
        if each.question not in known:
            raise UsageError(
                message(
                    'gates.allow: {questionnaire} has no question "{id}"',
                    questionnaire=questionnaire.reference,
                    id=each.question,
                ),
                nearest(each.question, known),
            )
        if each.question in seen:
            raise UsageError(
                message("gates.allow names {id} twice", id=each.question),
                message("Keep one of them."),
            )
        seen.add(each.question)
    return allowed


def tell(gates: Sequence[Gate], words: Words, *, exit_zero: bool) -> ExitCode:
    """Report the gates on standard error, failures last, and turn them into an exit status."""
    for gate in sorted(gates, key=lambda gate: not gate.passed):
        if gate.passed:
            say(words("Gate passed: {name} ({detail})", name=gate.name, detail=gate.detail))
        else:
            say(words("Gate failed: {name} ({detail})", name=gate.name, detail=gate.detail))
        _tell_why(gate, words)
    failed = sum(1 for gate in gates if not gate.passed)
    if failed:
        say(
            words(
                "{failed} of {total} gates failed. See: egovmaturity help exit-codes",
                failed=failed,
                total=len(gates),
            )
        )
    return ExitCode.FINDINGS if failed and not exit_zero else ExitCode.DONE


def _tell_why(gate: Gate, words: Words) -> None:
    """List the reasons, and the questions that were allowed to fall with theirs."""
    lines = [words.say(each) for each in gate.why]
    lines += [
        words(
            "{id} may fall until {day}: {reason}",
            id=each.allowance.question,
            day=each.allowance.until.isoformat(),
            reason=each.allowance.reason,
        )
        for each in gate.allowed
        if each.use is Use.EXCUSED
    ]
    for line in lines[:MOST_TOLD]:
        say("  " + one_line(line))
    if len(lines) > MOST_TOLD:
        say("  " + words("... and {n} more", n=len(lines) - MOST_TOLD))
