"""The package a Word document is: made anew, taken from a template, and written reproducibly."""

import io
import zipfile

from egovmaturity.resources import bundled

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The only time a member of the package ever has; it is the first that zip can tell."""


def plain_package() -> bytes:
    """Return a package with the report's own styles and an empty document."""
    folder = bundled("report_templates") / "docx"
    parts = {
        "[Content_Types].xml": (folder / "content_types.xml").read_bytes(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml")
        ),
        "word/document.xml": (folder / "document.xml").read_bytes(),
        "word/settings.xml": (folder / "settings.xml").read_bytes(),
        "word/styles.xml": (folder / "styles.xml").read_bytes(),
    }
    return packed(parts)


def _relations(*targets: tuple[str, str]) -> bytes:
    lines = [
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ]
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """Write members in a fixed order with fixed times, as if on no particular machine."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name in sorted(parts, key=_place):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.create_system = 0  # otherwise Windows and others differ
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, parts[name])
    return written.getvalue()


def _place(name: str) -> tuple[bool, bool, str]:
    """Put first what readers look for first."""
    return name != "[Content_Types].xml", name != "_rels/.rels", name


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a package of our own by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
