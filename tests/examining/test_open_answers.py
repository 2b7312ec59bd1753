"""Which open answers can still change a verdict, against every completion."""

from fractions import Fraction
from itertools import product

import pytest
from builders import (
    answers,
    bands,
    dont_know,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import PROPERTY, ratings, with_sheet

from egovmaturity.domain.results import Known, Open
from egovmaturity.examining.bench import standing
from egovmaturity.examining.open_answers import open_answers
from egovmaturity.scoring.assess import assess, outcome_of


def ids(results):
    return [each.question.id for each in results]


def two_stages(*first, **rule):
    return questionnaire(stage("one", *first), stage("two", question("z")), **rule)


@pytest.mark.parametrize(
    ("asked", "given_answers", "decisive"),
    [
        pytest.param(
            two_stages(question("a"), question("b"), attain=">= 50 %"),
            {"a": 3},
            ["z"],
            id="its stage is attained either way",
        ),
        pytest.param(
            two_stages(question("a"), question("b"), attain=">= 60 %"),
            {"a": 3, "z": 0},
            ["b"],
            id="its stage hangs on it",
        ),
        pytest.param(
            two_stages(question("a"), question("b", weight="1/10"), attain=">= 60 %"),
            {"a": 1, "z": 0},
            [],
            id="even full marks would not do",
        ),
        pytest.param(
            two_stages(question("a"), question("b"), question("c", weight=0), attain=">= 60 %"),
            {"a": dont_know(), "z": 0},
            ["a", "b"],
            id="what weighs nothing does not matter",
        ),
        pytest.param(
            two_stages(question("a"), question("c", weight=0, mandatory=1), attain=">= 60 %"),
            {"a": 3, "z": 0},
            ["c"],
            id="unless it is mandatory",
        ),
        pytest.param(
            two_stages(question("a"), question("b", mandatory=1), attain=">= 60 %"),
            {"b": not_applicable(), "z": 0},
            [],
            id="a gate is shut for good",
        ),
        pytest.param(
            two_stages(question("a"), question("b"), attain="> 50 %", foundation="> 90 %"),
            {"a": 3, "b": 2},
            [],
            id="the stage below does not carry",
        ),
        pytest.param(
            two_stages(question("a"), question("b"), attain=">= 10 %", foundation="> 90 %"),
            {"a": 3, "z": 3},
            ["b"],
            id="the stage stands anyhow, but carries the next only with it",
        ),
        pytest.param(
            two_stages(question("a"), question("b"), attain="> 90 %", foundation=">= 10 %"),
            {"a": 3, "z": 3},
            [],
            id="the next stage stands whether this one does or not",
        ),
    ],
)
def test_an_open_answer_matters(asked, given_answers, decisive):
    found = open_answers(assess(asked, answers(given_answers)))
    assert ids(found.decisive) == decisive
    assert found.is_exact


FIRM = {"attain": "> 90 %", "foundation": ">= 10 %"}
"""Carried once and for all by one full answer of two; attained only with the other."""
LAX = {"attain": ">= 10 %", "foundation": "> 90 %"}
"""The other way round."""


def pair(name, **bars):
    return stage(name, question(f"{name}1"), question(f"{name}2"), **bars)


@pytest.mark.parametrize(
    ("stages", "given_answers", "decisive"),
    [
        pytest.param(
            [pair("a", **FIRM), pair("b"), pair("c")],
            {"a1": 3, "b1": 3, "b2": 3, "c1": 3},
            ["c2"],
            id="a stage above stands anyhow",
        ),
        pytest.param(
            [pair("a", **FIRM), pair("b"), pair("c")],
            {"a1": 3, "b1": 0, "b2": 0, "c1": 3, "c2": 3},
            ["a2"],
            id="a stage above would stand, but for one between",
        ),
        pytest.param(
            [pair("a", **FIRM), pair("b"), pair("c"), pair("d")],
            {"a1": 3, "b1": not_applicable(), "b2": not_applicable(), "c1": 3, "c2": 3, "d1": 3},
            ["d2"],
            id="the one between is passed over",
        ),
        pytest.param(
            [pair("a"), pair("b", **LAX), pair("c")],
            {"a1": 3, "b1": 3, "c1": 0, "c2": 0},
            ["a2"],
            id="there is nothing to carry",
        ),
        pytest.param(
            [pair("a"), pair("b", **LAX), pair("c")],
            {"a1": 3, "b1": 3, "c1": 3},
            ["a2", "b2", "c2"],
            id="there may be something to carry",
        ),
        pytest.param(
            [stage("a", question("a1", mandatory=3), question("a2"), attain=">= 1/2")],
            {},
            ["a1"],
            id="where another has what is mandatory the bar is met",
        ),
        pytest.param(
            [
                stage("a", question("a1"), question("a2"), question("a3"), attain=">= 1/3"),
                pair("b"),
            ],
            {"a1": 3, "b1": 3},
            ["b2"],
            id="what the others have at least meets the bar",
        ),
    ],
)
def test_an_open_answer_matters_by_what_stands_on_its_stage(stages, given_answers, decisive):
    asked = questionnaire(*stages, attain="> 90 %", vacuous="skip")
    assert ids(open_answers(assess(asked, answers(given_answers))).decisive) == decisive


def test_numbers_are_not_tried_out():
    asked = questionnaire(
        section("s", question("a", scale=number_range()), question("b")),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    found = open_answers(assess(asked, answers(b=1)))
    assert (ids(found.decisive), found.is_exact) == (["a"], False)


def test_where_the_verdict_is_settled_nothing_has_to_be_tried():
    asked = questionnaire(
        section("s", question("a", scale=number_range()), question("b", weight=3)),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    found = open_answers(assess(asked, answers(b=3)))
    assert (ids(found.all), ids(found.decisive), found.is_exact) == (["a"], [], True)


def test_scores_of_too_many_points_are_not_tried_out():
    asked = questionnaire(
        stage("one", question("a", weight="0.1234567"), question("b"), question("c", weight=0)),
        attain=">= 90 %",
    )
    found = open_answers(assess(asked, answers()))
    assert (ids(found.decisive), found.is_exact) == (["a", "b", "c"], False)


def test_all_open_answers_are_listed_even_where_the_verdict_is_settled():
    asked = questionnaire(stage("one", question("a"), question("b")), attain="> 100 %")
    found = open_answers(assess(asked, answers(a=dont_know())))
    assert (ids(found.all), ids(found.decisive), found.is_exact) == (["a", "b"], [], True)


@st.composite
def ladders(draw):
    """Two to four small stages, each with two bars of its own, either of which may be higher."""
    bars = st.sampled_from([">= 1/4", ">= 1/2", "> 1/2", ">= 3/4", ">= 1"])
    return questionnaire(
        *[
            stage(
                name,
                *[
                    question(
                        f"{name}{n}",
                        top=draw(st.integers(1, 2)),
                        weight=draw(st.sampled_from([1, 2, "1/2"])),
                        mandatory=draw(st.sampled_from([None, None, 1])),
                    )
                    for n in range(draw(st.integers(1, 2)))
                ],
                attain=draw(bars),
                foundation=draw(bars),
            )
            for name in ["one", "two", "three", "four"][: draw(st.integers(2, 4))]
        ],
        vacuous=draw(st.sampled_from(["block", "skip"])),
    )


SHARES = [Fraction(n, 10) for n in range(1, 11)]


@st.composite
def indices(draw):
    """Up to four questions, and up to four bands that begin anywhere."""
    starts = sorted(draw(st.lists(st.sampled_from(SHARES), min_size=1, max_size=3, unique=True)))
    scales = st.sampled_from([scale(1), scale(2), scale(2, worths=["0.2", "0.3", "1"])])
    return questionnaire(
        section(
            "s",
            *[
                question(f"a{n}", scale=draw(scales), weight=draw(st.sampled_from([1, 2, "1/2"])))
                for n in range(draw(st.integers(1, 4)))
            ],
        ),
        rule=bands(
            {"lowest": 0} | {str(start): start for start in starts},
            closed=draw(st.sampled_from(["left", "right"])),
        ),
    )


@st.composite
def half_open(draw, asked):
    """Every other question open or so, now and then one that does not apply."""
    kinds = st.sampled_from(["open", "open", "rated", "rated", "rated", "full", "out"])
    return answers(
        {
            q.id: {
                "rated": rated(draw(ratings(q))),
                "full": rated(q.scale.highest),
                "out": not_applicable("the regent"),
            }[kind]
            for q in asked.questions
            if (kind := draw(kinds)) != "open"
        }
    )


@settings(PROPERTY, max_examples=150)
@given(with_sheet(ladders() | indices(), half_open))
def test_exactly_those_matter_that_change_the_verdict_of_some_completion(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    states = {each.question.id: each.counted for each in assessment.questions}
    opened = [q for q in asked.questions if isinstance(states[q.id], Open)]
    levels = [[level.number for level in q.scale.levels] for q in opened]
    place = {}
    for chosen in product(*levels):
        known = {
            q.id: Known(rating, q.worth(rating)) for q, rating in zip(opened, chosen, strict=True)
        }
        _, verdict = outcome_of(asked, sheet, states | known)
        place[chosen] = standing(assessment, verdict)
    wanted = [
        q.id
        for at, q in enumerate(opened)
        if any(
            place[chosen] != place[(*chosen[:at], other, *chosen[at + 1 :])]
            for chosen in place
            for other in levels[at]
        )
    ]
    found = open_answers(assessment)
    assert found.is_exact
    assert ids(found.all) == [q.id for q in opened]
    assert ids(found.decisive) == wanted
