"""sheet and form: which files offices get, which stay, and what is said to whom."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from egovmaturity.cli import app
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.handing_out import Request, run_handing_out
from egovmaturity.cli.handout_names import FORM, SHEET
from egovmaturity.domain.answers import Purpose
from egovmaturity.domain.diagnostics import ContentError, english
from egovmaturity.language import Words
from egovmaturity.renderers.form.content import file_name

REWRITING = Path(__file__).parent.parent / "rewriting"
QUESTIONNAIRE = """\
format: egovmaturity-questionnaire
version: 1
id: q
edition: "2026.1"
language: en
title: T
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: t}]
levels: [{level: 0, label: a}, {level: 1, label: b}]
verdict: {kind: stages, attain: ">= 70 %"}
stages: [{id: s1, title: One}]
questions:
"""
ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: q@2026.1
language: LANGUAGE
institution: {name: Kota X}
assessment: {year: YEAR}
answers:
"""


def write_answers(path, owners, language="en", year=2026, level=1):
    (path.parent / "q").mkdir(exist_ok=True)
    questions = "".join(
        f"  - {{id: Q{number}, stage: s1, ask: {number}, levels: {{0: x, 1: y}}, "
        "recommend: {0: r}}\n"
        for number in range(1, len(owners) + 1)
    )
    (path.parent / "q" / "questionnaire.yaml").write_text(QUESTIONNAIRE + questions)
    head = ANSWERS.replace("LANGUAGE", language).replace("YEAR", str(year))
    answers = "".join(
        f"  Q{number}: {{level: {level}" + (f', owner: "{owner}"' if owner else "") + "}\n"
        for number, owner in enumerate(owners, start=1)
    )
    path.write_text(head + answers, encoding="utf-8")


@pytest.fixture
def hand_out(tmp_path, monkeypatch, capsys):
    """Hand out files of one kind as a command would; returns what was printed and said."""
    monkeypatch.chdir(tmp_path)
    write_answers(tmp_path / "answers.yaml", ["Setda", "BPKAD", "", "Setda"])
    usual = Request(
        *("answers.yaml", None, "owner", (), "out", None, None, False, False, None, None, False)
    )

    def call(kind=SHEET, render=text_of, *, quiet=False, **changes):
        common = Common("en", "auto", False, quiet)
        run_handing_out(usual._replace(**changes), kind, render, common, Words("en"))
        return capsys.readouterr()

    return call


def text_of(handout, words):
    """Lay out a handout in a line; what is tested here is which handout it is."""
    told = [words.language, handout.owner, *(question.id for question in handout.questions)]
    claims = [f"{name}={handout.answers[name].rating}" for name in handout.answers]
    return " ".join([*told, *claims, str(handout.terms.due), handout.terms.contact])


def files(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


# Which files


def test_every_office_gets_its_own(hand_out, tmp_path):
    hand_out()
    found = files(tmp_path / "out")
    assert list(found) == [
        "bpkad-2026.xlsx",
        "messages.txt",
        "setda-2026.xlsx",
        "without-owner-2026.xlsx",
    ]
    assert found["setda-2026.xlsx"] == "en Setda Q1 Q4 Q1=1 Q4=1 None "
    assert found["without-owner-2026.xlsx"] == "en  Q3 Q3=1 None "


@pytest.mark.parametrize("chosen", [(), ("Dinas Kominfó",)], ids=["all", "one alone"])
def test_offices_of_like_names_save_their_answers_under_unlike_ones(hand_out, tmp_path, chosen):
    """Their answers come back into one folder."""
    owners = ["Dinas Kominfo", "Dinas Kominfó", "市"]
    write_answers(tmp_path / "answers.yaml", owners)
    saved = {}
    hand_out(FORM, lambda one, _: saved.setdefault(one.owner, file_name(one)), owners=chosen)
    expected = {
        "Dinas Kominfo": "jawaban-dinas-kominfo-2026.yaml",
        "Dinas Kominfó": "jawaban-dinas-kominfo-2-2026.yaml",
        "市": "jawaban-owner-2026.yaml",
    }
    assert saved == {owner: expected[owner] for owner in chosen or owners}


@pytest.mark.parametrize(
    ("kind", "language", "name"),
    [
        (SHEET, "id", "lembar-jawaban-2026.xlsx"),
        (SHEET, "en", "answer-sheet-2026.xlsx"),
        (FORM, "id", "formulir-2026.html"),
        (FORM, "en", "answer-form-2026.html"),
    ],
)
@pytest.mark.parametrize("per", ["all", None])
def test_one_file_for_all(hand_out, tmp_path, kind, language, name, per):
    write_answers(tmp_path / "answers.yaml", ["Setda", ""], language)
    printed = hand_out(kind, per=per)
    assert list(files(tmp_path / "out")) == [name]
    assert printed.out == ""
    assert "no owner" not in printed.err


def test_files_speak_the_language_of_the_answers_or_the_one_asked_for(hand_out, tmp_path):
    write_answers(tmp_path / "answers.yaml", ["Setda"], "id")
    printed = hand_out()
    assert files(tmp_path / "out")["setda-2026.xlsx"].startswith("id Setda")
    assert 'no texts in "id"' in printed.err
    assert "Yth. Pimpinan Setda" in files(tmp_path / "out")["pesan-whatsapp.txt"]
    printed = hand_out(language="en", folder="en")
    assert files(tmp_path / "en")["setda-2026.xlsx"].startswith("en Setda")
    assert "no texts" not in printed.err


def test_a_folder_is_the_present_one_unless_named(hand_out, tmp_path):
    hand_out(per="all", folder=".")
    assert (tmp_path / "answer-sheet-2026.xlsx").is_file()


def test_what_is_asked_reaches_the_file(hand_out, tmp_path):
    hand_out(due=date(2026, 2, 15), contact=" Budi \n 0812", blank=True)
    assert files(tmp_path / "out")["bpkad-2026.xlsx"] == "en BPKAD Q2 2026-02-15 Budi 0812"


def test_verifiers_get_files_of_their_own_and_no_messages(hand_out, tmp_path):
    hand_out()
    before = files(tmp_path / "out")
    asked = []
    hand_out(verify=True, blank=True, render=lambda handout, _: asked.append(handout) or "v")
    assert {handout.terms.purpose for handout in asked} == {Purpose.VERIFICATION}
    assert all(handout.answers for handout in asked)  # verifiers have to see what is claimed
    found = files(tmp_path / "out")
    assert found.keys() - before.keys() == {
        "bpkad-verification-2026.xlsx",
        "setda-verification-2026.xlsx",
        "without-owner-verification-2026.xlsx",
    }
    assert before.items() <= found.items()
    assert hand_out(verify=True, owners=("Setda",)).out == ""


@pytest.mark.parametrize(
    ("owners", "names"),
    [
        pytest.param(
            ["Dinas A", "Dinas  a", "dinas-a"],
            ["dinas-a", "dinas-a-2", "dinas-a-3"],
            id="names that look alike",
        ),
        pytest.param(
            ["Answer form", "Without owner"], ["answer-form-2", "without-owner-2"], id="ours"
        ),
        pytest.param(["部門", "Отдел"], ["owner", "owner-2"], id="no letter of ASCII"),
        pytest.param(["../../etc/x", "C:\\CON"], ["etc-x", "c-con"], id="no path"),
        pytest.param(["D" * 300], ["d" * 40], id="long"),
    ],
)
def test_names_are_unlike_and_safe(hand_out, tmp_path, owners, names):
    write_answers(tmp_path / "answers.yaml", [each.replace("\\", "\\\\") for each in owners])
    hand_out()
    found = [name for name in files(tmp_path / "out") if name.endswith(".xlsx")]
    assert found == sorted(f"{name}-2026.xlsx" for name in names)


def test_an_office_chosen_alone_has_the_name_it_has_among_all(hand_out, tmp_path):
    write_answers(tmp_path / "answers.yaml", ["Dinas A", "Dinas A/"])
    hand_out(owners=("Dinas A/",), per=None)
    assert list(files(tmp_path / "out")) == ["dinas-a-2-2026.xlsx"]


@pytest.mark.parametrize("per", [None, "owner"])
@pytest.mark.parametrize("wanted", ["BPKAD", "bpkad", " Bpkad "])
def test_offices_can_be_chosen(hand_out, tmp_path, wanted, per):
    printed = hand_out(owners=(wanted,), per=per)
    assert list(files(tmp_path / "out")) == ["bpkad-2026.xlsx"]
    assert printed.out.startswith("To the head of BPKAD. Please answer 1 question")


def test_offices_chosen_stand_in_their_order(hand_out):
    printed = hand_out(owners=("BPKAD", "Setda"))
    assert [line[:20] for line in printed.out.splitlines() if line] == [
        "To the head of Setda",
        "To the head of BPKAD",
    ]


# What is refused


@pytest.mark.parametrize(
    ("changes", "cause", "hint"),
    [
        pytest.param({"owners": ("BPKD",)}, "--owner", '"BPKAD"', id="an office misspelt"),
        pytest.param({"owners": ("Zzz",)}, "--owner", "Setda, BPKAD", id="an office unknown"),
        pytest.param({"owners": ("",)}, "--owner", "Setda, BPKAD", id="no office"),
        pytest.param({"owners": ("Setda",), "per": "all"}, "--per all", "Leave out", id="both"),
        pytest.param({"contact": " "}, "--contact", "", id="a contact of nothing"),
        pytest.param({"baseline": "-"}, "--baseline", "", id="last year from a pipe"),
        pytest.param({"baseline": "answers.yaml"}, "2026", "earlier year", id="the same year"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    hand_out, tmp_path, changes, cause, hint
):
    with pytest.raises(UsageError) as refused:
        hand_out(**changes)
    assert cause in english(refused.value.message)
    assert hint in (english(refused.value.hint) if refused.value.hint else "")
    assert not (tmp_path / "out").exists()


def test_broken_answers_are_refused(hand_out, tmp_path):
    (tmp_path / "answers.yaml").write_text("format: x")
    with pytest.raises(ContentError):
        hand_out()
    assert not (tmp_path / "out").exists()


# Last year


def test_last_years_levels_are_shown_beside(hand_out, tmp_path):
    write_answers(tmp_path / "before.yaml", ["Setda", "BPKAD", "", "X"], year=2025, level=0)
    seen = {}
    hand_out(baseline="before.yaml", render=lambda handout, _: seen.update(handout.earlier) or "")
    assert seen == {"Q1": 0, "Q2": 0, "Q3": 0, "Q4": 0}


def test_last_years_levels_come_across_editions(hand_out, tmp_path):
    text = (REWRITING / "new-edition.yaml").read_text(encoding="utf-8")
    (tmp_path / "ed").mkdir()
    (tmp_path / "ed" / "questionnaire.yaml").write_text(text, encoding="utf-8")
    text = (REWRITING / "answers-before.yaml").read_text(encoding="utf-8")
    (tmp_path / "before.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(
        "format: egovmaturity-answers\nversion: 1\nquestionnaire: ed@2026.1\nlanguage: en\n"
        'institution: {name: "Dinas: Uji"}\nassessment: {year: 2027}\nanswers: {}\n'
    )
    seen = {}
    hand_out(baseline="before.yaml", render=lambda handout, _: seen.update(handout.earlier) or "")
    assert seen["Q10"] == 2  # 1 of the older scale
    assert "Q9" not in seen


def test_last_year_of_another_institution_is_refused(hand_out, tmp_path):
    write_answers(tmp_path / "before.yaml", ["Setda"] * 4, year=2025)
    text = (tmp_path / "before.yaml").read_text().replace("Kota X", "Kota Y")
    (tmp_path / "before.yaml").write_text(text)
    with pytest.raises(UsageError, match="Kota"):
        hand_out(baseline="before.yaml")


# Files that exist


def test_a_second_run_changes_nothing(hand_out, tmp_path):
    hand_out()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    printed = hand_out()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before
    assert "0 files of 3" in printed.err
    assert printed.err.count("(unchanged)") == 3


def test_a_file_with_other_content_is_kept(hand_out, tmp_path):
    hand_out()
    (tmp_path / "out" / "setda-2026.xlsx").write_text("filled in")
    printed = hand_out()
    assert files(tmp_path / "out")["setda-2026.xlsx"] == "filled in"
    assert "(kept)" in printed.err
    assert "1 file is there already" in printed.err


def test_force_writes_anew_and_keeps_a_copy(hand_out, tmp_path):
    hand_out()
    (tmp_path / "out" / "setda-2026.xlsx").write_text("filled in")
    hand_out(is_forced=True)
    found = files(tmp_path / "out")
    assert found["setda-2026.xlsx.bak"] == "filled in"
    assert "Setda" in found["setda-2026.xlsx"]
    assert "bpkad-2026.xlsx.bak" not in found  # it was the same


def test_a_folder_in_the_place_of_a_file_is_said(hand_out, tmp_path):
    (tmp_path / "out" / "bpkad-2026.xlsx").mkdir(parents=True)
    with pytest.raises(Exception, match=r"bpkad-2026\.xlsx"):
        hand_out()
    assert (tmp_path / "out" / "setda-2026.xlsx").is_file()  # what came before is whole


# Messages


def test_the_second_kind_of_file_joins_the_messages_of_the_first(hand_out, tmp_path):
    notes = tmp_path / "out" / "messages.txt"
    hand_out(SHEET)
    assert notes.read_text(encoding="utf-8").count("Attach: setda-2026.xlsx\n") == 1
    hand_out(FORM)
    joined = notes.read_bytes()
    assert joined.count(b"Attach: setda-2026.xlsx, setda-2026.html\r\n") == 1
    assert joined.count(b"To the head of Setda") == 1
    for kind in (SHEET, FORM, SHEET):
        hand_out(kind)
        assert notes.read_bytes() == joined
    assert not notes.with_name("messages.txt.bak").exists()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"due": date(2026, 3, 1)}, id="another deadline"),
        pytest.param({"contact": "Ani"}, id="another contact"),
    ],
)
def test_messages_of_other_terms_are_kept(hand_out, tmp_path, changes):
    notes = tmp_path / "out" / "messages.txt"
    hand_out(due=date(2026, 2, 1))
    before = notes.read_bytes()
    printed = hand_out(FORM, **changes)
    assert notes.read_bytes() == before
    assert "messages.txt was kept" in printed.err
    hand_out(FORM, is_forced=True, **changes)
    assert notes.read_bytes() != before
    assert notes.with_name("messages.txt.bak").read_bytes() == before


def test_messages_changed_by_hand_are_kept(hand_out, tmp_path):
    notes = tmp_path / "out" / "messages.txt"
    hand_out()
    notes.write_text("Salam hangat")
    hand_out(FORM)
    assert notes.read_text() == "Salam hangat"


def test_messages_go_to_who_has_a_name(hand_out, tmp_path):
    write_answers(tmp_path / "answers.yaml", ["", ""])
    printed = hand_out()
    assert list(files(tmp_path / "out")) == ["without-owner-2026.xlsx"]
    assert "Messages" not in printed.err


def test_single_offices_leave_the_messages_of_all_alone(hand_out, tmp_path):
    hand_out()
    before = files(tmp_path / "out")
    printed = hand_out(owners=("Setda",), due=date(2026, 3, 1), is_forced=True)
    assert files(tmp_path / "out")["messages.txt"] == before["messages.txt"]
    assert "1 March 2026" in printed.out


# What is said


WITHOUT_OWNER = (
    "Warning: 1 question has no owner; it stands in without-owner-2026.xlsx. Write owner: below it "
    "in the answers file, or send that file to somebody."
)


def test_what_was_written_is_said(hand_out):
    assert hand_out().err.splitlines() == [
        "Written to out: 3 files of 3",
        "  Owner  Questions  File",
        "  Setda          2  setda-2026.xlsx",
        "  BPKAD          1  bpkad-2026.xlsx",
        "  -              1  without-owner-2026.xlsx",
        WITHOUT_OWNER,
        "Messages to paste: out/messages.txt",
    ]


def test_an_office_written_in_two_ways_is_said(hand_out, tmp_path):
    write_answers(tmp_path / "answers.yaml", ["Dinas A", "DINAS A", "dinas B"])
    printed = hand_out()
    assert 'Warning: "Dinas A" and "DINAS A" are taken for two offices' in printed.err
    assert printed.err.count("Warning") == 1


def test_quiet_says_nothing(hand_out):
    assert hand_out(quiet=True) == ("", "")


def test_nobody_is_shown_progress_who_does_not_look(hand_out):
    assert "\r" not in hand_out().err


# The commands


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_answers(tmp_path / "answers.yaml", ["Setda", "BPKAD", "", "Setda"])

    def call(*arguments):
        status = app.run([*arguments, "--lang", "en"])
        return status, capsys.readouterr()

    return call


@pytest.mark.parametrize(
    ("name", "ending", "begins"), [("sheet", "xlsx", b"PK"), ("form", "html", b"<!DOCTYPE")]
)
def test_the_commands_write_files_that_open(command, tmp_path, name, ending, begins):
    options = ("--per", "owner", "--out-dir", "f", "--due", "2026-02-15", "--contact", "Budi")
    status, _ = command(name, "answers.yaml", *options)
    assert status == 0
    content = (tmp_path / "f" / f"setda-2026.{ending}").read_bytes()
    assert content[: len(begins)].upper() == begins.upper()
    assert "15 February 2026" in files_of_text(tmp_path / "f" / "messages.txt")


def files_of_text(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["sheet", "form"])
def test_both_languages(command, tmp_path, name):
    assert command(name, "answers.yaml", "--report-lang", "en", "-Q", "q")[0] == 0
    assert command(name, "answers.yaml", "--verify", "--blank", "--owner", "setda")[0] == 0
    assert len([each for each in tmp_path.iterdir() if "2026" in each.name]) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--per", "office"], "Possible: all, owner", id="per what"),
        pytest.param(["--due", "15-02-2026"], "Write a date like this", id="a date"),
        pytest.param(["--report-lang", "fr"], "Possible: id, en", id="a language"),
        pytest.param(["--owner", "Sedta"], 'Did you mean "Setda"?', id="an office"),
        pytest.param(["--out-dir", "answers.yaml"], "cannot be made: File exists", id="a file"),
    ],
)
@pytest.mark.parametrize("name", ["sheet", "form"])
def test_options_that_are_not_possible(command, name, options, said):
    status, printed = command(name, "answers.yaml", *options)
    assert status == 2
    assert said in printed.err


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        pytest.param(["sheet", "--help"], [], id="help"),
        pytest.param(["sheet", "answers.yaml", "-q"], ["xlsxwriter"], id="sheet"),
        pytest.param(["form", "answers.yaml", "-q"], ["jinja2"], id="form"),
    ],
)
def test_a_command_imports_what_it_needs(command, arguments, needed):  # noqa: ARG001  # its folder
    script = (
        "import sys\nfrom egovmaturity.cli.app import run\nrun(sys.argv[1:])\n"
        "found = {'jinja2', 'xlsxwriter', 'python_calamine'} & set(sys.modules)\n"
        "print(*sorted(found), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == needed


@pytest.mark.parametrize(
    ("options", "is_alone"),
    [
        pytest.param([], "true", id="one question"),
        pytest.param(["--by", "question"], "true", id="one question, said"),
        pytest.param(["--by", "section"], "false", id="a section"),
    ],
)
def test_a_form_shows_so_many_questions_at_once(tmp_path, monkeypatch, options, is_alone):
    monkeypatch.chdir(tmp_path)
    write_answers(tmp_path / "answers.yaml", ["Setda", "BPKAD", "", "Setda"])
    assert app.run(["form", "answers.yaml", *options]) == 0
    (form,) = tmp_path.glob("*.html")
    assert f'"alone":{is_alone}' in form.read_text(encoding="utf-8")


def test_other_ways_to_page_a_form_are_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_answers(tmp_path / "answers.yaml", ["Setda", "BPKAD", "", "Setda"])
    assert app.run(["form", "answers.yaml", "--by", "stage", "--lang", "en"]) == 2
    assert "Possible: question, section" in capsys.readouterr().err
