"""How firm the verdict is, in a Word report."""

from collections.abc import Sequence

from egovmaturity.renderers.word.elements import (
    Element,
    Table,
    cell,
    heading,
    number_cell,
    paragraph,
    table,
)
from egovmaturity.renderers.word.pieces import Desk, points
from egovmaturity.views.report import BlockView, TableView

_NUMBER, _CODE, _TEXT = 2, 2, 4
"""How wide columns are, relative to one another."""


def certainty(desk: Desk) -> list[Element]:
    """Say what would raise the verdict, what would lose it, and what is still uncertain."""
    body = [paragraph("Normal", desk.report.certainty.summary)]
    for block in desk.report.certainty.blocks:
        body += _block(desk, block)
    return body


def _block(desk: Desk, block: BlockView) -> list[Element]:
    body = [heading(2, block.title)]
    body += [paragraph("Normal", sentence) for sentence in block.sentences]
    if block.table.columns:
        body.append(_table(desk, block.title, block.table))
    return body + points(block.notes)


def _table(desk: Desk, caption: str, found: TableView) -> Element:
    kinds = [column.kind for column in found.columns]
    return table(
        Table(
            caption,
            _shares(kinds),
            tuple(column.title for column in found.columns),
            tuple(
                tuple(
                    number_cell(text) if kind == "number" else cell(text)
                    for kind, text in zip(kinds, row, strict=True)
                )
                for row in found.rows
            ),
            numbers=tuple(n for n, kind in enumerate(kinds) if kind == "number"),
        ),
        desk.width,
    )


def _shares(kinds: Sequence[str]) -> tuple[int, ...]:
    """Share the width of the page among columns, in percent; the last takes what is left."""
    wide = [{"number": _NUMBER, "code": _CODE}.get(kind, _TEXT) for kind in kinds]
    shares = [100 * each // sum(wide) for each in wide]
    return (*shares[:-1], 100 - sum(shares[:-1]))
