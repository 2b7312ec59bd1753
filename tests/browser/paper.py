"""What is on which sheet of a printed report."""

import re
import subprocess
import unicodedata
from collections import Counter
from typing import NamedTuple


class Sheet(NamedTuple):
    """One printed page: its lines, all its letters and digits in a row, and how often each word."""

    lines: list[str]
    letters: str
    words: Counter[str]

    def holds(self, text: str) -> bool:
        """Return whether all of a text is here, in a row or at least each of its words.

        The order of words is not the order of the page where boxes are laid out backwards, and
        addresses of links are printed between them.
        """
        return letters(text) in self.letters or words(text) <= self.words


def letters(text: str) -> str:
    """Return what survives every way of laying out: letters and digits without ligatures."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


def sheets(pdf: bytes) -> list[Sheet]:
    """Read a PDF page by page."""
    raw, laid_out = _text(pdf, "-raw"), _text(pdf, "-layout")
    return [
        Sheet([line.strip() for line in layout.splitlines()], letters(text), words(text))
        for text, layout in zip(raw, laid_out, strict=True)
    ]


def picture(pdf: bytes, page: int, dots_per_inch: int) -> bytes:
    """Return one page as a PNG."""
    number = str(page)
    return _run(pdf, "pdftoppm", "-png", "-r", str(dots_per_inch), "-f", number, "-l", number, "-")


def poppler_version() -> str:
    done = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=True)
    return done.stderr.split()[2]


def _text(pdf: bytes, order: str) -> list[str]:
    return _run(pdf, "pdftotext", order, "-", "-").decode().split("\f")[:-1]


def _run(pdf: bytes, *command: str) -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
