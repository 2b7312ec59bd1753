"""A plan that was found, as actions for an action plan and a master plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count, groupby
from math import ceil

from egovmaturity.domain.action_plan import ActionPlan, Milestone, PlannedAction, Remaining, Work
from egovmaturity.domain.answers import Action, ActionStatus, Quarter
from egovmaturity.domain.results import Assessment, Known
from egovmaturity.domain.roadmap import PlanData, PlannedEnabler, PlanYear, Roadmap, Unit
from egovmaturity.planning.gaps import target_of
from egovmaturity.planning.next_year import open_actions
from egovmaturity.planning.quarters import spread
from egovmaturity.planning.roadmaps import after


def make_action_plan(assessment: Assessment, roadmap: Roadmap) -> ActionPlan:
    """Cut a plan into one action for each question and year, and one for each enabler.

    They stand year by year, within a year by the quarter they end in, enablers first, then by the
    id of the question. Quarters are those of ``spread``. Ids are ``RA-2027-01`` and so on, without
    those that the answers' actions have. An action on record that is neither done nor dropped and
    raises the same question at least as far stands in for a planned one; for an enabler it is one
    of the same title that raises nothing.
    """
    return ActionPlan(
        roadmap,
        tuple(_actions(assessment, roadmap)),
        tuple(_milestones(assessment, roadmap)),
        tuple(_remaining(assessment, roadmap)),
    )


def as_action(planned: PlannedAction, title: str, unit: Unit) -> Action:
    """Return a planned action as one to be recorded: planned, with its cost as the budget.

    A budget is in whole rupiah, so that a part of a rupiah counts as one; where costs are points of
    effort there is none.
    """
    return Action(
        id=planned.id,
        title=title,
        raises=planned.raises,
        owner=planned.owner,
        support=(),
        start=planned.start,
        end=planned.end,
        budget=ceil(planned.cost) if unit is Unit.RUPIAH else None,
        budget_line="",
        status=ActionStatus.PLANNED,
    )


def _actions(assessment: Assessment, roadmap: Roadmap) -> Iterator[PlannedAction]:
    sheet = assessment.sheet
    taken = {action.id for action in sheet.actions}
    for year in roadmap.years:
        ids = (f"RA-{year.year}-{n:02d}" for n in count(1))
        free = (each for each in ids if each not in taken)
        for work, start, end in _in_order(year, roadmap.query.data):
            planned = PlannedAction("", work, start, end)
            same = _on_record(planned, open_actions(sheet))
            yield planned._replace(id=same or next(free), on_record=same)


def _in_order(year: PlanYear, data: PlanData) -> list[tuple[Work, Quarter, Quarter]]:
    steps = groupby(year.steps, lambda step: step.question.id)
    works: list[Work] = [*year.enablers, *(tuple(each) for _, each in steps)]
    spans = spread([frozenset(_needs(work, works, data)) for work in works])
    placed = [
        (work, Quarter(year.year, first), Quarter(year.year, last))
        for work, (first, last) in zip(works, spans, strict=True)
    ]
    return sorted(placed, key=lambda each: each[2])


def _on_record(planned: PlannedAction, actions: Iterable[Action]) -> str:
    work = planned.work
    for action in actions:
        if isinstance(work, PlannedEnabler):
            if action.title == work.enabler.title and not action.raises:
                return action.id
        elif all(action.raises.get(q, level - 1) >= level for q, level in planned.raises.items()):
            return action.id
    return ""


# What needs what within one year


def _needs(work: Work, works: Sequence[Work], data: PlanData) -> Iterator[int]:
    """Yield the places of what has to be there first."""
    named = [*_prerequisites(work, data)]
    for place, other in enumerate(works):
        if isinstance(other, PlannedEnabler):
            if _serves(other, work):
                yield place
        elif other is not work:
            first, last = other[0], other[-1]
            if any(
                question == last.question.id and _below(first.before) < level <= last.level
                for question, level in named
            ):
                yield place


def _prerequisites(work: Work, data: PlanData) -> Iterator[tuple[str, int]]:
    if isinstance(work, PlannedEnabler):
        for need in work.enabler.needs:
            yield need.question, need.level
        return
    question, top = work[0].question, work[-1].level
    for each in question.requires:
        if each.from_level is None or each.from_level <= top:
            yield each.question, each.level
    conditions = data.questions.get(question.id)
    for need in conditions.needs if conditions else ():
        if need.from_level is None or need.from_level <= top:
            yield need.question, need.level


def _serves(enabler: PlannedEnabler, work: Work) -> bool:
    if isinstance(work, PlannedEnabler) or work[0].question.id not in enabler.enabler.serves:
        return False
    start = enabler.enabler.serves[work[0].question.id]
    return start is None or start <= work[-1].level


def _below(before: int | None) -> float:
    """Return what any level is above where a question was open."""
    return float("-inf") if before is None else before


# Where it leads


def _milestones(assessment: Assessment, roadmap: Roadmap) -> Iterator[Milestone]:
    yield Milestone(None, Fraction(0), assessment)
    levels: dict[str, int] = {}
    for year in roadmap.years:
        levels.update({step.question.id: step.level for step in year.steps})
        yield Milestone(year.year, year.cost, after(assessment, levels))


def _remaining(assessment: Assessment, roadmap: Roadmap) -> Iterator[Remaining]:
    levels: Mapping[str, int] = roadmap.levels
    for result in assessment.questions:
        now = result.counted.rating if isinstance(result.counted, Known) else None
        level = levels.get(result.question.id, now)
        target = target_of(assessment, result)
        if result.share is not None and target is not None and (level is None or level < target):
            yield Remaining(result, level, target)
