"""A comparison of years to read: in a terminal or as Markdown."""

from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.views.comparison import ComparisonView
from egovmaturity.views.explanation import ExplanationView


def comparison_text(view: ComparisonView, look: Look) -> str:
    """Write a comparison for a terminal, with what must stand on it above its first block."""
    return explanation_text(_marked(view), look)


def comparison_markdown(view: ComparisonView) -> str:
    """Write a comparison as Markdown."""
    return explanation_markdown(_marked(view))


def _marked(view: ComparisonView) -> ExplanationView:
    page = view.page
    return page._replace(summary=" ".join([page.summary, *(f"{mark}." for mark in view.marks)]))
