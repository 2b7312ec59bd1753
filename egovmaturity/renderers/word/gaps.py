"""Gaps and what is planned against them, in a Word report."""

from collections.abc import Sequence
from itertools import groupby

from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    at_right,
    cell,
    heading,
    number_cell,
    paragraph,
    table,
    text,
    with_next,
)
from egovmaturity.renderers.word.pieces import GREY, Desk, named
from egovmaturity.views.context import coded
from egovmaturity.views.report import GapView, TouchedView


def gaps(desk: Desk) -> list[Element]:
    """List what is below its target, the most urgent first."""
    r, words = desk.report, desk.words
    if not r.gaps:
        return [paragraph("Normal", r.no_gaps)]
    lead = words("{Questions} below their target, the most urgent first.")
    body = [paragraph("Normal", f"{lead} {r.level_legend}" if r.level_legend else lead)]
    if any(gap.dots for gap in r.gaps):
        body.append(_dots_legend(desk))
    for priority, group in groupby(r.gaps, key=lambda gap: gap.priority):
        same = list(group)
        name = words("Priority {n}", n=priority)
        title = f"{name}: {same[0].priority_text}"
        body += [heading(2, title), _gap_table(desk, same, title)]
    return [*body, *_meanings(desk)]


def _meanings(desk: Desk) -> list[Element]:
    """Say what levels and targets of the gaps mean; in the tables that would hide the gaps."""
    words = desk.words
    body: list[Element] = []
    for gap in desk.report.gaps:
        lines = [
            (words("Now {level}:", level=gap.current), gap.current_meaning),
            (words("Target {level}:", level=gap.target), gap.target_meaning),
        ]
        said = [(label, meaning) for label, meaning in lines if meaning]
        if said:
            body.append(with_next(paragraph("Report Detail", *named(gap.id, gap.title))))
            body += [paragraph("List Bullet", text(f"{label} ", "Strong"), m) for label, m in said]
    return [heading(2, words("What the levels mean")), *body] if body else []


def _dots_legend(desk: Desk) -> Element:
    words = desk.words
    return paragraph(
        "Report Small",
        text("●", "Report Signs"),
        f" {words('Level reached')}    ",
        text("◎", "Report Signs"),
        f" {words('Missing up to the target')}    ",
        text("○", "Report Signs"),
        f" {words('Beyond the target')}",
    )


def _gap_table(desk: Desk, gaps: Sequence[GapView], caption: str) -> Element:
    words = desk.words
    return table(
        Table(
            caption,
            (6, 30, 13, 33, 18),
            (
                words("No."),
                desk.report.terms.question,
                words("Level and target"),
                words("Next step"),
                words("Owner"),
            ),
            tuple(_gap_row(desk, gap) for gap in gaps),
            numbers=(0,),
        ),
        desk.width,
    )


def _gap_row(desk: Desk, gap: GapView) -> tuple[Cell, ...]:
    words = desk.words
    tags = [words("Mandatory")] if gap.is_mandatory else []
    tags += [gap.place] if gap.place else []
    question = [
        paragraph("Report Cell", *named(gap.id, gap.title)),
        paragraph("Report Cell Small", " · ".join(tags)),
    ]
    levels = [paragraph("Report Cell", f"{gap.current} → {gap.target}")]
    if gap.dots:
        levels.append(paragraph("Report Cell", text(gap.dots, "Report Signs")))
    evidence = f"{words('Evidence:')} {gap.evidence}" if gap.evidence else ""
    return (
        number_cell(str(gap.rank)),
        Cell(tuple(question)),
        Cell(tuple(levels)),
        cell(gap.recommendation or "–"),
        cell(gap.owner or "–", evidence),
    )


def crosswalk(desk: Desk) -> list[Element]:
    """List what of another questionnaire the gaps touch."""
    touching, words = desk.report.crosswalk, desk.words
    body = [paragraph("Normal", touching.summary)]
    note = f"{touching.note} {touching.notice}".strip()
    body += [paragraph("Report Notice", note)] if note else []
    for title, rows in (
        (words("Touched by the questions themselves"), touching.touched),
        (words("Touched through factors alone, a weaker sign"), touching.through_factors),
        (words("For context: links of whole stages or sections"), touching.context),
    ):
        if rows:
            body += [heading(2, title), _touched(desk, rows, title)]
    return [*body, paragraph("Normal", touching.see)]


def _touched(desk: Desk, rows: Sequence[TouchedView], caption: str) -> Element:
    words = desk.words
    return table(
        Table(
            caption,
            (38, 38, 24),
            (words("Touched"), words("By"), words("Strongest link and its basis")),
            tuple(
                (
                    cell(row.label),
                    cell(row.counts, words("through {names}", names=row.through))
                    if row.through
                    else cell(row.counts, *(coded(gap) for gap in row.gaps)),
                    cell(row.strength_text, row.basis_text),
                )
                for row in rows
            ),
        ),
        desk.width,
    )


def actions(desk: Desk) -> list[Element]:
    """List what is planned, who does it, and what it costs."""
    r, words = desk.report, desk.words
    if not r.actions:
        none = words("No actions are recorded. Add them to the answers file under actions.")
        return [paragraph("Normal", none)]
    rows: list[tuple[Cell, ...]] = [
        (
            cell(text(action.id, "Strong")),
            cell(
                action.title,
                words("Raises {levels}", levels=action.raises) if action.raises else "",
            ),
            cell(
                action.owner or "–",
                words("with {units}", units=action.support) if action.support else "",
            ),
            cell(action.period or "–"),
            number_cell(action.budget or "–", action.budget_line),
            cell(action.status),
        )
        for action in r.actions
    ]
    if r.budget_total:
        label = words("Total budget, without dropped actions")
        total = at_right(paragraph("Report Cell", text(r.budget_total, "Strong")))
        rows.append(
            (
                Cell((paragraph("Report Cell", text(label, "Strong")),), GREY, span=3),
                Cell((total,), GREY, span=2),
                Cell((), GREY),
            )
        )
    body = [
        table(
            Table(
                words("Actions on record"),
                (12, 28, 17, 11, 17, 15),
                (
                    words("Code"),
                    words("Action"),
                    words("Responsible"),
                    words("Period"),
                    words("Budget"),
                    words("Status"),
                ),
                tuple(rows),
                numbers=(4,),
            ),
            desk.width,
        )
    ]
    return [*body, paragraph("Normal", r.projection)] if r.projection else body
