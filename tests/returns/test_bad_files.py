"""Files that are no answer sheets, or attack their reader: refused, quickly, with a reason."""

import os
import sys
import time

import pytest
from authoring.tables import archive, changed, ods, ods_row
from returns import hostile
from returns.sheets import ASKED, Row, problems, returned, workbook

from egovmaturity.domain.diagnostics import ContentError, english
from egovmaturity.language import Words
from egovmaturity.loading.text_source import SourceBytes
from egovmaturity.returns.notes import Notes
from egovmaturity.returns.reading import read_return
from egovmaturity.returns.workbook_file import LARGEST, Frame, read_workbook
from egovmaturity.workbooks.serving import Bounds
from egovmaturity.workbooks.xlsx import Limits

GOOD = hostile.GOOD
LOCKED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
DTD = changed(
    GOOD,
    hostile.STRINGS,
    lambda text: text.replace(b"<sst", b'<!DOCTYPE a [<!ENTITY a "b">]><sst', 1),
)

REFUSED = [
    pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "E130", id="xls"),
    pytest.param(archive({"xl/workbook.bin": "x"}), "E130", id="xlsb"),
    pytest.param(ods(ods_row("Kode", "Tingkat")), "E130", id="ods"),
    pytest.param(archive({"word/document.xml": "x"}), "E130", id="docx"),
    pytest.param(archive({"jawaban.xlsx": GOOD}), "E130", id="a workbook in an archive"),
    pytest.param(b"PK\x05\x06" + bytes(18), "E130", id="an empty archive"),
    pytest.param(b"Kode;Tingkat\nP1;3\n", "E130", id="csv"),
    pytest.param("Kode;Tingkat\nP1;3\n".encode("utf-16"), "E130", id="csv in UTF-16"),
    pytest.param(b"<html><table><tr><td>Kode", "E130", id="a web page"),
    pytest.param(b'<?xml version="1.0"?><Workbook/>', "E130", id="xml of 2003"),
    pytest.param(b"%PDF-1.7", "E130", id="pdf"),
    pytest.param(b"\x00\x01\x02", "E130", id="binary"),
    pytest.param(LOCKED, "E131", id="a password"),
    pytest.param(hostile.locked(), "E131", id="an archive with a password"),
    pytest.param(GOOD[:-100], "E132", id="truncated"),
    pytest.param(GOOD[: len(GOOD) // 2], "E132", id="half of it"),
    pytest.param(b"PK\x03\x04", "E132", id="the beginning of an archive"),
    pytest.param(DTD, "E132", id="a document type"),
    pytest.param(hostile.lying(), "E132", id="a size that lies"),
    pytest.param(hostile.overlapping(30), "E132", id="entries that overlap"),
    pytest.param(hostile.overlapping(50), "E133", id="more entries that overlap"),
    pytest.param(hostile.deep(), "E132", id="nested without end"),
    pytest.param(hostile.bomb(), "E133", id="a zip bomb"),
    pytest.param(GOOD + bytes(LARGEST), "E133", id="over 5 MB"),
    pytest.param(hostile.long_text_often(), "E133", id="one long text in many cells"),
    pytest.param(b" " * 100, "E005", id="blank"),
    pytest.param(b"", "E005", id="empty"),
    pytest.param(b" " * 10_000_001, "E006", id="over 10 MB"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_is_no_answer_sheet(tmp_path, data, code):
    begun = time.monotonic()
    assert problems(tmp_path, data) == ["refused", code]
    assert time.monotonic() - begun < 5


READ = [
    pytest.param(hostile.nested(), [], id="archives in an archive"),
    pytest.param(hostile.empty_rows(100_000), [], id="empty rows"),
    pytest.param(hostile.empty_cells(10_000), [], id="cells that are only coloured"),
    pytest.param(hostile.brackets(), [], id="brackets"),
    pytest.param(hostile.digits(), ["Jawaban!A1000 E136"], id="a number without end"),
    pytest.param(hostile.with_part("xl/vbaProject.bin", b"x"), ["W348"], id="macros"),
    pytest.param(
        hostile.with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), ["W348"], id="links"
    ),
    pytest.param(
        changed(GOOD, "[Content_Types].xml", lambda text: text.replace(b"sheet.main", b"other")),
        ["W348"],
        id="wrong content types",
    ),
]


@pytest.mark.parametrize(("data", "said"), READ)
def test_what_does_no_harm_is_read(tmp_path, data, said):
    begun = time.monotonic()
    assert problems(tmp_path, data) == said
    assert time.monotonic() - begun < 5
    assert returned(tmp_path, data).sheet.answers["P1"].rating == 2


def test_a_thousand_merged_areas_over_thousands_of_rows(tmp_path):
    found = returned(tmp_path, hostile.merged(1500, 5_000))
    assert "P1" in found.unreadable
    assert len(found.problems) == 1000


@pytest.mark.parametrize(
    "name", ["jawaban.xlsx", "jawaban.XLSM", "jawaban.yaml", "jawaban", "a.ods"]
)
def test_what_a_file_is_shows_in_its_contents(tmp_path, name):
    assert returned(tmp_path, GOOD, name=name).sheet.answers["P1"].rating == 2


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.ods", "a.XLSX", "a.tsv"])
def test_a_table_in_another_format_says_how_to_save_it(tmp_path, name):
    with pytest.raises(ContentError, match="CSV") as refused:
        returned(tmp_path, b"Kode;Tingkat\nP1;3\n", name=name)
    assert ".xlsx" in english(refused.value.diagnostics[0].hint)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b"],
    ids=["PDF", "PNG", "JPEG", "GZIP"],
)
def test_a_letter_or_picture_sent_along_is_said_to_be_none_of_the_answers(tmp_path, data):
    with pytest.raises(ContentError, match="E130") as refused:
        returned(tmp_path, data, name="surat pengantar")
    said = refused.value.diagnostics[0]
    assert ".xlsx" in english(said.cause)
    assert "Leave it out" in english(said.hint)


def test_the_form_itself_is_not_its_answers(tmp_path):
    with pytest.raises(ContentError, match="E130") as refused:
        returned(tmp_path, b"<!doctype html><title>Formulir", name="formulir.html")
    assert "tombol unduh" in Words("id").say(refused.value.diagnostics[0].hint)


def test_what_cannot_be_opened(tmp_path):
    for name, code in ((tmp_path, "E009"), (tmp_path / "tiada.xlsx", "E001")):
        with pytest.raises(ContentError, match=code):
            read_return(name, ASKED)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(ContentError, match="E009"):
        read_return(tmp_path / "a.xlsx", ASKED)


# The process


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(Frame(bounds=Frame().bounds._replace(seconds=0.001)), id="time"),
        pytest.param(Frame(bounds=Frame().bounds._replace(output=10)), id="output"),
        pytest.param(Frame(limits=Limits(cells=3)), id="cells"),
        pytest.param(
            Frame(bounds=Bounds(4, 30_000_000, 10)),
            id="memory",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="not limited there"),
        ),
    ],
)
def test_a_process_that_takes_too_much_is_ended(frame):
    with pytest.raises(ContentError, match="E133"):
        read_workbook(SourceBytes("a.xlsx", GOOD), Notes("a.xlsx"), frame)


def test_a_process_that_cannot_start(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert problems(tmp_path, GOOD) == ["refused", "E132"]


def test_nothing_of_a_workbook_is_parsed_in_this_process(tmp_path):
    sys.modules.pop("egovmaturity.workbooks.xml", None)
    returned(tmp_path, workbook(Row("P1", 1)))
    assert "egovmaturity.workbooks.xml" not in sys.modules
