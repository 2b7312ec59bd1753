"""What a run costs, as ratios inside one session; never a test.

    python benchmarks/run.py [--runs N]

Every command is a whole process. The runs are interleaved and the shortest of each counts, so
that a busy machine disturbs all of them alike. Memory is the peak resident set of the process.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from egovmaturity.loading.log import Log
from egovmaturity.loading.text_source import read_text
from egovmaturity.loading.yaml_source import parse

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"
QUESTIONNAIRE = ROOT / "questionnaires" / "inpres-3-2003" / "questionnaire.yaml"
PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).parent / "egovmaturity")

# Modules from outside the package that a command imports: the least it could cost.
OUTSIDE = "typer, yaml, fractions, gettext, hashlib, textwrap"
# The same and the package's own modules: everything before the first byte of input is read.
OWN = "egovmaturity.cli.app, egovmaturity.cli.commands.assess, egovmaturity.cli.assess"
WHOLE = f"{OUTSIDE}, {OWN}, egovmaturity.renderers.terminal"


# Besides these what three reports need.
REPORTS = f"{WHOLE}, egovmaturity.views.certainty_parts, egovmaturity.renderers.templates, \
egovmaturity.renderers.json_v1"


def least(modules: str) -> list[str]:
    """Return a command that imports modules and takes libyaml's bare events of both files.

    It makes nothing of them, and ends as the program does: what would be left of a run if
    checking, scoring, saying and writing cost nothing at all.
    """
    script = f"""
import gc, os; gc.disable()
import {modules}
for name in {str(QUESTIONNAIRE)!r}, {str(ANSWERS)!r}:
    with open(name, encoding="utf-8") as file:
        parser = yaml.cyaml.CParser(file.read())
    while not isinstance(parser.get_event(), yaml.StreamEndEvent):
        pass
os._exit(0)
"""
    return [PYTHON, "-c", script]


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is measured; the first three are yardsticks."""
    assess = [PROGRAM, "assess", str(ANSWERS), "--lang", "id"]
    outputs = [
        part for kind in ("html", "md", "json") for part in ("-o", str(folder / f"r.{kind}"))
    ]
    return {
        "python -c pass": [PYTHON, "-c", "pass"],
        "import typer, yaml, jinja2": [PYTHON, "-c", "import typer, yaml, jinja2"],
        "import floor of assess": [PYTHON, "-c", f"import {OUTSIDE}"],
        "import floor with own modules": [PYTHON, "-c", f"import gc; gc.disable(); import {WHOLE}"],
        "terminal: imports, bare YAML events": least(WHOLE),
        "HTML+MD+JSON: imports, bare YAML events": least(REPORTS),
        "--version": [PYTHON, "-m", "egovmaturity", "--version"],
        "--version, console script": [PROGRAM, "--version"],
        "--help": [PROGRAM, "--help"],
        "check": [PROGRAM, "check", str(ANSWERS)],
        "assess to terminal": assess,
        "explain to terminal": [PROGRAM, "explain", str(ANSWERS), "--lang", "id"],
        "assess to HTML+MD+JSON": [*assess, *outputs],
    }


def seconds_and_memory(command: list[str]) -> tuple[float, float]:
    """Run one process; return its wall time and its peak memory in MB."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return elapsed, usage.ru_maxrss / 1024


def fastest(work: Callable[[], object], runs: int) -> float:
    """Return the shortest of some runs of a function, in seconds."""
    shortest = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        table = commands(Path(folder))
        best = dict.fromkeys(table, float("inf"))
        peak = dict.fromkeys(table, 0.0)
        for _ in range(runs):
            for name, command in table.items():
                elapsed, memory = seconds_and_memory(command)
                best[name] = min(best[name], elapsed)
                peak[name] = max(peak[name], memory)
    bare, three, floor, whole = (best[name] for name in list(table)[:4])
    print("| command | × bare Python | × three imports | × floor | × floor with own | peak MB |")
    print("|:--|--:|--:|--:|--:|--:|")
    for name, value in best.items():
        ratios = " | ".join(f"{value / unit:.2f}" for unit in (bare, three, floor, whole))
        print(f"| {name} | {ratios} | {peak[name]:.0f} |")
    source = read_text(QUESTIONNAIRE)
    size = len(source.text.encode()) / 1e6
    ours = fastest(lambda: parse(source, Log("x")), runs)
    theirs = fastest(lambda: yaml.load(source.text, yaml.CSafeLoader), runs)
    print()
    print(f"loader with positions {size / ours:.1f} MB/s, CSafeLoader {size / theirs:.1f} MB/s, ")
    print(f"ratio {theirs / ours:.2f}; peak of this process ", end="")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
