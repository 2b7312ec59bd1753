"""egovmaturity plan, as people call it."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Finished

from egovmaturity.api import assess, load_answers, load_questionnaire
from egovmaturity.cli.app import run as command_line

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command line in this process, in an empty folder; a plan starts no other."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "EGOVMATURITY_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def call(*arguments, env=None):
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        status = command_line([str(each) for each in arguments])
        said = capsys.readouterr()
        return Finished(int(status), said.out, said.err)

    return call


COSTS = ROOT / "examples" / "sukamaju" / "rencana.yaml"
SPBE = ROOT / "questionnaires" / "spbe-2018" / "tests" / "jawaban-terbuka.yaml"


@pytest.mark.parametrize(
    ("name", "arguments", "env"),
    [
        pytest.param("plan-id-80.txt", ["--costs", COSTS, "--lang", "id"], {}, id="terminal"),
        pytest.param("plan-id-40.txt", ["--lang", "id"], {"COLUMNS": "40"}, id="narrow"),
        pytest.param("plan-en-ascii.txt", ["--lang", "en", "--ascii"], {}, id="ascii"),
        pytest.param(
            "plan-en.md", ["--costs", COSTS, "--format", "md", "--report-lang", "en"], {}, id="md"
        ),
        pytest.param("plan.json", ["--costs", COSTS, "--format", "json"], {}, id="json"),
        pytest.param(
            "none-en.txt",
            ["--to", "pemantapan", "--budget", "20", "--years", "3", "--lang", "en"],
            {},
            id="too little money",
        ),
    ],
)
def test_the_example_is_planned(run, golden, example, name, arguments, env):
    done = run("plan", example, *arguments, "--quiet", env=env)
    assert (done.status, done.err) == (int(name.startswith("none")), "")
    of_this_highs = r'"(explored|version)": .*\n *'
    golden(f"plan/{name}", re.sub(of_this_highs, "", done.out))


def planned(run, *arguments):
    done = run("plan", *arguments, "--format", "json", "--quiet", "--lang", "en")
    return done.status, json.loads(done.out or "null"), done.err


def test_the_plan_carried_out_by_hand_attains_what_it_promises(run, example, tmp_path):
    """Every level of the plan is written into the answers file, and the file is assessed."""
    status, plan, _ = planned(run, example, "--to", "pemantapan", "--basis", "claimed")
    assert status == 0
    text = example.read_text(encoding="utf-8")
    head, _, answers = text.partition("\nanswers:")
    for question, level in plan["levels"].items():
        pattern = (
            rf"(?m)^  {question}:\n    level: \d|^  {question}: \d$|^  {question}:.*(?:\n   .*)*"
        )
        answers = re.sub(pattern, f"  {question}:\n    level: {level}", answers, count=1)
        if f"\n  {question}:" not in answers:
            answers = f"\n  {question}: {level}{answers}"
    path = tmp_path / "jawaban.yaml"
    path.write_text(f"{head}\nanswers:{answers}", encoding="utf-8")
    questionnaire = load_questionnaire("inpres-3-2003")
    after = assess(questionnaire, load_answers(path, questionnaire), "claimed")
    assert after.verdict.attained.id == "pemantapan"
    assert after.index.low == Fraction(plan["years"][-1]["index"])


def test_the_plan_of_an_index_with_bands(run):
    asked = (SPBE, "--to", "Memuaskan", "--unit", "rupiah", "--assume-cost", "1")
    status, plan, _ = planned(run, *asked)
    assert status == 0
    assert plan["years"][-1]["verdict"] == plan["aim"]["place"]
    assert {note["kind"] for note in plan["notes"]} >= {"assumed-cost"}


def test_carry_over_and_budgets_of_single_years(run, example):
    arguments = [example, "--to", "pematangan", "--budget", "2027=10", "--budget", "2028=19"]
    status, plan, _ = planned(run, *arguments)
    assert (status, plan["status"], plan["horizon"]["years"]) == (0, "proven", 2)
    assert [year["available"] for year in plan["years"]] == ["10", "19"]
    status, plan, _ = planned(run, *arguments, "--carry-over", "--budget", "2026=0")
    assert plan["horizon"]["first"] == 2026


@pytest.mark.parametrize(
    ("arguments", "attained"),
    [
        pytest.param(["--best", "--budget", "60", "--years", "2"], "pemantapan", id="best"),
        pytest.param(["--fewest-years", "--budget", "15"], "pematangan", id="fewest years"),
        pytest.param(["--target", "pematangan=80"], "pematangan", id="a least score"),
        pytest.param(["--target", "S2-KLB-01=3"], "persiapan", id="a least level"),
        pytest.param(["--target", "factor:leadership >= 70 %"], "persiapan", id="a factor"),
        pytest.param(["--solver", "search", "--target", "S2-KLB-01=3"], "persiapan", id="search"),
    ],
)
def test_what_can_be_asked_for(run, example, arguments, attained):
    status, plan, _ = planned(run, example, *arguments)
    assert (status, plan["status"]) == (0, "proven")
    assert plan["years"][-1]["verdict"] == attained


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--to", "pematanagn"], 'Did you mean "pematangan"?', id="a stage misspelt"),
        pytest.param(["--target", "pematangn=80"], "Did you mean", id="a target misspelt"),
        pytest.param(["--target", "pematangan=180"], "ID=80", id="more than full marks"),
        pytest.param(["--budget", "2027=500.000"], "without dots", id="a thousand or a decimal"),
        pytest.param(["--budget", "5", "--budget", "6"], "2027=500000000", id="every year twice"),
        pytest.param(["--budget", "27=5"], "2027=500000000", id="no year"),
        pytest.param(["--best", "--to", "pematangan"], "does not go together", id="two aims"),
        pytest.param(["--unit", "dollar"], "Possible: rupiah, effort", id="another unit"),
        pytest.param(["--unit", "rupiah"], "S2-LAY-01 (3, 4)", id="no costs"),
        pytest.param(["--costs", "nowhere.yaml"], "E001", id="no such file"),
    ],
)
def test_what_makes_no_sense_is_refused(run, example, arguments, told):
    done = run("plan", example, *arguments, "--lang", "en", "--quiet")
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_a_plan_file_for_another_edition_is_refused(run, example, tmp_path):
    text = COSTS.read_text(encoding="utf-8").replace("@2026.1", "@2025.1")
    (tmp_path / "rencana.yaml").write_text(text, encoding="utf-8")
    done = run("plan", example, "--costs", "rencana.yaml", "--lang", "en", "--quiet")
    assert done.status == 2
    assert "E305" in done.err


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_it_fits_the_terminal(run, example, columns, language):
    arguments = ("plan", example, "--costs", COSTS, "--lang", language, "--quiet")
    done = run(*arguments, env={"COLUMNS": columns})
    assert [line for line in done.out.splitlines() if len(line) > int(columns)] == []


def test_nothing_of_it_is_imported_by_other_commands():
    """Neither the solver nor the modules of plans cost a run that makes no plan."""
    import subprocess
    import sys

    code = (
        "import sys; import egovmaturity.cli.assess, egovmaturity.cli.check, egovmaturity.cli.app;"
        "print([m for m in sys.modules if m in {'highspy', 'numpy'} or 'find_plan' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
