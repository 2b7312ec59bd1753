"""fill: the dialogue on a real file, with what may go wrong around it."""

import io
import json
import shutil
import sys
import threading
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from cli.filling import BLANK, HEAD, answers_in, prepare, say, small
from loading.samples import source

from egovmaturity.cli import app
from egovmaturity.cli.answers_on_disk import AnswersOnDisk, ChangedError, Opened
from egovmaturity.cli.typed_lines import Broken, TypedLines
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Part,
    Purpose,
    Rated,
    Verification,
)
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.text_source import read_text


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOVMATURITY_LANG", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    return prepare(tmp_path)


SUKAMAJU = Path(__file__).parents[2] / "examples" / "sukamaju"
THIRD = Fraction(1, 3)
DEED = Evidence("A deed", "", None, "a.pdf", ())


def test_a_whole_session(file, monkeypatch, capsys):
    typed = "3\nA deed\na.pdf\n\nso far\nn\nno port\n1/3\n\n\n"
    assert say(monkeypatch, typed) == 0
    assert answers_in(file) == {
        "A1": Rated(3, Details(evidence=(DEED,), note="so far")),
        "A2": NotApplicable("no port"),
        "B1": Rated(THIRD),
    }
    text = file.read_text()
    assert text.startswith(HEAD)
    assert "A1:  # first\n" in text
    assert file.with_name("a.yaml.bak").read_text() == BLANK
    out = capsys.readouterr().out
    assert "Answered in this run: 3 questions. Complete: 3 of 3 questions." in out
    assert "To go on" not in out


def test_every_line_is_in_the_file_before_the_next_is_asked_for(file, monkeypatch):
    """What was typed by now and nothing after; a line without Enter is not taken."""
    lines = ["3\n", "A deed\n", "a.pdf\n", "\n", "so far\n", "u\n"]
    expected = [
        Rated(3),
        Rated(3, Details(evidence=(DEED._replace(location=""),))),
        Rated(3, Details(evidence=(DEED,))),
        Rated(3, Details(evidence=(DEED,))),
        Rated(3, Details(evidence=(DEED,), note="so far")),
    ]
    for number, answer in enumerate(expected, 1):
        file.write_text(BLANK)
        assert say(monkeypatch, "".join(lines[:number]) + "2") == 0
        assert answers_in(file)["A1"] == answer


@pytest.mark.usefixtures("file")
def test_how_to_go_on_is_the_same_command(monkeypatch, capsys):
    assert say(monkeypatch, "1\n\n\nq\n", "--owner", "Health office", "--all") == 0
    assert "1 question. Complete: 1 of 1 question.\n" in capsys.readouterr().out
    assert say(monkeypatch, "q\n", "--owner", "Road office") == 0
    out = capsys.readouterr().out
    assert out.endswith("To go on: egovmaturity fill a.yaml --owner 'Road office'\n")


@pytest.mark.usefixtures("file")
def test_how_to_go_on_in_windows(monkeypatch, capsys):
    from egovmaturity import typed_command

    class Windows:
        name = "nt"

    monkeypatch.setattr(typed_command, "os", Windows)
    assert say(monkeypatch, "q\n", "--owner", "Road office") == 0
    assert '--owner "Road office"\n' in capsys.readouterr().out


def test_one_backup_a_run_of_what_was_there(file, monkeypatch):
    say(monkeypatch, "1\n\n\n2\n")
    between = file.read_text()
    say(monkeypatch, "g a2\n1\n\n\n")
    names = sorted(path.name for path in file.parent.iterdir())
    assert names == ["a.yaml", "a.yaml.bak", "a.yaml.bak2", "small"]
    assert file.with_name("a.yaml.bak").read_text() == BLANK
    assert file.with_name("a.yaml.bak2").read_text() == between


@pytest.mark.parametrize("typed", ["", "q\n", "?\ns\n\n\n\nq\n", "7\nwhat\nn\nq\n", "g A2\nn\n"])
def test_where_nothing_is_answered_the_file_is_not_touched(file, monkeypatch, typed):
    before = file.stat()
    assert say(monkeypatch, typed) == 0
    assert file.stat() == before
    assert [path.name for path in file.parent.iterdir() if "bak" in path.name] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "answers: {}\n", id="no answers in brackets"),
        pytest.param(HEAD + "answers: {B1: 1}  # so far\n", id="answers in brackets"),
        pytest.param(HEAD + "answers:\n  B1: 1\n", id="others"),
        pytest.param(HEAD + "answers:\n  B1: 1", id="no last line break"),
        pytest.param((HEAD + "answers:\n  B1: 1\n").replace("\n", "\r\n"), id="Windows"),
        pytest.param("\ufeff" + HEAD + "answers:\n  B1: 1\n", id="Notepad"),
    ],
)
def test_files_of_every_form(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    file = prepare(tmp_path)
    file.write_bytes(text.encode())
    assert say(monkeypatch, "g A2\n2\nq\n") == 0
    data = file.read_bytes()
    assert data.startswith("\ufeff".encode()) is text.startswith("\ufeff")
    assert b"# ours" in data
    assert (b"\r\n" in data) is ("\r\n" in text)
    assert answers_in(file)["A2"] == Rated(2)


def test_answers_as_json(file, monkeypatch):
    values = {
        "format": "egovmaturity-answers",
        "version": 1,
        "questionnaire": "small@1",
        "institution": {"name": "A town"},
        "assessment": {"year": 2026},
        "answers": {"B1": 1},
    }
    file.write_text(json.dumps(values, indent=1))
    assert say(monkeypatch, "1\n", "--report-lang", "en") == 0
    assert json.loads(file.read_text())["answers"] == {"B1": 1, "A1": {"level": 1}}


# What is asked


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("options", "first", "total"),
    [
        pytest.param([], "A1", 3, id="everything"),
        pytest.param(["--owner", "road OFFICE"], "A2", 2, id="one office in any case"),
        pytest.param(["--mandatory"], "A1", 1, id="what is mandatory"),
    ],
)
def test_which_questions(monkeypatch, capsys, options, first, total):
    say(monkeypatch, "", *options)
    assert f"Question 1 of {total}: {first}" in capsys.readouterr().out


def test_an_owner_in_the_answers_goes_before_the_questionnaire(file, monkeypatch):
    file.write_text(HEAD + "answers:\n  A1: {owner: Harbour}\n")
    say(monkeypatch, "1\n", "--owner", "Harbour")
    assert answers_in(file)["A1"] == Rated(1, Details(owner="Harbour"))


def test_last_year_is_shown_and_never_taken(file, monkeypatch, capsys):
    before = HEAD.replace("2026", "2025") + "answers:\n  A1: 2\n  A2: {unknown: true}\n"
    (file.parent / "before.yaml").write_text(before)
    say(monkeypatch, "\nq\n", "--baseline", "before.yaml")
    out = capsys.readouterr().out
    assert out.count("Answer of 2025: 2 some\n") == 1
    assert file.read_text() == BLANK


def test_last_year_is_shown_across_editions(file, monkeypatch, capsys):
    """Levels of an earlier edition are counted as that of today counts them."""
    asked = file.parent / "small" / "questionnaire.yaml"
    steps = '"0": [{rescale: A1, map: {1: 1, 2: 3}}, {same: [B1]}, {rename: X2, to: A2}]'
    text = asked.read_text().replace("questions:\n", f"from: {{{steps}}}\nquestions:\n")
    asked.write_text(text)
    before = HEAD.replace("2026", "2025").replace("small@1", "small@0")
    (file.parent / "before.yaml").write_text(before + "answers:\n  A1: 2\n")
    assert say(monkeypatch, "\nq\n", "--baseline", "before.yaml") == 0
    assert "Answer of 2025: 3 full\n" in capsys.readouterr().out


def test_only_what_a_part_was_asked(file, monkeypatch, capsys):
    part = "part: {owner: Road office, asked: [B1]}\n"
    file.write_text(HEAD + part + "answers:\n  B1:\n")
    assert say(monkeypatch, "0,5\n\n\n") == 0
    assert "Question 1 of 1: B1" in capsys.readouterr().out
    assert part in file.read_text()
    assert answers_in(file) == {"B1": Rated(THIRD * 3 / 2)}


def test_a_verification(file, monkeypatch, capsys):
    file.write_text(HEAD + "answers:\n  A1: 3\n  A2: {not_applicable: true, reason: no port}\n")
    options = ["--verify", "--by", "Audit", "--date", "2026-02-03"]
    assert say(monkeypatch, "2\n\nno deed\nn\n\n", *options) == 0
    day = date(2026, 2, 3)
    found = answers_in(file)
    assert found["A1"] == Rated(3, Details(verification=Verification(2, "Audit", day, "no deed")))
    assert found["A2"].details.verification == Verification(None, "Audit", day, "")
    assert "a note has to say why" in capsys.readouterr().out


def test_a_part_handed_out_for_verification_asks_for_findings(file, monkeypatch, capsys):
    part = "part: {asked: [A2], purpose: verification}\n"
    file.write_text(HEAD + part + "answers:\n  A2: 2\n")
    assert say(monkeypatch, "2\n\n") == 2
    assert "--by" in capsys.readouterr().err
    assert say(monkeypatch, "2\n\n", "--by", "Audit") == 0
    assert answers_in(file)["A2"].details.verification == Verification(2, "Audit", None, "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--owner", "Nobody"], "Health office, Road office", id="no such office"),
        pytest.param(["--owner", "Road office", "--mandatory"], "nothing is asked", id="nothing"),
        pytest.param(["--verify"], "--by", id="a verifier has a name"),
        pytest.param(["--verify", "--by", " "], "--by", id="an empty name is none"),
        pytest.param(["--by", "Audit"], "--verify", id="a name without a verification"),
        pytest.param(["--date", "2026-02-30"], "2026-01-31", id="no day"),
        pytest.param(["--baseline", "a.yaml"], "earlier year", id="a baseline of this year"),
        pytest.param(["--baseline", "-"], "reads a file", id="a baseline from what is typed"),
        pytest.param(["--baseline", "other.yaml"], "B town", id="a baseline of somebody else"),
        pytest.param(["--baseline", "old.yaml"], "small@1", id="a baseline of no known edition"),
    ],
)
def test_options_that_cannot_be(file, monkeypatch, capsys, options, said):
    before = HEAD.replace("2026", "2025")
    (file.parent / "other.yaml").write_text(before.replace("A town", "B town") + "answers: {}\n")
    (file.parent / "old.yaml").write_text(before.replace("small@1", "small@0") + "answers: {}\n")
    assert say(monkeypatch, "1\n", *options) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert file.read_text() == BLANK


def test_a_file_with_errors_is_refused_with_all_of_them(file, monkeypatch, capsys):
    file.write_text(HEAD + "answers:\n  A1: 7\n  X9: 1\n")
    assert say(monkeypatch, "1\n") == 2
    err = capsys.readouterr().err
    assert "E204" in err
    assert "E201" in err


def test_answers_from_standard_input_are_refused(run):
    done = run("fill", "-", stdin=BLANK)
    assert (done.status, "Name the file" in done.err) == (2, True)


# What is typed


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b"\x1b[D3\n", r"Not taken: \"\x1b[D3\"", id="an arrow key"),
        pytest.param(b"3\x00\n", r"\x00", id="NUL"),
        pytest.param("3\u009b\n".encode(), r"\x9b", id="a control character of eight bits"),
        pytest.param(b"\xff3\n", "not utf-8 text", id="no UTF-8"),
        pytest.param(b"3" * 5000 + b"\n", "longer than 4000 bytes", id="too long"),
        pytest.param(b"3", '"3" came without Enter', id="no Enter"),
    ],
)
def test_a_line_that_is_not_taken_is_said(file, monkeypatch, capsys, line, said):
    assert say(monkeypatch, line) == 0
    out = capsys.readouterr().out
    assert said.replace('\\"', '"') in out
    assert "\x1b" not in out
    assert file.read_text() == BLANK


def test_what_cannot_be_seen_is_left_out_and_said(file, monkeypatch, capsys):
    assert say(monkeypatch, "\ufeff3\nA\u200b de\u202eed\nq\n") == 0
    assert r"left out: \u200b, \u202e" in capsys.readouterr().out
    assert answers_in(file)["A1"].details.evidence[0].title == "A deed"


def test_after_a_line_that_is_too_long_the_next_one_is_taken(file, monkeypatch):
    assert say(monkeypatch, "3\n" + "x" * 9000 + "\nA deed\nq\n") == 0
    assert [each.title for each in answers_in(file)["A1"].details.evidence] == ["A deed"]


def test_texts_of_the_file_never_act(file, monkeypatch, capsys):
    hostile = r"\e]0;x\a\e[2J\u202Etxt\u009B31m"
    file.write_text(HEAD + f'answers:\n  A1: {{level: 3, note: "{hostile}"}}\n')
    say(monkeypatch, "s\n?\nq\n", "--all")
    out = capsys.readouterr().out
    assert "Note: \\x1b]0;x\\x07\\x1b[2J\\u202etxt\\x9b31m" in out
    assert not [each for each in out if ord(each) < 32 and each != "\n"]


@pytest.mark.usefixtures("file")
def test_quiet_leaves_out_the_greeting(monkeypatch, capsys):
    say(monkeypatch, "", "-q")
    assert capsys.readouterr().out.lstrip().startswith("Question 1 of 3")


def test_plain_ascii(file, monkeypatch, capsys):
    file.write_text(HEAD + "answers:\n  A1: {level: 3, note: “café” – ok}\n")
    say(monkeypatch, "é\nq\n", "--all", "--ascii")
    out = capsys.readouterr().out
    assert 'Note: "cafe" - ok' in out
    assert out.isascii()


# Others who write the same file


@pytest.fixture
def kept(file):
    return on_disk(file)


def on_disk(file):
    draft = open_answers(read_text(file))
    asked = small(file.parent)
    sheet = complete_answers(draft, asked).sheet
    return AnswersOnDisk(file, Opened(draft, sheet), asked, Part("", ()))


def test_what_others_changed_elsewhere_stays(file, kept):
    assert not kept.keep("A1", Rated(1))
    file.write_text(file.read_text().replace("B1:", "B1: 1  # they"))
    assert kept.keep("A2", Rated(2))
    assert answers_in(file) == kept.answers == {"A1": Rated(1), "A2": Rated(2), "B1": Rated(1)}
    assert "# they" in file.read_text()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        pytest.param(BLANK.replace("A2:", "A2: 3"), "A2", id="the answer given next"),
        pytest.param(BLANK.replace("A2:", "A2: {unknown: true}"), "A2", id="by not knowing it"),
        pytest.param(BLANK, "A1", id="an answer given before is gone"),
        pytest.param("just: this\n", None, id="no answers any more"),
        pytest.param(None, None, id="the file is gone"),
    ],
)
def test_what_others_changed_here_is_not_written_over(file, kept, changed, named):
    kept.keep("A1", Rated(1, Details(note="mine")))
    if changed is None:
        file.unlink()
    else:
        is_before = named == "A1"
        changed = changed if is_before else changed.replace("A1:", "A1: {level: 1, note: mine}")
        file.write_text(changed)
    with pytest.raises(ChangedError) as caught:
        kept.keep("A2", Rated(2))
    assert (file.read_text() if file.exists() else None) == changed
    aside = file.with_name("a.fill.yaml")
    sheet = complete_answers(open_answers(read_text(aside)), small(file.parent)).sheet
    assert sheet.answers == {"A1": Rated(1, Details(note="mine")), "A2": Rated(2)}
    assert sheet.part.asked == ("A1", "A2")
    said = str(caught.value)
    assert named is None or named in said
    assert "a.fill.yaml" in said


def test_what_is_gone_at_the_end_is_noticed(file, monkeypatch, capsys):
    from egovmaturity.cli import fill

    class Overwritten(AnswersOnDisk):
        def keep(self, question_id, answer):
            is_changed = super().keep(question_id, answer)
            file.write_text(BLANK)
            return is_changed

    monkeypatch.setattr(fill, "AnswersOnDisk", Overwritten)
    assert say(monkeypatch, "1\nq\n") == 2
    captured = capsys.readouterr()
    assert "egovmaturity merge a.fill.yaml --into a.yaml" in captured.err
    assert "Answered in this run: 1 question." in captured.out
    assert file.read_text() == BLANK


def test_a_second_file_aside_has_another_name(file, kept):
    file.with_name("a.fill.yaml").write_text("")
    file.unlink()
    with pytest.raises(ChangedError, match=r"a\.fill2\.yaml"):
        kept.keep("A1", Rated(1))
    assert file.with_name("a.fill.yaml").read_text() == ""


def test_two_at_a_time_lose_nothing(file):
    """Each writes its own question again and again; both have their last answer in the end."""

    def write(question_id, kept):
        for number in range(15):
            kept.keep(question_id, Rated(1 + number % 3, Details(note=str(number))))

    both = [threading.Thread(target=write, args=(name, on_disk(file))) for name in ("A1", "A2")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert answers_in(file) == {
        **complete_answers(open_answers(source(BLANK)), small(file.parent)).sheet.answers,
        "A1": Rated(3, Details(note="14")),
        "A2": Rated(3, Details(note="14")),
    }


def test_where_it_cannot_be_written_nothing_is_said_to_be_saved(file, monkeypatch, capsys):
    from egovmaturity.cli import answers_on_disk
    from egovmaturity.cli.output import OutputError
    from egovmaturity.domain.diagnostics import message

    def full(_path, _data):
        raise OutputError(message("no space"))

    monkeypatch.setattr(answers_on_disk, "write_file", full)
    assert say(monkeypatch, "1\n") == 2
    captured = capsys.readouterr()
    assert "Saved" not in captured.out
    assert "Answered in this run: 0 questions." in captured.out
    assert "no space" in captured.err
    assert file.read_text() == BLANK


def test_not_known_differs_from_no_answer(file, kept):
    kept.keep("A1", DontKnow())
    assert isinstance(answers_in(file)["A1"], DontKnow)


def test_the_answers_aside_say_whose_they_are(file, monkeypatch):
    from egovmaturity.cli import fill

    class Changed(AnswersOnDisk):
        def keep(self, question_id, answer):
            file.write_text(BLANK.replace("A2:", "A2: 1"))
            return super().keep(question_id, answer)

    monkeypatch.setattr(fill, "AnswersOnDisk", Changed)
    options = ["--verify", "--by", "Audit", "--owner", "Road office"]
    assert say(monkeypatch, "3\n", *options) == 2
    aside = open_answers(read_text("a.fill.yaml"))
    part = complete_answers(aside, small(file.parent)).sheet.part
    assert (part.owner, part.purpose, part.asked) == (
        "Road office",
        Purpose.VERIFICATION,
        ("A2",),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(BLANK, id="without the answer"),
        pytest.param(BLANK.replace("A1:", "A1: 2").replace("B1:", "B1: 1"), id="with another"),
        pytest.param("no: answers\n", id="no answers"),
    ],
)
def test_a_text_that_does_not_hold_the_answers_is_never_written(file, kept, monkeypatch, wrong):
    """Should there be a file that cannot be changed as it should: the answer goes beside it."""
    from egovmaturity.cli import answers_on_disk

    monkeypatch.setattr(answers_on_disk, "write_answers", lambda *_: wrong)
    with pytest.raises(ChangedError):
        kept.keep("A1", Rated(2))
    assert file.read_text() == BLANK
    assert "level: 2" in file.with_name("a.fill.yaml").read_text()


@pytest.mark.usefixtures("file")
def test_standard_input_that_is_closed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert app.run(["fill", "a.yaml"]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_a_terminal_that_has_gone_away_is_the_end():
    class Gone(io.BytesIO):
        def readline(self, _size=-1):
            raise OSError(5, "Input/output error")

    assert TypedLines(Gone(), "utf-8", is_terminal=False).read() is Broken.END


# Whole sessions

SAYS = {
    "id": ("Keputusan 12/2026, 2026-01-20", "bukti/a.pdf", "Rapat tiap triwulan."),
    "en": ("Decree 12/2026, 2026-01-20", "evidence/a.pdf", "Meets every quarter."),
}
LETTERS = {"id": "t?xlmr", "en": "n?ugbs"}


@pytest.mark.parametrize("width", ["80", "40"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_session_is_golden(tmp_path, monkeypatch, capsys, golden, language, width):
    """Evidence that was missing, then an open question: by way of a mistake, help and a leap."""
    shutil.copy(SUKAMAJU / "jawaban-2025.yaml", tmp_path)
    shutil.copy(SUKAMAJU / "jawaban-2026.yaml", tmp_path / "a.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", width)
    document, place, note = SAYS[language]
    out, explain, unknown, go, back, summary = LETTERS[language]
    lines = ["", document, place, "-7", "", note]
    lines += ["7", explain, out, "", back, summary, unknown, f"{go} S4-UBH-01", "1", "", ""]
    options = ["--owner", "Bagian Organisasi", "--baseline", "jawaban-2025.yaml"]
    typed = "".join(f"{line}\n" for line in lines)
    assert say(monkeypatch, typed, *options, "--report-lang", language) == 0
    found = capsys.readouterr().out
    golden(f"fill/{language}-{width}.txt", found)
    ours = [each for each in found.splitlines() if not each.endswith(tuple(filter(None, lines)))]
    assert max(map(len, ours)) <= int(width)
