"""Two or more years of one institution: what differs, and what the index moved by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from egovmaturity.domain.answers import Action, ActionStatus, AnswerSheet, Evidence, Quarter
from egovmaturity.domain.comparison import (
    ActionChange,
    ActionFate,
    Comparison,
    Crossing,
    EvidenceChange,
    GroupChange,
    GroupKind,
    Pair,
    QuestionChange,
    Step,
)
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment, GroupResult
from egovmaturity.editions.common import common_questions, same_questions
from egovmaturity.examining.crossing import crossing
from egovmaturity.examining.waterfall import movement, waterfall


class Obstacle(StrEnum):
    """Why two assessments cannot be held against each other."""

    INSTITUTION = "institution"
    QUESTIONNAIRE = "questionnaire"
    NO_MAP = "no-map"
    NOTHING_COMMON = "nothing-common"
    YEAR = "year"
    BASIS = "basis"


def obstacle(before: Assessment, after: Assessment) -> Obstacle | None:
    """Return what keeps two assessments from being compared; ``None``: nothing does.

    They have to be about the same institution (by its id, or its name where it has none) and
    subject, on the same basis, ``after`` of a later year. Editions of one questionnaire may differ
    if the newer one says what became of the questions of the older, and some were kept.
    """
    if _who(before.sheet) != _who(after.sheet):
        return Obstacle.INSTITUTION
    if before.questionnaire.id != after.questionnaire.id:
        return Obstacle.QUESTIONNAIRE
    if before.sheet.occasion.year >= after.sheet.occasion.year:
        return Obstacle.YEAR
    if before.basis != after.basis:
        return Obstacle.BASIS
    pairs = _common(before.questionnaire, after.questionnaire)
    if pairs is None:
        return Obstacle.NO_MAP
    return None if pairs else Obstacle.NOTHING_COMMON


def _who(sheet: AnswerSheet) -> tuple[str, str]:
    return sheet.institution.id or sheet.institution.name, sheet.occasion.subject


def _common(old: Questionnaire, new: Questionnaire) -> tuple[Pair, ...] | None:
    """Pair the questions both ask alike; ``None`` where nobody has said which those are."""
    if old.reference == new.reference:
        return same_questions(new)
    migration = new.migration(old.edition)
    return None if migration is None else common_questions(old, new, migration)


def compare(assessments: Sequence[Assessment]) -> Comparison:
    """Compare each year with the next, and the first with the last.

    Raises:
        ValueError: There are fewer than two, or two of them have an ``obstacle``.
    """
    if len(assessments) < 2:
        raise ValueError("a comparison takes two assessments or more")
    steps = tuple(_step(before, after) for before, after in pairwise(assessments))
    whole = steps[0] if len(steps) == 1 else _step(assessments[0], assessments[-1])
    return Comparison(tuple(assessments), steps, whole)


def _step(before: Assessment, after: Assessment) -> Step:
    problem = obstacle(before, after)
    pairs = _common(before.questionnaire, after.questionnaire)
    if problem is not None or pairs is None:
        raise ValueError(f"these assessments cannot be compared: {problem}")
    is_one_edition = before.questionnaire.reference == after.questionnaire.reference
    across = None if is_one_edition else crossing(before, after, pairs)
    return Step(
        before,
        after,
        waterfall(before, after, pairs),
        tuple(_groups(before, after, across)),
        tuple(_questions(before, after, pairs)),
        tuple(_evidence(before, after, pairs)),
        tuple(_actions(before.sheet, after.sheet)),
        across,
    )


def _questions(
    before: Assessment, after: Assessment, pairs: Sequence[Pair]
) -> Iterator[QuestionChange]:
    was = {each.question.id: each.counted for each in before.questions}
    now = {each.question.id: each for each in after.questions}
    for pair in pairs:
        result = now[pair.new]
        moved = movement(was[pair.old], result.counted)
        if moved is not None:
            yield QuestionChange(result.question, pair.old, was[pair.old], result.counted, moved)


def _groups(
    before: Assessment, after: Assessment, across: Crossing | None
) -> Iterator[GroupChange]:
    """Pair what is scored in both years; across editions by the newer one's questions and rules."""
    if across is not None:
        before, after = across.by_new
    earlier = {(kind, name): group for kind, name, _, group in _scored(before)}
    for kind, name, title, group in _scored(after):
        yield GroupChange(kind, name, title, earlier.get((kind, name)), group)


def _scored(assessment: Assessment) -> Iterator[tuple[GroupKind, str, str, GroupResult]]:
    for stage in assessment.stages:
        yield GroupKind.STAGE, stage.stage.id, stage.stage.title, stage.group
    titles = assessment.questionnaire.place_titles()
    for section in assessment.sections:
        yield GroupKind.SECTION, section.section.id, titles[section.section.id], section.group
    for factor in assessment.factors:
        yield GroupKind.FACTOR, factor.factor.id, factor.factor.title, factor.group


def _evidence(
    before: Assessment, after: Assessment, pairs: Sequence[Pair]
) -> Iterator[EvidenceChange]:
    """Compare listed documents by title and number, each as often as it is listed."""
    now = {each.question.id: each for each in after.questions}
    for pair in pairs:
        was = before.sheet.answer(pair.old).details.evidence
        listed = now[pair.new].answer.details.evidence
        gained, lost = _beyond(listed, was), _beyond(was, listed)
        if gained or lost:
            yield EvidenceChange(now[pair.new].question, gained, lost)


def _beyond(some: Sequence[Evidence], others: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the documents that ``others`` do not list, in order."""
    left = Counter((each.title, each.number) for each in others)
    found = []
    for each in some:
        if left[each.title, each.number]:
            left[each.title, each.number] -= 1
        else:
            found.append(each)
    return tuple(found)


_OVER = frozenset((ActionStatus.DONE, ActionStatus.DROPPED))


def _actions(before: AnswerSheet, after: AnswerSheet) -> Iterator[ActionChange]:
    earlier = {action.id: action for action in before.actions}
    for action in after.actions:
        fate = _fate(action, earlier.pop(action.id, None), after)
        if fate is not None:
            yield ActionChange(action, fate)
    for action in earlier.values():
        if action.status not in _OVER:
            yield ActionChange(action, ActionFate.GONE)


def _fate(action: Action, earlier: Action | None, sheet: AnswerSheet) -> ActionFate | None:
    """Say what became of an action; ``None`` where it goes on as it should, or was over before."""
    if action.status in _OVER:
        if earlier is not None and earlier.status is action.status:
            return None
        return ActionFate.FINISHED if action.status is ActionStatus.DONE else ActionFate.DROPPED
    if action.status is ActionStatus.LATE or is_over(action.end, sheet):
        return ActionFate.LATE
    return ActionFate.NEW if earlier is None else None


def is_over(end: Quarter | None, sheet: AnswerSheet) -> bool:
    """Whether a quarter has ended by the day of the answers, or before their year where none."""
    if end is None:
        return False
    day = sheet.occasion.day
    if day is None:
        return end.year < sheet.occasion.year
    return (end.year, end.number) < (day.year, (day.month - 1) // 3 + 1)
