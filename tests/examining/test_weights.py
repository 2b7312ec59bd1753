"""Within which weights a verdict holds: known cases, and against trying weights out."""

from fractions import Fraction
from itertools import product

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    section,
    stage,
)
from examining.weight_worlds import ranks, size
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring.test_method_examples import EVIDENCED, INSTRUMENT
from strategies import PROPERTY, banded, rank, staged, with_sheet

from egovmaturity.domain.robustness import Condition, WeightTolerance
from egovmaturity.examining.band_weights import lowest_mean
from egovmaturity.examining.weighted_tree import Branch, Leaf
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


LEAVES = st.builds(
    Leaf, st.sampled_from([exact(n) for n in ("1", "3", "1/2", "0.3")]), st.fractions(0, 1)
)
TREES = st.builds(
    Branch,
    st.just("whole"),
    st.just(Fraction(1)),
    st.lists(
        st.one_of(
            LEAVES,
            st.builds(
                Branch,
                st.just("inside"),
                st.sampled_from([Fraction(2), Fraction(2, 3)]),
                st.lists(LEAVES, min_size=1, max_size=2).map(tuple),
            ),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


def corner_means(part, share):
    """Every weighted mean of a tree with each of its weights as small or as large as may be."""
    if isinstance(part, Leaf):
        return {part.worth}
    ends = (1 - share, 1 + share)
    return {
        sum(end * each.weight * mean for end, each, mean in zip(at, part.parts, means, strict=True))
        / sum(end * each.weight for end, each in zip(at, part.parts, strict=True))
        for at in product(ends, repeat=len(part.parts))
        for means in product(*(corner_means(each, share) for each in part.parts))
    }


@settings(PROPERTY, max_examples=40)
@given(TREES, st.fractions(0, "19/20", max_denominator=20))
def test_the_lowest_mean_is_that_of_the_worst_corner(tree, share):
    assert lowest_mean(tree, share) == min(corner_means(tree, share))


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


# Known cases


def tolerance(asked, sheet):
    return weight_tolerance(assess(asked, sheet))


def said(limit):
    """A limit in short: share, whether it is attained, where it leads, what gives way."""
    if limit is None:
        return None
    changes = [(each.place.id, each.condition.value) for each in limit.changes]
    return str(limit.share), limit.is_attained, limit.becomes and limit.becomes.id, changes


def two(attain, foundation=None, **rule):
    """Two stages of two questions each, of ten steps so that any score can be had."""
    return questionnaire(
        stage("1", *(question(name, scale=number_range()) for name in "ab")),
        stage("2", *(question(name, scale=number_range()) for name in "cd")),
        attain=attain,
        foundation=foundation,
        **rule,
    )


def scored(**worths):
    return answers({name: exact(worth) for name, worth in worths.items()})


def test_the_method_example_falls_with_its_first_stage_and_cannot_rise():
    """Stage 2 lies at or above one half whatever the weights, and nowhere above 17/20 (E56)."""
    found = tolerance(INSTRUMENT, answers(EVIDENCED))
    assert said(found.down) == ("7/11", False, "1", [("1", "foundation")])
    assert found.up is None
    assert found.nearest == found.down


@pytest.mark.parametrize(
    ("attain", "worths", "down"),
    [
        pytest.param(
            ">= 60 %", {"a": 1, "b": "0.4"}, ("1/3", True), id="at least: still holds at the share"
        ),
        pytest.param(
            "> 60 %", {"a": 1, "b": "0.4"}, ("1/3", False), id="above: holds only inside it"
        ),
        pytest.param(">= 60 %", {"a": 1, "b": "0.2"}, ("0", True), id="on the bar: no room"),
        pytest.param(">= 60 %", {"a": 1, "b": "0.6"}, None, id="none below the bar: any weights"),
        pytest.param(
            "> 60 %", {"a": 1, "b": "0.6"}, ("1", False), id="one on a strict bar: any above 0"
        ),
        pytest.param("> 60 %", {"a": 1, "b": "0.7"}, None, id="all above a strict bar"),
    ],
)
def test_falling_below_a_bar(attain, worths, down):
    asked = questionnaire(
        stage("1", *(question(name, scale=number_range()) for name in "ab")), attain=attain
    )
    found = tolerance(asked, scored(**worths))
    assert said(found.down) == (down and (*down, None, [("1", "attain")]))
    assert found.up is None


@pytest.mark.parametrize(
    ("attain", "worths", "up"),
    [
        pytest.param(
            ">= 70 %", {"a": 1, "b": "0.2"}, ("1/4", False), id="at least: rises at the share"
        ),
        pytest.param("> 70 %", {"a": 1, "b": "0.2"}, ("1/4", True), id="above: not yet at it"),
        pytest.param("> 60 %", {"a": 1, "b": "0.2"}, ("0", True), id="on the bar: no room"),
        pytest.param(">= 70 %", {"a": "0.6", "b": "0.2"}, None, id="none reaches the bar"),
        pytest.param("> 70 %", {"a": "0.7", "b": "0.2"}, None, id="none passes the bar"),
        pytest.param(">= 70 %", {"a": "0.7", "b": "0.2"}, ("1", False), id="one reaches it, alone"),
    ],
)
def test_rising_to_a_bar(attain, worths, up):
    asked = questionnaire(
        stage("1", *(question(name, scale=number_range()) for name in "ab")), attain=attain
    )
    found = tolerance(asked, scored(**worths))
    assert said(found.up) == (up and (*up, "1", [("1", "attain")]))
    assert found.down is None


@pytest.mark.parametrize(
    ("worths", "up"),
    [
        pytest.param(
            {"a": 1, "b": "0.2", "c": 1, "d": "0.3"},
            ("1/4", False, "1", [("1", "attain")]),
            id="the first alone",
        ),
        pytest.param(
            {"a": "0.9", "b": "0.6", "c": 1, "d": "0.3"},
            ("1/7", False, "2", [("2", "attain")]),
            id="the second alone",
        ),
    ],
)
def test_stages_rise_one_after_the_other(worths, up):
    assert said(tolerance(two(">= 70 %"), scored(**worths)).up) == up


def test_all_that_is_unmet_has_to_give_way_at_once_and_the_farthest_decides():
    """The first stage founds from 1/4 on, the second attains from 1/7 on."""
    asked = two(">= 60 %", ">= 70 %")
    found = tolerance(asked, scored(a=1, b="0.2", c=1, d="0.15"))
    assert said(found.up) == ("1/4", False, "2", [("1", "foundation"), ("2", "attain")])
    assert [str(change.share) for change in found.up.changes] == ["1/4", "1/17"]
    assert found.up.decisive.place.id == "1"


def test_a_higher_stage_may_rest_on_one_that_is_no_longer_attained():
    """With a foundation below its own bar the first stage may fail while the second stands."""
    asked = two(">= 60 %", ">= 50 %")
    found = tolerance(asked, scored(a=1, b="0.3", c=1, d="0.5"))
    assert said(found.down) == ("3/7", True, None, [("1", "foundation")])


def test_of_two_bars_at_the_same_score_the_strict_one_gives_way_first():
    """At 60 % the first stage is still attained, but carries the second no more."""
    found = tolerance(two(">= 60 %", "> 60 %"), scored(a=1, b="0.4", c=1, d=1))
    assert said(found.down) == ("1/3", False, "1", [("1", "foundation")])


def test_of_equal_falls_the_nearest_is_named():
    """Both stages miss their bar at the same share; with the second alone the first stands."""
    found = tolerance(two(">= 60 %"), scored(a=1, b="0.4", c=1, d="0.4"))
    assert said(found.down) == ("1/3", True, "1", [("2", "attain")])


def test_a_mandatory_question_shuts_whatever_the_weights():
    asked = questionnaire(stage("1", question("a", mandatory=2), question("b")), attain=">= 2/3")
    assert tolerance(asked, answers(a=1, b=3)) == WeightTolerance(None, None)
    assert tolerance(asked, answers(a=1, b=3)).nearest is None
    assert said(tolerance(asked, answers(a=2, b=1)).up) == ("1", False, "1", [("1", "attain")])


def test_open_questions_count_nothing():
    asked = questionnaire(stage("1", question("a"), question("b")), attain=">= 50 %")
    assert said(tolerance(asked, answers(a=3, b=dont_know())).down)[:2] == ("0", True)


def test_a_weight_of_nothing_stays_nothing():
    asked = questionnaire(stage("1", question("a"), question("b", weight=0)), attain=">= 50 %")
    assert tolerance(asked, answers(a=3, b=0)) == WeightTolerance(None, None)


def test_weights_decide_whether_enough_applies():
    """One of two does not apply: exactly half the weight is left, and less with other weights."""
    asked = questionnaire(stage("1", question("a"), question("b", weight="1/2")), attain="> 0 %")
    assert said(tolerance(asked, answers(a=3, b=NA)).down) == (
        "1/3",
        True,
        None,
        [("1", "applicable")],
    )
    assert said(tolerance(asked, answers(a=NA, b=3)).up) == (
        "1/3",
        False,
        "1",
        [("1", "applicable")],
    )


@pytest.mark.parametrize(
    ("needed", "expected"),
    [
        pytest.param("0", ("1", False), id="nothing needed, but something"),
        pytest.param("1/2", ("1/3", True), id="half"),
    ],
)
def test_a_stage_may_be_left_without_anything_that_applies(needed, expected):
    asked = questionnaire(
        stage("1", question("a", weight=2), question("b")),
        attain="> 0 %",
        undetermined_below=needed,
    )
    assert said(tolerance(asked, answers(a=3, b=NA)).down)[:2] == expected


def test_a_score_and_a_share_that_must_be_met_at_once():
    """a counts in full, b not at all, and c, of five times their weight, does not apply.

    The score alone takes 1/2: (1 + x) >= 3 (1 - x). Enough applies from 3/7 on, with both a and b
    at their most. For both at once b is held at a third of a: 4/3 (1 + x) >= 5 (1 - x).
    """
    asked = questionnaire(
        stage("1", question("a"), question("b"), question("c", weight=5)), attain=">= 3/4"
    )
    found = tolerance(asked, answers(a=3, b=0, c=NA))
    assert said(found.up) == ("11/19", False, "1", [("1", "attain")])


@pytest.mark.parametrize(
    ("vacuous", "down", "up"),
    [
        pytest.param("block", ("1/3", True, None, [("1", "applicable")]), None, id="block"),
        pytest.param("skip", None, None, id="skip"),
    ],
)
def test_what_an_undetermined_stage_does(vacuous, down, up):
    asked = questionnaire(
        stage("1", question("a", weight=2), question("b")),
        stage("2", question("c")),
        attain=">= 50 %",
        vacuous=vacuous,
    )
    found = tolerance(asked, answers(a=3, b=NA, c=3))
    assert (said(found.down), said(found.up)) == (down, up)


def test_a_failing_stage_may_be_skipped_once_too_little_of_it_applies():
    asked = questionnaire(
        stage("1", question("a", weight=2), question("b")),
        stage("2", question("c")),
        attain=">= 50 %",
        vacuous="skip",
    )
    found = tolerance(asked, answers(a=0, b=NA, c=3))
    assert said(found.up) == ("1/3", True, "2", [("1", "applicable")])


def test_a_skipped_stage_may_come_to_block():
    asked = questionnaire(
        stage("1", question("a", mandatory=1), question("b", weight=2)),
        stage("2", question("c")),
        attain=">= 50 %",
        vacuous="skip",
    )
    found = tolerance(asked, answers(a=0, b=NA, c=3))
    assert said(found.down) == ("1/3", False, None, [("1", "applicable")])


def test_an_approved_question_takes_part_in_the_share_that_applies():
    asked = questionnaire(
        stage("1", question("a", weight=2), question("b", mandatory=1)), attain=">= 50 %"
    )
    found = tolerance(asked, answers(a=3, b=not_applicable("the regent")))
    assert said(found.down)[:2] == ("1/3", True)


THREE = {"low": 0, "middle": "1/2", "high": "3/4"}


@pytest.mark.parametrize(
    ("closed", "worths", "down", "up"),
    [
        pytest.param(
            "left",
            {"a": 1, "b": "0.2"},
            ("1/4", True, "low", [("middle", "band")]),
            ("3/8", False, "high", [("high", "band")]),
            id="closed on the left",
        ),
        pytest.param(
            "right",
            {"a": 1, "b": "0.2"},
            ("1/4", False, "low", [("middle", "band")]),
            ("3/8", True, "high", [("high", "band")]),
            id="closed on the right",
        ),
        pytest.param(
            "left", {"a": 0, "b": "0.4"}, None, None, id="the lowest band, and none reaches more"
        ),
        pytest.param("left", {"a": 1, "b": "0.9"}, None, None, id="the highest band"),
        pytest.param(
            "left",
            {"a": "0.5", "b": "0.6"},
            None,
            None,
            id="all within the band, one at its beginning",
        ),
        pytest.param(
            "right",
            {"a": "0.5", "b": "0.6"},
            ("1", False, "low", [("middle", "band")]),
            None,
            id="one at the beginning that does not belong to it",
        ),
    ],
)
def test_one_level_of_weights_within_bands(closed, worths, down, up):
    asked = questionnaire(
        *(question(name, scale=number_range()) for name in "ab"),
        rule=bands(THREE, closed=closed),
    )
    found = tolerance(asked, scored(**worths))
    assert (said(found.down), said(found.up)) == (down, up)
    assert all(limit.fails_at == limit.share for limit in (found.down, found.up) if limit)


def tree(*extra):
    """Two sections of two questions each, of equal weights."""
    return questionnaire(
        section("d", *(question(name, scale=number_range()) for name in "ab")),
        section("e", *(question(name, scale=number_range()) for name in "cd"), *extra),
        rule=bands(THREE),
    )


def test_a_tree_of_sections_is_bracketed():
    """All weights move: with 1 and 1/5 in both sections the index is 6/10 - 4/10 x, so 1/4."""
    found = tolerance(tree(), scored(a=1, b="0.2", c=1, d="0.2"))
    assert said(found.down) == ("1/4", True, "low", [("middle", "band")])
    assert found.down.fails_at == Fraction(2501, 10_000)
    assert said(found.up)[:3] == ("3749/10000", True, "high")
    assert found.up.fails_at == Fraction(3, 8)


def test_a_tree_on_the_edge_has_no_room():
    found = tolerance(tree(), scored(a=1, b="0", c=1, d="0"))
    assert said(found.down)[:2] == ("0", True)
    assert found.down.fails_at == Fraction(1, 10_000)


def test_sections_of_one_question_are_one_level():
    asked = questionnaire(
        section("d", question("a", scale=number_range(), weight=5)),
        section("e", section("f", question("b", scale=number_range()), weight=9)),
        rule=bands(THREE),
    )
    found = tolerance(asked, scored(a=1, b="0.2"))
    assert (said(found.down)[:2], found.down.fails_at) == (("1/4", True), Fraction(1, 4))
    assert found.up.fails_at == found.up.share == Fraction(3, 8)


def test_a_section_within_a_section_alone_is_one_level():
    asked = questionnaire(
        section("d", section("e", *(question(name, scale=number_range()) for name in "ab"))),
        rule=bands(THREE),
    )
    assert said(tolerance(asked, scored(a=1, b="0.2")).down)[:2] == ("1/4", True)


def test_what_does_not_apply_has_no_weight_in_an_index():
    asked = tree(question("n"))
    without = tolerance(tree(), scored(a=1, b="0.2", c=1, d="0.2"))
    assert tolerance(asked, answers(a=1, b=exact("0.2"), c=1, d=exact("0.2"), n=NA)) == without


def test_where_nothing_applies_no_weights_matter():
    asked = questionnaire(question("a"), rule=bands(THREE))
    assert tolerance(asked, answers(a=NA)) == WeightTolerance(None, None)


def test_the_nearest_limit_is_the_smaller_one_whichever_way():
    asked = questionnaire(
        *(question(name, scale=number_range()) for name in "ab"), rule=bands(THREE)
    )
    near_fall = tolerance(asked, scored(a=1, b="0.1"))
    near_rise = tolerance(asked, scored(a=1, b="0.4"))
    assert near_fall.nearest == near_fall.down
    assert near_rise.nearest == near_rise.up


def test_of_equal_limits_the_one_that_gives_way_at_it_is_nearer():
    """Closed on the left the index falls beyond 1/3 and rises at 1/3."""
    asked = questionnaire(
        *(question(name, scale=number_range()) for name in "ab"),
        rule=bands({"low": 0, "middle": "0.4", "high": "0.8"}),
    )
    found = tolerance(asked, scored(a=1, b="0.2"))
    assert found.down.share == found.up.share == Fraction(1, 2)
    assert found.nearest == found.up


def test_a_change_of_stage_is_told_by_its_condition():
    found = tolerance(INSTRUMENT, answers(EVIDENCED))
    assert found.down.decisive.condition is Condition.FOUNDATION
