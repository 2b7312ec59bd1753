"""The command merge: a plan first, then the answers, whole or not at all."""

import io
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from cli.round_trip import TARGET, TARGET_AFTER, write_round

from egovmaturity.cli import app
from egovmaturity.cli import merge as command
from egovmaturity.cli.loading import load_answers

BACK = ("kembali/kominfo.yaml", "kembali/bkpsdm.yaml", "kembali/bpkad.yaml")
ALL = (*BACK, "lain/bpkad-2.yaml", "lain/tahun-lalu.yaml", "lain/verifikasi.yaml")
INTO = ("--into", "jawaban.yaml")
LONG = 100


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write_round(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOVMATURITY_LANG", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.fixture
def merge(folder, capsys):  # noqa: ARG001  # it runs in there
    def call(*arguments):
        status = app.run(["merge", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def text_of(name="jawaban.yaml"):
    return Path(name).read_bytes().decode()


def hash_of(name):
    """Return the hash of a file as YAML has it: in quotes."""
    return f'"{sha256(Path(name).read_bytes()).hexdigest()}"'


def merged_text():
    return TARGET_AFTER % {Path(name).stem: hash_of(name) for name in BACK}


# The plan


def test_problems_of_a_copy_are_told_once(merge):
    spoilt = text_of("kembali/bpkad.yaml").replace("level: 3", "level: 9")
    for name in ("bpkad.yaml", "bpkad (1).yaml"):
        Path("kembali", name).write_text(spoilt)
    _, out, err = merge("kembali", *INTO, "--dry-run")
    assert err.count("bpkad") == 1
    assert "is given more than once" in out


def test_a_file_to_prefer_is_named_as_a_shell_reads_it(merge):
    Path("lain/bpkad-2.yaml").rename("kembali/bpkad (1).yaml")
    _, _, err = merge("kembali", *INTO, "--dry-run")
    given = shlex.split(next(line for line in err.splitlines() if "--prefer" in line))
    chosen = given[given.index("--prefer") + 1].rstrip(",")
    assert merge("kembali", *INTO, "--dry-run", "--prefer", chosen)[0] == 0


@pytest.mark.parametrize(
    ("name", "arguments", "columns"),
    [
        pytest.param("id-80.txt", ["--lang", "id"], "80", id="Indonesian"),
        pytest.param("id-40.txt", ["--lang", "id"], "40", id="narrow"),
        pytest.param("en-80.txt", ["--lang", "en"], "80", id="English"),
        pytest.param("en-40.txt", ["--lang", "en"], "40", id="narrow English"),
        pytest.param("en-ascii.txt", ["--lang", "en", "--ascii"], "80", id="ASCII"),
        pytest.param("id.md", ["--lang", "id", "--format", "md"], "80", id="Markdown"),
        pytest.param("plan.json", ["--lang", "en", "--format", "json"], "80", id="JSON"),
    ],
)
def test_the_plan(merge, golden, monkeypatch, name, arguments, columns):
    monkeypatch.setenv("COLUMNS", columns)
    status, out, err = merge(*ALL, *INTO, "--dry-run", *arguments)
    assert status == 1
    assert "E112" in err
    assert all(len(line) <= int(columns) for line in out.splitlines()) or name[-3:] != "txt"
    golden(f"merge/{name}", out)
    assert text_of() == TARGET


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_agenda(merge, golden, language):
    """It is in the language of the answers, as the people at the table read them."""
    Path("jawaban.yaml").write_text(TARGET.replace("language: id", f"language: {language}"))
    status, out, _ = merge(
        "asesor",
        *INTO,
        "--conflicts",
        "consensus",
        "--agenda",
        "agenda.md",
        "--dry-run",
        "--prefer",
        "jawaban.yaml",
    )
    assert status == 0
    golden(f"merge/agenda-{language}.md", text_of("agenda.md"))
    golden(f"merge/consensus-{language}.txt", out)


def test_an_agenda_needs_two_files_that_were_asked_the_same(merge):
    _, _, err = merge(*BACK, *INTO, "--dry-run", "--agenda", "agenda.md")
    assert "no agenda" in err
    assert not Path("agenda.md").exists()


@pytest.mark.parametrize("name", ["jawaban.yaml", "kembali/bpkad.yaml"])
def test_an_agenda_takes_the_place_of_nothing_that_is_read(merge, name):
    before = text_of(name)
    status, out, err = merge("kembali", *INTO, "--agenda", f"./{name}", "--yes")
    assert (status, out) == (2, "")
    assert "agenda" in err
    assert text_of(name) == before


def test_an_agenda_takes_the_place_of_nothing_that_was_set_aside(merge):
    Path("kembali/rusak.yaml").write_bytes(b"\x00")
    status, _, err = merge("kembali", *INTO, "--agenda", "kembali/rusak.yaml", "--yes")
    assert (status, Path("kembali/rusak.yaml").read_bytes()) == (2, b"\x00")
    assert "agenda" in err


def test_a_copy_of_a_file_is_no_other_assessor(merge):
    Path("salinan.yaml").write_bytes(Path(BACK[0]).read_bytes())
    _, _, err = merge(BACK[0], "salinan.yaml", *INTO, "--dry-run", "--agenda", "agenda.md")
    assert "no agenda" in err
    assert not Path("agenda.md").exists()


def test_a_file_that_was_set_aside_may_be_preferred_from_a_folder(merge):
    Path("kembali/rusak.yaml").write_bytes(b"\x00")
    status, out, err = merge("kembali", *INTO, "--dry-run", "--prefer", "kembali/rusak.yaml")
    assert status == 1, err
    assert "bpkad.yaml" in out


# Writing


def test_the_merged_file_is_the_old_one_with_what_came_back(merge):
    status, _, err = merge(*BACK, *INTO, "--yes")
    assert status == 0
    assert text_of() == merged_text()
    assert text_of("jawaban.yaml.bak") == TARGET
    assert "Written: jawaban.yaml" in err


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order mark"])
def test_line_ends_of_windows_stay(merge, mark):
    Path("jawaban.yaml").write_bytes((mark + TARGET.replace("\n", "\r\n")).encode())
    assert merge(*BACK, *INTO, "--yes")[0] == 0
    assert text_of() == mark + merged_text().replace("\n", "\r\n")


def test_the_same_files_again_change_nothing(merge):
    merge(*BACK, *INTO, "--yes")
    status, out, err = merge(*BACK, *INTO, "--yes")
    assert status == 0
    assert "Nothing changes." in out
    assert "jawaban.yaml stays as it is" in err
    assert not Path("jawaban.yaml.bak2").exists()


def test_the_order_of_files_makes_no_difference(merge):
    merge(*reversed(BACK), *INTO, "--yes")
    assert text_of() == merged_text()


def test_a_folder_within_the_folder_is_said_not_to_be_read(merge):
    for name in ("kosong", ".git", "Dinas Kominfo"):
        Path("kembali", name).mkdir()
    Path("kembali/kominfo.yaml").rename("kembali/Dinas Kominfo/kominfo.yaml")
    Path("kembali/.git/config").write_text("")
    _, _, err = merge("kembali", *INTO, "--dry-run")
    assert err.count("was not read") == 1
    assert str(Path("kembali/Dinas Kominfo")) in err
    assert "was not read" not in merge("kembali/bkpsdm.yaml", *INTO, "--dry-run")[2]


@pytest.mark.parametrize(
    "given", [["kembali"], ["kembali/*.yaml"], ["kembali/"]], ids=["folder", "pattern", "slash"]
)
def test_a_folder_stands_for_what_is_in_it(merge, given):
    Path("kembali/~$kominfo.xlsx").write_bytes(b"x")
    Path("kembali/pesan.txt").write_text("Yth. Kepala: x: y")
    Path("jawaban.yaml").rename("kembali/jawaban.yaml")
    status, _, _ = merge(*given, "--into", "kembali/jawaban.yaml", "--yes")
    assert status == 0
    assert text_of("kembali/jawaban.yaml") == merged_text()


HOSTILE = {
    "A1": "=HYPERLINK(1)",
    "A2": "- a: b # c\n  'd' \"e\"\n\n{f}",
    "B1": "[red]x[/] \u202e \u2028 \u0085 end",
    "B2": "| a | <script>alert(1)</script> `x` [l](javascript:x)",
    "C1": "NO",
    "D1": "2026-01-31",
    "E1": "x" * 3000 + "\n" * 3 + "---\n...\n%YAML",
}


def json_part(answers, **part):
    return json.dumps(
        {
            "format": "egovmaturity-answers",
            "version": 1,
            "questionnaire": "kecil",
            "institution": "sukamaju",
            "assessment": {"year": 2026},
            "part": {"asked": list(answers), **part},
            "answers": answers,
        }
    )


def test_texts_are_data_wherever_they_go(merge):
    """Into the file, where they load as they came; on the screen, where nothing acts."""
    answers = {
        name: {"level": 2, "note": text, "evidence": [{"title": text[:90], "location": "x"}]}
        for name, text in HOSTILE.items()
    }
    part = json_part(answers, owner="\u202e<b>*X*", respondent={"name": "=1+1 | [x](y)"})
    Path("part.json").write_text(part)
    Path("other.json").write_text(part.replace('"level": 2', '"level": 0'))
    status, out, err = merge("part.json", "other.json", *INTO, "--conflicts", "note", "--yes")
    assert status == 1
    assert not {"\u202e", "\u2028", "\x85", "\x1b"} & set(out + err)
    _, page, _ = merge("other.json", "part.json", *INTO, "--dry-run", "--format", "md")
    assert "<b>" not in page
    status, _, err = merge("part.json", *INTO, "--prefer", "part.json", "--yes")
    assert "stays as it is" in err
    Path("jawaban.yaml").write_text(TARGET)
    assert merge("part.json", *INTO, "--prefer", "part.json", "--yes")[0] == 0
    found = load_answers("jawaban.yaml", None, None).sheet.answers
    assert {name: answer.details.note for name, answer in found.items()} == HOSTILE
    assert merge("part.json", *INTO, "--yes")[2].startswith("Nothing to write")


def test_an_answer_sheet_is_merged(merge, monkeypatch):
    """Handed out by the program, filled in, and read back."""
    from returns.sheets import HEADER, Row, workbook

    digest = load_answers("jawaban.yaml", None, None).questionnaire.sha256
    meta = {
        "format": "egovmaturity-sheet",
        "version": "1",
        "questionnaire": "kecil@1",
        "questionnaire_sha256": digest,
        "institution": "Kabupaten Sukamaju",
        "institution_id": "sukamaju",
        "year": "2026",
        "subject": "",
        "owner": "Bagian Hukum",
        "language": "id",
        "purpose": "self",
        "due": "2026-02-13",
    }
    monkeypatch.setattr("returns.sheets.IDS", ("D1",))
    data = workbook(
        Row("D1", "2 Ada", "SK 1", "drive/x", "=1+1"), header=HEADER, meta=meta, table={"D1": ""}
    )
    Path("hukum.xlsx").write_bytes(data)
    status, out, err = merge("hukum.xlsx", *INTO, "--yes")
    assert status == 0, out + err
    expected = f"""\
  D1:
    level: 2
    evidence:
      - {{title: SK 1, location: drive/x}}
    note: "=1+1"
    source:
      file: hukum.xlsx
      sha256: {hash_of("hukum.xlsx")}
      date: 2026-01-30
"""
    assert text_of() == TARGET + expected


def test_sheets_that_nobody_touched_say_nothing_new_and_have_not_come_back(merge):
    """However evidence is listed and notes are written."""
    examples = Path(command.__file__).parents[2] / "examples" / "sukamaju"
    before = (examples / "jawaban-2026.yaml").read_bytes()
    Path("all.yaml").write_bytes(before)
    assert app.run(["sheet", "all.yaml", "--per", "owner", "--out-dir", "lembar", "-q"]) == 0
    sheets = sorted(map(str, Path("lembar").glob("*.xlsx")))[:3]
    status, out, _ = merge(*sheets, "--into", "all.yaml", "--yes", "--format", "json")
    plan = json.loads(out)
    assert status == 0
    assert {each["outcome"] for each in plan["decisions"]} == {"same"}
    assert all(each["untouched"] for each in plan["returned"])
    assert {each["owner"] for each in plan["returned"]} < {
        each["owner"] for each in plan["missing"]
    }
    assert Path("all.yaml").read_bytes() == before


# Asking


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("typed", "status"),
    [("y\n", 0), ("ya\n", 0), ("Yes\n", 0), ("n\n", 1), ("\n", 1), ("", 1)],
    ids=["y", "ya", "Yes", "n", "enter", "end"],
)
def test_on_a_terminal_it_asks(merge, monkeypatch, typed, status):
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    found, _, err = merge(*BACK, *INTO)
    assert found == status
    assert "Write? [y/N]" in err
    assert (text_of() == TARGET) is (status == 1)


def test_where_nobody_can_be_asked_it_says_how_to_go_on(merge, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    status, out, err = merge(*BACK, *INTO)
    assert status == 2
    assert "--yes" in err
    assert "Merging 3 files" in out
    assert text_of() == TARGET


# Exit codes, and files set aside


@pytest.mark.parametrize(
    ("arguments", "status", "is_written", "said"),
    [
        pytest.param([*BACK, "--dry-run"], 0, False, "--dry-run", id="a plan without a doubt"),
        pytest.param(
            ["kembali", "lain/bpkad-2.yaml"], 1, False, "--conflicts newest", id="conflict"
        ),
        pytest.param(
            ["kembali", "lain/bpkad-2.yaml", "--prefer", "bpkad.yaml"],
            0,
            True,
            "Written",
            id="conflict, settled",
        ),
        pytest.param(
            ["kembali", "lain/bpkad-2.yaml", "--conflicts", "note"],
            1,
            True,
            "Written",
            id="conflict, noted",
        ),
        pytest.param(
            ["kembali", "lain/bpkad-2.yaml", "--conflicts", "newest"],
            1,
            False,
            "conflict",
            id="newest, one without a day",
        ),
        pytest.param(
            ["kembali", "lain/tahun-lalu.yaml"],
            1,
            True,
            "E112",
            id="one set aside, the rest merged",
        ),
        pytest.param(["kembali", "jawaban.yaml"], 1, True, "E110", id="the target among the files"),
        pytest.param(["kembali", "nothing.yaml"], 1, True, "E001", id="a file that is not there"),
        pytest.param(["kembali", *BACK], 0, True, "Written", id="the same files twice"),
        pytest.param(
            ["lain/verifikasi.yaml", "--only", "self"], 0, False, "stays", id="nothing to take"
        ),
        pytest.param(["kecil"], 1, False, "E008", id="a questionnaire"),
        pytest.param(["kembali", "--prefer", "z.yaml"], 2, False, "not among", id="prefers nobody"),
        pytest.param(["kembali", "--conflicts", "mine"], 2, False, "consensus", id="unknown rule"),
        pytest.param(["kembali", "--only", "both"], 2, False, "verification", id="unknown part"),
        pytest.param(["kembali", "--format", "html"], 2, False, "terminal", id="unknown format"),
        pytest.param(["kembali", "--due", "soon"], 2, False, "2026-01-31", id="no date"),
        pytest.param(["leer"], 2, False, "holds no file", id="an empty folder"),
        pytest.param(["leer/*.xlsx"], 1, False, "E001", id="nothing like the pattern"),
        pytest.param([], 2, False, "missing", id="no file"),
    ],
)
def test_exit_code(merge, arguments, status, is_written, said):
    Path("leer").mkdir()
    found, out, err = merge(*arguments, *INTO, "--yes")
    assert found == status, out + err
    assert said in err
    assert (text_of() != TARGET) is is_written


@pytest.mark.parametrize(
    ("into", "code"),
    [
        pytest.param("kembali/bpkad.yaml", "E107", id="a part"),
        pytest.param("nothing.yaml", "E001", id="not there"),
        pytest.param("-", "--into", id="standard input"),
    ],
)
def test_what_cannot_be_merged_into(merge, into, code):
    status, out, err = merge("kembali/kominfo.yaml", "--into", into, "--yes")
    assert (status, out) == (2, "")
    assert code in err


def test_a_target_that_has_errors_is_not_touched(merge):
    wrong = TARGET.replace("level: 1 ", "level: 7 ")
    Path("jawaban.yaml").write_text(wrong)
    status, _, err = merge(*BACK, *INTO, "--yes")
    assert (status, "E204" in err) == (2, True)
    assert text_of() == wrong


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(("id: sukamaju", "id: other"), "E111", id="another institution"),
        pytest.param(("year: 2026", "year: 2026, subject: Izin"), "E111", id="another subject"),
        pytest.param(("year: 2026", "year: 2027"), "E112", id="another year"),
        pytest.param(("kecil", "inpres-3-2003"), "E101", id="another questionnaire"),
        pytest.param(("kecil", "kecil@2"), "E102", id="another edition"),
    ],
)
def test_a_file_of_something_else_is_set_aside(merge, change, code):
    path = Path("kembali/bpkad.yaml")
    path.write_text(path.read_text().replace(*change))
    status, out, err = merge(*BACK, *INTO, "--yes")
    assert status == 1
    assert code in err
    assert code in out
    assert "C1:\n    level" not in text_of()
    assert "A2:" in text_of()


@pytest.mark.parametrize(
    ("returns", "hint"),
    [
        pytest.param(
            [*BACK, "kominfo-2.yaml"], ", and merge without kominfo.yaml, which", id="both at once"
        ),
        pytest.param(["kominfo-2.yaml"], ".", id="one after the other"),
    ],
)
def test_what_a_later_file_leaves_empty_is_told(merge, returns, hint):
    """The office sent its form again, and took back that A2 does not apply."""
    if len(returns) == 1:
        assert merge(*BACK, *INTO, "--yes", "-q")[0] == 0
    again = Path("kembali/kominfo.yaml").read_text()
    again = again[: again.index("  A2: {not")].replace("2026-01-30", "2026-02-03")
    Path("kominfo-2.yaml").write_text(again)
    status, out, err = merge(*returns, *INTO, "--yes", "-q")
    assert status == 1
    assert "kominfo-2.yaml: warning W350: A2 came back without a level; what stands there" in err
    assert "stays: N/A" in err
    assert f"delete it by hand in jawaban.yaml{hint}" in " ".join(err.split())
    assert "1 emptied" in out.split("Returned")[0]
    assert "A2" in out.split("Emptied")[1]
    assert "reason: tidak ada" in text_of()


# Faults


def test_a_target_that_changed_meanwhile_is_refused(merge, monkeypatch):
    """Somebody else merged, or saved the file in an editor, while the plan was looked at."""

    class Slow(Terminal):
        def readline(self, *_):
            Path("jawaban.yaml").write_text(TARGET + "  D1: 3\n")
            return "y\n"

    monkeypatch.setattr(sys, "stdin", Slow())
    status, _, err = merge(*BACK, *INTO)
    assert status == 2
    assert "changed since it was read" in err
    assert text_of() == TARGET + "  D1: 3\n"
    assert not Path("jawaban.yaml.bak").exists()


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda text: text.replace("level: 3", "level: 0"), id="says something else"),
        pytest.param(lambda text: text.replace("level: 3", "level: 9"), id="does not load"),
        pytest.param(lambda text: text.replace("    level: 3\n", ""), id="lacks an answer"),
        pytest.param(lambda text: text.replace("year: 2026", "year: 2025"), id="another year"),
    ],
)
def test_what_would_not_load_as_planned_is_not_written(merge, monkeypatch, spoilt):
    right = command.write_answers
    monkeypatch.setattr(command, "write_answers", lambda *a, **k: spoilt(right(*a, **k)))
    status, _, err = merge(*BACK, *INTO, "--yes")
    assert status == 2
    assert "cannot be written into" in err
    assert text_of() == TARGET


def started(*files):
    return subprocess.Popen(
        [sys.executable, "-m", "egovmaturity", "merge", *files, *INTO, "--yes", "--quiet"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(command.__file__).parents[2])},
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(folder):
    """Whole; only one that is whole too, and had not taken its place yet, may stay beside it."""
    chance = random.Random(7)  # noqa: S311
    after, ends = merged_text(), []
    for moment in (chance.uniform(0.1, 0.4), chance.uniform(0.1, 0.6), "copied", "copied", "end"):
        for copy in folder.glob("*.bak*"):
            copy.unlink()
        Path("jawaban.yaml").write_text(TARGET)
        process = started(*BACK)
        until = time.monotonic() + (LONG if isinstance(moment, str) else moment)
        while process.poll() is None and time.monotonic() < until:
            if moment == "copied" and list(folder.glob("*.bak")):
                break
        process.kill()
        process.wait()
        ends.append(text_of())
    assert set(ends) <= {TARGET, after}
    assert ends[-1] == after
    assert {text_of(file) for file in folder.glob(".egovmaturity-*")} <= {after}


def test_of_two_merges_at_once_none_undoes_the_other(folder):
    """Both are written, one after the other, or one is refused."""
    pairs = [("kembali/kominfo.yaml", "A2:"), ("kembali/bpkad.yaml", "level: 3")]
    running = [started(file) for file, _ in pairs]
    statuses = [process.wait(LONG) for process in running]
    assert set(statuses) <= {0, 2}
    assert 0 in statuses
    for (_, mark), status in zip(pairs, statuses, strict=True):
        assert (mark in text_of()) is (status == 0)
    assert not list(folder.glob(".egovmaturity-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.usefixtures("folder", "signals_that_count")
def test_ctrl_c_at_the_question_leaves_everything_as_it_was():
    """A real terminal, so that it asks."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "egovmaturity", "merge", *BACK, *INTO, "--lang", "en"],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(command.__file__).parents[2])},
    )
    said = b""
    until = time.monotonic() + 60
    while b"[y/N]" not in said and time.monotonic() < until:
        said += os.read(process.stderr.fileno(), 1)
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 130
    assert b"Traceback" not in rest
    assert text_of() == TARGET
    assert not Path("jawaban.yaml.bak").exists()
