"""Several assessors of one institution: how far they agree, and what they say together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from egovmaturity.domain.agreement import (
    Agreement,
    Dispute,
    Distance,
    Kappa,
    QuestionAgreement,
)
from egovmaturity.domain.answers import (
    Answer,
    AnswerSheet,
    Details,
    DontKnow,
    NotApplicable,
    Rated,
    Unanswered,
)
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire, Rating
from egovmaturity.domain.results import Assessment, Basis, Counted, Excluded, Known, Verdict
from egovmaturity.domain.robustness import place_of
from egovmaturity.examining.reliability import krippendorff, weighted_kappa
from egovmaturity.scoring.assess import assess, outcome, states_of

WIDE = 2
"""So many levels apart is a dispute to talk about first; shares of a range never come to it."""


def find_agreement(
    questionnaire: Questionnaire, sheets: Sequence[AnswerSheet], basis: Basis = Basis.BEST
) -> Agreement:
    """Compare what several assessors say, and find their consensus and its verdict.

    Each sheet counts with its ratings on ``basis``; what it leaves open counts nowhere. Together
    they say the lower median of their ratings, which is always one of them. A question does not
    apply if more than half of all assessors say so; at a tie it does. Agreement is measured on
    the share of its scale that a rating has climbed, so that scales of any length go together.

    Raises:
        ValueError: There are fewer than two sheets, one is for another questionnaire or edition,
            or they are not about the same institution, year and subject.

    Source: method of this tool for the consensus; for the coefficients see ``reliability``.
    """
    _check(questionnaire, sheets)
    states = [states_of(questionnaire, sheet, basis) for sheet in sheets]
    given = {q.id: tuple(each[q.id] for each in states) for q in questionnaire.questions}
    agreed = sheets[0]._replace(
        file="",
        sha256="",
        answers={name: _together(name, sheets, counted) for name, counted in given.items()},
        actions=(),
        decisions=(),
    )
    consensus = assess(questionnaire, agreed, Basis.CLAIMED)
    questions = tuple(
        _compared(result.question, given[result.question.id], result.counted)
        for result in consensus.questions
    )
    climbed = [_climbed(each.question, each.given) for each in questions]
    units = [[share for share in row if share is not None] for row in climbed]
    disputed = [each for each in questions if each.is_disputed]
    return Agreement(
        assessors=tuple(sheet.file for sheet in sheets),
        questions=questions,
        nominal=krippendorff(units, Distance.NOMINAL),
        ordinal=krippendorff(units, Distance.ORDINAL),
        interval=krippendorff(units, Distance.INTERVAL),
        kappa=_kappa(climbed) if len(sheets) == 2 else None,
        disputes=tuple(
            _dispute(consensus, each, _left_out(each.question.id, sheets, each.given))
            for each in sorted(disputed, key=lambda each: -(each.spread or 0))
        ),
        consensus=consensus,
        lowest=_all_at(min, consensus, disputed),
        highest=_all_at(max, consensus, disputed),
    )


def _check(questionnaire: Questionnaire, sheets: Sequence[AnswerSheet]) -> None:
    if len(sheets) < 2:
        raise ValueError(f"agreement takes two sheets or more, not {len(sheets)}")
    for sheet in sheets:
        if sheet.questionnaire != questionnaire.reference:
            raise ValueError(
                f"answers for {sheet.questionnaire}, not for {questionnaire.reference}"
            )
    about = {
        (each.institution.id or each.institution.name, each.occasion.year, each.occasion.subject)
        for each in sheets
    }
    if len(about) > 1:
        raise ValueError("the sheets are not about the same institution, year and subject")


# What they say together


def lower_median(ratings: Sequence[Rating]) -> Rating:
    """Return the middle rating, the lower of two: one that was given, so it is on the scale.

    Raises:
        ValueError: There are no ratings.
    """
    if not ratings:
        raise ValueError("there is no rating to take the median of")
    return sorted(ratings)[(len(ratings) - 1) // 2]


def _together(name: str, sheets: Sequence[AnswerSheet], given: Sequence[Counted]) -> Answer:
    """Return what assessors say together: one answer, with the evidence that any of them lists.

    More than half of all of them, also of those without an answer, take a question out. What
    nobody rated stays open; somebody who said so does not know.
    """
    left_out = _left_out(name, sheets, given)
    if left_out is not None and 2 * sum(isinstance(c, Excluded) for c in given) > len(given):
        return left_out
    answers = [sheet.answer(name) for sheet in sheets]
    listed = (document for answer in answers for document in answer.details.evidence)
    details = Details(evidence=tuple(dict.fromkeys(listed)))
    ratings = _ratings(given)
    if ratings:
        return Rated(lower_median(ratings), details)
    unknown = any(isinstance(answer, DontKnow) for answer in answers)
    return DontKnow(details) if unknown else Unanswered(details)


def _left_out(
    name: str, sheets: Sequence[AnswerSheet], given: Sequence[Counted]
) -> NotApplicable | None:
    """Return the first answer that takes a question out, one with an approval before others."""
    answers = (sheet.answer(name) for sheet in sheets)
    out = [
        answer
        for answer, counted in zip(answers, given, strict=True)
        if isinstance(answer, NotApplicable) and isinstance(counted, Excluded)
    ]
    return min(out, key=lambda answer: not answer.approved_by, default=None)


def _ratings(given: Sequence[Counted]) -> list[Rating]:
    return [counted.rating for counted in given if isinstance(counted, Known)]


# How far they agree


def _compared(
    question: Question, given: tuple[Counted, ...], consensus: Counted
) -> QuestionAgreement:
    spread = _spread(question, _ratings(given))
    return QuestionAgreement(
        question,
        given,
        consensus,
        spread,
        is_wide=spread is not None and spread >= WIDE,
        is_split=spread is not None and any(isinstance(counted, Excluded) for counted in given),
    )


def _spread(question: Question, ratings: Sequence[Rating]) -> Fraction | None:
    """Return how far ratings lie apart: in levels, or as a share of the range of a number."""
    if not ratings:
        return None
    climbed = [_climb(question, rating) for rating in ratings]
    steps = 1 if isinstance(question.scale, NumberRange) else len(question.scale.levels) - 1
    return (max(climbed) - min(climbed)) * steps


def _climb(question: Question, rating: Rating) -> Fraction:
    """Return which share of its scale a rating has climbed, 0 to 1: of the levels, not of worth."""
    scale = question.scale
    low, high = scale.lowest, scale.highest
    return Fraction(rating - low, high - low)


def _climbed(question: Question, given: Sequence[Counted]) -> tuple[Fraction | None, ...]:
    """Return the share climbed for every assessor; ``None`` where there is no rating."""
    return tuple(
        _climb(question, counted.rating) if isinstance(counted, Known) else None
        for counted in given
    )


def _kappa(climbed: Sequence[Sequence[Fraction | None]]) -> Kappa | None:
    """Return the kappa of two assessors over what both of them rated."""
    both = [(a, b) for a, b in climbed if a is not None and b is not None]
    return weighted_kappa([a for a, _ in both], [b for _, b in both])


# What the disputes do to the verdict


def _dispute(
    consensus: Assessment, about: QuestionAgreement, left_out: NotApplicable | None
) -> Dispute:
    name, ratings = about.question.id, _ratings(about.given)
    lowest = _verdict(consensus, {name: Rated(min(ratings))})
    highest = _verdict(consensus, {name: Rated(max(ratings))})
    out = None if left_out is None else _verdict(consensus, {name: left_out})
    reached = {place_of(verdict) for verdict in (lowest, highest, out) if verdict is not None}
    return Dispute(about, lowest, highest, out, reached != {place_of(consensus.verdict)})


def _all_at(
    end: Callable[[list[Rating]], Rating],
    consensus: Assessment,
    disputed: Iterable[QuestionAgreement],
) -> Verdict:
    """Return the verdict with all disputed ratings at one end; scores rise with every rating."""
    return _verdict(
        consensus,
        {
            each.question.id: Rated(end(_ratings(each.given)))
            for each in disputed
            if isinstance(each.consensus, Known)
        },
    )


def _verdict(consensus: Assessment, changed: Mapping[str, Answer]) -> Verdict:
    sheet = consensus.sheet
    answers = {**sheet.answers, **changed}
    return outcome(consensus.questionnaire, sheet._replace(answers=answers), Basis.CLAIMED)[1]
