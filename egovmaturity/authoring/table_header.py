"""The header row of a table: what every column is for, and what it decides by itself."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from egovmaturity.authoring.outline import Kind
from egovmaturity.authoring.table_columns import Column, column_of
from egovmaturity.authoring.table_file import Table
from egovmaturity.domain.diagnostics import column_letters, message
from egovmaturity.domain.questionnaire import Scale
from egovmaturity.language import LANGUAGES
from egovmaturity.loading.log import Log, Place

_PLACES = {Kind.STAGES: "stage", Kind.SECTIONS: "section"}

_SILENT = frozenset(("", "no", "nomor", "number", "#"))
"""Headers of columns that only count rows; nobody misses them."""


class Header(NamedTuple):
    """``columns`` are those that are read, by position; ``labels`` are the levels' names.

    A level whose header gives it no name has an empty label; without columns of levels there are
    no labels. ``language`` is that of most headers; empty where they do not tell.
    """

    kind: Kind
    columns: Mapping[int, Column]
    labels: Mapping[int, str]
    language: str


def read_header(table: Table, at: int, wanted: Kind | None, log: Log) -> Header:
    """Read the header row at position ``at`` and note what is wrong with it.

    Noted: Q153 columns that contradict each other, Q159 (a warning) columns that are not read.
    """
    row = at + 1
    found = {n: column_of(cell.text) for n, cell in enumerate(table.rows[at])}
    known = {n: column for n, column in found.items() if column is not None}
    kind = _kind(known, wanted, row, log)
    columns = {n: c for n, c in known.items() if wanted is None or _is_read(c, kind)}
    for n, cell in enumerate(table.rows[at]):
        name = " ".join(cell.text.split())
        if n not in columns and name.casefold().rstrip(".") not in _SILENT:
            log.warning(
                "Q159", Place(row, n + 1), message('the column "{name}" is not read', name=name)
            )
    _check_twice(columns, row, log)
    labels = _labels(columns, row, log)
    return Header(kind, columns, labels, _language(columns))


def _kind(known: Mapping[int, Column], wanted: Kind | None, row: int, log: Log) -> Kind:
    """Tell the kind by the columns; each kind but the last needs a column of its own."""
    places = {column.key: Place(row, n + 1) for n, column in known.items()}
    if wanted is None and {"stage", "section"} <= places.keys():
        log.error(
            "Q153",
            places["section"],
            message("the table has a column of stages and one of sections"),
            message("Say which of them counts: --kind stages or --kind sections"),
        )
    if wanted in _PLACES and _PLACES[wanted] not in places:
        log.error(
            "Q153",
            places["ask"],
            message('there is no column for --kind {kind}: "{name}"', **_named(wanted)),
            message("Add the column, or leave out --kind."),
        )
    return wanted or next((kind for kind, key in _PLACES.items() if key in places), Kind.PLAIN)


def _named(kind: Kind) -> dict[str, object]:
    return {"kind": kind.value, "name": _PLACES[kind]}


def _is_read(column: Column, kind: Kind) -> bool:
    return column.key not in _PLACES.values() or column.key == _PLACES.get(kind)


def _check_twice(columns: Mapping[int, Column], row: int, log: Log) -> None:
    """Q153: two columns for the same, whatever they are called."""
    seen: dict[tuple[str, int | None], Place] = {}
    for n, column in columns.items():
        place = Place(row, n + 1)
        first = seen.setdefault((column.key, column.level), place)
        if first != place:
            log.error(
                "Q153",
                place,
                message(
                    "this column is for the same as column {first}",
                    first=column_letters(first.column),
                ),
                message("Keep one of them, or give the other one another name."),
            )


def _labels(columns: Mapping[int, Column], row: int, log: Log) -> dict[int, str]:
    """Q153: levels count up by one from the lowest, two at least, each with a name of its own."""
    placed = sorted(
        (column.level, n, column.label)
        for n, column in columns.items()
        if column.key == "levels" and column.level is not None
    )
    labels = {level: label for level, _, label in placed}
    if len(labels) == 1:
        log.error(
            "Q153",
            Place(row, placed[0][1] + 1),
            message("there is only one column of levels"),
            message("Give every level a column: 0, 1, 2, ..."),
        )
    for (below, _, _), (above, n, _) in pairwise(placed):
        if above > below + 1:
            log.error(
                "Q153",
                Place(row, n + 1),
                message("level {level} does not follow {below}", level=above, below=below),
                message("Give every level a column: 0, 1, 2, ..."),
            )
    _check_labels(placed, row, log)
    return labels


def _check_labels(placed: list[tuple[int, int, str]], row: int, log: Log) -> None:
    names: set[str] = set()
    for _, n, label in placed:
        if label and label.casefold() in names:
            log.error("Q153", Place(row, n + 1), message("two levels have the same label"))
        names.add(label.casefold())


def check_steps(header: Header, scale: Scale, row: int, log: Log) -> None:
    """Q153: recommendations are for levels that there are."""
    levels = [level.number for level in scale.levels]
    for n, column in header.columns.items():
        if column.key == "recommend" and column.level not in levels:
            log.error(
                "Q153",
                Place(row, n + 1),
                message("level {level} is not on the scale", level=column.level),
                message("Known here: {words}", words=", ".join(map(str, levels))),
            )


def _language(columns: Mapping[int, Column]) -> str:
    counts = dict.fromkeys(LANGUAGES, 0)
    for column in columns.values():
        if column.language:
            counts[column.language] += 1
    best = max(counts, key=lambda language: counts[language])
    return best if list(counts.values()).count(counts[best]) == 1 else ""
