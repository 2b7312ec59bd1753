"""The model behind "what if": the rule and the answers as whole numbers, for the report's page.

The page scores other levels than the present ones with these numbers alone. It has to come out
exactly as ``egovmaturity.scoring`` does, so nothing here is rounded: fractions become whole
numbers over one denominator.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from egovmaturity.domain.answers import NotApplicable
from egovmaturity.domain.questionnaire import (
    BandedRule,
    Closed,
    Comparator,
    IndexOf,
    NumberRange,
    Question,
    Questionnaire,
    Rating,
    Section,
    StagedRule,
    Threshold,
    Vacuous,
)
from egovmaturity.domain.results import Excluded, Known, QuestionResult, StagedVerdict
from egovmaturity.planning.plan import promised_ratings
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.report import (
    SimulatedBandView,
    SimulatedBarView,
    SimulatedPlaceView,
    SimulatedQuestionView,
    SimulatedScaleView,
    SimulationView,
)

OPEN, NOT_APPLICABLE, EXEMPT = -1, -2, -3
"""What stands for a level where a question has none."""

_NONE = -1


def simulation(c: Context) -> SimulationView:
    """Return the model to simulate with; an empty one where no level can be changed."""
    model = simulation_model(c)
    return model if any(question.title for question in model.questions) else SimulationView()


def simulation_model(c: Context) -> SimulationView:
    """Write the rule, the answers that count and the plan in whole numbers."""
    questionnaire, rule = c.questionnaire, c.questionnaire.rule
    places = _places(questionnaire)
    offers = tuple(_offers(c))
    scales = _distinct(offer.choices for offer in offers)
    unit = lcm(*(choice.worth.denominator for choices in scales for choice in choices))
    weights = _weight_unit(questionnaire)
    verdict = c.assessment.verdict
    following = verdict.next.id if isinstance(verdict, StagedVerdict) and verdict.next else ""
    position = {place.id: n for n, place in enumerate(places)}
    model = SimulationView(
        is_staged=isinstance(rule, StagedRule),
        unit=unit,
        scales=tuple(_scale(c, choices, unit) for choices in scales),
        places=tuple(_place(c, place, position, weights) for place in places),
        questions=tuple(
            _question(offer, position, scales.index(offer.choices), weights) for offer in offers
        ),
        is_mean_of_questions=questionnaire.index_of is IndexOf.QUESTIONS,
        next=position.get(following, _NONE),
    )
    return _staged(model, rule) if isinstance(rule, StagedRule) else _banded(c, model, rule)


class _Place(NamedTuple):
    """A stage or section, and the section it lies in."""

    id: str
    title: str
    above: str
    weight: Fraction
    bars: tuple[Threshold, ...]


def _places(questionnaire: Questionnaire) -> list[_Place]:
    """List the stages, or the sections of the tree, parents before children."""
    found = [
        _Place(stage.id, stage.title, "", stage.weight, (stage.attain, stage.foundation))
        for stage in questionnaire.stages
    ]

    def visit(sections: Iterable[Section], above: str) -> None:
        for section in sections:
            found.append(_Place(section.id, section.title, above, section.weight, ()))
            visit(section.sections, section.id)

    visit(questionnaire.sections, "")
    return found


def _place(
    c: Context, place: _Place, position: Mapping[str, int], weights: int
) -> SimulatedPlaceView:
    title = place.title
    if place.bars:
        title = sentences.big(sentences.named(c.words.name("stage"), title))
    return SimulatedPlaceView(
        title,
        position.get(place.above, _NONE),
        _whole(place.weight, weights),
        tuple(_bar(c, bar) for bar in place.bars),
    )


def _bar(c: Context, bar: Threshold) -> SimulatedBarView:
    return SimulatedBarView(
        bar.share.numerator,
        bar.share.denominator,
        bar.comparator is Comparator.ABOVE,
        c.numbers.threshold(bar),
    )


class _Choice(NamedTuple):
    """A level a question can be given."""

    rating: Rating
    label: str
    worth: Fraction


def _distinct(offered: Iterable[tuple[_Choice, ...]]) -> list[tuple[_Choice, ...]]:
    """Keep the first of equal choices; there are few, so comparing is cheaper than hashing."""
    found: list[tuple[_Choice, ...]] = []
    for choices in offered:
        if choices not in found:
            found.append(choices)
    return found


class _Offer(NamedTuple):
    """A question, what it can be given (lowest first), and where it stands and should stand."""

    result: QuestionResult
    choices: tuple[_Choice, ...]
    current: Rating | None
    plan: Rating | None
    target: Rating | None

    def position(self, rating: Rating | None) -> int:
        """Return the position of a rating among the choices, or -1 where it is none of them."""
        for place, choice in enumerate(self.choices):
            if choice.rating == rating:
                return place
        return _NONE


def _offers(c: Context) -> Iterable[_Offer]:
    """Yield every question; the plan raises what counts today and lowers nothing."""
    promised = promised_ratings(c.sheet.actions)
    targets = {gap.result.question.id: gap.target for gap in c.plan.gaps}
    for result in c.assessment.questions:
        question = result.question
        current = result.counted.rating if isinstance(result.counted, Known) else None
        plan = promised.get(question.id)
        if plan is not None and current is not None:
            plan = max(plan, current)
        target = targets.get(question.id)
        choices = tuple(_choices(question, (current, plan, target)))
        yield _Offer(result, choices, current, plan, target)


def _choices(question: Question, stands: tuple[Rating | None, ...]) -> Iterable[_Choice]:
    """Yield the levels of a scale, or of a range only the numbers that stand somewhere."""
    if isinstance(question.scale, NumberRange):
        for number in sorted({each for each in stands if each is not None}):
            yield _Choice(number, "", question.worth(number))
        return
    for level in question.scale.levels:
        yield _Choice(level.number, level.label, level.worth)


def _scale(c: Context, choices: tuple[_Choice, ...], unit: int) -> SimulatedScaleView:
    return SimulatedScaleView(
        tuple(_whole(choice.worth, unit) for choice in choices),
        tuple(c.rating(choice.rating) for choice in choices),
        tuple(choice.label for choice in choices),
    )


def _question(
    offer: _Offer, position: Mapping[str, int], scale: int, weights: int
) -> SimulatedQuestionView:
    question = offer.result.question
    plan, target = offer.position(offer.plan), offer.position(offer.target)
    is_offered = target != _NONE or plan not in {_NONE, offer.position(offer.current)}
    return SimulatedQuestionView(
        id=question.id,
        place=position.get(question.belongs_to, _NONE),
        weight=_whole(question.weight, weights),
        scale=scale,
        level=_level(offer),
        mandatory=_least(offer.choices, question.mandatory),
        plan=plan,
        target=target,
        title=question.title if is_offered else "",
    )


def _level(offer: _Offer) -> int:
    """Return the position of the level that counts, or why there is none."""
    answer = offer.result.answer
    if isinstance(offer.result.counted, Excluded):
        is_exempt = isinstance(answer, NotApplicable) and bool(answer.approved_by)
        return EXEMPT if is_exempt else NOT_APPLICABLE
    return OPEN if offer.current is None else offer.position(offer.current)


def _least(choices: tuple[_Choice, ...], mandatory: Rating | None) -> int:
    """Return the position of the first level a gate accepts, one past the end where none is."""
    if mandatory is None:
        return _NONE
    return sum(1 for choice in choices if choice.rating < mandatory)


def _staged(model: SimulationView, rule: StagedRule) -> SimulationView:
    return model._replace(
        undetermined_numerator=rule.undetermined_below.numerator,
        undetermined_denominator=rule.undetermined_below.denominator,
        is_skipping=rule.vacuous is Vacuous.SKIP,
    )


def _banded(c: Context, model: SimulationView, rule: BandedRule) -> SimulationView:
    """Add the bands, their starts carried from the index's own scale to 0..1."""
    span = rule.highest - rule.lowest
    unit = lcm(rule.lowest.denominator, rule.highest.denominator)
    bands = []
    for band in rule.bands:
        start = (band.start - rule.lowest) / span
        text = c.numbers.edge(band.start, rule.decimals)
        bands.append(SimulatedBandView(band.label, start.numerator, start.denominator, text))
    return model._replace(
        bands=tuple(bands),
        is_closed_right=rule.closed is Closed.RIGHT,
        index_low=_whole(rule.lowest, unit),
        index_high=_whole(rule.highest, unit),
        index_unit=unit,
        decimals=rule.decimals,
    )


def _weight_unit(questionnaire: Questionnaire) -> int:
    """Return the denominator over which every weight of the questionnaire is a whole number."""
    weights = [question.weight for question in questionnaire.questions]
    weights += [stage.weight for stage in questionnaire.stages]
    weights += [section.weight for section in questionnaire.walk_sections()]
    return lcm(*(weight.denominator for weight in weights))


def _whole(share: Fraction, unit: int) -> int:
    """Return ``share`` counted in units of one ``unit``-th, which must come out even."""
    return share.numerator * (unit // share.denominator)
