"""Markdown and HTML through Jinja2 templates, which only lay out what the view says."""

import base64
import contextlib
import hashlib
import json
import marshal
import sys
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, bc_magic
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from egovmaturity.language import Words
from egovmaturity.renderers.markdown_tables import with_column_widths
from egovmaturity.renderers.safe_text import cleaned, markdown, visible
from egovmaturity.renderers.shorten import short_css, short_html
from egovmaturity.renderers.theme import BUILT_IN, Theme
from egovmaturity.resources import bundled
from egovmaturity.verifying.record import NAME
from egovmaturity.views.report import VIEW_VERSION, ReportView


def render_markdown(
    report: ReportView, words: Words, intro: str = "", heading_offset: int = 0, made: str = ""
) -> str:
    """Write the report as GitHub-flavoured Markdown without any HTML but one comment at its end.

    ``intro`` is Markdown that goes before the first part; with ``heading_offset`` every heading
    lies that many levels deeper, none deeper than the sixth. The comment is ``made``, the record of
    how the report was made.
    """
    if intro:
        from egovmaturity.renderers.intro import intro_markdown  # noqa: PLC0415

        intro = intro_markdown(intro, heading_offset)
    marks = tuple("#" * min(level + heading_offset, 6) for level in range(5))
    # The view as it is: the filter md, through which every text goes, lets everything be seen.
    words = words.with_names(markdown)
    return _render("markdown/assessment.md.j2", report, words, intro=intro, h=marks, made=made)


def render_html(
    report: ReportView, words: Words, intro: str = "", theme: Theme | None = None, made: str = ""
) -> str:
    """Write the report as one HTML file that needs nothing else, in the look of ``theme``.

    ``intro`` is Markdown that goes before the first part, ``made`` the record of how the report was
    made.
    """
    if intro:
        from egovmaturity.renderers.intro import intro_html  # noqa: PLC0415

        intro = Markup(intro_html(intro))  # noqa: S704  # written by us from what was parsed
    look = cleaned(theme or BUILT_IN)
    words = words.with_names(visible)
    file = bundled("report_templates") / "html" / "script.min.js"
    script = Markup(file.read_text(encoding="utf-8").strip())  # noqa: S704  # our own script
    record = Markup(made)  # noqa: S704  # written by us without any sign of HTML
    ours = {"intro": intro, "theme": look, "script": script, "made": record}
    return _render("html/assessment.html.j2", cleaned(report), words, **ours)


def _render(name: str, report: ReportView, words: Words, **more: object) -> str:
    template = bundled_environment(words).get_template(name)
    return template.render(report=report, view_version=VIEW_VERSION, record_name=NAME, **more)


def bundled_environment(words: Words) -> Environment:
    """Return the environment of the templates that come with the tool, which need no sandbox.

    Besides what is there for every template they see ``short`` (HTML) and ``css`` without what only
    people need, ``css_text`` and ``json``.
    """
    environment = make_environment(words, Environment)
    environment.filters |= {"short": short_html, "css": short_css}
    environment.filters |= {"css_text": css_text, "json": compact_json}
    environment.loader = FileSystemLoader(bundled("report_templates"))
    environment.bytecode_cache = _BesideTemplates(bundled("report_templates"))
    return environment


_Kind = TypeVar("_Kind", bound=Environment)


def make_environment(words: Words, kind: type[_Kind]) -> _Kind:
    """Return an environment of this kind: undefined names fail, HTML is escaped.

    Templates see the filters ``md`` (text for Markdown), ``tables`` (columns of Markdown tables as
    wide as what is in them) and ``csp_hash``, and the functions ``_`` and ``ngettext`` for the
    tool's own words.
    """
    environment = kind(
        undefined=StrictUndefined,
        autoescape=_is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = markdown
    environment.filters["tables"] = with_column_widths
    environment.filters["csp_hash"] = _csp_hash
    environment.globals["_"] = words
    environment.globals["ngettext"] = words.plural
    return environment


def _is_html(name: str | None) -> bool:
    """Escape everything that is not known to be Markdown or plain text."""
    return name is None or not name.removesuffix(".j2").endswith((".md", ".txt", ".csv"))


def _csp_hash(text: str) -> str:
    """Return the Content-Security-Policy source that allows exactly this inline style."""
    digest = hashlib.sha256(str(text).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def css_text(text: str) -> Markup:
    """Write any text as a string of CSS in which every character but letters and digits is a code.

    So nothing in it can end the string, the style sheet or the element around it.
    """
    codes = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in str(text))
    return Markup(f'"{"".join(codes)}"')  # noqa: S704  # letters, digits and codes only


_MOST_EXACT = 2**53
"""Whole numbers of JSON are exact below this in a browser."""

_COMPACT = json.JSONEncoder(separators=(",", ":"))


def compact_json(value: Any) -> Markup:
    """Write values as JSON in which nothing can end the element around it.

    Of a record these are the values alone, in the order of its fields. A whole number that a
    browser could not keep is written as a text.
    """
    return htmlsafe_json_dumps(_kept(value), dumps=_COMPACT.encode)


def _kept(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_kept(item) for item in value]
    return str(value) if type(value) is int and abs(value) >= _MOST_EXACT else value


class _BesideTemplates(BytecodeCache):
    """Keeps compiled templates in ``__pycache__`` beside them, as Python does with modules.

    Where that folder cannot be written nothing is kept and nothing fails. A file is named after its
    template, the Python version and the way it is written, and begins with what tells the version
    of Jinja2's code and the source that it was made from.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "__pycache__"

    def _file(self, bucket: Bucket) -> Path:
        return self._directory / f"{bucket.key}.{sys.implementation.cache_tag}.2.j2c"

    def load_bytecode(self, bucket: Bucket) -> None:
        # Jinja2's own way reads from the file piece by piece, which takes four times as long.
        start = _start(bucket)
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            data = self._file(bucket).read_bytes()
            if data.startswith(start):
                bucket.code = marshal.loads(data[len(start) :])  # noqa: S302  # written below

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        target = self._file(bucket)
        partial: Any = target.with_suffix(f".{id(bucket)}.tmp")
        try:
            target.parent.mkdir(exist_ok=True)
            partial.write_bytes(_start(bucket) + marshal.dumps(bucket.code))
            partial.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


def _start(bucket: Bucket) -> bytes:
    return bc_magic + bucket.checksum.encode()
