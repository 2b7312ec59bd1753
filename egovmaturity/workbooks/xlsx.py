"""A workbook of Excel to its cells, from its own XML: values, formulas and merged areas at once.

There is one reader, so that nobody can hide from a second one what the first has seen. What two
programs might read differently is refused: parts or cells that stand there twice.

Source of the layout: ECMA-376, part 1, 5th edition, chapters 18 (SpreadsheetML) and 22.9.2.19
(escapes such as ``_x000D_``).
"""

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from egovmaturity.workbooks.archive import RefusedError, kind_of, names_of, unpack
from egovmaturity.workbooks.cells import Area, Book, Cell, CellKind, Sheet
from egovmaturity.workbooks.escapes import unescaped
from egovmaturity.workbooks.number_formats import exact, kind_of_format
from egovmaturity.workbooks.sheet_cells import SheetReading, Written, place_of
from egovmaturity.workbooks.xml import relation_of, walk


class Limits(NamedTuple):
    """What is read of a workbook: bytes unpacked, sheets, cells that are not empty, their text."""

    unpacked: int = 40_000_000
    sheets: int = 100
    cells: int = 100_000
    characters: int = 8_000_000


_LONGEST_NAME = 100
"""Characters of a sheet's name; Excel allows 31."""


def read_book(data: bytes, limits: Limits) -> Book:
    """Read all sheets of cells; charts and the like are none.

    Raises:
        RefusedError: ``kind``, it is another kind of file; ``broken``; ``password``; ``unpacked``
            and ``cells``, it holds more than the limits.
    """
    names = names_of(data)
    kind = kind_of(names)
    if kind != "XLSX":
        raise RefusedError("kind", kind)
    parts = {name.lower(): part for name, part in unpack(data, limits.unpacked)}
    return _Reader(parts, limits).book(_ignored(names, parts))


def _ignored(names: list[str], parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Name what is in the archive and has no say."""
    lowered = [name.lower() for name in names]
    found = [
        kind
        for kind, beginning in _LEFT_ALONE.items()
        if any(name.startswith(beginning) for name in lowered)
    ]
    types = parts.get("[content_types].xml", b"")
    is_named = b"sheet.main+xml" in types or b"sheet.macroEnabled.main+xml" in types
    return (*found, *(() if is_named else ("type",)))


_LEFT_ALONE = {
    "comments": ("xl/comments", "xl/threadedcomments/"),
    "links": ("xl/externallinks/",),
    "macros": ("xl/vbaproject.bin",),
    "pictures": ("xl/media/",),
}


class _Named(NamedTuple):
    name: str
    is_hidden: bool
    relation: str


class _Related(NamedTuple):
    """What a part refers to: its kind, and the path of a part or an address outside."""

    kind: str
    target: str


class _Reader:
    """Reads part after part; what counts against the limits is counted here."""

    def __init__(self, parts: Mapping[str, bytes], limits: Limits) -> None:
        self._parts, self._limits = parts, limits
        self._cells_left, self._characters_left = limits.cells, limits.characters
        self._epoch = _EPOCH
        self._texts: list[str] = []
        self._formats: list[CellKind] = []

    def book(self, ignored: tuple[str, ...]) -> Book:
        named = self._workbook()
        related = self._related("xl/workbook.xml")
        paths = {each.kind: each.target for each in related.values()}
        if _STRINGS in paths:
            self._read_texts(self._part(paths[_STRINGS]))
        if _STYLES in paths:
            self._read_formats(self._part(paths[_STYLES]))
        sheets = []
        for each in named:
            found = related.get(each.relation)
            if found and found.kind == _SHEET:
                rows, merged = self._sheet(found.target)
                sheets.append(Sheet(each.name, each.is_hidden, rows, merged))
        return Book(tuple(sheets), ignored)

    def _part(self, path: str) -> bytes:
        if path.lower() not in self._parts:
            raise RefusedError("broken")
        return self._parts[path.lower()]

    def _related(self, path: str) -> dict[str, "_Related"]:
        """Return what a part refers to, by id."""
        folder, name = posixpath.split(path)
        found: dict[str, _Related] = {}

        def started(at: str, values: Mapping[str, str]) -> None:
            if at == "Relationships/Relationship":
                target = values.get("Target", "")
                if values.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = values.get("Type", "").rpartition("/")[2]
                found[values.get("Id", "")] = _Related(kind, target)

        walk(self._part(f"{folder}/_rels/{name}.rels"), started, _nothing)
        return found

    def _workbook(self) -> list[_Named]:
        named: list[_Named] = []

        def started(at: str, values: Mapping[str, str]) -> None:
            if at == "workbook/sheets/sheet":
                is_hidden = values.get("state", "visible") != "visible"
                name = values.get("name", "")
                if len(name) > _LONGEST_NAME:
                    raise RefusedError("broken")
                named.append(_Named(name, is_hidden, relation_of(values)))
            elif at == "workbook/workbookPr" and values.get("date1904") in _TRUE:
                self._epoch = _EPOCH_1904

        walk(self._part("xl/workbook.xml"), started, _nothing)
        if not 0 < len(named) <= self._limits.sheets:
            raise RefusedError("broken" if not named else "cells")
        return named

    def _read_texts(self, part: bytes) -> None:
        """Read the texts that cells share; how they are to be pronounced is left out."""
        runs: list[str] = []

        def ended(at: str, text: str) -> None:
            if at in {"sst/si/t", "sst/si/r/t"}:
                runs.append(text)
            elif at == "sst/si":
                self._texts.append(unescaped("".join(runs)))
                runs.clear()

        walk(part, _nothing, ended)

    def _read_formats(self, part: bytes) -> None:
        """Read which styles show a number as a day, a time or a percentage."""
        codes: dict[str, str] = {}

        def started(at: str, values: Mapping[str, str]) -> None:
            if at == "styleSheet/numFmts/numFmt":
                codes[values.get("numFmtId", "")] = values.get("formatCode", "")
            elif at == "styleSheet/cellXfs/xf":
                number = values.get("numFmtId", "0")
                self._formats.append(kind_of_format(number, codes.get(number)))

        walk(part, started, _nothing)

    def _sheet(self, path: str) -> tuple[dict[int, dict[int, Cell]], tuple[Area, ...]]:
        reading = SheetReading(self._value)
        walk(self._part(path), reading.started, reading.ended)
        if reading.links:
            self._link(reading, self._related(path))
        rows = {row: dict(sorted(cells.items())) for row, cells in sorted(reading.rows.items())}
        return rows, tuple(reading.merged)

    def _link(self, reading: SheetReading, related: Mapping[str, "_Related"]) -> None:
        """Give cells the addresses that they open."""
        for reference, relation in reading.links:
            row, column = place_of(reference.partition(":")[0])
            cells = reading.rows.get(row, {})
            if column in cells and relation in related:
                target = related[relation].target
                self._count(0, len(target))
                cells[column] = cells[column]._replace(link=target)

    def _value(self, written: Written) -> Cell | None:
        cell = self._read(written)
        if cell is not None:
            self._count(1, len(cell.text))
        return cell

    def _count(self, cells: int, characters: int) -> None:
        self._cells_left -= cells
        self._characters_left -= characters
        if self._cells_left < 0 or self._characters_left < 0:
            raise RefusedError("cells")

    def _read(self, written: Written) -> Cell | None:
        if written.formula is not None:
            return Cell(f"={written.formula}" if written.formula else "", CellKind.FORMULA)
        kind, value = written.kind, written.value
        if kind in {"str", "inlineStr"}:
            return _text(unescaped(value if kind == "str" else written.inline))
        return self._stored(kind, value.strip(), written.style) if value.strip() else None

    def _stored(self, kind: str, value: str, style: str) -> Cell | None:
        if kind == "s":
            return self._shared(value)
        if kind in _OTHER_KINDS:
            return Cell(value, _OTHER_KINDS[kind])
        return self._number(value, style)

    def _shared(self, place: str) -> Cell | None:
        if not _PLACE.fullmatch(place) or int(place) >= len(self._texts):
            return Cell(place, CellKind.ERROR)
        return _text(self._texts[int(place)])

    def _number(self, value: str, style: str) -> Cell:
        number = exact(value)
        if number is None:
            return Cell(value, CellKind.ERROR)
        is_known = _PLACE.fullmatch(style) and int(style) < len(self._formats)
        kind = self._formats[int(style)] if is_known else CellKind.NUMBER
        if kind is CellKind.DATE:
            return Cell(self._day(number), kind)
        return Cell(format(number, "f"), kind)

    def _day(self, number: Decimal) -> str:
        """Return the day of a serial number; a time alone has none, nor has the year 1900."""
        if not 1000 <= number < _AFTER_ALL_DAYS:
            return format(number, "f")
        return (self._epoch + timedelta(days=int(number))).date().isoformat()


_SHEET, _STRINGS, _STYLES = "worksheet", "sharedStrings", "styles"
_TRUE = frozenset(("1", "true", "on"))
_OTHER_KINDS = {"b": CellKind.BOOLEAN, "e": CellKind.ERROR, "d": CellKind.DATE}
_PLACE = re.compile(r"[0-9]{1,9}")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # days only
_AFTER_ALL_DAYS = 2_900_000


def _nothing(*_event: object) -> None:
    """Pass over an element."""


def _text(text: str) -> Cell | None:
    return Cell(text) if text else None
