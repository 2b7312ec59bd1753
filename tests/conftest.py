"""Fixtures every test may use."""

import difflib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


# For mutmut, which asks only whether a test fails: no time goes into the smallest example.
settings.register_profile(
    "mutation", phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="accept what is printed as the golden output"
    )


class Finished(NamedTuple):
    """What a run of the program left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Finished]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command line in an empty folder, with a plain environment."""

    def call(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> Finished:
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
            **(env or {}),
        }
        done = subprocess.run(
            [sys.executable, "-m", "egovmaturity", *arguments],
            input=stdin.encode(),
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path | str, str], None]:
    """Compare an output with a file; ``pytest --update-golden`` accepts the new one."""

    def compare(name: Path | str, found: str) -> None:
        path = GOLDEN / name if isinstance(name, str) else name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found.encode())
        expected = path.read_bytes().decode() if path.exists() else ""
        if found != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=1
            )
            shown = "\n".join(list(lines)[:40])
            pytest.fail(f"{path.name} changed; accept with pytest --update-golden\n{shown}")

    return compare


@pytest.fixture
def example() -> Path:
    """The answers of the fictional regency, second year."""
    return ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"


@pytest.fixture
def signals_that_count() -> Iterator[None]:
    """Started in the background or by nohup, tests would hand down signals that are ignored."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is not there on Windows
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [signal.getsignal(number) for number in numbers]
    for number, handler in zip(numbers, before, strict=True):
        if handler == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)
