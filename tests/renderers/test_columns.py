"""Lines in a terminal: they fit, break between words, and colour moves none of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Look, make_bundle
from egovmaturity.renderers.columns import emphasized, wrapped
from egovmaturity.renderers.explanation import explanation_text
from egovmaturity.renderers.terminal import render_terminal
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.report import BlockView

WORDS = st.lists(st.text("ab-12", min_size=1, max_size=12), max_size=20)


@given(WORDS, st.integers(20, 80), st.sampled_from(["", "  ", "! "]), st.sampled_from(["", "    "]))
def test_wrapped_lines_fit_and_lose_no_word(told, width, indent, following):
    lines = wrapped(" ".join(told), width, indent, following)
    assert all(len(line) <= width for line in lines)
    starts = [indent, *[following] * len(lines)]
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=False))
    bare = [line[len(start) :] for line, start in zip(lines, starts, strict=False)]
    assert " ".join(bare).split() == told, "nor is a word broken at its hyphen"


def test_lines_after_the_first_are_indented_like_it_where_nothing_else_is_said():
    assert wrapped("one two", 6, "  ") == ["  one", "  two"]
    assert wrapped("", 6, "  ") == []


@pytest.fixture(scope="module")
def assessed():
    asked = load_questionnaire("inpres-3-2003", "en")
    return assess(asked, load_answers("examples/sukamaju/jawaban-2026.yaml", asked))


@pytest.mark.parametrize("width", [40, 57, 80])
def test_colour_moves_no_line_of_a_report(assessed, width):
    words = Words("en")
    report = make_bundle(assessed, words).report
    plain = render_terminal(report, words, Look(width))
    coloured = render_terminal(report, words, Look(width, has_colour=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    for line in coloured.splitlines():
        assert line.count("\x1b") in (0, 2), "each line ends the colour that it begins"


def test_colour_moves_no_line_of_an_explanation():
    title = "Twelve words of a heading that takes more than one line at all"
    view = ExplanationView("en", title, title, title, (), title, (BlockView("b", title, (title,)),))
    plain, coloured = (explanation_text(view, Look(40, has_colour=yes)) for yes in (False, True))
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    heading = emphasized(wrapped(title, 40))
    assert coloured.splitlines().count(heading[1]) == 2
