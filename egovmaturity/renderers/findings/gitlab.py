"""A Code Quality report of GitLab.

Source: GitLab Docs, "Code Quality", section "Code Quality report format": a list of objects with
``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location``. Of several problems
with one fingerprint GitLab shows one.
"""

import json
from collections.abc import Sequence
from typing import Any

from egovmaturity.renderers.findings.finding import CheckedFinding


def render_gitlab(findings: Sequence[CheckedFinding]) -> str:
    """Write every problem; an error is ``major``, a warning ``minor``.

    GitLab knows no problems of a whole file; they stand on its first line.
    """
    return json.dumps([_issue(each) for each in findings], ensure_ascii=False, indent=2) + "\n"


def _issue(finding: CheckedFinding) -> dict[str, Any]:
    return {
        "description": f"{finding.code}: {finding.text}",
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": "major" if finding.is_error else "minor",
        "location": {"path": finding.path, "lines": {"begin": max(finding.line, 1)}},
    }
