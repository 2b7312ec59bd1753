"""The command compare: years of one institution."""

import csv
import io
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

SUKAMAJU = Path(__file__).parents[2] / "examples" / "sukamaju"
OLD, NEW = str(SUKAMAJU / "jawaban-2025.yaml"), str(SUKAMAJU / "jawaban-2026.yaml")
PAIR = ("compare", OLD, NEW, "--quiet")

MODEL = """\
format: egovmaturity-questionnaire
version: 1
id: kecil
edition: "{edition}"
language: id
title: Kuesioner kecil
license: CC-BY-4.0
authors: [{{name: A}}]
sources: [{{id: s, text: t}}]
levels: [{{level: 0, label: Belum}}, {{level: 1, label: Sebagian}}, {{level: 2, label: Ada}}]
verdict: {{kind: stages, attain: ">= 70 %"}}
index: mean-of-questions
stages: [{{id: s1, title: Satu}}]
{migrations}
questions:
"""
QUESTION = (
    "  - {{id: {id}, stage: s1, ask: '{id}?', levels: {{0: x, 1: y, 2: z}},"
    " recommend: {{0: r, 1: s}}}}\n"
)
MAP = """\
from:
  "1":
    - {same: [a, b]}
    - {drop: o, reason: lama}
    - {add: n}
"""
ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: {model}
institution: {name}
assessment: {{year: {year}}}
answers: {{{answers}}}
"""


@pytest.mark.parametrize(
    ("name", "arguments", "env"),
    [
        pytest.param("id-80.txt", ["--lang", "id"], {}, id="Indonesian"),
        pytest.param("en-80.txt", ["--lang", "en"], {}, id="English"),
        pytest.param(
            "id-40.txt", ["--lang", "id", "--changes-only"], {"COLUMNS": "40"}, id="narrow"
        ),
        pytest.param("en-100.txt", ["--lang", "en"], {"COLUMNS": "100"}, id="wide"),
        pytest.param("en-ascii.txt", ["--lang", "en", "--ascii"], {}, id="ascii"),
        pytest.param("id.md", ["--format", "md"], {}, id="Markdown"),
        pytest.param("en.md", ["--format", "md", "--report-lang", "en"], {}, id="English Markdown"),
        pytest.param("id.html", ["--format", "html"], {}, id="HTML"),
        pytest.param("en.html", ["--format", "html", "--report-lang", "en"], {}, id="English HTML"),
        pytest.param("pair.json", ["--format", "json"], {}, id="JSON"),
        pytest.param("id.csv", ["--format", "csv"], {}, id="CSV"),
        pytest.param(
            "anonymous-en.md",
            ["--anonymous", "--format", "md", "--report-lang", "en"],
            {},
            id="anonymous",
        ),
    ],
)
def test_the_example_is_compared(run, golden, name, arguments, env):
    done = run(*PAIR, *arguments, env=env)
    assert (done.status, done.err) == (0, "")
    golden(f"compare/{name}", done.out)


@pytest.mark.parametrize("columns", ["40", "60", "80", "100"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_fits_the_terminal(run, language, columns):
    done = run(*PAIR, "--lang", language, env={"COLUMNS": columns})
    assert [line for line in done.out.splitlines() if len(line) > int(columns)] == []


def test_ascii_is_ascii(run):
    assert run(*PAIR, "--ascii", "--lang", "en").out.isascii()


def test_html_is_small_and_asks_for_nothing(run):
    page = run(*PAIR, "--format", "html").out
    assert len(page.encode()) < 60_000
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=", page) == []
    assert "prefers-color-scheme: dark" in page or "prefers-color-scheme:dark" in page


def test_an_anonymous_comparison_names_nobody(run):
    for kind in ("terminal", "md", "html", "json", "csv"):
        told = run(*PAIR, "--anonymous", "--format", kind, "--report-lang", "id").out
        for name in ("Sukamaju", "Kominfo", "RA-26", "jawaban-2025", "Bimbingan", "188/"):
            assert name not in told, kind
    scores = [
        json.loads(run(*PAIR, *more, "--format", "json").out) for more in ((), ("--anonymous",))
    ]
    assert [each["whole"]["waterfall"] for each in scores] == [scores[0]["whole"]["waterfall"]] * 2
    assert [len(each["whole"]["evidence"]) for each in scores] == [30, 30]


def test_the_printed_parts_add_up(run):
    told = run(*PAIR, "--lang", "en").out
    table = told[told.index("Index of 2025") : told.index("Every part")]
    found = re.findall(r"[+−]?\d+\.\d\d$", table, re.MULTILINE)
    numbers = [Fraction(number.replace("−", "-")) for number in found]
    assert numbers[0] + sum(numbers[1:-1]) == numbers[-1]


def test_csv_has_the_exact_changes(run):
    told = run(*PAIR, "--format", "csv", "--locale", "c").out
    rows = list(csv.DictReader(io.StringIO(told)))
    total = next(row for row in rows if row["kind"] == "index")
    causes = [Fraction(row["change"]) for row in rows if row["kind"] == "cause"]
    assert abs(sum(causes) - Fraction(total["change"])) < Fraction(1, 100_000)
    assert {row["kind"] for row in rows} == {
        "index", "cause", "stage", "factor", "question", "evidence", "action",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "status"),
    [
        pytest.param([], 0, id="not asked for"),
        pytest.param(["--exit-code"], 1, id="different"),
    ],
)
def test_differences_can_be_an_exit_status(run, more, status):
    assert run(*PAIR, *more).status == status


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return name


def sheet(folder, year, answers, *, model="egdi", name="A country", file=None):
    text = ANSWERS.format(year=year, answers=answers, model=model, name=json.dumps(name))
    return written(folder, file or f"{year}.yaml", text)


def test_the_same_answers_are_no_difference(run, tmp_path):
    files = [sheet(tmp_path, year, "OSI: 0.5, TII: 0.5, HCI: 0.5") for year in (2024, 2025)]
    done = run("compare", *files, "--exit-code", "--lang", "en")
    assert done.status == 0
    assert "No cause was at work" in done.out
    assert "No component counts anything else than before." in done.out


def test_more_than_two_years_are_compared_step_by_step(run, tmp_path):
    values = {2023: "0.5", 2024: "0.8", 2025: "0.2"}
    files = [sheet(tmp_path, y, f"OSI: {v}, TII: 0.5, HCI: 0.5") for y, v in values.items()]
    done = run("compare", *files, "--lang", "en", "--quiet")
    for title in ("Why the index moved", "2023 → 2024: Why", "2024 → 2025: Why"):
        assert title in done.out
    told = json.loads(run("compare", *files, "--format", "json", "--quiet").out)
    totals = [step["waterfall"]["total"] for step in (*told["steps"], told["whole"])]
    assert totals == ["1/10", "-1/5", "-1/10"]
    page = run("compare", *files, "--format", "html", "--quiet").out
    assert page.count("<circle") == 3 * page.count("<figure>")


def editions(folder, *, map_=MAP):
    """Two editions of a questionnaire and answers to each, as in section 15 of the method."""
    for number, asked, migrations in (("1", "abo", ""), ("2", "abn", map_)):
        text = MODEL.format(edition=number, migrations=migrations)
        text += "".join(QUESTION.format(id=name) for name in asked)
        (folder / f"edisi-{number}").mkdir()
        written(folder, f"edisi-{number}/questionnaire.yaml", text)
    return (
        sheet(folder, 2025, "a: 0, b: 1, o: 2", model="kecil@1"),
        sheet(folder, 2026, "a: 1, b: 1, n: 0", model="kecil@2"),
        *("-Q", "edisi-1/questionnaire.yaml", "-Q", "edisi-2/questionnaire.yaml"),
    )


def test_editions_are_compared_on_what_they_share(run, tmp_path):
    arguments = editions(tmp_path)
    done = run("compare", *arguments, "--lang", "en", "--quiet")
    assert done.status == 0, done.err
    assert "Across two editions" in done.out
    told = json.loads(run("compare", *arguments, "--format", "json", "--quiet").out)["whole"]
    crossing = told["crossing"]
    assert crossing["by_old"]["change"] == crossing["by_new"]["change"] == "1/4"
    assert crossing["link"] == {"index": "3/4", "clipped": False}
    assert (crossing["added"], crossing["removed"]) == (["n"], ["o"])
    assert told["waterfall"]["total"] == "-1/6"
    assert sum(Fraction(c["amount"]) for c in told["waterfall"]["causes"]) == Fraction(-1, 6)


def test_editions_without_a_map_are_refused(run, tmp_path):
    done = run("compare", *editions(tmp_path, map_=""), "--lang", "en")
    assert done.status == 2
    assert "does not say what became of the questions" in done.err
    assert "Add kecil@1 to the migrations of the newer edition." in done.err


VALUES = "OSI: 0.5, TII: 0.5, HCI: 0.5"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(
            [{"year": 2025}, {"year": 2026, "name": "B country"}],
            "Compare years of one institution",
            id="another institution",
        ),
        pytest.param(
            [{"year": 2025}, {"year": 2025, "file": "b.yaml"}], "one a year", id="same year"
        ),
        pytest.param([{"year": 2026}, {"year": 2025}], "from the oldest year", id="backwards"),
        pytest.param(
            [{"year": 2025}, {"year": 2026, "model": "gtmi", "answers": ""}],
            "they ask nothing alike",
            id="another questionnaire",
        ),
        pytest.param([{"year": 2025}], "two years or more", id="one file"),
    ],
)
def test_what_cannot_be_compared_is_refused(run, tmp_path, files, said):
    names = [sheet(tmp_path, **{"answers": VALUES, **each}) for each in files]
    done = run("compare", *names, "--lang", "en", "--quiet")
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_files_are_written_and_inputs_spared(run, tmp_path):
    done = run("compare", OLD, NEW, "-o", "a.html", "-o", "b.md", "-o", "c.json", "-o", "d.csv")
    assert (done.status, done.out) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"a.html", "b.md", "c.json", "d.csv"}
    for name, said in (("x.docx", "Possible"), ("a.html", "twice")):
        again = run("compare", OLD, NEW, "-o", "a.html", "-o", name, "--lang", "en")
        assert (again.status, said in again.err) == (2, True)
    first, second = (sheet(tmp_path, year, VALUES) for year in (2024, 2025))
    (tmp_path / "link.md").symlink_to(tmp_path / first)
    spared = run("compare", first, second, "-o", "link.md", "--lang", "en")
    assert (spared.status, "one of the files compared" in spared.err) == (2, True)


HOSTILE = "<script>alert(1)</script> **x** | [a](javascript:b) ]]> \x1b[31m"


def test_hostile_names_are_only_shown(run, tmp_path):
    files = [sheet(tmp_path, year, VALUES, name=HOSTILE) for year in (2024, 2025)]
    page = run("compare", *files, "--format", "html", "--quiet").out
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    text = run("compare", *files, "--format", "md", "--quiet").out
    assert "\\<script\\>" in text
    assert "\\[a\\](javascript:b)" in text
    for kind in ("terminal", "md", "html"):
        assert "\x1b" not in run("compare", *files, "--format", kind, "--quiet").out


def test_a_formula_in_a_title_is_harmless_in_csv(run, tmp_path):
    formula = "=1+1"
    texts = []
    for year, documents in ((2024, "[]"), (2025, f'[{{title: "{formula}"}}]')):
        given = f"OSI: {{level: 0.5, evidence: {documents}}}, TII: 0.5, HCI: 0.5"
        texts.append(sheet(tmp_path, year, given))
    told = run("compare", *texts, "--format", "csv", "--quiet", "--locale", "c")
    assert "'=1+1" in told.out, told.err


def test_the_terminal_needs_no_templates():
    code = (
        "import sys\nfrom egovmaturity.cli.app import run\n"
        "try: run(sys.argv[1:])\n"
        "finally: print('jinja2' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *PAIR], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().endswith("False")


REPOSITORY = SUKAMAJU.parent / "repositori"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(("hasil-2024.json", "hasil-2025.json"), id="two results"),
        pytest.param(("hasil-2024.json", "jawaban-2025.yaml"), id="a result and answers"),
        pytest.param(("jawaban-2024.yaml", "hasil-2025.json"), id="answers and a result"),
    ],
)
def test_results_are_compared_like_the_answers_they_were_made_of(run, files):
    def numbers(*names):
        done = run("compare", *(REPOSITORY / name for name in names), "--format", "json", "--quiet")
        assert done.status == 0, done.err
        found = json.loads(done.out)
        return [step["waterfall"] for step in found["steps"]]

    assert numbers(*files) == numbers("jawaban-2024.yaml", "jawaban-2025.yaml")


def test_the_day_of_a_result_is_settled(run):
    files = (REPOSITORY / "hasil-2024.json", REPOSITORY / "hasil-2025.json")
    done = run("compare", *files, "--as-of", "2026-01-31", "--lang", "en", "--quiet")
    assert done.status == 2
    assert "--as-of is for answers" in done.err


def test_a_result_that_was_edited_is_not_compared(run, tmp_path):
    text = (REPOSITORY / "hasil-2025.json").read_text(encoding="utf-8")
    result = json.loads(text)
    result["stages"][0]["score_exact"] = "1/2"
    (tmp_path / "hasil-2025.json").write_text(json.dumps(result), encoding="utf-8")
    done = run("compare", REPOSITORY / "hasil-2024.json", "hasil-2025.json", "--quiet")
    assert done.status == 2
    assert "E104" in done.err
