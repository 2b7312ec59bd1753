"""Advice on answers: where check says it, where reports list it, and that it changes nothing."""

import json
import re
from pathlib import Path

import pytest

from egovmaturity import anonymised, assess, load_answers, load_questionnaire, render, second_look
from egovmaturity.cli.check import check_file
from egovmaturity.cli.check_answers import Against
from egovmaturity.domain.diagnostics import Severity

ROOT = Path(__file__).parents[2]
TWELVE = ROOT / "tests/invalid/answers/twelve/questionnaire.yaml"
SUKAMAJU = ROOT / "examples/sukamaju"

HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: twelve@2026.1
language: en
institution: {{name: Kabupaten Zq, id: zq}}
assessment: {{year: {year}, team: Zq team}}
answers:
"""
COPIED = "".join(
    f"  {name}: {{level: {level}, note: Zq note {level}}}\n"
    for name, level in zip(
        ["A4", "A5", "A6", "A7", "A8", "A9", "B1", "B2", "B3"], [1, 0, 2, 1, 0, 2, 1, 0, 2],
        strict=True,
    )
) + "  A1: {not_applicable: true, reason: Zq reason}\n"  # fmt: skip


def answers(tmp_path, entries, year=2026):
    (tmp_path / "twelve").mkdir(exist_ok=True)
    text = TWELVE.read_text(encoding="utf-8")
    (tmp_path / "twelve/questionnaire.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / f"{year}.yaml"
    path.write_text(HEAD.format(year=year) + entries, encoding="utf-8")
    return str(path)


def codes(done):
    return re.findall(r"warning (W\d{3})", done.out)


def test_check_says_it_where_the_first_answer_stands(run, tmp_path):
    file = answers(tmp_path, "  B1: 0\n  A5: 0\n  A4: 2\n")
    done = run("check", file, "--lang", "en")
    assert done.status == 0
    assert f"{file}:10:3: warning W405: A4 at 2 contradicts A5 at 0: What is shared" in done.out
    assert "Find out which of the two is right" in done.out


def test_programs_get_it_with_its_place(run, tmp_path):
    done = run("check", answers(tmp_path, "  A4: 2\n  A5: 0\n"), "--format", "json")
    (problem,) = json.loads(done.out)["problems"]
    assert (problem["code"], problem["severity"]) == ("W405", "warning")
    assert (problem["line"], problem["column"]) == (8, 3)


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        pytest.param([], 0, ["W405"], id="advice alone fails nothing"),
        pytest.param(["--strict"], 1, ["W405"], id="it counts as any warning does"),
        pytest.param(["--strict", "--ignore", "W4"], 0, [], id="unless it is left out"),
        pytest.param(["--select", "W401"], 0, [], id="or not chosen"),
        pytest.param(["--select", "W4"], 0, ["W405"], id="or chosen"),
    ],
)
def test_which_advice_is_given(run, tmp_path, options, status, told):
    file = answers(tmp_path, "  A4: 2\n  A5: 0\n")
    done = run("check", file, "--lang", "en", *options)
    assert (done.status, codes(done)) == (status, told)


def test_broken_answers_get_no_advice(run, tmp_path):
    done = run("check", answers(tmp_path, "  A4: 2\n  A5: 0\n  A6: 9\n"), "--lang", "en")
    assert done.status == 1
    assert codes(done) == []


def test_a_baseline_shows_what_was_only_repeated(run, tmp_path):
    before, now = answers(tmp_path, COPIED, 2025), answers(tmp_path, COPIED, 2026)
    alone = run("check", now, "--lang", "en")
    assert "W403" not in codes(alone)
    done = run("check", now, "--baseline", before, "--lang", "en")
    assert "10 of 10 answers are word for word those of 2025" in done.out


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(["2026.yaml", "2026.yaml"], "--baseline is for one answers file", id="two"),
        pytest.param(["twelve"], "--baseline is for one answers file", id="no answers"),
        pytest.param(["2025.yaml"], "the answers are of 2025", id="not earlier"),
    ],
)
def test_a_baseline_of_no_use_is_refused(run, tmp_path, monkeypatch, files, said):
    answers(tmp_path, COPIED, 2025)
    answers(tmp_path, COPIED, 2026)
    monkeypatch.chdir(tmp_path)
    done = run("check", *files, "--baseline", "2025.yaml", "--lang", "en")
    assert done.status == 2
    assert said in done.err


def test_a_broken_baseline_is_told_with_its_place(run, tmp_path):
    now = answers(tmp_path, COPIED, 2026)
    before = answers(tmp_path, "  A4: 9\n", 2025)
    done = run("check", now, "--baseline", before, "--lang", "en")
    assert done.status == 1
    assert f"{before}:8:7: error E204" in done.out


def test_what_loading_says_of_each_answer_is_not_said_again(run, tmp_path):
    file = answers(tmp_path, "  A4: {level: 2, verification: 0}\n")
    done = run("check", file, "--lang", "en")
    assert codes(done) == ["W302"]


def test_assess_counts_it_in_a_line(run, tmp_path):
    file = answers(tmp_path, "  A4: 2\n  A5: 0\n")
    done = run("assess", file, "--lang", "en")
    assert f"1 thing is worth a second look: egovmaturity check {file}\n" in done.err
    assert "second look" not in run("assess", file, "--lang", "en", "--quiet").err


def test_the_line_of_assess_names_the_baseline(run, tmp_path):
    before, now = answers(tmp_path, COPIED, 2025), answers(tmp_path, COPIED, 2026)
    done = run("assess", now, "--baseline", before, "--lang", "en")
    assert f"egovmaturity check {now} --baseline {before}" in done.err


# Reports


def assessed(tmp_path, entries, language="en"):
    file = answers(tmp_path, entries)
    questionnaire = load_questionnaire(TWELVE, language)
    return assess(questionnaire, load_answers(file, questionnaire))


@pytest.mark.parametrize("report_format", ["md", "html"])
@pytest.mark.parametrize(
    ("language", "title"), [("en", "Worth a second look"), ("id", "Perlu dilihat kembali")]
)
def test_reports_list_it_where_there_is_something(tmp_path, report_format, language, title):
    found = assessed(tmp_path, "  A4: 2\n  A5: 0\n")
    text = render(found, report_format, language)
    assert title in text
    assert "W405" in text
    assert "What is shared needs a link." in text
    assert title not in render(assessed(tmp_path, "  A4: 0\n  A5: 1\n"), report_format, language)


def test_programs_get_every_question_it_is_about(tmp_path):
    found = json.loads(render(assessed(tmp_path, "  A4: 2\n  A5: 0\n"), "json"))
    (remark,) = found["second_look"]
    assert (remark["code"], remark["questions"]) == ("W405", ["A4", "A5"])
    assert remark["hint"]


def test_an_anonymous_report_gives_the_same_advice_and_no_name(tmp_path):
    entries = "".join(
        f"  {name}: {{level: 2, note: Zq note, owner: Zq office, "
        "verification: {level: 1, by: Zq assessor}}\n"
        for name in ["A4", "A6", "A7", "A8", "A9"]
    )
    found = assessed(tmp_path, entries + "  A5: 0\n  A1: 2\n  A2: 2\n  A3: 2\n")
    nameless = anonymised(found, "en")
    assert second_look(nameless) == second_look(found)
    assert {remark.code for remark in second_look(nameless)} == {"W402", "W405", "W406"}
    for report_format in ("md", "html", "json"):
        assert "Zq" not in render(nameless, report_format, "en")


# Honest answers


@pytest.mark.parametrize("file", sorted(SUKAMAJU.glob("jawaban-*.yaml")), ids=lambda f: f.stem)
def test_the_example_gets_no_advice(file):
    before = str(SUKAMAJU / "jawaban-2025.yaml") if "2026" in file.stem else None
    found = [d.code for d in check_file(str(file), Against(baseline=before))]
    assert [code for code in found if code.startswith("W4")] == []


HONEST = [
    "implementation-cycle/tests/e-perizinan-lengkap",
    "spbe-2020-domain/tests/contoh-peraturan",
    "egdi/tests/indonesia-2022",
]


@pytest.mark.parametrize("name", HONEST)
def test_answers_that_list_their_documents_get_no_advice(name):
    found = check_file(str(ROOT / "questionnaires" / f"{name}.yaml"))
    assert [d.code for d in found if d.code.startswith("W4")] == []
    assert all(d.severity is Severity.WARNING for d in found)


@pytest.mark.parametrize(
    "reference", ["inpres-3-2003", "publish-interact-transact-integrate"]
)  # fmt: skip
def test_equal_levels_never_contradict_each_other(reference):
    """What a questionnaire declares has to be a jump between two levels."""
    for declared in load_questionnaire(reference).contradictions:
        for level in range(5):
            assert not (declared.when.holds_for(level) and declared.against.holds_for(level))
