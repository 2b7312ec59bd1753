"""Workbooks that attack their reader, put together by hand."""

import io
import struct
import zipfile

from authoring.tables import archive, changed
from returns.sheets import Row, workbook

GOOD = workbook(Row("P1", 2, note="a"))
ANSWERS = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"


def with_rows(rows, name=ANSWERS, data=GOOD):
    """Return the good workbook with more rows at the end of a sheet."""
    return changed(data, name, lambda text: text.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_part(name, content):
    """Return the good workbook with one more part."""
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return data.getvalue()


def bomb():
    return with_part("xl/worksheets/sheet9.xml", bytes(60_000_000))


def lying(size=39_000_000, told=100):
    """A part that unpacks to more than it says."""
    data = with_part("xl/worksheets/sheet9.xml", bytes(size))
    return data.replace(struct.pack("<I", size), struct.pack("<I", told))


def overlapping(times):
    """Many entries that share the bytes of one."""
    data = archive({"xl/workbook.xml": "x", "xl/a.xml": bytes(1_000_000)})
    start = data.index(b"PK\x01\x02")
    second, end = data.index(b"PK\x01\x02", start + 1), data.index(b"PK\x05\x06")
    entry = data[second:end]
    again = b"".join(entry.replace(b"xl/a.xml", b"a%03d.xml" % n) for n in range(times))
    directory = data[start:second] + again
    count = struct.pack("<HH", times + 1, times + 1)
    size = struct.pack("<I", len(directory))
    return data[:start] + directory + data[end : end + 8] + count + size + data[end + 16 :]


def nested():
    inner = archive({"a.xml": bytes(30_000_000)})
    for _ in range(3):
        inner = archive({f"{n}.zip": inner for n in range(20)})
    return with_part("xl/embeddings/inner.zip", inner)


def locked():
    """An archive whose entries say that they need a password."""
    data = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def many_entries():
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as packed:
        for n in range(40_000):
            packed.writestr(f"x{n}", b"")
    return data.getvalue()


def empty_rows(count, row=b'<row r="%d"/>'):
    return with_rows(b"".join(row % n for n in range(1000, 1000 + count)))


def empty_cells(count):
    return with_rows(
        b"".join(
            b'<row r="%d">' % n + b'<c s="1"/>' * 12 + b"</row>" for n in range(1000, 1000 + count)
        )
    )


def long_text_often():
    """One long text that many cells share."""
    long = b"<si><t>" + b"z" * 2_000_000 + b"</t></si></sst>"
    strings = changed(GOOD, STRINGS, lambda text: text.replace(b"</sst>", long))
    place = zipfile.ZipFile(io.BytesIO(GOOD)).read(STRINGS).count(b"<si>")
    cells = b"".join(
        b'<row r="%d"><c r="I%d" t="s"><v>%d</v></c></row>' % (n, n, place)
        for n in range(1000, 9000)
    )
    return with_rows(cells, data=strings)


def dense(count):
    return with_rows(
        b"".join(
            b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1000, 1000 + count)
        )
    )


def strange_codes(count):
    """Rows of questions that do not exist, as like as can be to those that do."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>P%d</t></is></c><c r="F%d"><v>1</v></c></row>'
        % (n, n, n, n)
        for n in range(1000, 1000 + count)
    )
    return with_rows(rows)


def merged(count, rows=60_000):
    areas = b"".join(b'<mergeCell ref="A%d:I1000000"/>' % n for n in range(1, count + 1))
    after = b"</sheetData><mergeCells>" + areas + b"</mergeCells>"
    data = strange_codes(rows)
    return changed(data, ANSWERS, lambda text: text.replace(b"</sheetData>", after))


def brackets():
    """Texts that look like the beginning of an explanation, again and again."""
    cells = b'<row r="1">' + b"".join(
        b'<c t="inlineStr"><is><t>' + b"(" * 32_000 + b"</t></is></c>" for _ in range(100)
    )
    return with_rows(
        b"",
        data=changed(
            GOOD,
            ANSWERS,
            lambda text: text.replace(b"<sheetData>", b"<sheetData>" + cells + b"</row>", 1),
        ),
    )


def deep():
    return with_rows(b"<a>" * 2_000_000)


def attributes():
    many = b" ".join(b'a%d="x"' % n for n in range(400_000))
    return with_rows(b"<row " + many + b"/>")


def digits():
    return with_rows(b'<row r="1000"><c r="F1000"><v>' + b"9" * 5_000_000 + b"</v></c></row>")
