"""How numbers are written: exact until printed, and never flattering."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.questionnaire import Comparator, Threshold
from egovmaturity.views.numbers import Numbers, half_up, honest

ID, EN = Numbers("id"), Numbers("en")
SEVENTY = Threshold(Comparator.AT_LEAST, Fraction(7, 10))
TWO_THIRDS = Threshold(Comparator.AT_LEAST, Fraction(2, 3))
ABOVE_85 = Threshold(Comparator.ABOVE, Fraction(85, 100))


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        pytest.param("0.05", 1, "0.1", id="a half goes up"),
        pytest.param("0.04999", 1, "0", id="less than a half goes down"),
        pytest.param("-0.05", 1, "0", id="a half below zero goes up too"),
        pytest.param("2/3", 2, "0.67", id="a fraction"),
        pytest.param("1.005", 2, "1.01", id="no float in between"),
    ],
)
def test_half_up(value, digits, expected):
    assert half_up(Fraction(value), digits) == Fraction(expected)


@pytest.mark.parametrize(
    ("share", "bars", "expected"),
    [
        pytest.param("5/9", (), "55,6%", id="one decimal, half up"),
        pytest.param("0.7996", (SEVENTY,), "80,0%", id="far from the bar nothing changes"),
        pytest.param("0.69996", (SEVENTY,), "69,996%", id="just below never prints as met"),
        pytest.param("0.7", (SEVENTY,), "70,0%", id="exactly at >= is met"),
        pytest.param("0.850004", (ABOVE_85,), "85,0004%", id="just above > prints so (E06)"),
        pytest.param("0.85", (ABOVE_85,), "85,0%", id="exactly at > is not met and prints equal"),
        pytest.param("2/3", (TWO_THIRDS,), "2/3", id="on a bar without end: like the bar"),
        pytest.param("0.99999", (), "99,999%", id="only a perfect score is 100"),
        pytest.param("0.00001", (), "0,001%", id="only nothing is 0"),
        pytest.param("1", (), "100,0%", id="a perfect score"),
        pytest.param("0", (), "0,0%", id="nothing at all"),
    ],
)
def test_score_in_print(share, bars, expected):
    assert ID.score(Fraction(share), bars) == expected


def test_nothing_to_score_is_no_number():
    assert ID.score(None) == "–"


@settings(deadline=None, max_examples=300)
@given(
    score=st.fractions(0, 1, max_denominator=5000),
    bar=st.fractions(0, 1, max_denominator=200),
    comparator=st.sampled_from(Comparator),
)
@example(score=Fraction(796, 1000), bar=Fraction(8, 10), comparator=Comparator.AT_LEAST)
@example(score=Fraction(9999, 10000), bar=Fraction(1), comparator=Comparator.AT_LEAST)
@example(score=Fraction(1, 10000), bar=Fraction(0), comparator=Comparator.ABOVE)
def test_the_printed_score_never_contradicts_the_verdict(score, bar, comparator):
    threshold = Threshold(comparator, bar)
    printed = honest(score, 1, (threshold,))
    text = EN.percent(printed).removesuffix("%").replace(",", "")
    if score == bar:
        written = EN.score(score, (threshold,))
        assert written in {EN.plain_percent(bar), f"{text}%"}
        assert written == EN.plain_percent(bar) or Fraction(text) / 100 == bar
    else:
        assert threshold.is_met(Fraction(text) / 100) == threshold.is_met(score)
    assert (Fraction(text) == 0) == (score == 0)
    assert (Fraction(text) == 100) == (score == 1)
    assert abs(Fraction(text) / 100 - score) <= Fraction(1, 2000)


VALUES = st.fractions(-2000, 2000, max_denominator=400)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(VALUES, st.integers(0, 4))
def test_a_number_is_written_with_its_decimals_a_half_away_from_zero(value, digits):
    text = EN.decimal(value, digits).replace(",", "").replace("\u2212", "-")
    size = half_up(abs(value), digits)
    assert Fraction(text) == (size if value >= 0 else -size)
    assert len(text.partition(".")[2]) == digits
    assert not text.startswith("-") or size


@settings(deadline=None, derandomize=True, max_examples=100)
@given(VALUES)
def test_a_number_is_trimmed_to_the_decimals_it_has(value):
    has = [digits for digits in range(6) if half_up(value, digits) == value]
    text = EN.trimmed(value)
    if "/" in text:
        assert not has
        assert Fraction(text.replace("\u2212", "-")) == value
    else:
        assert text == EN.decimal(value, has[0] if has else 6)


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        pytest.param(lambda n: n.decimal(Fraction("1234.5"), 1), "1.234,5", "1,234.5", id="number"),
        pytest.param(lambda n: n.decimal(Fraction("-0.04"), 1), "0,0", "0.0", id="no minus zero"),
        pytest.param(lambda n: n.decimal(Fraction("-1.5"), 1), "−1,5", "−1.5", id="minus"),
        pytest.param(lambda n: n.signed(Fraction("1.5"), 1), "+1,5", "+1.5", id="plus"),
        pytest.param(lambda n: n.signed(Fraction(0), 1), "0,0", "0.0", id="zero has no sign"),
        pytest.param(lambda n: n.plain_percent(Fraction(5, 8)), "62,5%", "62.5%", id="share"),
        pytest.param(lambda n: n.trimmed(Fraction("2.50")), "2,5", "2.5", id="no needless zeros"),
        pytest.param(lambda n: n.trimmed(Fraction(1, 3)), "1/3", "1/3", id="no last decimal"),
        pytest.param(
            lambda n: n.trimmed(Fraction(1, 300)), "0,003333", "0.003333", id="no short fraction"
        ),
        pytest.param(lambda n: n.plain_percent(Fraction(2, 3)), "2/3", "2/3", id="thirds"),
        pytest.param(
            lambda n: n.score(Fraction(2, 3), (Threshold(Comparator.AT_LEAST, Fraction(2, 3)),)),
            "2/3",
            "2/3",
            id="on a bar of thirds",
        ),
        pytest.param(
            lambda n: n.score(Fraction(2, 3), (SEVENTY,)), "66,7%", "66.7%", id="below a bar"
        ),
        pytest.param(lambda n: n.threshold(SEVENTY), "≥ 70%", "≥ 70%", id="at least"),
        pytest.param(lambda n: n.threshold(ABOVE_85), "> 85%", "> 85%", id="above"),
        pytest.param(
            lambda n: n.money(1_900_000_000), "Rp1.900.000.000", "Rp1,900,000,000", id="money"
        ),
        pytest.param(
            lambda n: n.day(date(2026, 2, 12)), "12 Februari 2026", "12 February 2026", id="day"
        ),
        pytest.param(lambda n: n.day(None), "", "", id="no day"),
        pytest.param(
            lambda n: n.quarters(Quarter(2026, 2), Quarter(2026, 3)),
            "TW II–III 2026",
            "Q2–Q3 2026",
            id="quarters of a year",
        ),
        pytest.param(
            lambda n: n.quarters(Quarter(2026, 4), Quarter(2027, 2)),
            "TW IV 2026–TW II 2027",
            "Q4 2026–Q2 2027",
            id="quarters across years",
        ),
        pytest.param(
            lambda n: n.quarters(Quarter(2026, 1), None), "TW I 2026", "Q1 2026", id="one quarter"
        ),
        pytest.param(lambda n: n.quarters(None, None), "", "", id="no quarter"),
    ],
)
def test_two_languages(written, indonesian, english):
    assert (written(ID), written(EN)) == (indonesian, english)
