"""Where the same answers come to with weights drawn at random: a share of draws per place.

The draws are the same on every machine: whole numbers from a Mersenne Twister with a stated seed
are sorted and compared, and no logarithm or other rounded function is taken.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import lcm
from operator import mul
from struct import Struct

from egovmaturity.domain.questionnaire import BandedRule, StagedRule
from egovmaturity.domain.results import Assessment, Excluded, GroupResult, Interval, StageResult
from egovmaturity.domain.robustness import Concentration, Place, PlaceCount, WeightDraws
from egovmaturity.examining.weighted_tree import Branch, Leaf, banded_tree, worths
from egovmaturity.scoring.groups import bounds
from egovmaturity.scoring.verdict import banded_verdict, carries, stage_results, staged_verdict

DRAWS = 20_000
"""The standard error of a share is then at most 0.0036."""
SEED = 20030609
"""The date of Inpres 3/2003; any number would do, as long as it is stated."""
VARIATION = Fraction(1, 4)
"""Standard deviation of a weight of average size, as a share of it: a convention."""
_WHOLE = 2**32
"""What the weights drawn for a group add up to."""


def weight_draws(
    assessment: Assessment,
    draws: int = DRAWS,
    seed: int = SEED,
    variation: Fraction = VARIATION,
) -> WeightDraws:
    """Draw weights and count where the answers come to: near the declared weights, and with any.

    The weights of each stage, or of each part of the tree of sections, are drawn apart: from
    Dirichlet(κ·w) around the declared ones, with the κ of ``concentration`` for the number of
    parts and κ·w rounded half up to a whole number, at least 1; and from Dirichlet(1, ..., 1),
    in which all weights are alike likely. A declared weight of 0 stays 0. What does not apply is
    drawn with the rest of its stage, where enough of the weight has to apply.

    Raises:
        ValueError: ``draws`` is below 1, or ``variation`` is not above 0 and at most 1.

    Source: Dirichlet weights as in stochastic multicriteria acceptability analysis (SMAA).
    """
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    if not 0 < variation <= 1:
        raise ValueError(f"the variation lies above 0 and up to 1, not {variation}")
    concentrations: list[Concentration] = []

    def near(group: str, weights: Sequence[Fraction]) -> list[int]:
        stated = concentration(len(weights), variation) if len(weights) > 1 else None
        sizes = [_size(stated, weight / sum(weights)) for weight in weights]
        concentrations.append(Concentration(group, stated, sum(sizes)))
        return sizes

    def alike(_: str, weights: Sequence[Fraction]) -> list[int]:
        return [1 for _ in weights]

    return WeightDraws(
        draws,
        seed,
        variation,
        declared=_counts(assessment, _world(assessment, near, seed), draws),
        any_weights=_counts(assessment, _world(assessment, alike, seed), draws),
        concentrations=tuple(concentrations),
    )


def concentration(parts: int, variation: Fraction) -> Fraction:
    """Return the κ of Dirichlet(κ·w) that gives one of so many equal weights this variation.

    ``parts`` is 2 or more; ``variation`` is standard deviation over mean, above 0.

    Source: a weight w of Dirichlet(κ·w) has the variance w(1 - w) / (κ + 1), so
    κ = (1 - w) / (w·v²) - 1, here with w = 1 / parts.
    """
    return (parts - 1) / variation**2 - 1


def _size(stated: Fraction | None, share: Fraction) -> int:
    """Return κ·w as a whole number, half up and at least 1; 1 where there is nothing to vary."""
    return 1 if stated is None else max(1, int(stated * share + Fraction(1, 2)))


Sizes = Callable[[str, Sequence[Fraction]], list[int]]
"""The whole numbers to draw a group with, from its id and its declared weights."""


class _Weights:
    """Weights of one group, drawn again and again; they add up to ``_WHOLE``.

    Source: of N - 1 uniform points on a line the N gaps are Dirichlet(1, ..., 1), and sums of
    a, b, ... neighbouring gaps are Dirichlet(a, b, ...). So the points are sorted, and those
    between the groups of gaps are looked at.
    """

    def __init__(self, sizes: Sequence[int], source: random.Random) -> None:
        *self._cuts, total = accumulate(sizes)
        self._points = Struct(f"<{total - 1}I")
        self._source = source

    def draw(self) -> list[int]:
        points = sorted(self._points.unpack(self._source.randbytes(self._points.size)))
        ends = [0, *(points[cut - 1] for cut in self._cuts), _WHOLE]
        return [high - low for low, high in pairwise(ends)]


def _counts(
    assessment: Assessment, world: Callable[[], Place], draws: int
) -> tuple[PlaceCount, ...]:
    found = Counter(world() for _ in range(draws))
    rule = assessment.questionnaire.rule
    places: Sequence[Place] = (
        rule.bands if isinstance(rule, BandedRule) else assessment.questionnaire.stages
    )
    return tuple(PlaceCount(place, found[place]) for place in (None, *places) if found[place])


def _world(assessment: Assessment, sizes: Sizes, seed: int) -> Callable[[], Place]:
    """Return what draws all weights anew and says where the answers come to with them."""
    source = random.Random(seed)  # noqa: S311  # no secret: it has to be the same every time
    rule = assessment.questionnaire.rule
    if isinstance(rule, BandedRule):
        return _banded_world(assessment, rule, sizes, source)
    return _staged_world(assessment, rule, sizes, source)


def _staged_world(
    assessment: Assessment, rule: StagedRule, sizes: Sizes, source: random.Random
) -> Callable[[], Place]:
    groups = [_stage(assessment, result, sizes, source) for result in assessment.stages]
    stages = list(zip(assessment.stages, groups, strict=True))

    def world() -> Place:
        results: list[StageResult] = []
        for result, group in stages:
            row = result.stage, group(), result.mandatory
            results += stage_results(rule, [row])
            if not carries(rule, results[-1]):
                break  # whatever comes after it, the verdict stands
        return staged_verdict(rule, results).attained

    return world


def _stage(
    assessment: Assessment, result: StageResult, sizes: Sizes, source: random.Random
) -> Callable[[], GroupResult]:
    """Return what draws the weights of a stage and scores it, in whole numbers."""
    weighed = [
        each
        for each in assessment.questions
        if each.question.stage == result.stage.id and each.question.weight
    ]
    if not weighed:
        return lambda: result.group
    weights = _Weights(sizes(result.stage.id, [each.question.weight for each in weighed]), source)
    worths = [
        None if isinstance(each.counted, Excluded) else bounds(each.counted)[0] for each in weighed
    ]
    out = [place for place, worth in enumerate(worths) if worth is None]
    unit = lcm(*(worth.denominator for worth in worths if worth is not None))
    points_of = [0 if worth is None else int(worth * unit) for worth in worths]

    def group() -> GroupResult:
        drawn = weights.draw()
        applies = _WHOLE - sum(drawn[place] for place in out)
        score = Fraction(sum(map(mul, drawn, points_of)), applies * unit) if applies else None
        return GroupResult(
            None if score is None else Interval(score, score),
            Fraction(applies, _WHOLE),
            result.group.tally,
        )

    return group


def _banded_world(
    assessment: Assessment, rule: BandedRule, sizes: Sizes, source: random.Random
) -> Callable[[], Place]:
    tree = banded_tree(assessment)
    if tree is None:
        return lambda: None
    unit = lcm(*(worth.denominator for worth in worths(tree)))
    points, height = _points(tree, unit, sizes, source)

    def world() -> Place:
        index = Fraction(points(), unit * _WHOLE**height)
        return banded_verdict(rule, Interval(index, index)).band

    return world


def _points(
    part: Leaf | Branch, unit: int, sizes: Sizes, source: random.Random
) -> tuple[Callable[[], int], int]:
    """Return what draws the weights of a part and scores it, times ``unit`` and the weights.

    With it comes its height: so many weights are in its points.
    """
    if isinstance(part, Leaf):
        points = int(part.worth * unit)
        return lambda: points, 0
    weights = _Weights(sizes(part.id, [each.weight for each in part.parts]), source)
    inside = [_points(each, unit, sizes, source) for each in part.parts]
    height = 1 + max(below for _, below in inside)
    factors = [_WHOLE ** (height - 1 - below) for _, below in inside]

    def drawn() -> int:
        rows = zip(weights.draw(), factors, inside, strict=True)
        return sum(weight * factor * value() for weight, factor, (value, _) in rows)

    return drawn, height
