"""Which column of a table says what, by its header, in Indonesian or English."""

import re
from collections.abc import Sequence
from typing import NamedTuple

SEARCHED = 20
"""Rows, from the top, among which the header row is looked for."""

_INDONESIAN = {
    "kode": "code",
    "tahap": "stage",
    "bagian": "section",
    "faktor": "factor",
    "judul": "title",
    "pertanyaan": "ask",
    "kriteria": "ask",
    "alasan": "why",
    "bobot": "weight",
    "wajib": "mandatory",
    "bukti": "evidence",
    "penanggung jawab": "owner",
}
_ENGLISH = {
    "code": "code",
    "stage": "stage",
    "section": "section",
    "factor": "factor",
    "title": "title",
    "question": "ask",
    "ask": "ask",
    "why": "why",
    "weight": "weight",
    "mandatory": "mandatory",
    "evidence": "evidence",
    "owner": "owner",
}
_NAMES = {"id": "code", **_INDONESIAN, **_ENGLISH}
_LEVEL = re.compile(
    r"(?:(?P<word>tingkat|level)\s*)?(?P<number>\d{1,2})(?![\d/,]|\.\d)"
    r"(?:\s*[-\u2013\u2014:=).]?\s*(?P<label>\S.*)|\.)?",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?P<word>saran|recommend)\s*(?P<number>\d{1,2})", re.IGNORECASE)
_LANGUAGES = {"tingkat": "id", "saran": "id", "level": "en", "recommend": "en"}


class Column(NamedTuple):
    """What a column holds: a key of a question, or ``levels`` or ``recommend`` of a level.

    ``label`` is the name its header gives to a level. ``language`` is that of the header; empty
    where it is of neither.
    """

    key: str
    level: int | None = None
    label: str = ""
    language: str = ""


def column_of(header: str) -> Column | None:
    """Return what a header means; ``None`` where it is not known."""
    text = " ".join(header.split()).strip(" *:.")
    name = text.casefold()
    if name in _NAMES:
        language = "id" if name in _INDONESIAN else "en" if name in _ENGLISH else ""
        return Column(_NAMES[name], language=language)
    for pattern, key in ((_STEP, "recommend"), (_LEVEL, "levels")):
        found = pattern.fullmatch(text)
        if found:
            words = found.groupdict()
            language = _LANGUAGES.get((words["word"] or "").casefold(), "")
            return Column(key, int(found["number"]), (words.get("label") or "").strip(), language)
    return None


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return where the header row is: the first of those with most known columns.

    It names the column of the questions. ``None`` where no row does.
    """
    best, place = 0, None
    for at, row in enumerate(rows[:SEARCHED]):
        keys = [column.key for cell in row if (column := column_of(cell))]
        if "ask" in keys and len(keys) > best:
            best, place = len(keys), at
    return place
