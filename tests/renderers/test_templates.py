"""What the templates that come with the tool are given, and how they are kept compiled."""

import json
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from egovmaturity.language import Words
from egovmaturity.renderers import templates
from egovmaturity.renderers.safe_text import cleaned, plain, visible
from egovmaturity.renderers.templates import bundled_environment, compact_json
from egovmaturity.renderers.theme import Theme
from egovmaturity.views.report import ColumnView, TableView

# Compiled templates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Offer one template, and let what is compiled be kept."""
    (tmp_path / "a.md.j2").write_text("one {{ 1 + 1 }}")
    monkeypatch.setattr(templates, "bundled", lambda _directory: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def rendered():
    return bundled_environment(Words("en")).get_template("a.md.j2").render()


def test_a_template_is_compiled_once(folder, monkeypatch):
    assert rendered() == "one 2"

    def fails(*_arguments, **_named):
        pytest.fail("compiled again")

    monkeypatch.setattr(Environment, "compile", fails)
    assert rendered() == "one 2"
    assert [path.suffix for path in (folder / "__pycache__").iterdir()] == [".j2c"]


def test_a_changed_template_is_compiled_again(folder):
    rendered()
    (folder / "a.md.j2").write_text("two")
    assert [rendered(), rendered()] == ["two", "two"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda kept: kept[:0], id="empty"),
        pytest.param(lambda kept: b"x" * len(kept), id="something else"),
        pytest.param(lambda kept: kept[:-20], id="cut off"),
        pytest.param(lambda kept: kept[:60], id="the start of it"),
    ],
)
def test_a_damaged_file_is_replaced(folder, damage):
    rendered()
    (file,) = (folder / "__pycache__").iterdir()
    kept = file.read_bytes()
    file.write_bytes(damage(kept))
    assert rendered() == "one 2"
    assert file.read_bytes() == kept


def test_where_nothing_can_be_kept_nothing_fails(folder):
    (folder / "__pycache__").write_text("a file where the folder would be")
    assert rendered() == "one 2"


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == "one 2"
    assert not (folder / "__pycache__").exists()


# Views


HOSTILE = "a\x1b[31m\u202e"


def test_a_view_keeps_its_records_and_lets_everything_be_seen():
    view = TableView((ColumnView(HOSTILE, "text"),), ((HOSTILE, "b"),))
    seen = visible(HOSTILE)
    assert cleaned(view) == TableView([ColumnView(seen, "text")], [[seen, "b"]])
    assert cleaned(Theme({"ink": HOSTILE})).light == {"ink": seen}
    assert cleaned([HOSTILE, 1, None, True, 0.5]) == [seen, 1, None, True, 0.5]


def test_templates_of_users_get_nothing_but_data():
    view = TableView((ColumnView(HOSTILE, "text"),), ((HOSTILE, "b"),))
    seen = visible(HOSTILE)
    expected = {"columns": [{"title": seen, "kind": "text"}], "rows": [[seen, "b"]]}
    assert plain(view) == expected
    assert plain({"a": view}) == {"a": expected}
    assert all(type(each) in {dict, list, str} for each in everything(plain(view)))


def everything(value):
    yield value
    inside = value.values() if isinstance(value, Mapping) else value
    for each in inside if isinstance(value, dict | list) else ():
        yield from everything(each)


# JSON in a page


@given(st.recursive(st.text() | st.booleans() | st.integers(-99, 99), st.lists, max_leaves=9))
def test_json_in_a_page_is_what_it_was_and_cannot_end_its_element(value):
    written = compact_json(value)
    assert json.loads(written) == value
    assert not set(written) & set("<>&'")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(ColumnView("a", "b"), '["a","b"]', id="a record: its values in order"),
        pytest.param((1, (True, "x")), '[1,[true,"x"]]', id="no space between"),
        pytest.param(2**53 - 1, "9007199254740991", id="the largest exact number"),
        pytest.param([2**53], '["9007199254740992"]', id="a larger one is a text"),
        pytest.param(-(2**53), '"-9007199254740992"', id="and one below zero"),
    ],
)
def test_json_in_a_page(value, expected):
    assert compact_json(value) == expected
