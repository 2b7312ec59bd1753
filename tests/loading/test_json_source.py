"""Strict JSON: what the standard library reads, but with places, and nothing twice or doubtful."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.samples import source

from egovmaturity.loading.json_source import parse_json
from egovmaturity.loading.log import Log
from egovmaturity.loading.yaml_source import MappingNode, ScalarNode, place_of


def read(text):
    log = Log("r.json", text)
    node = parse_json(source(text, "r.json"), log)
    found = [(d.location.line, d.location.column, d.code) for d in log.diagnostics]
    assert (node is None) is bool(found)
    return node, found


def plain(node):
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in node.entries.items()}
    if not isinstance(node, ScalarNode):
        return [plain(item) for item in node.items]
    if not node.is_plain:
        return node.text
    if node.text in {"true", "false", "null"}:
        return json.loads(node.text)
    return Fraction(node.text)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"))
LEAVES = st.none() | st.booleans() | st.integers(-(10**50), 10**50) | TEXTS
VALUES = st.recursive(
    LEAVES | st.decimals(-1000, 1000, places=4).map(float),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_what_is_written_is_read(value, indent, is_ascii):
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    node, found = read(text)
    assert found == []
    assert plain(node) == json.loads(text, parse_float=Fraction)


@given(VALUES, st.data())
def test_what_json_refuses_is_refused(value, data):
    text = json.dumps({"a": value}, indent=1)
    at = data.draw(st.integers(0, len(text)))
    broken = (
        text[:at]
        + data.draw(st.sampled_from(["", ",", '"', "}", "\\", "NaN", "1"]))
        + text[at + data.draw(st.integers(0, 3)) :]
    )
    try:
        json.loads(broken, parse_constant=lambda _: json.loads("-"))
    except ValueError:
        assert read(broken)[1] != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{"a": NaN}', (1, 7, "E019"), id="not a number"),
        pytest.param('{"a": -Infinity}', (1, 7, "E019"), id="infinity"),
        pytest.param('{"a": 01}', (1, 7, "E019"), id="a zero in front"),
        pytest.param('{"a": .5}', (1, 7, "E019"), id="no zero in front"),
        pytest.param('{"a": 1' + "0" * 60 + "}", (1, 7, "E019"), id="a very long number"),
        pytest.param('{\n "a": 1,\n "a": 2}', (3, 2, "E004"), id="a key twice"),
        pytest.param('{"a": 1,}', (1, 9, "E019"), id="a comma at the end"),
        pytest.param("[1,]", (1, 4, "E019"), id="a comma at the end of a list"),
        pytest.param('{"a" 1}', (1, 6, "E019"), id="no colon"),
        pytest.param("{'a': 1}", (1, 2, "E019"), id="single quotes"),
        pytest.param("{a: 1}", (1, 2, "E019"), id="no quotes"),
        pytest.param('{"a": 1} x', (1, 10, "E019"), id="more behind it"),
        pytest.param('{"a": tru', (1, 7, "E019"), id="half a word"),
        pytest.param('{"a": truely}', (1, 7, "E019"), id="a longer word"),
        pytest.param('{"a": "b', (1, 7, "E019"), id="cut off in a text"),
        pytest.param('{"a": [1', (1, 9, "E019"), id="cut off in a list"),
        pytest.param("", (1, 1, "E019"), id="nothing"),
        pytest.param('{"a": "b\nc"}', (1, 7, "E019"), id="a line break in a text"),
        pytest.param(r'{"a": "\x41"}', (1, 7, "E019"), id="an escape of other languages"),
        pytest.param(r'{"a": "\ud800"}', (1, 7, "E010"), id="half a character"),
        pytest.param(r'{"a": "\u0000"}', (1, 7, "E010"), id="a zero byte"),
        pytest.param("[" * 33 + "]" * 33, (1, 33, "E006"), id="too deep"),
        pytest.param("[" * 100_000, (1, 33, "E006"), id="far too deep"),
        pytest.param("[" + "1," * 200_000 + "1]", (1, 400_000, "E006"), id="too many values"),
        pytest.param("// x\n{}", (1, 1, "E019"), id="a comment"),
    ],
)
def test_the_first_problem_is_told_where_it_is(text, expected):
    assert read(text)[1] == [expected]


def test_pairs_of_surrogates_are_one_character():
    node, _ = read(r'["\ud83d\ude00"]')
    assert plain(node) == ["😀"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_count_lines_as_editors_do(end):
    node, _ = read(end.join(["{", ' "a": 1,', ' "b": [2,', "  3]}"]))
    assert place_of(node.keys["b"]) == (3, 2)
    assert place_of(node.entries["b"].items[1]) == (4, 3)
