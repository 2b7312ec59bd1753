"""Workbooks of Excel taken apart, and filled in as an office does."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Cell(NamedTuple):
    """A cell: its kind as Excel calls it (``s`` text, ``n`` number), text, formula and format."""

    kind: str
    text: str
    formula: str | None
    style: int


class Sheet(NamedTuple):
    name: str
    state: str
    xml: etree._Element
    cells: Mapping[str, Cell]

    def text(self, cell: str) -> str:
        return self.cells[cell].text if cell in self.cells else ""

    def column(self, letter: str, first: int = 5) -> list[str]:
        """The texts of a column from a row on, as far as it has cells."""
        found = []
        while f"{letter}{first + len(found)}" in self.cells:
            found.append(self.text(f"{letter}{first + len(found)}"))
        return found

    def part(self, name: str) -> etree._Element:
        found = self.xml.find(f"{_MAIN}{name}")
        assert found is not None, f"{self.name} has no {name}"
        return found

    def parts(self, name: str) -> list[etree._Element]:
        return list(self.xml.iter(f"{_MAIN}{name}"))

    def columns(self) -> dict[str, etree._Element]:
        """The settings of each column by its letter."""
        return {
            chr(64 + number): each
            for each in self.parts("col")
            for number in range(int(each.get("min", "0")), int(each.get("max", "0")) + 1)
        }

    def rules(self) -> dict[str, etree._Element]:
        """The validation of each cell that has one."""
        return {
            cell: rule
            for rule in self.parts("dataValidation")
            for area in rule.get("sqref", "").split()
            for cell in cells_of(area)
        }


class Book(NamedTuple):
    parts: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]
    names: Mapping[str, str]
    formats: list[etree._Element]

    def is_locked(self, cell: Cell) -> bool:
        protection = self.formats[cell.style].find(f"{_MAIN}protection")
        return protection is None or protection.get("locked") != "0"

    def texts(self, area: str) -> list[str]:
        """The texts of an area such as ``_lists!$A$1:$A$6``."""
        sheet, _, cells = area.partition("!")
        return [self.sheets[sheet].text(cell) for cell in cells_of(cells.replace("$", ""))]


def cells_of(area: str) -> Iterator[str]:
    """Yield the cells of an area within the columns A to Z."""
    first, _, last = area.partition(":")
    (a, m), (b, n) = ((each[0], int(each[1:])) for each in (first, last or first))
    for row in range(m, n + 1):
        for column in range(ord(a), ord(b) + 1):
            yield f"{chr(column)}{row}"


def opened(data: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    strings = [
        _unescaped("".join(t.text or "" for t in si.iter(f"{_MAIN}t")))
        for si in etree.fromstring(parts.get("xl/sharedStrings.xml", b"<sst/>"))
    ]
    sheets = {}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        xml = etree.fromstring(parts["xl/" + targets[sheet.get(_RELATION)].removeprefix("/xl/")])
        name = sheet.get("name", "")
        cells = {each.get("r", ""): _cell(each, strings) for each in xml.iter(f"{_MAIN}c")}
        sheets[name] = Sheet(name, sheet.get("state", "visible"), xml, cells)
    return Book(
        parts,
        sheets,
        {n.get("name", ""): n.text or "" for n in workbook.iter(f"{_MAIN}definedName")},
        etree.fromstring(parts["xl/styles.xml"]).findall(f"{_MAIN}cellXfs/{_MAIN}xf"),
    )


def _cell(xml: etree._Element, strings: list[str]) -> Cell:
    value, formula = xml.find(f"{_MAIN}v"), xml.find(f"{_MAIN}f")
    kind = xml.get("t", "n")
    text = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        text = "".join(t.text or "" for t in xml.iter(f"{_MAIN}t"))
    return Cell(
        kind,
        strings[int(text)] if kind == "s" else text,
        None if formula is None else formula.text or "",
        int(xml.get("s", "0")),
    )


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


Entry = str | float


def filled(data: bytes, sheet: str, entries: Mapping[str, Entry]) -> bytes:
    """Type into empty cells of a sheet; what formulas came to before is left as it was."""
    book = opened(data)
    name = f"xl/worksheets/sheet{list(book.sheets).index(sheet) + 1}.xml"
    left = dict(entries)

    def typed(found: re.Match[str]) -> str:
        entry = left.pop(found["cell"], None)
        if entry is None:
            return found[0]
        if isinstance(entry, str):
            text = f'<is><t xml:space="preserve">{escape(entry)}</t></is>'
            return f'{found["start"]} t="inlineStr">{text}</c>'
        return f"{found['start']}><v>{entry!r}</v></c>"

    xml = _EMPTY_CELL.sub(typed, book.parts[name].decode())
    assert not left, f"no empty cells: {list(left)}"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, part in book.parts.items():
            package.writestr(each, xml.encode() if each == name else part)
    return out.getvalue()


_EMPTY_CELL = re.compile(r'(?P<start><c r="(?P<cell>[A-Z]+[0-9]+)" s="[0-9]+") ?/>')
