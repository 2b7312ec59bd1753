"""Which warnings are reported: ``--select`` and ``--ignore``."""

from collections.abc import Iterable
from typing import NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.codes import CODES
from egovmaturity.domain.diagnostics import Diagnostic, Severity, message
from egovmaturity.loading.log import nearest


class Selection(NamedTuple):
    """Codes of the warnings that are reported. Errors always are: they keep a file from use."""

    codes: frozenset[str]

    def of(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return what is to be reported."""
        return [d for d in found if d.severity is Severity.ERROR or d.code in self.codes]


def selection(select: str | None, ignore: str | None) -> Selection:
    """Read both options: codes, or beginnings of codes such as ``Q2``, with commas between.

    Raises:
        UsageError: No code begins like that.
    """
    selected = _codes("--select", select) if select is not None else frozenset(CODES)
    ignored = _codes("--ignore", ignore) if ignore is not None else frozenset()
    return Selection(selected - ignored)


def _codes(option: str, written: str) -> frozenset[str]:
    chosen: set[str] = set()
    for word in written.split(","):
        beginning = word.strip().upper()
        found = [code for code in CODES if beginning and code.startswith(beginning)]
        if not found:
            raise UsageError(
                message('{option} does not know "{value}"', option=option, value=word.strip()),
                nearest(beginning, CODES) if beginning else None,
            )
        chosen.update(found)
    return frozenset(chosen)
