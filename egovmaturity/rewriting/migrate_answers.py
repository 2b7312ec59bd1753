"""An answers file of an earlier edition, rewritten for a later one.

Only what has to change is changed: every other character, comments included, stays as somebody
wrote it. What is not asked any more becomes a comment, so that nothing is lost on the way.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.editions import Added, Dropped, Migration, Taking, questions_before
from egovmaturity.domain.questionnaire import Question, Questionnaire, Rating
from egovmaturity.editions.carry import Carried, carried_by, chosen, renumbered
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.shapes import exact_number
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, place_of
from egovmaturity.rewriting.comments_within import comments_within
from egovmaturity.rewriting.edits import Edit, Lines, apply, content_end, line_break, lines_of
from egovmaturity.rewriting.yaml_text import flow, scalar
from egovmaturity.yaml_scalars import quoted, word


class Outcome(StrEnum):
    """What became of one answer."""

    KEPT = "kept"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    REVIEW = "review"
    DROPPED = "dropped"
    LEFT_OUT = "left out"
    NEW = "new"


class Fate(NamedTuple):
    """The outcome for an answer: the ids it had and has; one of them may be missing."""

    outcome: Outcome
    old: tuple[str, ...]
    new: str


class Lost(NamedTuple):
    """An action that raised a question of the older edition, and no question of today for it."""

    action: str
    question: str


class Migrated(NamedTuple):
    """The new text of the answers file and what became of each answer, in its order.

    ``lost`` is what actions promised and no longer do.
    """

    text: str
    fates: tuple[Fate, ...]
    lost: tuple[Lost, ...]


BlankLines = Callable[[Question], Iterable[str]]
"""Writes a question with an empty answer, as lines, the first ones being comments."""


def migrate_answers(
    draft: DraftAnswers,
    migration: Migration,
    questionnaire: Questionnaire,
    blank: BlankLines,
    words: Words,
) -> Migrated:
    """Rewrite answers of ``migration.edition`` for ``questionnaire``; remarks in ``words``.

    Levels are renumbered as declared; an answer somebody has to look at again gets
    ``review: true``. Where a question was revised, split or merged, what an assessor found is
    moved into the note: it was found on another question. New questions are added unanswered.

    Raises:
        ContentError: E103, an answer is to a question the map does not know; or problems that
            the file has already.
    """
    draft.log.stop_on_errors()
    rewriter = _Rewriter(draft, migration, questionnaire, blank, words)
    text = rewriter.text()
    draft.log.stop_on_errors()
    return Migrated(text, tuple(rewriter.fates), tuple(rewriter.lost))


class _Entry(NamedTuple):
    """An answer where it stands: its key, what is under it, and the lines it takes."""

    key: ScalarNode
    node: Node
    lines: Lines

    @property
    def id(self) -> str:
        return self.key.text

    @property
    def fields(self) -> Mapping[str, Node]:
        """The answer by key; a level alone is the same as ``{level: ...}``."""
        if isinstance(self.node, MappingNode):
            return self.node.entries
        is_blank = isinstance(self.node, ScalarNode) and not self.node.text
        return {} if is_blank else {"level": self.node}

    @property
    def level(self) -> Rating | None:
        """The level answered, if there is one."""
        return _number(self.fields.get("level"))

    @property
    def is_not_applicable(self) -> bool:
        return _is_true(self.fields.get("not_applicable"))

    @property
    def is_unknown(self) -> bool:
        return _is_true(self.fields.get("unknown"))


class _Rewriter:
    """Collects the edits of one file."""

    def __init__(
        self,
        draft: DraftAnswers,
        migration: Migration,
        questionnaire: Questionnaire,
        blank: BlankLines,
        words: Words,
    ) -> None:
        self._source, self._log = draft.source.text, draft.log
        self._root: MappingNode = draft.values.node  # type: ignore[assignment]  # answers are keys
        self._migration, self._questionnaire, self._blank = migration, questionnaire, blank
        self._words = words
        self._carried = carried_by(migration)
        self._break = line_break(self._source)
        self._edits: list[Edit] = []
        self._cut: set[str] = set()
        self.fates: list[Fate] = []
        self.lost: list[Lost] = []

    def text(self) -> str:
        """Return the whole file as it is to be."""
        reference = self._root.entries["questionnaire"]
        self._replace(reference, quoted(self._questionnaire.reference))
        entries = self._entries()
        done: set[str] = set()
        for entry in entries.values():
            self._answer(entry, entries, done)
        self._add_new(entries)
        if self._cut:
            self._edits += _without(self._source, self._answers, self._cut)
        self._raises(entries)
        self._expectation()
        return apply(self._source, self._edits)

    # Where things stand

    @property
    def _edition(self) -> str:
        return self._questionnaire.edition

    @property
    def _answers(self) -> MappingNode:
        return self._root.entries["answers"]  # type: ignore[return-value]  # answers are keys

    def _entries(self) -> dict[str, _Entry]:
        answers = self._answers
        known = dict.fromkeys(q for step in self._migration.steps for q in questions_before(step))
        found = {}
        for name, node in answers.entries.items():
            key = answers.keys[name]
            end = content_end(self._source, node, key)
            found[name] = _Entry(key, node, lines_of(self._source, key.mark.index, end))
            if name not in known:
                self._log.error(
                    "E103",
                    place_of(key),
                    message(
                        'the map from edition {edition} does not know the question "{id}"',
                        edition=self._migration.edition,
                        id=name,
                    ),
                    self._log.nearest(name, known),
                )
        return found

    @property
    def _is_flow(self) -> bool:
        """Whether the answers stand in brackets, as in JSON, where no comment can."""
        return self._answers.is_flow

    def _replace(self, node: Node, text: str) -> None:
        end = node.end.index
        if isinstance(node, ScalarNode):
            end = len(self._source[:end].rstrip()) if end > node.mark.index else end
        self._edits.append(Edit(node.mark.index, end, text))

    def _name(self, text: str) -> str:
        """Write a key: in quotes inside brackets, so that JSON stays JSON."""
        return quoted(text) if self._is_flow else word(text)

    # Answers

    def _answer(self, entry: _Entry, entries: Mapping[str, _Entry], done: set[str]) -> None:
        ahead = [carried for carried in self._carried if entry.id in carried.old]
        is_alone = len(ahead) == 1 and len(ahead[0].old) == 1
        if not ahead:
            self._drop(entry)
        elif is_alone and (ahead[0].is_kept or not self._needs_writing(entry)):
            self._adjust(entry, ahead[0])
        else:
            self._write_anew(entry, [c for c in ahead if c.new not in done], entries)
            done.update(carried.new for carried in ahead)

    @staticmethod
    def _needs_writing(entry: _Entry) -> bool:
        """Whether an answer to be reviewed holds what an assessor found."""
        return "verification" in entry.fields

    def _drop(self, entry: _Entry) -> None:
        reason = next(
            (
                step.reason
                for step in self._migration.steps
                if isinstance(step, Dropped) and step.old == entry.id
            ),
            "",
        )
        outcome = Outcome.LEFT_OUT if self._is_flow else Outcome.DROPPED
        self.fates.append(Fate(outcome, (entry.id,), ""))
        edition = self._edition
        self._silence(
            entry,
            self._words("Not asked in edition {edition}: {why}", edition=edition, why=reason)
            if reason
            else self._words("Not asked in edition {edition}.", edition=edition),
        )

    def _silence(self, entry: _Entry, why: str) -> None:
        """Turn an answer into a comment; in brackets, where none can stand, leave it out."""
        if self._is_flow:
            self._cut.add(entry.id)
            return
        indent = entry.key.mark.column
        self._edits.append(
            Edit(entry.lines.start, entry.lines.start, f"{' ' * indent}# {why}{self._break}")
        )
        for line in _lines(self._source, entry.lines):
            stripped = self._source[line.start : line.end].strip()
            if stripped and not stripped.startswith("#"):
                at = line.start + min(indent, _indent(self._source, line))
                self._edits.append(Edit(at, at, "# "))

    def _adjust(self, entry: _Entry, carried: Carried) -> None:
        """Change id and level in place, and ask for a review where one is needed."""
        if carried.new != entry.id:
            self._replace(entry.key, self._name(carried.new))
        is_renumbered = self._renumber(entry, carried)
        needs_review = self._refit_evidence(entry, carried.new) or (
            carried.needs_review and bool(entry.fields)
        )
        if needs_review:
            self._ask_for_review(entry)
        outcome = (
            Outcome.REVIEW
            if needs_review
            else Outcome.RENUMBERED
            if is_renumbered
            else Outcome.RENAMED
            if carried.new != entry.id
            else Outcome.KEPT
        )
        self.fates.append(Fate(outcome, carried.old, carried.new))

    def _renumber(self, entry: _Entry, carried: Carried) -> bool:
        if carried.levels is None:
            return False
        nodes = [entry.fields[name] for name in ("level", "target") if name in entry.fields]
        verification = entry.fields.get("verification")
        if isinstance(verification, MappingNode):
            nodes += [verification.entries["level"]] if "level" in verification.entries else []
        elif verification is not None:
            nodes.append(verification)
        for node in nodes:
            level = _number(node)
            today = None if level is None else renumbered(level, carried.levels)
            if today is None:
                self._not_on_the_map(entry, node)
            else:
                self._replace(node, str(today))
        return True

    def _not_on_the_map(self, entry: _Entry, node: Node) -> None:
        self._log.error(
            "E103",
            place_of(node),
            message(
                "the map from edition {edition} does not know level {level} of {id}",
                edition=self._migration.edition,
                level=node.text if isinstance(node, ScalarNode) else "?",
                id=entry.id,
            ),
        )

    def _refit_evidence(self, entry: _Entry, question_id: str) -> bool:
        """Take ``for`` out of documents meant for items that are not asked for any more."""
        evidence = entry.fields.get("evidence")
        items = evidence.items if isinstance(evidence, SequenceNode) else []
        changed = False
        for item in items:
            kept = self._without_lost_items(item, question_id)
            if kept is not item:
                end = content_end(self._source, item, entry.key)
                self._edits.append(Edit(item.mark.index, end, flow(kept)))
                changed = True
        return changed

    def _without_lost_items(self, item: Node, question_id: str) -> Node:
        if not isinstance(item, MappingNode) or "for" not in item.entries:
            return item
        question = self._questionnaire.question(question_id)
        known = {each.id for each in question.evidence} if question else set()
        meant = item.entries["for"]
        named = meant.items if isinstance(meant, SequenceNode) else [meant]
        asked = [each for each in named if isinstance(each, ScalarNode) and each.text in known]
        if len(asked) == len(named):
            return item
        left = SequenceNode(meant.mark, is_flow=True)
        left.items = list(asked)
        kept = MappingNode(item.mark, is_flow=True)
        kept.keys = item.keys
        kept.entries = dict(item.entries)
        if asked:
            kept.entries["for"] = left
        else:
            del kept.entries["for"]
        return kept

    def _ask_for_review(self, entry: _Entry) -> None:
        fields = entry.fields
        if not fields or _is_true(fields.get("review")):
            return
        if "review" in fields:
            self._replace(fields["review"], "true")
        elif isinstance(entry.node, ScalarNode):
            level, review = self._name("level"), self._name("review")
            self._replace(entry.node, f"{{{level}: {entry.node.text}, {review}: true}}")
        elif isinstance(entry.node, MappingNode) and entry.node.is_flow:
            self._into_brackets(entry.node, f"{self._name('review')}: true")
        elif isinstance(entry.node, MappingNode):
            indent = " " * next(iter(entry.node.keys.values())).mark.column
            end = entry.lines.end
            lead = "" if self._source[end - 1 : end] in {"\n", "\r"} else self._break
            self._edits.append(Edit(end, end, f"{lead}{indent}review: true{self._break}"))

    def _into_brackets(self, node: MappingNode, text: str) -> None:
        inside = self._source[: node.end.index - 1].rstrip()
        comma = "" if inside.endswith(("{", ",")) else ","
        space = " " if comma or inside.endswith(",") else ""
        self._edits.append(Edit(len(inside), len(inside), f"{comma}{space}{text}"))

    # Answers of split, merged and verified revised questions, which are written anew

    def _write_anew(
        self, entry: _Entry, ahead: Iterable[Carried], entries: Mapping[str, _Entry]
    ) -> None:
        written = []
        for carried in ahead:
            parts = [entries[old] for old in carried.old if old in entries]
            written.append((carried, self._answer_lines(carried, parts)))
            self.fates.append(Fate(Outcome.REVIEW, carried.old, carried.new))
        if not written:
            self._silence(
                entry,
                self._words("Part of another answer in {edition}.", edition=self._edition),
            )
            return
        if self._is_flow:
            text = ", ".join(f"{self._name(c.new)}: {{{', '.join(lines)}}}" for c, lines in written)
            end = max(entry.node.end.index, entry.key.end.index)
            self._edits.append(Edit(entry.key.mark.index, end, text))
            return
        indent = " " * entry.key.mark.column
        lines = [f"{indent}{each}" for each in self._comments(entry)]
        for carried, fields in written:
            lines.append(f"{indent}{word(carried.new)}:")
            lines += [f"{indent}  {field}" for field in fields]
        self._edits.append(Edit(*entry.lines, "".join(line + self._break for line in lines)))

    def _comments(self, entry: _Entry) -> list[str]:
        """Return the comments of an answer that is about to be written anew."""
        after = Lines(max(entry.lines.start, entry.key.end.index), entry.lines.end)
        return comments_within(self._source, after, entry.node)

    def _answer_lines(self, carried: Carried, parts: list[_Entry]) -> list[str]:
        """Return the keys of an answer put together from one or several earlier ones."""
        level = self._level(carried, parts)
        fields = {} if level is None else {"level": str(level)}
        for name in _kept_with(level, carried, parts):
            found = [entry.fields[name] for entry in parts if name in entry.fields]
            if found:
                fields[name] = flow(found[0])
        targets = [r for e in parts if (r := _number(e.fields.get("target"))) is not None]
        if targets:
            fields["target"] = str(max(targets))
        lists = (entry.fields.get("evidence") for entry in parts)
        evidence = [
            flow(self._without_lost_items(item, carried.new))
            for listed in lists
            if isinstance(listed, SequenceNode)
            for item in listed.items
        ]
        if evidence:
            fields["evidence"] = f"[{', '.join(evidence)}]"
        notes = [text for entry in parts for text in self._notes(entry, carried)]
        notes += self._levels_left_open(parts) if level is None else []
        if notes:
            fields["note"] = quoted(" | ".join(notes))
        if carried.needs_review and fields:
            fields["review"] = "true"
        return [f"{self._name(name)}: {text}" for name, text in fields.items()]

    @staticmethod
    def _level(carried: Carried, parts: Collection[_Entry]) -> Rating | None:
        """Return the level to begin with: none where a part that counts is open.

        An open question counts as the lowest level, so the level of another is not the lowest of
        both; it is the highest there is to go by. What does not apply does not count.
        """
        counted = [entry for entry in parts if not entry.is_not_applicable]
        ratings = [r for entry in counted if (r := entry.level) is not None]
        away = len(carried.old) - len(parts)
        if carried.taking is Taking.LOWEST and len(ratings) < len(counted) + away:
            return None
        return chosen(ratings, carried.taking)

    def _levels_left_open(self, parts: Iterable[_Entry]) -> Iterator[str]:
        """Keep in words what was answered where another part leaves the whole open."""
        for entry in parts:
            if entry.level is not None:
                yield self._words(
                    "Level {level} on {id} of edition {edition}",
                    level=entry.level,
                    id=entry.id,
                    edition=self._migration.edition,
                )

    def _notes(self, entry: _Entry, carried: Carried) -> Iterator[str]:
        note = entry.fields.get("note")
        if isinstance(note, ScalarNode) and note.text:
            yield note.text
        verification = entry.fields.get("verification")
        if verification is not None and not carried.is_kept:
            yield self._words(
                "Found by an assessor on {id} of edition {edition}: {found}",
                id=entry.id,
                edition=self._migration.edition,
                found=flow(verification),
            )

    # The rest of the file

    def _add_new(self, entries: Mapping[str, _Entry]) -> None:
        new = [
            q for step in self._migration.steps if isinstance(step, Added) for q in step.questions
        ]
        self.fates += [Fate(Outcome.NEW, (), question) for question in new]
        if not new:
            return
        if self._is_flow:
            self._add_in_brackets([f"{self._name(question)}: {{}}" for question in new])
            return
        last = list(entries.values())[-1]
        indent = " " * last.key.mark.column
        lines = []
        for question_id in new:
            question = self._questionnaire.question(question_id)
            if question is not None:
                lines += ["", *self._blank(question)]
        text = "".join(_indented(line, indent) + self._break for line in lines)
        end = last.lines.end
        lead = "" if self._source[end - 1 : end] in {"\n", "\r"} else self._break
        self._edits.append(Edit(end, end, lead + text))

    def _add_in_brackets(self, entries: list[str]) -> None:
        """Put entries behind the last one that stays; ``{}`` is an answer not given yet."""
        answers, text = self._answers, ", ".join(entries)
        names = list(answers.entries)
        if not names:
            at = answers.mark.index + 1
        else:
            at = content_end(self._source, answers.entries[names[-1]], answers.keys[names[-1]])
            if names[-1] in self._cut and _comma_after(self._source, at):
                text += ","  # in place of the one that goes with the last entry
            elif not self._cut.issuperset(names):
                text = ", " + text
        self._edits.append(Edit(at, at, text))

    def _raises(self, entries: Mapping[str, _Entry]) -> None:
        """Rename and renumber what actions raise."""
        actions = self._root.entries.get("actions")
        for action in actions.items if isinstance(actions, SequenceNode) else ():
            if not isinstance(action, MappingNode):
                continue
            raises = action.entries.get("raises")
            if not isinstance(raises, MappingNode):
                continue
            now = self._raised(raises, entries)
            self._note_lost(action, raises, now)
            then = {
                name: scalar(n) for name, n in raises.entries.items() if isinstance(n, ScalarNode)
            }
            if now != then:
                inside = ", ".join(f"{self._name(q)}: {level}" for q, level in now.items())
                key = action.keys["raises"]
                start = len(self._source[: raises.mark.index].rstrip())
                end = content_end(self._source, raises, key)
                self._edits.append(Edit(start, end, f" {{{inside}}}"))

    def _raised(self, raises: MappingNode, entries: Mapping[str, _Entry]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in raises.entries:
            for carried in self._carried:
                if name in carried.old and carried.new not in found:
                    level = self._raised_to(carried, raises, entries)
                    if level is not None:
                        found[carried.new] = str(level)
        return found

    def _raised_to(
        self, carried: Carried, raises: MappingNode, entries: Mapping[str, _Entry]
    ) -> Rating | None:
        """Return what an action achieves for a question of today; ``None`` for nothing.

        A merged question takes what its parts will have: one that is not raised has what it has,
        and where it is open, the lowest level.
        """
        if len(carried.old) == 1:
            level = _number(raises.entries.get(carried.old[0]))
            return None if level is None else renumbered(level, carried.levels)
        parts = [entries[old] for old in carried.old if old in entries]
        ignored = {entry.id for entry in parts if entry.is_not_applicable}
        ignored -= raises.entries.keys()
        before = {entry.id: entry.level for entry in parts}
        question = self._questionnaire.question(carried.new)
        lowest = Fraction(question.scale.lowest) if question else Fraction(0)
        after = []
        for old in carried.old:
            today = before.get(old)
            promised = _number(raises.entries.get(old))
            reached = today if promised is None else promised
            if old not in ignored:
                after.append(lowest if reached is None else reached)
        level = chosen(after, carried.taking)
        current = self._level(carried, parts)
        is_more = level is not None and level > (lowest if current is None else current)
        return level if is_more else None

    def _note_lost(self, action: MappingNode, raises: MappingNode, now: Collection[str]) -> None:
        """Remember what an action raised and raises no more."""
        name = action.entries.get("id")
        for question in raises.entries:
            ahead = [carried.new for carried in self._carried if question in carried.old]
            if not any(new in now for new in ahead):
                self.lost.append(Lost(name.text if isinstance(name, ScalarNode) else "", question))

    def _expectation(self) -> None:
        """Results expected of the earlier edition do not hold for this one."""
        if "expect" not in self._root.entries or self._root.is_flow:
            if "expect" in self._root.entries:
                self._edits += _without(self._source, self._root, {"expect"})
            return
        self._silence_lines(self._whole("expect").lines)

    def _whole(self, name: str) -> _Entry:
        key, node = self._root.keys[name], self._root.entries[name]
        end = content_end(self._source, node, key)
        return _Entry(key, node, lines_of(self._source, key.mark.index, end))

    def _silence_lines(self, lines: Lines) -> None:
        for line in _lines(self._source, lines):
            if self._source[line.start : line.end].strip():
                self._edits.append(Edit(line.start, line.start, "# "))


_COMMA = re.compile(r"(?:[ \t\r\n]|(?<=\s)#[^\r\n]*)*(?P<comma>,(?: +(?=[^ \r\n#]))?)")


def _comma_after(text: str, position: int) -> Lines | None:
    """Return where the comma behind an entry in brackets stands, with the spaces after it."""
    found = _COMMA.match(text, position)
    return Lines(*found.span("comma")) if found else None


def _without(text: str, mapping: MappingNode, names: Collection[str]) -> Iterator[Edit]:
    """Take entries out of brackets, each with its comma, so that none is left at the end."""
    ends = {n: content_end(text, node, mapping.keys[n]) for n, node in mapping.entries.items()}
    before = None
    for name, end in ends.items():
        comma = _comma_after(text, end)
        if name not in names:
            before = comma
            continue
        yield Edit(mapping.keys[name].mark.index, end, "")
        if comma:
            yield Edit(*comma, "")
        elif before:
            yield Edit(*before, "")


def _kept_with(
    level: Rating | None, carried: Carried, parts: Collection[_Entry]
) -> tuple[str, ...]:
    """Return which keys of the parts go with the answer: what a level contradicts does not."""
    always = ("owner", "confidence")
    if level is not None:
        return always
    if any(entry.is_unknown for entry in parts):
        return ("unknown", *always)
    is_for_all = len(parts) == len(carried.old) and all(e.is_not_applicable for e in parts)
    return (("not_applicable", "reason", "approved_by") if is_for_all else ()) + always


def _number(node: Node | None) -> Rating | None:
    return exact_number(node.text) if isinstance(node, ScalarNode) else None


def _is_true(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.text == "true"


def _lines(text: str, lines: Lines) -> Iterator[Lines]:
    position = lines.start
    while position < lines.end:
        line = lines_of(text, position, position)
        yield line
        position = line.end


def _indent(text: str, line: Lines) -> int:
    content = text[line.start : line.end]
    return len(content) - len(content.lstrip(" "))


def _indented(line: str, indent: str) -> str:
    return f"{indent}{line.strip()}" if line.strip() else ""
