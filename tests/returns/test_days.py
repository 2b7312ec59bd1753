"""Days as people write them."""

from datetime import date

import pytest

from egovmaturity.returns.days import read_day
from egovmaturity.returns.vocabulary import folded

DAY = date(2026, 1, 30)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-30",
        "2026-01-30T00:00:00",
        "2026-1-30",
        "30/01/2026",
        "30-1-2026",
        "30.01.2026",
        "30 / 01 / 2026",
        "30 Januari 2026",
        "30 JANUARI\u00a02026",
        "30 January 2026",
        "30-Jan-2026",
        "Jumat, 30 Januari 2026",
        "Jum'at 30 Jan. 2026",
    ],
)
def test_a_day(written):
    assert read_day(folded(written)) == DAY


@pytest.mark.parametrize(
    "months",
    [
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "january february march april may june july august september october november december",
        "jan feb mar apr mei jun jul agu sep okt nop des",
    ],
)
def test_all_months(months):
    found = [read_day(f"1 {name} 2026") for name in months.split()]
    assert found == [date(2026, month, 1) for month in range(1, 13)]


@pytest.mark.parametrize(
    "written",
    ["", "besok", "31/02/2026", "01/30/2026", "30/01/26", "0/1/2026", "30 Foo 2026", "46052"],
)
def test_no_day(written):
    assert read_day(folded(written)) is None
