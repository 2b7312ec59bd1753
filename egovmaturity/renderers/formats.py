"""Who writes each form of a report.

Renderers are imported when they are called: a terminal report must not pay for templates.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.report_format import ReportFormat

if TYPE_CHECKING:  # python-docx need not be installed
    from egovmaturity.domain.answers import Occasion
    from egovmaturity.language import Words
    from egovmaturity.renderers.docx_report import WordReport
    from egovmaturity.views.outline import OutlineView

Rendered = str | bytes
"""A finished report: a text, or bytes where the format is none, as a Word document."""

Renderer = Callable[[Bundle], Rendered]


def _terminal(bundle: Bundle) -> str:
    from egovmaturity.renderers.terminal import render_terminal  # noqa: PLC0415

    return render_terminal(bundle.report, bundle.words, bundle.look)


def _markdown(bundle: Bundle) -> str:
    from egovmaturity.renderers.made import record_of  # noqa: PLC0415
    from egovmaturity.renderers.templates import render_markdown  # noqa: PLC0415

    made = record_of(bundle, "md")
    return render_markdown(bundle.report, bundle.words, bundle.intro, bundle.heading_offset, made)


def _html(bundle: Bundle) -> str:
    from egovmaturity.renderers.made import record_of  # noqa: PLC0415
    from egovmaturity.renderers.templates import render_html  # noqa: PLC0415

    made = record_of(bundle, "html")
    return render_html(bundle.report, bundle.words, bundle.intro, bundle.theme, made)


def _json(bundle: Bundle) -> str:
    from egovmaturity.renderers.json_v1 import render_json  # noqa: PLC0415

    return render_json(bundle)


def _csv(bundle: Bundle) -> str:
    from egovmaturity.renderers.csv_table import render_csv  # noqa: PLC0415

    return render_csv(bundle)


def _junit(bundle: Bundle) -> str:
    from egovmaturity.renderers.junit import render_junit  # noqa: PLC0415

    return render_junit(bundle)


def _badge(bundle: Bundle) -> str:
    from egovmaturity.renderers.badge import render_badge  # noqa: PLC0415

    return render_badge(bundle)


def _svg(bundle: Bundle) -> str:
    from egovmaturity.renderers.badge import render_badge_svg  # noqa: PLC0415

    return render_badge_svg(bundle)


def _docx(bundle: Bundle) -> bytes:
    return word_report(bundle).data


def word_report(bundle: Bundle, template: Path | None = None) -> "WordReport":
    """Write a Word document, in the style of a template if one is given.

    Raises:
        RefusedError: python-docx is not installed.
        ContentError: The template cannot be used.
    """
    with _python_docx():
        from egovmaturity.renderers.docx_report import render_docx  # noqa: PLC0415
    return render_docx(bundle, template)


def word_outline(view: "OutlineView", words: "Words", occasion: "Occasion") -> bytes:
    """Write a master plan in outline as a Word document; ``occasion`` gives its day.

    Raises:
        RefusedError: python-docx is not installed.
    """
    with _python_docx():
        from egovmaturity.renderers.docx_outline import outline_docx  # noqa: PLC0415
    return outline_docx(view, words, occasion)


@contextmanager
def _python_docx() -> Iterator[None]:
    """Say what to install where an import in here finds no python-docx.

    Raises:
        RefusedError: python-docx is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in {"docx", "lxml"}:
            raise
        raise RefusedError(
            message("Word documents need python-docx, which is not installed"),
            message('Install it with: pip install "egovmaturity[docx]"'),
        ) from None


RENDERERS: dict[ReportFormat, Renderer] = {
    ReportFormat.TERMINAL: _terminal,
    ReportFormat.MARKDOWN: _markdown,
    ReportFormat.HTML: _html,
    ReportFormat.JSON: _json,
    ReportFormat.CSV: _csv,
    ReportFormat.DOCX: _docx,
    ReportFormat.JUNIT: _junit,
    ReportFormat.BADGE: _badge,
    ReportFormat.SVG: _svg,
}
