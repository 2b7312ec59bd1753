"""How much a table may hold."""

from typing import NamedTuple


class Limits(NamedTuple):
    """What a workbook may take: rows and columns, and bytes unpacked and in memory."""

    rows: int = 20_000
    columns: int = 200
    unpacked: int = 60_000_000
    memory: int = 1_000_000_000
    seconds: float = 30
    output: int = 60_000_000


MAX_CELL = 32_767
"""Most characters of a cell; a spreadsheet holds no more."""
