"""Two years by two editions of a questionnaire, held against each other where that is fair."""

from collections.abc import Sequence
from fractions import Fraction

from egovmaturity.domain.answers import Answer, AnswerSheet, Rated
from egovmaturity.domain.comparison import Anchor, Break, Crossing, Link, Pair, Ruler
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment, Counted, Known
from egovmaturity.scoring.assess import assess, outcome_of

_ZERO, _ONE = Fraction(0), Fraction(1)
_HALF = Fraction(1, 2)
"""Least share of a stage's weight that common questions must have for its score to go on."""


def crossing(before: Assessment, after: Assessment, common: Sequence[Pair]) -> Crossing:
    """Score both years by both editions on the questions they have in common.

    I₂ - I₁ is the real change C₂ - C₁ on the common questions, by the ruler of one edition, and
    the rest, which is the effect of the edition. The index of the newer year on the older ruler is
    I₁ + (C₂ - C₁), kept within 0 and 1. Verdicts are never carried over: stages are scored again,
    and where common questions are less than half of the weight of a stage the series breaks.

    Source: linear chaining on common items, as in Kolen & Brennan (2014), "Test Equating, Scaling,
    and Linking"; the half is a convention.
    """
    old, new = before.questionnaire, after.questionnaire
    there = tuple(common)
    back = tuple(pair.turned() for pair in there)
    kept_old, kept_new = {pair.old for pair in there}, {pair.new for pair in there}
    narrow_old, narrow_new = _only(old, kept_old), _only(new, kept_new)
    by_old = Ruler(_again(before, narrow_old, _same(kept_old)), _again(after, narrow_old, back))
    by_new = Ruler(_again(before, narrow_new, there), _again(after, narrow_new, _same(kept_new)))
    return Crossing(
        old.reference,
        new.reference,
        there,
        tuple(question for question in new.questions if question.id not in kept_new),
        tuple(question for question in old.questions if question.id not in kept_old),
        by_old,
        by_new,
        _anchor(before, kept_old),
        _anchor(after, kept_new),
        _link(before, by_old),
        _breaks(new, kept_new),
    )


def _same(ids: set[str]) -> tuple[Pair, ...]:
    return tuple(Pair(each, each) for each in ids)


def _only(questionnaire: Questionnaire, ids: set[str]) -> Questionnaire:
    """Return a questionnaire without the questions that the other edition does not ask."""
    questions = tuple(each for each in questionnaire.questions if each.id in ids)
    return questionnaire._replace(questions=questions)


def _again(assessment: Assessment, ruler: Questionnaire, pairs: Sequence[Pair]) -> Assessment:
    """Score a year anew, by the questions and the rules of ``ruler``."""
    return assess(ruler, _carried(assessment.sheet, ruler, pairs), assessment.basis)


def _carried(sheet: AnswerSheet, ruler: Questionnaire, pairs: Sequence[Pair]) -> AnswerSheet:
    """Return the answers as the other edition would have them; plans and targets stay behind."""
    by_new = {pair.new: pair for pair in pairs}
    answers = {
        question.id: _answer(sheet.answer(pair.old), pair)
        for question in ruler.questions
        if (pair := by_new.get(question.id)) is not None and pair.old in sheet.answers
    }
    return sheet._replace(questionnaire=ruler.reference, answers=answers, actions=())


def _answer(answer: Answer, pair: Pair) -> Answer:
    """Renumber the level claimed and the level verified."""
    found = answer.details.verification
    if found is not None and found.rating is not None:
        found = found._replace(rating=pair.carried(found.rating))
    answer = answer._replace(details=answer.details._replace(verification=found, target=None))
    return (
        answer._replace(rating=pair.carried(answer.rating)) if isinstance(answer, Rated) else answer
    )


def _anchor(year: Assessment, kept: set[str]) -> Anchor:
    """Say how much of an edition is kept, if all of it applied."""
    questions = year.questionnaire.questions
    states: dict[str, Counted] = {
        each.id: Known(0, _ONE if each.id in kept else _ZERO) for each in questions
    }
    # An index where what is kept is worth all and the rest nothing is the weight of what is kept.
    index, _ = outcome_of(year.questionnaire, year.sheet, states)
    share = Fraction(len(kept), len(questions)) if questions else _ZERO
    return Anchor(share, index.low if index else _ZERO)


def _link(before: Assessment, by_old: Ruler) -> Link | None:
    if before.index is None or by_old.change is None:
        return None
    index = before.index.low + by_old.change
    within = min(max(index, _ZERO), _ONE)
    return Link(within, within != index)


def _breaks(new: Questionnaire, kept: set[str]) -> tuple[Break, ...]:
    found = []
    for stage in new.stages:
        inside = [question for question in new.questions if question.stage == stage.id]
        total = sum((question.weight for question in inside), _ZERO)
        common = sum((question.weight for question in inside if question.id in kept), _ZERO)
        covered = common / total if total else _ZERO
        if covered < _HALF:
            found.append(Break(stage.id, stage.title, covered))
    return tuple(found)
