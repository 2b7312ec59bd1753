"""A report on paper: A4, numbered, the summary on the first sheet, nothing cut."""

import re

import pytest
from browser.expected import MOST_PAGES, PAGE_NUMBER
from browser.paper import letters, sheets

pytestmark = pytest.mark.usefixtures("poppler")

# What a sheet of A4 has room for within its margins, in CSS pixels.
PAPER = {"width": 680, "height": 960}


@pytest.fixture(scope="module")
def printed(chromium, file_of):
    """Print a report once; return its sheets and what the page says it would print."""
    from browser.report import opened

    done = {}

    def make(case, language="id"):
        if (case, language) not in done:
            report = opened(chromium, file_of(case, language))
            pdf = report.pdf()
            report.page.emulate_media(media="print")
            report.resize(**PAPER)
            content = {
                "tables": report.ask("tablesOnPaper()"),
                "kept": report.ask("keptTogether(given)", PAPER["height"]),
                "summary": " ".join(report.ask("wordsOf(given)", {"selector": "#summary"})),
                "headings": report.page.locator("h2").all_inner_texts(),
            }
            report.page.context.close()
            done[case, language] = sheets(pdf), content
        return done[case, language]

    return make


REAL = [("flagship", "id"), ("flagship", "en"), ("banded", "id"), ("banded", "en")]
SHAPES = [
    *REAL,
    ("two years", "id"),
    ("300 questions", "id"),
    ("12 stages, 20 factors", "id"),
    ("one question", "id"),
]


@pytest.mark.parametrize(
    ("case", "language"), [*REAL, ("two years", "id"), ("first year", "id"), ("numbers", "id")]
)
def test_the_first_sheet_is_the_summary(printed, case, language):
    found, content = printed(case, language)
    assert found[0].holds(content["summary"])
    _, *others = (re.sub(r"^\d+\s*", "", heading) for heading in content["headings"])
    bare = {re.sub(r"^\d+\s*", "", line) for line in found[0].lines}
    assert [heading for heading in others if heading in bare] == []


@pytest.mark.parametrize(("case", "language"), SHAPES)
def test_no_row_is_cut(printed, case, language):
    found, content = printed(case, language)
    rows = ["".join(row) for table in content["tables"] for row in table["rows"]]
    assert rows
    cut = [row for row in rows if not any(letters(row) in sheet.letters for sheet in found)]
    assert cut == []


@pytest.mark.parametrize(("case", "language"), SHAPES)
def test_what_is_to_stay_together_does(printed, case, language):
    found, content = printed(case, language)
    assert content["kept"]
    assert [text for text in content["kept"] if not any(s.holds(text) for s in found)] == []


@pytest.mark.parametrize(("case", "language"), SHAPES)
def test_a_table_repeats_its_head_on_every_sheet(printed, case, language):
    found, content = printed(case, language)
    missing = []
    for table in content["tables"]:
        head = letters("".join(table["head"]))
        rows = [letters("".join(row)) for row in table["rows"]]
        on = [n for n, sheet in enumerate(found) if any(row in sheet.letters for row in rows)]
        start = next((n for n in on if head in found[n].letters), None)
        assert start is not None, table["place"]
        at = start
        for row in rows:  # follow the table from sheet to sheet
            while at < len(found) and row not in found[at].letters:
                at += 1
            if at < len(found) and head not in found[at].letters:
                missing.append(f"sheet {at + 1}: {table['place']}")
    assert missing == []


@pytest.mark.parametrize(("case", "language"), SHAPES)
def test_every_sheet_is_numbered(printed, case, language):
    found, _ = printed(case, language)
    for number, sheet in enumerate(found, start=1):
        wanted = PAGE_NUMBER.format(page=number, pages=len(found))
        assert re.search(wanted, "\n".join(sheet.lines)), f"sheet {number}"


def test_every_answer_is_printed(printed):
    found, _ = printed("flagship", "id")
    everything = "".join(sheet.letters for sheet in found)
    from egovmaturity import load_questionnaire

    for question in load_questionnaire("inpres-3-2003").questions:
        assert letters(question.id + question.title) in everything


def test_three_hundred_questions_stay_within_bounds(printed):
    found, _ = printed("300 questions", "id")
    assert 10 < len(found) <= MOST_PAGES


def test_a_dark_screen_prints_on_white_paper(look):
    def bytes_of(scheme):
        pdf = look("banded", scheme=scheme).pdf()
        return re.sub(rb"/(?:Creation|Mod)Date \([^)]*\)", b"", pdf)

    assert bytes_of("dark") == bytes_of("light")


def test_details_are_open_on_paper_whatever_was_open_on_screen(look):
    report = look("flagship")
    before = "".join(sheet.letters for sheet in sheets(report.pdf()))
    report.ask("openEverything()")
    after = "".join(sheet.letters for sheet in sheets(report.pdf()))
    assert before == after


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "case",
    ["flagship", "two years", "banded", "numbers", "nothing answered", "12 stages, 20 factors"],
)
def test_the_summary_alone_is_one_sheet(chromium, tmp_path, case, language):
    from browser.pages import html_of
    from browser.report import opened

    file = tmp_path / "summary.html"
    file.write_text(html_of(case, language, tmp_path, ("summary",)), encoding="utf-8")
    report = opened(chromium, file)
    assert len(sheets(report.pdf())) == 1
    report.page.context.close()
