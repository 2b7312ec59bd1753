"""Gaps, what they touch elsewhere, and the actions on record."""

from collections.abc import Iterable, Sequence

from egovmaturity.domain.answers import Action, ActionStatus, Quarter
from egovmaturity.domain.plan import Gap, Tier
from egovmaturity.domain.questionnaire import NumberRange, Question, Rating
from egovmaturity.domain.results import StagedVerdict
from egovmaturity.language import to_translate
from egovmaturity.planning.gaps import target_of
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, meaning
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import ActionView, CrosswalkView, GapView, QuarterView


def has_targets(c: Context) -> bool:
    """Whether there is anything to aim at; numbers often have no target."""
    return any(target_of(c.assessment, result) is not None for result in c.assessment.questions)


def no_gaps(c: Context) -> str:
    """Say why there are no gaps; empty where there are some."""
    if c.plan.gaps:
        return ""
    if has_targets(c):
        return c.words("Every {question} with a target has reached it.")
    return c.words("No target is set for any {question}.")


def gap_view(c: Context, rank: int, gap: Gap) -> GapView:
    """Say everything about one gap."""
    result, question = gap.result, gap.result.question
    steps = tuple(_steps(question, gap.current, gap.target))
    return GapView(
        rank=rank,
        priority=_priority(c, gap.tier),
        priority_text=_tier_text(c, gap.tier),
        id=question.id,
        title=question.title,
        ask=question.ask,
        place=c.place(question),
        place_id=question.belongs_to,
        factor=c.factor_names(question),
        factor_ids=question.factors,
        is_mandatory=question.mandatory is not None,
        current=NO_SCORE if gap.current is None else c.rating(gap.current),
        target=c.rating(gap.target),
        distance=_distance(question, gap),
        steps=steps,
        dots=_dots(steps),
        current_meaning=meaning(question, gap.current),
        target_meaning=meaning(question, gap.target),
        recommendation=_recommendation(c, question, gap.current),
        owner=result.owner,
        evidence=c.evidence_text(result) if result.evidence.needed else "",
    )


def _distance(question: Question, gap: Gap) -> str:
    """Return how many levels are missing, counted from the lowest where the question is open."""
    current = question.scale.lowest if gap.current is None else gap.current
    return f"{float(gap.target - current):g}"


def _priority(c: Context, tier: Tier) -> int:
    """Number the tiers from 1; without stages there is only one."""
    return int(tier) + 1 if isinstance(c.assessment.verdict, StagedVerdict) else 1


def _tier_text(c: Context, tier: Tier) -> str:
    if not isinstance(c.assessment.verdict, StagedVerdict):
        return c.words("Raises the index")
    return c.words(_TIERS[tier])


_TIERS = {
    Tier.GATE: to_translate("Mandatory, keeps the next {stage} shut"),
    Tier.BLOCKING: to_translate("Its {stage} misses a condition of the next {stage}"),
    Tier.STRENGTHENING: to_translate("Its {stage} does not yet carry the next one"),
    Tier.LATER: to_translate("For later"),
}


def _recommendation(c: Context, question: Question, current: Rating | None) -> str:
    if current is None:
        return c.words("Answer this {question} first.")
    return question.recommend.get(int(current), "") if current == int(current) else ""


def crosswalk(c: Context) -> CrosswalkView:
    """Say what of another questionnaire the gaps touch, if that was asked for."""
    if c.touching is None:
        return CrosswalkView()
    from egovmaturity.views.crosswalk_view import touching_view  # noqa: PLC0415

    return touching_view(c.touching, c.words)


def action_view(c: Context, action: Action, shown: Sequence[Quarter]) -> ActionView:
    """Return an action as it is printed, with the quarters of the schedule it runs in."""
    raises = [f"{q} → {c.rating(level)}" for q, level in action.raises.items()]
    return ActionView(
        action.id,
        action.title,
        ", ".join(raises),
        action.owner,
        ", ".join(action.support),
        c.numbers.quarters(action.start, action.end),
        c.numbers.money(action.budget) if action.budget is not None else "",
        action.budget_line,
        status_text(c, action),
        tuple(_stretch(action, quarter) for quarter in shown),
    )


def status_text(c: Context, action: Action) -> str:
    """Say how far an action is."""
    return c.words(_STATUSES[action.status])


_STATUSES = {
    ActionStatus.PLANNED: to_translate("Planned"),
    ActionStatus.RUNNING: to_translate("Running"),
    ActionStatus.DONE: to_translate("Done"),
    ActionStatus.LATE: to_translate("Late"),
    ActionStatus.DROPPED: to_translate("Dropped"),
}


def _stretch(action: Action, quarter: Quarter) -> str:
    """Say whether an action runs in a quarter, and whether it begins or ends there."""
    start, end = action.start or action.end, action.end or action.start
    if start is None or end is None or not start <= quarter <= end:
        return ""
    if start == end:
        return "only"
    return {start: "start", end: "end"}.get(quarter, "through")


def scheduled(c: Context) -> list[Quarter]:
    """Return every quarter from the first in which an action runs to the last."""
    named = [each for a in c.plan.actions for each in (a.start, a.end) if each is not None]
    if not named:
        return []
    first, last = min(named), max(named)
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    places = range(first.number - 1, first.number - 1 + count)
    return [Quarter(first.year + place // 4, place % 4 + 1) for place in places]


MOST_QUARTERS = 12
"""Columns a schedule has at most, so that it fits on paper."""


def quarter_view(c: Context, quarter: Quarter) -> QuarterView:
    """Return a column of the schedule."""
    label, name = c.numbers.quarter_label(quarter), c.numbers.quarters(quarter, quarter)
    return QuarterView(quarter.year, label, name)


def schedule_note(c: Context) -> str:
    """Say that the schedule is cut; empty where it is not."""
    every = scheduled(c)
    shown = every[:MOST_QUARTERS]
    if len(shown) == len(every):
        return ""
    return c.words(
        "The columns show {n} of {total} quarters, {span}; the periods are complete.",
        n=len(shown),
        total=len(every),
        span=c.numbers.quarters(shown[0], shown[-1]),
    )


def budget(c: Context) -> int:
    """Add up the budgets of all actions that are not dropped, in rupiah."""
    return sum(a.budget or 0 for a in c.plan.actions if a.status is not ActionStatus.DROPPED)


def budget_total(c: Context) -> str:
    """Write the sum of all budgets; empty where there is none."""
    return c.numbers.money(budget(c)) if budget(c) else ""


def projection(c: Context) -> str:
    """Say what the actions would lead to; empty where nothing can be said."""
    projection = c.plan.projection
    if projection is None or projection.index is None:
        return ""
    index = c.index_text(projection.index)
    return c.words(
        "If every action that is not dropped is carried out in full, the index becomes at "
        "least {index} and the verdict would be {verdict}.",
        index=index,
        verdict=sentences.verdict_text(c.words, projection.verdict),
    )


_MOST_DOTS = 10
"""Steps that can be counted at a glance; scales with more are told by their numbers alone."""


def _dots(steps: tuple[str, ...]) -> str:
    """Write a few steps as signs: ``●●◎○``; nothing where there are too many to count."""
    if len(steps) > _MOST_DOTS:
        return ""
    return "".join({"reached": "●", "gap": "◎", "beyond": "○"}[step] for step in steps)


def _steps(question: Question, current: Rating | None, target: Rating) -> Iterable[str]:
    if isinstance(question.scale, NumberRange):
        return
    for level in question.scale.levels[1:]:
        if current is not None and level.number <= current:
            yield "reached"
        else:
            yield "gap" if level.number <= target else "beyond"
