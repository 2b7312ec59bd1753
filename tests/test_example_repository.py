"""The example of an institution's own repository: current, fictional, and usable without a network.

The commands of its README are run by test_docs.py, as those of every page with sessions.
"""

import shutil
import tomllib
from pathlib import Path

import pytest
import yaml
from generate_docs import Session, blocks

from egovmaturity import assess, load_answers, load_questionnaire, render

ROOT = Path(__file__).parent.parent
HERE = ROOT / "examples" / "repositori"
SUKAMAJU = ROOT / "examples" / "sukamaju"


def assessment(year):
    questionnaire = load_questionnaire("inpres-3-2003", "id")
    return assess(questionnaire, load_answers(HERE / f"jawaban-{year}.yaml", questionnaire))


@pytest.mark.parametrize("year", [2024, 2025])
def test_results_are_current(golden, year):
    golden(HERE / f"hasil-{year}.json", render(assessment(year), "json", "id"))


@pytest.mark.parametrize("year", [2025, 2026])
def test_answers_are_those_of_the_other_example(year):
    name = f"jawaban-{year}.yaml"
    assert (HERE / name).read_bytes() == (SUKAMAJU / name).read_bytes()


def test_every_year_is_invented_says_so_and_is_better_than_the_one_before():
    found = [assessment(year) for year in (2024, 2025, 2026)]
    assert all(each.sheet.fictional for each in found)
    assert len({each.sheet.institution for each in found}) == 1
    indices = [each.index.low for each in found]
    assert indices == sorted(set(indices))


@pytest.mark.parametrize("folder", [".", "tahun ini/sukamaju"])
def test_commands_of_the_readme_and_of_ci_succeed_wherever_it_lies(tmp_path, folder):
    shutil.copytree(HERE, tmp_path / folder, dirs_exist_ok=True)
    session = Session(tmp_path / folder, "id")
    text = (HERE / "README.md").read_text(encoding="utf-8")
    commands = [
        line.removeprefix("$ ")
        for block in blocks(text)
        if block.info == "console"
        for line in block.lines
        if line.startswith("$ ")
    ]
    (workflow,) = (HERE / ".github" / "workflows").iterdir()
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["kematangan"]["steps"]
    ci = [s["run"] for s in steps if s.get("run", "").startswith("egovmaturity")]
    assert len(commands) == 5
    assert len(ci) == 3
    for command in [*commands, *ci]:
        printed = session.run(command)
        assert session.status == 0, (command, printed)
    assert (tmp_path / folder / "jawaban-2027.yaml").exists()


def test_the_configuration_names_files_and_stages_that_exist():
    found = tomllib.loads((HERE / "egovmaturity.toml").read_text(encoding="utf-8"))
    assert set(found) == {"lang", "assess", "gates"}
    assert (HERE / found["assess"]["baseline"]).exists()
    stages = {stage.id for stage in assessment(2026).questionnaire.stages}
    assert found["gates"]["fail_stage_under"] in stages


def test_the_readme_names_every_file():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    files = [path for path in HERE.rglob("*") if path.is_file() and path.name != "README.md"]
    assert all(f"`{path.relative_to(HERE).as_posix()}`" in text for path in files)
