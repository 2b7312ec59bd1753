"""Cells that several tables of a master plan share; each says so where nothing is known."""

from egovmaturity.domain.answers import Action
from egovmaturity.domain.master_plan import Aimed, TopicState, budget_of
from egovmaturity.domain.questionnaire import Question, Rating, Scale
from egovmaturity.domain.results import Excluded, GroupResult, Known, Open
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.outline import CellText
from egovmaturity.views.report import ColumnView


def no_data(c: Context) -> str:
    """Say that the answers hold nothing about something."""
    return c.words("No data yet")


def column(title: str) -> ColumnView:
    """Head a column of texts."""
    return ColumnView(title, "text")


def number(title: str) -> ColumnView:
    """Head a column of numbers."""
    return ColumnView(title, "number")


def is_reached(each: Aimed) -> bool:
    """Whether a question that applies has a target and stands at it."""
    return each.target is not None and each.gap is None


def question_cell(c: Context, each: Aimed) -> CellText:
    """Name a question by its code and title, and its place below."""
    question = each.result.question
    place = c.place(question)
    return CellText(coded(question), (place,) if place else ())


def now_cell(c: Context, each: Aimed) -> CellText:
    """Say the level that counts and, where it differs, the level claimed."""
    result, words = each.result, c.words
    counted = result.counted
    if isinstance(counted, Open):
        return CellText(no_data(c), (c.open_reason(counted.reason),))
    if isinstance(counted, Excluded):
        return CellText(words("Not applicable"))
    claimed = result.claimed
    differs = claimed is not None and claimed != counted.rating
    notes = (words("Claimed: {level}", level=c.optional(claimed)),) if differs else ()
    return CellText(level_text(c, result.question, counted.rating), notes)


def level_text(c: Context, question: Question, rating: Rating) -> str:
    """Write a level and its name, or a number as it was given."""
    level = question.scale.find(rating) if isinstance(question.scale, Scale) else None
    return f"{c.rating(rating)} {level.label}" if level else c.rating(rating)


def target_cell(c: Context, each: Aimed) -> CellText:
    """Say the target, and whether it is reached."""
    if isinstance(each.result.counted, Excluded):
        return CellText(NO_SCORE)
    if each.target is None:
        return CellText(no_data(c))
    notes = () if each.gap is not None else (c.words("Reached"),)
    return CellText(level_text(c, each.result.question, each.target), notes)


def evidence_cell(c: Context, each: Aimed) -> CellText:
    """Say how complete the evidence is."""
    result = each.result
    if not isinstance(result.counted, Known):
        return CellText(NO_SCORE if isinstance(result.counted, Excluded) else no_data(c))
    needed = len(result.evidence.needed)
    held = needed - len(result.evidence.missing)
    notes = (c.words("{n} of {total}", n=held, total=needed),) if needed else ()
    return CellText(c.evidence_text(result) or NO_SCORE, notes)


def verification_cell(c: Context, each: Aimed) -> CellText:
    """Say what an assessor found, who it was and when."""
    found = each.result.answer.details.verification
    if found is None:
        is_rated = isinstance(each.result.counted, Known)
        return CellText(c.words("Not verified") if is_rated else NO_SCORE)
    level = c.words("N/A") if found.rating is None else c.rating(found.rating)
    said = [part for part in (found.by, c.numbers.day(found.dated)) if part]
    return CellText(c.words("Verified: {level}", level=level), tuple(said))


def owner_cell(c: Context, each: Aimed) -> CellText:
    """Name the office that the answer names; what the questionnaire suggests stands below."""
    named, suggested = each.result.answer.details.owner, each.result.question.owner
    if named:
        return CellText(named)
    notes = (c.words("Suggested: {office}", office=suggested),) if suggested else ()
    return CellText(no_data(c), notes)


# Actions


def action_cell(c: Context, action: Action) -> CellText:
    """Name an action by its code and title, and say what it raises."""
    raises = [f"{question} → {c.rating(level)}" for question, level in action.raises.items()]
    said = (c.words("Raises {levels}", levels=", ".join(raises)),) if raises else ()
    return CellText(coded(action), said)


def responsible_cell(c: Context, action: Action) -> CellText:
    """Name who carries an action out, and who supports."""
    support = ", ".join(action.support)
    notes = (c.words("with {units}", units=support),) if support else ()
    return CellText(action.owner or no_data(c), notes)


def period_cell(c: Context, action: Action) -> CellText:
    """Say in which quarters an action runs."""
    return CellText(c.numbers.quarters(action.start, action.end) or no_data(c))


def budget_cell(c: Context, action: Action) -> CellText:
    """Say what an action costs, and where that stands in the budget."""
    return CellText(
        money_text(c, action.budget), (action.budget_line,) if action.budget_line else ()
    )


def money_text(c: Context, rupiah: int | None) -> str:
    """Write an amount, or that none is known."""
    return no_data(c) if rupiah is None else c.numbers.money(rupiah)


def sum_text(c: Context, actions: tuple[Action, ...]) -> str:
    """Add up the budgets that are known; a dash where there is no action at all."""
    return money_text(c, budget_of(actions)) if actions else NO_SCORE


def codes(actions: tuple[Action, ...]) -> str:
    """List the codes of actions; a dash where there are none."""
    return ", ".join(action.id for action in actions) or NO_SCORE


def topic_name(c: Context, state: TopicState) -> str:
    """Name a topic."""
    return state.topic.title or c.words("All {questions}")


def score_text(c: Context, group: GroupResult) -> str:
    """Write a score with its upper bound; what rests on no answer at all is no score."""
    if not group.tally.rated:
        return no_data(c) if group.tally.open else NO_SCORE
    score = c.score(group.score)
    if not score.high:
        return score.text
    return f"{score.text} ({c.words('at most {score}', score=score.high)})"
