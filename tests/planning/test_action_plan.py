"""Plans cut into actions: ids, quarters, what is on record, and that they keep the promise."""

from fractions import Fraction

import pytest
from builders import answers, bands, dont_know, question, questionnaire, rated, section
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_example import ASSESSED, COSTS, INSTRUMENT, NOW, query

from egovmaturity.domain.answers import Action, ActionStatus, Quarter, Targets
from egovmaturity.domain.results import Basis
from egovmaturity.domain.roadmap import Conditions, Enabler, PlanData, Roadmap, Unit
from egovmaturity.planning.action_plan import as_action, make_action_plan
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess


def planned(asked, assessment=ASSESSED):
    found = find_plan(assessment, asked, None)
    assert isinstance(found, Roadmap)
    return make_action_plan(assessment, found)


def on_record(raises, status="planned", action_id="A1", title="an action"):
    return Action(action_id, title, raises, "", (), None, None, None, "", ActionStatus(status))


def listed(plan):
    return [(a.id, a.raises, int(a.cost), a.start, a.end) for a in plan.actions]


def test_a_question_of_one_year_is_one_action():
    """E70: Q2->4 Q3->3 Q3->4, in one year."""
    whole = Quarter(2027, 1), Quarter(2027, 4)
    assert listed(planned(query("3"))) == [
        ("RA-2027-01", {"Q2": 4}, 3, *whole),
        ("RA-2027-02", {"Q3": 4}, 4, *whole),
    ]


def test_a_question_of_two_years_is_two_actions():
    plan = planned(query("4", budgets=[11] * 3))
    raised = [(a.start.year, *a.raises.items()) for a in plan.actions]
    assert len(raised) == len(set(raised))
    assert sum(a.cost for a in plan.actions) == plan.roadmap.cost == 33
    for question_id, level in plan.roadmap.levels.items():
        last = [a for a in plan.actions if question_id in a.raises][-1]
        assert last.raises[question_id] == level


def test_what_another_action_of_the_year_needs_comes_before_it():
    """T1 needs R1 at 3, and R1 needs Q1 at 3."""
    plan = planned(query("4"))
    ends = {q: (a.start.number, a.end.number) for a in plan.actions for q in a.raises}
    assert ends["R1"][1] < ends["T1"][0]
    assert ends["T2"] == (1, 4)
    assert [a.end for a in plan.actions] == sorted(a.end for a in plan.actions)


@pytest.mark.parametrize(
    ("lag", "quarters"),
    [
        pytest.param(0, [("centre", 2027, 1, 2), ("Q2", 2027, 3, 4), ("Q3", 2027, 1, 4)], id="0"),
        pytest.param(1, [("centre", 2027, 1, 4), ("Q3", 2027, 1, 4), ("Q2", 2028, 1, 4)], id="1"),
    ],
)
def test_an_enabler_comes_before_what_it_serves(lag, quarters):
    centre = Enabler(
        "centre", "A data centre", {Unit.RUPIAH: Fraction(1)}, {"Q2": 4}, lag=lag, owner="Kominfo"
    )
    plan = planned(query("3", years=2, data=PlanData(enablers=(centre,))))
    found = [
        (*(a.raises or {"centre": 0}), a.start.year, a.start.number, a.end.number)
        for a in plan.actions
    ]
    assert found == quarters
    enabler = next(a for a in plan.actions if not a.raises)
    assert (enabler.owner, enabler.cost) == ("Kominfo", 1)


@pytest.mark.parametrize(
    ("actions", "ids", "known"),
    [
        pytest.param([], ["RA-2027-01", "RA-2027-02"], ["", ""], id="none"),
        pytest.param(
            [on_record({"Q2": 4})], ["A1", "RA-2027-01"], ["A1", ""], id="as far: not doubled"
        ),
        pytest.param(
            [on_record({"Q1": 3, "Q2": 4, "Q3": 4}, "late")], ["A1", "A1"], ["A1", "A1"], id="both"
        ),
        pytest.param(
            [on_record({"Q3": 3})],
            ["RA-2027-01", "RA-2027-02"],
            ["", ""],
            id="less far: kept apart",
        ),
        pytest.param(
            [on_record({"Q2": 4}, "dropped")], ["RA-2027-01", "RA-2027-02"], ["", ""], id="dropped"
        ),
        pytest.param(
            [on_record({"Q2": 4}, "done")], ["RA-2027-01", "RA-2027-02"], ["", ""], id="done before"
        ),
        pytest.param(
            [on_record({"P1": 3}, action_id="RA-2027-01")],
            ["RA-2027-02", "RA-2027-03"],
            ["", ""],
            id="an id that is taken",
        ),
    ],
)
def test_what_is_on_record_is_not_doubled(actions, ids, known):
    plan = planned(query("3"), assess(INSTRUMENT, answers(NOW, actions=actions)))
    assert [a.id for a in plan.actions] == ids
    assert [a.on_record for a in plan.actions] == known
    assert [a.id for a in plan.new] == [i for i, k in zip(ids, known, strict=True) if not k]


def test_an_enabler_on_record_is_known_by_its_title():
    centre = Enabler("centre", "A data centre", {Unit.RUPIAH: Fraction(1)}, {"Q2": 4})
    recorded = answers(NOW, actions=[on_record({}, title="A data centre")])
    plan = planned(query("3", data=PlanData(enablers=(centre,))), assess(INSTRUMENT, recorded))
    assert [a.on_record for a in plan.actions] == ["A1", "", ""]


@pytest.mark.parametrize(
    ("unit", "cost", "budget"),
    [
        pytest.param(Unit.RUPIAH, Fraction(5), 5, id="rupiah"),
        pytest.param(Unit.RUPIAH, Fraction(9, 2), 5, id="a part of a rupiah counts as one"),
        pytest.param(Unit.EFFORT, Fraction(5), None, id="points of effort are no money"),
    ],
)
def test_the_budget_of_a_recorded_action(unit, cost, budget):
    work = planned(query("3")).actions[0].work
    each = planned(query("3")).actions[0]._replace(work=(work[0]._replace(cost=cost),))
    action = as_action(each, "To do", unit)
    assert (action.budget, action.status) == (budget, ActionStatus.PLANNED)
    assert (action.title, action.raises, action.end) == ("To do", {"Q2": 4}, Quarter(2027, 4))


def test_the_owner_is_that_of_the_plan_file_else_the_answers_else_the_questionnaire():
    asked = query("3", data=PlanData(questions={"Q3": Conditions(owner="Bappeda")}))
    sheet = answers({**NOW, "Q2": rated(3, owner="Dinas Kominfo")})
    plan = planned(asked, assess(INSTRUMENT, sheet))
    assert [a.owner for a in plan.actions] == ["Dinas Kominfo", "Bappeda"]


def test_what_stays_below_target_is_listed_with_its_level_afterwards():
    sheet = answers({**NOW, "P1": dont_know(), "P2": rated(4, target=4)}, targets=Targets(level=3))
    plan = planned(query("2", assumed=1), assess(INSTRUMENT, sheet))
    left = {each.result.question.id: (each.level, each.target) for each in plan.remaining}
    reached = plan.roadmap.levels
    assert "P2" not in left
    assert left["T1"] == (0, 3)
    assert reached["P1"] >= 2
    for name, level in reached.items():
        assert left.get(name, (level, 0))[0] == level


def test_without_stages_and_from_open_answers():
    asked = questionnaire(
        section("a", question("x", cost={1: Fraction(1), 2: Fraction(2), 3: Fraction(4)})),
        rule=bands({"low": 0, "high": "2/3"}),
    )
    now = assess(asked, answers({"x": dont_know()}))
    plan = planned(query("high", assessment=now), now)
    assert [(a.raises, a.work[0].before, int(a.cost)) for a in plan.actions] == [
        ({"x": 2}, None, 3)
    ]


# The promise


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries({name: st.integers(0, level) for name, level in NOW.items()}),
    st.sampled_from(["2", "3", "4"]),
    st.sampled_from([None, [14, 14, 14, 14]]),
    st.sampled_from([Basis.CLAIMED, Basis.BEST]),
)
def test_actions_carried_out_reach_the_verdict_promised_at_the_cost_promised(
    levels, to, budgets, basis
):
    """Recorded, they project it; carried out in the answers, they attain it; to the rupiah."""
    now = assess(PRICED, answers(levels), basis)
    asked = query(to, assessment=now, budgets=budgets or (), years=4)
    found = find_plan(now, asked, None)
    if not isinstance(found, Roadmap):
        return
    plan = make_action_plan(now, found)
    last = found.years[-1]
    actions = tuple(as_action(a, "To do", Unit.RUPIAH) for a in plan.new)
    recorded = assess(PRICED, now.sheet._replace(actions=actions), basis)
    if actions:
        assert make_plan(recorded).projection == (last.index, last.verdict)
    assert sum(action.budget for action in actions) == found.cost

    edited = dict(levels)
    for year, milestone in zip(found.years, plan.milestones[1:], strict=True):
        for action in (a for a in actions if a.end.year == year.year):
            edited.update(action.raises)
        again = assess(PRICED, answers(edited), basis)
        assert (again.index, again.verdict) == (year.index, year.verdict)
        assert milestone.assessment.stages == again.stages or basis is Basis.BEST
        assert milestone.cost == sum(a.budget for a in actions if a.end.year == year.year)

    twice = make_action_plan(recorded, find_plan(recorded, asked, None))
    assert twice.new == ()


PRICED = INSTRUMENT._replace(
    questions=tuple(
        each._replace(
            cost={
                level.number: Fraction(COSTS.get(each.id, {}).get(level.number, 2))
                for level in each.scale.levels[1:]
            }
        )
        for each in INSTRUMENT.questions
    )
)
