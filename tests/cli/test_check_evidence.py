"""check --evidence and --as-of as people use them."""

import json
import subprocess
import sys

import pytest

QUESTIONNAIRE = """\
format: egovmaturity-questionnaire
version: 1
id: aged
edition: "1"
language: en
title: Aged
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: a}, {level: 1, label: b}]
verdict: {kind: stages, attain: ">= 100 %"}
stages: [{id: one, title: One}]
questions:
  - {id: A, stage: one, ask: A, evidence: [{text: List, from_level: 1, valid_for: 1 year}]}
"""
ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: aged@1
language: en
institution: Office
assessment: {year: 2026, as_of: 2026-01-31}
answers:
  A:
    level: 1
    evidence:
      - {title: List, date: 2025-06-01, location: sub/list.txt}
      - {title: Page, date: 2025-06-01, location: "https://example.go.id/"}
"""
OK, FINDINGS, CANNOT_RUN = 0, 1, 2


@pytest.fixture(autouse=True)
def office(tmp_path):
    """Answers, their questionnaire and their evidence, nothing recorded yet."""
    (tmp_path / "aged").mkdir()
    (tmp_path / "aged" / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (tmp_path / "jawaban.yaml").write_text(ANSWERS)
    (tmp_path / "bukti" / "sub").mkdir(parents=True)
    (tmp_path / "bukti" / "sub" / "list.txt").write_text("one")
    return tmp_path


@pytest.fixture
def check(run):
    def call(*options, file="jawaban.yaml", **more):
        return run("check", file, "-Q", "aged", "--lang", "en", *options, **more)

    return call


def test_nothing_is_written_unless_asked_for(check, office):
    before = sorted(office.rglob("*"))
    done = check("--evidence", "bukti")
    assert (done.status, "W317" in done.out) == (OK, True)
    assert sorted(office.rglob("*")) == before


def test_a_record_is_kept_and_compared(check, office):
    done = check("--evidence", "bukti", "--record")
    record = office / "bukti" / "jawaban.sha256"
    assert (done.status, done.out.splitlines()[-1]) == (OK, "Recorded: bukti/jawaban.sha256")
    first = record.read_bytes()
    done = check("--evidence", "bukti", "--strict")
    assert (done.status, done.out.splitlines()) == (
        OK,
        [
            "1 file checked: 0 errors, 0 warnings",
            "Evidence: 1 file (1 kB), 1 link not opened, 0 documents without a location",
            "Compared with: bukti/jawaban.sha256",
        ],
    )
    assert check("--evidence", "bukti", "--record").status == OK
    assert record.read_bytes() == first


def test_a_changed_file_fails_until_it_is_accepted(check, office):
    check("--evidence", "bukti", "--record")
    (office / "bukti" / "sub" / "list.txt").write_text("two")
    done = check("--evidence", "bukti")
    assert (done.status, "E214" in done.out) == (FINDINGS, True)
    assert check("--evidence", "bukti", "--exit-zero").status == OK
    done = check("--evidence", "bukti", "--record")
    assert (done.status, done.out.splitlines()[-1].strip()) == (
        OK,
        '"sub/list.txt" is not as it was recorded',
    )
    assert check("--evidence", "bukti").status == OK


def test_a_lost_file_cannot_be_recorded_away(check, office):
    check("--evidence", "bukti", "--record")
    record = (office / "bukti" / "jawaban.sha256").read_bytes()
    (office / "bukti" / "sub" / "list.txt").unlink()
    done = check("--evidence", "bukti", "--record")
    assert (done.status, "E215" in done.out) == (FINDINGS, True)
    assert "Nothing was recorded" in done.out
    assert (office / "bukti" / "jawaban.sha256").read_bytes() == record


def test_who_deletes_the_record_does_not_pass_a_strict_check(check, office):
    check("--evidence", "bukti", "--record")
    (office / "bukti" / "jawaban.sha256").unlink()
    assert check("--evidence", "bukti", "--strict").status == FINDINGS
    named = check("--evidence", "bukti", "--manifest", "bukti/jawaban.sha256")
    assert (named.status, "E001" in named.out) == (CANNOT_RUN, True)


def test_a_record_elsewhere(check, office):
    check("--evidence", "bukti", "--record", "--manifest", "lain.sha256")
    assert (office / "lain.sha256").exists()
    assert not (office / "bukti" / "jawaban.sha256").exists()
    assert check("--evidence", "bukti", "--manifest", "lain.sha256", "--strict").status == OK


@pytest.mark.parametrize("options", [[], ["--record"]], ids=["compared", "recorded"])
def test_another_file_is_never_taken_for_a_record(check, office, options):
    done = check("--evidence", "bukti", "--manifest", "jawaban.yaml", *options)
    assert (done.status, "E018" in done.out) == (CANNOT_RUN, True)
    assert (office / "jawaban.yaml").read_text() == ANSWERS
    assert "The evidence was not checked" in done.out


def test_answers_that_cannot_be_used_are_not_recorded(check, office):
    (office / "jawaban.yaml").write_text(ANSWERS.replace("level: 1", "level: 9"))
    done = check("--evidence", "bukti", "--record")
    assert (done.status, "The evidence was not checked" in done.out) == (FINDINGS, True)
    assert not (office / "bukti" / "jawaban.sha256").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["jawaban.yaml", "--record"], "--evidence FOLDER", id="a record of what"),
        pytest.param(["jawaban.yaml", "--manifest", "x"], "--evidence FOLDER", id="the same"),
        pytest.param(["jawaban.yaml", "--evidence", "hilang"], '"hilang"', id="no such folder"),
        pytest.param(["jawaban.yaml", "--evidence", "jawaban.yaml"], "folder", id="no folder"),
        pytest.param(["jawaban.yaml", "jawaban.yaml", "--evidence", "bukti"], "one", id="several"),
        pytest.param(["aged/questionnaire.yaml", "--evidence", "bukti"], "none", id="no answers"),
        pytest.param(["-", "--evidence", "bukti"], "--manifest", id="no name for the record"),
        pytest.param(["jawaban.yaml", "--as-of", "31-01-2026"], "2026-01-31", id="no date"),
        pytest.param(["jawaban.yaml", "--as-of", "2026-02-30"], "2026-01-31", id="no such day"),
    ],
)
def test_what_makes_no_sense_is_refused(run, arguments, said):
    done = run("check", *arguments, "--lang", "en", stdin=ANSWERS)
    assert (done.status, said in done.err, done.out) == (CANNOT_RUN, True, "")


def test_answers_from_standard_input(check):
    named = ("--evidence", "bukti", "--manifest", "lain.sha256")
    assert check(*named, "--record", file="-", stdin=ANSWERS).status == OK
    assert check(*named, "--strict", file="-", stdin=ANSWERS).status == OK


def test_what_programs_are_told(check):
    check("--evidence", "bukti", "--record")
    found = json.loads(check("--evidence", "bukti", "--format", "json").out)
    [file] = found["evidence"]["files"]
    assert (file["path"], file["size"], len(file["sha256"])) == ("sub/list.txt", 3, 64)
    assert (found["evidence"]["links"], found["evidence"]["without_location"]) == (1, 0)
    assert (found["evidence"]["compared"], found["evidence"]["recorded"]) == (True, False)
    assert json.loads(check("--format", "json").out)["evidence"] is None


def test_warnings_can_be_left_out_and_errors_cannot(check, office):
    done = check("--evidence", "bukti", "--ignore", "W3", "--strict")
    assert (done.status, "W317" in done.out) == (OK, False)
    (office / "bukti" / "sub" / "list.txt").unlink()
    assert check("--evidence", "bukti", "--ignore", "E211", "--strict").status == FINDINGS


@pytest.mark.parametrize(
    ("as_of", "attained"),
    [
        pytest.param([], True, id="that of the answers"),
        pytest.param(["--as-of", "2026-06-01"], True, id="the last day"),
        pytest.param(["--as-of", "2026-06-02"], False, id="a day too late"),
        pytest.param(["--as-of", "2025-05-31"], False, id="before it was written"),
    ],
)
def test_the_day_that_evidence_has_to_be_valid_on(run, check, as_of, attained):
    assert ("W31" in check(*as_of).out) is not attained
    gate = ("--basis", "supported", "--fail-stage-under", "one")
    done = run("assess", "jawaban.yaml", "-Q", "aged", "--quiet", *gate, *as_of)
    assert done.status == (OK if attained else FINDINGS)


def test_the_report_names_the_day_asked_about(run):
    done = run("assess", "jawaban.yaml", "-Q", "aged", "--as-of", "2026-06-02", "--format", "json")
    assert json.loads(done.out)["answers"]["as_of"] == "2026-06-02"


def test_a_baseline_keeps_its_own_day(run, office):
    """What was true of last year stays true, whatever day is asked about now."""
    earlier = ANSWERS.replace("2026, as_of: 2026-01-31", "2025, as_of: 2025-06-30")
    (office / "lalu.yaml").write_text(earlier)
    options = ("--basis", "supported", "--as-of", "2026-06-02", "--format", "json")
    done = run("assess", "jawaban.yaml", "-Q", "aged", "--baseline", "lalu.yaml", *options)
    found = json.loads(done.out)
    assert (found["result"]["index"], found["baseline"]["result"]["index"]) == (0, 100)


def test_a_check_without_evidence_loads_nothing_of_it(office):
    code = (
        "import sys\n"
        "from egovmaturity.cli.app import run\n"
        "run(['check', 'jawaban.yaml', '-Q', 'aged', '-q'])\n"
        "print([name for name in sys.modules if name.startswith('egovmaturity')"
        " and 'evidence_' in name or name == 'unicodedata'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=office, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
