"""A master plan to an ``OutlineView``: every word and number its document needs."""

from collections.abc import Iterable

from egovmaturity.domain.master_plan import Aimed, MasterPlan, PartState, budget_of
from egovmaturity.domain.outline import Layout, Show
from egovmaturity.domain.results import BandedVerdict
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.head import assessed, facts, marks, running_head
from egovmaturity.views.method_parts import outline_command, reproducibility
from egovmaturity.views.outline import (
    CellText,
    ChapterView,
    GridView,
    OutlinePartView,
    OutlineView,
    PieceView,
)
from egovmaturity.views.outline_cells import (
    column,
    evidence_cell,
    is_reached,
    money_text,
    no_data,
    now_cell,
    number,
    owner_cell,
    question_cell,
    score_text,
    target_cell,
    topic_name,
    verification_cell,
)
from egovmaturity.views.outline_chapters import chapter_pieces
from egovmaturity.views.outline_missing import missing_part
from egovmaturity.views.outline_money import actions_piece, budget_pieces, schedule_piece
from egovmaturity.views.outline_offices import offices_piece
from egovmaturity.views.outline_steps import step_chapters, steps_pieces
from egovmaturity.views.report import FactView


def outline_view(plan: MasterPlan, words: Words, asked: tuple[str, ...] = ()) -> OutlineView:
    """Say everything a master plan in outline says, in the language of ``words``.

    Its sentences call things what the questionnaire calls them. ``asked`` are the options of the
    command line by which the plan in it was found; they are told so that it can be found again.
    """
    named = words.naming(plan.assessment.questionnaire)
    c = context_of(plan.assessment, plan.plan, named, Extras())
    declared = [_part(c, plan, n, state) for n, state in enumerate(plan.parts, start=1)]
    return OutlineView(
        language=c.words.language,
        title=c.words("Master plan of e-government in outline"),
        subtitle=c.words("From the assessment of {year}", year=c.sheet.occasion.year),
        institution=c.sheet.institution.name,
        assessed=assessed(c),
        running_head=running_head(c),
        is_fictional=c.sheet.fictional,
        marks=tuple(marks(c)),
        status_note=c.questionnaire.status_note,
        notice=c.questionnaire.notice,
        about=tuple(_about(c, plan)),
        facts=tuple(_facts(c, plan)),
        parts=(*declared, missing_part(c, plan)),
        reproducibility=tuple(reproducibility(c)),
        command=outline_command(c, asked),
    )


def _about(c: Context, plan: MasterPlan) -> Iterable[str]:
    words = c.words
    yield words(
        "This outline holds what the assessment already knows for a master plan. Every condition "
        "comes from the answer to a {question}, every activity and amount from an action on "
        "record; codes say from which."
    )
    yield words(
        'Where nothing is known it says "{no_data}"; nothing is estimated. What stands in square '
        "brackets is for the authors to write.",
        no_data=no_data(c),
    )
    if not plan.is_declared:
        yield words(
            "The questionnaire names no parts of a master plan: the four parts are the tool's, "
            "and the parts of the questionnaire stand for the items of the blueprint."
        )


def _facts(c: Context, plan: MasterPlan) -> Iterable[FactView]:
    """Yield what the assessment is, and what it comes to in a few numbers."""
    words, year = c.words, c.sheet.targets.year
    yield from facts(c)
    yield FactView(words("Targets for the year"), no_data(c) if year is None else str(year))
    is_rated = bool(c.assessment.tally.rated)
    verdict = sentences.verdict_text(words, c.assessment.verdict)
    yield FactView(words("Verdict"), verdict if is_rated else no_data(c))
    aimed = [each for each in plan.questions if each.target is not None]
    below = sum(1 for each in aimed if each.gap is not None)
    yield FactView(
        words("{Questions} below target"), words("{n} of {total}", n=below, total=len(aimed))
    )
    yield FactView(words("Actions"), str(len(plan.actions)) if plan.actions else no_data(c))
    yield FactView(
        words("Total budget, without dropped actions"), money_text(c, budget_of(plan.actions))
    )


def _part(c: Context, plan: MasterPlan, place: int, state: PartState) -> OutlinePartView:
    part = state.part
    title, about = _texts(c, state)
    blank = c.words("To be written by the authors: {about}", about=about)
    pieces = [PieceView(blank=blank if about else c.words("To be written by the authors"))]
    chapters: list[tuple[str, tuple[PieceView, ...]]] = []
    for show in part.shows:
        pieces += _shown(c, plan, show)
        chapters += _sub_chapters(c, plan, show)
    if part.layout is Layout.TABLE:
        pieces += _topics_table(c, state)
    else:
        chapters += [
            (
                topic_name(c, each),
                tuple(chapter_pieces(c, plan, each)),
            )
            for each in state.topics
        ]
    return OutlinePartView(
        id=f"part-{place}",
        number=str(place),
        title=title,
        pieces=tuple(pieces),
        chapters=tuple(
            ChapterView(f"part-{place}-{n}", f"{place}.{n}", heading, inside)
            for n, (heading, inside) in enumerate(chapters, start=1)
        ),
    )


def _texts(c: Context, state: PartState) -> tuple[str, str]:
    """Return title and purpose of a part: the questionnaire's, or the tool's own."""
    words, part = c.words, state.part
    if part.title:
        return part.title, part.about
    return {
        "framework": (
            words("Conceptual framework"),
            words("concept, present condition and needs, strategy, staging."),
        ),
        "blueprint": (
            words("Development blueprint"),
            words("the design of each item, from the present condition to the one aimed at."),
        ),
        "development": (
            words("Stages of development"),
            words("solutions step by step from the present condition to the one aimed at."),
        ),
        "implementation": (
            words("Implementation plan"),
            words("activities, periods, budgets and who carries them out."),
        ),
    }[part.id]


def _shown(c: Context, plan: MasterPlan, show: Show) -> Iterable[PieceView]:
    if show is Show.CONDITION:
        return _condition(c, plan)
    if show is Show.STEPS:
        return steps_pieces(c, plan)
    return ()


def _sub_chapters(
    c: Context, plan: MasterPlan, show: Show
) -> list[tuple[str, tuple[PieceView, ...]]]:
    """Return what a part shows under headings of its own."""
    words = c.words
    if show is Show.STEPS:
        return list(step_chapters(c, plan))
    if show is Show.ACTIONS:
        return [(words("Actions"), (actions_piece(c, plan),))]
    if show is Show.SCHEDULE:
        return [(words("Schedule by quarter"), (schedule_piece(c, plan),))]
    if show is Show.BUDGET:
        return [(words("Budget"), tuple(budget_pieces(c, plan)))]
    if show is Show.OFFICES:
        return [(words("Offices responsible"), (offices_piece(c, plan),))]
    return []


# The condition as a whole


def _condition(c: Context, plan: MasterPlan) -> Iterable[PieceView]:
    words, assessment = c.words, c.assessment
    if not assessment.tally.rated:
        said = [
            words(
                "{no_data}: none of the {n} {questions} is rated.",
                no_data=no_data(c),
                n=assessment.tally.total,
            )
        ]
    else:
        said = [
            sentences.verdict_sentences(words, c.numbers, assessment),
            *_index(c),
            *sentences.verdict_notes(words, c.numbers, assessment),
        ]
    yield PieceView(tuple(said), _places_grid(c, plan))


def _index(c: Context) -> Iterable[str]:
    """Say the index; the sentence of a verdict by bands begins with it."""
    if not isinstance(c.assessment.verdict, BandedVerdict):
        yield c.words("Index: {index}.", index=c.index_text(c.assessment.index))


def _places_grid(c: Context, plan: MasterPlan) -> GridView | None:
    """Tabulate the stages, or the top sections; nothing where there are neither."""
    if isinstance(c.assessment.verdict, BandedVerdict):
        tops = [result for result in c.assessment.sections if result.depth == 0]
        rows = [
            (
                CellText(result.section.title),
                CellText(score_text(c, result.group)),
                CellText(c.counts(result.group)),
                CellText(_reached(c, plan, {each.id for each in result.section.walk()})),
            )
            for result in tops
        ]
        heading = c.words.name("Section")
    else:
        rows = [
            (
                CellText(
                    f"{n}. {result.stage.title}", (sentences.stage_status(c.words, result)[1],)
                ),
                CellText(
                    score_text(c, result.group),
                    (c.words("threshold {bar}", bar=c.numbers.threshold(result.stage.attain)),),
                ),
                CellText(c.counts(result.group)),
                CellText(_reached(c, plan, {result.stage.id})),
            )
            for n, result in enumerate(c.assessment.stages, start=1)
        ]
        heading = c.words.name("Stage")
    if not rows:
        return None
    columns = (
        column(heading),
        number(c.words("Score")),
        column(c.words("Answers")),
        column(c.words("At target")),
    )
    return GridView(c.words("Present condition"), columns, (30, 24, 28, 18), tuple(rows))


def _reached(c: Context, plan: MasterPlan, places: set[str]) -> str:
    """Count the questions of some places that have a target and have reached it."""
    here = [
        each
        for each in plan.questions
        if each.target is not None and each.result.question.belongs_to in places
    ]
    return c.words("{n} of {total}", n=sum(map(is_reached, here)), total=len(here))


# Topics in one table


def _topics_table(c: Context, state: PartState) -> Iterable[PieceView]:
    if not state.topics:
        return
    words = c.words
    rows = [
        (CellText(topic.topic.title if n == 0 else ""), *_brief(c, each))
        for topic in state.topics
        for n, each in enumerate(topic.questions)
    ]
    empty = [topic.topic.title for topic in state.topics if not topic.questions]
    columns = (
        column(words("Topic")),
        column(words.name("Question")),
        column(words("Now and target")),
        column(words("Evidence")),
        column(words("Verification")),
        column(words("Owner")),
    )
    notes = [words("{no_data} for: {titles}", no_data=no_data(c), titles="; ".join(empty))]
    yield PieceView(
        grid=GridView(words("Topics of this part"), columns, (16, 23, 18, 14, 14, 15), tuple(rows))
        if rows
        else None,
        notes=tuple(notes if empty else ()),
    )


def _brief(c: Context, each: Aimed) -> tuple[CellText, ...]:
    """Fill a row of the table of subjects behind its first cell."""
    now, target = now_cell(c, each), target_cell(c, each)
    both = CellText(now.text, (*now.notes, c.words("Target: {target}", target=target.text)))
    return (
        question_cell(c, each),
        both,
        evidence_cell(c, each),
        verification_cell(c, each),
        owner_cell(c, each),
    )
