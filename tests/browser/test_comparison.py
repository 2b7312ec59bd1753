"""A comparison of years in a browser: quiet, accessible, readable on every width and on paper."""

import re

import pytest
from browser.expected import (
    AXE_TAGS,
    DESKTOP,
    LEAST_TARGET,
    LEAST_TEXT,
    PAGE_NUMBER,
    PHONE,
    WIDTHS,
)
from browser.paper import sheets
from browser.report import opened
from browser.test_sight import RUN_AXE

LANGUAGES = ("id", "en")

# How many lines each code takes that begins a row.
CODE_LINES = """() => [...document.querySelectorAll("tbody th.code")].map((cell) => {
  const text = document.createRange();
  text.selectNodeContents(cell);
  return text.getClientRects().length;
})"""

# Rows with a bar, and all rows, of every table that has bars.
BARS = """() => [...document.querySelectorAll("table")]
  .map((table) => [table.querySelectorAll("tbody .fall").length, table.tBodies[0].rows.length])
  .filter(([bars]) => bars)"""


@pytest.fixture(scope="module")
def open_page(chromium, comparison_of):
    """Open a comparison once in each language, for all tests."""
    pages = {}

    def make(language="id"):
        if language not in pages:
            pages[language] = opened(chromium, comparison_of(language))
        return pages[language]

    yield make
    for page in pages.values():
        page.page.context.close()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [
        pytest.param("id", "light", DESKTOP, id="id, light, desktop"),
        pytest.param("id", "dark", PHONE, id="id, dark, phone"),
        pytest.param("en", "dark", DESKTOP, id="en, dark, desktop"),
        pytest.param("en", "light", PHONE, id="en, light, phone"),
    ],
)
def test_axe_finds_nothing(chromium, npm_packages, comparison_of, language, scheme, width):
    axe = (npm_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    document = opened(chromium, comparison_of(language), scheme=scheme, width=width)
    assert document.complaints == []
    assert document.requests == [document.page.url]
    document.page.evaluate(axe)
    assert document.page.evaluate(RUN_AXE, AXE_TAGS) == []
    document.page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_and_can_be_read(open_page, language):
    document = open_page(language)
    for width in WIDTHS:
        document.resize(width)
        assert document.page.evaluate("document.documentElement.scrollWidth") <= width
        assert document.ask("smallTexts(given)", LEAST_TEXT) == []
        assert document.ask("smallTargets(given)", LEAST_TARGET) == []


@pytest.mark.parametrize("width", [PHONE, 768, DESKTOP])
def test_a_code_stands_on_one_line(open_page, width):
    document = open_page()
    document.resize(width)
    found = document.page.evaluate(CODE_LINES)
    assert len(found) > 20
    assert set(found) == {1}


def test_every_cause_has_its_bar_beside_its_name(open_page):
    found = open_page().page.evaluate(BARS)
    assert len(found) == 3, "the whole, and each of two steps"
    assert all(bars == rows for bars, rows in found)


@pytest.mark.usefixtures("poppler")
def test_on_paper_no_row_is_cut_and_every_sheet_has_its_number(open_page):
    document = open_page()
    document.resize(DESKTOP)
    rows = document.page.locator("tbody tr").all_text_contents()
    found = sheets(document.pdf())
    assert [row for row in rows if not any(sheet.holds(row) for sheet in found)] == []
    for number, sheet in enumerate(found, 1):
        pattern = PAGE_NUMBER.format(page=number, pages=len(found))
        assert any(re.search(pattern, line) for line in sheet.lines)
