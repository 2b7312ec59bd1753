"""What the index of a questionnaire with bands is a weighted mean of, as a tree."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import BandedRule, IndexOf, Question, Section
from egovmaturity.domain.results import Assessment, Counted, Excluded
from egovmaturity.scoring.groups import bounds


class Leaf(NamedTuple):
    """A question that applies and weighs something; open ones are worth 0."""

    weight: Fraction
    worth: Fraction


class Branch(NamedTuple):
    """A section, or the whole (``id`` is empty), with all that counts in it: never empty."""

    id: str
    weight: Fraction
    parts: "tuple[Leaf | Branch, ...]"


def banded_tree(assessment: Assessment) -> Branch | None:
    """Return what the index averages, without what weighs nothing or does not apply.

    ``None`` where nothing is left, or where the verdict is not by bands.
    """
    questionnaire = assessment.questionnaire
    if not isinstance(questionnaire.rule, BandedRule):
        return None
    states = {result.question.id: result.counted for result in assessment.questions}
    if questionnaire.index_of is IndexOf.QUESTIONS:
        return _branch("", Fraction(1), _leaves(questionnaire.questions, states))
    sections = _branches(questionnaire.sections, questionnaire.questions, states)
    return _branch("", Fraction(1), sections)


def _branches(
    sections: Sequence[Section], questions: Sequence[Question], states: Mapping[str, Counted]
) -> "list[Leaf | Branch]":
    found: list[Leaf | Branch] = []
    for section in sections:
        here = _leaves([q for q in questions if q.section == section.id], states)
        inside = [*_branches(section.sections, questions, states), *here]
        branch = _branch(section.id, section.weight, inside)
        if branch is not None and branch.weight:
            found.append(branch)
    return found


def _branch(name: str, weight: Fraction, parts: "Sequence[Leaf | Branch]") -> Branch | None:
    return Branch(name, weight, tuple(parts)) if parts else None


def _leaves(questions: Sequence[Question], states: Mapping[str, Counted]) -> "list[Leaf | Branch]":
    leaves: list[Leaf | Branch] = []
    for question in questions:
        counted = states[question.id]
        if question.weight and not isinstance(counted, Excluded):
            leaves.append(Leaf(question.weight, bounds(counted)[0]))
    return leaves


def worths(part: Leaf | Branch) -> Iterator[Fraction]:
    """Yield what every question in a part is worth."""
    if isinstance(part, Leaf):
        yield part.worth
    else:
        for each in part.parts:
            yield from worths(each)
