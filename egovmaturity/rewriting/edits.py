"""Changes to a text, each to a stretch of its characters."""

from collections.abc import Iterable
from typing import NamedTuple

from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode


class Edit(NamedTuple):
    """Put ``text`` in place of the characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all edits made; of two at one place the first given stands first.

    Raises:
        ValueError: Two edits change the same characters.
    """
    parts = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < position:
            raise ValueError(f"two edits of character {edit.start}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


class Lines(NamedTuple):
    """Whole lines of a text: from ``start`` up to ``end``, the last line break included."""

    start: int
    end: int


def lines_of(text: str, start: int, end: int) -> Lines:
    """Return the lines that hold the characters from ``start`` up to ``end``."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    last = end
    while last < len(text) and text[last] not in "\r\n":
        last += 1
    return Lines(first, min(last + (2 if text.startswith("\r\n", last) else 1), len(text)))


def line_break(text: str) -> str:
    """Return how the lines of a text end: as its first one does."""
    return "\r\n" if text.find("\r\n") == text.find("\n") - 1 and "\r\n" in text else "\n"


def content_end(text: str, node: Node, key: ScalarNode) -> int:
    """Return where what stands under ``key`` ends; comments and blank lines after it are out."""
    if isinstance(node, ScalarNode):
        if node.end.index > node.mark.index:
            return len(text[: node.end.index].rstrip())
        return text.index(":", key.end.index) + 1
    if node.is_flow:
        return int(node.end.index)
    if isinstance(node, MappingNode):
        name, last = list(node.entries.items())[-1]
        return content_end(text, last, node.keys[name])
    last = node.items[-1]
    is_blank = isinstance(last, ScalarNode) and last.end.index == last.mark.index
    return len(text[: last.mark.index].rstrip()) if is_blank else content_end(text, last, key)
