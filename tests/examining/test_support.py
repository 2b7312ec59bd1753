"""Claimed, supported and verified beside each other, and what lies between them."""

from fractions import Fraction
from itertools import combinations

import pytest
from builders import (
    NA,
    answers,
    bands,
    document,
    document_wanted,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import given, settings
from scoring.test_method_examples import CLAIMED, EVIDENCED, INSTRUMENT
from strategies import PROPERTY, with_sheet

from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Basis, Known, LackReason, StagedVerdict
from egovmaturity.examining.support import twin_verdict
from egovmaturity.scoring.assess import assess, outcome_of, states_of


def twin(asked: Questionnaire, sheet, basis=Basis.BEST):
    return twin_verdict(assess(asked, sheet, basis))


def proven(question_id: str, *, from_levels=(1,), **more):
    """A question that asks for one document at each of some levels."""
    wanted = [document_wanted(str(level), level) for level in from_levels]
    return question(question_id, evidence=wanted, **more)


def brought(found):
    """The questions whose evidence closes the difference; a star where a gate forces it."""
    return [f"{s.claim.question.id}{'*' if s.is_forced else ''}" for s in found.closing]


# The method's worked example


def method_sheet():
    """Documents for every level that is evidenced, and none above."""
    return answers(
        {
            name: rated(CLAIMED[name], evidence=[document(str(n)) for n in range(1, level + 1)])
            for name, level in EVIDENCED.items()
        }
    )


METHOD = twin(INSTRUMENT, method_sheet())


def test_e12_and_e13_the_verdicts_side_by_side():
    assert METHOD.supported.verdict.attained.id == "2"
    assert METHOD.claimed.verdict.attained.id == "3"
    assert METHOD.verified.tally.rated == 0


def test_e15_gap_and_ratio():
    assert METHOD.supported.index.low == Fraction(1627, 2880)
    assert METHOD.claimed.index.low == Fraction(259, 360)
    assert METHOD.gap == Fraction(89, 576)
    assert METHOD.ratio == Fraction(1627, 2072)


def test_e58_the_unsupported_claims():
    assert {claim.question.id: claim.claimed - claim.supported for claim in METHOD.unsupported} == {
        "P3": 1,
        "Q1": 1,
        "Q2": 1,
        "Q3": 1,
        "R2": 1,
        "R3": 1,
        "T1": 1,
    }


def test_what_an_unsupported_claim_lacks():
    [first, *_] = METHOD.unsupported
    assert first.claimed == CLAIMED["P3"]
    assert [(lack.item.id, lack.reason) for lack in first.lacking] == [
        (str(CLAIMED["P3"]), LackReason.NOT_LISTED)
    ]


# Gap and ratio


@pytest.mark.parametrize(
    ("claims", "gap", "ratio"),
    [
        pytest.param({"a": 3, "b": rated(3, evidence=[document()])}, "1/2", "1/2", id="half"),
        pytest.param({"b": rated(3, evidence=[document()])}, 0, 1, id="all of it"),
        pytest.param({"a": 3}, "1/2", 0, id="none of it"),
        pytest.param({"a": 0, "b": 0}, 0, None, id="nothing is claimed"),
        pytest.param({"a": NA, "b": NA}, None, None, id="nothing applies"),
    ],
)
def test_gap_and_ratio(claims, gap, ratio):
    found = twin(questionnaire(stage("one", proven("a"), proven("b"))), answers(claims))
    expected = [None if number is None else Fraction(number) for number in (gap, ratio)]
    assert [found.gap, found.ratio] == expected


# Missing evidence by owner


def test_what_each_owner_has_to_bring():
    same = document_wanted("x")
    asked = questionnaire(
        stage(
            "one",
            question("a", evidence=[same, document_wanted("y", 2)], owner="Office of ICT"),
            question("b", evidence=[same], owner="Secretariat"),
            question("c", evidence=[same, document_wanted("z", 3)]),
            question("d", evidence=[same], owner="Office of ICT"),
            question("e", evidence=[same], owner="Office of ICT"),
        )
    )
    sheet = answers(a=2, b=1, c=rated(2, owner=""), d=1, e=rated(1, owner="Secretariat"))
    tasks = twin(asked, sheet).owners
    assert [
        (task.owner, [(d.text, [q.id for q, _ in d.lacks]) for d in task.documents])
        for task in tasks
    ] == [
        ("Office of ICT", [("document x", ["a", "d"]), ("document y", ["a"])]),
        ("Secretariat", [("document x", ["b", "e"])]),
        ("", [("document x", ["c"])]),
    ]


def test_what_nobody_is_named_for_comes_last():
    asked = questionnaire(stage("one", proven("a"), proven("b", owner="Secretariat")))
    assert [task.owner for task in twin(asked, answers(a=1, b=1)).owners] == ["Secretariat", ""]


def test_a_document_that_is_too_old_says_so():
    wanted = document_wanted("x", valid_for="1 year")
    asked = questionnaire(stage("one", question("a", evidence=[wanted])))
    old = document(dated="2024-01-01")
    [task] = twin(asked, answers(a=rated(1, evidence=[old]), as_of="2026-01-31")).owners
    [(_, lack)] = task.documents[0].lacks
    assert (lack.reason, lack.document) == (LackReason.EXPIRED, old)


# Closing the difference

LADDER = (
    stage("one", proven("a", weight=1), proven("b", weight=3), proven("c", weight=2)),
    stage("two", proven("d", weight=1), proven("e", weight=1)),
)
FULL = {"a": 3, "b": 3, "c": 3, "d": 3, "e": 3}


@pytest.mark.parametrize(
    ("bar", "claims", "expected"),
    [
        pytest.param("> 1/2", {}, [], id="nothing claimed"),
        pytest.param("> 1/2", {"a": 3}, [], id="no stage claimed, nothing to close"),
        pytest.param("> 1/2", {"a": 3, "b": 3}, ["b", "a"], id="a bar that is met only above it"),
        pytest.param(">= 1/2", {"a": 3, "b": 3}, ["b"], id="a bar that is met by the largest gain"),
        pytest.param("> 1/2", FULL, ["b", "c", "d", "e"], id="every stage up to the one claimed"),
        pytest.param(">= 1/2", FULL, ["b", "d"], id="of equal gains the first"),
    ],
)
def test_what_closes_the_difference(bar, claims, expected):
    assert brought(twin(questionnaire(*LADDER, attain=bar), answers(claims))) == expected


def test_a_foundation_may_ask_for_less_than_the_stage_claimed():
    asked = questionnaire(*LADDER, attain=">= 1", foundation=">= 1/3")
    assert brought(twin(asked, answers(FULL))) == ["b", "d", "e"]


def test_a_mandatory_question_is_brought_whatever_it_gains():
    inside = (proven("a", weight=9), proven("b", weight="0", mandatory=2), proven("c", weight=5))
    asked = questionnaire(stage("one", *inside), attain=">= 1/2")
    assert brought(twin(asked, answers(a=3, b=2, c=3))) == ["b*", "a"]


def test_a_mandatory_question_that_is_met_is_taken_by_its_gain():
    asked = questionnaire(
        stage("one", proven("a", from_levels=(1, 3), mandatory=2), proven("b")), attain=">= 5/6"
    )
    sheet = answers(a=rated(3, evidence=[document("1")]), b=3)
    assert brought(twin(asked, sheet)) == ["b"]


def test_a_stage_that_is_passed_over_asks_for_nothing():
    asked = questionnaire(
        stage("one", proven("a"), question("x", weight=9)),
        stage("two", proven("b")),
        attain=">= 1/2",
        vacuous="skip",
    )
    assert brought(twin(asked, answers(a=3, x=NA, b=3))) == ["b"]


def test_only_the_verdict_is_closed_not_the_index():
    found = twin(questionnaire(*LADDER, attain=">= 1/2"), answers(FULL))
    assert len(found.closing) < len(found.unsupported)


TREE = questionnaire(
    section("d", proven("a"), proven("b"), weight=3),
    section("e", proven("c"), weight=1),
    rule=bands({"low": 0, "middle": "1/3", "high": "3/4"}),
)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param({"a": 3, "b": 3, "c": 3}, ["a", "b"], id="by their share of the index"),
        pytest.param({"a": 1, "c": 3}, ["c", "a"], id="by gain, not by weight alone"),
        pytest.param({"a": 1}, [], id="already in the band claimed"),
        pytest.param({"b": NA, "a": 3, "c": 1}, ["a"], id="shares of what applies"),
        pytest.param({"a": NA, "b": NA, "c": NA}, [], id="nothing applies"),
    ],
)
def test_what_closes_the_difference_of_bands(claims, expected):
    assert brought(twin(TREE, answers(claims))) == expected


def test_numbers_are_supported_whole():
    asked = questionnaire(
        proven("a", scale=number_range(1, 5)),
        proven("b", scale=scale(5, lowest=1)),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    found = twin(asked, answers(a=Fraction(9, 2), b=2))
    assert [(c.question.id, c.claimed, c.supported) for c in found.unsupported] == [
        ("a", Fraction(9, 2), 1),
        ("b", 2, 1),
    ]
    assert brought(found) == ["a", "b"]


def predicate(verdict):
    return verdict.attained if isinstance(verdict, StagedVerdict) else verdict.band


def listed(asked, sheet, claims):
    """The verdict once the evidence of some claims is listed."""
    states = states_of(asked, sheet, Basis.SUPPORTED)
    for claim in claims:
        worth = claim.question.worth(claim.claimed)
        states[claim.question.id] = Known(claim.claimed, worth)
    return predicate(outcome_of(asked, sheet, states)[1])


@settings(PROPERTY, max_examples=300)
@given(with_sheet())
def test_the_smallest_set_closes_the_difference(drawn):
    """Brute force: no smaller set does, and the one given does."""
    asked, sheet = drawn
    found = twin(asked, sheet)
    goal = predicate(found.claimed.verdict)
    closing = [step.claim for step in found.closing]
    assert listed(asked, sheet, closing) == goal
    for size in range(len(closing)):
        for some in combinations(found.unsupported, size):
            assert listed(asked, sheet, some) != goal


@PROPERTY
@given(with_sheet())
def test_support_never_exceeds_the_claim(drawn):
    asked, sheet = drawn
    found = twin(asked, sheet)
    assert (found.gap is None) == (found.claimed.index is None)
    assert found.gap is None or found.gap >= 0
    assert found.ratio is None or 0 <= found.ratio <= 1
    assert (found.gap in {None, 0}) or found.unsupported


@PROPERTY
@given(with_sheet())
def test_the_basis_of_the_assessment_plays_no_part(drawn):
    asked, sheet = drawn
    assert len({repr(twin(asked, sheet, basis)) for basis in Basis}) == 1


@PROPERTY
@given(with_sheet())
def test_owners_have_to_bring_exactly_what_is_lacking(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    wanted = sorted(
        (question.id, lack.item.id)
        for task in twin_verdict(assessment).owners
        for each in task.documents
        for question, lack in each.lacks
    )
    assert wanted == sorted(
        (result.question.id, lack.item.id)
        for result in assessment.questions
        for lack in result.evidence.lacking
    )
