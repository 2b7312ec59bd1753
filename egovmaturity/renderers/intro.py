"""An introduction of the institution's own: Markdown from outside, made harmless.

``egovmaturity assess answers.yaml --intro pendahuluan.md -o laporan.html`` puts it before the first
part. It is read by a CommonMark parser and written anew from what the parser understood, as HTML or
Markdown here and for Word in ``word/introduction.py``: headings one level below the title of the
report, no images (their text remains), raw HTML shown as typed, links only where following them is
safe.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovmaturity.domain.diagnostics import RefusedError
from egovmaturity.renderers.outside_file import read_outside
from egovmaturity.renderers.safe_text import markdown_line, markdown_run, visible
from egovmaturity.views.links import safe_link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

MAX_BYTES = 100_000
"""Largest introduction read: about forty pages."""

_TOP, _DEEPEST = 2, 6
"""Levels that its headings may have: below the title of the report."""


class IntroError(RefusedError):
    """An introduction cannot be used."""


def read_intro(path: Path) -> str:
    """Return the text of an introduction.

    Raises:
        IntroError: It is missing, no file, too large or not UTF-8.
    """
    return read_outside(path, MAX_BYTES, IntroError)


def intro_html(text: str) -> str:
    """Write an introduction as HTML that needs no further escaping."""
    parser = _parser()
    return str(parser.renderer.render(_tokens(parser, text), parser.options, {}))


def intro_markdown(text: str, heading_offset: int = 0) -> str:
    """Write an introduction as Markdown, its headings ``heading_offset`` levels deeper."""
    return "\n".join(_blocks(intro_tree(text).children, heading_offset))


def intro_tree(text: str) -> "SyntaxTreeNode":
    """Return what the parser understood, for whoever writes it in a form of his own."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    return SyntaxTreeNode(_tokens(_parser(), text))


# Reading


def _parser() -> "MarkdownIt":
    """Return a parser of CommonMark with tables that lets through no HTML and no unsafe link."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # only reports with an introduction pay

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = lambda url: bool(safe_link(url))  # type: ignore[method-assign]
    return parser


def _tokens(parser: "MarkdownIt", text: str) -> "Sequence[Token]":
    tokens = parser.parse(visible(text.replace("\r\n", "\n").replace("\r", "\n")))
    _place_headings(tokens)
    for token in tokens:
        token.attrs = _kept(token)
        token.info = ""
        if token.children:
            token.children = [_without_image(child) for child in token.children]
    return tokens


def _place_headings(tokens: "Sequence[Token]") -> None:
    """Put the highest heading right below the title of the report, and skip no level."""
    opening = [token for token in tokens if token.type == "heading_open"]
    highest = min((int(token.tag[1]) for token in opening), default=_TOP)
    above = _TOP - 1
    level = _TOP
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) - highest + _TOP, above + 1, _DEEPEST)
            above = level
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"


def _kept(token: "Token") -> dict[str, Any]:
    """Keep of a token's attributes the one that means something: where a list begins."""
    return {"start": token.attrs["start"]} if "start" in token.attrs else {}


def _without_image(token: "Token") -> "Token":
    """Put the words of an image in its place, and nothing but its address into a link."""
    if token.type == "image":
        words = "".join(child.content for child in token.children or ())
        return token.copy(type="text", tag="", attrs={}, children=None, content=words)
    if token.type == "link_open":
        address = {"href": token.attrs["href"], "rel": "noopener noreferrer"}
        return token.copy(attrs=address)
    return token.copy(attrs={})


# Writing Markdown


def _blocks(nodes: "Iterable[SyntaxTreeNode]", offset: int, *, is_tight: bool = False) -> list[str]:
    """Write blocks one after the other, with an empty line between them unless in a tight list."""
    lines: list[str] = []
    for node in nodes:
        if lines and not (is_tight and node.type in {"paragraph", *_LISTS}):
            lines.append("")
        lines += _block(node, offset)
    return lines


_LISTS = ("bullet_list", "ordered_list")


def _block(node: "SyntaxTreeNode", offset: int) -> list[str]:
    match node.type:
        case "heading":
            marks = "#" * min(int(node.tag[1]) + offset, _DEEPEST)
            lines = [f"{marks} {' '.join(_lines(node))}".rstrip()]
        case "bullet_list" | "ordered_list":
            lines = _list(node, offset)
        case "blockquote":
            lines = [f"> {line}".rstrip() for line in _blocks(node.children, offset)]
        case "fence" | "code_block":
            lines = _fenced(node.content)
        case "table":
            lines = _table(node)
        case "hr":
            lines = ["---"]
        case _:
            lines = _lines(node)
    return lines


def _list(node: "SyntaxTreeNode", offset: int) -> list[str]:
    lines: list[str] = []
    number = int(node.attrs.get("start", 1))
    for position, item in enumerate(node.children):
        mark = f"{number + position}. " if node.type == "ordered_list" else "- "
        is_tight = any(child.type == "paragraph" and child.hidden for child in item.children)
        inner = _blocks(item.children, offset, is_tight=is_tight)
        if lines and not is_tight and inner:
            lines.append("")
        first, rest = (inner or [""])[0], inner[1:]
        lines.append(f"{mark}{first}".rstrip())
        lines += [" " * len(mark) + line if line else "" for line in rest]
    return lines


def _fenced(text: str) -> list[str]:
    fence = "`" * max(3, _longest_run(text) + 1)
    return [fence, *(line.rstrip() for line in text.rstrip("\n").split("\n")), fence]


def _longest_run(text: str) -> int:
    """Return how many backticks stand side by side at most."""
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _table(node: "SyntaxTreeNode") -> list[str]:
    rows = [row for part in node.children for row in part.children]
    cells = [[_cell(" ".join(_lines(cell))) for cell in row.children] for row in rows]
    lines = ["|" + "".join(row) for row in cells]
    return [lines[0], "|" + " :--- |" * len(cells[0]), *lines[1:]]


def _cell(text: str) -> str:
    """End a cell; a bar inside code, which is not escaped elsewhere, must be in a table."""
    inner = re.sub(r"(?<!\\)\|", r"\|", text)
    return f" {inner} |" if inner else " |"


def _lines(node: "SyntaxTreeNode") -> list[str]:
    """Write what stands inside a paragraph, heading or cell; a hard break begins a new line."""
    text = _joined(child for inline in node.children for child in inline.children)
    lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
    return [markdown_line(line) for line in lines]


def _joined(nodes: "Iterable[SyntaxTreeNode]") -> str:
    """Write runs one after the other; an exclamation mark before a link makes no image of it."""
    text = ""
    for node in nodes:
        if node.type == "link" and text.endswith("!"):
            text = rf"{text[:-1]}\!"
        text += _run(node)
    return text


def _run(node: "SyntaxTreeNode") -> str:
    inner = _joined(node.children)
    if node.type == "text":
        return markdown_run(node.content)
    if node.type == "code_inline":
        return _code(node.content)
    if node.type == "link":
        return f"[{inner}]({_address(str(node.attrs['href']))})"
    return {"em": f"*{inner}*", "strong": f"**{inner}**", "softbreak": " ", "hardbreak": "\\\n"}[
        node.type
    ]


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    room = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{room}{text}{room}{fence}"


def _address(address: str) -> str:
    """Write the address of a link so that nothing in it ends it."""
    return re.sub(r"([()&*_~|\\])", r"\\\1", address)
