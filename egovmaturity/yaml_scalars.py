"""Single values as YAML files of this package hold them."""

import json
import re


def quoted(text: str) -> str:
    """Write a text as a double-quoted scalar on one line, whatever is in it."""
    return in_brackets(text)


def in_brackets(value: object) -> str:
    """Write lists and keys in brackets on one line, as JSON that YAML reads the same way."""
    return UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False))


UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that files may hold as an escape only."""


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def word(text: str) -> str:
    """Write an identifier; one that reads as a number, a truth or nothing is put in quotes."""
    is_plain = text[:1].isalpha() and text.lower() not in _NO_NAMES
    return text if is_plain else quoted(text)


_NO_NAMES = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
