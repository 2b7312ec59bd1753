"""SARIF 2.1.0, for code scanning and for editors.

Source: OASIS Standard, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", with
errata 01. Only faults of files are told; a low level is no fault and has no place here.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from egovmaturity.renderers.findings.finding import CheckedFinding
from egovmaturity.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_sarif(findings: Sequence[CheckedFinding]) -> str:
    """Write one run with every problem and a rule for each code that occurs."""
    codes = sorted({each.code for each in findings})
    texts = json.loads(_TEXTS.read_text(encoding="utf-8"))
    run = {
        "tool": {
            "driver": {
                "name": "egovmaturity",
                "semanticVersion": __version__,
                "rules": [_rule(code, texts[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Describe a code: in a sentence, in full, and by the way out.

    A ``helpUri`` has to be absolute, and there is no address that would be the same everywhere.
    """
    about, example = texts["about"], f"An example: docs/codes.md#{code.lower()} of egovmaturity."
    help_ = f"{texts['fix']}\n\n{example}"
    return {
        "id": code,
        "shortDescription": {"text": _plain(_SENTENCE.match(about)[0])},  # type: ignore[index]
        "fullDescription": {"text": _plain(about)},
        "help": {"text": _plain(help_), "markdown": help_},
    }


_SENTENCE = re.compile(r".*?\.(?=\s|$)", re.DOTALL)
_TEXTS = Path(__file__).with_name("rules.json")
"""What docs/codes.md says of every code, as Markdown; made from it by tests/generate_docs.py."""


def _plain(text: str) -> str:
    """Take the marks of Markdown away."""
    return text.replace("`", "").replace("*", "")


def _result(finding: CheckedFinding, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": "error" if finding.is_error else "warning",
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"egovmaturity/v1": finding.fingerprint},
    }


def _artifact(path: str) -> dict[str, str]:
    """Write a path as a URI: relative to the root of the sources, or of the machine."""
    if path.startswith("/"):
        return {"uri": "file://" + quote(path)}
    if path[1:3] == ":/":  # a drive of Windows
        return {"uri": "file:///" + quote(path, safe="/:")}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
