"""Earlier years as results: to compare with, to verify by, and to begin a year with."""

import json
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SUKAMAJU = TESTS.parent / "examples" / "sukamaju"
NOW, BEFORE = SUKAMAJU / "jawaban-2026.yaml", SUKAMAJU / "jawaban-2025.yaml"
REWRITING = TESTS / "rewriting"


@pytest.fixture
def archive(run, tmp_path):
    """A folder with the result of 2025, and the answers of 2026."""
    done = run("assess", str(BEFORE), "--quiet", "-o", "hasil-2025.json")
    assert done.status == 0, done.err
    (tmp_path / "jawaban-2026.yaml").write_bytes(NOW.read_bytes())
    return tmp_path


def result(done):
    assert done.status == 0, done.err
    return json.loads(done.out)


@pytest.mark.usefixtures("archive")
def test_a_result_is_as_good_a_baseline_as_its_answers(run):
    def compared(baseline):
        return result(
            run("assess", "jawaban-2026.yaml", "--baseline", baseline, "--format", "json", "-q")
        )

    by_result, by_answers = compared("hasil-2025.json"), compared(str(BEFORE))
    assert by_result["baseline"]["answers"].pop("file") == "hasil-2025.json"
    assert by_answers["baseline"]["answers"].pop("file") == "jawaban-2025.yaml"
    for each in (by_result, by_answers):
        each["baseline"]["answers"].pop("sha256")
        each["made"].pop("baseline")
    assert by_result == by_answers


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("basis", ["claimed", "supported", "verified", "best"])
def test_a_result_can_be_compared_on_any_basis(run, basis):
    told = ("--basis", basis, "--format", "json", "-q")
    by_result = result(run("assess", "jawaban-2026.yaml", "--baseline", "hasil-2025.json", *told))
    alone = result(run("assess", str(BEFORE), *told))
    assert by_result["baseline"]["result"] == alone["result"]


def test_check_compares_with_a_result(run, archive):
    text = NOW.read_text(encoding="utf-8").replace("year: 2026", "year: 2027", 1)
    (archive / "jawaban-2027.yaml").write_text(text, encoding="utf-8")
    run("assess", "jawaban-2026.yaml", "-q", "-o", "hasil-2026.json")
    done = run("check", "jawaban-2027.yaml", "--baseline", "hasil-2026.json", "--lang", "en")
    assert "W403" in done.out


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("report", ["laporan.html", "hasil.json"])
def test_a_report_with_a_result_as_baseline_is_confirmed(run, report):
    run("assess", "jawaban-2026.yaml", "--baseline", "hasil-2025.json", "-q", "-o", report)
    done = run("verify", report, "--lang", "en")
    assert done.status == 0
    assert "Baseline: hasil-2025.json" in done.out


def test_a_result_that_was_edited_is_no_baseline(run, archive):
    path = archive / "hasil-2025.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'("index": )[\d.]+', r"\g<1>60", text, count=1), encoding="utf-8")
    options = ("--lang", "en", "-o", "laporan.html")
    done = run("assess", "jawaban-2026.yaml", "--baseline", path.name, *options)
    assert done.status == 2
    assert "E104: bases[0].index is 60 here, and comes out as" in done.err
    assert not (archive / "laporan.html").exists()
    assert run("check", path.name).status == 1


def test_doubts_about_a_result_are_told_where_it_is_used(run, archive):
    path = archive / "hasil-2025.json"
    text = path.read_text(encoding="utf-8")
    known = json.loads(text)["questionnaire"]["sha256"]
    path.write_text(text.replace(known, "0" * 64), encoding="utf-8")
    command = ("jawaban-2026.yaml", "--baseline", path.name, "--lang", "en")
    assert "hasil-2025.json" in (done := run("assess", *command)).err
    assert done.status == 0
    assert "W318" in done.err
    assert "W318" in run("check", *command).out
    assert "W318" in run("check", path.name).out
    assert run("assess", *command, "--quiet").err == ""


def test_an_anonymous_result_is_no_baseline_and_keeps_its_answers_to_itself(run, archive):
    run("assess", str(BEFORE), "--anonymous", "-q", "-o", "tanpa-nama.json")
    assert json.loads((archive / "tanpa-nama.json").read_text())["answer_sheet"] is None
    done = run("assess", "jawaban-2026.yaml", "--baseline", "tanpa-nama.json", "--lang", "en")
    assert done.status == 2
    assert "E105" in done.err
    assert "anonymous" in done.err


def test_a_result_cut_off_cannot_be_read(run, archive):
    path = archive / "hasil-2025.json"
    path.write_text(path.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    done = run("check", path.name)
    assert "E019" in done.out
    assert done.status == 2


def test_a_report_is_not_written_over_its_baseline(run, archive):
    before = (archive / "hasil-2025.json").read_bytes()
    options = ("--baseline", "hasil-2025.json", "-o", "hasil-2025.json", "--lang", "en")
    done = run("assess", "jawaban-2026.yaml", *options)
    assert done.status == 2
    assert "is the baseline itself" in done.err
    assert (archive / "hasil-2025.json").read_bytes() == before


# init --from


def begun(run, folder, *options):
    done = run("init", "--year", "2026", *options, "neu")
    assert done.status == 0, done.err
    path = folder / "neu" / "jawaban-2026.yaml"
    checked = run("check", str(path), "--format", "json")
    problems = json.loads(checked.out)["problems"]
    assert [each for each in problems if each["severity"] == "error"] == []
    return path.read_text(encoding="utf-8"), result(run("assess", str(path), "--format", "json"))


@pytest.mark.parametrize("source", [str(BEFORE), "hasil-2025.json"])
def test_a_year_begins_with_the_plans_of_the_last(run, archive, source):
    text, now = begun(run, archive, "--from", source)
    last = result(run("assess", str(BEFORE), "--format", "json", "-q"))
    assert now["institution"] == last["institution"]
    assert now["counts"]["unanswered"] == 58
    over = {"done", "dropped"}
    assert now["actions"] == [each for each in last["actions"] if each["status"] not in over]
    for before, after in zip(last["questions"], now["questions"], strict=True):
        assert after["owner"] == before["owner"]
        assert after["claimed"] is None
        given = last["answer_sheet"]["answers"].get(before["id"], {})
        carried = now["answer_sheet"]["answers"][before["id"]]
        assert carried == {k: given[k] for k in ("evidence", "owner", "target") if k in given}
    assert "# 3 = " in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_levels_are_kept_for_review_where_asked_for(run, archive):
    _, now = begun(run, archive, "--from", "hasil-2025.json", "--keep-levels")
    last = json.loads((archive / "hasil-2025.json").read_text(encoding="utf-8"))
    assert [q["claimed"] for q in now["questions"]] == [q["claimed"] for q in last["questions"]]
    assert {q["verified"] for q in now["questions"]} == {None}
    sheet = now["answer_sheet"]["answers"]
    assert all(answer["review"] for answer in sheet.values() if "level" in answer)


def test_another_name_and_language_can_be_given(run, archive):
    options = ("--from", "hasil-2025.json", "--year", "2026", "--institution", "Kota Baru")
    done = run("init", *options, "--report-lang", "en", ".")
    assert done.status == 0, done.err
    text = (archive / "answers-2026.yaml").read_text(encoding="utf-8")
    assert 'name: "Kota Baru"' in text
    assert "Listed in 2025." in text


@pytest.mark.parametrize(
    ("as_result", "name"), [(True, "jawaban-2027.yaml"), (False, "answers-2027.yaml")]
)
def test_a_year_begins_across_editions(run, tmp_path, as_result, name):
    (tmp_path / "ed").mkdir()
    new = (REWRITING / "new-edition.yaml").read_text(encoding="utf-8")
    answers = (REWRITING / "answers-before.yaml").read_text(encoding="utf-8")
    (tmp_path / "jawaban-2026.yaml").write_text(answers, encoding="utf-8")
    (tmp_path / "ed" / "questionnaire.yaml").write_text(new, encoding="utf-8")
    source = "jawaban-2026.yaml"
    if as_result:
        source = "hasil-2026.json"
        sheet = json.loads((TESTS / "results" / "1.0" / "small.json").read_text(encoding="utf-8"))
        sheet["answer_sheet"] = {
            "format": "egovmaturity-answers",
            "version": 1,
            "questionnaire": "ed@2025.1",
            "institution": {"name": "Dinas: Uji"},
            "assessment": {"year": 2026},
            "answers": {
                "Q10": {"level": 1, "target": 2, "owner": "O"},
                "Q33": {"owner": "Dinas A"},
            },
            "actions": [{"id": "A1", "title": "do", "raises": {"Q33": 1, "Q9": 1}}],
        }
        (tmp_path / source).write_text(json.dumps(sheet), encoding="utf-8")
    done = run("init", "--from", source, "--year", "2027", "--lang", "en")
    assert done.status == 0, done.err
    assert "asked no more: A1: Q9" in done.err
    now = result(run("assess", name, "--format", "json", "-q"))
    by_id = {question["id"]: question for question in now["questions"]}
    assert by_id["Q10"]["target"] == 3  # 2 of the older scale
    assert by_id["Q10"]["claimed"] is None
    assert now["actions"][0]["raises"]["Q3"] == 1
    assert now["questionnaire"]["edition"] == "2026.1"


def test_without_a_map_no_year_begins(run, tmp_path):
    (tmp_path / "ed").mkdir()
    new = (REWRITING / "new-edition.yaml").read_text(encoding="utf-8")
    (tmp_path / "ed" / "questionnaire.yaml").write_text(new, encoding="utf-8")
    answers = (REWRITING / "answers-before.yaml").read_text(encoding="utf-8")
    answers = answers.replace("ed@2025.1", "ed@2020.1")
    (tmp_path / "a.yaml").write_text(answers, encoding="utf-8")
    done = run("init", "--from", "a.yaml", "--year", "2027", "--lang", "en")
    assert done.status == 2
    assert "no map from edition 2020.1" in done.err
    assert not (tmp_path / "jawaban-2027.yaml").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--year", "2026"], "--institution is missing", id="nobody"),
        pytest.param(
            ["--year", "2026", "--institution", "X", "--keep-levels"],
            "--keep-levels goes with --from",
            id="levels of nothing",
        ),
        pytest.param(
            ["--year", "2025", "--from", "hasil-2025.json"], "is of 2025", id="the same year"
        ),
        pytest.param(["--year", "2026", "--from", "-"], "not standard input", id="a pipe"),
        pytest.param(["--year", "2026", "--from", "no.json"], "E001", id="no such file"),
        pytest.param(
            ["--year", "2026", "--from", "hasil-2025.json", "-Q", "gtmi"],
            "E101",
            id="another questionnaire",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused(run, archive, options, said):
    done = run("init", *options, "--lang", "en", "neu")
    assert done.status == 2
    assert said in done.err
    assert not (archive / "neu").exists()


def test_nothing_is_overwritten_unless_forced(run, archive):
    options = ("init", "--from", "hasil-2025.json", "--year", "2026")
    before = (archive / "jawaban-2026.yaml").read_bytes()
    assert run(*options).status == 2
    assert (archive / "jawaban-2026.yaml").read_bytes() == before
    assert run(*options, "--force").status == 0
    assert (archive / "jawaban-2026.yaml.bak").read_bytes() == before
