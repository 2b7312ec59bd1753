"""Promises about the source: layers, types, style, formatting."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("command", "repair"),
    [
        pytest.param(["ruff", "check", "."], "ruff check --fix .", id="style"),
        pytest.param(["ruff", "format", "--check", "."], "ruff format .", id="formatting"),
        pytest.param(["mypy"], "mend the types", id="types"),
        pytest.param(["lint-imports"], "see CONTRIBUTING.md, layers", id="layers"),
    ],
)
def test_the_source_keeps_its_contracts(command, repair):
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrepair: {repair}"


def test_a_layer_that_points_upward_is_noticed(tmp_path):
    """The import contracts can fail: a scoring module that imports a view breaks them."""
    copy = tmp_path / "egovmaturity"
    subprocess.run(["cp", "-r", ROOT / "egovmaturity", copy], check=True)
    (copy / "scoring" / "aggregate.py").write_text("import egovmaturity.views.numbers\n")
    done = subprocess.run(
        [TOOLS / "lint-imports", "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )
    assert done.returncode != 0
    assert "Layers point downward" in done.stdout
