"""What differs between two years, block by block."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from egovmaturity.domain.answers import Evidence
from egovmaturity.domain.comparison import (
    ActionFate,
    Break,
    Crossing,
    GroupChange,
    GroupKind,
    Movement,
    QuestionChange,
    Ruler,
    Step,
)
from egovmaturity.domain.questionnaire import BandedRule, Threshold
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Counted,
    Interval,
    Known,
    Open,
    StagedVerdict,
)
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE, Rounded, honest, rounded
from egovmaturity.views.report import BlockView, ColumnView, TableView


class Pages:
    """Two years side by side: how each is written, and what their blocks are called."""

    def __init__(self, before: Context, after: Context, prefix: str) -> None:
        """``prefix`` stands before the title of every block, such as ``2024 → 2025: ``."""
        self.before, self.after, self.prefix = before, after, prefix
        self.words = after.words

    @property
    def years(self) -> tuple[int, int]:
        """The two years."""
        return self.before.sheet.occasion.year, self.after.sheet.occasion.year

    @property
    def id(self) -> str:
        """What the ids of the blocks begin with."""
        return "{}-{}".format(*self.years)

    def title(self, text: str) -> str:
        """Return the title of a block."""
        return self.prefix + text


def year_columns(pages: Pages) -> tuple[ColumnView, ColumnView]:
    """Return a column of numbers for each of the two years."""
    first, second = pages.years
    return ColumnView(str(first), "number"), ColumnView(str(second), "number")


# Numbers


def printed_index(c: Context, index: Interval) -> Rounded:
    """Return the index as it is printed: in percent, or on the scale of its bands."""
    rule = c.questionnaire.rule
    if isinstance(rule, BandedRule):
        return rounded(rule.on_scale(index.low), rule.decimals)
    return honest(index.low, 1)


def moved_text(c: Context, exact: Fraction, before: Rounded, after: Rounded) -> str:
    """Write a move with a sign for its direction: the difference of what is printed."""
    if not exact:
        return "="
    digits = max(before.digits, after.digits)
    points = abs(after.value - before.value)
    sign = "▲" if exact > 0 else "▼"
    if not points:
        return f"{sign} < {c.numbers.decimal(Fraction(1, 10**digits), digits)}"
    return f"{sign} {c.numbers.decimal(points, digits)}"


def index_moved(before: Context, after: Context) -> str:
    """Write how far the index has moved; a dash where a year has none."""
    was, now = before.assessment.index, after.assessment.index
    if was is None or now is None:
        return NO_SCORE
    return moved_text(
        after, now.low - was.low, printed_index(before, was), printed_index(after, now)
    )


def score_moved(
    c: Context, before: Interval | None, after: Interval | None, bars: tuple[Threshold, ...]
) -> str:
    """Write how far a score has moved; a dash where a year has none."""
    if before is None or after is None:
        return NO_SCORE
    shown = [honest(each.low, 1, bars) for each in (before, after)]
    return moved_text(c, after.low - before.low, *shown)


# Groups


def group_blocks(
    pages: Pages, step: Step, series: Sequence[Context], *, changes_only: bool
) -> Iterable[BlockView]:
    """Lay out stages, sections and factors over the years of ``series``."""
    words = pages.words
    titles = {
        GroupKind.STAGE: words.name("Stages"),
        GroupKind.SECTION: words.name("Sections"),
        GroupKind.FACTOR: words.name("Factors"),
    }
    notes = () if step.crossing is None else (_common_note(words, step.crossing),)
    for kind, title in titles.items():
        groups = [each for each in step.groups if each.kind is kind]
        rows = [
            _group_row(pages, each, series) for each in groups if each.differs or not changes_only
        ]
        if rows:
            columns = (
                ColumnView(sentences.big(words.name(kind.value)), "text"),
                *(ColumnView(str(c.sheet.occasion.year), "number") for c in series),
                ColumnView(words("Change"), "number"),
            )
            name = f"{pages.id}-{kind.value}s"
            yield BlockView(name, pages.title(title), (), TableView(columns, tuple(rows)), notes)


def _common_note(words: Words, crossing: Crossing) -> str:
    return words(
        "Both years by edition {edition}, on the {questions} that both editions ask alike.",
        edition=crossing.new,
    )


def _group_row(pages: Pages, group: GroupChange, series: Sequence[Context]) -> tuple[str, ...]:
    c = pages.after
    bars = _bars(c.assessment, group)
    scores = [_score_of(each.assessment, group) for each in series]
    texts = [NO_SCORE if each is None else c.numbers.score(each.low, bars) for each in scores]
    return (group.title, *texts, score_moved(c, scores[0], scores[-1], bars))


def _bars(assessment: Assessment, group: GroupChange) -> tuple[Threshold, ...]:
    if group.kind is not GroupKind.STAGE:
        return ()
    found = (each.stage for each in assessment.stages if each.stage.id == group.id)
    return next(((stage.attain, stage.foundation) for stage in found), ())


def _score_of(assessment: Assessment, group: GroupChange) -> Interval | None:
    found = {
        GroupKind.STAGE: {each.stage.id: each.group for each in assessment.stages},
        GroupKind.SECTION: {each.section.id: each.group for each in assessment.sections},
        GroupKind.FACTOR: {each.factor.id: each.group for each in assessment.factors},
    }[group.kind].get(group.id)
    return None if found is None else found.score


# Questions, documents, actions


def question_blocks(pages: Pages, step: Step) -> Iterable[BlockView]:
    """List the questions that moved, by what became of them."""
    words = pages.words
    titles = {
        Movement.ROSE: words("{Questions} at a higher level"),
        Movement.FELL: words("{Questions} at a lower level"),
        Movement.NOT_APPLICABLE: words("{Questions} that do not apply any more"),
        Movement.OPENED: words("{Questions} newly open"),
        Movement.ANSWERED: words("{Questions} newly answered"),
    }
    columns = (ColumnView(words.name("Question"), "text"), *year_columns(pages))
    for movement, title in titles.items():
        rows = tuple(
            (_named(each), _state(pages.before, each.before), _state(pages.after, each.after))
            for each in step.questions
            if each.movement is movement
        )
        if rows:
            counted = pages.title(f"{title} ({len(rows)})")
            name = f"{pages.id}-{movement.value}"
            yield BlockView(name, counted, (), TableView(columns, rows))
    if not step.questions:
        none = words("No {question} counts anything else than before.")
        yield BlockView(f"{pages.id}-questions", pages.title(words.name("Questions")), (none,))


def _named(change: QuestionChange) -> str:
    """Name a question by its id, with the one it had before where that was another."""
    question = change.question
    renamed = f" ({change.old_id})" if change.old_id != question.id else ""
    return f"{question.id}{renamed} {question.title}"


def _state(c: Context, counted: Counted) -> str:
    if isinstance(counted, Known):
        return c.rating(counted.rating)
    if isinstance(counted, Open):
        return c.open_reason(counted.reason)
    return c.words("Not applicable")


def evidence_block(pages: Pages, step: Step) -> Iterable[BlockView]:
    """List the documents that only one of the years lists."""
    words = pages.words
    rows = tuple(
        (each.question.id, _documents(each.gained), _documents(each.lost)) for each in step.evidence
    )
    if rows:
        columns = (
            ColumnView(words.name("Question"), "code"),
            ColumnView(words("Gained"), "text"),
            ColumnView(words("Lost"), "text"),
        )
        title = pages.title(words("Evidence gained and lost"))
        note = words("Documents are told apart by title and number.")
        yield BlockView(f"{pages.id}-evidence", title, (), TableView(columns, rows), (note,))


def _documents(found: Sequence[Evidence]) -> str:
    return "; ".join(
        f"{each.title} ({each.number})" if each.number else each.title for each in found
    )


def action_block(pages: Pages, step: Step) -> Iterable[BlockView]:
    """List what became of planned work."""
    words = pages.words
    fates = {
        ActionFate.FINISHED: words("✓ finished"),
        ActionFate.LATE: words("✗ late"),
        ActionFate.DROPPED: words("– dropped"),
        ActionFate.GONE: words("? not mentioned any more"),
        ActionFate.NEW: words("new"),
    }
    rows = tuple(
        (
            coded(each.action),
            fates[each.fate],
            pages.after.numbers.quarters(each.action.start, each.action.end),
        )
        for each in step.actions
    )
    if rows:
        columns = (
            ColumnView(words("Action"), "text"),
            ColumnView(words("What became of it"), "text"),
            ColumnView(words("Period"), "code"),
        )
        title = pages.title(words("Actions finished, late and new"))
        yield BlockView(f"{pages.id}-actions", title, (), TableView(columns, rows))


# Verdicts and editions


def verdict_sentence(pages: Pages, step: Step) -> str:
    """Say how the verdict has moved; verdicts of two editions are not compared."""
    words, before, after = pages.words, step.before.verdict, step.after.verdict
    was, now = (sentences.verdict_text(words, each) for each in (before, after))
    if step.crossing is not None:
        return words(
            "{before}, then {after}: verdicts of two editions are not equated.",
            before=was,
            after=now,
        )
    places = [_place(step.after, each) for each in (before, after)]
    if places[0] == places[1]:
        return words("The verdict is the same: {verdict}.", verdict=now)
    if places[1] > places[0]:
        return words("The verdict rose from {before} to {after}.", before=was, after=now)
    return words("The verdict fell from {before} to {after}.", before=was, after=now)


def _place(assessment: Assessment, verdict: StagedVerdict | BandedVerdict) -> int:
    """Return where a verdict stands in the order of stages or bands; -1 where there is none."""
    if isinstance(verdict, StagedVerdict):
        order = [stage.id for stage in assessment.questionnaire.stages]
        return order.index(verdict.attained.id) if verdict.attained else -1
    rule = assessment.questionnaire.rule
    names = [band.id for band in rule.bands] if isinstance(rule, BandedRule) else []
    return names.index(verdict.band.id) if verdict.band else -1


def crossing_blocks(pages: Pages, step: Step) -> Iterable[BlockView]:
    """Hold both years against each other by either edition."""
    crossing, words = step.crossing, pages.words
    if crossing is None:
        return
    columns = (
        ColumnView(words("Measured by"), "text"),
        *year_columns(pages),
        ColumnView(words("Real change"), "number"),
        ColumnView(words("Effect of the edition"), "number"),
    )
    rows = (
        _ruler_row(pages.before, step, crossing.by_old, crossing.old),
        _ruler_row(pages.after, step, crossing.by_new, crossing.new),
    )
    title = pages.title(words("Across two editions"))
    yield BlockView(
        f"{pages.id}-editions",
        title,
        tuple(_crossing_sentences(pages, crossing)),
        TableView(columns, rows),
        tuple(_crossing_notes(pages, crossing)),
    )


def _ruler_row(c: Context, step: Step, ruler: Ruler, edition: str) -> tuple[str, ...]:
    """Write both years by the edition of ``c``; changes in points of its index."""
    low, high = c.questionnaire.index_range
    indexes, change = [c.index_text(year.index) for year in ruler], ruler.change
    if change is None or step.waterfall is None:
        return (edition, *indexes, NO_SCORE, NO_SCORE)
    points = [(high - low) * each for each in (change, step.waterfall.total - change)]
    return (edition, *indexes, *(c.numbers.signed(each, 2) for each in points))


def _crossing_sentences(pages: Pages, crossing: Crossing) -> Iterable[str]:
    words, numbers = pages.words, pages.after.numbers
    yield words(
        "{Questions} that both editions ask alike: {n}, which are {old_share} of the weight of"
        " {old} and {new_share} of that of {new}. New: {added}. Gone, or with another meaning:"
        " {removed}.",
        n=len(crossing.common),
        old=crossing.old,
        new=crossing.new,
        old_share=numbers.score(crossing.anchor_old.weight),
        new_share=numbers.score(crossing.anchor_new.weight),
        added=len(crossing.added),
        removed=len(crossing.removed),
    )
    if crossing.link is not None:
        yield words(
            "On the ruler of {old} the index of {year} would be {index}.",
            old=crossing.old,
            year=pages.years[1],
            index=pages.before.index_text(Interval(crossing.link.index, crossing.link.index)),
        )


def _crossing_notes(pages: Pages, crossing: Crossing) -> Iterable[str]:
    words = pages.words
    yield words(
        "Real change: on the common {questions} alone. Effect of the edition: the rest of the"
        " change of the index. Both in points of the index."
    )
    if crossing.link is not None and crossing.link.is_clipped:
        yield words("On that ruler the index left its range and was cut to it.")
    if crossing.breaks:
        yield from (_break_note(pages, each) for each in crossing.breaks)
    elif crossing.by_new.after.stages:
        yield words(
            "Scored again by {edition} on the common {questions}: {before}, then {after}.",
            edition=crossing.new,
            before=sentences.verdict_text(words, crossing.by_new.before.verdict),
            after=sentences.verdict_text(words, crossing.by_new.after.verdict),
        )


def _break_note(pages: Pages, found: Break) -> str:
    return pages.words(
        "Break in series: common {questions} are only {share} of the weight of {stage}.",
        share=pages.after.numbers.score(found.covered),
        stage=found.title,
    )
