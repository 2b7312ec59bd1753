"""A report looks as it did when somebody last looked at it."""

import json
from pathlib import Path

import pytest
from browser import pictures
from browser.paper import picture as printed_page
from browser.paper import poppler_version
from browser.report import opened

REFERENCES = Path(__file__).parent / "references"
MACHINE = REFERENCES / "drawn-by.json"
BUILD = Path(__file__).parent.parent.parent / "build" / "browser"

# Share of pixels that may differ: a caret of a scroll bar may, a line of text may not.
TOLERANCE = 0.001

DESK, HAND = {"width": 1280, "height": 1240}, {"width": 390, "height": 844}
SHAPES = {"bands": "banded", "one-question": "one question", "many": "12 stages, 20 factors"}
VIEWS = {
    "desktop-light": ("flagship", DESK),
    "desktop-dark": ("flagship", {**DESK, "scheme": "dark"}),
    "phone-light": ("flagship", HAND),
    "phone-dark": ("flagship", {**HAND, "scheme": "dark"}),
    **{f"{name}-desktop": (case, DESK) for name, case in SHAPES.items()},
    **{f"{name}-phone": (case, HAND) for name, case in SHAPES.items()},
}
COMPARISON = {"desktop": {**DESK, "height": 1800}, "phone": {**HAND, "height": 2000}}


@pytest.fixture(scope="module")
def drawn_by(chromium):
    return {**pictures.drawn_by(chromium), "poppler": poppler_version()}


@pytest.mark.usefixtures("poppler")
def test_it_looks_as_it_did(chromium, look, comparison_of, drawn_by, remark, request):
    """Compared only where browser and fonts are those of the references: others draw otherwise."""
    update = request.config.getoption("--update-golden")
    expected = json.loads(MACHINE.read_text()) if MACHINE.exists() else {}
    if drawn_by != expected and not update:
        differing = [name for name, value in drawn_by.items() if expected.get(name) != value]
        remark(
            f"Pictures of reports were not compared with tests/browser/references: they were drawn"
            f" with another {', '.join(differing)}. New ones: pytest tests/browser --update-golden"
        )
        return
    blank = chromium.new_page()
    shots = {
        name: (look(case, **how).page.screenshot(), 0.5) for name, (case, how) in VIEWS.items()
    }
    for name, how in COMPARISON.items():
        page = opened(chromium, comparison_of("id"), **how).page
        shots[f"comparison-{name}"] = (page.screenshot(), 0.5)
        page.context.close()
    shots["paper"] = (printed_page(look("flagship").pdf(), 1, 72), 1)
    changed = []
    for name, (shot, scale) in shots.items():
        found = pictures.read(blank, shot, scale)
        file = REFERENCES / f"{name}.png"
        known = pictures.read(blank, file.read_bytes()) if file.exists() else None
        share = found.unlike(known) if known else 1
        if share <= TOLERANCE:
            continue
        folder = REFERENCES if update else BUILD
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file.name).write_bytes(found.png())
        changed.append(f"{name}: {share:.2%} of the pixels; see {folder / file.name}")
    blank.close()
    if update:
        MACHINE.write_text(json.dumps(drawn_by, indent=2) + "\n")
        return
    assert changed == [], "look at them, then accept with pytest tests/browser --update-golden"


def test_a_changed_picture_is_noticed(chromium):
    """A word more makes a difference, the loss of colours to the palette none."""
    page = chromium.new_page(viewport={"width": 400, "height": 200})
    shots = []
    for text in ("Skor 48,3%", "Skor 48,3%", "Skor 49,3%"):
        page.set_content(f"<p style='font-size: 20px'>{text}")
        shots.append(pictures.read(page, page.screenshot()))
    before, same, after = shots
    assert before.unlike(pictures.read(page, same.png())) == 0
    assert before.unlike(after) > TOLERANCE / 2
    page.close()
