"""A little of the search for workbooks that break their reader; see ``fuzz``."""

from returns.fuzz import GOOD, attack, read

from egovmaturity.domain.collecting import Return


def test_a_spoilt_workbook_is_read_or_refused():
    found = [attack(seed) for seed in range(300)]
    assert any(found)
    assert not all(found)


def test_what_is_not_spoilt_is_read():
    assert all(isinstance(read(data), Return) for data in GOOD)
