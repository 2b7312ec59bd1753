"""Headers in two languages, in any order, with all the things that people add to them."""

import pytest

from egovmaturity.authoring.table_columns import Column, column_of, find_header


@pytest.mark.parametrize(
    ("header", "key"),
    [
        *((name, "code") for name in ("kode", "Code", "ID", " KODE: ", "kode *")),
        *((name, "stage") for name in ("Tahap", "stage")),
        *((name, "section") for name in ("Bagian", "section")),
        *((name, "factor") for name in ("Faktor", "factor")),
        *((name, "title") for name in ("Judul", "title")),
        *((name, "ask") for name in ("Pertanyaan", "kriteria", "question", "ask")),
        *((name, "why") for name in ("alasan", "why")),
        *((name, "weight") for name in ("Bobot", "weight")),
        *((name, "mandatory") for name in ("wajib", "mandatory")),
        *((name, "evidence") for name in ("bukti", "Evidence")),
        *((name, "owner") for name in ("Penanggung  Jawab", "penanggung\njawab", "owner")),
        *((name, None) for name in ("", "No", "catatan", "2026", "1/2", "1,5", "1.5", "tingkat")),
    ],
)
def test_headers(header, key):
    found = column_of(header)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("header", "level", "label"),
    [
        ("0", 0, ""),
        ("Tingkat 0", 0, ""),
        ("level 3", 3, ""),
        ("0 Belum ada", 0, "Belum ada"),
        ("0 - Belum ada", 0, "Belum ada"),
        ("0\u2013Belum ada", 0, "Belum ada"),
        ("1. Rintisan", 1, "Rintisan"),
        ("1.", 1, ""),
        ("Level 2: Partly done", 2, "Partly done"),
        ("tingkat 10 = Semua", 10, "Semua"),
    ],
)
def test_a_column_of_a_level_may_name_it(header, level, label):
    found = column_of(header)
    assert (found.key, found.level, found.label) == ("levels", level, label)


@pytest.mark.parametrize("header", ["saran 0", "Saran0", "recommend 0", "RECOMMEND  0"])
def test_a_column_of_recommendations_names_its_level(header):
    assert column_of(header)[:2] == Column("recommend", 0)[:2]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param([["kode", "pertanyaan"]], 0, id="the first row"),
        pytest.param([["Instrumen"], [], ["kode", "pertanyaan", "0"]], 2, id="below a title"),
        pytest.param([["pertanyaan"], ["kode", "pertanyaan"]], 1, id="the one with most columns"),
        pytest.param([["pertanyaan"], ["Apa?"]], 0, id="a single column"),
        pytest.param([["kode", "tahap"]], None, id="no column of questions"),
        pytest.param([[]] * 20 + [["kode", "pertanyaan"]], None, id="too far down"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_the_header_row_is_found(rows, place):
    assert find_header(rows) == place
