"""The table of formats: what a file ending or ``--format`` stands for.

Renderers are imported when they are called: a terminal report must not pay for templates.
"""

from collections.abc import Callable
from enum import StrEnum

from egovmaturity.renderers.bundle import Bundle

Renderer = Callable[[Bundle], str]


class ReportFormat(StrEnum):
    """The forms a report can take."""

    TERMINAL = "terminal"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


def _terminal(bundle: Bundle) -> str:
    from egovmaturity.renderers.terminal import render_terminal  # noqa: PLC0415

    return render_terminal(bundle.report, bundle.words, bundle.look)


def _markdown(bundle: Bundle) -> str:
    from egovmaturity.renderers.templates import render_markdown  # noqa: PLC0415

    return render_markdown(bundle.report, bundle.words)


def _html(bundle: Bundle) -> str:
    from egovmaturity.renderers.templates import render_html  # noqa: PLC0415

    return render_html(bundle.report, bundle.words, bundle.theme)


def _json(bundle: Bundle) -> str:
    from egovmaturity.renderers.json_v1 import render_json  # noqa: PLC0415

    return render_json(bundle)


def _csv(bundle: Bundle) -> str:
    from egovmaturity.renderers.csv_table import render_csv  # noqa: PLC0415

    return render_csv(bundle)


RENDERERS: dict[ReportFormat, Renderer] = {
    ReportFormat.TERMINAL: _terminal,
    ReportFormat.MARKDOWN: _markdown,
    ReportFormat.HTML: _html,
    ReportFormat.JSON: _json,
    ReportFormat.CSV: _csv,
}

ENDINGS = {
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".json": ReportFormat.JSON,
    ".csv": ReportFormat.CSV,
}
"""File endings and the format each stands for."""
