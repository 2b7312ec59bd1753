"""From the rows of a table to a questionnaire, each problem with its cell."""

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from authoring.tables import HEADER, ROW, csv_of, drafted, problems, xlsx
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.authoring.outline import Kind
from egovmaturity.authoring.table_draft import Wanted, draft_from
from egovmaturity.authoring.table_file import Cell, Table
from egovmaturity.domain.questionnaire import BandedRule, StagedRule
from egovmaturity.language import Words
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.text_source import SourceText
from egovmaturity.renderers.new_questionnaire import new_questionnaire


def draft(tmp_path, *rows, **more):
    return drafted(tmp_path, xlsx(*rows), **more).questionnaire


def found(tmp_path, *rows, **more):
    return problems(drafted, tmp_path, xlsx(*rows), **more)


def row(code, stage="Persiapan", factor="SDM", ask="Apa?"):
    return (code, stage, factor, ask, "a", "b", "c")


# What becomes of the columns


def test_every_column_finds_its_place(tmp_path):
    header = (
        *("Kode", "Tahap", "Faktor", "Judul", "Pertanyaan", "Alasan", "Bobot", "Wajib", "Bukti"),
        *("Penanggung jawab", "0 Belum ada", "1 Sebagian", "2 Lengkap", "saran 0", "saran 1"),
    )
    values = ("A-1", "Awal", "SDM", "Situs", "Apakah ada situs?", "Sebab", 2.5, "ya", "SK; Foto")
    rest = ("Kominfo", "Tidak ada.", "Ada.", "Ada dan resmi.", "Membuat.", "Meresmikan.")
    asked = draft(tmp_path, header, (*values, *rest)).questions[0]
    assert (asked.id, asked.stage, asked.factors) == ("A-1", "awal", ("sdm",))
    assert (asked.title, asked.ask, asked.why) == ("Situs", "Apakah ada situs?", "Sebab")
    assert (asked.weight, asked.mandatory, asked.owner) == (Fraction(5, 2), 1, "Kominfo")
    assert [(e.text, e.from_level) for e in asked.evidence] == [("SK", 1), ("Foto", 1)]
    assert asked.rubric == {0: "Tidak ada.", 1: "Ada.", 2: "Ada dan resmi."}
    assert asked.recommend == {0: "Membuat.", 1: "Meresmikan."}
    assert [level.label for level in asked.scale.levels] == ["Belum ada", "Sebagian", "Lengkap"]


@pytest.mark.parametrize(
    ("header", "kind", "rule"),
    [
        (("tahap", "pertanyaan"), "stages", StagedRule),
        (("bagian", "pertanyaan"), "sections", BandedRule),
        (("kode", "pertanyaan"), "", BandedRule),
    ],
)
def test_the_columns_tell_the_kind(tmp_path, header, kind, rule):
    made = draft(tmp_path, header, ("A", "Apa?"))
    assert [bool(made.stages), bool(made.sections)] == [kind == "stages", kind == "sections"]
    assert isinstance(made.rule, rule)


def test_columns_come_in_any_order_and_levels_too(tmp_path):
    made = draft(tmp_path, ("2", "pertanyaan", "0", "1"), ("c", "Apa?", "a", "b"))
    assert made.questions[0].rubric == {0: "a", 1: "b", 2: "c"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (("kode", "pertanyaan"), "id"),
        (("code", "question"), "en"),
        (("id", "pertanyaan", "weight"), "en"),
        (("id", "pertanyaan", "bobot"), "id"),
    ],
)
def test_the_headers_tell_the_language(tmp_path, header, language):
    assert draft(tmp_path, header, ("A", "Apa?", "1")).language == language
    assert draft(tmp_path, header, ("A", "Apa?", "1"), language="id").language == "id"


def test_a_line_above_the_header_is_the_title(tmp_path):
    rows = ((None, " Instrumen  desa "), (), HEADER, ROW)
    assert draft(tmp_path, *rows).title == "Instrumen desa"
    assert draft(tmp_path, *rows, title="Lain").title == "Lain"


def test_without_columns_of_levels_the_usual_scale_stands(tmp_path):
    asked = draft(tmp_path, ("pertanyaan",), ("Apa?",)).questions[0]
    assert asked.scale.levels[0].label == "Belum ada"
    assert asked.rubric == {}


# What is filled in


def test_merged_cells_are_filled_down(tmp_path):
    def merge(_workbook, sheet):
        sheet.merge_range("B2:B4", "Persiapan")
        sheet.merge_range("C3:C4", "Sistem")

    rows = (HEADER, row("P1", None), row("P2", None, None), row("P3", None, None))
    made = drafted(tmp_path, xlsx(*rows, change=merge)).questionnaire
    assert [(q.stage, q.factors) for q in made.questions] == [
        ("persiapan", ("sdm",)),
        ("persiapan", ("sistem",)),
        ("persiapan", ("sistem",)),
    ]


def test_a_row_that_only_names_a_stage_is_a_heading(tmp_path):
    rows = (HEADER, (None, "Awal"), row("P1", None), (None, "Akhir"), row("P2", None))
    assert [q.stage for q in draft(tmp_path, *rows).questions] == ["awal", "akhir"]


def test_titles_that_differ_by_capitals_and_spaces_are_one(tmp_path):
    rows = (HEADER, row("P1", "Tahap  Awal"), row("P2", "tahap awal", "sdm"))
    made = draft(tmp_path, *rows)
    assert [(s.id, s.title) for s in made.stages] == [("tahap-awal", "Tahap Awal")]
    assert [f.title for f in made.factors] == ["SDM"]


def test_several_factors_stand_apart_by_semicolons_and_a_dash_is_none(tmp_path):
    rows = (HEADER, row("P1", factor="SDM; Data"), row("P2", factor="-"), row("P3", factor=None))
    assert [q.factors for q in draft(tmp_path, *rows).questions] == [("sdm", "data"), (), ()]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param([None, None], ["S1-01", "S1-02"], id="none is written"),
        pytest.param(["PS-01", None, "PS-03", None], ["PS-02", "PS-04"], id="of the same pattern"),
        pytest.param(["awal", None], ["S1-01"], id="one without a number"),
        pytest.param([None, "S1-01"], ["S1-02"], id="the usual one is taken"),
    ],
)
def test_missing_codes_are_made(tmp_path, codes, expected):
    made = draft(tmp_path, HEADER, *(row(code) for code in codes))
    written = [code for code in codes if code]
    assert [q.id for q in made.questions if q.id not in written] == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [("001", "001"), ("1.10", "1.10"), (7, "7"), (2003, "2003"), ("A.1_b-c", "A.1_b-c")],
)
def test_codes_keep_their_look(tmp_path, value, code):
    assert draft(tmp_path, HEADER, row(value)).questions[0].id == code


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("SK; Foto", ["SK", "Foto"]),
        ("- SK\n- Foto\n", ["SK", "Foto"]),
        ("1. SK\r\n2. Foto", ["SK", "Foto"]),
        ("\u2022 SK", ["SK"]),
        ("SK 5. Lampiran", ["SK 5. Lampiran"]),
        ("-", []),
        (";;", []),
    ],
)
def test_evidence_is_a_list(tmp_path, cell, texts):
    made = draft(tmp_path, ("pertanyaan", "bukti"), ("Apa?", cell))
    assert [item.text for item in made.questions[0].evidence] == texts


@pytest.mark.parametrize(
    ("value", "level"),
    [
        *((yes, 1) for yes in ("ya", "Ya", "YES", "x", "\u2713", "wajib", True)),
        *((no, None) for no in ("tidak", "-", "no", "", 0, False, None)),
        (1, 1),
        ("2", 2),
    ],
)
def test_mandatory_is_a_yes_or_a_level(tmp_path, value, level):
    header = ("tahap", "pertanyaan", "0", "1", "2", "wajib")
    made = draft(tmp_path, header, ("A", "Apa?", "a", "b", "c", value))
    assert made.questions[0].mandatory == level


@pytest.mark.parametrize(
    ("value", "weight"),
    [(2, "2"), (0.1, "1/10"), ("1/3", "1/3"), ("0,5", "1/2"), ("25 %", "1/4"), (None, "1")],
)
def test_weights_are_exact(tmp_path, value, weight):
    made = draft(tmp_path, ("pertanyaan", "bobot"), ("Apa?", value))
    assert made.questions[0].weight == Fraction(weight)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("=1+1", "=1+1", id="equals"),
        pytest.param("+62", "+62", id="plus"),
        pytest.param("-1", "-1", id="minus"),
        pytest.param("@tim", "@tim", id="at"),
        pytest.param(" a \u00a0 b\nc ", "a b c", id="spaces and line breaks"),
        pytest.param("a\u200bb\ufeff", "ab", id="zero width"),
        pytest.param("a\r\nb", "a b", id="a carriage return"),
        pytest.param("_x000D_", "_x000D_", id="what looks like an escape of Excel"),
        pytest.param("a\x0bb", "a b", id="a line break of Word"),
        pytest.param(1.5, "1.5", id="a number"),
        pytest.param(3, "3", id="a whole number"),
        pytest.param(1e-7, "0.0000001", id="a small number"),
        pytest.param(True, "true", id="a truth"),
    ],
)
def test_whatever_stands_in_a_cell_is_text(tmp_path, value, text):
    made = draft(tmp_path, ("pertanyaan", "alasan"), ("Apa?", value))
    assert made.questions[0].why == text


def test_dates_and_results_of_formulas_are_text(tmp_path):
    def write(workbook, sheet):
        sheet.write_datetime("B2", date(2026, 1, 31), workbook.add_format({"num_format": "d mmm"}))
        sheet.write_formula("B3", '="a"&"b"', None, "ab")

    data = xlsx(("pertanyaan", "alasan"), ("Apa?",), ("Apa lagi?",), change=write)
    made = drafted(tmp_path, data).questionnaire
    assert [q.why for q in made.questions] == ["2026-01-31", "ab"]


def test_hidden_and_empty_rows_and_columns_do_not_disturb(tmp_path):
    def hide(_workbook, sheet):
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})

    rows = ((), (None, *HEADER), (None, *row("P1")), (None, *row("P2")), (), (None, *row("P3")))
    made = drafted(tmp_path, xlsx(*rows, change=hide)).questionnaire
    assert [q.id for q in made.questions] == ["P1", "P2", "P3"]


# What is wrong

MANDATORY = ("tahap", "ask", "wajib")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([HEADER], ["A1 Q152"], id="no rows"),
        pytest.param([(*HEADER, "kriteria"), ROW], ["H1 Q153"], id="a column twice"),
        pytest.param([(*HEADER, "Tingkat 1"), ROW], ["H1 Q153"], id="a level twice"),
        pytest.param([("pertanyaan", "0"), ("Apa?", "a")], ["B1 Q153"], id="one level"),
        pytest.param([("pertanyaan", "0", "2"), ("Apa?",)], ["C1 Q153"], id="levels with a gap"),
        pytest.param([("ask", "0 a", "1 A"), ("Apa?",)], ["C1 Q153"], id="a label twice"),
        pytest.param([(*HEADER, "bagian"), ROW], ["H1 Q153"], id="stages and sections"),
        pytest.param([(*HEADER, "saran 3"), ROW], ["H1 Q153"], id="a step off the scale"),
        pytest.param([HEADER, row("P1", ask=None)], ["D2 Q154"], id="no question"),
        pytest.param([HEADER, row("P1", ask=" \n ")], ["D2 Q154"], id="a blank question"),
        pytest.param([HEADER, row("P 1")], ["A2 Q155"], id="a code with a space"),
        pytest.param([HEADER, row("P" * 41)], ["A2 Q155"], id="a long code"),
        pytest.param([HEADER, row(1.1)], ["A2 Q155"], id="a code that may have lost a zero"),
        pytest.param([HEADER, row("P1"), row("p1")], ["A3 Q155"], id="a code twice"),
        pytest.param([HEADER, row("P1", None)], ["B2 Q156"], id="no stage"),
        pytest.param(
            [HEADER, row("P1", "A"), row("P2", "B"), row("P3", "A")], ["B4 Q156"], id="stages mixed"
        ),
        pytest.param([("bagian", "ask"), (None, "Apa?")], ["A2 Q156"], id="no section"),
        *(
            pytest.param([("ask", "bobot"), ("Apa?", value)], ["B2 Q157"], id=f"weight {value}")
            for value in ("berat", "-1", "1e3", "1/0", -2, date(2026, 2, 1))
        ),
        pytest.param([("ask", "bobot"), ("Apa?", 0)], ["B2 Q157"], id="nothing weighs anything"),
        pytest.param(
            [("tahap", "ask", "wajib"), ("A", "Apa?", "mungkin")],
            ["C2 Q157"],
            id="mandatory: maybe",
        ),
        pytest.param(
            [("tahap", "ask", "wajib"), ("A", "Apa?", 9)], ["C2 Q157"], id="mandatory off the scale"
        ),
        pytest.param(
            [("ask", "wajib"), ("Apa?", "ya")], ["B2 Q157"], id="mandatory without stages"
        ),
        pytest.param([("ask", "why"), ("Apa?", "a\x01")], ["B2 Q158"], id="a control character"),
        pytest.param([("ask", "why"), ("Apa?", "#REF!")], ["B2 Q158"], id="an error as text"),
    ],
)
def test_problems_come_with_their_cells(tmp_path, rows, expected):
    assert found(tmp_path, *rows) == [f"tabel.xlsx:Sheet1!{each}" for each in expected]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!"])
def test_an_error_value_is_no_empty_cell(tmp_path, error):
    def write(_workbook, sheet):
        sheet.write_formula("D2", "=A1", None, error)

    data = xlsx(HEADER, row("P1", ask=None), change=write)
    assert problems(drafted, tmp_path, data) == ["tabel.xlsx:Sheet1!D2 Q158"]


def test_all_problems_come_at_once(tmp_path):
    rows = (HEADER, row("P 1"), row("P2", ask=None), row("P3", "B"), row("P4", "Persiapan"))
    assert found(tmp_path, *rows) == [
        "tabel.xlsx:Sheet1!A2 Q155",
        "tabel.xlsx:Sheet1!D3 Q154",
        "tabel.xlsx:Sheet1!B5 Q156",
    ]


def test_places_count_from_the_first_cell_of_the_sheet(tmp_path):
    rows = ((), (None, "Judul tabel"), (), (None, None, *HEADER), (None, None, *row("P 1")))
    assert found(tmp_path, *rows) == ["tabel.xlsx:Sheet1!C5 Q155"]


def test_columns_that_are_not_read_are_named(tmp_path):
    data = xlsx(("No", *HEADER, "Catatan"), (1, *ROW, "x"))
    warnings = drafted(tmp_path, data).warnings
    assert [(d.code, d.location.shown.rpartition(":")[2]) for d in warnings] == [
        ("Q159", "Sheet1!I1")
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.STAGES, ["tabel.xlsx:Sheet1!A1 Q153"]),
        (Kind.SECTIONS, ["tabel.xlsx:Sheet1!A1 Q153"]),
        (Kind.PLAIN, []),
    ],
)
def test_a_kind_needs_its_column(tmp_path, kind, expected):
    assert found(tmp_path, ("pertanyaan",), ("Apa?",), kind=kind) == expected


def test_the_kind_says_which_of_two_columns_counts(tmp_path):
    rows = (("tahap", "bagian", "pertanyaan"), ("A", "B", "Apa?"))
    staged, sectioned, plain = (draft(tmp_path, *rows, kind=kind) for kind in Kind)
    assert [s.title for s in staged.stages] == ["A"]
    assert [s.title for s in sectioned.sections] == ["B"]
    assert not plain.stages + plain.sections


def test_csv_has_places_without_a_sheet(tmp_path):
    data = csv_of(HEADER, ("P 1", *ROW[1:]))
    assert problems(drafted, tmp_path, data, name="t.csv") == ["t.csv:A2 Q155"]


# Round trips


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30)
KEYS = ("tahap", "faktor", "judul", "pertanyaan", "alasan", "bukti", "0", "1", "2", "saran 0")


@PROPERTY
@given(st.lists(st.tuples(*[CELLS] * len(KEYS)), min_size=1, max_size=6))
def test_what_a_table_gives_is_written_and_read_back(rows):
    rows = [("Tahap", r[1], r[2], f"{r[3]}?", *r[4:]) for r in rows]
    table = Table("t.csv", "", [[Cell(text) for text in each] for each in (KEYS, *rows)])
    made = draft_from(table, Wanted("x", "T", None, None), Words("id")).questionnaire
    text = new_questionnaire(made, Words("id"))
    assert questionnaire_from(SourceText("q.yaml", text, "")).questionnaire == made


def test_a_table_says_the_same_as_workbook_and_as_csv(tmp_path):
    rows = (HEADER, row("P1", ask='Apa "ini"; itu?'), row("P2", "B", "x, y", "a\nb"))
    text = io.StringIO()
    csv.writer(text, delimiter=",").writerows(rows)
    as_csv = drafted(tmp_path, text.getvalue().encode(), name="t.csv").questionnaire
    assert as_csv == draft(tmp_path, *rows)
