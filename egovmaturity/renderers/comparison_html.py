"""A comparison of years as one HTML file."""

from jinja2 import FileSystemLoader

from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import plain, visible
from egovmaturity.renderers.shorten import short_css, short_html
from egovmaturity.renderers.templates import css_text, make_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.resources import bundled
from egovmaturity.views.comparison import ComparisonView


def comparison_html(view: ComparisonView, words: Words) -> str:
    """Write a comparison as one HTML file that needs nothing else and runs no script."""
    environment = make_environment(words.with_names(visible))
    environment.filters |= {"short": short_html, "css": short_css, "css_text": css_text}
    environment.loader = FileSystemLoader(bundled("report_templates"))
    template = environment.get_template("html/comparison.html.j2")
    shown = plain(view)
    return template.render(view=shown, page=shown["page"], theme=plain(BUILT_IN))
