"""egovmaturity explain, as people call it."""

import json
import re
from pathlib import Path

import pytest

from egovmaturity.api import assess, load_answers, load_questionnaire
from egovmaturity.cli.explain import find_subject
from egovmaturity.domain.diagnostics import RefusedError
from egovmaturity.views.explanation import Subject, SubjectKind

ROOT = Path(__file__).parent.parent.parent
SPBE = ROOT / "questionnaires" / "spbe-2018" / "tests" / "jawaban-terbuka.yaml"


@pytest.mark.parametrize(
    ("name", "arguments", "env"),
    [
        pytest.param("verdict-id-80.txt", ["--lang", "id"], {}, id="verdict"),
        pytest.param("verdict-id-40.txt", ["--lang", "id"], {"COLUMNS": "40"}, id="narrow"),
        pytest.param("verdict-en-ascii.txt", ["--lang", "en", "--ascii"], {}, id="ascii"),
        pytest.param("verdict-en.md", ["--format", "md", "--report-lang", "en"], {}, id="md"),
        pytest.param("verdict.json", ["--format", "json"], {}, id="json"),
        pytest.param("stage-en.txt", ["pematangan", "--report-lang", "en"], {}, id="a stage"),
        pytest.param("stage.json", ["pematangan", "--format", "json"], {}, id="a stage in json"),
        pytest.param("question-id.txt", ["S2-DAT-01", "--lang", "id"], {}, id="a question"),
        pytest.param("question.json", ["S2-DAT-01", "--format", "json"], {}, id="question in json"),
        pytest.param(
            "left-out-id.txt",
            ["S3-INF-01", "--lang", "id"],
            {},
            id="a question that does not apply",
        ),
        pytest.param("factor-id.txt", ["factor:leadership", "--lang", "id"], {}, id="a factor"),
        pytest.param("robustness-id.txt", ["robustness", "--lang", "id"], {}, id="robustness"),
        pytest.param(
            "robustness.json", ["robustness", "--format", "json", "--draws", "50"], {}, id="draws"
        ),
        pytest.param("index-en.txt", ["index", "--report-lang", "en"], {}, id="the index"),
    ],
)
def test_the_example_is_explained(run, golden, example, name, arguments, env):
    first = [arguments[0]] if not arguments[0].startswith("-") else []
    done = run("explain", *first, example, *arguments[len(first) :], "--quiet", env=env)
    assert (done.status, done.err) == (0, "")
    golden(f"explain/{name}", done.out)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("bands-id.txt", [], id="the band"),
        pytest.param("bands.json", ["--format", "json"], id="the band in json"),
        pytest.param("section-id.txt", ["D2"], id="a section"),
        pytest.param("bands-index-id.txt", ["index"], id="the index"),
    ],
)
def test_an_index_with_bands_is_explained(run, golden, name, arguments):
    first = [arguments[0]] if arguments and not arguments[0].startswith("-") else []
    done = run("explain", *first, SPBE, *arguments[len(first) :], "--quiet", "--lang", "id")
    assert (done.status, done.err) == (0, "")
    golden(f"explain/{name}", done.out)


@pytest.mark.parametrize("columns", ["40", "60", "80", "100"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("subject", ["verdict", "pematangan", "S2-DAT-01", "index", "robustness"])
def test_it_fits_the_terminal(run, example, subject, language, columns):
    arguments = ("explain", subject, example, "--report-lang", language, "--quiet")
    done = run(*arguments, env={"COLUMNS": columns})
    assert [line for line in done.out.splitlines() if len(line) > int(columns)] == []


def test_every_subject_of_the_example_can_be_explained(example):
    from egovmaturity.language import Words
    from egovmaturity.planning.plan import make_plan
    from egovmaturity.renderers.explanation_json import explanation_json
    from egovmaturity.views.explanation import explanation_view, subjects

    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    plan = make_plan(assessment)
    for subject in subjects(assessment):
        assert explanation_view(assessment, plan, Words("id"), subject).blocks
        assert json.loads(explanation_json(assessment, subject))["subject"]["kind"] == subject.kind


def test_json_agrees_with_the_assessment(run, example):
    explained = json.loads(run("explain", example, "--format", "json", "--quiet").out)
    assessed = json.loads(run("assess", example, "--format", "json", "--quiet").out)
    assert explained["verdict"] == assessed["result"]["stage_attained"]
    for stage in assessed["stages"]:
        text = run("explain", stage["id"], example, "--format", "json", "--quiet").out
        assert json.loads(text)["mean"]["score"] == stage["score_exact"]


@pytest.mark.parametrize("basis", ["claimed", "supported", "verified", "best"])
def test_every_basis_can_be_explained(run, example, basis):
    done = run("explain", example, "--basis", basis, "--format", "json", "--quiet")
    assert json.loads(done.out)["basis"] == basis


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["pematanagn"], 'Did you mean "pematangan"?', id="misspelt"),
        pytest.param(["zzz"], "Known here: verdict, index, robustness, persiapan", id="unknown"),
        pytest.param(["stage:S2-DAT-01"], "there is no", id="of another kind"),
    ],
)
def test_what_does_not_exist_is_refused(run, example, arguments, told):
    done = run("explain", *arguments, example, "--lang", "en", "--quiet")
    assert (done.status, done.out) == (2, "")
    assert told in done.err


@pytest.fixture
def assessors(tmp_path, example):
    """The example as two assessors see it: the second finds one level less here and there."""
    text = example.read_text(encoding="utf-8")
    for number, less in enumerate([(), ("S1-LAY-02", "S1-KLB-02", "S2-DAT-01")], start=1):
        for code in less:
            text = re.sub(
                rf"(?m)^(  {code}:\n    level: )(\d)",
                lambda found: f"{found[1]}{int(found[2]) - 1}",
                text,
            )
        (tmp_path / f"asesor-{number}.yaml").write_text(text, encoding="utf-8")
    return "asesor-1.yaml", "asesor-2.yaml"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("agreement-id.txt", ["--lang", "id"], id="terminal"),
        pytest.param("agreement-en.md", ["--format", "md", "--report-lang", "en"], id="markdown"),
        pytest.param("agreement.json", ["--format", "json"], id="json"),
    ],
)
def test_several_assessors_are_compared(run, golden, assessors, name, arguments):
    done = run("explain", "agreement", *assessors, "--basis", "claimed", "--quiet", *arguments)
    assert (done.status, done.err) == (0, "")
    golden(f"explain/{name}", done.out)


def test_assessors_have_to_speak_of_the_same(run, example):
    other = example.with_name("jawaban-2025.yaml")
    done = run("explain", "agreement", example, other, "--lang", "en", "--quiet")
    assert done.status == 2
    assert "not about the same institution, year and subject" in done.err
    alone = run("explain", "agreement", example, "--lang", "en", "--quiet")
    assert alone.status == 2
    assert "two assessors or more" in alone.err


def test_the_same_answers_are_no_second_assessor(run, assessors):
    done = run("explain", "agreement", assessors[0], assessors[0], "--lang", "en", "--quiet")
    assert done.status == 2
    assert "the same answers were given twice" in done.err


def test_institutions_without_an_id_are_told_apart_by_name(run, tmp_path):
    text = HOSTILE.replace('"<b>X</b> \\e[31m|`a` =1+1"', "{name}")
    for name in ("Satu", "Dua"):
        (tmp_path / f"{name}.yaml").write_text(text.replace("{name}", name), encoding="utf-8")
    done = run("explain", "agreement", "Satu.yaml", "Dua.yaml", "--lang", "en", "--quiet")
    assert done.status == 2
    assert "not about the same institution" in done.err


def test_the_same_seed_draws_the_same_weights(run, example):
    arguments = ("explain", "robustness", example, "--format", "json", "--draws", "60", "--quiet")
    first, again = run(*arguments), run(*arguments)
    assert first.out == again.out
    assert json.loads(first.out)["draws"] != json.loads(run(*arguments, "--seed", "7").out)["draws"]


def test_evidence_may_be_judged_on_another_day(run, tmp_path):
    (tmp_path / "q").mkdir()
    (tmp_path / "q" / "questionnaire.yaml").write_text(AGED, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(AGED_ANSWERS, encoding="utf-8")
    arguments = ("explain", "A", "a.yaml", "-Q", "q", "--format", "json", "--quiet", "--as-of")
    assert json.loads(run(*arguments, "2026-03-01").out)["supported"] == 1
    assert json.loads(run(*arguments, "2028-03-01").out)["supported"] == 0


AGED = """\
format: egovmaturity-questionnaire
version: 1
id: q
edition: "1"
language: en
title: A questionnaire
license: CC-BY-4.0
authors: [{name: A. Author}]
sources: [{id: own, text: Written for this test}]
levels: [{level: 0, label: Absent}, {level: 1, label: Present}]
stages: [{id: one, title: One}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
questions:
  - id: A
    stage: one
    title: Plan
    ask: Is there a plan?
    levels: {0: There is none., 1: There is one.}
    evidence: [{text: The plan, from_level: 1, valid_for: 12 months}]
"""
AGED_ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: q@1
institution: A town
assessment: {year: 2026}
answers:
  A: {level: 1, evidence: [{title: Plan, date: 2026-01-31}]}
"""


def test_only_one_thing_is_explained_at_a_time(run, example):
    done = run("explain", "index", "verdict", example, "--lang", "en")
    assert done.status == 2
    assert "one ID and one file" in done.err


def test_a_format_it_does_not_know_is_refused(run, example):
    done = run("explain", example, "--format", "html", "--lang", "en")
    assert done.status == 2
    assert "Possible: terminal, md, json" in done.err


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("verdict", SubjectKind.VERDICT, id="the verdict"),
        pytest.param("persiapan", SubjectKind.STAGE, id="a stage"),
        pytest.param("stage:persiapan", SubjectKind.STAGE, id="a stage, exactly"),
        pytest.param("kepemimpinan", None, id="an id that does not exist"),
        pytest.param("verdict:", SubjectKind.VERDICT, id="the verdict, exactly"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_name_stands_for_one_thing(example, name, kind):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    if kind is None:
        with pytest.raises(RefusedError):
            find_subject(assessment, name)
    else:
        assert find_subject(assessment, name) == Subject(
            kind, name.partition(":")[2] or ("" if kind is SubjectKind.VERDICT else name)
        )


HOSTILE = """\
format: egovmaturity-answers
version: 1
questionnaire: inpres-3-2003
institution: "<b>X</b> \\e[31m|`a` =1+1"
assessment: {year: 2026}
answers:
  S3-INF-01: {not_applicable: true, reason: "\\e]0;x\\a | **b** [l](javascript:x)"}
"""


def test_texts_of_the_file_are_only_text(run, tmp_path):
    (tmp_path / "a.yaml").write_text(HOSTILE, encoding="utf-8")
    shown = run("explain", "a.yaml", "--quiet")
    assert shown.status == 0
    assert "\x1b" not in shown.out
    assert "\x07" not in shown.out
    written = run("explain", "a.yaml", "--format", "md", "--quiet").out
    assert "\\<b\\>X" in written
    assert "\\[l\\](javascript:x)" in written
