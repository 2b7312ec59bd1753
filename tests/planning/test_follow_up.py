"""Actions of an earlier year, held against the answers of a later one."""

from fractions import Fraction

import pytest
from builders import answers, bands, dont_know, not_applicable, question, questionnaire, section

from egovmaturity.domain.answers import Action, ActionStatus, Quarter
from egovmaturity.domain.follow_up import Reach, Standing
from egovmaturity.planning.follow_up import follow_up
from egovmaturity.scoring.assess import assess

ASKED = questionnaire(section("s", question("x"), question("y")), rule=bands())
"""Two questions of three steps each: a step of one is a sixth of the index."""


def action(status, *, end="2026-4", raises=None, action_id="A1", budget=None):
    year, quarter = map(int, end.split("-")) if end else (0, 0)
    last = Quarter(year, quarter) if end else None
    return Action(
        action_id,
        "To do",
        {"x": 3} if raises is None else raises,
        "",
        (),
        None,
        last,
        budget,
        "",
        ActionStatus(status),
    )


def year(given, actions, as_of="", number=2026):
    sheet = answers(given, actions=actions, as_of=as_of)
    return assess(ASKED, sheet._replace(occasion=sheet.occasion._replace(year=number)))


def followed(before, after, *, as_of="2027-01-31", then=1, now=2):
    earlier = year({"x": then, "y": 1}, before, "2026-01-31")
    return follow_up(earlier, year({"x": now, "y": 1}, after, as_of, 2027))


@pytest.mark.parametrize(
    ("then", "now", "standing", "is_late"),
    [
        pytest.param("planned", "done", "done", False, id="done by now"),
        pytest.param("running", "dropped", "dropped", False, id="dropped by now"),
        pytest.param("planned", "running", "late", True, id="running after its end is late"),
        pytest.param("planned", "planned", "late", True, id="planned after its end is late"),
        pytest.param("done", None, "done", False, id="done then, not mentioned"),
        pytest.param("dropped", None, "dropped", False, id="dropped then, not mentioned"),
        pytest.param("planned", None, "gone", True, id="not mentioned and its time over"),
        pytest.param("late", "done", "done", False, id="late then, done now"),
    ],
)
def test_what_became_of_an_action(then, now, standing, is_late):
    (found,) = followed([action(then)], [action(now)] if now else []).actions
    assert (found.standing, found.is_late) == (Standing(standing), is_late)
    assert found.status_now == (ActionStatus(now) if now else None)


@pytest.mark.parametrize(
    ("end", "as_of", "standing"),
    [
        pytest.param("2026-4", "2026-12-31", "running", id="the last day of its last quarter"),
        pytest.param("2026-4", "2027-01-01", "late", id="the day after"),
        pytest.param("2027-1", "2027-01-01", "running", id="in its last quarter"),
        pytest.param("", "2027-01-01", "running", id="an action without an end is never late"),
        pytest.param("2026-4", "", "late", id="no day: the year before is over"),
        pytest.param("2027-1", "", "running", id="no day: the year of the answers is not"),
    ],
)
def test_late_is_judged_on_the_day_of_the_later_answers(end, as_of, standing):
    (found,) = followed([action("planned")], [action("running", end=end)], as_of=as_of).actions
    assert found.standing == Standing(standing)


def test_marked_late_is_late_before_its_end():
    (found,) = followed([action("planned")], [action("late", end="2028-4")]).actions
    assert (found.standing, found.is_late) == (Standing.LATE, True)


def test_not_mentioned_before_its_end_is_not_late():
    (found,) = followed([action("planned", end="2028-4")], []).actions
    assert (found.standing, found.is_late) == (Standing.GONE, False)


def test_actions_are_matched_by_id_and_new_ones_are_not_followed():
    before = [action("planned"), action("running", action_id="A2")]
    after = [action("done", action_id="A2"), action("planned", action_id="A9", end="2028-1")]
    found = followed(before, after).actions
    assert [(a.then.id, a.standing.value) for a in found] == [("A1", "gone"), ("A2", "done")]


@pytest.mark.parametrize(
    ("then", "now", "reach"),
    [
        pytest.param(1, 3, "reached", id="as promised"),
        pytest.param(3, 3, "reached", id="there already, and still"),
        pytest.param(1, 2, "partly", id="on the way"),
        pytest.param(1, 1, "not-reached", id="where it was"),
        pytest.param(2, 1, "fell", id="below what it was"),
        pytest.param(dont_know(), 1, "partly", id="open then, above the lowest now"),
        pytest.param(dont_know(), 0, "not-reached", id="open then, the lowest now"),
        pytest.param(1, dont_know(), "open", id="nothing counts now"),
        pytest.param(1, not_applicable(), "not-applicable", id="not applicable now"),
    ],
)
def test_the_effect_is_held_against_what_was_promised(then, now, reach):
    found = followed([action("planned")], [], then=then, now=now)
    (effect,) = found.actions[0].effects
    assert (effect.question, effect.promised, effect.reach) == ("x", 3, Reach(reach))
    levels = [each if isinstance(each, int) else None for each in (then, now)]
    assert [effect.then, effect.now] == levels
    assert found.by_reach[Reach(reach)] == 1


def test_points_count_the_questions_promised_alone():
    """x was to rise two steps of six and rose one; y rose two, which nobody had promised."""
    earlier = year({"x": 1, "y": 1}, [action("planned")], "2026-01-31")
    later = year({"x": 2, "y": 3}, [], "2027-01-31", 2027)
    found = follow_up(earlier, later)
    assert (found.before, found.after) == (earlier, later)
    assert found.promised_points == Fraction(2, 6)
    assert found.achieved_points == Fraction(1, 6)
    assert later.index.low - earlier.index.low == Fraction(3, 6)


def test_what_fell_counts_against_it_and_what_was_dropped_then_promises_nothing():
    before = [action("planned"), action("dropped", raises={"y": 3}, action_id="A2")]
    found = followed(before, [], then=2, now=1)
    assert (found.promised_points, found.achieved_points) == (Fraction(1, 6), Fraction(-1, 6))
    assert found.actions[1].effects == ()


def test_a_question_promised_twice_counts_once():
    before = [action("planned"), action("running", action_id="A2")]
    found = followed(before, [])
    assert sum(found.by_reach.values()) == 1
    assert found.promised_points == Fraction(2, 6)


def test_budgets_add_up_by_what_became_of_their_actions_as_they_stand_now():
    before = [
        action("planned", budget=10),
        action("planned", action_id="A2", budget=5),
        action("planned", action_id="A3", budget=3),
        action("planned", action_id="A4"),
        action("planned", action_id="A5", budget=0),
    ]
    after = [action("done", budget=12), action("running", action_id="A2", budget=5)]
    found = followed(before, after)
    kept = {standing.value: amount for standing, amount in found.budgets.items() if amount}
    assert kept == {"done": 12, "late": 5, "gone": 3}
    assert found.unbudgeted == 1
    without = found._replace(actions=found.actions[1:3])
    assert (without.budgets[Standing.DONE], without.unbudgeted) == (0, 0)


def test_without_an_index_there_are_no_points():
    earlier = year({"x": not_applicable(), "y": not_applicable()}, [], "2026-01-31")
    found = follow_up(earlier, year({"x": 1}, [], "", 2027))
    assert (found.promised_points, found.achieved_points, found.actions) == (None, None, ())


def test_another_questionnaire_is_refused():
    sheet = answers({"x": 1})._replace(questionnaire="test@2")
    other = assess(ASKED._replace(edition="2"), sheet)
    with pytest.raises(ValueError, match="test@2"):
        follow_up(year({"x": 1}, []), other)
