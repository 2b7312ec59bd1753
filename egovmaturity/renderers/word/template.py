"""Templates of an office: the styles, header and footer of a Word file, and nothing else of it.

``egovmaturity assess answers.yaml -o laporan.docx --docx-template kop-surat.docx`` takes a file
that came from anywhere. It is read whole within limits; all but those three is left behind. What
could act in the report or fetch something is refused: macros, and in those parts embedded objects,
fields that read files, and whatever lies outside, except for links that a person has to click.
"""

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.settings import SettingsPart

from egovmaturity.domain.diagnostics import (
    ContentError,
    Diagnostic,
    Location,
    Message,
    Severity,
    message,
)
from egovmaturity.resources import bundled
from egovmaturity.views.links import safe_address

MAX_BYTES = 10_000_000
"""Largest template read; letterheads with a coat of arms have a hundredth of it."""

MAX_UNPACKED = 50_000_000
"""Most that all its parts together may unpack to."""

MAX_PARTS = 1_000

_KEPT = frozenset((KIND.STYLES, KIND.THEME, KIND.NUMBERING, KIND.HEADER, KIND.FOOTER))
"""What of the document is used; the rest, its own text and the names in it, is left behind."""

_PICTURES = frozenset(
    f"image/{kind}" for kind in ("png", "jpeg", "gif", "bmp", "tiff", "x-emf", "x-wmf")
)
"""Pictures that headers, footers and points may show; SVG is a language that can refer outside."""

_FIELDS = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "AUTHOR"),
        *("STYLEREF", "REF", "PAGEREF", "SEQ", "DOCPROPERTY", "HYPERLINK", "DATE", "TIME"),
        *("SAVEDATE", "CREATEDATE", "PRINTDATE"),
    )
)
"""Fields that can only show something of the document itself, or lead where one clicks."""

_PROTECTED = b"\xd0\xcf\x11\xe0"
"""How files of Word before 2007 begin, and those with a password."""


def open_template(path: Path) -> Document:
    """Open a template without its text, ready to take the report.

    Raises:
        ContentError: E001 not found, E006 too large, E009 not readable, E016 not a Word document
            that can be used, E017 something in it acts or reaches outside.
    """
    office = _Office(str(path))
    data = _read(office)
    _check_package(office, data)
    try:
        document = docx.Document(io.BytesIO(data))
        _check_parts(office, document)
        _leave_out(document)
    except ContentError:
        raise
    except Exception:  # noqa: BLE001  # a broken package fails wherever python-docx meets it
        office.refuse("E016", _DAMAGED, _SAVE_AGAIN)
    return document


_DAMAGED = message("the Word document is damaged")
_NO_WORD = message("this is not a Word document (.docx)")
_SAVE_AGAIN = message('Open it in Word and save it as "Word Document (*.docx)".')
_NO_MACROS = message('Save it in Word as "Word Document (*.docx)", which holds no macros.')


class _Office(NamedTuple):
    """The template as the user calls it."""

    name: str

    def refuse(self, code: str, cause: Message, hint: Message | None) -> NoReturn:
        """Say why it cannot be used."""
        place = Location(self.name, 0, 0)
        raise ContentError((Diagnostic(code, Severity.ERROR, place, cause, hint),)) from None


def _read(office: _Office) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(office.name, flags), "rb") as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(MAX_BYTES + 1) if is_file else None
    except FileNotFoundError:
        office.refuse("E001", message("file not found"), None)
    except IsADirectoryError:
        data = None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        cause = message("the file cannot be read: {reason}", reason=reason)
        hint = message("Check its name, its permissions, and that no other program holds it.")
        office.refuse("E009", cause, hint)
    if data is None:
        cause = message("this is a folder or a device, not a file")
        office.refuse("E009", cause, message("Give the template file itself."))
    if len(data) > MAX_BYTES:
        _too_large(office, message("the file is larger than {limit} MB", limit=_mega(MAX_BYTES)))
    return data


def _too_large(office: _Office, cause: Message) -> NoReturn:
    office.refuse(
        "E006", cause, message("Templates are far smaller; check that this is the right file.")
    )


def _mega(size: int) -> int:
    return size // 1_000_000


# The package as such


def _check_package(office: _Office, data: bytes) -> None:
    """Unpack every part within the limits, and look for what no part may be or hold."""
    if data.startswith(_PROTECTED):
        cause = message("this is an old Word document (.doc), or one with a password")
        office.refuse("E016", cause, _SAVE_AGAIN)
    parts = _unpacked(office, data)
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(_is_macro(name) for name in parts):
        office.refuse("E017", message("the Word document holds macros"), _NO_MACROS)
    if b"wordprocessingml.template.main+xml" in types:
        cause = message("this is a Word template (.dotx), not a document")
        office.refuse("E016", cause, _SAVE_AGAIN)
    if b"wordprocessingml.document.main+xml" not in types:
        office.refuse("E016", _NO_WORD, _SAVE_AGAIN)
    markup = (part for name, part in parts.items() if name.lower().endswith((".xml", ".rels")))
    if any(_declares(part) for part in markup):
        office.refuse("E016", _DAMAGED, _SAVE_AGAIN)


def _is_macro(name: str) -> bool:
    return re.search(r"(?i)vba(project|data)|activex", name) is not None


def _declares(part: bytes) -> bool:
    """Whether a part declares a document type, as no program does that writes such files.

    In UTF-16 the words would look different, so that is not read either.
    """
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in {b"\xff\xfe", b"\xfe\xff"}


def _unpacked(office: _Office, data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MAX_PARTS or unpacked > MAX_UNPACKED:
                limit = _mega(MAX_UNPACKED)
                _too_large(
                    office,
                    message(
                        "the file unpacks to more than {limit} MB or {parts} parts",
                        limit=limit,
                        parts=MAX_PARTS,
                    ),
                )
            # zipfile stops at the size announced, so what was counted is all there can be.
            parts = {member.filename: package.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as problem:
        is_zip = data.startswith(b"PK") and problem is not None
        office.refuse("E016", _DAMAGED if is_zip else _NO_WORD, _SAVE_AGAIN)
    except RuntimeError:
        cause = message("this is an old Word document (.doc), or one with a password")
        office.refuse("E016", cause, _SAVE_AGAIN)
    if len(parts) < len(members):
        office.refuse("E016", _DAMAGED, _SAVE_AGAIN)
    return parts


# What its parts do


def _check_parts(office: _Office, document: Document) -> None:
    """Refuse what acts or reaches outside in the parts that are used."""
    kept = [relation for relation in document.part.rels.values() if relation.reltype in _KEPT]
    for relation in kept:
        if relation.is_external:
            _reaches_out(office, relation.target_ref)
        _check_use(office, relation.target_part)
        _check_markup(office, relation.target_part)


def _check_use(office: _Office, part: Any) -> None:
    """Look at what a part shows besides its text."""
    for relation in part.rels.values():
        if relation.is_external:
            if relation.reltype != KIND.HYPERLINK or not _may_be_led_to(relation.target_ref):
                _reaches_out(office, relation.target_ref)
            continue
        shown = relation.target_part
        kind = relation.reltype.rpartition("/")[2]
        if relation.reltype != KIND.IMAGE or shown.content_type not in _PICTURES or shown.rels:
            detail = shown.content_type if relation.reltype == KIND.IMAGE else kind
            office.refuse(
                "E017",
                message('the Word document uses "{kind}", which may not be used', kind=detail),
                message("Put a picture (PNG or JPEG) in its place."),
            )


def _may_be_led_to(address: str) -> bool:
    return address.startswith("#") or bool(safe_address(address))


def _reaches_out(office: _Office, address: str) -> NoReturn:
    office.refuse(
        "E017",
        message('the Word document refers to "{address}" outside itself', address=address),
        message("Insert pictures into the file itself; take out links to files and templates."),
    )


def _check_markup(office: _Office, part: Any) -> None:
    """Look for what fetches or computes, written into the text itself."""
    root: Any = parse_xml(part.blob)
    for node in root.iter():
        for name, value in node.attrib.items():
            # An address to click has no namespace; those of pictures are "src" or have one.
            is_fetched = name == "src" or name.endswith(("}href", "}src"))
            is_clicked = name == "href"
            if (is_fetched and value and not value.startswith("#")) or (
                is_clicked and not _may_be_led_to(value)
            ):
                _reaches_out(office, value)
    for written in _instructions(root):
        name = (written.split() or ["?"])[0].upper()
        if name not in _FIELDS:
            office.refuse(
                "E017",
                message('the Word document has a field "{name}", which may not be used', name=name),
                message("Choose the field in Word and press Ctrl+Shift+F9: its text stays."),
            )


def _instructions(root: Any) -> Iterator[str]:
    """Yield what every field is told to do, however many pieces its words are in."""
    inner: list[str] = []
    for node in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        if node.tag == qn("w:fldSimple"):
            yield node.get(qn("w:instr"), "")
        elif node.tag == qn("w:instrText") and inner:
            inner[-1] += node.text or ""
        elif node.tag == qn("w:instrText"):
            yield node.text or ""
        elif node.get(qn("w:fldCharType")) == "begin":
            inner.append("")
        elif inner and node.get(qn("w:fldCharType")) == "end":
            yield inner.pop()
    yield from inner


# What is left of it


def _leave_out(document: Document) -> None:
    """Take out the template's own text and every part that is not used."""
    part: Any = document.part
    has_even_pages = document.settings.odd_and_even_pages_header_footer
    for key in [k for k, relation in part.rels.items() if relation.reltype not in _KEPT]:
        del part.rels[key]
    package: Any = part.package
    for key in [k for k, r in package.rels.items() if r.reltype != KIND.OFFICE_DOCUMENT]:
        del package.rels[key]
    element: Any = document.element
    for child in list(element):
        if child.tag != qn("w:body"):
            element.remove(child)
    _renew_settings(part)
    document.settings.odd_and_even_pages_header_footer = has_even_pages


def _renew_settings(part: Any) -> None:
    """Give the document the report's settings; a template's name its author's machine and more."""
    root: Any = parse_xml((bundled("report_templates") / "docx" / "settings.xml").read_bytes())
    place = PackURI("/word/settings.xml")
    settings = SettingsPart(place, CONTENT_TYPE.WML_SETTINGS, root, part.package)
    part.relate_to(settings, KIND.SETTINGS)
