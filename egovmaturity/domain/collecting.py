"""What offices are asked."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, Institution, Occasion, Purpose
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
    answered the last time, for information only.
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
