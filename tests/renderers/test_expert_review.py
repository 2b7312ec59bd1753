"""The instrument for expert review: complete, numbered, and plain Markdown whatever is in it."""

import re

import pytest
from builders import question, questionnaire, stage
from markdown_it import MarkdownIt

from egovmaturity import load_questionnaire
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import bundled_ids
from egovmaturity.renderers.expert_review import expert_review

READER = MarkdownIt("gfm-like", {"linkify": False})
FLAGSHIP = load_questionnaire("inpres-3-2003")


def tables_of(text):
    """Return every table as the texts of its cells, as a reader of Markdown sees them."""
    tables, is_cell = [], False
    for token in READER.parse(text):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif is_cell and token.type == "inline":
            tables[-1][-1].append(token.content)
        is_cell = token.type in {"th_open", "td_open"}
    return tables


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", bundled_ids())
def test_every_questionnaire_makes_an_instrument(name, language):
    asked = load_questionnaire(name, language)
    text = expert_review(asked, Words(language), 3)
    numbers = [int(n) for n in re.findall(r"(?m)^### (\d+)\. ", text)]
    assert numbers == list(range(1, len(asked.questions) + 1))
    kinds = {token.type for token in READER.parse(text)}
    assert not kinds & {"html_block", "code_block", "fence"}
    assert all(len({len(row) for row in table}) == 1 for table in tables_of(text))


@pytest.mark.parametrize("experts", [1, 3, 12])
def test_every_question_has_room_for_every_expert(experts):
    tables = tables_of(expert_review(FLAGSHIP, Words("en"), experts))
    judgements = [table for table in tables if table[0][1] == "Relevance (1–4)"]
    assert len(judgements) == 58
    rows = [[str(n), "", "", "", ""] for n in range(1, experts + 1)]
    assert all(table[1:] == rows for table in judgements)


def test_the_sheet_lists_every_question_in_the_order_of_the_instrument():
    text = expert_review(FLAGSHIP, Words("en"), 3)
    (sheet,) = [table for table in tables_of(text) if "I-CVI" in table[0]]
    assert [row[:2] for row in sheet[1:]] == [
        list(found) for found in re.findall(r"(?m)^### (\d+)\. (\S+)", text)
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Instrument for expert review", "Purpose", "How to fill in", "Lynn 1986"]),
        ("id", ["Instrumen validasi pakar", "Cara mengisi", "Lembar hitung", "Lawshe 1975"]),
    ],
)
def test_the_parts_are_there_in_both_languages(language, said):
    asked = load_questionnaire("inpres-3-2003", language)
    text = expert_review(asked, Words(language), 3)
    for each in (*said, asked.title, asked.reference, "CC-BY-4.0", "Polit, D. F."):
        assert each in text


def test_a_question_says_what_an_expert_has_to_know():
    text = expert_review(load_questionnaire("inpres-3-2003", "en"), Words("en"), 1)
    first = text[text.index("### 1. ") : text.index("### 2. ")]
    facts = "Weight 3; mandatory from level 2; success factor: User-oriented services; source: I1.1"
    assert facts in first
    assert "| 2 Partial | The website on the official domain" in first
    assert "- Proof of registration of the official domain (from level 2)" in first


@pytest.mark.parametrize(
    "text", ["a | b", "a\\", "<b>x</b>", "# a", "- a", "1. a", "`a`", "[a](javascript:b)", "a\n\nb"]
)
def test_no_text_changes_the_shape(text):
    asked = question("a")._replace(
        title=text, ask=text, why=text, owner=text, rubric={0: text}, recommend={0: text}
    )
    part = stage("one", asked)
    drawn = questionnaire(part)._replace(title=text, description=text, notice=text, cite=text)
    plain = questionnaire(stage("one", asked._replace(title="x", ask="x", why="x", owner="x")))
    found = expert_review(drawn, Words("en"), 2)
    shape = [len(table[0]) for table in tables_of(found)]
    assert shape == [len(t[0]) for t in tables_of(expert_review(plain, Words("en"), 2))]
    assert not {"html_block", "html_inline", "link_open"} & {
        inner.type for token in READER.parse(found) for inner in [token, *(token.children or [])]
    }
