"""What XML cannot hold, as workbooks write it: ``_x000D_`` and the like."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo the escapes for what XML cannot hold; two halves of one character become it."""
    if "_x" not in text:
        return text
    halves = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return _BOTH_HALVES.sub(_whole, halves)


# By hand: the process cannot load an encoding any more.
_BOTH_HALVES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def _whole(found: re.Match[str]) -> str:
    return chr(0x10000 + ((ord(found[1]) & 0x3FF) << 10) + (ord(found[2]) & 0x3FF))
