"""A row of a table to a question; every value that is not possible with its cell."""

import re
from collections.abc import Sequence
from fractions import Fraction

from egovmaturity.authoring.outline import ONE, Kind, middle, question
from egovmaturity.authoring.table_file import CellKind
from egovmaturity.authoring.table_rows import Row
from egovmaturity.domain.diagnostics import column_letters, message
from egovmaturity.domain.questionnaire import EvidenceItem, Question, Scale, evidence_id
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.shapes import exact_number


def question_of(row: Row, code: str, levels: Scale, kind: Kind, log: Log) -> Question:
    """Make a question of a row, without its place and factors.

    Noted: Q154 no text, Q157 a weight or a mandatory level that is not possible.
    """
    numbers = [level.number for level in levels.levels]
    ask = row.text("ask")
    if ("ask", None) not in row.cells:
        log.error(
            "Q154",
            row.place("ask"),
            message("the row has no question"),
            message("Write the question, or empty the row."),
        )
    return question(code, ask, levels)._replace(
        title=row.text("title") or ask,
        why=row.text("why"),
        owner=row.text("owner"),
        weight=_weight(row, log),
        mandatory=_mandatory(row, numbers, kind, log),
        rubric=_by_level(row, "levels", numbers),
        recommend=_by_level(row, "recommend", numbers),
        evidence=tuple(
            EvidenceItem(evidence_id(place), text, middle(numbers))
            for place, text in enumerate(_evidence(row))
        ),
    )


def _by_level(row: Row, key: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return the texts there are; a blank one stays out, and checking the file points it out."""
    return {number: text for number in numbers if (text := row.text(key, number))}


def _evidence(row: Row) -> list[str]:
    """Return the documents of a cell, one a line or apart by semicolons."""
    cell = row.cells.get(("evidence", None))
    items = re.split(r"[;\r\n\x0b]", cell.text) if cell else []
    texts = (_BULLET.sub("", " ".join(item.split()), count=1) for item in items)
    return [text for text in texts if text]


_BULLET = re.compile(r"^(?:[-\u2013\u2022*]|\d{1,2}[.)])(?:\s+|$)")


# Codes


def written_codes(rows: Sequence[Row], log: Log) -> list[str]:
    """Return the code of every row as written, empty where there is none.

    Noted: Q155 a code that is no identifier, may have lost a zero, or is taken.
    """
    first: dict[str, Place] = {}
    return [_code(row, first, log) for row in rows]


def _code(row: Row, first: dict[str, Place], log: Log) -> str:
    cell, code, place = row.cells.get(("code", None)), row.text("code"), row.place("code")
    if cell is None or not code:
        return ""
    if (cell.kind is CellKind.NUMBER and not code.isdigit()) or cell.kind is CellKind.DATE:
        log.error(
            "Q155",
            place,
            message("the code {code} is a number or a date to the spreadsheet", code=code),
            message("1.10 and 1.1 are the same number: format the column as text, then write it."),
        )
    elif not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,39}", code):
        log.error(
            "Q155",
            place,
            message('"{code}" is no code', code=code if len(code) <= 40 else code[:39] + "…"),
            message("At most 40 letters, digits, dots, hyphens and underscores, without spaces."),
        )
    elif first.setdefault(code.casefold(), place) != place:
        taken = first[code.casefold()]
        log.error(
            "Q155",
            place,
            message(
                'the code "{code}" is taken by cell {cell}',
                code=code,
                cell=f"{column_letters(taken.column)}{taken.line}",
            ),
            message("Every id stands for one thing; choose another."),
        )
    return code


# Weight and mandatory level


def _weight(row: Row, log: Log) -> Fraction:
    cell, text = row.cells.get(("weight", None)), row.text("weight")
    if cell is None or not text:
        return ONE
    number = exact_number(text.removesuffix("%").rstrip())
    if number is None or number < 0 or cell.kind is CellKind.DATE:
        log.error(
            "Q157",
            row.place("weight"),
            message('"{found}" is no weight', found=text[:40]),
            message("Write a number such as 2, 0.25 or 1/3; format 1/3 as text, or it is a date."),
        )
        return ONE
    return number / 100 if text.endswith("%") else number


_YES = frozenset(("ya", "y", "yes", "x", "v", "\u2713", "\u2714", "wajib", "mandatory", "true"))
_NO = frozenset(("", "-", "tidak", "t", "no", "n", "false", "0"))


def _mandatory(row: Row, numbers: Sequence[int], kind: Kind, log: Log) -> int | None:
    """Return the least level: the one written, or the middle one for a plain yes."""
    written = row.text("mandatory").casefold()
    if written in _NO:
        return None
    if kind is not Kind.STAGES:
        log.error(
            "Q157",
            row.place("mandatory"),
            message("a mandatory question needs stages: bands have no gate"),
            message("Empty the cell, or name a stage for every question."),
        )
        return None
    if written in _YES:
        return middle(numbers)
    if written.isdecimal() and written.isascii() and int(written[:3]) in numbers[1:]:
        return int(written)
    log.error(
        "Q157",
        row.place("mandatory"),
        message('"{found}" is neither yes or no nor a level', found=written[:40]),
        message(
            "Write ya or tidak, or the least level: {levels}",
            levels=", ".join(str(number) for number in numbers[1:]),
        ),
    )
    return None
