"""A crosswalk file to its links, and from two questionnaires to their crosswalk."""

import pytest
from loading.samples import SMALL, brief, problems, questionnaire, source
from loading.test_questionnaire_file import BANDED

from egovmaturity.cli.check import check_file
from egovmaturity.domain.diagnostics import ContentError, RefusedError
from egovmaturity.loading.catalogue import load_from_catalogue
from egovmaturity.loading.crosswalk_catalogue import load_between, load_crosswalk
from egovmaturity.loading.crosswalk_file import complete_crosswalk, open_crosswalk

OTHER = BANDED.replace("id: small", "id: other")
TEXT = """\
format: egovmaturity-crosswalk
version: 1
edition: "1"
between: [small@2026.1, other@2026.1]
language: en
title: {en: A crosswalk, id: Padanan}
notice: {en: Contents only, id: Hanya isi}
license: CC0-1.0
authors: [{name: Nobody, affiliation: Nowhere}]
sources:
  - {id: law, text: {en: The law, id: Undang-undang}, url: https://example.org/}
  - {id: book, text: A book}
links:
  - {from: question/A, to: [question/A, section/d1.a], basis: official, strength: same,
     sources: [law, book], note: {en: Both ask for a plan, id: Sama-sama rencana}}
  - {from: stage/first, to: section/d2, basis: ours, strength: weak}
  - {from: level/default/2, to: level/default/1, basis: ours, strength: partial}
"""


def loaded(text=TEXT, language=None):
    draft = open_crosswalk(source(text, "crosswalk.yaml"))
    return complete_crosswalk(draft, questionnaire(SMALL), questionnaire(OTHER), language)


def notes(text):
    return problems(lambda: loaded(text).warnings)


def test_every_pair_of_elements_becomes_a_link():
    found = loaded().crosswalk
    assert [(each.start.reference, each.end.reference) for each in found.links] == [
        ("question/A", "question/A"),
        ("question/A", "section/d1.a"),
        ("stage/first", "section/d2"),
        ("level/default/2", "level/default/1"),
    ]
    first = found.links[0]
    assert (first.basis, first.strength, first.sources) == ("official", "same", ("law", "book"))
    assert (found.first.id, found.second.id) == ("small", "other")
    assert (found.file, found.edition, found.license) == ("crosswalk.yaml", "1", "CC0-1.0")
    assert found.authors[0].affiliation == "Nowhere"


@pytest.mark.parametrize(
    ("language", "title", "note", "sources"),
    [
        pytest.param("en", "A crosswalk", "Both ask for a plan", ["The law", "A book"], id="asked"),
        pytest.param("id", "Padanan", "Sama-sama rencana", ["Undang-undang", "A book"], id="other"),
        pytest.param("fr", "A crosswalk", "Both ask for a plan", ["The law", "A book"], id="none"),
        pytest.param(None, "A crosswalk", "Both ask for a plan", ["The law", "A book"], id="base"),
    ],
)
def test_texts_are_in_the_language_asked_for_or_in_that_of_the_file(language, title, note, sources):
    found = loaded(language=language).crosswalk
    assert (found.title, found.notice != "") == (title, True)
    assert found.links[0].note == note
    assert found.links[2].note == ""
    assert [each.text for each in found.sources] == sources


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", "", [], id="complete in two languages"),
        pytest.param("{en: A crosswalk, id: Padanan}", "A crosswalk", ["6:8 Q145"], id="one title"),
        pytest.param(", id: Sama-sama rencana", "", ["15:34 Q145"], id="one note"),
        pytest.param("en: The law, ", "", ["11:21 Q145"], id="not in the language of the file"),
        pytest.param("{en: Contents only, id: Hanya isi}", "", [], id="left out altogether"),
        pytest.param("{en: Contents only, id: Hanya isi}", "{}", [], id="an empty one"),
        pytest.param("language: en", "language: fr", 4 * ["Q145"], id="a language of no text"),
        pytest.param("{en: A crosswalk, id: Padanan}", "{english: A}", ["E014"], id="no language"),
        pytest.param("{en: A crosswalk, id: Padanan}", "[A]", ["E013"], id="a list"),
    ],
)
def test_what_is_said_in_one_language_is_said_in_all(before, after, expected):
    found = notes(TEXT.replace(before, after, 1))
    assert [note.split()[1] for note in found] == [wanted.split()[-1] for wanted in expected]
    assert {wanted for wanted in expected if " " in wanted} <= set(found)


def test_a_crosswalk_in_one_language_needs_no_other():
    text = TEXT.replace("{en: A crosswalk, id: Padanan}", "A crosswalk")
    text = text.replace("{en: Contents only, id: Hanya isi}", "Contents only")
    text = text.replace("{en: Both ask for a plan, id: Sama-sama rencana}", "Both")
    text = text.replace("{en: The law, id: Undang-undang}", "The law")
    assert notes(text) == []


# From names to files


@pytest.fixture
def content(tmp_path):
    """Two questionnaires and their crosswalk in a folder of one's own."""
    for name, text in (("small", SMALL), ("other", OTHER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questionnaire.yaml").write_text(text, encoding="utf-8")
    put(tmp_path, "small--other.yaml")
    return tmp_path


def put(folder, name, text=TEXT):
    path = folder / "crosswalks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(folder, name):
    return load_from_catalogue(folder / name / "questionnaire.yaml", None)


def elements(crosswalk):
    return [(each.start.reference, each.end.reference) for each in crosswalk.links]


def test_the_direction_asked_for_is_the_direction_given(content):
    small, other = found(content, "small"), found(content, "other")
    there = load_between(small.questionnaire, other, [content], None).crosswalk
    back = load_between(other.questionnaire, small, [content], None).crosswalk
    assert (there.first.id, back.first.id) == ("small", "other")
    assert back == there.turned()


@pytest.mark.parametrize("folder", ["", "questionnaires", "kuesioner"])
def test_it_is_found_where_questionnaires_are(content, tmp_path_factory, folder):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    path = put(
        elsewhere / folder,
        "other--small.yaml",
        TEXT.replace("[small@2026.1, other@2026.1]", "[other@2026.1, small@2026.1]")
        .replace("question/A, to: [question/A, section/d1.a]", "section/d1, to: [question/A]")
        .replace("stage/first, to: section/d2", "section/d2, to: stage/first"),
    )
    small = found(content, "small").questionnaire
    other = found(content, "other")
    assert load_between(small, other, [elsewhere], None).path == path
    assert load_between(small, other, [], None).path == content / "crosswalks/small--other.yaml"


def test_what_is_not_there_names_what_is(content):
    (content / "crosswalks" / "small--other.yaml").rename(content / "crosswalks" / "a--b.yaml")
    small, other = found(content, "small"), found(content, "other")
    with pytest.raises(RefusedError) as refused:
        load_between(small.questionnaire, other, [content], None)
    assert {"a--b", "inpres-3-2003--gtmi"} <= set(refused.value.hint.values["words"].split(", "))
    with pytest.raises(RefusedError, match="one questionnaire"):
        load_between(small.questionnaire, small, [content], None)


@pytest.mark.parametrize(
    "reference", ["other", "other@2026.1", "./other", "crosswalks/small--other.yaml"]
)
def test_assessing_finds_it_by_the_other_questionnaire_or_by_its_file(
    content, monkeypatch, reference
):
    monkeypatch.chdir(content)
    small = found(content, "small").questionnaire
    walk = load_crosswalk(reference, small, [content], None).crosswalk
    assert (walk.first.id, walk.second.id) == ("small", "other")


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        pytest.param("unknown", "E101", id="no such questionnaire"),
        pytest.param("tiada.yaml", "E001", id="no such file"),
        pytest.param("other/questionnaire.yaml", "E008", id="a file of another kind"),
        pytest.param("foreign.yaml", "Q141", id="a crosswalk of others"),
        pytest.param("lonely.yaml", "E101", id="a crosswalk to nowhere"),
    ],
)
def test_what_cannot_be_used_is_refused(content, monkeypatch, reference, code):
    monkeypatch.chdir(content)
    (content / "foreign.yaml").write_text(TEXT.replace("small@", "stranger@"))
    (content / "lonely.yaml").write_text(TEXT.replace("other@", "stranger@"))
    small = found(content, "small").questionnaire
    with pytest.raises(ContentError) as refused:
        load_crosswalk(reference, small, [content], None)
    assert {problem.code for problem in refused.value.diagnostics} == {code}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("small--other.yaml", TEXT, [], id="in its folder"),
        pytest.param("mine.yaml", TEXT, [], id="by any other name"),
        pytest.param("small--mine.yaml", TEXT, ["4:10 Q140"], id="by the name of another"),
        pytest.param(
            "mine.yaml", TEXT.replace("d2", "d3"), ["16:29 Q142"], id="with a broken link"
        ),
        pytest.param(
            "mine.yaml", TEXT.replace("other@2026.1", "other@1"), ["4:25 Q141"], id="of an edition"
        ),
        pytest.param(
            "mine.yaml", TEXT.replace("other@", "othr@"), ["4:25 E101"], id="of something unknown"
        ),
    ],
)
def test_check_looks_at_both_questionnaires(content, name, text, expected):
    path = put(content, name, text)
    assert [brief(each) for each in check_file(str(path))] == expected


def test_check_finds_the_questionnaires_beside_a_file_and_from_inside_the_folder(
    content, monkeypatch
):
    (content / "mine.yaml").write_text(TEXT)
    assert check_file(str(content / "mine.yaml")) == ()
    monkeypatch.chdir(content / "crosswalks")
    assert check_file("small--other.yaml") == ()
