"""A small questionnaire and answers as text, and ways to load texts and list their problems."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import ContentError, Diagnostic
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading import yaml_source
from egovmaturity.loading.answer_file import LoadedAnswers, complete_answers, open_answers
from egovmaturity.loading.log import Log
from egovmaturity.loading.questionnaire_file import LoadedQuestionnaire, questionnaire_from
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode

_FILE = Path(__file__).parent.parent / "invalid" / "answers" / "small" / "questionnaire.yaml"
SMALL = _FILE.read_text(encoding="utf-8")
HEAD = SMALL.partition("verdict:")[0]

ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: small@2026.1
institution: A town
assessment: {year: 2026}
answers:
"""


def source(text: str, name: str = "file.yaml") -> SourceText:
    return SourceText(name, text, "0" * 64)


def questionnaire(text: str = SMALL) -> Questionnaire:
    return questionnaire_from(source(text)).questionnaire


def loaded_answers(entries: str, base: str = SMALL) -> LoadedAnswers:
    return complete_answers(open_answers(source(ANSWERS + entries)), questionnaire(base))


def sheet(entries: str, base: str = SMALL) -> AnswerSheet:
    return loaded_answers(entries, base).sheet


def problems(load: Callable[..., Any], *arguments: Any) -> list[str]:
    """Return ``LINE:COLUMN CODE`` of everything a file has wrong, warnings included."""
    return [brief(diagnostic) for diagnostic in diagnostics(load, *arguments)]


def diagnostics(load: Callable[..., Any], *arguments: Any) -> tuple[Diagnostic, ...]:
    try:
        result = load(*arguments)
    except ContentError as error:
        return error.diagnostics
    if isinstance(result, LoadedQuestionnaire | LoadedAnswers):
        return result.warnings
    return tuple(result)


def brief(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    return f"{place.line}:{place.column} {diagnostic.code}"


def codes(found: list[str]) -> list[str]:
    return [problem.split()[1] for problem in found]


def parsed(text: str) -> tuple[Node | None, Log]:
    log = Log("file.yaml", text)
    return yaml_source.parse(source(text), log), log


def core(node: Node | None) -> Any:
    """Read a tree as YAML 1.2's core schema does, which is what editors validate."""
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, MappingNode):
        return {key: core(value) for key, value in node.entries.items()}
    return None if node is None else [core(item) for item in node.items]


def _scalar(node: ScalarNode) -> Any:
    return _plain(node.text) if node.is_plain else node.text


def _plain(text: str) -> Any:
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    for base, prefix in ((8, "0o"), (16, "0x")):
        if text.startswith(prefix):
            return int(text, base)
    if not re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?", text):
        return text
    number = Fraction(text)
    return int(number) if number.denominator == 1 else float(number)


def dump(value: Any) -> str:
    """Write plain data as YAML."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))
