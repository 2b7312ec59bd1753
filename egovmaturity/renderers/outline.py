"""A master plan in outline as Markdown, or as one HTML file."""

from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import cleaned, markdown, visible
from egovmaturity.renderers.templates import bundled_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.views.outline import OutlineView


def outline_markdown(view: OutlineView, words: Words) -> str:
    """Write a master plan in outline as GitHub-flavoured Markdown without any HTML."""
    environment = bundled_environment(words.with_names(markdown))
    return environment.get_template("markdown/outline.md.j2").render(view=view)


def outline_html(view: OutlineView, words: Words) -> str:
    """Write a master plan in outline as one HTML file that needs nothing and runs no script."""
    environment = bundled_environment(words.with_names(visible))
    template = environment.get_template("html/outline.html.j2")
    return template.render(view=cleaned(view), theme=BUILT_IN)
