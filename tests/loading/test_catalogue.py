"""From a name to a file, whatever folder the command is run in."""

from pathlib import Path

import pytest
from loading.samples import SMALL, brief
from loading.test_translation_file import STAGED

from egovmaturity.cli.check_questionnaire import check_catalogue
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading.catalogue import (
    bundled_ids,
    find_questionnaire,
    load_from_catalogue,
)
from egovmaturity.loading.log import Log, Place


def put(folder: Path, text: str = SMALL) -> Path:
    folder.mkdir(parents=True)
    path = folder / "questionnaire.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def find(reference: str, beside: Path | None = None) -> Path | None:
    return find_questionnaire(reference, beside, Log("answers.yaml"), Place(3, 16))


@pytest.mark.parametrize("folder", ["small", "questionnaires/small", "kuesioner/small"])
@pytest.mark.parametrize("reference", ["small", "small@2026.1"])
def test_an_id_is_found_beside_the_answers(folder, reference, tmp_path):
    assert find(reference, tmp_path) is None
    assert find(reference, tmp_path / "elsewhere") is None
    path = put(tmp_path / folder)
    assert find(reference, tmp_path) == path


def test_what_lies_beside_the_answers_comes_before_what_is_bundled(tmp_path):
    (first, *_) = bundled_ids()
    assert find(first, tmp_path) == find(first)
    path = put(tmp_path / first)
    assert find(first, tmp_path) == path


def test_the_folder_the_command_runs_in_comes_last(tmp_path, monkeypatch):
    (first, *_) = bundled_ids()
    put(tmp_path / first)
    here = put(tmp_path / "small")
    monkeypatch.chdir(tmp_path)
    assert find(first, tmp_path / "elsewhere") == find(first)
    assert find("small", tmp_path / "elsewhere").resolve() == here


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("a/b.yaml", "a/b.yaml"),
        ("b.yml", "b.yml"),
        ("./a", "a/questionnaire.yaml"),
        ("a/b", "a/b/questionnaire.yaml"),
    ],
)
def test_a_path_is_taken_as_one(reference, path):
    assert find(reference) == Path(path)


@pytest.mark.parametrize("reference", ["unknown", "x" * 5000, "a\0b", "..", "\udcff"])
def test_an_unknown_id_is_noted_where_it_stands(reference, tmp_path):
    log = Log("answers.yaml")
    path = find_questionnaire(reference, tmp_path / "elsewhere", log, Place(3, 16))
    if reference == "..":
        assert path == Path("../questionnaire.yaml")
        return
    assert path is None
    (diagnostic,) = log.diagnostics
    assert brief(diagnostic) == "3:16 E101"
    assert "inpres-3-2003" in str(diagnostic.hint)


def test_languages_come_from_the_files_beside(tmp_path):
    path = put(tmp_path / "small")
    (path.parent / "lang").mkdir()
    translation = path.parent / "lang" / "id.yaml"
    translation.write_text(STAGED, encoding="utf-8")
    base = load_from_catalogue(path, None)
    assert (base.questionnaire.language, base.questionnaire.languages) == ("en", ("en", "id"))
    found = load_from_catalogue(path, "id")
    assert (found.questionnaire.title, found.is_translated) == ("Kuesioner kecil", True)
    other = load_from_catalogue(path, "fr")
    assert (other.questionnaire.title, other.is_translated) == ("A small questionnaire", False)


def test_checking_goes_through_every_translation(tmp_path):
    path = put(tmp_path / "small")
    (path.parent / "lang").mkdir()
    broken = {
        "de": "title: [",
        "fr": STAGED.replace("language: id", "language: fr").replace("  C:", "  D:"),
        "id": STAGED,
    }
    for language, text in broken.items():
        (path.parent / "lang" / f"{language}.yaml").write_text(text, encoding="utf-8")
    found = check_catalogue(path)
    assert [(Path(each.location.file).stem, each.code) for each in found] == [
        ("questionnaire", "Q124"),
        ("questionnaire", "Q206"),
        ("de", "E003"),
        ("fr", "Q301"),
        ("fr", "Q302"),
    ]


def test_a_broken_base_is_reported(tmp_path):
    path = put(tmp_path / "small", "format: egovmaturity-questionnaire\n")
    with pytest.raises(ContentError):
        check_catalogue(path)


def test_every_bundled_questionnaire_is_clean():
    for questionnaire_id in bundled_ids():
        assert check_catalogue(find(questionnaire_id)) == ()
