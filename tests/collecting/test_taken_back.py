"""What an office leaves empty after it had answered: never deleted, and never without a word."""

from itertools import permutations

import pytest
from builders import question, questionnaire, rated, stage, unanswered
from collecting.coming_back import came_back, hash_of, planned, target

from egovmaturity.collecting.merging import merged
from egovmaturity.domain.answers import Respondent, Source
from egovmaturity.domain.merging import Conflicts, Outcome

ASKED = questionnaire(
    stage(
        "one",
        question("a", owner="Health office"),
        question("b", owner="Health office"),
        question("c", owner="Port office"),
    )
)
EARLY, LATE = "2026-01-10", "2026-01-20"


def first(said=None, **more):
    told = {"owner": "Health office", "dated": EARLY, "asked": ["a", "b"], **more}
    file = told.pop("file", "one.xlsx")
    return came_back(file, {"a": 2, "b": 1} if said is None else said, **told)


def later(said=None, file="two.xlsx", **more):
    told = {"owner": "Health office", "dated": LATE, "asked": ["a", "b"], **more}
    return came_back(file, {"b": 1} if said is None else said, **told)


def stood(answers=None, dated=EARLY):
    """A target that the first file was merged into, though it is not given again."""
    plan = planned(ASKED, target(answers), first(dated=dated))
    return merged(plan)


def emptied(plan):
    return {(each.question, word.file) for each in plan.decisions for word in each.emptied}


@pytest.mark.parametrize(
    "returns",
    [
        pytest.param([later()], id="the earlier file is known from its answers"),
        pytest.param([first(), later()], id="the earlier file is given again"),
        pytest.param(
            [later(), first(file="v.xlsx", dated="2026-02-01", purpose="verification")],
            id="a verifier saw the answers later",
        ),
        pytest.param([later(owner="HEALTH  office")], id="the owner is spelt otherwise"),
        pytest.param([later({"b": 3})], id="the other answer is corrected"),
        pytest.param(
            [later(file="one.xlsx", dated="")._replace(sha256="f" * 64)],
            id="without a day, it took the place of the earlier one",
        ),
        pytest.param(
            [first(), later(file="one (1).xlsx", dated=EARLY)], id="of the same day, a later copy"
        ),
        pytest.param([later(file="one (2).xlsx", dated="")], id="of no day, a later copy"),
    ],
)
def test_an_answer_that_a_later_file_leaves_empty_stays_and_is_counted(returns):
    for order in permutations(returns):
        plan = planned(ASKED, stood(), *order)
        assert {name for name, _ in emptied(plan)} == {"a"}
        assert plan.after.answer("a") == stood().answer("a")
        assert not plan.is_complete


def test_a_file_replaced_more_than_once_is_known_by_its_name():
    """It gave one answer, then in its place another one; the third version repeats one of them."""
    there = planned(ASKED, target(), first({"a": 2}))
    second = first({"a": 2, "b": 1})._replace(sha256="e" * 64)
    there = merged(planned(ASKED, merged(there), second))
    third = first({"b": 1})._replace(sha256="f" * 64)
    assert emptied(planned(ASKED, there, third)) == {("a", "one.xlsx")}


def test_where_both_come_at_once_the_answer_is_taken_and_the_blank_is_told():
    for order in permutations([first(), later()]):
        plan = planned(ASKED, target(), *order)
        assert emptied(plan) == {("a", "two.xlsx")}
        assert plan.after.answer("a").rating == 2
        assert [each.outcome for each in plan.decisions] == [Outcome.NEW, Outcome.NEW]


def test_what_stands_without_a_source_is_theirs_if_they_said_it_too():
    plan = planned(ASKED, target({"a": rated(2)}), first(), later())
    assert emptied(plan) == {("a", "two.xlsx")}


@pytest.mark.parametrize(
    "returns",
    [
        pytest.param([later(dated=EARLY)], id="of the same day"),
        pytest.param([later(dated="")], id="of no day"),
        pytest.param([later(dated="2026-01-09")], id="of an earlier day"),
        pytest.param([later(file="one (1).xlsx", dated="2026-01-09")], id="days go before names"),
        pytest.param([first(), later(file="one(1)", dated=EARLY)], id="of another name"),
        pytest.param([first(), later(dated="2026-01-09")], id="the earlier one of two"),
        pytest.param([later(owner="Port office", asked=["b", "c"])], id="of another office"),
        pytest.param([first(), later(owner="Port office")], id="of another office, both given"),
        pytest.param([later(owner="")], id="of nobody"),
        pytest.param([later(asked=["b"])], id="it was not asked again"),
        pytest.param([later({}, asked=["a"])], id="it repeats nothing of the earlier one"),
        pytest.param([later(purpose="verification")], id="of a verifier"),
        pytest.param([later()._replace(unreadable=("a",))], id="it could not be read"),
        pytest.param([later(handed_out=None)], id="no part of one office"),
        pytest.param(
            [first(), later(), later({"a": 3, "b": 1}, "three.xlsx", dated="2026-01-21")],
            id="answered again in a still later file",
        ),
    ],
)
def test_other_blanks_say_nothing(returns):
    for order in permutations(returns):
        assert emptied(planned(ASKED, stood(), *order)) == set()


def test_the_other_half_of_a_colleague_takes_nothing_back():
    halves = [first({"a": 2}), later({"b": 1})]
    plan = planned(ASKED, target(), *halves)
    assert emptied(plan) == set()
    assert plan.is_complete


def test_a_question_that_nobody_answered_says_nothing():
    plan = planned(ASKED, target(), first({"b": 1}), later())
    assert emptied(plan) == set()


def test_an_answer_that_another_file_gave_is_not_theirs_to_take_back():
    """It stands from a file of the port office, which answered what is not its own."""
    source = Source("port.xlsx", hash_of("port.xlsx"), None)
    there = target({"a": rated(3, source=source), "b": rated(1), "c": rated(1, source=source)})
    plan = planned(ASKED, there, later())
    assert emptied(plan) == set()


def test_what_was_deleted_by_hand_is_not_missed():
    """The way to take an answer back: delete it, and leave the file that gave it out."""
    there = stood()
    there = there._replace(answers={**there.answers, "a": unanswered()})
    assert emptied(planned(ASKED, there, later())) == set()


def test_assessors_may_leave_out_what_others_answered():
    plan = planned(ASKED, target(), first(), later(), conflicts=Conflicts.CONSENSUS)
    assert emptied(plan) == set()


def test_a_blank_of_a_nameless_copy_says_nothing():
    """An empty form under the name of the one that was merged: nobody has filled it in."""
    blank = later({}, file="one.xlsx", dated="")._replace(sha256="f" * 64)
    part = blank.sheet.part._replace(respondent=Respondent())
    blank = blank._replace(sheet=blank.sheet._replace(part=part))
    assert emptied(planned(ASKED, stood(), blank)) == set()
