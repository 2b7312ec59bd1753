"""Scores of groups of questions and of trees of groups."""

from fractions import Fraction

import pytest
from builders import bands, exact, question, questionnaire, section
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.domain.results import (
    Excluded,
    GroupResult,
    Interval,
    Known,
    Open,
    OpenReason,
    Tally,
)
from egovmaturity.scoring.groups import (
    Part,
    bounds,
    mean_of_groups,
    score,
    section_groups,
    tally,
)

OUT = Excluded()
UNANSWERED, DONT_KNOW, UNVERIFIED = (
    Open(OpenReason.UNANSWERED),
    Open(OpenReason.DONT_KNOW),
    Open(OpenReason.UNVERIFIED),
)
NOBODY = Tally(0, 0, 0, 0, 0)


def worth(share):
    return Known(1, exact(share))


def interval(low, high=None):
    return Interval(exact(low), exact(low if high is None else high))


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        pytest.param(worth("2/3"), (Fraction(2, 3), Fraction(2, 3)), id="a rating is certain"),
        pytest.param(worth(0), (Fraction(0), Fraction(0)), id="even a rating of nothing"),
        pytest.param(UNANSWERED, (Fraction(0), Fraction(1)), id="an open question is worth 0 to 1"),
        pytest.param(DONT_KNOW, (Fraction(0), Fraction(1)), id="so is a don't know"),
        pytest.param(UNVERIFIED, (Fraction(0), Fraction(1)), id="and what nobody verified"),
    ],
)
def test_bounds(counted, expected):
    assert bounds(counted) == expected


@pytest.mark.parametrize(
    ("parts", "expected", "applicable"),
    [
        pytest.param([], None, 0, id="no questions"),
        pytest.param([(1, worth("1/3"))], interval("1/3"), 1, id="one question"),
        pytest.param([(3, worth(1)), (1, worth(0))], interval("3/4"), 1, id="weights count"),
        pytest.param(
            [(3, worth(1)), (1, OUT)], interval(1), "3/4", id="what does not apply is out"
        ),
        pytest.param(
            [(1, OUT), (3, worth("1/2"))], interval("1/2"), "3/4", id="wherever it stands"
        ),
        pytest.param([(1, OUT), (2, OUT)], None, 0, id="nothing applies"),
        pytest.param(
            [(1, worth(1)), (1, UNANSWERED)], interval("1/2", 1), 1, id="an open one spans 0 to 1"
        ),
        pytest.param([(1, DONT_KNOW), (4, UNVERIFIED)], interval(0, 1), 1, id="everything is open"),
        pytest.param([(0, worth(1)), (2, worth("1/4"))], interval("1/4"), 1, id="weight 0 is mute"),
        pytest.param([(0, worth(1))], None, 0, id="all that is there weighs nothing"),
        pytest.param([(0, worth(1)), (1, OUT)], None, 0, id="all that applies weighs nothing"),
        pytest.param([(0, OUT), (1, worth(1))], interval(1), 1, id="no weight is lost with it"),
    ],
)
def test_score_of_a_flat_group(parts, expected, applicable):
    result = score([Part(exact(weight), counted) for weight, counted in parts])
    assert (result.score, result.applicable) == (expected, exact(applicable))


STATES = st.one_of(
    st.sampled_from([OUT, UNANSWERED, DONT_KNOW, UNVERIFIED]),
    st.fractions(0, 1, max_denominator=12).map(worth),
)
PARTS = st.lists(st.builds(Part, st.fractions(0, 3, max_denominator=12), STATES), max_size=6)


def mean(pairs):
    """Σ w·x / Σ w, written down."""
    total = sum(weight for weight, _ in pairs)
    return sum(weight * share for weight, share in pairs) / total if total else None


@PROPERTY
@given(PARTS)
def test_a_score_is_the_mean_over_what_applies_now_and_at_best(parts):
    applies = [(weight, bounds(counted)) for weight, counted in parts if counted != OUT]
    now = mean([(weight, low) for weight, (low, _) in applies])
    best = mean([(weight, high) for weight, (_, high) in applies])
    applicable = mean([(weight, int(counted != OUT)) for weight, counted in parts])
    found = score(parts)
    assert found.score == (None if now is None else (now, best))
    assert found.applicable == (applicable or 0)


@PROPERTY
@given(st.lists(STATES, max_size=9))
def test_a_tally_counts_state_by_state(states):
    assert tally(states) == Tally(
        sum(isinstance(state, Known) for state in states),
        states.count(UNANSWERED),
        states.count(DONT_KNOW),
        states.count(UNVERIFIED),
        states.count(OUT),
    )


def test_a_group_counts_its_questions():
    states = [worth(1), worth(0), worth(0), UNANSWERED, UNANSWERED, DONT_KNOW, OUT]
    counts = Tally(rated=3, unanswered=2, dont_know=1, unverified=0, not_applicable=1)
    assert score([Part(Fraction(1), state) for state in states]).tally == counts


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param(worth(0), NOBODY._replace(rated=1), id="rated"),
        pytest.param(UNANSWERED, NOBODY._replace(unanswered=1), id="unanswered"),
        pytest.param(DONT_KNOW, NOBODY._replace(dont_know=1), id="don't know"),
        pytest.param(UNVERIFIED, NOBODY._replace(unverified=1), id="unverified"),
        pytest.param(OUT, NOBODY._replace(not_applicable=1), id="not applicable"),
    ],
)
def test_tally_of_each_state(state, expected):
    assert tally([state]) == expected


def test_an_empty_tally_is_all_zero():
    assert tally([]) == NOBODY


def test_the_open_and_the_whole_of_a_tally():
    counts = Tally(rated=1, unanswered=2, dont_know=4, unverified=8, not_applicable=16)
    assert (counts.open, counts.total) == (14, 31)


def group(found):
    return GroupResult(found, Fraction(1), NOBODY)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param([], None, id="no groups"),
        pytest.param([(1, None)], None, id="no group has a score"),
        pytest.param([(2, interval("1/4", "1/2"))], interval("1/4", "1/2"), id="one group"),
        pytest.param(
            [(3, interval("1/2", 1)), (1, interval(0, "1/2"))],
            interval("3/8", "7/8"),
            id="both bounds are averaged by weight",
        ),
        pytest.param(
            [(1, interval("1/2")), (9, None)],
            interval("1/2"),
            id="a group without a score drops out with its weight",
        ),
        pytest.param([(0, interval("1/2"))], None, id="groups without weight have no mean"),
    ],
)
def test_mean_of_groups(groups, expected):
    assert mean_of_groups((exact(weight), group(found)) for weight, found in groups) == expected


TREE = questionnaire(
    section(
        "domain",
        section("first", question("a"), question("b", weight=3), weight=2),
        section("second", question("c"), weight=1),
        question("beside", weight=5),
    ),
    section("other", question("d")),
    rule=bands(),
)
FULL = dict.fromkeys(["a", "b", "c", "beside", "d"], worth(1))


@PROPERTY
@given(st.lists(STATES, min_size=4, max_size=4))
def test_a_section_applies_by_the_weight_of_its_parts(states):
    a, b, c, beside = (int(state != OUT) for state in states)
    given_states = dict(zip(["a", "b", "c", "beside"], states, strict=True))
    found = section_groups(TREE, FULL | given_states)
    first = Fraction(a + 3 * b, 4)
    assert found["first"].applicable == first
    assert found["domain"].applicable == (2 * first + c + 5 * beside) / 8
    assert found["second"].tally == tally([states[2]])


def scores(states, asked=TREE):
    return {name: found.score for name, found in section_groups(asked, states).items()}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param(
            {},
            {"domain": interval(1), "first": interval(1), "second": interval(1)},
            id="everything full",
        ),
        pytest.param(
            {"a": worth(0)},
            {"domain": interval("15/16"), "first": interval("3/4"), "second": interval(1)},
            id="each level by its own weights",
        ),
        pytest.param(
            {"beside": worth(0)},
            {"domain": interval("3/8"), "first": interval(1), "second": interval(1)},
            id="a question beside sub-sections weighs like one of them",
        ),
        pytest.param(
            {"c": OUT, "beside": worth(0)},
            {"domain": interval("2/7"), "first": interval(1), "second": None},
            id="a sub-section to which nothing applies drops out",
        ),
        pytest.param(
            {"b": OUT, "a": worth("1/3"), "beside": worth(0)},
            {"domain": interval("5/24"), "first": interval("1/3"), "second": interval(1)},
            id="what is left of a sub-section keeps the whole weight of the sub-section",
        ),
        pytest.param(
            {"b": UNANSWERED},
            {"domain": interval("13/16", 1), "first": interval("1/4", 1), "second": interval(1)},
            id="an open question spans every level above it",
        ),
        pytest.param(
            dict.fromkeys(("a", "b", "c", "beside"), OUT),
            {"domain": None, "first": None, "second": None},
            id="nothing in the whole domain applies",
        ),
    ],
)
def test_scores_of_a_tree(states, expected):
    assert scores(FULL | states) == expected | {"other": interval(1)}


def test_every_section_is_found_below_before_above():
    assert list(section_groups(TREE, FULL)) == ["first", "second", "domain", "other"]


@pytest.mark.parametrize(
    ("states", "first", "domain"),
    [
        pytest.param({}, 1, 1, id="everything applies"),
        pytest.param({"a": OUT}, "3/4", "15/16", id="a quarter of a quarter is gone"),
        pytest.param({"beside": OUT}, 1, "3/8", id="a question beside is gone"),
        pytest.param({"a": OUT, "b": OUT}, 0, "6/8", id="a sub-section is gone"),
    ],
)
def test_applicable_share_of_a_tree(states, first, domain):
    found = section_groups(TREE, FULL | states)
    shares = (found["first"].applicable, found["domain"].applicable)
    assert shares == (exact(first), exact(domain))


def test_a_section_without_weight_below_it_applies_to_nothing():
    asked = questionnaire(section("empty", question("a", weight=0)))
    found = section_groups(asked, {"a": worth(1)})["empty"]
    assert (found.score, found.applicable) == (None, 0)


def test_a_section_counts_the_questions_of_its_whole_tree():
    states = {"a": worth(1), "b": OUT, "c": UNANSWERED, "beside": DONT_KNOW, "d": UNVERIFIED}
    assert {name: found.tally for name, found in section_groups(TREE, states).items()} == {
        "first": Tally(1, 0, 0, 0, 1),
        "second": Tally(0, 1, 0, 0, 0),
        "domain": Tally(1, 1, 1, 0, 1),
        "other": Tally(0, 0, 0, 1, 0),
    }


def test_without_sections_there_are_no_groups():
    assert section_groups(questionnaire(question("a")), {"a": worth(1)}) == {}
