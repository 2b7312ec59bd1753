"""The Word report: complete, real Word, harmless, and the same bytes everywhere."""

import io
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from renderers import test_intro as intro_cases
from renderers.test_reports import CASES, HOSTILE, full_answer, write_answers, write_questionnaire

from egovmaturity import assess, load_answers, load_crosswalk, load_questionnaire, render_docx
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.intro import intro_html
from egovmaturity.renderers.safe_text import one_line, plain

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "questionnaires"

NOT_SHOWN = {
    *("parts", "contents", "blocks", "simulation", "distance", "place_id", "factor_ids"),
    *("view_version", "language", "attained", "next", "next_title", "verdict_short", "index_label"),
    *("institution", "subject", "purpose", "year", "foundation", "applicable", "exact", "value"),
    *("bar", "bar_high", "threshold_bar", "status", "kind", "strength", "steps", "link", "terms"),
    *(
        "running_head",
        "index_anchor",
        "slope",
        "radar",
        "baseline",
        "short",
        "bar_start",
        "schedule",
        "quarters",
    ),
}
"""Fields that are for drawing and for programs, or are said again in another field."""

IDS_SHOWN = {"mandatory", "gaps", "actions", "open_questions", "not_applicable", "questions"}


def opened(data):
    return docx.Document(io.BytesIO(data))


def shown(document):
    """Return every text of the body, a line for each paragraph."""
    body = document.element.body
    return "\n".join(
        "".join(node.text or "" for node in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    )


def all_markup(data):
    package = zipfile.ZipFile(io.BytesIO(data))
    return {name: package.read(name).decode() for name in package.namelist()}


def is_for_readers(key, name, value):
    """Whether a field of a part called ``name`` should be seen."""
    if key == "id":
        return name in IDS_SHOWN
    if key == "location":
        return not value["link"]
    if key == "index":
        return isinstance(value["index"], str)
    if key == "decisions_note":
        return bool(value["decisions"])
    return (
        key not in NOT_SHOWN
        and not (key in {"ask", "factor"} and name == "gaps")
        and not (key == "place" and name in {"questions", "cells"})
        and not (key == "score" and name == "bases")
        and not (key in {"id", "edition", "title"} and name == "crosswalk")
    )


def texts(value, name=""):
    """Yield the texts of a view that a reader should see."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if is_for_readers(key, name, value):
                yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif isinstance(value, str) and value:
        yield one_line(value)


def report_on(questionnaire_id, answers, language, crosswalk=None):
    questionnaire = load_questionnaire(questionnaire_id, language)
    assessment = assess(questionnaire, load_answers(answers, questionnaire))
    links = load_crosswalk(crosswalk, questionnaire, language) if crosswalk else None
    view = make_bundle(assessment, Words(language), links).report
    return view, render_docx(assessment, language, links)


REPORTS = [
    pytest.param(
        "inpres-3-2003", ROOT / "examples/sukamaju/jawaban-2026.yaml", "gtmi", id="staged"
    ),
    pytest.param("spbe-2020", TESTS / "spbe-2020/tests/diverifikasi.yaml", None, id="banded"),
    pytest.param("master-plan", TESTS / "master-plan/tests/sebagian-kosong.yaml", None, id="plan"),
    pytest.param("egdi", TESTS / "egdi/tests/indonesia-2022.yaml", None, id="numbers"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("questionnaire", "answers", "crosswalk"), REPORTS)
def test_everything_the_view_says_is_there(questionnaire, answers, crosswalk, language):
    view, data = report_on(questionnaire, answers, language, crosswalk)
    found = one_line(shown(opened(data)))
    if not (view.map_rows or view.relations or view.blueprint):
        view = view._replace(map_title="")
    assert [text for text in texts(plain(view)) if text not in found] == []


@pytest.mark.parametrize(("questionnaire", "answers", "crosswalk"), REPORTS)
def test_every_section_of_the_markdown_report_is_a_heading(questionnaire, answers, crosswalk):
    from egovmaturity import render

    asked = load_questionnaire(questionnaire, "en")
    assessment = assess(asked, load_answers(answers, asked))
    links = load_crosswalk(crosswalk, asked, "en") if crosswalk else None
    written = render(assessment, "md", "en", crosswalk=links)
    expected = re.findall(r"(?m)^## (?:\d+\. )?(.*)$", written)
    document = opened(render_docx(assessment, "en", links))
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert found == expected


@pytest.fixture
def document(example):
    return opened(report_on("inpres-3-2003", example, "id")[1])


def test_headings_are_words_own_and_skip_no_level(document):
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert set(levels) == {1, 2, 3}
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert [p.style.name for p in document.paragraphs][:3] == ["Title", "Subtitle", "Subtitle"]


def test_sections_are_numbered_by_their_style_and_the_last_heading_is_not(document):
    assert document.styles["Heading 1"].element.pPr.numPr is not None
    *chapters, last = [p._p.pPr.numPr for p in document.paragraphs if p.style.name == "Heading 1"]
    assert chapters == [None] * len(chapters)
    assert last.numId.val == 0


def test_rows_stay_whole_and_labels_are_repeated(document):
    assert len(document.tables) > 12
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        first, *others = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert first == (look.get(qn("w:firstRow")) == "1")
        assert not any(others)
    labels = document.element.body.iter(qn("w:tblHeader"))
    assert len(list(labels)) > 10


def test_tables_fill_the_text_width_and_say_what_they_are(document):
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in document.tables:
        assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) == room
        for row in table._tbl.tr_lst:
            assert sum(int(c.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for c in row.tc_lst) == room
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_pages_are_a4_and_numbered_with_fields(document):
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    for footer in (section.footer, section.first_page_footer):
        codes = [n.text.strip() for n in footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert footer.paragraphs[0].text == "Halaman 1 dari 1"
    assert section.header.paragraphs[0].text == (
        "Pemerintah Kabupaten Sukamaju · Laporan analisis kesenjangan, penilaian tahun 2026"
    )
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_contents_lead_to_every_section(document):
    marks = {n.get(qn("w:name")) for n in document.element.body.iter(qn("w:bookmarkStart"))}
    leaps = [n.get(qn("w:anchor")) for n in document.element.body.iter(qn("w:hyperlink"))]
    leaps = [name for name in leaps if name]
    assert set(leaps) == marks
    lines = [p.text for p in document.paragraphs if p.style.name == "toc 1"]
    chapters = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [line.split("\t")[1] for line in lines] == chapters[:-1]
    assert lines[0] == "1.\tRingkasan untuk pimpinan"


@pytest.mark.parametrize(("language", "locale"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_document_says_its_language_and_nothing_of_the_machine(example, language, locale):
    data = report_on("inpres-3-2003", example, language)[1]
    document = opened(data)
    marks = document.styles.element.iter(qn("w:lang"))
    assert {mark.get(qn("w:val")) for mark in marks} == {locale}
    properties = document.core_properties
    assert properties.author == "Pemerintah Kabupaten Sukamaju"
    assert properties.language == locale
    assert properties.last_modified_by == ""
    assert properties.created == properties.modified == datetime(2026, 2, 12, tzinfo=UTC)
    markup = all_markup(data)
    assert "python-docx" not in "".join(markup.values())
    assert "docProps/app.xml" not in markup


def test_status_and_map_can_be_read_without_colours(document):
    found = shown(document)
    assert "✓ Tercapai" in found
    assert "✗ Belum tercapai" in found
    assert "✓ 75,0%" in found
    assert "●◎◎○" in found


def test_safe_addresses_are_links_and_no_others(tmp_path):
    questionnaire = write_questionnaire(tmp_path, stages=2)
    sheet = write_answers(tmp_path, questionnaire, full_answer("Teks"))
    document = opened(render_docx(assess(questionnaire, sheet)))
    rels = [r for r in document.part.rels.values() if r.is_external]
    assert {r.target_ref for r in rels} == {"https://contoh.go.id/a?b=1", "Teks"}
    used = [n.get(qn("r:id")) for n in document.element.body.iter(qn("w:hyperlink"))]
    assert {key for key in used if key} == {r.rId for r in rels}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("shape", "answer"), CASES)
def test_every_shape_of_report_is_sound_word(tmp_path, shape, answer, language):
    questionnaire = write_questionnaire(tmp_path, **shape)
    answers = {"hostile": full_answer(HOSTILE)}
    sheet = write_answers(
        tmp_path, questionnaire, answers.get(answer, answer), shape.get("text", "Teks")
    )
    data = render_docx(assess(questionnaire, sheet), language)
    document = opened(data)
    names = {style.style_id for style in document.styles}
    for node in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
        assert node.get(qn("w:val")) in names
    for cell in document.element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    codes = {n.text.split()[0] for n in document.element.body.iter(qn("w:instrText"))}
    assert codes == {"TOC"}
    other = {"id": "Summary for leaders", "en": "Ringkasan untuk pimpinan"}
    assert other[language] not in shown(document)


def test_hostile_texts_are_texts(tmp_path):
    text = (
        HOSTILE + ' { HYPERLINK "http://x/" } =cmd|x!A1 </w:t></w:r><w:p/> &#x0; \x07\ufffe\ud800'
    )
    questionnaire = write_questionnaire(tmp_path, stages=2, text=HOSTILE)
    sheet = write_answers(tmp_path, questionnaire, full_answer(HOSTILE), HOSTILE)
    bad = sheet._replace(institution=sheet.institution._replace(name=text * 3))
    data = render_docx(assess(questionnaire, bad))
    document = opened(data)
    found = shown(document)
    assert one_line(text) in found
    assert "\\u202e\\x1b[31m" in found
    assert "\\x07\\ufffe\\ud800" in found
    for part in all_markup(data).values():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ufffe]", part)
    assert len(document.core_properties.author) <= 255


def test_a_calm_and_a_hostile_report_have_the_same_shape(tmp_path):
    def tags(text):
        folder = tmp_path / str(len(text))
        folder.mkdir()
        questionnaire = write_questionnaire(folder, stages=2, text=text)
        sheet = write_answers(folder, questionnaire, full_answer(text), text)
        body = opened(render_docx(assess(questionnaire, sheet))).element.body
        kinds = [f"w:{kind}" for kind in ("p", "tbl", "tr", "tc", "fldChar", "bookmarkStart")]
        return Counter(node.tag for node in body.iter(*map(qn, kinds)))


INTRO = """\
# Bab I Pendahuluan

Dasar *hukum* dan **tebal *miring***, `kode  dua`, [tautan](https://contoh.go.id/a?b=1).\\
Baris <b>baru</b>; [tidak](javascript:alert(1)), ![gambar](https://jahat.example/x.png).

## Ruang lingkup

1. satu
   - dalam

     lagi
2. dua

> kutipan

7. tujuh

| A | B |
| - | - |
| 1 | **x** |

```
if x:
    y
```

---
"""


@pytest.fixture
def introduced(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    return render_docx(assessment, parts=["summary", "method"], intro=INTRO)


def test_an_introduction_stands_before_the_first_part(introduced):
    lines = opened(introduced).paragraphs
    at = {line.text: n for n, line in enumerate(lines)}
    first, begun = at["Bab I Pendahuluan"], at["Ringkasan untuk pimpinan"]
    assert lines[first].style.name == "Heading 1"
    assert lines[first]._p.pPr.numPr.numId.val == 0
    assert lines[at["Ruang lingkup"]].style.name == "Heading 2"
    assert first < at["Ruang lingkup"] < begun
    assert lines[begun].paragraph_format.page_break_before
    assert not lines[first].paragraph_format.page_break_before


def test_an_introduction_is_real_word(introduced):
    document = opened(introduced)
    (line,) = [line for line in document.paragraphs if line.text.startswith("Dasar")]
    looks = {run.text: (bool(run.bold), bool(run.italic)) for run in line.runs}
    assert looks["hukum"] == (False, True)
    assert looks["tebal "] == (True, False)
    assert looks["miring"] == (True, True)
    assert [run.style.name for run in line.runs if run.text == "kode  dua"] == ["Report Code"]
    links = {link.text: link.address for link in line.hyperlinks}
    assert links == {"tautan": "https://contoh.go.id/a?b=1"}
    assert "\nBaris <b>baru</b>; [tidak](javascript:alert(1)), gambar." in line.text
    code = [line.text for line in document.paragraphs if line.text.startswith("if x")]
    assert code == ["if x:\n    y"]
    (table,) = [table for table in document.tables if table.cell(0, 0).text == "A"]
    assert [cell.text for row in table.rows for cell in row.cells] == ["A", "B", "1", "x"]


def test_numbers_of_an_introduction_begin_anew(introduced):
    """Neither its lists nor the decisions go on counting from one another."""
    document = opened(introduced)
    numbering = document.part.numbering_part.element
    abstract = {num.numId: num.abstractNumId.val for num in numbering.findall(qn("w:num"))}
    starts = {
        one.get(qn("w:abstractNumId")): one.find(f".//{qn('w:start')}").get(qn("w:val"))
        for one in numbering.findall(qn("w:abstractNum"))
    }
    found = {}
    for line in document.paragraphs:
        if line.style.name == "List Number":
            holder = line._p if line._p.pPr.numPr is not None else line.style.element
            found[line.text] = abstract[holder.pPr.numPr.numId.val]
    assert found["satu"] == found["dua"]
    decided = [number for text, number in found.items() if text not in {"satu", "dua", "tujuh"}]
    assert decided
    assert len({found["satu"], found["tujuh"], *decided}) == 3
    assert [starts[str(found[text])] for text in ("satu", "tujuh")] == ["1", "7"]


@pytest.mark.parametrize("text", intro_cases.HOSTILE)
def test_nothing_in_an_introduction_acts(example, text):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    data = render_docx(assessment, parts=["summary"], intro=text)
    links = all_markup(data)["word/_rels/document.xml.rels"]
    targets = re.findall('Target="([^"]*)" TargetMode="External"', links)
    assert all(target.startswith("https://contoh.go.id") for target in targets)
    assert not re.search("[\x00-\x08\x1b\u202e\u200b]", shown(opened(data)))
    kept = "".join(intro_cases.Seen(intro_html(text)).words.split())
    assert kept in "".join(shown(opened(data)).split())
