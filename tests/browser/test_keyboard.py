"""A report used without a mouse."""

import pytest
from browser.expected import DESKTOP, PHONE


def walk(report, most):
    """Press Tab until it leaves the page or comes round; return every stop."""
    stops = []
    for _ in range(most):
        report.page.keyboard.press("Tab")
        at = report.ask("stop()")
        if at is None or (stops and at["index"] == stops[0]["index"]):
            return stops
        stops.append(at)
    return stops


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("case", ["flagship", "banded"])
def test_tab_reaches_every_control_visibly(look, case, width):
    report = look(case, width=width)
    expected = report.ask("begin()")
    stops = walk(report, most=expected + 20)
    reached = [at["index"] for at in stops]
    assert report.ask("unreached(given)", reached) == []
    assert len(reached) == len(set(reached)), "Tab goes round in a part of the page"
    assert -1 not in reached, "Tab stops where nothing can be done"
    assert [at["place"] for at in stops if not at["rings"]] == [], "focus cannot be seen"
    assert [at["place"] for at in stops if not at["isInView"]] == [], "focus is out of sight"


def test_shift_tab_leads_back(look):
    report = look("banded")
    report.ask("begin()")
    forth = []
    for _ in range(6):
        report.page.keyboard.press("Tab")
        forth.append(report.ask("stop()")["place"])
    back = []
    for _ in range(5):
        report.page.keyboard.press("Shift+Tab")
        back.append(report.ask("stop()")["place"])
    assert back == forth[-2::-1]


@pytest.mark.parametrize("case", ["flagship", "banded"])
def test_the_first_stop_skips_to_the_summary(look, case):
    report = look(case, height=500)
    report.page.keyboard.press("Tab")
    link = report.page.locator(":focus")
    assert link.get_attribute("href") == "#summary"
    assert link.bounding_box()["x"] >= 0
    report.page.keyboard.press("Enter")
    top = report.page.locator("#summary").bounding_box()["y"]
    assert 0 <= top < 100
    report.page.keyboard.press("Tab")
    follows = "document.querySelector('#summary').compareDocumentPosition(document.activeElement)"
    # 4: it follows in the document; 16: it lies inside.
    assert report.page.evaluate(follows) & (4 | 16)


def test_a_summary_opens_with_the_keyboard(look):
    report = look("flagship")
    closed = report.page.locator("main details:not([open])")
    before = closed.count()
    assert before > 0
    closed.first.locator("> summary").press("Enter")
    assert closed.count() == before - 1


def test_every_link_inside_leads_somewhere(look):
    report = look("flagship")
    targets = report.page.locator("a[href^='#']").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    assert targets
    assert [name for name in targets if not report.has(name)] == []
