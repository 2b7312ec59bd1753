"""Advice on an answer sheet: what an honest reader would ask about. No score depends on it.

Every rule has an exact criterion with its thresholds below, chosen so that a sheet whose answers
are backed by documents or by an assessor stays silent. They are conventions of this program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, NotApplicable, Rated, Unanswered
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.honesty import Remark
from egovmaturity.domain.questionnaire import (
    Contradiction,
    NumberRange,
    Question,
    Rating,
)
from egovmaturity.domain.results import (
    Assessment,
    Excluded,
    Known,
    QuestionResult,
    StagedVerdict,
    Verdict,
)
from egovmaturity.examining.bench import Bench, standing

LEAST_CHOICES = 10
"""Levels chosen before the sheet, or a stage or section, can be too uniform."""
UNIFORM = Fraction(9, 10)
"""Share of the levels chosen that are one and the same, from which on they are too uniform."""
LONGEST_RUN = 12
"""Equal levels one after the other that are too many, whatever surrounds them."""
MIDDLE = Fraction(1, 2)
"""Position on the scale, 0 to 1, from which on equal levels count. Who is at the beginning of
several stages has many low levels in a row, and nobody gains by them."""
FEWEST_LEVELS = 3
"""Levels a question needs: of a yes and a no, many in a row are the same."""

LEAST_UNPROVEN = 3
"""Claims without a single document before they are more than an oversight."""
UNPROVEN = Fraction(1, 4)
"""Their share of all claims that need documents, from which on they are remarked on."""

LEAST_REPEATED = 10
"""Answers before they can be a copy of those of an earlier year."""
REPEATED = Fraction(9, 10)
"""Share of them that is word for word as before, from which on it is remarked on."""

FAR_APART = 2
"""Levels between a claim and what the assessor found; as W302 says of each such answer."""
LEAST_VERIFIED = 5
"""Claims that an assessor rated before lowering most of them is a pattern."""
MOSTLY_LOWERED = Fraction(1, 2)
"""Share of them that was lowered, above which it is remarked on."""

LISTED = 20
"""Questions that a sentence names; a longer list is not read."""


def second_look(assessment: Assessment, baseline: Assessment | None = None) -> tuple[Remark, ...]:
    """Return what in the answers is worth a second look: W401 to W406, and W302 in one remark.

    ``baseline`` is an earlier assessment by the same questionnaire; without one, and where
    notes are withheld from an anonymous sheet, repeated answers (W403) are not looked for. The
    order is that of the codes, then of the questionnaire.

    Raises:
        ValueError: The baseline is by another questionnaire or edition.
    """
    return (
        *far_from_verified(assessment),
        *uniform_levels(assessment),
        *unproven_claims(assessment),
        *repeated_answers(assessment, baseline),
        *deciding_exclusions(assessment),
        *contradicting_answers(assessment),
        *mostly_lowered(assessment),
    )


def _some(ids: Sequence[str]) -> str:
    """Write the first ids; ``Remark.questions`` has all of them."""
    return ", ".join(ids[:LISTED]) + (", …" if len(ids) > LISTED else "")


# What the assessor found: W302, W406


def far_from_verified(assessment: Assessment) -> Iterator[Remark]:
    """W302: claims that lie at least ``FAR_APART`` levels above what the assessor found."""
    far = [
        r
        for r in _verified_claims(assessment)
        if not isinstance(r.question.scale, NumberRange) and r.claim - r.found >= FAR_APART
    ]
    if far:
        yield Remark(
            "W302",
            tuple(r.question.id for r in far),
            message(
                "the assessor found two levels or more below the claim: {list}",
                list=", ".join(f"{r.question.id} ({r.claim} → {r.found})" for r in far),
            ),
            message("Talk the difference over before the result is used."),
        )


def mostly_lowered(assessment: Assessment) -> Iterator[Remark]:
    """W406: of at least ``LEAST_VERIFIED`` claims the assessor lowered most, by however much."""
    rated = _verified_claims(assessment)
    lowered = [r.question.id for r in rated if r.found < r.claim]
    if len(rated) >= LEAST_VERIFIED and len(lowered) > MOSTLY_LOWERED * len(rated):
        yield Remark(
            "W406",
            tuple(lowered),
            message(
                "the assessor lowered {lowered} of {all} claims: {ids}",
                lowered=len(lowered),
                all=len(rated),
                ids=_some(lowered),
            ),
            message("Claims that nobody has verified may be as high; look at them in this light."),
        )


class _VerifiedClaim(NamedTuple):
    """A claim with the rating an assessor gave."""

    question: Question
    claim: Rating
    found: Rating


def _verified_claims(assessment: Assessment) -> list[_VerifiedClaim]:
    return [
        _VerifiedClaim(r.question, r.claimed, r.verified)
        for r in assessment.questions
        if r.claimed is not None and r.verified is not None
    ]


# Uniform levels: W401


class _Choice(NamedTuple):
    """A level chosen from a scale; ``position`` is its place between lowest 0 and highest 1.

    ``is_bare``: no document is listed for it, and no assessor rated it.
    """

    question: Question
    position: Fraction
    is_bare: bool


def uniform_levels(assessment: Assessment) -> Iterator[Remark]:
    """W401: levels chosen so alike that nobody may have looked at each question.

    Levels are compared by their position on the scale, on questions with at least
    ``FEWEST_LEVELS``; numbers do not count. Uniform is a whole of at least ``LEAST_CHOICES``
    levels of which at least ``UNIFORM`` are the same, at or above the ``MIDDLE`` and bare; the
    sheet is looked at first, then every stage or section by itself, with the questions that
    stand directly in it. Of what was not named so, runs of at least ``LONGEST_RUN`` such levels
    are, in the order of the questionnaire and not interrupted by another level.
    """
    choices = [c for r in assessment.questions if (c := _choice(r)) is not None]
    whole = _mostly_alike(choices)
    if whole:
        yield _uniform(whole, len(choices), message("all answers"))
        return
    told: set[str] = set()
    for place, title in assessment.questionnaire.place_titles().items():
        inside = [choice for choice in choices if choice.question.belongs_to == place]
        alike = _mostly_alike(inside)
        if alike:
            told.update(choice.question.id for choice in alike)
            yield _uniform(alike, len(inside), message('"{title}"', title=title))
    for run in _runs(choices, told):
        ids = [choice.question.id for choice in run]
        yield Remark(
            "W401",
            tuple(ids),
            message(
                "{n} answers in a row, {first} to {last}, have the same level and no document",
                n=len(ids),
                first=ids[0],
                last=ids[-1],
            ),
            _LOOK_AT_EACH,
        )


_LOOK_AT_EACH = message("Answer each by its own levels, and list the document it rests on.")


def _uniform(alike: Sequence[_Choice], among: int, where: Message) -> Remark:
    return Remark(
        "W401",
        tuple(choice.question.id for choice in alike),
        message(
            "{where}: {n} of {all} have the same level and no document",
            where=where,
            n=len(alike),
            all=among,
        ),
        _LOOK_AT_EACH,
    )


def _choice(result: QuestionResult) -> _Choice | None:
    scale = result.question.scale
    if isinstance(scale, NumberRange) or len(scale.levels) < FEWEST_LEVELS:
        return None
    if result.claimed is None:
        return None
    position = Fraction(int(result.claimed) - scale.lowest, scale.highest - scale.lowest)
    is_bare = not result.answer.details.evidence and result.verified is None
    return _Choice(result.question, position, is_bare)


def _mostly_alike(choices: Sequence[_Choice]) -> list[_Choice]:
    """Return the choices that make a whole too uniform; none where it is not."""
    counted = [choice for choice in choices if _counts(choice)]
    for position in sorted({choice.position for choice in counted}):
        alike = [choice for choice in counted if choice.position == position]
        if len(choices) >= LEAST_CHOICES and len(alike) >= UNIFORM * len(choices):
            return alike
    return []


def _runs(choices: Iterable[_Choice], told: AbstractSet[str]) -> Iterator[list[_Choice]]:
    """Yield the runs that are too long; choices ``told`` of already interrupt them."""

    def kind(choice: _Choice) -> tuple[bool, Fraction]:
        return _counts(choice) and choice.question.id not in told, choice.position

    for (does_count, _), run in groupby(choices, kind):
        found = list(run)
        if does_count and len(found) >= LONGEST_RUN:
            yield found


def _counts(choice: _Choice) -> bool:
    return choice.is_bare and choice.position >= MIDDLE


# High claims without a document: W402


def unproven_claims(assessment: Assessment) -> Iterator[Remark]:
    """W402: many levels that need documents were claimed without a single one.

    Counted are claims above the lowest level for which the questionnaire asks for a document.
    Unproven are those of them that list nothing and were not rated by an assessor. They are
    remarked on together, from ``LEAST_UNPROVEN`` and a share of ``UNPROVEN`` on; of each single
    one W301 says what is missing.
    """
    asked = [r for r in assessment.questions if r.evidence.needed and _is_above_lowest(r)]
    unproven = [
        r.question.id for r in asked if not r.answer.details.evidence and r.verified is None
    ]
    if len(unproven) >= LEAST_UNPROVEN and len(unproven) >= UNPROVEN * len(asked):
        yield Remark(
            "W402",
            tuple(unproven),
            message(
                "{n} of {all} levels that need documents list none: {ids}",
                n=len(unproven),
                all=len(asked),
                ids=_some(unproven),
            ),
            message("List the documents, or choose the levels that can be proven."),
        )


def _is_above_lowest(result: QuestionResult) -> bool:
    return result.claimed is not None and result.claimed > result.question.scale.lowest


# As in an earlier year: W403


def repeated_answers(assessment: Assessment, baseline: Assessment | None) -> Iterator[Remark]:
    """W403: nearly every answer is word for word that of the baseline.

    Compared are kind and level, the reason of a "not applicable", note and evidence; who answers
    for it, targets and verification are not. There have to be at least ``LEAST_REPEATED``
    answers, of which at least ``REPEATED`` are as before.

    Raises:
        ValueError: The baseline is by another questionnaire or edition.
    """
    if baseline is None:
        return
    if baseline.questionnaire.reference != assessment.questionnaire.reference:
        raise ValueError(
            f"a baseline by {baseline.questionnaire.reference}, "
            f"not by {assessment.questionnaire.reference}"
        )
    if assessment.sheet.is_anonymous or baseline.sheet.is_anonymous:
        return
    given = [r for r in assessment.questions if not isinstance(r.answer, Unanswered)]
    repeated = [
        r.question.id
        for r in given
        if _said(r.answer) == _said(baseline.sheet.answer(r.question.id))
    ]
    if len(given) >= LEAST_REPEATED and len(repeated) >= REPEATED * len(given):
        yield Remark(
            "W403",
            tuple(repeated),
            message(
                "{n} of {all} answers are word for word those of {year}",
                n=len(repeated),
                all=len(given),
                year=baseline.sheet.occasion.year,
            ),
            message("Look at each again, and list documents of this year."),
        )


def _said(answer: Answer) -> tuple[object, ...]:
    """Return what an answer says, apart from who says it and what became of it."""
    kept = (type(answer), answer.details.note, answer.details.evidence)
    if isinstance(answer, Rated):
        return (*kept, answer.rating)
    return (*kept, answer.reason) if isinstance(answer, NotApplicable) else kept


# "Not applicable" that decides: W404


def deciding_exclusions(assessment: Assessment) -> Iterator[Remark]:
    """W404: answers "not applicable" without which the verdict would be lower.

    Looked at are those that count as not applicable on the basis chosen, that nobody approved
    and no assessor confirmed. All together are tried first, with the lowest level in place of
    each. Where that lowers the verdict, every one that does so by itself is named; and so are
    all, where together they lower it further than any one of them.
    """
    asked = [r for r in assessment.questions if _is_unapproved(r)]
    if not asked:
        return
    bench = Bench(assessment)
    rank = bench.standing
    together = _without(assessment, bench, asked)
    if together.rank >= rank:
        return
    alone = [(result.question.id, _without(assessment, bench, [result])) for result in asked]
    for question, trial in alone:
        if trial.rank < rank:
            yield Remark(
                "W404",
                (question,),
                message(
                    '"not applicable" for {id} decides the verdict: with the lowest level in its '
                    "place it would be {verdict}",
                    id=question,
                    verdict=_name(trial.verdict),
                ),
                _HAVE_IT_APPROVED,
            )
    if together.rank < min(trial.rank for _, trial in alone):
        ids = tuple(question for question, _ in alone)
        yield Remark(
            "W404",
            ids,
            message(
                'the answers "not applicable" decide the verdict together: with the lowest level '
                "in place of {ids} it would be {verdict}",
                ids=_some(ids),
                verdict=_name(together.verdict),
            ),
            _HAVE_IT_APPROVED,
        )


_HAVE_IT_APPROVED = message(
    "Have somebody approve it who does not answer for it (approved_by), or choose a level."
)


def _is_unapproved(result: QuestionResult) -> bool:
    answer = result.answer
    return (
        isinstance(result.counted, Excluded)
        and isinstance(answer, NotApplicable)
        and not answer.approved_by
        and answer.details.verification is None
    )


class _Trial(NamedTuple):
    """The verdict with the lowest level in place of some answers, and where it stands."""

    verdict: Verdict
    rank: int


def _without(assessment: Assessment, bench: Bench, results: Iterable[QuestionResult]) -> _Trial:
    verdict = bench.verdict_with({r.question.id: _at_lowest(r.question) for r in results})
    return _Trial(verdict, standing(assessment, verdict))


def _at_lowest(question: Question) -> Known:
    lowest = question.scale.lowest
    return Known(lowest, question.worth(lowest))


def _name(verdict: Verdict) -> Message:
    if isinstance(verdict, StagedVerdict):
        attained = verdict.attained
        return message('"{title}"', title=attained.title) if attained else message("no stage yet")
    return message('"{title}"', title=verdict.band.label if verdict.band else "–")


# Answers that do not go together: W405


def contradicting_answers(assessment: Assessment) -> Iterator[Remark]:
    """W405: two answers that the questionnaire declares to contradict each other.

    What counts is the assessor's rating where there is one, otherwise the claim, whatever basis
    was chosen. An answer without a rating contradicts nothing.
    """
    ratings = {
        r.question.id: r.claimed if r.verified is None else r.verified for r in assessment.questions
    }
    order = {question: place for place, question in enumerate(ratings)}
    for declared in assessment.questionnaire.contradictions:
        first, second = declared.when, declared.against
        if first.holds_for(ratings[first.question]) and second.holds_for(ratings[second.question]):
            ids = sorted((first.question, second.question), key=order.__getitem__)
            yield Remark("W405", tuple(ids), _because(declared, ratings), _SET_RIGHT)


_SET_RIGHT = message("Find out which of the two is right, and correct the other.")


def _because(declared: Contradiction, ratings: Mapping[str, Rating | None]) -> Message:
    first, second = declared.when.question, declared.against.question
    return message(
        "{first} at {level} contradicts {second} at {other}: {because}",
        first=first,
        level=ratings[first],
        second=second,
        other=ratings[second],
        because=declared.because,
    )
