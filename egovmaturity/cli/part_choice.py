"""``--include`` and ``--exclude``: which parts of a report are wanted."""

from collections.abc import Sequence

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.diagnostics import message
from egovmaturity.views.report import PARTS


def chosen_parts(include: Sequence[str], exclude: Sequence[str]) -> tuple[str, ...]:
    """Return the parts to show in the order of a report: those included without those excluded.

    Each option may be given several times, with several names each. Without ``include`` every part
    is included.

    Raises:
        UsageError: There is no part of that name, or nothing is left.
    """
    wanted = _names(include, "--include") if include else set(PARTS)
    left = wanted - _names(exclude, "--exclude")
    if not left:
        raise UsageError(
            message("--exclude leaves no part of the report"),
            message("Possible: {words}", words=", ".join(PARTS)),
        )
    return tuple(part for part in PARTS if part in left)


def _names(written: Sequence[str], option: str) -> set[str]:
    names = [name.strip() for names in written for name in names.split(",")]
    for name in names:
        if name not in PARTS:
            raise UsageError(
                message('{option} does not know "{value}"', option=option, value=name),
                message("Possible: {words}", words=", ".join(PARTS)),
            )
    return set(names)
