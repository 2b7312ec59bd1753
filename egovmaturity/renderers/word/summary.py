"""The first page of a Word report: the verdict, the stages or bands, what is to be decided."""

from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    bar,
    cell,
    heading,
    number_cell,
    paragraph,
    table,
    text,
    widths,
)
from egovmaturity.renderers.word.pieces import (
    GREY,
    MOST_COLUMNS,
    STATUS_FILLS,
    TEAL,
    Desk,
    at_most,
    points,
    score_cell,
    signed,
)
from egovmaturity.views.report import BandView, StageView

_STATUS_BARS = {"attained": TEAL, "not-attained": "B4500B"}


def summary(desk: Desk) -> list[Element]:
    """Say in one page where the institution stands and what the meeting is asked."""
    r, words = desk.report, desk.words
    body = [paragraph("Report Verdict", r.verdict)]
    if r.stages:
        few = len(r.stages) <= MOST_COLUMNS
        body.append(_ladder(desk) if few else _stage_list(desk))
    if r.bands:
        few = len(r.bands) <= MOST_COLUMNS
        body.append(_band_scale(desk) if few else _band_list(desk))
    body += points(r.notes)
    if r.key_figures:
        body.append(_key_figures(desk))
    if r.decisions:
        body.append(heading(2, words("Decisions asked of this meeting")))
        body += [paragraph("List Number", decision) for decision in r.decisions]
        if r.decisions_note:
            body.append(paragraph("Report Small", r.decisions_note))
    return body


def _ladder(desk: Desk) -> Element:
    """Draw the stages as stairs that rise to the right; only their order has a height."""
    stages, words = desk.report.stages, desk.words
    count = len(stages)
    fills = [STATUS_FILLS.get(stage.status, GREY) for stage in stages]
    room = widths((1,) * count, desk.width)
    risers = tuple(
        tuple(
            Cell((paragraph("Report Bar"),), fills[at] if at + above >= count - 1 else "")
            for at in range(count)
        )
        for above in range(count - 1)
    )
    treads = tuple(
        Cell(tuple(_step(desk, stage, room[at])), fills[at]) for at, stage in enumerate(stages)
    )
    return table(
        Table(
            words("Score, threshold and result of every {stage}"),
            (1,) * count,
            (),
            (*risers, treads),
            kind="Report Panel",
            heights=(*(150,) * (count - 1), 0),
        ),
        desk.width,
    )


def _step(desk: Desk, stage: StageView, width: int) -> list[Element]:
    words = desk.words
    mandatory = words(
        "Mandatory: {met} of {total} met", met=stage.mandatory_met, total=stage.mandatory_total
    )
    lines = [
        paragraph("Report Cell", text(f"{stage.number}. {stage.title}", "Strong")),
        paragraph("Report Figure", stage.score.text),
        *bar(stage.score.bar, width, _STATUS_BARS.get(stage.status, "72848D")),
    ]
    if stage.score.high:
        lines.append(paragraph("Report Cell Small", at_most(desk, stage.score)))
    lines += [
        paragraph("Report Cell Small", f"{words('Threshold')} {stage.threshold}"),
        paragraph("Report Cell", *signed(stage.sign, stage.status_text)),
        paragraph("Report Cell Small", mandatory),
    ]
    if stage.is_next:
        lines.append(paragraph("Report Flag", words("To attain next")))
    return lines


def _stage_list(desk: Desk) -> Element:
    r, words = desk.report, desk.words
    return table(
        Table(
            words("Score, threshold and result of every {stage}"),
            (34, 13, 13, 15, 25),
            (
                r.terms.stage,
                words("Score"),
                words("Threshold"),
                words("Mandatory met"),
                words("Result"),
            ),
            tuple(_stage_row(desk, stage) for stage in r.stages),
            numbers=(1, 2, 3),
        ),
        desk.width,
    )


def _stage_row(desk: Desk, stage: StageView) -> tuple[Cell, ...]:
    words = desk.words
    met = words("{n} of {total}", n=stage.mandatory_met, total=stage.mandatory_total)
    result = [paragraph("Report Cell", *signed(stage.sign, stage.status_text))]
    if stage.is_next:
        result.append(paragraph("Report Flag", words("To attain next")))
    return (
        cell(f"{stage.number}. {stage.title}"),
        score_cell(desk, stage.score),
        number_cell(stage.threshold),
        number_cell(met),
        Cell(tuple(result), STATUS_FILLS.get(stage.status, GREY)),
    )


def _band_scale(desk: Desk) -> Element:
    bands = desk.report.bands
    return table(
        Table(
            desk.words("Band"),
            (1,) * len(bands),
            (),
            (tuple(_band_cell(desk, band) for band in bands),),
            kind="Report Panel",
        ),
        desk.width,
    )


def _band_cell(desk: Desk, band: BandView) -> Cell:
    lines = [
        paragraph("Report Cell", text(band.label, "Strong")),
        paragraph("Report Cell", band.span),
    ]
    if band.about:
        lines.append(paragraph("Report Cell Small", band.about))
    if band.is_current:
        lines.append(paragraph("Report Cell", *signed("✓", _current(desk))))
    return Cell(tuple(lines), STATUS_FILLS["attained"] if band.is_current else GREY)


def _current(desk: Desk) -> str:
    return desk.words("Current band: {index}", index=desk.report.index_label)


def _band_list(desk: Desk) -> Element:
    words = desk.words
    rows = []
    for band in desk.report.bands:
        said = signed("✓", _current(desk)) if band.is_current else ["–"]
        result = Cell((paragraph("Report Cell", *said),))
        row = (cell(text(band.label, "Strong")), cell(band.span), cell(band.about or "–"), result)
        fill = STATUS_FILLS["attained"] if band.is_current else ""
        rows.append(tuple(one._replace(fill=fill) for one in row))
    return table(
        Table(
            words("Band"),
            (24, 18, 34, 24),
            (words("Band"), words("From and to"), words("Meaning"), words("Result")),
            tuple(rows),
        ),
        desk.width,
    )


def _key_figures(desk: Desk) -> Element:
    figures = desk.report.key_figures
    row = tuple(
        Cell(
            (paragraph("Report Figure", figure.text), paragraph("Report Cell Small", figure.label)),
            GREY,
        )
        for figure in figures
    )
    title = desk.words("Summary for leaders")
    return table(Table(title, (1,) * len(figures), (), (row,), kind="Report Panel"), desk.width)
