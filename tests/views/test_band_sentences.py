"""What is said of an index in bands, and of results that look alike."""

from fractions import Fraction

import pytest
from builders import answers, bands, number_range, question, questionnaire, section

from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess
from egovmaturity.views.assessment_view import report_view

UNIT = number_range(0, 1)


def report(asked, language="en", **given):
    assessment = assess(asked, answers(**given))
    return report_view(assessment, make_plan(assessment), Words(language))


def of_one(value, starts, closed="left"):
    asked = questionnaire(question("a", scale=UNIT), rule=bands(starts, closed=closed))
    return report(asked, a=value)


@pytest.mark.parametrize(
    ("value", "starts", "closed", "exact"),
    [
        pytest.param("1/3", {"low": 0, "high": "1/3"}, "left", "1/3", id="start without end"),
        pytest.param("2/3", {"low": 0, "high": "2/3"}, "right", "2/3", id="closed right"),
        pytest.param("1/8", {"low": 0, "high": "1/8"}, "right", "0.125", id="start with an end"),
        pytest.param("0.4996", {"low": 0, "high": "1/2"}, "left", "0.4996", id="just below"),
        pytest.param("0.49996", {"low": 0, "high": "1/2"}, "left", "0.49996", id="closer still"),
    ],
)
def test_an_index_that_rounds_into_another_band_is_shown_exactly(value, starts, closed, exact):
    notes = " ".join(of_one(Fraction(value), starts, closed).notes)
    assert f"The index is {exact} before rounding" in notes


@pytest.mark.parametrize(
    ("closed", "begins"), [("left", "begins at 0.50"), ("right", "begins above 0.50")]
)
def test_the_next_band_begins_at_its_start_or_above_it(closed, begins):
    found = of_one(Fraction(1, 4), {"low": 0, "high": "1/2"}, closed)
    assert f"The next band, high, {begins}." in found.verdict


def test_two_sections_of_one_title_stay_two():
    asked = questionnaire(section("x", question("a")), section("y", question("b")))
    same = asked._replace(sections=tuple(s._replace(title="Policy") for s in asked.sections))
    groups = report(same, a=1, b=2).answers
    assert [(g.title, [q.id for q in g.questions]) for g in groups] == [
        ("Policy", ["a"]),
        ("Policy", ["b"]),
    ]


@pytest.mark.parametrize(
    ("factors", "named"),
    [(3, 0), (4, 2), (5, 2), (6, 3), (7, 3)],
    ids=str,
)
def test_no_factor_is_both_among_the_strongest_and_the_weakest(factors, named):
    places = range(factors)
    asked = questionnaire(
        *(question(f"q{n}", factors=(f"f{n}",), scale=UNIT) for n in places), rule=bands()
    )
    found = report(asked, **{f"q{n}": Fraction(n, 10) for n in places})
    assert (len(found.strongest), len(found.weakest)) == (named, named)
    assert not {*found.strongest} & {*found.weakest}
