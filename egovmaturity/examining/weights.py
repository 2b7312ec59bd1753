"""For any weights within which share of the declared ones does the verdict hold?

Exactly, and for all weights at once: no samples. The weights of the questions of a stage move
each for itself, by the same share at most; what they add up to does not matter, as a score
divides by it. In a tree the weights of sections move too. The weights of stages enter the index
and never a verdict by stages. Open questions count 0.
"""

from collections.abc import Iterable, Mapping

from egovmaturity.domain.questionnaire import Band, StagedRule
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.robustness import Place, WeightLimit, WeightTolerance, place_of
from egovmaturity.examining.stage_walk import walk
from egovmaturity.examining.stage_weights import STAY, Way, either, falls, joined, rises


def weight_tolerance(assessment: Assessment) -> WeightTolerance:
    """Say within which share of the declared weights the verdict neither falls nor rises.

    See ``WeightLimit`` for the meaning of the share, 0 to 1. Weights of which nothing is left to
    average are left out; a declared weight of 0 stays 0. A question that does not apply takes no
    part in a score, but its weight decides with the others whether enough of a stage applies.

    A verdict by stages, and one by bands over a single level of questions, is answered in closed
    form: x = Σ w·(s − θ) / Σ w·|s − θ| for the worst weights, which move each against the
    difference. A verdict falls with the first condition to give way; it rises once all conditions
    on the way do, each in a stage of its own, so the farthest of them decides. In a tree of
    sections the share is bracketed instead, see ``band_weights``. Where nothing applies there is
    no verdict that could move, and both limits are ``None``.

    Source: worst case of a linear function over a box; see ``reach`` for two conditions at once.
    """
    rule, here = assessment.questionnaire.rule, place_of(assessment.verdict)
    if isinstance(rule, StagedRule):
        return _stage_limits(assessment, rule, here)
    if isinstance(here, Band):
        from egovmaturity.examining.band_weights import band_limits  # noqa: PLC0415

        return band_limits(assessment, rule, here)
    return WeightTolerance(None, None)


def _stage_limits(assessment: Assessment, rule: StagedRule, attained: Place) -> WeightTolerance:
    results = assessment.stages
    order: list[Place] = [None, *(result.stage for result in results)]
    here = order.index(attained)
    questions = [
        [each for each in assessment.questions if each.question.stage == result.stage.id]
        for result in results
    ]
    groups = list(zip(results, questions, strict=True))
    down = walk(rule, [falls(rule, *group) for group in groups], STAY, joined, either)
    up = walk(rule, [rises(rule, *group) for group in groups], STAY, joined, either)
    return WeightTolerance(_nearest(down, order[:here][::-1]), _nearest(up, order[here + 1 :]))


def _nearest(ways: Mapping[Place, Way], places: Iterable[Place]) -> WeightLimit | None:
    """Return the limit of the places that takes least; of equal ones the first."""
    found = [(ways[place], place) for place in places if place in ways]
    if not found:
        return None
    way, place = min(found, key=lambda each: each[0].reach)
    share, is_open = way.reach
    return WeightLimit(share, is_open, share, place, way.changes)
