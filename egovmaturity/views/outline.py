"""The view of a master plan in outline: everything its document says, ready to print."""

from typing import NamedTuple

from egovmaturity.views.report import ColumnView, FactView


class CellText(NamedTuple):
    """A cell of a table: its text, and what is said below it in small letters."""

    text: str
    notes: tuple[str, ...] = ()


class GridView(NamedTuple):
    """A table; ``total`` is its last row, empty where nothing adds up.

    ``shares`` are the widths of the columns in percent, 8 to 60 each.
    """

    caption: str
    columns: tuple[ColumnView, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[CellText, ...], ...]
    total: tuple[CellText, ...] = ()


class PieceView(NamedTuple):
    """Something in a chapter: sentences, then a table, then notes below it.

    ``blank`` is what its authors still have to write there, empty where nothing is left to them.
    """

    sentences: tuple[str, ...] = ()
    grid: GridView | None = None
    notes: tuple[str, ...] = ()
    blank: str = ""


class ChapterView(NamedTuple):
    """A numbered heading below a part and what stands under it."""

    id: str
    number: str
    title: str
    pieces: tuple[PieceView, ...]


class OutlinePartView(NamedTuple):
    """A part of the master plan. ``pieces`` come before its chapters."""

    id: str
    number: str
    title: str
    pieces: tuple[PieceView, ...]
    chapters: tuple[ChapterView, ...]


class OutlineView(NamedTuple):
    """A master plan in outline on one institution, in one language.

    ``about`` says where everything in it comes from; ``marks`` and ``notice`` are as in a report.
    """

    language: str
    title: str
    subtitle: str
    institution: str
    assessed: str
    running_head: str
    is_fictional: bool
    marks: tuple[str, ...]
    status_note: str
    notice: str
    about: tuple[str, ...]
    facts: tuple[FactView, ...]
    parts: tuple[OutlinePartView, ...]
    reproducibility: tuple[FactView, ...]
    command: str
