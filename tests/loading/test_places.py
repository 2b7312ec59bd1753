"""A finding about any part of a questionnaire finds the place where the part is written."""

import pytest
from loading.samples import brief, questionnaire, source
from loading.test_questionnaire_file import BANDED
from loading.test_translation_file import STAGED

from egovmaturity.domain.diagnostics import Finding, Severity, message
from egovmaturity.loading.catalogue import bundled_ids, translations_of
from egovmaturity.loading.places import places_of
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.text_source import read_text
from egovmaturity.loading.translation_file import translate
from egovmaturity.resources import bundled
from egovmaturity.reviewing.texts import texts_of


def found(loaded, *routes):
    findings = [Finding("Q199", Severity.WARNING, at, message("x"), None) for at in routes]
    notes = [each for each in loaded.with_findings(findings) if each.code == "Q199"]
    return [brief(each).split()[0] for each in notes]


@pytest.mark.parametrize(
    ("route", "place"),
    [
        pytest.param((), "1:1", id="the file"),
        pytest.param(("sections", "d1"), "23:5", id="a section"),
        pytest.param(("sections", "d1.a"), "27:9", id="a section inside another"),
        pytest.param(("bands", "1"), "20:7", id="a band without an id"),
        pytest.param(("bands", "high", "about"), "21:51", id="a text of a band"),
        pytest.param(("scales", "default", 1, "label"), "12:23", id="a label of the scale"),
        pytest.param(("questions", "B", "levels", 2), "31:57", id="a level"),
    ],
)
def test_parts_are_found(route, place):
    assert found(questionnaire_from(source(BANDED)), route) == [place]


def test_what_is_not_written_has_no_place():
    loaded = questionnaire_from(source(BANDED))
    assert found(loaded, ("questions", "A", "why"), ("questions", "Z")) == []


def test_a_translation_has_places_of_its_own():
    loaded = translate(questionnaire(), source(STAGED, "lang/id.yaml"))
    assert found(loaded, ("questions", "A", "evidence", 1), ("scales", "default", 2)) == [
        "7:37",
        "14:25",
    ]
    assert found(loaded, ("questions", "A", "why")) == []


@pytest.mark.parametrize("name", bundled_ids())
def test_every_bundled_text_is_found(name):
    base = bundled("questionnaires") / name / "questionnaire.yaml"
    loaded = questionnaire_from(read_text(base))
    files = [read_text(path) for path in translations_of(base).values()]
    for version in (loaded, *(translate(loaded.questionnaire, file) for file in files)):
        places = places_of(version.values)
        texts = [about for about, text in texts_of(version.questionnaire) if text]
        assert [about for about in texts if about not in places] == []
