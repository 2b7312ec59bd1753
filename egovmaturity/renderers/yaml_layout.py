"""YAML as a person would lay it out: blocks, short entries on one line, 100 columns, comments."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from egovmaturity.yaml_scalars import quoted

WIDTH = 100
"""Columns of a line; only a single word that is longer goes beyond."""


class Bare(NamedTuple):
    """A value that is written as it is: a number, an identifier, a word of the format."""

    text: str


class Blocks(NamedTuple):
    """A list whose entries are long: one key a line, a blank line between entries."""

    entries: Sequence[Mapping[str, "Value"]]


Value = str | Bare | Mapping[str, "Value"] | Sequence["Value"] | Blocks
"""A text, or what else a file holds."""


def layout(document: Mapping[str, Value], remarks: Mapping[str, str], apart: frozenset[str]) -> str:
    """Write a document; ``remarks`` are comments by path, such as ``questions.weight``.

    A remark stands where its path occurs first. Keys of the top named in ``apart`` have a blank
    line before them.
    """
    writer = _Writer(remarks)
    for name, value in document.items():
        if name in apart:
            writer.lines.append("")
        writer.entry("", name, value, name)
    return "\n".join(writer.lines) + "\n"


def entry_lines(indent: str, name: str, value: Value) -> list[str]:
    """Write one entry of a mapping whose keys stand behind ``indent``, without remarks."""
    writer = _Writer({})
    writer.entry(indent, name, value, name)
    return writer.lines


class _Writer:
    """Lines as they come; a remark is taken out when it is written."""

    def __init__(self, remarks: Mapping[str, str]) -> None:
        self.lines: list[str] = []
        self._remarks = dict(remarks)

    def entry(self, begin: str, name: str, value: Value, path: str) -> None:
        """Write ``name: value``; ``begin`` stands before it, a list's dash included."""
        inner = " " * len(begin) + "  "
        if isinstance(value, str | Bare):
            first, *rest = _scalar_lines(f"{begin}{name}:", value, inner)
            self._line(first, path)
            self.lines += rest
        elif isinstance(value, Mapping):
            if all(isinstance(each, Bare) for each in value.values()):
                self._line(f"{begin}{name}: {_flow(value)}", path)
                return
            self._line(f"{begin}{name}:", path)
            for key, each in value.items():
                self.entry(inner, key, each, f"{path}.{key}")
        elif isinstance(value, Blocks):
            self._line(f"{begin}{name}:", path)
            for place, each in enumerate(value.entries):
                self.lines += [""] if place else []
                self._block(inner, each, path)
        else:
            self._list(begin, name, value, path)

    def _list(self, begin: str, name: str, values: Sequence[Value], path: str) -> None:
        line = f"{begin}{name}: {_flow(values)}"
        if all(isinstance(each, str | Bare) for each in values) and len(line) <= WIDTH:
            self._line(line, path)
            return
        self._line(f"{begin}{name}:", path)
        inner = " " * len(begin) + "  "
        for each in values:
            if isinstance(each, str | Bare):
                self.lines += _scalar_lines(f"{inner}-", each, f"{inner}  ")
            elif isinstance(each, Mapping):
                self._short(inner, each, path)

    def _short(self, indent: str, value: Mapping[str, Value], path: str) -> None:
        """Write an entry of a list on one line where it fits and is no deeper."""
        line = f"{indent}- {_flow(value)}"
        if all(map(_is_as_short_in_flow, value.values())) and len(line) <= WIDTH:
            self.lines.append(line)
        else:
            self._block(indent, value, path)

    def _block(self, indent: str, value: Mapping[str, Value], path: str) -> None:
        begin = f"{indent}- "
        for key, each in value.items():
            self.entry(begin, key, each, f"{path}.{key}")
            begin = f"{indent}  "

    def _line(self, line: str, path: str) -> None:
        """Write a line with its remark behind it, or above where there is no room."""
        remark = self._remarks.pop(path, "")
        if not remark:
            self.lines.append(line)
        elif len(line) + len(remark) + 4 <= WIDTH and not line.endswith(">-"):
            self.lines.append(f"{line}  # {remark}")
        else:
            indent = line[: len(line) - len(line.lstrip())]
            above = textwrap.wrap(
                remark, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
            )
            self.lines += [*above, line]


def _scalar_lines(begin: str, value: str | Bare, inner: str) -> list[str]:
    """Write a value behind ``begin``, or folded over the lines below it."""
    line = f"{begin} {_scalar(value)}"
    if isinstance(value, Bare) or len(line) <= WIDTH or value != " ".join(value.split()):
        return [line]
    folded = textwrap.wrap(
        value,
        WIDTH,
        initial_indent=inner,
        subsequent_indent=inner,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{begin} >-", *folded]


def _is_as_short_in_flow(value: Value) -> bool:
    """Whether a value needs no quotes inside brackets that it does without elsewhere."""
    return isinstance(value, str | Bare) and _flow(value) == _scalar(value)


def _flow(value: Value) -> str:
    """Write a value on one line, in brackets."""
    if isinstance(value, Bare):
        return value.text
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and not _IN_FLOW.search(value) else quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    entries = value.entries if isinstance(value, Blocks) else value
    return "[" + ", ".join(_flow(each) for each in entries) + "]"


def _scalar(value: str | Bare) -> str:
    if isinstance(value, Bare):
        return value.text
    return value if _PLAIN.fullmatch(value) and not _IN_BLOCK.search(value) else quoted(value)


# Texts that need no quotes: they begin with a letter, hold no sign of YAML where it would count,
# and are not one of the words that stand for nothing or that other readers take for a truth.
_PLAIN = re.compile(
    r"(?!(?i:null|true|false|yes|no|on|off|y|n)$)[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029]*\S)?"
)
_IN_BLOCK = re.compile(r":(?:\s|$)|\s#")
_IN_FLOW = re.compile(r"[]\[{},?:#]")
