"""What has changed since an earlier assessment of the same institution."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.questionnaire import BandedRule
from egovmaturity.domain.results import (
    FactorResult,
    GroupResult,
    Interval,
    Known,
    StageResult,
)
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.report import BaselineView, ChangeView, ScoreView

_HUNDRED = 100


def baseline_view(c: Context) -> BaselineView:
    """Say what the earlier result was; empty where there is none."""
    if c.baseline is None:
        return BaselineView()
    year = c.baseline.sheet.occasion.year
    return BaselineView(
        year,
        c.words("Assessment of {year}", year=year),
        sentences.verdict_text(c.words, c.baseline.verdict),
        c.index_text(c.baseline.index),
        _index_change(c, year),
    )


def _index_change(c: Context, year: int) -> str:
    now, before = c.assessment.index, c.baseline.index if c.baseline else None
    rule = c.questionnaire.rule
    if isinstance(rule, BandedRule) and now is not None and before is not None:
        width = rule.highest - rule.lowest
        moved = width * (now.low - before.low)
        return _moved(c, moved, rule.decimals, year)
    return _change(c, now, before, year)


def stage_before(c: Context, result: StageResult) -> tuple[ScoreView, str]:
    """Return the earlier score of a stage and how far it has moved since."""
    found = c.baseline.stages if c.baseline else ()
    before = next((each.group for each in found if each.stage.id == result.stage.id), None)
    return _before(c, before, result.group)


def factor_before(c: Context, result: FactorResult) -> tuple[ScoreView, str]:
    """Return the earlier score of a factor and how far it has moved since."""
    found = c.baseline.factors if c.baseline else ()
    before = next((each.group for each in found if each.factor.id == result.factor.id), None)
    return _before(c, before, result.group)


def _before(c: Context, before: GroupResult | None, now: GroupResult) -> tuple[ScoreView, str]:
    if c.baseline is None:
        return c.score(None), ""
    earlier = before.score if before else None
    return c.score(earlier), _change(c, now.score, earlier, c.baseline.sheet.occasion.year)


def _change(c: Context, now: Interval | None, before: Interval | None, year: int) -> str:
    if now is None or before is None:
        return c.words("no score to compare with")
    return _moved(c, (now.low - before.low) * _HUNDRED, 1, year)


def _moved(c: Context, points: Fraction, digits: int, year: int) -> str:
    """Write a move in points with its direction in a sign and in words."""
    written = c.numbers.decimal(abs(points), digits)
    if points > 0:
        return c.words("▲ {points} points since {year}", points=written, year=year)
    if points < 0:
        return c.words("▼ {points} points since {year}", points=written, year=year)
    return c.words("= unchanged since {year}", year=year)


def changes(c: Context) -> Iterable[ChangeView]:
    """Yield the questions whose counted level differs from the baseline's, in order."""
    if c.baseline is None:
        return
    earlier = {result.question.id: result.counted for result in c.baseline.questions}
    for result in c.assessment.questions:
        now, before = result.counted, earlier.get(result.question.id)
        if not isinstance(now, Known) or not isinstance(before, Known) or now == before:
            continue
        question = result.question
        yield ChangeView(
            question.id,
            question.title,
            c.place(question),
            c.rating(before.rating),
            c.rating(now.rating),
            "up" if now.worth > before.worth else "down",
        )
