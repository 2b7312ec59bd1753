"""The institution's own introduction in a Word report, from what a parser understood of it.

Headings, lists, tables and links become those of Word, so that an office can go on writing in it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    code,
    formatted,
    line_break,
    linked,
    numbered,
    paragraph,
    ruled,
    set_in,
    table,
    text,
    unnumbered,
)
from egovmaturity.renderers.word.pieces import Desk

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST = 3
"""Levels of headings that the report has styles for."""

_STEPS = {"bullet_list": 340, "ordered_list": 397, "blockquote": 567}
"""How far each of them sets in what it holds, in twentieths of a point."""


class Sheet(NamedTuple):
    """What an introduction is written on; ``new_list`` returns the id of a numbering of its own."""

    desk: Desk
    new_list: Callable[[int], str]


def introduction(tree: "SyntaxTreeNode", sheet: Sheet) -> list[Element]:
    """Write an introduction; its highest headings look like those of the parts, unnumbered."""
    return _blocks(tree.children, sheet, 0)


def _blocks(nodes: "Iterable[SyntaxTreeNode]", sheet: Sheet, indent: int) -> list[Element]:
    return [made for node in nodes for made in _block(node, sheet, indent)]


def _block(node: "SyntaxTreeNode", sheet: Sheet, indent: int) -> list[Element]:
    match node.type:
        case "heading":
            made = [_heading(node)]
        case "bullet_list" | "ordered_list":
            made = _list(node, sheet, indent)
        case "blockquote":
            made = _blocks(node.children, sheet, indent + _STEPS[node.type])
        case "fence" | "code_block":
            made = [set_in(paragraph("Normal", *_code(node.content)), indent)]
        case "table":
            made = [_table(node, sheet)]
        case "hr":
            made = [ruled(paragraph("Report Gap"))]
        case _:
            made = [set_in(paragraph("Normal", *_runs(node)), indent)]
    return made


def _heading(node: "SyntaxTreeNode") -> Element:
    level = min(int(node.tag[1]) - 1, _DEEPEST)
    made = paragraph(f"heading {level}", *_runs(node))
    return unnumbered(made) if level == 1 else made


def _list(node: "SyntaxTreeNode", sheet: Sheet, indent: int) -> list[Element]:
    is_ordered = node.type == "ordered_list"
    number = sheet.new_list(int(node.attrs.get("start", 1))) if is_ordered else ""
    style = "List Number" if is_ordered else "List Bullet"
    inner = indent + _STEPS[node.type]
    lines: list[Element] = []
    for item in node.children:
        first = [child for child in item.children[:1] if child.type == "paragraph"]
        made = paragraph(style, *(run for line in first for run in _runs(line)))
        if number:
            numbered(made, number)
        lines.append(set_in(made, inner, hanging=_STEPS[node.type]) if indent else made)
        lines += _blocks(item.children[len(first) :], sheet, inner)
    return lines


def _table(node: "SyntaxTreeNode", sheet: Sheet) -> Element:
    rows = [row.children for part in node.children for row in part.children]
    head = tuple(_words(cell) for cell in rows[0])
    cells = tuple(
        tuple(Cell((paragraph("Report Cell", *_runs(cell)),)) for cell in row) for row in rows[1:]
    )
    caption = sheet.desk.words("Introduction")
    return table(Table(caption, (1,) * len(head), head, cells), sheet.desk.width)


def _code(written: str) -> Iterable[Element]:
    for at, line in enumerate(written.rstrip("\n").split("\n")):
        if at:
            yield line_break()
        yield code(line)


# Inside a paragraph


class _Look(NamedTuple):
    """How the runs of a text look, from outside inwards."""

    style: str = ""
    marks: tuple[str, ...] = ()


_MARKS = {"em": "i", "strong": "b"}


def _runs(node: "SyntaxTreeNode") -> list[Element]:
    inside = [child for inline in node.children for child in inline.children]
    return [run for child in inside for run in _run(child, _Look())]


def _run(node: "SyntaxTreeNode", look: _Look) -> list[Element]:
    match node.type:
        case "text" | "softbreak":
            return [formatted(text(_said(node), look.style), look.marks)]
        case "hardbreak":
            return [line_break()]
        case "code_inline":
            return [formatted(code(node.content), look.marks)]
        case "link":
            return linked(str(node.attrs["href"]), _inside(node, look._replace(style="Hyperlink")))
        case _:
            return _inside(node, look._replace(marks=(*look.marks, _MARKS[node.type])))


def _inside(node: "SyntaxTreeNode", look: _Look) -> list[Element]:
    return [run for child in node.children for run in _run(child, look)]


def _words(node: "SyntaxTreeNode") -> str:
    """Return the words of a cell, which say the same without their looks."""
    inside = [child for inline in node.children for child in inline.children]
    return "".join(piece for child in inside for piece in _texts(child))


def _texts(node: "SyntaxTreeNode") -> Iterable[str]:
    yield _said(node)
    for child in node.children:
        yield from _texts(child)


def _said(node: "SyntaxTreeNode") -> str:
    return " " if node.type in {"softbreak", "hardbreak"} else node.content
