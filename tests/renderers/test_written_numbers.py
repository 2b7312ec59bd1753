"""Numbers, dates, quarters and money stand in every report as its readers write them."""

import re

import pytest
from conftest import ROOT

from egovmaturity import assess, load_answers, load_questionnaire, render

FORMS = {
    "id": {
        "score": r"\d{1,3},\d+%",
        "foreign score": r"\d\.\d+%",
        "points": "−21,7",
        "day": "12 Februari 2026",
        "month of the other language": r"\d (?:January|February|March|May|June|July|August) \d{4}",
        "quarters": "TW III 2026–TW I 2027",
        "foreign quarters": r"\bQ[1-4] \d{4}",
        "money": "Rp650.000.000",
    },
    "en": {
        "score": r"\d{1,3}\.\d+%",
        "foreign score": r"\d,\d+%",
        "points": "−21.7",
        "day": "12 February 2026",
        "month of the other language": r"\d (?:Januari|Februari|Maret|Mei|Juni|Juli|Agustus) \d{4}",
        "quarters": "Q3 2026–Q1 2027",
        "foreign quarters": r"\bTW [IV]+ \d{4}",
        "money": "Rp650,000,000",
    },
}


@pytest.fixture(scope="module")
def report():
    """Return the example as rendered, without what the institution wrote in its own words."""
    made = {}

    def call(report_format, language):
        if (report_format, language) not in made:
            questionnaire = load_questionnaire("inpres-3-2003", language)
            path = ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"
            sheet = load_answers(path, questionnaire)._replace(decisions=())
            parts = ["summary", "conditions", "factors", "map", "gaps", "actions"]
            made[report_format, language] = render(
                assess(questionnaire, sheet), report_format, language, parts=parts
            )
        return made[report_format, language]

    return call


@pytest.mark.parametrize("report_format", ["md", "html", "terminal"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_scores_are_written_in_one_way(report, report_format, language):
    text = re.sub(r"<style>.*?</style>|[\w-]+=\"[^\"]*\"", "", report(report_format, language))
    forms = FORMS[language]
    assert re.search(forms["score"], text)
    assert re.findall(forms["foreign score"], text) == []
    assert (
        re.findall(r"\d\.\d+ (?:poin|points)" if language == "id" else r"\d,\d+ point", text) == []
    )


@pytest.mark.parametrize("report_format", ["md", "html"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_dates_quarters_and_money_too(report, report_format, language):
    text, forms = report(report_format, language), FORMS[language]
    for form in ("points", "day", "quarters", "money"):
        assert forms[form] in text, form
    assert re.findall(forms["month of the other language"], text) == []
    assert re.findall(forms["foreign quarters"], text) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_cell_that_holds_money_is_written_alike(report, language):
    rows = [line for line in report("md", language).splitlines() if line.startswith("|")]
    found = re.findall(r"Rp[\d.,]+\d", "\n".join(rows))
    mark = r"\." if language == "id" else ","
    assert len(found) >= 5
    assert all(re.fullmatch(rf"Rp\d{{1,3}}(?:{mark}\d{{3}})*", each) for each in found)
