"""Values of an answers file as the lines of one, laid out as a person would."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from egovmaturity import yaml_scalars
from egovmaturity.renderers.yaml_layout import Bare, Blocks, Value, entry_lines
from egovmaturity.yaml_scalars import word


def value_lines(indent: str, name: str, value: Any) -> list[str]:
    """Write one key of an answer with its value; ``indent`` is the spaces before it."""
    return entry_lines(indent, name, laid_out(value))


def laid_out(value: Any) -> Value:
    """Say a value of an answers file in the words of the layout."""
    if isinstance(value, dict):
        return mapping(value)
    if isinstance(value, list):
        return [laid_out(each) for each in value]
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    if isinstance(value, int) or _BARE.fullmatch(value):
        return Bare(str(value))
    needs_quotes = yaml_scalars.UNSEEN.search(value) or _HASH.fullmatch(value)
    return Bare(yaml_scalars.quoted(value)) if needs_quotes else value


_BARE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-Q[1-4]")
"""Days and quarters, which need no quotes."""

_HASH = re.compile(r"[0-9a-f]{64}")
"""Hashes, of which only some would do without quotes: a column of them is to look like one."""


def mapping(values: Mapping[str, Any]) -> dict[str, Value]:
    """Say keys and values in the words of the layout."""
    return {word(name): laid_out(value) for name, value in values.items()}


def list_lines(values: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write entries of a list behind dashes that are not indented, an empty line between two."""
    _, *lines = entry_lines("", "", Blocks([mapping(each) for each in values]))
    return [line[2:] for line in lines]
