"""Messages to offices: what they say, for every kind of file, and that names stay data."""

from datetime import date

import pytest
from builders import answers, question, questionnaire, stage
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.collecting.handouts import Asking, handout_for_all
from egovmaturity.domain.collecting import Terms
from egovmaturity.domain.questionnaire import Terms as Names
from egovmaturity.language import Words
from egovmaturity.renderers.covering_notes import Letter, as_data, covering_notes, paragraph


def letter(sheet="a.xlsx", form="", owner="BKPSDM", count=2, **terms):
    asked = [question(f"q{number}") for number in range(count)]
    model = questionnaire(stage("s", *asked))._replace(
        title="Layanan", terms=Names("kriteria", "", "", "")
    )
    handout = handout_for_all(Asking(model, answers(), Terms(**terms)))
    return Letter(handout._replace(owner=owner), sheet, form)


def test_everything_an_office_has_to_know_is_in_one_paragraph():
    given = letter(due=date(2026, 2, 15), contact="Budi, 0812.")
    assert paragraph(given, Words("id")) == (
        'Yth. Pimpinan BKPSDM. Mohon menjawab 2 kriteria penilaian mandiri "Layanan" Tahun 2026. '
        "Pada lembar jawaban terlampir, isi hanya sel kuning. Mohon mengirimkan kembali berkas "
        "yang sudah terisi paling lambat 15 Februari 2026. Narahubung: Budi, 0812."
    )


def test_what_is_not_known_is_not_said():
    assert paragraph(letter(count=1), Words("en")) == (
        'To the head of BKPSDM. Please answer 1 kriteria of the self-assessment "Layanan" for '
        "2026. In the attached sheet, fill in the yellow cells only. Please send the completed "
        "file back."
    )


@pytest.mark.parametrize(
    ("sheet", "form", "said"),
    [
        pytest.param("a.xlsx", "", "the yellow cells only", id="sheet"),
        pytest.param("", "a.html", "form is opened in a browser", id="form"),
        pytest.param("a.xlsx", "a.html", "one of the attached files", id="both"),
    ],
)
def test_how_to_answer_depends_on_the_file(sheet, form, said):
    assert said in paragraph(letter(sheet, form), Words("en"))


def test_offices_stand_in_order_with_the_files_to_attach():
    sent = [letter(owner="Setda"), letter("b.xlsx", "b.html", owner="BPKAD")]
    lines = covering_notes(sent, Words("en")).split("\r\n")
    assert lines[0] == "Messages to 2 owners, 2026"
    assert [line for line in lines if line[:1].isdigit()] == ["1. Setda", "2. BPKAD"]
    assert [line for line in lines if line.startswith("Attach")] == [
        "Attach: a.xlsx",
        "Attach: b.xlsx, b.html",
    ]
    assert [paragraph(each, Words("en")) for each in sent] == [lines[7], lines[13]]
    assert lines[-1] == ""
    assert not any("\n" in line or "\r" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Dinas *Penting*", "Dinas \uff0aPenting\uff0a", id="bold"),
        pytest.param(
            "_Setda_ ~lama~", "\uff3fSetda\uff3f \uff5elama\uff5e", id="italic and struck out"
        ),
        pytest.param("```Setda```", "\uff40\uff40\uff40Setda\uff40\uff40\uff40", id="code"),
        pytest.param("budi_s@kota.go.id", "budi_s@kota.go.id", id="an address stays right"),
        pytest.param("2*3", "2*3", id="within a word nothing acts"),
        pytest.param("A\r\nYth. Bupati", "A Yth. Bupati", id="no second paragraph"),
        pytest.param("A\u202eB\x1b[0m", "A\\u202eB\\x1b[0m", id="nothing hidden"),
    ],
)
def test_names_are_data(name, shown):
    assert as_data(name) == shown
    assert shown in paragraph(letter(owner=name), Words("id"))


@given(st.text())
def test_no_name_makes_a_line_or_a_sign_that_acts(name):
    shown = f" {as_data(name)} "
    assert len(shown.splitlines()) == 1
    for place, sign in enumerate(shown):
        if sign in "*_~`":
            assert shown[place - 1].isalnum() or shown[place - 1] in "*_~`"
            assert shown[place + 1].isalnum() or shown[place + 1] in "*_~`"
