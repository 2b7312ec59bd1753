"""Days as people write them: day first, then the month by number or by name."""

import re
from datetime import date

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "agt", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_NUMBER = {name: place for place, names in enumerate(_MONTHS, 1) for name in names}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?: ?[-/.] ?| )([0-9]{1,2})(?: ?[-/.] ?| )([0-9]{4})")
_NAMED = re.compile(r"(?:[a-z']+,? ?)?([0-9]{1,2})[ .-]*([a-z]+)[ .,-]*([0-9]{4})")


def read_day(word: str) -> date | None:
    """Read a day from a word as ``vocabulary.folded`` returns it; ``None`` where it is none.

    ``2026-01-30``, ``30/01/2026``, ``30.1.2026``, ``30 Januari 2026``, ``Jumat, 30 Jan 2026``.
    """
    if iso := _ISO.fullmatch(word):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if first := _DAY_FIRST.fullmatch(word):
        return _day(int(first[3]), int(first[2]), int(first[1]))
    named = _NAMED.fullmatch(word)
    if named and named[2] in _NUMBER:
        return _day(int(named[3]), _NUMBER[named[2]], int(named[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
