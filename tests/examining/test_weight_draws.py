"""Weights drawn at random: the same everywhere, near the method's shares, exactly Dirichlet."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    exact,
    number_range,
    question,
    questionnaire,
    section,
    stage,
)
from hypothesis import given, settings
from scoring.test_method_examples import EVIDENCED, EXAMPLES, INSTRUMENT
from strategies import ANY, PROPERTY, with_sheet

from egovmaturity.domain.robustness import Concentration
from egovmaturity.examining.weight_draws import concentration, weight_draws
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.scoring.assess import assess

METHOD = assess(INSTRUMENT, answers(EVIDENCED))


def counts(listed):
    return {each.place and each.place.id: each.draws for each in listed}


def test_e56_shares_of_the_stages():
    found = weight_draws(METHOD, 4000, 7)
    for kind, listed in (("declared", found.declared), ("any", found.any_weights)):
        for place, share in EXAMPLES["E56"][kind].items():
            drawn = Fraction(counts(listed).get(place, 0), 4000)
            assert abs(drawn - exact(share)) < Fraction(2, 100)
        assert sum(counts(listed).values()) == 4000


def test_draws_are_the_same_on_every_machine():
    """A change here changes published numbers; give it an entry in the changelog."""
    assert counts(weight_draws(METHOD, 500, 1).any_weights) == {"1": 73, "2": 427}
    assert weight_draws(METHOD, 50, 1) == weight_draws(METHOD, 50, 1)
    assert weight_draws(METHOD, 500, 1) != weight_draws(METHOD, 500, 2)


@pytest.mark.parametrize(("parts", "expected"), EXAMPLES["E55"].items())
def test_e55_concentration_of_equal_weights(parts, expected):
    assert concentration(int(parts), Fraction(1, 4)) == expected


def test_concentration_as_stated_and_as_drawn():
    """Weights 2, 1, 1 of κ = 31 are 15.5, 7.75 and 7.75: half up 16, 8 and 8."""
    found = weight_draws(METHOD, 1)
    assert found.concentrations[0] == Concentration("1", Fraction(31), 32)
    assert (found.draws, found.seed, found.variation) == (1, 20030609, Fraction(1, 4))


def test_a_small_weight_is_drawn_with_one_at_least_and_a_single_one_does_not_vary():
    asked = questionnaire(
        stage("1", question("a", weight=99), question("b")),
        stage("2", question("c"), question("zero", weight=0)),
    )
    found = weight_draws(assess(asked, answers(a=3, b=3, c=3)), 1, variation=Fraction(1, 2))
    assert found.concentrations == (
        Concentration("1", Fraction(3), 4),
        Concentration("2", None, 1),
    )


def test_sizes_are_rounded_half_up():
    """Of κ = 3 weights 3 and 1 are 2.25 and 0.75: 2 and 1."""
    asked = questionnaire(question("a", weight=3), question("b"), rule=bands())
    found = weight_draws(assess(asked, answers(a=3, b=3)), 1, variation=Fraction(1, 2))
    assert found.concentrations == (Concentration("", Fraction(3), 3),)


def test_two_weights_drawn_alike_have_a_uniform_share():
    """With 1 and 0 the score is the share of the first: each quarter is as likely."""
    asked = questionnaire(
        question("a"), question("b"), rule=bands({str(n): Fraction(n, 4) for n in range(4)})
    )
    found = counts(weight_draws(assess(asked, answers(a=3, b=0)), 4000).any_weights)
    assert all(abs(found[name] - 1000) < 120 for name in "0123")


def test_the_variation_is_the_one_asked_for():
    """Two equal weights at 1/2 vary by 1/8: about 68 % lie within it, and 95 % within twice."""
    edges = {"a": "0", "b": "1/4", "c": "3/8", "d": "5/8", "e": "3/4"}
    asked = questionnaire(question("a"), question("b"), rule=bands(edges))
    found = counts(weight_draws(assess(asked, answers(a=3, b=0)), 4000).declared)
    assert 0.65 < found["c"] / 4000 < 0.71
    assert 0.93 < (found["b"] + found["c"] + found["d"]) / 4000 < 0.975


def test_draws_keep_to_the_size_of_weights():
    """a has three quarters of the weight, so the index lies near it."""
    asked = questionnaire(question("a", weight=3), question("b"), rule=bands({"l": 0, "h": "1/2"}))
    found = counts(weight_draws(assess(asked, answers(a=3, b=0)), 300).declared)
    assert found.get("h", 0) > 290
    assert counts(weight_draws(assess(asked, answers(a=0, b=3)), 300).declared)["l"] > 290


def test_a_tree_draws_sections_and_questions():
    """d is worth 1 and e nothing, whatever the weights inside; only the sections decide."""
    asked = questionnaire(
        section("d", question("a"), section("f", question("b"), question("c"))),
        section("e", question("x"), question("y"), weight=3),
        rule=bands({"l": 0, "h": "1/2"}),
    )
    found = weight_draws(assess(asked, answers(a=3, b=3, c=3, x=0, y=0)), 400)
    assert counts(found.declared).get("l", 0) > 375
    assert 150 < counts(found.any_weights)["l"] < 250
    assert [each.group for each in found.concentrations] == ["", "d", "f", "e"]


def test_questions_count_beside_sections_by_their_weights():
    """The question is worth nothing and the section all, so one half is passed every other time."""
    asked = questionnaire(
        section("d", question("a"), section("f", question("b"), question("c"))),
        rule=bands({"l": 0, "h": "1/2"}),
    )
    found = weight_draws(assess(asked, answers(a=0, b=3, c=3)), 1000)
    assert 430 < counts(found.any_weights)["h"] < 570


def test_scores_of_draws_are_exact():
    """All that counts is worth one third, so the index is one third for any weights."""
    third = {"l": 0, "m": "1/3", "h": "0.334"}
    asked = questionnaire(
        section("d", question("a"), section("f", question("b"), question("c"))),
        section("e", question("x", scale=number_range(0, 3))),
        rule=bands(third),
    )
    found = weight_draws(assess(asked, answers(a=1, b=1, c=1, x=1)), 20)
    assert counts(found.declared) == counts(found.any_weights) == {"m": 20}
    staged = questionnaire(
        stage("1", *(question(name) for name in "ab")), attain=">= 1/3", foundation="> 1/3"
    )
    assert counts(weight_draws(assess(staged, answers(a=1, b=1)), 20).declared) == {"1": 20}
    above = questionnaire(stage("1", *(question(name) for name in "ab")), attain="> 1/3")
    assert counts(weight_draws(assess(above, answers(a=1, b=1)), 20).declared) == {None: 20}


def test_a_stage_without_a_score_stays_undetermined_though_no_share_is_asked_for():
    asked = questionnaire(
        stage("1", question("a")), stage("2", question("b")), undetermined_below=0, vacuous="skip"
    )
    found = weight_draws(assess(asked, answers(a=NA, b=3)), 10)
    assert counts(found.declared) == counts(found.any_weights) == {"2": 10}


def test_enough_has_to_apply_with_the_weights_drawn():
    asked = questionnaire(stage("1", question("a"), question("b")), attain="> 0 %")
    found = counts(weight_draws(assess(asked, answers(a=3, b=NA)), 1000).any_weights)
    assert 430 < found["1"] < 570
    assert found["1"] + found[None] == 1000


def test_open_questions_count_nothing():
    asked = questionnaire(stage("1", question("a"), question("b")), attain="> 1/2")
    found = counts(weight_draws(assess(asked, answers(a=3, b=dont_know())), 1000).any_weights)
    assert 430 < found["1"] < 570


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(questionnaire(stage("1", question("a"))), id="stage"),
        pytest.param(questionnaire(question("a"), rule=bands({"l": 0})), id="bands"),
    ],
)
def test_where_nothing_applies_every_draw_comes_to_nothing(asked):
    assert counts(weight_draws(assess(asked, answers(a=NA)), 10).declared) == {None: 10}


def test_a_stage_that_weighs_nothing_stays_undetermined():
    asked = questionnaire(stage("1", question("a", weight=0)), stage("2", question("b")))
    assert counts(weight_draws(assess(asked, answers(a=3, b=3)), 10).declared) == {None: 10}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param({"draws": 0}, "at least one draw is needed, not 0", id="no draws"),
        pytest.param({"variation": Fraction(0)}, "up to 1, not 0", id="no variation"),
        pytest.param({"variation": Fraction(3, 2)}, "up to 1, not 3/2", id="too much variation"),
    ],
)
def test_what_cannot_be_drawn(options, says):
    with pytest.raises(ValueError, match=says):
        weight_draws(METHOD, **options)


def test_ends_of_what_can_be_drawn():
    found = weight_draws(METHOD, draws=1, variation=Fraction(1))
    assert found.concentrations[0] == Concentration("1", Fraction(1), 3)


def test_share_of_a_place():
    found = weight_draws(METHOD, 500, 1)
    assert found.share(found.any_weights, INSTRUMENT.stages[1]) == Fraction(427, 500)
    assert found.share(found.any_weights, INSTRUMENT.stages[3]) == 0


@settings(PROPERTY, max_examples=40)
@given(with_sheet(ANY))
def test_no_draw_leaves_what_any_weights_allow(case):
    """Where no weights whatever move the verdict, no draw does."""
    found = assess(*case)
    limits, drawn = weight_tolerance(found), weight_draws(found, 30)
    verdict = found.verdict
    place = verdict.attained if found.stages else verdict.band
    if limits.nearest is None:
        assert counts(drawn.declared) == counts(drawn.any_weights) == {place and place.id: 30}
    assert sum(counts(drawn.declared).values()) == sum(counts(drawn.any_weights).values()) == 30
