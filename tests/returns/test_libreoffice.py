"""Sheets that were opened and saved by LibreOffice read the same as before."""

import datetime as dt
from fractions import Fraction

import pytest
from builders import answers
from renderers.libreoffice import recomputed
from returns.sheets import ASKED, Row, formula, returned, said, workbook
from returns.test_round_trip import STAGED, claims, handed_out

from egovmaturity.domain.answers import Details, Evidence, NotApplicable, Purpose, Rated
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.workbook import sheet_workbook

GIVEN = answers(
    {
        "P1": Rated(
            3,
            Details(
                evidence=(
                    Evidence("=SK 12/2026", "12", dt.date(2026, 1, 5), "a.pdf", ()),
                    Evidence("+62 811", "", None, "", ()),
                    Evidence("Perbup", "", None, "https://a.go.id/?a=1&b=<2>", ()),
                ),
                note="satu\n\n  dua _x0041_ \U0001f600",
            ),
        ),
        "1.10": Rated(2),
        "N1": Rated(Fraction(23, 10)),
        "P2": NotApplicable("tidak ada"),
    }
)
AS_TYPED = workbook(
    Row("P1", 3, 2026, 0.5, "a\nb"),
    Row("P2", "3 Menyeluruh", formula("=1+1", 2), None, "=1+1"),
    Row("P3", formula("=1+1", 2)),
    Row("N1", 0.1),
    Row("N2", "1,5", dt.date(2026, 1, 30)),
    who={"Nama": "Sari", "Jabatan": "Kepala", "Tanggal": dt.date(2026, 1, 30), "NIP": "0123"},
    default_date_format="d/m/yyyy",
)
BOOKS = {
    "indonesian": sheet_workbook(handed_out(STAGED, GIVEN), Words("id")),
    "english": sheet_workbook(handed_out(STAGED, GIVEN, Purpose.VERIFICATION), Words("en")),
    "typed": AS_TYPED,
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return recomputed(BOOKS, tmp_path_factory.mktemp("libreoffice"))


@pytest.mark.parametrize("name", BOOKS)
def test_saving_changes_nothing(tmp_path, saved, name):
    asked = ASKED if name == "typed" else STAGED
    before, after = (returned(tmp_path, books[name], asked=asked) for books in (BOOKS, saved))
    assert claims(after.sheet.answers) == claims(before.sheet.answers)
    assert len(claims(before.sheet.answers)) == 4
    assert after.sheet.part == before.sheet.part
    assert (after.places, after.unreadable) == (before.places, before.unreadable)
    assert said(after.problems) == said(before.problems)
