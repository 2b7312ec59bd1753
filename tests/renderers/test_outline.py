"""Documents of master plans: golden, sound, harmless, the same in every format."""

import base64
import hashlib
import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from outline_example import example, outlined
from renderers.test_reports import (
    CASES,
    HOSTILE,
    Page,
    full_answer,
    write_answers,
    write_questionnaire,
)

from egovmaturity import assess
from egovmaturity.renderers.docx_outline import outline_docx


@pytest.fixture(scope="module")
def sukamaju():
    return example("id")


@pytest.fixture
def made(tmp_path):
    def make(shape, answer, language="id"):
        questionnaire = write_questionnaire(tmp_path, **shape)
        answers = {"hostile": full_answer(HOSTILE), "calm": full_answer("Teks")}
        text = shape.get("text", "Teks")
        sheet = write_answers(tmp_path, questionnaire, answers.get(answer, answer), text)
        return outlined(assess(questionnaire, sheet), language)

    return make


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_the_example_is_golden(golden, sukamaju, kind):
    golden(f"outline/sukamaju-id.{kind}", getattr(sukamaju, kind))


def test_the_example_in_english_is_golden(golden):
    golden("outline/sukamaju-en.markdown", example("en").markdown)


@pytest.mark.parametrize(("shape", "answer"), CASES)
def test_html_is_sound_and_harmless(made, shape, answer):
    text = made(shape, answer, "id").html
    found = Page(text)
    assert '<html lang="id">' in text
    assert not {"script", "iframe", "object", "embed", "img", "form"} & set(found.tags)
    assert not {name for name in found.attributes if name.startswith("on")} | (
        {"style", "src"} & found.attributes
    )
    assert len(found.ids) == len(set(found.ids))
    assert found.headings.count(1) == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(below <= above + 1 for above, below in steps)
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_the_policy_allows_exactly_the_one_style(sukamaju):
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', sukamaju.html)
    (style,) = re.findall(r"<style>(.*?)</style>", sukamaju.html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert "script-src" not in rules


@pytest.mark.parametrize(("shape", "answer"), CASES)
def test_markdown_keeps_its_shape(made, shape, answer):
    text = made(shape, answer, "en").markdown
    tokens = MarkdownIt("gfm-like").parse(text)
    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block"}
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert not {child.type for child in inline} & {"html_inline", "image", "code_inline"}
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    width = 0
    for line in text.splitlines():
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        assert not cells or not width or cells == width, line
        width = cells
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def opened(document):
    return docx.Document(io.BytesIO(outline_docx(*document)))


def word_lines(document):
    body = opened(document).element.body
    return [
        "".join(node.text or "" for node in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    ]


def test_hostile_texts_are_texts_in_every_format(made):
    document = made({"stages": 2, "text": HOSTILE}, "hostile")
    shown = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    assert shown in "".join(Page(document.html).shown)
    word = "\n".join(word_lines(document))
    assert shown in word
    for text in (document.html, document.markdown, word):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "7*7" in text.replace("\\", "")


def texts(view):
    """Every text of the parts, in order."""
    for part in view.parts:
        yield part.title
        for piece in [*part.pieces, *(p for chapter in part.chapters for p in chapter.pieces)]:
            yield from (piece.blank, *piece.sentences, *piece.notes)
            rows = (*piece.grid.rows, piece.grid.total) if piece.grid else ()
            yield from (
                each for row in rows for value in row for each in (value.text, *value.notes)
            )
        yield from (chapter.title for chapter in part.chapters)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_every_text_of_the_view_is_in_the_document(sukamaju, kind):
    shown = Page(sukamaju.html).shown if kind == "html" else word_lines(sukamaju)
    whole = " ".join(" ".join(shown).split())
    assert [each for each in texts(sukamaju.view) if " ".join(each.split()) not in whole] == []


def test_the_word_document_is_one_to_go_on_writing_in(sukamaju):
    document = opened(sukamaju)
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    parts = len(sukamaju.view.parts) + 1
    chapters = sum(len(part.chapters) for part in sukamaju.view.parts)
    assert (styles.count("Heading 1"), styles.count("Heading 2")) == (parts, chapters)
    properties = document.core_properties
    assert properties.language == "id-ID"
    assert properties.author == "Pemerintah Kabupaten Sukamaju"
    assert outline_docx(*sukamaju) == outline_docx(*sukamaju)
