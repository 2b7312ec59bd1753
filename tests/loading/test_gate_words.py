"""Gates in words: what is written is what is compared."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.domain.durations import Duration, DurationUnit
from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.loading.gate_words import age_from, minimum_from, points_from


@pytest.mark.parametrize(
    ("text", "bar", "written"),
    [
        ("factor:a>=50%", "1/2", "50 %"),
        (" factor : a > 0,125 ", "1/8", "12.5 %"),
        ("stage:a >= 1/3", "1/3", "100/3 %"),
        ("section:a.b >= 100 %", "1", "100 %"),
        ("stage:a >= 0", "0", "0 %"),
        ("question:S1-A >= 2", "2", "2"),
        ("question:S1-A > 1/2", "1/2", "1/2"),
    ],
)
def test_a_minimum(text, bar, written):
    found = minimum_from(text)
    assert (found.bar, found.written) == (Fraction(bar), written)


@pytest.mark.parametrize(
    "text",
    [
        *("", "factor", "factor:a", "factor:a 5", "factor:a = 1", "factor:a == 1", "factor:a < 1"),
        *(
            "factor:a >= 101 %",
            "factor:a >= 2",
            "factor:a >= -1",
            "factor:a >= 1e-1",
            "person:a>=1",
        ),
        *("question:a >= 50 %", "question:a >= x", "factor: >= 1", "factor:a >= 1 % %"),
    ],
)
def test_what_is_no_minimum(text):
    assert minimum_from(text) is None


@PROPERTY
@given(st.fractions(0, 1, max_denominator=10**9), st.sampled_from(Comparison), st.booleans())
def test_a_minimum_is_written_exactly(share, comparison, is_percent):
    if comparison is Comparison.AT_MOST:
        return
    number = f"{share * 100} %" if is_percent else str(share)
    found = minimum_from(f"stage:x {comparison} {number}")
    assert found == Minimum(Holder.STAGE, "x", comparison, share, found.written)
    assert Fraction(found.written.removesuffix(" %")) == share * 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("400d", Duration(400, DurationUnit.DAY)),
        ("1 day", Duration(1, DurationUnit.DAY)),
        ("13 months", Duration(13, DurationUnit.MONTH)),
        ("1year", Duration(1, DurationUnit.YEAR)),
        ("0d", None),
        ("-1d", None),
        ("400", None),
        ("1.5 years", None),
        ("1 week", None),
    ],
)
def test_an_age(text, found):
    assert age_from(text) == found


@pytest.mark.parametrize(
    ("text", "found"), [("0", 0), (" 0,5", "1/2"), ("1/3", "1/3"), ("-1", None), ("", None)]
)
def test_points(text, found):
    assert points_from(text) == (None if found is None else Fraction(found))
