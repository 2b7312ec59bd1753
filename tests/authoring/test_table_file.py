"""Files to tables: workbooks of two programs, CSV, and everything that only looks like one."""

import struct
import sys

import pytest
from authoring.tables import (
    HEADER,
    ROW,
    archive,
    changed,
    csv_of,
    drafted,
    ods,
    ods_row,
    problems,
    read,
    xlsx,
)

from egovmaturity.authoring import table_file
from egovmaturity.authoring.table_limits import Limits

GOOD = xlsx(HEADER, ROW)
SHEET = "xl/worksheets/sheet1.xml"


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


# What is read


def test_a_workbook_of_excel(tmp_path):
    table = read(tmp_path, GOOD)
    assert (table.sheet, texts(table)) == ("Sheet1", [list(HEADER), list(ROW)])


def test_a_workbook_of_libreoffice_with_its_endless_empty_rows(tmp_path):
    wide = '<table:table-cell table:number-columns-repeated="16377"/>'
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = read(tmp_path, ods(ods_row(*HEADER, after=wide), ods_row(*ROW), rest))
    assert (table.sheet, texts(table)) == ("Lembar1", [list(HEADER), list(ROW)])


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
def test_csv_with_any_separator(tmp_path, separator, start):
    table = read(tmp_path, start + csv_of(HEADER, ROW, separator=separator), name="t.csv")
    assert texts(table) == [list(HEADER), list(ROW)]


def test_csv_as_excel_writes_it(tmp_path):
    data = b'sep=;\r\nkode;pertanyaan\r\nP1;"Apa ""ini"";\r\nitu, dan 1,5?"\r\n'
    assert texts(read(tmp_path, data))[2] == ["P1", 'Apa "ini";\r\nitu, dan 1,5?']


@pytest.mark.parametrize("name", ["tabel.xlsx", "tabel.csv", "tabel.xls", "tabel"])
def test_what_a_file_is_shows_in_its_contents(tmp_path, name):
    assert texts(read(tmp_path, GOOD, name=name)) == [list(HEADER), list(ROW)]
    assert texts(read(tmp_path, csv_of(HEADER, ROW), name=name)) == [list(HEADER), list(ROW)]


def test_ten_thousand_rows(tmp_path):
    rows = [(f"P{n}", "Persiapan", "SDM", f"Apa {n}?", "a" * 100, "b", "c") for n in range(10_000)]
    assert len(drafted(tmp_path, xlsx(HEADER, *rows)).questionnaire.questions) == 10_000


def several(workbook, _sheet):
    workbook.add_worksheet("Kriteria").write_row(0, 0, HEADER)
    workbook.add_worksheet("Rahasia").hide()
    workbook.add_worksheet("Lain").write_row(0, 0, ("kode", "pertanyaan"))


@pytest.mark.parametrize(
    ("wanted", "sheet"), [(None, "Kriteria"), ("Lain", "Lain"), ("Sampul", "Sampul")]
)
def test_the_sheet_is_the_first_with_a_header_row_or_the_one_named(tmp_path, wanted, sheet):
    data = xlsx(("Instrumen desa",), name="Sampul", change=several)
    assert read(tmp_path, data, wanted).sheet == sheet


def test_a_hidden_sheet_is_read_only_where_it_is_named(tmp_path):
    def hide(workbook, sheet):
        workbook.add_worksheet("Kosong").activate()
        sheet.hide()

    data = xlsx(HEADER, ROW, change=hide)
    assert problems(read, tmp_path, data) == ["tabel.xlsx Q152"]
    assert read(tmp_path, data, "Sheet1").sheet == "Sheet1"


def test_a_cell_that_is_only_formatted_does_not_make_a_table_large(tmp_path):
    def far(workbook, sheet):
        sheet.write_blank(1_048_575, 16_383, None, workbook.add_format({"bold": True}))

    assert len(read(tmp_path, xlsx(HEADER, ROW, change=far)).rows) == 2


def test_pictures_and_macros_are_left_alone(tmp_path):
    data = archive({"xl/media/image1.png": b"\0" * 70_000_000, "xl/vbaProject.bin": b"x"})
    both = changed(GOOD, "", None)
    assert problems(read, tmp_path, data) == ["tabel.xlsx Q150"]
    assert texts(read(tmp_path, both)) == [list(HEADER), list(ROW)]


# What is refused


def lying(size, told):
    """Return a workbook of a part that unpacks to ``size`` bytes and says it is ``told``."""
    data = archive({"xl/workbook.xml": "x", SHEET: b" " * size})
    return data.replace(struct.pack("<I", size), struct.pack("<I", told))


def far_cell(_workbook, sheet):
    sheet.write(1_048_575, 16_383, "x")


def with_cells_that_name_no_place(data):
    wide = b"<row>" + b"<c/>" * 400_000 + b"<c><v>1</v></c></row>"
    rows = b"<row><c><v>1</v></c></row>" + b"<row/>" * 400_000 + wide
    return changed(data, SHEET, lambda text: text.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_one_long_text_in_many_cells():
    rows = [(f"P{n}", "Persiapan", "SDM", "Apa?", "a", "b", "c") for n in range(5_000)]
    long = b"<t>" + b"z" * 3_000_000 + b"</t>"
    return changed(
        xlsx(HEADER, *rows), "xl/sharedStrings.xml", lambda text: text.replace(b"<t>Apa?</t>", long)
    )


def with_entities(text):
    return text.replace(b"<sst", b'<!DOCTYPE a [<!ENTITY a "b">]><sst', 1)


ODS_BOMB = ods(
    ods_row(*HEADER),
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    "<text:p>x</text:p></table:table-cell></table:table-row>",
)

REFUSED = [
    pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), ["Q150"], id="xls"),
    pytest.param(
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ["Q150"], id="a password"
    ),
    pytest.param(archive({"word/document.xml": "x"}), ["Q150"], id="docx renamed"),
    pytest.param(archive({"ppt/presentation.xml": "x"}), ["Q150"], id="pptx renamed"),
    pytest.param(archive({"xl/workbook.bin": "x"}), ["Q150"], id="xlsb"),
    pytest.param(archive({"a.txt": "x"}), ["Q150"], id="any zip"),
    pytest.param(archive({"xl/workbook.xml": "<<<"}), ["Q150"], id="no workbook in it"),
    pytest.param(b"%PDF-1.7", ["Q150"], id="pdf"),
    pytest.param(b"<html><table><tr><td>kode", ["Q150"], id="a web page called xls"),
    pytest.param(b"kode;pertanyaan\n\0", ["Q150"], id="binary"),
    pytest.param(b"PK\x03\x04", ["Q150"], id="the beginning of a zip"),
    pytest.param(GOOD[:-200], ["Q150"], id="truncated"),
    pytest.param(changed(GOOD, "xl/sharedStrings.xml", with_entities), ["Q150"], id="entities"),
    pytest.param(
        changed(GOOD, SHEET, lambda text: text.replace(b"<v>3</v>", b"<v>99999</v>")),
        ["Q150"],
        id="a text that is not there",
    ),
    pytest.param(lying(55_000_000, 1000), ["Q150"], id="zip bomb with a wrong size"),
    pytest.param(
        archive({"xl/workbook.xml": "x", SHEET: b" " * 61_000_000}), ["Q151"], id="zip bomb"
    ),
    pytest.param(xlsx(HEADER, ROW, change=far_cell), ["Q151"], id="a cell far out"),
    pytest.param(xlsx(HEADER, *[ROW] * 20_000), ["Q151"], id="rows"),
    pytest.param(xlsx((*HEADER, *["x"] * 200), ROW), ["Q151"], id="columns"),
    pytest.param(csv_of(HEADER, *[ROW] * 20_000), ["Q151"], id="rows of CSV"),
    pytest.param(csv_of((*HEADER, *["x"] * 200), ROW), ["Q151"], id="columns of CSV"),
    pytest.param(b"\n" * 9_999_999 + b"x", ["Q151"], id="lines"),
    pytest.param(csv_of(HEADER, (*ROW[:3], "a" * 200_000)), ["Q151"], id="a huge cell of CSV"),
    pytest.param(csv_of(HEADER, (*ROW[:3], '"Apa')), ["Q150"], id="a quotation mark in CSV"),
    pytest.param(xlsx(), ["Q152"], id="an empty workbook"),
    pytest.param(xlsx(("a", "b"), ("c", "d")), ["Q152"], id="no header row"),
    pytest.param(b"a;b\nc;d\n", ["Q152"], id="no header row in CSV"),
    pytest.param(b"", ["E005"], id="an empty file"),
    pytest.param("kode;pertanyaan".encode("utf-16"), ["E002"], id="utf-16"),
    pytest.param(b" " * 10_000_001, ["E006"], id="over 10 MB"),
]


@pytest.mark.parametrize(("data", "codes"), REFUSED)
def test_what_is_no_table_is_refused(tmp_path, data, codes):
    assert problems(read, tmp_path, data) == [f"tabel.xlsx {code}" for code in codes]


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not limited there")
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_cells_that_name_no_place(GOOD), id="a dense grid of two cells"),
        pytest.param(with_one_long_text_in_many_cells(), id="one long text in many cells"),
        pytest.param(ODS_BOMB, id="a cell repeated without end"),
    ],
)
def test_what_would_eat_memory_is_refused(tmp_path, data):
    (problem,) = problems(read, tmp_path, data)
    assert problem in {"tabel.xlsx Q150", "tabel.xlsx Q151"}


def test_other_encodings_have_the_place_of_the_byte(tmp_path):
    assert problems(read, tmp_path, b"kode;pertanyaan\nP1;\xe9") == ["tabel.xlsx:2:4 E002"]


@pytest.mark.parametrize(
    ("name", "code"), [("tiada.xlsx", "E001"), (".", "E009"), ("x" * 300, "E009")]
)
def test_what_cannot_be_opened(tmp_path, name, code):
    (problem,) = problems(table_file.read_table, tmp_path / name, None)
    assert problem.endswith(code)


@pytest.mark.parametrize("data", [GOOD, csv_of(HEADER, ROW)], ids=["xlsx", "csv"])
def test_a_sheet_that_is_not_there(tmp_path, data):
    assert problems(read, tmp_path, data, "Lembar9") == ["tabel.xlsx Q152"]


def test_a_long_cell_is_refused_with_its_place(tmp_path):
    data = csv_of(HEADER, (*ROW[:3], "a" * 32_768, *ROW[4:]))
    assert problems(drafted, tmp_path, data) == ["tabel.xlsx:D2 Q151"]
    assert problems(drafted, tmp_path, xlsx(HEADER, (*ROW[:3], "a" * 32_767))) == []


# The process


def test_a_process_that_takes_too_long_is_ended(tmp_path):
    slow = Limits(seconds=0.001)
    assert problems(read, tmp_path, GOOD, limits=slow) == ["tabel.xlsx Q151"]


def test_a_process_that_says_too_much_is_not_read(tmp_path):
    assert problems(read, tmp_path, GOOD, limits=Limits(output=10)) == ["tabel.xlsx Q151"]


def test_a_process_that_cannot_start(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert problems(read, tmp_path, GOOD) == ["tabel.xlsx Q150"]


def test_only_the_process_imports_the_reader_of_workbooks(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "python_calamine", raising=False)  # of another test
    read(tmp_path, GOOD)
    assert "python_calamine" not in sys.modules
