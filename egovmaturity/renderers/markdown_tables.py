"""Columns of Markdown tables as wide as their content needs.

Git hosts lay out tables by themselves. Pandoc's ``markdown`` reader takes the widths of columns
from the dashes below their headings, so a Word file made with it has readable tables.
"""

import re
from collections.abc import Sequence

_PAGE = 80
"""Characters that a line of a printed page holds, about."""

_MARGIN = 3
"""Characters that the space between two columns takes."""

_UNBROKEN = 8
"""Cells up to this width are not worth breaking: scores, counts, levels."""

_MOST = 160
"""What a cell has beyond this makes its column no wider."""

_SEPARATOR = re.compile(r"\|(?: *:?-+:? *\|)+")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\(.)")


def with_column_widths(text: str) -> str:
    """Give every table of a Markdown text as many dashes in each column as its width asks for."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if _SEPARATOR.fullmatch(line) and place:
            lines[place] = _separator(line, _table(lines, place))
    return "\n".join(lines)


def _table(lines: Sequence[str], separator: int) -> list[list[str]]:
    """Return the cells of the table around its separator, heading first, as they will be read."""
    rows = [lines[separator - 1]]
    for line in lines[separator + 1 :]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return [[_as_read(cell) for cell in _BAR.split(row.strip("|"))] for row in rows]


def _as_read(cell: str) -> str:
    cell = cell.replace("**", "")
    return (_ESCAPE.sub(r"\1", cell) if "\\" in cell else cell).strip()


def _separator(line: str, rows: Sequence[Sequence[str]]) -> str:
    """Write the separator again; a colon stays where it is, as it says how a column is aligned."""
    signs = [cell.strip() for cell in line.strip("|").split("|")]
    columns = [[row[n] if n < len(row) else "" for row in rows] for n in range(len(signs))]
    cells = [_dashes(sign, width) for sign, width in zip(signs, _widths(columns), strict=True)]
    return "| " + " | ".join(cells) + " |"


def _dashes(sign: str, width: int) -> str:
    left, right = sign.startswith(":"), sign.endswith(":")
    return ":" * left + "-" * max(3, width - left - right) + ":" * right


def _widths(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of every column: all it needs, or the least and a share of the rest.

    The share follows how much there is to read, so that long texts become wide, not tall.
    """
    whole = [max(map(_width, cells)) for cells in columns]
    needed = [most + _MARGIN for most in whole]
    if sum(needed) <= _PAGE:
        return needed
    least = [_least(*column) + _MARGIN for column in zip(columns, whole, strict=True)]
    wanted = [most - few for most, few in zip(needed, least, strict=True)]
    room = max(0, _PAGE - sum(least))
    total = sum(wanted) or 1
    return [few + room * more // total for few, more in zip(least, wanted, strict=True)]


def _least(cells: Sequence[str], whole: int) -> int:
    """Return how narrow a column may become: as its longest word, or whole where it is short."""
    longest = max(map(_width, {*" ".join(cells).split()}), default=0)
    return max(longest, min(whole, _UNBROKEN))


def _width(text: str) -> int:
    """Count characters; the signs of bars are wider than letters by two thirds."""
    signs = 0 if text.isascii() else sum(map(text.count, "█░●◎○"))
    return min(_MOST, len(text) + 2 * signs // 3)
