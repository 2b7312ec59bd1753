"""The public functions, as a notebook uses them."""

from datetime import date

import pytest

import egovmaturity
from egovmaturity import (
    Basis,
    ContentError,
    assess,
    load_answers,
    load_crosswalk,
    load_questionnaire,
    render,
    render_outline,
    render_outline_docx,
    write_blank_answers,
)


@pytest.fixture(scope="module")
def questionnaire():
    return load_questionnaire("inpres-3-2003")


def test_every_public_name_exists_and_is_listed():
    assert dir(egovmaturity) == sorted(egovmaturity.__all__)
    assert all(getattr(egovmaturity, name) for name in egovmaturity.__all__)
    with pytest.raises(AttributeError, match="no attribute 'score'"):
        _ = egovmaturity.score


@pytest.mark.parametrize("basis", list(Basis))
def test_a_basis_may_be_given_as_text(questionnaire, example, basis):
    sheet = load_answers(example, questionnaire)
    assert assess(questionnaire, sheet, basis.value) == assess(questionnaire, sheet, basis)


def test_an_unknown_basis_is_refused(questionnaire, example):
    with pytest.raises(ValueError, match="self"):
        assess(questionnaire, load_answers(example, questionnaire), "self")


def test_answers_to_something_else_are_not_scored(questionnaire, example):
    sheet = load_answers(example, questionnaire)
    with pytest.raises(ValueError, match="not for"):
        assess(questionnaire._replace(edition="2027.1"), sheet)


@pytest.mark.parametrize(
    "wrong",
    [
        {"report_format": "pdf"},
        {"report_format": "docx"},
        {"language": "fr"},
        {"number_style": "de"},
    ],
)
def test_what_cannot_be_rendered_is_refused(questionnaire, example, wrong):
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        render(assessment, **wrong)


def test_a_crosswalk_adds_what_the_gaps_touch(questionnaire, example):
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    crosswalk = load_crosswalk("gtmi", questionnaire, "en")
    assert "GovTech Enablers Index" not in render(assessment, "md", "en")
    assert "GovTech Enablers Index" in render(assessment, "md", "en", crosswalk=crosswalk)
    with pytest.raises(ValueError, match="begins at gtmi"):
        render(assessment, crosswalk=crosswalk.turned())


def test_problems_come_with_their_places(tmp_path, questionnaire):
    path = tmp_path / "j.yaml"
    path.write_text("format: egovmaturity-answers\nversion: 1\nanswers: {X: 1}\n")
    with pytest.raises(ContentError) as caught:
        load_answers(path, questionnaire)
    assert {d.code for d in caught.value.diagnostics} == {"E012", "E201"}


def test_blank_answers_load_with_nothing_answered(tmp_path, questionnaire):
    path = tmp_path / "j.yaml"
    path.write_text(write_blank_answers(questionnaire, "Dinas Uji", 2026), encoding="utf-8")
    assert assess(questionnaire, load_answers(path, questionnaire)).tally.unanswered == 58


def test_answers_may_be_asked_about_another_day(questionnaire, example):
    day = date(2027, 3, 1)
    assert load_answers(example, questionnaire, day).occasion.day == day
    assert load_answers(example, questionnaire).occasion.day == date(2026, 1, 31)


def test_a_master_plan_is_written_in_every_format(questionnaire, example):
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    assert render_outline(assessment, language="en").startswith("# Pemerintah Kabupaten Sukamaju")
    assert '<html lang="id">' in render_outline(assessment, "html")
    assert render_outline_docx(assessment).startswith(b"PK")


@pytest.mark.parametrize("wrong", [{"report_format": "docx"}, {"language": "fr"}])
def test_a_master_plan_has_no_other_format_or_language(questionnaire, example, wrong):
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        render_outline(assessment, **wrong)
