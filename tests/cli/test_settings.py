"""egovmaturity.toml: which command heeds what is said there, as docs/ci.md tells in a table."""

import io
import re
import sys
from pathlib import Path

import pytest
from cli.filling import HEAD, prepare

from egovmaturity.cli import app
from egovmaturity.loading.config_file import NAME

NOTHING = "# nothing\n"
DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = {
    "assess": ["a.yaml"],
    "check": ["a.yaml"],
    "compare": ["before.yaml", "a.yaml"],
    "explain": ["a.yaml"],
    "fill": ["a.yaml"],
    "form": ["a.yaml", "--out-dir", "out"],
    "merge": ["back.yaml", "--into", "a.yaml", "--dry-run"],
    "plan": ["a.yaml", "--to", "two", "--assume-cost", "1"],
    "sheet": ["a.yaml", "--out-dir", "out"],
    "verify": ["r.json"],
}
ANSWERED = "answers:\n  A1: {level: 3, verification: {level: 1, by: Audit}}\n  A2: 1\n  B1: 1\n"


def heeding():
    """Return which commands the table in the documentation names beside each setting."""
    table = (DOCS / "ci.md").read_text(encoding="utf-8").split("| Setting | Commands |")[1]
    rows = re.findall(r"^\| (`.*?) \| (.*?) \|$", table.split("\n\n")[0], re.MULTILINE)
    return {setting: frozenset(re.findall(r"`(\w+)`", commands)) for setting, commands in rows}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Answers of two years, what came back, a result and the questionnaire; no settings yet."""
    (tmp_path / ".git").mkdir()  # nothing above is looked at
    prepare(tmp_path, HEAD + ANSWERED)
    (tmp_path / "before.yaml").write_text(HEAD.replace("2026", "2025") + ANSWERED)
    part = "part: {owner: Road office, asked: [B1]}\n"
    (tmp_path / "back.yaml").write_text(HEAD + part + "answers:\n  B1: 0.5\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EGOVMATURITY_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert app.run(["assess", "a.yaml", "-o", "r.json", "--quiet"]) == 0
    return tmp_path


@pytest.fixture
def run(folder, capsys, monkeypatch):
    def call(command, settings):
        (folder / NAME).write_text(settings)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"q\n"), "utf-8"))
        status = app.run([command, *COMMANDS[command]])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_the_table_names_all_commands_about_answers():
    assert heeding()["`lang`"] == COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_language_and_questionnaire(run, folder, command):
    (folder / "small").rename(folder / "elsewhere")
    status, out, err = run(command, 'lang = "id"\nquestionnaire = "./elsewhere"\n')
    assert (f"Pengaturan: {NAME}" in err) is (command in heeding()["`lang`"])
    is_found = status < 2 and "E101" not in out + err
    assert is_found is (command in heeding()["`questionnaire`"])


@pytest.mark.parametrize("command", COMMANDS)
def test_basis(run, command):
    claimed, verified = (run(command, f'basis = "{each}"\n')[1] for each in ("claimed", "verified"))
    assert (claimed != verified) is (command in heeding()["`basis`"])


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_asked_of_assess_is_asked_of_nothing_else(run, command):
    status, _, err = run(command, '[assess]\nbaseline = "no.yaml"\n[gates]\nfail_under = 100\n')
    (heeded,) = (each for name, each in heeding().items() if "`[gates]`" in name)
    assert (status == 2 and "no.yaml" in err) is (command in heeded)


@pytest.mark.parametrize("command", COMMANDS)
def test_settings_that_cannot_be_used_stop_every_command(run, command):
    status, out, err = run(command, 'lang = "fr"\n')
    assert (status, out) == (2, "")
    assert f"{NAME}:1:1: error E013" in err


def test_an_option_takes_the_place_of_the_settings(run, monkeypatch):
    monkeypatch.setitem(COMMANDS, "plan", [*COMMANDS["plan"], "--basis", "claimed"])
    assert run("plan", 'basis = "verified"\n')[1] == run("plan", NOTHING)[1]


def test_each_file_has_the_settings_near_it(run, folder, monkeypatch):
    """Years in folders of their own: what is said in one is not said of the other."""
    old = folder / "2025"
    old.mkdir()
    (folder / "small").rename(old / "elsewhere")
    (folder / "before.yaml").rename(old / "before.yaml")
    (old / NAME).write_text('questionnaire = "elsewhere"\n')
    for command in ("check", "compare"):
        monkeypatch.setitem(COMMANDS, command, ["2025/before.yaml", "a.yaml"])
        assert run(command, 'questionnaire = "2025/elsewhere"\n')[0] < 2
        assert "E101" in "".join(run(command, NOTHING)[1:])


def test_what_is_wrong_with_answers_is_said_in_the_language_of_the_settings(run, folder):
    (folder / "a.yaml").write_text(HEAD + "answers:\n  X9: 1\n")
    _, _, err = run("explain", 'lang = "id"\n')
    assert "galat E201" in err
