"""Annotations of GitHub Actions, as workflow commands in the log of a step.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; what is escaped, and how, is what
GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts). GitHub shows ten
annotations of a kind for each step and drops the others without a word.
"""

from collections.abc import Iterator, Sequence

from egovmaturity.language import Words
from egovmaturity.renderers.findings.finding import CheckedFinding

MOST = 10
"""Annotations of one kind that GitHub shows for a step."""


def github_lines(findings: Sequence[CheckedFinding], words: Words) -> Iterator[str]:
    """Yield the first ten errors and the first ten warnings as annotations, in the given order.

    What is more stays in the log as plain lines, and a notice counts it.
    """
    errors = [each for each in findings if each.is_error]
    warnings = [each for each in findings if not each.is_error]
    yield from (_command("error", each) for each in errors[:MOST])
    yield from (_command("warning", each) for each in warnings[:MOST])
    rest = [*errors[MOST:], *warnings[MOST:]]
    if rest:
        said = words.plural(
            "{n} more problem is in the log of this step",
            "{n} more problems are in the log of this step",
            len(rest),
        )
        yield f"::notice title=egovmaturity::{_data(said)}"
    yield from (f"  {plain_line(_sentence(each))}" for each in rest)


def _command(kind: str, finding: CheckedFinding) -> str:
    place = {"file": finding.path}
    if finding.line:
        place |= {"line": str(finding.line), "col": str(finding.column)}
    place["title"] = f"egovmaturity {finding.code}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{kind} {properties}::{_data(_sentence(finding))}"


def _sentence(finding: CheckedFinding) -> str:
    """Repeat the place: the log shows the message alone."""
    place = f":{finding.line}:{finding.column}" if finding.line else ""
    return f"{finding.path}{place}: {finding.code}: {finding.text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def plain_line(text: str) -> str:
    """Keep a line of the log from being taken for a command: the old form acts anywhere in it."""
    return text.replace("::", ": :").replace("##[", "## [")
