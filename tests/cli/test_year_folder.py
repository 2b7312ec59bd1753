"""init FOLDER: what a year begins with, and that its guide leads through the year."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from egovmaturity.cli import app
from egovmaturity.loading.config_file import load_config

ROOT = Path(__file__).parent.parent.parent
BEFORE = ROOT / "examples" / "sukamaju" / "jawaban-2025.yaml"
NAMES = {
    "id": [
        "BACA-SAYA.txt",
        "BUAT-LAPORAN.bat",
        "egovmaturity.toml",
        "jawaban-2026.yaml",
        "kembali",
    ],
    "en": ["MAKE-REPORT.bat", "READ-ME.txt", "answers-2026.yaml", "egovmaturity.toml", "returned"],
}


@pytest.fixture
def begin(tmp_path, monkeypatch, capsys):
    """Begin a year in a folder; the others of its arguments are options."""
    monkeypatch.chdir(tmp_path)

    def call(folder="2026", *options, language="id"):
        usual = ["--year", "2026", "--report-lang", language, "--lang", "en"]
        if "--from" not in options:
            usual += ["--institution", "Kota Makmur"]
        status = app.run(["init", *([folder] if folder else []), *usual, *options])
        return status, capsys.readouterr().err

    return call


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Lay a questionnaire where its id does not lead to it from a folder of a year."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "kuesioner & saya 100%"
    assert app.run(["questionnaire", "new", str(folder / "desa"), "--id", "desa", "-q"]) == 0
    return "kuesioner & saya 100%/desa"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_folder_has_all_that_a_year_needs(begin, tmp_path, language):
    status, said = begin(language=language)
    assert status == 0
    assert sorted(path.name for path in (tmp_path / "2026").iterdir()) == NAMES[language]
    assert (tmp_path / "2026" / NAMES[language][-1]).is_dir()
    guide = next(name for name in NAMES[language] if name.endswith(".txt"))
    assert f"All steps of the year: 2026/{guide}" in said
    assert said.count("Written: ") == 4


def test_without_a_folder_there_is_only_the_answers_file(begin, tmp_path):
    status, said = begin("")
    assert status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban-2026.yaml"]
    assert "Written: jawaban-2026.yaml" in said
    assert begin("")[0] == 2


def test_files_that_exist_are_kept_and_said(begin, tmp_path):
    begin()
    for name in NAMES["id"][:4]:
        (tmp_path / "2026" / name).write_text("mine")
    (tmp_path / "2026" / "BACA-SAYA.txt").unlink()
    status, said = begin()
    assert status == 0
    assert (tmp_path / "2026" / "jawaban-2026.yaml").read_text() == "mine"
    assert said.count("Kept, exists already: ") == 3
    assert "Written: 2026/BACA-SAYA.txt" in said
    assert begin("2026", "--force")[0] == 0
    for name in ["BUAT-LAPORAN.bat", "egovmaturity.toml", "jawaban-2026.yaml"]:
        assert (tmp_path / "2026" / f"{name}.bak").read_text() == "mine"
        assert (tmp_path / "2026" / name).read_text(encoding="utf-8") != "mine"


def test_the_same_options_give_the_same_bytes(begin, tmp_path):
    begin("a")
    begin("b")
    for name in NAMES["id"][:4]:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


# Settings


def uncommented(text):
    return re.sub(r"(?m)^# (?=[a-z_]+ = )", "", text)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("change", [str, uncommented], ids=["as written", "all of them"])
def test_the_settings_load(begin, tmp_path, language, change):
    begin(language=language)
    path = tmp_path / "2026" / "egovmaturity.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    config = load_config(path)
    assert config.language == language
    assert bool(config.outputs) == (change is uncommented)
    assert bool(config.baseline) == (change is uncommented)


def test_the_report_compares_with_last_year_where_it_can(begin, tmp_path):
    last = tmp_path / "2025" / "jawaban-2025.yaml"
    last.parent.mkdir()
    last.write_bytes(BEFORE.read_bytes())
    begin("2026", "--from", "2025/jawaban-2025.yaml")
    settings = tomllib.loads((tmp_path / "2026" / "egovmaturity.toml").read_text(encoding="utf-8"))
    assert settings["assess"]["baseline"] == "../2025/jawaban-2025.yaml"
    guide = (tmp_path / "2026" / "BACA-SAYA.txt").read_text(encoding="utf-8")
    assert guide.count("--baseline ../2025/jawaban-2025.yaml") == 2
    assert app.run(["assess", "2026/jawaban-2026.yaml", "-q"]) == 0


def test_a_report_does_not_compare_institutions(begin, tmp_path):
    begin("2026", "--from", str(BEFORE), "--institution", "Kota Lain")
    assert load_config(tmp_path / "2026" / "egovmaturity.toml").baseline is None
    assert app.run(["assess", "2026/jawaban-2026.yaml", "-q"]) == 0


def test_a_questionnaire_elsewhere_is_found_from_the_folder(begin, tmp_path, own):
    assert begin("2026", "-Q", own)[0] == 0
    found = load_config(tmp_path / "2026" / "egovmaturity.toml").questionnaire
    assert found == f"../{own}/questionnaire.yaml"
    guide = (tmp_path / "2026" / "BACA-SAYA.txt").read_text(encoding="utf-8")
    assert guide.count(f'-Q "../{own}/questionnaire.yaml"') == 7
    assert app.run(["assess", "2026/jawaban-2026.yaml", "-q"]) == 0


@pytest.mark.parametrize(
    ("where", "path"),
    [
        pytest.param("desa", "../desa/questionnaire.yaml", id="beside the folder"),
        pytest.param("2026/desa", None, id="in the folder"),
        pytest.param("2026/kuesioner/desa", None, id="in its folder of questionnaires"),
    ],
)
def test_a_questionnaire_is_named_where_its_id_does_not_lead_to_it(begin, tmp_path, where, path):
    assert app.run(["questionnaire", "new", where, "--id", "desa", "-q"]) == 0
    begin("2026", "-Q", "desa" if where == "desa" else f"./{where}")
    assert load_config(tmp_path / "2026" / "egovmaturity.toml").questionnaire == path


# The guide


def commands(guide):
    return [line.strip() for line in guide.splitlines() if line.startswith("  py ")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_is_a_page_for_notepad(begin, tmp_path, language):
    begin("2026", "--institution", "Kota\r\n Makmur\u202e", language=language)
    name = next(name for name in NAMES[language] if name.endswith(".txt"))
    data = (tmp_path / "2026" / name).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    text = data.decode()
    assert str(tmp_path) not in text
    assert len(text.splitlines()) < 75
    prose = [line for line in text.splitlines() if not line.startswith("  py ")]
    assert max(map(len, prose)) <= 80
    assert "Kota Makmur\\u202e" in text
    assert len(commands(text)) == 9
    assert "{" not in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_commands_are_complete(begin, tmp_path, language):
    begin(language=language)
    name = next(name for name in NAMES[language] if name.endswith(".txt"))
    text = (tmp_path / "2026" / name).read_text(encoding="utf-8")
    verbs = [shlex.split(command)[3] for command in commands(text)]
    assert verbs == [
        *("--version", "sheet", "form", "merge", "merge", "sheet", "check", "assess", "init"),
    ]
    for folder in ("lembar", "kembali") if language == "id" else ("sheets", "returned"):
        assert folder in text


def test_the_guide_leads_through_the_year(begin, tmp_path, own):
    """Every command of it works in the folder, one after the other, from questions to report."""
    begin("Tahun 2026 & lain", "-Q", own)
    folder = tmp_path / "Tahun 2026 & lain"
    answers = folder / "jawaban-2026.yaml"
    text = answers.read_text(encoding="utf-8")
    first = re.search(r"(?m)^  ([\w-]+):$", text)[1]
    owned = re.sub(f"(?m)^  {first}:$", f"  {first}:\n    owner: Setda", text)
    answers.write_text(owned, encoding="utf-8")
    guide = commands((folder / "BACA-SAYA.txt").read_text(encoding="utf-8"))
    batch = (folder / "BUAT-LAPORAN.bat").read_text(encoding="ascii")
    click = next(line for line in batch.splitlines() if line.startswith("%PYTHON%"))
    python = f"{shlex.quote(sys.executable)} -m"
    script = [each.replace("py -m", python) for each in [*guide, click.replace("%PYTHON%", "py")]]
    script = [
        f"{each} --yes" if "--into" in each and "--dry" not in each else each for each in script
    ]
    (folder / "kembali" / "setda-2026.yaml").write_text(
        text[: text.index("answers:\n")]
        + f"part: {{owner: Setda, asked: [{first}]}}\nanswers:\n  {first}: 1\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["sh", "-c", "\n".join(f"{each}\necho status $?" for each in script)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    statuses = re.findall(r"(?m)^status (\d+)$", done.stdout.decode())
    assert [int(each) for each in statuses] == [0] * len(script), done.stderr.decode()
    assert (folder / "lembar" / "setda-2026.xlsx").is_file()
    assert (folder / "lembar" / "setda-2026.html").is_file()
    assert (folder / "lembar" / "pesan-whatsapp.txt").is_file()
    assert "level: 1" in answers.read_text(encoding="utf-8")
    assert (folder / "laporan-2026.html").is_file()
    assert (tmp_path / "2027" / "jawaban-2027.yaml").is_file()


# The file to click


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_batch_file_holds_nothing_that_could_act(begin, tmp_path, language, own):
    begin("2026 & 100%", "-Q", own, "--institution", "K & %PATH% | ^", language=language)
    name = next(name for name in NAMES[language] if name.endswith(".bat"))
    data = (tmp_path / "2026 & 100%" / name).read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    text = data.decode()
    assert re.sub(r"%~dp0|%PYTHON%", "", text).count("%") == 0
    assert not set("&|^<>!") & set(text)
    lines = text.splitlines()
    assert lines[0] == "@echo off"
    assert lines[2] == 'pushd "%~dp0"'
    assert lines[-1] == "pause"
    report = "laporan" if language == "id" else "report"
    stem = "jawaban" if language == "id" else "answers"
    expected = f'%PYTHON% -m egovmaturity assess "{stem}-2026.yaml" -o "{report}-2026.html"'
    assert expected in lines


@pytest.mark.parametrize(
    ("own_language", "options", "name"),
    [
        pytest.param("en", [], "answers-2026.yaml", id="the only one of the questionnaire"),
        pytest.param("id", [], "jawaban-2026.yaml", id="Indonesian where there is some"),
        pytest.param("en", ["--report-lang", "id"], "jawaban-2026.yaml", id="what is asked for"),
    ],
)
def test_a_year_begins_in_the_language(tmp_path, monkeypatch, own_language, options, name):
    monkeypatch.chdir(tmp_path)
    made = ["questionnaire", "new", "desa", "--id", "desa", "--report-lang", own_language, "-q"]
    assert app.run(made) == 0
    begin = ["init", "2026", "--institution", "X", "--year", "2026", "-Q", "desa", "-q"]
    assert app.run([*begin, *options]) == 0
    assert (tmp_path / "2026" / name).is_file()


@pytest.mark.parametrize("earlier", ["a.yaml", "a.json"])
def test_a_year_goes_on_in_the_language_of_the_last(tmp_path, monkeypatch, earlier):
    monkeypatch.chdir(tmp_path)
    first = ["--institution", "X", "--year", "2025", "--report-lang", "en", "-q"]
    assert app.run(["init", *first]) == 0
    Path("answers-2025.yaml").rename("a.yaml")
    assert app.run(["assess", "a.yaml", "-o", "a.json", "-q"]) == 0
    assert app.run(["init", "--from", earlier, "--year", "2026", "-q"]) == 0
    assert "language: en" in Path("answers-2026.yaml").read_text()
