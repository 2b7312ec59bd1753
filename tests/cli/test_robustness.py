"""Bad days: signals, full disks, odd paths, odd terminals, clumsy command lines."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import ROOT

if sys.platform == "win32":
    pytest.skip("signals, limits and device files as on POSIX", allow_module_level=True)

OUTPUTS = ("a.html", "b.md", "c.json", "d.csv")
OLD = b"the old report\n" * 300

QUESTIONNAIRE = """\
format: egovmaturity-questionnaire
version: 1
id: thirds
edition: "1"
language: en
title: Thirds
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: a}, {level: 1, label: b}, {level: 2, label: c}, {level: 3, label: d}]
verdict: {kind: stages, attain: ">= 1/3", foundation: ">= 1/3"}
stages: [{id: first, title: First}]
questions:
  - {id: A1, stage: first, ask: A1, weight: 99999999999999999999}
"""

ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: thirds
language: en
institution: Office
assessment: {year: 2026}
answers: {A1: 1}
"""


@pytest.fixture
def thirds(tmp_path):
    """Answers that score exactly one third, beside their questionnaire."""
    (tmp_path / "thirds").mkdir()
    (tmp_path / "thirds" / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    return "answers.yaml"


@pytest.fixture(autouse=True)
def _signals(signals_that_count):
    """Every test here may send one."""


def _command(*arguments):
    return [sys.executable, "-m", "egovmaturity", *map(str, arguments)]


def _environment(**more):
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def _litter(folder):
    return list(folder.glob(".egovmaturity*"))


# Signals


def _interrupted_run(folder, example, number, delay):
    """Start a run over old reports, send it a signal, and return its status and its words."""
    for name in OUTPUTS:
        (folder / name).write_bytes(OLD)
    outputs = [part for name in OUTPUTS for part in ("-o", name)]
    process = subprocess.Popen(
        _command("assess", example, *outputs),
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    time.sleep(delay)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    return process.returncode, err


def test_a_signal_at_any_moment_tears_no_file_and_leaves_no_litter(tmp_path, example):
    started = time.monotonic()
    outputs = [part for name in OUTPUTS for part in ("-o", name)]
    subprocess.run(
        _command("assess", example, *outputs), cwd=tmp_path, env=_environment(), check=True
    )
    whole = time.monotonic() - started
    new = {name: (tmp_path / name).read_bytes() for name in OUTPUTS}
    chance = random.Random(1)  # noqa: S311  # moments, no secrets
    for turn in range(24):
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)[turn % 4]
        delay = whole * chance.uniform(0.2, 1.0)
        status, err = _interrupted_run(tmp_path, example, number, delay)
        expected = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 143}
        # Before our first line runs Python itself answers Ctrl-C, while it starts with status 1.
        is_starting = err.startswith((b"Fatal Python error: init_", b"Could not import runpy"))
        assert status in {0, -number, expected.get(number)} or (is_starting and status == 1)
        found = {name: (tmp_path / name).read_bytes() for name in OUTPUTS}
        assert all(found[name] in {OLD, new[name]} for name in OUTPUTS)
        assert status != 0 or found == new
        assert b"Traceback" not in err or b"egovmaturity/cli/app.py" not in err
        _check_litter(tmp_path, number, new)


def _check_litter(folder, number, new):
    """Nothing lies around; only a kill may hit the moment between naming and replacing a file."""
    left = _litter(folder)
    if number == signal.SIGKILL:
        for file in left:
            assert file.read_bytes() in new.values()
            file.unlink()
    else:
        assert left == []


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)],
    ids=["ctrl-c", "term", "hangup"],
)
def test_a_signal_while_reading_ends_without_a_traceback(tmp_path, number, status):
    process = subprocess.Popen(
        _command("check", "-"),
        cwd=tmp_path,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.8)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (status, b"", b"")


def test_an_ignored_hangup_stays_ignored(tmp_path, thirds):
    script = 'trap "" HUP; exec "$@"'
    process = subprocess.Popen(
        ["/bin/sh", "-c", script, "sh", *_command("assess", "-", "-Q", "thirds")],
        cwd=tmp_path,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.8)
    process.send_signal(signal.SIGHUP)
    process.communicate((tmp_path / thirds).read_bytes(), timeout=20)
    assert process.returncode == 0


# Writing


def test_a_quota_keeps_the_old_report(tmp_path, example):
    (tmp_path / "a.html").write_bytes(OLD)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        _command("--lang", "en", "assess", example, "-o", "a.html"),
        cwd=tmp_path,
        env=_environment(),
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    assert done.returncode == 2
    assert b'"a.html" cannot be written' in done.stderr
    assert (tmp_path / "a.html").read_bytes() == OLD
    assert _litter(tmp_path) == []


def test_inputs_are_never_written_over(run, thirds, tmp_path):
    template, letterhead = tmp_path / "mine.md", tmp_path / "mine.docx"
    template.write_text("mine")
    letterhead.write_text("mine")
    (tmp_path / "link.md").symlink_to("thirds/questionnaire.yaml")
    for options in (
        ["-o", "mine.md", "--template", "mine.md"],
        ["-o", "thirds/../mine.md", "--template", "mine.md"],
        ["-o", "link.md"],
        ["-o", "mine.docx", "--docx-template", "mine.docx"],
        ["-o", "thirds/questionnaire.yaml", "--format", "md"],
        ["-o", "last-year.yaml", "--format", "md"],
    ):
        assert run("assess", thirds, *options).status == 2, options
    assert template.read_text() == letterhead.read_text() == "mine"
    assert (tmp_path / "thirds" / "questionnaire.yaml").read_text() == QUESTIONNAIRE
    assert not (tmp_path / "last-year.yaml").exists()


@pytest.mark.parametrize("other", ["./x.md", "thirds/../x.md", "link.md"])
def test_one_file_is_not_two_outputs(run, thirds, tmp_path, other):
    (tmp_path / "link.md").symlink_to("x.md")
    assert run("assess", thirds, "-o", "x.md", "-o", other).status == 2
    assert not (tmp_path / "x.md").exists()


def test_a_link_to_itself_is_refused(run, thirds, tmp_path):
    (tmp_path / "x.md").symlink_to("x.md")
    assert run("assess", thirds, "-o", "x.md").status == 2
    assert (tmp_path / "x.md").is_symlink()


def test_a_pipe_with_a_reader_gets_everything(run, thirds, tmp_path):
    os.mkfifo(tmp_path / "p.json")
    with subprocess.Popen(["cat", "p.json"], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
        assert run("assess", thirds, "-o", "p.json").status == 0
        assert json.loads(reader.communicate(timeout=20)[0])["schema_version"]


def test_standard_output_by_name_is_appended_to(tmp_path, thirds):
    log = tmp_path / "log"
    log.write_text("kept\n")
    with log.open("a") as stream:
        for name in ("/dev/stdout", "/dev/fd/1"):
            command = _command("-q", "assess", thirds, "-o", name, "--format", "md")
            subprocess.run(command, cwd=tmp_path, env=_environment(), stdout=stream, check=True)
    assert log.read_text().startswith("kept\n# Office")
    # Under its usual name it is the same as a dash; under another it is one more output.
    assert log.read_text().count("# Office") == 3


def test_a_dash_prints_the_format_once(run, thirds):
    done = run("assess", thirds, "-o", "-", "--format", "json")
    assert json.loads(done.out)["schema_version"] == "1.0"


def test_forcing_twice_keeps_both_old_files(run, tmp_path):
    for name in ("first", "second", "third"):
        run("init", "--institution", name, "--year", "2026", "--force")
    kept = {p.name: p.read_text() for p in tmp_path.iterdir()}
    assert '"third"' in kept["jawaban-2026.yaml"]
    assert '"first"' in kept["jawaban-2026.yaml.bak"]
    assert '"second"' in kept["jawaban-2026.yaml.bak2"]


# Streams


@pytest.mark.parametrize(
    "command", [["--help"], ["assess", "--help"], ["q", "list", "--format", "json"]]
)
def test_a_full_standard_output_is_said(tmp_path, command):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            _command("--lang", "en", *command),
            cwd=tmp_path,
            env=_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b'"-" cannot be written' in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("kind", ["html", "md", "json", "csv"])
def test_what_is_a_file_is_utf_8_whatever_the_terminal_can_show(tmp_path, example, kind, encoding):
    def printed(**environment):
        command = _command("assess", example, "--format", kind)
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=_environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        ).stdout

    assert printed(PYTHONIOENCODING=encoding) == printed()


@pytest.mark.parametrize("columns", [40, 42, 47, 61, 79, 100])
@pytest.mark.parametrize("language", ["id", "en"])
def test_plain_ascii_fits_too(run, example, columns, language):
    done = run("--lang", language, "--ascii", "assess", str(example), "--detail",
               env={"COLUMNS": str(columns)})  # fmt: skip
    assert done.out.isascii()
    assert max(map(len, done.out.splitlines())) <= columns


# Names


@pytest.mark.usefixtures("thirds")
def test_a_name_that_is_no_utf_8_makes_valid_files(tmp_path):
    name = os.fsdecode(b"answers-\xff.yaml")
    try:
        (tmp_path / name).write_text(ANSWERS)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    outputs = [part for output in OUTPUTS for part in ("-o", output)]
    subprocess.run(
        _command("-q", "assess", name, *outputs), cwd=tmp_path, env=_environment(), check=True
    )
    for output in OUTPUTS:
        (tmp_path / output).read_bytes().decode("utf-8")
    assert json.loads((tmp_path / "c.json").read_text())["answers"]["file"] == name


@pytest.mark.usefixtures("thirds")
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "x" * 5000],
        ["assess", "x" * 5000],
        ["questionnaire", "show", "x" * 5000],
        ["questionnaire", "new", "x" * 300, "--id", "x"],
        ["questionnaire", "new", "x" * 300 + ".yaml", "--id", "x"],
        ["questionnaire", "new", "answers.yaml/x", "--id", "x"],
        ["questionnaire", "new", "q.yaml", "--id", "x", "--title", " "],
        ["init", "x" * 300, "--institution", "x", "--year", "2026"],
        ["init", "--institution", " ", "--year", "2026"],
        ["assess", "answers.yaml", "-o", "x" * 300 + ".md"],
        ["assess", "answers.yaml", "-o"],
        ["assess", "answers.yaml", "--detail=3"],
        ["assess", "answers.yaml", "command 'x'"],
        ["command 'x' y"],
        ["questionnaire"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_a_clumsy_command_line_is_no_bug(run, arguments):
    done = run(*arguments)
    assert done.status == 2
    assert 0 < len(done.out + done.err) < 6000
    assert "bug" not in done.err


@pytest.mark.parametrize("name", ["2026", "null", "true", "1e5", "0x1", "no"])
def test_an_id_that_reads_as_something_else_is_quoted(run, name):
    assert run("q", "new", "q.yaml", "--id", name).status == 0
    assert run("check", "q.yaml").status == 0


# Numbers


@pytest.mark.parametrize(
    ("bar", "status"), [("100/3", 0), ("33.3333333333", 0), ("33.33333333333333333334", 1)]
)
def test_a_gate_at_a_number_without_an_end(run, thirds, bar, status):
    done = run("assess", thirds, "--fail-under", bar)
    assert done.status == status
    shown = done.err.split("fail-under (")[1].split(")")[0]
    left, sign, right = shown.split()
    assert right == bar
    assert sign == (">=" if status == 0 else "<")
    assert status == 0 or Fraction(left) < Fraction(right)


def test_a_weight_of_twenty_digits_is_exact_in_csv(run, thirds):
    done = run("assess", thirds, "--format", "csv", "--locale", "c")
    assert ",99999999999999999999," in done.out


@pytest.mark.parametrize(
    ("bar", "levels", "sign", "shown"),
    [
        pytest.param("2/3", "A1: 2, A2: 0", "✗", "66.666666%", id="just below"),
        pytest.param("1/3", "A1: 1, A2: 2", "✓", "33.333334%", id="just above"),
    ],
)
def test_a_score_next_to_its_threshold(run, thirds, tmp_path, bar, levels, sign, shown):
    near = '  - {id: A2, stage: first, ask: A2, weight: "1/99999999999999999999"}\n'
    questionnaire = QUESTIONNAIRE.replace("1/3", bar) + near
    (tmp_path / "thirds" / "questionnaire.yaml").write_text(questionnaire)
    (tmp_path / thirds).write_text(ANSWERS.replace("A1: 1", levels))
    done = run("-q", "assess", thirds)
    row = next(line for line in done.out.splitlines() if line.startswith("  1 First"))
    assert shown in row
    assert sign in row
    assert len(row) <= 80


@pytest.mark.parametrize("module", ["typer", "egovmaturity.cli.assess"])
def test_a_signal_that_python_wraps_in_another_error_is_still_a_signal(tmp_path, thirds, module):
    # Python 3.11 turns whatever is raised in __set_name__ into a RuntimeError.
    script = f"""
import os, signal, sys
class Finder:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            class Member:
                def __set_name__(self, owner, name):
                    os.kill(os.getpid(), signal.SIGINT)
                    list(map(str, range(1000)))
            class Holder:
                member = Member()
sys.meta_path.insert(0, Finder())
from egovmaturity.cli.entry import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "assess", thirds, "-o", "x.md"],
        cwd=tmp_path,
        env=_environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert not (tmp_path / "x.md").exists()


def test_a_slow_parser_is_mentioned_once(monkeypatch, capsys):
    from egovmaturity.cli.complaints import warn_if_slow
    from egovmaturity.language import Words
    from egovmaturity.loading import yaml_source

    warn_if_slow(Words("en"))
    assert yaml_source.IS_FAST
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(yaml_source, "IS_FAST", False)
    warn_if_slow(Words("en"))
    assert capsys.readouterr().err.count("no C parser") == 1
