"""Every number in docs/method.md is recomputed by the library; a wrong one fails here.

Behind a value stands what it is, invisible on the page: ``7/8<!-- = stairs.stage("presence") -->``.
The value is the word before it, or what stands in backticks or between double asterisks. At the
end of a row of a table such a comment is about the row: its cells under Exact and Printed, and its
Calculation, which must come to the same. ``method_page`` says what an expression may use.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import pytest
from generate_docs import ROOT, blocks
from method_page import PAGE, names

TEXT = (ROOT / PAGE).read_text(encoding="utf-8")
NAMES = names()
INLINE = re.compile(r"(\*\*[^*]+\*\*|`[^`]+`|[^\s|(]+)<!-- = (.+?) -->")
ROW = re.compile(r"^(\|.*\|)<!-- = (.+?) -->$")


class Claim(NamedTuple):
    """What the page says, what that is, and on which line."""

    shown: str
    expression: str
    line: int


def lines_of_prose() -> Iterator[tuple[int, str]]:
    """Yield the lines outside fenced blocks, with their numbers."""
    fence = ""
    for number, line in enumerate(TEXT.split("\n"), 1):
        mark = re.match(r"`{3,}", line)
        if mark:
            fence = "" if mark[0] == fence else fence or mark[0]
        elif not fence:
            yield number, line


def inline_claims() -> Iterator[Claim]:
    for number, line in lines_of_prose():
        row = ROW.match(line)
        for shown, expression in INLINE.findall(row[1] if row else line):
            yield Claim(shown.strip("*`"), expression, number)


class Row(NamedTuple):
    """A row of a table with an expression: its cells by the heads of their columns."""

    cells: dict[str, str]
    expression: str
    line: int


def rows() -> Iterator[Row]:
    heads: list[str] = []
    before = ""
    for number, line in lines_of_prose():
        if re.match(r"\| :?-", line):
            heads = cells_of(before)
        row = ROW.match(line)
        if row:
            yield Row(dict(zip(heads, cells_of(row[1]), strict=True)), row[2], number)
        before = line


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def value_of(expression):
    """Evaluate an expression of the page."""
    return eval(expression, {"__builtins__": {}}, NAMES)  # noqa: S307  # the page is ours


def is_said_by(shown, value):
    """Whether a text states a value: exactly, or rounded half up to the digits it has."""
    if isinstance(value, bool):
        return shown == ("yes" if value else "no")
    if isinstance(value, str):
        return shown == value
    if isinstance(value, list):
        return shown == ", ".join(value)
    number = shown.removesuffix("%").replace("−", "-")
    exact = Fraction(value) * (100 if shown.endswith("%") else 1)
    if "." not in number:
        return Fraction(number) == exact
    unit = 10 ** len(number.partition(".")[2])
    return Fraction(number) * unit == (exact * unit + Fraction(1, 2)) // 1


def calculated(text):
    """Work out a calculation as it is written, in exact fractions."""
    plain = text.strip("`").replace("·", "*").replace("−", "-").replace(" %", "/100")
    exact = re.sub(r"\d+(?:\.\d+)?", r'Fraction("\g<0>")', plain)
    assert not re.search(r"[a-z]", exact.replace("Fraction", ""))
    return eval(exact, {"__builtins__": {}}, {"Fraction": Fraction})  # noqa: S307  # digits only


def by_line(claim):
    return f"line {claim.line}"


@pytest.mark.parametrize("claim", list(inline_claims()), ids=by_line)
def test_a_number_of_the_page_is_what_the_library_computes(claim):
    value = value_of(claim.expression)
    assert is_said_by(claim.shown, value), f"{claim.shown} is said, {value} is so"


@pytest.mark.parametrize("row", list(rows()), ids=by_line)
def test_a_calculation_of_the_page_comes_to_what_the_library_computes(row):
    value = value_of(row.expression)
    assert is_said_by(row.cells["Exact"], value), f"{row.cells['Exact']} is said, {value} is so"
    if "Calculation" in row.cells:
        assert calculated(row.cells["Calculation"]) == value
    if "Printed" in row.cells:
        assert is_said_by(row.cells["Printed"], value)


# No number without a computation


NOT_NUMBERS = (
    r"<!--.*?-->",
    r"\[[A-Z][A-Za-z]+ \d{4}\]",  # a source
    r"\]\([^)]*\)",  # where a link leads
    r"ISO/IEC 33020(:\d{4})?",
    r"Inpres 3/2003",
    r"CC BY 4\.0",
    r"one tenth",
)
NUMBER = re.compile(r"(?<![\w.\-@])[−-]?\d[\d.,/]*")
PLAIN = {"0", "1"}
"""The ends of every share: they are what a symbol means and not a result."""
EXACT_CELLS = ("Calculation", "Exact", "Printed")


def unproven(line, calculation=""):
    """Return the numbers of a line of prose that nothing computes.

    What an expression on the line, or its calculation, begins with may be named beside it.
    """
    given = calculation + " ".join(re.findall(r"<!-- = (.+?) -->", line))
    known = {*PLAIN, *(number.rstrip(".,/") for number in NUMBER.findall(given))}
    text = INLINE.sub("", line)
    for pattern in NOT_NUMBERS:
        text = re.sub(pattern, "", text)
    return [
        found for number in NUMBER.findall(text) if (found := number.rstrip(".,/")) not in known
    ]


GENERATED = re.compile(r"<!-- (generated: \w+|end) -->")


def computed_part() -> Iterator[tuple[int, str, str]]:
    """Yield the prose up to the sources, without the cells that a row's expression is about.

    With each line come its number and the calculation that was left out. Generated tables are
    kept current by a test of their own.
    """
    is_generated = False
    heads: list[str] = []
    before = ""
    for number, line in lines_of_prose():
        if line == "## Sources":
            return
        if GENERATED.fullmatch(line):
            is_generated = line != "<!-- end -->"
        if is_generated:
            continue
        if re.match(r"\| :?-", line):
            heads = cells_of(before)
        row = ROW.match(line)
        before = line
        if row:
            cells = dict(zip(heads, cells_of(row[1]), strict=True))
            rest = " ".join(text for head, text in cells.items() if head not in EXACT_CELLS)
            yield number, f"{rest} <!-- = {row[2]} -->", cells.get("Calculation", "")
        else:
            yield number, line, ""


def test_no_number_stands_on_the_page_without_its_computation():
    found = [
        f"line {number}: {', '.join(numbers)}"
        for number, line, calculation in computed_part()
        if (numbers := unproven(line, calculation))
    ]
    assert found == []


def test_formulas_hold_no_results():
    formulas = [block for block in blocks(TEXT) if block.info == "text"]
    assert formulas
    for formula in formulas:
        assert {number.rstrip(".,/") for number in NUMBER.findall(formula.text)} <= {"0", "1", "2"}


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        pytest.param("the score is 7/8.", ["7/8"], id="a fraction"),
        pytest.param("at least 70% of it", ["70"], id="a percentage"),
        pytest.param('7/8<!-- = stairs.stage("presence") -->', [], id="computed"),
        pytest.param("`Q1` lies between 0 and 1 [Cohen 1968]", [], id="names, ends and sources"),
    ],
)
def test_a_number_without_a_computation_is_noticed(line, numbers):
    assert unproven(line) == numbers


@pytest.mark.parametrize(
    ("shown", "value", "is_so"),
    [
        pytest.param("7/8", Fraction(7, 8), True, id="exact"),
        pytest.param("87.5%", Fraction(7, 8), True, id="percent"),
        pytest.param("87%", Fraction(7, 8), False, id="percent not rounded"),
        pytest.param("0.88", Fraction(7, 8), True, id="half up"),
        pytest.param("0.87", Fraction(7, 8), False, id="not half down"),
        pytest.param("−3/56", Fraction(-3, 56), True, id="below 0"),
        pytest.param("A, B", ["A", "B"], True, id="list"),
        pytest.param("A, B", ["B", "A"], False, id="order of a list"),
        pytest.param("no", True, False, id="yes or no"),
        pytest.param("service", "joint", False, id="word"),
    ],
)
def test_a_wrong_value_is_noticed(shown, value, is_so):
    assert is_said_by(shown, value) is is_so


# Sources


def test_exactly_the_sources_cited_are_listed():
    text, listed = TEXT.split("\n## Sources\n")
    cited = set(re.findall(r"\[[A-Z][A-Za-z]+ \d{4}\]", text))
    assert cited == set(re.findall(r"\[[A-Z][A-Za-z]+ \d{4}\]", listed))


def test_every_section_says_what_in_it_is_convention():
    """From the worth of an answer to the last comparison, each takes its status on itself."""
    sections = re.split(r"\n## ", TEXT)
    first = next(i for i, part in enumerate(sections) if part.startswith("Notation"))
    last = next(i for i, part in enumerate(sections) if part.startswith("Standard or convention"))
    silent = [
        part.partition("\n")[0]
        for part in sections[first:last]
        if not re.search(r"\*\*(standard|ours|questionnaire)\*\*", part)
    ]
    assert silent == []
