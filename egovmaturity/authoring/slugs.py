"""Identifiers from titles and codes from places: short, unique, and the same on every run."""

import re
import unicodedata
from collections.abc import Collection, Iterable

_LONGEST = 40
_NUMBERING = re.compile(r"(?:\d{1,2}|[ivxIVX]{1,4}|[A-Za-z])[.)]\s+")


def slug(title: str, taken: Collection[str], otherwise: str) -> str:
    """Return an identifier made of the words of a title, unlike those ``taken``.

    Numbering in front (``1. ``, ``A) ``) stays out. ``otherwise`` is for titles without a letter
    or digit of ASCII.
    """
    text = _NUMBERING.sub("", title, count=1) if _NUMBERING.match(title) else title
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall("[a-z0-9]+", plain)) or otherwise
    candidate = _cut(words, _LONGEST)
    number = 1
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = _cut(words, _LONGEST - len(ending)) + ending
    return candidate


def _cut(words: str, length: int) -> str:
    """Shorten to whole words where there are several."""
    if len(words) <= length:
        return words
    return words[: length + 1].rpartition("-")[0] or words[:length]


class Codes:
    """Gives codes to the questions that have none."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Remember the codes that are taken, whatever their capitals."""
        self._taken = {code.casefold() for code in taken}
        self._last: dict[str, int] = {}

    def next(self, prefix: str) -> str:
        """Return the first free code that begins so: ``S1-01``, ``S1-02``, ..."""
        number = self._last.get(prefix, 0)
        while True:
            number += 1
            code = f"{prefix}{number:02d}"
            if code.casefold() not in self._taken:
                break
        self._last[prefix] = number
        self._taken.add(code.casefold())
        return code


def prefix_of(codes: Iterable[str]) -> str | None:
    """Return what stands before the number of the first code that ends with one."""
    for code in codes:
        found = re.fullmatch(r"(.*?)\d{1,9}", code)
        if found and len(found[1]) <= _LONGEST - 6:
            return found[1]
    return None
