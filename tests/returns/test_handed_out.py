"""What a returned sheet says about itself, who answered it, and who verified it."""

import datetime as dt
from fractions import Fraction

import pytest
from returns.sheets import (
    ASKED,
    HEADER,
    IDS,
    META,
    WHO,
    Row,
    formula,
    problems,
    put,
    put_meta,
    returned,
    workbook,
)

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import (
    NotApplicable,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
    Verification,
)
from egovmaturity.domain.diagnostics import ContentError, english
from egovmaturity.domain.editions import Migration
from egovmaturity.language import Words

FILLED = (
    Row("P1", "3 Menyeluruh", "SK Bupati", "sk.pdf", "sudah"),
    Row("P2", "Tidak berlaku", note="tidak ada"),
    Row("P3", 1),
    Row("N1", "0,75"),
    Row("N2", 12),
)


# What was handed out

DIGEST = digest(claim_of(Rated(2)))


def test_what_stood_there_is_known_by_its_digest(tmp_path):
    found = returned(tmp_path, workbook(*FILLED, table=dict.fromkeys(IDS, "") | {"P1": DIGEST}))
    assert found.sheet.part.handed_out == {"P1": DIGEST}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("meta", "table", "said"),
    [
        pytest.param({"year": "dua ribu"}, {}, ["_meta!B7 E143"], id="a year"),
        pytest.param({"institution": ""}, {}, ["_meta!B5 E143"], id="no institution"),
        pytest.param({"due": "besok"}, {}, ["_meta!B12 E143"], id="a deadline"),
        pytest.param({"purpose": "coba"}, {}, ["_meta!B11 E143"], id="a purpose"),
        pytest.param(
            {"questionnaire_sha256": "abc"}, {}, ["_meta!B4 W346", "_meta!B4 E143"], id="a hash"
        ),
        pytest.param({"version": "satu"}, {}, ["_meta!B2 E143"], id="a version"),
        pytest.param({"language": "Indonesia"}, {}, ["_meta!B10 E143"], id="a language"),
        pytest.param({}, {"P1": "xyz"}, ["_meta!B20 E143"], id="a digest"),
        pytest.param({}, {"P77": ""}, ["_meta!A25 E143"], id="a question"),
        pytest.param({"owner": "Dinas Lain"}, {}, ["Identitas!C4 W347"], id="another office"),
        pytest.param({"questionnaire_sha256": "b" * 64}, {}, ["_meta!B4 W346"], id="another file"),
    ],
)
def test_a_hidden_sheet_that_was_changed(tmp_path, meta, table, said):
    data = workbook(*FILLED, meta=META | meta, table=dict.fromkeys(IDS, "") | table)
    found = returned(tmp_path, data)
    assert [f"{d.location.shown.rpartition(':')[2]} {d.code}" for d in found.problems] == said
    assert list(found.sheet.answers) == list(IDS)
    assert found.is_labelled == (not {"year", "institution"} & meta.keys())


def test_a_name_that_stands_in_the_hidden_sheet_twice(tmp_path):
    def again(book, _sheet):
        hidden = book.get_worksheet_by_name("_meta")
        put(hidden, 14, 0, "year")
        put(hidden, 14, 1, "2025")

    found = returned(tmp_path, workbook(*FILLED, change=again))
    assert [each.code for each in found.problems] == ["E143"]
    assert found.sheet.occasion.year == 2026


def test_a_second_hidden_sheet_does_not_count(tmp_path):
    def again(book, _sheet):
        put_meta(book.add_worksheet("_meta (2)"), META | {"year": "2025"}, {})

    found = returned(tmp_path, workbook(*FILLED, change=again))
    assert [f"{d.location.shown.rpartition(':')[2]} {d.code}" for d in found.problems] == [
        "_meta (2) E143"
    ]
    assert found.sheet.occasion.year == 2026


@pytest.mark.parametrize(
    ("changes", "said", "way_out"),
    [
        pytest.param(
            {"questionnaire": "spbe@2"},
            "_meta!B3 E101",
            "Merge it into",
            id="another questionnaire",
        ),
        pytest.param(
            {"questionnaire": "test@0"}, "_meta!B3 E102", "Hand out", id="another edition"
        ),
        pytest.param({"version": "2"}, "_meta!B2 E143", "Update", id="a later layout"),
    ],
)
def test_a_sheet_of_something_else_is_refused(tmp_path, changes, said, way_out):
    with pytest.raises(ContentError) as refused:
        returned(tmp_path, workbook(*FILLED, meta=META | changes))
    (problem,) = refused.value.diagnostics
    assert f"{problem.location.shown.rpartition(':')[2]} {problem.code}" == said
    assert way_out in english(problem.hint)


def test_carrying_over_is_named_where_the_questionnaire_says_how(tmp_path):
    asked = ASKED._replace(migrations=(Migration("0", ()),))
    with pytest.raises(ContentError, match="E102") as refused:
        returned(tmp_path, workbook(*FILLED, meta=META | {"questionnaire": "test@0"}), asked=asked)
    assert "questionnaire migrate" in english(refused.value.diagnostics[0].hint)


# The table itself


def without(name):
    return workbook(
        *FILLED, order=[at for at, each in enumerate(HEADER) if not each.startswith(name)]
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(without("Kode"), ["E134"], id="no codes"),
        pytest.param(without("Tingkat"), ["E134"], id="no levels"),
        pytest.param(without("Bukti"), ["Jawaban!A4 E134"], id="no evidence"),
        pytest.param(without("Catatan atau"), ["Jawaban!A4 E134"], id="no notes"),
        pytest.param(
            workbook(*FILLED, order=[*range(12), 5]), ["Jawaban!M4 E134"], id="a column twice"
        ),
        pytest.param(workbook(*FILLED, first=30), ["E134"], id="a header far below"),
        pytest.param(
            workbook(
                *FILLED,
                change=lambda book, _sheet: book.add_worksheet("Jawaban (2)").write_row(
                    3, 0, HEADER
                ),
            ),
            ["E134"],
            id="two tables",
        ),
    ],
)
def test_a_table_that_is_not_there(tmp_path, data, said):
    assert problems(tmp_path, data) == ["refused", *said]


def test_a_hidden_copy_does_not_count(tmp_path):
    def copy(book, _sheet):
        hidden = book.add_worksheet("Salinan")
        hidden.write_row(3, 0, HEADER)
        hidden.hide()

    assert list(returned(tmp_path, workbook(*FILLED, change=copy)).sheet.answers) == list(IDS)


# Who answered


@pytest.mark.parametrize(
    ("date", "day"),
    [("30/01/2026", 30), ("30 Januari 2026", 30), (dt.date(2026, 1, 29), 29), ("2026-01-28", 28)],
)
def test_the_day_however_it_is_typed(tmp_path, date, day):
    def fill(book, _sheet):
        if not isinstance(date, str):
            page = book.get_worksheet_by_name("Identitas")
            page.write(8, 2, date, book.add_format({"num_format": "[$-421]dd mmmm yyyy"}))

    found = returned(
        tmp_path,
        workbook(who=WHO | {"Tanggal": date}, change=fill)
        if isinstance(date, str)
        else workbook(change=fill),
    )
    assert found.sheet.part.respondent.dated == dt.date(2026, 1, day)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("who", "said"),
    [
        pytest.param(WHO | {"Tanggal": "kemarin"}, ["Identitas!C9 W349"], id="no day"),
        pytest.param(WHO | {"NIP": 198001012005012001}, ["Identitas!C7 W349"], id="digits lost"),
        pytest.param({}, ["W349"], id="no page"),
    ],
)
def test_what_cannot_be_known_of_who_answered(tmp_path, who, said):
    assert problems(tmp_path, workbook(*FILLED, who=who)) == said


def test_labels_are_found_wherever_they_are_and_in_english(tmp_path):
    who = {"x": "", "Superior:": "B", "Name": "S", "y": "", "Staff number": "1", "Position": "P"}
    respondent = returned(tmp_path, workbook(*FILLED, who=who)).sheet.part.respondent
    assert respondent == Respondent("S", "P", None, "1", "", "B")


# Verifying

VERIFYING = META | {"purpose": "verification"}


def verified(tmp_path, *rows, meta=VERIFYING, **more):
    return returned(tmp_path, workbook(*rows, meta=meta, **more))


def test_what_a_verifier_found(tmp_path):
    shown = {"P1": Rated(3), "P2": NotApplicable("tak ada"), "N1": Rated(Fraction(1, 2))}
    found = verified(
        tmp_path,
        Row("P1", "3 Menyeluruh", verified="2 Terkelola", finding="SK belum ada"),
        Row("P2", "Tidak berlaku", note="tak ada", verified="tidak berlaku"),
        Row("P3", verified=0),
        Row("N1", 0.5, verified="0,4"),
        table=dict.fromkeys(IDS, "") | {n: digest(claim_of(said)) for n, said in shown.items()},
    )
    assert found.problems == ()
    assert found.places["P1"] == "Jawaban!K5"
    assert found.sheet.part.purpose is Purpose.VERIFICATION
    by = ("Sari Dewi", dt.date(2026, 1, 30))
    assert [answer.details.verification for answer in found.sheet.answers.values()] == [
        Verification(2, *by, "SK belum ada"),
        Verification(None, *by, ""),
        Verification(0, *by, ""),
        Verification(Fraction(2, 5), *by, ""),
    ]
    assert isinstance(found.sheet.answers["P3"], Unanswered)


def test_an_answer_changed_by_its_verifier_is_said_not_to_be_taken(tmp_path):
    said = digest(claim_of(Rated(1)))
    found = verified(
        tmp_path,
        Row("P1", "1", verified="1"),
        Row("P2", "3", verified="2"),
        Row("P3", "2", verified="2"),
        table=dict.fromkeys(IDS, "") | {"P1": said, "P2": said},
    )
    told = [f"{each.location.shown.rpartition('!')[2]} {each.code}" for each in found.problems]
    assert told == ["F6 W347", "F7 W347"]
    assert not found.unreadable


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(Row("P1", 3, finding="kurang"), "K5 E144", id="a note without a level"),
        pytest.param(Row("P1", 3, verified="N/A"), "K5 E144", id="a claim does not apply"),
        pytest.param(Row("P1", 3, verified="tidak tahu"), "K5 E144", id="nobody knows"),
        pytest.param(Row("P1", 3, verified="baik"), "K5 E141", id="no level"),
        pytest.param(Row("P1", 3, verified=formula("=F5", 3)), "K5 E139", id="a formula"),
    ],
)
def test_what_is_no_verification(tmp_path, row, said):
    found = verified(tmp_path, row)
    assert [f"{d.location.shown.rpartition('!')[2]} {d.code}" for d in found.problems] == [said]
    assert (found.unreadable, found.sheet.answers) == (("P1",), {})


def test_columns_for_verifying_count_where_the_sheet_is_for_it(tmp_path):
    row = Row("P1", 3, verified=1)
    asked_to_answer = returned(tmp_path, workbook(row))
    assert asked_to_answer.sheet.answers["P1"].details.verification is None
    assert [each.code for each in asked_to_answer.problems] == ["W347"]
    unknown = verified(tmp_path, row, meta=None)
    assert unknown.sheet.part.purpose is Purpose.VERIFICATION
    narrow = workbook(row, meta=VERIFYING, order=range(10))
    assert problems(tmp_path, narrow) == ["refused", "Jawaban!A4 E134"]


# All of it


def test_no_more_problems_are_kept_than_anybody_reads(tmp_path):
    many = [Row(f"X{n}", 1) for n in range(1200)]
    found = returned(tmp_path, workbook(Row("P1", 1), *many))
    assert len(found.problems) == 1000
    assert found.sheet.answers == {"P1": Rated(1)}


def test_everything_is_said_in_both_languages(tmp_path):
    data = workbook(
        *(Row("P1", "9", "=x", "a\nb", "c" * 501), Row("P1", 2), Row("P9", 1), Row("N1", 2)),
        meta=META | {"due": "?", "owner": "-"},
        change=lambda _book, sheet: sheet.merge_range("F7:G8", "x"),
    )  # fmt: skip
    for diagnostic in returned(tmp_path, data).problems:
        for said in filter(None, (diagnostic.cause, diagnostic.hint)):
            assert Words("id").say(said) != english(said)
