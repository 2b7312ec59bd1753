"""Numbers that people type with a dot or comma which may stand between thousands."""

import re

from egovmaturity.domain.questionnaire import NumberRange, Rating


def may_mean_thousands(text: str, number: Rating, asked: NumberRange) -> bool:
    """Whether a text read as ``number`` may as well mean a thousand times as much.

    ``1.500`` is one and a half or fifteen hundred where both are in the range asked for; in another
    language than the reader's either is usual, so that neither is guessed.
    """
    if not is_grouped(text):
        return False
    return all(asked.lowest <= each <= asked.highest for each in (number, number * 1000))


def is_grouped(text: str) -> bool:
    """Whether a text looks as if it were written with a mark between thousands."""
    return _GROUPED.fullmatch(text) is not None


_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
