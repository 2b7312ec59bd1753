"""How likely a verdict is, against every combination of levels, and against the method."""

from fractions import Fraction
from itertools import product

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring.test_method_examples import EVIDENCED, EXAMPLES, INSTRUMENT
from strategies import ANY, PROPERTY, with_sheet

from egovmaturity.domain.answers import Confidence
from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.domain.results import Basis, Known
from egovmaturity.domain.robustness import Likelihood, TooLarge
from egovmaturity.examining.likelihood import CONVENTION, verdict_likelihood
from egovmaturity.examining.spread import spread_of
from egovmaturity.scoring.assess import assess, outcome_of, states_of


def chances(found):
    return {each.place and each.place.id: each.chance for each in found.chances}


def likely(asked, sheet, basis=Basis.BEST):
    found = verdict_likelihood(assess(asked, sheet, basis))
    assert isinstance(found, Likelihood)
    assert sum(chances(found).values()) == 1
    return found


def sure(confidence, given=EVIDENCED):
    return answers(
        {name: rated(level, confidence=Confidence(confidence)) for name, level in given.items()}
    )


# The method's examples


@pytest.mark.parametrize("confidence", ["medium", "high"])
def test_e50_chances_of_the_stages(confidence):
    found = likely(INSTRUMENT, sure(confidence))
    expected = {name: exact(chance) for name, chance in EXAMPLES["E50"][confidence].items()}
    assert chances(found) == expected
    assert found.holds == expected["2"]
    assert (found.doubted, found.assumed, found.certain) == (12, 0, 0)


def test_e50_what_states_no_confidence_is_taken_for_medium():
    found = likely(INSTRUMENT, answers(EVIDENCED))
    assert chances(found) == chances(likely(INSTRUMENT, sure("medium")))
    assert (found.doubted, found.assumed, found.certain) == (12, 12, 0)


def test_e51_chances_of_the_conditions_of_a_stage():
    second = likely(INSTRUMENT, sure("medium")).stages[1]
    assert (second.stage.id, second.attains, second.founds) == (
        "2",
        *(exact(EXAMPLES["E51"][name]) for name in ("attains", "founds")),
    )


@pytest.mark.parametrize("top", EXAMPLES["E59"])
@pytest.mark.parametrize("size", [1, 3, 5, 8, 12, 20])
def test_e59_more_questions_make_a_stage_steadier(top, size):
    example = EXAMPLES["E59"][top]
    names = [f"q{n}" for n in range(size)]
    asked = questionnaire(
        stage("1", *(question(name, top=int(top)) for name in names)),
        attain="> 1/2",
        foundation="> 17/20",
    )
    only = likely(asked, answers(dict.fromkeys(names, example["level"]))).stages[0]
    assert round(float(only.attains), 4) == float(example["holds"][str(size)])
    assert round(float(1 - only.founds), 4) == float(example["not reached"][str(size)])


# One answer


ONE = questionnaire(stage("s", question("a", top=3)), attain=">= 2/3")
FROM_ONE = questionnaire(
    section("s", question("a", scale=scale(5, lowest=1))),
    rule=bands({"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}, lowest=1, highest=5),
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(rated(2, confidence=Confidence.HIGH), "0.95", id="high"),
        pytest.param(rated(2, confidence=Confidence.MEDIUM), "0.85", id="medium"),
        pytest.param(rated(2, confidence=Confidence.LOW), "0.75", id="low"),
        pytest.param(rated(2), "0.85", id="none stated"),
        pytest.param(
            rated(3, verified=2, confidence=Confidence.LOW), "0.95", id="verified is high"
        ),
        pytest.param(rated(3), "1", id="one below the top still meets the bar"),
        pytest.param(rated(1), "0.15", id="one above"),
        pytest.param(rated(0), "0", id="two above"),
        pytest.param(dont_know(), "0", id="open counts 0 for certain"),
    ],
)
def test_chance_of_meeting_a_bar(given, expected):
    assert chances(likely(ONE, answers(a=given))).get("s", 0) == exact(expected)


def test_a_claim_that_the_assessor_did_not_find_is_as_sure_as_it_says():
    sheet = answers(a=rated(2, verified=3, confidence=Confidence.LOW))
    assert chances(likely(ONE, sheet, Basis.CLAIMED))["s"] == exact("0.75")


def test_a_verification_is_no_verification_of_a_number_it_lacks():
    sheet = answers(a=rated(2, verified=2, confidence=Confidence.LOW))
    assert chances(likely(ONE, sheet, Basis.CLAIMED))["s"] == exact("0.95")


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(1, {"1": "0.85", "2": "0.15"}, id="stays at the lower end"),
        pytest.param(3, {"2": "0.15", "3": "0.7", "4": "0.15"}, id="either way"),
        pytest.param(5, {"4": "0.15", "5": "0.85"}, id="stays at the upper end"),
    ],
)
def test_a_level_is_one_off_at_most_and_stays_on_its_scale(level, expected):
    found = likely(FROM_ONE, answers(a=level))
    assert chances(found) == {name: exact(chance) for name, chance in expected.items()}
    assert found.holds == exact(expected[str(level)])


def test_on_the_edge_of_a_band_closed_on_the_right():
    asked = questionnaire(question("a", top=2), rule=bands({"l": 0, "h": "1/2"}, closed="right"))
    assert chances(likely(asked, answers(a=1))) == {"l": exact("0.85"), "h": exact("0.15")}


def test_a_mandatory_question_falls_together_with_its_score():
    """The score suffices at 2 and 3 and the gate asks for 3: 0.7 + 0.15, less what shifts."""
    asked = questionnaire(stage("s", question("a", mandatory=3)), attain=">= 1/3")
    assert chances(likely(asked, answers(a=3))) == {None: exact("0.15"), "s": exact("0.85")}
    assert chances(likely(asked, answers(a=2))) == {None: exact("0.85"), "s": exact("0.15")}
    assert chances(likely(asked, answers(a=1))) == {None: 1}


def test_a_mandatory_question_without_weight_shuts_and_adds_nothing():
    asked = questionnaire(
        stage("s", question("m", mandatory=2, weight=0), question("a")), attain=">= 1/3"
    )
    assert chances(likely(asked, answers(m=2, a=3))) == {None: exact("0.15"), "s": exact("0.85")}
    assert chances(likely(asked, answers(m=3, a=0))) == {None: exact("0.85"), "s": exact("0.15")}


def test_a_question_without_weight_adds_nothing():
    asked = questionnaire(stage("s", question("z", weight=0), question("a")), attain=">= 1/3")
    assert chances(likely(asked, answers(z=3, a=0))) == {None: exact("0.85"), "s": exact("0.15")}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(NA, {None: 1}, id="out without approval shuts the stage"),
        pytest.param(not_applicable("the regent"), {"s": 1}, id="approved"),
        pytest.param(dont_know(), {None: 1}, id="open"),
    ],
)
def test_mandatory_questions_without_a_level(given, expected):
    asked = questionnaire(
        stage("s", question("m", mandatory=1, weight=0), question("a")), attain=">= 1/3"
    )
    assert chances(likely(asked, answers(m=given, a=3))) == expected


def test_what_is_certain_is_counted():
    asked = questionnaire(
        stage("s", question("n", scale=number_range()), *(question(name) for name in "abcd")),
    )
    found = likely(
        asked, answers(n=Fraction(1, 2), a=NA, b=dont_know(), c=2, d=rated(2, verified=2))
    )
    assert (found.doubted, found.assumed, found.certain) == (2, 1, 3)


def test_numbers_alone_leave_no_doubt():
    asked = questionnaire(question("n", scale=number_range()), rule=bands({"l": 0, "h": "1/2"}))
    found = likely(asked, answers(n=exact("0.49")))
    assert (chances(found), found.holds, found.stages) == ({"l": 1}, 1, ())


def test_where_nothing_applies_there_is_no_band_for_certain():
    asked = questionnaire(question("a"), rule=bands({"l": 0, "h": "1/2"}))
    assert chances(likely(asked, answers(a=NA))) == {None: 1}


def test_an_undetermined_stage_comes_to_nothing():
    asked = questionnaire(stage("s", question("a"), question("b", weight=3)))
    only = likely(asked, answers(a=3, b=NA)).stages[0]
    assert (only.attains, only.founds) == (0, 0)


# Size


def awkward(parts):
    """Weights whose sums have no small common step."""
    return questionnaire(
        *parts(
            [
                question(name, weight=f"1/{prime}")
                for name, prime in zip("abc", (97, 89, 83), strict=True)
            ]
        )
    )


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(lambda questions: [stage("s", *questions)], id="stage"),
        pytest.param(lambda questions: questions, id="bands"),
    ],
)
def test_too_many_sums_are_refused_with_their_size(parts):
    found = assess(awkward(parts), answers(a=2, b=2, c=2))
    refused = verdict_likelihood(found, 2**10)
    assert isinstance(refused, TooLarge)
    assert refused.needed > refused.allowed == 2**10
    assert isinstance(verdict_likelihood(found, refused.needed), Likelihood)
    assert isinstance(verdict_likelihood(found, refused.needed - 1), TooLarge)


def test_room_for_a_spread():
    """Steps 0 to 2 of a half, numerators up to 2 over 2 in three bits."""
    half = Fraction(1, 2)
    summands = [[(Fraction(0), half), (half, half)], [(half, Fraction(1))]]
    assert spread_of(summands, 9)[:3] == (2, 2, 3)
    assert spread_of(summands, 8) == TooLarge(9, 8)
    assert [spread_of(summands).between(n, n + 1) for n in range(3)] == [0, half, half]


# Every combination


def every_chance(asked, sheet):
    """Score every combination of levels, each with its chance."""
    states = states_of(asked, sheet, Basis.BEST)
    options = []
    for q in asked.questions:
        counted, details = states[q.id], sheet.answer(q.id).details
        if not isinstance(counted, Known) or isinstance(q.scale, NumberRange):
            options.append([(counted, Fraction(1))])
            continue
        confidence = details.confidence or Confidence.MEDIUM
        right = CONVENTION[Confidence.HIGH if details.verification else confidence]
        levels = list(q.scale.levels)
        at = next(n for n, level in enumerate(levels) if level.number == counted.rating)
        options.append(
            [
                (Known(levels[there].number, levels[there].worth), chance)
                for there, chance in (
                    (at, right),
                    (max(at - 1, 0), (1 - right) / 2),
                    (min(at + 1, len(levels) - 1), (1 - right) / 2),
                )
            ]
        )
    found = {}
    for combination in product(*options):
        chance = Fraction(1)
        for _, part in combination:
            chance *= part
        counts = {q.id: c for q, (c, _) in zip(asked.questions, combination, strict=True)}
        verdict = outcome_of(asked, sheet, counts)[1]
        place = verdict.attained if asked.stages else verdict.band
        name = place and place.id
        found[name] = found.get(name, 0) + chance
    return found


@st.composite
def with_confidence(draw):
    asked, sheet = draw(with_sheet(ANY))
    assume(len(asked.questions) <= 6)
    sureness = st.sampled_from([None, *Confidence])
    return asked, sheet._replace(
        answers={
            name: answer._replace(details=answer.details._replace(confidence=draw(sureness)))
            for name, answer in sheet.answers.items()
        }
    )


@settings(PROPERTY, max_examples=100)
@given(with_confidence())
def test_chances_are_those_of_every_combination(case):
    asked, sheet = case
    found = likely(asked, sheet)
    assert chances(found) == every_chance(asked, sheet)
    verdict = assess(asked, sheet).verdict
    place = verdict.attained if asked.stages else verdict.band
    assert found.holds == chances(found).get(place and place.id, 0)


def test_places_are_listed_lowest_first():
    found = likely(INSTRUMENT, sure("low"))
    listed = [each.place and each.place.id for each in found.chances]
    assert listed == [place for place in (None, "1", "2", "3", "4") if place in listed]
    assert len(listed) > 2
