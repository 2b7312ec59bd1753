"""Answers written into a file that somebody keeps, in place of what stood there.

Only what has to change is changed: every other character, comments included, stays as somebody
wrote it. A question that the file does not mention yet gets its place by the questionnaire's order.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from egovmaturity.domain.answers import Answer
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode
from egovmaturity.rewriting.comments_within import comments_within
from egovmaturity.rewriting.edits import Edit, Lines, apply, content_end, line_break, lines_of
from egovmaturity.yaml_scalars import in_brackets, quoted, word


class Wording(NamedTuple):
    """How an answer becomes text: its values by key, and the lines of one of them.

    ``lines`` gets the spaces before the key, the key and its value, and returns lines without
    their breaks.
    """

    values: Callable[[Question, Answer], Mapping[str, Any]]
    lines: Callable[[str, str, Any], Sequence[str]]


def write_answers(
    draft: DraftAnswers,
    questionnaire: Questionnaire,
    before: Mapping[str, Answer],
    after: Mapping[str, Answer],
    wording: Wording,
) -> str:
    """Return the text of the file with the answers ``after``, by question id.

    ``before`` is what the file holds. Keys of an answer whose value is the same are left alone;
    a comment in what is written anew stays, above it. Answers that ``after`` does not mention are
    not touched; none is ever removed.

    Raises:
        ValueError: ``after`` answers a question that the questionnaire does not have.
    """
    known = {question.id: question for question in questionnaire.questions}
    if not known.keys() >= after.keys():
        raise ValueError(f"not in the questionnaire: {sorted(after.keys() - known.keys())}")
    writer = _Writer(draft, list(known), wording)
    for question_id, question in known.items():
        if question_id in after:
            old = before.get(question_id)
            values = wording.values(question, old) if old is not None else {}
            writer.write(question_id, values, wording.values(question, after[question_id]))
    return writer.text()


class _Writer:
    """Collects the edits of one file."""

    def __init__(self, draft: DraftAnswers, order: Sequence[str], wording: Wording) -> None:
        self._source = draft.source.text
        self._root: MappingNode = draft.values.node  # type: ignore[assignment]  # a file of keys
        self._answers: MappingNode = self._root.entries["answers"]  # type: ignore[assignment]
        self._order, self._wording = order, wording
        self._break = line_break(self._source)
        self._edits: list[Edit] = []
        self._new: dict[str, Mapping[str, Any]] = {}

    def text(self) -> str:
        """Return the whole file as it is to be."""
        self._add_new()
        return apply(self._source, self._edits)

    def write(self, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Replace what is said of one question; what is the same stays as it is written."""
        if name not in self._answers.entries:
            self._new[name] = new
        elif old != new:
            key, node = self._answers.keys[name], self._answers.entries[name]
            if self._answers.is_flow:
                self._edits.append(Edit(node.mark.index, self._end(key, node), in_brackets(new)))
            elif isinstance(node, MappingNode) and not node.is_flow:
                self._write_keys(node, old, new)
            else:
                self._write_whole(key, node, new)

    # An answer that stands there already

    def _write_whole(self, key: ScalarNode, node: Node, new: Mapping[str, Any]) -> None:
        """Write an answer of one line, or one in brackets, anew."""
        start, end = key.end.index, self._end(key, node)
        colon = self._source.index(":", start) + 1
        if not isinstance(node, MappingNode) and new.keys() == {"level"}:
            self._edits.append(Edit(colon, end, f" {new['level']}"))
            return
        indent = " " * (key.mark.column + 2)
        kept = comments_within(self._source, Lines(colon, end), node)
        lines = [f"{indent}{each}" for each in kept] + self._lines(indent, new)
        rest = lines_of(self._source, start, end)
        tail = self._source[end : rest.end].rstrip("\r\n")
        text = tail + "".join(self._break + line for line in lines)
        whole = end + len(tail)
        self._edits.append(Edit(colon, whole, text))

    def _write_keys(
        self, node: MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Write the keys anew whose values differ, and put those that are new behind the rest."""
        indent = " " * next(iter(node.keys.values())).mark.column
        last = 0
        for name, value in node.entries.items():
            lines = lines_of(
                self._source, node.keys[name].mark.index, self._end(node.keys[name], value)
            )
            last = lines.end
            if name not in new:
                self._edits.append(Edit(*lines, self._comments(lines, node.keys[name], value)))
            elif old.get(name) != new[name]:
                self._write_value(node.keys[name], value, new[name])
        added = {name: value for name, value in new.items() if name not in node.entries}
        if added:
            lead = "" if self._source[last - 1 : last] in {"\n", "\r"} else self._break
            text = "".join(line + self._break for line in self._lines(indent, added))
            self._edits.append(Edit(last, last, lead + text))

    def _write_value(self, key: ScalarNode, node: Node, value: Any) -> None:
        indent = " " * key.mark.column
        lines = self._wording.lines(indent, word(key.text), value)
        end = self._end(key, node)
        if len(lines) == 1 and isinstance(node, ScalarNode) and self._is_one_line(key, end):
            text = lines[0][len(f"{indent}{word(key.text)}:") :]
            colon = self._source.index(":", key.end.index) + 1
            self._edits.append(Edit(colon, end, text))
            return
        whole = lines_of(self._source, key.mark.index, end)
        text = "".join(line + self._break for line in lines)
        self._edits.append(Edit(*whole, self._comments(whole, key, node) + text))

    def _comments(self, lines: Lines, key: ScalarNode, node: Node) -> str:
        kept = comments_within(self._source, lines, node)
        return "".join(f"{' ' * key.mark.column}{each}{self._break}" for each in kept)

    def _is_one_line(self, key: ScalarNode, end: int) -> bool:
        return not re.search(r"[\r\n]", self._source[key.mark.index : end])

    def _end(self, key: ScalarNode, node: Node) -> int:
        return content_end(self._source, node, key)

    def _lines(self, indent: str, values: Mapping[str, Any]) -> list[str]:
        return [
            line
            for name, value in values.items()
            for line in self._wording.lines(indent, name, value)
        ]

    # Answers that are new to the file

    def _add_new(self) -> None:
        if not self._new:
            return
        if self._answers.is_flow and self._answers.entries:
            self._add_in_brackets()
        elif self._answers.is_flow:
            self._add_first()
        else:
            for after, names in self._placed():
                self._add_below(after, names)

    def _placed(self) -> Iterator[tuple[str | None, list[str]]]:
        """Yield after which answer of the file which new ones go; ``None``: before the first."""
        after: str | None = None
        waiting: dict[str | None, list[str]] = {}
        for name in self._order:
            if name in self._answers.entries:
                after = name
            elif name in self._new:
                waiting.setdefault(after, []).append(name)
        yield from waiting.items()

    def _add_below(self, after: str | None, names: Sequence[str]) -> None:
        first = next(iter(self._answers.keys.values()))
        indent = " " * first.mark.column
        text = "".join(line + self._break for name in names for line in self._entry(indent, name))
        if after is None:
            start = lines_of(self._source, first.mark.index, first.mark.index).start
            self._edits.append(Edit(start, start, text))
            return
        key, node = self._answers.keys[after], self._answers.entries[after]
        end = lines_of(self._source, key.mark.index, self._end(key, node)).end
        lead = "" if self._source[end - 1 : end] in {"\n", "\r"} else self._break
        self._edits.append(Edit(end, end, lead + text))

    def _entry(self, indent: str, name: str) -> list[str]:
        return [f"{indent}{word(name)}:", *self._lines(f"{indent}  ", self._new[name])]

    def _add_first(self) -> None:
        """Put answers below ``answers:`` where brackets without anything in them stand."""
        node = self._answers
        if self._root.is_flow:
            inside = ", ".join(f"{quoted(n)}: {in_brackets(v)}" for n, v in self._new.items())
            self._edits.append(Edit(node.mark.index, node.end.index, f"{{{inside}}}"))
            return
        start = len(self._source[: node.mark.index].rstrip(" "))
        lines = [line for name in self._new for line in self._entry("  ", name)]
        tail = lines_of(self._source, node.mark.index, node.end.index)
        rest = self._source[node.end.index : tail.end].rstrip("\r\n")
        text = rest + "".join(self._break + line for line in lines)
        self._edits.append(Edit(start, node.end.index + len(rest), text))

    def _add_in_brackets(self) -> None:
        name = list(self._answers.entries)[-1]
        at = self._end(self._answers.keys[name], self._answers.entries[name])
        text = "".join(f", {quoted(n)}: {in_brackets(v)}" for n, v in self._new.items())
        self._edits.append(Edit(at, at, text))
