"""Anonymous reports: no word of the answers file is left, in any format, and every score is."""

import json
import re
from fractions import Fraction

import pytest

from egovmaturity import anonymised, assess, load_answers, load_questionnaire, make_plan, render
from egovmaturity.domain.results import Basis
from egovmaturity.domain.roadmap import Aim, Conditions, Enabler, Horizon, PlanData, Query, Unit
from egovmaturity.language import Words
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.master_plan import make_master_plan
from egovmaturity.renderers.outline import outline_html, outline_markdown
from egovmaturity.views.anonymous_roadmap import anonymous_roadmap
from egovmaturity.views.outline_view import outline_view

FORMATS = ("terminal", "md", "html", "json", "csv")

QUESTIONNAIRE = """\
format: egovmaturity-questionnaire
version: 1
id: uji
edition: "1"
language: id
title: Uji
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: nol}, {level: 1, label: satu}, {level: 2, label: dua}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
stages: [{id: awal, title: Awal}, {id: lanjut, title: Lanjut}]
questions:
  - {id: A1, stage: awal, ask: A1, mandatory: 1, owner: zq-office-of-questionnaire, \
not_applicable: with-reason}
  - {id: A2, stage: awal, ask: A2, evidence: [{id: e, text: Surat, from_level: 1}]}
  - {id: A3, stage: awal, ask: A3}
  - {id: A4, stage: awal, ask: A4}
  - {id: B1, stage: lanjut, ask: B1, not_applicable: with-reason}
"""

# Every place where an answers file holds a text of the institution's own.
ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: uji@1
fictional: true
institution: {name: zq-name, id: zq-id, kind: kabupaten}
assessment:
  {year: 2026, as_of: 2026-01-31, report_date: 2026-02-12, purpose: zq-purpose, team: zq-team,
   subject: zq-subject}
decisions: [zq-decision]
actions:
  - {id: zq-action, title: zq-title, raises: {A3: 2}, owner: zq-owner, support: [zq-support],
     start: 2026-Q2, end: 2026-Q4, budget: 1900000000, budget_line: zq-line, status: running}
answers:
  A1: {not_applicable: true, reason: zq-reason, approved_by: zq-approver, note: zq-note-1}
  A2:
    level: 2
    note: zq-note-2
    owner: zq-owner-2
    evidence:
      - {title: zq-document, number: zq-number, date: 1987-03-04, location: zq/place.pdf, for: e}
      - {title: zq-other, location: "https://zq.example/file"}
    verification: {level: 1, by: zq-assessor, date: 1987-03-04, note: zq-finding}
  A3: {unknown: true, note: zq-note-3, owner: zq-owner-3}
  A4: {note: zq-note-4, target: 2}
  B1: {not_applicable: true, reason: zq-reason-2}
"""


@pytest.fixture(scope="module")
def assessment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zq-folder")
    (folder / "q.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (folder / "zq-answers.yaml").write_text(ANSWERS, encoding="utf-8")
    questionnaire = load_questionnaire(folder / "q.yaml")
    return assess(questionnaire, load_answers(folder / "zq-answers.yaml", questionnaire))


def traces(text):
    """Find what the institution wrote, wherever the case of its letters was changed.

    A hash in the page may hold the same letters, but never with a sign right behind them.
    """
    return re.findall(r"(?i)\bzq[-/.][\w/.-]*|\b1987\b", text)


def test_the_sample_holds_every_key_that_takes_a_text(assessment):
    """A key added to the format later must be thought of here."""
    from egovmaturity.domain import answers as domain

    texts = {
        domain.Institution: {"id", "name"},
        domain.Occasion: {"purpose", "team", "subject"},
        domain.Details: {"note", "owner"},
        domain.Evidence: {"title", "number", "location"},
        domain.Verification: {"by", "note"},
        domain.NotApplicable: {"reason", "approved_by"},
        domain.Action: {"id", "title", "owner", "budget_line"},
        domain.AnswerSheet: {"file", "sha256", "language", "questionnaire"},
    }
    for kind, expected in texts.items():
        assert {name for name, hint in kind.__annotations__.items() if hint is str} == expected
    shown = traces(render(assessment, "md") + render(assessment, "json"))
    assert len(set(shown)) >= 20


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("report_format", FORMATS)
@pytest.mark.parametrize("basis", list(Basis))
def test_no_trace_is_left_in_any_format(assessment, report_format, language, basis):
    chosen = assess(assessment.questionnaire, assessment.sheet, basis)
    text = render(anonymised(chosen, language), report_format, language)
    assert traces(text) == []
    assert assessment.sheet.sha256 not in text


HUB = Enabler(
    "zq-hub",
    "zq-enabler",
    {Unit.RUPIAH: Fraction(5)},
    {"A3": 1, "A4": 1},
    owner="zq-owner-5",
)
PLAN_FILE = PlanData(
    questions={q: Conditions(owner="zq-owner-4") for q in ("A3", "A4")}, enablers=(HUB,)
)


@pytest.mark.parametrize("write", [outline_markdown, outline_html])
def test_no_trace_is_left_in_a_master_plan_with_a_plan_in_it(assessment, write):
    aim = Aim(assessment.questionnaire.stages[0], ())
    query = Query(aim, Horizon(2027, 1, {}), Unit.RUPIAH, PLAN_FILE, Fraction(1))
    roadmap = find_plan(assessment, query)
    words = Words("en")

    def written(assessment, roadmap):
        plan = make_master_plan(assessment, make_plan(assessment), roadmap)
        return write(outline_view(plan, words), words)

    named = written(assessment, roadmap)
    assert {"zq-hub", "zq-enabler", "zq-owner-4", "zq-name", "zq-title"} <= {*traces(named)}
    nobody = written(anonymised(assessment, "en"), anonymous_roadmap(roadmap, words))
    assert traces(nobody) == []
    assert "E1 Enabler 1" in nobody
    assert "plan ANSWERS --as-of" in nobody
    assert "--anonymous" in nobody


@pytest.mark.parametrize("report_format", ["md", "html", "json"])
def test_a_report_says_that_it_is_anonymous(assessment, report_format):
    said = {"md": "Anonymised:", "html": "Anonymised:", "json": '"anonymised": true'}
    assert said[report_format] in render(anonymised(assessment, "en"), report_format, "en")
    assert said[report_format] not in render(assessment, report_format, "en")


@pytest.mark.parametrize("basis", list(Basis))
def test_scores_and_verdict_stay(assessment, basis):
    named = assess(assessment.questionnaire, assessment.sheet, basis)
    nobody = anonymised(named)
    assert nobody.basis is basis
    for field in ("index", "verdict", "tally", "factors", "cells", "bases"):
        assert getattr(nobody, field) == getattr(named, field)
    for before, after in zip(named.questions, nobody.questions, strict=True):
        same = before._replace(answer=after.answer, question=after.question)
        assert same == after
    before, after = (json.loads(render(each, "json")) for each in (named, nobody))
    assert after["projection"] == before["projection"]
    assert [gap["id"] for gap in after["gaps"]] == [gap["id"] for gap in before["gaps"]]
    assert after["answers"]["file"] is None
    assert after["answers"]["sha256"] is None


def test_numbers_dates_of_the_assessment_and_the_plan_in_outline_stay(assessment):
    text = render(anonymised(assessment, "id"), "md", "id")
    for stays in (
        "Sebuah kabupaten",
        "31 Januari 2026",
        "12 Februari 2026",
        "TW II–IV 2026",
        "Rp1.900.000.000",
        "A3 → 2",
        "Dokumen 2",
        "Alasan tidak ditampilkan",
    ):
        assert stays in text


def test_anonymising_twice_changes_nothing_more(assessment):
    once = anonymised(assessment)
    assert render(anonymised(once), "json") == render(once, "json")


def test_the_example_keeps_no_name(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    found = anonymised(assess(questionnaire, load_answers(example, questionnaire)))
    for report_format in FORMATS:
        text = render(found, report_format)
        assert not re.search("(?i)sukamaju|kominfo|bupati|bappeda", text.split("Metodologi")[0])


def test_an_unknown_language_is_refused(assessment):
    with pytest.raises(ValueError, match="language is one of"):
        anonymised(assessment, "xx")
