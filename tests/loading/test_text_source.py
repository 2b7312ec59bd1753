"""Reading bytes: what is text, what is not, and what stands beside a missing file."""

import io
import os
import sys
from hashlib import sha256
from types import SimpleNamespace

import pytest
from loading.samples import diagnostics, problems

from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading import text_source
from egovmaturity.loading.log import end_of
from egovmaturity.loading.text_source import MAX_BYTES, read_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a: b\n", "a: b\n"),
        (b"\xef\xbb\xbfa: \xc3\xa9\r\n", "a: é\r\n"),
        (b"#" * MAX_BYTES, "#" * MAX_BYTES),
    ],
    ids=["plain", "byte-order mark", "just small enough"],
)
def test_text_is_read_without_its_mark(data, text, tmp_path):
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    assert read_text(path) == (str(path), text, sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "0:0 E005"),
        (b"\xef\xbb\xbf \n", "0:0 E005"),
        (b"#" * (MAX_BYTES + 1), "0:0 E006"),
        (b"a: \xe9", "1:4 E002"),
        (b"\xef\xbb\xbfa: \xe9", "1:4 E002"),
        (b"a: \xc3\xa9\r\nb: \xe9", "2:4 E002"),
        (b"a\rb: \xe9", "2:4 E002"),
        (b"\xff\xfea\x00", "0:0 E002"),
        (b"PK\x03\x04", "0:0 E008"),
        (b"a\x00b", "0:0 E008"),
        (b"\xef\xbb\xbf\n <HTML>", "0:0 E008"),
    ],
    ids=ascii,
)
def test_what_is_no_text_is_refused_with_its_place(data, problem, tmp_path):
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    assert problems(read_text, path) == [problem]


@pytest.mark.parametrize(
    ("name", "code"),
    [(".", "E009"), ("nothing.yaml", "E001"), ("no/thing.yaml", "E001"), ("x" * 300, "E009")],
)
def test_what_cannot_be_opened_is_refused(name, code, tmp_path):
    assert problems(read_text, tmp_path / name) == [f"0:0 {code}"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_no_file_can_have_is_refused(name):
    with pytest.raises(ContentError):
        read_text(name)


def test_a_missing_file_names_its_neighbour(tmp_path):
    assert diagnostics(read_text, tmp_path / "answers.yaml")[0].hint is None
    (tmp_path / "answer.yml").touch()
    (hint,) = [each.hint for each in diagnostics(read_text, tmp_path / "answers.yaml")]
    assert hint.values == {"word": "answer.yml"}


def broken(_size: int) -> bytes:
    raise OSError(5, "Input/output error")


def test_a_failing_disk_is_reported(tmp_path, monkeypatch):
    path = tmp_path / "file.yaml"
    path.write_bytes(b"a: b")
    file = io.BytesIO()
    file.read = broken
    monkeypatch.setattr(
        text_source, "os", SimpleNamespace(**{**vars(os), "fdopen": lambda *_: file})
    )
    assert problems(read_text, path) == ["0:0 E009"]


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        (None, "E009"),
        (SimpleNamespace(buffer=SimpleNamespace(read=broken)), "E009"),
        (SimpleNamespace(buffer=io.BytesIO()), "E005"),
    ],
    ids=["closed", "failing", "empty"],
)
def test_standard_input_without_text_is_refused(stdin, code, monkeypatch):
    monkeypatch.setattr(sys, "stdin", stdin)
    assert problems(read_text, "-") == [f"0:0 {code}"]


def test_standard_input_has_a_name_of_its_own(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: b")))
    assert read_text("-")[:2] == ("<stdin>", "a: b")


@pytest.mark.parametrize(
    ("before", "place"),
    [("", (1, 1)), ("ab", (1, 3)), ("a\n", (2, 1)), ("a\r\nb", (2, 2)), ("\r\r\n\n", (4, 1))],
)
def test_places_count_every_kind_of_line_end(before, place):
    assert end_of(before) == place
