"""What each row of the sheet of answers is about."""

from collections.abc import Iterator
from typing import NamedTuple

from egovmaturity.collecting.claims import Claim, claim_of
from egovmaturity.domain.answers import AnswerKind, Purpose, Unanswered
from egovmaturity.domain.collecting import Handout
from egovmaturity.domain.questionnaire import Question
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.choices import Choices, level_texts
from egovmaturity.renderers.sheet.names import FIRST_ROW
from egovmaturity.renderers.sheet.texts import carried


class Group(NamedTuple):
    """A stage or section that the office is asked about; ``number`` counts from 1."""

    number: int
    title: str


class Row(NamedTuple):
    """A question in its row, as people count rows.

    ``claim`` is what stands in it already. ``out`` is how whoever fills in the sheet can say that
    it does not apply, or empty: an office can where the question allows it, an assessor where it
    is claimed. ``levels`` are what the levels are listed as; none where a number is asked.
    """

    number: int
    question: Question
    group: Group
    claim: Claim
    levels: tuple[str, ...]
    out: str

    @property
    def choices(self) -> Choices:
        """The list to choose from: levels from lowest to highest, then that it does not apply."""
        return (*self.levels, self.out) if self.levels and self.out else self.levels


def rows_of(handout: Handout, out: str) -> tuple[Row, ...]:
    """Return a row for each question, in the order of the handout; ``out``: "not applicable"."""
    return tuple(_rows(handout, out))


def _rows(handout: Handout, out: str) -> Iterator[Row]:
    groups = dict(_groups(handout))
    for number, question in enumerate(handout.questions, start=FIRST_ROW):
        claim = carried(claim_of(handout.answers.get(question.id, Unanswered())))
        is_claimed = claim.kind is AnswerKind.NOT_APPLICABLE
        is_free = handout.terms.purpose is Purpose.SELF and question.allows_not_applicable
        yield Row(
            number=number,
            question=question,
            group=groups[question.belongs_to],
            claim=claim,
            levels=level_texts(question.scale),
            out=out if is_claimed or is_free else "",
        )


def _groups(handout: Handout) -> Iterator[tuple[str, Group]]:
    """Yield those that are asked about, in the order of the questionnaire."""
    titles = handout.questionnaire.place_titles()
    asked = {question.belongs_to for question in handout.questions}
    places = [place for place in titles if place in asked]
    rest = sorted(asked.difference(places))  # the empty name of questions outside of all
    for number, place in enumerate([*places, *rest], start=1):
        yield place, Group(number, one_line(titles.get(place, "")))
