"""The report as a Word document that an office can go on writing in.

Its styles, header and footer are the report's own or those of a template. Everything in it is plain
Word: headings, lists, tables, fields for page numbers and contents. It holds nothing of the machine
it was made on, and the same input gives the same bytes.
"""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.made import record_of
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.word.document import (
    Properties,
    add_numbers,
    add_page_frame,
    add_styles,
    chapter,
    contents,
    fill,
    has_content,
    new_list,
    packed_document,
    page_of,
    set_language,
    set_properties,
    spaced,
    text_width,
)
from egovmaturity.renderers.word.elements import Element, on_new_page
from egovmaturity.renderers.word.package import plain_package
from egovmaturity.renderers.word.pieces import Desk
from egovmaturity.renderers.word.sections import reproducibility, sections, title_block
from egovmaturity.renderers.word.template import open_template
from egovmaturity.verifying.report_file import RECORD_PART, record_part


class WordReport(NamedTuple):
    """A finished document, and what is to be said about the template it was made with."""

    data: bytes
    remarks: tuple[Message, ...] = ()


def render_docx(bundle: Bundle, template: Path | None = None) -> WordReport:
    """Write the report as a Word document (.docx), in the style of a template if one is given.

    Raises:
        ContentError: The template cannot be used.
    """
    report = bundle.report
    plain = docx.Document(io.BytesIO(plain_package()))
    document = plain if template is None else open_template(template)
    has_text = template is not None and has_content(document)
    page = page_of(document, plain)
    missing = add_styles(document, plain) if template is not None else []
    words = bundle.words.with_names(one_line)
    desk = Desk(report, words, text_width(page))
    label = add_numbers(document)
    body = spaced(_body(desk, label, _introduction(document, bundle.intro, desk)))
    fill(document, [*body, page])
    add_page_frame(document, f"{report.assessed} · {report.subtitle}", words)
    set_language(document, report.language)
    set_properties(
        document,
        Properties(
            f"{report.assessed}, {report.subtitle}",
            report.title,
            report.institution,
            report.language,
            bundle.assessment.sheet.occasion,
        ),
    )
    _add_record(document, record_of(bundle, "docx"))
    return WordReport(packed_document(document), tuple(_remarks(missing, has_text=has_text)))


# What stands in it


def _body(desk: Desk, label: str, intro: Sequence[Element]) -> list[Element]:
    """Return everything; ``label`` is how the contents number a section, such as ``{n}.``.

    The first section has a page to itself, with the title of the report or behind an introduction.
    """
    first, *others = sections(desk)
    titles = [first.title, *(section.title for section in others)]
    last = reproducibility(desk)
    begun = chapter(1, first.title)
    body = [*title_block(desk), *intro, on_new_page(begun) if intro else begun, *first.body]
    listed = contents(desk.words, titles, label)
    body += [on_new_page(listed[0]), *listed[1:]]
    for number, section in enumerate(others, start=2):
        begun = chapter(number, section.title)
        is_approval = section is others[-1]
        body += [on_new_page(begun) if is_approval else begun, *section.body]
    return [*body, *last]


def _introduction(document: Document, written: str, desk: Desk) -> list[Element]:
    """Write the institution's own introduction; none where there is no text."""
    if not written:
        return []
    from egovmaturity.renderers.intro import intro_tree  # noqa: PLC0415  # seldom asked for
    from egovmaturity.renderers.word.introduction import Sheet, introduction  # noqa: PLC0415

    return introduction(intro_tree(written), Sheet(desk, lambda start: new_list(document, start)))


def _add_record(document: Document, made: str) -> None:
    """Put the record of how the report was made where Word keeps data of other programs."""
    part: Any = document.part
    place = PackURI(f"/{RECORD_PART}")
    record = Part(place, CONTENT_TYPE.XML, record_part(made), part.package)
    part.relate_to(record, RELATIONSHIP_TYPE.CUSTOM_XML)


def _remarks(missing: Sequence[str], *, has_text: bool) -> Iterable[Message]:
    if missing:
        names = ", ".join(name[:1].upper() + name[1:] for name in missing)
        yield message(
            "The template lacks these styles; the report's own are used: {names}", names=names
        )
    if has_text:
        yield message(
            "The template's own text is left out; its styles, header and footer are used."
        )
