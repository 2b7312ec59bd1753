"""Changes to stretches of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.rewriting.edits import Edit, Lines, apply, line_break, lines_of


def test_edits_are_made_wherever_they_stand():
    edits = [Edit(4, 5, "E"), Edit(0, 1, ""), Edit(2, 2, "--")]
    assert apply("abcdef", edits) == "b--cdEf"


def test_of_two_insertions_at_one_place_the_first_stands_first():
    assert apply("ab", [Edit(1, 1, "1"), Edit(1, 1, "2")]) == "a12b"


def test_two_edits_of_the_same_characters_are_a_mistake():
    with pytest.raises(ValueError, match="two edits of character 1"):
        apply("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


@given(st.text(), st.integers(0, 20))
@PROPERTY
def test_putting_back_what_was_there_changes_nothing(text, at):
    at = min(at, len(text))
    assert apply(text, [Edit(0, at, text[:at]), Edit(at, len(text), text[at:])]) == text


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        pytest.param("ab\ncd\nef", (3, 4), Lines(3, 6), id="one line"),
        pytest.param("ab\r\ncd\r\nef", (4, 9), Lines(4, 10), id="Windows, two lines"),
        pytest.param("ab\ncd", (3, 5), Lines(3, 5), id="no line break at the end"),
        pytest.param("ab\n\ncd", (3, 3), Lines(3, 4), id="an empty line"),
        pytest.param("ab\rcd\r", (3, 4), Lines(3, 6), id="old Macintosh"),
    ],
)
def test_whole_lines(text, span, lines):
    assert lines_of(text, *span) == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\nb\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a", "\n"), ("", "\n")],
)
def test_a_new_line_ends_as_the_first_one_does(text, expected):
    assert line_break(text) == expected
