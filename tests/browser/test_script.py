"""What the page's script offers: filters and a what-if that agrees with the program."""

import csv
import random

import pytest
from browser import shorten_script
from browser.pages import CASES, ROOT

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.domain.answers import ActionStatus, Rated
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle

ROWS = "#gaps tbody tr:visible"
SEARCH = "#gaps input[type=search]"


def codes(rows):
    return rows.locator("th a").all_inner_texts()


@pytest.mark.usefixtures("npm_packages")
def test_the_script_that_is_sent_is_made_of_the_one_that_is_read():
    sent = shorten_script.SENT.read_text(encoding="utf-8")
    assert sent == shorten_script.shortened(), (
        "run: .venv/bin/python tests/browser/shorten_script.py"
    )


# Filters


def test_gaps_can_be_searched(with_feature):
    report = with_feature("filter", "flagship")
    rows, status = report.page.locator(ROWS), report.page.locator("#gaps [role=status]")
    every = rows.count()
    wanted = rows.nth(1).locator("a").inner_text()
    report.page.fill(SEARCH, wanted.lower())
    assert 1 <= rows.count() < every
    assert wanted in codes(rows)
    report.page.fill(SEARCH, "no gap says this")
    assert rows.count() == 0
    assert f"0 dari {every}" in status.inner_text()
    report.page.fill(SEARCH, "")
    assert rows.count() == every


def test_every_choice_of_a_filter_leaves_something(with_feature):
    report = with_feature("filter", "flagship")
    rows = report.page.locator(ROWS)
    every = rows.count()
    for choice in report.page.locator("#gaps select").all():
        offered = choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
        for value in offered:
            choice.select_option(value)
            assert (rows.count() == every) if not value else (0 < rows.count() < every)
        choice.select_option("")
    assert report.complaints == []


@pytest.mark.usefixtures("poppler")
def test_a_filter_that_is_reset_leaves_nothing_out_on_paper(with_feature):
    from browser.paper import sheets

    report = with_feature("filter", "flagship")
    whole = "".join(sheet.letters for sheet in sheets(report.pdf()))
    report.page.fill(SEARCH, "no gap says this")
    report.page.fill(SEARCH, "")
    assert "".join(sheet.letters for sheet in sheets(report.pdf())) == whole


@pytest.mark.parametrize("case", ["flagship", "hostile stages"])
def test_gaps_can_be_taken_along_as_a_table(with_feature, case, tmp_path):
    report = with_feature("filter", case)
    shown = codes(report.page.locator(ROWS))
    with report.page.expect_download() as download:
        report.page.locator("#gaps button", has_text="CSV").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter=";", strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert [row[1] for row in rows] == shown
    said = [" ".join(row.inner_text().split()) for row in report.page.locator(ROWS).all()]
    for row, text in zip(rows, said, strict=True):
        priority, code, title, _, _, now, target, owner = row
        assert text.startswith(f"{priority} {code} {' '.join(title.split())}")
        assert f" {now or '–'} → {target} " in text
        assert " ".join(owner.split()) in text
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


# What if

# Walks through the simulation as a reader does: place by place, question by question.
WALK = """(visit) => {
  const section = document.querySelector("#simulation");
  const picker = section.querySelector("select");
  for (const place of [...picker.options].map((option) => option.value)) {
    picker.value = place;
    picker.dispatchEvent(new Event("change", {bubbles: true}));
    for (const group of section.querySelectorAll("[role=group], [role=radiogroup], fieldset")) {
      const id = group.querySelector("code")?.textContent;
      if (id) visit(id, [...group.querySelectorAll("label")]);
    }
  }
}"""
OFFERED = f"""() => {{
  const found = {{}};
  ({WALK})((id, levels) => found[id] = levels.map((label) => parseInt(label.textContent)));
  return found;
}}"""
CHOOSE = f"""(wanted) => ({WALK})((id, levels) => {{
  const label = levels.find((one) => id in wanted && parseInt(one.textContent) === wanted[id]);
  if (label) label.click();
}})"""


def situation(case):
    """Return answers and a function that scores other levels into a view."""
    questionnaire = load_questionnaire(CASES[case].questionnaire, "id")
    sheet = load_answers(ROOT / CASES[case].answers, questionnaire)

    def view(levels):
        changed = {**sheet.answers, **{code: Rated(level) for code, level in levels.items()}}
        result = assess(questionnaire, sheet._replace(answers=changed))
        return make_bundle(result, Words("id")).report

    return sheet, view


def scenarios(offered):
    """Yield levels to try: lowest, highest, and mixtures that are the same in every run."""
    yield {code: numbers[0] for code, numbers in offered.items()}
    yield {code: numbers[-1] for code, numbers in offered.items()}
    for seed in range(8):
        chance = random.Random(seed)  # noqa: S311  # the same mixtures in every run
        some = chance.sample(sorted(offered), k=-(-len(offered) // (1 + seed % 4)))
        yield {code: chance.choice(offered[code]) for code in some}


def told(report):
    """Return the status sentence, and the last score in each row of the outcome."""
    page = report.page
    rows = page.locator("#simulation > ol > li > b").all_inner_texts()
    return page.locator("#simulation [role=status]").inner_text(), [
        row.rpartition("→")[2].strip() for row in rows
    ]


def assert_agrees(report, view):
    status, scores = told(report)
    if view.is_staged:
        assert scores == [stage.score.text for stage in view.stages]
        attained = [stage.title for stage in view.stages if stage.id == view.attained]
        assert view.index.text in status
    else:
        tops = [section.score.text for section in view.sections if section.depth == 0]
        index, *sections = scores
        assert sections == tops
        attained = [band.label for band in view.bands if band.is_current]
        assert view.index_label.startswith(index)
        assert index in status
    assert all(title in status for title in attained)
    assert len(status) > 20


@pytest.mark.parametrize("case", ["flagship", "banded"])
def test_the_simulation_agrees_with_the_program(with_feature, case):
    report = with_feature("simulation", case)
    _, view = situation(case)
    assert_agrees(report, view({}))
    offered = report.page.evaluate(OFFERED)
    assert {gap.id for gap in view({}).gaps} <= set(offered)
    for levels in scenarios(offered):
        report.page.reload()
        report.page.evaluate(CHOOSE, levels)
        assert_agrees(report, view(levels))
    assert report.complaints == []


def test_a_level_can_be_chosen_with_the_mouse_and_with_the_keyboard(with_feature):
    report = with_feature("simulation", "flagship")
    before = told(report)
    question = ":is([role=group], [role=radiogroup], fieldset):has(code)"
    report.page.locator(f"#simulation {question}").first.locator("label").last.click()
    highest = told(report)
    assert highest != before
    report.page.keyboard.press("ArrowLeft")
    assert told(report) != highest


def test_the_whole_plan_gives_what_the_program_projects(with_feature):
    report = with_feature("simulation", "flagship")
    sheet, view = situation("flagship")
    before = told(report)
    report.page.locator("#simulation-plan").click()
    raised = {}
    for action in sheet.actions:
        if action.status is not ActionStatus.DROPPED:
            raised |= {code: max(to, raised.get(code, to)) for code, to in action.raises.items()}
    assert_agrees(report, view(raised))
    assert told(report) != before
    report.page.locator("#simulation-reset").click()
    assert told(report) == before


def test_the_simulation_is_not_printed(with_feature):
    report = with_feature("simulation", "flagship")
    report.page.emulate_media(media="print")
    assert not report.page.locator("#simulation").is_visible()
