"""An explanation to read: in a terminal of any width, or as Markdown."""

from collections.abc import Iterable, Sequence

from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.columns import columns_of, emphasized, fitted, in_ascii, wrapped
from egovmaturity.renderers.markdown_tables import with_column_widths
from egovmaturity.renderers.safe_text import markdown, one_line
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.report import BlockView, ColumnView, TableView

_INDENT = "  "
_GAP = 2
_NARROW = 12
"""The narrowest that a column of text becomes before a table turns into a list."""


def explanation_text(view: ExplanationView, look: Look) -> str:
    """Write an explanation for a terminal; a table that does not fit becomes a list."""
    page = _Page(look)
    page.wrap(view.institution)
    page.wrap(view.questionnaire)
    page.blank()
    page.strong(view.title)
    for fact in view.facts:
        page.wrap(f"{fact.label}: {fact.text}", _INDENT, _INDENT * 2)
    page.wrap(view.summary, _INDENT)
    for block in view.blocks:
        page.blank()
        page.block(block)
    return page.text()


class _Page:
    """Lines of output, made to fit."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._lines: list[str] = []

    def text(self) -> str:
        """Return the page."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def blank(self) -> None:
        """Leave a line free."""
        self._lines.append("")

    def strong(self, text: str) -> None:
        """Write a heading."""
        lines = wrapped(self._plain(text), self._look.width)
        self._lines += emphasized(lines) if self._look.has_colour else lines

    def wrap(self, text: str, indent: str = "", following: str | None = None) -> None:
        """Write a text on as many lines as it takes."""
        self._lines += wrapped(self._plain(text), self._look.width, indent, following)

    def block(self, block: BlockView) -> None:
        """Write a heading, sentences, a table and its notes."""
        self.strong(block.title)
        for sentence in block.sentences:
            self.wrap(sentence, _INDENT)
        if block.table.columns:
            self._table(block.table)
        for note in block.notes:
            self.wrap(note, _INDENT, _INDENT * 2)

    def _table(self, table: TableView) -> None:
        cells = [[self._plain(column.title) for column in table.columns]]
        cells += [[self._plain(cell) for cell in row] for row in table.rows]
        widths = self._widths(table.columns, cells)
        if widths is None:
            self._list(cells)
            return
        for row in cells:
            self._row(table.columns, widths, row)

    def _widths(
        self, columns: Sequence[ColumnView], cells: Sequence[Sequence[str]]
    ) -> list[int] | None:
        """Return the width of every column, made narrower to fit; ``None``: it does not.

        Texts become narrower first, then headings of codes and numbers are broken.
        """
        widths = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
        least = [
            min(width, _least(column, texts))
            for column, texts, width in zip(columns, zip(*cells, strict=True), widths, strict=True)
        ]
        room = self._look.width - len(_INDENT) - _GAP * (len(widths) - 1)
        while sum(widths) > room:
            loose = [n for n, width in enumerate(widths) if width > least[n]]
            if not loose:
                return None
            widest = max(loose, key=lambda n: (columns[n].kind == "text", widths[n]))
            widths[widest] -= 1
        return widths

    def _row(
        self, columns: Sequence[ColumnView], widths: Sequence[int], row: Sequence[str]
    ) -> None:
        parts = [wrapped(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, parts))):
            cells = [
                self._cell(column, part[line] if line < len(part) else "", width)
                for column, part, width in zip(columns, parts, widths, strict=True)
            ]
            self._lines.append(_INDENT + (" " * _GAP).join(cells))

    def _cell(self, column: ColumnView, text: str, width: int) -> str:
        if column.kind == "number":
            return " " * max(0, width - columns_of(text)) + text
        return fitted(text, width, "")

    def _list(self, cells: Sequence[Sequence[str]]) -> None:
        """Write a table row by row: its first text, then what is in the others by name."""
        titles, *rows = cells
        for row in rows:
            first = next(n for n, cell in enumerate(row) if cell)
            self.wrap(row[first], _INDENT, _INDENT * 2)
            for title, cell in list(zip(titles, row, strict=True))[first + 1 :]:
                if cell:
                    self.wrap(f"{title}: {cell}", _INDENT * 2, _INDENT * 3)

    def _plain(self, text: str) -> str:
        line = one_line(text)
        return in_ascii(line) if self._look.is_ascii else line


def _least(column: ColumnView, cells: Sequence[str]) -> int:
    """Return how narrow a column may become: a text to some words, others to their cells."""
    if column.kind == "text":
        return _NARROW
    heading, *rest = cells
    return max([*map(columns_of, rest), *map(columns_of, heading.split())])


def explanation_markdown(view: ExplanationView) -> str:
    """Write an explanation as Markdown: a heading, facts, and a section for each part."""
    lines = [f"# {markdown(view.title)}", "", f"{markdown(view.institution)}  "]
    lines += [markdown(view.questionnaire), ""]
    lines += [f"- {markdown(fact.label)}: {markdown(fact.text)}" for fact in view.facts]
    if view.summary:
        lines += ["", markdown(view.summary)]
    for block in view.blocks:
        lines += ["", f"## {markdown(block.title)}", "", *_markdown_block(block)]
    return with_column_widths("\n".join(lines)).rstrip("\n") + "\n"


def _markdown_block(block: BlockView) -> Iterable[str]:
    parts = ["\n\n".join(markdown(sentence) for sentence in block.sentences)]
    if block.table.columns:
        parts.append("\n".join(_markdown_table(block.table)))
    parts.append("\n".join(f"- {markdown(note)}" for note in block.notes))
    yield "\n\n".join(part for part in parts if part)


def _markdown_table(table: TableView) -> Iterable[str]:
    yield _markdown_row([column.title for column in table.columns])
    signs = {"number": "--:", "text": ":--", "code": ":--"}
    yield "|" + "|".join(f" {signs[column.kind]} " for column in table.columns) + "|"
    for row in table.rows:
        yield _markdown_row(row)


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(markdown(cell) for cell in cells) + " |"
