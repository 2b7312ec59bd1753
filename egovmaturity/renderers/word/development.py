"""What has moved since the baseline, in a Word report."""

from egovmaturity.renderers.word.elements import (
    Element,
    Table,
    cell,
    heading,
    number_cell,
    paragraph,
    table,
)
from egovmaturity.renderers.word.pieces import Desk, named


def development(desk: Desk) -> list[Element]:
    """Hold scores and levels against those of the baseline."""
    r, words = desk.report, desk.words
    body = [paragraph("Normal", r.baseline.summary)]
    if r.slope.lines:
        body += [_scores(desk), paragraph("Report Small", r.slope.about)]
    if r.waterfall.columns:
        body += [heading(2, words("Why the index moved")), _causes(desk)]
    for direction, title in (
        ("up", words("{Questions} at a higher level")),
        ("down", words("{Questions} at a lower level")),
    ):
        moved = [change for change in r.changes if change.direction == direction]
        if moved:
            body.append(heading(2, title))
            body += [
                paragraph(
                    "List Bullet",
                    *named(change.id, change.title),
                    f": {change.before} → {change.after}",
                )
                for change in moved
            ]
    if not r.changes:
        none = words("No {question} that counts in both years has changed its level.")
        body.append(paragraph("Normal", none))
    return body


def _scores(desk: Desk) -> Element:
    r = desk.report
    return table(
        Table(
            r.slope.title,
            (52, 16, 16, 16),
            (r.slope.place, str(r.baseline.year), str(r.year), desk.words("Change")),
            tuple(
                (
                    cell(line.title),
                    number_cell(line.before.text),
                    number_cell(line.score.text),
                    number_cell(line.change),
                )
                for line in r.slope.lines
            ),
        ),
        desk.width,
    )


def _causes(desk: Desk) -> Element:
    """Lay out what moved the index, from one year to the other."""
    causes = desk.report.waterfall
    return table(
        Table(
            desk.words("Why the index moved"),
            (60, 20, 20),
            tuple(column.title for column in causes.columns),
            tuple(
                (cell(name), number_cell(number), number_cell(index))
                for name, number, index in causes.rows
            ),
        ),
        desk.width,
    )
