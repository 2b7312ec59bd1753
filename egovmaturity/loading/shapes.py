"""What the values of a file look like, declared once: read them, describe them, check them.

A shape reads a node and notes what is wrong with it; the same shape writes itself as JSON Schema
for editors. File kinds are tables of shapes (see ``questionnaire_shape`` and ``answers_shape``).
"""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.durations import Duration, DurationUnit
from egovmaturity.domain.questionnaire import Comparator, Threshold
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, place_of


class _Invalid:
    """The one value that says: a problem was noted, there is nothing to use."""


INVALID: Final = _Invalid()

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS = frozenset(("true", "false"))
_NUMBER = r"0x[0-9a-fA-F]+|0o[0-7]+|[-+]?(?:[0-9][0-9_,.:]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
# No zero in front: 012 is ten to some readers of YAML and twelve to others.
_DECIMAL = r"[-+]?(?:0|[1-9][0-9]{0,19})(?:[.,][0-9]{1,20})?"
_FRACTION = r"([-+]?[0-9]{1,20})\s*/\s*([0-9]{1,20})"


def is_null(node: Node) -> bool:
    """Whether nothing was written: an empty value, ``~`` or ``null``, without quotes."""
    return node.__class__ is ScalarNode and node.is_plain and node.text in _NULL


def shown(node: Node) -> str:
    """Return what was written, short enough for a message."""
    if isinstance(node, ScalarNode):
        text = " ".join(node.text.split())
        return text if len(text) <= 40 else text[:39] + "…"
    return "{…}" if isinstance(node, MappingNode) else "[…]"


class Shape:
    """Something a value can look like.

    Type checkers see to it that no shape lacks a method; at run time that would only cost.
    """

    @abstractmethod
    def read(self, node: Node, log: Log) -> Any:
        """Return the value, or note what is wrong and return ``INVALID``."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Describe the shape as JSON Schema, draft 7."""


class _Scalar(Shape):
    """A shape that is written as a single word or text."""

    expected: Message

    def read(self, node: Node, log: Log) -> Any:
        if node.__class__ is ScalarNode and not (node.is_plain and node.text in _NULL):
            return self._value(node, log)
        return _wrong_type(node, self.expected, log)

    @abstractmethod
    def _value(self, node: ScalarNode, log: Log) -> Any:
        """Return what the text means, or note what is wrong and return ``INVALID``."""


def _wrong_type(node: Node, expected: Message, log: Log) -> _Invalid:
    cause = message('expected {expected}, found "{found}"', expected=expected, found=shown(node))
    log.error("E013", place_of(node), cause)
    return INVALID


class Text(Shape):
    """Words for people. Numbers are welcome; they stay exactly as written."""

    expected = message("text")

    def read(self, node: Node, log: Log) -> Any:
        if node.__class__ is ScalarNode and not (node.is_plain and node.text in _NULL):
            return node.text.strip()
        return _wrong_type(node, self.expected, log)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


class Word(_Scalar):
    """An identifier. A bare number is refused, because 2026.10 would be 2026.1 elsewhere.

    So are bare ``true`` and ``false``, which are no words to other readers of YAML.
    """

    expected = message("a name")

    def __init__(self, pattern: str, example: str) -> None:
        self.pattern = pattern
        self._example = example
        self._matches = re.compile(pattern).fullmatch

    def _value(self, node: ScalarNode, log: Log) -> Any:
        text = node.text
        if node.is_plain and not text[:1].isalpha() and re.fullmatch(_NUMBER, text):
            log.error(
                "E207",
                place_of(node),
                message('"{found}" would be read as a number', found=shown(node)),
                message('Put it in quotes: "{found}"', found=shown(node)),
            )
            return INVALID
        if node.is_plain and text.lower() in _TRUTHS:
            log.error(
                "E207",
                place_of(node),
                message('"{found}" would be read as yes or no', found=text),
                message('Put it in quotes: "{found}"', found=text),
            )
            return INVALID
        if not self._matches(text):
            log.error(
                "E014",
                place_of(node),
                message('"{found}" is not a valid name here', found=shown(node)),
                message("Write it like this: {example}", example=self._example),
            )
            return INVALID
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


class Whole(_Scalar):
    """A whole number between ``least`` and ``most``."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most
        self.expected = message("a whole number from {least} to {most}", least=least, most=most)

    def _value(self, node: ScalarNode, log: Log) -> Any:
        return self.read_key(node, log) if node.is_plain else self._refuse(node, log)

    def read_key(self, node: ScalarNode, log: Log) -> Any:
        """Return the value of a key, which JSON has to write in quotes."""
        value = int(node.text) if _WHOLE.fullmatch(node.text) else self._least - 1
        return value if self._least <= value <= self._most else self._refuse(node, log)

    def _refuse(self, node: ScalarNode, log: Log) -> _Invalid:
        return _wrong_type(node, self.expected, log)

    @property
    def pattern(self) -> str:
        """What the numbers look like as keys of JSON: no more digits than the largest has."""
        return f"0|[1-9][0-9]{{0,{len(str(self._most)) - 1}}}"

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self._least, "maximum": self._most}


def exact_number(text: str) -> Fraction | None:
    """Read ``0.1``, ``0,1`` or ``17/20`` exactly; ``None`` for anything else.

    At most 20 digits each side; no exponents, no infinities. ``0.1`` is one tenth.
    """
    if _WHOLE.fullmatch(text):
        return Fraction(int(text))  # most are, and this is by far the fastest way
    if re.fullmatch(_DECIMAL, text):
        return Fraction(text.replace(",", "."))
    parts = re.fullmatch(_FRACTION, text)
    if parts and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    return None


class Exact(_Scalar):
    """An exact number: a decimal or a fraction, never a float."""

    expected = message("a number such as 2, 0.25 or 1/3")

    def __init__(self, least: Fraction | None = None) -> None:
        self._least = least

    def _value(self, node: ScalarNode, log: Log) -> Any:
        value = exact_number(node.text)
        if value is None:
            return _wrong_type(node, self.expected, log)
        if self._least is not None and value < self._least:
            log.error(
                "E014",
                place_of(node),
                message('"{found}" is less than {least}', found=node.text, least=self._least),
            )
            return INVALID
        return value

    def schema(self) -> dict[str, Any]:
        number: dict[str, Any] = {"type": "number"}
        pattern = f"^(?:{_DECIMAL}|{_FRACTION})$"
        if self._least is not None:
            number["minimum"] = int(self._least)
            pattern = pattern.replace("[-+]?", r"\+?") if self._least >= 0 else pattern
        return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


# What _share takes, for schemas.
_SHARE = r"(?:[0-9]{1,20}(?:[.,][0-9]{1,20})?|[0-9]{1,20}\s*/\s*[0-9]{1,20})\s*(?:%?)"


def _share(text: str) -> Fraction | None:
    number = exact_number(text.removesuffix("%").rstrip())
    if number is None or text.startswith(("+", "-")):
        return None
    share = number / 100 if text.endswith("%") else number
    return share if share <= 1 else None


class Share(_Scalar):
    """A part of a whole: ``50 %``, ``0.5`` or ``1/2``."""

    expected = message("a share such as 50 %, 0.5 or 1/2")

    def _value(self, node: ScalarNode, log: Log) -> Any:
        share = _share(node.text)
        return _wrong_type(node, self.expected, log) if share is None else share

    def schema(self) -> dict[str, Any]:
        text = {"type": "string", "pattern": f"^{_SHARE}$"}
        return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, text]}


class Bar(_Scalar):
    """A threshold with its comparator written out: ``>= 70 %`` or ``> 1/2``."""

    expected = message('a threshold with its comparator, such as ">= 70 %" or "> 50 %"')

    def _value(self, node: ScalarNode, log: Log) -> Any:
        comparator = next((each for each in Comparator if node.text.startswith(each)), None)
        share = _share(node.text.removeprefix(comparator).lstrip()) if comparator else None
        if comparator is None or share is None:
            return _wrong_type(node, self.expected, log)
        return Threshold(comparator, share)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^>=?\\s*{_SHARE}$"}


class Flag(_Scalar):
    """``true`` or ``false``; nothing else is a yes."""

    expected = message("true or false")

    def _value(self, node: ScalarNode, log: Log) -> Any:
        if node.is_plain and node.text in {"true", "false"}:
            return node.text == "true"
        return _wrong_type(node, self.expected, log)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Choice(_Scalar):
    """One of a few fixed words."""

    expected = message("one of a few words")

    def __init__(self, *words: str) -> None:
        self.words = words

    def _value(self, node: ScalarNode, log: Log) -> Any:
        if node.text in self.words:
            return node.text
        log.error(
            "E014",
            place_of(node),
            message('"{found}" is not possible here', found=shown(node)),
            message("Possible: {words}", words=", ".join(self.words)),
        )
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


def day_from(text: str) -> date | None:
    """Read ``2026-01-31``; ``None`` for anything else, 2026-02-30 included."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None  # ISO 8601 has other ways to write it


class Day(_Scalar):
    """A date as ISO 8601 writes it: ``2026-01-31``."""

    expected = message("a date such as 2026-01-31")

    def _value(self, node: ScalarNode, log: Log) -> Any:
        return day_from(node.text) or _wrong_type(node, self.expected, log)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}


class Lasting(_Scalar):
    """A duration of the calendar: ``90 days``, ``12 months`` or ``3 years``."""

    expected = message("a duration such as 90 days, 12 months or 3 years")

    def _value(self, node: ScalarNode, log: Log) -> Any:
        found = re.fullmatch(_DURATION, node.text)
        if found is None:
            return _wrong_type(node, self.expected, log)
        return Duration(int(found[1]), DurationUnit(found[2]))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_DURATION}$"}


_DURATION = "([1-9][0-9]{0,3}) (day|month|year)s?"


class QuarterOfYear(_Scalar):
    """A quarter: ``2026-Q2``."""

    expected = message("a quarter such as 2026-Q2")

    def _value(self, node: ScalarNode, log: Log) -> Any:
        if re.fullmatch(r"[12][0-9]{3}-Q[1-4]", node.text):
            return Quarter(int(node.text[:4]), int(node.text[-1]))
        return _wrong_type(node, self.expected, log)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[12][0-9]{3}-Q[1-4]$"}


class Placed:
    """A value of a list, or of a map, and the node it stands at: the item, or the key."""

    __slots__ = ("node", "value")

    def __init__(self, value: Any, node: Node) -> None:
        self.value = value
        self.node = node

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.node)


class ListOf(Shape):
    """A list; items that cannot be used are left out after being noted."""

    def __init__(self, item: Shape, least: int = 0) -> None:
        self.item = item
        self._least = least

    def read(self, node: Node, log: Log) -> Any:
        if node.__class__ is not SequenceNode:
            return _wrong_type(node, message("a list"), log)
        read = self.item.read
        items = [
            Placed(value, item) for item in node.items if (value := read(item, log)) is not INVALID
        ]
        if len(node.items) < self._least:
            log.error(
                "E014",
                place_of(node),
                message("the list needs at least {least} entries", least=self._least),
            )
        return items

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(), "minItems": self._least}


class MapOf(Shape):
    """Keys of one kind and values of one kind, such as question ids and answers.

    Reads to a dictionary of key to ``Placed`` value; the place is that of the key.
    """

    def __init__(self, key: Word | Whole, value: Shape) -> None:
        self._key, self.value = key, value
        self._read_key = key.read_key if isinstance(key, Whole) else key.read

    def read(self, node: Node, log: Log) -> Any:
        if node.__class__ is not MappingNode:
            return _wrong_type(node, message("keys with values"), log)
        values = {}
        read_key, read = self._read_key, self.value.read
        for name, entry in node.entries.items():
            key_node = node.keys[name]
            key = read_key(key_node, log)
            value = read(entry, log)
            if key is not INVALID and value is not INVALID:
                values[key] = Placed(value, key_node)
        return values

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "patternProperties": {f"^(?:{self._key.pattern})$": self.value.schema()},
            "additionalProperties": False,
        }


class Key(NamedTuple):
    """A key of a record: what its value looks like, whether it must be there, what it means."""

    shape: Shape
    doc: str
    is_required: bool = False


class Values(dict[str, Any]):
    """What a record held, with the place of every value."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def node_of(self, key: str) -> Node:
        """Return the node of the value of ``key``, or of the record itself if it is missing."""
        if isinstance(self.node, MappingNode) and key in self.node.entries:
            return self.node.entries[key]
        return self.node

    def place(self, key: str) -> Place:
        """Return where the value of ``key`` stands, or the record itself if it is missing."""
        return place_of(self.node_of(key))

    def is_missing(self, key: str) -> bool:
        """Whether nothing was written for ``key``; a value that was refused is not missing."""
        if key in self:
            return False
        entries = self.node.entries if isinstance(self.node, MappingNode) else {}
        return key not in entries or is_null(entries[key])


class Record(Shape):
    """Named keys, each with its own shape. Unknown keys are errors.

    ``short`` names the key that a bare value stands for: ``PM-05: 2`` is ``{level: 2}``.
    ``accepts_null`` lets a blank stand for an empty record.
    """

    def __init__(
        self,
        name: str,
        keys: Mapping[str, Key],
        *,
        short: str = "",
        accepts_null: bool = False,
    ) -> None:
        self.name, self.keys = name, keys
        self._short, self._accepts_null = short, accepts_null
        self._readers = {each: key.shape.read for each, key in keys.items()}
        self._required = [each for each, key in keys.items() if key.is_required]

    def read(self, node: Node, log: Log) -> Any:
        if node.__class__ is not MappingNode:
            return self._read_short(node, log)
        values, readers = Values(node), self._readers
        for name, entry in node.entries.items():
            read = readers.get(name)
            if read is None:
                self._unknown(node.keys[name], log)
            elif entry.__class__ is ScalarNode and entry.is_plain and entry.text in _NULL:
                _note_swallowed(entry, log)
            else:
                value = read(entry, log)
                if value is not INVALID:
                    values[name] = value
        for name in self._required:
            if name not in values or values[name] == "":
                self._missing(name, values, log)
        return values

    def _unknown(self, key: ScalarNode, log: Log) -> None:
        log.error(
            "E011",
            place_of(key),
            message(
                'the key "{key}" is not known in {record}',
                key=shown(key),
                record=Message(self.name, {}),
            ),
            log.nearest(key.text, self.keys),
        )

    def _read_short(self, node: Node, log: Log) -> Any:
        """Read what is no mapping: a blank, or the bare value of one key."""
        values = Values(node)
        if self._accepts_null and is_null(node):
            return values
        if not self._short or isinstance(node, SequenceNode):
            return _wrong_type(node, message("keys with values"), log)
        value = self._readers[self._short](node, log)
        if value is INVALID:
            return INVALID
        values[self._short] = value
        return values

    def _missing(self, name: str, values: Values, log: Log) -> None:
        """Note a key that is empty or not there, unless its value was refused already."""
        if name in values or values.is_missing(name):
            log.error(
                "E012",
                place_of(values.node),
                message(
                    'the key "{key}" is missing in {record}',
                    key=name,
                    record=Message(self.name, {}),
                ),
                message(
                    "Add it: {key}: …  ({doc})", key=name, doc=Message(self.keys[name].doc, {})
                ),
            )

    def schema(self) -> dict[str, Any]:
        record = {
            "type": "object",
            "properties": {
                name: {"description": key.doc, **_optional(key)} for name, key in self.keys.items()
            },
            "required": [name for name, key in self.keys.items() if key.is_required],
            "additionalProperties": False,
        }
        ways = [record]
        if self._short:
            ways.append(self.keys[self._short].shape.schema())
        if self._accepts_null:
            ways.append({"type": "null"})
        return record if len(ways) == 1 else {"anyOf": ways}


def _optional(key: Key) -> dict[str, Any]:
    schema = key.shape.schema()
    if not key.is_required:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "pattern": r"\S"} if isinstance(key.shape, Text) else schema


def _note_swallowed(node: Node, log: Log) -> None:
    """Warn where a value is empty only because ``#`` turned it into a comment."""
    place = place_of(node)
    rest = log.line(place.line)[place.column - 1 :].lstrip()
    if rest.startswith("#"):
        log.warning(
            "W307",
            place,
            message("the value is empty because # begins a comment"),
            message('Put the text in quotes: "#…"'),
        )


class ByKind(Shape):
    """One shape for a bare value, another for a list or for keys with values."""

    def __init__(self, scalar: Shape, other: Shape) -> None:
        self._scalar, self._other = scalar, other

    def read(self, node: Node, log: Log) -> Any:
        shape = self._scalar if isinstance(node, ScalarNode) else self._other
        return shape.read(node, log)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self._scalar.schema(), self._other.schema()]}


class Recursive(Shape):
    """A shape that contains itself, such as sections inside sections."""

    def __init__(self, name: str, make: Callable[[], Shape]) -> None:
        self._name, self._make = name, make

    def read(self, node: Node, log: Log) -> Any:
        return self._make().read(node, log)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/definitions/{self._name}"}


def values_of(placed: Iterable[Placed] | None) -> tuple[Any, ...]:
    """Strip the places from a list that was read."""
    return tuple([item.value for item in placed]) if placed else ()
