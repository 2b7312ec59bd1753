"""How tall a row has to be for its texts.

Excel fits rows to texts only when somebody types in them, LibreOffice not even when it opens a
file, so heights are estimated: by widths of Calibri, rounded up, and with some space to spare for
other fonts.
"""

from collections.abc import Iterable

MOST = 409.0
"""The tallest row of Excel, in points."""

_PADDING = 4.0
_SPARE = 1.03
_LINE = 1.28
"""Points of a line for each point of the font."""

_STANDARD = 11
"""Points of the font that widths of columns are counted in, by the width of its digits."""


def height_of(texts: Iterable[tuple[str, float]], points: int) -> float:
    """Return the height for texts with the widths of their columns, in a font of ``points``."""
    lines = max((_lines(text, width * _STANDARD / points) for text, width in texts), default=1)
    return min(MOST, round(lines * points * _LINE + _PADDING, 1))


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes where so many digits fit into one."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        width = _SPARE * sum(map(_width, word))
        if used and used + _SPACE + width > room:
            lines, used = lines + 1, width
        else:
            used += width + (_SPACE if used else 0.0)
        if used > room:  # a long word is broken wherever the line ends
            broken, used = divmod(used, room)
            lines += int(broken)
    return lines


_SPACE = 0.45


def _width(character: str) -> float:
    """Return the width in digits."""
    if character in "ijl.,;:'|!()[]I":
        return 0.55
    if character in "ftrs-/":
        return 0.75
    if character in "mwMW%@—…":
        return 1.6
    return 1.2 if character.isupper() else 1.03 if character < "\u1100" else 2.0
