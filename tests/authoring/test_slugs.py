"""Identifiers from titles, codes from places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.authoring.slugs import Codes, prefix_of, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Persiapan", "persiapan", id="a word"),
        pytest.param("Tata Kelola & Manajemen", "tata-kelola-manajemen", id="signs are spaces"),
        pytest.param("Évaluasi", "evaluasi", id="accents are dropped"),
        pytest.param("1. Persiapan", "persiapan", id="a number in front"),
        pytest.param("IV) Pemanfaatan", "pemanfaatan", id="a Roman number in front"),
        pytest.param("5G siap", "5g-siap", id="a number that is part of the title"),
        pytest.param("服务", "stage", id="no letter of ASCII"),
        pytest.param("kata " * 20, "kata-kata-kata-kata-kata-kata-kata-kata", id="whole words"),
        pytest.param("x" * 60, "x" * 40, id="one long word"),
    ],
)
def test_a_slug_is_made_of_the_words_of_a_title(title, expected):
    assert slug(title, (), "stage") == expected


def test_a_taken_slug_gets_a_number():
    taken = {"layanan", "layanan-2"}
    assert slug("Layanan", taken, "x") == "layanan-3"
    assert slug("x" * 60, {"x" * 40}, "x") == "x" * 38 + "-2"


@PROPERTY
@given(st.lists(st.text(max_size=60), max_size=12))
def test_slugs_are_unique_identifiers(titles):
    found = []
    for title in titles:
        found.append(slug(title, found, "factor"))
    assert len(set(found)) == len(titles)
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]{0,39}", each) for each in found)


def test_codes_fill_what_is_free():
    codes = Codes(["S1-01", "s1-03"])
    assert [codes.next("S1-") for _ in range(3)] == ["S1-02", "S1-04", "S1-05"]
    assert codes.next("S2-") == "S2-01"


@pytest.mark.parametrize(
    ("codes", "prefix"),
    [
        pytest.param(["PS-01", "X-9"], "PS-", id="the first one decides"),
        pytest.param(["awal", "PS07"], "PS", id="one that ends with a number"),
        pytest.param(["1.10"], "1.", id="dotted"),
        pytest.param(["awal"], None, id="none with a number"),
        pytest.param([], None, id="none at all"),
    ],
)
def test_the_pattern_of_a_place(codes, prefix):
    assert prefix_of(codes) == prefix
