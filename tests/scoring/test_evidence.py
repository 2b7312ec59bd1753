"""Which level the listed documents carry."""

from datetime import timedelta
from fractions import Fraction
from itertools import product

import pytest
from builders import day, document, document_wanted, duration, number_range, question, scale
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity.domain.results import Lack, LackReason
from egovmaturity.scoring.evidence import evidence_state, reason_against, supported_rating

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
    state = evidence_state(asked, rating, documents, None)
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
    state = evidence_state(LADDER, 1, (), None)
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
    assert supported_rating(asked, claimed, tuple(documents), None) == supported


DOCUMENTS = st.lists(
    st.sampled_from(
        [document(), document("letter"), document("plan"), document("budget", "audit")]
    ),
    max_size=5,
).map(tuple)


@FAST
@given(st.integers(0, 3), DOCUMENTS)
def test_support_is_never_above_the_claim_and_always_proven(claim, documents):
    rating = supported_rating(LADDER, claim, documents, None)
    assert rating <= claim
    assert evidence_state(LADDER, rating, documents, None).missing == ()


@FAST
@given(st.integers(0, 2), DOCUMENTS)
def test_claiming_more_never_lowers_what_is_supported(claim, documents):
    before = supported_rating(LADDER, claim, documents, None)
    assert supported_rating(LADDER, claim + 1, documents, None) >= before


@FAST
@given(
    st.integers(0, 3),
    DOCUMENTS,
    st.sampled_from([document(), document("letter"), document("plan")]),
)
def test_one_more_document_never_lowers_what_is_supported(claim, documents, another):
    before = supported_rating(LADDER, claim, documents, None)
    assert supported_rating(LADDER, claim, (*documents, another), None) >= before


# How old a document may be


def test_a_duration_is_counted_by_the_calendar():
    """31 January and a month is no 31 February."""
    assert duration("1 month").after(day("2026-01-31")) == day("2026-02-28")


@pytest.mark.parametrize(
    ("dated", "limit", "last"),
    [
        pytest.param("2025-01-31", "12 months", "2026-01-31", id="the same day a year later"),
        pytest.param("2025-01-31", "1 year", "2026-01-31", id="a year is twelve months"),
        pytest.param("2025-11-30", "3 months", "2026-02-28", id="the last day of a shorter month"),
        pytest.param("2023-11-30", "3 months", "2024-02-29", id="29 February, in a leap year"),
        pytest.param("2024-02-29", "1 year", "2025-02-28", id="a leap day, in a common year"),
        pytest.param("2024-02-29", "4 years", "2028-02-29", id="a leap day, four years on"),
        pytest.param("2024-02-29", "1 month", "2024-03-29", id="a leap day is no month's end"),
        pytest.param("2025-08-31", "1 month", "2025-09-30", id="30 September"),
        pytest.param("2025-12-15", "1 month", "2026-01-15", id="over the year's end"),
        pytest.param("2025-12-31", "12 months", "2026-12-31", id="to a year's end"),
        pytest.param("2025-11-02", "90 days", "2026-01-31", id="days are counted"),
        pytest.param("2024-02-28", "2 days", "2024-03-01", id="days over a leap day"),
        pytest.param("9999-12-01", "1 month", "9999-12-31", id="the end of the calendar, months"),
        pytest.param("9999-11-30", "1 month", "9999-12-30", id="just before it"),
        pytest.param("9999-12-01", "9999 days", "9999-12-31", id="the end of the calendar, days"),
        pytest.param("9999-12-01", "30 days", "9999-12-31", id="exactly the end of the calendar"),
        pytest.param("9999-12-01", "29 days", "9999-12-30", id="the day before it"),
    ],
)
def test_a_document_is_valid_up_to_and_with_its_last_day(dated, limit, last):
    item = document_wanted("a", valid_for=limit)
    assert item.valid_for.after(day(dated)) == day(last)
    assert reason_against(item, document("a", dated=dated), day(last)) is None
    if last != "9999-12-31":
        after = day(last) + timedelta(1)
        assert reason_against(item, document("a", dated=dated), after) is LackReason.EXPIRED


@pytest.mark.parametrize(
    ("limit", "dated", "as_of", "reason"),
    [
        pytest.param("1 year", "2026-01-31", "2026-01-31", None, id="of that very day"),
        pytest.param("1 year", "2026-02-01", "2026-01-31", LackReason.LATER, id="a day later"),
        pytest.param("1 year", "", "2026-01-31", LackReason.UNDATED, id="without a date"),
        pytest.param("1 year", "2026-01-31", "", LackReason.NO_DAY, id="no day to hold it against"),
        pytest.param("1 year", "", "", LackReason.NO_DAY, id="neither a date nor a day"),
        pytest.param("", "", "", None, id="no limit: a date is not needed"),
        pytest.param("", "2026-02-01", "2026-01-31", None, id="no limit: it may be later"),
        pytest.param("", "1999-01-01", "2026-01-31", None, id="no limit: it may be old"),
    ],
)
def test_why_a_document_does_not_count(limit, dated, as_of, reason):
    item = document_wanted("a", valid_for=limit)
    assert reason_against(item, document("a", dated=dated), day(as_of)) is reason


# From level 1 an inventory of at most a year, from level 2 a plan of any age, from level 3 a log of
# at most 30 days.
AGED = question(
    "aged",
    evidence=[
        document_wanted("inventory", 1, valid_for="12 months"),
        document_wanted("plan", 2),
        document_wanted("log", 3, valid_for="30 days"),
    ],
)
OLD, FRESH, NEW = (
    document(dated="2020-01-01"),
    document(dated="2025-06-01"),
    document(dated="2026-01-20"),
)
UNDATED = document()
LATER = document(dated="2026-03-01")
TODAY = document(dated="2026-01-31")


@pytest.mark.parametrize(
    ("documents", "supported", "reasons"),
    [
        pytest.param([], 0, "inventory not-listed, plan not-listed, log not-listed", id="nothing"),
        pytest.param([NEW, FRESH, OLD], 3, "", id="each serves where it can, in whatever order"),
        pytest.param([NEW, FRESH, UNDATED], 3, "", id="an undated one where no date matters"),
        pytest.param([NEW, FRESH, LATER], 3, "", id="a later one where no date matters"),
        pytest.param([TODAY, FRESH, UNDATED], 3, "", id="one of the day itself is the newest"),
        pytest.param([NEW, NEW, NEW], 3, "", id="new ones everywhere"),
        pytest.param([OLD], 0, "inventory not-listed, log not-listed", id="an old one: the plan"),
        pytest.param(
            [OLD, OLD],
            0,
            "inventory expired, log not-listed",
            id="a second old one is shown as too old",
        ),
        pytest.param(
            [FRESH, FRESH, FRESH], 2, "log expired", id="fresh for a year, not for 30 days"
        ),
        pytest.param([UNDATED, UNDATED, NEW], 2, "log undated", id="no date where one is needed"),
        pytest.param([NEW, NEW, LATER, OLD], 3, "", id="what does not fit harms nothing"),
        pytest.param([NEW, LATER, LATER], 2, "log later-than-as-of", id="later than the day"),
        pytest.param(
            [document("inventory", dated="2020-01-01"), NEW],
            1,
            "plan not-listed, log not-listed",
            id="another may stand in for a named one that is too old",
        ),
        pytest.param(
            [document("inventory", dated="2020-01-01"), document("inventory", dated="2026-01-01")],
            1,
            "plan not-listed, log not-listed",
            id="one valid document of several is enough",
        ),
        pytest.param(
            [document("inventory", "log", dated="2025-12-01"), OLD],
            2,
            "log expired",
            id="valid for one of the items it names",
        ),
        pytest.param(
            [document("inventory"), document("inventory", dated="2020-01-01"), OLD],
            0,
            "inventory expired, log not-listed",
            id="the freshest of those named is shown",
        ),
    ],
)
def test_support_by_documents_of_an_age(documents, supported, reasons):
    as_of = day("2026-01-31")
    documents = tuple(documents)
    lacking = evidence_state(AGED, 3, documents, as_of).lacking
    assert supported_rating(AGED, 3, documents, as_of) == supported
    assert ", ".join(f"{lack.item.id} {lack.reason}" for lack in lacking) == reasons
    assert all((lack.document is None) == (lack.reason == "not-listed") for lack in lacking)


def test_a_document_that_names_the_item_is_shown_before_any_other():
    named = document("inventory", dated="2024-06-01")
    documents = (document(dated="2024-12-01"), named, UNDATED)
    [lack] = evidence_state(AGED, 2, documents, day("2026-01-31")).lacking
    assert lack == Lack(AGED.evidence[0], LackReason.EXPIRED, named)


def test_without_a_day_only_documents_of_any_age_count():
    documents = (document("inventory", dated="2026-01-01"), document("plan"))
    state = evidence_state(AGED, 2, documents, None)
    assert [(lack.item.id, lack.reason) for lack in state.lacking] == [
        ("inventory", LackReason.NO_DAY)
    ]
    assert supported_rating(AGED, 2, documents, None) == 0


AGED_DOCUMENTS = st.lists(
    st.builds(
        lambda covers, dated: document(*covers, dated=dated),
        st.sampled_from([(), (), ("inventory",), ("plan", "log")]),
        st.sampled_from(["", "2020-01-01", "2025-06-01", "2026-01-20", "2026-03-01"]),
    ),
    max_size=4,
).map(tuple)
AS_OF = st.sampled_from(["2026-01-31", "2026-07-01", ""]).map(day)


@settings(FAST, max_examples=600)
@given(AGED_DOCUMENTS, AS_OF)
def test_no_other_way_of_matching_covers_more(documents, as_of):
    """Brute force: try every choice of an item for every document that names none."""
    limits = {item.id: item for item in AGED.evidence}
    named = {
        name
        for each in documents
        for name in each.covers
        if reason_against(limits[name], each, as_of) is None
    }
    spare = [each for each in documents if not each.covers]
    best = max(
        [name in covered for name in limits]
        for choice in product(limits, repeat=len(spare))
        for covered in [
            named
            | {
                name
                for each, name in zip(spare, choice, strict=True)
                if reason_against(limits[name], each, as_of) is None
            }
        ]
    )
    missing = {item.id for item in evidence_state(AGED, 3, documents, as_of).missing}
    assert [name not in missing for name in limits] == best


@FAST
@given(AGED_DOCUMENTS, AGED_DOCUMENTS, AS_OF, st.integers(0, 3))
def test_more_documents_never_take_support_away(documents, more, as_of, claim):
    def missing(listed):
        return set(evidence_state(AGED, claim, listed, as_of).missing)

    assert missing(documents + more) <= missing(documents)
    assert supported_rating(AGED, claim, documents + more, as_of) >= supported_rating(
        AGED, claim, documents, as_of
    )


@FAST
@given(AGED_DOCUMENTS, st.integers(0, 400))
def test_time_alone_never_adds_support_once_all_documents_are_there(documents, days):
    start = day("2026-03-01")
    rating = supported_rating(AGED, 3, documents, start)
    assert supported_rating(AGED, 3, documents, start + timedelta(days)) <= rating
