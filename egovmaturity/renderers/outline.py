"""A master plan in outline as Markdown, or as one HTML file."""

from jinja2 import FileSystemLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import markdown, plain, visible
from egovmaturity.renderers.shorten import short_css, short_html
from egovmaturity.renderers.templates import css_text, make_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.resources import bundled
from egovmaturity.views.outline import OutlineView


def outline_markdown(view: OutlineView, words: Words) -> str:
    """Write a master plan in outline as GitHub-flavoured Markdown without any HTML."""
    environment = _environment(words.with_names(markdown))
    return environment.get_template("markdown/outline.md.j2").render(view=plain(view))


def outline_html(view: OutlineView, words: Words) -> str:
    """Write a master plan in outline as one HTML file that needs nothing and runs no script."""
    environment = _environment(words.with_names(visible))
    environment.filters |= {"short": short_html, "css": short_css, "css_text": css_text}
    template = environment.get_template("html/outline.html.j2")
    return template.render(view=plain(view), theme=plain(BUILT_IN))


def _environment(words: Words) -> ImmutableSandboxedEnvironment:
    environment = make_environment(words)
    environment.loader = FileSystemLoader(bundled("report_templates"))
    return environment
