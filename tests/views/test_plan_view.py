"""Plans in words: what is not proven is never shown as if it were."""

from fractions import Fraction

import pytest
from builders import NA, answers, question, questionnaire, stage
from plan_example import ASSESSED, INSTRUMENT, NOW, place, query

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.roadmap import Conditions, Need, NoRoadmap, PlanData
from egovmaturity.language import LANGUAGES, Words
from egovmaturity.planning.find_plan import find_next_gain, find_plan
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_text
from egovmaturity.scoring.assess import assess
from egovmaturity.views.plan_view import Further, plan_view


def told(found, further=None, assessed=ASSESSED, language="en"):
    view = plan_view(assessed, found, Words(language), further)
    return " ".join(explanation_text(view, Look(80, False, False)).split())


def test_a_proven_plan_says_so():
    assert "Proven: nothing cheaper does it." in told(find_plan(ASSESSED, query("3")))


def test_a_plan_that_is_not_proven_says_what_is_known():
    found = find_plan(ASSESSED, query("3"))
    lower = found._replace(proof=found.proof._replace(bound=Fraction(5)))
    text = told(lower)
    assert "Not proven to be the cheapest: Rp7" in text
    assert "Nothing below Rp5 does it" in text
    assert "Proven" not in text


def test_ties_that_were_not_settled_are_mentioned():
    found = find_plan(ASSESSED, query("3"))
    open_ties = found._replace(proof=found.proof._replace(are_ties_settled=False))
    assert "Other plans may cost as little" in told(open_ties)
    assert "Other plans may cost as little" not in told(found)


def test_what_is_attained_needs_nothing():
    assert "nothing has to be done" in told(find_plan(ASSESSED, query("2")))


def test_what_comes_next_is_said():
    found = find_plan(ASSESSED, query("3", budgets=[20]))
    gain = find_next_gain(ASSESSED, found)
    assert "Rp13 more attain: Title of 4" in told(found, Further(gain))
    assert "nothing more" in told(found, Further())
    assert "It is not known: no costs." in told(found, Further(unknown=message("no costs")))


WAITING = PlanData(
    questions={"Q2": Conditions(earliest={None: 2031}), "Q1": Conditions(earliest={3: 2031})}
)


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        pytest.param(
            query("4", budgets=[10] * 3),
            ["At least Rp3 is lacking", "2027: Rp3 more", "Proof"],
            id="money",
        ),
        pytest.param(
            query("3", data=WAITING, years=2),
            ["no plan within 2027–2028", "it takes 5 years", "Q2: not before 2031"],
            id="time",
        ),
    ],
)
def test_why_there_is_no_plan(asked, parts):
    text = told(find_plan(ASSESSED, asked))
    assert [part for part in parts if part not in text] == []


def test_what_a_missing_plan_rests_on_is_said_once():
    assessed = assess(INSTRUMENT, answers({q: level for q, level in NOW.items() if q != "Q1"}))
    late = query("3", assessment=assessed, data=WAITING, years=2, assumed=1)
    assert "taken for the lowest level" in told(find_plan(assessed, late), assessed=assessed)
    poor = query("3", assessment=assessed, budgets=[1, 1, 1], assumed=1)
    assert told(find_plan(assessed, poor), assessed=assessed).count("lowest level") == 1


def test_a_search_that_was_given_up_names_no_years():
    found = NoRoadmap(query("4", budgets=[10] * 3))
    text = told(found)
    assert "How much is lacking was not found out" in text
    assert "None" not in text


def test_what_nothing_mends_is_named():
    model = questionnaire(stage("one", question("a", mandatory=1), question("b")), attain=">= 1/2")
    assessed = assess(model, answers(a=NA, b=0))
    wanted = query("one", assessment=assessed, assumed=1)
    text = told(find_plan(assessed, wanted), assessed=assessed)
    assert "no money and no time" in text
    assert "a is mandatory, does not apply, and nobody has approved that." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_effort_is_counted_in_points(language):
    needs = PlanData(questions={"Q3": Conditions(needs=(Need("Q2", 4, 4),))})
    asked = query("3", unit="effort", assumed=1, data=needs)
    text = told(find_plan(ASSESSED, asked), language=language)
    assert "Rp" not in text
    assert place(ASSESSED, "3").title in text
