"""What has changed since an earlier assessment of the same institution."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.questionnaire import BandedRule, Threshold
from egovmaturity.domain.results import (
    FactorResult,
    GroupResult,
    Interval,
    Known,
    StageResult,
)
from egovmaturity.language import to_translate
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import half_up, honest
from egovmaturity.views.report import BaselineView, ChangeView, ScoreView


def baseline_view(c: Context) -> BaselineView:
    """Say what the earlier result was; empty where there is none."""
    if c.baseline is None:
        return BaselineView()
    year = c.baseline.sheet.occasion.year
    label = c.words("Assessment of {year}", year=year)
    verdict = sentences.verdict_text(c.words, c.baseline.verdict)
    index = c.index_text(c.baseline.index)
    difference = _index_change(c, year)
    summary = c.words(
        "{assessment}: {verdict}, index {index} ({difference}).",
        assessment=label,
        verdict=verdict,
        index=index,
        difference=difference,
    )
    return BaselineView(year, label, verdict, index, difference, summary)


def _index_change(c: Context, year: int) -> str:
    now, before = c.assessment.index, c.baseline.index if c.baseline else None
    rule = c.questionnaire.rule
    if isinstance(rule, BandedRule) and now is not None and before is not None:
        shown, earlier = (
            _printed(rule.on_scale(each.low), rule.decimals) for each in (now, before)
        )
        return _moved(c, now.low - before.low, shown - earlier, rule.decimals, year)
    return _change(c, now, before, year)


def _printed(value: Fraction, digits: int) -> Fraction:
    """Return a number as it is printed: a half is rounded away from zero."""
    size = half_up(abs(value), digits)
    return size if value >= 0 else -size


def stage_before(c: Context, result: StageResult) -> tuple[ScoreView, str]:
    """Return the earlier score of a stage and how far it has moved since."""
    found = c.baseline.stages if c.baseline else ()
    before = next((each.group for each in found if each.stage.id == result.stage.id), None)
    return _before(c, before, result.group, (result.stage.attain, result.stage.foundation))


def factor_before(c: Context, result: FactorResult) -> tuple[ScoreView, str]:
    """Return the earlier score of a factor and how far it has moved since."""
    found = c.baseline.factors if c.baseline else ()
    before = next((each.group for each in found if each.factor.id == result.factor.id), None)
    return _before(c, before, result.group)


def _before(
    c: Context,
    before: GroupResult | None,
    now: GroupResult,
    bars: tuple[Threshold, ...] = (),
) -> tuple[ScoreView, str]:
    if c.baseline is None:
        return c.score(None), ""
    earlier, year = before.score if before else None, c.baseline.sheet.occasion.year
    return c.score(earlier, bars), _change(c, now.score, earlier, year, bars)


def moved_since(
    c: Context, now: GroupResult, before: GroupResult, year: int, bars: tuple[Threshold, ...]
) -> str:
    """Say how far the score of a group, printed so that it contradicts no bar, has moved."""
    return _change(c, now.score, before.score, year, bars)


def _change(
    c: Context,
    now: Interval | None,
    before: Interval | None,
    year: int,
    bars: tuple[Threshold, ...] = (),
) -> str:
    if now is None or before is None:
        return c.words("no score to compare with")
    shown, earlier = (honest(each.low, 1, bars) for each in (now, before))
    digits = max(shown.digits, earlier.digits)
    return _moved(c, now.low - before.low, shown.value - earlier.value, digits, year)


def _moved(c: Context, exact: Fraction, points: Fraction, digits: int, year: int) -> str:
    """Write a move in points with its direction in a sign and in words.

    The direction is exact; the points are the difference of what is printed, so that a reader who
    subtracts gets the same. What is too small to be seen there is said to be so.
    """
    if not exact:
        return c.words("= unchanged since {year}", year=year)
    written = c.numbers.decimal(abs(points) or Fraction(1, 10**digits), digits)
    return c.words(_MOVES[exact > 0, bool(points)], points=written, year=year)


_MOVES = {
    (True, True): to_translate("▲ {points} points since {year}"),
    (False, True): to_translate("▼ {points} points since {year}"),
    (True, False): to_translate("▲ less than {points} points since {year}"),
    (False, False): to_translate("▼ less than {points} points since {year}"),
}
"""What to say of a move: whether it leads upwards, and whether it can be seen in print."""


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
