"""What decides the verdict, in a Word report: conditions, factors, the map."""

from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    cell,
    heading,
    number_cell,
    paragraph,
    shaded,
    table,
    text,
    widths,
)
from egovmaturity.renderers.word.pieces import (
    MOST_COLUMNS,
    Desk,
    bar_cell,
    groups,
    named,
    points,
    score_cell,
    signed,
)
from egovmaturity.views.report import CellView, SectionView

_SHADES = ("EFAE80", "F7D0B0", "FCEADC", "D6EAE7", "9ECBC7")
"""Five grounds that differ in grey too; the words on all of them are dark."""


def conditions(desk: Desk) -> list[Element]:
    """Hold every stage against its conditions, and show the sections of the index."""
    r, words = desk.report, desk.words
    body: list[Element] = []
    if r.stages:
        body += [_condition_table(desk), heading(2, words("Mandatory {questions} not met"))]
        body.append(_unmet(desk))
    if r.sections:
        body += [heading(2, r.terms.section)] if r.stages else []
        body.append(_section_table(desk))
    return body


def _condition_table(desk: Desk) -> Element:
    r, words = desk.report, desk.words
    rows = []
    for stage in r.stages:
        met = words("{n} of {total}", n=stage.mandatory_met, total=stage.mandatory_total)
        result = [paragraph("Report Cell", *signed(stage.sign, stage.status_text))]
        result += [paragraph("Report Cell", stage.why)] if stage.why else []
        result.append(paragraph("Report Cell Small", stage.counts))
        rows.append(
            (
                cell(text(f"{stage.number}. {stage.title}", "Strong"), stage.about),
                score_cell(desk, stage.score),
                number_cell(stage.threshold, stage.difference),
                number_cell(met),
                Cell(tuple(result)),
            )
        )
    return table(
        Table(
            words("Score, threshold and result of every {stage}"),
            (27, 11, 14, 12, 36),
            (
                r.terms.stage,
                words("Score"),
                words("Threshold and difference"),
                words("Mandatory met"),
                words("Result and reason"),
            ),
            tuple(rows),
            numbers=(1, 2, 3),
        ),
        desk.width,
    )


def _unmet(desk: Desk) -> Element:
    r, words = desk.report, desk.words
    rows = tuple(
        (
            cell(f"{stage.number}. {stage.title}"),
            Cell((paragraph("Report Cell", *named(question.id, question.title)),)),
            number_cell(question.current),
            number_cell(question.needed),
            cell(question.note or "–"),
        )
        for stage in r.stages
        for question in stage.mandatory
        if not question.is_met
    )
    if not rows:
        return paragraph("Normal", words("Every mandatory {question} is met."))
    return table(
        Table(
            words("Mandatory {questions} not met"),
            (20, 36, 10, 15, 19),
            (
                r.terms.stage,
                r.terms.question,
                words("Level"),
                words("Needed"),
                words("Remark"),
            ),
            rows,
            numbers=(2, 3),
        ),
        desk.width,
    )


def _section_table(desk: Desk) -> Element:
    r, words, shares = desk.report, desk.words, (40, 18, 10, 12, 20)
    room = widths(shares, desk.width)[1]
    return table(
        Table(
            words("Index of every {section}"),
            shares,
            (
                r.terms.section,
                words("Out of 100%"),
                words("Index"),
                words("Score"),
                words("Answers"),
            ),
            tuple(
                (
                    cell(_section_name(section)),
                    bar_cell(section.score, room),
                    number_cell(section.index),
                    score_cell(desk, section.score),
                    cell(section.counts),
                )
                for section in r.sections
            ),
            numbers=(2, 3),
        ),
        desk.width,
    )


def _section_name(section: SectionView) -> Element:
    """Write a section with a dash for each level it stands below the top, which is bold."""
    return text("– " * section.depth + section.title, "" if section.depth else "Strong")


def factors(desk: Desk) -> list[Element]:
    """Show every factor, and which are highest and lowest."""
    r, words = desk.report, desk.words
    body = [groups(desk, r.factors, r.terms.factor, words("Score of every {factor}"))]
    extremes = ((words("Highest scores"), r.strongest), (words("Lowest scores"), r.weakest))
    for title, names in extremes:
        if names:
            body += [heading(2, title), *points(names)]
    return body


def score_map(desk: Desk) -> list[Element]:
    """Show where exactly scores are low, in parts and factors, relations and items."""
    r, words = desk.report, desk.words
    body: list[Element] = []
    if r.map_rows:
        starts = range(0, len(r.map_columns), MOST_COLUMNS)
        body += [*(_map_table(desk, start) for start in starts), _map_legend(desk)]
    if r.relations:
        title = words("Relations served")
        body += [heading(2, title), groups(desk, r.relations, words("Relation"), title)]
    if r.blueprint:
        title = words("Items of the master plan")
        body += [heading(2, title), groups(desk, r.blueprint, words("Item"), title)]
    return body


def _map_table(desk: Desk, start: int) -> Element:
    r, words = desk.report, desk.words
    part = slice(start, start + MOST_COLUMNS)
    columns = r.map_columns[part]
    return table(
        Table(
            words("Score of every {factor} in every part"),
            (30, *(14,) * len(columns)),
            (r.terms.factor, *columns),
            tuple(
                (cell(row.title), *(_map_cell(desk, one) for one in row.cells[part]))
                for row in r.map_rows
            ),
            kind="Report Table",
        ),
        desk.width,
    )


def _map_cell(desk: Desk, one: CellView) -> Cell:
    score = signed("✓", one.text) if one.meets else [text(one.text, "Strong")]
    counts = desk.words.plural("{n} {question}", "{n} {questions}", one.count)
    return Cell(
        (paragraph("Report Cell", *score), paragraph("Report Cell Small", counts)),
        _SHADES[one.shade] if one.shade >= 0 else "",
    )


def _map_legend(desk: Desk) -> Element:
    words = desk.words
    meanings = (
        (
            words("Far below the threshold"),
            words("Below the threshold"),
            words("Near the threshold"),
            words("✓ Meets the threshold"),
            words("✓ Well above"),
        )
        if desk.report.stages
        else ("< 20%", "≥ 20%", "≥ 40%", "≥ 60%", "≥ 80%")
    )
    inline: list[Element | str] = []
    for meaning, fill in zip(meanings, _SHADES, strict=True):
        inline += [shaded(meaning, fill), text("  ")]
    return paragraph("Report Small", *inline, words("– No {question} here"))
