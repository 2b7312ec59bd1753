"""The result as JUnit XML, which CI services show as a list of tests.

There is no official schema. This is what its readers have in common, as Jenkins and GitLab read
it: ``testsuites``, ``testsuite``, ``testcase``, and in it ``failure``, ``skipped`` or
``system-out``. No times and no host: the same result is the same file.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from typing import NamedTuple

from egovmaturity.domain.gates import Gate
from egovmaturity.domain.results import Excluded, Known, QuestionResult
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.context import coded
from egovmaturity.views.report import ConditionView, GapView, ReportView


class Passed(NamedTuple):
    """Nothing stands in the way; ``note`` says what is left to do and may be empty."""

    note: str


class Failed(NamedTuple):
    """A gate, or a mandatory question that keeps the next stage shut."""

    kind: str
    message: str


class Skipped(NamedTuple):
    """A question that says nothing yet, or is not asked here."""

    message: str


Outcome = Passed | Failed | Skipped


class Case(NamedTuple):
    """One test: a gate or a question."""

    name: str
    classname: str
    outcome: Outcome


class Suite(NamedTuple):
    """The tests of one stage or section, or the gates."""

    name: str
    cases: tuple[Case, ...]


def render_junit(bundle: Bundle) -> str:
    """Write a suite of the gates asked for, then one for each stage or section with questions.

    A low score is not a failure. What fails is a gate, and a mandatory question below its level
    in a stage up to the one to attain next; in later stages nothing is due yet. Open questions and
    those that do not apply are skipped; other gaps pass and say what is missing.
    """
    suites = suites_of(bundle)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="egovmaturity"{_counts(suites)}>')
    for number, suite in enumerate(suites):
        facts = _facts(bundle.report) if number == 0 else ()
        lines += _suite(suite, facts)
    lines.append("</testsuites>")
    return "".join(line + "\n" for line in lines)


def suites_of(bundle: Bundle) -> tuple[Suite, ...]:
    """Judge every gate and every question; places without questions have no suite."""
    judge = _Judge(bundle)
    questionnaire = bundle.assessment.questionnaire
    by_place: dict[str, list[Case]] = {}
    for result in bundle.assessment.questions:
        place = result.question.belongs_to
        classname = ".".join(part for part in (questionnaire.id, place) if part)
        name = coded(result.question)
        by_place.setdefault(place, []).append(Case(name, classname, judge.outcome(result)))
    stages = {stage.id: f"{stage.number} {stage.title}" for stage in bundle.report.stages}
    sections = {section.id: section.title for section in bundle.report.sections}
    titles = {**stages, **sections}
    order = [place for place in (*titles, "") if place in by_place]
    suites = [
        Suite(titles.get(each) or questionnaire.title, tuple(by_place[each])) for each in order
    ]
    gates = tuple(_gate(gate, bundle.words) for gate in bundle.gates)
    return (Suite("gates", gates), *suites) if gates else tuple(suites)


def _gate(gate: Gate, words: Words) -> Case:
    told = ". ".join((gate.detail, *(words.say(each) for each in gate.why)))
    outcome = Passed(told) if gate.passed else Failed("gate", told)
    return Case(f"{gate.name} {gate.required}", "gates", outcome)


class _Judge:
    """Knows which mandatory questions are due and which questions are below their target."""

    def __init__(self, bundle: Bundle) -> None:
        self._words = bundle.words
        self._due = _unmet(bundle.report)
        self._gaps: Mapping[str, GapView] = {gap.id: gap for gap in bundle.report.gaps}

    def outcome(self, result: QuestionResult) -> Outcome:
        words = self._words
        due = self._due.get(result.question.id)
        if due is not None:
            return Failed("mandatory", _below(due, words))
        if isinstance(result.counted, Excluded):
            return Skipped(words("Not applicable"))
        if not isinstance(result.counted, Known):
            return Skipped(_open(result.counted.reason.value, words))
        gap = self._gaps.get(result.question.id)
        if gap is None:
            return Passed("")
        return Passed(words("{current}, target {target}", current=gap.current, target=gap.target))


def _unmet(report: ReportView) -> dict[str, ConditionView]:
    """Return the mandatory questions not met of the stages up to the next one."""
    due = {}
    for stage in report.stages:
        due.update({each.id: each for each in stage.mandatory if not each.is_met})
        if stage.is_next:
            break
    return due


def _below(condition: ConditionView, words: Words) -> str:
    found = condition.note or condition.current
    return words(
        "{current}, at least {needed} is mandatory", current=found, needed=condition.needed
    )


def _open(reason: str, words: Words) -> str:
    return {
        "unanswered": words("Unanswered"),
        "dont-know": words("Don't know"),
        "unverified": words("Not verified"),
    }[reason]


def _facts(report: ReportView) -> Iterator[tuple[str, str]]:
    """Yield what must stand on every report, whatever form it has."""
    yield "institution", report.assessed
    yield "year", str(report.year)
    yield "verdict", report.verdict
    yield "index", report.index_label
    yield from (("mark", mark) for mark in report.marks)
    yield "notice", report.notice


def _counts(suites: Iterable[Suite]) -> str:
    cases = [case.outcome for case in chain.from_iterable(suite.cases for suite in suites)]
    failed = sum(1 for outcome in cases if isinstance(outcome, Failed))
    return f' tests="{len(cases)}" failures="{failed}" errors="0"'


def _suite(suite: Suite, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    skipped = sum(1 for case in suite.cases if isinstance(case.outcome, Skipped))
    yield f'  <testsuite name={_quoted(suite.name)}{_counts([suite])} skipped="{skipped}">'
    properties = [
        f"      <property name={_quoted(name)} value={_quoted(value)}/>"
        for name, value in facts
        if value
    ]
    if properties:
        yield from ("    <properties>", *properties, "    </properties>")
    for case in suite.cases:
        yield from _case(case)
    yield "  </testsuite>"


def _case(case: Case) -> Iterator[str]:
    start = f"    <testcase name={_quoted(case.name)} classname={_quoted(case.classname)}"
    inside = _inside(case.outcome)
    yield from (f"{start}>", f"      {inside}", "    </testcase>") if inside else (f"{start}/>",)


def _inside(outcome: Outcome) -> str:
    if isinstance(outcome, Failed):
        kind, told = _quoted(outcome.kind), _text(outcome.message)
        return f'<failure type={kind} message="{told}">{told}</failure>'
    if isinstance(outcome, Skipped):
        return f"<skipped message={_quoted(outcome.message)}/>"
    return f"<system-out>{_text(outcome.note)}</system-out>" if outcome.note else ""


def _text(text: str) -> str:
    r"""Write text so that it is only text; what XML cannot hold is written as in ``\x1b``."""
    return escape(one_line(text), quote=True)


def _quoted(text: str) -> str:
    return f'"{_text(text)}"'
