"""The sections of a Word report, each made from the view as the HTML report makes it."""

from collections.abc import Callable
from typing import NamedTuple

from egovmaturity.renderers.word.elements import (
    Element,
    Table,
    cell,
    heading,
    paragraph,
    table,
    text,
    unnumbered,
)
from egovmaturity.renderers.word.evidence import answers, approval, method, quality
from egovmaturity.renderers.word.gaps import actions, crosswalk, gaps
from egovmaturity.renderers.word.pieces import Desk, fact_table
from egovmaturity.renderers.word.scores import conditions, factors, score_map
from egovmaturity.renderers.word.summary import summary


class Section(NamedTuple):
    """A numbered section of the report: its name and what stands in it."""

    title: str
    body: list[Element]


def sections(desk: Desk) -> list[Section]:
    """Return the sections that have something to say, in the order of the report."""
    r, words = desk.report, desk.words
    about = words("Conditions for moving up") if r.stages else words("What the index is made of")
    has_map = bool(r.map_rows or r.relations or r.blueprint)
    plan: list[tuple[str, object, Callable[[Desk], list[Element]]]] = [
        (words("Summary for leaders"), True, summary),
        (about, r.stages or r.sections, conditions),
        (words("{Factors}"), r.factors, factors),
        (r.map_title, has_map, score_map),
        (words("Gaps in order of priority"), True, gaps),
        (words("What the gaps touch in another model"), r.crosswalk.id, crosswalk),
        (words("Action plan"), True, actions),
        (words("Evidence, verification and data quality"), True, quality),
        (words("All answers"), r.answers, answers),
        (words("Method, limits and sources"), True, method),
        (words("Approval"), True, approval),
    ]
    return [Section(title, make(desk)) for title, is_present, make in plan if is_present]


def title_block(desk: Desk) -> list[Element]:
    """Say who was assessed with what, when and for which meeting."""
    r, words = desk.report, desk.words
    body = [
        paragraph("Title", r.assessed),
        paragraph("Subtitle", r.title),
        paragraph("Subtitle", r.subtitle),
    ]
    if r.is_fictional:
        body.append(paragraph("Report Small", text(words("Example; fictional data"), "Strong")))
    if r.status_note:
        body.append(paragraph("Report Small", r.status_note))
    return [*body, fact_table(desk, r.facts, r.subtitle)]


def reproducibility(desk: Desk) -> list[Element]:
    """Say how to get the same report again."""
    title = desk.words("How to get the same report again")
    rows = tuple(
        (cell(fact.label), cell(text(fact.text, "Report Code")))
        for fact in desk.report.reproducibility
    )
    return [
        unnumbered(heading(1, title)),
        table(Table(title, (26, 74), (), rows), desk.width),
    ]
