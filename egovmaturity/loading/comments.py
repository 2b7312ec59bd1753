"""Comments that answer a warning: ``# egovmaturity: ignore Q203`` where an item begins."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from egovmaturity.domain.codes import CODES
from egovmaturity.domain.diagnostics import message
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.shapes import Placed, Values
from egovmaturity.loading.weight_rules import walk_sections
from egovmaturity.loading.yaml_source import MappingNode, Node, SequenceNode, place_of

_COMMENT = r"(?:^|\s)(?P<sign>#)\s*egovmaturity:\s*ignore\b(?P<codes>[^#]*)"
_WORD = r"[^\s,]+"


class _Comment(NamedTuple):
    place: Place
    codes: list[str]


def heed_comments(values: Values, log: Log) -> None:
    """Silence the warnings that a comment names, for the items that begin on its line.

    Items are questions, stages, sections and bands; what is written inside an item belongs to it.
    A comment that can have no effect is noted (Q402), so that nobody relies on it. Errors stay.
    """
    items = list(_items(values))
    for comment in _comments(log):
        begun = [item for item in items if item.place.line == comment.place.line]
        if not begun:
            log.warning(
                "Q402",
                comment.place,
                message("no question, stage, section or band begins on this line"),
                message("Write the comment behind the id of what it is about."),
            )
        if not comment.codes:
            log.warning(
                "Q402",
                comment.place,
                message("the comment names no code"),
                message("A comment names whole codes, such as Q203."),
            )
        for code in comment.codes:
            if code not in CODES:
                log.warning(
                    "Q402",
                    comment.place,
                    message('there is no code "{code}"', code=code),
                    message("A comment names whole codes, such as Q203."),
                )
            for item in begun:
                log.silence(code, _places_in(item))


def _comments(log: Log) -> Iterator[_Comment]:
    for number, line in enumerate(log.lines, start=1):
        found = re.search(_COMMENT, line)
        if found:
            place = Place(number, found.start("sign") + 1)
            yield _Comment(place, re.findall(_WORD, found["codes"]))


def _items(values: Values) -> Iterator[Placed]:
    """Yield what a comment can be about, in a questionnaire or in a translation."""
    verdict = values.get("verdict", {})
    for found in (values.get("questions"), values.get("stages"), values.get("sections")):
        if isinstance(found, dict):
            yield from found.values()
        else:
            yield from walk_sections(found or ())
    yield from verdict.get("bands", ())
    yield from values.get("bands", {}).values()


def _places_in(item: Placed) -> set[Place]:
    return {item.place, *_places_of(item.value.node)}


def _places_of(node: Node) -> Iterator[Place]:
    yield place_of(node)
    if isinstance(node, MappingNode):
        for name, inner in node.entries.items():
            yield place_of(node.keys[name])
            yield from _places_of(inner)
    elif isinstance(node, SequenceNode):
        for inner in node.items:
            yield from _places_of(inner)
