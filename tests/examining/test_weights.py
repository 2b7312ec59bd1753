"""Within which weights a verdict holds, against trying them out."""

from fractions import Fraction

from examining.weight_worlds import ranks, size
from hypothesis import assume, given, settings
from strategies import PROPERTY, banded, rank, staged, with_sheet

from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.scoring.assess import assess

TRIED = settings(PROPERTY, max_examples=150)
SHARES = [Fraction(n, 8) for n in range(1, 9)]


def place_of(found):
    return found.verdict.attained if found.stages else found.verdict.band


def around(limit):
    """Shares at which a limit is put to the test: at it, and closely on either side."""
    if limit is None:
        return []
    near = Fraction(1, 10**7)
    shares = {limit.share, limit.fails_at, limit.share - near, limit.fails_at + near}
    return [share for share in shares if 0 <= share <= 1]


def holds(limit, share):
    """What the limit says of a share; ``None`` inside a bracket."""
    if limit is None or share < limit.share:
        return True
    if share == limit.share:
        return limit.is_attained
    return None if share < limit.fails_at else False


def check(asked, sheet, shares=SHARES):
    found = assess(asked, sheet)
    here = rank(asked, place_of(found))
    limits = weight_tolerance(found)
    for share in {*shares, *around(limits.down), *around(limits.up)}:
        reached = ranks(asked, sheet, share)
        for limit, is_moved in (
            (limits.down, any(each < here for each in reached)),
            (limits.up, any(each > here for each in reached)),
        ):
            said = holds(limit, share)
            assert said is None or said is not is_moved, (share, limit, reached, here)


@TRIED
@given(with_sheet(staged()))
def test_stages_hold_exactly_as_far_as_said(case):
    check(*case)


@settings(TRIED, max_examples=60)
@given(with_sheet(banded()))
def test_bands_hold_exactly_as_far_as_said(case):
    asked, sheet = case
    assume(size(asked) <= 8)
    assume(assess(asked, sheet).verdict.band is not None)
    check(asked, sheet, [Fraction(1, 4), Fraction(1)])
