"""egovmaturity plan: actions shown, saved and recorded, and followed up later."""

import csv
import io
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Finished

from egovmaturity.api import assess, load_answers, load_questionnaire
from egovmaturity.cli.app import run as command_line
from egovmaturity.planning.plan import make_plan

ROOT = Path(__file__).parent.parent.parent
COSTS = ROOT / "examples" / "sukamaju" / "rencana.yaml"
EARLIER = ROOT / "examples" / "sukamaju" / "jawaban-2025.yaml"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command line in this process, in an empty folder, with nobody at the terminal."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "EGOVMATURITY_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def call(*arguments, env=None):
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        status = command_line([str(each) for each in arguments])
        said = capsys.readouterr()
        return Finished(int(status), said.out, said.err)

    return call


@pytest.fixture
def own(example, tmp_path):
    """A copy of the example's answers, to be written into."""
    path = tmp_path / "jawaban.yaml"
    path.write_bytes(example.read_bytes())
    return path


@pytest.fixture
def bare(own):
    """The same without the actions that it has."""
    text = own.read_text(encoding="utf-8")
    own.write_text(re.sub(r"(?ms)^actions:.*?(?=^\w)", "", text), encoding="utf-8")
    return own


def answered(terminal, text):
    """A terminal at which somebody types an answer."""
    terminal.setattr(
        sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})(text)
    )


def read(path):
    questionnaire = load_questionnaire("inpres-3-2003", "id")
    return questionnaire, load_answers(path, questionnaire)


# Goldens


@pytest.mark.parametrize(
    ("name", "arguments", "env"),
    [
        pytest.param("actions-id.txt", ["--lang", "id"], {}, id="terminal"),
        pytest.param("actions-en-ascii.txt", ["--lang", "en", "--ascii"], {}, id="ascii"),
    ],
)
def test_the_actions_of_the_example_are_shown(run, golden, example, name, arguments, env):
    done = run("plan", example, "--costs", COSTS, "--actions", *arguments, "--quiet", env=env)
    assert (done.status, done.err) == (0, "")
    title = {"id": "Rencana aksi", "en": "Action plan"}[arguments[1]]
    golden(f"plan/{name}", done.out[done.out.index(f"\n{title}\n") + 1 :])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_actions_of_the_example_are_saved(run, golden, example, language, tmp_path):
    names = ["-o", "plan.csv", "-o", "plan.md", "-o", "plan.json"]
    done = run("plan", example, "--costs", COSTS, *names, "--report-lang", language, "--quiet")
    assert (done.status, done.out, done.err) == (0, "", "")
    golden(f"plan/actions-{language}.csv", (tmp_path / "plan.csv").read_bytes().decode())
    page = (tmp_path / "plan.md").read_text(encoding="utf-8")
    title = {"id": "Rencana aksi", "en": "Action plan"}[language]
    golden(f"plan/actions-{language}.md", page[page.index(f"## {title}\n") :])
    document = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    kept = {name: document[name] for name in ("actions", "milestones", "remaining")}
    golden(f"plan/actions-{language}.json", json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("follow-up-id.txt", ["--lang", "id"], id="terminal"),
        pytest.param("follow-up-en.md", ["--format", "md", "--report-lang", "en"], id="md"),
        pytest.param("follow-up.json", ["--format", "json"], id="json"),
    ],
)
def test_the_actions_of_the_year_before_are_followed_up(run, golden, example, name, arguments):
    done = run("plan", example, "--follow-up", EARLIER, *arguments, "--quiet")
    assert (done.status, done.err) == (0, "")
    golden(f"plan/{name}", re.sub(r'"sha256": "\w+"', '"sha256": ""', done.out))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_narrow_terminal_has_room_for_it(run, example, language):
    for more in (["--costs", COSTS, "--actions"], ["--follow-up", EARLIER]):
        done = run("plan", example, *more, "--lang", language, "--quiet", env={"COLUMNS": "40"})
        assert [line for line in done.out.splitlines() if len(line) > 40] == []


# Recording actions


def test_recorded_actions_promise_what_the_plan_promises(run, bare):
    """The file loads, its report projects the verdict of the plan, at exactly its cost."""
    arguments = ("--costs", COSTS, "--lang", "en", "--quiet")
    plan = json.loads(run("plan", bare, *arguments, "--format", "json").out)
    before = bare.read_bytes()
    done = run("plan", bare, *arguments, "--write-actions", "--yes")
    assert (done.status, done.err) == (0, "Written: 9 actions, " + str(bare) + "\n")
    assert "Action plan\n" in done.out
    assert bare.with_name("jawaban.yaml.bak").read_bytes() == before

    questionnaire, sheet = read(bare)
    projection = make_plan(assess(questionnaire, sheet)).projection
    last = plan["years"][-1]
    assert projection.verdict.attained.id == last["verdict"] == "pematangan"
    assert projection.index.low == Fraction(last["index"])
    assert sum(action.budget for action in sheet.actions) == int(plan["cost"])
    assert [action.id for action in sheet.actions] == [each["id"] for each in plan["actions"]]
    assert {q: level for a in sheet.actions for q, level in a.raises.items()} == plan["levels"]
    assert (
        sheet.actions[0].title == 'Menaikkan "Anggaran operasi dan pemeliharaan kanal" ke tingkat 3'
    )

    report = run("assess", bare, "--format", "md", "--report-lang", "en", "--quiet").out
    assert "RA-2028-01" in report
    assert "the index becomes at least 49.1% and the verdict would be Pematangan" in report


def test_a_second_time_nothing_is_written(run, bare, tmp_path):
    arguments = ("plan", bare, "--costs", COSTS, "--lang", "en", "--quiet", "--write-actions")
    run(*arguments, "--yes")
    written = bare.read_bytes()
    done = run(*arguments)
    assert (done.status, bare.read_bytes()) == (0, written)
    assert done.err == f"Nothing to write: {bare} has these actions already.\n"
    assert [each.name for each in tmp_path.glob("*.bak*")] == ["jawaban.yaml.bak"]


def test_what_stands_in_the_file_stays(run, own):
    """Four of the nine steps are on record; comments and everything else are kept."""
    before = own.read_text(encoding="utf-8")
    done = run("plan", own, "--costs", COSTS, "--lang", "en", "--quiet", "--write-actions", "--yes")
    assert "Written: 5 actions" in done.err
    after = own.read_text(encoding="utf-8")
    new = re.findall(r"(?m)^\n  - id: RA-202\d-\d\d\n(?:    .*\n)+", after)
    for block in new:
        after = after.replace(block, "", 1)
    assert (len(new), after) == (5, before)


@pytest.mark.parametrize(
    ("typed", "is_written"),
    [
        pytest.param("y\n", True, id="yes"),
        pytest.param("Ya\n", True, id="ya"),
        pytest.param("n\n", False, id="no"),
        pytest.param("\n", False, id="nothing"),
        pytest.param("", False, id="the end"),
    ],
)
def test_at_a_terminal_somebody_is_asked(run, bare, monkeypatch, typed, is_written):
    before = bare.read_bytes()
    answered(monkeypatch, typed)
    done = run("plan", bare, "--costs", COSTS, "--lang", "en", "--quiet", "--write-actions")
    assert "Write 9 actions into" in done.err
    assert (done.status, bare.read_bytes() != before) == (0, is_written)
    assert ("Nothing was written." in done.err) == (not is_written)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        pytest.param(["--write-actions"], 2, "nobody to ask", id="nobody there"),
        pytest.param(
            ["--write-actions", "--yes", "--to", "pemantapan", "--budget", "1", "--years", "2"],
            1,
            "",
            id="no plan",
        ),
        pytest.param(["--write-actions", "--outline"], 2, "does not go together", id="outline"),
        pytest.param(["-o", "plan.html"], 2, "does not say which format", id="another ending"),
        pytest.param(["-o", "a.csv", "-o", "./a.csv"], 2, "twice", id="one name twice"),
        pytest.param(["-o", "plan.md", "--budget", "x"], 2, "cannot be read", id="no amount"),
        pytest.param(["--follow-up", EARLIER, "--years", "2"], 2, "--years", id="two questions"),
        pytest.param(["--follow-up", EARLIER, "--solver", "search"], 2, "--solver", id="a solver"),
        pytest.param(["--follow-up", EARLIER, "--yes"], 2, "--yes", id="nothing to agree to"),
        pytest.param(["--follow-up", EARLIER, "-o", "a.csv"], 2, "no table", id="no table"),
        pytest.param(["--follow-up", EARLIER, "--format", "csv"], 2, "md", id="no csv"),
    ],
)
def test_what_cannot_be_written_leaves_everything_as_it_is(run, own, arguments, status, told):
    before = own.read_bytes()
    done = run("plan", own, "--lang", "en", "--quiet", *arguments)
    assert done.status == status
    assert told in done.err
    assert own.read_bytes() == before
    assert [each.name for each in own.parent.iterdir()] == ["jawaban.yaml"]


def test_the_answers_are_no_output(run, own, tmp_path):
    answers = own.rename(tmp_path / "jawaban.json")
    done = run("plan", answers, "-o", answers, "--lang", "en", "--quiet")
    assert (done.status, "is made from" in done.err) == (2, True)


def test_standard_input_cannot_be_written_into(run):
    done = run("plan", "-", "--write-actions", "--yes", "--lang", "en", "--quiet")
    assert (done.status, "standard input" in done.err) == (2, True)


def test_without_a_plan_no_table_is_written(run, own, tmp_path):
    arguments = ("--budget", "1", "--unit", "effort", "--years", "1", "-o", "a.csv", "-o", "a.json")
    done = run("plan", own, *arguments, "--lang", "en", "--quiet")
    assert (done.status, (tmp_path / "a.csv").exists()) == (1, False)
    assert "a.csv was not written" in done.err
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (document["status"], document["actions"]) == ("none", [])


def test_nothing_is_written_into_a_file_that_changed_meanwhile(run, bare, monkeypatch):
    from egovmaturity.cli import plan_actions

    def change(*arguments):
        bare.write_bytes(bare.read_bytes() + b"# mine\n")
        return original(*arguments)

    original = plan_actions.add_actions
    monkeypatch.setattr(plan_actions, "add_actions", change)
    done = run(
        "plan", bare, "--costs", COSTS, "--lang", "en", "--quiet", "--write-actions", "--yes"
    )
    assert (done.status, "was changed" in done.err) == (2, True)
    assert bare.read_bytes().endswith(b"# mine\n")
    assert "RA-2027" not in bare.read_text(encoding="utf-8")


def test_a_byte_order_mark_is_kept(run, bare):
    bare.write_bytes(b"\xef\xbb\xbf" + bare.read_bytes())
    run("plan", bare, "--costs", COSTS, "--quiet", "--write-actions", "--yes")
    assert bare.read_bytes().startswith(b"\xef\xbb\xbfformat") or bare.read_bytes().startswith(
        b"\xef\xbb\xbf#"
    )
    assert len(read(bare)[1].actions) == 9


# What titles and offices may contain


HOSTILE = '=HYPERLINK("http://example.org";"|x|") <b>&'


@pytest.fixture
def hostile(tmp_path):
    """An instrument and answers whose title, office and recommendation mean to do harm."""
    folder = tmp_path / "asked"
    folder.mkdir()
    text = json.dumps(HOSTILE)
    (folder / "questionnaire.yaml").write_text(
        "format: egovmaturity-questionnaire\nversion: 1\nid: asked\nedition: '1'\n"
        "title: Asked\nlanguage: en\n"
        "levels: [{level: 0, label: None}, {level: 1, label: Some}, {level: 2, label: All}]\n"
        "verdict: {kind: stages, attain: '>= 100 %'}\nstages: [{id: one, title: One}]\n"
        f"questions:\n  - id: Q\n    stage: one\n    title: {text}\n    ask: How?\n"
        f"    owner: {text}\n    cost: {{1: 5, 2: 7}}\n    levels: {{0: a, 1: b, 2: c}}\n"
        f"    recommend: {{0: {text}, 1: {text}}}\n"
        f"    evidence: [{{text: {text}, from_level: 1}}]\n",
        encoding="utf-8",
    )
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "format: egovmaturity-answers\nversion: 1\nquestionnaire: asked@1\n"
        "language: en\ninstitution: A town\nassessment: {year: 2026}\nanswers:\n  Q: 0\n",
        encoding="utf-8",
    )
    return answers


def test_no_text_of_a_file_becomes_a_formula_or_a_tag(run, hostile, tmp_path):
    names = ("-o", "a.csv", "-o", "a.md", "--write-actions", "--yes")
    asked = tmp_path / "asked" / "questionnaire.yaml"
    done = run("plan", hostile, "-Q", asked, *names, "--lang", "en", "--quiet")
    assert done.status == 0, done.err
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_bytes().decode(), newline=""))
    for column in ("title", "owner", "recommendation", "output"):
        assert row[column] == "'" + HOSTILE
    assert row["action"] == f'Bring "{HOSTILE}" to level 2'
    assert (row["budget"], row["effort"], row["from"], row["to"]) == ("12", "", "0", "2")
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "<b>" not in page
    rows = [line for line in page.splitlines() if "RA-2027-01" in line and "http" in line]
    assert [len(re.split(r"(?<!\\)\|", line)) for line in rows] == [12]
    (action,) = load_answers(hostile, load_questionnaire(asked)).actions
    assert (action.title, action.owner) == (f'Bring "{HOSTILE}" to level 2', HOSTILE)
