"""What every new questionnaire begins with, whatever is asked in it."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from fractions import Fraction

from egovmaturity.domain.questionnaire import (
    DEFAULT_SCALE,
    Author,
    Band,
    BandedRule,
    Closed,
    Comparator,
    IndexOf,
    Level,
    Question,
    Questionnaire,
    Scale,
    Source,
    Stage,
    StagedRule,
    Status,
    Terms,
    Threshold,
    Vacuous,
)
from egovmaturity.language import Words, to_translate

ONE = Fraction(1)
PLACEHOLDER = "..."
"""What stands where the author has to say something."""


class Kind(StrEnum):
    """How a questionnaire comes to its verdict."""

    STAGES = "stages"
    SECTIONS = "sections"
    PLAIN = "plain"


_BAR = Threshold(Comparator.AT_LEAST, Fraction(7, 10))
_INDEX = {
    Kind.STAGES: IndexOf.STAGES,
    Kind.SECTIONS: IndexOf.SECTIONS,
    Kind.PLAIN: IndexOf.QUESTIONS,
}


def outline(questionnaire_id: str, title: str, kind: Kind, words: Words) -> Questionnaire:
    """Return a draft with everything around its questions, and none of them yet."""
    return Questionnaire(
        id=questionnaire_id,
        edition="2026.1",
        language=words.language,
        languages=(words.language,),
        status=Status.DRAFT,
        status_note="",
        title=title,
        description=PLACEHOLDER,
        notice=words("A self-assessment, not an official evaluation."),
        authors=(Author(PLACEHOLDER, ""),),
        license="CC-BY-4.0",
        cite="",
        sources=(Source("source-1", PLACEHOLDER, "", ""),),
        terms=Terms("", "", "", ""),
        stages=(),
        sections=(),
        factors=(),
        blueprint=(),
        questions=(),
        rule=_gates() if kind is Kind.STAGES else _bands(words),
        index_of=_INDEX[kind],
        target=None,
        sha256="",
    )


def _gates() -> StagedRule:
    return StagedRule(Fraction(1, 2), Vacuous.BLOCK)


_BANDS = (
    ("low", 0, to_translate("Low")),
    ("medium", 40, to_translate("Medium")),
    ("high", 60, to_translate("High")),
    ("very-high", 80, to_translate("Very high")),
)


def _bands(words: Words) -> BandedRule:
    bands = tuple(Band(name, Fraction(start), words(label), "") for name, start, label in _BANDS)
    return BandedRule(Fraction(0), Fraction(100), bands, Closed.LEFT, 2)


def stage(stage_id: str, title: str) -> Stage:
    """Return a stage with the thresholds that new questionnaires begin with."""
    return Stage(stage_id, title, "", ONE, _BAR, _BAR, ())


_LABELS = (
    to_translate("Absent"),
    to_translate("Initiated"),
    to_translate("Partial"),
    to_translate("Complete"),
)


def default_scale(words: Words) -> Scale:
    """Return the scale that new questionnaires begin with."""
    return scale(dict(enumerate(words(label) for label in _LABELS)))


def scale(labels: Mapping[int, str]) -> Scale:
    """Make the scale of all questions from the labels of its levels, lowest first."""
    last = len(labels) - 1
    levels = (
        Level(number, label, Fraction(place, last))
        for place, (number, label) in enumerate(labels.items())
    )
    return Scale(DEFAULT_SCALE, tuple(levels))


def middle(levels: Collection[int]) -> int:
    """Return the level in the middle: what a mandatory question and its evidence begin with."""
    return list(levels)[len(levels) // 2]


def question(question_id: str, ask: str, levels: Scale) -> Question:
    """Return a question that says nothing but what it asks."""
    return Question(
        id=question_id,
        title=ask,
        ask=ask,
        why="",
        stage=None,
        section=None,
        factors=(),
        weight=ONE,
        mandatory=None,
        scale=levels,
        rubric={},
        evidence=(),
        recommend={},
        relations=(),
        sources=(),
        blueprint=(),
        allows_not_applicable=False,
        owner="",
        effort={},
        cost={},
        requires=(),
    )
