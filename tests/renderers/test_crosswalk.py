"""Crosswalks in print: readable at every width, harmless whatever is in them."""

import json
import re

import pytest
from builders import crosswalk, link, question, questionnaire, section, stage
from markdown_it import MarkdownIt
from renderers.test_reports import HOSTILE

from egovmaturity.domain.questionnaire import Source
from egovmaturity.language import Words
from egovmaturity.renderers.crosswalk import crosswalk_json, crosswalk_markdown, crosswalk_text


def made(text="Text"):
    """A crosswalk between two small questionnaires, every text of which is the one given."""
    own = questionnaire(
        stage("one", question("a", factors=["lead"], title=text), question("b", factors=["data"])),
        title=text,
    )
    own = own._replace(factors=tuple(f._replace(title=text) for f in own.factors))
    own = own._replace(stages=tuple(s._replace(title=text) for s in own.stages))
    other = questionnaire(
        section("d", question("y", title=text), question("x", title=text)),
        id="other",
        title=text,
    )
    return crosswalk(
        own,
        other,
        link("question/a", "question/x", strength="strong", note=text, sources=["s"]),
        link("factor/data", "question/y", note=text),
        link("factor/data", "level/levels/2", note=text),
        link("stage/one", "section/d", note=text),
        title=text,
        notice=text,
        license=text,
        sources=(Source("s", text, text, ""),),
    )


WALK = made()


# questionnaire crosswalk


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("text", ["Text", HOSTILE, "Beberapa kata yang panjang " * 9])
def test_text_fits_and_shows_every_link_in_order(text, width, language):
    found = crosswalk_text(made(text), Words(language), width)
    assert all(len(line) <= width for line in found.splitlines() if " " in line.strip("- "))
    assert "\x1b" not in found
    references = re.findall(r"(?m)^ *(?:- )?((?:stage|section|factor|level|question)/\S+):", found)
    assert references == [
        "stage/one",
        "section/d",
        "factor/data",
        "level/levels/2",
        "question/y",
        "question/a",
        "question/x",
    ]


def test_turned_around_the_other_order_counts():
    found = crosswalk_text(WALK.turned(), Words("en"), 80)
    assert re.findall(r"(?m)^((?:section|level|question)/\S+):", found) == [
        "section/d",
        "level/levels/2",
        "question/y",
        "question/x",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "it never converts a score"), ("id", "tidak pernah dialihkan")],
)
def test_what_a_crosswalk_never_does_stands_on_top(language, sentence):
    words = Words(language)
    for text in (crosswalk_text(WALK, words, 200), crosswalk_markdown(WALK, words)):
        assert sentence in text
        assert text.index(sentence) < text.index("stage/one")


def test_markdown_is_a_table_whatever_is_in_it():
    tokens = MarkdownIt("gfm-like").parse(crosswalk_markdown(made(HOSTILE), Words("en")))
    kinds = [token.type for token in tokens]
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert kinds.count("tr_open") == 1 + len(WALK.links)
    assert kinds.count("td_open") == 6 * len(WALK.links)
    assert not {"html_block", "fence"} & set(kinds)
    assert not {"html_inline", "image", "code_inline"} & {child.type for child in inline}
    assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1", "h2"]


def test_json_names_both_ends_of_every_link():
    found = json.loads(crosswalk_json(made(HOSTILE)))
    assert [each["id"] for each in found["between"]] == ["test", "other"]
    first, *_, last = found["links"]
    assert (first["from"], first["to"]) == ("stage/one", "section/d")
    assert last == {
        "from": "question/a",
        "from_title": HOSTILE,
        "to": "question/x",
        "to_title": HOSTILE,
        "strength": "strong",
        "basis": "ours",
        "note": HOSTILE,
        "sources": ["s"],
    }
