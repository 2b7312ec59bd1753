"""The arithmetic behind a score, line by line."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.explanation import Case, Mean, Term
from egovmaturity.domain.questionnaire import Question, StagedRule, Threshold
from egovmaturity.domain.results import (
    Excluded,
    Interval,
    Known,
    MandatoryResult,
    QuestionResult,
    StageResult,
)
from egovmaturity.examining.arithmetic import cases
from egovmaturity.examining.shares import index_shares
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BlockView, ColumnView, TableView


def mean_block(  # noqa: PLR0913  # what there is to say of a mean
    c: Context,
    mean: Mean,
    group: Interval | None,
    title: str,
    *,
    bars: tuple[Threshold, ...] = (),
    notes: Iterable[str] = (),
) -> BlockView:
    """Show a weighted mean term by term, with its sum and the division that gives the score.

    ``group`` is the same score with its upper bound.
    """
    words = c.words
    columns = (
        ColumnView(words("Code"), "code"),
        ColumnView(words("Title"), "text"),
        ColumnView(words("Level"), "number"),
        ColumnView(words("Worth"), "number"),
        ColumnView(words("Weight"), "number"),
        ColumnView(words("Points"), "number"),
    )
    rows = [_row(c, term) for term in mean.terms]
    rows.append(("", words("Sum"), "", "", c.numbers.trimmed(mean.weight), _exact(c, mean.points)))
    return BlockView(
        "arithmetic",
        title,
        tuple(line for line in (division(c, mean, bars), _upper(c, group, bars)) if line),
        TableView(columns, tuple(rows)),
        tuple(notes),
    )


def division(c: Context, mean: Mean, bars: tuple[Threshold, ...] = ()) -> str:
    """Write the division of a mean, exactly and as it is printed."""
    words = c.words
    if mean.score is None:
        return words("Nothing that weighs applies, so there is no score.")
    return words(
        "Score = points ÷ weight = {points} ÷ {weight} = {exact} = {score}",
        points=_exact(c, mean.points),
        weight=_exact(c, mean.weight),
        exact=str(mean.score),
        score=c.numbers.score(mean.score, bars),
    )


def _upper(c: Context, group: Interval | None, bars: tuple[Threshold, ...]) -> str:
    """Write what a score could still become; nothing where no question of it is open."""
    if group is None or group.high == group.low:
        return ""
    return c.words(
        "With full marks for what is open: {exact} = {score}",
        exact=str(group.high),
        score=c.numbers.score(group.high, bars),
    )


def _exact(c: Context, value: Fraction) -> str:
    """Write a number exactly: with its decimals where they end soon, else as a fraction."""
    return c.numbers.trimmed(value) if 1000 % value.denominator == 0 else str(value)


def _row(c: Context, term: Term) -> tuple[str, ...]:
    if term.points is None or term.score is None:
        left_out = c.words("N/A")
        return (term.of.id, term.of.title, left_out, NO_SCORE, NO_SCORE, NO_SCORE)
    return (
        term.of.id,
        term.of.title,
        _level(c, term),
        _exact(c, term.score),
        _exact(c, term.weight),
        _exact(c, term.points),
    )


def _level(c: Context, term: Term) -> str:
    if term.counted is None:
        return ""
    if isinstance(term.counted, Known):
        return c.rating(term.counted.rating)
    return c.words("open")


def threshold_note(c: Context, result: StageResult) -> str:
    """Say whether a stage's score meets its threshold and how far it lies from it."""
    words, numbers, bar = c.words, c.numbers, result.stage.attain
    if result.group.score is None:
        return ""
    score = result.group.score.low
    difference = score - bar.share
    return words(
        "Threshold {threshold}: {met}, exact difference {difference}.",
        threshold=numbers.threshold(bar),
        met=words("met") if bar.is_met(score) else words("not met"),
        difference=_signed(difference),
    )


def _signed(value: Fraction) -> str:
    return f"+{value}" if value > 0 else str(value).replace("-", "\u2212")


def mandatory_note(c: Context, result: MandatoryResult) -> str:
    """Say whether one mandatory question is met."""
    words, question = c.words, result.question
    needed = c.optional(question.mandatory)
    if isinstance(result.counted, Known):
        state = c.rating(result.counted.rating)
    else:
        state = words("N/A") if isinstance(result.counted, Excluded) else words("open")
    sign = "✓" if result.met else "✗"
    return words(
        "{sign} {code} is mandatory: {state}, needs {needed}",
        sign=sign,
        code=question.id,
        state=state,
        needed=needed,
    )


def question_block(c: Context, result: QuestionResult) -> BlockView:
    """Show how one answer counts: its worth, its points, its part of stage and index."""
    words, question = c.words, result.question
    title = words("How this answer counts")
    if isinstance(result.counted, Excluded):
        return BlockView("arithmetic", title, (words("It does not apply and counts in no score."),))
    worth = result.counted.worth if isinstance(result.counted, Known) else Fraction(0)
    state = (
        words("Level {level}", level=c.rating(result.counted.rating))
        if isinstance(result.counted, Known)
        else words("Open, so it counts 0")
    )
    lines = [
        words("{state}: worth {worth} of full marks.", state=state, worth=_exact(c, worth)),
        words(
            "Points: {worth} × weight {weight} = {points} of {most}.",
            worth=_exact(c, worth),
            weight=_exact(c, question.weight),
            points=_exact(c, worth * question.weight),
            most=_exact(c, question.weight),
        ),
    ]
    if result.share is not None and c.questionnaire.stages:
        lines.append(
            words(
                "It makes up {share} of the weight of {place} and brings {part} of full marks "
                "there.",
                share=str(result.share),
                place=c.place(question),
                part=str(result.share * worth),
            )
        )
    share = index_shares(c.assessment).get(question.id, Fraction(0))
    lines.append(
        words(
            "Of the index it makes up {share} and brings {part} of full marks.",
            share=str(share),
            part=str(share * worth),
        )
    )
    return BlockView("arithmetic", title, tuple(lines))


def cases_block(c: Context, question: Question) -> BlockView:
    """Show what every other level of a question would lead to."""
    words = c.words
    columns = [ColumnView(words("Level"), "number")]
    place = words.name("Stage") if question.stage else words.name("Section")
    if question.belongs_to:
        columns.append(ColumnView(place, "number"))
    columns += [ColumnView(words("Index"), "number"), ColumnView(words("Verdict"), "text")]
    if question.mandatory is not None:
        columns.append(ColumnView(words("Mandatory"), "text"))
    rows = tuple(_case_row(c, question, case) for case in cases(c.assessment, question))
    return BlockView(
        "cases",
        words("With another level, all else equal"),
        (),
        TableView(tuple(columns), rows),
    )


def _case_row(c: Context, question: Question, case: Case) -> tuple[str, ...]:
    row = [c.rating(case.rating)]
    if question.belongs_to:
        bars = _bars(c, question)
        row.append(c.numbers.score(case.group, bars))
    row += [_index(c, case.index), sentences.verdict_text(c.words, case.verdict)]
    if case.meets_mandatory is not None:
        row.append(c.words("met") if case.meets_mandatory else c.words("not met"))
    return tuple(row)


def _index(c: Context, index: Interval | None) -> str:
    return c.index_text(index)


def _bars(c: Context, question: Question) -> tuple[Threshold, ...]:
    if not isinstance(c.questionnaire.rule, StagedRule):
        return ()
    stage = next(stage for stage in c.questionnaire.stages if stage.id == question.stage)
    return stage.attain, stage.foundation
