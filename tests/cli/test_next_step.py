"""What a command says to do next can be done."""

import shlex

import pytest
from cli.filling import HEAD, prepare

from egovmaturity.cli import app


@pytest.mark.parametrize(
    ("folder", "reference"),
    [
        pytest.param(".", "inpres-3-2003", id="a bundled questionnaire"),
        pytest.param("penilaian", "inpres-3-2003", id="in a folder of its own"),
        pytest.param(".", "desa", id="a questionnaire beside the answers"),
        pytest.param("penilaian", "desa", id="a questionnaire beside the folder"),
        pytest.param("penilaian", "./desa", id="a questionnaire given by its path"),
        pytest.param("penilaian", "desa/questionnaire.yaml", id="or by its file"),
    ],
)
def test_the_command_that_init_names_works(run, folder, reference):
    assert run("questionnaire", "new", "desa", "--id", "desa").status == 0
    done = run("init", folder, "--institution", "X", "--year", "2026", "-Q", reference)
    assert done.status == 0
    _, _, command = done.err.splitlines()[-1].partition("egovmaturity ")
    assert run(*shlex.split(command)).status == 0


NAME = "jawaban é (2026).yaml"


@pytest.mark.parametrize(
    ("begin", "arguments"),
    [
        pytest.param("see: ", ["assess", NAME], id="problems of answers"),
        pytest.param("second look: ", ["assess", NAME], id="a second look"),
        pytest.param("Merge them first: ", ["assess", "bagian é.yaml"], id="a part"),
        pytest.param("Write: ", ["explain", "index", NAME, NAME], id="one at a time"),
        pytest.param("Write: ", ["compare", NAME], id="two years"),
    ],
)
def test_a_command_to_type_names_files_as_a_shell_reads_them(
    tmp_path, monkeypatch, capsys, begin, arguments
):
    """Officers call files as they like, and copy the command that they are shown."""
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOVMATURITY_LANG", "en")
    rated = "  A1: {level: 2, evidence: [X]}\n  B1: 1\n"
    answered = HEAD + "answers:\n" + rated + "  A2: {not_applicable: true, reason: none}\n"
    (tmp_path / NAME).write_text(answered)
    (tmp_path / "bagian é.yaml").write_text(HEAD + "part: {asked: [A1]}\nanswers: {}\n")
    app.run(arguments)
    said = " ".join(capsys.readouterr().err.split())
    command = said[said.index(begin) + len(begin) :]
    assert shlex.quote(NAME if NAME in arguments else arguments[-1]) in command
