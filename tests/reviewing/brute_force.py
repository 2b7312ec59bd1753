"""Reviews in short, and the same by trying out every combination of levels."""

from itertools import product

from builders import answers

from egovmaturity.domain.diagnostics import english
from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.domain.results import Basis
from egovmaturity.reviewing.review import review
from egovmaturity.scoring.assess import outcome


def reviewed(asked, code):
    """Return values and id of every finding with this code; each can be said."""
    found = [each for each in review(asked) if each.code == code]
    assert all(english(each.cause) for each in found)
    return [(each.cause.values, each.about[-1] if each.about else "") for each in found]


def verdict(asked, ratings):
    """Return index and verdict of claims alone."""
    return outcome(asked, answers(ratings), Basis.CLAIMED)


def ratings_of(question):
    """Return the ends of a range or every level, and ``None`` for an open question."""
    if isinstance(question.scale, NumberRange):
        return [None, question.scale.lowest, question.scale.highest]
    return [None, *(level.number for level in question.scale.levels)]


def ends_of(question):
    return [question.scale.lowest, question.scale.highest]


def outcomes(asked, choices=ends_of):
    """Return the verdicts of every combination of choices."""
    for chosen in product(*(choices(each) for each in asked.questions)):
        given = zip(asked.questions, chosen, strict=True)
        yield verdict(asked, {each.id: rating for each, rating in given if rating is not None})[1]


def attained_by(asked, found):
    """Return the ids of the stages up to the one attained."""
    order = [each.id for each in asked.stages]
    return order[: order.index(found.attained.id) + 1] if found.attained else []
