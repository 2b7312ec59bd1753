"""Answers about one service of an institution: every format says which."""

import csv
import io
import json

import pytest

from egovmaturity import assess, load_answers, load_questionnaire, render

HEAD = (
    "format: egovmaturity-answers\nversion: 1\nquestionnaire: inpres-3-2003\n"
    "institution: Kabupaten Uji\n"
)


@pytest.fixture
def written(tmp_path):
    """Render answers whose subject is the text given."""

    def call(report_format, subject):
        file = tmp_path / "jawaban.yaml"
        line = f"{{year: 2026, subject: {json.dumps(subject)}}}" if subject else "{year: 2026}"
        file.write_text(f"{HEAD}assessment: {line}\nanswers: {{S1-LAY-01: 3}}\n", encoding="utf-8")
        questionnaire = load_questionnaire("inpres-3-2003")
        sheet = load_answers(file, questionnaire)
        return render(assess(questionnaire, sheet), report_format)

    return call


@pytest.mark.parametrize(
    ("report_format", "heading"),
    [
        ("terminal", "Kabupaten Uji – Izin usaha, 2026"),
        ("md", "# Kabupaten Uji – Izin usaha: "),
        ("html", "</span> Kabupaten Uji – Izin usaha</h1>"),
    ],
)
def test_a_heading_names_institution_and_subject(written, report_format, heading):
    assert heading in written(report_format, "Izin usaha")


def test_programs_find_the_subject_beside_the_institution(written):
    assert json.loads(written("json", "Izin usaha"))["answers"]["subject"] == "Izin usaha"
    rows = list(csv.DictReader(io.StringIO(written("csv", "=1+1")[1:]), delimiter=";"))
    assert {row["subject"] for row in rows} == {"'=1+1"}


def test_without_a_subject_nothing_is_said_about_one(written):
    assert "Yang dinilai" not in written("html", "")
    assert "</span> Kabupaten Uji</h1>" in written("html", "")
    assert json.loads(written("json", ""))["answers"]["subject"] == ""


def test_a_subject_is_data_in_html(written):
    assert "<i>x" not in written("html", "<i>x</i>")
    assert "&lt;i&gt;x" in written("html", "<i>x</i>")
