"""Whether a changed sentence can still mean the same."""

from difflib import SequenceMatcher
from itertools import zip_longest

_SHORT = 4
"""Words up to this length carry numbers, negations and quantities; they must not change."""
_ALIKE = 0.8
"""Share of letters two spellings of one word have in common (2·matches ÷ letters of both)."""

_AROUND = ".,;:!?()[]\"'“”\u2018\u2019"


def is_spelling(before: str, after: str) -> bool:
    """Whether two texts differ in case, space, punctuation or the spelling of long words only.

    The rule is strict on purpose: a word that comes, goes, or is replaced by another one can
    turn a level around, and so can a figure or a short word such as a negation. Texts with the
    same words in the same order, each longer one alike in four fifths of its letters, are taken
    for corrections of spelling; a word is also one where it was written in two parts.
    """
    first, second = _words(before), _words(after)
    if "".join(first) == "".join(second):
        return True
    return all(_is_same_word(*pair) for pair in zip_longest(first, second, fillvalue=""))


def _is_same_word(before: str, after: str) -> bool:
    if before == after:
        return True
    if min(len(before), len(after)) <= _SHORT or not (before.isalpha() and after.isalpha()):
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    """Split into words without punctuation at their ends; figures and signs between stay."""
    stripped = (word.strip(_AROUND) for word in text.casefold().split())
    return [word for word in stripped if word]
