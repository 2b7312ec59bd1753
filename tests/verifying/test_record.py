"""The record: whatever it holds, it is read as it was written and acts nowhere."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.domain.gates import Allowance, Concern, GatesAsked
from egovmaturity.domain.results import Basis
from egovmaturity.verifying.record import (
    FORMATS,
    ROLES,
    WITHHELD,
    Made,
    RecordError,
    Source,
    mapping_of,
    read,
    written,
)
from egovmaturity.verifying.report_file import BYTE_ORDER_MARK, take_apart
from egovmaturity.views.report import PARTS

NAMES = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
SOURCES = st.builds(Source, NAMES, st.from_regex("[0-9a-f]{64}|", fullmatch=True)) | st.just(
    WITHHELD
)


WRITTEN = st.none() | NAMES.filter(bool)


@st.composite
def gates(draw):
    """Gates as somebody wrote them, whether or not they mean anything."""
    concerns = draw(st.sets(st.sampled_from(Concern)))
    return GatesAsked(
        draw(WRITTEN),
        draw(WRITTEN),
        tuple(draw(st.lists(NAMES.filter(bool), max_size=12))),
        tuple(each for each in Concern if each in concerns),
        draw(WRITTEN),
        draw(WRITTEN),
        draw(WRITTEN),
        tuple(draw(st.lists(st.builds(Allowance, NAMES, NAMES, st.dates()), max_size=2))),
    )


@st.composite
def records(draw):
    roles = draw(st.sets(st.sampled_from(ROLES))) | {"answers", "questionnaire"}
    chosen = draw(st.sets(st.sampled_from(PARTS), min_size=1))
    return Made(
        version=draw(st.from_regex(r"[0-9]\.[0-9a-z.+-]{1,9}", fullmatch=True)),
        format=draw(st.sampled_from(FORMATS)),
        language=draw(st.sampled_from(["id", "en"])),
        basis=draw(st.sampled_from(Basis)),
        sources={role: draw(SOURCES) for role in ROLES if role in roles},
        texts=draw(st.sampled_from(["", "id", "fr"])),
        parts=tuple(part for part in PARTS if part in chosen),
        heading_offset=draw(st.integers(0, 3)),
        is_anonymous=draw(st.booleans()),
        gates=draw(gates()),
    )


@given(records())
def test_it_is_read_as_it_was_written(made):
    assert read(written(made)) == made
    assert json.loads(written(made)) == mapping_of(made)


@given(records())
def test_nothing_in_it_ends_what_is_around_it(made):
    text = written(made)
    assert not re.search("[<>&'\n\r]|--", text)
    assert text.isascii()
    assert html.unescape(text) == text


@given(records().map(lambda made: made._replace(format="md")), st.booleans(), st.booleans())
def test_it_is_found_in_a_report(made, is_meta, has_mark):
    text = f"<meta name=\"egovmaturity:made\" content='{written(made)}'>"
    if not is_meta:
        text = f"<!-- egovmaturity:made {written(made)} -->"
    found = take_apart((BYTE_ORDER_MARK if has_mark else b"") + f"x\r\n{text}\r\n".encode())
    assert found.record == made
    assert found.text.startswith("x")


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_what_is_no_record_is_refused(text):
    with pytest.raises(RecordError):
        read(text)


def test_a_later_release_may_know_more():
    made = Made("9.0", "md", "id", Basis.BEST, {"answers": WITHHELD, "questionnaire": WITHHELD})
    assert read(json.dumps({**mapping_of(made), "new": 1})) == made


def test_what_is_as_usual_is_left_out():
    source = Source("a", "0" * 64)
    made = Made("1", "md", "id", Basis.BEST, {"questionnaire": source, "answers": source})
    assert list(mapping_of(made)) == [
        *("tool", "format", "language", "basis", "answers", "questionnaire")
    ]
