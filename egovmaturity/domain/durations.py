"""How long something holds, in days, months or years of the calendar."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class DurationUnit(StrEnum):
    """What a duration counts."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Duration(NamedTuple):
    """A number of days, months or years, at least one; exact by the calendar, never in seconds."""

    number: int
    unit: DurationUnit

    @property
    def written(self) -> str:
        """The duration as files write it: ``90 days``, ``1 month``, ``3 years``."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    def after(self, day: date) -> date:
        """Return the day this much later.

        Months and years keep the day of the month; where the month has no such day, its last one
        takes the place: 31 August and six months is 28 February, 29 February 2024 and a year is
        28 February 2025. What lies beyond the calendar is its last day, 9999-12-31.
        """
        if self.unit is DurationUnit.DAY:
            return day + timedelta(self.number) if self.number < (date.max - day).days else date.max
        months = self.number * (12 if self.unit is DurationUnit.YEAR else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Return how many days a month has."""
    if (year, month) == (date.max.year, 12):
        return 31
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(1)).day
