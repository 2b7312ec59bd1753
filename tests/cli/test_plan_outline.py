"""plan --outline, as people call it."""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"


@pytest.fixture
def answered(tmp_path):
    shutil.copy(EXAMPLE, tmp_path / "jawaban.yaml")
    return tmp_path


def test_it_writes_every_format_at_once(run, answered):
    names = ("rencana.md", "rencana.html", "rencana.docx")
    outputs = [part for name in names for part in ("-o", name)]
    done = run("plan", "jawaban.yaml", "--outline", *outputs, "--lang", "en")
    assert (done.status, done.out) == (0, "")
    assert [line for line in done.err.splitlines() if line.startswith("Saved: ")] == [
        f"Saved: {name} ({-(-(answered / name).stat().st_size // 1000)} kB)" for name in names
    ]
    starts = [(answered / name).read_bytes()[:15] for name in names]
    assert starts == [b"# Pemerintah Ka", b"<!DOCTYPE html>", starts[2]]
    assert starts[2].startswith(b"PK\x03\x04")


@pytest.mark.usefixtures("answered")
def test_markdown_goes_to_standard_output_in_the_language_asked_for(run):
    done = run("plan", "jawaban.yaml", "--outline", "--report-lang", "en", "-q")
    assert done.status == 0
    assert "\n## 2. Development blueprint\n" in done.out
    assert "plan jawaban.yaml --as-of 2026-01-31 --report-lang en --outline --format md" in done.out


@pytest.mark.usefixtures("answered")
def test_a_plan_stands_in_it_where_one_is_asked_for(run):
    asked = ("--to", "pematangan", "--unit", "effort")
    done = run("plan", "jawaban.yaml", "--outline", *asked, "--report-lang", "en", "-q")
    assert done.status == 0
    assert "The cheapest plan costs 29 points; that nothing is cheaper is proven." in done.out
    assert "--unit effort --to pematangan --outline --format md" in done.out


def test_an_anonymous_one_names_nobody(run, answered):
    shutil.copy(EXAMPLE.with_name("rencana.yaml"), answered / "biaya-sukamaju.yaml")
    asked = ("--costs", "biaya-sukamaju.yaml", "--to", "pematangan", "--report-lang", "en")
    done = run("plan", "jawaban.yaml", "--outline", "--anonymous", *asked, "-q")
    assert done.status == 0
    assert "ukamaju" not in done.out
    assert not re.search("Dinas|Bappeda|Setda|Kominfo|Inspektorat", done.out)
    assert "--costs COSTS --to pematangan --outline --anonymous --format md" in done.out
    assert "Rp" in done.out


@pytest.mark.usefixtures("answered")
def test_where_there_is_no_plan_the_outline_goes_without_one(run):
    asked = ("--to", "pemanfaatan", "--unit", "effort", "--budget", "1", "--years", "1")
    done = run("plan", "jawaban.yaml", "--outline", *asked, "--lang", "en", "-q")
    assert done.status == 1
    assert "the outline goes without one" in done.err
    assert "# Pemerintah Kabupaten Sukamaju" in done.out
    assert "cheapest" not in done.out


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("-o", "a.docx"), "which format is wanted", id="no outline"),
        pytest.param(("--outline", "-o", "a.json"), "which format is wanted", id="an ending"),
        pytest.param(("--outline", "-o", "a.md", "-o", "./a.md"), "given twice", id="twice"),
        pytest.param(("--outline", "--format", "json"), "does not know", id="a format"),
        pytest.param(("--anonymous",), "goes with --outline only", id="a plan without names"),
    ],
)
def test_what_makes_no_sense_is_refused(run, answered, arguments, told):
    done = run("plan", "jawaban.yaml", *arguments, "--lang", "en", "-q")
    assert done.status == 2
    assert told in done.err
    assert sorted(each.name for each in answered.iterdir()) == ["jawaban.yaml"]


def test_the_answers_are_never_written_over(run, answered):
    shutil.copy(EXAMPLE, answered / "jawaban.md")
    done = run("plan", "jawaban.md", "--outline", "-o", "./jawaban.md", "--lang", "en", "-q")
    assert done.status == 2
    assert "is what the document is made from" in done.err
    assert (answered / "jawaban.md").read_bytes() == EXAMPLE.read_bytes()
