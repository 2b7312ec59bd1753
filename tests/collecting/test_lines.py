"""What a typed line means; nothing is guessed."""

import pytest
from builders import number_range, question, scale

from egovmaturity.collecting.lines import (
    KEYS,
    Chosen,
    Command,
    Doubt,
    Nothing,
    Ordered,
    Unclear,
    codes_of,
    heard_order,
    heard_rating,
    order_in_text,
)
from egovmaturity.domain.questionnaire import Scale
from egovmaturity.loading.shapes import exact_number


def called(*labels, lowest=0):
    levels = scale(lowest + len(labels) - 1, lowest=lowest).levels
    named = tuple(each._replace(label=label) for each, label in zip(levels, labels, strict=True))
    return question("a", scale=Scale("named", named))


PLAIN = called("Belum ada", "Sebagian", "Menyeluruh")
FROM_ONE = called("low", "high", lowest=1)
GRADES = called("T", "B", "K")
NUMBERS = called("2", "1", "0")
TWINS = called("none", "some", "some")
MANY = question("m", scale=number_range(0, 5000))
SHARE = question("n", scale=number_range(0, 1))


def heard(asked, line, language="id"):
    return heard_rating(line, asked, KEYS[language], exact_number)


@pytest.mark.parametrize(
    ("asked", "line", "rating"),
    [
        pytest.param(PLAIN, "2", 2, id="its number"),
        pytest.param(PLAIN, " 2\t", 2, id="with spaces around"),
        pytest.param(PLAIN, "2,0", 2, id="a whole number with a comma"),
        pytest.param(PLAIN, "menyeluruh", 2, id="its label in any case"),
        pytest.param(PLAIN, "BELUM\u00a0 ADA", 0, id="a label with any spaces"),
        pytest.param(PLAIN, "2 Menyeluruh", 2, id="number and label"),
        pytest.param(PLAIN, "2. Menyeluruh", 2, id="number, dot and label"),
        pytest.param(PLAIN, "2 = menyeluruh", 2, id="number, equals and label"),
        pytest.param(FROM_ONE, "1", 1, id="a scale from one"),
        pytest.param(NUMBERS, "2", 2, id="a number goes before a label that reads the same"),
        pytest.param(TWINS, "1 some", 1, id="one of two labels, by its number"),
        pytest.param(SHARE, "0,75", exact_number("3/4"), id="a decimal comma"),
        pytest.param(SHARE, "0.75", exact_number("3/4"), id="a decimal point"),
        pytest.param(MANY, "1.5", exact_number("1.5"), id="one decimal"),
        pytest.param(MANY, "1.1250", exact_number("1.125"), id="four decimals"),
        pytest.param(MANY, "9.500", exact_number("9.5"), id="thousands would be too many"),
        pytest.param(MANY, "0.500", exact_number("0.5"), id="no thousands begin with 0"),
        pytest.param(SHARE, "1/3", exact_number("1/3"), id="a fraction"),
        pytest.param(SHARE, "1", 1, id="the end of a range"),
    ],
)
def test_a_level_or_number(asked, line, rating):
    assert heard(asked, line) == Chosen(rating)


@pytest.mark.parametrize(
    ("asked", "line", "doubt"),
    [
        pytest.param(PLAIN, "3", Doubt.NOT_A_LEVEL, id="a number beyond the scale"),
        pytest.param(PLAIN, "-1", Doubt.NOT_A_LEVEL, id="a negative number"),
        pytest.param(PLAIN, "1,5", Doubt.NOT_A_LEVEL, id="a number between levels"),
        pytest.param(FROM_ONE, "0", Doubt.NOT_A_LEVEL, id="below a scale from one"),
        pytest.param(PLAIN, "menyel", Doubt.NOT_UNDERSTOOD, id="half a label"),
        pytest.param(PLAIN, "1 Menyeluruh", Doubt.NOT_UNDERSTOOD, id="number of another label"),
        pytest.param(PLAIN, "1 2", Doubt.NOT_UNDERSTOOD, id="two numbers"),
        pytest.param(PLAIN, "1e0", Doubt.NOT_UNDERSTOOD, id="an exponent"),
        pytest.param(TWINS, "some", Doubt.TWO_LEVELS, id="a label of two levels"),
        pytest.param(GRADES, "t", Doubt.LEVEL_OR_COMMAND, id="a label that is a key too"),
        pytest.param(GRADES, "k", Doubt.LEVEL_OR_COMMAND, id="even where the key would quit"),
        pytest.param(SHARE, "1,01", Doubt.OUT_OF_RANGE, id="beyond the range"),
        pytest.param(MANY, "1.500", Doubt.TWO_NUMBERS, id="one and a half, or thousands"),
        pytest.param(MANY, "1,500", Doubt.TWO_NUMBERS, id="with a comma"),
        pytest.param(SHARE, "75 %", Doubt.NOT_UNDERSTOOD, id="percent"),
        pytest.param(SHARE, "inf", Doubt.NOT_UNDERSTOOD, id="infinite"),
    ],
)
def test_what_is_not_guessed(asked, line, doubt):
    assert heard(asked, line) == Unclear(doubt)


@pytest.mark.parametrize("language", KEYS)
@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("asked", [PLAIN, SHARE])
def test_every_command_has_a_letter_and_a_word(asked, command, language):
    spelling = KEYS[language][command]
    for line in (*spelling, spelling.letter.upper(), f" {spelling.word} "):
        assert heard(asked, line, language) == Ordered(command)
        assert heard_order(line, KEYS[language]) == Ordered(command)
    assert order_in_text(spelling.letter, KEYS[language], {}) == Ordered(command)


@pytest.mark.parametrize("language", KEYS)
def test_no_two_commands_are_spelled_alike(language):
    written = [text for spelling in KEYS[language].values() for text in spelling]
    assert len(set(written)) == len(written) == 2 * len(Command)
    assert all(len(spelling.letter) == 1 for spelling in KEYS[language].values())


def test_a_key_that_is_a_label_is_reached_by_its_word():
    assert heard(GRADES, "keluar") == Ordered(Command.QUIT)
    assert heard(GRADES, "2") == Chosen(2)


def test_a_code_to_go_to():
    assert heard(PLAIN, "L  S1-LAY-01 ") == Ordered(Command.GO_TO, "s1-lay-01")
    assert heard(PLAIN, "go x", "en") == Ordered(Command.GO_TO, "x")


def test_an_empty_line_is_nothing():
    assert heard(PLAIN, " \u00a0") == heard(SHARE, "") == Nothing()
    assert heard_order("\t", KEYS["en"]) == Nothing()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("keluar", id="the word of a command"),
        pytest.param("g 20 presidency", id="go to, with what is no code"),
        pytest.param("-1", id="what takes a document out"),
        pytest.param("", id="nothing"),
        pytest.param("SK 12/2026", id="a document"),
    ],
)
def test_what_is_a_text_where_one_is_asked_for(text):
    codes = codes_of((question("A-1"),))
    assert order_in_text(text, KEYS["en"], codes) is None
    assert order_in_text("g a-1", KEYS["en"], codes) == Ordered(Command.GO_TO, "a-1")
