"""A plan in words: what it costs, what is done when, what that attains, what is assumed."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message
from egovmaturity.domain.questionnaire import Stage, Threshold
from egovmaturity.domain.results import Assessment, Interval, Verdict
from egovmaturity.domain.roadmap import (
    Delay,
    DelayKind,
    ExtraMoney,
    Found,
    NextGain,
    NoRoadmap,
    Note,
    NoteKind,
    Obstacle,
    ObstacleKind,
    Origin,
    PlannedStep,
    PlanYear,
    Proof,
    Query,
    Roadmap,
    SolverName,
    Unit,
    Unspent,
)
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.planning.roadmaps import after
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BlockView, ColumnView, FactView, TableView
from egovmaturity.views.robustness_parts import place_text


class Further(NamedTuple):
    """What the next rupiah would buy: a gain, or why that is not known; nothing where nothing."""

    gain: NextGain | None = None
    unknown: Message | None = None


def plan_view(
    assessment: Assessment, found: Found, words: Words, further: Further | None = None
) -> ExplanationView:
    """Show a plan, or why there is none; ``further`` ``None``: nobody asked what comes next."""
    words = words.naming(assessment.questionnaire)
    c = context_of(assessment, make_plan(assessment), words, Extras())
    query = found.query
    if isinstance(found, Roadmap):
        summary, blocks = _summary(c, found), [*_roadmap_blocks(c, found)]
        if further is not None:
            blocks.append(_further_block(c, query, further))
    else:
        summary, blocks = _no_summary(c, found), [*_no_blocks(c, found)]
    return ExplanationView(
        words.language,
        f"{c.sheet.institution.name}, {c.sheet.occasion.year}",
        c.questionnaire.title,
        words("Plan: {aim}", aim=_aim(c, query)),
        tuple(_facts(c, query)),
        summary,
        tuple(block for block in blocks if block.sentences or block.table.rows or block.notes),
    )


# What was asked


def _aim(c: Context, query: Query) -> str:
    parts = [] if query.aim.place is None else [place_text(c, query.aim.place)]
    parts += [f"{each.id} {each.comparison} {each.written}" for each in query.aim.minimums]
    return ", ".join(parts) or sentences.verdict_text(c.words, c.assessment.verdict)


def _facts(c: Context, query: Query) -> Iterable[FactView]:
    words = c.words
    yield FactView(words("Now"), _standing(c, c.assessment.verdict, c.assessment.index))
    basis = sentences.basis_title(words, c.assessment.basis)
    yield FactView(words("Basis of the score"), basis)
    yield FactView(words("Years"), _years(query))
    yield FactView(words("Budgets"), _budgets(c, query))
    yield FactView(words("Costs"), _costs(c, query))


def _standing(c: Context, verdict: Verdict, index: Interval | None) -> str:
    verdict_text = sentences.verdict_text(c.words, verdict)
    return c.words("{verdict}, index {index}", verdict=verdict_text, index=c.index_text(index))


def _years(query: Query) -> str:
    calendar = query.horizon.calendar
    return str(calendar[0]) if len(calendar) == 1 else f"{calendar[0]}–{calendar[-1]}"


def _budgets(c: Context, query: Query) -> str:
    horizon, words = query.horizon, c.words
    if not horizon.has_budgets:
        return words("no limit")
    given = [
        f"{year}: {amount_text(c, query.unit, horizon.budgets[year])}"
        for year in horizon.calendar
        if year in horizon.budgets
    ]
    rule = (
        words("what a year leaves over is lost")
        if horizon.unspent is Unspent.LAPSES
        else words("what a year leaves over carries over")
    )
    return f"{'; '.join(given)} ({rule})"


def _costs(c: Context, query: Query) -> str:
    words = c.words
    parts = [words("rupiah") if query.unit is Unit.RUPIAH else words("points of effort")]
    if query.data.file:
        parts.append(words("{file}, else the questionnaire", file=query.data.file))
    else:
        parts.append(words("from the questionnaire"))
    return ", ".join(parts)


def amount_text(c: Context, unit: Unit, amount: Fraction) -> str:
    """Write an amount with what it is counted in."""
    if unit is Unit.EFFORT:
        number = c.numbers.trimmed(amount)
        return c.words("1 point") if amount == 1 else c.words("{n} points", n=number)
    if amount.denominator == 1:
        return c.numbers.money(int(amount))
    return "Rp" + c.numbers.trimmed(amount)


# A plan


def _summary(c: Context, found: Roadmap) -> str:
    words = c.words
    if not found.steps and not found.enablers:
        return words("The target is attained already; nothing has to be done.")
    cost = amount_text(c, found.query.unit, found.cost)
    questions = len(found.levels)
    steps = words.plural("{n} step", "{n} steps", len(found.steps))
    if found.is_proven:
        return words(
            "Least cost: {cost}, for {steps} in {n} {questions}. Proven: nothing cheaper does it.",
            cost=cost,
            steps=steps,
            n=questions,
        )
    return words(
        "Not proven to be the cheapest: {cost}, for {steps} in {n} {questions}. "
        "Nothing below {bound} does it; what lies between is not known.",
        cost=cost,
        steps=steps,
        n=questions,
        bound=amount_text(c, found.query.unit, found.proof.bound),
    )


def _roadmap_blocks(c: Context, found: Roadmap) -> Iterable[BlockView]:
    for year in found.years:
        if year.steps or year.enablers:
            yield _year_block(c, found.query, year)
    yield _attained_block(c, found)
    yield _proof_block(c, found)
    yield _remaining_block(c, found)
    yield _notes_block(c, found.query, found.notes, found.steps)


def _year_block(c: Context, query: Query, year: PlanYear) -> BlockView:
    words, unit = c.words, query.unit
    cost = amount_text(c, unit, year.cost)
    title = (
        words("{year}: {cost}", year=year.year, cost=cost)
        if year.available is None
        else words(
            "{year}: {cost} of {available}",
            year=year.year,
            cost=cost,
            available=amount_text(c, unit, year.available),
        )
    )
    columns = (
        ColumnView(words.name("Question"), "code"),
        ColumnView(words("Title"), "text"),
        ColumnView(words("Level"), "code"),
        ColumnView(words("Cost"), "number"),
        ColumnView(words("Owner"), "text"),
    )
    rows: list[tuple[str, ...]] = [
        (
            each.enabler.id,
            each.enabler.title,
            NO_SCORE,
            amount_text(c, unit, each.cost),
            each.enabler.owner or NO_SCORE,
        )
        for each in year.enablers
    ]
    rows += [_row(c, unit, [*steps]) for _, steps in groupby(year.steps, _question_of)]
    standing = _standing(c, year.verdict, year.index)
    ending = words("At the end of the year: {standing}.", standing=standing)
    return BlockView(f"year-{year.year}", title, (), TableView(columns, tuple(rows)), (ending,))


def _question_of(step: PlannedStep) -> str:
    return step.question.id


def _row(c: Context, unit: Unit, steps: Sequence[PlannedStep]) -> tuple[str, ...]:
    """Show the steps of one question in one year as one."""
    first = steps[0]
    return (
        first.question.id,
        first.question.title,
        step_text(c, steps),
        amount_text(c, unit, sum((step.cost for step in steps), Fraction(0))),
        first.owner or NO_SCORE,
    )


def step_text(c: Context, steps: Sequence[PlannedStep]) -> str:
    """Write the level that steps of one question, in order, begin at and the one they reach."""
    before = steps[0].before
    return f"{c.words('open') if before is None else before} → {steps[-1].level}"


def _attained_block(c: Context, found: Roadmap) -> BlockView:
    """Show every stage, or the index, now and afterwards, beside what it has to reach."""
    words, done = c.words, after(c.assessment, found.levels)
    title = words("What it attains")
    sentence = words(
        "With these levels the same answers give: {standing}. They were assessed again to see "
        "that.",
        standing=_standing(c, done.verdict, done.index),
    )
    if not done.stages:
        now, then = words("Index now"), words("Afterwards")
        heads = (ColumnView(now, "number"), ColumnView(then, "number"))
        row = (c.index_text(c.assessment.index), c.index_text(done.index))
        return BlockView("attains", title, (sentence,), TableView(heads, (row,)))
    columns = (
        ColumnView(words.name("Stage"), "text"),
        ColumnView(words("Now"), "number"),
        ColumnView(words("Afterwards"), "number"),
        ColumnView(words("To attain it"), "number"),
        ColumnView(words("To build on it"), "number"),
    )
    rows = tuple(
        (
            before.stage.title,
            c.score(before.group.score, bars_of(before.stage)).text,
            c.score(later.group.score, bars_of(later.stage)).text,
            c.numbers.threshold(before.stage.attain),
            c.numbers.threshold(before.stage.foundation),
        )
        for before, later in zip(c.assessment.stages, done.stages, strict=True)
    )
    return BlockView("attains", title, (sentence,), TableView(columns, rows))


def bars_of(stage: Stage) -> tuple[Threshold, ...]:
    """Return what the score of a stage is held against."""
    return stage.attain, stage.foundation


def _proof_block(c: Context, found: Roadmap) -> BlockView:
    words, proof = c.words, found.proof
    lines = [_proof_sentence(c, found)]
    if not proof.are_ties_settled:
        lines.append(
            words(
                "Other plans may cost as little; which of them to show was not settled to the end."
            )
        )
    return BlockView("proof", words("Proof"), tuple(lines))


def _proof_sentence(c: Context, found: Roadmap) -> str:
    words, proof = c.words, found.proof
    return words(
        "{solver} has excluded every plan below {bound}. Every condition was checked again in "
        "whole numbers.",
        solver=_solver(c, proof),
        bound=amount_text(c, found.query.unit, proof.bound),
    )


def _solver(c: Context, proof: Proof) -> str:
    if proof.solver is SolverName.HIGHS:
        return "HiGHS"
    return c.words("The search of this program")


def _remaining_block(c: Context, found: Roadmap) -> BlockView:
    """Say which stages are still missing afterwards and why, and what is still open."""
    words, done = c.words, after(c.assessment, found.levels)
    lines = []
    for result in done.stages:
        if not result.attains:
            why = sentences.why_not(words, c.numbers, done, result)
            lines.append(f"{result.stage.title}: {why}")
    open_ones = done.tally.open
    if open_ones:
        lines.append(words("{n} {questions} are still open and count 0.", n=open_ones))
    return BlockView("remains", words("What remains"), tuple(lines))


def _notes_block(
    c: Context, query: Query, notes: Sequence[Note], steps: Sequence[PlannedStep] = ()
) -> BlockView:
    lines = [_note(c, query, note) for note in notes]
    if any(step.origin is Origin.QUESTIONNAIRE and step.cost for step in steps):
        lines.append(c.words("Costs from the questionnaire are its authors' estimates."))
    return BlockView("assumed", c.words("What was assumed"), (), notes=tuple(lines))


def _note(c: Context, query: Query, note: Note) -> str:
    words, about = c.words, ", ".join(note.about)
    if note.kind is NoteKind.ASSUMED_COST:
        amount = amount_text(c, query.unit, query.assumed or Fraction(0))
        return words(
            "{amount} a step, because nobody says what it costs: {about}",
            amount=amount,
            about=about,
        )
    return {
        NoteKind.OPEN_AT_LOWEST: words(
            "Open, taken for the lowest level, every step to be paid: {about}", about=about
        ),
        NoteKind.NUMBER_STAYS: words(
            "Answered with a number, which no step can raise; taken as it is: {about}", about=about
        ),
        NoteKind.VOID_PREREQUISITE: words(
            "A prerequisite that does not apply to the institution is left out: {about}",
            about=about,
        ),
        NoteKind.NO_LIMIT: words("No budget is given, so there is no limit: {about}", about=about),
        NoteKind.BUDGET_UNUSED: words("A budget that is not used: {about}", about=about),
    }[note.kind]


# What comes next


def _further_block(c: Context, query: Query, further: Further) -> BlockView:
    words = c.words
    title = words("What more money would buy")
    if further.unknown is not None:
        return BlockView(
            "further", title, (words("It is not known: {why}.", why=words.say(further.unknown)),)
        )
    gain = further.gain
    if gain is None:
        return BlockView("further", title, (words("Within these years, nothing more."),))
    extra = amount_text(c, query.unit, gain.extra)
    standing = _standing(c, gain.roadmap.years[-1].verdict, gain.roadmap.years[-1].index)
    if gain.place is None:
        line = words(
            "No better verdict can be had. {extra} more raise the index: {standing}.",
            extra=extra,
            standing=standing,
        )
    elif not gain.extra:
        line = words("The same budgets can attain more: {standing}.", standing=standing)
    else:
        line = words("{extra} more attain: {standing}.", extra=extra, standing=standing)
    return BlockView("further", title, (line,), TableView(), _added(c, gain.roadmap))


def _added(c: Context, roadmap: Roadmap) -> tuple[str, ...]:
    listed = ", ".join(f"{q} → {level}" for q, level in roadmap.levels.items())
    cost = amount_text(c, roadmap.query.unit, roadmap.cost)
    return (c.words("The whole plan then: {cost}; {levels}", cost=cost, levels=listed),)


# No plan


def _no_summary(c: Context, found: NoRoadmap) -> str:
    words = c.words
    if found.obstacles:
        return words("There is no plan: no money and no time attain this target.")
    if found.extra is not None:
        total = amount_text(c, found.query.unit, found.extra.total)
        return words(
            "There is no plan within these budgets. At least {total} is lacking.", total=total
        )
    if found.years is None:
        return words(
            "There is no plan within these budgets. How much is lacking was not found out: the "
            "search was given up."
        )
    return words(
        "There is no plan within {years}. With money enough it takes {n} years.",
        years=_years(found.query),
        n=found.years,
    )


def _no_blocks(c: Context, found: NoRoadmap) -> Iterable[BlockView]:
    words = c.words
    title = words("What stands in the way")
    if found.obstacles:
        lines = tuple(_obstacle(c, each) for each in found.obstacles)
        yield BlockView("obstacles", title, lines)
    if found.extra is not None:
        yield _extra_block(c, found.query, found.extra)
        yield from _roadmap_blocks(c, found.extra.roadmap)
    if found.delays:
        intro = words("Any one of these, given up, would do:")
        lines = tuple(_delay(c, each) for each in found.delays)
        yield BlockView("delays", title, (intro,), TableView(), lines)
    if found.extra is None:  # else they stand below the plan that it opens
        yield _notes_block(c, found.query, found.notes)


def _extra_block(c: Context, query: Query, extra: ExtraMoney) -> BlockView:
    words = c.words
    lines = tuple(
        words("{year}: {amount} more", year=year, amount=amount_text(c, query.unit, amount))
        for year, amount in extra.by_year.items()
    )
    intro = words("The least that has to be added, all years together, and the plan it opens:")
    return BlockView("extra", words("What is lacking"), (intro,), TableView(), lines)


def _obstacle(c: Context, found: Obstacle) -> str:
    words, about = c.words, c.places.get(found.about, found.about) or c.words("The index")
    if found.kind is ObstacleKind.SCORE_OUT_OF_REACH and found.reached is not None:
        return words(
            "{about}: with every step taken it scores {reached}, and {needed} is needed.",
            about=about,
            reached=c.numbers.score(found.reached),
            needed=c.numbers.score(found.needed),
        )
    return {
        ObstacleKind.SCORE_OUT_OF_REACH: words("{about}: no level is high enough.", about=about),
        ObstacleKind.MANDATORY_LEFT_OUT: words(
            "{about} is mandatory, does not apply, and nobody has approved that.", about=about
        ),
        ObstacleKind.MANDATORY_NUMBER: words(
            "{about} is answered with a number that is too low; no step raises it.", about=about
        ),
        ObstacleKind.UNDETERMINED: words(
            "{about} is undetermined: too little of it applies.", about=about
        ),
        ObstacleKind.NOTHING_APPLIES: words("Nothing of {about} applies.", about=about),
        ObstacleKind.PREREQUISITE_OUT_OF_REACH: words(
            "{about}: something it needs cannot be had.", about=about
        ),
    }[found.kind]


def _delay(c: Context, found: Delay) -> str:
    words = c.words
    about = found.about if found.level is None else f"{found.about} → {found.level}"
    if found.kind is DelayKind.EARLIEST:
        return words("{about}: not before {year}", about=about, year=found.until)
    return words("{about}: has to wait after {until}", about=about, until=found.until)
