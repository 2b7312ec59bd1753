"""What every Word document of ours shares: styles, numbering, page frame, contents, properties."""

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from egovmaturity.domain.answers import Occasion
from egovmaturity.language import Words
from egovmaturity.renderers.office_package import packed, unpacked
from egovmaturity.renderers.safe_text import one_line, visible
from egovmaturity.renderers.word.elements import (
    Element,
    element,
    field,
    heading,
    leap,
    paragraph,
    sentence,
    tab,
    text,
)
from egovmaturity.resources import bundled

_STYLE_KINDS = {
    qn("w:pStyle"): "paragraph",
    qn("w:rStyle"): "character",
    qn("w:tblStyle"): "table",
}
_LOCALES = {"id": "id-ID", "en": "en-GB"}
_NUMBERED = ("heading 1", "List Bullet", "List Number")
"""Styles that number or mark their paragraphs, in the order of ``numbering.xml``."""

_NAMED_BY_WORD = (
    *("Title", "Subtitle", "heading 1", "heading 2", "heading 3"),
    *("List Bullet", "List Number", "header", "footer"),
)
"""Styles that every Word has, which a template may be expected to bring."""

_MAX_PROPERTY = 255
_A4 = 11906
_LEAST_WIDTH = 4000
"""Narrower than this no table can be read, so a template's margins are not believed."""

_KEPT_OF_PAGE = ("headerReference", "footerReference", "pgSz", "pgMar", "pgBorders", "titlePg")


class Properties(NamedTuple):
    """What a document says of itself; ``occasion`` gives its day."""

    title: str
    subject: str
    author: str
    language: str
    occasion: Occasion


def chapter(number: int, title: str) -> Element:
    """Begin a section, with a mark that the contents lead to."""
    made = heading(1, title)
    made.insert(1, element("bookmarkStart", id=str(number), name=_bookmark(number)))
    made.append(element("bookmarkEnd", id=str(number)))
    return made


def _bookmark(number: int) -> str:
    return f"_Toc{number:09}"


def contents(words: Words, titles: Sequence[str], label: str) -> list[Element]:
    """List the sections by their titles.

    Word adds their pages when the list is updated.
    """
    lines = []
    for number, title in enumerate(titles, start=1):
        numbered = [text(label.format(n=number)), tab()] if label else []
        lines.append(paragraph("toc 1", leap(_bookmark(number), *numbered, text(title))))
    begin, code, separate, end = field('TOC \\o "1-1" \\h')
    for at, run in enumerate((begin, code, separate), start=1):
        lines[0].insert(at, run)
    lines[-1].append(end)
    return [paragraph("Report Contents", words("Contents")), *lines]


def spaced(body: Iterable[Element]) -> list[Element]:
    """Put a little room below tables that no heading follows."""
    spaced: list[Element] = []
    for made in body:
        is_after_table = bool(spaced) and spaced[-1].tag == qn("w:tbl")
        if is_after_table and not _is_heading(made):
            spaced.append(paragraph("Report Gap"))
        spaced.append(made)
    return [*spaced, *([paragraph("Report Gap")] if spaced[-1].tag == qn("w:tbl") else [])]


def _is_heading(made: Element) -> bool:
    found = made.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return found is not None and found.get(qn("w:val"), "").startswith(
        ("heading", "Report Contents")
    )


# Into the document


def fill(document: Document, content: Sequence[Element]) -> None:
    """Put the content of the document in place of what stands there."""
    body: Any = document.element.body
    for child in list(body):
        body.remove(child)
    body.extend(content)
    _resolve(document, document.part, content)


def _resolve(document: Document, part: Any, content: Sequence[Element]) -> None:
    """Turn names of styles and addresses of links into the ids they have here."""
    ids = _style_ids(document)
    for made in content:
        for style in made.iter(*_STYLE_KINDS):
            name = style.get(qn("w:val")).lower()
            style.set(qn("w:val"), ids[_STYLE_KINDS[style.tag], name])
        for link in made.iter(qn("w:hyperlink")):
            address = link.get(qn("r:id"))
            if address is not None:
                key = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link.set(qn("r:id"), key)


def has_content(document: Document) -> bool:
    """Whether a template has a text or pictures of its own."""
    body: Any = document.element.body
    marks = body.iter(qn("w:t"), qn("w:drawing"), qn("w:pict"), qn("w:object"))
    return any(mark.tag != qn("w:t") or (mark.text or "").strip() for mark in marks)


def page_of(document: Document, plain: Document) -> Element:
    """Return the first page's size, margins, header and footer, for the whole report.

    What a template does not say is as in the report's own.
    """
    own: Any = deepcopy(plain.element.body.sectPr)
    found: Any = document.element.find(f".//{qn('w:sectPr')}")
    section = own if found is None else deepcopy(found)
    for child in list(section):
        if child.tag not in {qn(f"w:{name}") for name in _KEPT_OF_PAGE}:
            section.remove(child)
    for name in ("pgSz", "pgMar"):
        if section.find(qn(f"w:{name}")) is None:
            section.append(own.find(qn(f"w:{name}")))
    section[:] = sorted(section, key=lambda child: _KEPT_OF_PAGE.index(child.tag.split("}")[1]))
    return section


def text_width(page: Any) -> int:
    """Return how wide a page lets its text be, in twentieths of a point."""
    size, margin = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
    sides = sum(_whole(margin.get(qn(f"w:{side}")), 0) for side in ("left", "right", "gutter"))
    return max(_whole(size.get(qn("w:w")), _A4) - sides, _LEAST_WIDTH)


def _whole(written: str | None, otherwise: int) -> int:
    """Read a number that a template may have written in any way."""
    return int(written) if re.fullmatch("[0-9]{1,9}", written or "") else otherwise  # type: ignore[arg-type]


# Styles and numbers


def _styles(document: Document) -> Any:
    return document.styles.element


def _name(style: Any) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _key(style: Any) -> tuple[str, str]:
    """Return the kind of a style and its name, which Word compares in small letters."""
    return style.get(qn("w:type"), "paragraph"), _name(style).lower()


def _all_styles(document: Document) -> list[Any]:
    found = _styles(document).findall(qn("w:style"))
    return [style for style in found if style.get(qn("w:styleId")) and _name(style)]


def _style_ids(document: Document) -> dict[tuple[str, str], str]:
    return {_key(style): style.get(qn("w:styleId")) for style in _all_styles(document)}


def add_styles(document: Document, plain: Document) -> list[str]:
    """Copy the report's styles that the template lacks; return those one would expect there."""
    known = _style_ids(document)
    taken = set(known.values())
    own = _all_styles(plain)
    ids = {}
    for style in own:
        name = style.get(qn("w:styleId"))
        ids[name] = known.get(_key(style)) or _free(name, taken)
        taken.add(ids[name])
    fresh = [style for style in own if _key(style) not in known]
    for style in fresh:
        copied = deepcopy(style)
        copied.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
        for child in copied.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
            child.set(qn("w:val"), ids[child.get(qn("w:val"))])
        _styles(document).append(copied)
    lacking = {_name(style) for style in fresh}
    return [name for name in _NAMED_BY_WORD if name in lacking]


def _free(own: str, taken: set[str]) -> str:
    while own in taken:
        own += "1"
    return own


def add_numbers(document: Document) -> str:
    """Let headings count and points have their dash, unless the template's styles do it already.

    Returns how headings are numbered; empty where that is the template's own way.
    """
    styles = {_key(style): style for style in _all_styles(document)}
    listed = [styles["paragraph", name.lower()] for name in _NUMBERED]
    lacking = [
        (at, style)
        for at, style in enumerate(listed)
        if style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None
    ]
    first = _add_numbering(document)
    for at, style in lacking:
        number = element("numPr", element("ilvl", val="0"), element("numId", val=str(first + at)))
        _paragraph_properties(style).insert_element_before(number, *_AFTER_NUMBER)
    return "{n}." if any(at == 0 for at, _ in lacking) else ""


_AFTER_NUMBER = tuple(
    f"w:{name}"
    for name in (
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
        *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
"""What the format wants behind the number of a paragraph."""


def _paragraph_properties(style: Any) -> Any:
    return style.get_or_add_pPr()


def _add_numbering(document: Document) -> int:
    """Add the report's ways of numbering; return the id of the first of them."""
    root = _numbering_root(document)
    ours = parse_xml((bundled("report_templates") / "docx" / "numbering.xml").read_bytes())
    abstract = 1 + _highest(root, "abstractNum", "abstractNumId")
    number = 1 + _highest(root, "num", "numId")
    last = root.findall(qn("w:abstractNum"))
    place = root.index(last[-1]) + 1 if last else 0
    for at, definition in enumerate(ours.findall(qn("w:abstractNum"))):
        definition.set(qn("w:abstractNumId"), str(abstract + at))
        root.insert(place + at, definition)
        use = element(
            "num", element("abstractNumId", val=str(abstract + at)), numId=str(number + at)
        )
        _after_last_number(root, use)
    return number


def new_list(document: Document, start: int) -> str:
    """Add a numbering like that of "List Number", the last there is, and return its id.

    Lists that share a definition would go on counting from one another.
    """
    root = _numbering_root(document)
    last = root.findall(qn("w:abstractNum"))[-1]
    own = deepcopy(last)
    abstract = str(1 + _highest(root, "abstractNum", "abstractNumId"))
    own.set(qn("w:abstractNumId"), abstract)
    own.find(f"{qn('w:lvl')}/{qn('w:start')}").set(qn("w:val"), str(start))
    last.addnext(own)
    number = str(1 + _highest(root, "num", "numId"))
    _after_last_number(root, element("num", element("abstractNumId", val=abstract), numId=number))
    return number


def _after_last_number(root: Any, use: Element) -> None:
    found = root.findall(qn("w:num")) or root.findall(qn("w:abstractNum"))
    found[-1].addnext(use)


def _numbering_root(document: Document) -> Any:
    part: Any = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        name = PackURI("/word/numbering.xml")
        root: Any = parse_xml(
            '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        )
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _highest(root: Any, tag: str, key: str) -> int:
    return max((_whole(n.get(qn(f"w:{key}")), 0) for n in root.findall(qn(f"w:{tag}"))), default=0)


# Header, footer, properties


def add_page_frame(document: Document, head: str, words: Words) -> None:
    """Add a running head and page numbers where the template has none.

    A first page that is different needs no head.
    """
    section = document.sections[0]
    page: Any = section._sectPr  # noqa: SLF001
    is_first_special = section.different_first_page_header_footer
    if page.find(qn("w:headerReference")) is None:
        _write(document, section.header, paragraph("header", head))
        if is_first_special:
            _write(document, section.first_page_header, paragraph("Report Gap"))
    if page.find(qn("w:footerReference")) is None:
        _write(document, section.footer, _page_number(words))
        if is_first_special:
            _write(document, section.first_page_footer, _page_number(words))


def _page_number(words: Words) -> Element:
    sentence_ = words("Page {page} of {pages}", page="\x02", pages="\x03")
    places = {"\x02": field("PAGE", text("1")), "\x03": field("NUMPAGES", text("1"))}
    return paragraph("footer", *sentence(sentence_, places))


def _write(document: Document, place: Any, made: Element) -> None:
    place.is_linked_to_previous = False
    root = place._element  # noqa: SLF001
    for child in list(root):
        root.remove(child)
    root.append(made)
    _resolve(document, place.part, [made])


def set_language(document: Document, language: str) -> None:
    """Say in which language the text is, so that its spelling is checked rightly."""
    styles = _styles(document)
    place = styles
    for position, name in ((0, "docDefaults"), (0, "rPrDefault"), (0, "rPr"), (99, "lang")):
        inner = place.find(qn(f"w:{name}"))
        if inner is None:
            inner = element(name)
            place.insert(position, inner)
        place = inner
    for mark in styles.iter(qn("w:lang")):
        mark.set(qn("w:val"), _LOCALES[language])


def set_properties(document: Document, said: Properties) -> None:
    """Say what the document is; of the machine, the person and the time of day nothing."""
    occasion = said.occasion
    day = occasion.report_date or occasion.as_of or date(occasion.year, 1, 1)
    moment = datetime.combine(day, time(), UTC)
    properties = document.core_properties
    properties.title = _property(said.title)
    properties.subject = _property(said.subject)
    properties.author = _property(said.author)
    properties.last_modified_by = ""
    properties.language = _LOCALES[said.language]
    properties.revision = 1
    properties.created = properties.modified = moment


def _property(words: str) -> str:
    return visible(one_line(words))[:_MAX_PROPERTY]


def packed_document(document: Document) -> bytes:
    """Return the document as a file, always the same for the same content."""
    written = io.BytesIO()
    document.save(written)
    return packed(unpacked(written.getvalue()))
