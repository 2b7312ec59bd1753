"""What those who write answer sheets and those who read them back agree on.

A workbook says of itself what it is on a hidden sheet; and its texts hold no more than an answers
file takes back.
"""

import re
from enum import StrEnum

FORMAT = "egovmaturity-sheet"
VERSION = 1
"""Version of the layout of answer sheets."""

KEY_COLUMN, VALUE_COLUMN = 1, 2
"""Columns of the hidden sheet, counted from 1: what is said, then what is said of it."""

TABLE_ROW = 20
"""From this row on, counted from 1, stand the questions asked, each with the digest of what it went
out with; above it facts and their values."""


class Fact(StrEnum):
    """What the hidden sheet says of the handout, in this order."""

    FORMAT = "format"
    VERSION = "version"
    QUESTIONNAIRE = "questionnaire"
    QUESTIONNAIRE_SHA256 = "questionnaire_sha256"
    INSTITUTION = "institution"
    INSTITUTION_ID = "institution_id"
    YEAR = "year"
    SUBJECT = "subject"
    OWNER = "owner"
    LANGUAGE = "language"
    PURPOSE = "purpose"
    DUE = "due"


def in_lines(text: str) -> str:
    """Return a text with plain ends of lines; some programs break lines in ways of their own."""
    return _LINE_ENDS.sub("\n", text)


def unfit_in(text: str) -> str:
    """Return the first character that no answers file may hold; empty where there is none.

    They are control characters, what is no character, byte-order marks and halves of characters.
    """
    found = _UNFIT.search(text)
    return found.group() if found else ""


def fitting(text: str) -> str:
    """Return a text without what no answers file may hold; half a character becomes U+FFFD."""
    return _HALF.sub("\ufffd", _UNSEEN.sub("", text))


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_UNFIT = re.compile(f"{_UNSEEN.pattern}|{_HALF.pattern}")
