"""Broken examples, each of which says in its first lines what is wrong with it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from loading.samples import SMALL, brief, questionnaire
from loading.test_questionnaire_file import BANDED

import egovmaturity
from egovmaturity.cli.check import check_file
from egovmaturity.cli.check_questionnaire import check_base, check_translation
from egovmaturity.domain.diagnostics import ContentError, Diagnostic
from egovmaturity.loading.crosswalk_file import complete_crosswalk, open_crosswalk
from egovmaturity.loading.plan_file import complete_plan, open_plan
from egovmaturity.loading.text_source import read_text

INVALID = Path(__file__).parent.parent / "invalid"
FILES = sorted(INVALID.glob("*/*.yaml"))
EXPECT = re.compile(r"^# expect: (\d+:\d+ [EWQ]\d{3})$", re.MULTILINE)

GENERATED = {"E001", "E002", "E006", "E009", "Q125", "W403"} | {
    *("E018", "E210", "E211", "E212", "E213", "E214", "E215", "W314", "W315", "W316"),
    *("E019", "E104", "E105", "E106", "E107", "W318"),
}
"""Codes of files that cannot be checked in: missing, binary, huge (see test_hostile_files.py),
refused before they could have it (see test_monotony.py), like another file (see
test_second_look.py), about files that answers name (see test_evidence_files.py), or about
results (see test_results.py), settings (see test_config_file.py) and parts (see test_parts.py)."""

LAYERS = ("loading", "reviewing", "examining")
"""Where codes are given."""


def load_questionnaire(path: Path) -> tuple[Diagnostic, ...]:
    return check_base(read_text(path))


def load_translation(path: Path) -> tuple[Diagnostic, ...]:
    return check_translation(questionnaire(SMALL), read_text(path))


def load_crosswalk(path: Path) -> tuple[Diagnostic, ...]:
    draft = open_crosswalk(read_text(path))
    other = questionnaire(BANDED)._replace(id="banded")
    return complete_crosswalk(draft, questionnaire(SMALL), other, None).warnings


def load_answers(path: Path) -> tuple[Diagnostic, ...]:
    return check_file(str(path))


def load_plan(path: Path) -> tuple[Diagnostic, ...]:
    return complete_plan(open_plan(read_text(path)), questionnaire(SMALL)).warnings


LOADERS: dict[str, Callable[[Path], tuple[Diagnostic, ...]]] = {
    "questionnaire": load_questionnaire,
    "translation": load_translation,
    "answers": load_answers,
    "crosswalk": load_crosswalk,
    "plan": load_plan,
}


def problems_of(path: Path) -> list[str]:
    try:
        found = LOADERS[path.parent.name](path)
    except ContentError as error:
        found = error.diagnostics
    return [brief(diagnostic) for diagnostic in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_problems_are_reported_where_they_are(path):
    expected = EXPECT.findall(path.read_text(encoding="utf-8"))
    found = problems_of(path)
    assert expected
    assert set(found) == set(expected)


def test_every_code_has_an_example():
    package = Path(egovmaturity.__file__).parent
    files = [file for layer in LAYERS for file in package.glob(f"{layer}/*.py")]
    sources = (file.read_text(encoding="utf-8") for file in files)
    used = {code for source in sources for code in re.findall(r'"([EWQ]\d{3})"', source)}
    shown = {
        problem.split()[1]
        for path in FILES
        for problem in EXPECT.findall(path.read_text(encoding="utf-8"))
    }
    assert used - shown - GENERATED == set()
    assert len(used) > 45
