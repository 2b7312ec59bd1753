"""A file that is written anew only as it was read, and only where somebody agrees."""

import io
import sys
from pathlib import Path

import pytest

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.output import OutputError
from egovmaturity.cli.replacing import is_agreed, replace
from egovmaturity.domain.diagnostics import ContentError, message
from egovmaturity.loading.text_source import read_text

WAY_OUT = message("add --yes")


@pytest.fixture
def answers(tmp_path):
    """A file as somebody read it, and where it stands."""
    path = tmp_path / "jawaban 2026.yaml"
    path.write_text("A: 1\n")
    return path


def _terminal(text):
    return type("Terminal", (io.StringIO,), {"isatty": lambda _: True})(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"A: 1\n", "A: é\n".encode(), id="as it is"),
        pytest.param(b"\xef\xbb\xbfA: 1\n", b"\xef\xbb\xbf" + "A: é\n".encode(), id="with a mark"),
    ],
)
def test_a_file_is_replaced_and_the_old_one_stays_beside_it(answers, before, after):
    answers.write_bytes(before)
    replace(read_text(answers), "A: é\n")
    assert answers.read_bytes() == after
    assert Path(f"{answers}.bak").read_bytes() == before


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(answers):
    read = read_text(answers)
    answers.write_text("A: 3\n")
    with pytest.raises(OutputError, match="changed since it was read"):
        replace(read, "A: 2\n")
    assert answers.read_text() == "A: 3\n"
    assert list(answers.parent.iterdir()) == [answers]


def test_a_file_that_somebody_took_away_is_not_made_again(answers):
    read = read_text(answers)
    answers.unlink()
    with pytest.raises(ContentError):
        replace(read, "A: 2\n")
    assert not answers.exists()


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [
        pytest.param("y\n", True, id="yes"),
        pytest.param(" Ya \n", True, id="in Indonesian"),
        pytest.param("n\n", False, id="no"),
        pytest.param("\n", False, id="Enter alone"),
        pytest.param("", False, id="the end"),
    ],
)
def test_only_a_yes_agrees(monkeypatch, capsys, typed, agreed):
    monkeypatch.setattr(sys, "stdin", _terminal(typed))
    assert is_agreed("Write?", WAY_OUT) is agreed
    assert capsys.readouterr().err == "Write? "


@pytest.mark.parametrize("stream", [None, io.StringIO("y\n")], ids=["closed", "piped"])
def test_where_nobody_can_be_asked_nobody_agrees(monkeypatch, stream):
    monkeypatch.setattr(sys, "stdin", stream)
    with pytest.raises(UsageError) as refused:
        is_agreed("Write?", WAY_OUT)
    assert refused.value.hint == WAY_OUT
