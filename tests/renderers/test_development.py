"""What has moved since the baseline stands in every report for people, and only where asked for."""

import html
import io
import re
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from builders import answers, number_range, question, questionnaire, stage
from docx.oxml.ns import qn

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.formats import RENDERERS
from egovmaturity.renderers.report_format import ReportFormat

EXAMPLE = Path(__file__).parents[2] / "examples" / "sukamaju"
FORMATS = [ReportFormat.HTML, ReportFormat.MARKDOWN, ReportFormat.DOCX]


@pytest.fixture(scope="module")
def years():
    asked = load_questionnaire("inpres-3-2003")
    return {
        year: assess(asked, load_answers(EXAMPLE / f"jawaban-{year}.yaml", asked))
        for year in (2025, 2026)
    }


def texts(rendered):
    """Return the words of a report without its markup, all on one line."""
    if isinstance(rendered, bytes):
        body = docx.Document(io.BytesIO(rendered)).element.body
        lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
        return " ".join(" ".join(lines).split())
    bare = rendered.replace("\\<", "&lt;")  # which opens no tag in Markdown
    plain = html.unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", bare, flags=re.DOTALL))
    return " ".join(plain.replace("*", "").replace("|", " ").split())


@pytest.mark.parametrize("report_format", FORMATS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_scores_and_levels_stand_beside_those_of_the_baseline(years, report_format, language):
    bundle = make_bundle(years[2026], Words(language), None, years[2025])
    found = texts(RENDERERS[report_format](bundle))
    report = bundle.report
    assert {"id": "Perkembangan sejak 2025", "en": "Development since 2025"}[language] in found
    assert " ".join(report.baseline.summary.split()) in found
    assert len(report.slope.lines) == 4
    for line in report.slope.lines:
        row = f"{line.title} {line.before.text} {line.score.text} {line.change}"
        assert " ".join(row.split()) in found
    assert len(report.changes) > 5
    for change in report.changes:
        moved = (
            rf"{re.escape(change.id)} {re.escape(change.title)}:? {change.before} → {change.after}"
        )
        assert re.search(moved, found)


@pytest.mark.parametrize("report_format", FORMATS)
def test_without_a_baseline_nothing_is_said_of_a_development(years, report_format):
    found = texts(RENDERERS[report_format](make_bundle(years[2026], Words("en"))))
    assert "Development since" not in found


@pytest.mark.parametrize("report_format", FORMATS)
def test_where_nothing_moved_that_is_said(years, report_format):
    bundle = make_bundle(years[2025], Words("en"), None, years[2025])
    assert "has changed its level." in texts(RENDERERS[report_format](bundle))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("5/9", "143/200", "▲ 15.9 points since 2025"),  # 55.6 to 71.5, exactly 15.94
        ("143/200", "5/9", "▼ 15.9 points since 2025"),
        ("6997/10000", "7003/10000", "▲ 0.03 points since 2025"),  # 69.97 to 70.0 at a bar of 70
        ("5555/10000", "5556/10000", "▲ less than 0.1 points since 2025"),
        ("5556/10000", "5555/10000", "▼ less than 0.1 points since 2025"),
        ("1/2", "1/2", "= unchanged since 2025"),
    ],
)
def test_a_change_is_what_a_reader_gets_by_subtracting(before, now, said):
    """What is printed says no other difference than the words beside it."""
    asked = questionnaire(stage("one", question("n", scale=number_range(0, 1))), attain=">= 70 %")
    sheets = [answers(n=Fraction(share)) for share in (before, now)]
    earlier, later = (assess(asked, sheet) for sheet in sheets)
    occasion = earlier.sheet.occasion._replace(year=2025)
    earlier = earlier._replace(sheet=earlier.sheet._replace(occasion=occasion))
    report = make_bundle(later, Words("en"), None, earlier).report
    assert report.stages[0].change == said
    assert report.slope.lines[0].change == said


def test_the_change_of_the_index_is_marked_as_such(years):
    report = make_bundle(years[2026], Words("en"), None, years[2025]).report
    marked = [figure.text for figure in report.key_figures if figure.is_change]
    assert marked == [report.baseline.difference]
    alone = make_bundle(years[2026], Words("en")).report
    assert not [figure for figure in alone.key_figures if figure.is_change]


@pytest.mark.parametrize("report_format", FORMATS)
def test_a_report_names_the_command_that_makes_it(years, report_format):
    bundle = make_bundle(years[2026], Words("id"), None, years[2025])
    command = (
        "egovmaturity assess jawaban-2026.yaml --as-of 2026-01-31 --baseline jawaban-2025.yaml "
        "--format"
    )
    assert f"{command} {report_format.value}" in texts(RENDERERS[report_format](bundle)).replace(
        "\\", ""
    )
