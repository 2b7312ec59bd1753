"""Single values as YAML files of this package hold them."""

import json


def quoted(text: str) -> str:
    """Write a text as a double-quoted scalar on one line, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def word(text: str) -> str:
    """Write an identifier; one that reads as a number, a truth or nothing is put in quotes."""
    is_plain = text[:1].isalpha() and text.lower() not in _NO_NAMES
    return text if is_plain else quoted(text)


_NO_NAMES = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
