"""questionnaire crosswalk and assess --crosswalk, as people call them."""

import json
from pathlib import Path

import pytest
from loading.samples import ANSWERS, SMALL
from loading.test_crosswalk_file import OTHER, TEXT

ROOT = Path(__file__).parent.parent.parent
PAIR = ("inpres-3-2003", "gtmi")


@pytest.fixture
def own(tmp_path):
    """Questionnaires, a crosswalk and answers of one's own in the folder of the run."""
    for name, text in (("small", SMALL), ("other", OTHER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questionnaire.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "crosswalks").mkdir()
    (tmp_path / "crosswalks" / "small--other.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(ANSWERS + "  A: 0\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("pair", [PAIR, PAIR[::-1]], ids=" ".join)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_bundled_crosswalk_is_shown_both_ways(run, pair, language, columns):
    done = run("questionnaire", "crosswalk", *pair, "--lang", language, env={"COLUMNS": columns})
    assert (done.status, done.err) == (0, "")
    long = [line for line in done.out.splitlines() if len(line) > int(columns)]
    assert [line for line in long if "https://" not in line] == []
    assert f"{pair[0]}@2026.1" in done.out.splitlines()[2] + done.out.splitlines()[1]


@pytest.mark.usefixtures("own")
def test_one_s_own_is_found_in_the_folder_of_the_run(run):
    done = run("q", "crosswalk", "other", "small", "--format", "json")
    assert json.loads(done.out)["links"][-1]["to"] == "question/A"
    done = run("q", "crosswalk", "other", "small", "--format", "md", "--report-lang", "id")
    assert done.out.startswith("# Padanan\n")


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        pytest.param(("egdi", "gtmi"), "inpres-3-2003--gtmi", id="no crosswalk"),
        pytest.param(("gtmi", "gtmi"), "is one questionnaire", id="twice the same"),
        pytest.param(("gtmi", "gtmii"), 'Did you mean "gtmi"?', id="a misspelt questionnaire"),
        pytest.param(("gtmi",), "SECOND is missing", id="only one"),
    ],
)
def test_what_cannot_be_shown_is_explained(run, pair, told):
    done = run("questionnaire", "crosswalk", *pair, "--lang", "en")
    assert done.status == 2
    assert told in done.err


@pytest.mark.parametrize("reference", ["other", "crosswalks/small--other.yaml"])
@pytest.mark.usefixtures("own")
def test_assess_lists_what_is_touched(run, reference):
    done = run("assess", "a.yaml", "--crosswalk", reference, "--format", "json")
    assert done.status == 0
    found = json.loads(done.out)["crosswalk"]
    touched = [each["element"] for each in found["touched"]]
    assert touched == ["section/d1.a", "question/A"]
    assert [each["element"] for each in found["context"]] == ["section/d2"]


def test_assess_reports_in_the_language_of_the_report(run, own):
    (own / "c.yaml").write_text(TEXT, encoding="utf-8")
    arguments = ("assess", "a.yaml", "--crosswalk", "c.yaml", "--format", "md", "--quiet")
    assert "Hanya isi" in run(*arguments).out
    assert "Contents only" in run(*arguments, "--report-lang", "en").out


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        pytest.param("egdi", "there is no crosswalk", id="no crosswalk"),
        pytest.param("othr", "E101", id="no questionnaire"),
        pytest.param("tiada.yaml", "E001", id="no file"),
        pytest.param("small", "is one questionnaire", id="the same one"),
    ],
)
def test_a_crosswalk_that_is_not_there_stops_the_assessment(run, own, reference, told):
    done = run("assess", "a.yaml", "--crosswalk", reference, "-o", "r.html", "--lang", "en")
    assert done.status == 2
    assert told in done.err
    assert not (own / "r.html").exists()


@pytest.mark.parametrize("name", ["crosswalks/small--other.yaml", "other/questionnaire.yaml"])
def test_a_report_never_replaces_what_it_is_made_from(run, own, name):
    before = (own / name).read_bytes()
    done = run("assess", "a.yaml", "--crosswalk", "other", "--format", "md", "-o", name)
    assert done.status == 2
    assert (own / name).read_bytes() == before


def test_a_template_of_one_s_own_sees_it(run, own):
    (own / "t.md.j2").write_text("{% for t in report.crosswalk.touched %}{{ t.id }} {% endfor %}")
    done = run("assess", "a.yaml", "--crosswalk", "other", "--template", "t.md.j2", "-o", "-")
    assert done.out == "d1.a A "
    done = run("assess", "a.yaml", "--template", "t.md.j2", "-o", "-")
    assert (done.status, done.out) == (0, "")


@pytest.mark.usefixtures("own")
def test_assess_without_one_imports_nothing_of_it(run):
    done = run("assess", "a.yaml", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "egovmaturity.planning.gaps" in done.err
    assert [
        line for line in done.err.splitlines() if "crosswalk" in line or "touched" in line
    ] == []


@pytest.mark.usefixtures("own")
def test_check_recognises_a_crosswalk(run):
    assert run("check", "crosswalks/small--other.yaml", "--strict").status == 0
    assert run("check", "-", stdin=TEXT).status == 0
    assert run("check", "-", stdin=TEXT.replace("d2", "d3")).status == 1
    bundled = ROOT / "questionnaires" / "crosswalks" / "inpres-3-2003--gtmi.yaml"
    assert run("check", "-", stdin=bundled.read_text(encoding="utf-8")).status == 0
