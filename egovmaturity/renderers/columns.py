"""How wide texts are in a terminal, and how to make them fit."""

import textwrap
from collections.abc import Iterable

# First and last code points of letters that take two columns, and of marks that take none.
# Fixed lists: the Unicode database differs between Python versions.
_WIDE = (
    (0x1100, 0x115F),
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x3FFFD),
)
_ZERO = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x064B, 0x065F),
    (0x1AB0, 0x1AFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
)


def columns_of(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    codes = [ord(character) for character in text if character > "\u02ff"]
    wide = sum(any(first <= code <= last for first, last in _WIDE) for code in codes)
    zero = sum(any(first <= code <= last for first, last in _ZERO) for code in codes)
    return len(text) + wide - zero


def fitted(text: str, width: int, dots: str) -> str:
    """Pad or cut a text to exactly ``width`` columns; a cut is shown by ``dots``."""
    if columns_of(text) <= width:
        return text + " " * (width - columns_of(text))
    while text and columns_of(text) > width - columns_of(dots):
        text = text[:-1]
    return fitted(text.rstrip() + dots, width, dots)


def wrapped(text: str, width: int, indent: str = "", following: str | None = None) -> list[str]:
    """Return a text as lines of at most ``width`` letters, broken between words.

    The first line begins with ``indent``, the others with ``following``; without it, all with
    ``indent``. Words are not broken at hyphens, since codes have some; a word longer than a line is
    broken where the line ends. An empty text has no line.
    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_on_hyphens=False,
    )


_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def emphasized(lines: Iterable[str]) -> list[str]:
    """Return lines in bold. Signs of colour take no room, so lines are broken before."""
    return [f"{_BOLD}{line}{_RESET}" for line in lines]


_PLAIN = {
    "█": "#",
    "·": ".",
    "✓": "ok",
    "✗": "no",
    "–": "-",
    "—": "-",
    "−": "-",
    "→": "->",
    "▶": ">",
    "▲": "^",
    "▼": "v",
    "■": "#",
    "□": "-",
    "●": "*",
    "◎": "o",
    "○": "o",
    "≤": "<=",
    "≥": ">=",
    "×": "x",
    "÷": "/",
    "…": "...",
    "›": ">",
    "“": '"',
    "”": '"',
    "’": "'",
    "\u00a0": " ",
}


def in_ascii(text: str) -> str:
    """Write signs and letters in plain ASCII; what has no likeness shows its number."""
    import unicodedata  # noqa: PLC0415  # only where a terminal has no better letters

    plain = "".join(_PLAIN.get(character, character) for character in text)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return bare.encode("ascii", "backslashreplace").decode("ascii")
