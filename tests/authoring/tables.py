"""Workbooks for tests: real ones by XlsxWriter, and archives put together by hand."""

import io
import zipfile

import xlsxwriter

from egovmaturity.authoring.table_draft import Wanted, draft_from
from egovmaturity.authoring.table_file import read_table
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.language import Words

HEADER = ("kode", "tahap", "faktor", "pertanyaan", "0", "1", "2")
ROW = ("P1", "Persiapan", "SDM", "Apa?", "a", "b", "c")


def xlsx(*rows, name="Sheet1", change=None):
    """Return a workbook of one sheet with these rows; ``change(workbook, sheet)`` comes last."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "d/m/yyyy"})
    sheet = workbook.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(at, column, value)
    if change:
        change(workbook, sheet)
    workbook.close()
    return data.getvalue()


def csv_of(*rows, separator=";"):
    return "".join(separator.join(row) + "\n" for row in rows).encode()


def archive(parts):
    """Return a zip with these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return data.getvalue()


def changed(data, name, change):
    """Return a workbook with one part changed."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", 8) as packed:
        for entry in old.infolist():
            text = old.read(entry)
            packed.writestr(entry.filename, change(text) if entry.filename == name else text)
    return new.getvalue()


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Lembar1">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def ods_row(*texts, after=""):
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{''.join(cells)}{after}</table:table-row>"


def ods(*rows):
    """Return a workbook of LibreOffice with these rows, written by ``ods_row``."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": _MANIFEST,
            "content.xml": _ODS.format("".join(rows)),
        }
    )


def read(tmp_path, data, sheet=None, name="tabel.xlsx", **more):
    path = tmp_path / name
    path.write_bytes(data)
    return read_table(path, sheet, **more)


def drafted(tmp_path, data, *, name="tabel.xlsx", sheet=None, kind=None, title=None, language=None):
    wanted = Wanted("x", title, kind, language)
    return draft_from(read(tmp_path, data, sheet, name), wanted, Words("en"))


def problems(call, *arguments, **more):
    """Return place and code of every problem; the file's own name stays out."""
    try:
        call(*arguments, **more)
    except ContentError as error:
        return [f"{d.location.shown.rpartition('/')[2]} {d.code}" for d in error.diagnostics]
    return []
