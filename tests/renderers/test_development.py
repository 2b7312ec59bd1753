"""What has moved since the baseline stands in every report for people, and only where asked for."""

import html
import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.formats import RENDERERS, ReportFormat

EXAMPLE = Path(__file__).parents[2] / "examples" / "sukamaju"
FORMATS = [ReportFormat.HTML, ReportFormat.MARKDOWN, ReportFormat.DOCX]


@pytest.fixture(scope="module")
def years():
    questionnaire = load_questionnaire("inpres-3-2003")
    return {
        year: assess(questionnaire, load_answers(EXAMPLE / f"jawaban-{year}.yaml", questionnaire))
        for year in (2025, 2026)
    }


def texts(rendered):
    """Return the words of a report without its markup, all on one line."""
    if isinstance(rendered, bytes):
        body = docx.Document(io.BytesIO(rendered)).element.body
        lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
        return " ".join(" ".join(lines).split())
    plain = html.unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", rendered, flags=re.DOTALL))
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
