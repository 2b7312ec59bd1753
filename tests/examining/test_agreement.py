"""Several assessors: consensus, agreement, and what hangs on their disputes."""

from fractions import Fraction
from itertools import permutations

import pytest
from builders import (
    NA,
    action,
    answers,
    bands,
    document,
    dont_know,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    stage,
    unanswered,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.test_method_examples import EXAMPLES, INSTRUMENT, by_question
from strategies import ANY, PROPERTY, rank, sheets

from egovmaturity.domain.agreement import Alpha, Distance, Kappa, Reading
from egovmaturity.domain.answers import DontKnow, NotApplicable, Rated, Unanswered
from egovmaturity.domain.results import Basis, Known
from egovmaturity.examining.agreement import find_agreement, lower_median
from egovmaturity.examining.reliability import krippendorff, weighted_kappa
from egovmaturity.scoring.assess import outcome


def assessor(levels):
    given = by_question(levels)
    return answers({name: level for name, level in given.items() if level is not None})


def method():
    return find_agreement(INSTRUMENT, [assessor(row) for row in EXAMPLES["E41"]["assessors"]])


def together(*given, **fields):
    """What assessors say together about one question."""
    asked = questionnaire(question("a", **fields), rule=bands())
    found = find_agreement(
        asked, [answers({} if answer is None else {"a": answer}) for answer in given]
    )
    return found.consensus.sheet.answer("a")


def compared(*given, **fields):
    asked = questionnaire(question("a", **fields), rule=bands())
    return find_agreement(asked, [answers(a=answer) for answer in given]).questions[0]


# Consensus


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        pytest.param([1, 2, 4], 2, id="E40: the middle one"),
        pytest.param([2, 3], 2, id="E40: the lower of two"),
        pytest.param([3, 1, 2, 0], 1, id="the lower of the two in the middle, in any order"),
        pytest.param([3], 3, id="the only one"),
    ],
)
def test_e40_lower_median(ratings, expected):
    assert lower_median(ratings) == expected


def test_there_is_no_median_of_nothing():
    with pytest.raises(ValueError, match=r"^there is no rating to take the median of$"):
        lower_median([])


def test_e41_consensus_and_its_verdict():
    expected, consensus = by_question(EXAMPLES["E41"]["consensus"]), method().consensus
    assert {name: consensus.sheet.answer(name).rating for name in expected} == expected
    assert consensus.verdict.attained.id == str(EXAMPLES["E41"]["stage"])
    assert consensus.basis is Basis.CLAIMED


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        pytest.param([NA, NA, 2], NotApplicable, id="more than half say it does not apply"),
        pytest.param([NA, 2], Rated, id="at a tie it applies"),
        pytest.param([NA, NA, 2, 3], Rated, id="at a tie of four it applies"),
        pytest.param([NA, None, None], Unanswered, id="one of three is not enough, though alone"),
        pytest.param([NA, NA, None], NotApplicable, id="two of three, one without an answer"),
        pytest.param([None, dont_know()], DontKnow, id="somebody does not know"),
        pytest.param([unanswered(), None], Unanswered, id="nobody answered"),
        pytest.param([None, 1, dont_know()], Rated, id="one rating is enough"),
    ],
)
def test_what_applies_is_decided_by_more_than_half(given, kind):
    assert isinstance(together(*given), kind)


def test_a_consensus_on_leaving_out_takes_an_answer_with_an_approval_first():
    first, second = not_applicable(), not_applicable("the regent")
    assert together(first, second) == second
    assert together(second, first) == second
    other = not_applicable("the secretary")
    assert together(other, second) == other


def test_the_consensus_lists_the_evidence_of_all_once_and_verifies_nothing():
    found = together(
        rated(2, evidence=[document("x"), document("y")], verified=1),
        rated(2, evidence=[document("y"), document("z")]),
    )
    assert found.rating == 1
    assert [each.covers for each in found.details.evidence] == [("x",), ("y",), ("z",)]
    assert found.details.verification is None


def test_ratings_count_on_the_basis_asked_for():
    asked = questionnaire(question("a"), rule=bands())
    both = [answers(a=rated(3, verified=1)), answers(a=3)]
    assert find_agreement(asked, both).questions[0].spread == 2
    assert find_agreement(asked, both, Basis.CLAIMED).questions[0].spread == 0


def test_an_assessors_rating_counts_where_it_was_said_not_to_apply():
    """The verified rating counts on the best basis, so nothing is left out."""
    found = together(not_applicable(verified=2), not_applicable(verified=2))
    assert isinstance(found, Rated)


def test_the_consensus_belongs_to_no_file_and_otherwise_follows_the_first():
    first = answers(a=1)._replace(file="one.yaml", sha256="1", decisions=("x",), language="id")
    first = first._replace(actions=(action({"a": 3}),))
    found = find_agreement(HALF, [first, answers(a=1)._replace(file="two.yaml")])
    sheet = found.consensus.sheet
    assert (sheet.file, sheet.sha256, sheet.actions, sheet.decisions) == ("", "", (), ())
    assert sheet.language == "id"
    assert found.assessors == ("one.yaml", "two.yaml")


# Disputes


def test_e42_range_of_every_question():
    assert [each.spread for each in method().questions] == EXAMPLES["E42"]
    assert not any(each.is_wide for each in method().questions)


@pytest.mark.parametrize(
    ("given", "spread", "is_wide", "is_disputed"),
    [
        pytest.param([1, 1], 0, False, False, id="agreed"),
        pytest.param([1, 2], 1, False, True, id="one level"),
        pytest.param([3, 2, 1], 2, True, True, id="two levels"),
        pytest.param([1, NA], 0, False, True, id="applies for one"),
        pytest.param([1, dont_know()], 0, False, False, id="one does not know"),
        pytest.param([NA, dont_know()], None, False, False, id="nobody rated it"),
        pytest.param([NA, NA], None, False, False, id="out for all"),
    ],
)
def test_how_far_ratings_lie_apart(given, spread, is_wide, is_disputed):
    found = compared(*given)
    assert (found.spread, found.is_wide, found.is_disputed) == (spread, is_wide, is_disputed)
    assert found.is_split is (NA in given and 1 in given)


def test_levels_are_counted_on_a_scale_that_starts_at_one():
    found = compared(1, 5, scale=scale(5, lowest=1))
    assert (found.spread, found.is_wide) == (4, True)


def test_a_number_lies_apart_by_a_share_of_its_range_and_is_never_wide():
    found = compared(2, 7, scale=number_range(0, 10))
    assert (found.spread, found.is_wide, found.is_disputed) == (Fraction(1, 2), False, True)
    assert not compared(0, 10, scale=number_range(0, 10)).is_wide


def test_disputes_stand_by_spread_and_then_by_the_questionnaire():
    asked = questionnaire(*(question(name) for name in "abcde"), rule=bands())
    found = find_agreement(
        asked, [answers(a=NA, b=1, c=3, d=1, e=1), answers(a=2, b=3, c=1, d=1, e=2)]
    )
    assert [each.about.question.id for each in found.disputes] == ["b", "c", "e", "a"]


HALF = questionnaire(stage("s", question("a"), question("b")), attain=">= 1/2")


@pytest.mark.parametrize(
    ("first", "second", "lowest", "highest", "deciding"),
    [
        pytest.param({"a": 3, "b": 1}, {"a": 3, "b": 2}, "s", "s", [], id="it holds either way"),
        pytest.param({"a": 2, "b": 1}, {"a": 3, "b": 1}, "s", "s", [], id="on the bar at worst"),
        pytest.param({"a": 1, "b": 1}, {"a": 2, "b": 1}, None, "s", ["a"], id="one decides"),
        pytest.param(
            {"a": 1, "b": 1}, {"a": 2, "b": 2}, None, "s", ["a", "b"], id="each of two decides"
        ),
        pytest.param(
            {"a": 0, "b": 1}, {"a": 1, "b": 2}, None, "s", [], id="both together, none alone"
        ),
        pytest.param({"a": 1, "b": 0}, {"a": 0, "b": 1}, None, None, [], id="never"),
    ],
)
def test_what_the_verdict_owes_to_disputes(first, second, lowest, highest, deciding):
    found = find_agreement(HALF, [answers(first), answers(second)])
    ends = [verdict.attained and verdict.attained.id for verdict in (found.lowest, found.highest)]
    assert ends == [lowest, highest]
    assert [each.about.question.id for each in found.disputes if each.decides] == deciding
    here = found.consensus.verdict.attained
    assert found.depends_on_disputes is (bool(deciding) or {lowest, highest} != {here and here.id})


def test_each_dispute_alone_at_its_ends():
    found = find_agreement(HALF, [answers(a=0, b=2), answers(a=3, b=2)])
    (only,) = found.disputes
    assert (only.lowest.attained, only.highest.attained.id, only.left_out) == (None, "s", None)


def test_a_question_that_is_out_for_one_may_decide():
    """b at 0 keeps the stage shut; without it the stage is attained."""
    found = find_agreement(HALF, [answers(a=2, b=0), answers(a=2, b=NA)])
    (only,) = found.disputes
    assert (only.lowest.attained, only.highest.attained) == (None, None)
    assert only.left_out.attained.id == "s"
    assert only.decides
    assert found.depends_on_disputes
    assert (found.lowest.attained, found.highest.attained) == (None, None)


def test_an_assessors_rating_leaves_nothing_out():
    found = find_agreement(HALF, [answers(a=1, b=not_applicable(verified=2)), answers(a=1, b=1)])
    assert found.disputes[0].left_out is None


def test_what_is_agreed_to_be_out_stays_out_at_the_ends():
    three = [answers(a=2, b=NA), answers(a=2, b=NA), answers(a=2, b=0)]
    found = find_agreement(HALF, three)
    assert found.consensus.verdict.attained.id == "s"
    assert found.lowest.attained.id == found.highest.attained.id == "s"
    assert found.disputes[0].lowest.attained is None
    assert found.disputes[0].decides


def test_an_approval_of_one_assessor_counts_when_a_question_is_left_out():
    asked = questionnaire(stage("s", question("m", mandatory=2), question("a")), attain=">= 1/2")
    found = find_agreement(asked, [answers(m=1, a=3), answers(m=not_applicable("the regent"), a=3)])
    assert found.disputes[0].left_out.attained.id == "s"


@pytest.mark.parametrize(
    ("sheet_list", "says"),
    [
        pytest.param([], "two sheets or more, not 0", id="none"),
        pytest.param([answers(a=1)], "two sheets or more, not 1", id="one"),
        pytest.param(
            [answers(a=1), answers(a=1)._replace(questionnaire="other@1")],
            "answers for other@1, not for test@1",
            id="another questionnaire",
        ),
        pytest.param(
            [
                answers(a=1),
                answers(a=1)._replace(institution=answers().institution._replace(id="x")),
            ],
            "^the sheets are not about the same institution, year and subject$",
            id="another institution",
        ),
        pytest.param(
            [answers(a=1), answers(a=1)._replace(occasion=answers().occasion._replace(year=2025))],
            "^the sheets are not about the same institution, year and subject$",
            id="another year",
        ),
        pytest.param(
            [
                answers(a=1),
                answers(a=1)._replace(occasion=answers().occasion._replace(subject="x")),
            ],
            "^the sheets are not about the same institution, year and subject$",
            id="another subject",
        ),
    ],
)
def test_what_cannot_be_compared(sheet_list, says):
    with pytest.raises(ValueError, match=says):
        find_agreement(HALF, sheet_list)


# Coefficients


def canonical():
    rows = EXAMPLES["E43"]["observers"]
    return [[Fraction(v) for v in unit if v is not None] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize("distance", list(Distance))
def test_e43_canonical_data(distance):
    found = krippendorff(canonical(), distance)
    assert found == Alpha(exact(EXAMPLES["E43"][distance.value]), has_variation=True, units=11)


def test_e44_scales_of_different_length():
    assert method().ordinal.value == exact(EXAMPLES["E44"]["ordinal"])
    assert method().interval.value == exact(EXAMPLES["E44"]["interval"])
    assert method().ordinal.units == 12
    assert method().ordinal.reading is Reading.TENTATIVE


def test_scales_that_begin_elsewhere_are_compared_by_what_was_climbed():
    from_one, from_zero = scale(5, lowest=1), scale(4)
    mixed = questionnaire(question("a", scale=from_one), question("b", scale=from_zero))
    alike = questionnaire(question("a", scale=from_zero), question("b", scale=from_zero))
    found = find_agreement(mixed, [answers(a=2, b=1), answers(a=4, b=2)])
    expected = find_agreement(alike, [answers(a=1, b=1), answers(a=3, b=2)])
    assert (found.interval, found.ordinal, found.kappa) == (
        expected.interval,
        expected.ordinal,
        expected.kappa,
    )


def test_nominal_agreement_of_assessors():
    units = [
        [Fraction(row[n], top) for row in EXAMPLES["E41"]["assessors"] if row[n] is not None]
        for n, (*_, top, _) in enumerate(EXAMPLES["instrument"]["questions"])
    ]
    assert method().nominal == krippendorff(units, Distance.NOMINAL)
    assert method().nominal.value < method().ordinal.value


@pytest.mark.parametrize("distance", list(Distance))
def test_e44_no_variation_is_full_agreement_with_a_flag(distance):
    same = [[Fraction(2), Fraction(2)], [Fraction(2), Fraction(2)]]
    assert krippendorff(same, distance) == Alpha(Fraction(1), has_variation=False, units=2)


def test_full_agreement_with_variation_is_one():
    units = [[Fraction(1), Fraction(1)], [Fraction(2), Fraction(2)]]
    assert krippendorff(units, Distance.ORDINAL) == Alpha(Fraction(1), True, 2)


def test_questions_rated_once_say_nothing():
    assert krippendorff([[Fraction(1)], []], Distance.NOMINAL) is None
    pair = [Fraction(1), Fraction(2)]
    assert krippendorff([pair, [Fraction(9)]], Distance.INTERVAL) == krippendorff(
        [pair], Distance.INTERVAL
    )


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        pytest.param("0.8", Reading.RELY, id="0.800"),
        pytest.param("0.7999", Reading.TENTATIVE, id="just below"),
        pytest.param("0.667", Reading.TENTATIVE, id="0.667"),
        pytest.param("0.6669", Reading.LOW, id="just below that"),
        pytest.param("-0.2", Reading.LOW, id="worse than chance"),
    ],
)
def test_reading_of_alpha(value, reading):
    assert Alpha(exact(value), True, 10).reading is reading


def two_assessors():
    example = EXAMPLES["E45"]
    return [Fraction(v) for v in example["first"]], [Fraction(v) for v in example["second"]]


def test_e45_weighted_kappa():
    example = EXAMPLES["E45"]
    assert weighted_kappa(*two_assessors()) == Kappa(
        exact(example["linear"]), exact(example["quadratic"]), has_variation=True, units=10
    )


def test_kappa_without_variation_or_without_ratings():
    same = [Fraction(2), Fraction(2)]
    assert weighted_kappa(same, same) == Kappa(Fraction(1), Fraction(1), False, 2)
    assert weighted_kappa([], []) is None


def test_kappa_is_for_exactly_two_and_for_what_both_rated():
    asked = questionnaire(*(question(f"q{n}") for n in range(11)), rule=bands())
    first, second = (
        {f"q{n}": int(level) for n, level in enumerate(levels)} for levels in two_assessors()
    )
    pair = [answers({**first, "q10": 3}), answers(second)]
    assert find_agreement(asked, pair).kappa == weighted_kappa(*two_assessors())
    assert find_agreement(asked, [*pair, pair[0]]).kappa is None
    assert find_agreement(asked, [answers(q0=1), answers(q1=1)]).kappa is None
    assert find_agreement(asked, [answers(q0=1), answers(q1=1)]).ordinal is None


# Properties


@st.composite
def several(draw):
    asked = draw(ANY)
    return asked, [draw(sheets(asked)) for _ in range(draw(st.integers(2, 4)))]


@settings(PROPERTY, max_examples=60)
@given(several())
def test_the_consensus_lies_between_the_ends_and_owes_nothing_to_order(case):
    asked, given_sheets = case
    found = find_agreement(asked, given_sheets)

    def standing(verdict):
        return rank(asked, verdict.attained if asked.stages else verdict.band)

    here = standing(found.consensus.verdict)
    assert standing(found.lowest) <= here <= standing(found.highest)
    for other in list(permutations(given_sheets))[1:4]:
        turned = find_agreement(asked, other)
        assert turned.ordinal == found.ordinal
        assert turned.consensus.verdict == found.consensus.verdict
    for each in found.questions:
        if isinstance(each.consensus, Known):
            assert each.consensus.rating in [
                counted.rating for counted in each.given if isinstance(counted, Known)
            ]
    _, verdict = outcome(asked, found.consensus.sheet, Basis.CLAIMED)
    assert verdict == found.consensus.verdict


@settings(PROPERTY, max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 4).map(Fraction), max_size=4), max_size=6),
    st.sampled_from(list(Distance)),
)
def test_alpha_by_its_definition(units, distance):
    """All ordered pairs: the mean within units against the mean over everything."""
    found = krippendorff(units, distance)
    pairable = [unit for unit in units if len(unit) >= 2]
    if not pairable:
        assert found is None
        return
    everything = [rating for unit in pairable for rating in unit]

    def apart(c, k):
        if distance is Distance.NOMINAL:
            return int(c != k)
        if distance is Distance.INTERVAL:
            return (c - k) ** 2
        low, high = min(c, k), max(c, k)
        inside = sum(1 for rating in everything if low <= rating <= high)
        return (inside - Fraction(everything.count(c) + everything.count(k), 2)) ** 2

    n = len(everything)
    observed = sum(
        Fraction(apart(c, k), len(unit) - 1)
        if distance is Distance.NOMINAL
        else apart(c, k) / Fraction(len(unit) - 1)
        for unit in pairable
        for c, k in permutations(unit, 2)
    ) / Fraction(n)
    expected = sum(apart(c, k) for c, k in permutations(everything, 2)) / Fraction(n * (n - 1))
    assert found.value == (1 - observed / expected if expected else 1)
    assert found.has_variation is bool(expected)
