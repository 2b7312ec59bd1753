"""What a stored number is: the digits that are shown of it, and whether it is a day or a share."""

import re
from decimal import Context, Decimal

from egovmaturity.workbooks.cells import CellKind

_SHOWN = Context(prec=15)


def exact(value: str) -> Decimal | None:
    """Return a stored number as it is shown, with 15 digits: 2.2999999999999998 is 2.3.

    Excel stores 17 and shows at most 15 ("number precision" in its published limits). What is no
    number that a cell can hold is ``None``.
    """
    try:
        number = _SHOWN.create_decimal(value).normalize(_SHOWN)
    except ArithmeticError:  # no number, or one beyond all powers of ten
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


_MOST_DIGITS = 310
"""Powers of ten of the largest and smallest numbers that a cell can hold."""


def kind_of_format(number: str, code: str | None) -> CellKind:
    """Say what numbers of a format are, by its number and, where it has one, its code."""
    if code is None:
        return _BUILT_IN.get(number, CellKind.NUMBER)
    bare = _NOT_SHOWN.sub("", code).lower()
    if bare in {"general", "standard"}:
        return CellKind.NUMBER
    if _DAY_OR_TIME.search(bare):
        return CellKind.DATE
    return CellKind.PERCENT if "%" in bare else CellKind.NUMBER


_BUILT_IN = {
    **dict.fromkeys(map(str, (*range(14, 23), *range(27, 37), *range(45, 48))), CellKind.DATE),
    **dict.fromkeys(map(str, range(50, 59)), CellKind.DATE),
    **dict.fromkeys(("9", "10"), CellKind.PERCENT),
}
"""Formats that have no code of their own (18.8.30), those of East Asia included."""
# Quoted and escaped characters, and brackets, except those of hours that are counted on.
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_OR_TIME = re.compile("[dmyhs]")
