"""What may stand in the cell of a level, and what may not."""

from fractions import Fraction

import pytest
from builders import number_range, question, scale
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.domain.answers import AnswerKind
from egovmaturity.domain.diagnostics import Diagnostic, Location, Severity, english, message
from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.returns.ratings import Chosen, offered_by, read_rating, shortened
from egovmaturity.workbooks.cells import Cell, CellKind


def labelled(*labels, lowest=0):
    made = scale(lowest + len(labels) - 1, lowest=lowest)
    levels = zip(made.levels, labels, strict=True)
    return made._replace(levels=tuple(level._replace(label=label) for level, label in levels))


NAMED = question("P1", scale=labelled("Belum ada", "Awal", "Terkelola", "Menyeluruh"))
FROM_ONE = question("P2", scale=labelled("Rintisan", "Menyeluruh", lowest=1))
TWELVE = question("P3", scale=labelled(*(f"anak tangga {n}" for n in range(12))))
ALIKE = question("P4", scale=labelled("ada", "ada", "3 dari 5"))
SHARE = question("N1", scale=number_range(0, 1))
MANY = question("N2", scale=number_range(-10, 5000))
ALWAYS = question("P5", scale=NAMED.scale, allows_not_applicable=False)
CALLED = question("P6", scale=labelled("Level 1", "Level 2", "Level 3"))
ENGLISH = offered_by(["0 None", "3 Throughout", "2 Managed", "Not applicable"])


def read(value, asked=NAMED, kind=CellKind.TEXT, offered=ENGLISH):
    return read_rating(Cell(value, kind), asked, offered)


@pytest.mark.parametrize(
    ("value", "level"),
    [
        pytest.param("3", 3, id="a number as text"),
        pytest.param(" 3\u00a0", 3, id="spaces around it"),
        pytest.param("\u2007\u202f3", 3, id="other spaces that do not break"),
        pytest.param("3.0", 3, id="with a decimal point"),
        pytest.param("3,00", 3, id="with a decimal comma"),
        pytest.param("03", 3, id="with a zero before it"),
        pytest.param("\uff13", 3, id="in full width"),
        pytest.param("3 Menyeluruh", 3, id="as in the list"),
        pytest.param("\u200b3\u00ad\ufeff", 3, id="what nobody sees"),
        pytest.param("Tingkat 3", 3, id="called a level"),
        pytest.param("LEVEL3", 3, id="called a level without a space"),
        pytest.param("3\u00a0Menyeluruh ", 3, id="with a no-break space"),
        pytest.param("3  menyeluruh", 3, id="in small letters"),
        pytest.param("3 - MENYELURUH", 3, id="with a dash"),
        pytest.param("3 – Menyeluruh", 3, id="with a long dash"),
        pytest.param("3. Menyeluruh", 3, id="with a point"),
        pytest.param("3.0 Menyeluruh", 3, id="a decimal and a name"),
        pytest.param("Menyeluruh", 3, id="the name alone"),
        pytest.param("belum\nada", 0, id="the name on two lines"),
        pytest.param("3 Throughout", 3, id="as in the list of another language"),
        pytest.param("managed", 2, id="a name of another language"),
    ],
)
def test_a_level_however_it_is_typed(value, level):
    assert read(value) == Chosen(AnswerKind.RATED, level)


@pytest.mark.parametrize("value", ["3", "3.0", "2.9999999999999996"])
def test_a_level_that_is_a_number_of_the_sheet(value):
    shown = "3" if value.startswith("2") else value  # as the reader of workbooks shows it
    assert read(shown, kind=CellKind.NUMBER) == Chosen(AnswerKind.RATED, 3)


@pytest.mark.parametrize(
    ("value", "asked", "level"),
    [
        pytest.param("1 Rintisan", FROM_ONE, 1, id="a scale from 1"),
        pytest.param("menyeluruh", FROM_ONE, 2, id="a name that is another level elsewhere"),
        pytest.param("11", TWELVE, 11, id="two digits"),
        pytest.param("11 anak tangga 11", TWELVE, 11, id="two digits and a name"),
        pytest.param("3 dari 5", ALIKE, 2, id="a name that begins with a number"),
        pytest.param("1 ada", ALIKE, 1, id="a name of two levels with its number"),
        pytest.param("level 1", CALLED, 0, id="a name that calls another number a level"),
    ],
)
def test_any_scale(value, asked, level):
    assert read(value, asked) == Chosen(AnswerKind.RATED, level)


def test_a_number_is_no_level_where_names_call_other_numbers_levels():
    assert read("level 0", CALLED).code == "E141"


@pytest.mark.parametrize("value", ["", " ", "\u00a0\n"])
def test_nothing_is_no_answer(value):
    assert read(value) == Chosen(AnswerKind.UNANSWERED)
    assert read_rating(None, NAMED, {}) == Chosen(AnswerKind.UNANSWERED)


@pytest.mark.parametrize(
    "value",
    ["Tidak berlaku", "tidak  berlaku ", "TIDAK\u00a0BERLAKU", "N/A", "n.a.", "Not applicable"],
)
@pytest.mark.parametrize("asked", [NAMED, SHARE], ids=["level", "number"])
def test_not_applicable(value, asked):
    assert read(value, asked) == Chosen(AnswerKind.NOT_APPLICABLE)
    assert read(value, ALWAYS).code == "E142"


@pytest.mark.parametrize("value", ["Tidak tahu", "Don't know", "don’t know"])
def test_one_may_not_know(value):
    assert read(value) == Chosen(AnswerKind.DONT_KNOW)


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        pytest.param("4,5", CellKind.TEXT, "E141", id="between two levels"),
        pytest.param("4", CellKind.TEXT, "E141", id="beyond the scale"),
        pytest.param("-1", CellKind.TEXT, "E141", id="below the scale"),
        pytest.param("3 atau 2", CellKind.TEXT, "E141", id="two levels"),
        pytest.param("3 Awal", CellKind.TEXT, "E141", id="number and name disagree"),
        pytest.param("2-3", CellKind.TEXT, "E141", id="from one to another"),
        pytest.param("baik", CellKind.TEXT, "E141", id="a word"),
        pytest.param("level 9", CellKind.TEXT, "E141", id="called a level that there is not"),
        pytest.param("9" * 400, CellKind.TEXT, "E141", id="a number without end"),
        pytest.param("1", CellKind.PERCENT, "E141", id="100 percent"),
        pytest.param("2026-04-03", CellKind.DATE, "E141", id="a day"),
        pytest.param("1", CellKind.BOOLEAN, "E141", id="true"),
        pytest.param("=1+2", CellKind.FORMULA, "E139", id="a formula"),
        pytest.param("", CellKind.FORMULA, "E139", id="a formula of another cell"),
        pytest.param("#REF!", CellKind.ERROR, "E140", id="an error"),
    ],
)
def test_what_is_no_level(value, kind, code):
    found = read(value, kind=kind)
    assert isinstance(found, Problem)
    assert found.code == code
    assert english(found.cause)
    assert code == "E139" or value[:30] in english(found.cause)
    way_out = "0 Belum ada, 1 Awal" if kind in {CellKind.TEXT, CellKind.PERCENT} else ""
    assert way_out in english(found.hint)


def test_what_must_be_answered_is_told_its_lowest_level():
    found = read("N/A", ALWAYS)
    assert found.code == "E142"
    assert "P5" in english(found.cause)
    assert "level 0" in english(found.hint)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("two\n lines ", "two lines", id="on one line"),
        pytest.param("x" * 40, "x" * 40, id="just short enough"),
        pytest.param("x" * 41, "x" * 39 + "…", id="too long"),
    ],
)
def test_what_was_written_is_shown_on_one_short_line(text, shown):
    assert shortened(text) == shown


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        pytest.param("W402", Severity.WARNING, id="a warning"),
        pytest.param("E141", Severity.ERROR, id="an error"),
    ],
)
def test_a_code_says_whether_a_problem_is_an_error(code, severity):
    notes, cause = Notes("a.xlsx"), message("so")
    notes.add(At("Jawaban", 9, 6), Problem(code, cause))
    assert notes.kept == (
        Diagnostic(code, severity, Location("a.xlsx", 9, 6, "Jawaban"), cause, None),
    )


def test_a_name_of_two_levels_is_none():
    assert read("ada", ALIKE).code == "E141"


def test_a_list_that_was_changed_does_not_move_a_level():
    assert read("3 Awal", offered=offered_by(["3 Awal"])).code == "E141"


def test_a_number_with_more_digits_is_no_level_and_the_rest():
    assert read("2026", TWELVE, offered=offered_by(["2026", "1 1 1"])).code == "E141"
    assert read("111", TWELVE, offered={}).code == "E141"


def test_a_name_too_long_for_a_list_is_known_by_its_beginning():
    long = question("P6", scale=labelled("sebagian " * 40, "seluruhnya " * 40))
    assert read("1 " + ("seluruhnya " * 40)[:240] + "…", long) == Chosen(AnswerKind.RATED, 1)
    assert read("0 " + ("seluruhnya " * 40)[:240] + "…", long).code == "E141"


def test_names_too_long_for_a_list_that_begin_alike_are_told_apart():
    few, most = "sebagian kecil " * 40, "sebagian besar " * 40
    alike = question("P6", scale=labelled(few, most))
    assert read(most[:240] + "…", alike) == Chosen(AnswerKind.RATED, 1)
    assert read("1 " + most[:240] + "…", alike) == Chosen(AnswerKind.RATED, 1)
    assert read("1 " + few[:240] + "…", alike).code == "E141"


def test_a_list_that_offers_a_name_for_two_levels_decides_nothing():
    both = offered_by(["1 Same", "2 Same"])
    assert read("Same", offered=both).code == "E141"
    assert read("2 Same", offered=both) == Chosen(AnswerKind.RATED, 2)


@pytest.mark.parametrize(
    ("value", "asked", "number"),
    [
        pytest.param("0,75", SHARE, Fraction(3, 4), id="a comma"),
        pytest.param("0.75", SHARE, Fraction(3, 4), id="a point"),
        pytest.param("1/3", SHARE, Fraction(1, 3), id="a fraction"),
        pytest.param("0.1", SHARE, Fraction(1, 10), id="what no float is"),
        pytest.param("0", SHARE, Fraction(0), id="the lowest"),
        pytest.param("1", SHARE, Fraction(1), id="the highest"),
        pytest.param("-2,5", MANY, Fraction(-5, 2), id="below nothing"),
        pytest.param("5000", MANY, Fraction(5000), id="thousands without a mark"),
        pytest.param("1.1250", MANY, Fraction("1.125"), id="four decimals"),
        pytest.param("-1.500", MANY, Fraction("-1.5"), id="thousands would be too few"),
        pytest.param("0.750", SHARE, Fraction(3, 4), id="three places behind nothing"),
        pytest.param("1,5", MANY, Fraction(3, 2), id="one place"),
        pytest.param("9,001", MANY, Fraction(9001, 1000), id="it could not be nine thousand"),
        pytest.param("100,", MANY, Fraction(100), id="nothing behind the comma"),
    ],
)
def test_numbers_are_exact(value, asked, number):
    assert read(value, asked) == Chosen(AnswerKind.RATED, number)


@pytest.mark.parametrize(
    ("value", "asked", "kind"),
    [
        pytest.param("1,5", SHARE, CellKind.TEXT, id="outside"),
        pytest.param("1.500", MANY, CellKind.TEXT, id="one and a half, or thousands"),
        pytest.param(
            "-1.500", MANY._replace(scale=number_range(-2000, 1)), CellKind.TEXT, id="below"
        ),
        pytest.param("5.000", MANY, CellKind.TEXT, id="five, or the highest of all"),
        pytest.param("-10.001", MANY, CellKind.TEXT, id="just below the lowest"),
        pytest.param("1.234,5", MANY, CellKind.TEXT, id="two marks"),
        pytest.param("1/0", SHARE, CellKind.TEXT, id="a division by nothing"),
        pytest.param("setengah", SHARE, CellKind.TEXT, id="a word"),
        pytest.param("0.7", MANY, CellKind.PERCENT, id="a percentage where numbers are larger"),
        pytest.param(
            "0.7",
            SHARE._replace(scale=number_range(0, 2)),
            CellKind.PERCENT,
            id="a percentage where numbers may be twice as large",
        ),
        pytest.param("0.5", SHARE, CellKind.DATE, id="a time of day"),
        pytest.param("9" * 30, MANY, CellKind.TEXT, id="thirty digits"),
    ],
)
def test_what_is_no_number(value, asked, kind):
    found = read(value, asked, kind)
    assert found.code == "E141"
    assert value[:30] in english(found.cause)
    if kind is not CellKind.DATE:
        low, high = asked.scale
        ways_out = f"from {low} to {high}", "with a 0 behind three decimals"
        assert any(each in english(found.hint) for each in ways_out)


def test_numbers_of_a_cell_have_no_marks_between_thousands():
    assert read("1.5", MANY, CellKind.NUMBER) == Chosen(AnswerKind.RATED, Fraction(3, 2))
    assert read("1.555", MANY, CellKind.NUMBER) == Chosen(AnswerKind.RATED, Fraction(311, 200))


def test_a_percentage_is_the_number_behind_it():
    assert read("0.7", SHARE, CellKind.PERCENT) == Chosen(AnswerKind.RATED, Fraction(7, 10))


@given(st.text(), st.sampled_from(CellKind), st.sampled_from([NAMED, TWELVE, ALIKE, SHARE, MANY]))
def test_whatever_stands_there_is_on_the_scale_or_a_problem(text, kind, asked):
    found = read(text, asked, kind)
    if isinstance(found, Problem) or found.rating is None:
        return
    if isinstance(asked.scale, NumberRange):
        assert asked.scale.lowest <= found.rating <= asked.scale.highest
    else:
        assert asked.scale.find(found.rating)
