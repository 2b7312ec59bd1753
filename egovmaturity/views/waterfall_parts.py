"""What the change of an index is made of, in print: parts that add up to what is printed."""

from fractions import Fraction
from math import floor
from typing import NamedTuple

from egovmaturity.domain.comparison import Cause, Share, Waterfall
from egovmaturity.domain.questionnaire import BandedRule
from egovmaturity.domain.results import Assessment
from egovmaturity.editions.common import same_questions
from egovmaturity.examining.waterfall import waterfall
from egovmaturity.language import Words
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE, half_up
from egovmaturity.views.report import BlockView, ColumnView, TableView

_DIGITS = 2
"""Least decimals of a part in print; parts are often small."""


class BarView(NamedTuple):
    """A bar of a waterfall, in percent of its width: level, down, or empty for up."""

    kind: str
    x: str
    width: str


class FallsView(NamedTuple):
    """The bars of the block with this id, one for every row of its table."""

    block: str
    bars: tuple[BarView, ...]


class Printed(NamedTuple):
    """A waterfall as it is printed: whole numbers of the last decimal, adding up exactly."""

    before: int
    after: int
    parts: tuple[int, ...]
    digits: int


def printed(c: Context, found: Waterfall) -> Printed:
    """Round a waterfall so that what is printed still adds up.

    The two ends are rounded a half up; of the parts, rounded down, those with the largest rests
    are raised by one (earlier causes first) until they add up. What is 0 stays 0, and nothing
    changes its sign.

    Source: the method of largest remainders.
    """
    low, high = c.questionnaire.index_range
    rule = c.questionnaire.rule
    digits = max(_DIGITS, rule.decimals if isinstance(rule, BandedRule) else 0)
    unit = (high - low) * 10**digits
    before, after = (
        int(half_up(low * 10**digits + unit * end, 0)) for end in (found.before, found.after)
    )
    exact = [unit * share.amount for share in found.shares]
    parts = [floor(each) for each in exact]
    missing = after - before - sum(parts)
    order = sorted(
        (n for n in range(len(parts)) if exact[n]), key=lambda n: (parts[n] - exact[n], n)
    )
    for n in order[: max(missing, 0)]:
        parts[n] += 1
    # The ends may leave less than the parts say; no part that adds is printed as one that takes.
    lowered = [n for n in reversed(order) if parts[n] or exact[n] < 0]
    for n in lowered[: max(-missing, 0)]:
        parts[n] -= 1
    return Printed(before, after, tuple(parts), digits)


def cause_text(words: Words, cause: Cause) -> str:
    """Name a cause as the row of a table."""
    return {
        Cause.IMPROVED: words("Higher levels"),
        Cause.WORSENED: words("Lower levels"),
        Cause.SCOPE: words("{Questions} answered, open or not applicable"),
        Cause.WEIGHTS: words("Other weights of the questionnaire"),
        Cause.ADDED: words("{Questions} of the newer edition only"),
        Cause.REMOVED: words("{Questions} of the older edition only"),
    }[cause]


def is_at_work(share: Share) -> bool:
    """Whether a cause is worth a line: it is about some questions, or it moves the index."""
    return bool(share.questions or share.amount)


def waterfall_rows(c: Context, fall: Waterfall, years: tuple[int, int]) -> TableView:
    """Lay out the two years and, between them, every cause that was at work."""
    found = printed(c, fall)
    unit = 10**found.digits
    columns = (
        ColumnView(c.words("What it is made of"), "text"),
        ColumnView(c.words.name("Questions"), "number"),
        ColumnView(c.words("Index"), "number"),
    )
    ends = [
        (
            c.words("Index of {year}", year=year),
            "",
            c.numbers.decimal(Fraction(value, unit), found.digits),
        )
        for year, value in zip(years, (found.before, found.after), strict=True)
    ]
    rows = [
        (
            cause_text(c.words, share.cause),
            NO_SCORE if share.cause is Cause.WEIGHTS else str(share.questions),
            c.numbers.signed(Fraction(part, unit), found.digits),
        )
        for share, part in zip(fall.shares, found.parts, strict=True)
        if is_at_work(share)
    ]
    return TableView(columns, (ends[0], *rows, ends[1]))


def waterfall_block(
    c: Context, fall: Waterfall | None, name: str, title: str, years: tuple[int, int]
) -> BlockView:
    """Explain what moved the index from one year to another."""
    words = c.words
    if fall is None:
        return BlockView(name, title, (words("A year without an index has nothing to explain."),))
    if not any(is_at_work(share) for share in fall.shares):
        return BlockView(name, title, (words("No cause was at work: the index is the same."),))
    note = words(
        "Every part is the mean of what it adds over all orders in which the causes may come"
        " (Shapley value), so no order is preferred and nothing is left over."
    )
    return BlockView(name, title, (), waterfall_rows(c, fall, years), (note,))


def waterfall_since(c: Context, baseline: Assessment) -> TableView:
    """Lay out what moved the index since the baseline; no table where there is nothing to split."""
    found = waterfall(baseline, c.assessment, same_questions(c.questionnaire))
    if found is None or not any(is_at_work(share) for share in found.shares):
        return TableView()
    years = (baseline.sheet.occasion.year, c.sheet.occasion.year)
    return waterfall_rows(c, found, years)


def falls_view(c: Context, fall: Waterfall | None, block: str) -> tuple[FallsView, ...]:
    """Draw the rows of the table as bars from 0; nothing where there is no table."""
    if fall is None or not any(is_at_work(share) for share in fall.shares):
        return ()
    found = printed(c, fall)
    parts = [p for s, p in zip(fall.shares, found.parts, strict=True) if is_at_work(s)]
    start = int(c.questionnaire.index_range[0] * 10**found.digits)
    spans = [("level", start, found.before)]
    at = found.before
    for part in parts:
        spans.append(("down" if part < 0 else "", min(at, at + part), max(at, at + part)))
        at += part
    spans.append(("level", start, found.after))
    least, most = min(low for _, low, _ in spans), max(high for _, _, high in spans)
    width = max(most - least, 1)
    bars = tuple(
        BarView(kind, _percent(low - least, width), _percent(high - low, width))
        for kind, low, high in spans
    )
    return (FallsView(block, bars),)


def _percent(part: int, whole: int) -> str:
    return f"{float(half_up(Fraction(100 * part, whole), 2)):g}"
