"""A handout as one HTML file that works by a double-click."""

import json
import re
from typing import Any

from markupsafe import Markup

from egovmaturity.domain.collecting import Handout
from egovmaturity.language import Words
from egovmaturity.renderers.form.content import Paging, content
from egovmaturity.renderers.safe_text import visible
from egovmaturity.renderers.templates import bundled_environment
from egovmaturity.renderers.theme import BUILT_IN
from egovmaturity.resources import bundled

_SCRIPTS = ("state", "numbers", "storage", "yaml", "dom", "question", "screens", "main")


def form_page(handout: Handout, words: Words, paging: Paging = Paging.QUESTION) -> str:
    """Write an offline form for one office: HTML, style, script and questions in one file.

    It reaches no network, shows no score, keeps what is typed in the browser, and saves it as the
    YAML of ``rewriting`` and ``loading``: an answers file with a ``part``. ``words`` decides the
    language of everything that the questionnaire does not say; ``paging`` how many questions stand
    on one screen. The same handout gives the same bytes.
    """
    words = words.naming(handout.questionnaire).with_names(visible)
    given = content(handout, words, paging)
    environment = bundled_environment(words)
    template = environment.get_template("form/form.html.j2")
    return template.render(
        language=words.language,
        start=given["start"],
        given=Markup(_island(given)),  # noqa: S704  # no sign of HTML is left in it
        script=Markup(_script()),  # noqa: S704  # our own script
        theme=BUILT_IN,
    )


def _island(given: dict[str, Any]) -> str:
    """Write JSON in ASCII in which nothing can end the element around it or begin another."""
    text = json.dumps(given, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _script() -> str:
    """Join the parts of the script in a scope of their own, without what only people read.

    That is comments, indentation, the line ends after which JavaScript needs none, and the spaces
    around signs that no text in the script holds.
    """
    folder = bundled("report_templates") / "form" / "script"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    lines = [line for line in _LINE_START.sub("", "\n".join(parts)).split("\n") if line]
    whole = "\n".join(['(() => {\n"use strict";', *lines, "})();"])
    return _SPACED_SIGN.sub(r"\1", _NEEDLESS_END.sub(r"\1", whole))


_LINE_START = re.compile(r"^[ ]+|^[ ]*//.*$", re.MULTILINE)
_SPACED_SIGN = re.compile(r" (=>|[=!]==|&&|\|\||=) ")
_NEEDLESS_END = re.compile(r"([{(\[,;])\n")
