"""Templates for Word: the look of an office is taken over, and nothing that acts."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from renderers.test_docx import opened, shown

from egovmaturity import ContentError, assess, load_answers, load_questionnaire, render_docx
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.docx_report import render_docx as render
from egovmaturity.renderers.office_package import packed, unpacked
from egovmaturity.renderers.word.package import plain_package

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "60606000000005000149b4c1c30000000049454e44ae426082"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def assessment():
    from pathlib import Path

    answers = Path(__file__).parents[2] / "examples" / "sukamaju" / "jawaban-2026.yaml"
    questionnaire = load_questionnaire("inpres-3-2003")
    return assess(questionnaire, load_answers(answers, questionnaire))


@pytest.fixture
def letterhead(tmp_path):
    """A template as an office would make it: F4 paper, a crest, its own headings."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.5), Cm(33)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    line = section.header.paragraphs[0]
    line.add_run().add_picture(io.BytesIO(PIXEL))
    line.add_run("PEMERINTAH KABUPATEN SUKAMAJU")
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
    document.add_paragraph("Isi contoh")
    document.core_properties.author = "Budi"
    path = tmp_path / "kop.docx"
    document.save(path)
    return path


def changed(path, **members):
    """Rewrite a template; ``members`` are functions of the old bytes, by part of the name."""
    parts = unpacked(path.read_bytes())
    for name, change in members.items():
        key = next((key for key in parts if name in re.sub(r"\W", "_", key)), name)
        parts[key] = change(parts.get(key, b""))
    path.write_bytes(packed(parts))
    return path


def refused(assessment, path):
    with pytest.raises(ContentError) as caught:
        render_docx(assessment, template=path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.location.file == str(path)
    assert diagnostic.hint is not None or diagnostic.code == "E001"
    return diagnostic.code


def test_paper_header_and_styles_of_the_office_are_used(assessment, letterhead):
    document = opened(render_docx(assessment, template=letterhead))
    section = document.sections[0]
    assert round(section.page_height.cm, 1) == 33
    assert "SUKAMAJU" in section.header.paragraphs[0].text
    assert [r.target_part.blob for r in section.header.part.rels.values()] == [PIXEL]
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0)
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in document.tables:
        assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) == room


def test_its_text_and_its_author_are_left_out(assessment, letterhead):
    data = render_docx(assessment, template=letterhead)
    assert "Isi contoh" not in shown(opened(data))
    markup = zipfile.ZipFile(io.BytesIO(data))
    assert not [n for n in markup.namelist() if "Budi" in markup.read(n).decode("latin-1")]
    assert not [n for n in markup.namelist() if "thumbnail" in n or "app.xml" in n]


def test_a_report_is_complete_in_any_template(assessment, letterhead):
    assert shown(opened(render_docx(assessment, template=letterhead))) == shown(
        opened(render_docx(assessment))
    )


def test_page_numbers_are_added_where_the_template_has_no_footer(assessment, letterhead):
    footer = opened(render_docx(assessment, template=letterhead)).sections[0].footer
    assert footer.paragraphs[0].text == "Halaman 1 dari 1"
    document = docx.Document(letterhead)
    document.sections[0].footer.paragraphs[0].text = "Jalan Merdeka 1"
    document.save(letterhead)
    footer = opened(render_docx(assessment, template=letterhead)).sections[0].footer
    assert footer.paragraphs[0].text == "Jalan Merdeka 1"


def test_what_the_template_lacks_is_said(assessment, letterhead):
    bundle = make_bundle(assessment, Words("en"))
    said = [Words("en").say(remark) for remark in render(bundle, letterhead).remarks]
    assert len(said) == 1
    assert "own text is left out" in said[0]
    changed(letterhead, word_styles=lambda old: old.replace(b'w:val="heading 2"', b'w:val="x"'))
    said = [Words("en").say(remark) for remark in render(bundle, letterhead).remarks]
    assert said[0].endswith(": Heading 2")
    styles = opened(render(bundle, letterhead).data).styles
    assert styles["Heading 2"].style_id != styles["x"].style_id


def test_a_report_is_itself_a_template(assessment, tmp_path):
    path = tmp_path / "lama.docx"
    path.write_bytes(render_docx(assessment))
    document = opened(render_docx(assessment, template=path))
    # Its headings number themselves, perhaps in another way: the contents leave that to Word.
    before = re.sub(r"(?m)^\d+\.(?=\S)", "", shown(opened(path.read_bytes())))
    assert shown(document) == before
    names = [style.name for style in document.styles]
    assert len(names) == len(set(names))


def test_a_template_without_styles_paper_and_settings_will_do(assessment, tmp_path):
    parts = unpacked(plain_package())
    parts["word/document.xml"] = f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode()
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}"/>'.encode()
    del parts["word/settings.xml"]
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ).encode()
    path = tmp_path / "kosong.docx"
    path.write_bytes(packed(parts))
    document = opened(render_docx(assessment, template=path))
    assert shown(document) == shown(opened(render_docx(assessment)))
    assert round(document.sections[0].page_height.mm) == 297


# What is refused


def test_what_is_no_word_document(assessment, tmp_path):
    path = tmp_path / "x.docx"
    assert refused(assessment, path) == "E001"
    assert refused(assessment, tmp_path) == "E009"
    for data in (b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b"\x00" * 99):
        path.write_bytes(data)
        assert refused(assessment, path) == "E016"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("sheet.xml", "<x/>")
    assert refused(assessment, path) == "E016"


def test_what_is_damaged(assessment, letterhead):
    whole = letterhead.read_bytes()
    letterhead.write_bytes(whole[: len(whole) // 2])
    assert refused(assessment, letterhead) == "E016"
    letterhead.write_bytes(whole)
    changed(letterhead, word_document_xml=lambda old: old[:-30])
    assert refused(assessment, letterhead) == "E016"
    letterhead.write_bytes(whole)
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    changed(letterhead, word_styles=lambda old: old.replace(b"?>", b"?>" + declared, 1))
    assert refused(assessment, letterhead) == "E016"


def test_what_is_too_large(assessment, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK" * 5_000_001)
    assert refused(assessment, path) == "E006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 60_000_000)
    assert path.stat().st_size < 100_000
    assert refused(assessment, path) == "E006"
    with zipfile.ZipFile(path, "w") as package:
        for n in range(1_001):
            package.writestr(f"{n}.xml", b"")
    assert refused(assessment, path) == "E006"


def test_a_member_that_lies_about_its_size_is_not_unpacked(assessment, tmp_path):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 60_000_000)
    data = path.read_bytes().replace((60_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refused(assessment, path) == "E016"


def test_what_holds_macros(assessment, letterhead):
    whole = letterhead.read_bytes()
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    changed(letterhead, Content_Types=lambda old: old.replace(plain, kind))
    assert refused(assessment, letterhead) == "E017"
    letterhead.write_bytes(whole)
    parts = unpacked(whole) | {"word/vbaProject.bin": b"x"}
    letterhead.write_bytes(packed(parts))
    assert refused(assessment, letterhead) == "E017"
    letterhead.write_bytes(whole)
    kind = plain.replace(b"document.main", b"template.main")
    changed(letterhead, Content_Types=lambda old: old.replace(plain, kind))
    assert refused(assessment, letterhead) == "E016"


def in_header(path, markup, relation=b""):
    """Put markup into the header, and a relation of the header to what it shows."""
    parts = unpacked(path.read_bytes())
    (name,) = [n for n in parts if re.fullmatch(r"word/header\d+\.xml", n)]
    rels = f"word/_rels/{name.removeprefix('word/')}.rels"
    parts[name] = parts[name].replace(b"</w:hdr>", markup + b"</w:hdr>")
    parts[rels] = parts[rels].replace(b"</Relationships>", relation + b"</Relationships>")
    path.write_bytes(packed(parts))


def relation(kind, target, mode="External"):
    return (
        f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    ).encode()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://contoh.go.id/logo.png"),
        ("image", "file://server/logo.png"),
        ("oleObject", "file:///C:/x.xlsx"),
        ("aFChunk", "http://x/"),
        ("hyperlink", "file:///C:/Windows/x.exe"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_what_lies_outside_is_refused(assessment, letterhead, kind, target):
    in_header(letterhead, b"", relation(kind, target))
    assert refused(assessment, letterhead) == "E017"


@pytest.mark.parametrize("target", ["https://sukamajukab.go.id/", "mailto:kominfo@contoh.go.id"])
def test_a_link_to_click_may_stand_in_a_letterhead(assessment, letterhead, target):
    in_header(letterhead, b"", relation("hyperlink", target))
    assert render_docx(assessment, template=letterhead)


def field(code):
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ).encode()


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(field(["INCLUDEPICTURE http://x/a.png"]), id="picture"),
        pytest.param(field([" INCLUDE", "TEXT c:/a.txt"]), id="in two pieces"),
        pytest.param(field(["DDEAUTO c:/cmd.exe"]), id="program"),
        pytest.param(field([""]), id="made by another field"),
        pytest.param(b'<w:p><w:fldSimple w:instr="LINK Excel.Sheet a.xlsx"/></w:p>', id="simple"),
        pytest.param(
            b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
            b'<v:imagedata src="http://x/a.png"/></v:shape></w:pict></w:r></w:p>',
            id="old drawing",
        ),
        pytest.param(
            b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
            b'href="file:///c:/x"/></w:pict></w:r></w:p>',
            id="old drawing that leads to a file",
        ),
    ],
)
def test_fields_and_drawings_that_fetch_are_refused(assessment, letterhead, markup):
    in_header(letterhead, markup)
    assert refused(assessment, letterhead) == "E017"


@pytest.mark.parametrize("code", ["PAGE", " NUMPAGES \\* Arabic ", 'DATE \\@ "d MMMM yyyy"'])
def test_fields_that_show_something_of_the_document_may_stay(assessment, letterhead, code):
    in_header(letterhead, field([code]))
    assert render_docx(assessment, template=letterhead)


def test_embedded_objects_and_drawings_that_are_programs_are_refused(assessment, letterhead):
    whole = letterhead.read_bytes()
    in_header(letterhead, b"", relation("package", "embeddings/a.xlsx", "Internal"))
    parts = unpacked(letterhead.read_bytes()) | {"word/embeddings/a.xlsx": b"x"}
    types = parts["[Content_Types].xml"]
    more = b'<Default Extension="xlsx" ContentType="application/x"/></Types>'
    parts["[Content_Types].xml"] = types.replace(b"</Types>", more)
    letterhead.write_bytes(packed(parts))
    assert refused(assessment, letterhead) == "E017"
    letterhead.write_bytes(whole)
    changed(letterhead, Content_Types=lambda old: old.replace(b"image/png", b"image/svg+xml"))
    assert refused(assessment, letterhead) == "E017"


def test_what_is_not_taken_over_does_no_harm(assessment, letterhead):
    """The template behind a template, macros of its text, its own pictures: they stay behind."""
    parts = unpacked(letterhead.read_bytes())
    rels = "word/_rels/document.xml.rels"
    more = relation("attachedTemplate", "http://x/evil.dotm") + b"</Relationships>"
    parts[rels] = parts[rels].replace(b"</Relationships>", more)
    letterhead.write_bytes(packed(parts))
    data = render_docx(assessment, template=letterhead)
    assert not [name for name, part in unpacked(data).items() if b"evil" in part]


def test_a_template_gives_the_same_bytes_twice(assessment, letterhead):
    assert render_docx(assessment, template=letterhead) == render_docx(
        assessment, template=letterhead
    )
