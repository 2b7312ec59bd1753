"""Comments in what is about to be written anew."""

import re
from collections.abc import Iterator

from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode
from egovmaturity.rewriting.edits import Lines


def comments_within(text: str, stretch: Lines, node: Node) -> list[str]:
    """Return the comments of a stretch of text, those at the ends of lines too, in their order.

    ``node`` is everything in it that somebody wrote; a ``#`` in there begins no comment.
    """
    left, position = [], stretch.start
    for part in _scalars(node):
        if part.mark.index < position:
            continue
        left.append(text[position : part.mark.index])
        position = max(position, part.end.index)
        if not part.is_plain and text[position - 1] in "\r\n":
            left.append("\n")  # a block ends with its line
    left.append(text[position : stretch.end])
    return [found.group().rstrip() for found in _COMMENT.finditer(_WRITTEN.join(left))]


_WRITTEN = "\x00"
"""Stands for a text that somebody wrote."""
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n\x00]*")


def _scalars(node: Node) -> Iterator[ScalarNode]:
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            for name in reversed(node.entries):
                waiting += [node.entries[name], node.keys[name]]
        else:
            waiting += reversed(node.items)
