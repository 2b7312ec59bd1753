"""SARIF 2.1.0, for code scanning and for editors.

Source: OASIS Standard, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", with
errata 01. Only faults of files are told; a low level is no fault and has no place here.
"""

import json
from collections.abc import Sequence
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
    run = {
        "tool": {
            "driver": {
                "name": "egovmaturity",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """Describe a code by where its meaning and an example stand.

    A ``helpUri`` has to be absolute, and there is no address that would be the same everywhere.
    """
    place = f"docs/codes.md#{code.lower()}"
    return {
        "id": code,
        "shortDescription": {"text": f"egovmaturity {code}"},
        "help": {"text": f"What it means, an example and the way out: {place} of egovmaturity."},
    }


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
