"""How numbers, dates and money are written. Never flattering: what is printed keeps the verdict."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.questionnaire import Comparator, Threshold

MINUS = "\u2212"
NO_SCORE = "–"


class Rounded(NamedTuple):
    """A number as it will be printed: so many units of its last decimal, and its decimals."""

    units: int
    digits: int

    @property
    def value(self) -> Fraction:
        """What is printed."""
        return Fraction(self.units, 10**self.digits)


def rounded(value: Fraction, digits: int) -> Rounded:
    """Round as ``half_up`` does."""
    return Rounded(_half_up(value.numerator * 10**digits, value.denominator), digits)


def half_up(value: Fraction, digits: int) -> Fraction:
    """Round to ``digits`` decimals, a half upwards."""
    return rounded(value, digits).value


def downward(value: Fraction, digits: int) -> Fraction:
    """Round to ``digits`` decimals, never upwards: what is printed claims no more than is so."""
    unit: int = 10**digits
    return Fraction(value.numerator * unit // value.denominator, unit)


def _half_up(numerator: int, denominator: int) -> int:
    """Divide to the nearest whole number, a half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def honest(value: Fraction, digits: int, bars: tuple[Threshold, ...] = ()) -> Rounded:
    """Round half up, then add decimals until no bar looks met when it is not, or missed when met.

    ``value`` and the bars are shares, 0 to 1, and are printed in percent. Nothing but 0 prints
    as 0, and nothing but 1 as 100. What even six decimals cannot tell from a bar is rounded to
    the side of it on which it lies.
    """
    for places in range(digits, _THRESHOLD_DIGITS + 1):
        shown = _half_up(value.numerator * 100 * 10**places, value.denominator)
        if _is_true(shown, value, places, bars):
            return Rounded(shown, places)
    below = value.numerator * 100 * 10**_THRESHOLD_DIGITS // value.denominator
    beside = (n for n in (below, below + 1) if _is_true(n, value, _THRESHOLD_DIGITS, bars))
    return Rounded(next(beside, below), _THRESHOLD_DIGITS)


_THRESHOLD_DIGITS = 6
"""Most decimals of a threshold or a score in print; one such as 2/3 has no end."""


def _is_true(shown: int, value: Fraction, digits: int, bars: tuple[Threshold, ...]) -> bool:
    """Whether ``shown``, in percent without its point, says no more and no less than the value."""
    whole: int = 100 * 10**digits
    numerator, denominator = value.as_integer_ratio()
    if (shown > 0) != (numerator > 0) or (shown >= whole) != (numerator >= denominator):
        return False
    if not bars:
        return True
    printed = Fraction(shown, whole)
    return all(_agrees(printed, value, bar, digits) for bar in bars)


def _agrees(printed: Fraction, value: Fraction, bar: Threshold, digits: int) -> bool:
    """Whether the printed number stands to the bar as the exact one does.

    A value that lies on the bar is printed like the bar: exactly, or where that has no end, with
    as many decimals as the threshold itself.
    """
    if value == bar.share:
        return printed == value or digits >= _THRESHOLD_DIGITS
    return bar.is_met(printed) == bar.is_met(value)


def _is_plain_fraction(value: Fraction) -> bool:
    """Whether a number is read better as a fraction: it is a short one without last decimal."""
    return value.denominator < _HUNDRED and not _has_decimals(value, _THRESHOLD_DIGITS)


def _has_decimals(value: Fraction, digits: int) -> bool:
    """Whether a number is written exactly with so many decimals."""
    unit: int = 10**digits
    return unit % value.denominator == 0


_HUNDRED = 100


class Numbers:
    """Writes numbers the way readers of one language expect."""

    def __init__(self, language: str) -> None:
        """``id``: decimal comma, dots between thousands. Any other: the English way."""
        self._is_indonesian = language == "id"
        self._point = "," if self._is_indonesian else "."
        self._months = _MONTHS_ID if self._is_indonesian else _MONTHS_EN

    def decimal(self, value: Fraction, digits: int) -> str:
        """Write exactly ``digits`` decimals, rounding a half up; minus as U+2212."""
        size = rounded(abs(value), digits).units
        return self._written(Rounded(-size if value.numerator < 0 else size, digits))

    def _written(self, number: Rounded) -> str:
        units, digits = number
        whole, rest = divmod(abs(units), 10**digits)
        text = self.whole(whole) + (self._point + f"{rest:0{digits}d}" if digits else "")
        return MINUS + text if units < 0 else text

    def whole(self, number: int) -> str:
        """Write a whole number with its thousands apart."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self._is_indonesian else grouped

    def percent(self, share: Rounded) -> str:
        """Write a rounded percentage: ``55,5%`` or ``55.5%``."""
        return self._written(share) + "%"

    def score(self, share: Fraction | None, bars: tuple[Threshold, ...] = ()) -> str:
        """Write a share of full marks in percent, one decimal or as many as honesty takes.

        A score that lies on a bar is written as the bar is.
        """
        if share is None:
            return NO_SCORE
        is_on_bar = any(bar.share == share for bar in bars)
        if is_on_bar and _is_plain_fraction(share * _HUNDRED):
            return str(share)
        return self.percent(honest(share, 1, bars))

    def plain_percent(self, share: Fraction) -> str:
        """Write a share such as a threshold with the decimals it has: ``62,5%``, ``2/3``."""
        percent = share * _HUNDRED
        return str(share) if _is_plain_fraction(percent) else self.trimmed(percent) + "%"

    def trimmed(self, value: Fraction) -> str:
        """Write a number with the decimals it has, at most six, or as a fraction such as 2/3."""
        if _is_plain_fraction(value):
            return str(value)
        digits = next(
            (d for d in range(_THRESHOLD_DIGITS) if _has_decimals(value, d)), _THRESHOLD_DIGITS
        )
        return self.decimal(value, digits)

    def edge(self, value: Fraction, digits: int) -> str:
        """Write the edge of a band as the index is written, or with all the decimals it has."""
        is_exact = _has_decimals(value, digits)
        return self.decimal(value, digits) if is_exact else self.trimmed(value)

    def signed(self, points: Fraction, digits: int) -> str:
        """Write a difference with its sign; zero has none."""
        text = self.decimal(points, digits)
        return f"+{text}" if half_up(points, digits) > 0 else text

    def threshold(self, bar: Threshold) -> str:
        """Write a bar with its comparator: ``≥ 70%`` or ``> 50%``."""
        sign = "≥" if bar.comparator is Comparator.AT_LEAST else ">"
        return f"{sign} {self.plain_percent(bar.share)}"

    def money(self, rupiah: int) -> str:
        """Write rupiah without decimals: ``Rp1.900.000.000``."""
        return "Rp" + self.whole(rupiah)

    def day(self, day: date | None) -> str:
        """Write a date in words: ``12 Februari 2026``; nothing where there is none."""
        return f"{day.day} {self._months[day.month - 1]} {day.year}" if day else ""

    def quarters(self, start: Quarter | None, end: Quarter | None) -> str:
        """Write a span of quarters: ``TW II–III 2026``, ``TW IV 2026–TW II 2027``."""
        if start is None or end is None or start == end:
            only = start or end
            return self._quarter(only) if only else ""
        if start.year != end.year:
            return f"{self._quarter(start)}–{self._quarter(end)}"
        if self._is_indonesian:
            return f"TW {_ROMAN[start.number - 1]}–{_ROMAN[end.number - 1]} {end.year}"
        return f"Q{start.number}–Q{end.number} {end.year}"

    def quarter_label(self, quarter: Quarter) -> str:
        """Write a quarter whose year stands elsewhere: ``II``, ``Q2``."""
        return _ROMAN[quarter.number - 1] if self._is_indonesian else f"Q{quarter.number}"

    def _quarter(self, quarter: Quarter) -> str:
        if self._is_indonesian:
            return f"TW {_ROMAN[quarter.number - 1]} {quarter.year}"
        return f"Q{quarter.number} {quarter.year}"


_ROMAN = ("I", "II", "III", "IV")
_MONTHS_ID = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
