"""A comparison of years as one HTML file."""

from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import cleaned, visible
from egovmaturity.renderers.templates import bundled_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.views.comparison import ComparisonView


def comparison_html(view: ComparisonView, words: Words) -> str:
    """Write a comparison as one HTML file that needs nothing else and runs no script."""
    environment = bundled_environment(words.with_names(visible))
    template = environment.get_template("html/comparison.html.j2")
    shown = cleaned(view)
    return template.render(view=shown, page=shown.page, theme=BUILT_IN)
