"""Make the pictures of the README and the printed example anew: no arguments.

A picture says in `docs/gallery.json` what it was made from, so that a test can tell on any
machine whether it is current. What is current is left as it is.
"""

import hashlib
import html
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import machine, pictures  # noqa: E402  # found through the line above
from browser.paper import picture as printed_page  # noqa: E402
from browser.report import opened  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT = ROOT / "examples" / "sukamaju" / "laporan-2026.html"
RECORD = ROOT / "docs" / "gallery.json"
PDF = "examples/sukamaju/laporan-2026.pdf"
DESKTOP, PHONE, PAPER = "docs/laporan.png", "docs/laporan-ponsel.png", "docs/laporan-cetak.png"
MADE = (DESKTOP, PHONE, PAPER, PDF)


def fingerprints(page: str) -> dict[str, str]:
    """Return for everything made a digest of what can be seen of it.

    Pictures show the head of the report and its summary, in its style. The PDF has every word;
    it is not printed anew for a mere change of style, for it is large.
    """
    style, head = (
        re.search(pattern, page, re.DOTALL)[0]  # type: ignore[index]
        for pattern in (
            r"<style>.*?</style>",
            r'<header.*?<section id="summary".*?</section>',
        )
    )
    top = _digest(style + head)
    return {DESKTOP: top, PHONE: top, PAPER: top, PDF: _digest(visible_text(page))}


def visible_text(page: str) -> str:
    """Return the words of a page without its markup, style and script."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def make(browser: "Browser", name: str) -> bytes:
    """Make one picture, or the PDF."""
    if name == PHONE:
        report = opened(browser, REPORT, width=390, height=1560)
    else:
        report = opened(browser, REPORT, width=1280, height=1240)
    if name == PDF:
        made = _from_its_folder(_without_date(report.pdf()))
    else:
        shot = printed_page(report.pdf(), 1, 80) if name == PAPER else report.page.screenshot()
        blank = browser.new_page()
        made = pictures.read(blank, shot).png()
        blank.close()
    report.page.context.close()
    return made


def _from_its_folder(pdf: bytes) -> bytes:
    """Let links to evidence begin at the file's own folder, wherever it is, at the same length."""
    here = f"{REPORT.parent.as_uri()}/".encode()
    steps = (b"./" * len(here))[: len(here) - 1] + b"/"
    return pdf.replace(here, steps)


def _without_date(pdf: bytes) -> bytes:
    """Set the dates that the browser notes to one and the same, of the same length."""
    return re.sub(rb"(Date \(D:)\d{14}", rb"\g<1>20260101000000", pdf)


def main() -> None:
    """Make what is not current."""
    lacking = machine.missing("Chromium", "Playwright", "pdftotext")
    if lacking:
        ways = "\n".join(f"    {machine.NEEDS[name].install}" for name in lacking)
        raise SystemExit(f"Not on this machine: {', '.join(lacking)}. To get them:\n{ways}")
    wanted = fingerprints(REPORT.read_text(encoding="utf-8"))
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    stale = [n for n in MADE if record.get(n) != wanted[n] or not (ROOT / n).exists()]
    if not stale:
        print("Everything is current.")
        return
    with machine.started_browser() as browser:
        for name in stale:
            (ROOT / name).write_bytes(make(browser, name))
            print(f"Made: {name} ({(ROOT / name).stat().st_size // 1000} kB)")
    RECORD.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
