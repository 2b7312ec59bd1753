"""The actions of a plan in words: a matrix, a calendar, what each year attains, what remains."""

from typing import NamedTuple

from egovmaturity.domain.action_plan import ActionPlan, Milestone, PlannedAction
from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.results import Assessment, GroupResult
from egovmaturity.domain.roadmap import PlannedEnabler, PlannedStep
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.plan_view import amount_text, bars_of, step_text
from egovmaturity.views.report import BlockView, ColumnView, TableView


class ActionText(NamedTuple):
    """What a planned action says in words; ``recommendation`` and ``output`` may be empty.

    ``output`` is the evidence that the questionnaire asks for at the levels gained.
    """

    title: str
    recommendation: str
    output: str


def action_text(planned: PlannedAction, words: Words) -> ActionText:
    """Word a planned action in the language of ``words``; its question is in its own language."""
    work = planned.work
    if isinstance(work, PlannedEnabler):
        return ActionText(work.enabler.title, "", "")
    question, last = work[0].question, work[-1]
    title = words('Bring "{title}" to level {level}', title=question.title, level=last.level)
    return ActionText(title, _recommendation(work), _output(work))


def _recommendation(steps: tuple[PlannedStep, ...]) -> str:
    """Join what the questionnaire recommends at each level that is left behind."""
    question = steps[0].question
    lowest = int(question.scale.lowest)
    starts = [lowest if step.before is None else step.before for step in steps]
    advice = [
        question.recommend.get(start, "")
        for start, step in zip(starts, steps, strict=True)
        if start < step.level
    ]
    return " ".join(dict.fromkeys(each for each in advice if each))


def _output(steps: tuple[PlannedStep, ...]) -> str:
    """Name the evidence that the new level needs and the old one did not, else all it needs."""
    before, level = steps[0].before, steps[-1].level
    asked = [each for each in steps[0].question.evidence if each.from_level is not None]
    needed = [each for each in asked if (each.from_level or 0) <= level]
    new = [each for each in needed if before is None or (each.from_level or 0) > before]
    return "; ".join(each.text for each in new or needed)


def action_plan_blocks(
    assessment: Assessment, plan: ActionPlan, words: Words
) -> tuple[BlockView, ...]:
    """Show the actions of a plan, their calendar, what each year attains, and what remains."""
    words = words.naming(assessment.questionnaire)
    c = context_of(assessment, make_plan(assessment), words, Extras())
    blocks = [_matrix(c, plan), _calendar(c, plan), _projection(c, plan), _remaining(c, plan)]
    return tuple(block for block in blocks if block.table.rows)


def _matrix(c: Context, plan: ActionPlan) -> BlockView:
    words, unit = c.words, plan.roadmap.query.unit
    columns = (
        ColumnView(words("No."), "number"),
        ColumnView(words("Id"), "code"),
        ColumnView(words("Action"), "text"),
        ColumnView(words("Recommendation"), "text"),
        ColumnView(words("Output"), "text"),
        ColumnView(words("Level"), "code"),
        ColumnView(words("Quarter"), "code"),
        ColumnView(words("Owner"), "text"),
        ColumnView(words("Cost"), "number"),
        ColumnView(words("Status"), "text"),
    )
    rows = []
    for number, planned in enumerate(plan.actions, start=1):
        text = action_text(planned, words)
        rows.append(
            (
                str(number),
                planned.id,
                text.title,
                text.recommendation or NO_SCORE,
                text.output or NO_SCORE,
                _levels(c, planned),
                c.numbers.quarters(planned.start, planned.end),
                planned.owner or NO_SCORE,
                amount_text(c, unit, planned.cost),
                words("On record") if planned.on_record else words("Planned"),
            )
        )
    notes = [
        words(
            "Of its year an action takes all four quarters; where one needs another of the same "
            "year, they divide it, what is needed first."
        )
    ]
    if len(plan.new) < len(plan.actions):
        notes.append(words("On record: the answers hold an action already that promises as much."))
    return BlockView(
        "actions", words("Action plan"), (), TableView(columns, tuple(rows)), tuple(notes)
    )


def _levels(c: Context, planned: PlannedAction) -> str:
    if isinstance(planned.work, PlannedEnabler):
        return NO_SCORE
    return step_text(c, planned.work)


def _calendar(c: Context, plan: ActionPlan) -> BlockView:
    """Draw a row of quarters for every action, four signs a year."""
    words, years = c.words, [year.year for year in plan.roadmap.years]
    columns = (
        ColumnView(words("No."), "number"),
        ColumnView(words("Id"), "code"),
        *(ColumnView(str(year), "code") for year in years),
    )
    rows = tuple(
        (str(number), planned.id, *(_quarters(planned, year) for year in years))
        for number, planned in enumerate(plan.actions, start=1)
    )
    return BlockView("calendar", words("Calendar by quarter"), (), TableView(columns, rows))


def _quarters(planned: PlannedAction, year: int) -> str:
    quarters = (Quarter(year, number) for number in range(1, 5))
    return "".join("█" if planned.start <= each <= planned.end else "·" for each in quarters)


def _projection(c: Context, plan: ActionPlan) -> BlockView:
    """Show every score, the index and the verdict, today and at the end of every year."""
    words, milestones, unit = c.words, plan.milestones, plan.roadmap.query.unit
    columns = (
        ColumnView(words("At the end of"), "text"),
        *(
            ColumnView(words("Now") if each.year is None else str(each.year), "number")
            for each in milestones
        ),
    )
    rows = [_score_row(c, [*places]) for places in zip(*map(_places, milestones), strict=True)]
    rows.append((words("Index"), *(c.index_text(each.assessment.index) for each in milestones)))
    costs = (amount_text(c, unit, each.cost) if each.year else NO_SCORE for each in milestones)
    rows.append((words("Cost"), *costs))
    return BlockView(
        "projection",
        words("Projection by year"),
        (words("Each year was assessed with the levels planned by its end."),),
        TableView(columns, tuple(rows)),
        tuple(_verdict(c, each) for each in milestones),
    )


def _verdict(c: Context, milestone: Milestone) -> str:
    verdict = sentences.verdict_text(c.words, milestone.assessment.verdict)
    return f"{milestone.year or c.words('Now')}: {verdict}"


def _places(milestone: Milestone) -> list[tuple[str, GroupResult]]:
    """Return the stages, else the sections of the first depth."""
    found = milestone.assessment
    if found.stages:
        return [(each.stage.title, each.group) for each in found.stages]
    return [(each.section.title, each.group) for each in found.sections if not each.depth]


def _score_row(c: Context, places: list[tuple[str, GroupResult]]) -> tuple[str, ...]:
    stages = {each.title: bars_of(each) for each in c.questionnaire.stages}
    title = places[0][0]
    bars = stages.get(title, ())
    return title, *(c.score(group.score, bars).text for _, group in places)


def _remaining(c: Context, plan: ActionPlan) -> BlockView:
    words = c.words
    columns = (
        ColumnView(words.name("Question"), "code"),
        ColumnView(words("Title"), "text"),
        ColumnView(words("Level"), "code"),
        ColumnView(words("Target"), "code"),
    )
    rows = tuple(
        (
            each.result.question.id,
            each.result.question.title,
            words("open") if each.level is None else c.rating(each.level),
            c.rating(each.target),
        )
        for each in plan.remaining
    )
    title = words("Below target when the plan is carried out")
    return BlockView("below-target", title, (), TableView(columns, rows))
