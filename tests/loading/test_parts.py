"""The answers of one office: loaded as such, and refused where the whole is needed."""

from datetime import date

import pytest
from loading.samples import source
from rewriting.test_write_answers import FEW, FIRST, SECOND

import egovmaturity
from egovmaturity.cli import app
from egovmaturity.domain.answers import Part, Purpose, Rated, Respondent, Source
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.renderers.answer_values import sheet_values

PART = f"""\
format: egovmaturity-answers
version: 1
questionnaire: {FEW.reference}
institution: {{id: town, name: A town}}
assessment: {{year: 2026}}
part:
  owner: Health office
  purpose: verification
  due: 2026-02-01
  asked: [{SECOND}, {FIRST}]
  respondent: {{name: Sari, position: Staff, date: 2026-01-30}}
  handed_out: {{{FIRST}: "0123456789abcdef"}}
answers:
  {FIRST}:
    level: 2
    source: {{file: health.xlsx, sha256: "{"a" * 64}", date: 2026-01-30}}
"""


def loaded(text):
    return complete_answers(open_answers(source(text)), FEW).sheet


def test_what_an_office_was_asked_and_who_answered():
    sheet = loaded(PART)
    assert sheet.part == Part(
        owner="Health office",
        asked=(FIRST, SECOND),
        purpose=Purpose.VERIFICATION,
        respondent=Respondent("Sari", "Staff", date(2026, 1, 30)),
        due=date(2026, 2, 1),
        handed_out={FIRST: "0123456789abcdef"},
    )
    answer = sheet.answers[FIRST]
    assert isinstance(answer, Rated)
    assert answer.details.source == Source("health.xlsx", "a" * 64, date(2026, 1, 30))


def test_it_is_written_as_it_was_read():
    values = sheet_values(FEW, loaded(PART))
    assert values["part"] == {
        "owner": "Health office",
        "asked": [FIRST, SECOND],
        "purpose": "verification",
        "respondent": {"name": "Sari", "position": "Staff", "date": "2026-01-30"},
        "due": "2026-02-01",
        "handed_out": {FIRST: "0123456789abcdef"},
    }
    assert values["answers"][FIRST]["source"]["file"] == "health.xlsx"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param(f"[{SECOND}, {FIRST}]", "[nobody]", "E201", id="asked what does not exist"),
        pytest.param(f"[{SECOND}, {FIRST}]", "[]", "E014", id="asked nothing"),
        pytest.param("0123456789abcdef", "0123", "E014", id="a digest that is none"),
        pytest.param("verification\n", "opinion\n", "E014", id="another purpose"),
        pytest.param("a" * 64, "a" * 63, "E014", id="a hash that is none"),
    ],
)
def test_what_is_wrong_with_a_part(old, new, code):
    with pytest.raises(ContentError) as refused:
        loaded(PART.replace(old, new))
    assert code in {each.code for each in refused.value.diagnostics}


@pytest.mark.parametrize(
    "command",
    [
        ["assess", "{file}"],
        ["explain", "{file}"],
        ["compare", "{file}", "{file}"],
        ["questionnaire", "migrate", "{file}"],
        ["init", "--from", "{file}", "--year", "2027"],
    ],
    ids=lambda command: command[0],
)
def test_one_office_is_not_the_institution(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "part.yaml").write_text(PART)
    assert app.run([each.format(file="part.yaml") for each in command]) == 2
    assert "part.yaml:7:3: error E107" in capsys.readouterr().err


def test_a_part_can_be_checked(tmp_path, capsys):
    (tmp_path / "part.yaml").write_text(PART)
    assert app.run(["check", str(tmp_path / "part.yaml")]) == 0
    assert "E107" not in capsys.readouterr().err


def test_the_library_refuses_it_too(tmp_path):
    (tmp_path / "part.yaml").write_text(PART)
    with pytest.raises(ContentError, match="E107"):
        egovmaturity.load_answers(tmp_path / "part.yaml", FEW)
