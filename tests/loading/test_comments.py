"""A comment answers warnings about one item, and only warnings."""

import pytest
from loading.samples import codes, problems, source
from loading.test_questionnaire_file import BANDED

from egovmaturity.cli.check_questionnaire import check_base, check_translation
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading.questionnaire_file import questionnaire_from

STAGED = """\
format: egovmaturity-questionnaire
version: 1
id: small
edition: "2026.1"
language: en
title: Small
license: CC0-1.0
authors: [{name: Nobody}]
sources: [{id: law, text: The law}]
levels: [{level: 0, label: Absent}, {level: 1, label: Done}]
verdict: {kind: stages, attain: ">= 70 %"}
stages:
  - id: first STAGE
    title: First
questions:
  - id: A QUESTION
    stage: first
    ask: Is there a plan?
    levels:
      0: There is none.
      1: There is a good one.
  - id: B
    stage: first
    ask: Is there a good one?
    evidence: [File]
    levels: {0: None., 1: One.}
    recommend: {0: Begin.}
"""
ALL = ["Q103", "Q106", "Q203", "Q205", "Q206"]


def found(text):
    return sorted(codes(problems(check_base, source(text))))


def commented(stage="", question=""):
    """Put comments, or nothing, behind the stage and the first question."""
    text = STAGED.replace(" STAGE", f"  # egovmaturity: ignore {stage}" if stage else "")
    return text.replace(" QUESTION", f"  # egovmaturity: ignore {question}" if question else "")


@pytest.mark.parametrize(
    ("stage", "question", "silenced"),
    [
        pytest.param("", "", set(), id="no comment"),
        pytest.param("", "Q206", {"Q206"}, id="of the item itself"),
        pytest.param("", "Q203", {"Q203"}, id="of a text in it"),
        pytest.param("", "Q205", {"Q205"}, id="of loading"),
        pytest.param("", "Q206, Q203", {"Q203", "Q206"}, id="several"),
        pytest.param("", "Q206 Q203", {"Q203", "Q206"}, id="several without commas"),
        pytest.param("", "Q206 # as in 2025", {"Q206"}, id="with a remark"),
        pytest.param("", "Q103", set(), id="of another item"),
        pytest.param("Q103, Q106", "", {"Q103", "Q106"}, id="of a stage"),
    ],
)
def test_what_a_comment_names_is_silenced(stage, question, silenced):
    assert found(commented(stage, question)) == [code for code in ALL if code not in silenced]


@pytest.mark.parametrize(
    ("question", "added"),
    [
        pytest.param("Q999", ["Q402"], id="no such code"),
        pytest.param("q206", ["Q402"], id="small letters"),
        pytest.param("Q2", ["Q402"], id="half a code"),
        pytest.param("Q998 Q999", ["Q402", "Q402"], id="two that are none"),
        pytest.param(",", ["Q402"], id="no code"),
    ],
)
def test_a_comment_without_effect_is_noted(question, added):
    assert found(commented("", question)) == sorted(ALL + added)


def test_a_comment_stands_where_an_item_begins():
    text = commented().replace("ask: Is there a plan?", "ask: x  # egovmaturity: ignore Q206")
    assert found(text) == sorted([*ALL, "Q402"])


def test_errors_stay():
    text = commented("", "Q102").replace("    stage: first\n", "    stage: third\n", 1)
    with pytest.raises(ContentError) as caught:
        questionnaire_from(source(text))
    assert "Q102" in [each.code for each in caught.value.diagnostics]


def test_sections_and_bands_can_be_commented():
    text = BANDED.replace('from: "2,6"', "from: 9").replace("{from: 1", "{from: 0")
    assert "Q109" in found(text.replace("from: 9", "from: 4"))
    text = text.replace("from: 9", "from: 4").replace(
        "label: Low}", "label: Low}  # egovmaturity: ignore Q109, Q121"
    )
    assert not {"Q109", "Q402"} & set(found(text))
    text = BANDED.replace("weight: 3", "weight: 60").replace("Inner}", "Inner, weight: 59}")
    text = text.replace("{id: d2, title: Other}", "{id: d2, title: Other, weight: 40}")
    assert "Q112" in found(text)
    assert "Q112" not in found(text.replace("id: d1\n", "id: d1  # egovmaturity: ignore Q112\n"))


def test_a_translation_has_comments_of_its_own():
    base = questionnaire_from(source(commented())).questionnaire
    text = """\
format: egovmaturity-translation
version: 1
questionnaire: small
edition: "2026.1"
language: id
questions:
  A:
    levels: {0: Tidak ada., 1: Ada yang memadai.}
  B:
    ask: Apakah ada?
"""

    def notes(translation):
        return {each.code for each in check_translation(base, source(translation, "lang/id.yaml"))}

    assert notes(text) == {"Q203", "Q301"}
    silent = text.replace("  A:\n", "  A:  # egovmaturity: ignore Q203\n")
    assert notes(silent) == {"Q301"}
    assert notes(silent.replace("Q203", "Q999")) == {"Q203", "Q301", "Q402"}
