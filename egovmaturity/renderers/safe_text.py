"""User text at the exit of each medium: nothing in it acts, everything in it can be seen."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# Control characters, invisible formatting, direction overrides, surrogates and non-characters.
# A fixed list rather than the Unicode database, which differs between Python versions.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\uffff\ufff0-\ufff8\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Replace characters that act or hide by what a programmer would write: ``\x1b``.

    Tabs and line breaks stay; each medium decides what to do with them.
    """
    if text.isascii() and text.isprintable():  # nine texts in ten, and much cheaper to tell
        return text
    return _UNSEEN.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """Make text safe and fit for a single line: every run of white space is one space."""
    return " ".join(visible(text.replace("\r", " ")).split())


@lru_cache(maxsize=4096)
def markdown(text: str) -> str:
    """Write text so that a CommonMark or GFM reader shows exactly it, on one line.

    Fit for table cells, list items and paragraphs alike: what could begin a heading, a list, a
    quote, a link, code, emphasis, a table cell or HTML is escaped with a backslash.
    """
    return markdown_line(markdown_run(one_line(text)))


def markdown_run(text: str) -> str:
    """Escape what acts inside a line of Markdown, for a piece of text within it."""
    return _MARKS.sub(_escaped, text)


def markdown_line(line: str) -> str:
    """Escape what would act at the start of a line of Markdown that is otherwise finished."""
    return _LINE_START.sub(_escaped_sign, line)


# As functions: what is written as a text, Python 3.11 looks up for every line, marks in it or not.
def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark.group()}"


def _escaped_sign(start: re.Match[str]) -> str:
    return f"{start.group(1)}\\{start.group(2)}"


_MARKS = re.compile(r"[\\`*_\[\]<>|~&]")
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+#=:](?:[-+#=:\s]|$)))(.)")


def cleaned(value: Any) -> Any:
    """Return a view with every text in it made visible; sequences without names become lists."""
    if isinstance(value, str):
        return visible(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple | list):
        inside = [cleaned(item) for item in value]
        return value._make(inside) if hasattr(value, "_make") else inside
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in value.items()}
    return value


def plain(value: Any) -> Any:
    """Return a view as dictionaries, lists and scalars, every text in it made visible."""
    return _without_classes(cleaned(value))


def _without_classes(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _without_classes(item) for name, item in value._asdict().items()}
    if isinstance(value, list):
        return [_without_classes(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_classes(item) for name, item in value.items()}
    return value
