"""The workbook in which an office answers."""

import re
import subprocess
import sys
import zipfile
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from builders import (
    bands,
    document_wanted,
    number_range,
    question,
    questionnaire,
    scale,
    section,
    stage,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from renderers.handouts import DUE, calamine_rows, handout, sheet
from renderers.workbooks import Book, cells_of, opened

from egovmaturity.collecting.claims import claim_of, digest, plain
from egovmaturity.collecting.handouts import part_of
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    Institution,
    NotApplicable,
    Occasion,
    Purpose,
    Rated,
    Unanswered,
)
from egovmaturity.domain.collecting import Terms
from egovmaturity.domain.questionnaire import Terms as Names
from egovmaturity.renderers.sheet.texts import MOST, holdable, units

INPUT = {"Identitas": "C5:C10", "Jawaban": "F5:I6"}
TWO = (question("a-1", scale=scale(4)), question("b-2", scale=scale(4)))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def book(*asked, language="en", **more) -> Book:
    return opened(sheet(handout(*asked, **more), language))


def documents(*pairs):
    return Details(evidence=tuple(Evidence(text, "", None, where, ()) for text, where in pairs))


# Sheets


@pytest.mark.parametrize(
    ("language", "names"),
    [
        pytest.param("id", ["Petunjuk", "Identitas", "Jawaban", "Rekap", "_daftar"], id="id"),
        pytest.param("en", ["Guide", "Identity", "Answers", "Summary", "_lists"], id="en"),
    ],
)
def test_sheets_in_the_language_of_the_office(language, names):
    made = book(*TWO, language=language)
    states = {sheet.name: sheet.state for sheet in made.sheets.values()}
    assert states == dict.fromkeys(names[:4], "visible") | {
        names[4]: "hidden",
        "_meta": "veryHidden",
    }


def test_columns_of_the_answers():
    answers = book(*TWO, language="id").sheets["Jawaban"]
    assert [answers.text(cell) for cell in cells_of("A4:M4")] == [
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
        "",
    ]
    assert answers.column("A") == ["a-1", "b-2"]
    hidden = {letter for letter, each in answers.columns().items() if each.get("hidden")}
    assert hidden == {"K", "L", "M"}


def test_only_what_the_office_fills_in_is_open():
    made = book(*TWO, language="id")
    for sheet_ in made.sheets.values():
        opened_cells = {at for at, cell in sheet_.cells.items() if not made.is_locked(cell)}
        wanted = set(cells_of(INPUT[sheet_.name])) if sheet_.name in INPUT else set()
        assert opened_cells == wanted, sheet_.name


def test_protection_stops_accidents_and_needs_no_password():
    made = book(*TWO)
    for name in ("Guide", "Identity", "Answers", "Summary", "_lists"):
        found = dict(made.sheets[name].part("sheetProtection").attrib)
        assert found.pop("sheet") == "1"
        assert "password" not in found
        assert "hashValue" not in found
        allowed = {what for what, value in found.items() if value == "0"}
        assert allowed == {"formatRows", "formatColumns", "autoFilter"}


def test_what_programs_read():
    given_ = {
        "a-1": Rated(2, documents(("decree", "x.pdf"))),
        "b-2": Unanswered(Details(owner="x")),
    }
    asked = handout(*TWO, given=given_, terms=Terms(Purpose.SELF, DUE))
    asked = asked._replace(occasion=Occasion(2026, None, None, "", "", subject="Perizinan"))
    meta = opened(sheet(asked)).sheets["_meta"]
    assert dict(
        zip(meta.column("A", 1), [meta.text(f"B{n}") for n in range(1, 13)], strict=True)
    ) == {
        "format": "egovmaturity-sheet",
        "version": "1",
        "questionnaire": "test@1",
        "questionnaire_sha256": "",
        "institution": "Kabupaten Sukamaju",
        "institution_id": "sukamaju",
        "year": "2026",
        "subject": "Perizinan",
        "owner": "Dinas Kominfo",
        "language": "en",
        "purpose": "self",
        "due": "2026-01-30",
    }
    assert meta.column("A", 20) == ["a-1", "b-2"]
    assert {"a-1": meta.text("B20")} == part_of(asked).handed_out
    assert "B21" not in meta.cells


# What is chosen and entered


def test_each_scale_has_a_list_of_its_own():
    asked = (
        question("a", scale=scale(4)),
        question("b", scale=scale(5, lowest=1)),
        question("c", scale=scale(4), allows_not_applicable=False),
        question("d", scale=scale(4)),
    )
    made = book(*asked)
    rules = made.sheets["Answers"].rules()
    lists = [made.texts(made.names[rules[f"F{row}"][0].text]) for row in range(5, 9)]
    zero = [f"{n} level {n}" for n in range(5)]
    assert lists == [
        [*zero, "Not applicable"],
        [*(f"{n} level {n}" for n in range(1, 6)), "Not applicable"],
        zero,
        [*zero, "Not applicable"],
    ]
    assert rules["F5"][0].text == rules["F8"][0].text
    assert rules["F5"].get("errorStyle") is None  # nothing else is taken


def test_lists_are_ranges_of_the_hidden_sheet():
    made = book(*TWO, language="id")
    assert made.names["daftar_tingkat"] == "_daftar!$A$1:$A$6"


@pytest.mark.parametrize(
    ("asked", "kind", "formulas"),
    [
        pytest.param(
            question("a", scale=number_range("0.25", 40), allows_not_applicable=False),
            "decimal",
            ["0.25", "40"],
            id="between its ends",
        ),
        pytest.param(
            question("a", scale=number_range("1/3", "2/3"), allows_not_applicable=False),
            "decimal",
            ["(1/3)", "(2/3)"],
            id="ends without an end",
        ),
        pytest.param(
            question("a", scale=number_range(0, 10**18), allows_not_applicable=False),
            "decimal",
            ["0", "(1000000000000000000)"],
            id="larger than a cell writes out",
        ),
        pytest.param(
            question("a", scale=number_range()),
            "custom",
            ['IF(F5="Not applicable",1=1,AND(F5>=0,F5<=1))'],
            id="or not applicable",
        ),
    ],
)
def test_a_number_has_to_lie_in_its_range(asked, kind, formulas):
    rule = book(asked).sheets["Answers"].rules()["F5"]
    assert rule.get("type") == kind
    assert [each.text for each in rule] == formulas


def test_long_texts_are_asked_about_and_not_refused():
    rules = book(*TWO).sheets["Answers"].rules()
    for cell in cells_of("G5:I6"):
        assert (rules[cell].get("type"), rules[cell].get("errorStyle")) == ("textLength", "warning")


def test_what_excel_says_about_a_cell_fits():
    long = Names("question " * 40, "", "", "")
    asked = handout(question("a", scale=number_range()), question("b"))
    asked = asked._replace(questionnaire=asked.questionnaire._replace(terms=long))
    for sheet_ in opened(sheet(asked)).sheets.values():
        for rule in sheet_.parts("dataValidation"):
            assert len(rule.get("promptTitle", "")) <= 32
            assert len(rule.get("errorTitle", "")) <= 32
            assert len(rule.get("prompt", "")) <= 255
            assert len(rule.get("error", "")) <= 255


# What stands in the sheet already


@pytest.mark.parametrize(
    ("answer", "cells"),
    [
        pytest.param(Unanswered(), ["", "", "", ""], id="nothing"),
        pytest.param(Rated(3), ["3 level 3", "", "", ""], id="level"),
        pytest.param(DontKnow(), ["Don't know", "", "", ""], id="don't know"),
        pytest.param(NotApplicable("no port"), ["Not applicable", "", "", "no port"], id="reason"),
        pytest.param(
            Unanswered(Details(note="who\nelse?")), ["", "", "", "who\nelse?"], id="note alone"
        ),
        pytest.param(
            Rated(1, documents(("SK 1", "a.pdf"), ("", "b.pdf"), ("SK 3", ""))),
            ["1 level 1", "SK 1\n\nSK 3", "a.pdf\nb.pdf", ""],
            id="documents on lines of their own",
        ),
        pytest.param(
            Rated(1, Details(evidence=(Evidence("SK", "1/2026", date(2026, 1, 20), "", ()),))),
            ["1 level 1", "SK, 1/2026, 2026-01-20", "", ""],
            id="number and day",
        ),
    ],
)
def test_answers_there_are_stand_in_their_cells(answer, cells):
    answers = book(*TWO, given={"a-1": answer}).sheets["Answers"]
    assert [answers.text(cell) for cell in cells_of("F5:I5")] == cells
    assert "F6" in answers.cells
    assert answers.cells["F6"].kind == "n"  # empty, and not an empty text


@pytest.mark.parametrize(
    ("rating", "kind", "text"),
    [
        pytest.param(Fraction("0.85"), "n", "0.85", id="a decimal is a number"),
        pytest.param(Fraction(1, 3), "s", "1/3", id="what has no end is a text"),
        pytest.param(Fraction("0.12345678901234567"), "s", None, id="too fine for a cell"),
        pytest.param(1, "n", "1", id="whole"),
        pytest.param(Fraction(1, 10**9), "s", "1/1000000000", id="too small to be written out"),
    ],
)
def test_numbers_stay_exact(rating, kind, text):
    answers = book(question("a", scale=number_range()), given={"a": Rated(rating)})
    cell = answers.sheets["Answers"].cells["F5"]
    assert (cell.kind, Fraction(cell.text)) == (kind, rating)
    assert text in (None, cell.text)


def test_what_is_typed_stays_text():
    """Otherwise Excel makes a day of 12/2026 and a formula of what begins with =."""
    made = book(question("a"), question("n", scale=number_range()))
    answers, identity = made.sheets["Answers"], made.sheets["Identity"]
    texts = [answers.cells[cell] for cell in ("F5", "G5", "H5", "I5", "G6")]
    texts += [identity.cells[cell] for cell in ("C5", "C6", "C7", "C8", "C10")]
    assert {made.formats[cell.style].get("numFmtId") for cell in texts} == {"49"}
    assert made.formats[answers.cells["F6"].style].get("numFmtId") == "0"


def test_what_an_office_reads_before_it_answers():
    asked = question(
        "a",
        title="Site",
        ask="Is there one?",
        scale=scale(2),
        rubric={0: "None.", 1: "Planned.", 2: "Open."},
        evidence=[document_wanted("x", 2)],
        mandatory=1,
    )
    made = book(asked, question("b", scale=number_range()), earlier={"a": 1, "b": Fraction(1, 4)})
    answers = made.sheets["Answers"]
    assert answers.text("B5") == "Title of one"
    assert answers.text("C5") == (
        "Site\nIs there one?\nEvidence:\n– document x (from level 2)\nLast time: 1 level 1"
    )
    assert answers.text("D5") == "Yes"
    assert answers.text("E5") == "0  None.\n1  Planned.\n2  Open."
    assert answers.text("C6").endswith("Last time: 0.25")
    assert answers.text("D6") == ""
    assert answers.text("E6") == "A number from 0 to 1"


# Verifying


def test_an_assessor_sees_the_claims_and_fills_in_two_columns():
    given_ = {"a-1": Rated(2, documents(("decree", "x.pdf"))), "b-2": NotApplicable("no port")}
    made = book(*TWO, given=given_, terms=Terms(Purpose.VERIFICATION))
    answers = made.sheets["Answers"]
    unlocked = {at for at, cell in answers.cells.items() if not made.is_locked(cell)}
    assert unlocked == set(cells_of("K5:L6"))
    assert [answers.text(cell) for cell in cells_of("F5:I5")] == [
        "2 level 2",
        "decree",
        "x.pdf",
        "",
    ]
    assert not any(each.get("hidden") for at, each in answers.columns().items() if at != "M")
    assert answers.column("J") == ["Not verified"] * 2
    rules = answers.rules()
    assert not {"F5", "G5", "I5"} & rules.keys()
    lists = [made.texts(made.names[rules[cell][0].text]) for cell in ("K5", "K6")]
    assert [each[-1] for each in lists] == ["4 level 4", "Not applicable"]  # where it is claimed
    assert made.sheets["_meta"].text("B11") == "verification"
    assert "Assessor" in made.sheets["Identity"].text("B2")


def test_findings_of_others_are_not_shown_to_an_assessor():
    from builders import rated

    answers = book(
        *TWO, given={"a-1": rated(2, verified=1)}, terms=Terms(Purpose.VERIFICATION)
    ).sheets["Answers"]
    assert [answers.text("K5"), answers.text("L5")] == ["", ""]


# Guide and identity


def guide(of: Book, name="Guide") -> list[str]:
    return [cell.text for cell in of.sheets[name].cells.values() if cell.text]


def test_the_guide_says_what_by_when_and_to_whom():
    said = guide(book(*TWO, language="id"), "Petunjuk")
    assert {"Kabupaten Sukamaju", "Dinas Kominfo", "2026", "30 Januari 2026"} <= set(said)
    rules = [said[said.index(f"{n}.") + 1] for n in range(1, 9)]
    assert rules[0] == "Isi lembar Identitas lebih dahulu."
    assert rules[-1] == "Kirim berkas kepada Bagian Organisasi, 0812 paling lambat 30 Januari 2026."
    assert any(text.startswith("Lembar ini tidak menghitung skor.") for text in said)


@pytest.mark.parametrize(
    ("terms", "rule"),
    [
        pytest.param(Terms(due=DUE), "Send the file back by 30 January 2026.", id="day"),
        pytest.param(Terms(contact="Sekda"), "Send the file to Sekda.", id="contact"),
        pytest.param(Terms(), "Send the file back to whoever sent it to you.", id="neither"),
    ],
)
def test_where_the_file_goes(terms, rule):
    assert rule in guide(book(*TWO, terms=terms))


@pytest.mark.parametrize(
    ("asked", "part", "is_said"),
    [
        pytest.param(question("a"), "does not apply", True, id="may not apply"),
        pytest.param(
            question("a", allows_not_applicable=False), "does not apply", False, id="must apply"
        ),
        pytest.param(question("a"), "Where a number", False, id="levels alone"),
        pytest.param(question("a", scale=number_range()), "Where a number", True, id="number"),
        pytest.param(
            question("a", scale=number_range()), "Read what the levels", False, id="no levels"
        ),
    ],
)
def test_rules_only_where_they_mean_something(asked, part, is_said):
    assert any(part in text for text in guide(book(asked))) is is_said


def test_the_page_about_the_respondent():
    made = book(*TWO, language="id")
    identity = made.sheets["Identitas"]
    assert identity.column("B", 4)[:7] == [
        "Perangkat daerah",
        "Nama",
        "Jabatan",
        "NIP",
        "Telepon (atau WhatsApp)",
        "Tanggal",
        "Atasan (yang menyetujui)",
    ]
    assert identity.text("C4") == "Dinas Kominfo"
    rules = identity.rules()
    assert rules["C7"].get("errorStyle") == "warning"
    assert [each.text for each in rules["C9"]] == ["46023", "46752"]  # 1 Jan 2026, 31 Dec 2027


def test_no_office_is_made_up_where_everybody_is_asked():
    made = book(*TWO, owner="")
    assert made.sheets["Identity"].text("C4") == ""
    assert made.sheets["_meta"].text("B9") == ""


# Summary


def test_a_line_for_each_stage_that_is_asked_about():
    model = questionnaire(
        stage("one", question("a")), stage("two", question("b")), stage("three", question("c"))
    )
    asked = handout(model=model)
    asked = asked._replace(questions=(model.questions[0], model.questions[2]))
    summary = opened(sheet(asked)).sheets["Summary"]
    assert summary.column("B") == ["Title of one", "Title of three", "Total"]
    assert summary.text("B4") == "Stage"


def test_stages_with_the_same_title_are_counted_apart():
    model = questionnaire(stage("one", question("a"), question("b")), stage("two", question("c")))
    same = model._replace(stages=tuple(each._replace(title="=A*") for each in model.stages))
    summary = book(model=same).sheets["Summary"]
    assert [summary.text(cell) for cell in ("B5", "C5", "B6", "C6")] == ["=A*", "2", "=A*", "1"]


def test_sections_with_what_they_lie_in():
    model = questionnaire(
        section("top", section("inner", question("a"))), rule=bands({"low": 0, "high": "1/2"})
    )
    made = book(model=model)
    assert made.sheets["Answers"].text("B5") == "Title of top › Title of inner"
    assert made.sheets["Answers"].text("B4") == "Section"
    assert made.sheets["Summary"].column("B") == ["Title of top › Title of inner", "Total"]


def test_without_stages_and_sections_there_is_only_a_total():
    made = book(model=questionnaire(question("a"), question("b")))
    assert made.sheets["Answers"].columns()["B"].get("hidden") == "1"
    assert made.sheets["Summary"].column("B") == ["Total"]


@pytest.mark.parametrize("name", ["Tingkat", "level", "Kode"])
def test_a_stage_called_like_a_column_is_told_apart(name):
    model = questionnaire(stage("one", question("a")))
    made = book(model=model._replace(terms=Names("", name, "", ""), language="id"), language="id")
    answers = made.sheets["Jawaban"]
    headers = [answers.text(cell).casefold() for cell in cells_of("A4:L4")]
    assert len(set(headers)) == len(headers)
    assert answers.text("B4").endswith(" / Tahap")


# Page and window


def test_printed_on_a4_one_page_wide_with_the_header_on_each_page():
    made = book(*TWO)
    for name in ("Guide", "Identity", "Answers", "Summary"):
        page = made.sheets[name].part("pageSetup").attrib
        assert (page["paperSize"], page.get("fitToHeight")) == ("9", "0")
        assert made.sheets[name].parts("oddFooter")[0].text == "&CPage &P of &N"
    answers = made.sheets["Answers"]
    assert answers.part("pageSetup").get("orientation") == "landscape"
    assert made.names["_xlnm.Print_Area"] == "Answers!$A$1:$J$6"
    assert made.names["_xlnm.Print_Titles"] == "Answers!$4:$4"


def test_heads_and_codes_stay_in_view():
    answers = book(*TWO).sheets["Answers"]
    view = answers.parts("sheetView")[0]
    pane = answers.parts("pane")[0]
    assert (view.get("zoomScale"), pane.get("topLeftCell"), pane.get("state")) == (
        "90",
        "D5",
        "frozen",
    )
    assert answers.part("autoFilter").get("ref") == "A4:L6"


def heights(of: Book, name="Answers") -> dict[int, float]:
    rows = of.sheets[name].parts("row")
    return {int(row.get("r", "0")): float(row.get("ht", "15")) for row in rows}


def test_rows_are_as_tall_as_their_texts_and_grow_with_what_is_typed():
    short, long = question("a"), question("b", ask="Is there anything at all? " * 20)
    made = book(short, long, question("c", ask="much " * 9_000))
    found = heights(made)
    assert found[5] < 80
    assert 130 < found[6] < 300
    assert 408 < found[7] <= 409  # the tallest there is
    assert not any(row.get("customHeight") for row in made.sheets["Answers"].parts("row"))


def test_long_levels_make_their_column_wider():
    def width(asked):
        return float(book(asked).sheets["Answers"].columns()["E"].get("width", "0"))

    long = question("a", scale=scale(4), rubric=dict.fromkeys(range(5), "a long condition " * 15))
    assert width(question("a")) < 42
    assert 60 < width(long) < 66


# Texts of others


HOSTILE = [
    pytest.param('=HYPERLINK("http://x","y")', id="formula"),
    pytest.param("  =1+1", id="formula after spaces"),
    pytest.param("\t=1+1", id="formula after a tab"),
    pytest.param("\ufeff=1+1", id="formula after a byte-order mark"),
    pytest.param("\uff1d1+1", id="full-width formula"),
    pytest.param("+62 812", id="plus"),
    pytest.param("-1", id="minus"),
    pytest.param("@SUM(A1)", id="at"),
    pytest.param("{=1+1}", id="array formula"),
    pytest.param("<r>raw</r>", id="what XlsxWriter takes for XML of its own"),
    pytest.param("<r><t>&amp;</t></r>", id="more of it"),
    pytest.param("_x0041_", id="an escape of Excel"),
    pytest.param("a\x00b\x07c\x1b", id="control characters"),
    pytest.param("half \ud800 character", id="lone surrogate"),
    pytest.param("none \ufffe\uffff", id="no characters"),
    pytest.param("&P &N ]]> <!-- \" '", id="marks of XML and of footers"),
    pytest.param("x" * 40_000, id="longer than a cell"),
    pytest.param("\U0001f600" * 20_000, id="longer than a cell, counted as Excel does"),
    pytest.param("http://example.org", id="address"),
    pytest.param("#REF!", id="error value"),
    pytest.param("TRUE", id="truth"),
    pytest.param("1E400", id="number"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_texts_wherever_they_stand(text):
    asked = question("a", title=text, ask=text, rubric=dict.fromkeys(range(4), text), evidence=[])
    model = questionnaire(stage("one", asked), title=text, description=text, notice=text)
    model = model._replace(
        stages=(model.stages[0]._replace(title=text),), terms=Names(text, text, text, text)
    )
    given_ = {"a": NotApplicable(text, "", documents((text, text)))}
    out = handout(
        model=model,
        given=given_,
        owner=text,
        institution=Institution("x", text, None),
        terms=Terms(Purpose.SELF, None, text),
    )
    data = sheet(out)
    made = opened(data)
    formulas = {
        (name, re.sub("[0-9]", "", at))
        for name, each in made.sheets.items()
        for at, cell in each.cells.items()
        if cell.formula is not None
    }
    assert formulas == {("Answers", "J"), *(("Summary", letter) for letter in "CDEF")}
    assert made.sheets["Answers"].text("I5") == plain(holdable(claim_of(given_["a"]).note))
    assert made.sheets["_meta"].text("B9") == holdable(text)
    for name, cell in (("Answers", "B5"), ("Answers", "C5"), ("Guide", "C9"), ("Identity", "C4")):
        assert made.sheets[name].text(cell), f"{name}!{cell} lost its text"
    assert "hyperlink" not in made.parts["xl/worksheets/sheet3.xml"].decode()
    assert all(units(c.text) <= MOST for s in made.sheets.values() for c in s.cells.values())
    assert calamine_rows(data, "Answers")[4][0] == "a"


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("=+-@<>&_x0041\r\n\t\ud800")))


@settings(max_examples=60, deadline=None)
@given(note=TEXTS, document=TEXTS, place=TEXTS)
def test_what_nobody_changes_comes_back_as_it_was(note, document, place):
    """The digest in the sheet is that of what its reader finds in it."""
    given_ = {"a": Rated(2, documents((document, place))._replace(note=note))}
    data = sheet(handout(question("a"), given=given_))
    said = calamine_rows(data, "Answers")[4]
    texts, places = (str(said[at] or "").split("\n") for at in (6, 7))
    lines = max(len(texts), len(places))
    padded = [each + [""] * (lines - len(each)) for each in (texts, places)]
    read = Rated(2, documents(*zip(*padded, strict=True))._replace(note=str(said[8] or "")))
    claim = claim_of(read)
    claim = claim._replace(documents=tuple(filter(any, claim.documents)))
    assert calamine_rows(data, "_meta")[19] == ["a", digest(claim)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        pytest.param("a\x00b\x7fc\ufeff", "abc", id="controls and marks left out"),
        pytest.param("a\x0bb\u2028c\r\nd", "a\nb\nc\nd", id="other ends of lines"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a character"),
        pytest.param("a\u200bb\u202ec\td", "a\u200bb\u202ec\td", id="the rest stays"),
        pytest.param("x" * 32_767, "x" * 32_767, id="as long as a cell"),
        pytest.param("x" * 32_768, "x" * 32_766 + "…", id="longer than a cell"),
        pytest.param("\U0001f600" * 16_384, "\U0001f600" * 16_383 + "…", id="never half of one"),
    ],
)
def test_what_cells_hold_and_files_take_back(text, held):
    assert holdable(text) == held


def test_of_too_many_documents_the_last_are_left_out_whole():
    many = documents(*((f"{n} " + "x" * 1000, f"{n}.pdf") for n in range(60)))
    made = book(question("a"), given={"a": Rated(2, many)})
    texts = made.sheets["Answers"].text("G5").split("\n")
    assert len(texts) == 32
    assert texts[-1].startswith("31 ")
    assert made.sheets["Answers"].text("H5").split("\n")[-1] == "31.pdf"


# The file


def test_the_same_handout_gives_the_same_bytes():
    asked = handout(*TWO, given={"a-1": Rated(1)})
    first = sheet(asked, "id")
    assert sheet(asked, "id") == first
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
        properties = package.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)<", properties)) == {"2000-01-01T00:00:00Z"}


def test_nothing_in_it_acts_or_points_elsewhere():
    made = book(*TWO)
    assert not [name for name in made.parts if re.search("vba|external|drawing|media", name)]
    everything = b"".join(made.parts.values())
    assert b"mergeCell" not in everything
    assert b"<hyperlink" not in everything
    assert b'TargetMode="External"' not in everything


def test_formulas_use_only_what_every_program_knows():
    asked = (question("a"), question("n", scale=number_range()), question("m", scale=scale(130)))
    model = questionnaire(stage("one", *asked))
    for purpose in Purpose:
        made = book(model=model, terms=Terms(purpose))
        formulas = [c.formula for s in made.sheets.values() for c in s.cells.values() if c.formula]
        used = {name for each in formulas for name in re.findall(r"([A-Z]+)\(", each)}
        assert used <= {"IF", "AND", "TRIM", "COUNTIF", "COUNTIFS"}
        assert max(map(len, formulas)) < 8192


def test_nothing_tells_what_an_answer_is_worth():
    heavy = question("a", weight="17/3", scale=scale(4))
    made = book(heavy, given={"a": Rated(3)})
    assert b"17/3" not in b"".join(made.parts.values())
    said = made.parts["xl/sharedStrings.xml"].decode()
    assert re.findall("[^<>]*(?:score|weight)[^<>]*", said, re.IGNORECASE) == [
        "No scores",
        "This sheet computes no score. Scores are computed later, from the answers of all offices.",
    ]


def test_three_hundred_questions():
    asked = [
        question(f"q-{n}", scale=scale(4), rubric={k: f"Condition {n} {k}." for k in range(5)})
        for n in range(300)
    ]
    data = sheet(handout(*asked))
    assert len(data) < 100_000
    answers = opened(data).sheets["Answers"]
    assert len(answers.column("J")) == 300
    assert len(answers.parts("dataValidation")) == 2  # one for all levels, one for all texts


def test_the_tool_speaks_its_language_and_the_questionnaire_its_own():
    made = book(*TWO, language="id")
    assert made.sheets["Jawaban"].text("C5").startswith("Title of a-1")
    assert made.sheets["_meta"].text("B10") == "en"


def test_the_library_for_workbooks_is_loaded_only_when_one_is_written():
    code = (
        "import sys; import egovmaturity.renderers.sheet.workbook; "
        "sys.exit('xlsxwriter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
