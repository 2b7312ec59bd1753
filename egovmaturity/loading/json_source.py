"""Strict JSON with positions: text to the nodes that ``yaml_source`` makes of YAML.

The standard library's reader knows no places, takes the last of two equal keys, and reads ``NaN``;
here the first problem is noted where it stands. Shapes read the nodes as they read those of YAML.
"""

import json
import re
from bisect import bisect_right
from typing import NamedTuple, NoReturn

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import (
    MAX_DEPTH,
    MAX_NODES,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    place_of,
)

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_PLAIN = re.compile(r"(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\b")
_NEVER = re.compile("[\x00\ufffe\uffff\ud800-\udfff]")
"""Characters that no file of text can hold; those of ``yaml_source`` for texts in quotes."""

_LONGEST_NUMBER = 60
"""Letters of a number; exact fractions, which may be longer, are texts."""


class Mark(NamedTuple):
    """Where something stands, from 0: the character, its line, and its column there."""

    index: int  # type: ignore[assignment]  # a field, not tuple.index
    line: int
    column: int


class _Unusable(Exception):  # noqa: N818  # a signal inside this module, not an error of ours
    """The problem is noted and reading on would be useless."""


def parse_json(source: SourceText, log: Log) -> Node | None:
    """Read one JSON value strictly; ``None`` (and a note in ``log``) if it cannot be used.

    Noted, with the first of them reading ends: E019 no JSON, ``NaN`` and the like included; E004 a
    key twice; E006 too deep or too many values; E010 a character that is not allowed.
    """
    try:
        return _Reader(source.text, log).document()
    except _Unusable:
        return None


class _Reader:
    """Reads a text from front to back; ``_at`` is the next character."""

    def __init__(self, text: str, log: Log) -> None:
        self._text, self._log = text, log
        self._at = self._depth = self._count = 0
        self._lines = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]

    def document(self) -> Node:
        """Return the value that is the whole text."""
        root = self._value()
        self._skip()
        if self._at < len(self._text):
            self._fail("E019", message("there is more after the end of the document"))
        return root

    def _value(self) -> Node:
        self._skip()
        self._count += 1
        if self._count > MAX_NODES:
            self._fail("E006", message("the file holds too many values"))
        sign = self._text[self._at : self._at + 1]
        if sign == "{":
            return self._mapping()
        if sign == "[":
            return self._sequence()
        return self._string() if sign == '"' else self._plain()

    def _mapping(self) -> MappingNode:
        node = MappingNode(self._open(), is_flow=True)
        while not self._closes("}", is_first=not node.entries):
            self._skip()
            if self._text[self._at : self._at + 1] != '"':
                self._fail("E019", message("a key in quotes is expected here"))
            key = self._string()
            if key.text in node.entries:
                self._twice(key, node.keys[key.text])
            self._skip()
            self._take(":")
            node.keys[key.text] = key
            node.entries[key.text] = self._value()
        node.end = self._mark()
        return node

    def _sequence(self) -> SequenceNode:
        node = SequenceNode(self._open(), is_flow=True)
        while not self._closes("]", is_first=not node.items):
            node.items.append(self._value())
        node.end = self._mark()
        return node

    def _open(self) -> Mark:
        """Step into brackets."""
        mark = self._mark()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail("E006", message("the file is nested too deeply"))
        self._at += 1
        return mark

    def _closes(self, bracket: str, *, is_first: bool) -> bool:
        """Step over the bracket that ends a container, or the comma before what follows."""
        self._skip()
        if self._text.startswith(bracket, self._at):
            self._at += 1
            self._depth -= 1
            return True
        if not is_first:
            self._take(",")
        return False

    def _string(self) -> ScalarNode:
        mark = self._mark()
        found = _STRING.match(self._text, self._at)
        if found is None:
            self._fail("E019", message("a text does not end, or holds what JSON does not allow"))
        text = json.loads(found.group())
        never = _NEVER.search(text)
        if never:
            code = f"{ord(never.group()):04X}"
            self._fail("E010", message("the character U+{code} is not allowed here", code=code))
        self._at = found.end()
        return ScalarNode(text, mark, self._mark(), '"')

    def _plain(self) -> ScalarNode:
        mark = self._mark()
        found = _PLAIN.match(self._text, self._at)
        if found is None or len(found.group()) > _LONGEST_NUMBER:
            self._fail("E019", message("a value that JSON knows is expected here"))
        self._at = found.end()
        return ScalarNode(found.group(), mark, self._mark(), "")

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _take(self, sign: str) -> None:
        if not self._text.startswith(sign, self._at):
            self._fail("E019", message('"{sign}" is expected here', sign=sign))
        self._at += 1

    def _mark(self) -> Mark:
        line = bisect_right(self._lines, self._at) - 1
        return Mark(self._at, line, self._at - self._lines[line])

    def _twice(self, key: ScalarNode, first: ScalarNode) -> NoReturn:
        cause = message(
            '"{key}" is written twice (first on line {line})',
            key=key.text,
            line=first.mark.line + 1,
        )
        self._log.error("E004", place_of(key), cause, message("Keep one of them."))
        raise _Unusable

    def _fail(self, code: str, cause: Message) -> NoReturn:
        mark = self._mark()
        self._log.error(code, Place(mark.line + 1, mark.column + 1), cause, _AGAIN)
        raise _Unusable


_AGAIN = message("Write the result again from its answers: egovmaturity assess ... -o FILE.json")
