"""The record of how a report was made, which the report itself carries.

It names the release, every option that moves a byte of this kind of report, and every file that
went into it with its hash. It is a claim like everything else in the report: what proves something
is the report made again.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from egovmaturity.domain.diagnostics import Message, RefusedError, message
from egovmaturity.domain.gates import Allowance, GatesAsked, from_written
from egovmaturity.domain.gates import written as gates_written
from egovmaturity.domain.results import Basis
from egovmaturity.language import LANGUAGES
from egovmaturity.views.report import PARTS

NAME = "egovmaturity:made"
"""What the record is called in HTML and Markdown."""

MOST_LETTERS = 10_000
"""Longest record that is read; real ones have a tenth of it."""

FORMATS = ("html", "md", "json", "docx")
"""The formats that have a place for a record."""

ROLES = (
    *("answers", "questionnaire", "translation", "baseline", "crosswalk", "crosswalk_to"),
    *("intro", "theme", "template", "docx_template"),
)
"""What files go into a report, in the order in which they are told.

``translation`` is the questionnaire's file of texts in another language, ``crosswalk_to`` the other
questionnaire of the crosswalk.
"""


class Source(NamedTuple):
    """A file that went into a report: its bare name, and the SHA-256 of its bytes in hexadecimals.

    Questionnaires are named ``id@edition``, a translation by its language. Both are ``None`` where
    an anonymous report withholds them; the name is empty where it was never known.
    """

    name: str | None
    sha256: str | None


WITHHELD = Source(None, None)


class Made(NamedTuple):
    """How a report was made.

    ``sources`` are the files by their role, one of ``ROLES``; a role that is absent was not used.
    ``texts`` is the language of the questionnaire's texts where it is not that of the report, else
    empty. ``gates`` are the gates asked for as they were written; ``as_of`` is the day that the
    answers were taken to describe.
    """

    version: str
    format: str
    language: str
    basis: Basis
    sources: Mapping[str, Source]
    texts: str = ""
    parts: tuple[str, ...] = PARTS
    heading_offset: int = 0
    is_anonymous: bool = False
    gates: GatesAsked = GatesAsked()
    as_of: date | None = None


class RecordError(RefusedError):
    """What should be a record is none."""


def mapping_of(made: Made) -> dict[str, Any]:
    """Return a record as values of JSON, in a fixed order and without what is as usual."""
    usual = {
        "texts": made.texts,
        "parts": list(made.parts) if made.parts != PARTS else [],
        "heading_offset": made.heading_offset,
        "anonymous": made.is_anonymous,
        "gates": gates_written(made.gates),
        "allowed": [_allowance_written(each) for each in made.gates.allowed],
        "as_of": made.as_of.isoformat() if made.as_of else "",
    }
    return {
        "tool": made.version,
        "format": made.format,
        "language": made.language,
        "basis": made.basis.value,
        **{name: value for name, value in usual.items() if value},
        **{role: made.sources[role]._asdict() for role in ROLES if role in made.sources},
    }


def written(made: Made) -> str:
    """Write a record on one line that neither HTML, its comments nor its quotes can mistake."""
    text = json.dumps(mapping_of(made), separators=(",", ":"))
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return re.sub("-(?=-)", r"\\u002d", text)


# Reading


def read(text: str) -> Made:
    """Read a record that anybody may have written.

    Keys that are not known are left alone, as a later release may have them.

    Raises:
        RecordError: It is no JSON, lacks something, or holds what no record can.
    """
    if len(text) > MOST_LETTERS:
        raise _broken(message("it is too long"))
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise _broken(message("it is not JSON")) from None
    return from_mapping(values)


def from_mapping(values: object) -> Made:
    """Take a record from values of JSON.

    Raises:
        RecordError: It lacks something, or holds what no record can.
    """
    if not isinstance(values, dict):
        raise _broken(message("it has no keys"))
    for role in ("answers", "questionnaire"):
        if role not in values:
            raise _impossible(role)
    return Made(
        version=_text(values, "tool", r"[\w.+-]{1,40}"),
        format=_one_of(values, "format", FORMATS),
        language=_one_of(values, "language", LANGUAGES),
        basis=Basis(_one_of(values, "basis", tuple(Basis))),
        sources={role: _source(values, role) for role in ROLES if role in values},
        texts=_text(values, "texts", "[a-z]{2}") if "texts" in values else "",
        parts=_parts(values) if "parts" in values else PARTS,
        heading_offset=_offset(values) if "heading_offset" in values else 0,
        is_anonymous=values.get("anonymous") is True,
        gates=_gates(values.get("gates", {}), _allowed(values.get("allowed", []))),
        as_of=_day(values) if "as_of" in values else None,
    )


def _broken(detail: Message) -> RecordError:
    return RecordError(
        message("the record of how the report was made cannot be read: {detail}", detail=detail),
        message("The report was changed, or comes from another release."),
    )


def _impossible(key: str) -> RecordError:
    return _broken(message('"{key}" is missing or impossible', key=key))


def _text(values: Mapping[str, Any], key: str, pattern: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise _impossible(key)
    return value


def _day(values: Mapping[str, Any]) -> date:
    text = _text(values, "as_of", r"\d{4}-\d\d-\d\d")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _impossible("as_of") from None


def _one_of(values: Mapping[str, Any], key: str, possible: Iterable[str]) -> str:
    value = values.get(key)
    if not isinstance(value, str) or value not in possible:
        raise _impossible(key)
    return value


def _source(values: Mapping[str, Any], role: str) -> Source:
    value = values[role]
    if isinstance(value, dict):
        name, digest = value.get("name"), value.get("sha256")
        if name is None and digest is None:
            return WITHHELD
        if (
            isinstance(name, str)
            and isinstance(digest, str)
            and re.fullmatch("[0-9a-f]{64}|", digest)
        ):
            return Source(name, digest)
    raise _impossible(role)


def _parts(values: Mapping[str, Any]) -> tuple[str, ...]:
    named = values["parts"]
    if not isinstance(named, list) or not named:
        raise _impossible("parts")
    parts = tuple(part for part in PARTS if part in named)
    if list(parts) != named:
        raise _impossible("parts")
    return parts


def _offset(values: Mapping[str, Any]) -> int:
    value = values["heading_offset"]
    if type(value) is not int or not 0 <= value <= _DEEPEST:
        raise _impossible("heading_offset")
    return value


_DEEPEST = 3


def _gates(value: object, allowed: tuple[Allowance, ...]) -> GatesAsked:
    if not isinstance(value, dict) or not all(isinstance(bar, str) for bar in value.values()):
        raise _impossible("gates")
    try:
        return from_written(value, allowed)
    except ValueError:
        raise _impossible("gates") from None


def _allowance_written(allowance: Allowance) -> dict[str, str]:
    return {
        "question": allowance.question,
        "reason": allowance.reason,
        "until": allowance.until.isoformat(),
    }


def _allowed(value: object) -> tuple[Allowance, ...]:
    if not isinstance(value, list):
        raise _impossible("allowed")
    return tuple(_allowance(each) for each in value)


def _allowance(value: object) -> Allowance:
    texts = value if isinstance(value, dict) else {}
    found = [texts.get(key) for key in ("question", "reason", "until")]
    if not all(isinstance(each, str) for each in found):
        raise _impossible("allowed")
    question, reason, until = map(str, found)
    try:
        return Allowance(question, reason, date.fromisoformat(until))
    except ValueError:
        raise _impossible("allowed") from None
