"""From scores to a verdict: gates, mandatory questions, undetermined stages, bands."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    stage,
    threshold,
)

from egovmaturity.domain.results import (
    BandedVerdict,
    Basis,
    Excluded,
    Interval,
    Known,
    MandatoryResult,
    Open,
    OpenReason,
    StageStatus,
)
from egovmaturity.scoring.assess import assess
from egovmaturity.scoring.verdict import banded_verdict

ATTAINED, NOT_ATTAINED, WAITING, UNDETERMINED = (
    StageStatus.ATTAINED,
    StageStatus.NOT_ATTAINED,
    StageStatus.WAITING,
    StageStatus.UNDETERMINED,
)
HUNDRED = number_range(0, 100)


def percent(question_id, **more):
    """A question whose answer is its score in percent."""
    return question(question_id, scale=HUNDRED, **more)


def ids(verdict):
    """A verdict as four ids: attained, attained at best, ungated, next."""
    return tuple(found and found.id for found in verdict)


def verdict_of(asked, *given, **more):
    return ids(assess(asked, answers(*given, **more)).verdict)


def stages_of(asked, **given):
    return {result.stage.id: result for result in assess(asked, answers(**given)).stages}


# The bar


@pytest.mark.parametrize(
    ("bar", "score", "is_met"),
    [
        pytest.param(">= 70 %", 69, False, id="below"),
        pytest.param(">= 70 %", "6999999/100000", False, id="below by very little"),
        pytest.param(">= 70 %", 70, True, id="equal meets at least"),
        pytest.param(">= 70 %", 71, True, id="above"),
        pytest.param("> 70 %", 70, False, id="equal misses above"),
        pytest.param("> 70 %", "7000001/100000", True, id="above by very little"),
        pytest.param(">= 0", 0, True, id="at least nothing"),
        pytest.param("> 0", 0, False, id="above nothing"),
        pytest.param(">= 1", 100, True, id="full marks"),
        pytest.param("> 1", 100, False, id="nobody is above full marks"),
        pytest.param(">= 1/3", Fraction(100, 3), True, id="a third is a third"),
    ],
)
def test_a_score_against_its_bar(bar, score, is_met):
    found = assess(questionnaire(stage("one", percent("a"), attain=bar)), answers(a=exact(score)))
    assert (found.stages[0].attains, found.verdict.attained is not None) == (is_met, is_met)


def test_a_threshold_compares_exactly():
    assert threshold("> 17/20").is_met(Fraction(17, 20)) is False
    assert threshold(">= 17/20").is_met(Fraction(17, 20)) is True


# Gates

GATES = questionnaire(
    stage("one", percent("a")),
    stage("two", percent("b")),
    stage("three", percent("c")),
    attain=">= 50 %",
    foundation=">= 80 %",
)


@pytest.mark.parametrize(
    ("a", "b", "c", "verdict", "statuses"),
    [
        pytest.param(
            49, 0, 0, (None, None, "one"), (NOT_ATTAINED, WAITING, WAITING), id="not even the first"
        ),
        pytest.param(
            50, 0, 0, ("one", "one", "two"), (ATTAINED, WAITING, WAITING), id="attained, no base"
        ),
        pytest.param(
            80,
            49,
            0,
            ("one", "one", "two"),
            (ATTAINED, NOT_ATTAINED, WAITING),
            id="a base, but the next one fails",
        ),
        pytest.param(
            80, 50, 0, ("two", "two", "three"), (ATTAINED, ATTAINED, WAITING), id="the second"
        ),
        pytest.param(
            79,
            100,
            100,
            ("one", "three", "two"),
            (ATTAINED, WAITING, WAITING),
            id="no stage is reached over a weak foundation",
        ),
        pytest.param(
            0,
            100,
            100,
            (None, "three", "one"),
            (NOT_ATTAINED, WAITING, WAITING),
            id="no stage is reached over a failed one",
        ),
        pytest.param(
            100,
            79,
            100,
            ("two", "three", "three"),
            (ATTAINED, ATTAINED, WAITING),
            id="a weak second holds the third",
        ),
        pytest.param(
            100,
            0,
            100,
            ("one", "three", "two"),
            (ATTAINED, NOT_ATTAINED, WAITING),
            id="a failed second holds the third",
        ),
        pytest.param(
            80, 80, 50, ("three", "three", None), (ATTAINED, ATTAINED, ATTAINED), id="all three"
        ),
        pytest.param(
            80,
            80,
            49,
            ("two", "two", "three"),
            (ATTAINED, ATTAINED, NOT_ATTAINED),
            id="the last one fails",
        ),
    ],
)
def test_gated_stages(a, b, c, verdict, statuses):
    found = assess(GATES, answers(a=Fraction(a), b=Fraction(b), c=Fraction(c)))
    attained, _, ungated, following = ids(found.verdict)
    assert (attained, ungated, following) == verdict
    assert tuple(result.status for result in found.stages) == statuses


@pytest.mark.parametrize(
    ("a", "b", "c", "waits"),
    [
        pytest.param(80, 80, 0, [None, None, None], id="nothing stands in the way"),
        pytest.param(79, 100, 100, [None, "one", "one"], id="the first stands in the way"),
        pytest.param(79, 0, 0, [None, "one", "one"], id="the first of several is named"),
        pytest.param(80, 79, 0, [None, None, "two"], id="the second stands in the way"),
    ],
)
def test_a_stage_waits_for_the_first_earlier_one_that_does_not_carry(a, b, c, waits):
    found = assess(GATES, answers(a=Fraction(a), b=Fraction(b), c=Fraction(c)))
    assert [r.waits_for and r.waits_for.id for r in found.stages] == waits


def test_conditions_of_a_stage_ignore_the_gates():
    found = stages_of(GATES, a=Fraction(79), b=Fraction(80), c=Fraction(49))
    assert {name: (r.attains, r.founds) for name, r in found.items()} == {
        "one": (True, False),
        "two": (True, True),
        "three": (False, False),
    }


def test_every_stage_has_its_own_bars():
    asked = questionnaire(
        stage("one", percent("a"), attain="> 10 %", foundation="> 20 %"),
        stage("two", percent("b"), attain=">= 60 %"),
        attain=">= 30 %",
    )
    assert verdict_of(asked, a=Fraction(20), b=Fraction(60)) == ("one", "one", "two", "two")
    assert verdict_of(asked, a=Fraction(21), b=Fraction(60)) == ("two", "two", "two", None)
    assert verdict_of(asked, a=Fraction(21), b=Fraction(59)) == ("one", "one", "one", "two")


def test_a_foundation_below_the_bar_lets_a_stage_pass_over_a_failed_one():
    asked = questionnaire(
        stage("one", percent("a"), attain=">= 80 %", foundation=">= 20 %"),
        stage("two", percent("b"), attain=">= 50 %"),
    )
    assert verdict_of(asked, a=Fraction(20), b=Fraction(50)) == ("two", "two", "two", None)


# Mandatory questions

MANDATORY = questionnaire(
    stage("one", question("must", mandatory=2), question("may", weight=9)),
    stage("two", question("then")),
    attain=">= 50 %",
    undetermined_below=0,
)
MUST = MANDATORY.questions[0]


@pytest.mark.parametrize(
    ("must", "verdict"),
    [
        pytest.param(3, ("two", "two", "two", None), id="above its level"),
        pytest.param(2, ("two", "two", "two", None), id="at its level"),
        pytest.param(1, (None, None, "two", "one"), id="below its level, whatever the score"),
        pytest.param(0, (None, None, "two", "one"), id="at the bottom"),
        pytest.param(None, (None, "two", "two", "one"), id="open: not met, but might be"),
        pytest.param(NA, (None, None, "two", "one"), id="left out without approval"),
        pytest.param(
            not_applicable("the regent"), ("two", "two", "two", None), id="exempt with approval"
        ),
        pytest.param(
            not_applicable("the regent", verified=1),
            (None, None, "two", "one"),
            id="the approval is moot once an assessor rated it",
        ),
        pytest.param(
            rated(3, verified=1), (None, None, "two", "one"), id="the rating that counts counts"
        ),
    ],
)
def test_a_mandatory_question_holds_its_stage(must, verdict):
    given = {} if must is None else {"must": must}
    assert verdict_of(MANDATORY, given, may=3, then=3) == verdict


@pytest.mark.parametrize(
    ("must", "expected"),
    [
        pytest.param(
            2,
            MandatoryResult(MUST, Known(2, Fraction(2, 3)), True, True, False),
            id="met",
        ),
        pytest.param(
            1,
            MandatoryResult(MUST, Known(1, Fraction(1, 3)), False, False, False),
            id="not met",
        ),
        pytest.param(
            None,
            MandatoryResult(MUST, Open(OpenReason.UNANSWERED), False, True, False),
            id="open",
        ),
        pytest.param(NA, MandatoryResult(MUST, Excluded(), False, False, False), id="left out"),
        pytest.param(
            not_applicable("the regent"),
            MandatoryResult(MUST, Excluded(), True, True, True),
            id="exempt",
        ),
    ],
)
def test_what_is_said_of_a_mandatory_question(must, expected):
    given = {} if must is None else {"must": must}
    found = assess(MANDATORY, answers(given, may=3, then=3))
    assert [result.mandatory for result in found.stages] == [(expected,), ()]


def test_a_mandatory_question_spoils_the_foundation_too():
    weak, strong = (stages_of(MANDATORY, must=m, may=3, then=3)["one"] for m in (1, 2))
    assert (weak.attains, weak.founds, strong.attains, strong.founds) == (False, False, True, True)


def test_an_open_mandatory_question_shuts_the_foundation_only_for_now():
    found = stages_of(MANDATORY, may=3, then=3)["one"]
    assert (found.founds, found.founds_at_best) == (False, True)


def test_every_mandatory_question_has_to_be_met():
    asked = questionnaire(
        stage("one", question("a", mandatory=1), question("b", mandatory=1)), attain=">= 0"
    )
    found = {(a, b): verdict_of(asked, a=a, b=b)[0] for a in (0, 1) for b in (0, 1)}
    assert found == {(0, 0): None, (0, 1): None, (1, 0): None, (1, 1): "one"}


def test_a_mandatory_number_is_compared_as_a_number():
    asked = questionnaire(stage("one", percent("a", mandatory=Fraction(60))), attain=">= 0")
    assert verdict_of(asked, a=Fraction(599, 10))[0] is None
    assert verdict_of(asked, a=Fraction(60))[0] == "one"


def test_a_mandatory_question_may_weigh_nothing():
    asked = questionnaire(stage("one", question("a", weight=0, mandatory=1), question("b")))
    assert verdict_of(asked, a=0, b=3)[0] is None
    assert verdict_of(asked, a=1, b=3)[0] == "one"


def test_mandatory_questions_of_later_stages_do_not_matter_yet():
    asked = questionnaire(stage("one", question("a")), stage("two", question("b", mandatory=3)))
    assert verdict_of(asked, a=3, b=2) == ("one", "one", "one", "two")


# Undetermined stages


def middle(vacuous="block", **more):
    return questionnaire(
        stage("one", question("a")),
        stage("two", question("b", weight=3), question("c", weight=1)),
        stage("three", question("d")),
        vacuous=vacuous,
        **more,
    )


@pytest.mark.parametrize(
    ("b", "c", "share", "verdict"),
    [
        pytest.param(3, NA, "3/4", ("three", "three", "three", None), id="exactly the share left"),
        pytest.param(
            3, NA, "4/5", ("one", "one", "three", "two"), id="less than the share: undetermined"
        ),
        pytest.param(
            NA, 3, "1/2", ("one", "one", "three", "two"), id="a full score of little is no verdict"
        ),
        pytest.param(NA, 3, 0, ("three", "three", "three", None), id="a share of 0 asks nothing"),
        pytest.param(
            NA, NA, 0, ("one", "one", "three", "two"), id="without a score it is undetermined"
        ),
        pytest.param(3, 3, 1, ("three", "three", "three", None), id="all of it applies"),
    ],
)
def test_a_stage_of_which_too_little_applies_is_undetermined(b, c, share, verdict):
    asked = middle(undetermined_below=share)
    assert verdict_of(asked, a=3, b=b, c=c, d=3) == verdict


@pytest.mark.parametrize(
    ("vacuous", "d", "verdict"),
    [
        pytest.param("block", 3, ("one", "one", "three", "two"), id="block shuts what follows"),
        pytest.param("skip", 3, ("three", "three", "three", None), id="skip steps over it"),
        pytest.param("skip", 1, ("one", "one", "one", "three"), id="nobody aims at a skipped one"),
    ],
)
def test_an_undetermined_stage(vacuous, d, verdict):
    assert verdict_of(middle(vacuous), a=3, b=NA, c=NA, d=d) == verdict


@pytest.mark.parametrize("vacuous", ["block", "skip"])
def test_an_undetermined_stage_holds_for_nothing(vacuous):
    found = stages_of(middle(vacuous), a=3, b=NA, d=3)["two"]
    assert found.is_determined is False
    assert (found.attains, found.attains_at_best) == (False, False)
    assert (found.founds, found.founds_at_best) == (False, False)
    assert found.status is UNDETERMINED


@pytest.mark.parametrize(
    ("vacuous", "a", "expected"),
    [
        pytest.param(
            "block",
            3,
            [(ATTAINED, None), (UNDETERMINED, None), (WAITING, "two")],
            id="the stage after it waits for it",
        ),
        pytest.param(
            "skip",
            3,
            [(ATTAINED, None), (UNDETERMINED, None), (ATTAINED, None)],
            id="skipped, nothing waits for it",
        ),
        pytest.param(
            "skip",
            0,
            [(NOT_ATTAINED, None), (UNDETERMINED, "one"), (WAITING, "one")],
            id="undetermined stays so behind a shut gate",
        ),
    ],
)
def test_status_around_an_undetermined_stage(vacuous, a, expected):
    found = assess(middle(vacuous), answers(a=a, b=NA, c=NA, d=3))
    assert [(r.status, r.waits_for and r.waits_for.id) for r in found.stages] == expected


@pytest.mark.parametrize(
    ("vacuous", "verdict"),
    [
        pytest.param("block", ("one", "one", "one", "two"), id="blocked, it is next"),
        pytest.param("skip", ("one", "one", "one", None), id="skipped, nothing is left to attain"),
    ],
)
def test_an_undetermined_last_stage(vacuous, verdict):
    asked = questionnaire(stage("one", question("a")), stage("two", question("b")), vacuous=vacuous)
    assert verdict_of(asked, a=3, b=NA) == verdict


def test_a_skipped_first_stage_is_not_next():
    assert verdict_of(middle("skip"), a=NA, b=0, c=0, d=3) == (None, None, "three", "two")


def test_an_undetermined_first_stage_is_next():
    assert verdict_of(middle(), a=NA, b=3, c=3, d=3) == (None, None, "three", "one")


def test_an_undetermined_stage_stays_so_at_best():
    """Open questions are applicable already; answering them changes no share."""
    found = assess(middle(), answers(a=3, b=NA, d=3))
    assert ids(found.verdict) == ("one", "one", "three", "two")


# What may still change


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param({}, (None, "three", None, "one"), id="everything open, everything possible"),
        pytest.param({"a": 0}, (None, None, None, "one"), id="a failed first decides it"),
        pytest.param({"a": 3}, ("one", "three", "one", "two"), id="from here on everything"),
        pytest.param({"a": 3, "b": 0}, ("one", "two", "one", "two"), id="the foundation may fail"),
        pytest.param({"a": 3, "b": 0, "c": 0}, ("one", "one", "one", "two"), id="decided"),
        pytest.param(
            {"a": 3, "b": 3, "d": 3}, ("two", "three", "three", "three"), id="enough to attain"
        ),
    ],
)
def test_what_open_questions_may_still_change(given, verdict):
    asked = questionnaire(
        stage("one", question("a")),
        stage("two", question("b"), question("c")),
        stage("three", question("d")),
        attain=">= 1/2",
        foundation="> 1/2",
    )
    found = assess(asked, answers(given)).verdict
    assert ids(found) == verdict
    assert found.is_provisional == (verdict[0] != verdict[1])


def test_an_open_stage_shows_what_it_could_be():
    found = stages_of(middle(), a=3)["two"]
    assert found.group.score == Interval(Fraction(0), Fraction(1))
    assert (found.attains, found.attains_at_best) == (False, True)
    assert (found.founds, found.founds_at_best) == (False, True)


def test_at_best_is_bound_by_the_bars_too():
    asked = questionnaire(
        stage("one", question("a"), question("b")), attain=">= 60 %", foundation=">= 40 %"
    )
    found = stages_of(asked, a=0)["one"]
    assert (found.attains_at_best, found.founds_at_best) == (False, True)


def test_the_basis_decides_the_verdict():
    sheet = answers(a=rated(3, verified=0), b=3, c=3, d=3)
    found = assess(middle(), sheet, Basis.CLAIMED)
    assert ids(found.verdict)[0] == "three"
    assert ids(assess(middle(), sheet, Basis.VERIFIED).verdict) == (None, None, None, "one")


# Bands

LEFT = bands({"low": 1, "middle": "2.6", "high": "4.2"}, lowest=1, highest=5)
RIGHT = LEFT._replace(closed=LEFT.closed.__class__("right"))


@pytest.mark.parametrize(
    ("rule", "low", "high", "expected"),
    [
        pytest.param(LEFT, 0, 0, ("low", "low"), id="the lowest index"),
        pytest.param(LEFT, 1, 1, ("high", "high"), id="the highest index"),
        pytest.param(LEFT, "0.4", "0.4", ("middle", "middle"), id="left: the start belongs to it"),
        pytest.param(RIGHT, "0.4", "0.4", ("low", "low"), id="right: the start is still below"),
        pytest.param(LEFT, "0.8", "0.8", ("high", "high"), id="left: the last start"),
        pytest.param(RIGHT, "0.8", "0.8", ("middle", "middle"), id="right: the last start"),
        pytest.param(
            LEFT, "0.39999999", "0.4", ("low", "middle"), id="rounding moves nothing to a band"
        ),
        pytest.param(RIGHT, "0.4", "0.40000001", ("low", "middle"), id="in either direction"),
        pytest.param(LEFT, 0, 1, ("low", "high"), id="everything open"),
    ],
)
def test_band_of_an_index(rule, low, high, expected):
    found = banded_verdict(rule, Interval(exact(low), exact(high)))
    assert (found.band.label, found.band_at_best.label) == expected
    assert found.is_provisional == (expected[0] != expected[1])


def test_right_closed_bands_keep_the_lowest_index():
    assert banded_verdict(RIGHT, Interval(Fraction(0), Fraction(0))).band.label == "low"


def test_without_an_index_there_is_no_band():
    found = banded_verdict(LEFT, None)
    assert (found, found.is_provisional) == (BandedVerdict(None, None), False)
