"""Actions added to a file that somebody keeps; every other character stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from egovmaturity.domain.answers import Action
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode, SequenceNode
from egovmaturity.rewriting.edits import Edit, apply, content_end, line_break, lines_of
from egovmaturity.yaml_scalars import in_brackets, quoted


class Wording(NamedTuple):
    """How actions become text: the values of one, and the lines of a list of them.

    ``lines`` returns lines without their breaks, each action behind a dash that is not indented,
    with an empty line between two.
    """

    values: Callable[[Action], Mapping[str, Any]]
    lines: Callable[[Sequence[Mapping[str, Any]]], Sequence[str]]


def add_actions(draft: DraftAnswers, actions: Sequence[Action], wording: Wording) -> str:
    """Return the text of the file with ``actions`` behind those that it has.

    They are indented as those are; where the file has none they are its last key. In brackets
    they are written in brackets. Comments stay where they are.
    """
    if not actions:
        return draft.source.text
    return _Writer(draft, [*map(wording.values, actions)], wording).text()


class _Writer:
    """One file and what is added to it."""

    def __init__(
        self, draft: DraftAnswers, values: Sequence[Mapping[str, Any]], wording: Wording
    ) -> None:
        self._source = draft.source.text
        self._root: MappingNode = draft.values.node  # type: ignore[assignment]  # a file of keys
        self._values, self._wording = values, wording
        self._break = line_break(self._source)

    def text(self) -> str:
        """Return the whole file as it is to be."""
        return apply(self._source, [self._edit()])

    def _edit(self) -> Edit:
        found = self._root.entries.get("actions")
        if found is None:
            return self._new_key()
        key = self._root.keys["actions"]
        if not isinstance(found, SequenceNode) or not found.items:
            return self._first(key, found)
        end = content_end(self._source, found.items[-1], key)
        if found.is_flow:
            return Edit(end, end, "".join(f", {in_brackets(each)}" for each in self._values))
        return self._below(end, " " * self._dash(found.items[-1]), [""])

    def _dash(self, item: Node) -> int:
        """Return the column of the dash of an entry."""
        before = self._source.rindex("-", 0, item.mark.index)
        return before - lines_of(self._source, before, before).start

    def _new_key(self) -> Edit:
        name = list(self._root.entries)[-1]
        end = content_end(self._source, self._root.entries[name], self._root.keys[name])
        if self._root.is_flow:
            return Edit(end, end, f", {quoted('actions')}: [{self._in_brackets()}]")
        after = lines_of(self._source, end, end).end
        rest = self._source[after:]
        if all(not line.strip() or line.lstrip().startswith("#") for line in rest.splitlines()):
            end = len(self._source)
        return self._below(end, "  ", ["", "actions:"])

    def _first(self, key: ScalarNode, node: Node) -> Edit:
        """Put actions below a key that has none: nothing, or brackets without anything in them."""
        if self._root.is_flow:
            return Edit(node.mark.index, node.end.index, f"[{self._in_brackets()}]")
        colon = self._source.index(":", key.end.index) + 1
        end = max(colon, node.end.index if isinstance(node, SequenceNode) else colon)
        tail = self._source[end : lines_of(self._source, end, end).end].rstrip("\r\n")
        text = tail + "".join(self._break + line for line in self._lines("  "))
        return Edit(colon, end + len(tail), text)

    def _below(self, end: int, indent: str, first: Sequence[str]) -> Edit:
        """Write lines below the line that a place is in; ``first`` stand before the actions."""
        at = lines_of(self._source, end, end).end
        lead = "" if self._source[at - 1 : at] in {"\n", "\r"} else self._break
        lines = [*first, *self._lines(indent)]
        return Edit(at, at, lead + "".join(line + self._break for line in lines))

    def _lines(self, indent: str) -> list[str]:
        lines = self._wording.lines(self._values)
        return [f"{indent}{line}" if line else "" for line in lines]

    def _in_brackets(self) -> str:
        return ", ".join(in_brackets(each) for each in self._values)
