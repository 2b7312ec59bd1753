"""What open and excluded answers leave uncertain, in words."""

from egovmaturity.domain.certainty import Exclusion, Exclusions, OpenAnswers
from egovmaturity.domain.results import Open, QuestionResult
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE, half_up
from egovmaturity.views.report import BlockView, ColumnView, TableView


def open_block(c: Context, found: OpenAnswers, shown: tuple[QuestionResult, ...]) -> BlockView:
    """Say between which bounds the verdict lies, and which open answers can still move it.

    ``shown`` are the open answers to list.
    """
    words = c.words
    title = words("Open answers")
    lines = [each for each in (_bounds(c), _decisive(c, found)) if each]
    decisive = {each.question.id for each in found.decisive}
    rows = tuple(
        (
            coded(each.question),
            c.open_reason(each.counted.reason) if isinstance(each.counted, Open) else "",
            "●" if each.question.id in decisive else NO_SCORE,
            each.owner,
        )
        for each in shown
    )
    columns = (
        ColumnView(words.name("Question"), "text"),
        ColumnView(words("State"), "text"),
        ColumnView(words("Matters"), "code"),
        ColumnView(words("Owner"), "text"),
    )
    return BlockView("open", title, tuple(lines), TableView(columns if rows else (), rows))


def _decisive(c: Context, found: OpenAnswers) -> str:
    """Say which of the open answers matter; nothing where none does."""
    words = c.words
    if not found.decisive:
        return ""
    if len(found.decisive) == len(found.all):
        return words("Each of them can still change the verdict.")
    if found.is_exact:
        return words("Those that can still change the verdict are marked.")
    return words("Those that might still change the verdict are marked.")


def _bounds(c: Context) -> str:
    """Say between which verdicts and which values of the index the result lies."""
    words, assessment = c.words, c.assessment
    verdict = assessment.verdict
    best = sentences.best_of(verdict)
    if assessment.index is None:
        return ""
    top = assessment.index._replace(low=assessment.index.high)
    if not verdict.is_provisional:
        return words(
            "The verdict is {verdict} however they turn out; the index lies between {index} and "
            "{best}.",
            verdict=sentences.verdict_text(words, verdict),
            index=c.index_text(assessment.index),
            best=c.index_text(top),
        )
    return words(
        "The verdict lies between {low} and {high}, the index between {index} and {best}.",
        low=sentences.verdict_text(words, verdict),
        high=sentences.verdict_text(words, best),
        index=c.index_text(assessment.index),
        best=c.index_text(top),
    )


def exclusion_block(c: Context, found: Exclusions, shown: tuple[Exclusion, ...]) -> BlockView:
    """Show what leaving questions out does to scores and verdict, with them and without.

    ``shown`` are the exclusions to list.
    """
    words, numbers = c.words, c.numbers
    title = words("Not applicable")
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
    notes = [_reason(c, each) for each in shown]
    notes += [
        words(
            "{stage}: {share} of the weight applies; a verdict needs {needed}.",
            stage=each.stage.title,
            share=numbers.plain_percent(half_up(each.applicable, 3)),
            needed=numbers.plain_percent(each.needed),
        )
        for each in found.stages
        if each.excluded
    ]
    columns = (
        ColumnView(words("Code"), "code"),
        ColumnView(words("Score now"), "number"),
        ColumnView(words("Rated lowest"), "number"),
        ColumnView(words("Verdict then"), "text"),
        ColumnView(words("Decides"), "code"),
    )
    rows = tuple(_exclusion_row(c, each) for each in shown)
    table = TableView(columns if rows else (), rows)
    return BlockView("not-applicable", title, tuple(lines), table, tuple(notes))


def _reason(c: Context, each: Exclusion) -> str:
    reason = f"{each.question.id}: {sentences.sentence(each.reason)}"
    return f"{reason} {c.words('Approved.')}" if each.is_approved else reason


def _exclusion_row(c: Context, each: Exclusion) -> tuple[str, ...]:
    return (
        each.question.id,
        c.numbers.score(each.group),
        c.numbers.score(each.group_at_zero),
        sentences.verdict_text(c.words, each.verdict_at_zero),
        "●" if each.decides else NO_SCORE,
    )
