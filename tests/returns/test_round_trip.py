"""A sheet that is handed out reads back as what was put into it, in both languages."""

from datetime import date
from fractions import Fraction

import pytest
from builders import answers, bands, number_range, question, questionnaire, section, stage
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from renderers.workbooks import filled
from returns.sheets import returned
from returns.test_ratings import labelled

from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.handouts import Asking, handout_for_all, part_of
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
)
from egovmaturity.domain.collecting import Terms
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.workbook import sheet_workbook

QUESTIONS = (
    question("P1", scale=labelled("Belum ada", "Awal", "Terkelola", "Menyeluruh")),
    question("1.10", scale=labelled("ada", "ada", "3 dari 5", lowest=1)),
    question("N1", scale=number_range(-10, 5000)),
    question("P2", scale=labelled(*(f"anak tangga {n}, " + "panjang " * 40 for n in range(12)))),
)
STAGED = questionnaire(stage("one", *QUESTIONS[:2]), stage("two", *QUESTIONS[2:]), sha256="a" * 64)
TREE = questionnaire(section("d", *QUESTIONS[:3]), QUESTIONS[3], rule=bands())
FLAT = questionnaire(*QUESTIONS, rule=bands())

NASTY = (
    "=1+1",
    "+x",
    "-x",
    "@x",
    "\t=x",
    "_x0041_",
    "<r>a</r>",
    "a\nb",
    "\n\nb",
    "😀",
    "'x",
    "x" * 600,
)
texts = st.sampled_from(NASTY) | st.text(
    st.characters(
        blacklist_categories=("Cc", "Cs", "Cn"), blacklist_characters="\u2028\u2029\ufeff"
    ),
    max_size=20,
)
documents = st.lists(
    st.builds(
        Evidence, texts.filter(str.strip), texts, st.none() | st.dates(), texts, st.just(())
    ).filter(lambda each: each.title.split()),
    max_size=3,
).map(tuple)
details = st.builds(Details, evidence=documents, note=texts)


def answer_to(asked):
    ratings = (
        st.fractions(-10, 5000, max_denominator=10**9)
        | st.sampled_from([Fraction(1, 10), Fraction(2, 3), Fraction(23, 10)])
        if asked.id == "N1"
        else st.sampled_from([level.number for level in asked.scale.levels])
    )
    return st.one_of(
        st.builds(Rated, ratings, details),
        st.builds(NotApplicable, texts, st.just(""), st.builds(Details, evidence=documents)),
        st.builds(DontKnow, details),
        st.builds(Unanswered, details),
    )


def sheets():
    return st.fixed_dictionaries({each.id: answer_to(each) for each in QUESTIONS}).map(answers)


def handed_out(asked, sheet, purpose=Purpose.SELF):
    return handout_for_all(Asking(asked, sheet, Terms(purpose)))


def claims(answers_by_id):
    found = {name: claim_of(answer) for name, answer in answers_by_id.items()}
    return {name: claim for name, claim in found.items() if not claim.is_blank}


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.generate,),  # each example writes a workbook and starts a process
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sheets(), st.sampled_from([STAGED, TREE, FLAT]), st.sampled_from(["id", "en"]))
def test_what_is_put_into_a_sheet_comes_back(tmp_path, sheet, asked, language):
    handout = handed_out(asked, sheet)
    found = returned(tmp_path, sheet_workbook(handout, Words(language)), asked=asked)
    assert claims(found.sheet.answers) == claims(sheet.answers)
    assert found.sheet.part == part_of(handout)
    assert found.sheet.institution == sheet.institution
    assert {each.code for each in found.problems} <= {"W342"}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("purpose", Purpose)
def test_a_sheet_nobody_filled_in(tmp_path, language, purpose):
    handout = handed_out(STAGED, answers(), purpose)
    found = returned(tmp_path, sheet_workbook(handout, Words(language)), asked=STAGED)
    assert (found.sheet.answers, found.problems, found.unreadable) == ({}, (), ())
    assert found.sheet.part == part_of(handout)
    assert found.is_labelled


@pytest.mark.parametrize(
    ("language", "page", "table"), [("id", "Identitas", "Jawaban"), ("en", "Identity", "Answers")]
)
def test_what_is_typed_into_a_sheet(tmp_path, language, page, table):
    empty = sheet_workbook(handed_out(STAGED, answers()), Words(language))
    who = dict(
        zip(("C5", "C6", "C7", "C8", "C10"), ("Sari", "Kepala", "19", "08", "Budi"), strict=True)
    )
    named = filled(empty, page, who | {"C9": 46052.0})
    data = filled(named, table, {"F5": "3", "G5": "SK", "F6": "2 ada", "F7": 2.2999999999999998})
    found = returned(tmp_path, data, asked=STAGED)
    assert found.sheet.part.respondent == Respondent(
        "Sari", "Kepala", date(2026, 1, 30), "19", "08", "Budi"
    )
    rows = {name: claim.rating for name, claim in claims(found.sheet.answers).items()}
    assert rows == {"P1": 3, "1.10": 2, "N1": Fraction(23, 10)}
    assert found.problems == ()
