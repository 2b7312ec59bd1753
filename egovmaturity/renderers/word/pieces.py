"""What several sections of a Word report share: grounds, cells, tables of scores."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from egovmaturity.language import Words
from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    bar,
    cell,
    number_cell,
    paragraph,
    table,
    text,
    widths,
)
from egovmaturity.views.report import ExceptionView, FactView, GroupView, ReportView, ScoreView

GREY = "EEF1F2"
TEAL = "0B5D66"
STATUS_FILLS = {"attained": "CFE5E2", "not-attained": "FBE3D0"}
"""Grounds for the status of a stage; any other is grey."""

MOST_COLUMNS = 5
"""Stages, bands or parts that fit beside each other on an upright page."""


class Desk(NamedTuple):
    """What every section is made from: the view, the words, and the width of the text."""

    report: ReportView
    words: Words
    width: int


def fact_table(desk: Desk, facts: Sequence[FactView], caption: str) -> Element:
    """Set labels and what belongs to them beside each other."""
    rows = tuple((cell(fact.label), cell(text(fact.text, "Strong"))) for fact in facts)
    return table(Table(caption, (26, 74), (), rows), desk.width)


def at_most(desk: Desk, score: ScoreView) -> str:
    """Say the upper bound of a score while questions are open."""
    return desk.words("at most {score}", score=score.high) if score.high else ""


def signed(sign: str, words: str) -> list[Element]:
    """Write a sign and the words for it."""
    return [text(sign, "Report Signs"), text(f" {words}", "Strong")]


def named(id_: str, title: str) -> list[Element]:
    """Write the code of a question and its title."""
    return [text(id_, "Strong"), text(f" {title}")]


def points(texts: Iterable[str]) -> list[Element]:
    """Write each text as a point of a list."""
    return [paragraph("List Bullet", point) for point in texts]


def score_cell(desk: Desk, score: ScoreView) -> Cell:
    """Fill a cell with a score and its upper bound."""
    return number_cell(score.text, at_most(desk, score))


def bar_cell(score: ScoreView, width: int) -> Cell:
    """Fill a cell with a bar as long as a score."""
    return Cell(tuple(bar(score.bar, width, TEAL)))


def groups(desk: Desk, rows: Sequence[GroupView], label: str, caption: str) -> Element:
    """Make a table of factors, relations or items of the master plan."""
    words, shares = desk.words, (43, 25, 12, 20)
    room = widths(shares, desk.width)[1]
    return table(
        Table(
            caption,
            shares,
            (label, words("Out of 100%"), words("Score"), words("Answers")),
            tuple(
                (
                    cell(row.title, row.about),
                    bar_cell(row.score, room),
                    score_cell(desk, row.score),
                    cell(row.counts),
                )
                for row in rows
            ),
            numbers=(2,),
        ),
        desk.width,
    )


def exceptions(desk: Desk, rows: Sequence[ExceptionView], caption: str) -> Element:
    """Make a table of questions that are open or do not apply, with the reason."""
    words = desk.words
    return table(
        Table(
            caption,
            (36, 44, 20),
            (desk.report.terms.question, words("Reason"), words("Owner")),
            tuple(
                (
                    Cell((paragraph("Report Cell", *named(row.id, row.title)),)),
                    cell(row.reason),
                    cell(row.owner or "–"),
                )
                for row in rows
            ),
        ),
        desk.width,
    )
