"""One sheet, event by event: which cells are filled, and where they stand."""

import re
from collections.abc import Callable, Mapping

from egovmaturity.workbooks.archive import RefusedError
from egovmaturity.workbooks.cells import Area, Cell
from egovmaturity.workbooks.xml import relation_of

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MERGED = 5_000
"""Most merged areas of a sheet."""

_CELL = "worksheet/sheetData/row/c"
_CONTENTS = frozenset(f"{_CELL}/{name}" for name in ("v", "f", "is"))
_ROW = re.compile(r"[0-9]{1,7}")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Written:
    """A cell as it is stored, while it is read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.kind, self.style = values.get("t", "n"), values.get("s", "0")
        self.value, self.inline = "", ""
        self.formula: str | None = None


class SheetReading:
    """Collects cells, merged areas and links of one sheet; ``value`` says what a cell means.

    Most elements of a large sheet are cells without contents, so these cost next to nothing.
    """

    def __init__(self, value: Callable[[Written], Cell | None]) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Area] = []
        self.links: list[tuple[str, str]] = []
        self._value = value
        self._row = 0
        # A cell without a place follows the last one that has one.
        self._reference, self._after = "", 0
        self._attributes: Mapping[str, str] = {}
        self._written: Written | None = None

    def started(self, at: str, values: Mapping[str, str]) -> None:
        """Take note of an element; what cannot be is ``broken``, what is too much ``cells``."""
        if at == _CELL:
            if reference := values.get("r", ""):
                self._reference, self._after = reference, 0
            else:
                self._after += 1
            self._attributes = values
        elif at in _CONTENTS:
            self._written = self._written or Written(self._attributes)
        elif at == "worksheet/sheetData/row":
            self._begin_row(values.get("r", ""))
        elif at == "worksheet/mergeCells/mergeCell":
            self._merge(values.get("ref", ""))
        elif at == "worksheet/hyperlinks/hyperlink" and relation_of(values):
            self.links.append((values.get("ref", ""), relation_of(values)))

    def _begin_row(self, number: str) -> None:
        if number and not _ROW.fullmatch(number):
            raise RefusedError("broken")
        self._row = int(number) if number else self._row + 1
        self._reference, self._after = "", 0
        if not 0 < self._row <= _LAST_ROW:
            raise RefusedError("broken")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        area = Area(*place_of(first), *place_of(last or first))
        if len(self.merged) >= _MERGED:
            raise RefusedError("cells")
        self.merged.append(area)

    def ended(self, at: str, text: str) -> None:
        """Take the text of an element, and at the end of a cell the cell."""
        if self._written is None or not at.startswith(_CELL):
            return
        if at == f"{_CELL}/v":
            self._written.value = text
        elif at == f"{_CELL}/f":
            self._written.formula = text.strip()
        elif at in {f"{_CELL}/is/t", f"{_CELL}/is/r/t"}:
            self._written.inline += text
        elif at == _CELL:
            self._keep(self._written)

    def _keep(self, written: Written) -> None:
        cell = self._value(written)
        self._written = None
        if cell is None:
            return
        cells, column = self.rows.setdefault(self._row, {}), self._column()
        if column in cells:
            raise RefusedError("broken")
        cells[column] = cell

    def _column(self) -> int:
        row, column = place_of(self._reference) if self._reference else (self._row, 0)
        if row != self._row or column + self._after > _LAST_COLUMN:
            raise RefusedError("broken")
        return column + self._after


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as ``C7``.

    Raises:
        RefusedError: ``broken``, it is no cell.
    """
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise RefusedError("broken")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
