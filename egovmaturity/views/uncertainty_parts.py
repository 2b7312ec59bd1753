"""What open and excluded answers leave uncertain, in words."""

from egovmaturity.domain.certainty import Exclusion, Exclusions, OpenAnswers
from egovmaturity.domain.results import Open
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE, half_up
from egovmaturity.views.report import BlockView, ColumnView, TableView


def open_block(c: Context, found: OpenAnswers) -> BlockView:
    """Say between which bounds the verdict lies, and which open answers can still move it."""
    words = c.words
    title = words("Open answers")
    if not found.all:
        return BlockView("open", title, (words("Nothing is open; the bounds are the score."),))
    lines = [_bounds(c)]
    if not found.decisive:
        lines.append(words("None of them can change the verdict any more."))
    elif len(found.decisive) == len(found.all):
        lines.append(words("Each of them can still change the verdict."))
    elif found.is_exact:
        lines.append(words("Those that can still change the verdict are marked."))
    else:
        lines.append(words("Those that might still change the verdict are marked."))
    decisive = {each.question.id for each in found.decisive}
    rows = tuple(
        (
            each.question.id,
            each.question.title,
            c.open_reason(each.counted.reason) if isinstance(each.counted, Open) else "",
            "●" if each.question.id in decisive else NO_SCORE,
            each.owner,
        )
        for each in found.all
    )
    columns = (
        ColumnView(words("Code"), "code"),
        ColumnView(words("{Question}"), "text"),
        ColumnView(words("State"), "text"),
        ColumnView(words("Matters"), "code"),
        ColumnView(words("Owner"), "text"),
    )
    return BlockView("open", title, tuple(lines), TableView(columns, rows))


def _bounds(c: Context) -> str:
    words, assessment = c.words, c.assessment
    verdict = assessment.verdict
    best = sentences.best_of(verdict)
    if assessment.index is None:
        return ""
    low, high = assessment.index
    top = assessment.index._replace(low=high)
    return words(
        "Verdict from {low} to {high}; index from {index} to {best}.",
        low=sentences.verdict_text(words, verdict),
        high=sentences.verdict_text(words, best),
        index=c.index_text(assessment.index._replace(low=low)),
        best=c.index_text(top),
    )


def exclusion_block(c: Context, found: Exclusions) -> BlockView:
    """Show what every exclusion does to scores and verdict, with it and without."""
    words, numbers = c.words, c.numbers
    title = words("Not applicable")
    if not found.each:
        return BlockView(
            "not-applicable", title, (words("Every {question} applies; nothing was left out."),)
        )
    lines = [
        words.plural(
            "{n} of {total} {questions} is left out ({share}).",
            "{n} of {total} {questions} are left out ({share}).",
            len(found.each),
            total=len(c.assessment.questions),
            share=numbers.plain_percent(half_up(found.share, 3)),
        )
    ]
    if found.decide_together:
        lines.append(
            words(
                "If none of them were accepted and all were rated lowest, the verdict would be "
                "{verdict}.",
                verdict=sentences.verdict_text(words, found.all_at_zero),
            )
        )
    else:
        lines.append(words("The verdict does not depend on leaving them out."))
    notes = tuple(
        words(
            "{stage}: {share} of the weight applies; a verdict needs {needed}.",
            stage=each.stage.title,
            share=numbers.plain_percent(half_up(each.applicable, 3)),
            needed=numbers.plain_percent(each.needed),
        )
        for each in found.stages
        if each.excluded
    )
    columns = (
        ColumnView(words("Code"), "code"),
        ColumnView(words("Reason"), "text"),
        ColumnView(words("Score without it"), "number"),
        ColumnView(words("Rated lowest"), "number"),
        ColumnView(words("Verdict then"), "text"),
        ColumnView(words("Decides"), "code"),
    )
    rows = tuple(_exclusion_row(c, each) for each in found.each)
    return BlockView("not-applicable", title, tuple(lines), TableView(columns, rows), notes)


def _exclusion_row(c: Context, each: Exclusion) -> tuple[str, ...]:
    reason = each.reason
    if each.is_approved:
        reason = c.words("{reason} (approved)", reason=reason)
    return (
        each.question.id,
        reason,
        c.numbers.score(each.group),
        c.numbers.score(each.group_at_zero),
        sentences.verdict_text(c.words, each.verdict_at_zero),
        "●" if each.decides else NO_SCORE,
    )
