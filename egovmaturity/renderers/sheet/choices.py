"""What can be chosen as the level of an answer, and the hidden sheet that lists it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Level, NumberRange, Question, Rating, Scale
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.book import Book, protect, write_text
from egovmaturity.renderers.sheet.names import SheetNames
from egovmaturity.renderers.sheet.texts import cut

_MOST_OF_A_CHOICE = 250
"""Longest text of a choice; Excel compares and lists no more than 255."""

Choices = tuple[str, ...]
"""Levels from lowest to highest, then "not applicable" where it can be chosen."""


def level_text(level: Level) -> str:
    """Return a level as it is listed: ``3 Menyeluruh``."""
    return cut(f"{level.number} {one_line(level.label)}".strip(), _MOST_OF_A_CHOICE)


def level_texts(scale: Scale | NumberRange) -> tuple[str, ...]:
    """Return the levels of a scale as they are listed; none where a number is asked."""
    return () if isinstance(scale, NumberRange) else tuple(map(level_text, scale.levels))


def rating_value(question: Question, rating: Rating) -> float | str:
    """Return what stands in the cell of a level; a number only where a cell holds it exactly."""
    if isinstance(question.scale, NumberRange):
        return number_value(rating)
    level = question.scale.find(rating)
    return level_text(level) if level else str(rating)


def number_value(number: Rating) -> float | str:
    """Return a number as a cell keeps it; as a text such as ``1/3`` where a cell cannot.

    A cell keeps 15 digits, and writes very small and very large numbers in a way of its own.
    """
    written = f"{float(number):.15G}"
    is_kept = "E" not in written and Fraction(written) == number
    return float(written) if is_kept else str(number)


class ChoiceList(NamedTuple):
    """A list on the hidden sheet: its name, and the absolute reference of each choice."""

    name: str
    cells: tuple[str, ...]


def place_lists(names: SheetNames, wanted: Iterable[Choices]) -> Mapping[Choices, ChoiceList]:
    """Give each list its place, one below the other in column A, and a name of its own."""
    found: dict[Choices, ChoiceList] = {}
    row = 1
    for choices in dict.fromkeys(wanted):
        number = f"_{len(found) + 1}" if found else ""
        rows = range(row, row + len(choices))
        cells = tuple(f"{names.lists}!$A${each}" for each in rows)
        found[choices] = ChoiceList(names.list_range + number, cells)
        row = rows.stop + 1
    return found


def write_lists(book: Book, lists: Mapping[Choices, ChoiceList]) -> None:
    """Write the hidden sheet that the choices stand on, and name each list."""
    sheet = book.file.add_worksheet(book.names.lists)
    sheet.set_column(0, 0, 40)
    for choices, placed in lists.items():
        for text, cell in zip(choices, placed.cells, strict=True):
            write_text(sheet, int(cell.rpartition("$")[2]) - 1, 0, text, book.styles.boxed)
        first, last = placed.cells[0], placed.cells[-1].partition("!")[2]
        book.file.define_name(placed.name, f"={first}:{last}")
    protect(sheet)
    sheet.hide()
