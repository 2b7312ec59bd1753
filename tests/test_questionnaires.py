"""Bundled questionnaires: they load clean, in every language, and cover what they promise."""

from pathlib import Path

import pytest

from egovmaturity import ContentError, load_questionnaire
from egovmaturity.cli.check import check_file
from egovmaturity.cli.check_questionnaire import check_catalogue
from egovmaturity.loading.catalogue import bundled_ids
from egovmaturity.loading.crosswalk_catalogue import load_crosswalk

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(path.parent for path in (ROOT / "questionnaires").glob("*/questionnaire.yaml"))
FLAGSHIP = load_questionnaire("inpres-3-2003")
ENGLISH = load_questionnaire("inpres-3-2003", "en")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bundled_questionnaire_is_clean_and_at_home(folder):
    assert check_catalogue(folder / "questionnaire.yaml") == ()
    assert load_questionnaire(folder / "questionnaire.yaml").id == folder.name
    assert folder.name in bundled_ids()
    assert {"id", "en"} <= set(load_questionnaire(folder.name).languages)
    assert "CC BY 4.0" in (folder / "SOURCE.md").read_text(encoding="utf-8")
    assert (folder / "CHANGES.md").is_file()
    assert list(folder.glob("tests/*.yaml"))


CROSSWALKS = sorted((ROOT / "questionnaires" / "crosswalks").iterdir())


@pytest.mark.parametrize("path", CROSSWALKS, ids=lambda path: path.stem)
def test_a_bundled_crosswalk_is_clean_and_speaks_both_languages(path):
    assert check_file(str(path)) == ()
    first, _, second = path.stem.partition("--")
    told = [
        load_crosswalk(second, load_questionnaire(first, language), (), language).crosswalk
        for language in ("id", "en")
    ]
    for indonesian, english in zip(*(each.links for each in told), strict=True):
        assert indonesian.note
        assert indonesian.note != english.note
    assert told[0].notice != told[1].notice != ""
    assert told[0].license == "CC-BY-4.0"


def test_crosswalks_are_no_questionnaire():
    assert "crosswalks" not in bundled_ids()
    with pytest.raises(ContentError):
        load_questionnaire("crosswalks")


OFFICIAL = {
    "I1.1": "persiapan",
    "I1.2": "persiapan",
    "I1.3": "persiapan",
    "I1.4": "persiapan",
    "I2.1": "pematangan",
    "I2.2": "pematangan",
    "I3.1": "pemantapan",
    "I3.2": "pemantapan",
    "I4.1": "pemanfaatan",
}


@pytest.mark.parametrize(("item", "stage"), OFFICIAL.items())
def test_every_official_item_is_asked_in_its_stage_and_gated(item, stage):
    asked = [q for q in FLAGSHIP.questions if item in q.sources]
    assert asked
    assert {q.stage for q in asked} == {stage}
    assert any(q.mandatory is not None for q in asked)


@pytest.mark.parametrize("item", ["K1.5", "K1.6"])
def test_the_items_of_the_guide_are_asked(item):
    assert any(item in q.sources for q in FLAGSHIP.questions)


def test_every_factor_is_asked_in_every_stage():
    asked = {(q.stage, factor) for q in FLAGSHIP.questions for factor in q.factors}
    assert asked == {(s.id, f.id) for s in FLAGSHIP.stages for f in FLAGSHIP.factors}
    assert len(FLAGSHIP.factors) == 12
    assert sum(factor.core for factor in FLAGSHIP.factors) == 6


def test_every_blueprint_item_is_fed():
    assert len(FLAGSHIP.blueprint) == 17
    fed = {item for q in FLAGSHIP.questions for item in q.blueprint}
    assert fed == {item.id for item in FLAGSHIP.blueprint}


def test_size_and_rule():
    assert len(FLAGSHIP.questions) == 58
    assert [s.id for s in FLAGSHIP.stages] == [
        "persiapan",
        "pematangan",
        "pemantapan",
        "pemanfaatan",
    ]
    assert {(str(s.attain.comparator), s.attain.share) for s in FLAGSHIP.stages} == {
        (">=", FLAGSHIP.stages[0].foundation.share)
    }
    assert sum(q.mandatory is not None for q in FLAGSHIP.questions) == 17
    assert {q.mandatory for q in FLAGSHIP.questions} == {None, 2}


@pytest.mark.parametrize("question", FLAGSHIP.questions, ids=lambda q: q.id)
def test_every_question_is_complete_in_both_languages(question):
    translated = ENGLISH.question(question.id)
    for version in (question, translated):
        assert len(version.title) <= 60
        assert len(version.ask) <= 240
        assert version.ask.endswith("?")
        assert version.why
        assert version.owner
        assert sorted(version.rubric) == [0, 1, 2, 3, 4]
        assert sorted(version.recommend) == [0, 1, 2, 3]
        assert len(set(version.rubric.values())) == 5
        assert len(version.evidence) >= 3
    levels = [item.from_level for item in question.evidence]
    assert levels == sorted(levels)
    assert {2, 3, 4} <= set(levels)
    assert sorted(question.effort) == [1, 2, 3, 4]
    assert question.ask != translated.ask
    assert not (question.mandatory is not None and question.allows_not_applicable)


@pytest.mark.parametrize("question", FLAGSHIP.questions, ids=lambda q: q.id)
def test_translations_keep_the_numbers(question):
    """A number lost in translation changes a level."""
    translated = ENGLISH.question(question.id)
    for level, text in question.rubric.items():
        assert numbers(text) == numbers(translated.rubric[level]), f"{question.id} level {level}"


def numbers(text):
    import re

    found = re.findall(r"\d+(?:[.,]\d+)?", text.replace("–", " "))
    return sorted(number.replace(",", ".") for number in found)


def test_indonesian_spelling():
    text = (ROOT / "questionnaires/inpres-3-2003/questionnaire.yaml").read_text(encoding="utf-8")
    for wrong in ("analisa ", "aktifitas", "walikota", "resiko", "standarisasi", "antar lembaga"):
        assert wrong not in text.lower()
