"""Values of options, refused in the words of this program."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.diagnostics import message

if TYPE_CHECKING:  # few runs need them
    from datetime import date


def choose(value: str | None, possible: Sequence[str], option: str) -> None:
    """Refuse a value that is not among those possible.

    Raises:
        UsageError: It is none of them.
    """
    if value is not None and value not in possible:
        raise UsageError(
            message('{option} does not know "{value}"', option=option, value=value),
            message("Possible: {words}", words=", ".join(possible)),
        )


def day_of(written: str | None, option: str) -> "date | None":
    """Read a date as files write it, and nothing else; ``None`` where none was given.

    Raises:
        UsageError: It is no date.
    """
    from egovmaturity.loading.shapes import day_from  # noqa: PLC0415  # help needs no dates

    day = day_from(written) if written is not None else None
    if written is not None and day is None:
        raise UsageError(
            message('{option} does not know "{value}"', option=option, value=written),
            message("Write a date like this: 2026-01-31"),
        )
    return day
