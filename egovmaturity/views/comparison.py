"""Years of one institution held against each other, ready to print."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from egovmaturity.domain.comparison import Comparison, Step
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.views import sentences
from egovmaturity.views.comparison_parts import (
    Pages,
    action_block,
    crossing_blocks,
    evidence_block,
    group_blocks,
    index_moved,
    question_blocks,
    verdict_sentence,
)
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.head import assessed, marks, running_head
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BlockView, ColumnView, FactView, TableView
from egovmaturity.views.trend import ChartView, charts
from egovmaturity.views.waterfall_parts import FallsView, falls_view, waterfall_block


class ComparisonView(NamedTuple):
    """A comparison: the page that every format shows, and the drawings of HTML."""

    page: ExplanationView
    marks: tuple[str, ...]
    running_head: str
    charts_title: str
    charts: tuple[ChartView, ...]
    falls: tuple[FallsView, ...]
    notice: str


def comparison_view(
    comparison: Comparison, words: Words, *, changes_only: bool = False
) -> ComparisonView:
    """Say what differs from year to year, in the language of ``words``.

    With ``changes_only`` groups whose score is the same are left out. Of more than two years the
    first is held against the last, then each against the next.
    """
    words = words.naming(comparison.whole.after.questionnaire)
    years = [context_of(each, make_plan(each), words, Extras()) for each in comparison.assessments]
    first, last = years[0], years[-1]
    whole = Pages(first, last, "")
    blocks = [_years_block(years), _why(whole, comparison.whole)]
    blocks += crossing_blocks(whole, comparison.whole)
    blocks += _groups(whole, comparison.whole, years, changes_only=changes_only)
    falls = [*falls_view(last, comparison.whole.waterfall, f"{whole.id}-why")]
    for (before, after), step in zip(pairwise(years), comparison.steps, strict=True):
        pages = Pages(before, after, "{} → {}: ".format(*Pages(before, after, "").years))
        if len(comparison.steps) == 1:
            pages = whole
        else:
            blocks.append(_why(pages, step))
            blocks += crossing_blocks(pages, step)
            falls += falls_view(after, step.waterfall, f"{pages.id}-why")
        blocks += question_blocks(pages, step)
        blocks += evidence_block(pages, step)
        blocks += action_block(pages, step)
    return ComparisonView(
        ExplanationView(
            words.language,
            assessed(last),
            last.questionnaire.title,
            words("Comparison of {first} and {last}", first=whole.years[0], last=whole.years[1]),
            tuple(_facts(years)),
            _summary(whole, comparison.whole),
            tuple(blocks),
        ),
        tuple(marks(last)),
        running_head(last),
        words("Over the years"),
        charts(years),
        tuple(falls),
        last.questionnaire.notice or words("A self-assessment, not an official evaluation."),
    )


def _facts(years: Sequence[Context]) -> Iterable[FactView]:
    c = years[-1]
    yield FactView(
        c.words("Basis of the score"), sentences.basis_title(c.words, c.assessment.basis.value)
    )
    for each in years:
        file = each.sheet.file
        where = f"{each.questionnaire.reference}, {file}" if file else each.questionnaire.reference
        yield FactView(str(each.sheet.occasion.year), where)


def _summary(pages: Pages, step: Step) -> str:
    index = pages.words(
        "The index went from {before} to {after} ({change}).",
        before=pages.before.index_text(step.before.index),
        after=pages.after.index_text(step.after.index),
        change=index_moved(pages.before, pages.after),
    )
    return f"{verdict_sentence(pages, step)} {index}"


def _years_block(years: Sequence[Context]) -> BlockView:
    words = years[-1].words
    columns = (
        ColumnView(words("Year"), "code"),
        ColumnView(words("Verdict"), "text"),
        ColumnView(words("Index"), "number"),
        ColumnView(words("Change"), "number"),
        ColumnView(words("Open"), "number"),
        ColumnView(words("Not applicable"), "number"),
    )
    rows = []
    for number, c in enumerate(years):
        tally = c.assessment.tally
        rows.append(
            (
                str(c.sheet.occasion.year),
                sentences.verdict_with_best(words, c.assessment.verdict),
                c.index_text(c.assessment.index),
                index_moved(years[number - 1], c) if number else NO_SCORE,
                str(tally.open),
                str(tally.not_applicable),
            )
        )
    return BlockView("years", words("Year by year"), (), TableView(columns, tuple(rows)))


def _why(pages: Pages, step: Step) -> BlockView:
    title = pages.title(pages.words("Why the index moved"))
    return waterfall_block(pages.after, step.waterfall, f"{pages.id}-why", title, pages.years)


def _groups(
    pages: Pages, step: Step, years: Sequence[Context], *, changes_only: bool
) -> Iterable[BlockView]:
    """Show groups over the years; across editions by the newest, on what is common."""
    editions = {c.questionnaire.reference for c in years}
    if step.crossing is not None:
        series = [
            each._replace(assessment=again)
            for each, again in zip((years[0], years[-1]), step.crossing.by_new, strict=True)
        ]
    elif len(editions) > 1:
        series = [years[0], years[-1]]
    else:
        series = list(years)
    yield from group_blocks(pages, step, series, changes_only=changes_only)
