"""Files that attack the reader: refused or read rightly, soon, in little memory, in words.

Every case runs the real command in a child process. Its status is 1 (findings) or 2 (cannot be
read) unless the file is harmless after all; it never prints a traceback nor anything raw.
"""

import gzip
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from loading.samples import ANSWERS, HEAD, SMALL

import egovmaturity

pytest.importorskip("resource", reason="memory is limited on POSIX systems only")

PACKAGE = Path(egovmaturity.__file__).parents[1]
SECONDS = 30
MEGABYTES = 300
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


# The limit is on the address space, which is never less than the memory in use. A reader that
# wants more fails with a MemoryError, which is reported as a bug.
CHILD = f"""
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} * 1_000_000,) * 2)
sys.argv[0] = "egovmaturity"
runpy.run_module("egovmaturity", run_name="__main__")
"""


def run_in(folder: Path, *arguments: str | bytes, stdin: bytes = b"") -> Outcome:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(PACKAGE),
            "LANG": "C.UTF-8",
            "HOME": str(folder),
        },
        timeout=SECONDS,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def refused(outcome: Outcome, code: str = "") -> None:
    assert outcome.status in {1, 2}, outcome.said
    assert "Traceback" not in outcome.said
    assert "bug in egovmaturity" not in outcome.said
    assert code in outcome.said
    assert not RAW.search(outcome.said.replace("\n", ""))
    assert max(map(len, outcome.said.splitlines())) < 1000


def deep_maps(depth: int) -> str:
    return "".join(" " * level + "a:\n" for level in range(depth))


def alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ANSWERS + "\n".join(lines)


def many_questions(number: int, *, circle: bool = False) -> str:
    head = HEAD + 'verdict: {kind: stages, attain: ">= 70 %"}\n'
    head += "stages: [{id: one, title: One}]\nquestions:\n"
    return head + "".join(
        f"  - {{id: Q{n}, stage: one, ask: Ask, mandatory: 1"
        + (f", requires: [{{question: Q{(n + 1) % number}, level: 1}}]" if circle else "")
        + "}\n"
        for n in range(number)
    )


def numbered(line: str) -> str:
    return "".join(line.format(number) for number in range(20_000))


MANY = 10_000_000
TEXTS: dict[str, tuple[Callable[[], str], str]] = {
    "100,000 brackets": (lambda: "[" * 100_000, "E006"),
    "100,000 brackets below a key": (lambda: ANSWERS + "  A: " + "[" * 100_000, "E006"),
    "100,000 braces": (lambda: "{a: " * 100_000, "E006"),
    "100,000 dashes": (lambda: "- " * 100_000, "E006"),
    "100,000 question marks": (lambda: "? " * 100_000, "E007"),
    "3,000 maps": (lambda: deep_maps(3000), "E006"),
    "alias bomb": (alias_bomb, "E007"),
    "a list inside itself": (lambda: "&a [*a]", "E007"),
    "keys inside themselves": (lambda: "&a {b: *a}", "E007"),
    "merge bomb": (lambda: "a: &a {b: c}\nd: {<<: [*a, *a]}", "E007"),
    "10 MB of list entries": (lambda: "[" + "a," * (MANY // 2 - 1), "E006"),
    "10 MB of dashes": (lambda: "- a\n" * (MANY // 4), "E006"),
    "10 MB of one plain text": (lambda: "a" * MANY, "E008"),
    "10 MB of one quoted text": (lambda: ANSWERS + '  A: "' + "a" * (MANY - 200) + '"\n', "E013"),
    "10 MB of words": (lambda: ANSWERS + "  A: " + "a " * (MANY // 2 - 100), "E013"),
    "10 MB of a block": (lambda: ANSWERS + "  A: |\n" + "    a\n" * (MANY // 6 - 50), "E013"),
    "10 MB of digits": (lambda: ANSWERS + "  A: " + "1" * (MANY - 200), "E013"),
    "10 MB of digits as a key": (lambda: "? " + "1" * (MANY - 10) + "\n: a", "E008"),
    "10 MB of an unknown key": (lambda: ANSWERS + "? " + "ab" * 4_900_000 + "\n: x", "E011"),
    "10 MB of a question id": (lambda: ANSWERS + "  ? " + "1" * 9_000_000 + "\n  : x", "E207"),
    "10 MB of a format": (lambda: "format: egovmaturity-" + "a" * 9_000_000, "E008"),
    "10 MB of an anchor": (lambda: "a: &" + "b" * 9_000_000 + " c", "E007"),
    "10 MB of comments": (lambda: "# comment\n" * (MANY // 10), "E005"),
    "10 MB of comment": (lambda: "#" + "c" * (MANY - 1), "E005"),
    "10 MB of tabs": (lambda: "a: b" + "\t" * (MANY - 4), "E0"),
    "5 MB of tabs in quotes": (lambda: "a: ['" + "','".join(["\t"] * 90_000) + "']", "E008"),
    "1,000,000 newlines": (lambda: "\n" * 1_000_000, "E005"),
    "1,000,000 newlines and a word": (lambda: "\n" * 1_000_000 + "a: b", "E008"),
    "1,000,000 braces in lines": (lambda: "{\n" * 1_000_000 + "a", "E007"),
    "1,000,000 carriage returns": (lambda: "\r" * 1_000_000 + "a: b", "E008"),
    "200,000 keys": (lambda: "".join(f"key{n}: 1\n" for n in range(200_000)), "E006"),
    "20,000 unknown keys": (
        lambda: ANSWERS.replace("answers:\n", "") + numbered("answer{}: 1\n"),
        "E011",
    ),
    "20,000 unknown ids": (lambda: ANSWERS + numbered("  A{}: 1\n"), "E201"),
    "20,000 blank levels": (
        lambda: ANSWERS + numbered("  A{}:\n    level:\n"),
        "E201",
    ),
    "20,000 unknown stages": (
        lambda: ANSWERS + "  B: 1\ntargets:\n  by_stage:\n"
        + numbered("    s{}: 9\n"),
        "E209",
    ),
    "20,000 actions without id": (
        lambda: ANSWERS + "  B: 1\nactions:\n" + "  - {title: Do it}\n" * 20_000,
        "E012",
    ),
    "20,000 equal keys": (lambda: ANSWERS + "  B: 1\n" * 20_000, "E004"),
    "10,000 questions of an unknown stage": (
        lambda: many_questions(10_000).replace("stage: one", "stage: on"),
        "Q102",
    ),
    "circle of 10,000 questions": (lambda: many_questions(10_000, circle=True), "Q110"),
    "100,000 digits as a level": (lambda: ANSWERS + "  B: " + "9" * 100_000, "E013"),
    "100,000 digits as a fraction": (lambda: ANSWERS + "  C: 1/" + "9" * 100_000, "E013"),
    "100,000 digits as a version": (lambda: "version: " + "9" * 100_000 + "\n" + SMALL[43:], "E0"),
    "1e400": (lambda: ANSWERS + "  C: 1e400", "E013"),
    "not a number": (lambda: ANSWERS + "  C: .nan", "E013"),
    "infinity": (lambda: ANSWERS + "  C: .inf", "E013"),
    "a huge exponent": (lambda: ANSWERS + "  C: 1e9999999999", "E013"),
    "division by zero": (lambda: ANSWERS + "  C: 1/0", "E013"),
    "sexagesimal": (lambda: ANSWERS + "  B: 1:30", "E013"),
    "octal": (lambda: ANSWERS + "  B: 01", "E013"),
    "digits of another script": (lambda: ANSWERS + "  B: ٢", "E013"),
    "800 documents of one question": (
        lambda: SMALL.replace("A photograph}]", "A photograph}" + ", A document" * 800 + "]")
        .replace("mandatory: 1", "mandatory: 9"),
        "Q107",
    ),
    "a format string": (lambda: ANSWERS + "  '{0.__class__}': 1\n  '{x}': 1\n{y}: 2", "E0"),
    "an odd number of surrogates": (lambda: ANSWERS + '  B: {note: "\\ud800"}', "E010"),
    "HTML": (lambda: "<!DOCTYPE html><html><body>Not found</body></html>", "E008"),
    "XML": (lambda: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "E008"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_refused(make, code, tmp_path):
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "questionnaire.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(make(), encoding="utf-8", newline="")
    outcome = run_in(tmp_path, "check", "answers.yaml")
    refused(outcome, code)


@pytest.mark.parametrize("command", ["check", "assess"])
def test_ten_thousand_questions_are_read(command, tmp_path):
    (tmp_path / "big.yaml").write_text(many_questions(10_000), encoding="utf-8")
    answers = ANSWERS.replace("small@2026.1", "small") + "".join(
        f"  Q{n}: 1\n" for n in range(10_000)
    )
    (tmp_path / "answers.yaml").write_text(answers, encoding="utf-8")
    outcome = run_in(tmp_path, command, "answers.yaml", "-Q", "./big.yaml")
    assert outcome.status == 0, outcome.said[:500]
    assert "Traceback" not in outcome.said


BYTES = {
    "UTF-16 of Windows": ("a: b".encode("utf-16"), "E002"),
    "UTF-16 without mark": ("a: b".encode("utf-16-le"), "E008"),
    "UTF-16 the other way": (b"\xfe\xff" + "a: b".encode("utf-16-be"), "E002"),
    "UTF-32": ("a: b".encode("utf-32"), "E002"),
    "UTF-32 the other way": (b"\x00\x00\xfe\xff" + "a: b".encode("utf-32-be"), "E002"),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), "answers.yaml:2:4: error E002"),
    "Latin-1 after a byte-order mark": (b"\xef\xbb\xbfa\xe9", "answers.yaml:1:2: error E002"),
    "Latin-1 in a file of CR": (b"a: 1\rb: \xe9", "answers.yaml:2:4: error E002"),
    "surrogates as bytes": (b"a: \xed\xa0\x80", "E002"),
    "overlong": (b"a: \xc0\xaf", "E002"),
    "NUL": (b"a: b\x00c", "E008"),
    "only NUL": (b"\x00" * 5000, "E005"),
    "random": (bytes(range(256)) * 50, "E008"),
    "gzip": (gzip.compress(ANSWERS.encode()), "E008"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "E008"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", "E008"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "E008"),
    "empty": (b"", "E005"),
    "blank": (b" \r\n\t\n", "E005"),
    "only a byte-order mark": (b"\xef\xbb\xbf", "E005"),
    "two byte-order marks": (b"\xef\xbb\xbf" * 2 + b"a: b", "E010"),
    "100 MB": (b"a: b\n" * 20_000_000, "E006"),
    "one byte too many": (b"#" * 10_000_001, "E006"),
}


@pytest.mark.parametrize(("data", "code"), BYTES.values(), ids=BYTES)
def test_other_bytes_are_refused(data, code, tmp_path):
    (tmp_path / "answers.yaml").write_bytes(data)
    outcome = run_in(tmp_path, "check", "answers.yaml")
    assert outcome.status == 2
    refused(outcome, code)


def test_a_workbook_is_called_one(tmp_path):
    with zipfile.ZipFile(tmp_path / "answers.yaml", "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
    refused(run_in(tmp_path, "check", "answers.yaml"), "ZIP/XLSX/DOCX")


def folder(path: Path) -> str:
    (path / "folder").mkdir()
    return "folder"


def fifo(path: Path) -> str:
    os.mkfifo(path / "fifo")
    return "fifo"


def loop(path: Path) -> str:
    (path / "loop.yaml").symlink_to("loop.yaml")
    return "loop.yaml"


def dangling(path: Path) -> str:
    (path / "dangling.yaml").symlink_to("nowhere.yaml")
    return "dangling.yaml"


def below_a_file(path: Path) -> str:
    (path / "file.yaml").write_text("a: b", encoding="utf-8")
    return "file.yaml/inside.yaml"


PATHS: dict[str, tuple[Callable[[Path], str], str]] = {
    "folder": (folder, "E00"),
    "pipe nobody writes to": (fifo, "E009"),
    "/dev/zero": (lambda _: "/dev/zero", "E009"),
    "/dev/null": (lambda _: "/dev/null", "E009"),
    "link to itself": (loop, "E009"),
    "link to nowhere": (dangling, "E001"),
    "file below a file": (below_a_file, "E009"),
    "nothing": (lambda _: "nothing.yaml", "E001"),
    "memory of the process": (lambda _: "/proc/self/mem", "E00"),
    "a file called -": (lambda _: "./-", "E001"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["check", "assess"])
@pytest.mark.parametrize(("make", "code"), PATHS.values(), ids=PATHS)
def test_what_is_no_file_is_refused(make, code, command, tmp_path):
    outcome = run_in(tmp_path, command, make(tmp_path))
    assert outcome.status == 2
    refused(outcome, code)


def test_a_file_without_permission_is_refused(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text(ANSWERS, encoding="utf-8")
    secret.chmod(0)
    outcome = run_in(tmp_path, "check", "secret.yaml")
    # The superuser may read it; then it is an ordinary file with an unknown questionnaire.
    refused(outcome, "E101" if os.geteuid() == 0 else "E009")


def test_a_missing_file_is_compared_with_those_that_are_there(tmp_path):
    (tmp_path / "jawaban-2026.yaml").write_text("a: b", encoding="utf-8")
    outcome = run_in(tmp_path, "check", "jawaban-2026.yml")
    refused(outcome, 'Did you mean "jawaban-2026.yaml"?')


NAMES: list[bytes] = [
    b"with space.yaml",
    b"with 'quotes\".yaml",
    b"new\nline.yaml",
    b"\x1b[31mred\x1b]0;title\x07.yaml",
    b"not utf-8 \xff\xfe.yaml",
    "bidi \u202e\u2066 lmay.yaml".encode(),
    b"[red]markup[\\red] :bomb:.yaml",
    b"{0.__class__}%s%n.yaml",
    b"-rf.yaml",
]


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "missing"])
def test_a_file_name_never_reaches_the_terminal_raw(is_there, tmp_path):
    for name in NAMES if is_there else ():
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("a: [", encoding="utf-8")
    outcome = run_in(tmp_path, "check", *(b"./" + name for name in NAMES))
    assert outcome.status == 2
    refused(outcome)
    assert outcome.out.count("E003" if is_there else "E001") == len(NAMES)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_name_of_the_answers_never_reaches_the_terminal_raw(name, tmp_path):
    outcome = run_in(tmp_path, "assess", b"./" + name)
    assert outcome.status == 2
    refused(outcome, "E001")


HOSTILE = [
    "\\e[31m\\e]52;c;aGk=\\a",
    "[red]x[/red] :bomb: [link=http://x]",
    "\\u202e\\u2066\\u200f",
    "\\x9b31m\\b\\r\\x7f",
    "\\N\\L\\P\\uFEFF",
    "{0.__class__.__mro__} {} {x!r:>99999999}",
    "%s%s%n ${HOME} `id` $(id)",
]


@pytest.mark.parametrize(
    "place",
    [
        '"TEXT": 1\n',
        'answers: {"TEXT": 1}\n',
        'answers: {A: "TEXT"}\n',
        'language: "TEXT"\n',
        'questionnaire: "TEXT"\n',
        'format: "egovmaturity-TEXT"\n',
        'answers: {A: {confidence: "TEXT"}}\n',
        'answers: {"TEXT": 1, "TEXT": 2}\n',
    ],
)
def test_hostile_text_never_reaches_the_terminal_raw(place, tmp_path):
    key = place.partition(":")[0]
    lines = ANSWERS.splitlines(keepends=True)
    head = "".join(line for line in lines if not line.startswith(key + ":"))
    files = [f"{number}.yaml" for number in range(len(HOSTILE))]
    for file, text in zip(files, HOSTILE, strict=True):
        (tmp_path / file).write_text(head + place.replace("TEXT", text), encoding="utf-8")
    outcome = run_in(tmp_path, "check", *files)
    refused(outcome)
    assert all(f"{file}:" in outcome.out for file in files)


def test_standard_input_is_read_once_and_bounded(tmp_path):
    refused(run_in(tmp_path, "check", "-", stdin=b""), "E005")
    refused(run_in(tmp_path, "check", "-", stdin=b"a: b: c"), "<stdin>:1:5: error E003")
    refused(run_in(tmp_path, "assess", "-", stdin=b"#" * 11_000_000), "E006")
