"""What in an answer sheet is worth a second look."""

from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message


class Remark(NamedTuple):
    """Something to look at again before the result is relied on.

    It is advice: the answers may well be right, and no score depends on it. ``code`` is stable,
    ``questions`` are the ids it is about, at least one, in the order of the questionnaire.
    ``cause`` and ``hint`` name questions, levels, stages and bands only, never anything that the
    institution wrote.
    """

    code: str
    questions: tuple[str, ...]
    cause: Message
    hint: Message
