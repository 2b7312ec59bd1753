"""Gates as people write them, on the command line and in a file of settings."""

import re
from fractions import Fraction

from egovmaturity.domain.durations import Duration, DurationUnit
from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.loading.shapes import exact_number

_MINIMUM = re.compile(
    r"\s*(?P<holder>\w+)\s*:\s*(?P<id>[^\s<>=]+)\s*(?P<comparison>>=?)\s*"
    r"(?P<number>[^\s%]+)\s*(?P<percent>%?)\s*"
)
_AGE = re.compile(r"\s*([1-9][0-9]{0,4})\s*(d|days?|months?|years?)\s*")


def minimum_from(text: str) -> Minimum | None:
    """Read ``factor:leadership >= 50 %`` or ``question:S1-LAY-01 >= 2``; ``None`` for others.

    A score is written in percent or as a share (``0.5``, ``1/2``) and lies between 0 and 1; the
    comparator is always written.
    """
    found = _MINIMUM.fullmatch(text)
    if found is None or found["holder"] not in set(Holder):
        return None
    holder, number = Holder(found["holder"]), exact_number(found["number"])
    if number is None:
        return None
    if holder is Holder.QUESTION:
        bar = None if found["percent"] else number
    else:
        bar = _share(number, found["percent"])
    if bar is None:
        return None
    shown = found["number"] if holder is Holder.QUESTION else f"{_percent(bar)} %"
    return Minimum(holder, found["id"], Comparison(found["comparison"]), bar, shown)


def _share(number: Fraction, percent: str) -> Fraction | None:
    share = number / 100 if percent else number
    return share if 0 <= share <= 1 else None


def _percent(share: Fraction) -> str:
    """Write a share in percent: as a decimal where it ends, else as a fraction."""
    percent = share * 100
    digits = next((n for n in range(24) if (percent * 10**n).denominator == 1), None)
    if digits is None:
        return str(percent)
    whole = str(int(percent * 10**digits)).rjust(digits + 1, "0")
    return f"{whole[: len(whole) - digits]}.{whole[len(whole) - digits :]}".rstrip(".")


def age_from(text: str) -> Duration | None:
    """Read ``400d``, ``400 days``, ``13 months`` or ``1 year``; ``None`` for anything else."""
    found = _AGE.fullmatch(text)
    if found is None:
        return None
    unit = "day" if found[2] == "d" else found[2].rstrip("s")
    return Duration(int(found[1]), DurationUnit(unit))


def points_from(text: str) -> Fraction | None:
    """Read a number that is not negative, ``0.5`` or ``1/2``; ``None`` for anything else."""
    number = exact_number(text.strip())
    return number if number is not None and number >= 0 else None
