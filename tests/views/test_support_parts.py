"""How a report says what claims rest on: what carries them, what is lacking, who brings it."""

import json

import pytest
from builders import (
    answers,
    bands,
    document,
    document_wanted,
    question,
    questionnaire,
    rated,
    stage,
)

from egovmaturity import anonymised, render
from egovmaturity.domain.results import Basis
from egovmaturity.language import Words
from egovmaturity.renderers.blank_answers import blank_answers
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.expert_review import expert_review
from egovmaturity.renderers.instrument import instrument_text
from egovmaturity.scoring.assess import assess

LIMITED = document_wanted("b", 2, valid_for="12 months")
ASKED = questionnaire(
    stage(
        "one",
        question("A", mandatory=1, evidence=[document_wanted("a")], owner="Secretariat"),
        question("B", weight=5, evidence=[LIMITED], owner="Office of ICT"),
        question("C"),
    ),
    attain=">= 2/3",
)


def view(sheet, asked=ASKED, language="en"):
    return make_bundle(assess(asked, sheet), Words(language)).report


def support(sheet, asked=ASKED, language="en"):
    return view(sheet, asked, language).support


def sheet(dated="", as_of="2026-01-31"):
    proof = [document(dated=dated)] if dated != "none" else []
    return answers(A=3, B=rated(3, evidence=proof), as_of=as_of)


def test_what_a_report_says_about_support():
    found = support(sheet("2024-12-20"))
    closing = "Once the evidence for 2 of them is listed, the supported verdict is the claimed one"
    assert found.summary == (
        "The evidence carries 27.8% of the index that is claimed: 23.8% of 85.7%.",
        "2 claims are higher than their evidence carries.",
        f"{closing}: Title of one. Fewer are not enough.",
    )
    assert [(row.id, row.is_mandatory, row.supported, row.claimed) for row in found.closing] == [
        ("A", True, "0", "3"),
        ("B", False, "1", "3"),
    ]
    assert [row.documents for row in found.closing] == [
        ("document a",),
        ("document b (valid until 20 December 2025)",),
    ]
    assert [(row.owner, row.documents) for row in found.owners] == [
        ("Secretariat", (("document a", "A"),)),
        ("Office of ICT", (("document b (valid until 20 December 2025)", "B"),)),
    ]


@pytest.mark.parametrize(
    ("dated", "as_of", "text"),
    [
        pytest.param("none", "2026-01-31", "document b", id="not listed"),
        pytest.param("", "2026-01-31", "document b (listed without a date)", id="undated"),
        pytest.param(
            "2026-02-01", "2026-01-31", "document b (dated later than this assessment)", id="later"
        ),
        pytest.param("2026-01-01", "", "document b (no day to hold its date against)", id="no day"),
        pytest.param(
            "2025-01-30", "2026-01-31", "document b (valid until 30 January 2026)", id="expired"
        ),
    ],
)
def test_why_a_document_does_not_count(dated, as_of, text):
    found = view(sheet(dated, as_of))
    assert found.support.owners[1].documents[0].text == text
    assert found.answers[0].questions[1].missing == (text,)


def test_support_that_is_complete():
    full = answers(A=rated(3, evidence=[document()]), B=rated(1), C=3, as_of="2026-01-31")
    found = support(full)
    assert found.summary[-1] == "Every claim is carried by its evidence."
    assert (found.closing, found.owners) == ((), ())


def test_a_verdict_that_lacking_evidence_does_not_change():
    found = support(answers(A=1, as_of="2026-01-31"))
    assert found.summary == (
        "The evidence carries 0.0% of the index that is claimed: 0.0% of 4.8%.",
        "1 claim is higher than its evidence carries.",
        "The verdict is the same on both bases: No stage attained.",
    )
    assert (found.closing, len(found.owners)) == ((), 1)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="nothing answered"),
        pytest.param({"C": 3}, id="nothing asked for"),
        pytest.param({"A": 0}, id="the lowest level needs none"),
    ],
)
def test_where_no_evidence_is_needed_nothing_is_said(given):
    found = view(answers(given))
    assert (found.support.summary, found.support.closing, found.support.owners) == ((), (), ())
    assert "From what is claimed" not in render(assess(ASKED, answers(given)), "md", "en")


def test_bands_close_by_the_index():
    asked = questionnaire(
        question("A", evidence=[document_wanted("a")]),
        question("B", evidence=[document_wanted("b")]),
        rule=bands({"low": 1, "high": 2}, lowest=1, highest=5),
    )
    found = support(answers(A=3, B=1), asked)
    assert [row.id for row in found.closing] == ["A"]
    assert found.summary[0].endswith("1.00 of 3.67.")
    assert found.owners[0].owner == "No owner named"


@pytest.mark.parametrize("report_format", ["md", "html"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_format_says_it(report_format, language):
    text = render(assess(ASKED, sheet("2024-12-20")), report_format, language)
    for said in ("document b", "20 De", "Secretariat", "Office of ICT"):
        assert said in text


def test_programs_are_told_why():
    found = json.loads(render(assess(ASKED, sheet("2024-12-20")), "json"))["support"]
    assert (found["index_gap"], found["index_gap_exact"], found["ratio_exact"]) == (
        61.9048,
        "13/21",
        "5/18",
    )
    assert [row["id"] for row in found["unsupported"]] == ["A", "B"]
    assert [(row["id"], row["mandatory"]) for row in found["closing"]] == [
        ("A", True),
        ("B", False),
    ]
    [wanted] = found["owners"][1]["documents"]
    assert wanted["questions"] == [
        {
            "id": "B",
            "evidence": "b",
            "reason": "expired",
            "valid_for": "12 months",
            "dated": "2024-12-20",
            "valid_until": "2025-12-20",
        }
    ]


@pytest.mark.parametrize("basis", list(Basis))
def test_without_names_the_age_of_evidence_still_counts(basis):
    fresh = answers(A=3, B=rated(3, evidence=[document(dated="2025-06-01")]), as_of="2026-01-31")
    assessment = assess(ASKED, fresh, basis)
    nameless = anonymised(assessment, "en")
    assert [each.supported for each in nameless.questions] == [
        each.supported for each in assessment.questions
    ]
    assert (nameless.verdict, nameless.index, nameless.bases) == (
        assessment.verdict,
        assessment.index,
        assessment.bases,
    )
    assert "Secretariat" not in render(nameless, "md", "en")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "at most 12 months old"), ("id", "paling lama 12 bulan")]
)
def test_a_questionnaire_shows_how_old_evidence_may_be(language, said):
    words = Words(language)
    assert said in " ".join(instrument_text(ASKED, words).split())
    assert said in expert_review(ASKED, words, 2)


@pytest.mark.parametrize(("limit", "is_told"), [("1 day", True), ("", False)])
def test_blank_answers_say_that_the_day_matters(limit, is_told):
    wanted = document_wanted("a", valid_for=limit)
    asked = questionnaire(stage("one", question("A", evidence=[wanted])))
    assert ("too old" in blank_answers(asked, Words("en"), "Office", 2026)) is is_told


@pytest.mark.parametrize(("limit", "is_told"), [("1 day", True), ("", False)])
def test_the_method_says_that_evidence_has_to_be_valid(limit, is_told):
    wanted = document_wanted("a", valid_for=limit)
    asked = questionnaire(stage("one", question("A", evidence=[wanted])))
    told = any("too old" in paragraph for paragraph in view(answers(A=1), asked).method)
    assert told is is_told
