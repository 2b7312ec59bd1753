"""A comparison of years for people: in a terminal, as Markdown, as HTML."""

from jinja2 import FileSystemLoader

from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.renderers.safe_text import plain, visible
from egovmaturity.renderers.shorten import short_css, short_html
from egovmaturity.renderers.templates import make_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.resources import bundled
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


def comparison_html(view: ComparisonView, words: Words) -> str:
    """Write a comparison as one HTML file that needs nothing else and runs no script."""
    environment = make_environment(words.with_names(visible))
    environment.filters |= {"short": short_html, "css": short_css}
    environment.loader = FileSystemLoader(bundled("report_templates"))
    template = environment.get_template("html/comparison.html.j2")
    shown = plain(view)
    return template.render(view=shown, page=shown["page"], theme=plain(BUILT_IN))
