"""Raising an answer never lowers a score; what would make it so is found."""

import pytest
from builders import answers, bands, question, questionnaire, scale, section, stage
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewing.brute_force import reviewed
from strategies import ANY, PROPERTY

from egovmaturity.domain.results import Basis
from egovmaturity.reviewing.extremes import Extremes, scored_extremes
from egovmaturity.reviewing.monotony import _scores, falling_scores
from egovmaturity.scoring.assess import assess

A, B = question("a"), question("b")
FALLING = scale(3, worths=[0, "1/2", "1/4", 1])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(questionnaire(stage("s", A, B)), [], id="stages"),
        pytest.param(questionnaire(section("s", A, B), rule=bands()), [], id="sections"),
        pytest.param(
            questionnaire(stage("s", A, question("x", weight="-1/2"))), ["x"], id="a question"
        ),
        pytest.param(questionnaire(stage("s", A, weight=-1), stage("t", B)), ["s"], id="a stage"),
        pytest.param(
            questionnaire(section("s", A, section("in", B, weight="-1/2")), rule=bands()),
            ["in"],
            id="a section",
        ),
        pytest.param(
            questionnaire(stage("s", A, question("x", scale=FALLING))), ["x"], id="a level"
        ),
    ],
)
def test_what_makes_a_score_fall(asked, found):
    assert [about for _, about in reviewed(asked, "Q125")] == found


def test_the_step_that_falls_is_named():
    ((values, _),) = reviewed(questionnaire(question("x", scale=FALLING)), "Q125")
    assert (values["below"], values["above"]) == (1, 2)


@pytest.mark.parametrize(
    "asked",
    [
        questionnaire(stage("s", question("a", factors=["f"], relations=["G2C"], blueprint=["b"]))),
        questionnaire(section("s", question("a")), rule=bands()),
    ],
    ids=["stages", "sections"],
)
def test_scores_that_fall_by_themselves_are_found(asked):
    """With the ends the wrong way round every score falls."""
    ends = scored_extremes(asked)
    found = list(falling_scores(Extremes(ends.highest, ends.lowest)))
    assert len(found) == len(list(_scores(ends.lowest)))
    assert {each.about for each in found} == {()}


@settings(PROPERTY, max_examples=40)
@given(ANY, st.randoms(use_true_random=False))
def test_every_step_in_any_answers_lowers_nothing(asked, chance):
    """What the premises prove holds of the real scoring."""
    assert reviewed(asked, "Q125") == []
    numbers = {q.id: [level.number for level in q.scale.levels] for q in asked.questions}
    ratings = {name: chance.choice(levels) for name, levels in numbers.items()}
    before = dict(_scores(assess(asked, answers(ratings), Basis.CLAIMED)))
    for name, levels in numbers.items():
        for higher in levels[levels.index(ratings[name]) + 1 :]:
            raised = assess(asked, answers(ratings | {name: higher}), Basis.CLAIMED)
            after = dict(_scores(raised))
            assert all(after[each] >= old for each, old in before.items() if old is not None)
