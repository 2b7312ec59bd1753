"""Workbooks to cells: every way in which programs store the same thing."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from authoring.tables import archive, changed, xlsx

from egovmaturity.workbooks.archive import RefusedError
from egovmaturity.workbooks.cells import Area, Cell, CellKind, packed, unpacked
from egovmaturity.workbooks.xlsx import Limits, read_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def parts(rows, *, strings="", styles="", after="", sheets="", properties=""):
    """Return the parts of a workbook written by hand, with one sheet of these rows."""
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "worksheets/a.xml"), ("sharedStrings", "s.xml"), ("styles", "/xl/f.xml"))
        )
    )
    return {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>'
        f'<sheet name="Satu" sheetId="1" r:id="rId0"/>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        "</Relationships>",
        "xl/worksheets/a.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}'
        "</worksheet>",
        "xl/s.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/f.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def book_of(rows, **more):
    return read_book(archive(parts(rows, **more)), Limits())


def cells_of(rows, **more):
    return book_of(rows, **more).sheets[0].rows


def cell_of(written, **more):
    return cells_of(f'<row r="1">{written}</row>', **more).get(1, {}).get(1)


# Texts


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param('<c r="A1" t="s"><v>0</v></c>', "satu", id="shared"),
        pytest.param('<c r="A1" t="s"><v>1</v></c>', "dua tiga", id="shared, in pieces"),
        pytest.param('<c r="A1" t="inlineStr"><is><t>satu</t></is></c>', "satu", id="inline"),
        pytest.param(
            '<c r="A1" t="inlineStr"><is><r><t>sa</t></r><r><t>tu</t></r></is></c>',
            "satu",
            id="inline, in pieces",
        ),
        pytest.param('<c r="A1" t="str"><v>satu</v></c>', "satu", id="without a formula"),
        pytest.param('<c r="A1" t="str"><v>a_x000D_\nb</v></c>', "a\r\nb", id="an escape"),
        pytest.param(
            '<c r="A1" t="str"><v>_x005F_x0041_</v></c>', "_x0041_", id="an escape escaped"
        ),
        pytest.param('<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', "😀", id="two halves"),
        pytest.param('<c r="A1" t="str"><v>a_xD83D_b</v></c>', "a\ud83db", id="one half"),
        pytest.param('<c r="A1" t="str"><v><![CDATA[<a>&]]></v></c>', "<a>&", id="marked up"),
        pytest.param('<c t="str"><v>satu</v></c>', "satu", id="a cell without a place"),
        pytest.param(
            '<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1", id="like a formula"
        ),
        pytest.param('<c r="A1" t="str"><v> x </v></c>', " x ", id="spaces around it"),
    ],
)
def test_a_text(written, text):
    strings = (
        "<si><t>satu</t></si><si><r><t>dua </t></r><r><t>tiga</t></r>"
        '<rPh sb="0" eb="1"><t>futatsu</t></rPh></si>'
    )
    assert cell_of(written, strings=strings) == Cell(text)


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A1" s="3"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><v/></c>',
        '<c r="A1" t="s"/>',
    ],
)
def test_an_empty_cell_is_none(written):
    assert cell_of(written) is None


# Numbers

FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-421]dd mmmm yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="0.0&quot; hari&quot;"/>'
    '<numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="168" formatCode="General"/>'
    '<numFmt numFmtId="169" formatCode="[Red][&lt;=100]0\\d"/></numFmts>'
    "<cellXfs>{}</cellXfs>"
).format(
    "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 164, 165, 9, 166, 167, 168, 169, 49, 22, 999))
)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("3", "3"),
        ("3.0", "3"),
        ("2.2999999999999998", "2.3"),
        ("0.10000000000000001", "0.1"),
        ("1E-2", "0.01"),
        ("1.2E+3", "1200"),
        ("-0.5", "-0.5"),
        ("0.33333333333333331", "0.333333333333333"),
        ("198001012005012001", "198001012005012000"),
    ],
)
def test_a_number_has_the_digits_that_are_shown(stored, shown):
    assert cell_of(f'<c r="A1"><v>{stored}</v></c>') == Cell(shown, CellKind.NUMBER)


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        pytest.param("0", Cell("46052", CellKind.NUMBER), id="general"),
        pytest.param("1", Cell("2026-01-30", CellKind.DATE), id="built in"),
        pytest.param("2", Cell("2026-01-30", CellKind.DATE), id="a day in words"),
        pytest.param("3", Cell("46052", CellKind.NUMBER), id="a unit in quotes"),
        pytest.param("4", Cell("46052", CellKind.PERCENT), id="percent, built in"),
        pytest.param("5", Cell("46052", CellKind.PERCENT), id="percent"),
        pytest.param("6", Cell("2026-01-30", CellKind.DATE), id="hours"),
        pytest.param("7", Cell("46052", CellKind.NUMBER), id="general, named"),
        pytest.param("8", Cell("46052", CellKind.NUMBER), id="colours and escapes"),
        pytest.param("9", Cell("46052", CellKind.NUMBER), id="text"),
        pytest.param("10", Cell("2026-01-30", CellKind.DATE), id="day and time"),
        pytest.param("11", Cell("46052", CellKind.NUMBER), id="a format that is not there"),
        pytest.param("99", Cell("46052", CellKind.NUMBER), id="a style that is not there"),
        pytest.param("x", Cell("46052", CellKind.NUMBER), id="no style"),
    ],
)
def test_a_style_says_what_a_number_is(style, cell):
    assert cell_of(f'<c r="A1" s="{style}"><v>46052</v></c>', styles=FORMATS) == cell


@pytest.mark.parametrize(
    ("stored", "epoch", "shown"),
    [
        pytest.param("46052.75", "", "2026-01-30", id="with a time of day"),
        pytest.param("44590", '<workbookPr date1904="1"/>', "2026-01-30", id="counted from 1904"),
        pytest.param("0.5", "", "0.5", id="a time alone"),
        pytest.param("99999999", "", "99999999", id="beyond all days"),
    ],
)
def test_a_day(stored, epoch, shown):
    written = f'<c r="A1" s="1"><v>{stored}</v></c>'
    assert cell_of(written, styles=FORMATS, properties=epoch) == Cell(shown, CellKind.DATE)


# Everything else


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        pytest.param(
            '<c r="A1"><f>1+2</f><v>3</v></c>', Cell("=1+2", CellKind.FORMULA), id="formula"
        ),
        pytest.param(
            '<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
            Cell('="a"&"b"', CellKind.FORMULA),
            id="a formula that gives a text",
        ),
        pytest.param(
            '<c r="A1"><f t="shared" si="0"/><v>3</v></c>', Cell("", CellKind.FORMULA), id="shared"
        ),
        pytest.param(
            '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            Cell("=1/0", CellKind.FORMULA),
            id="a formula that gives an error",
        ),
        pytest.param('<c r="A1" t="e"><v>#REF!</v></c>', Cell("#REF!", CellKind.ERROR), id="error"),
        pytest.param('<c r="A1" t="b"><v>1</v></c>', Cell("1", CellKind.BOOLEAN), id="true"),
        pytest.param(
            '<c r="A1" t="d"><v>2026-01-30</v></c>', Cell("2026-01-30", CellKind.DATE), id="ISO day"
        ),
        pytest.param('<c r="A1" t="s"><v>7</v></c>', Cell("7", CellKind.ERROR), id="no such text"),
        pytest.param('<c r="A1"><v>abc</v></c>', Cell("abc", CellKind.ERROR), id="no number"),
        pytest.param('<c r="A1"><v>1e999</v></c>', Cell("1e999", CellKind.ERROR), id="too large"),
        pytest.param('<c r="A1"><v>NaN</v></c>', Cell("NaN", CellKind.ERROR), id="not a number"),
    ],
)
def test_what_else_stands_in_a_cell(written, cell):
    assert cell_of(written) == cell


def test_cells_and_rows_without_a_place_follow_each_other():
    rows = '<row><c t="b"><v>1</v></c><c r="D1" t="b"><v>1</v></c><c t="b"><v>0</v></c></row><row/>'
    more = '<row><c t="b"><v>0</v></c></row>'
    found = cells_of(rows + more)
    assert {row: list(cells) for row, cells in found.items()} == {1: [1, 4, 5], 3: [1]}


def test_rows_and_columns_come_in_order():
    first = '<row r="1"><c><v>3</v></c></row>'
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>' + first
    assert {row: list(cells) for row, cells in cells_of(rows).items()} == {1: [1], 2: [1, 2]}


def test_other_vocabularies_are_passed_over():
    rows = (
        '<row r="1" xmlns:x="urn:else"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<c r="A1"><x:f>1</x:f><extLst><ext><f>2</f></ext></extLst><v>3</v></c></row>'
    )
    assert cells_of(rows) == {1: {1: Cell("3", CellKind.NUMBER)}}


def test_prefixes_and_the_strict_layout_are_the_same():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    made = parts("")
    made["xl/worksheets/a.xml"] = (
        f'<q:worksheet xmlns:q="{strict}"><q:sheetData><q:row r="1"><q:c r="A1"><q:v>3</q:v></q:c>'
        "</q:row></q:sheetData></q:worksheet>"
    )
    assert read_book(archive(made), Limits()).sheets[0].rows[1][1].text == "3"


def test_sheets_keep_their_names_and_what_is_hidden():
    def more(workbook, _sheet):
        workbook.add_worksheet("Rahasia").hide()
        workbook.add_worksheet("_meta").very_hidden()
        workbook.add_chartsheet("Bagan")

    book = read_book(xlsx(("a",), name="Jawaban & lain", change=more), Limits())
    named = [(sheet.name, sheet.is_hidden) for sheet in book.sheets]
    assert named == [("Jawaban & lain", False), ("Rahasia", True), ("_meta", True)]
    assert book.ignored == ()


def test_merged_areas():
    found = book_of(
        "", after='<mergeCells><mergeCell ref="A1:$C$9"/><mergeCell ref="B2"/></mergeCells>'
    )
    assert found.sheets[0].merged == (Area(1, 1, 9, 3), Area(2, 2, 2, 2))


def test_a_link_is_known_by_what_it_opens():
    def fill(_workbook, sheet):
        sheet.write_url("A1", "https://a.go.id/x?a=1&b=2", string="klik")
        sheet.write_url("B1", "internal:Sheet1!A1", string="di sini")
        sheet.write_string("C1", "lain")

    cells = read_book(xlsx(change=fill), Limits()).sheets[0].rows[1]
    assert [cell.link for cell in cells.values()] == ["https://a.go.id/x?a=1&b=2", "", ""]


def test_it_crosses_from_one_process_to_the_other_as_it_is():
    def fill(_workbook, sheet):
        sheet.write(3, 3, dt.date(2026, 1, 30))
        sheet.write_formula(4, 4, "=1+1")
        sheet.merge_range("A9:B10", "x")
        sheet.write_url("C9", "https://a.go.id", string="klik")

    book = read_book(xlsx(("a", 1.5), change=fill), Limits())
    assert unpacked(packed(book)) == book


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("xl/vbaProject.bin", ("macros",)),
        ("xl/externalLinks/externalLink1.xml", ("links",)),
        ("xl/comments1.xml", ("comments",)),
        ("xl/threadedComments/threadedComment1.xml", ("comments",)),
        ("xl/media/image1.png", ("pictures",)),
    ],
)
def test_what_has_no_say_is_named(name, ignored):
    assert read_book(archive({**parts(""), name: "<x/>"}), Limits()).ignored == ignored


def test_a_file_that_does_not_say_what_it_is():
    made = parts("")
    made["[Content_Types].xml"] = TYPES.replace("spreadsheetml.sheet.main", "wordprocessingml")
    assert read_book(archive(made), Limits()).ignored == ("type",)


def refused(data, limits=None):
    with pytest.raises(RefusedError) as problem:
        read_book(data, limits or Limits())
    return problem.value.problem


ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', id="a cell twice"
        ),
        pytest.param(ROW + ROW, id="a row twice"),
        pytest.param('<row r="1"><c r="A2"><v>1</v></c></row>', id="a cell of another row"),
        pytest.param('<row r="0"/>', id="row 0"),
        pytest.param('<row r="1048577"/>', id="below the last row"),
        pytest.param('<row r="-1"/>', id="a row below 0"),
        pytest.param('<row r="1"><c r="XFE1"><v>1</v></c></row>', id="beyond the last column"),
        pytest.param('<row r="1"><c r="a1"><v>1</v></c></row>', id="no place"),
        pytest.param("<row>", id="no XML"),
        pytest.param("<b>" * 200 + "</b>" * 200, id="nested without end"),
    ],
)
def test_what_programs_may_read_differently_is_refused(rows):
    assert refused(archive(parts(rows))) == "broken"


def rare_compression():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_BZIP2) as packed:
        for name, text in parts(ROW).items():
            packed.writestr(name, text)
    return data.getvalue()


def with_part(name, text):
    return archive({**parts(ROW), name: text})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_part("xl/s.xml", "<!DOCTYPE sst><sst/>"), id="a document type"),
        pytest.param(
            with_part("xl/s.xml", "\ufeff<!DOCTYPE sst><sst/>".encode("utf-16-le")),
            id="a document type in UTF-16",
        ),
        pytest.param(
            with_part("xl/s.xml", '<?xml version="1.0" encoding="klingon"?><sst/>'),
            id="an encoding",
        ),
        pytest.param(with_part("XL/Workbook.xml", "<x/>"), id="a part twice"),
        pytest.param(
            archive({k: v for k, v in parts(ROW).items() if k != "xl/worksheets/a.xml"}),
            id="a sheet that is not there",
        ),
        pytest.param(
            archive({k: v for k, v in parts(ROW).items() if not k.endswith(".rels")}),
            id="no relations",
        ),
        pytest.param(with_part("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>'), id="no sheets"),
        pytest.param(
            with_part("xl/workbook.xml", parts(ROW)["xl/workbook.xml"].replace("Satu", "S" * 101)),
            id="a name that no sheet can have",
        ),
        pytest.param(rare_compression(), id="a compression that Excel does not know"),
        pytest.param(archive(parts(ROW))[:-30], id="truncated"),
        pytest.param(b"PK\x03\x04", id="the beginning of an archive"),
    ],
)
def test_what_is_damaged_is_refused(data):
    assert refused(data) == "broken"


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(unpacked=100), "unpacked"),
        (Limits(cells=0), "cells"),
        (Limits(characters=0), "cells"),
        (Limits(sheets=0), "cells"),
    ],
)
def test_limits(limits, problem):
    assert refused(archive(parts(ROW)), limits) == problem


def test_too_many_merged_areas():
    many = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 5002))
    assert refused(archive(parts("", after=f"<mergeCells>{many}</mergeCells>"))) == "cells"


@pytest.mark.parametrize(
    ("name", "kind"), [("content.xml", "ODS"), ("xl/workbook.bin", "XLSB"), ("a.txt", "ZIP")]
)
def test_other_archives_are_named(name, kind):
    with pytest.raises(RefusedError) as problem:
        read_book(archive({name: "x"}), Limits())
    assert (problem.value.problem, problem.value.detail) == ("kind", kind)


def test_a_workbook_of_macros_is_one():
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.add_worksheet().write(0, 0, "x")
    book.close()
    enabled = changed(
        data.getvalue(),
        "[Content_Types].xml",
        lambda text: text.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"ms-excel.sheet.macroEnabled.main",
        ),
    )
    assert read_book(enabled, Limits()).ignored == ()
