"""Which questions lie below their target, and which of them come first."""

from fractions import Fraction

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
    rated,
    scale,
    section,
    stage,
    unanswered,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY, claims, rank, staged, with_sheet

from egovmaturity.domain.answers import Targets
from egovmaturity.domain.plan import Gap, Tier
from egovmaturity.domain.questionnaire import Vacuous
from egovmaturity.domain.results import Basis, Excluded, Known
from egovmaturity.planning.gaps import DEFAULT_EFFORT, effort_of, find_gaps, target_of
from egovmaturity.scoring.assess import assess

GATE, BLOCKING, STRENGTHENING, LATER = Tier
FROM_1_TO_5 = scale(5, lowest=1)


def gaps(asked, given=None, *, basis=Basis.BEST, **more):
    return find_gaps(assess(asked, answers(given, **more), basis))


def order(found):
    return [gap.result.question.id for gap in found]


def tiers(found):
    return {gap.result.question.id: gap.tier for gap in found}


# What is a gap

ONE = questionnaire(stage("one", question("a")))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(0, [(0, 3, "1")], id="at the bottom"),
        pytest.param(2, [(2, 3, "1/3")], id="one step below"),
        pytest.param(3, [], id="at the target there is none"),
        pytest.param(rated(2, target=2), [], id="at a target below the top"),
        pytest.param(rated(3, target=2), [], id="nor beyond the target"),
        pytest.param(rated(1, target=2), [(1, 2, "1/3")], id="only as far as the target"),
        pytest.param(unanswered(), [(None, 3, "1")], id="an open question is a whole gap"),
        pytest.param(dont_know(), [(None, 3, "1")], id="so is a don't know"),
        pytest.param(unanswered(target=1), [(None, 1, "1/3")], id="an open one with a target"),
        pytest.param(unanswered(target=0), [(None, 0, "0")], id="even to find out is work"),
        pytest.param(NA, [], id="what does not apply is no gap"),
        pytest.param(not_applicable("the regent"), [], id="approved or not"),
        pytest.param(rated(3, verified=1), [(1, 3, "2/3")], id="the rating that counts counts"),
    ],
)
def test_what_is_a_gap(answer, expected):
    assert [(gap.current, gap.target, gap.distance) for gap in gaps(ONE, a=answer)] == [
        (current, target, exact(distance)) for current, target, distance in expected
    ]


def test_a_question_the_file_does_not_mention_is_a_gap():
    assert [(gap.current, gap.target) for gap in gaps(ONE)] == [(None, 3)]


def test_gaps_are_those_of_the_chosen_basis():
    assert [gap.current for gap in gaps(ONE, a=rated(1, verified=2), basis=Basis.CLAIMED)] == [1]
    assert [gap.current for gap in gaps(ONE, a=rated(1, verified=2))] == [2]
    assert [gap.current for gap in gaps(ONE, a=rated(1), basis=Basis.VERIFIED)] == [None]


def test_a_gap_whole():
    asked = questionnaire(stage("one", question("a", weight=1, effort=5), question("b", weight=3)))
    found = assess(asked, answers(a=1, b=3))
    assert find_gaps(found) == (
        Gap(
            result=found.questions[0],
            current=1,
            target=3,
            tier=LATER,
            distance=Fraction(2, 3),
            effort=Fraction(5),
            effort_assumed=False,
            priority=Fraction(1, 4) * Fraction(2, 3) / 5,
        ),
    )


def test_distance_is_in_worth_not_in_levels():
    uneven = scale(3, worths=["0", "0.1", "0.3", "1"])
    [gap] = gaps(questionnaire(stage("one", question("a", scale=uneven))), a=rated(1, target=2))
    assert gap.distance == Fraction(1, 5)


def test_distance_of_an_open_question_starts_at_nothing():
    generous = scale(2, worths=["0.2", "0.6", "1"])
    [gap] = gaps(questionnaire(stage("one", question("a", scale=generous))))
    assert gap.distance == 1


# Targets


def target(asked, answer=0, **targets):
    found = assess(asked, answers(a=answer, targets=Targets(**targets)))
    return target_of(found, found.questions[0])


def single(*, default=None, **more):
    return questionnaire(
        stage("one", question("a", **({"top": 5} | more))), stage("two"), target=default
    )


@pytest.mark.parametrize(
    ("asked", "answer", "targets", "expected"),
    [
        pytest.param(single(), 0, {}, 5, id="the top of the scale"),
        pytest.param(single(default=4), 0, {}, 4, id="the questionnaire's"),
        pytest.param(single(default=4), 0, {"level": 3}, 3, id="the sheet's for all"),
        pytest.param(
            single(default=4), 0, {"level": 3, "by_stage": {"one": 2}}, 2, id="for the stage"
        ),
        pytest.param(
            single(default=4),
            0,
            {"level": 3, "by_stage": {"two": 2}},
            3,
            id="the one of another stage says nothing",
        ),
        pytest.param(
            single(default=4), 0, {"by_stage": {"two": 2}}, 4, id="then the questionnaire's"
        ),
        pytest.param(
            single(default=4),
            rated(0, target=1),
            {"level": 3, "by_stage": {"one": 2}},
            1,
            id="the answer's own",
        ),
        pytest.param(single(default=0), 0, {}, 0, id="a target of 0 is a target"),
        pytest.param(single(default=4), 0, {"level": 0}, 0, id="for all, too"),
        pytest.param(single(), 0, {"level": 3, "by_stage": {"one": 0}}, 0, id="for a stage, too"),
        pytest.param(single(default=4), rated(2, target=0), {}, 0, id="and as one's own"),
        pytest.param(single(top=3), 0, {"level": 5}, 3, id="not above the scale"),
        pytest.param(single(scale=FROM_1_TO_5), 1, {"level": 0}, 1, id="not below the scale"),
        pytest.param(single(mandatory=3), 0, {"level": 2}, 3, id="not below the gate"),
        pytest.param(single(mandatory=3), rated(0, target=1), {}, 3, id="nor one's own"),
        pytest.param(single(mandatory=3), 0, {"level": 4}, 4, id="above the gate as wanted"),
        pytest.param(single(mandatory=3), 0, {}, 5, id="a gate is no target"),
    ],
)
def test_target(asked, answer, targets, expected):
    assert target(asked, answer, **targets) == expected


def test_a_target_for_all_reaches_questions_without_a_stage():
    asked = questionnaire(section("one", question("a", top=5)))
    assert target(asked, level=3) == 3
    assert target(asked, by_stage={"one": 2}) == 5


@pytest.mark.parametrize(
    ("answer", "more", "targets", "expected"),
    [
        pytest.param("0.2", {}, {}, None, id="a number nobody set a target for has none"),
        pytest.param("0.2", {}, {"level": 0}, None, id="levels mean nothing to a number"),
        pytest.param(
            "0.2", {}, {"by_stage": {"one": 0}, "level": 0}, None, id="of a stage neither"
        ),
        pytest.param("0.2", {"mandatory": exact("0.6")}, {}, "0.6", id="what the gate needs"),
        pytest.param(rated(exact("0.2"), target=exact("0.5")), {}, {}, "0.5", id="the answer's"),
        pytest.param(
            rated(exact("0.2"), target=exact("0.5")),
            {"mandatory": exact("0.6")},
            {},
            "0.6",
            id="not below the gate",
        ),
    ],
)
def test_target_of_a_number(answer, more, targets, expected):
    asked = single(scale=number_range("0.2", "0.8"), default=0, **more)
    given = exact(answer) if isinstance(answer, str) else answer
    assert target(asked, given, **targets) == (None if expected is None else exact(expected))


# Effort


@pytest.mark.parametrize(
    ("asked", "current", "goal", "expected", "is_assumed"),
    [
        pytest.param({}, 0, 3, 3, True, id="none stated: the default"),
        pytest.param({}, 2, 3, 3, True, id="the default is for the question, not per step"),
        pytest.param({"effort": 8}, 0, 3, 8, False, id="one number stands as it is"),
        pytest.param({"effort": 8}, 2, 3, 8, False, id="however little is left"),
        pytest.param({"effort": 0}, 0, 3, 0, False, id="no effort is an effort"),
        pytest.param({"effort": {1: 1, 2: 2, 3: 5}}, 0, 3, 8, False, id="steps add up"),
        pytest.param({"effort": {1: 1, 2: 2, 3: 5}}, 1, 3, 7, False, id="over what is left"),
        pytest.param({"effort": {1: 1, 2: 2, 3: 5}}, 1, 2, 2, False, id="up to the target"),
        pytest.param({"effort": {1: 1, 2: 2, 3: 5}}, None, 2, 3, False, id="open: from the bottom"),
        pytest.param({"effort": {1: 1, 3: 5}}, 0, 3, 9, True, id="a step without one: the default"),
        pytest.param({"effort": {1: 1, 3: 5}}, 2, 3, 5, False, id="a step behind is no matter"),
        pytest.param({"effort": {1: 1}}, 1, 3, 6, True, id="every step without one"),
        pytest.param({"effort": {1: 1, 2: 2, 3: 5}}, None, 0, 0, False, id="no step at all"),
        pytest.param(
            {"effort": {2: "1/2", 3: 1}, "scale": scale(3, lowest=1)},
            None,
            3,
            "3/2",
            False,
            id="the lowest level is no step",
        ),
        pytest.param({"scale": number_range(), "effort": 5}, 0, 1, 5, False, id="a number: one"),
        pytest.param({"scale": number_range()}, 0, 1, 3, True, id="a number: none stated"),
        pytest.param(
            {"scale": number_range(), "effort": {1: 5}}, 0, 1, 3, True, id="a number has no steps"
        ),
    ],
)
def test_effort(asked, current, goal, expected, is_assumed):
    assert effort_of(question("a", **asked), current, goal) == (exact(expected), is_assumed)


def test_the_default_effort_is_3():
    assert Fraction(3) == DEFAULT_EFFORT


def test_effort_divides_and_no_effort_does_not():
    asked = questionnaire(
        stage("one", question("a", effort=4), question("b", effort=0), question("c"))
    )
    found = {g.result.question.id: g for g in gaps(asked, a=0, b=0, c=0)}
    assert {name: gap.priority for name, gap in found.items()} == {
        "a": Fraction(1, 12),
        "b": Fraction(1, 3),
        "c": Fraction(1, 9),
    }
    assert {name: gap.effort_assumed for name, gap in found.items()} == {
        "a": False,
        "b": False,
        "c": True,
    }


def test_the_effort_of_a_gap_is_that_of_the_steps_still_to_go():
    asked = questionnaire(stage("one", question("a", effort={1: 1, 2: 2, 3: 5})))
    steps = [
        (gap.effort, gap.effort_assumed)
        for answer in (unanswered(), 1, rated(1, target=2))
        for gap in gaps(asked, a=answer)
    ]
    assert steps == [(8, False), (7, False), (2, False)]


# Tiers

LADDER = questionnaire(
    stage("one", question("a"), question("a-must", mandatory=2)),
    stage("two", question("b"), question("b-must", mandatory=2)),
    stage("three", question("c"), question("c-must", mandatory=2)),
    attain=">= 1/2",
    foundation=">= 5/6",
)


def ladder(*levels):
    """Tiers of the ladder's questions in order, ``None`` where there is no gap."""
    names = [q.id for q in LADDER.questions]
    given = zip(names, levels, strict=True)
    found = tiers(gaps(LADDER, {name: level for name, level in given if level is not None}))
    return [found.get(name) for name in names]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param(
            (0, 1, 0, 1, 0, 1),
            [BLOCKING, GATE, LATER, LATER, LATER, LATER],
            id="the first stage fails: its mandatory question first, the rest later",
        ),
        pytest.param(
            (0, 2, 3, 3, 3, 3),
            [BLOCKING, BLOCKING, None, None, None, None],
            id="a mandatory question at its level is an ordinary gap",
        ),
        pytest.param(
            (0, None, 3, 3, 3, 3),
            [BLOCKING, GATE, None, None, None, None],
            id="an open mandatory question is a gate",
        ),
        pytest.param(
            (1, 2, 3, 3, 3, 3),
            [BLOCKING, BLOCKING, None, None, None, None],
            id="attained but no foundation: it blocks the next",
        ),
        pytest.param(
            (2, 3, 0, 1, 0, 1),
            [LATER, None, BLOCKING, GATE, LATER, LATER],
            id="a stage that carries comes later than what blocks",
        ),
        pytest.param(
            (1, 2, 1, 2, 0, 1),
            [BLOCKING, BLOCKING, STRENGTHENING, STRENGTHENING, LATER, LATER],
            id="the next stage holds, but would not carry",
        ),
        pytest.param(
            (1, 2, 2, 3, 0, 1),
            [BLOCKING, BLOCKING, LATER, None, LATER, LATER],
            id="the next stage holds and would carry",
        ),
        pytest.param(
            (1, 2, 3, 1, 0, 1),
            [BLOCKING, BLOCKING, None, GATE, LATER, LATER],
            id="both the foundation and the next stage block",
        ),
        pytest.param(
            (2, 3, 2, 3, 1, 1),
            [LATER, None, LATER, None, BLOCKING, GATE],
            id="the last stage is next",
        ),
        pytest.param(
            (2, 3, 2, 3, 1, 2),
            [LATER, None, LATER, None, LATER, LATER],
            id="with the last stage attained nothing blocks",
        ),
        pytest.param(
            (3, NA, 3, 3, 3, 3),
            [None] * 6,
            id="left out without approval it shuts the gate, but there is nothing to raise",
        ),
    ],
)
def test_tiers(levels, expected):
    assert ladder(*levels) == expected


HARDLY = questionnaire(
    stage("one", question("a")),
    stage("two", question("b"), question("out", weight=9)),
    stage("three", question("c")),
    stage("four", question("d")),
    attain=">= 1/2",
)
HARDLY_ANSWERED = {"a": 2, "b": 0, "out": NA, "c": 2, "d": 0}


def test_an_undetermined_stage_blocks():
    assert tiers(gaps(HARDLY, HARDLY_ANSWERED)) == {
        "a": LATER,
        "b": BLOCKING,
        "c": LATER,
        "d": LATER,
    }


def test_a_skipped_stage_stands_in_nobodys_way():
    """It does not hold, but it carries, so there is nothing in it to strengthen."""
    asked = HARDLY._replace(rule=HARDLY.rule._replace(vacuous=Vacuous.SKIP))
    assert tiers(gaps(asked, HARDLY_ANSWERED)) == {
        "a": LATER,
        "b": LATER,
        "c": LATER,
        "d": BLOCKING,
    }


def test_behind_a_skipped_stage_the_next_one_blocks():
    asked = HARDLY._replace(rule=HARDLY.rule._replace(vacuous=Vacuous.SKIP))
    assert tiers(gaps(asked, {"a": 2, "b": 0, "out": NA, "c": 0, "d": 0})) == {
        "a": LATER,
        "b": LATER,
        "c": BLOCKING,
        "d": LATER,
    }


# Order


def test_tiers_come_before_priority():
    asked = questionnaire(
        stage("one", question("slow", effort=13), question("must", effort=13, mandatory=1)),
        stage("two", question("cheap", effort=1)),
    )
    found = gaps(asked, slow=0, must=0, cheap=0)
    assert [(gap.result.question.id, gap.tier) for gap in found] == [
        ("must", GATE),
        ("slow", BLOCKING),
        ("cheap", LATER),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"weight": 2}, {"weight": 1}, id="the heavier first"),
        pytest.param({"effort": 1}, {"effort": 2}, id="the cheaper first"),
        pytest.param({"scale": scale(1)}, {"scale": scale(2)}, id="the farther first"),
    ],
)
def test_inside_a_tier_the_greater_priority_comes_first(first, second):
    """Both stand one step below the top; their names would put them the other way round."""
    pair = questionnaire(stage("one", question("z", **first), question("a", **second)))
    levels = {q.id: q.scale.highest - 1 for q in pair.questions}
    assert order(gaps(pair, levels)) == ["z", "a"]


def test_equal_priorities_are_ordered_by_id():
    asked = questionnaire(stage("one", question("c"), question("a"), question("b")))
    assert order(gaps(asked)) == ["a", "b", "c"]


def test_equal_priorities_of_two_stages_are_ordered_by_stage():
    asked = questionnaire(stage("z", question("1")), stage("y", question("0")), attain="> 0")
    last = assess(asked, answers({"1": 1, "0": 1}))
    assert order(find_gaps(last)) == ["1", "0"]


def test_equal_priorities_of_two_sections_are_ordered_by_section():
    asked = questionnaire(
        section("z", section("y", question("2"), question("4")), weight=2),
        section("x", question("1")),
        section("w", question("0")),
    )
    assert order(gaps(asked)) == ["2", "4", "1", "0"]


def test_gaps_of_a_flat_index_are_ordered_by_id():
    asked = questionnaire(question("c"), question("a"), question("b", weight=2))
    assert order(gaps(asked)) == ["b", "a", "c"]


# Bands


def test_without_stages_every_gap_lowers_the_index():
    asked = questionnaire(
        section("d", question("a"), question("b", weight=3), weight=3),
        section("e", question("c", top=2)),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    found = gaps(asked, a=0, b=3, c=1)
    assert [(gap.result.question.id, gap.tier, gap.priority) for gap in found] == [
        ("a", BLOCKING, Fraction(3, 16) / 3),
        ("c", BLOCKING, Fraction(1, 8) / 3),
    ]


def test_gaps_in_the_highest_band_still_lower_the_index():
    asked = questionnaire(question("a"), question("b"), rule=bands({"low": 0, "high": "1/2"}))
    assert tiers(gaps(asked, a=3, b=2)) == {"b": BLOCKING}


# Laws

CASES = with_sheet()
BASES = st.sampled_from(Basis)


@PROPERTY
@given(CASES, BASES)
def test_gaps_are_sorted_by_tier_priority_place_and_id(case, basis):
    found = assess(*case, basis)
    asked = found.questionnaire
    places = [s.id for s in asked.stages] or [s.id for s in asked.walk_sections()]
    keys = [
        (
            gap.tier,
            -gap.priority,
            places.index(gap.result.question.stage or gap.result.question.section),
            gap.result.question.id,
        )
        for gap in find_gaps(found)
    ]
    assert keys == sorted(keys)


@PROPERTY
@given(CASES, BASES)
def test_a_gap_is_an_applicable_question_open_or_below_its_target(case, basis):
    found = assess(*case, basis)
    expected = {
        result.question.id: target_of(found, result)
        for result in found.questions
        if not isinstance(result.counted, Excluded)
        and (
            not isinstance(result.counted, Known)
            or result.counted.rating < target_of(found, result)
        )
    }
    assert {gap.result.question.id: gap.target for gap in find_gaps(found)} == expected


@PROPERTY
@given(CASES, BASES)
def test_priority_is_share_times_distance_over_effort(case, basis):
    for gap in find_gaps(assess(*case, basis)):
        gain = gap.result.share * gap.distance
        assert 0 <= gap.distance <= 1
        assert gap.priority * (gap.effort or 1) == gain


@PROPERTY
@given(with_sheet(staged(), lambda asked: claims(asked, may_be_out=False)))
def test_closing_the_gaps_of_the_first_two_tiers_attains_the_next_stage(case):
    asked, sheet = case
    before = assess(asked, sheet)
    closed = {
        gap.result.question.id: rated(gap.target)
        for gap in find_gaps(before)
        if gap.tier in (GATE, BLOCKING)
    }
    after = assess(asked, sheet._replace(answers={**sheet.answers, **closed}))
    following = before.verdict.next
    assert bool(closed) == (following is not None)
    assert rank(asked, after.verdict.attained) >= rank(asked, following)


@PROPERTY
@given(with_sheet(staged()), BASES)
def test_the_first_two_tiers_reach_no_further_than_the_next_stage(case, basis):
    found = assess(*case, basis)
    ids = [s.id for s in found.questionnaire.stages]
    reach = rank(found.questionnaire, found.verdict.next)
    for gap in find_gaps(found):
        if gap.tier in (GATE, BLOCKING):
            assert ids.index(gap.result.question.stage) < reach
