"""A master plan in outline as a Word document that its authors can go on writing in."""

import io
from collections.abc import Iterable, Sequence

import docx

from egovmaturity.domain.answers import Occasion
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.word.document import (
    Properties,
    add_numbers,
    add_page_frame,
    chapter,
    contents,
    fill,
    packed_document,
    page_of,
    set_language,
    set_properties,
    spaced,
    text_width,
)
from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    at_right,
    cell,
    heading,
    number_cell,
    on_new_page,
    paragraph,
    table,
    text,
    unnumbered,
)
from egovmaturity.renderers.word.package import plain_package
from egovmaturity.renderers.word.pieces import GREY, points
from egovmaturity.views.outline import (
    CellText,
    GridView,
    OutlinePartView,
    OutlineView,
    PieceView,
)
from egovmaturity.views.report import FactView


def outline_docx(view: OutlineView, words: Words, occasion: Occasion) -> bytes:
    """Write a master plan in outline as a Word document (.docx); ``occasion`` gives its day."""
    document = docx.Document(io.BytesIO(plain_package()))
    page = page_of(document, document)
    words = words.with_names(one_line)
    label = add_numbers(document)
    body = spaced(_body(view, words, text_width(page), label))
    fill(document, [*body, page])
    add_page_frame(document, f"{view.assessed} · {view.title}", words)
    set_language(document, view.language)
    set_properties(
        document,
        Properties(
            f"{view.assessed}, {view.title}",
            view.subtitle,
            view.institution,
            view.language,
            occasion,
        ),
    )
    return packed_document(document)


def _body(view: OutlineView, words: Words, width: int, label: str) -> list[Element]:
    numbered = [part for part in view.parts if part.number]
    body = [
        paragraph("Title", view.assessed),
        paragraph("Subtitle", view.title),
        paragraph("Subtitle", view.subtitle),
        *(paragraph("Report Small", text(mark, "Strong")) for mark in view.marks),
    ]
    if view.status_note:
        body.append(paragraph("Report Small", view.status_note))
    body.append(_facts(view.facts, view.title, width))
    body += [paragraph("Normal", said) for said in view.about]
    if view.notice:
        body.append(paragraph("Report Notice", view.notice))
    body += contents(words, [part.title for part in numbered], label)
    for place, part in enumerate(view.parts, start=1):
        begun = chapter(place, part.title)
        body.append(on_new_page(begun if part.number else unnumbered(begun)))
        body += _part(part, width)
    again = words("How to get the same document again")
    made = [*view.reproducibility, FactView(words("Command"), f"{view.command} -o FILE.docx")]
    return [*body, unnumbered(heading(1, again)), _facts(made, again, width)]


def _facts(facts: Iterable[FactView], caption: str, width: int) -> Element:
    rows = tuple((cell(fact.label), cell(text(fact.text, "Strong"))) for fact in facts)
    return table(Table(caption, (26, 74), (), rows), width)


def _part(part: OutlinePartView, width: int) -> list[Element]:
    body = _pieces(part.pieces, width)
    for inside in part.chapters:
        body += [heading(2, f"{inside.number} {inside.title}"), *_pieces(inside.pieces, width)]
    return body


def _pieces(pieces: Sequence[PieceView], width: int) -> list[Element]:
    body: list[Element] = []
    for piece in pieces:
        if piece.blank:
            body.append(paragraph("Report Notice", f"[{piece.blank}]"))
        body += [paragraph("Normal", said) for said in piece.sentences]
        if piece.grid is not None:
            body.append(_grid(piece.grid, width))
        body += points(piece.notes)
    return body


def _grid(grid: GridView, width: int) -> Element:
    numbers = tuple(at for at, column in enumerate(grid.columns) if column.kind == "number")
    rows = [
        tuple(_cell(value, is_number=at in numbers) for at, value in enumerate(row))
        for row in grid.rows
    ]
    if grid.total:
        rows.append(
            tuple(_total(value, is_number=at in numbers) for at, value in enumerate(grid.total))
        )
    head = tuple(column.title for column in grid.columns)
    return table(Table(grid.caption, grid.shares, head, tuple(rows), numbers), width)


def _cell(value: CellText, *, is_number: bool) -> Cell:
    return (number_cell if is_number else cell)(value.text, *value.notes)


def _total(value: CellText, *, is_number: bool) -> Cell:
    line = paragraph("Report Cell", text(value.text, "Strong"))
    return Cell((at_right(line) if is_number else line,), GREY)
