"""What the browser tests need of a machine, and what to install where it is missing."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"

REQUIRED = os.environ.get("EGOVMATURITY_BROWSER_TESTS") == "required"
"""Whether a browser test that cannot run is a failure: so in `.ci/run`."""

# Nothing may reach the network, not even the browser's own errands.
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-lcd-text",
    "--font-render-hinting=none",
)


class Need(NamedTuple):
    """Something a browser test needs: whether it is there, and how to get it on Debian."""

    is_there: Callable[[], bool]
    install: str


def chromium() -> str | None:
    """Return the browser to drive: the one named by EGOVMATURITY_CHROMIUM, or one on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
    named = os.environ.get("EGOVMATURITY_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, names)), None)


NEEDS = {
    "Chromium": Need(lambda: chromium() is not None, "apt-get install chromium"),
    "Playwright": Need(
        lambda: find_spec("playwright") is not None,
        '.venv/bin/pip install -e ".[browser]"',
    ),
    "pdftotext": Need(lambda: bool(shutil.which("pdftotext")), "apt-get install poppler-utils"),
    "Node.js": Need(lambda: bool(shutil.which("node")), "apt-get install nodejs npm"),
    "npm packages": Need(
        (NODE_MODULES / ".package-lock.json").exists, "npm ci --prefix tests/browser"
    ),
}


def missing(*names: str) -> list[str]:
    """Return which of these needs are not met; without names, which of all."""
    return [name for name in names or NEEDS if not NEEDS[name].is_there()]


@contextmanager
def started_browser() -> Iterator["Browser"]:
    """Start Chromium with a fresh profile of its own, and end it and what it left behind."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
