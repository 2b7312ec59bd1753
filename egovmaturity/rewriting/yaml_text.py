"""Parts of a YAML file written anew from what was read."""

import re

from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode
from egovmaturity.yaml_scalars import quoted

_PLAIN = re.compile(r"[\w./@+-](?:[\w ./@+()-]*[\w./@+()-])?")
"""Plain texts that mean the same inside brackets and in a line of their own."""


def scalar(node: ScalarNode) -> str:
    """Write a value as it was where that is safe anywhere, else in quotes."""
    if node.is_plain and (not node.text or _PLAIN.fullmatch(node.text)):
        return node.text
    return quoted(node.text)


def flow(node: Node) -> str:
    """Write a value on one line, lists and keys in brackets."""
    if isinstance(node, ScalarNode):
        return scalar(node)
    if isinstance(node, MappingNode):
        inner = (
            f"{scalar(node.keys[name])}: {flow(value)}" for name, value in node.entries.items()
        )
        return "{" + ", ".join(inner) + "}"
    return "[" + ", ".join(flow(item) for item in node.items) + "]"
