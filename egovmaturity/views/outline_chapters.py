"""A chapter of a master plan: condition, targets, actions and budget of one topic."""

from collections.abc import Iterable

from egovmaturity.domain.answers import Action
from egovmaturity.domain.master_plan import MasterPlan, TopicState
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.outline import GridView, PieceView
from egovmaturity.views.outline_cells import (
    column,
    evidence_cell,
    is_reached,
    no_data,
    now_cell,
    owner_cell,
    question_cell,
    score_text,
    target_cell,
    verification_cell,
)
from egovmaturity.views.outline_money import actions_grid, amounts, by_years, unknown_budgets
from egovmaturity.views.outline_roadmap import topic_steps


def chapter_pieces(c: Context, plan: MasterPlan, state: TopicState) -> Iterable[PieceView]:
    """Yield everything that is known of one topic."""
    words = c.words
    about = state.topic.about
    yield PieceView(
        sentences=tuple(_condition(c, state)),
        grid=_grid(c, state) if state.questions else None,
        blank=words("To be written by the authors: {about}", about=about)
        if about
        else words("To be written by the authors"),
    )
    yield PieceView(
        sentences=() if state.actions else (_no_actions(c),),
        grid=actions_grid(c, state.actions, words("Actions")) if state.actions else None,
        notes=tuple(_action_notes(c, plan, state)),
    )
    yield from topic_steps(c, plan, state)


def _condition(c: Context, state: TopicState) -> Iterable[str]:
    """Say the score of a topic and what of it stays below its target."""
    words, tally = c.words, state.group.tally
    if not state.questions:
        yield words("{no_data}: no {question} belongs here.", no_data=no_data(c))
        return
    if not tally.rated:
        yield words(
            "{no_data}: of the {n} {questions} that belong here none is rated.",
            no_data=no_data(c),
            n=tally.total,
        )
        return
    yield words(
        "Present condition: score {score}; {counts}.",
        score=score_text(c, state.group),
        counts=c.counts(state.group),
    )
    below = [gap.result.question.id for gap in state.gaps]
    if below:
        yield words(
            "Below target: {n} of {total}, namely {ids}.",
            n=len(below),
            total=len(below) + sum(map(is_reached, state.questions)),
            ids=sentences.listing(words, below),
        )
    elif any(map(is_reached, state.questions)):
        yield words("Every {question} with a target has reached it.")


def _grid(c: Context, state: TopicState) -> GridView:
    words = c.words
    columns = (
        column(words.name("Question")),
        column(words("Now")),
        column(words("Target")),
        column(words("Evidence")),
        column(words("Verification")),
        column(words("Owner")),
    )
    rows = tuple(
        (
            question_cell(c, each),
            now_cell(c, each),
            target_cell(c, each),
            evidence_cell(c, each),
            verification_cell(c, each),
            owner_cell(c, each),
        )
        for each in state.questions
    )
    return GridView(words("Present condition and target"), columns, (24, 16, 15, 15, 15, 15), rows)


def _no_actions(c: Context) -> str:
    return c.words("{no_data}: no action on record serves this.", no_data=no_data(c))


def _action_notes(c: Context, plan: MasterPlan, state: TopicState) -> Iterable[str]:
    words = c.words
    if state.actions:
        yield words("Budget by year: {amounts}.", amounts=by_years(c, state.actions))
    yield from unknown_budgets(c, state.actions)
    shared = [action for action in state.actions if action in plan.shared]
    if shared:
        yield words(
            "Serving other chapters as well, and counted once in the totals: {actions}.",
            actions=amounts(c, tuple(shared)),
        )
    left = [
        gap.result.question.id
        for gap in state.gaps
        if not is_tackled(gap.result.question.id, state.actions)
    ]
    if left:
        yield words(
            "Below target and without an action: {ids}.", ids=sentences.listing(words, left)
        )


def is_tackled(question: str, actions: Iterable[Action]) -> bool:
    """Whether an action raises a question, however far."""
    return any(question in action.raises for action in actions)
