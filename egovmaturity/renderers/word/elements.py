"""Pieces of a Word document: texts, paragraphs, tables.

Styles are called by their names here, links by their addresses; ``docx_report`` turns both into the
ids that the finished document has for them. Every text of a report enters through ``text``, so
nothing in it can become a field, a link or a mark-up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import quote

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from egovmaturity.renderers.safe_text import one_line, visible

Element = Any
"""An element of WordprocessingML, as python-docx makes it; lxml says nothing of its types."""

CELL_MARGIN = 100
"""Widest margin between a cell's edge and its text, in twentieths of a point."""

_MAX_ADDRESS = 2000
"""Word follows links of up to 2079 characters."""


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Make an element in the namespace of Word, with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


# Texts


def text(words: str, style: str = "") -> Element:
    """Write a text as it is; ``style`` names a character style."""
    written = element("t")
    written.text = _edged(words)
    written.set(qn("xml:space"), "preserve")
    return _run(written, style)


def _edged(words: str) -> str:
    """Clean a text and keep one space at either end, which parts it from its neighbours."""
    line = one_line(words)
    if not line:
        return " " if words else ""
    return f"{' ' * words[0].isspace()}{line}{' ' * words[-1].isspace()}"


def tab() -> Element:
    """Go on at the next tab stop."""
    return _run(element("tab"), "")


def _run(content: Element, style: str) -> Element:
    if not style:
        return element("r", content)
    return element("r", element("rPr", element("rStyle", val=style)), content)


def shaded(words: str, fill: str) -> Element:
    """Write a text on a coloured ground."""
    run = text(f"\u00a0{one_line(words)}\u00a0")
    run.insert(0, element("rPr", element("shd", val="clear", color="auto", fill=fill)))
    return run


def code(words: str) -> Element:
    """Write a text in which every space counts."""
    written = element("t")
    written.text = visible(words).replace("\t", "    ")
    written.set(qn("xml:space"), "preserve")
    return _run(written, "Report Code")


def line_break() -> Element:
    """Go on in the next line of the same paragraph."""
    return _run(element("br"), "")


def formatted(run: Element, marks: Iterable[str]) -> Element:
    """Make a text bold (``b``) or italic (``i``), whatever its style."""
    for mark in sorted(set(marks)):
        run.get_or_add_rPr().append(element(mark))
    return run


def link(words: str, address: str) -> Element:
    """Write a text that leads to an address known to be safe, where Word can read the address."""
    (made,) = linked(address, [text(words, "Hyperlink")]) if _target(address) else [text(words)]
    return made


def linked(address: str, inline: Sequence[Element]) -> list[Element]:
    """Let texts lead to an address known to be safe, where Word can read the address."""
    target = _target(address)
    if not target:
        return list(inline)
    made = element("hyperlink", *inline)
    made.set(qn("r:id"), target)
    return [made]


def _target(address: str) -> str:
    """Return an address as files of Word want it: a URI in ASCII, not too long; else nothing."""
    target = quote(address, safe="%/:?#@!$&'()*+,;=~-._")
    is_sound = len(target) <= _MAX_ADDRESS and not re.search("%(?![0-9A-Fa-f]{2})", target)
    return target if is_sound else ""


def leap(bookmark: str, *inline: Element) -> Element:
    """Lead to a place in the document itself."""
    return element("hyperlink", *inline, anchor=bookmark, history="1")


def field(instruction: str, *shown: Element) -> list[Element]:
    """Let Word compute something; ``shown`` stands there until it does."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def sentence(words: str, places: Mapping[str, Sequence[Element]]) -> list[Element]:
    """Write a text in which marks stand for something else, such as a field."""
    inline: list[Element] = []
    rest = words
    while rest:
        found = {rest.find(mark): mark for mark in places if mark in rest}
        if not found:
            return [*inline, text(rest)]
        at = min(found)
        inline += [text(rest[:at])] if at else []
        inline += places[found[at]]
        rest = rest[at + len(found[at]) :]
    return inline


# Paragraphs


def paragraph(style: str, *inline: Element | str) -> Element:
    """Write a paragraph; plain texts in it become runs."""
    runs = [text(part) if isinstance(part, str) else part for part in inline]
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def heading(level: int, words: str) -> Element:
    """Write a heading that Word knows as one; those of level 1 are numbered by their style."""
    return paragraph(f"heading {level}", words)


def unnumbered(made: Element) -> Element:
    """Take a paragraph out of the numbering of its style."""
    number = element("numPr", element("ilvl", val="0"), element("numId", val="0"))
    made.pPr.append(number)
    made.pPr.append(element("ind", left="0", firstLine="0"))
    return made


def numbered(made: Element, number: str) -> Element:
    """Count a paragraph in a numbering of its own."""
    made.pPr.append(element("numPr", element("ilvl", val="0"), element("numId", val=number)))
    return made


def set_in(made: Element, indent: int, hanging: int = 0) -> Element:
    """Set a paragraph in; its first line less, for its number or dash."""
    if indent:
        made.pPr.append(element("ind", left=str(indent), hanging=str(hanging)))
    return made


def ruled(made: Element) -> Element:
    """Draw a line below a paragraph."""
    rule = element("bottom", val="single", sz="6", space="1", color="auto")
    made.pPr.append(element("pBdr", rule))
    return made


def on_new_page(made: Element) -> Element:
    """Begin a page with this paragraph."""
    made.pPr.insert(1, element("pageBreakBefore"))
    return made


def with_next(made: Element) -> Element:
    """Keep a paragraph on the page of the one that follows."""
    made.pPr.insert(1, element("keepNext"))
    return made


def at_right(made: Element) -> Element:
    """Align a paragraph with the right edge."""
    made.pPr.append(element("jc", val="right"))
    return made


def bar(percent: str, width: int, fill: str) -> list[Element]:
    """Draw a bar as long as a score; none for nothing. ``width`` is that of the cell."""
    room = width - 2 * CELL_MARGIN
    length = int(room * Fraction(percent or "0") / 100)
    if length <= 0:
        return []
    made = paragraph("Report Bar")
    made.pPr.append(element("shd", val="clear", color="auto", fill=fill))
    made.pPr.append(element("ind", right=str(room - length)))
    return [made]


# Tables


class Cell(NamedTuple):
    """A cell: paragraphs, the colour of its ground if it has one, and columns it spans."""

    lines: tuple[Element, ...]
    fill: str = ""
    span: int = 1


def cell(first: str | Element, *small: str) -> Cell:
    """Fill a cell with a text and what is to be said below it in small letters, if anything."""
    line = paragraph("Report Cell", first)
    return Cell((line, *(paragraph("Report Cell Small", words) for words in small if words)))


def number_cell(first: str, *small: str) -> Cell:
    """Fill a cell with a number, which aligns at the right like everything below it."""
    return Cell(tuple(at_right(line) for line in cell(first, *small).lines))


class Table(NamedTuple):
    """A table before it is made: shares of the width, what it shows, and its rows.

    ``head`` are the labels of the columns, repeated on every page; it may be empty. ``kind`` names
    a table style. Columns in ``numbers`` have their label at the right. ``heights`` are exact;
    a row with 0, or every row where there are none, is as high as what stands in it.
    """

    caption: str
    shares: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()
    kind: str = "Report Table"
    heights: tuple[int, ...] = ()


def widths(shares: Sequence[int], total: int) -> list[int]:
    """Share a width out without losing anything to rounding."""
    ends = [total * end // sum(shares) for end in accumulate(shares)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def table(what: Table, total: int) -> Element:
    """Make a table as wide as the text: fixed columns, rows that stay whole."""
    columns = widths(what.shares, total)
    look = element(
        "tblLook",
        val="0420" if what.head else "0400",
        firstRow="1" if what.head else "0",
        lastRow="0",
        firstColumn="0",
        lastColumn="0",
        noHBand="0",
        noVBand="1",
    )
    properties = element(
        "tblPr",
        element("tblStyle", val=what.kind),
        element("tblW", w=str(sum(columns)), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
        element("tblCaption", val=one_line(what.caption)),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in columns))
    rows = [_head(what, columns)] if what.head else []
    heights = what.heights or (0,) * len(what.rows)
    rows += [_row(row, columns, high) for row, high in zip(what.rows, heights, strict=True)]
    _keep_together(rows[: min(2, len(rows) - 1)] if what.head else rows[:-1])
    return element("tbl", properties, grid, *rows)


def _keep_together(rows: Iterable[Element]) -> None:
    """Let no page end after these rows: labels with a single row, or parts of a small table."""
    for row in rows:
        for line in row.iter(qn("w:p")):
            with_next(line)


def _head(what: Table, columns: Sequence[int]) -> Element:
    cells = [
        number_cell(label) if at in what.numbers else cell(label)
        for at, label in enumerate(what.head)
    ]
    row = _row(cells, columns, 0)
    row.trPr.append(element("tblHeader"))
    return row


def _row(cells: Iterable[Cell], columns: Sequence[int], height: int) -> Element:
    properties = element("trPr", element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=str(height), hRule="exact"))
    row, start = element("tr", properties), 0
    for one in cells:
        row.append(_cell(one, sum(columns[start : start + one.span])))
        start += one.span
    return row


def _cell(one: Cell, width: int) -> Element:
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if one.span > 1:
        properties.append(element("gridSpan", val=str(one.span)))
    if one.fill:
        properties.append(element("shd", val="clear", color="auto", fill=one.fill))
    return element("tc", properties, *(one.lines or (paragraph("Report Cell"),)))
