"""A report that is open in a browser, and what can be asked of it."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MEASURES = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")

# Chromium tells what a page's own policy refused; this asks the page itself as well.
WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


class Report(NamedTuple):
    """An open page with everything it has complained about and asked the network for."""

    page: "Page"
    complaints: list[str]
    requests: list[str]

    def ask(self, call: str, given: object = None) -> Any:
        """Return what an expression says in the page; it may call what measure.js defines."""
        return self.page.evaluate(f"(given) => {{{MEASURES}\nreturn {call};}}", given)

    def has(self, selector: str) -> bool:
        """Return whether the page has such an element."""
        return self.page.locator(selector).count() > 0

    def shows(self, selector: str) -> bool:
        """Return whether the page has such an element, and it can be seen."""
        return self.has(selector) and self.page.locator(selector).first.is_visible()

    def tables_heard(self) -> Counter[str]:
        """Return how often each role stands in what assistive software is told."""
        session = self.page.context.new_cdp_session(self.page)
        told = session.send("Accessibility.getFullAXTree")["nodes"]
        return Counter(node["role"]["value"] for node in told if not node["ignored"])

    def resize(self, width: int, height: int = 900) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def pdf(self) -> bytes:
        """Print as a person would: the page's own paper, with its colours."""
        return self.page.pdf(prefer_css_page_size=True, print_background=True)


def opened(
    browser: "Browser",
    file: Path,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: str = "light",
    scale: float = 1,
    javascript: bool = True,
) -> Report:
    """Open a file as if by a double-click, in a profile of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme=scheme,
        java_script_enabled=javascript,
        reduced_motion="reduce",
        accept_downloads=True,
    )
    page = context.new_page()
    report = Report(page, [], [])
    page.on("console", lambda said: report.complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: report.complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (report.complaints.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: report.requests.append(request.url))
    if javascript:
        page.add_init_script(WATCH)
    page.goto(file.as_uri())
    return report
