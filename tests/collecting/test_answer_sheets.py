"""Which characters a text of an answer sheet may have: the same ones on the way out and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.collecting.answer_sheets import fitting, in_lines, unfit_in
from egovmaturity.loading.log import Log
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import parse
from egovmaturity.renderers.sheet.texts import holdable

ANYTHING = st.text(st.characters(codec=None) | st.characters(max_codepoint=0xA0), max_size=30)


@pytest.mark.parametrize(
    ("text", "unfit", "kept"),
    [
        pytest.param("a\tb\nc é 部 😀", "", "a\tb\nc é 部 😀", id="what people type"),
        pytest.param("a\x07\x9fb", "\x07", "ab", id="control characters"),
        pytest.param("\ufeffa\uffff", "\ufeff", "a", id="a mark, and what is no character"),
        pytest.param("a\ud83d", "\ud83d", "a\ufffd", id="half a character"),
    ],
)
def test_what_no_answers_file_may_hold_is_left_out(text, unfit, kept):
    assert (unfit_in(text), fitting(text)) == (unfit, kept)


@given(ANYTHING)
def test_something_is_unfit_exactly_where_something_is_left_out(text):
    assert bool(unfit_in(text)) is (fitting(text) != text)
    assert unfit_in(fitting(text)) == ""


@given(ANYTHING)
def test_what_a_sheet_goes_out_with_comes_back_as_it_is(text):
    cell = holdable(text)
    assert fitting(in_lines(cell)) == cell


@given(st.characters(codec=None) | st.characters(max_codepoint=0xA0))
def test_what_fits_can_stand_in_an_answers_file(character):
    lines = fitting(in_lines(f"x{character}x")).split("\n")
    text = "a: |\n" + "".join(f"  {line}\n" for line in lines)
    log = Log("a.yaml", text)
    assert parse(SourceText("a.yaml", text, ""), log) is not None, log.diagnostics
