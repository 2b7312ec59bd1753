"""The package a Word document is, made anew."""

from egovmaturity.renderers.office_package import packed
from egovmaturity.resources import bundled

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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
