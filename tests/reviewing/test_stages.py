"""Stages can be attained, are not attained by themselves, and hang on no single question."""

import pytest
from builders import question, questionnaire, scale, stage
from hypothesis import given
from reviewing.brute_force import attained_by, outcomes, reviewed
from strategies import PROPERTY, staged


def four(name, **fields):
    """A stage of four questions alike; ``fields`` are those of the first."""
    return stage(
        name, question(f"{name}-1", **fields), *(question(f"{name}-{n}") for n in (2, 3, 4))
    )


def rows(*table):
    return [pytest.param(*row[1:], id=row[0]) for row in table]


@pytest.mark.parametrize(
    ("attain", "foundation", "found"),
    rows(
        ("an ordinary bar", ">= 70 %", ">= 70 %", []),
        ("the whole of the score", ">= 100 %", ">= 100 %", []),
        ("just below the whole", "> 99 %", "> 99 %", []),
        ("more than the whole", "> 100 %", ">= 70 %", ["one", "two"]),
        ("a foundation of more than the whole", ">= 70 %", "> 100 %", ["two"]),
    ),
)
def test_a_stage_that_no_answers_attain(attain, foundation, found):
    asked = questionnaire(four("one"), four("two"), attain=attain, foundation=foundation)
    assert [about for _, about in reviewed(asked, "Q120")] == found


def test_a_mandatory_level_beyond_the_scale_shuts_its_stage():
    asked = questionnaire(four("one", mandatory=9), four("two"), attain=">= 70 %")
    assert [about for _, about in reviewed(asked, "Q120")] == ["one", "two"]


@pytest.mark.parametrize(
    ("attain", "fields", "found"),
    rows(
        ("an ordinary bar", ">= 70 %", {}, []),
        ("no bar at all", ">= 0 %", {}, ["one", "two"]),
        ("more than nothing", "> 0 %", {}, []),
        ("no bar, but a mandatory question", ">= 0 %", {"mandatory": 1}, ["two"]),
        (
            "a scale that begins above 0",
            ">= 5 %",
            {"scale": scale(2, worths=["1/4", "1/2", 1])},
            ["one"],
        ),
    ),
)
def test_a_stage_that_is_attained_by_itself(attain, fields, found):
    asked = questionnaire(four("one", **fields), four("two"), attain=attain)
    assert [about for _, about in reviewed(asked, "Q122")] == found


def test_a_stage_behind_one_that_never_carries_is_not_automatic():
    asked = questionnaire(four("one"), four("two"), attain=">= 0 %", foundation="> 100 %")
    assert [about for _, about in reviewed(asked, "Q122")] == ["one"]


THREE = [question("a"), question("b"), question("c")]


@pytest.mark.parametrize(
    ("questions", "attain", "found"),
    rows(
        ("three alike", THREE, ">= 70 %", ["a, b, c"]),
        ("three alike and a lower bar", THREE, ">= 2/3", []),
        ("three alike and a bar beside it", THREE, "> 2/3", ["a, b, c"]),
        ("four alike", [*THREE, question("d")], ">= 70 %", []),
        ("a mandatory one", [question("a", mandatory=1), *THREE[1:]], ">= 70 %", ["b, c"]),
        ("few questions are Q103", THREE[:2], ">= 70 %", []),
        ("a heavy one is Q104", [question("a", weight=2), *THREE[1:]], ">= 70 %", []),
        ("the whole is asked for", THREE, ">= 100 %", []),
        ("one opens its stage", THREE, ">= 30 %", ["a, b, c"]),
        ("one cannot open it", [question("a", mandatory=1), *THREE[1:]], ">= 1/3", ["a"]),
        ("more than one can give", THREE, "> 1/3", []),
        ("none where nothing is left to decide", THREE, ">= 0 %", []),
        ("none where nothing can be decided", THREE, "> 100 %", []),
    ),
)
def test_a_stage_that_one_question_decides(questions, attain, found):
    asked = questionnaire(stage("one", *questions), attain=attain)
    assert [values["questions"] for values, _ in reviewed(asked, "Q124")] == found


def test_many_deciding_questions_are_not_all_listed():
    asked = questionnaire(stage("one", *(question(f"q{n}") for n in range(10))), attain="> 90 %")
    ((values, about),) = reviewed(asked, "Q124")
    assert values["questions"] == "q0, q1, q2, q3, q4, q5, q6, q7, …"
    assert about == "one"


@PROPERTY
@given(staged())
def test_what_is_said_of_stages_agrees_with_all_answers(asked):
    """Every combination of lowest and highest levels is scored; nothing else attains more."""
    everywhere = {place for verdict in outcomes(asked) for place in attained_by(asked, verdict)}
    never = [about for _, about in reviewed(asked, "Q120")]
    assert never == [each.id for each in asked.stages if each.id not in everywhere]
