"""Measure how much later than an empty page reports are seen. No test; only ratios carry over."""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import machine  # noqa: E402  # found through the line above
from browser.pages import html_of  # noqa: E402
from browser.report import opened  # noqa: E402

PAINTED = """() => new Promise((done) => new PerformanceObserver((seen) => {
  for (const entry of seen.getEntries())
    if (entry.name === "first-contentful-paint") done(entry.startTime);
}).observe({type: "paint", buffered: true}))"""


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, machine.started_browser() as browser:
        pages = {"empty": "<!doctype html><html lang=en><title>x</title><p>x"}
        for case in ("one question", "flagship", "300 questions"):
            pages[case] = html_of(case, "id", Path(folder))
        files = {name: Path(folder) / f"{n}.html" for n, name in enumerate(pages)}
        for name, file in files.items():
            file.write_text(pages[name], encoding="utf-8")
        fastest = dict.fromkeys(files, float("inf"))
        for _ in range(runs):
            for name, file in files.items():
                report = opened(browser, file)
                fastest[name] = min(fastest[name], report.page.evaluate(PAINTED))
                report.page.context.close()
    print("| page | kB | first paint, × empty page |")
    print("|:--|--:|--:|")
    for name, value in fastest.items():
        size = len(pages[name].encode()) / 1000
        print(f"| {name} | {size:.0f} | {value / fastest['empty']:.1f} |")


if __name__ == "__main__":
    main()
