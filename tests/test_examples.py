"""The examples: complete, believable, and their reports current to the letter."""

import io
import zipfile
from pathlib import Path

import pytest

from egovmaturity import assess, load_answers, load_questionnaire, render, render_docx
from egovmaturity.domain.answers import DontKnow, NotApplicable, Rated, Unanswered

ROOT = Path(__file__).parent.parent
SUKAMAJU = ROOT / "examples" / "sukamaju"


@pytest.mark.parametrize(
    ("report", "answers", "report_format", "language"),
    [
        ("laporan-2025.md", "jawaban-2025.yaml", "md", "id"),
        ("laporan-2025.html", "jawaban-2025.yaml", "html", "id"),
        ("laporan-2026.md", "jawaban-2026.yaml", "md", "id"),
        ("laporan-2026.html", "jawaban-2026.yaml", "html", "id"),
        ("report-2026.en.md", "jawaban-2026.yaml", "md", "en"),
        ("report-2026.en.html", "jawaban-2026.yaml", "html", "en"),
        ("hasil-2026.json", "jawaban-2026.yaml", "json", "id"),
        ("hasil-2026.csv", "jawaban-2026.yaml", "csv", "id"),
    ],
)
def test_reports_are_current(golden, report, answers, report_format, language):
    questionnaire = load_questionnaire("inpres-3-2003", language)
    assessment = assess(questionnaire, load_answers(SUKAMAJU / answers, questionnaire))
    golden(SUKAMAJU / report, render(assessment, report_format, language))


def test_the_word_report_is_current(request):
    """Its parts are: how they are packed may differ from one Python to the next."""
    questionnaire = load_questionnaire("inpres-3-2003", "id")
    answers = load_answers(SUKAMAJU / "jawaban-2026.yaml", questionnaire)
    data = render_docx(assess(questionnaire, answers), "id")
    path = SUKAMAJU / "laporan-2026.docx"
    if request.config.getoption("--update-golden"):
        path.write_bytes(data)
    assert _parts(path.read_bytes()) == _parts(data), "accept with pytest --update-golden"


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_way_to_answer_occurs(year):
    questionnaire = load_questionnaire("inpres-3-2003")
    sheet = load_answers(SUKAMAJU / f"jawaban-{year}.yaml", questionnaire)
    answers = [sheet.answer(question.id) for question in questionnaire.questions]
    assert len(answers) == 58
    assert {type(answer) for answer in answers} == {Rated, NotApplicable, DontKnow, Unanswered}
    assert sum(bool(answer.details.evidence) for answer in answers) >= 15
    assert sum(answer.details.verification is not None for answer in answers) >= 10
    assert sheet.actions
    assert sheet.fictional


def test_the_second_year_is_better_than_the_first():
    questionnaire = load_questionnaire("inpres-3-2003")
    before, after = (
        assess(questionnaire, load_answers(SUKAMAJU / f"jawaban-{year}.yaml", questionnaire))
        for year in (2025, 2026)
    )
    assert before.verdict.attained is None
    assert after.verdict.attained.id == "persiapan"
    assert before.index.low < after.index.low
