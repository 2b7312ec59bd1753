"""JUnit XML: what fails, what is skipped, and that CI services can read it."""

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    not_applicable,
    question,
    questionnaire,
    rated,
    section,
    stage,
)
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from strategies import PROPERTY, with_sheet

from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Gate, make_bundle
from egovmaturity.renderers.junit import render_junit
from egovmaturity.scoring.assess import assess

STAGED = questionnaire(
    stage("first", question("a", mandatory=2), question("b")),
    stage("second", question("c", mandatory=1), question("d")),
    stage("third", question("e", mandatory=1)),
    target=3,
)


def read(text):
    return etree.fromstring(text.encode())


def rendered(asked, sheet, *gates):
    bundle = make_bundle(assess(asked, sheet), Words("en"))
    return render_junit(bundle._replace(gates=gates))


def outcomes(text):
    """Return what an independent reader takes each test for, by the code its name begins with."""
    kinds = {}
    for suite in JUnitXml.fromstring(text.encode()):
        for case in suite:
            (kind,) = [type(each) for each in case.result] or [None]
            kinds[case.name.split()[0]] = kind
    return kinds


@pytest.mark.parametrize(
    ("given_answers", "failing"),
    [
        pytest.param({"a": 1, "b": 3}, {"a"}, id="mandatory-below-in-the-next-stage"),
        pytest.param({"a": 2, "b": 0, "c": 1}, set(), id="a-low-score-is-no-failure"),
        pytest.param({"b": 3}, {"a"}, id="mandatory-not-answered"),
        pytest.param({"a": NA, "b": 3}, {"a"}, id="not-applicable-without-approval"),
        pytest.param(
            {"a": not_applicable("the inspectorate"), "b": 3, "c": 0, "d": 0},
            {"c"},
            id="exempt-but-the-stage-after-it-lacks-one",
        ),
        pytest.param({"a": 3, "b": 3, "c": 0, "d": 3}, {"c"}, id="not-those-of-later-stages"),
        pytest.param({"a": 3, "b": 3, "c": 3, "d": 3, "e": 3}, set(), id="all-attained"),
        pytest.param({"a": 3, "b": 3, "c": 3, "d": 3, "e": 0}, {"e"}, id="the-last-stage"),
    ],
)
def test_what_fails_keeps_the_next_stage_shut(given_answers, failing):
    found = outcomes(rendered(STAGED, answers(given_answers)))
    assert {name for name, kind in found.items() if kind is Failure} == failing
    assert set(found) == {"a", "b", "c", "d", "e"}
    assert Error not in found.values()


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        pytest.param(3, None, None, id="at-its-target"),
        pytest.param(1, None, "1, target 3", id="gap"),
        pytest.param(NA, Skipped, "Not applicable", id="not-applicable"),
        pytest.param(dont_know(), Skipped, "Don't know", id="dont-know"),
        pytest.param(rated(2, target=2), None, None, id="at-its-own-target"),
    ],
)
def test_what_else_a_question_can_be(answer, kind, told):
    text = rendered(STAGED, answers({"a": 3, "b": answer}))
    (case,) = [each for each in read(text).iter("testcase") if each.get("name")[0] == "b"]
    assert outcomes(text)["b"] is kind
    assert [each.get("message") or each.text for each in case] == ([told] if told else [])


def test_a_question_without_an_answer_is_skipped():
    assert outcomes(rendered(STAGED, answers(a=3)))["b"] is Skipped


def test_gates_are_a_suite_of_their_own():
    gates = (Gate("fail-under", False, "43.5", "50"), Gate("fail-stage-under", True, "x", "y"))
    text = rendered(STAGED, answers(a=3, b=3), *gates)
    first = read(text)[0]
    assert first.get("name") == "gates"
    assert [c.get("name") for c in first.iter("testcase")] == [
        "fail-under 50",
        "fail-stage-under y",
    ]
    assert outcomes(text)["fail-under"] is Failure
    assert outcomes(text)["fail-stage-under"] is None


def names_of_suites(text):
    return [suite.get("name") for suite in read(text)]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        pytest.param(
            STAGED,
            ["1 Title of first", "2 Title of second", "3 Title of third"],
            id="stages",
        ),
        pytest.param(
            questionnaire(section("s", section("t", question("a"))), section("u", question("b"))),
            ["Title of t", "Title of u"],
            id="sections-that-hold-questions",
        ),
        pytest.param(
            questionnaire(question("a"), rule=bands({"low": 1, "high": 2}, lowest=1, highest=3)),
            ["A questionnaire for tests"],
            id="neither",
        ),
    ],
)
def test_suites_are_stages_or_sections(asked, names):
    assert names_of_suites(rendered(asked, answers(a=1))) == names


HOSTILE = ']]></failure><x a="1">&amp;\'\x00\x0b\x1b[31m\ud800\uffff\u202e\r\n\ttail'


def test_texts_stay_texts():
    asked = questionnaire(stage("first", question("a", mandatory=2, title=HOSTILE)), title=HOSTILE)
    gate = Gate(HOSTILE, False, HOSTILE, HOSTILE)
    text = rendered(asked, answers(a=0), gate)
    root = read(text)
    assert {each.tag for each in root.iter()} == {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "failure",
    }
    case = root[1].find("testcase")
    assert case.get("name").startswith('a ]]></failure><x a="1">&amp;\'\\x00\\x0b\\x1b[31m')


@given(st.data())
@PROPERTY
def test_counts_are_those_an_independent_reader_finds(data):
    asked, sheet = data.draw(with_sheet())
    text = rendered(asked, sheet)
    found = JUnitXml.fromstring(text.encode())
    written = (found.tests, found.failures, found.errors)
    suites = [(s.tests, s.failures, s.errors, s.skipped) for s in found]
    found.update_statistics()
    assert written == (found.tests, found.failures, found.errors)
    assert suites == [(s.tests, s.failures, s.errors, s.skipped) for s in found]
    assert found.tests == len(asked.questions)


COMMON = {
    "testsuites": ({"name", "tests", "failures", "errors"}, ["testsuite"]),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped"},
        ["properties", "testcase"],
    ),
    "properties": (set(), ["property"]),
    "property": ({"name", "value"}, []),
    "testcase": ({"name", "classname"}, ["failure", "skipped", "system-out"]),
    "failure": ({"type", "message"}, []),
    "skipped": ({"message"}, []),
    "system-out": (set(), []),
}
"""Elements with attributes and children that every reader of the format knows.

Sources: the schema of Jenkins' xUnit plugin (junit-10.xsd) and GitLab Docs, "Unit test reports".
"""


@given(st.data())
@PROPERTY
def test_nothing_but_what_every_reader_knows(data):
    asked, sheet = data.draw(with_sheet())
    root = read(rendered(asked, sheet, Gate("g", True, "1", "1")))
    for element in root.iter():
        attributes, children = COMMON[element.tag]
        assert set(element.keys()) == attributes
        order = [children.index(child.tag) for child in element]
        assert order == sorted(order)


def test_the_same_result_is_the_same_file():
    once, again = (rendered(STAGED, answers(a=1, b=2)) for _ in range(2))
    assert once == again
    assert not {"time", "timestamp", "hostname"} & {
        name for each in read(once).iter() for name in each.attrib
    }
