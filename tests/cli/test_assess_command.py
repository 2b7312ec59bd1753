"""``egovmaturity assess`` as people call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

SMALL = """\
format: egovmaturity-questionnaire
version: 1
id: small
edition: "1"
language: id
title: Kecil
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: nol}, {level: 1, label: satu}, {level: 2, label: dua}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
stages: [{id: awal, title: Awal}, {id: lanjut, title: Lanjut}]
questions:
  - {id: A1, stage: awal, ask: A1, mandatory: 1}
  - {id: A2, stage: awal, ask: A2}
  - {id: A3, stage: awal, ask: A3, not_applicable: with-reason}
  - {id: B1, stage: lanjut, ask: B1}
"""

HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: small@1
institution: Dinas Uji
assessment: {year: 2026}
answers:
"""


@pytest.fixture
def small(tmp_path):
    """A questionnaire beside its answers; returns a function that writes the answers."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "questionnaire.yaml").write_text(SMALL)

    def write(**levels):
        lines = [f"  {name}: {level}\n" for name, level in levels.items()]
        path = tmp_path / "jawaban.yaml"
        path.write_text(HEAD + ("".join(lines) or "  A1:\n"))
        return path.name

    return write


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_terminal_report(run, golden, example, language, columns):
    done = run("--lang", language, "assess", str(example), env={"COLUMNS": columns})
    assert done.status == 0
    assert max(len(line) for line in done.out.splitlines()) <= int(columns)
    golden(f"assess-{language}-{columns}.txt", done.out)


def test_terminal_report_in_plain_ascii(run, golden, example):
    done = run("--lang", "en", "--ascii", "assess", str(example), "--detail")
    assert done.out.isascii()
    golden("assess-ascii-detail.txt", done.out)


def test_a_stream_that_cannot_carry_signs_gets_ascii(run, example):
    done = run("assess", str(example), env={"PYTHONIOENCODING": "ascii"})
    assert done.status == 0
    assert done.out.isascii()
    assert "?" not in done.out


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        pytest.param([], {}, False, id="a pipe has no colour"),
        pytest.param([], {"FORCE_COLOR": "1"}, True, id="unless it is forced"),
        pytest.param(["--color", "always"], {}, True, id="or asked for"),
        pytest.param(["--color", "never"], {"FORCE_COLOR": "1"}, False, id="an option wins"),
        pytest.param(["--color", "always"], {"NO_COLOR": "1"}, True, id="over NO_COLOR too"),
    ],
)
def test_colour(run, example, arguments, environment, coloured):
    done = run("assess", str(example), *arguments, env=environment)
    assert ("\x1b[" in done.out) is coloured


@pytest.mark.parametrize(
    ("levels", "options", "status"),
    [
        pytest.param({"A1": 2, "A2": 2, "A3": 2}, [], 0, id="no gate: a result is no failure"),
        pytest.param({}, [], 0, id="no gate: nothing answered is no failure either"),
        pytest.param({"A1": 1, "A2": 1, "A3": 1}, ["--fail-stage-under", "awal"], 0, id="at it"),
        pytest.param({"A1": 1, "A2": 1, "A3": 0}, ["--fail-stage-under", "awal"], 1, id="below"),
        pytest.param({"A1": 2, "A2": 2, "A3": 2}, ["--fail-stage-under", "lanjut"], 1, id="next"),
        pytest.param(
            {"A1": 2, "A2": 2, "A3": 2, "B1": 1},
            ["--fail-stage-under", "awal"],
            0,
            id="a later stage passes the gate of an earlier one",
        ),
        pytest.param({"A1": 1, "A2": 1, "A3": 1}, ["--fail-under", "25"], 0, id="index at it"),
        pytest.param({"A1": 1, "A2": 1, "A3": 1}, ["--fail-under", "25.01"], 1, id="index below"),
        pytest.param({"A1": 1, "A2": 1, "A3": 1}, ["--fail-under", "25,01"], 1, id="with comma"),
        pytest.param({}, ["--fail-under", "1", "--exit-zero"], 0, id="report only"),
        pytest.param({}, ["--fail-under", "101"], 2, id="a bar outside the index is a typo"),
        pytest.param({}, ["--fail-under", "banyak"], 2, id="a word is no bar"),
        pytest.param({}, ["--fail-stage-under", "awall"], 2, id="a misspelt stage is a typo"),
        pytest.param({"A1": 3}, ["--fail-under", "1"], 2, id="broken answers never fail a gate"),
        pytest.param({"A1": 1}, ["--basis", "best-of"], 2, id="an unknown basis"),
        pytest.param({"A1": 1}, ["--lang", "fr"], 2, id="an unknown language"),
        pytest.param({"A1": 1}, ["-o", "laporan.pdf"], 2, id="an unknown ending"),
        pytest.param({"A1": 1}, ["-o", "jawaban.yaml"], 2, id="an ending that is input"),
        pytest.param({"A1": 1}, ["-o", "tiada/laporan.md"], 2, id="a folder that is missing"),
        pytest.param({"A1": 1}, ["-o", "a.md", "-o", "a.md"], 2, id="an output twice"),
        pytest.param({"A1": 1}, ["-Q", "tiada"], 2, id="an unknown questionnaire"),
        pytest.param({"A1": 1}, ["--oops"], 2, id="an unknown option"),
    ],
)
def test_exit_status(run, small, levels, options, status):
    done = run("assess", small(**levels), *options)
    assert done.status == status, done.err
    assert "Traceback" not in done.err
    if status == 2:
        assert done.out == ""
        assert done.err


def test_what_a_gate_says(run, small):
    done = run("assess", small(A1=1), "--fail-under", "90", "--fail-stage-under", "awal", "-q")
    assert done.status == 1
    assert "Gate failed: fail-under (8.33 < 90)" in done.err
    assert "Gate failed: fail-stage-under (- < awal)" in done.err


def test_outputs_follow_their_endings(run, small, tmp_path):
    outputs = ["r.html", "r.md", "r.json", "r.csv"]
    done = run("assess", small(A1=2), *(part for name in outputs for part in ("-o", name)))
    assert done.status == 0
    assert done.out == ""
    texts = {name: (tmp_path / name).read_text(encoding="utf-8") for name in outputs}
    assert texts["r.html"].lower().startswith("<!doctype html>")
    assert texts["r.md"].startswith("# ")
    assert json.loads(texts["r.json"])["schema_version"] == "1.0"
    assert texts["r.csv"].startswith("\ufeffinstitution;")
    assert [name in done.err for name in outputs] == [True] * 4


def test_reports_are_rendered_before_the_first_is_written(run, small, tmp_path):
    done = run("assess", small(A1=2), "-o", "r.md", "-o", "r.xyz")
    assert done.status == 2
    assert not (tmp_path / "r.md").exists()


def test_no_litter_is_left_beside_a_report(run, small, tmp_path):
    answers = small(A1=2)
    before = {p.name for p in tmp_path.iterdir()}
    assert run("assess", answers, "-o", "r.md").status == 0
    assert {p.name for p in tmp_path.iterdir()} == before | {"r.md"}


def test_an_old_report_survives_one_that_cannot_be_written(run, small, tmp_path):
    (tmp_path / "r.md").write_text("lama")
    run("assess", small(A1=9), "-o", "r.md")
    assert (tmp_path / "r.md").read_text() == "lama"


def test_a_link_stays_a_link(run, small, tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "r.md").symlink_to(tmp_path / "store" / "r.md")
    assert run("assess", small(A1=2), "-o", "r.md").status == 0
    assert (tmp_path / "r.md").is_symlink()
    assert (tmp_path / "store" / "r.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_is_written_to_and_never_replaced(run, small):
    done = run("assess", small(A1=2), "--format", "md", "-o", "/dev/full")
    assert done.status == 2
    assert Path("/dev/full").is_char_device()


def test_standard_input_and_output(run, small, tmp_path):
    text = (tmp_path / small(A1=2)).read_text()
    done = run("assess", "-", "-Q", "small", "-o", "-", stdin=text)
    assert done.status == 0
    assert done.out.startswith("# Dinas Uji")


def test_json_can_be_read_instead_of_yaml(run, small, tmp_path):
    small()
    answers = {
        "format": "egovmaturity-answers",
        "version": 1,
        "questionnaire": "small@1",
        "institution": {"name": "Dinas Uji"},
        "assessment": {"year": 2026},
        "answers": {"A1": 2, "A2": {"level": 1}},
    }
    (tmp_path / "j.json").write_text(json.dumps(answers, indent=2))
    done = run("assess", "j.json", "--format", "json")
    assert done.status == 0
    assert json.loads(done.out)["stages"][0]["score_exact"] == "1/2"


def test_a_reader_that_leaves_early_is_no_error(example):
    command = f"{sys.executable} -m egovmaturity assess {example} --detail | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_standard_streams(example, closed, tmp_path):
    command = f"{sys.executable} -m egovmaturity assess {example} -o {tmp_path}/r.md {closed}"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("kind", ["terminal", "md", "html", "json", "csv"])
def test_same_input_same_bytes(run, example, kind):
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LANG": "tr_TR.UTF-8", "COLUMNS": "80"},
        {"PYTHONHASHSEED": "77", "TZ": "UTC", "LC_ALL": "fa_IR.UTF-8", "HOME": "/nonexistent"},
    ]
    arguments = ["assess", str(example), "--format", kind, "--lang", "id"]
    first, second = (run(*arguments, env=world) for world in worlds)
    assert first.status == 0
    assert first.out == second.out


def test_key_order_in_the_answers_is_irrelevant(run, small, tmp_path):
    name = small(A1=2, A2=1, B1=2)
    one = json.loads(run("assess", name, "--format", "json").out)
    lines = (tmp_path / name).read_text().splitlines()
    (tmp_path / name).write_text("\n".join([*lines[:6], *reversed(lines[6:])]) + "\n")
    two = json.loads(run("assess", name, "--format", "json").out)
    del one["answers"], two["answers"], one["made"], two["made"]
    assert one == two


def test_a_terminal_report_imports_no_template_engine(example):
    """Start-up is paid on every run: what a command does not need it must not import."""
    code = (
        "import sys\n"
        "from egovmaturity.cli.app import run\n"
        "run(['assess', sys.argv[1], '-q'])\n"
        "print(sorted({'jinja2', 'docx', 'lxml', 'rich', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(example)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--theme is for the built-in HTML report"),
        (["-o", "x.md"], "--theme is for the built-in HTML report"),
        (["-o", "tema.html", "--theme", "tema.html"], '"tema.html" is the theme itself'),
        (["-o", "x.html", "--theme", "no.toml"], "no.toml: error T101: the theme cannot be read"),
    ],
)
def test_a_theme_that_cannot_be_used_is_explained(run, example, tmp_path, options, said):
    (tmp_path / "tema.html").write_text('kop = ["X"]\n')
    done = run("--lang", "en", "assess", str(example), "--theme", "tema.html", *options)
    assert done.status == 2
    assert said in done.err
    assert not (tmp_path / "x.html").exists()
    assert (tmp_path / "tema.html").read_text() == 'kop = ["X"]\n'


def test_a_theme_is_part_of_the_page(run, example, tmp_path):
    (tmp_path / "tema.toml").write_text('kop = ["DINAS UJI"]\n[light]\naccent = "#7a1f5c"\n')
    assert run("assess", str(example), "--theme", "tema.toml", "-o", "x.html").status == 0
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert '<p class="kop">DINAS UJI</p>' in text
    assert ":#7a1f5c;" in text
