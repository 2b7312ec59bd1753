"""The changes between two editions: to read, for a list of changes, and for programs."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from egovmaturity.domain.diagnostics import Message
from egovmaturity.domain.editions import (
    Added,
    Dropped,
    Merged,
    Migration,
    Renamed,
    Rescaled,
    Revised,
    Same,
    Split,
    Step,
)
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.editions.difference import Change, ChangeKind
from egovmaturity.editions.release import Due, DueKind
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.safe_text import markdown, one_line
from egovmaturity.yaml_scalars import quoted, word

_SHOWN = 160
"""Characters of a changed text that are shown; both files hold the rest."""


class EditionReport(NamedTuple):
    """Everything there is to say about the step from one edition to another.

    ``draft`` is a proposal for the map, where the newer edition has none.
    """

    old: Questionnaire
    new: Questionnaire
    changes: tuple[Change, ...]
    due: Due
    objections: tuple[Message, ...]
    draft: Migration | None


_HEADINGS = {
    ChangeKind.SCORING: to_translate("Changes that can move a score"),
    ChangeKind.TEXT: to_translate("Changes of texts and advice only"),
}


def changes_text(report: EditionReport, words: Words) -> str:
    """Write the changes as lines to read in a terminal, those that can move a score first."""
    lines = [_title(report)]
    for kind, heading in _HEADINGS.items():
        found = _of(report, kind)
        if found:
            lines += ["", f"{words(heading)}: {len(found)}"]
            lines += [f"  {_place(change, words)}{_step(change, words)}" for change in found]
    lines += ["", _due_sentence(report, words)]
    lines += [f"! {one_line(words.say(each))}" for each in report.objections]
    if report.draft is not None:
        lines += ["", words("Draft of the map, to be looked over:"), *draft_lines(report.draft)]
    return "\n".join(lines) + "\n"


def changes_markdown(report: EditionReport, words: Words) -> str:
    """Write the changes as a section of a list of changes, for its author to edit."""
    lines = [f"## {markdown(report.new.edition)}", ""]
    for kind, heading in _HEADINGS.items():
        found = _of(report, kind)
        if found:
            lines += [f"### {words(heading)}", ""]
            lines += [
                f"- {markdown(_place(change, words))}{markdown(_step(change, words))}"
                for change in found
            ]
            lines.append("")
    if not report.changes:
        lines += [words("No changes."), ""]
    return "\n".join(lines)


def changes_json(report: EditionReport, words: Words) -> str:
    """Write the changes for programs."""
    document = {
        "schema_version": "1.0",
        "old": _identity(report.old),
        "new": _identity(report.new),
        "changes": [{**change._asdict(), "kind": change.kind.value} for change in report.changes],
        "due": {"kind": report.due.kind.value, "number": report.due.text or None},
        "objections": [words.say(each) for each in report.objections],
    }
    return json_text(document)


def draft_lines(migration: Migration) -> Iterator[str]:
    """Yield a map as lines of a questionnaire file."""
    yield "from:"
    yield f"  {quoted(migration.edition)}:"
    for step in migration.steps:
        yield f"    - {_step_in_yaml(step)}"


def _step_in_yaml(step: Step) -> str:
    """Write a step as it stands under ``from``."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in _keys_of(step)) + "}"


def _keys_of(step: Step) -> Iterator[tuple[str, str]]:
    match step:
        case Same() | Revised() | Added():
            yield _KINDS[type(step)], _ids(step.questions)
        case Merged():
            yield "merge", _ids(step.old)
            yield "to", word(step.new)
            yield "take", step.taking.value
        case Split():
            yield "split", word(step.old)
            yield "to", _ids(step.new)
            yield "copy", step.copying.value
        case Rescaled():
            yield "rescale", word(step.old)
            yield "to", word(step.new)
            yield "map", "{" + ", ".join(f"{a}: {b}" for a, b in step.levels.items()) + "}"
        case Renamed():
            yield "rename", word(step.old)
            yield "to", word(step.new)
        case Dropped():
            yield "drop", word(step.old)
            yield "reason", quoted(step.reason or "...")


_KINDS: dict[type, str] = {Same: "same", Revised: "revise", Added: "add"}


def _ids(questions: Sequence[str]) -> str:
    return f"[{', '.join(word(question) for question in questions)}]"


def _title(report: EditionReport) -> str:
    return f"{_reference(report.old)} → {_reference(report.new)}"


def _reference(questionnaire: Questionnaire) -> str:
    revision = f" r{questionnaire.revision}" if questionnaire.revision > 1 else ""
    return questionnaire.reference + revision


def _identity(questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "id": questionnaire.id,
        "edition": questionnaire.edition,
        "revision": questionnaire.revision,
        "sha256": questionnaire.sha256,
    }


def _of(report: EditionReport, kind: ChangeKind) -> list[Change]:
    return [change for change in report.changes if change.kind is kind]


def _place(change: Change, words: Words) -> str:
    """Name what changed: the thing, its id, the key in the file, and the translation."""
    thing = words(_THINGS[change.thing])
    language = f"({change.language})" if change.language else ""
    return " ".join(part for part in (thing, change.id, change.key, language) if part)


_THINGS = {
    "questionnaire": to_translate("questionnaire"),
    "stage": to_translate("stage"),
    "section": to_translate("section"),
    "factor": to_translate("factor"),
    "band": to_translate("band"),
    "question": to_translate("question"),
    "contradiction": to_translate("contradiction"),
}


def _step(change: Change, words: Words) -> str:
    if not change.key:
        return ": " + (words("new") if change.after else words("gone"))
    return f": {_short(change.before)} → {_short(change.after)}"


def _short(text: str) -> str:
    line = one_line(text) or "–"
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _due_sentence(report: EditionReport, words: Words) -> str:
    number = report.due.text
    if report.due.kind is DueKind.NOTHING:
        return words("Nothing changed; no new number is due.")
    if report.due.kind is DueKind.REVISION:
        return words("Scores cannot move. Due: revision {number} of this edition.", number=number)
    if not number:
        return words("Scores can move. Due: another edition.")
    return words("Scores can move. Due: edition {number}, or a later one.", number=number)
