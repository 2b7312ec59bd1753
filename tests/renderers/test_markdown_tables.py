"""Widths of Markdown tables: dashes in proportion, nothing else touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.renderers.markdown_tables import with_column_widths
from egovmaturity.renderers.safe_text import markdown


def dashes(*rows):
    """Return how many dashes each column gets."""
    line = with_column_widths("\n".join(rows)).split("\n")[1]
    return [cell.count("-") + cell.count(":") for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        pytest.param(["| a | b |", "| - | - |", "| c | d |"], [4, 4], id="as wide as needed"),
        pytest.param(["| abc | b |", "| :-- | --: |"], [6, 4], id="heading alone"),
        pytest.param(["| a |", "| :-: |", "| **abcd** |"], [7], id="marks do not count"),
        pytest.param(["| a |", "| :-- |", r"| a\|b\*c |"], [8], id="escapes do not count"),
        pytest.param(["| | a |", "| :-- | :-- |", "| | |"], [4, 4], id="empty cells"),
        pytest.param(["| ███████░░░ |", "| -- |"], [19], id="bars are wide"),
        pytest.param(["| a | b |", "| -- | -- |", f"| {'x' * 10} | {'y ' * 200} |"], [13, 67]),
        pytest.param(
            ["| a | b |", "| -- | -- |", f"| {'x ' * 100} | {'y ' * 50} |"], [47, 32], id="shares"
        ),
    ],
)
def test_columns_are_as_wide_as_what_is_in_them(rows, widths):
    assert dashes(*rows) == widths


def test_alignment_stays_and_so_does_everything_else():
    text = "# a\n\n| a | b | c | d |\n| - | :- | :-: | -: |\n| 1 | 2 | 3 | 4 |\n\n---\n\n- b |--|\n"
    assert with_column_widths(text) == text.replace(
        "| - | :- | :-: | -: |", "| ---- | :--- | :---: | ---: |"
    )


cells = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=30).map(markdown)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_cell_changes_the_shape(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| :-- | --: | :-: |")
    found = with_column_widths("\n".join(lines)).split("\n")
    assert found[:1] + found[2:] == lines[:1] + lines[2:]
    assert re.fullmatch(r"\| :-{2,} \| -{2,}: \| :-+: \|", found[1])
    assert with_column_widths("\n".join(found)).split("\n") == found
