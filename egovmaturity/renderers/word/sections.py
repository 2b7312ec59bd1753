"""The sections of a Word report, each made from the view as the HTML report makes it."""

from collections.abc import Callable
from typing import NamedTuple

from egovmaturity.renderers.word.certainty import certainty
from egovmaturity.renderers.word.development import development
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


_MAKE: dict[str, Callable[[Desk], list[Element]]] = {
    "summary": summary,
    "conditions": conditions,
    "factors": factors,
    "map": score_map,
    "gaps": gaps,
    "crosswalk": crosswalk,
    "actions": actions,
    "development": development,
    "certainty": certainty,
    "quality": quality,
    "answers": answers,
    "method": method,
    "approval": approval,
}


def sections(desk: Desk) -> list[Section]:
    """Return the parts that were chosen and have something to say, in the order of the report."""
    return [Section(part.title, _MAKE[part.id](desk)) for part in desk.report.contents]


def title_block(desk: Desk) -> list[Element]:
    """Say who was assessed with what, when and for which meeting."""
    r = desk.report
    body = [
        paragraph("Title", r.assessed),
        paragraph("Subtitle", r.title),
        paragraph("Subtitle", r.subtitle),
    ]
    body += [paragraph("Report Small", text(mark, "Strong")) for mark in r.marks]
    if r.status_note:
        body.append(paragraph("Report Small", r.status_note))
    return [*body, fact_table(desk, r.facts, r.subtitle)]


def reproducibility(desk: Desk) -> list[Element]:
    """Say how to get the same report again."""
    title = desk.words("How to get the same report again")
    facts = [(fact.label, fact.text) for fact in desk.report.reproducibility]
    facts.append((desk.words("Command"), f"{desk.report.command} --format docx"))
    rows = tuple((cell(label), cell(text(said, "Report Code"))) for label, said in facts)
    return [
        unnumbered(heading(1, title)),
        table(Table(title, (26, 74), (), rows), desk.width),
    ]
