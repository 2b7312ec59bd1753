"""JSON as Python itself writes it, only sooner."""

import json
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.renderers.json_text import json_text

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside)
        | st.lists(inside).map(tuple)
        | st.dictionaries(st.text(max_size=5), inside)
    ),
    max_leaves=30,
)


@given(DOCUMENTS)
def test_any_document_is_written_as_python_writes_it(document):
    expected = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert json_text(document) == expected


class Name(StrEnum):
    A = "a"


class Rank(IntEnum):
    FIRST = 1


def test_a_member_of_an_enumeration_is_written_as_its_value():
    assert json.loads(json_text([Name.A, Rank.FIRST])) == ["a", 1]


@pytest.mark.parametrize("value", [{1}, object(), b"x"], ids=["set", "object", "bytes"])
def test_what_json_has_not_is_refused(value):
    with pytest.raises(TypeError):
        json_text({"key": [value]})
