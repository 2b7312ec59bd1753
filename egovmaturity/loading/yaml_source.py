"""Strict YAML with positions: text to a tree of nodes that know where they were written.

Built on PyYAML's event stream, which knows nothing of booleans, dates or object tags; what a
plain scalar means is decided by whoever reads it. Constructs that are dangerous (aliases, tags,
merge keys), ambiguous (a key twice) or read differently by PyYAML's C and Python parsers are
refused, so that a file gets the same verdict in every office.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.log import WHOLE_FILE, Log, Place, end_of
from egovmaturity.loading.text_source import SourceText

MAX_DEPTH = 32
MAX_NODES = 200_000

IS_FAST = yaml.__with_libyaml__
"""Whether PyYAML's C parser is there; without it loading is about sixteen times slower."""


class ScalarNode:
    """A single value as written. ``is_plain``: without quotes and not a block.

    The C parser gives "" as the style of a plain scalar, the Python parser ``None``.
    """

    __slots__ = ("end", "is_plain", "mark", "text")

    def __init__(self, text: str, mark: Any, end: Any, style: str | None) -> None:
        self.text = text
        self.mark = mark
        self.end = end
        self.is_plain = not style


class SequenceNode:
    """A list. ``is_flow``: written in brackets, which end at ``end``."""

    __slots__ = ("end", "is_flow", "items", "mark")

    def __init__(self, mark: Any, *, is_flow: bool) -> None:
        self.mark = self.end = mark
        self.is_flow = is_flow
        self.items: list[Node] = []


class MappingNode:
    """Keys and values; a key written twice keeps its first value. Brackets as in a list."""

    __slots__ = ("end", "entries", "is_flow", "keys", "mark")

    def __init__(self, mark: Any, *, is_flow: bool) -> None:
        self.mark = self.end = mark
        self.is_flow = is_flow
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, ScalarNode] = {}


Node = ScalarNode | SequenceNode | MappingNode


def place_of(node: Node) -> Place:
    """Return where a node begins."""
    return Place(node.mark.line + 1, node.mark.column + 1)


def parse(source: SourceText, log: Log) -> Node | None:
    """Read one YAML document strictly; ``None`` (and a note in ``log``) if it cannot be used.

    Noted: E003 syntax, E004 a key twice, E005 only comments, E006 too deep or too many values,
    E007 a construct that is not allowed, E010 a character that is not allowed.
    """
    _check_characters(source.text, log)
    if log.has_errors:
        return None
    parser_of = yaml.cyaml.CParser if IS_FAST else _PythonParser  # type: ignore[attr-defined]  # exists where libyaml does
    texts: list[_Stretch] = []
    try:
        next_event = parser_of(source.text).get_event
        if "\t" in source.text:
            next_event = _noting_texts(next_event, texts)
        root = _Builder(next_event, source.text, log).build()
    except yaml.MarkedYAMLError as problem:
        _note_syntax(problem, log)
        return None
    except (yaml.YAMLError, ValueError) as problem:
        log.error("E003", WHOLE_FILE, message("this is not valid YAML: {problem}", problem=problem))
        return None
    if (root is None or _is_blank(root)) and not log.has_errors:
        log.error("E005", WHOLE_FILE, message("the file holds only comments"))
        return None
    if "\t" in source.text:
        _check_tabs(source.text, texts, log)
    return root


def _is_blank(root: Node) -> bool:
    return isinstance(root, ScalarNode) and root.is_plain and not root.text


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser without its resolver and constructor, as strict as the C parser."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def scan_directive(self) -> Any:
        """Refuse every directive; unknown ones would be skipped."""
        raise yaml.scanner.ScannerError(None, None, "found a directive", self.get_mark())

    def scan_flow_scalar(self, style: str) -> Any:
        """Give an escape beyond Unicode a place; ``chr`` knows none."""
        mark = self.get_mark()
        try:
            return super().scan_flow_scalar(style)
        except (ValueError, OverflowError) as problem:
            raise yaml.scanner.ScannerError(None, mark, _BAD_ESCAPE, mark) from problem


_BAD_ESCAPE = "found invalid Unicode character escape code"


class _Unusable(Exception):  # noqa: N818  # a signal inside this module, not an error of ours
    """The problem is noted and reading on would be useless or dangerous."""


class _Builder:
    """Turns events into nodes, checking as they come so that nothing grows without bound."""

    def __init__(self, next_event: Callable[[], Any], text: str, log: Log) -> None:
        self._next, self._text, self._log = next_event, text, log
        # Looked for once in the whole text; most files have none and are spared a look at each.
        self._has_tight_colons = _TIGHT_COLON.search(text) is not None
        self._has_odd_blocks = "\t" in text or _TIGHT_COMMENT.search(text) is not None
        self._is_unusable = False
        self._in_brackets = False
        self._depth = self._count = 0

    def build(self) -> Node | None:
        """Consume the whole stream; ``None`` where the document cannot be used."""
        root: Node | None = None
        try:
            while (event := self._next()).__class__ is not yaml.StreamEndEvent:
                if event.__class__ is yaml.DocumentStartEvent:
                    self._check_document(event, root)
                    root = self._node(self._next())
        except _Unusable:
            return None
        return None if self._is_unusable else root

    def _check_document(self, event: Any, before: Node | None) -> None:
        if event.version is not None or event.tags:
            self._note("E003", event.start_mark, *_DIRECTIVE)
        if before is not None:
            self._note(
                "E007",
                event.start_mark,
                message("the file holds more than one document"),
                message('Remove the line "---" or split the file.'),
            )
            raise _Unusable

    def _node(self, event: Any) -> Node:
        """Read the root, or an item of a list, with all that is in it."""
        if event.__class__ is yaml.ScalarEvent:
            return self._scalar(event, event.start_mark)
        node = self._begin(event)
        if node.__class__ is not ScalarNode:
            self._fill(node)
        return node

    def _fill(self, node: Any) -> None:
        """Read what is in a list or mapping that has begun."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._give_up(node.mark, _TOO_DEEP)
        around, self._in_brackets = self._in_brackets, node.is_flow
        fill = self._fill_mapping if node.__class__ is MappingNode else self._fill_sequence
        node.end = fill(node)
        self._in_brackets = around
        self._depth -= 1

    def _fill_sequence(self, node: SequenceNode) -> Any:
        """Read items up to the end, and return its mark."""
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            node.items.append(self._node(event))
        return event.end_mark

    def _fill_mapping(self, node: MappingNode) -> Any:
        """Read keys and values up to the end, and return its mark."""
        next_event, scalar, scalar_event = self._next, self._scalar, yaml.ScalarEvent
        entries, keys = node.entries, node.keys
        while (event := next_event()).__class__ is not yaml.MappingEndEvent:
            if event.__class__ is scalar_event and event.value:
                key = scalar(event, event.start_mark)
            else:
                key = self._odd_key(event)
            name = key.text
            event = next_event()
            if event.__class__ is scalar_event and event.value:
                value: Node = scalar(event, event.start_mark)
            else:
                value = self._value(event, key)
            if name not in entries and name != "<<":
                entries[name], keys[name] = value, key
            else:
                self._add_odd(node, key, value)
            if value.__class__ is not ScalarNode:
                self._fill(value)
        return event.end_mark

    def _odd_key(self, event: Any) -> ScalarNode:
        """Read a key that is no word; refuse one that is empty or holds other values."""
        if event.__class__ is yaml.ScalarEvent:
            if not event.style:
                self._note("E003", event.start_mark, *_NO_KEY)
            return self._scalar(event, event.start_mark)
        node = self._begin(event)
        if isinstance(node, ScalarNode):
            return node
        self._note("E007", node.mark, message("a key must be a single word"))
        raise _Unusable

    def _value(self, event: Any, key: ScalarNode) -> Node:
        """Read a value that is empty, or the beginning of a list or mapping."""
        if event.__class__ is not yaml.ScalarEvent:
            return self._begin(event)
        return self._scalar(event, event.start_mark if event.style else self._blank(event, key))

    def _blank(self, event: Any, key: ScalarNode) -> Any:
        """Return where nothing stands; refuse a key without a colon, as in ``{a, b}``."""
        between = re.sub(_COMMENT, "", self._text[key.end.index : event.start_mark.index])
        if ":" not in between:
            self._note("E003", key.mark, *_NO_COLON)
        # Inside brackets the two parsers differ about where nothing stands.
        return key.mark if self._in_brackets else event.start_mark

    def _scalar(self, event: Any, mark: Any) -> ScalarNode:
        style = event.style
        node = ScalarNode(event.value, mark, event.end_mark, style)
        if style:
            self._check_style(event, style)
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if self._in_brackets and not style and ("?" in event.value or self._has_tight_colons):
            self._check_flow(node)
        self._count += 1
        if self._count > MAX_NODES:
            self._give_up(mark, _TOO_MANY)
        return node

    def _check_style(self, event: Any, style: str) -> None:
        mark = event.start_mark
        if style == '"':
            written = self._text[mark.index : event.end_mark.index]
            if "\\" in written and re.search(_NEVER, event.value):
                self._note("E010", mark, *_BAD_CHARACTER)
        elif style != "'" and not self._begins_well(mark.index, style):
            self._note(
                "E003",
                mark,
                message("only a comment after a space may follow | or > in its line"),
                message("Begin the text in the next line, indented by spaces only."),
            )

    def _begins_well(self, start: int, sign: str) -> bool:
        """Whether only what both parsers understand follows ``|`` or ``>`` in its line."""
        if self._text[start] == sign and not self._has_odd_blocks:
            return True
        return re.compile(_BLOCK_BEGINS).match(self._text, start) is not None

    def _check_flow(self, node: ScalarNode) -> None:
        """Inside brackets the two parsers differ about ``?`` and about a colon without space."""
        if "?" in node.text:
            self._note("E003", node.mark, *_QUESTION_MARK)
        elif re.compile(_COLON_FOLLOWS).match(self._text, node.end.index):
            self._note("E003", node.mark, *_NO_COLON)

    def _begin(self, event: Any) -> Node:
        """Return a list or mapping that is still to be filled, or what stands for an alias."""
        mark = event.start_mark
        if event.__class__ is yaml.AliasEvent:
            self._refuse_alias(event)
            node: Node = ScalarNode("", mark, event.end_mark, None)
        else:
            if event.tag is not None or event.anchor is not None:
                self._refuse_properties(event)
            kind = MappingNode if event.__class__ is yaml.MappingStartEvent else SequenceNode
            node = kind(mark, is_flow=event.flow_style)
        self._count += 1
        if self._count > MAX_NODES:
            self._give_up(mark, _TOO_MANY)
        return node

    def _refuse_alias(self, event: Any) -> None:
        self._is_unusable = True
        self._note(
            "E007",
            event.start_mark,
            message("references (*{name}) are not allowed", name=event.anchor),
            message("Write the value out. Text that begins with * needs quotes."),
        )

    def _refuse_properties(self, event: Any) -> None:
        self._is_unusable = True
        what = (
            message("tags ({name}) are not allowed", name=event.tag)
            if event.tag is not None
            else message("anchors (&{name}) are not allowed", name=event.anchor)
        )
        hint = message("Text that begins with ! or & needs quotes.")
        self._note("E007", event.start_mark, what, hint)

    def _add_odd(self, mapping: MappingNode, key: ScalarNode, node: Node) -> None:
        """Refuse a merge key and a key that stands there already."""
        name = key.text
        if name == "<<" and key.is_plain:
            self._is_unusable = True
            self._note("E007", key.mark, message("merge keys (<<) are not allowed"))
        elif name in mapping.entries:
            first = mapping.keys[name].mark.line + 1
            self._note(
                "E004",
                key.mark,
                message('"{key}" is written twice (first on line {line})', key=name, line=first),
                message("Keep one of them."),
            )
        else:
            mapping.entries[name], mapping.keys[name] = node, key

    def _give_up(self, mark: Any, said: tuple[Message, Message]) -> None:
        self._note("E006", mark, *said)
        raise _Unusable

    def _note(self, code: str, mark: Any, cause: Message, hint: Message | None = None) -> None:
        self._log.error(code, Place(mark.line + 1, mark.column + 1), cause, hint)


_Stretch = tuple[int, int]
"""Where a text begins and ends, counted in characters."""


def _noting_texts(next_event: Callable[[], Any], texts: list[_Stretch]) -> Callable[[], Any]:
    """Return ``next_event`` so that it also notes where every scalar stands."""

    def noting() -> Any:
        event = next_event()
        if event.__class__ in {yaml.ScalarEvent, yaml.AliasEvent}:
            texts.append(_stretch(event))
        return event

    return noting


def _stretch(event: Any) -> _Stretch:
    return event.start_mark.index, event.end_mark.index


# What the two PyYAML parsers, the reports or a terminal could not carry faithfully: control
# characters, surrogates, non-characters, a byte-order mark inside the text, and the three line
# separators that YAML 1.1 folds and editors do not count as lines.
_NOT_ALLOWED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
_USUAL = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


def _check_characters(text: str, log: Log) -> None:
    # What is not allowed is not printable either; whole texts are seldom more than printable ASCII.
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    if unusual.decode("utf-8", "surrogatepass").isprintable():
        return
    for found in re.finditer(_NOT_ALLOWED, text):
        log.error(
            "E010",
            end_of(text[: found.start()]),
            message("the character U+{code:04X} is not allowed here", code=ord(found.group())),
            message("Delete it; it is invisible and often comes from copying out of a document."),
        )
        return


def _check_tabs(text: str, spans: list[_Stretch], log: Log) -> None:
    """Refuse tabs outside quotes and blocks: PyYAML's two parsers disagree about them."""
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        if text[start : start + 1] not in _OPENS_TEXT:
            continue  # a plain text; what stands in it is looked at with what follows
        between = re.sub(_COMMENT, lambda found: " " * len(found[0]), text[position:start])
        at = between.find("\t")
        if at >= 0:
            log.error("E003", end_of(text[: position + at]), *_TAB)
            return
        position = max(position, end)


_OPENS_TEXT = ("", '"', "'", "|", ">")
_COMMENT = "(?:^|(?<=[ \t\r\n]))#[^\r\n]*"
# The C parser takes "|#" for a comment and refuses a tab where the indentation is to be seen;
# the Python parser does neither. Without such a comment or a tab every block begins well.
_TIGHT_COMMENT = re.compile("#(?<=[-+|>0-9]#)")
_BLOCK_BEGINS = (
    r"[|>](?:(?P<own>[-+]?[0-9][-+]?)|[-+]?)(?: +#[^\r\n]*| *)(?:(?=[\r\n])|\Z)"
    r"(?(own)|(?!(?:[\r\n] *+)++\t))"
)
_RIGHT_FILE = message("Check that this is the right file.")
_TOO_DEEP = (message("the file is nested too deeply"), _RIGHT_FILE)
_TOO_MANY = (message("the file holds too many values"), _RIGHT_FILE)
# What no text may hold even where it is written as an escape, such as "\\0".
_NEVER = "[\x00\ufffe\uffff\ud800-\udfff]"
_BAD_CHARACTER = (
    message("an escape (\\) stands for a character that is not allowed"),
    message("Write the character itself."),
)
_DIRECTIVE = (
    message("lines that begin with % are not allowed"),
    message("Remove the line, or put the text in quotes."),
)
_TIGHT_COLON = re.compile(":[][{},?]")
_COLON_FOLLOWS = r"[ \r\n]*:[][{},?]"
_NO_COLON = (
    message("a colon and a space are missing after a key"),
    message("Write: key: value"),
)
_QUESTION_MARK = (
    message("inside {{ }} or [ ] a text with a question mark needs quotes"),
    message('Write the text in quotes: "…?"'),
)
_NO_KEY = (message("a key is missing before the colon"), _NO_COLON[1])
_TAB = (
    message("a tab stands where only spaces are allowed"),
    message("Replace it by two spaces."),
)


def _note_syntax(problem: yaml.MarkedYAMLError, log: Log) -> None:
    """Say what the parser stumbled over in words an officer can act on."""
    mark = problem.problem_mark or problem.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else WHOLE_FILE
    said = problem.problem or problem.context or ""
    if "'\\t'" in said or "tab" in said:
        log.error("E003", place, *_TAB)
        return
    if said == _BAD_ESCAPE:
        began = problem.context_mark or mark
        place = Place(began.line + 1, began.column + 1) if began else WHOLE_FILE
        log.error("E010", place, *_BAD_CHARACTER)
        return
    if "directive" in said + str(problem.context) or "incompatible YAML" in said:
        log.error("E003", place, *_DIRECTIVE)
        return
    if "nesting depth" in said:  # newer releases of libyaml have a limit of their own
        log.error("E006", place, *_TOO_DEEP)
        return
    for clue, cause, hint in _SYNTAX:
        if clue in said:
            log.error("E003", place, cause, hint)
            return
    log.error(
        "E003",
        place,
        message("this is not valid YAML ({problem})", problem=said),
        message("Look at this line and the one before: indentation, quotes, a colon."),
    )


_INDENTATION = (
    message("the indentation does not fit the lines above"),
    message("Keys that belong together begin in the same column; use spaces only."),
)
_NO_COMMA = (
    message("inside {{ }} or [ ] a comma or the closing bracket is missing"),
    message("Put a text with a colon or a comma in quotes."),
)

_SYNTAX = (
    ("but got '?'", *_QUESTION_MARK),
    (
        "mapping values are not allowed",
        message("a second colon in one line"),
        message('Put the text in quotes because of its colon: "…: …"'),
    ),
    (
        "cannot start any token",
        message("a text must not begin with this character"),
        message("Put the text in quotes."),
    ),
    # The C parser and the Python parser put the same faults in different words.
    ("expected <block end>", *_INDENTATION),
    ("expected '-' indicator", *_INDENTATION),
    ("did not find expected key", *_INDENTATION),
    ("block sequence entries are not allowed", *_INDENTATION),
    ("expected ',' or", *_NO_COMMA),
    (
        "could not find expected ':'",
        *_NO_COLON,
    ),
    (
        "end of stream",
        message("a quote or bracket is opened and never closed"),
        message("Close it with a quote, ] or }}."),
    ),
)
