"""An assessment arranged as the parts of a master plan; nothing is added to what was answered."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from egovmaturity.domain.answers import Action, ActionStatus
from egovmaturity.domain.master_plan import Aimed, MasterPlan, Office, PartState, Span, TopicState
from egovmaturity.domain.outline import (
    Draws,
    Each,
    Layout,
    OutlinePart,
    Show,
    Topic,
    sections_around,
    topics_of,
)
from egovmaturity.domain.plan import Plan
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.roadmap import Roadmap
from egovmaturity.planning.gaps import target_of
from egovmaturity.scoring.groups import Part, score

T = TypeVar("T")


def make_master_plan(
    assessment: Assessment, plan: Plan, roadmap: Roadmap | None = None
) -> MasterPlan:
    """Arrange conditions, gaps, actions and budgets by the parts and topics of a master plan.

    A questionnaire that declares no outline gets four parts (see ``usual_parts``). A topic holds
    the questions it draws on, in the order of the questionnaire, and every action that raises one
    of them; so an action can stand in several topics, and ``own``, ``shared`` and ``apart`` part
    the actions so that sums count each once. Offices are compared as they are written; those of a
    question are taken from its answer alone, not from what the questionnaire suggests.
    """
    questionnaire = assessment.questionnaire
    aimed = _aimed(assessment, plan)
    kept = tuple(a for a in plan.actions if a.status is not ActionStatus.DROPPED)
    around = sections_around(questionnaire)

    def state(topic: Topic) -> TopicState:
        return _state(topic, aimed, kept, roadmap, lambda q: topic.draws.picks(q, around))

    parts = tuple(
        PartState(part, tuple(state(topic) for topic in _topics(questionnaire, part)))
        for part in questionnaire.outline or usual_parts(questionnaire)
    )
    serves = _serves(parts)
    return MasterPlan(
        assessment=assessment,
        plan=plan,
        roadmap=roadmap,
        is_declared=bool(questionnaire.outline),
        parts=parts,
        questions=aimed,
        actions=kept,
        dropped=tuple(a for a in plan.actions if a.status is ActionStatus.DROPPED),
        by_span=by_span(kept),
        own=tuple(
            (state, tuple(a for a in state.actions if len(serves[a.id]) == 1))
            for state in _chapters(parts)
        ),
        shared=tuple(a for a in kept if len(serves.get(a.id, ())) > 1),
        apart=tuple(a for a in kept if not serves.get(a.id)),
        offices=_offices(aimed, kept),
    )


def usual_parts(questionnaire: Questionnaire) -> tuple[OutlinePart, ...]:
    """Return the four parts of a master plan for a questionnaire that declares none.

    Their texts are empty: they are the tool's own, by id. The chapters are the blueprint items,
    else the stages, the top sections or the factors, whichever comes first; else one for all.
    Source: the four parts of the guide of 2003 to master plans of e-government.
    """
    lists = {
        Each.BLUEPRINT: questionnaire.blueprint,
        Each.STAGES: questionnaire.stages,
        Each.SECTIONS: questionnaire.sections,
        Each.FACTORS: questionnaire.factors,
    }
    each = next((name for name, entries in lists.items() if entries), None)
    everything = Draws(questions=tuple(q.id for q in questionnaire.questions))
    whole = () if each else (Topic("questions", "", "", everything),)
    later = (Show.ACTIONS, Show.SCHEDULE, Show.BUDGET, Show.OFFICES)
    return (
        OutlinePart("framework", "", "", (Show.CONDITION,), (), None, Layout.TABLE),
        OutlinePart("blueprint", "", "", (), whole, each, Layout.CHAPTERS),
        OutlinePart("development", "", "", (Show.STEPS,), (), None, Layout.TABLE),
        OutlinePart("implementation", "", "", later, (), None, Layout.TABLE),
    )


def _topics(questionnaire: Questionnaire, part: OutlinePart) -> tuple[Topic, ...]:
    if part.each is None:
        return part.topics
    return part.topics + topics_of(questionnaire, part.each)


def _aimed(assessment: Assessment, plan: Plan) -> tuple[Aimed, ...]:
    gaps = {gap.result.question.id: gap for gap in plan.gaps}
    return tuple(
        Aimed(
            result,
            None if result.share is None else target_of(assessment, result),
            gaps.get(result.question.id),
        )
        for result in assessment.questions
    )


def _state(
    topic: Topic,
    aimed: tuple[Aimed, ...],
    actions: tuple[Action, ...],
    roadmap: Roadmap | None,
    is_drawn: Callable[[Question], bool],
) -> TopicState:
    drawn = tuple(each for each in aimed if is_drawn(each.result.question))
    ids = {each.result.question.id for each in drawn}
    steps = roadmap.steps if roadmap is not None else ()
    return TopicState(
        topic,
        drawn,
        score([Part(e.result.question.weight, e.result.counted) for e in drawn]),
        tuple(a for a in actions if not ids.isdisjoint(a.raises)),
        tuple(step for step in steps if step.question.id in ids),
    )


def _chapters(parts: Iterable[PartState]) -> list[TopicState]:
    """Return the topics that have a chapter of their own."""
    return [state for part in parts if part.part.layout is Layout.CHAPTERS for state in part.topics]


def _serves(parts: tuple[PartState, ...]) -> dict[str, list[TopicState]]:
    """Map every action that serves a chapter to all the chapters it serves."""
    serves: dict[str, list[TopicState]] = {}
    for state in _chapters(parts):
        for action in state.actions:
            serves.setdefault(action.id, []).append(state)
    return serves


def by_span(actions: tuple[Action, ...]) -> tuple[tuple[Span | None, tuple[Action, ...]], ...]:
    """Group actions by the years they run in, earliest first; those without a period are last.

    The answers do not say how a budget is shared among years, so neither does this.
    """
    groups: dict[Span | None, list[Action]] = {}
    for action in actions:
        groups.setdefault(_span(action), []).append(action)
    spans = sorted(span for span in groups if span is not None)
    ordered: list[Span | None] = [*spans, *([None] if None in groups else [])]
    return tuple((span, tuple(groups[span])) for span in ordered)


def _span(action: Action) -> Span | None:
    named = [each.year for each in (action.start, action.end) if each is not None]
    return Span(min(named), max(named)) if named else None


def _offices(aimed: tuple[Aimed, ...], actions: tuple[Action, ...]) -> tuple[Office, ...]:
    """List the offices by name."""
    owned = _grouped(aimed, lambda each: (each.result.answer.details.owner,))
    led = _grouped(actions, lambda action: (action.owner,))
    supported = _grouped(actions, lambda action: action.support)
    names = sorted({*owned, *led, *supported} - {""})
    return tuple(
        Office(
            name,
            tuple(owned.get(name, ())),
            tuple(led.get(name, ())),
            tuple(supported.get(name, ())),
        )
        for name in names
    )


def _grouped(things: Iterable[T], names: Callable[[T], Iterable[str]]) -> Mapping[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        for name in dict.fromkeys(names(thing)):
            groups.setdefault(name, []).append(thing)
    return groups
