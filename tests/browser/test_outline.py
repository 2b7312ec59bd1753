"""A master plan in a browser: quiet, accessible, no wider than the screen."""

import pytest
from browser.expected import AXE_TAGS, DESKTOP, PHONE
from browser.report import opened
from browser.test_sight import RUN_AXE
from outline_example import example


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("outline") / "rencana-induk.html"
    path.write_text(example().html, encoding="utf-8", newline="")
    return path


def test_it_is_quiet_accessible_and_fits(chromium, npm_packages, file):
    axe = (npm_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    document = opened(chromium, file, scheme="dark", width=PHONE)
    assert document.complaints == []
    assert document.requests == [document.page.url]
    for width in (DESKTOP, PHONE):
        document.resize(width)
        assert document.page.evaluate("document.documentElement.scrollWidth") <= width
    document.page.evaluate(axe)
    assert document.page.evaluate(RUN_AXE, AXE_TAGS) == []
    document.page.context.close()
