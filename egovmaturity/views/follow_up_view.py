"""What became of the actions of an earlier year, in words."""

from collections.abc import Iterable

from egovmaturity.domain.answers import Action
from egovmaturity.domain.follow_up import Effect, Followed, FollowUp, Reach, Standing
from egovmaturity.domain.results import Interval
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.views import sentences
from egovmaturity.views.comparison_parts import moved_text, printed_index
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.gap_parts import status_text
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BlockView, ColumnView, FactView, TableView


def follow_up_view(found: FollowUp, words: Words) -> ExplanationView:
    """Show every action of the earlier answers, its effect, and the sums, in the language given."""
    words = words.naming(found.after.questionnaire)
    c = context_of(found.after, make_plan(found.after), words, Extras())
    earlier, year = found.before.sheet.occasion.year, c.sheet.occasion.year
    blocks = (_actions(c, found), _effects(c, found), _index(c, found), _budgets(c, found))
    return ExplanationView(
        words.language,
        f"{c.sheet.institution.name}, {year}",
        c.questionnaire.title,
        words("The actions of {earlier} in {year}", earlier=earlier, year=year),
        tuple(_facts(c, found)),
        _summary(c, found),
        tuple(block for block in blocks if block.table.rows),
    )


def _facts(c: Context, found: FollowUp) -> Iterable[FactView]:
    words = c.words
    basis = sentences.basis_title(words, found.after.basis)
    yield FactView(words("Basis of the score"), basis)
    day = c.sheet.occasion.day
    if day is not None:
        yield FactView(words("As of"), c.numbers.day(day))


def _summary(c: Context, found: FollowUp) -> str:
    words = c.words
    if not found.actions:
        return words("There were no actions on record.")
    counts = {s: sum(1 for each in found.actions if each.standing is s) for s in Standing}
    counted = [f"{_standing(c, standing)}: {n}" for standing, n in counts.items() if n]
    return ". ".join([*counted, ""]).strip()


def _actions(c: Context, found: FollowUp) -> BlockView:
    words = c.words
    columns = (
        ColumnView(words("Id"), "code"),
        ColumnView(words("Action"), "text"),
        ColumnView(words("Owner"), "text"),
        ColumnView(words("Period"), "code"),
        ColumnView(words("Status then"), "text"),
        ColumnView(words("Status now"), "text"),
        ColumnView(words("What became of it"), "text"),
    )
    rows = tuple(_action_row(c, each) for each in found.actions)
    return BlockView("actions", words("Actions"), (), TableView(columns, rows))


def _action_row(c: Context, each: Followed) -> tuple[str, ...]:
    latest = each.latest
    return (
        each.then.id,
        latest.title,
        latest.owner or NO_SCORE,
        c.numbers.quarters(latest.start, latest.end) or NO_SCORE,
        status_text(c, each.then),
        _status(c, each.now),
        _became(c, each),
    )


def _became(c: Context, each: Followed) -> str:
    if each.standing is Standing.GONE and each.is_late:
        return c.words("? not mentioned any more, its time is over")
    return _standing(c, each.standing)


def _status(c: Context, action: Action | None) -> str:
    return c.words("not mentioned") if action is None else status_text(c, action)


def _standing(c: Context, standing: Standing) -> str:
    words = c.words
    return {
        Standing.DONE: words("✓ finished"),
        Standing.RUNNING: words("… running"),
        Standing.PLANNED: words("○ planned"),
        Standing.LATE: words("✗ late"),
        Standing.DROPPED: words("– dropped"),
        Standing.GONE: words("? not mentioned any more"),
    }[standing]


def _effects(c: Context, found: FollowUp) -> BlockView:
    words = c.words
    titles = {question.id: question.title for question in c.questionnaire.questions}
    columns = (
        ColumnView(words("Action"), "code"),
        ColumnView(words.name("Question"), "code"),
        ColumnView(words("Title"), "text"),
        ColumnView(words("Then"), "number"),
        ColumnView(words("Promised"), "number"),
        ColumnView(words("Now"), "number"),
        ColumnView(words("Effect"), "text"),
    )
    rows = tuple(
        (each.then.id, effect.question, titles[effect.question], *_levels(c, effect))
        for each in found.actions
        for effect in each.effects
    )
    by_reach = found.by_reach
    counted = [f"{_reach(c, reach)}: {n}" for reach, n in by_reach.items() if n]
    title = words("Effect against promise")
    sentences_of = (". ".join([*counted, ""]).strip(),) if counted else ()
    return BlockView("effects", title, sentences_of, TableView(columns, rows))


def _levels(c: Context, effect: Effect) -> tuple[str, ...]:
    return (
        c.optional(effect.then),
        c.rating(effect.promised),
        c.optional(effect.now),
        _reach(c, effect.reach),
    )


def _reach(c: Context, reach: Reach) -> str:
    words = c.words
    return {
        Reach.REACHED: words("✓ reached"),
        Reach.PARTLY: words("◐ partly"),
        Reach.NOT_REACHED: words("✗ not reached"),
        Reach.FELL: words("▼ fell"),
        Reach.OPEN: words("? open"),
        Reach.NOT_APPLICABLE: words("– not applicable"),
    }[reach]


def _index(c: Context, found: FollowUp) -> BlockView:
    """Hold the index promised against the one that the questions promised have achieved."""
    words, before = c.words, found.before.index
    columns = (
        ColumnView(words("Answers"), "text"),
        ColumnView(words("Index"), "number"),
        ColumnView(words("Change"), "number"),
    )
    earlier, year = found.before.sheet.occasion.year, c.sheet.occasion.year
    rows = (
        (str(earlier), c.index_text(before), NO_SCORE),
        _moved(c, words("with everything promised"), before, found.promised),
        _moved(c, words("with what became of it"), before, found.achieved),
        _moved(c, words("{year}, all answers", year=year), before, found.after.index),
    )
    return BlockView("index", words("Index"), (), TableView(columns, rows))


def _moved(
    c: Context, title: str, before: Interval | None, after: Interval | None
) -> tuple[str, str, str]:
    if before is None or after is None:
        return title, c.index_text(after), NO_SCORE
    change = moved_text(
        c, after.low - before.low, printed_index(c, before), printed_index(c, after)
    )
    return title, c.index_text(after), change


def _budgets(c: Context, found: FollowUp) -> BlockView:
    words = c.words
    columns = (
        ColumnView(words("What became of it"), "text"),
        ColumnView(words("Budget"), "number"),
    )
    kept = {standing: amount for standing, amount in found.budgets.items() if amount}
    rows = [(_standing(c, standing), c.numbers.money(amount)) for standing, amount in kept.items()]
    if kept:
        rows.append((words("Total"), c.numbers.money(sum(kept.values()))))
    missing = found.unbudgeted
    notes = (words("Actions without a budget: {n}", n=missing),) if missing else ()
    return BlockView("budgets", words("Budget"), (), TableView(columns, tuple(rows)), notes)
