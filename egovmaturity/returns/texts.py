"""What stands in a cell for a text, and the documents in two cells side by side."""

import re
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from egovmaturity.collecting.answer_sheets import fitting, in_lines, unfit_in
from egovmaturity.collecting.claims import plain
from egovmaturity.domain.answers import Evidence
from egovmaturity.domain.diagnostics import message
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import shortened
from egovmaturity.workbooks.cells import Cell, CellKind

LONGEST = 500
"""Characters of a text cell that a sheet lets people type; longer ones were pasted."""


def read_text(cell: Cell | None, at: At, notes: Notes) -> str | None:
    """Return the text of a cell with its line breaks; ``None`` where it cannot be known.

    Noted: E139 a formula that only points to another, E140 an error, W342 more than 500 characters,
    W344 a formula taken as text, W345 characters that no file may hold.
    """
    if cell is None:
        return ""
    if cell.kind is CellKind.ERROR or (cell.kind is CellKind.FORMULA and not cell.text):
        notes.add(at, _unknown(cell))
        return None
    if cell.kind is CellKind.FORMULA:
        notes.add(at, _FORMULA_KEPT)
    text = _cleaned(_with_link(_shown(cell), cell.link), at, notes)
    if len(text) > LONGEST:
        notes.add(at, _too_long(len(text)))
    return text


def _unknown(cell: Cell) -> Problem:
    if cell.kind is CellKind.FORMULA:
        return Problem(
            "E139",
            message("a formula stands here that was copied from another cell"),
            message("Write the text itself."),
        )
    return Problem(
        "E140",
        message('the cell holds an error: "{text}"', text=shortened(cell.text)),
        message("Write the answer again."),
    )


_FORMULA_KEPT = Problem(
    "W344",
    message("a formula stands here; it is taken as the text that it is"),
    message("Write the text itself, or an apostrophe before it."),
)


def _too_long(length: int) -> Problem:
    return Problem(
        "W342",
        message(
            "the text has {n} characters, more than {limit}; it is kept", n=length, limit=LONGEST
        ),
        message("Shorten it, or name the document in which all of it can be read."),
    )


def _shown(cell: Cell) -> str:
    """Return a cell as the sheet shows it, as far as that can be known."""
    if cell.kind is CellKind.PERCENT:
        return f"{(Decimal(cell.text) * 100).normalize():f}%"
    if cell.kind is CellKind.BOOLEAN:
        return "FALSE" if cell.text == "0" else "TRUE"
    return cell.text


def _with_link(text: str, link: str) -> str:
    """Add the address that a click opens, where the text itself shows none."""
    is_shown = _ADDRESS.search(text) or link.removeprefix("mailto:") in text
    return text if is_shown else f"{text.rstrip()} ({link})"


_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


def _cleaned(text: str, at: At, notes: Notes) -> str:
    lined = in_lines(text)
    unfit = unfit_in(lined)
    if unfit:
        notes.add(
            at,
            Problem(
                "W345",
                message(
                    "characters that no file may hold are left out, such as U+{code:04X}",
                    code=ord(unfit),
                ),
                message("They are invisible and often come from copying out of a document."),
            ),
        )
    return fitting(lined)


class _Pair(NamedTuple):
    text: str
    location: str


def documents(text: str, location: str, at: At, notes: Notes) -> tuple[Evidence, ...]:
    """Return one document a line, each with the line of the same place in ``location``.

    W343 is noted at the cell of the locations where one has no document: it stands for its name.
    """
    lines = zip_longest(text.split("\n"), location.split("\n"), fillvalue="")
    pairs = [_Pair(_one_line(name), _one_line(place)) for name, place in lines]
    nameless = [pair.location for pair in pairs if pair.location and not pair.text]
    if nameless:
        notes.add(
            at,
            Problem(
                "W343",
                message(
                    'no document is named for the location "{text}"', text=shortened(nameless[0])
                ),
                message("Write one document a line, and its location in the line of same height."),
            ),
        )
    return tuple(
        Evidence(pair.text or pair.location, "", None, pair.location, ())
        for pair in pairs
        if pair.text or pair.location
    )


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
