"""What every part of a report is written from, and the words several parts share."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, Protocol

from egovmaturity.domain.answers import AnswerSheet, Rated
from egovmaturity.domain.honesty import Remark
from egovmaturity.domain.plan import Plan
from egovmaturity.domain.questionnaire import (
    BandedRule,
    NumberRange,
    Question,
    Questionnaire,
    Rating,
    Threshold,
)
from egovmaturity.domain.results import (
    Assessment,
    GroupResult,
    Interval,
    OpenReason,
    QuestionResult,
)
from egovmaturity.language import Words, to_translate
from egovmaturity.views import sentences
from egovmaturity.views.numbers import NO_SCORE, Numbers, rounded
from egovmaturity.views.report import PARTS, ScoreView

if TYPE_CHECKING:  # few reports have a crosswalk; the others do not pay for its import
    from egovmaturity.domain.crosswalk import Touching

    class Coded(Protocol):
        """What has a code and a title: a question, an action, work that raises no level."""

        @property
        def id(self) -> str:
            """The code, as files write it."""

        @property
        def title(self) -> str:
            """The title, in the language of the report."""


_HUNDRED = 100


class Extras(NamedTuple):
    """What a report can show beyond its assessment, and the parts it shows."""

    touching: "Touching | None" = None
    baseline: Assessment | None = None
    parts: tuple[str, ...] = PARTS
    remarks: tuple[Remark, ...] = ()


class Context(NamedTuple):
    """An assessment with its plan, and how its report speaks.

    ``places`` and ``factors`` are titles by id; ``touching`` is what of another questionnaire the
    gaps touch, and ``baseline`` an earlier assessment, each if it was asked for. ``parts`` are the
    parts of a report that were chosen, ``remarks`` what in the answers is worth a second look.
    """

    assessment: Assessment
    plan: Plan
    words: Words
    numbers: Numbers
    places: Mapping[str, str]
    factors: Mapping[str, str]
    touching: "Touching | None"
    baseline: Assessment | None
    parts: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire, in the language it was loaded in."""
        return self.assessment.questionnaire

    @property
    def sheet(self) -> AnswerSheet:
        """The answers."""
        return self.assessment.sheet

    def score(self, found: Interval | None, bars: tuple[Threshold, ...] = ()) -> ScoreView:
        """Return a score as it is printed and drawn; in print it contradicts none of ``bars``."""
        if found is None:
            return ScoreView(None, "", NO_SCORE, "", "0", "0", "")
        return ScoreView(
            value=float(found.low),
            exact=str(found.low),
            text=self.numbers.score(found.low, bars),
            high=self.numbers.score(found.high, bars) if found.high != found.low else "",
            bar=bar_length(found.low),
            bar_high=bar_length(found.high),
            blocks=blocks(found.low),
        )

    def index_text(self, index: Interval | None) -> str:
        """Write the index as this questionnaire prints it: percent, or on its own scale."""
        if index is None:
            return NO_SCORE
        rule = self.questionnaire.rule
        if isinstance(rule, BandedRule):
            return self.numbers.decimal(rule.on_scale(index.low), rule.decimals)
        return self.numbers.score(index.low)

    def counts(self, group: GroupResult) -> str:
        """Count the questions of a group in words."""
        return sentences.tally_text(self.words, group.tally)

    def rating(self, rating: Rating) -> str:
        """Write a level, or a number as it was given."""
        return str(rating) if isinstance(rating, int) else self.numbers.trimmed(rating)

    def optional(self, rating: Rating | None) -> str:
        """Write a rating, or a dash where there is none."""
        return NO_SCORE if rating is None else self.rating(rating)

    def open_reason(self, reason: OpenReason) -> str:
        """Say why a question has no rating that counts."""
        return self.words(_OPEN_REASONS[reason])

    def place(self, question: Question) -> str:
        """Name the stage or section of a question."""
        return self.places.get(question.belongs_to, "")

    def factor_names(self, question: Question) -> str:
        """Name the factors of a question."""
        return ", ".join(self.factors.get(factor, factor) for factor in question.factors)

    def evidence_text(self, result: QuestionResult) -> str:
        """Say in a word how complete the evidence of an answer is."""
        words, state = self.words, result.evidence
        if not state.needed:
            return words("Not required at this level") if isinstance(result.answer, Rated) else ""
        if not state.lacking:
            return words("Complete")
        return words("None") if has_no_evidence(result) else words("Partial")


_OPEN_REASONS = {
    OpenReason.UNANSWERED: to_translate("Unanswered"),
    OpenReason.DONT_KNOW: to_translate("Don't know"),
    OpenReason.UNVERIFIED: to_translate("Not verified"),
}


def context_of(assessment: Assessment, plan: Plan, words: Words, extras: Extras) -> Context:
    """Prepare what the parts share; ``words`` already know the questionnaire's names."""
    questionnaire = assessment.questionnaire
    return Context(
        assessment,
        plan,
        words,
        Numbers(words.language),
        questionnaire.place_titles(),
        {factor.id: factor.title for factor in questionnaire.factors},
        extras.touching,
        extras.baseline,
        extras.parts,
        extras.remarks,
    )


def bar_length(share: Fraction) -> str:
    """Return a length in percent for drawing, never more than two decimals."""
    return f"{rounded(share * _HUNDRED, 2).units / _HUNDRED:g}"


_CELLS = 10


def blocks(share: Fraction) -> str:
    """Draw a share of full marks as ten signs; one is full only when it is reached whole."""
    full = share.numerator * _CELLS // share.denominator
    return "█" * full + "░" * (_CELLS - full)


def cut(text: str, letters: int) -> str:
    """Return a text on one line, cut at its end to so many letters where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def coded(each: "Coded") -> str:
    """Name something in a cell or a sentence: by the code to find it, then by its title."""
    return f"{each.id} {each.title}"


def meaning(question: Question, rating: Rating | None) -> str:
    """Return what the questionnaire says a level means; empty for numbers."""
    if rating is None or isinstance(question.scale, NumberRange):
        return ""
    return question.rubric.get(int(rating), "")


def has_no_evidence(result: QuestionResult) -> bool:
    """Whether none of the documents needed is listed."""
    return len(result.evidence.lacking) == len(result.evidence.needed)
