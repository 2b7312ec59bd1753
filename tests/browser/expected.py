"""What every report must have in a browser: the one place for limits and for what is optional."""

from typing import NamedTuple

LEAST_TEXT = 10
"""Pixels; on paper and on a phone as well."""

LEAST_TARGET = 24
"""Pixels, each way: WCAG 2.2, success criterion 2.5.8. Links in running text are exempt."""

WIDTHS = (320, 390, 768, 1280, 1920)
PHONE, DESKTOP = 390, 1280

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

MOST_PAGES = 90
"""Sheets of A4 for 300 questions."""

PAGE_NUMBER = r"\b{page}\s*(?:/|dari|of)\s*{pages}\b"
"""How a sheet says which one it is."""

CONTROLS = "button, select, input, textarea, label, output, [role=status], [role=toolbar]"
"""What only works with scripts, so that a page without scripts may lack it."""


class Feature(NamedTuple):
    """A part of the page that needs its script or a baseline: where, and in which report."""

    selector: str
    case: str


FEATURES = {
    "simulation": Feature("#simulation", "flagship"),
    "filter": Feature("#gaps input[type=search]", "flagship"),
    "development": Feature("#development", "two years"),
    "theme": Feature(".tools button", "flagship"),
}
