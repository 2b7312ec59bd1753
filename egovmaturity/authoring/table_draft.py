"""A table of questions to a draft of a questionnaire; every problem with its cell."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, NoReturn

from egovmaturity.authoring.outline import (
    ONE,
    PLACEHOLDER,
    Kind,
    default_scale,
    outline,
    scale,
    stage,
)
from egovmaturity.authoring.slugs import Codes, prefix_of, slug
from egovmaturity.authoring.table_columns import find_header
from egovmaturity.authoring.table_file import Table
from egovmaturity.authoring.table_header import Header, check_steps, read_header
from egovmaturity.authoring.table_questions import question_of, written_codes
from egovmaturity.authoring.table_rows import Row, read_rows
from egovmaturity.domain.diagnostics import Diagnostic, Message, message
from egovmaturity.domain.questionnaire import Factor, Questionnaire, Scale, Section
from egovmaturity.language import Words
from egovmaturity.loading.log import WHOLE_FILE, Log, Place


class Wanted(NamedTuple):
    """What is said about the questionnaire outside the table; ``None`` leaves it to the table."""

    questionnaire_id: str
    title: str | None
    kind: Kind | None
    language: str | None


class Drafted(NamedTuple):
    """A draft, and what its author may want to look at."""

    questionnaire: Questionnaire
    warnings: tuple[Diagnostic, ...]


def draft_from(table: Table, wanted: Wanted, words: Words) -> Drafted:
    """Make a questionnaire of a table.

    ``words`` decide the language where neither ``wanted`` nor the headers do.

    Raises:
        ContentError: With every problem of the table: Q151 to Q158.
    """
    log = Log(table.file, sheet=table.sheet)
    at = find_header([[cell.text for cell in row] for row in table.rows])
    if at is None:
        _stop(log, WHOLE_FILE, message("no row names the column of the questions"))
    header = read_header(table, at, wanted.kind, log)
    log.stop_on_errors()
    own = Words(wanted.language or header.language or words.language)
    levels = _scale(header, own)
    check_steps(header, levels, at + 1, log)
    rows = list(read_rows(table.rows[at + 1 :], at + 2, header.columns, log))
    if not rows:
        _stop(log, Place(at + 1, 1), message("there are no questions below the header row"))
    title = wanted.title or _title_above(table, at) or PLACEHOLDER
    draft = outline(wanted.questionnaire_id, title, header.kind, own)
    filled = _filled(draft, header.kind, rows, levels, log)
    log.stop_on_errors()
    return Drafted(filled, log.diagnostics)


def _stop(log: Log, place: Place, cause: Message) -> NoReturn:
    log.error("Q152", place, cause)
    log.stop_on_errors()
    raise AssertionError  # stop_on_errors has raised


def _title_above(table: Table, at: int) -> str:
    """Return the first text above the header row, where tables have their title."""
    texts = (" ".join(cell.text.split()) for row in table.rows[:at] for cell in row)
    return next(filter(None, texts), "")


def _scale(header: Header, words: Words) -> Scale:
    if not header.labels:
        return default_scale(words)
    return scale(
        {
            level: label or words("Level {n}", n=level)
            for level, label in sorted(header.labels.items())
        }
    )


class _Part(NamedTuple):
    """A stage, section or factor that rows name."""

    id: str
    title: str


_KEYS = {Kind.STAGES: "stage", Kind.SECTIONS: "section"}


def _filled(
    draft: Questionnaire, kind: Kind, rows: Sequence[Row], levels: Scale, log: Log
) -> Questionnaire:
    """Put the questions of the rows into a draft, with the places and factors they name."""
    key = _KEYS.get(kind, "")
    names = [_same(row.text(key)) for row in rows]
    places = _parts((row.text(key) for row in rows), key)
    factors = _parts((name for row in rows for name in _factors(row)), "factor")
    if key:
        _check_named(rows, names, key, log)
    if kind is Kind.STAGES:
        _check_order(rows, names, places, log)
    questions = []
    for row, name, code in zip(rows, names, _codes(rows, names, kind, log), strict=True):
        ids = dict.fromkeys(factors[_same(each)].id for each in _factors(row))
        asked = question_of(row, code, levels, kind, log)._replace(factors=tuple(ids))
        part = places.get(name)
        if part and kind is Kind.STAGES:
            asked = asked._replace(stage=part.id)
        elif part:
            asked = asked._replace(section=part.id)
        questions.append(asked)
    _check_weights(rows, names, [asked.weight for asked in questions], log)
    parts = places.values()
    return draft._replace(
        questions=tuple(questions),
        stages=tuple(stage(*part) for part in parts if kind is Kind.STAGES),
        sections=tuple(Section(*part, "", ONE, ()) for part in parts if kind is Kind.SECTIONS),
        factors=tuple(Factor(*part, "", core=False) for part in factors.values()),
    )


def _same(title: str) -> str:
    """Return what titles have in common that differ by capitals only."""
    return title.casefold()


def _parts(titles: Iterable[str], otherwise: str) -> dict[str, _Part]:
    """Give every title an id, in the order in which they occur; spelled as it first was."""
    parts: dict[str, _Part] = {}
    taken: set[str] = set()
    for title in titles:
        if title and _same(title) not in parts:
            part = _Part(slug(title, taken, otherwise), title)
            parts[_same(title)] = part
            taken.add(part.id)
    return parts


def _factors(row: Row) -> list[str]:
    """Return the factors of a row, several apart by semicolons; a dash stands for none."""
    names = (" ".join(name.split()) for name in row.text("factor").split(";"))
    return [name for name in names if name.strip("-\u2013\u2014")]


def _codes(rows: Sequence[Row], names: Sequence[str], kind: Kind, log: Log) -> list[str]:
    """Return the code of every row: its own, or the next one of the pattern of its place."""
    written = written_codes(rows, log)
    in_place: dict[str, list[str]] = {}
    for name, code in zip(names, written, strict=True):
        in_place.setdefault(name, []).extend([code] if code else [])
    prefixes = {
        name: prefix_of(codes) or _PREFIXES[kind].format(number)
        for number, (name, codes) in enumerate(in_place.items(), start=1)
    }
    free = Codes(code for code in written if code)
    return [code or free.next(prefixes[name]) for name, code in zip(names, written, strict=True)]


_PREFIXES = {Kind.STAGES: "S{}-", Kind.SECTIONS: "D{}-", Kind.PLAIN: "Q"}


# Rules about places


def _check_named(rows: Sequence[Row], names: Sequence[str], key: str, log: Log) -> None:
    """Q156: every question has a stage or section; an empty cell takes the one above."""
    for row, name in zip(rows, names, strict=True):
        if not name and (key, None) not in row.cells:
            log.error(
                "Q156",
                row.place(key),
                message(
                    "the question has no {key}, and no row above names one", key=Message(key, {})
                ),
                message("Write it in its first row; the rows below may stay empty."),
            )


def _check_order(
    rows: Sequence[Row], names: Sequence[str], places: Mapping[str, _Part], log: Log
) -> None:
    """Q156: the order of stages is that of the table, so each stands in one piece."""
    seen: set[str] = set()
    for row, (before, name) in zip(rows, pairwise(["", *names]), strict=True):
        if name and name != before and name in seen:
            log.error(
                "Q156",
                row.place("stage"),
                message(
                    'the stage "{stage}" begins again after "{other}"',
                    stage=places[name].title,
                    other=places[before].title if before in places else "-",
                ),
                message("Sort the rows by stage, the first stage on top."),
            )
        seen.add(name)


def _check_weights(
    rows: Sequence[Row], names: Sequence[str], weights: Sequence[Fraction], log: Log
) -> None:
    """Q157: something has a weight in every place."""
    totals: dict[str, Fraction] = {}
    first: dict[str, Row] = {}
    for row, name, weight in zip(rows, names, weights, strict=True):
        totals[name] = totals.get(name, Fraction(0)) + weight
        first.setdefault(name, row)
    for name, total in totals.items():
        if not total:
            log.error(
                "Q157",
                first[name].place("weight"),
                message("everything in it weighs 0, so there is no score"),
                message("Give at least one part a weight above 0."),
            )
