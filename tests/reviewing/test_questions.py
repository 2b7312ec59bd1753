"""Every question counts for something."""

from itertools import product

import pytest
from builders import bands, question, questionnaire, section, stage
from hypothesis import given, settings
from reviewing.brute_force import ends_of, reviewed, verdict
from strategies import ANY, PROPERTY

A, B = question("a"), question("b")
LIGHT = question("x", weight=0)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(questionnaire(stage("s", A, B)), [], id="weights"),
        pytest.param(questionnaire(stage("s", A, LIGHT)), ["x"], id="no weight"),
        pytest.param(
            questionnaire(stage("s", A, question("x", weight=0, mandatory=1))),
            [],
            id="mandatory without weight",
        ),
        pytest.param(
            questionnaire(stage("s", A, weight=0), stage("t", B)), [], id="a stage without weight"
        ),
        pytest.param(
            questionnaire(section("s", A, weight=0), section("t", B), rule=bands()),
            ["a"],
            id="a section without weight",
        ),
        pytest.param(
            questionnaire(
                section("s", section("inner", A, weight=0), section("other", B)), rule=bands()
            ),
            ["a"],
            id="an inner section without weight",
        ),
        pytest.param(
            questionnaire(
                section("s", A, weight=0), section("t", B), rule=bands(), index_of="questions"
            ),
            [],
            id="sections that the index passes over",
        ),
    ],
)
def test_a_dead_question(asked, found):
    assert [about for _, about in reviewed(asked, "Q123")] == found


@settings(PROPERTY, max_examples=40)
@given(ANY)
def test_no_answers_make_a_dead_question_count(asked):
    if len(asked.questions) > 5:
        return
    for _, dead in reviewed(asked, "Q123"):
        others = [each for each in asked.questions if each.id != dead]
        for chosen in product(*(ends_of(each) for each in others)):
            ratings = {each.id: rating for each, rating in zip(others, chosen, strict=True)}
            low, high = ends_of(asked.question(dead))
            assert verdict(asked, ratings | {dead: low}) == verdict(asked, ratings | {dead: high})
