"""A year begins with the plans of the last one, and with none of its findings."""

import pytest
from builders import answers, document, dont_know, not_applicable, rated, unanswered
from hypothesis import given
from hypothesis import strategies as st
from strategies import with_sheet

from egovmaturity.domain.answers import (
    Action,
    ActionStatus,
    AnswerSheet,
    NotApplicable,
    Quarter,
    Rated,
    Targets,
    Unanswered,
)
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.text_source import SourceText
from egovmaturity.planning.next_year import next_year, next_year_to_review
from egovmaturity.renderers.blank_answers import begun_answers

OPEN = [ActionStatus.PLANNED, ActionStatus.RUNNING, ActionStatus.LATE]


def action(name, status, **raises):
    return Action(name, "t", raises, "o", (), None, Quarter(2026, 1), None, "", status)


@pytest.mark.parametrize("status", list(ActionStatus))
def test_actions_that_are_over_stay_behind(status):
    sheet = answers({})._replace(actions=(action("R", status),))
    assert bool(next_year(sheet, 2027).actions) is (status in OPEN)


PLAN = {"evidence": [document("a", dated="2024-02-03")], "target": 3}


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(rated(2, verified=1, **PLAN), id="a level"),
        pytest.param(not_applicable("the regent", **PLAN), id="not applicable"),
        pytest.param(dont_know(**PLAN), id="not known"),
        pytest.param(unanswered(**PLAN), id="open"),
    ],
)
def test_answers_are_open_and_keep_their_plan(last):
    last = last._replace(details=last.details._replace(owner="O", note="n"))
    begun = next_year(answers({"Q": last}), 2027).answers["Q"]
    assert isinstance(begun, Unanswered)
    assert begun.details == unanswered(**PLAN).details._replace(owner="O")


def test_levels_to_review_come_with_their_notes_and_without_what_was_verified():
    last = rated(2, verified=1, **PLAN)
    last = last._replace(details=last.details._replace(note="n"))
    begun = next_year_to_review(answers({"Q": last, "R": not_applicable("me")}), 2027).answers
    assert begun["Q"] == last._replace(
        details=last.details._replace(verification=None, review=True)
    )
    assert isinstance(begun["R"], NotApplicable)
    assert begun["R"].approved_by == "me"
    assert begun["R"].details.review


@pytest.mark.parametrize("begin", [next_year, next_year_to_review])
def test_the_occasion_is_new_and_the_targets_stay(begin):
    last = answers({}, as_of="2026-01-01")
    occasion = last.occasion._replace(subject="Permits", purpose="p", team="t")
    targets = Targets(2028, 3, {"one": 2})
    begun = begin(last._replace(occasion=occasion, targets=targets, decisions=("d",)), 2027)
    assert begun.occasion == (2027, None, None, "", "", "Permits")
    assert begun.targets == targets
    assert begun.decisions == ()
    assert (begun.file, begun.sha256) == ("", "")


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
).map(str.strip)


@st.composite
def planned(draw):
    """A questionnaire and a sheet with owners, and actions in every state."""
    asked, sheet = draw(with_sheet())
    owned = {
        name: answer._replace(details=answer.details._replace(owner=draw(NAMES), note=draw(NAMES)))
        for name, answer in sheet.answers.items()
    }
    actions = tuple(
        action(f"R{n}", status, **{q.id: q.scale.highest})._replace(title=draw(NAMES) or "t")
        for n, (status, q) in enumerate(
            draw(
                st.lists(
                    st.tuples(st.sampled_from(ActionStatus), st.sampled_from(asked.questions)),
                    max_size=3,
                )
            )
        )
    )
    return asked, sheet._replace(answers=owned, actions=actions)


def written(asked, sheet, since):
    text = begun_answers(asked, Words("en"), sheet, since)
    return complete_answers(open_answers(SourceText("a.yaml", text, "")), asked).sheet


@given(planned(), st.sampled_from(["en", "id"]))
def test_the_file_of_the_next_year_holds_every_plan(model, language):
    asked, last = model
    begun = next_year(last._replace(language=language), 2030)
    text = begun_answers(asked, Words(language), begun, last.occasion.year)
    again = complete_answers(open_answers(SourceText("a.yaml", text, "")), asked).sheet
    assert _with_all(again, asked) == _with_all(begun, asked)
    for name, answer in last.answers.items():
        carried = again.answer(name).details
        assert (carried.owner, carried.target) == (answer.details.owner, answer.details.target)
        assert carried.evidence == answer.details.evidence
    assert again.actions == tuple(a for a in last.actions if a.status in OPEN)


@given(planned())
def test_a_file_with_levels_to_review_holds_them(model):
    asked, last = model
    begun = next_year_to_review(last, 2030)
    again = written(asked, begun, last.occasion.year)
    assert _with_all(again, asked) == _with_all(begun, asked)
    for name, answer in last.answers.items():
        if isinstance(answer, Rated | NotApplicable):
            assert type(again.answer(name)) is type(answer)
            assert again.answer(name).details.review


def _with_all(sheet: AnswerSheet, asked):
    every = {question.id: sheet.answer(question.id) for question in asked.questions}
    return sheet._replace(file="", sha256="", language="", answers=every)
