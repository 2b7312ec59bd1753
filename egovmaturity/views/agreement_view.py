"""How far several assessors agree, in words: their consensus, and what hangs on their disputes."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.agreement import (
    Agreement,
    Alpha,
    Dispute,
    QuestionAgreement,
    Reading,
)
from egovmaturity.domain.questionnaire import NumberRange
from egovmaturity.domain.results import Counted, Excluded, Known
from egovmaturity.domain.robustness import place_of
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.numbers import NO_SCORE, Numbers, downward
from egovmaturity.views.report import FactView

_COEFFICIENT_DIGITS = 3


class DisputeView(NamedTuple):
    """A disputed question: what each assessor says, what they say together, what hangs on it.

    ``spread`` says how far apart they are; ``effect`` is empty where the verdict stays.
    """

    id: str
    title: str
    given: tuple[str, ...]
    consensus: str
    spread: str
    is_wide: bool
    effect: str


class AgreementView(NamedTuple):
    """Everything there is to print about several sheets.

    ``summary`` is for a leader: how far they agree, on how much they differ, and whether the
    verdict hangs on it.
    """

    assessors: tuple[str, ...]
    summary: tuple[str, ...]
    facts: tuple[FactView, ...]
    disputes: tuple[DisputeView, ...]


def agreement_view(agreement: Agreement, words: Words) -> AgreementView:
    """Say how far assessors agree; ``words`` know the names the questionnaire gives its parts."""
    numbers = Numbers(words.language)
    return AgreementView(
        agreement.assessors,
        (
            agreement_sentence(words, numbers, agreement),
            disputes_sentence(words, agreement),
            verdict_sentence(words, agreement),
        ),
        tuple(_facts(words, numbers, agreement)),
        tuple(_dispute_view(words, numbers, agreement, each) for each in agreement.disputes),
    )


def agreement_sentence(words: Words, numbers: Numbers, agreement: Agreement) -> str:
    """Say whether so much agreement can be relied on."""
    alpha = agreement.ordinal
    if alpha is None:
        return words("No {question} was rated by two assessors, so agreement cannot be measured.")
    if not alpha.has_variation:
        return words("All ratings are alike, so agreement says little.")
    value = _coefficient(numbers, alpha.value)
    return {
        Reading.RELY: words(
            "The assessors agree well enough to rely on their answers (alpha {value}).",
            value=value,
        ),
        Reading.TENTATIVE: words(
            "The assessors agree enough for tentative conclusions (alpha {value}).", value=value
        ),
        Reading.LOW: words(
            "The assessors agree too little to rely on their answers (alpha {value}); they should "
            "first come to read the levels alike.",
            value=value,
        ),
    }[alpha.reading]


def disputes_sentence(words: Words, agreement: Agreement) -> str:
    """Say on how many questions they differ, and on how many of these widely."""
    disputed = [each.about for each in agreement.disputes]
    if not disputed:
        return words("They differ on no {question}.")
    text = words.plural(
        "They differ on {n} of {total} {questions}.",
        "They differ on {n} of {total} {questions}.",
        len(disputed),
        total=len(agreement.questions),
    )
    wide = [each.question.id for each in disputed if each.is_wide]
    if not wide:
        return text
    far = words("Two levels or more apart: {list}.", list=sentences.listing(words, wide))
    return f"{text} {far}"


def verdict_sentence(words: Words, agreement: Agreement) -> str:
    """Say the verdict of the consensus, and whether it hangs on disputes."""
    verdict = agreement.consensus.verdict
    together = words(
        "Together they come to: {verdict}.", verdict=sentences.verdict_text(words, verdict)
    )
    if not agreement.depends_on_disputes:
        return f"{together} {words('It stays whichever way the disputes end.')}"
    parts = [together]
    ends = [agreement.lowest, agreement.highest]
    if {place_of(end) for end in ends} != {place_of(verdict)}:
        low, high = (sentences.verdict_text(words, end) for end in ends)
        parts.append(
            words(
                "With every disputed rating at its lowest it is {low}, at its highest {high}.",
                low=low,
                high=high,
            )
        )
    alone = [each.about.question.id for each in agreement.disputes if each.decides]
    if alone:
        listed = sentences.listing(words, alone)
        parts.append(words("Each of these alone can change it: {list}.", list=listed))
    return " ".join(parts)


def _facts(words: Words, numbers: Numbers, agreement: Agreement) -> Iterator[FactView]:
    """Yield the coefficients by name; those that do not exist are left out."""
    for title, alpha in (
        (words("Krippendorff's alpha, ordinal"), agreement.ordinal),
        (words("Krippendorff's alpha, interval"), agreement.interval),
        (words("Krippendorff's alpha, nominal"), agreement.nominal),
    ):
        if alpha is not None:
            yield FactView(title, _alpha(words, numbers, alpha))
    kappa = agreement.kappa
    if kappa is not None:
        for title, value in (
            (words("Cohen's kappa, linear weights"), kappa.linear),
            (words("Cohen's kappa, quadratic weights"), kappa.quadratic),
        ):
            text = _coefficient(numbers, value)
            yield FactView(
                title,
                text if kappa.has_variation else words("{value}, without variation", value=text),
            )


def _alpha(words: Words, numbers: Numbers, alpha: Alpha) -> str:
    value = _coefficient(numbers, alpha.value)
    return value if alpha.has_variation else words("{value}, without variation", value=value)


def _coefficient(numbers: Numbers, value: Fraction) -> str:
    """Write a coefficient, rounded down: it never looks like more agreement than there is."""
    return numbers.decimal(downward(value, _COEFFICIENT_DIGITS), _COEFFICIENT_DIGITS)


def _dispute_view(
    words: Words, numbers: Numbers, agreement: Agreement, dispute: Dispute
) -> DisputeView:
    about = dispute.about
    return DisputeView(
        about.question.id,
        about.question.title,
        tuple(_counted(words, numbers, counted) for counted in about.given),
        _counted(words, numbers, about.consensus),
        _spread(words, numbers, about),
        about.is_wide,
        "; ".join(_effects(words, agreement, dispute)),
    )


def _counted(words: Words, numbers: Numbers, counted: Counted) -> str:
    if isinstance(counted, Known):
        rating = counted.rating
        return str(rating) if isinstance(rating, int) else numbers.trimmed(rating)
    return words("Not applicable") if isinstance(counted, Excluded) else NO_SCORE


def _spread(words: Words, numbers: Numbers, about: QuestionAgreement) -> str:
    """Say how far apart the ratings are; nothing where they differ only on what applies."""
    if not about.spread:
        return ""
    if isinstance(about.question.scale, NumberRange):
        share = numbers.score(about.spread)
        return words("{share} of the range", share=share)
    return words.plural("{n} level", "{n} levels", int(about.spread))


def _effects(words: Words, agreement: Agreement, dispute: Dispute) -> Iterator[str]:
    """Yield what the verdict becomes where one side of a dispute alone would change it."""
    here = place_of(agreement.consensus.verdict)
    for text, verdict in (
        (words("lowest rating"), dispute.lowest),
        (words("highest rating"), dispute.highest),
        (words("not applicable"), dispute.left_out),
    ):
        if verdict is not None and place_of(verdict) != here:
            yield f"{text}: {sentences.verdict_text(words, verdict)}"
