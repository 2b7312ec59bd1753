"""Which level the listed documents carry."""

from fractions import Fraction

import pytest
from builders import document, document_wanted, number_range, question, scale
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity.scoring.evidence import evidence_state, supported_rating

FAST = settings(deadline=None, derandomize=True, max_examples=100)

# A letter from level 1 on, a plan and a budget from level 2, an audit from level 3, and a leaflet
# for information; neither written nor named in the order of their levels.
LADDER = question(
    "ladder",
    evidence=[
        document_wanted("audit", 3),
        document_wanted("letter", 1),
        document_wanted("leaflet", None),
        document_wanted("plan", 2),
        document_wanted("budget", 2),
    ],
)
NUMBER = question(
    "number",
    scale=number_range("0.2", 1),
    evidence=[document_wanted("late", 3), document_wanted("a", 1), document_wanted("info", None)],
)
FROM_THE_START = question(
    "start",
    scale=scale(4, lowest=1),
    evidence=[document_wanted("a", 1), document_wanted("b", 3)],
)
UNPROVEN = question("unproven")
FROM_0 = question("zero", evidence=[document_wanted("later", 1), document_wanted("at-once", 0)])


def needed_and_missing(asked, rating, *documents):
    state = evidence_state(asked, rating, documents)
    return [item.id for item in state.needed], [item.id for item in state.missing]


@pytest.mark.parametrize(
    ("asked", "rating", "documents", "needed", "missing"),
    [
        pytest.param(LADDER, None, [], "", "", id="without a rating nothing is needed"),
        pytest.param(LADDER, 0, [], "", "", id="the lowest level needs nothing"),
        pytest.param(LADDER, 1, [], "letter", "letter", id="a level needs what is asked for at it"),
        pytest.param(
            LADDER,
            2,
            [],
            "letter plan budget",
            "letter plan budget",
            id="and all that is asked for below",
        ),
        pytest.param(
            LADDER,
            3,
            [],
            "letter plan budget audit",
            "letter plan budget audit",
            id="lower levels come first",
        ),
        pytest.param(
            LADDER,
            2,
            [document("plan")],
            "letter plan budget",
            "letter budget",
            id="a document covers what it names",
        ),
        pytest.param(
            LADDER,
            2,
            [document("letter", "budget")],
            "letter plan budget",
            "plan",
            id="a document may cover several",
        ),
        pytest.param(
            LADDER,
            2,
            [document()],
            "letter plan budget",
            "plan budget",
            id="one that names none covers the next",
        ),
        pytest.param(
            LADDER,
            2,
            [document(), document()],
            "letter plan budget",
            "budget",
            id="each covers one more",
        ),
        pytest.param(
            LADDER,
            2,
            [document(), document("letter")],
            "letter plan budget",
            "budget",
            id="the next one needed is the first that no document names",
        ),
        pytest.param(
            LADDER,
            3,
            [document("leaflet"), document("letter")],
            "letter plan budget audit",
            "plan budget audit",
            id="a document for information is no spare one",
        ),
        pytest.param(
            LADDER,
            3,
            [document(), document(), document(), document()],
            "letter plan budget audit",
            "",
            id="an item for information uses up no document",
        ),
        pytest.param(
            LADDER,
            1,
            [document("audit")],
            "letter",
            "letter",
            id="proof of a higher level proves no lower one",
        ),
        pytest.param(
            FROM_0, 1, [document()], "at-once later", "later", id="what level 0 asks for is first"
        ),
        pytest.param(UNPROVEN, 3, [], "", "", id="a question that asks for nothing needs nothing"),
        pytest.param(
            NUMBER,
            Fraction(1, 2),
            [],
            "a late",
            "a late",
            id="a number needs every item that is asked for at all",
        ),
        pytest.param(NUMBER, Fraction(1, 2), [document()], "a late", "late", id="number, partly"),
        pytest.param(NUMBER, None, [], "", "", id="an open number needs nothing"),
    ],
)
def test_evidence_needed_and_missing(asked, rating, documents, needed, missing):
    expected = (needed.split(), missing.split())
    assert needed_and_missing(asked, rating, *documents) == expected


def test_the_state_holds_the_items_themselves():
    state = evidence_state(LADDER, 1, ())
    assert (state.needed, state.missing) == ((LADDER.evidence[1],), (LADDER.evidence[1],))


@pytest.mark.parametrize(
    ("asked", "claimed", "documents", "supported"),
    [
        pytest.param(UNPROVEN, 3, [], 3, id="nothing is asked for"),
        pytest.param(LADDER, 0, [], 0, id="the lowest level is free"),
        pytest.param(LADDER, 3, [], 0, id="no documents at all"),
        pytest.param(
            LADDER, 3, [document("letter")], 1, id="up to the level below the first unproven"
        ),
        pytest.param(
            LADDER, 3, [document("letter", "plan")], 1, id="one of two documents is not enough"
        ),
        pytest.param(
            LADDER, 3, [document("letter", "plan", "budget")], 2, id="all but the claimed level"
        ),
        pytest.param(
            LADDER, 3, [document("letter", "plan", "budget", "audit")], 3, id="the claim itself"
        ),
        pytest.param(LADDER, 3, [document("plan", "budget", "audit")], 0, id="no gap is jumped"),
        pytest.param(
            LADDER,
            1,
            [document("letter", "plan", "budget", "audit")],
            1,
            id="never above the claim",
        ),
        pytest.param(LADDER, 3, [document("leaflet")], 0, id="information proves nothing"),
        pytest.param(FROM_THE_START, 4, [], 1, id="nothing lies below the lowest level"),
        pytest.param(FROM_THE_START, 1, [], 1, id="the lowest level needs no proof of its own"),
        pytest.param(FROM_THE_START, 4, [document("a")], 2, id="on a scale from 1"),
        pytest.param(FROM_THE_START, 2, [document("a")], 2, id="an item above the claim is moot"),
        pytest.param(
            NUMBER, Fraction(1, 2), [document("a")], Fraction(1, 5), id="a number falls to its end"
        ),
        pytest.param(
            NUMBER,
            Fraction(1, 2),
            [document("a", "late")],
            Fraction(1, 2),
            id="or is supported whole",
        ),
    ],
)
def test_supported_rating(asked, claimed, documents, supported):
    assert supported_rating(asked, claimed, tuple(documents)) == supported


DOCUMENTS = st.lists(
    st.sampled_from(
        [document(), document("letter"), document("plan"), document("budget", "audit")]
    ),
    max_size=5,
).map(tuple)


@FAST
@given(st.integers(0, 3), DOCUMENTS)
def test_support_is_never_above_the_claim_and_always_proven(claim, documents):
    rating = supported_rating(LADDER, claim, documents)
    assert rating <= claim
    assert evidence_state(LADDER, rating, documents).missing == ()


@FAST
@given(st.integers(0, 2), DOCUMENTS)
def test_claiming_more_never_lowers_what_is_supported(claim, documents):
    before = supported_rating(LADDER, claim, documents)
    assert supported_rating(LADDER, claim + 1, documents) >= before


@FAST
@given(
    st.integers(0, 3),
    DOCUMENTS,
    st.sampled_from([document(), document("letter"), document("plan")]),
)
def test_one_more_document_never_lowers_what_is_supported(claim, documents, another):
    before = supported_rating(LADDER, claim, documents)
    assert supported_rating(LADDER, claim, (*documents, another)) >= before
