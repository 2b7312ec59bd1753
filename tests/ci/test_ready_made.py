"""The action, the GitLab jobs and the pre-commit hook: valid for their services, and they work.

Shell steps are taken out of the files and run with this program. What only the services have is put
in its place: their variables, ``pip`` and ``date``.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml
from generate_docs import blocks
from junitparser import JUnitXml

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/sukamaju/jawaban-2026.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "ci/egovmaturity.gitlab-ci.yml").read_text(encoding="utf-8"))
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
(HOOK,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))


def schema(name):
    """Return a schema of SchemaStore or GitLab, as check-jsonschema (Apache-2.0) carries it."""
    place = files("check_jsonschema").joinpath("builtin_schemas", "vendor", f"{name}.json")
    return json.loads(place.read_text(encoding="utf-8"))


class Repository:
    """A folder with answers of 2026, a machine that runs steps in it, and what they told it."""

    def __init__(self, folder):
        self.folder, self.bin = folder / "repository", folder / "bin"
        self.folder.mkdir()
        self.bin.mkdir()
        self.told = folder / "told"
        self.command("egovmaturity", f'exec "{sys.executable}" -m egovmaturity "$@"')
        self.command("python3", f'exec "{sys.executable}" "$@"')
        self.command("pip", 'echo "pip $*" >> "$TOLD"')
        self.command("date", 'echo 2026; [ "$*" = "+%Y" ]')
        self.answers = self.folder / "jawaban-2026.yaml"
        self.answers.write_bytes(EXAMPLE.read_bytes())

    def command(self, name, script):
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, script, **variables):
        environment = {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "TOLD": str(self.told),
            **variables,
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def is_there(self, name):
        return (self.folder / name).exists()


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


# The GitHub action


def test_the_action_is_valid():
    jsonschema.Draft7Validator(schema("github-actions")).validate(ACTION)


def test_nothing_written_by_others_gets_into_a_script():
    """Inputs reach the shell as variables; the steps use no action of somebody else."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert "uses" not in step


def expression(text, inputs):
    given = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text)
    return inputs[given[1]] if given else "/action"


def run_action(repository, **given):
    """Run the steps one after another as a runner does: after a failure only those for always."""
    inputs = {name: each.get("default", "") for name, each in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    assert set(inputs) == set(ACTION["inputs"])
    runner = {
        "RUNNER_TEMP": str(repository.folder.parent / "temp"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(repository.folder),
    }
    for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"):
        runner[name] = str(repository.folder.parent / name)
    failed, log = [], ""
    for step in ACTION["runs"]["steps"][1:]:
        if failed and step.get("if") != "always()":
            continue
        variables = {key: expression(text, inputs) for key, text in step["env"].items()}
        done = repository.run(step["run"], **runner, **variables)
        log += done.stdout + done.stderr
        if done.returncode:
            failed.append(step["name"])
    return failed, log


def text_beside(repository, name):
    path = repository.folder.parent / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_the_action_assesses(repository):
    failed, _ = run_action(repository, answers="jawaban-2026.yaml", fail_stage_under="persiapan")
    assert failed == []
    names = ("laporan.html", "hasil.json", "junit.xml", "lencana.svg")
    assert all(repository.is_there(f"laporan/{name}") for name in names)
    assert text_beside(repository, "GITHUB_OUTPUT") == "attained=persiapan\nindex=43.4977\n"
    assert "fail-stage-under" in text_beside(repository, "GITHUB_STEP_SUMMARY")


def test_a_gate_fails_the_action_and_everything_is_written(repository):
    failed, log = run_action(
        repository, answers="jawaban-2026.yaml", fail_under="50", options="--basis claimed"
    )
    assert failed == ["Assess"]
    assert "fail-under" in log
    assert repository.is_there("laporan/laporan.html")
    assert "attained=persiapan" in text_beside(repository, "GITHUB_OUTPUT")
    assert "fail-under" in text_beside(repository, "GITHUB_STEP_SUMMARY")


def test_a_broken_file_is_annotated(repository):
    repository.answers.write_text("format: egovmaturity-answers\nversion: 1\n", encoding="utf-8")
    failed, log = run_action(repository, answers="jawaban-2026.yaml")
    assert failed == ["Check the answers"]
    assert "::error file=jawaban-2026.yaml" in log
    assert text_beside(repository, "GITHUB_OUTPUT") == ""


@pytest.mark.parametrize(
    ("year", "failed"),
    [
        pytest.param("2026", [], id="this-year"),
        pytest.param("2027", ["Check the answers"], id="last-year"),
    ],
)
def test_the_action_knows_the_year(repository, year, failed):
    assert run_action(repository, answers="jawaban-2026.yaml", expect_year=year)[0] == failed


def test_names_with_blanks_are_one_name(repository):
    repository.answers.rename(repository.folder / "jawaban akhir $(id).yaml")
    failed, _ = run_action(repository, answers="jawaban akhir $(id).yaml", folder="laporan akhir")
    assert failed == []
    assert repository.is_there("laporan akhir/laporan.html")


def test_the_action_installs_itself(repository):
    """The package comes from the action's own files; pip itself is stood in for."""
    repository.command("python3", 'mkdir -p "$3/bin"; cp "$(dirname "$0")/pip" "$3/bin/pip"')
    path = repository.folder.parent / "GITHUB_PATH"
    temp = repository.folder.parent / "temp"
    done = repository.run(
        ACTION["runs"]["steps"][0]["run"],
        ACTION_PATH="/action",
        RUNNER_TEMP=str(temp),
        GITHUB_PATH=str(path),
    )
    assert done.returncode == 0
    assert repository.told.read_text() == "pip install -q /action\n"
    assert path.read_text() == f"{temp}/egovmaturity/bin\n"


# GitLab


def test_the_gitlab_jobs_are_valid():
    jsonschema.Draft7Validator(schema("gitlab-ci")).validate(GITLAB)


def run_job(repository, name, **given):
    base, job = GITLAB[".egovmaturity"], GITLAB[name]
    assert job["extends"] == ".egovmaturity"
    script = "\n".join([*base["before_script"], *job["script"]])
    return repository.run(
        script, CI_PROJECT_DIR=str(repository.folder), **base["variables"] | given
    )


def test_the_job_writes_what_its_artifacts_name(repository):
    done = run_job(repository, "kematangan", EGOVMATURITY_OPTIONS="--fail-under 40 --basis best")
    assert done.returncode == 0, done.stderr
    artifacts = GITLAB["kematangan"]["artifacts"]
    assert all(repository.is_there(name) for name in artifacts["paths"])
    assert all(repository.is_there(name) for name in artifacts["reports"].values())
    quality = json.loads((repository.folder / artifacts["reports"]["codequality"]).read_text())
    assert {each["location"]["path"] for each in quality} == {"jawaban-2026.yaml"}
    junit = JUnitXml.fromfile(str(repository.folder / artifacts["reports"]["junit"]))
    assert (junit.tests, junit.failures) == (59, 1)
    assert repository.told.read_text().startswith("pip install -q tools/egovmaturity-")


def test_the_job_fails_with_its_gate(repository):
    done = run_job(repository, "kematangan", EGOVMATURITY_OPTIONS="--fail-under 99")
    assert done.returncode == 1
    assert repository.is_there("junit.xml")


def test_findings_are_written_before_the_job_fails(repository):
    repository.answers.write_text(
        repository.answers.read_text(encoding="utf-8").replace("level: 3", "level: 9", 1),
        encoding="utf-8",
    )
    done = run_job(repository, "kematangan", EGOVMATURITY_ANSWERS="jawaban-2026.yaml")
    assert done.returncode == 1
    quality = json.loads((repository.folder / "gl-code-quality.json").read_text(encoding="utf-8"))
    assert "E204" in {each["check_name"] for each in quality}


def test_the_job_installs_this_release():
    from egovmaturity import __version__

    package = GITLAB[".egovmaturity"]["variables"]["EGOVMATURITY_PACKAGE"]
    assert package == f"tools/egovmaturity-{__version__}-py3-none-any.whl"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param(Path.touch, 0, id="there"),
        pytest.param(Path.unlink, 2, id="missing"),
        pytest.param(
            lambda path: path.write_text(path.read_text().replace("year: 2026", "year: 2025", 1)),
            1,
            id="a-copy-of-last-year",
        ),
    ],
)
def test_the_yearly_job(repository, change, status):
    change(repository.answers)
    assert run_job(repository, "kematangan-tahun-ini").returncode == status


# pre-commit


def pre_commit(repository, *arguments):
    return repository.run(
        shlex.join([sys.executable, "-m", "pre_commit", *arguments]),
        PRE_COMMIT_HOME=str(repository.folder.parent / "pre-commit"),
        HOME=str(repository.folder.parent),
        GIT_CONFIG_NOSYSTEM="1",
    )


def test_the_hook_is_valid(repository):
    done = pre_commit(repository, "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "is_meant"),
    [
        ("jawaban-2026.yaml", True),
        ("kab/jawaban.yml", True),
        ("answers-2026.yaml", True),
        ("kuesioner-desa.yaml", True),
        ("questionnaires/village/questionnaire.yaml", True),
        ("jawaban/catatan.yaml", False),
        ("jawaban-2026.yaml.bak", False),
        ("hasil-jawaban.yaml", False),
        ("jawaban-2026.json", False),
        ("docker-compose.yaml", False),
    ],
)
def test_files_of_the_hook(path, is_meant):
    assert bool(re.search(HOOK["files"], path)) is is_meant


@pytest.mark.parametrize(
    ("level", "status"),
    [pytest.param("level: 3", 0, id="clean"), pytest.param("level: 9", 1, id="broken")],
)
def test_the_hook_runs(repository, level, status):
    """Run pre-commit itself, with the program that is here in place of one that it installs."""
    text = repository.answers.read_text(encoding="utf-8").replace("level: 3", level, 1)
    repository.answers.write_text(text, encoding="utf-8")
    (repository.folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    local = {**HOOK, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    assert repository.run("git init -q . && git add .", HOME="/nowhere").returncode == 0
    done = pre_commit(repository, "run", "--all-files", "--verbose")
    assert done.returncode == status, done.stdout + done.stderr
    assert "1 file" in done.stdout
    assert ("E204" in done.stdout) == bool(status)


# What docs/ci-formats.md gives to copy


PAGE = (ROOT / "docs/ci-formats.md").read_text(encoding="utf-8")


def shown(name):
    (block,) = [each for each in blocks(PAGE) if each.note == f"workflow: {name}"]
    return block.text


@pytest.mark.parametrize("name", ["action", "yearly"])
def test_workflows_are_valid(name):
    workflow = yaml.safe_load(shown(name))
    workflow["on"] = workflow.pop(True)  # a word for GitHub, a truth value for YAML 1.1
    jsonschema.Draft7Validator(schema("github-workflows")).validate(workflow)


def test_the_workflow_gives_the_action_what_it_takes(repository):
    (job,) = yaml.safe_load(shown("action"))["jobs"].values()
    (step,) = [each for each in job["steps"] if "egovmaturity" in each["uses"]]
    given = {name.replace("-", "_"): value for name, value in step["with"].items()}
    assert run_action(repository, **given)[0] == []
    (upload,) = [each for each in job["steps"] if "upload" in each["uses"]]
    assert repository.is_there(f"{upload['with']['path']}/laporan.html")


def test_every_input_and_output_is_documented():
    inputs, outputs = PAGE.split("| Input |")[1].split("Outputs: ")
    rows = re.findall(r"(?m)^\| (`.*?) \|", inputs)
    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row)} == set(
        ACTION["inputs"]
    )
    assert set(re.findall(r"`([\w-]+)`", outputs.split("\n\n")[0])) == set(ACTION["outputs"])


def test_the_yearly_workflow_runs(repository):
    (job,) = yaml.safe_load(shown("yearly"))["jobs"].values()
    script = "\n".join(step["run"] for step in job["steps"] if "run" in step)
    assert repository.run(script).returncode == 0
    repository.answers.unlink()
    assert repository.run(script).returncode == 2
    assert GITLAB[".egovmaturity"]["variables"]["EGOVMATURITY_PACKAGE"] in script


def test_the_including_file_is_valid_and_names_what_there_is():
    including = yaml.safe_load(shown("include"))
    jsonschema.Draft7Validator(schema("gitlab-ci")).validate(including)
    assert (ROOT / including["include"][0]["local"]).exists()
    assert set(including) - {"include"} <= set(GITLAB)
    assert set(including["kematangan"]["variables"]) <= set(GITLAB[".egovmaturity"]["variables"])


def test_the_pre_commit_configuration_is_valid(repository):
    path = repository.folder / ".pre-commit-config.yaml"
    path.write_text(shown("pre-commit"), encoding="utf-8")
    done = pre_commit(repository, "validate-config", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    ((hook,),) = [repo["hooks"] for repo in yaml.safe_load(shown("pre-commit"))["repos"]]
    assert hook["id"] == HOOK["id"]
