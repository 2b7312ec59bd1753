"""How far weights may move before an index enters another band."""

from fractions import Fraction
from operator import mul

from egovmaturity.domain.questionnaire import Band, BandedRule, Closed, Comparator, Threshold
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.robustness import Condition, WeightChange, WeightLimit, WeightTolerance
from egovmaturity.examining.reach import Form, reach
from egovmaturity.examining.weighted_tree import Branch, Leaf, banded_tree, worths
from egovmaturity.scoring.aggregate import in_whole

_ONE = Fraction(1)
GRID = 10_000
"""In a tree the share is bracketed between neighbours on a grid of so many steps."""


def band_limits(assessment: Assessment, rule: BandedRule, band: Band) -> WeightTolerance:
    """Say how far the weights of questions and sections may move within the band.

    With one level of weights the answer is exact. In a tree of sections the lowest index for a
    given share is exact too: a section that scores less never makes the whole score more, so each
    takes its own worst weights. The share at which that index leaves the band is bracketed to
    1 / ``GRID``: the band holds at ``share`` and not at ``fails_at``.
    """
    tree = banded_tree(assessment)
    if tree is None:
        return WeightTolerance(None, None)
    whole = _simplified(tree)
    place = rule.bands.index(band)
    down = up = None
    if place > 0:
        down = _limit(whole, _beginning(rule, band), band, rule.bands[place - 1])
    if place + 1 < len(rule.bands):
        above = rule.bands[place + 1]
        up = _limit(_mirrored(whole), _mirrored_bar(_beginning(rule, above)), above, above)
    return WeightTolerance(down, up)


def _beginning(rule: BandedRule, band: Band) -> Threshold:
    """Return where a band begins as a bar for an index of 0 to 1."""
    comparator = Comparator.AT_LEAST if rule.closed is Closed.LEFT else Comparator.ABOVE
    return Threshold(comparator, (band.start - rule.lowest) / (rule.highest - rule.lowest))


def _limit(tree: Branch, bar: Threshold, passed: Band, becomes: Band) -> WeightLimit | None:
    """Return how far weights may move with every index they give meeting ``bar``."""
    if all(bar.is_met(worth) for worth in worths(tree)):
        return None
    share, is_attained, fails_at = _kept(tree, bar)
    change = WeightChange(passed, Condition.BAND, share)
    return WeightLimit(share, is_attained, fails_at, becomes, (change,))


def _kept(tree: Branch, bar: Threshold) -> tuple[Fraction, bool, Fraction]:
    leaves = [part for part in tree.parts if isinstance(part, Leaf)]
    if len(leaves) == len(tree.parts):
        terms = tuple(bar.share - leaf.worth for leaf in leaves)
        missed = Form(terms, is_strict=bar.comparator is Comparator.AT_LEAST)
        found = reach([leaf.weight for leaf in leaves], range(len(leaves)), missed)
        if found is not None:
            return found.share, found.is_open, found.share
    return _bracketed(tree, bar)


def _bracketed(tree: Branch, bar: Threshold) -> tuple[Fraction, bool, Fraction]:
    """Halve the grid: the bar is met with the declared weights, and missed if weights vanish."""
    holds, fails = 0, GRID
    while fails - holds > 1:
        middle = (holds + fails) // 2
        if bar.is_met(lowest_mean(tree, Fraction(middle, GRID))):
            holds = middle
        else:
            fails = middle
    return Fraction(holds, GRID), True, Fraction(fails, GRID)


def lowest_mean(part: Leaf | Branch, share: Fraction) -> Fraction:
    """Return the least weighted mean with every weight within ``share`` of its own, 0 to below 1.

    Source: a fraction of linear functions over a box is least at a corner; there the scores below
    the mean have their largest weight and those above it their smallest, so in order of scores
    one of the n + 1 places to change over is the best. Whole numbers do: the unit of weights,
    and that of the share, falls out of a mean.
    """
    if isinstance(part, Leaf):
        return part.worth
    scores, unit = in_whole([lowest_mean(each, share) for each in part.parts])
    weights, _ = in_whole([each.weight for each in part.parts])
    taken, whole = share.as_integer_ratio()
    total = least_total = (whole - taken) * sum(weights)
    points = least_points = (whole - taken) * sum(map(mul, weights, scores))
    for score, weight in sorted(zip(scores, weights, strict=True)):
        total += 2 * taken * weight
        points += 2 * taken * weight * score
        if points * least_total < least_points * total:
            least_points, least_total = points, total
    return Fraction(least_points, least_total * unit)


def _simplified(tree: Branch) -> Branch:
    """Leave out sections of a single part, whose weights inside move nothing."""
    parts = tuple(_single(part) for part in tree.parts)
    only = parts[0] if len(parts) == 1 else None
    return only if isinstance(only, Branch) else tree._replace(parts=parts)


def _single(part: Leaf | Branch) -> Leaf | Branch:
    if isinstance(part, Leaf):
        return part
    simple = _simplified(part)
    inside = simple.parts[0] if len(simple.parts) == 1 else simple
    return inside._replace(weight=part.weight)


def _mirrored(tree: Branch) -> Branch:
    """Return the tree of what is missing from full marks: it falls where the index rises."""
    return tree._replace(parts=tuple(_mirrored_part(part) for part in tree.parts))


def _mirrored_part(part: Leaf | Branch) -> Leaf | Branch:
    return part._replace(worth=_ONE - part.worth) if isinstance(part, Leaf) else _mirrored(part)


def _mirrored_bar(bar: Threshold) -> Threshold:
    """Return the bar that is met as long as ``bar`` is missed."""
    is_strict = bar.comparator is Comparator.ABOVE
    return Threshold(Comparator.AT_LEAST if is_strict else Comparator.ABOVE, _ONE - bar.share)
