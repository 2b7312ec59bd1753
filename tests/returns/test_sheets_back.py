"""Answer sheets as they come back: filled in, moved about, saved by other programs, spoilt."""

import datetime as dt
from fractions import Fraction

import pytest
from authoring.tables import changed
from returns.sheets import (
    ASKED,
    HEADER,
    HEADER_EN,
    IDS,
    META,
    Row,
    formula,
    returned,
    workbook,
)

from egovmaturity.collecting.claims import claim_of
from egovmaturity.domain.answers import (
    DontKnow,
    Evidence,
    Institution,
    NotApplicable,
    Part,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
)
from egovmaturity.domain.diagnostics import english

FILLED = (
    Row("P1", "3 Menyeluruh", "SK Bupati 12/2026\nPerbup 7", "sk.pdf\nhttps://a.go.id", "sudah"),
    Row("P2", "Tidak berlaku", None, None, "tidak ada jaringan"),
    Row("P3", None, None, None, "menunggu"),
    Row("N1", "0,75"),
    Row("N2", "Tidak tahu"),
)


def answered(found):
    return {name: claim_of(answer) for name, answer in found.sheet.answers.items()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return returned(tmp_path_factory.mktemp("as handed out"), workbook(*FILLED))


def test_what_was_filled_in(expected):
    answers = expected.sheet.answers
    assert list(answers) == list(IDS)
    assert answers["P1"] == Rated(3, answers["P1"].details)
    assert answers["P1"].details.note == "sudah"
    assert answers["P1"].details.evidence == (
        Evidence("SK Bupati 12/2026", "", None, "sk.pdf", ()),
        Evidence("Perbup 7", "", None, "https://a.go.id", ()),
    )
    assert answers["P2"] == NotApplicable("tidak ada jaringan")
    assert isinstance(answers["P3"], Unanswered)
    assert answers["P3"].details.note == "menunggu"
    assert answers["N1"] == Rated(Fraction(3, 4))
    assert isinstance(answers["N2"], DontKnow)
    assert expected.places == {name: f"Jawaban!F{row}" for row, name in enumerate(IDS, start=5)}
    assert (expected.problems, expected.unreadable, expected.is_labelled) == ((), (), True)


def test_of_whom_and_when_it_is(expected):
    sheet = expected.sheet
    assert sheet.institution == Institution("sukamaju", "Kabupaten Sukamaju", None)
    assert (sheet.occasion.year, sheet.occasion.subject, sheet.language) == (2026, "", "id")
    assert sheet.part == Part(
        owner="Dinas Kominfo",
        asked=IDS,
        purpose=Purpose.SELF,
        respondent=Respondent(
            "Sari Dewi", "Kepala Bidang", dt.date(2026, 1, 30), "198001012005012001", "0811", "Budi"
        ),
        due=dt.date(2026, 2, 13),
        questionnaire_sha256="a" * 64,
    )
    assert (expected.file, len(expected.sha256)) == ("kominfo.xlsx", 64)


def test_blank_rows_are_no_answers_and_have_a_place(tmp_path):
    found = returned(tmp_path, workbook(Row("P1", " ", "\u00a0", "\n", "  ")))
    assert (found.sheet.answers, found.problems) == ({}, ())
    assert found.places["P1"] == "Jawaban!F5"


# Other programs, other places


def freely(_workbook, sheet):
    """What people write beside, above and below the table."""
    sheet.write(0, 0, "Jawaban: Dinas Kominfo, Kabupaten Sukamaju, 2026")
    sheet.write(4, 20, "ini sudah saya periksa")
    sheet.write(60, 2, "Catatan di bawah tabel")


def with_more_sheets(workbook, _sheet):
    workbook.add_worksheet("Rapat").write(0, 0, "kode rapat: tingkat kabupaten")
    workbook.add_worksheet("Salinan").hide()


def as_english():
    said = ("3 Menyeluruh", "Not applicable", None, "0.75", "Don't know")
    rows = [row._replace(level=level) for row, level in zip(FILLED, said, strict=True)]
    return workbook(*rows, header=HEADER_EN, meta=META | {"language": "en"})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(workbook(*FILLED, order=range(11, -1, -1)), id="columns in another order"),
        pytest.param(workbook(*reversed(FILLED)), id="rows sorted"),
        pytest.param(workbook(*FILLED, first=12), id="rows inserted above"),
        pytest.param(workbook(*FILLED, first=2), id="rows deleted above"),
        pytest.param(workbook(*FILLED, names=("A", "B", "C")), id="sheets renamed"),
        pytest.param(workbook(*FILLED, change=freely), id="notes beside and below"),
        pytest.param(workbook(*FILLED, change=with_more_sheets), id="sheets added"),
        pytest.param(as_english(), id="in English"),
        pytest.param(workbook(*FILLED, constant_memory=True), id="texts inside of the cells"),
        pytest.param(
            workbook(*FILLED, header=[f" {name.upper()}\u00a0*" for name in HEADER]),
            id="headers in capitals, with spaces",
        ),
        pytest.param(
            workbook(*FILLED, meta=META | {"year": 2026, "version": 1}), id="texts made numbers"
        ),
        pytest.param(
            workbook(*[row._replace(code=f" {row.code.lower()}\u00a0") for row in FILLED], *()),
            id="codes in small letters",
        ),
    ],
)
def test_it_reads_the_same(tmp_path, expected, data):
    found = returned(tmp_path, data)
    assert answered(found) == answered(expected)
    assert found.sheet.part == expected.sheet.part
    assert found.problems == ()


def test_without_its_hidden_sheet_it_is_read_and_not_labelled(tmp_path, expected):
    found = returned(tmp_path, workbook(*FILLED, meta=None))
    assert answered(found) == answered(expected)
    assert not found.is_labelled
    assert found.sheet.part.owner == "Dinas Kominfo"
    assert found.sheet.part.asked == IDS
    assert [each.code for each in found.problems] == ["W341"]


def test_codes_that_were_made_numbers(tmp_path):
    asked = ASKED._replace(questions=(ASKED.questions[0]._replace(id="7"),))
    data = workbook(Row(7, 2), table={"7": ""})
    assert returned(tmp_path, data, asked=asked).sheet.answers == {"7": Rated(2)}


# Documents


@pytest.mark.parametrize(
    ("evidence", "location", "documents", "codes"),
    [
        pytest.param("a\nb", "x\ny", [("a", "x"), ("b", "y")], [], id="one a line"),
        pytest.param("a\nb", "x", [("a", "x"), ("b", "")], [], id="a location too few"),
        pytest.param("a\nb", "\ny", [("a", ""), ("b", "y")], [], id="the first has no location"),
        pytest.param("a\n\nb\n", "x\n\ny", [("a", "x"), ("b", "y")], [], id="lines left empty"),
        pytest.param("a\r\nb", "x\r\ny", [("a", "x"), ("b", "y")], [], id="other line ends"),
        pytest.param("a", "x\ny", [("a", "x"), ("y", "y")], ["H5 W343"], id="a location too many"),
        pytest.param(None, "x", [("x", "x")], ["H5 W343"], id="no document"),
        pytest.param(" a\u00a0 b ", " x ", [("a b", "x")], [], id="spaces"),
        pytest.param(2026, 0.5, [("2026", "0.5")], [], id="numbers"),
        pytest.param(None, None, [], [], id="none"),
    ],
)
def test_documents_and_where_they_are(tmp_path, evidence, location, documents, codes):
    found = returned(tmp_path, workbook(Row("P1", 2, evidence, location)))
    listed = found.sheet.answers["P1"].details.evidence
    assert [(each.title, each.location) for each in listed] == documents
    assert [f"{d.location.shown.rpartition('!')[2]} {d.code}" for d in found.problems] == codes


@pytest.mark.parametrize(
    ("link", "shown", "location"),
    [
        pytest.param("https://a.go.id/x", "klik", "klik (https://a.go.id/x)", id="behind a word"),
        pytest.param("https://a.go.id/", "https://a.go.id", "https://a.go.id", id="as it is shown"),
        pytest.param("http://www.a.id", "www.a.id", "www.a.id", id="with more than is shown"),
        pytest.param("mailto:a@b.go.id", "a@b.go.id", "a@b.go.id", id="mail"),
        pytest.param("external:sk.docx", "SK", "SK (sk.docx)", id="a file"),
    ],
)
def test_an_address_behind_a_word_is_kept(tmp_path, link, shown, location):
    def put_link(sheet, row, column):
        sheet.write_url(row, column, link, string=shown)

    found = returned(tmp_path, workbook(Row("P1", 2, "SK Bupati", put_link)))
    (document,) = found.sheet.answers["P1"].details.evidence
    assert (document.title, document.location) == ("SK Bupati", location)
    assert found.problems == ()


# Texts


@pytest.mark.parametrize(
    ("written", "text", "code"),
    [
        pytest.param("=1+1", "=1+1", None, id="a text like a formula"),
        pytest.param(
            formula('=HYPERLINK("http://a","b")'),
            '=HYPERLINK("http://a","b")',
            "W344",
            id="a formula",
        ),
        pytest.param(formula("=B2", "kept from before"), "=B2", "W344", id="not what it came to"),
        pytest.param("a" * 500, "a" * 500, None, id="500 characters"),
        pytest.param("a" * 501, "a" * 501, "W342", id="501 characters"),
        pytest.param("a\x07b\x9fc", "abc", "W345", id="control characters"),
        pytest.param("a\u2028b\x0bc", "a\nb\nc", None, id="other ends of lines"),
        pytest.param("a\ufeffb", "ab", "W345", id="a byte-order mark inside"),
        pytest.param("\t=1", "=1", None, id="a tab before"),
        pytest.param(True, "TRUE", None, id="a truth"),
    ],
)
def test_a_text_is_data(tmp_path, written, text, code):
    found = returned(tmp_path, workbook(Row("P1", 1, note=written)))
    assert found.sheet.answers["P1"].details.note == text
    assert [each.code for each in found.problems] == ([code] if code else [])
    assert all(each.location.shown.endswith("Jawaban!I5") for each in found.problems)


def test_a_day_and_a_percentage_are_texts_as_the_sheet_shows_them(tmp_path):
    def fill(book, sheet):
        sheet.write(4, 6, dt.date(2026, 1, 30), book.add_format({"num_format": "d/m/yyyy"}))
        sheet.write(4, 8, 0.125, book.add_format({"num_format": "0.0%"}))

    details = returned(tmp_path, workbook(Row("P1", 1), change=fill)).sheet.answers["P1"].details
    assert (details.evidence[0].title, details.note) == ("2026-01-30", "12.5%")


def test_half_a_character_is_replaced_and_said(tmp_path):
    data = changed(
        workbook(Row("P1", 1, note="setengah X")),
        "xl/sharedStrings.xml",
        lambda text: text.replace(b"setengah X", b"setengah _xD83D_"),
    )
    found = returned(tmp_path, data)
    assert found.sheet.answers["P1"].details.note == "setengah \ufffd"
    assert [each.code for each in found.problems] == ["W345"]


# What spoils an answer, and no other

MARKED = Row("P2", 1, note="tetap ada")


def spoiling(change):
    return workbook(Row("P1", 3, "a", "b", "c"), MARKED, change=change)


def merging(area):
    return lambda _book, sheet: sheet.merge_range(area, "x")


def shared(text):
    return text.replace(b"<f>1+1</f>", b'<f t="shared" si="0"/>')


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(workbook(Row("P1", "4,5"), MARKED), ["Jawaban!F5 E141"], id="no level"),
        pytest.param(
            workbook(Row("P1", formula("=1+2", 3)), MARKED),
            ["Jawaban!F5 E139"],
            id="a formula for a level",
        ),
        pytest.param(
            workbook(Row("P1", 1, formula("=1+1")), MARKED),
            ["Jawaban!G5 W344"],
            id="a formula for a text spoils nothing",
        ),
        pytest.param(
            changed(
                workbook(Row("P1", 1, formula("=1+1")), MARKED), "xl/worksheets/sheet2.xml", shared
            ),
            ["Jawaban!G5 E139"],
            id="a formula copied from elsewhere",
        ),
        pytest.param(
            changed(
                workbook(Row("P1", 77, note=88), MARKED),
                "xl/worksheets/sheet2.xml",
                lambda text: text.replace(b'r="I5"', b'r="I5" t="e"'),
            ),
            ["Jawaban!I5 E140"],
            id="an error for a text",
        ),
        pytest.param(
            workbook(Row("P1", 1), Row("P1", 2), MARKED), ["Jawaban!A6 E135"], id="a code twice"
        ),
        pytest.param(spoiling(merging("F5:G5")), ["Jawaban!F5 E138"], id="cells of a row merged"),
        pytest.param(spoiling(merging("A3:M5")), ["Jawaban!A3 E138"], id="merged with the header"),
    ],
)
def test_a_bad_cell_spoils_its_own_answer_only(tmp_path, data, said):
    if said == ["Jawaban!I5 E140"]:
        said = ["Jawaban!F5 E141", *said]
    found = returned(tmp_path, data)
    assert [f"{d.location.shown.rpartition(':')[2]} {d.code}" for d in found.problems] == said
    assert found.unreadable == (() if "W344" in said[0] else ("P1",))
    assert found.sheet.answers["P2"].details.note == "tetap ada"


def test_merging_rows_spoils_all_of_them(tmp_path):
    found = returned(tmp_path, workbook(*FILLED, change=merging("I5:I7")))
    assert found.unreadable == ("P1", "P2", "P3")
    assert [each.code for each in found.problems] == ["E138"]


@pytest.mark.parametrize("area", ["A1:L2", "B5:E5", "N5:P9", "B20:C21"])
def test_merging_elsewhere_spoils_nothing(tmp_path, area):
    assert returned(tmp_path, workbook(*FILLED, change=merging(area))).problems == ()


def test_a_row_that_was_deleted_keeps_what_is_there(tmp_path):
    found = returned(tmp_path, workbook(Row("P1", 2), table={"P1": "", "P2": "0" * 16}))
    kept = returned(tmp_path, workbook(Row("P1", 2)))
    assert (found.unreadable, kept.unreadable) == ((), ())
    asked = ASKED._replace(questions=(*ASKED.questions, ASKED.questions[0]._replace(id="P9")))
    table = dict.fromkeys((*IDS, "P9"), "")
    found = returned(tmp_path, workbook(Row("P1", 2), table=table), asked=asked)
    assert found.unreadable == ("P9",)
    assert [(d.location.shown.rpartition(":")[2], d.code) for d in found.problems] == [
        ("Jawaban", "E137")
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(Row("P77", 2), "E136", id="an unknown code with an answer"),
        pytest.param(Row(None, 2), "E136", id="an answer without a code"),
        pytest.param(Row(formula("=A5", "P1"), 2), "E136", id="a formula for a code"),
        pytest.param(Row("Jumlah"), "W347", id="a word below the table"),
    ],
)
def test_rows_of_no_question(tmp_path, row, said):
    found = returned(tmp_path, workbook(Row("P1", 2), row))
    assert [(d.location.shown.rpartition(":")[2], d.code) for d in found.problems] == [
        ("Jawaban!A6", said)
    ]
    assert found.sheet.answers == {"P1": Rated(2)}


def test_an_unknown_code_is_held_against_those_there_are(tmp_path):
    (problem,) = returned(tmp_path, workbook(Row("P1", 2), Row("P22", 2))).problems
    assert '"P22"' in english(problem.cause)
    assert '"P2"' in english(problem.hint)


def test_a_row_that_was_not_handed_out_is_read_and_said(tmp_path):
    found = returned(tmp_path, workbook(*FILLED, table={"P1": "", "P2": ""}))
    assert list(found.sheet.answers) == list(IDS)
    assert found.sheet.part.asked == ("P1", "P2")
    assert [each.code for each in found.problems] == ["W347"] * 3
