"""What offices are asked, and what comes back from them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, AnswerSheet, Institution, Occasion, Purpose
from egovmaturity.domain.diagnostics import Diagnostic
from egovmaturity.domain.questionnaire import Question, Questionnaire, Rating


class Terms(NamedTuple):
    """By when and for what an office is asked, and whom it can ask in turn."""

    purpose: Purpose = Purpose.SELF
    due: date | None = None
    contact: str = ""


class Handout(NamedTuple):
    """What one office is asked: the content of a sheet or form before it is laid out.

    ``owner`` is empty where everybody is asked everything; ``questions`` are in questionnaire
    order and at least one. ``answers`` holds what stands in them already. ``earlier`` is what was
    answered the last time, for information only. ``called`` is the office in the names of files,
    in small letters, digits and hyphens, as no other office of the round is called; empty where
    there is no round.
    """

    questionnaire: Questionnaire
    language: str
    institution: Institution
    occasion: Occasion
    owner: str
    questions: tuple[Question, ...]
    answers: Mapping[str, Answer]
    earlier: Mapping[str, Rating]
    terms: Terms = Terms()
    called: str = ""


class Completeness(StrEnum):
    """How far a question is answered; sheets and forms show the same words."""

    OPEN = "open"
    NO_REASON = "no reason"
    NO_EVIDENCE = "no evidence"
    COMPLETE = "complete"


class Return(NamedTuple):
    """What came back from one office, as far as it could be read.

    ``sheet`` has its ``part`` and only answers that could be read; an answer file of the whole
    institution may come back as well, and has no part. ``places`` says where each answer stands, as
    a reader of the file finds it (``Jawaban!F9``, ``12:5``). ``unreadable`` are the questions whose
    answers could not be read; why stands in ``problems``, which hold warnings too. Where the file
    is not labelled, it does not say any more of which institution or year it is: what is missing
    of them is blank, the year 0.
    """

    file: str
    sha256: str
    sheet: AnswerSheet
    places: Mapping[str, str]
    unreadable: tuple[str, ...]
    problems: tuple[Diagnostic, ...]
    is_labelled: bool = True
