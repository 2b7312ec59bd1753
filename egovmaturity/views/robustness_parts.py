"""How far a verdict holds, in words: other weights, doubts about answers, one level more or less.

What is printed never claims more than is so: tolerances are rounded down, and a chance is printed
as 100% only if it is 1.
"""

from collections.abc import Callable
from fractions import Fraction

from egovmaturity.domain.answers import Confidence
from egovmaturity.domain.questionnaire import Band, BandedRule, StagedRule
from egovmaturity.domain.robustness import (
    FRAGILE_BELOW,
    Condition,
    Lever,
    Likelihood,
    Place,
    Step,
    TooLarge,
    Tornado,
    WeightChange,
    WeightDraws,
    WeightLimit,
    WeightTolerance,
    place_of,
)
from egovmaturity.examining.likelihood import CONVENTION, UNSTATED, VERIFIED
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE, downward, honest
from egovmaturity.views.report import BlockView, ColumnView, TableView

_MOST_DIGITS = 8
"""Most decimals of a tolerance as a share; two fewer in percent."""
_HARDLY = Fraction(1, 1000)
"""A chance nearer to 0 or 1 than this is not printed as a number: a convention is not so exact."""
_CHANGE_DIGITS = 2
"""Decimals of a change of the index, which is often small."""


def leader_text(c: Context, tolerance: WeightTolerance, likelihood: Likelihood | TooLarge) -> str:
    """Say in a few sentences how far the verdict holds, without a term of statistics."""
    return f"{weights_sentence(c, tolerance)} {likelihood_sentence(c, likelihood)}"


def place_text(c: Context, place: Place) -> str:
    """Name where a verdict stands: a stage, a band, or that there is none."""
    if place is None:
        is_staged = isinstance(c.questionnaire.rule, StagedRule)
        return c.words("No {stage} attained") if is_staged else c.words("Undetermined")
    return place.label if isinstance(place, Band) else place.title


# Weights


def weights_sentence(c: Context, tolerance: WeightTolerance) -> str:
    """Say within which weights the verdict holds."""
    words, limit = c.words, tolerance.nearest
    if limit is None:
        return words("The verdict is the same for any weights.")
    if limit.share == 1:
        return words("The verdict is the same for any weights above 0.")
    shown = _shown(limit)
    if not shown:
        return words("The smallest change of weights can change the verdict.")
    text = _percent(c, shown)
    if shown == limit.share and not limit.is_attained:
        return words(
            "The verdict holds for any weights that move by less than {share}.", share=text
        )
    return words(
        "The verdict holds for any weights within ±{share} of the declared ones.", share=text
    )


def weights_block(c: Context, tolerance: WeightTolerance) -> BlockView:
    """Say within which weights the verdict holds, and from where on it falls or rises."""
    words = c.words
    columns = (
        ColumnView(words("Verdict"), "text"),
        ColumnView(words("Weights moved"), "number"),
        ColumnView(words("Becomes"), "text"),
        ColumnView(words("What gives way"), "text"),
    )
    rows = (
        _weight_row(c, words("Falls"), tolerance.down, _falling),
        _weight_row(c, words("Rises"), tolerance.up, _rising),
    )
    title = words("Other weights")
    said = (weights_sentence(c, tolerance),)
    return BlockView(
        "weights", title, said, TableView(columns, rows) if tolerance.nearest else TableView()
    )


def _weight_row(
    c: Context,
    direction: str,
    limit: WeightLimit | None,
    say: Callable[[Context, WeightChange], str],
) -> tuple[str, ...]:
    if limit is None:
        return direction, c.words("never"), NO_SCORE, NO_SCORE
    reason = sentences.sentence("; ".join(say(c, change) for change in limit.changes))
    return direction, _beyond(c, limit), place_text(c, limit.becomes), reason


def _shown(limit: WeightLimit) -> Fraction:
    """Return the share to print: rounded down."""
    return downward(limit.share, _digits(limit))


def _digits(limit: WeightLimit) -> int:
    """Return the decimals it takes for a share not to be printed as 0; there is a most."""
    digits = range(3, _MOST_DIGITS)
    return next((d for d in digits if downward(limit.share, d)), _MOST_DIGITS)


def _percent(c: Context, share: Fraction) -> str:
    """Write a share that is rounded already with the decimals it has."""
    return c.numbers.trimmed(share * 100) + "%"


def _beyond(c: Context, limit: WeightLimit) -> str:
    """Say from which move of weights on the verdict can change, never a move that cannot."""
    if limit.share == 1:
        return c.words("where other weights are 0")
    text = _percent(c, -downward(-limit.share, _digits(limit)))
    if limit.is_attained or _shown(limit) < limit.share:
        return c.words("beyond ±{share}", share=text)
    return c.words("from ±{share}", share=text)


def _falling(c: Context, change: WeightChange) -> str:
    """Say which condition gives way where the verdict falls."""
    words, title = c.words, place_text(c, change.place)
    if isinstance(change.place, Band):
        return words("the index falls below the beginning of {band}", band=title)
    if change.condition is Condition.APPLICABLE:
        return words("less than {needed} of {stage} applies", stage=title, needed=_needed(c))
    return words(
        "the score of {stage} no longer meets {threshold}", stage=title, threshold=_bar(c, change)
    )


def _rising(c: Context, change: WeightChange) -> str:
    """Say which condition comes to be met where the verdict rises."""
    words, title = c.words, place_text(c, change.place)
    if isinstance(change.place, Band):
        return words("the index reaches {band}", band=title)
    if change.condition is Condition.APPLICABLE:
        return words("{needed} of {stage} or more applies", stage=title, needed=_needed(c))
    return words(
        "the score of {stage} comes to meet {threshold}", stage=title, threshold=_bar(c, change)
    )


def _needed(c: Context) -> str:
    rule = c.questionnaire.rule
    return c.numbers.plain_percent(
        rule.undetermined_below if isinstance(rule, StagedRule) else Fraction(0)
    )


def _bar(c: Context, change: WeightChange) -> str:
    """Write the bar of a stage that gives way: its own, or that for later stages."""
    if isinstance(change.place, Band):
        return ""
    is_own = change.condition is Condition.ATTAIN
    return c.numbers.threshold(change.place.attain if is_own else change.place.foundation)


def draws_sentence(c: Context, found: WeightDraws) -> str:
    """Say in which share of the draws the verdict stays, and how they were drawn."""
    here = place_of(c.assessment.verdict)
    return c.words(
        "With weights drawn at random around the declared ones (varying by {variation}) the "
        "verdict stays in {near} of {draws} draws, with any weights in {any}; seed {seed}.",
        variation=c.numbers.plain_percent(found.variation),
        near=_chance(c, found.share(found.declared, here)),
        draws=c.numbers.whole(found.draws),
        any=_chance(c, found.share(found.any_weights, here)),
        seed=found.seed,
    )


def draws_block(c: Context, found: WeightDraws) -> BlockView:
    """Show every place that a draw came to, lowest first."""
    words = c.words
    columns = (
        ColumnView(words("Verdict"), "text"),
        ColumnView(words("Near the declared weights"), "number"),
        ColumnView(words("Any weights"), "number"),
    )
    drawn = {each.place for each in (*found.declared, *found.any_weights)}
    rows = tuple(
        (
            _marked(c, place),
            _chance(c, found.share(found.declared, place)),
            _chance(c, found.share(found.any_weights, place)),
        )
        for place in _places(c)
        if place in drawn
    )
    title, said = words("Weights drawn at random"), (draws_sentence(c, found),)
    return BlockView("draws", title, said, TableView(columns, rows))


def _marked(c: Context, place: Place) -> str:
    """Name a place, and mark the one where the verdict stands."""
    text = place_text(c, place)
    return f"● {text}" if place == place_of(c.assessment.verdict) else text


def _places(c: Context) -> tuple[Place, ...]:
    rule = c.questionnaire.rule
    places = rule.bands if isinstance(rule, BandedRule) else c.questionnaire.stages
    return (None, *places)


# Doubts about answers


def likelihood_sentence(c: Context, likelihood: Likelihood | TooLarge) -> str:
    """Say how likely the verdict holds if answers may be one level off."""
    words = c.words
    if isinstance(likelihood, TooLarge):
        return words(
            "How likely the verdict is was not computed: the weights are too uneven for an exact "
            "result."
        )
    if not likelihood.doubted:
        return words("No chance is computed: no {question} has a rated level.")
    text = words(
        "By this program's convention on how sure answers are, the verdict stays the same with a "
        "chance of {chance}.",
        chance=_chance(c, likelihood.holds),
    )
    if likelihood.assumed:
        assumed = words(
            "{assumed} of {doubted} levels state no confidence and count as {unstated}.",
            assumed=likelihood.assumed,
            doubted=likelihood.doubted,
            unstated=confidence_text(c, UNSTATED),
        )
        text = f"{text} {assumed}"
    if not likelihood.is_fragile:
        return text
    advice = words(
        "Below {bar} it should be confirmed before it is relied on.",
        bar=c.numbers.plain_percent(FRAGILE_BELOW),
    )
    return f"{text} {advice}"


def likelihood_convention(c: Context) -> str:
    """Say what the chances rest on; belongs beside them wherever they are printed."""
    chances = (
        f"{confidence_text(c, each)} {c.numbers.plain_percent(chance)}"
        for each, chance in CONVENTION.items()
    )
    return c.words(
        "A level is taken to be right with a chance by its confidence ({chances}), otherwise one "
        "level too high or too low; verified levels count as {verified}, those without a stated "
        "confidence as {unstated}. This is a convention, not a measurement.",
        chances="; ".join(chances),
        verified=confidence_text(c, VERIFIED),
        unstated=confidence_text(c, UNSTATED),
    )


def confidence_text(c: Context, confidence: Confidence) -> str:
    """Name a confidence in the reader's language."""
    words = c.words
    return {
        Confidence.HIGH: words("high"),
        Confidence.MEDIUM: words("medium"),
        Confidence.LOW: words("low"),
    }[confidence]


def likelihood_block(c: Context, likelihood: Likelihood | TooLarge) -> BlockView:
    """Show the chance of every possible place, lowest first, and what chances rest on."""
    words, title = c.words, c.words("Doubts about answers")
    said = (likelihood_sentence(c, likelihood),)
    if isinstance(likelihood, TooLarge) or not likelihood.doubted:
        return BlockView("likelihood", title, said)
    columns = (ColumnView(words("Verdict"), "text"), ColumnView(words("Chance"), "number"))
    rows = tuple((_marked(c, place), _chance(c, chance)) for place, chance in likelihood.chances)
    notes = (likelihood_convention(c),)
    return BlockView("likelihood", title, said, TableView(columns, rows), notes)


def _chance(c: Context, chance: Fraction) -> str:
    """Write a chance in whole percent, half up; 0% and 100% only where it is exactly so."""
    if 0 < chance < _HARDLY:
        return f"< {c.numbers.plain_percent(_HARDLY)}"
    if 1 - _HARDLY < chance < 1:
        return f"> {c.numbers.plain_percent(1 - _HARDLY)}"
    return c.numbers.percent(honest(chance, 0))


# Level by level


def levers_block(c: Context, found: Tornado) -> BlockView:
    """Show by how far one level less or more moves the index, widest first, and the verdict.

    Changes are in the units the index is printed in.
    """
    words = c.words
    columns = (
        ColumnView(words.name("Question"), "text"),
        ColumnView(words("Level"), "number"),
        ColumnView(words("Lower"), "number"),
        ColumnView(words("Higher"), "number"),
        ColumnView(words("Then"), "text"),
    )
    rows = tuple(
        (
            coded(lever.question),
            c.rating(lever.rating),
            _moved(c, lever.lower),
            _moved(c, lever.higher),
            _turned(c, lever),
        )
        for lever in found.levers
    )
    title, said = words("One level lower or higher"), (pivotal_sentence(c, found),)
    return BlockView("levels", title, said, TableView(columns, rows))


def _moved(c: Context, step: Step | None) -> str:
    """Write a change of the index; a dash at that end of the scale."""
    if step is None:
        return NO_SCORE
    low, high = c.questionnaire.index_range
    return c.numbers.signed(step.index_change * (high - low), _CHANGE_DIGITS)


def _turned(c: Context, lever: Lever) -> str:
    """Name the verdicts that one level makes of the present one; a dash where it stays."""
    steps = (step for step in (lever.lower, lever.higher) if step and step.changes_verdict)
    return "; ".join(place_text(c, place_of(step.verdict)) for step in steps) or NO_SCORE


def pivotal_sentence(c: Context, found: Tornado) -> str:
    """Name the answers that change the verdict alone by one level: those to check first."""
    words = c.words
    pivotal = [
        lever.question.id
        for lever in found.levers
        if any(step and step.changes_verdict for step in (lever.lower, lever.higher))
    ]
    if not pivotal:
        return words("No single level more or less changes the verdict.")
    return words.plural(
        "One level more or less changes the verdict at {n} {question}: {list}.",
        "One level more or less changes the verdict at {n} {questions}: {list}.",
        len(pivotal),
        list=sentences.listing(words, pivotal),
    )
