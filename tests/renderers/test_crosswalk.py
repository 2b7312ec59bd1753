"""Crosswalks in print: readable at every width, harmless whatever is in them."""

import json
import re

import pytest
from builders import answers, crosswalk, link, question, questionnaire, section, stage
from markdown_it import MarkdownIt
from renderers.test_reports import HOSTILE, Page

from egovmaturity import assess, make_plan
from egovmaturity.domain.questionnaire import Source
from egovmaturity.language import Words
from egovmaturity.planning.touched import find_touched
from egovmaturity.renderers.bundle import Bundle, Look
from egovmaturity.renderers.crosswalk import crosswalk_json, crosswalk_markdown, crosswalk_text
from egovmaturity.renderers.formats import RENDERERS
from egovmaturity.renderers.json_v1 import render_json
from egovmaturity.renderers.report_format import ReportFormat
from egovmaturity.views.assessment_view import report_view
from egovmaturity.views.context import Extras
from egovmaturity.views.report import CrosswalkView


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


def bundle(walk, language="en", *, touching=True, **look):
    assessment = assess(walk.first, answers(a=0, b=0)._replace(questionnaire="test@1"))
    plan, words = make_plan(assessment), Words(language)
    found = find_touched(plan.gaps, walk) if touching else None
    report = report_view(assessment, plan, words, Extras(found))
    return Bundle(assessment, plan, report, words, (), Look(**look), "id", found)


def written(walk, report_format, language="en", **look):
    return RENDERERS[ReportFormat(report_format)](bundle(walk, language, **look))


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


# assess --crosswalk


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("text", ["Text", HOSTILE, "n" * 300])
def test_html_has_a_sound_section(text, language):
    found = written(made(text), "html", language)
    page = Page(found)
    assert "crosswalk" in page.ids
    assert "#crosswalk" in page.links
    assert page.tags.count("script") == 2  # the one of the page, and its data
    assert not {"img", "form", "iframe"} & set(page.tags)
    assert not {"style", "onerror"} & page.attributes
    assert {link for link in page.links if not link.startswith("#")} == set()
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(below <= above + 1 for above, below in steps)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("text", ["Text", HOSTILE])
def test_markdown_keeps_its_shape(text, language):
    found = written(made(text), "md", language)
    without_record = found[: found.rindex("\n<!-- egovmaturity:made ")]
    tokens = MarkdownIt("gfm-like").parse(without_record)
    assert not {"html_block", "fence"} & {token.type for token in tokens}
    numbers = re.findall(r"(?m)^## (\d+)\.", found)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert "\n\n\n" not in found
    report = found[: found.rindex("\n## ")]  # the hashes at the end are empty here
    assert not re.search(r"[ \t]+$", report, re.MULTILINE)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_terminal_is_short_and_fits(width, language):
    found = written(made("Beberapa kata yang panjang"), "terminal", language, width=width)
    assert max(len(line) for line in found.splitlines()) <= width
    assert "x Beberapa kata" in " ".join(found.split())


def test_the_terminal_shows_the_first_few_and_counts_the_rest():
    asked = [question(f"q{n}") for n in range(8)]
    other = questionnaire(section("d", *asked), id="other")
    walk = WALK._replace(
        second=other, links=tuple(link("question/a", f"question/q{n}") for n in range(8))
    )
    short = written(walk, "terminal")
    assert "q4 " in short
    assert "q5 " not in short
    assert "(3 more: --detail" in short
    assert "q7 " in written(walk, "terminal", is_detailed=True)


@pytest.mark.parametrize("report_format", ["terminal", "md", "html"])
def test_every_form_says_what_is_touched_and_how_weakly(report_format):
    found = " ".join(written(WALK, report_format).split())
    assert "Related in Text: 1 directly, 2 only through factors" in found
    assert "never converts a score" in found
    assert "through Title of data" in found or "through Text" in found


@pytest.mark.parametrize("report_format", ["terminal", "md", "html"])
def test_without_a_link_the_reports_say_so(report_format):
    found = " ".join(written(WALK._replace(links=()), report_format).split())
    assert "No question below target is linked to anything in Text." in found


def test_without_a_crosswalk_nothing_is_said():
    plain = bundle(WALK, touching=False)
    assert plain.report.crosswalk == CrosswalkView()
    assert json.loads(render_json(plain))["crosswalk"] is None
    for report_format in ("terminal", "md", "html"):
        assert "Touched" not in RENDERERS[ReportFormat(report_format)](plain)


def test_a_report_with_a_crosswalk_can_be_made_again():
    facts = {fact.label: fact.text for fact in bundle(WALK).report.reproducibility}
    assert facts["Crosswalk"] == "test--other.yaml, edition 1"
    assert facts["Other questionnaire"] == "other@1"
    assert "--crosswalk other" in bundle(WALK).report.command


def test_parts_of_another_questionnaire_are_called_as_it_calls_them():
    terms = WALK.second.terms._replace(section="aspek")
    walk = WALK._replace(second=WALK.second._replace(terms=terms))
    found = bundle(walk).report.crosswalk
    assert [each.label for each in found.touched] == ["x Text"]
    assert [each.label for each in found.through_factors] == ["Level 2 level 2", "y Text"]
    assert [each.label for each in found.context] == ["Title of d"]


def test_json_names_what_is_touched_by_ids_alone():
    found = json.loads(render_json(bundle(WALK)))["crosswalk"]
    assert found["questionnaire"] == {"id": "other", "edition": "1", "sha256": ""}
    assert found["touched"] == [
        {
            "element": "question/x",
            "strength": "strong",
            "bases": ["ours"],
            "gaps": ["a"],
            "links": [
                {"from": "question/a", "strength": "strong", "basis": "ours", "note": "Text"}
            ],
        }
    ]
    assert [each["element"] for each in found["context"]] == ["section/d"]


def test_scores_are_the_same_with_and_without():
    """A crosswalk adds a key to the result and to its record, and changes no other."""
    with_one, without = (
        json.loads(render_json(bundle(WALK, touching=asked))) for asked in (True, False)
    )
    assert with_one.pop("crosswalk")
    assert without.pop("crosswalk") is None
    assert with_one.pop("made").keys() - without.pop("made").keys() == {"crosswalk", "crosswalk_to"}
    assert with_one == without
