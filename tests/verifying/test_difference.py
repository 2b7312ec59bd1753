"""Differences: every one is found, none is made up, and no file takes long."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.verifying.difference import (
    MOST_SHOWN,
    Difference,
    as_lines,
    in_json,
    in_parts,
    in_text,
    paragraphs,
)

TEXTS = st.text(alphabet="ab|<>, \n", max_size=60)


@given(TEXTS, TEXTS)
def test_texts_have_no_difference_exactly_if_their_lines_are_the_same(found, expected):
    differences = in_text(found, expected)
    assert (differences.total == 0) is (found == expected)
    assert bool(differences.shown) is (found != expected)


@given(TEXTS, TEXTS)
def test_every_place_is_one_that_differs(found, expected):
    theirs = as_lines(found)
    for place in in_text(found, expected).shown:
        assert place.found != place.expected
        assert 1 <= place.line <= len(theirs)
        assert 1 <= place.column <= len(theirs[place.line - 1]) + 1
        assert place.found is None or place.found.strip("…") in found
        assert place.expected is None or place.expected.strip("…") in expected


@pytest.mark.parametrize(
    ("found", "expected", "places"),
    [
        pytest.param(
            "a\nIndex 71,5%\nc",
            "a\nIndex 43,5%\nc",
            [("Index 71,5%", "Index 43,5%", 2, 7)],
            id="a number",
        ),
        pytest.param("a\nnew\nc", "a\nc", [("new", None, 2, 1)], id="a line put in"),
        pytest.param("a\nc", "a\nold\nc", [(None, "old", 2, 1)], id="a line left out"),
        pytest.param("a", "a\nb", [(None, "b", 1, 1)], id="the end left out"),
        pytest.param(
            "new\n| 1 | 2 | 3 |\n",
            "| 1 | 5 | 3 |\n",
            [("new", "| 1 | 5 | 3 |", 1, 1), ("| 1 | 2 | 3 |", None, 2, 1)],
            id="a line put in before one that changed",
        ),
        pytest.param(
            "| 9 | 2 | 3 | 9 |",
            "| 1 | 2 | 3 | 4 |",
            [
                ("| 9 | 2 | 3 | 9 |", "| 1 | 2 | 3 | 4 |", 1, 3),
                ("| 9 | 2 | 3 | 9 |", "| 1 | 2 | 3 | 4 |", 1, 15),
            ],
            id="two cells of a line",
        ),
        pytest.param("a\r\nb\rc", "a\nb\nc", [], id="line ends alone"),
    ],
)
def test_places_of_texts(found, expected, places):
    assert [place[:4] for place in in_text(found, expected).shown] == places


def test_a_long_line_is_shown_around_the_difference_only():
    line = "x" * 5000
    (place,) = in_text(f"{line}7{line}", f"{line}4{line}").shown
    assert place.found == "…" + "x" * 24 + "7" + "x" * 24 + "…"
    assert (place.line, place.column) == (1, 5001)
    (place,) = in_text(f"a{line}", "b").shown
    assert len(place.found) <= 121


def test_the_first_ten_are_shown_and_all_are_counted():
    found = in_text("\n".join(f"a{n}" for n in range(50)), "\n".join(f"b{n}" for n in range(50)))
    assert (len(found.shown), found.total) == (MOST_SHOWN, 50)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.5, 1.0, "", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_json_has_no_difference_exactly_if_it_is_written_alike(one, other):
    found, expected = json.dumps(one, sort_keys=True), json.dumps(other, sort_keys=True)
    differences = in_json(found, expected)
    assert (differences.total == 0) is (found == expected)


@pytest.mark.parametrize(
    ("found", "expected", "places"),
    [
        pytest.param({"a": 1}, {"a": 2}, [("1", "2", "a")], id="a value"),
        pytest.param({"a": True}, {"a": 1}, [("true", "1", "a")], id="true is not 1"),
        pytest.param({"a": 1.0}, {"a": 1}, [("1.0", "1", "a")], id="nor is 1.0"),
        pytest.param({"a": None}, {}, [("null", None, "a")], id="null is not nothing"),
        pytest.param({}, {"a": {"b": 1}}, [(None, '{"b": 1}', "a")], id="a key left out"),
        pytest.param({"a": [1, 2]}, {"a": [1, 3]}, [("2", "3", "a[1]")], id="a place of a list"),
        pytest.param(
            {"q": [{"id": "x", "v": 1}, {"id": "y", "v": 1}]},
            {"q": [{"id": "y", "v": 2}]},
            [("1", "2", "q[y].v"), ('{"id": "x", "v": 1}', None, "q[x]")],
            id="members by their ids",
        ),
        pytest.param(
            {"q": [{"id": "x"}, {"id": "y"}]},
            {"q": [{"id": "y"}, {"id": "x"}]},
            [('["x", "y"]', '["y", "x"]', "q")],
            id="the order of members",
        ),
        pytest.param(
            {"q": [{"id": "x", "v": 1}, {"id": "x", "v": 2}]},
            {"q": [{"id": "x", "v": 1}]},
            [('{"id": "x", "v": 2}', None, "q[1]")],
            id="an id twice",
        ),
        pytest.param(
            {"answers": 1, "result": 1, "made": 1},
            {"answers": 2, "result": 2, "made": 2},
            [("1", "2", "made"), ("1", "2", "result"), ("1", "2", "answers")],
            id="record and result first",
        ),
    ],
)
def test_places_of_json(found, expected, places):
    shown = in_json(json.dumps(found), json.dumps(expected)).shown
    assert [(place.found, place.expected, place.path) for place in shown] == places


@pytest.mark.parametrize("found", ["{", '{"a": 1, "a": 1}', "[" * 90_000, "9" * 9_000])
def test_what_is_no_plain_json_is_compared_by_lines(found):
    (place,) = in_json(found, '{"a": 1}').shown
    assert (place.line, place.path) == (1, "")


def document(*texts):
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts).encode()


def test_paragraphs_come_before_other_parts():
    found = {"a.xml": b"1", "word/document.xml": document("one", "zwei &amp; x"), "z": b""}
    expected = {"a.xml": b"2", "word/document.xml": document("one", "two")}
    differences = in_parts(found, expected)
    assert differences.total == 1
    assert differences.shown == (
        Difference("zwei & x", "two", part="word/document.xml", paragraph=2),
        Difference("1", "2", line=1, column=1, part="a.xml"),
        Difference("0 B", None, part="z"),
    )


def test_paragraphs_are_read_without_a_parser():
    markup = '<w:p><w:t xml:space="preserve">a </w:t><w:tab/><w:t>b</w:t></w:p><w:tbl></w:p>'
    assert paragraphs(markup) == ["a b", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\n" * 500_000, id="many lines alike"),
        pytest.param("\n".join(str(n) for n in range(300_000)), id="many lines"),
        pytest.param("a,b," * 300_000, id="one line of many pieces"),
        pytest.param("<" * 2_000_000, id="many brackets"),
    ],
)
def test_a_file_made_to_be_slow_is_not(text):
    begun = time.process_time()
    assert in_text(text, "\n".join(f"line {n}, b" for n in range(1_000))).total
    assert in_text("x" + text, text + "x").total
    assert time.process_time() - begun < 20
