"""What a plan to merge says to people."""

import pytest
from builders import dont_know, question, questionnaire, rated, stage, unanswered
from collecting.coming_back import came_back, planned, target

from egovmaturity.domain.answers import Evidence, NotApplicable, Rated
from egovmaturity.domain.merging import Conflicts
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_text
from egovmaturity.renderers.merge_data import plan_json
from egovmaturity.views.claims import claim_text, step_text
from egovmaturity.views.merge_plan import plan_view

ASKED = questionnaire(stage("one", *(question(name) for name in "abcde")))
EN = Words("en")


def blocks(plan):
    return {each.id: each for each in plan_view(plan, ASKED, EN).blocks}


def test_everything_that_is_not_merged_is_named_with_its_file():
    files = [
        came_back("a.xlsx", {"a": unanswered(), "b": NotApplicable("")}, handed_out={"a": 2}),
        came_back("b.xlsx", {"c": 1}, asked=["c", "d", "e"])._replace(unreadable=("d",)),
        came_back("c.xlsx", {}, asked=["e"]),
    ]
    plan = planned(ASKED, target({"a": Rated(2)}), *files)
    found = blocks(plan)
    assert found["emptied"].table.rows == (("a", "a.xlsx:5:3", "–"),)
    assert found["unfit"].table.rows == (("b", "a.xlsx:6:3", "N/A"),)
    assert found["unreadable"].table.rows == (("b.xlsx", "d"),)
    assert found["incomplete"].table.rows == (
        ("a.xlsx", "no level: a; no reason: b"),
        ("b.xlsx", "no level: e"),
        ("c.xlsx", "no level: e"),
    )
    contents = [row[2] for row in found["returned"].table.rows]
    assert "1 unreadable" in contents[1]
    assert not plan.is_complete


def test_a_file_that_nobody_touched_is_said_to_be_one():
    file = came_back("c.xlsx", {}, asked=["e"])
    part = file.sheet.part
    part = part._replace(respondent=part.respondent._replace(name=""))
    file = file._replace(sheet=file.sheet._replace(part=part))
    ((_, _, content),) = blocks(planned(ASKED, target(), file))["returned"].table.rows
    assert content == "as it was handed out, and nobody is named"


def test_assessors_who_agree_have_no_table_of_disputes():
    files = [came_back(name, {"a": 2}) for name in ("a.xlsx", "b.xlsx")]
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    assert blocks(plan)["agreement"].table.rows == ()
    assert '"alpha_ordinal": "1"' in plan_json(plan, ASKED)


def test_disputes_stand_in_json_as_on_the_agenda():
    files = [came_back("a.xlsx", {"a": 0}), came_back("b.xlsx", {"a": 2})]
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    text = plan_json(plan, ASKED)
    assert '"spread": 2' in text
    assert '"wide": true' in text


def test_a_long_text_is_cut_in_the_plan_alone():
    files = [
        came_back(name, {"a": rated(level, note="so " * 99)})
        for name, level in [("a.xlsx", 1), ("b.xlsx", 2)]
    ]
    plan = planned(ASKED, target(), *files)
    (_, _, text), _ = blocks(plan)["conflicts"].table.rows
    assert len(text) <= 160
    assert text.endswith("so…")
    assert plan.decisions[0].words[0].said.details.note == "so " * 99


def test_what_changed_is_from_the_file_that_says_so():
    files = [
        came_back("a.xlsx", {"a": 1}, handed_out={"a": 1}),
        came_back("b.xlsx", {"a": 2}, handed_out={"a": 1}),
    ]
    plan = planned(ASKED, target({"a": Rated(1)}), *files)
    assert blocks(plan)["changed"].table.rows == (("a", "1 → 2", "b.xlsx"),)


def test_a_plan_without_files_is_a_plan():
    view = plan_view(planned(ASKED, target()), ASKED, EN)
    assert view.summary == "Nothing changes."
    assert "Merging 0 files" in explanation_text(view, Look(40))


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param(Rated(3), "3", id="level"),
        pytest.param(dont_know(), "don't know", id="don't know"),
        pytest.param(unanswered(note=" so\nit is "), "–; so it is", id="note"),
        pytest.param(NotApplicable("no port"), "N/A; no port", id="reason"),
        pytest.param(
            rated(1, evidence=[Evidence("A", "1", None, "x", ()), Evidence("", "", None, "y", ())]),
            "1; evidence: A, 1 (x); evidence: y",
            id="documents",
        ),
    ],
)
def test_what_somebody_says_in_a_few_words(answer, text):
    assert claim_text(answer, EN) == text


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        pytest.param(Rated(1), Rated(2), "1 → 2", id="level"),
        pytest.param(Rated(1), NotApplicable("x"), "1 → N/A, note", id="no level any more"),
        pytest.param(Rated(1), rated(1, note="x"), "note", id="note only"),
        pytest.param(
            Rated(1),
            rated(1, evidence=[Evidence("A", "", None, "", ())]),
            "evidence",
            id="evidence",
        ),
    ],
)
def test_what_changes_in_a_few_words(before, after, text):
    assert step_text(before, after, EN) == text
