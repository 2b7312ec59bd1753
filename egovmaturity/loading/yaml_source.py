"""Strict YAML with positions: text to a tree of nodes that know where they were written.

Built on PyYAML's event stream, which knows nothing of booleans, dates or object tags; what a
plain scalar means is decided by whoever reads it. Constructs that are dangerous (aliases, tags,
merge keys), ambiguous (a key twice) or read differently by PyYAML's C and Python parsers are
refused, so that a file gets the same verdict in every office.
"""

import re
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
    """A single value as written. ``is_plain``: without quotes and not a block."""

    __slots__ = ("end", "is_plain", "mark", "text")

    def __init__(self, text: str, mark: Any, end: Any, *, is_plain: bool) -> None:
        self.text = text
        self.mark = mark
        self.end = end
        self.is_plain = is_plain


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
    try:
        parser = parser_of(source.text)
        builder = _Builder(source.text, log)
        root = builder.build(parser)
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
        _check_tabs(source.text, builder.spans, log)
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

    def __init__(self, text: str, log: Log) -> None:
        self.spans: list[tuple[int, int]] = []
        self.is_unusable = False
        self._text, self._log = text, log
        self._root: Node | None = None
        self._open: list[MappingNode | SequenceNode] = []
        self._key: ScalarNode | None = None
        self._flow_depth = 0
        self._count = 0

    def build(self, parser: Any) -> Node | None:
        """Consume the whole stream; ``None`` where the document cannot be used."""
        handlers = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event, last = parser.get_event, yaml.StreamEndEvent
        try:
            while (kind := (event := next_event()).__class__) is not last:
                if kind in handlers:
                    handlers[kind](event)
        except _Unusable:
            self.is_unusable = True
        return None if self.is_unusable else self._root

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        # The C parser gives "" as the style of a plain scalar, the Python parser None.
        node = ScalarNode(event.value, mark, event.end_mark, is_plain=not event.style)
        if event.style:
            self._check_style(event)
        elif not node.text:
            self._check_empty(node)
        self.spans.append((mark.index, event.end_mark.index))
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if self._flow_depth and node.is_plain:
            self._check_flow(node, event.end_mark.index)
        self._place(node)

    def _check_style(self, event: Any) -> None:
        mark = event.start_mark
        if event.style == '"':
            if _NEVER.search(event.value):
                self._note("E010", mark, *_BAD_CHARACTER)
        elif event.style != "'" and not _BLOCK_BEGINS.match(self._text, mark.index):
            self._note(
                "E003",
                mark,
                message("only a comment after a space may follow | or > in its line"),
                message("Begin the text in the next line, indented by spaces only."),
            )

    def _check_flow(self, node: ScalarNode, end: int) -> None:
        """Inside brackets the two parsers differ about ``?`` and about a colon without space."""
        if "?" in node.text:
            self._note("E003", node.mark, *_QUESTION_MARK)
        elif _TIGHT_COLON.match(self._text, end):
            self._note("E003", node.mark, *_NO_COLON)

    def _check_empty(self, node: ScalarNode) -> None:
        """Refuse a key that is empty or has no colon, as in ``{a, b}`` or after ``?``."""
        if self._key is None:
            if self._open and isinstance(self._open[-1], MappingNode):
                self._note("E003", node.mark, *_NO_KEY)
            return
        between = _COMMENT.sub("", self._text[self.spans[-1][1] : node.mark.index])
        if ":" not in between:
            self._note("E003", self._key.mark, *_NO_COLON)
        if self._flow_depth:
            node.mark = self._key.mark  # the two parsers differ about where nothing stands

    def _start(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        kind = MappingNode if event.__class__ is yaml.MappingStartEvent else SequenceNode
        node = kind(event.start_mark, is_flow=bool(event.flow_style))
        self._place(node)
        self._open.append(node)
        self._flow_depth += 1 if event.flow_style else 0
        if len(self._open) > MAX_DEPTH:
            self._give_up(event.start_mark, _TOO_DEEP)

    def _end(self, event: Any) -> None:
        self._open.pop().end = event.end_mark
        # Inside { } or [ ] every container is written that way too.
        self._flow_depth -= 1 if self._flow_depth else 0

    def _alias(self, event: Any) -> None:
        self._note(
            "E007",
            event.start_mark,
            message("references (*{name}) are not allowed", name=event.anchor),
            message("Write the value out. Text that begins with * needs quotes."),
        )
        self.is_unusable = True
        self.spans.append((event.start_mark.index, event.end_mark.index))
        self._place(ScalarNode("", event.start_mark, event.end_mark, is_plain=True))

    def _document(self, event: Any) -> None:
        if event.version is not None or event.tags:
            self._note("E003", event.start_mark, *_DIRECTIVE)
        if self._root is not None:
            self._note(
                "E007",
                event.start_mark,
                message("the file holds more than one document"),
                message('Remove the line "---" or split the file.'),
            )
            raise _Unusable

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: the root, a list, a key, or the value of a key."""
        self._count += 1
        if self._count > MAX_NODES:
            self._give_up(node.mark, _TOO_MANY)
        if not self._open:
            self._root = node
            return
        container = self._open[-1]
        if isinstance(container, SequenceNode):
            container.items.append(node)
        elif self._key is not None:
            self._add(container, self._key, node)
            self._key = None
        elif node.__class__ is ScalarNode:
            self._key = node
        else:
            self._note("E007", node.mark, message("a key must be a single word"))
            raise _Unusable

    def _add(self, mapping: MappingNode, key: ScalarNode, node: Node) -> None:
        name = key.text
        if name == "<<" and key.is_plain:
            self._note("E007", key.mark, message("merge keys (<<) are not allowed"))
            self.is_unusable = True
        elif name in mapping.entries:
            first = mapping.keys[name].mark.line + 1
            self._note(
                "E004",
                key.mark,
                message('"{key}" is written twice (first on line {line})', key=name, line=first),
                message("Keep one of them."),
            )
        else:
            mapping.entries[name] = node
            mapping.keys[name] = key

    def _refuse_properties(self, event: Any) -> None:
        what = (
            message("tags ({name}) are not allowed", name=event.tag)
            if event.tag is not None
            else message("anchors (&{name}) are not allowed", name=event.anchor)
        )
        hint = message("Text that begins with ! or & needs quotes.")
        self._note("E007", event.start_mark, what, hint)
        self.is_unusable = True

    def _give_up(self, mark: Any, said: tuple[Message, Message]) -> None:
        self._note("E006", mark, *said)
        raise _Unusable

    def _note(self, code: str, mark: Any, cause: Message, hint: Message | None = None) -> None:
        self._log.error(code, Place(mark.line + 1, mark.column + 1), cause, hint)


# What the two PyYAML parsers, the reports or a terminal could not carry faithfully: control
# characters, surrogates, non-characters, a byte-order mark inside the text, and the three line
# separators that YAML 1.1 folds and editors do not count as lines.
_NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def _check_characters(text: str, log: Log) -> None:
    if text.isascii() and text.isprintable():
        return
    for found in _NOT_ALLOWED.finditer(text):
        log.error(
            "E010",
            end_of(text[: found.start()]),
            message("the character U+{code:04X} is not allowed here", code=ord(found.group())),
            message("Delete it; it is invisible and often comes from copying out of a document."),
        )
        return


def _check_tabs(text: str, spans: list[tuple[int, int]], log: Log) -> None:
    """Refuse tabs outside quotes and blocks: PyYAML's two parsers disagree about them."""
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        if text[start : start + 1] not in _OPENS_TEXT:
            continue  # a plain text; what stands in it is looked at with what follows
        between = _COMMENT.sub(lambda found: " " * len(found.group()), text[position:start])
        at = between.find("\t")
        if at >= 0:
            log.error("E003", end_of(text[: position + at]), *_TAB)
            return
        position = max(position, end)


_OPENS_TEXT = ("", '"', "'", "|", ">")
_COMMENT = re.compile("(?:^|(?<=[ \t\r\n]))#[^\r\n]*")
# The C parser takes "|#" for a comment and refuses a tab where the indentation is to be seen;
# the Python parser does neither.
_BLOCK_BEGINS = re.compile(
    r"[|>](?:(?P<own>[-+]?[0-9][-+]?)|[-+]?)(?: +#[^\r\n]*| *)(?:(?=[\r\n])|\Z)"
    r"(?(own)|(?!(?:[\r\n] *)+\t))"
)
_RIGHT_FILE = message("Check that this is the right file.")
_TOO_DEEP = (message("the file is nested too deeply"), _RIGHT_FILE)
_TOO_MANY = (message("the file holds too many values"), _RIGHT_FILE)
# What no text may hold even where it is written as an escape, such as "\\0".
_NEVER = re.compile("[\x00\ufffe\uffff\ud800-\udfff]")
_BAD_CHARACTER = (
    message("an escape (\\) stands for a character that is not allowed"),
    message("Write the character itself."),
)
_DIRECTIVE = (
    message("lines that begin with % are not allowed"),
    message("Remove the line, or put the text in quotes."),
)
_TIGHT_COLON = re.compile(r"[ \r\n]*:[][{},?]")
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
