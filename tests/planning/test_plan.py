"""Gaps, recorded actions, and where those lead."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    action,
    answers,
    bands,
    document_wanted,
    dont_know,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    stage,
    unanswered,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, rank, ratings, with_sheet

from egovmaturity.domain.answers import ActionStatus
from egovmaturity.domain.plan import Projection
from egovmaturity.domain.results import BandedVerdict, Basis, Excluded, Interval, StagedVerdict
from egovmaturity.planning.gaps import find_gaps
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess

TWO = questionnaire(
    stage("one", question("a", evidence=[document_wanted("x", 1)]), question("b")),
    stage("two", question("c")),
    attain=">= 1/2",
)
ONE_STAGE, TWO_STAGE = TWO.stages


def projected(given, *promises, asked=TWO, basis=Basis.BEST):
    """The projection after actions that raise what ``promises`` say."""
    sheet = answers(given, actions=[action(raises) for raises in promises])
    return make_plan(assess(asked, sheet, basis)).projection


def index(given, *promises, **more):
    """The index projected, without its upper bound."""
    return projected(given, *promises, **more).index.low


def test_a_plan_has_the_gaps_and_the_actions_in_the_order_recorded():
    actions = (action({"c": 2}, action_id="A2"), action({"a": 3}, action_id="A1"))
    found = assess(TWO, answers(a=1, b=2, c=0, actions=actions))
    plan = make_plan(found)
    assert (plan.gaps, plan.actions) == (find_gaps(found), actions)


def test_without_actions_there_is_no_projection():
    assert projected({"a": 1}) is None


def test_an_action_that_raises_nothing_projects_nothing():
    assert projected({"a": 1}, {}) is None


@pytest.mark.parametrize(
    ("given", "promises", "expected"),
    [
        pytest.param({"a": 0, "b": 0, "c": 0}, [{"a": 3}], "1/4", id="one action"),
        pytest.param({"a": 0, "b": 0, "c": 0}, [{"a": 3, "c": 3}], "3/4", id="several questions"),
        pytest.param({"a": 0, "b": 0, "c": 0}, [{"a": 3}, {"c": 3}], "3/4", id="several actions"),
        pytest.param({"a": 0, "b": 0, "c": 0}, [{"c": 1}, {"c": 3}], "1/2", id="the most promised"),
        pytest.param({"a": 0, "b": 0, "c": 0}, [{"c": 3}, {"c": 1}], "1/2", id="in any order"),
        pytest.param({"a": 3, "b": 3, "c": 3}, [{"a": 1}], "1", id="nothing is lowered"),
        pytest.param({"a": 3, "b": 3, "c": 0}, [{"c": 0}], "1/2", id="a promise of nothing"),
        pytest.param({"a": 3, "b": 3}, [{"c": 3}], "1", id="an open question stands as promised"),
        pytest.param({"a": 3, "b": 3}, [{"a": 3}], "1/2", id="the other open ones stay open"),
        pytest.param(
            {"a": 3, "b": 3, "c": dont_know()}, [{"a": 3}], "1/2", id="a don't know stays open"
        ),
        pytest.param(
            {"a": 3, "b": 3, "c": unanswered(verified=3)}, [{"a": 3}], "1", id="verified counts"
        ),
        pytest.param(
            {"a": rated(3, verified=0), "b": 3, "c": 0},
            [{"c": 3}],
            "3/4",
            id="what counts today is the assessor's rating",
        ),
        pytest.param(
            {"a": 3, "b": 3, "c": NA}, [{"a": 3}], "1", id="what does not apply stays out"
        ),
        pytest.param(
            {"a": 3, "b": 3, "c": NA}, [{"c": 0}], "1/2", id="unless an action takes it up"
        ),
        pytest.param(
            {"a": 3, "b": 3, "c": not_applicable(verified=2)},
            [{"a": 3}],
            "5/6",
            id="or the assessor rated it",
        ),
    ],
)
def test_projected_index(given, promises, expected):
    assert index(given, *promises) == Fraction(expected)


def test_promises_need_no_evidence_yet():
    """On the supported basis ``a`` counts 0 today; the projection takes the promise whole."""
    given = {"a": rated(3), "b": 3, "c": 3}
    assert index(given, {"b": 3}, basis=Basis.SUPPORTED) == Fraction(3, 4)
    assert index(given, {"a": 3}, basis=Basis.SUPPORTED) == Fraction(1)


def test_what_the_chosen_basis_leaves_out_stays_out():
    """The assessor rated ``c`` all the same, which the claimed basis does not count."""
    given = {"a": 0, "b": 3, "c": not_applicable(verified=0)}
    assert index(given, {"a": 3}, basis=Basis.CLAIMED) == Fraction(1)
    assert index(given, {"a": 3}) == Fraction(1, 2)


def test_what_nobody_verified_stays_open_on_the_verified_basis():
    given = {"a": rated(3, verified=3), "b": 3, "c": 3}
    assert index(given, {"a": 3}, basis=Basis.VERIFIED) == Fraction(1, 4)
    assert index(given, {"b": 3}, basis=Basis.VERIFIED) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(ActionStatus.PLANNED, Fraction(1, 2), id="planned"),
        pytest.param(ActionStatus.RUNNING, Fraction(1, 2), id="running"),
        pytest.param(ActionStatus.LATE, Fraction(1, 2), id="late"),
        pytest.param(ActionStatus.DONE, Fraction(1, 2), id="done"),
        pytest.param(ActionStatus.DROPPED, None, id="a dropped one promises nothing"),
    ],
)
def test_status_of_an_action(status, expected):
    sheet = answers(a=0, b=0, c=0, actions=[action({"c": 3}, status=status)])
    found = make_plan(assess(TWO, sheet)).projection
    assert (found and found.index.low) == expected


def test_a_dropped_action_beside_a_planned_one():
    dropped = action({"a": 3, "b": 3}, status=ActionStatus.DROPPED)
    sheet = answers(a=0, b=0, c=0, actions=[dropped, action({"c": 3})])
    assert make_plan(assess(TWO, sheet)).projection.index.low == Fraction(1, 2)


def test_a_projection_carries_the_verdict():
    assert projected({"a": 0, "b": 3, "c": 0}, {"c": 3}) == Projection(
        Interval(Fraction(3, 4), Fraction(3, 4)),
        StagedVerdict(TWO_STAGE, TWO_STAGE, TWO_STAGE, None),
    )


def test_a_projection_shows_what_open_questions_could_add():
    assert projected({"a": 0, "b": 3}, {"a": 3}) == Projection(
        Interval(Fraction(1, 2), Fraction(1)),
        StagedVerdict(ONE_STAGE, TWO_STAGE, ONE_STAGE, TWO_STAGE),
    )


def test_a_projection_is_gated_like_everything_else():
    assert projected({"a": 0, "b": 0, "c": 0}, {"c": 3}).verdict == StagedVerdict(
        None, None, TWO_STAGE, ONE_STAGE
    )


@pytest.mark.parametrize(
    ("approved_by", "attained"),
    [pytest.param("the regent", ONE_STAGE, id="exempt"), pytest.param("", None, id="left out")],
)
def test_an_approval_stays_with_a_mandatory_question(approved_by, attained):
    asked = TWO._replace(questions=(TWO.questions[0]._replace(mandatory=1), *TWO.questions[1:]))
    given = {"a": not_applicable(approved_by), "b": 3, "c": 0}
    assert projected(given, {"b": 3}, asked=asked).verdict.attained == attained


def test_a_projection_finds_the_band():
    low_high = bands({"low": 1, "high": 3}, lowest=1, highest=5)
    asked = questionnaire(question("a"), question("b", scale=number_range()), rule=low_high)
    found = projected({"a": 0, "b": Fraction(1, 4)}, {"b": Fraction(1)}, asked=asked)
    high = low_high.bands[1]
    assert found == Projection(Interval(Fraction(1, 2), Fraction(1, 2)), BandedVerdict(high, high))


def test_where_nothing_applies_there_is_no_index_to_project():
    asked = questionnaire(question("a"), question("b", weight=0))
    found = projected({"a": NA, "b": 0}, {"b": 3}, asked=asked)
    assert found == Projection(None, BandedVerdict(None, None))


def test_planning_leaves_the_assessment_as_it_is():
    found = assess(TWO, answers(a=0, b=3, actions=[action({"a": 3})]))
    before = repr(found)
    make_plan(found)
    assert repr(found) == before


@st.composite
def with_actions(draw):
    """A questionnaire and a sheet whose actions raise any applicable questions to any level."""
    asked, sheet = draw(with_sheet(ANY))
    basis = draw(st.sampled_from(Basis))
    applicable = [
        r.question
        for r in assess(asked, sheet, basis).questions
        if not isinstance(r.counted, Excluded)
    ]
    promises = st.fixed_dictionaries({}, optional={q.id: ratings(q) for q in applicable})
    actions = draw(st.lists(promises, min_size=1, max_size=2))
    return asked, sheet._replace(actions=tuple(action(raises) for raises in actions)), basis


@PROPERTY
@given(with_actions())
def test_actions_never_lead_backwards(case):
    asked, sheet, basis = case
    found = assess(asked, sheet, basis)
    projection = make_plan(found).projection
    if projection is None:
        assert not any(each.raises for each in sheet.actions)
        return
    assert (projection.index is None) == (found.index is None)
    assert found.index is None or projection.index.low >= found.index.low
    was, becomes = found.verdict[0], projection.verdict[0]
    assert rank(asked, becomes) >= rank(asked, was)
