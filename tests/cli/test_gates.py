"""Gates on the command line and in egovmaturity.toml: each passes, fails, and fails closed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from egovmaturity.cli import app
from egovmaturity.cli.settings import find_config
from egovmaturity.cli.verify import VerifyRequest, verify
from egovmaturity.verifying.verification import Outcome

ROOT = Path(__file__).parents[2]
SUKAMAJU = ROOT / "examples" / "sukamaju"

ASKED = """\
format: egovmaturity-questionnaire
version: 1
id: small
edition: "1"
language: en
title: Small
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: none}, {level: 1, label: some}, {level: 2, label: full}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
factors: [{id: lead, title: Leading}]
stages: [{id: first, title: First}, {id: last, title: Last}]
questions:
  - {id: A1, stage: first, factor: lead, ask: A1}
  - id: A2
    stage: first
    ask: A2
    evidence: [{id: deed, text: A deed, from_level: 2}]
  - {id: B1, stage: last, ask: B1, not_applicable: with-reason}
"""

HEAD = """\
format: egovmaturity-answers
version: 1
language: en
questionnaire: small@1
institution: Dinas Rahasia
assessment: {{year: {year}, as_of: {year}-01-31}}
"""

FULL = "answers: {A1: 1, A2: 1, B1: 1}\n"
LATE = "actions: [{id: X, title: Rahasia kerja, raises: {A1: 2}, end: 2025-Q4, status: planned}]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Answers of two years beside their questionnaire; nothing above is looked at."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "questionnaire.yaml").write_text(ASKED)
    (tmp_path / "before.yaml").write_text(HEAD.format(year=2025) + FULL)
    (tmp_path / "now.yaml").write_text(HEAD.format(year=2026) + FULL)
    monkeypatch.chdir(tmp_path)
    for name in ("EGOVMATURITY_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


def answer(folder, levels, more=""):
    (folder / "now.yaml").write_text(HEAD.format(year=2026) + f"answers: {levels}\n" + more)


BEFORE = ("--baseline", "before.yaml")
DAY = ("--as-of", "2026-06-30")
TABLE = [
    pytest.param("{A1: 1, A2: 1}", ["--fail-score", "stage:first>=50 %"], 0, id="stage at it"),
    pytest.param("{A1: 1, A2: 1}", ["--fail-score", "stage:first > 50 %"], 1, id="not above it"),
    pytest.param("{A1: 1}", ["--fail-score", "factor:lead>=0.5"], 0, id="factor at it"),
    pytest.param("{A1: 1}", ["--fail-score", "factor:lead>=1/1"], 1, id="factor below"),
    pytest.param("{A1: 1}", ["--fail-score", "question:A1>=1"], 0, id="question at it"),
    pytest.param("{A1: 1}", ["--fail-score", "question:A2>=1"], 1, id="question open"),
    pytest.param("{}", ["--fail-score", "question:A1>=3"], 2, id="no such level"),
    pytest.param("{}", ["--fail-score", "question:A9>=1"], 2, id="no such question"),
    pytest.param("{}", ["--fail-score", "section:A>=1"], 2, id="no such section"),
    pytest.param("{}", ["--fail-score", "person:A1>=1"], 2, id="no such kind"),
    pytest.param("{}", ["--fail-score", "factor:lead 50 %"], 2, id="no comparator"),
    pytest.param("{}", ["--fail-score", "factor:lead>=50"], 2, id="50 is no share"),
    pytest.param(
        "{}", ["--fail-score", "question:A1>=1", "--fail-score", "question:A1>=2"], 2, id="twice"
    ),
    pytest.param("{A1: 1, A2: 1, B1: 0}", ["--fail-on", "incomplete"], 0, id="complete"),
    pytest.param("{A1: 1, A2: 1}", ["--fail-on", "incomplete"], 1, id="incomplete"),
    pytest.param("{A1: 2, A2: 1}", ["--fail-on", "evidence"], 0, id="no evidence needed"),
    pytest.param("{A1: 2, A2: 2}", ["--fail-on", "evidence"], 1, id="no evidence listed"),
    pytest.param("{A1: 1}", ["--fail-on", "unverified"], 1, id="not verified"),
    pytest.param(
        "{A1: {level: 1, verification: {level: 1, by: X}}}",
        ["--fail-on", "unverified"],
        0,
        id="verified",
    ),
    pytest.param("{A1: 1}", ["--fail-on", "overdue", *DAY], 1, id="overdue"),
    pytest.param("{A1: 1}", ["--fail-on", "overdue", "--as-of", "2025-12-31"], 0, id="in time"),
    pytest.param("{A1: 1}", ["--fail-on", "overdue"], 2, id="overdue on no day"),
    pytest.param("{A1: 1}", ["--max-age", "150d", *DAY], 0, id="just young enough"),
    pytest.param("{A1: 1}", ["--max-age", "149d", *DAY], 1, id="a day too old"),
    pytest.param("{A1: 1}", ["--max-age", "9d", "--as-of", "2026-01-01"], 1, id="from the future"),
    pytest.param("{A1: 1}", ["--max-age", "150d"], 2, id="age on no day"),
    pytest.param("{A1: 1}", ["--max-age", "old", *DAY], 2, id="no age"),
    pytest.param("{A1: 1, A2: 2, B1: 1}", ["--fail-on", "regression", *BEFORE], 0, id="better"),
    pytest.param("{A1: 0, A2: 2, B1: 1}", ["--fail-on", "regression", *BEFORE], 1, id="one fell"),
    pytest.param(
        "{A1: 0, A2: 2, B1: 1}",
        ["--fail-on", "regression", *BEFORE, "--max-fall", "1"],
        0,
        id="one fell a level, which is tolerated",
    ),
    pytest.param(
        "{A1: 0, A2: 1, B1: 2}",
        ["--fail-on", "regression", *BEFORE, "--max-fall", "1", "--tolerance", "25"],
        1,
        id="a stage that is lost is never tolerated",
    ),
    pytest.param("{A1: 1}", ["--fail-on", "regression"], 2, id="no baseline"),
    pytest.param(
        "{A1: 1}", ["--fail-on", "regression", "--baseline", "no.yaml"], 2, id="baseline missing"
    ),
    pytest.param(
        "{A1: 1}", ["--fail-on", "regression", "--baseline", "broken.yaml"], 2, id="broken"
    ),
    pytest.param(
        "{A1: 1}", ["--fail-on", "regression", "--baseline", "now.yaml"], 2, id="not earlier"
    ),
    pytest.param(
        "{A1: 1}",
        ["--fail-on", "regression", "--baseline", str(SUKAMAJU / "jawaban-2025.yaml")],
        2,
        id="of another questionnaire",
    ),
    pytest.param("{A1: 1}", ["--fail-on", "regresion", *BEFORE], 2, id="misspelt"),
    pytest.param("{A1: 1}", ["--fail-on", "", *BEFORE], 2, id="nothing to fail on"),
    pytest.param("{A1: 1}", ["--tolerance", "1", *BEFORE], 2, id="tolerance of nothing"),
    pytest.param("{A1: 1}", ["--max-fall", "1", *BEFORE], 2, id="max-fall of nothing"),
    pytest.param(
        "{A1: 1}", ["--fail-on", "regression", *BEFORE, "--tolerance", "-1"], 2, id="negative"
    ),
    pytest.param("{}", ["--fail-on", "incomplete", "--exit-zero"], 0, id="report only"),
    pytest.param("{}", ["--fail-on", "regression", "--exit-zero"], 2, id="2 stays 2"),
]


@pytest.mark.parametrize(("levels", "options", "status"), TABLE)
def test_exit_status(folder, capfd, levels, options, status):
    answer(folder, levels, LATE)
    (folder / "broken.yaml").write_text("a: [")
    found = app.run(["assess", "now.yaml", "--lang", "en", "-o", "r.json", *options])
    err = capfd.readouterr().err
    assert found == status, err
    assert ("Gate failed" in err) is (status == 1 or ("--exit-zero" in options and status == 0))
    assert (folder / "r.json").exists() is (status != 2)
    if status != 2:
        gates = json.loads((folder / "r.json").read_text())["gates"]
        assert len(gates) == 1
        assert gates[0]["passed"] is ("Gate failed" not in err)


SETTINGS = """\
[assess]
baseline = "before.yaml"
[gates]
fail_on = ["regression"]
[[gates.allow]]
question = "A1"
reason = "Pindah ke Dinas Rahasia"
until = 2026-03-31
"""


def settings(folder, text=SETTINGS):
    (folder / "egovmaturity.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "options", "status", "said"),
    [
        pytest.param(SETTINGS, [], 0, "A1 may fall until 2026-03-31: Pindah", id="allowed"),
        pytest.param(SETTINGS, DAY, 1, "that A1 may fall ended on 2026-03-31", id="expired"),
        pytest.param(
            SETTINGS.replace("Pindah ke Dinas Rahasia", " "), [], 1, "has no reason", id="no reason"
        ),
        pytest.param(SETTINGS.replace('"A1"', '"B1"'), [], 1, "A1: 1 -> 0", id="another"),
        pytest.param(SETTINGS.replace('"A1"', '"A9"'), [], 2, 'no question "A9"', id="unknown"),
        pytest.param(SETTINGS + SETTINGS[SETTINGS.index("[[") :], [], 2, "twice", id="twice"),
    ],
)
def test_what_may_fall(folder, capfd, text, options, status, said):
    answer(folder, "{A1: 0, A2: 1, B1: 1}")
    settings(folder, text)
    assert app.run(["assess", "now.yaml", "-o", "r.json", *options]) == status
    assert said in capfd.readouterr().err


def test_a_gate_in_json_names_what_excused_it(folder):
    answer(folder, "{A1: 0, A2: 2, B1: 1}")
    settings(folder)
    assert app.run(["assess", "now.yaml", "-o", "r.json"]) == 0
    assert json.loads((folder / "r.json").read_text())["gates"] == [
        {
            "name": "regression",
            "passed": True,
            "found": "0",
            "required": "0",
            "comparator": "<=",
            "why": ["A1: 1 -> 0 (allowed)"],
            "allowed": [
                {
                    "question": "A1",
                    "reason": "Pindah ke Dinas Rahasia",
                    "until": "2026-03-31",
                    "use": "excused",
                }
            ],
        }
    ]


@pytest.mark.parametrize("options", [[], ["--anonymous"]], ids=["plain", "anonymous"])
def test_a_report_made_with_settings_is_confirmed_without_them(folder, options):
    answer(folder, "{A1: 0, A2: 2, B1: 1}", LATE)
    settings(folder, 'basis = "claimed"\n' + SETTINGS.replace("[gates]", "[gates]\nmax_age='9d'"))
    asked = ["--fail-on", "regression,overdue", "--as-of", "2026-02-01", "-o", "r.json"]
    assert app.run(["assess", "now.yaml", *asked, *options]) == 1
    (folder / "egovmaturity.toml").unlink()
    given = {"answers": "now.yaml", "baseline": "before.yaml"}
    found = verify(VerifyRequest("r.json", given, None, is_json=False))
    assert found.judgement.outcome is Outcome.CONFIRMED
    text = (folder / "r.json").read_text()
    assert ("Rahasia" in text) is (not options)


def test_an_anonymous_result_names_nobody_in_its_gates(folder):
    answer(folder, "{A1: 0, A2: 2, B1: 1}", LATE)
    settings(folder)
    asked = ["--anonymous", "--fail-on", "regression,overdue", *DAY, "-o", "r.json"]
    assert app.run(["assess", "now.yaml", *asked]) == 1
    text = (folder / "r.json").read_text()
    assert "Rahasia" not in text
    assert "A1 was to end in 2025-Q4" in text


# Settings


def test_options_stand_above_settings(folder, capfd):
    settings(folder, '[gates]\nfail_under = 100\n[assess]\noutput = ["a.md"]\n')
    assert app.run(["assess", "now.yaml"]) == 1
    assert (folder / "a.md").exists()
    (folder / "a.md").unlink()
    assert app.run(["assess", "now.yaml", "--fail-under", "0", "-o", "b.md"]) == 0
    assert app.run(["assess", "now.yaml", "--fail-under", "0", "--format", "csv"]) == 0
    assert not (folder / "a.md").exists()
    assert "Settings: egovmaturity.toml" in capfd.readouterr().err


def test_an_empty_option_is_a_mistake_and_not_a_wish_for_the_settings(folder):
    settings(folder, "[gates]\nfail_under = 0\n")
    assert app.run(["assess", "now.yaml", "--fail-under", ""]) == 2


def test_files_are_named_from_the_folder_of_the_settings(folder, monkeypatch):
    (folder / "2026").mkdir()
    shutil.move(folder / "now.yaml", folder / "2026" / "now.yaml")
    shutil.copytree(folder / "small", folder / "q")
    settings(
        folder,
        'questionnaire = "q/questionnaire.yaml"\n'
        '[assess]\nbaseline = "before.yaml"\noutput = ["r.json"]\n',
    )
    monkeypatch.chdir(folder / "2026")
    assert app.run(["assess", "now.yaml"]) == 0
    assert json.loads((folder / "r.json").read_text())["baseline"] is not None


def test_a_basis_is_an_option_before_a_setting(folder):
    settings(folder, 'basis = "verified"\n')
    for options, basis in {(): "verified", ("--basis", "claimed"): "claimed"}.items():
        assert app.run(["assess", "now.yaml", "-o", "r.json", *options]) == 0
        assert json.loads((folder / "r.json").read_text())["basis"] == basis


@pytest.mark.parametrize(
    ("arguments", "variable", "said"),
    [
        pytest.param([], "", "Pengaturan:", id="the file, before the locale"),
        pytest.param(["--lang", "en"], "", "Settings:", id="an option before it"),
        pytest.param([], "en", "Settings:", id="the variable before it"),
        pytest.param([], "fr", "Pengaturan:", id="a variable that means nothing"),
    ],
)
def test_the_language_of_messages(folder, capfd, monkeypatch, arguments, variable, said):
    settings(folder, 'lang = "id"\n')
    monkeypatch.setenv("EGOVMATURITY_LANG", variable)
    assert app.run(["assess", "now.yaml", *arguments]) == 0
    assert said in capfd.readouterr().err


def test_quiet_does_not_name_the_settings(folder, capfd):
    settings(folder, 'lang = "id"\n')
    assert app.run(["assess", "now.yaml", "--quiet"]) == 0
    assert capfd.readouterr().err == ""


def test_settings_given_are_read_whatever_lies_beside(folder, capfd):
    settings(folder, "broken")
    (folder / "other.toml").write_text("[gates]\nfail_under = 100\n")
    assert app.run(["assess", "now.yaml", "--config", "other.toml"]) == 1
    assert app.run(["assess", "now.yaml"]) == 2
    assert app.run(["assess", "now.yaml", "--config", "no.toml"]) == 2
    assert "E001" in capfd.readouterr().err


def test_settings_never_write_over_the_answers(folder):
    settings(folder, '[assess]\noutput = ["now.yaml"]\n')
    assert app.run(["assess", "now.yaml", "--lang", "en"]) == 2
    before = (folder / "now.yaml").read_text()
    assert before == HEAD.format(year=2026) + FULL


def test_broken_settings_are_told_with_all_their_problems(folder, capfd):
    settings(folder, 'lng = "id"\n[gates]\nfail_on = "regression"\n')
    assert app.run(["assess", "now.yaml", "--lang", "en"]) == 2
    err = capfd.readouterr().err
    assert "egovmaturity.toml:1:1: error E011" in err
    assert 'Did you mean "lang"?' in err
    assert "egovmaturity.toml:3:1: error E013" in err


def test_without_settings_nothing_of_them_is_imported():
    program = (
        "import sys\nfrom egovmaturity.cli.app import run\nrun(sys.argv[1:])\n"
        "names = ('tomllib', 'egovmaturity.loading.config_file', 'egovmaturity.views.gates',"
        " 'egovmaturity.cli.gates')\n"
        "print([name for name in names if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "assess", str(SUKAMAJU / "jawaban-2026.yaml"), "--quiet"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip().endswith("[]")


# Where settings are found


def test_the_search_goes_up_to_the_repository(tmp_path, monkeypatch):
    inner = tmp_path / "repository" / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "egovmaturity.toml").touch()
    monkeypatch.chdir(inner)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_config("x.yaml") == tmp_path / "egovmaturity.toml"
    (tmp_path / "repository" / ".git").touch()
    assert find_config("x.yaml") is None
    (tmp_path / "repository" / "egovmaturity.toml").touch()
    assert find_config("x.yaml") == tmp_path / "repository" / "egovmaturity.toml"
    assert find_config("-") == tmp_path / "repository" / "egovmaturity.toml"
    (inner / "egovmaturity.toml").touch()
    assert find_config("x.yaml") == Path("egovmaturity.toml")
    assert find_config(str(inner.parent / "x.yaml")) == tmp_path / "repository/egovmaturity.toml"


def test_the_search_stops_at_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / "a").mkdir(parents=True)
    (tmp_path / "egovmaturity.toml").touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert find_config(str(home / "a" / "x.yaml")) is None


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_a_folder_above_that_everybody_writes_to_is_not_looked_in(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "egovmaturity.toml").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    assert find_config(str(tmp_path / "a" / "x.yaml")) is not None
    tmp_path.chmod(0o777)
    assert find_config(str(tmp_path / "a" / "x.yaml")) is None
    assert find_config(str(tmp_path / "x.yaml")) is not None
