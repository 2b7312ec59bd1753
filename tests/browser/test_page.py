"""A report in a browser: quiet, offline, whole without scripts, and the same for every text."""

import json
import subprocess
from collections import Counter

import pytest
from browser import machine
from browser.expected import CONTROLS, FEATURES
from browser.pages import CASES

REAL = ("flagship", "banded")
LANGUAGES = ("id", "en")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("case", CASES)
def test_it_says_nothing_and_asks_for_nothing(look, case, javascript):
    report = look(case, javascript=javascript)
    report.ask("openEverything()")
    if case in REAL:  # it takes half a second of silence
        report.page.wait_for_load_state("networkidle")
    assert report.complaints == []
    assert report.requests == [report.page.url]
    if javascript:
        assert report.page.evaluate("window.refused") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", REAL)
def test_it_is_whole_without_scripts(look, case, language):
    """Scripts take no word away, and what they add is controls."""

    def words(report, except_for=""):
        report.ask("openEverything()")
        return Counter(report.ask("wordsOf(given)", {"selector": "body", "except": except_for}))

    simulation = FEATURES["simulation"].selector
    controls = f'{CONTROLS}, {simulation}, .toc [href="{simulation}"]'
    with_scripts, without = look(case, language), words(look(case, language, javascript=False))
    assert without.total() > 500
    assert without - words(with_scripts) == Counter()
    assert words(with_scripts, controls) - without == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_closed_can_be_opened_without_scripts(look, language):
    report = look("flagship", language, javascript=False)
    hidden = report.page.locator("#answers li").first
    if not hidden.is_visible():
        report.page.locator("#answers summary").first.click()
    assert hidden.is_visible()


@pytest.mark.parametrize("shape", ["stages", "bands"])
def test_a_hostile_text_is_nothing_but_text(look, shape):
    """Markup in a text gives no element, attribute or handler that a plain text would not give."""
    hostile, harmless = look(f"hostile {shape}"), look(f"harmless {shape}")
    assert hostile.ask("skeleton()") == harmless.ask("skeleton()")
    assert hostile.ask("handlers()") == []
    assert hostile.ask("dangerousLinks()") == []
    hostile.page.keyboard.press("Tab")
    assert hostile.complaints == []
    shown = " ".join(hostile.ask("wordsOf(given)", {"selector": "#summary"}))
    assert "<img src=x onerror=alert(1)>" in shown
    assert "\\u202e" in shown


def test_it_is_valid_html(file_of, npm_packages, tmp_path):
    node = machine.missing("Node.js")
    if node and not machine.REQUIRED:
        pytest.skip("not on this machine: Node.js")
    rules = {
        "root": True,
        "extends": ["html-validate:standard", "html-validate:a11y"],
        "rules": {
            "prefer-native-element": "off",  # what scrolls sideways is a region, not a section
            "no-redundant-for": "off",
        },
    }
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    wanted = [*((case, "id") for case in CASES), *((case, "en") for case in REAL)]
    files = {str(file_of(*one)): one[0] for one in wanted}
    program = npm_packages / "html-validate" / "bin" / "html-validate.mjs"
    found = tmp_path / "found.json"
    command = ["--config", tmp_path / "rules.json", "--formatter", f"json={found}", *files]
    done = subprocess.run(["node", program, *command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert [
        f"{files[file['filePath']]}: {note['line']}:{note['column']} {note['message']}"
        for file in json.loads(found.read_text(encoding="utf-8"))
        for note in file["messages"]
    ] == []


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_is_there(look, name):
    feature = FEATURES[name]
    assert look(feature.case).shows(feature.selector)
