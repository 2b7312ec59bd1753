"""What counts as a correction of spelling, and what as another meaning."""

import pytest

from egovmaturity.editions.wording import is_spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Situs resmi ada.", "situs  resmi ada", id="case, space, full stop"),
        pytest.param("Hasil analisa dipakai", "Hasil analisis dipakai", id="spelling of a word"),
        pytest.param("antar lembaga", "antarlembaga", id="two words written as one"),
        pytest.param('dokumen "final"', "dokumen final", id="quotes"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_spelling(before, after):
    assert is_spelling(before, after)
    assert is_spelling(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("sedikitnya 25% unit", "sedikitnya 75% unit", id="another figure"),
        pytest.param("Situs sudah ada", "Situs belum ada", id="another word"),
        pytest.param("Situs dapat dibuka", "Situs tidak dapat dibuka", id="a word more"),
        pytest.param("dua unit", "tiga unit", id="another number word"),
        pytest.param("seluruh unit", "sebagian unit", id="another quantity"),
        pytest.param("setiap 2 tahun", "setiap 12 tahun", id="a digit more"),
        pytest.param("ada", "", id="nothing left"),
        pytest.param("laporan dan rapat", "rapat dan laporan", id="another order"),
        pytest.param("> 50 % unit", ">= 50 % unit", id="another sign"),
    ],
)
def test_another_meaning(before, after):
    assert not is_spelling(before, after)
    assert not is_spelling(after, before)
