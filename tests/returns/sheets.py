"""Answer sheets for tests: by XlsxWriter as they are handed out, and archives changed by hand."""

import io
from typing import NamedTuple

import xlsxwriter
from builders import number_range, question, questionnaire, scale, stage

from egovmaturity.domain.diagnostics import ContentError, english
from egovmaturity.returns.reading import read_return

NAMED = scale(3)._replace(
    levels=tuple(
        level._replace(label=label)
        for level, label in zip(
            scale(3).levels, ("Belum ada", "Awal", "Terkelola", "Menyeluruh"), strict=True
        )
    )
)
ASKED = questionnaire(
    stage(
        "one",
        question("P1", scale=NAMED),
        question("P2", scale=NAMED),
        question("P3", scale=NAMED, allows_not_applicable=False),
    ),
    stage(
        "two", question("N1", scale=number_range(0, 1)), question("N2", scale=number_range(0, 5000))
    ),
    sha256="a" * 64,
)
"""Levels with names, one question that always applies, and two that ask for numbers."""

HEADER = (
    "Kode",
    "Tahap",
    "Kriteria",
    "Wajib",
    "Uraian tingkat",
    "Tingkat",
    "Bukti dukung (nama, nomor, tanggal)",
    "Lokasi berkas atau tautan",
    "Catatan atau alasan",
    "Status",
    "Tingkat verifikasi",
    "Catatan verifikator",
)
HEADER_EN = (
    "Code",
    "Stage",
    "Question",
    "Mandatory",
    "What the levels mean",
    "Level",
    "Evidence (name, number, date)",
    "File location or link",
    "Note or reason",
    "Status",
    "Verified level",
    "Verifier's note",
)
META = {
    "format": "egovmaturity-sheet",
    "version": "1",
    "questionnaire": "test@1",
    "questionnaire_sha256": "a" * 64,
    "institution": "Kabupaten Sukamaju",
    "institution_id": "sukamaju",
    "year": "2026",
    "subject": "",
    "owner": "Dinas Kominfo",
    "language": "id",
    "purpose": "self",
    "due": "2026-02-13",
}
WHO = {
    "Perangkat daerah": "Dinas Kominfo",
    "Nama": "Sari Dewi",
    "Jabatan": "Kepala Bidang",
    "NIP": "198001012005012001",
    "Telepon": "0811",
    "Tanggal": "2026-01-30",
    "Atasan": "Budi",
}
IDS = tuple(each.id for each in ASKED.questions)


class Row(NamedTuple):
    """What an office fills in; ``more`` are the cells of a verifier."""

    code: object
    level: object = None
    evidence: object = None
    location: object = None
    note: object = None
    verified: object = None
    finding: object = None

    def cells(self):
        return {
            0: self.code,
            **dict(enumerate(self[1:5], start=5)),
            10: self.verified,
            11: self.finding,
        }


def workbook(
    *rows,
    header=HEADER,
    meta=META,
    table=None,
    who=WHO,
    names=("Identitas", "Jawaban", "_meta"),
    order=None,
    first=5,
    change=None,
    **options,
):
    """Return an answer sheet with these rows; questions without one have an empty one.

    ``change(workbook, sheet)`` comes last, with the sheet of answers.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, **options})
    given = {str(row.code).strip().upper() for row in rows}
    rows = [*rows, *(Row(name) for name in IDS if name not in given)]
    _identity(book.add_worksheet(names[0]), who)
    sheet = book.add_worksheet(names[1])
    columns = order or range(len(header))
    for at, column in enumerate(columns):
        put(sheet, first - 2, at, header[column])
    for at, row in enumerate(rows, start=first - 1):
        cells = row.cells()
        for place, column in enumerate(columns):
            put(sheet, at, place, cells.get(column))
    if meta is not None:
        put_meta(
            book.add_worksheet(names[2]), meta, dict.fromkeys(IDS, "") if table is None else table
        )
    if change:
        change(book, sheet)
    book.close()
    return data.getvalue()


def put(sheet, row, column, value):
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif callable(value):
        value(sheet, row, column)
    elif value is not None:
        sheet.write(row, column, value)


def formula(text, value=0):
    return lambda sheet, row, column: sheet.write_formula(row, column, text, None, value)


def _identity(sheet, who):
    for at, (label, value) in enumerate((who or {}).items(), start=3):
        put(sheet, at, 1, label)
        put(sheet, at, 2, value)


def put_meta(sheet, meta, table):
    for at, (key, value) in enumerate(meta.items()):
        put(sheet, at, 0, key)
        put(sheet, at, 1, value)
    for at, (key, value) in enumerate(table.items(), start=19):
        put(sheet, at, 0, key)
        put(sheet, at, 1, value)
    sheet.very_hidden()


def returned(tmp_path, data, *, name="kominfo.xlsx", asked=ASKED):
    """Return what is read; whatever is said of the file is a whole sentence with a way out."""
    path = tmp_path / name
    path.write_bytes(data)
    try:
        found = read_return(path, asked)
    except ContentError as refused:
        read_aloud(refused.diagnostics)
        raise
    read_aloud(found.problems)
    return found


def read_aloud(diagnostics):
    for each in diagnostics:
        for sentence in filter(None, (each.cause, each.hint)):
            assert "None" not in english(sentence)


def said(found):
    """Return place and code of every problem; the file's own name stays out."""
    return [
        f"{d.location.shown.rpartition(':')[2] or '-'} {d.code}" if d.location.sheet else d.code
        for d in found
    ]


def problems(tmp_path, data, **more):
    """Return what is said of a file, and whether it was refused as a whole."""
    try:
        found = returned(tmp_path, data, **more).problems
    except ContentError as refused:
        return ["refused", *said(refused.diagnostics)]
    return said(found)
