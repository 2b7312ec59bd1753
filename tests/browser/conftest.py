"""A browser for the tests, and a plain word where they could not run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import machine
from browser.expected import FEATURES
from browser.pages import comparison_of_years, html_of
from browser.report import Report, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = "tests/browser/"


def need(*names: str) -> None:
    """Skip the test where the machine lacks something, or fail where nothing may be skipped."""
    lacking = machine.missing(*names)
    if lacking and machine.REQUIRED:
        pytest.fail(f"not on this machine: {', '.join(lacking)}")
    if lacking:
        pytest.skip(f"not on this machine: {', '.join(lacking)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    lacking = machine.missing()
    if lacking and any(report.nodeid.startswith(FOLDER) for report in skipped):
        terminalreporter.write_sep("=", "browser tests were skipped", yellow=True)
        terminalreporter.write_line(f"Not on this machine: {', '.join(lacking)}. To run them:")
        for name in lacking:
            terminalreporter.write_line(f"    {machine.NEEDS[name].install}")
    reports = [each for kind in terminalreporter.stats.values() for each in kind]
    said = [p for each in reports for p in getattr(each, "user_properties", ())]
    for remark in dict.fromkeys(text for name, text in said if name == "remark"):
        terminalreporter.write_line(remark)


@pytest.fixture
def remark(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say something at the end of the run that is no failure."""
    return lambda text: request.node.user_properties.append(("remark", text))


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    need("Chromium", "Playwright")
    with machine.started_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def poppler() -> None:
    need("pdftotext")


@pytest.fixture(scope="session")
def npm_packages() -> Path:
    need("npm packages")
    return machine.NODE_MODULES


@pytest.fixture(scope="session")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write the report of a case, once a run."""
    written: dict[tuple[str, str], Path] = {}

    def write(case: str, language: str = "id") -> Path:
        if (case, language) not in written:
            folder = tmp_path_factory.mktemp("report")
            text = html_of(case, language, folder)
            written[case, language] = folder / "report.html"
            written[case, language].write_text(text, encoding="utf-8", newline="")
        return written[case, language]

    return write


@pytest.fixture(scope="session")
def comparison_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write the comparison of three years, once a language."""
    folder = tmp_path_factory.mktemp("comparison")

    def write(language: str = "id") -> Path:
        file = folder / f"{language}.html"
        if not file.exists():
            file.write_text(comparison_of_years(language), encoding="utf-8", newline="")
        return file

    return write


@pytest.fixture
def look(chromium: "Browser", file_of: Callable[..., Path]) -> Iterator[Callable[..., Report]]:
    """Open the report of a case; everything opened is closed after the test."""
    found: list[Report] = []

    def open_report(case: str, language: str = "id", **how: object) -> Report:
        found.append(opened(chromium, file_of(case, language), **how))
        return found[-1]

    yield open_report
    for report in found:
        report.page.context.close()


@pytest.fixture
def with_feature(look: Callable[..., Report]) -> Callable[..., Report]:
    """Open a report to try a feature of its script, which it must have."""

    def open_report(name: str, case: str, language: str = "id", **how: object) -> Report:
        report = look(case, language, **how)
        assert report.shows(FEATURES[name].selector), f"the report has no {name}"
        return report

    return open_report
