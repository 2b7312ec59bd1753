"""Choosing parts of a report: what is left, how it is numbered, and what can never go."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity import assess, load_answers, load_questionnaire, render
from egovmaturity.cli.common import UsageError
from egovmaturity.cli.part_choice import chosen_parts
from egovmaturity.cli.topics import TOPICS
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.views.report import PARTS


@pytest.fixture(scope="module")
def assessment(tmp_path_factory):
    """An invented, provisional assessment: something of everything that must stay visible."""
    path = tmp_path_factory.mktemp("answers") / "a.yaml"
    path.write_text(
        "format: egovmaturity-answers\nversion: 1\nquestionnaire: inpres-3-2003\n"
        "institution: Kabupaten Uji\nfictional: true\nassessment: {year: 2026}\n"
        "answers: {S1-LAY-01: 3}\n",
        encoding="utf-8",
    )
    questionnaire = load_questionnaire("inpres-3-2003", "en")
    return assess(questionnaire, load_answers(path, questionnaire))


@pytest.mark.parametrize(
    ("include", "exclude", "left"),
    [
        pytest.param([], [], PARTS, id="all"),
        pytest.param(["summary"], [], ("summary",), id="one"),
        pytest.param(["gaps,summary"], [], ("summary", "gaps"), id="order of the report"),
        pytest.param(["gaps", " summary , map"], [], ("summary", "map", "gaps"), id="repeated"),
        pytest.param([], ["answers,method", "approval"], PARTS[:-3], id="excluded"),
        pytest.param(["summary,gaps"], ["gaps"], ("summary",), id="both"),
        pytest.param(["gaps,gaps"], [], ("gaps",), id="twice"),
    ],
)
def test_what_is_left(include, exclude, left):
    assert chosen_parts(include, exclude) == left


@pytest.mark.parametrize(
    ("include", "exclude"),
    [
        (["sumary"], []),
        ([], ["footer"]),
        ([""], []),
        (["summary,"], []),
        (["summary"], ["summary"]),
        ([], [",".join(PARTS)]),
    ],
)
def test_a_choice_that_cannot_be_is_refused_with_the_names_there_are(include, exclude):
    with pytest.raises(UsageError) as caught:
        chosen_parts(include, exclude)
    assert caught.value.hint is not None
    assert all(part in Words("en").say(caught.value.hint) for part in PARTS)


@given(st.sets(st.sampled_from(PARTS), min_size=1), st.sets(st.sampled_from(PARTS)))
def test_a_choice_keeps_the_order_of_the_report(include, exclude):
    if not include - exclude:
        return
    left = chosen_parts(sorted(include), sorted(exclude))
    assert set(left) == include - exclude
    assert left == tuple(part for part in PARTS if part in left)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_help_names_every_part_in_order(language):
    text = " ".join(Words(language)(TOPICS["formats"]).split())
    assert ", ".join(PARTS) in text


def headings(text, report_format):
    """Return number and title of every part as it is shown."""
    if report_format == "md":
        return re.findall(r"(?m)^## (\d+)\. (.*)$", text)
    found = re.findall(r"<h2><span>(\d+)</span> (.*?)</h2>", text)
    return [(number, title) for number, title in found if title != "Contents"]


ASKED_FOR = {"crosswalk", "development"}
"""Parts that only a report with a crosswalk or a baseline has."""

ONE = [(part,) for part in PARTS if part not in ASKED_FOR]
OTHERS = [tuple(other for other in PARTS if other != part) for part in PARTS]
PAIRS = list(itertools.combinations(("summary", "gaps", "method"), 2))


@pytest.mark.parametrize("report_format", ["md", "html"])
@pytest.mark.parametrize("parts", [*ONE, *OTHERS, *PAIRS], ids=",".join)
def test_the_choice_is_shown_numbered_without_holes_and_what_must_stay_stays(
    assessment, parts, report_format
):
    text = render(assessment, report_format, "en", parts=parts)
    report = make_bundle(assessment, Words("en"), None, None, parts).report
    shown = [part for part in parts if part not in ASKED_FOR]
    assert list(report.parts) == shown
    assert [part.number for part in report.contents] == list(range(1, len(shown) + 1))
    expected = [(str(part.number), part.title) for part in report.contents]
    assert headings(text, report_format) == expected
    for stays in (
        "Example; fictional data",
        "Provisional result",
        assessment.questionnaire.notice[:50],
        assessment.questionnaire.status_note,
        assessment.sheet.sha256,
        assessment.questionnaire.sha256,
    ):
        assert stays in text
    anchors = set(re.findall(r'href="?#([\w-]+)', text))
    assert anchors <= set(re.findall(r' id="([\w-]+)"', text))


def test_only_the_summary_is_marked_for_the_page(assessment):
    assert '<body class="only-summary">' in render(assessment, "html", parts=["summary"])
    assert 'class="only-summary"' not in render(assessment, "html", parts=["summary", "gaps"])


@pytest.mark.parametrize("report_format", ["json", "csv", "terminal"])
def test_formats_for_programs_and_the_terminal_are_always_whole(assessment, report_format):
    whole = render(assessment, report_format)
    assert render(assessment, report_format, parts=["summary"]) == whole


def test_the_command_says_which_parts_were_chosen(assessment):
    text = render(assessment, "md", parts=["gaps", "summary"])
    assert "--include summary,gaps --format md" in text
    assert "--include" not in render(assessment, "md")


def test_an_unknown_part_is_refused_by_the_library(assessment):
    with pytest.raises(ValueError, match="parts are summary, "):
        render(assessment, "md", parts=["nothing"])
