"""Verdicts under other weights, by trying out weights; nothing of the analyses is used.

A condition linear in the weights is decided at the corners of the box they lie in. Where a stage
must have enough that applies besides, it is decided at the corners of what is left of the box:
corners of the box, and the points where one of its edges crosses that condition.
"""

from fractions import Fraction
from itertools import product

from strategies import rank

from egovmaturity.domain.questionnaire import StagedRule
from egovmaturity.domain.results import Basis, Excluded
from egovmaturity.scoring.assess import outcome_of, states_of

HUGE = 2**11
"""So many corners are not tried out."""


def ranks(asked, sheet, share):
    """Return the ranks of all verdicts that weights within ``share`` of the declared give."""
    if isinstance(asked.rule, StagedRule):
        return _staged_ranks(asked, sheet, share)
    return {
        rank(asked, place)
        for world in _trees(asked, share)
        if (place := outcome_of(world, sheet, states_of(world, sheet, Basis.BEST))[1].band)
    }


def corners(weights, share):
    return product(*({w * (1 - share), w * (1 + share)} for w in weights))


def size(asked):
    """How many weights there are to move."""
    sections = [each for top in asked.sections for each in top.walk()]
    return sum(1 for each in [*asked.questions, *sections] if each.weight)


def _staged_ranks(asked, sheet, share):
    """Weights of a stage matter to it alone: one vector for each thing a stage can come to."""
    states = states_of(asked, sheet, Basis.BEST)
    choices = []
    for stage in asked.stages:
        inside = [q for q in asked.questions if q.stage == stage.id]
        kinds = {}
        for weights in _vectors(inside, states, share, asked.rule.undetermined_below):
            moved = [q._replace(weight=w) for q, w in zip(inside, weights, strict=True)]
            alone = asked._replace(stages=(stage,), questions=tuple(moved))
            kinds[_what_it_comes_to(alone, sheet)] = moved
        choices.append(kinds.values())
    found = set()
    for combination in product(*choices):
        world = asked._replace(questions=tuple(q for moved in combination for q in moved))
        verdict = outcome_of(world, sheet, states)[1]
        found.add(rank(world, verdict.attained))
    return found


def _what_it_comes_to(alone, sheet):
    """Return all that other stages can notice of one; a second, empty-handed stage asks it."""
    from egovmaturity.scoring.assess import assess

    result = assess(alone, sheet).stages[0]
    return result.is_determined, result.attains, result.founds


def _vectors(inside, states, share, needed):
    weights = [q.weight for q in inside]
    for vector in {*corners(weights, share), *_crossings(inside, states, share, needed)}:
        if any(vector):
            yield vector


def _crossings(inside, states, share, needed):
    terms = [(0 if isinstance(states[q.id], Excluded) else 1) - needed for q in inside]
    for place, question in enumerate(inside):
        others = [Fraction(0) if n == place else q.weight for n, q in enumerate(inside)]
        if not terms[place] or not question.weight:
            continue
        for vector in corners(others, share):
            rest = sum((u * c for u, c in zip(vector, terms, strict=True)), Fraction(0))
            crossing = -rest / terms[place]
            if question.weight * (1 - share) <= crossing <= question.weight * (1 + share):
                yield (*vector[:place], crossing, *vector[place + 1 :])


def _trees(asked, share):
    """Yield the questionnaire with every corner of the weights of its questions and sections."""
    sections = [each for top in asked.sections for each in top.walk()]
    declared = [q.weight for q in asked.questions] + [s.weight for s in sections]
    for vector in corners(declared, share):
        by_section = dict(
            zip((s.id for s in sections), vector[len(asked.questions) :], strict=True)
        )
        yield asked._replace(
            questions=tuple(
                q._replace(weight=w) for q, w in zip(asked.questions, vector, strict=False)
            ),
            sections=tuple(_weighed(top, by_section) for top in asked.sections),
        )


def _weighed(section, by_section):
    return section._replace(
        weight=by_section[section.id],
        sections=tuple(_weighed(below, by_section) for below in section.sections),
    )
