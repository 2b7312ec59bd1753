"""What a command says to do next can be done."""

import shlex

import pytest


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
