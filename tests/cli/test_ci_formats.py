"""What CI services are told: formats of check, new formats and the job summary of assess."""

import json
import os
import sys

import pytest

from egovmaturity.renderers.report_format import ReportFormat, format_of

BROKEN = """\
format: egovmaturity-answers
version: 1
questionnaire: inpres-3-2003@2026.1
institution: X
assessment: {year: 2026}
answers:
  S1-LAY-01: 9
"""


@pytest.fixture
def broken(tmp_path):
    (tmp_path / "kab").mkdir()
    path = tmp_path / "kab" / "jawaban.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


ACTIONS = {"GITHUB_ACTIONS": "true"}


# check


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("arguments", "env", "begins"),
    [
        pytest.param((), {}, "kab/jawaban.yaml:7:14: error E204", id="terminal"),
        pytest.param((), ACTIONS, "::error file=kab/jawaban.yaml,line=7,col=14,", id="in-actions"),
        pytest.param(("--format", "terminal"), ACTIONS, "kab/jawaban.yaml:7", id="chosen"),
        pytest.param(("--format", "github"), {}, "::error file=kab/jawaban.yaml", id="github"),
        pytest.param(("--format", "gitlab"), {}, "[\n  {", id="gitlab"),
        pytest.param(("--format", "sarif"), {}, '{\n  "$schema"', id="sarif"),
        pytest.param(("--format", "json"), ACTIONS, '{\n  "evidence"', id="json"),
    ],
)
def test_format_on_standard_output(run, arguments, env, begins):
    done = run("--lang", "en", "check", "kab/jawaban.yaml", *arguments, env=env)
    assert done.status == 1
    assert done.out.startswith(begins)
    assert done.err == ""


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        pytest.param(("-o", "found.sarif"), "runs", id="ending-sarif"),
        pytest.param(("-o", "found.json"), "problems", id="ending-json"),
        pytest.param(("-o", "found", "--format", "sarif"), "runs", id="named"),
        pytest.param(("-o", "found.json", "--format", "sarif"), "runs", id="named-wins"),
    ],
)
def test_a_file_gets_the_format_and_people_are_told(run, tmp_path, arguments, key):
    done = run("--lang", "en", "check", "kab/jawaban.yaml", *arguments)
    assert done.status == 1
    assert key in json.loads((tmp_path / arguments[1]).read_text(encoding="utf-8"))
    assert done.out.startswith("kab/jawaban.yaml:7:14: error E204")


@pytest.mark.usefixtures("broken")
def test_a_dash_is_standard_output(run):
    done = run("check", "kab/jawaban.yaml", "--format", "gitlab", "-o", "-")
    assert [each["check_name"] for each in json.loads(done.out)] == ["E204"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("-o", "found.txt"), "does not say which format", id="unknown-ending"),
        pytest.param(
            ("-o", "kab/jawaban.yaml", "--format", "json"), "one of the files", id="input"
        ),
        pytest.param(("-o", "nowhere/x.json"), "cannot be written", id="no-folder"),
        pytest.param(("--format", "xml"), 'does not know "xml"', id="unknown-format"),
    ],
)
def test_what_cannot_be_written(run, broken, arguments, told):
    done = run("--lang", "en", "check", "kab/jawaban.yaml", *arguments)
    assert done.status == 2
    assert told in done.err
    assert broken.read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("written", ["./jawaban.yaml", "../kab/jawaban.yaml", "absolute"])
def test_paths_are_those_of_the_repository(tmp_path, broken, form, written):
    """A job may run in a folder of the repository; the service counts from its root."""
    import subprocess

    name = str(broken) if written == "absolute" else written
    done = subprocess.run(
        [sys.executable, "-m", "egovmaturity", "check", name, "--format", form],
        cwd=broken.parent,
        env={"PATH": os.environ["PATH"], "CI_PROJECT_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "kab/jawaban.yaml" in done.stdout
    assert str(tmp_path) not in done.stdout
    assert "./" not in done.stdout


def test_quiet_annotations_are_errors_alone(run, example):
    loud = run("check", str(example), "--format", "github")
    quiet = run("--quiet", "check", str(example), "--format", "github")
    assert "::warning" in loud.out
    assert quiet.out == ""


def test_a_whole_repository_of_findings_is_bounded(run, broken):
    questions = "".join(f"  Z{n}: 1\n" for n in range(70))
    broken.write_text(BROKEN + questions, encoding="utf-8")
    done = run("--lang", "en", "check", "kab/jawaban.yaml", "--format", "github")
    lines = done.out.splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert "::notice title=egovmaturity::40 more problems are in the log of this step" in lines
    assert lines[-2:] == ["... and 21 more", "1 file checked: 71 errors, 0 warnings"]


def test_standard_input_is_named(run):
    done = run("check", "-", "--format", "gitlab", stdin=BROKEN)
    assert [each["location"]["path"] for each in json.loads(done.out)] == ["<stdin>"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(("--expect-year", "2026"), 0, id="that-year"),
        pytest.param(("--expect-year", "2027"), 1, id="another-year"),
    ],
)
def test_answers_of_the_year_expected(run, example, arguments, status):
    done = run("--lang", "en", "check", str(example), *arguments)
    assert done.status == status
    assert ("error E106: the assessment is of 2026; 2027 was expected" in done.out) is bool(status)


def test_a_year_is_expected_of_answers_alone(run, example):
    questionnaire = example.parents[2] / "questionnaires" / "gtmi"
    done = run("--lang", "en", "check", str(questionnaire), "--expect-year", "2026")
    assert done.status == 2
    assert "--expect-year is for answers files" in done.err


# assess


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("junit.xml", ReportFormat.JUNIT),
        ("lencana.svg", ReportFormat.SVG),
        ("lencana.badge.json", ReportFormat.BADGE),
        ("LENCANA.Badge.JSON", ReportFormat.BADGE),
        ("badge.json", ReportFormat.JSON),
        ("kab.2026.json", ReportFormat.JSON),
        ("a.b.html", ReportFormat.HTML),
        ("jawaban.yaml", None),
        ("json", None),
    ],
)
def test_endings(name, form):
    assert format_of(name) is form


@pytest.mark.parametrize(
    ("form", "name"), [("junit", "x.xml"), ("badge", "x.badge.json"), ("svg", "x.svg")]
)
def test_a_file_and_standard_output_are_the_same(run, tmp_path, example, form, name):
    done = run("--quiet", "assess", str(example), "--format", form, "-o", name)
    assert done.status == 0
    assert done.out == (tmp_path / name).read_text(encoding="utf-8")


def test_anonymous_formats_name_nobody(run, tmp_path, example):
    names = ("x.xml", "x.badge.json", "x.svg")
    outputs = [part for name in names for part in ("-o", name)]
    summary = tmp_path / "summary.md"
    run("assess", str(example), "--anonymous", *outputs, env={"GITHUB_STEP_SUMMARY": str(summary)})
    for path in (*(tmp_path / name for name in names), summary):
        text = path.read_text(encoding="utf-8")
        assert "Sukamaju" not in text
        assert "Dinas Kominfo" not in text


# The job summary


def summed(run, example, *arguments, name="summary.md", **env):
    environment = {"GITHUB_STEP_SUMMARY": name, **env}
    return run("--lang", "en", "assess", str(example), *arguments, env=environment)


def test_a_summary_is_appended(run, tmp_path, example):
    path = tmp_path / "summary.md"
    path.write_text("before\n", encoding="utf-8")
    done = summed(run, example, "--fail-under", "50", "-o", "laporan.html", "--report-lang", "en")
    assert done.status == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith("before\n## Pemerintah Kabupaten Sukamaju, 2026\n")
    assert "**Example; fictional data**" in text
    assert "Stage Persiapan (preparation) is attained." in text
    assert "| fail-under | 43.50 | 50 | **failed** |" in text
    assert "| 2 Pematangan (maturation) | 48.3% | ≥ 70% | Not attained |" in text
    assert "| S2-DAT-01 |" in text
    assert "laporan.html" in text
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize(
    ("choice", "is_written"),
    [
        pytest.param((), True, id="auto"),
        pytest.param(("--summary", "always"), True, id="always"),
        pytest.param(("--summary", "never"), False, id="never"),
    ],
)
def test_when_a_summary_is_written(run, tmp_path, example, choice, is_written):
    assert summed(run, example, *choice).status == 0
    assert (tmp_path / "summary.md").exists() is is_written


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        pytest.param((), 0, id="auto"),
        pytest.param(("--summary", "never"), 0, id="never"),
        pytest.param(("--summary", "always"), 2, id="always"),
    ],
)
def test_without_the_variable(run, example, choice, status):
    done = run("--lang", "en", "assess", str(example), *choice)
    assert done.status == status
    assert ("--summary always needs GITHUB_STEP_SUMMARY" in done.err) is bool(status)


@pytest.mark.parametrize(
    ("gate", "choice", "status"),
    [
        pytest.param("40", (), 0, id="passed-stays-passed"),
        pytest.param("50", (), 1, id="failed-stays-failed"),
        pytest.param("50", ("--summary", "always"), 2, id="demanded"),
    ],
)
def test_a_summary_that_fails_is_told(run, tmp_path, example, gate, choice, status):
    (tmp_path / "folder").mkdir()
    done = summed(run, example, "--fail-under", gate, *choice, name="folder")
    assert done.status == status
    assert "job summary is not written: Is a directory" in done.err
    assert ("exit code are not affected" in done.err) is (status < 2)


def test_a_full_summary_stays_as_it_is(run, tmp_path, example):
    """GitHub throws away the whole of a summary that is too large."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * (1024 * 1024 - 100))
    done = summed(run, example)
    assert done.status == 0
    assert "job summary is not written: it would be larger than the 1 MiB" in done.err
    assert path.stat().st_size == 1024 * 1024 - 100


def test_a_summary_needs_no_template_engine(example, tmp_path):
    import subprocess

    script = (
        "import sys\n"
        "from egovmaturity.cli.app import run\n"
        "run(['assess', sys.argv[1], '-q'])\n"
        "print(sorted({'jinja2', 'docx', 'lxml', 'html'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(example)],
        env={**os.environ, "GITHUB_STEP_SUMMARY": str(tmp_path / "s.md")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert (tmp_path / "s.md").exists()


@pytest.mark.parametrize("name", ["x.xml", "x.svg", "x.badge.json"])
def test_formats_without_a_record_cannot_be_verified(run, example, name):
    run("assess", str(example), "-o", name)
    done = run("--lang", "en", "verify", name)
    assert done.status == 2
    assert "it has no record of how it was made" in done.err
