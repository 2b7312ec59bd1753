"""What a master plan takes from the answers, and that nothing counts twice."""

import pytest
from builders import NA, action, answers, question, questionnaire, rated, section, stage
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity import assess, make_plan
from egovmaturity.domain.answers import ActionStatus, Quarter
from egovmaturity.domain.master_plan import Span, budget_of
from egovmaturity.domain.outline import Draws, Each, Layout, OutlinePart, Topic
from egovmaturity.domain.questionnaire import Tag
from egovmaturity.planning.master_plan import make_master_plan

MODEL = questionnaire(
    stage(
        "one",
        question("a", blueprint=["net"], factors=["lead"], sources=("law",)),
        question("b", blueprint=["net", "staff"]),
    ),
    stage("two", question("c", blueprint=["staff"]), question("d")),
    blueprint=(Tag("net", "Network"), Tag("staff", "Staff"), Tag("money", "Money")),
)
TREE = questionnaire(
    section("d", question("x"), section("inner", question("y"))), section("e", question("z"))
)


def arranged(model=MODEL, sheet=None, **given):
    assessment = assess(model, sheet or answers(given))
    return make_master_plan(assessment, make_plan(assessment))


def drawn(model, draws):
    part = OutlinePart("p", "P", "", (), (Topic("t", "T", "", draws),), None, Layout.CHAPTERS)
    (state,) = arranged(model._replace(outline=(part,))).parts[0].topics
    return [each.result.question.id for each in state.questions]


@pytest.mark.parametrize(
    ("model", "draws", "expected"),
    [
        pytest.param(MODEL, Draws(blueprint=("net",)), ["a", "b"], id="blueprint"),
        pytest.param(MODEL, Draws(stages=("two",)), ["c", "d"], id="stages"),
        pytest.param(MODEL, Draws(factors=("lead",)), ["a"], id="factors"),
        pytest.param(MODEL, Draws(sources=("law",)), ["a"], id="sources"),
        pytest.param(MODEL, Draws(questions=("d", "b")), ["b", "d"], id="the file's own order"),
        pytest.param(TREE, Draws(sections=("d",)), ["x", "y"], id="sections with those inside"),
        pytest.param(TREE, Draws(sections=("inner",)), ["y"], id="an inner section alone"),
        pytest.param(
            MODEL, Draws(blueprint=("staff",), stages=("two",)), ["b", "c", "d"], id="any of them"
        ),
        pytest.param(MODEL, Draws(), [], id="nothing"),
    ],
)
def test_a_topic_draws_on_what_carries_one_of_its_tags(model, draws, expected):
    assert drawn(model, draws) == expected


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(MODEL, ["net", "staff", "money"], id="blueprint items"),
        pytest.param(MODEL._replace(blueprint=()), ["one", "two"], id="else stages"),
        pytest.param(TREE, ["d", "e"], id="else top sections"),
        pytest.param(
            TREE._replace(sections=(), factors=MODEL.factors), ["lead"], id="else factors"
        ),
        pytest.param(TREE._replace(sections=()), ["questions"], id="else all questions as one"),
    ],
)
def test_without_declared_parts_there_are_four(model, expected):
    assessed = assess(TREE if model.rule == TREE.rule else MODEL, answers())
    found = make_master_plan(assessed._replace(questionnaire=model), make_plan(assessed))
    assert not found.is_declared
    assert [part.part.id for part in found.parts] == [
        *("framework", "blueprint", "development", "implementation")
    ]
    assert [state.topic.id for state in found.parts[1].topics] == expected


def test_each_stands_for_a_list_after_the_topics_written():
    own = Topic("own", "Own", "", Draws(questions=("a",)))
    part = OutlinePart("p", "P", "", (), (own,), Each.STAGES, Layout.CHAPTERS)
    found = arranged(MODEL._replace(outline=(part,)))
    assert [state.topic.id for state in found.parts[0].topics] == ["own", "one", "two"]
    assert found.is_declared


def planned(action_id, raises, **more):
    return action(raises, action_id=action_id)._replace(**more)


ACTIONS = (
    planned("both", {"b": 3}, budget=70, start=Quarter(2027, 2)),
    planned("net", {"a": 3}, budget=5, owner="ICT", support=("Law", "ICT")),
    planned("none", {"d": 3}, budget=None, end=Quarter(2026, 4)),
    planned("gone", {"a": 3}, budget=900, status=ActionStatus.DROPPED),
    planned("bare", {}, budget=0, start=Quarter(2026, 4), end=Quarter(2027, 1)),
)


def test_an_action_counts_once_whatever_it_serves():
    found = arranged(sheet=answers(actions=ACTIONS))
    own = {state.topic.id: [a.id for a in actions] for state, actions in found.own}
    assert own == {"net": ["net"], "staff": [], "money": []}
    assert [a.id for a in found.shared] == ["both"]
    assert [a.id for a in found.apart] == ["none", "bare"]
    assert [a.id for a in found.dropped] == ["gone"]
    served = [[a.id for a in state.actions] for state in found.parts[1].topics]
    assert served == [["both", "net"], ["both"], []]


def test_budgets_stand_under_the_years_they_are_for_and_are_never_split():
    found = arranged(sheet=answers(actions=ACTIONS))
    spans = [(span, [a.id for a in actions]) for span, actions in found.by_span]
    assert spans == [
        (Span(2026, 2026), ["none"]),
        (Span(2026, 2027), ["bare"]),
        (Span(2027, 2027), ["both"]),
        (None, ["net"]),
    ]
    assert budget_of(found.actions) == 75
    assert budget_of(found.by_span[0][1]) is None
    assert budget_of(found.by_span[1][1]) == 0


def test_offices_are_those_that_the_answers_name():
    model = MODEL._replace(questions=tuple(q._replace(owner="Suggested") for q in MODEL.questions))
    found = arranged(model, answers({"a": rated(1, owner="Law"), "b": 2}, actions=ACTIONS))
    offices = [
        (
            office.name,
            [each.result.question.id for each in office.questions],
            [a.id for a in office.leads],
            [a.id for a in office.supports],
        )
        for office in found.offices
    ]
    assert offices == [("ICT", [], ["net"], ["net"]), ("Law", ["a"], [], ["net"])]


def test_what_does_not_apply_has_no_target():
    found = arranged(sheet=answers({"a": NA, "b": 3, "c": 1}))
    aimed = {each.result.question.id: (each.target, each.gap is None) for each in found.questions}
    assert aimed == {"a": (None, True), "b": (3, True), "c": (3, False), "d": (3, False)}


QUARTERS = st.none() | st.builds(Quarter, st.integers(2025, 2029), st.integers(1, 4))


@st.composite
def some_actions(draw):
    """Any actions, with budgets, owners and periods that may be missing."""
    return tuple(
        planned(
            f"A{n}",
            draw(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3), max_size=4)),
            budget=draw(st.none() | st.integers(0, 10**12)),
            owner=draw(st.sampled_from(["", "ICT", "Law"])),
            start=draw(QUARTERS),
            end=draw(QUARTERS),
            status=draw(st.sampled_from(ActionStatus)),
        )
        for n in range(draw(st.integers(0, 6)))
    )


@given(some_actions())
def test_every_way_to_add_up_budgets_comes_to_the_same(actions):
    found = arranged(sheet=answers(actions=actions))
    total = sum(each.budget or 0 for each in actions if each.status is not ActionStatus.DROPPED)
    by_chapter = [*(own for _, own in found.own), found.shared, found.apart]
    by_year = [group for _, group in found.by_span]
    ownerless = tuple(each for each in found.actions if not each.owner)
    by_office = [*(office.leads for office in found.offices), ownerless]
    for groups in (by_chapter, by_year, by_office):
        assert sum(budget_of(group) or 0 for group in groups) == total
        assert sorted(a.id for group in groups for a in group) == [a.id for a in found.actions]
