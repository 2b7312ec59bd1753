"""The parts of a master plan that a questionnaire declares."""

import pytest
from loading.samples import SMALL, problems, questionnaire, source
from loading.test_contradictions import TRANSLATION as PAIRS_TRANSLATED

from egovmaturity.domain.outline import Draws, Each, Layout, OutlinePart, Show, Topic
from egovmaturity.editions.difference import differences
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.translation_file import translate

OUTLINE = """
outline:
  - id: framework
    title: Framework
    about: What for.
    shows: [condition, offices]
    layout: table
    topics:
      - {id: basis, title: Legal basis, about: Which acts., questions: [A], stages: [first]}
  - {id: stages, title: Stages, each: stages}
"""
TRANSLATION = PAIRS_TRANSLATED.partition("contradictions:")[0]
OLD, NEW = questionnaire(), questionnaire(SMALL + OUTLINE)


def test_parts_are_read_as_they_are_written():
    draws = Draws(questions=("A",), stages=("first",))
    basis = Topic("basis", "Legal basis", "Which acts.", draws)
    shows = (Show.CONDITION, Show.OFFICES)
    assert NEW.outline == (
        OutlinePart("framework", "Framework", "What for.", shows, (basis,), None, Layout.TABLE),
        OutlinePart("stages", "Stages", "", (), (), Each.STAGES, Layout.CHAPTERS),
    )
    assert OLD.outline == ()


def test_nothing_else_depends_on_them():
    assert NEW._replace(outline=(), sha256="") == OLD._replace(sha256="")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(("[condition,", "[weather,"), "E014", id="an unknown block"),
        pytest.param(("each: stages", "each: questions"), "E014", id="an unknown list"),
        pytest.param(("stages: [first]", "stages: [nine]"), "Q102", id="an unknown stage"),
        pytest.param(("stages: [first]", "stages: []"), "E014", id="an empty list"),
        pytest.param(("id: basis,", "id: stages,"), "Q101", id="an id of a part and a topic"),
        pytest.param(("title: Stages, ", ""), "E012", id="no title"),
        pytest.param((", each: stages", ""), "Q170", id="a part without anything"),
        pytest.param((", questions: [A], stages: [first]", ""), "Q170", id="a topic of nothing"),
        pytest.param(("each: stages", "each: factors"), "Q171", id="a list that is not there"),
        pytest.param(
            ("each: stages", "topics: [{id: c, title: C, questions: [A]}]"),
            "Q172",
            id="questions that no chapter draws on",
        ),
    ],
)
def test_what_is_wrong_is_said(change, expected):
    broken = SMALL + OUTLINE.replace(*change)
    found = problems(questionnaire_from, source(broken))
    assert expected in {each.split()[1] for each in found}


def test_titles_are_translated_and_missing_ones_named():
    translated = TRANSLATION + (
        "outline:\n  framework: {title: Kerangka, about: Untuk apa.}\n  basis: {title: Dasar}\n"
    )
    loaded = translate(NEW, source(translated, "id.yaml"))
    first, second = loaded.questionnaire.outline
    assert (first.title, first.about, first.topics[0].title) == ("Kerangka", "Untuk apa.", "Dasar")
    assert (first.topics[0].about, second.title) == ("Which acts.", "Stages")
    missing = {d.cause.values.get("what") for d in loaded.warnings}
    assert {"outline basis: about", "outline stages: title"} <= missing


def test_a_translation_of_something_else_is_refused():
    translated = TRANSLATION + "outline:\n  frame: {title: Kerangka}\n"
    assert any("Q302" in each for each in problems(translate, NEW, source(translated, "id.yaml")))


def test_a_change_counts_as_a_change_of_texts():
    changes = differences(OLD, NEW)
    assert {(each.kind.value, each.thing) for each in changes} == {("text", "outline")}
