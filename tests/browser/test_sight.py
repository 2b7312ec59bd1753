"""A report looked at: on screens of every width, in both themes, by rules of accessibility."""

import pytest
from browser.expected import AXE_TAGS, DESKTOP, LEAST_TARGET, LEAST_TEXT, PHONE, WIDTHS
from browser.pages import CASES

RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {
    preload: false,
    resultTypes: ["violations"],
    runOnly: {type: "tag", values: tags},
    rules: {"target-size": {enabled: true}},
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""


@pytest.fixture(scope="session")
def axe(npm_packages):
    return (npm_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("case", ["flagship", "banded"])
def test_axe_finds_nothing(look, axe, case, language, scheme, width):
    report = look(case, language, scheme=scheme, width=width)
    report.ask("openEverything()")
    report.page.evaluate(axe)
    assert report.page.evaluate(RUN_AXE, AXE_TAGS) == []


@pytest.mark.parametrize(
    "case", ["two years", "one question", "nothing answered", "12 stages, 20 factors"]
)
def test_axe_finds_nothing_in_other_shapes(look, axe, case):
    report = look(case)
    report.page.evaluate(axe)
    assert report.page.evaluate(RUN_AXE, AXE_TAGS) == []


@pytest.mark.parametrize("case", CASES)
def test_no_width_makes_it_scroll_sideways(look, case):
    report = look(case)
    report.ask("openEverything()")
    found = {}
    for width in WIDTHS:
        report.resize(width)
        measured = report.ask("overflow()")
        if measured["scrollWidth"] > measured["clientWidth"] or measured["wide"]:
            found[width] = measured
    assert found == {}


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("case", CASES)
def test_texts_can_be_read_and_controls_be_hit(look, case, width):
    report = look(case, width=width)
    report.ask("openEverything()")
    assert report.ask("smallTexts(given)", LEAST_TEXT) == []
    assert report.ask("smallTargets(given)", LEAST_TARGET) == []


@pytest.mark.parametrize("case", ["flagship", "banded"])
def test_the_verdict_stands_on_the_first_screen_of_a_phone(look, case):
    report = look(case, width=PHONE, height=844)
    verdict, facts = (report.page.locator(name).bounding_box() for name in (".verdict", ".facts"))
    assert verdict["y"] + verdict["height"] < 844
    assert verdict["y"] < facts["y"]
    report.resize(DESKTOP)
    verdict, facts = (report.page.locator(name).bounding_box() for name in (".verdict", ".facts"))
    assert facts["y"] < verdict["y"]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("case", ["two years", "banded"])
def test_cards_of_a_phone_are_still_tables(look, case, javascript):
    """Whoever hears the page is told the same rows and cells on a phone and on a desktop."""
    wide, narrow = (
        look(case, width=width, javascript=javascript).tables_heard() for width in (DESKTOP, PHONE)
    )
    assert wide["rowheader"] > 40
    for role in ("table", "row", "rowheader", "columnheader"):
        assert narrow[role] == wide[role]
    assert narrow["cell"] > wide["row"]


# What stands before each cell of a card, and the header of its column.
LABELS = """() => [...document.querySelectorAll(".cards td")].map((cell) => {
  const label = getComputedStyle(cell, "::before").content;
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  const said = label.startsWith("attr") ? cell.dataset.label : label.replaceAll('"', "");
  return [said, head ? head.firstChild.data.trim() : "", Boolean(cell.closest("tfoot"))];
}).filter(([label]) => label !== "none")"""


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("case", ["two years", "banded"])
def test_a_cell_of_a_card_is_labelled_as_its_column(look, case, language):
    found = look(case, language, width=PHONE).page.evaluate(LABELS)
    assert len(found) > 10
    assert [(label, head) for label, head, is_sum in found if is_sum or label != head] == []


def test_the_roles_of_cards_are_said_for_browsers_that_forget_them(look):
    report = look("flagship", width=PHONE)
    silent = ".cards:not([role]), .cards :is(thead, tbody, tfoot, tr, th, td):not([role])"
    assert report.has(".cards")
    assert not report.has(silent)


def test_the_two_themes_differ(look):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (look("flagship", scheme=scheme) for scheme in ("light", "dark"))
    assert light.page.evaluate(ground) != dark.page.evaluate(ground)


def test_the_theme_can_be_changed(with_feature, axe):
    from browser.expected import FEATURES

    report = with_feature("theme", "flagship")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = report.page.evaluate(ground)
    button = report.page.locator(FEATURES["theme"].selector).first
    button.click()
    assert report.page.evaluate(ground) != before
    report.page.evaluate(axe)
    assert report.page.evaluate(RUN_AXE, AXE_TAGS) == []
    button.click()
    assert report.page.evaluate(ground) == before
    assert report.complaints == []
