"""The view: its names are a contract, its sentences say what was found."""

import re
import types
import typing
from pathlib import Path

import pytest

from egovmaturity import assess, load_answers, load_questionnaire, make_plan
from egovmaturity.language import Words
from egovmaturity.views import report as contract
from egovmaturity.views.assessment_view import report_view
from egovmaturity.views.report import ReportView

ROOT = Path(__file__).parent.parent.parent


def names(view, prefix="report"):
    """List every path a template may use."""
    for field, hint in typing.get_type_hints(view).items():
        path = f"{prefix}.{field}"
        item = hint
        while typing.get_origin(item) is tuple:
            item, _ = typing.get_args(item)
            path += "[]"
        if isinstance(item, type) and hasattr(item, "_fields"):
            yield from names(item, path)
        else:
            kind = hint if isinstance(hint, types.UnionType) else getattr(item, "__name__", item)
            yield f"{path}: {kind}"


def test_the_names_of_the_view_are_a_contract(golden):
    golden(f"assessment-view-{contract.VIEW_VERSION}.txt", "\n".join(names(ReportView)) + "\n")


def test_the_template_guide_lists_exactly_these_names():
    guide = (ROOT / "report_templates" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(report\.[^`]+)`", guide, re.MULTILINE))
    offered = {path.split(":")[0] for path in names(ReportView)}
    parents = {path.rpartition(".")[0] for path in offered}
    assert offered - listed == set()
    assert listed - offered - parents == set()


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    """Assess answers given as levels of all questions of the bundled questionnaire."""
    folder = tmp_path_factory.mktemp("answers")

    def call(language, changes=(), default=4, head=""):
        questionnaire = load_questionnaire("inpres-3-2003", language)
        levels = dict.fromkeys((q.id for q in questionnaire.questions), str(default))
        levels.update(changes)
        text = (
            "format: egovmaturity-answers\nversion: 1\nquestionnaire: inpres-3-2003@2026.1\n"
            f"institution: Kabupaten Uji\nassessment: {{year: 2026}}\n{head}answers:\n"
        )
        text += "".join(f"  {name}: {level}\n" for name, level in levels.items() if level)
        path = folder / "jawaban.yaml"
        path.write_text(text, encoding="utf-8")
        assessment = assess(questionnaire, load_answers(path, questionnaire))
        words = Words(language)
        return report_view(assessment, make_plan(assessment), words)

    return call


CASES = [
    pytest.param({}, 4, id="all-attained"),
    pytest.param({}, 0, id="none-attained"),
    pytest.param({"S2-DAT-01": "1"}, 4, id="score-holds-mandatory-missing"),
    pytest.param({"S1-LAY-01": "1", "S1-SDM-01": "1"}, 3, id="first-stage-two-mandatory"),
    pytest.param({"S2-DAT-01": "{unknown: true}"}, 4, id="provisional"),
    pytest.param({"S4-EVA-01": ""}, 4, id="open-but-decided"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("changes", "default"), CASES)
def test_verdict_sentences(make, golden, request, language, changes, default):
    view = make(language, changes, default)
    text = "\n".join([view.verdict_short, view.verdict, *view.notes, *view.decisions]) + "\n"
    golden(f"verdicts/{request.node.callspec.id}.txt", text)


def test_a_difference_is_what_a_reader_gets_by_subtracting(make):
    view = make("en", default=2)
    for stage in view.stages:
        shown = float(stage.score.text.removesuffix("%"))
        assert stage.difference == f"−{70 - shown:.1f}"


def test_decisions_of_the_answers_replace_the_drafted_ones(make):
    drafted = make("en", {"S2-DAT-01": "1"}).decisions
    given = make("en", {"S2-DAT-01": "1"}, head="decisions: [Satu., Dua.]\n").decisions
    assert drafted[0] == "Set stage Pematangan (maturation) as the next to attain."
    assert given == ("Satu.", "Dua.")


def test_every_question_stands_in_the_details(make):
    view = make("id")
    assert sum(len(group.questions) for group in view.answers) == 58
    assert [group.title for group in view.answers] == [s.title for s in view.stages]


NUMERIC = """\
format: egovmaturity-questionnaire
version: 1
id: index
edition: "1"
language: en
title: Index
terms: {question: component}
verdict: {kind: bands, scale: [0, 1], bands: [{from: 0, label: Low}, {from: 0.5, label: High}]}
questions:
  - {id: A, ask: A, kind: number, range: [0, 1]}
  - {id: B, ask: B, kind: number, range: [0, 1]}
"""


@pytest.mark.parametrize(
    ("answers", "note", "no_gaps", "figures"),
    [
        pytest.param(
            "{A: 1, B: 1}",
            None,
            "No target is set for any component.",
            ["Index"],
            id="numbers without a target",
        ),
        pytest.param(
            "{A: 1}",
            "1 component is unanswered and counts 0.",
            "No target is set for any component.",
            ["Index"],
            id="one reason for what is open",
        ),
        pytest.param(
            "{A: {value: 1, target: 1}, B: {unknown: true}}",
            '1 component is open and counts 0 (1 "don\'t know").',
            "Every component with a target has reached it.",
            ["Index", "Components below target"],
            id="a target that is met",
        ),
    ],
)
def test_what_is_said_of_numbers(tmp_path, answers, note, no_gaps, figures):
    (tmp_path / "q.yaml").write_text(NUMERIC, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(
        "format: egovmaturity-answers\nversion: 1\nquestionnaire: index\ninstitution: X\n"
        f"assessment: {{year: 2026}}\nanswers: {answers}\n",
        encoding="utf-8",
    )
    questionnaire = load_questionnaire(tmp_path / "q.yaml")
    assessment = assess(questionnaire, load_answers(tmp_path / "a.yaml", questionnaire))
    report = report_view(assessment, make_plan(assessment), Words("en"))
    said = [text for text in report.notes if "count" in text]
    assert said == ([note] if note else [])
    assert report.no_gaps == no_gaps
    assert [fact.label for fact in report.key_figures if "evidence" not in fact.label] == figures
