"""What a comparison says of verdicts, editions and years without a score."""

import pytest
from builders import NA, answers, bands, question, questionnaire, stage

from egovmaturity.domain.editions import Added, Dropped, Migration, Same
from egovmaturity.examining.compare import compare
from egovmaturity.language import Words
from egovmaturity.scoring.assess import assess
from egovmaturity.views.comparison import comparison_view

STAGED = questionnaire(stage("one", question("a")), stage("two", question("b")), attain=">= 1/2")
BANDED = questionnaire(
    question("a"), question("b"), rule=bands({"low": 1, "high": 3}, lowest=1, highest=5)
)


def year(number, asked, /, **given_answers):
    sheet = answers(given_answers)
    occasion = sheet.occasion._replace(year=number)
    return assess(asked, sheet._replace(occasion=occasion, questionnaire=asked.reference))


def shown(*years, language="en", **options):
    return comparison_view(compare(years), Words(language), **options)


def block(view, name):
    return next(each for each in view.page.blocks if each.id == name)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(
            year(2025, STAGED, a=0, b=0),
            year(2026, STAGED, a=3, b=0),
            "The verdict rose from No stage attained to Title of one.",
            id="rose",
        ),
        pytest.param(
            year(2025, STAGED, a=3, b=3),
            year(2026, STAGED, a=3, b=0),
            "The verdict fell from Title of two to Title of one.",
            id="fell",
        ),
        pytest.param(
            year(2025, STAGED, a=3, b=0),
            year(2026, STAGED, a=2, b=0),
            "The verdict is the same: Title of one.",
            id="same",
        ),
        pytest.param(
            year(2025, BANDED, a=0, b=0),
            year(2026, BANDED, a=3, b=0),
            "The verdict rose from low to high.",
            id="a better band",
        ),
        pytest.param(
            year(2025, BANDED, a=NA, b=NA),
            year(2026, BANDED, a=3, b=0),
            "The index went from – to 3.00 (–).",
            id="no index before",
        ),
        pytest.param(
            year(2025, BANDED, a=0, b=0),
            year(2026, BANDED, a=3, b=0),
            "The index went from 1.00 to 3.00 (▲ 2.00).",
            id="on the scale of the bands",
        ),
    ],
)
def test_the_summary(before, after, said):
    assert said in shown(before, after).page.summary


def test_a_move_too_small_to_print_still_has_a_direction():
    big = questionnaire(question("a", weight=100_000), question("b"))
    view = shown(year(2025, big, a=1, b=0), year(2026, big, a=1, b=1))
    assert "(▲ < 0.01)" in view.page.summary


def test_unchanged_scores_can_be_left_out():
    years = year(2025, STAGED, a=0, b=1), year(2026, STAGED, a=3, b=1)
    rows = block(shown(*years), "2025-2026-stages").table.rows
    assert [row[0] for row in rows] == ["Title of one", "Title of two"]
    rows = block(shown(*years, changes_only=True), "2025-2026-stages").table.rows
    assert rows == (("Title of one", "0.0%", "100.0%", "▲ 100.0"),)


NEW_STAGED = questionnaire(
    stage("one", question("a")),
    stage("two", question("b"), question("n", weight=2)),
    attain=">= 1/2",
    edition="2",
    migrations=(Migration("1", (Same(("a", "b")), Added(("n",)))),),
)


def test_a_stage_with_little_in_common_is_a_break_in_series():
    view = shown(year(2025, STAGED, a=3, b=3), year(2026, NEW_STAGED, a=3, b=3, n=0))
    notes = block(view, "2025-2026-editions").notes
    assert (
        "Break in series: common questions are only 33.3% of the weight of Title of two." in notes
    )
    assert not [note for note in notes if note.startswith("Scored again")]
    assert "verdicts of two editions are not equated" in view.page.summary
    assert [chart.lines for chart in view.charts] == [()] * 3


def test_rulers_print_the_index_as_their_edition_does():
    new = BANDED._replace(
        edition="2",
        questions=(question("a"), question("n")),
        migrations=(Migration("1", (Same(("a",)), Dropped("b", ""), Added(("n",)))),),
    )
    view = shown(year(2025, BANDED, a=1, b=3), year(2026, new, a=3, n=0))
    found = block(view, "2025-2026-editions")
    assert found.table.rows == (
        ("test@1", "2.33", "5.00", "+2.67", "−3.33"),
        ("test@2", "2.33", "5.00", "+2.67", "−3.33"),
    )
    assert "On the ruler of test@1 the index of 2026 would be 5.00." in found.sentences
    assert "On that ruler the index left its range and was cut to it." in found.notes


def test_three_years_across_editions_are_all_told():
    view = shown(
        year(2024, STAGED, a=0, b=0),
        year(2025, STAGED, a=3, b=0),
        year(2026, NEW_STAGED, a=3, b=3, n=0),
    )
    titles = [each.title for each in view.page.blocks]
    assert "Across two editions" in titles
    assert "2025 → 2026: Across two editions" in titles
    assert "2024 → 2025: Why the index moved" in titles
    assert [len(chart.lines) for chart in view.charts] == [1, 1, 1]


def test_indonesian_speaks_indonesian():
    view = shown(year(2025, STAGED, a=0), year(2026, STAGED, a=3, b=NA), language="id")
    assert view.page.title == "Perbandingan 2025 dan 2026"
    assert "Penyebab perubahan indeks" in [each.title for each in view.page.blocks]
