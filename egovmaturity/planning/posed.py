"""An assessment and a question to the planner, posed as a problem of purchases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Comparator, NumberRange, Question
from egovmaturity.domain.results import Assessment, Excluded, Known, QuestionResult
from egovmaturity.domain.roadmap import (
    Conditions,
    Enabler,
    Horizon,
    Need,
    Note,
    NoteKind,
    Origin,
    Query,
    Unspent,
)
from egovmaturity.planning.demands import Demand, Demands, worth_now
from egovmaturity.planning.pricing import Price, Prices, finest
from egovmaturity.planning.purchases import Problem, Purchase, Requirement, Wait

Name = tuple[str, int | None]
"""A step by question and level, an enabler by its id alone."""


class Item(NamedTuple):
    """What can be bought: a step of a question, from ``before`` to ``level``, or an enabler.

    ``before`` is ``None`` for the first step of an open question. ``waits`` maps what has to come
    before to the years between.
    """

    about: QuestionResult | Enabler
    before: int | None
    level: int | None
    earliest: int
    waits: Mapping[Name, int]

    @property
    def name(self) -> Name:
        """What it is called among the others."""
        if isinstance(self.about, Enabler):
            return self.about.id, None
        return self.about.question.id, self.level


class Posed(NamedTuple):
    """A problem, what its purchases stand for, and how much money its unit is.

    ``unpriced`` names what has no cost; as long as there is any, ``problem`` takes it for 0.
    ``blocked`` are questions that have to be raised and cannot, for want of what they need.
    """

    problem: Problem
    items: tuple[Item, ...]
    prices: tuple[Price, ...]
    unit: Fraction
    unpriced: tuple[Name, ...]
    blocked: tuple[str, ...]
    notes: tuple[Note, ...]


NOTHING = Price(Fraction(0), Origin.QUESTIONNAIRE)


def pose(assessment: Assessment, query: Query, demands: Demands) -> Posed:
    """Pose the problem of meeting ``demands`` in whole numbers; years count from the first.

    What no demand needs, directly or as a prerequisite, is left out, and so is what can never be
    bought because something it needs cannot be had.
    """
    shop = _Shop(assessment, query, demands)
    wanted = shop.wanted()
    items = tuple(sorted((shop.items[name] for name in wanted), key=_order))
    prices = [_price(item, Prices(query)) for item in items]
    known = tuple(NOTHING if price is None else price for price in prices)
    amounts = [price.amount for price in known]
    unit = finest([*amounts, *query.horizon.budgets.values()])
    place = {item.name: n for n, item in enumerate(items)}
    problem = Problem(
        purchases=tuple(
            Purchase(
                int(amount / unit),
                item.earliest,
                tuple(Wait(place[name], lag) for name, lag in item.waits.items()),
            )
            for item, amount in zip(items, amounts, strict=True)
        ),
        forced=frozenset(place[name] for name in shop.forced if name in place),
        requirements=tuple(_requirements(demands.means, items)),
        years=query.horizon.years,
        budgets=_budgets(query.horizon, unit),
        carries_over=query.horizon.unspent is Unspent.CARRIES_OVER,
    )
    unpriced = tuple(i.name for i, price in zip(items, prices, strict=True) if price is None)
    blocked = tuple(question for question, level in shop.forced if (question, level) not in place)
    notes = (*shop.notes(wanted), *_assumed(items, known))
    return Posed(problem, items, known, unit, unpriced, blocked, notes)


def _order(item: Item) -> tuple[bool, str, int]:
    """Settle ties: steps by question id and level, then enablers by id."""
    return isinstance(item.about, Enabler), item.name[0], item.level or 0


def _price(item: Item, prices: Prices) -> Price | None:
    if isinstance(item.about, Enabler):
        return prices.of_enabler(item.about)
    question, scale = item.about.question, item.about.question.scale
    if isinstance(scale, NumberRange) or item.level is None or item.level == scale.lowest:
        return NOTHING
    now = item.about.counted.rating if isinstance(item.about.counted, Known) else scale.lowest
    is_first = next(each.number for each in scale.levels if each.number > now) == item.level
    return prices.of_step(question, item.level, is_first=is_first)


def _assumed(items: Sequence[Item], prices: Sequence[Price]) -> Iterator[Note]:
    found = [
        item.name[0]
        for item, price in zip(items, prices, strict=True)
        if price.origin is Origin.ASSUMED
    ]
    if found:
        yield Note(NoteKind.ASSUMED_COST, tuple(dict.fromkeys(found)))


def _budgets(horizon: Horizon, unit: Fraction) -> tuple[int | None, ...]:
    """Return the budgets in units, of which each is a whole number."""
    given = [horizon.budgets.get(year) for year in horizon.calendar]
    return tuple(None if each is None else int(each / unit) for each in given)


def _requirements(means: Iterable[Demand], items: Sequence[Item]) -> Iterator[Requirement]:
    for mean in means:
        requirement = _requirement(mean, items)
        if requirement.needed > 0:
            yield requirement


def _requirement(mean: Demand, items: Sequence[Item]) -> Requirement:
    """Clear the denominators of a mean against its bar, so that ``>`` is exact.

    Source: Σ w·x > θ·W turned into whole points; a strict bar needs one point more than it has.
    """
    weights = {result.question.id: weight for result, weight in mean.parts}
    gains = {
        n: weights[item.about.question.id] * _gain(item.about, item)
        for n, item in enumerate(items)
        if not isinstance(item.about, Enabler) and item.about.question.id in weights
    }
    total = sum(weights.values(), Fraction(0))
    now = sum((weight * worth_now(result) for result, weight in mean.parts), Fraction(0))
    whole = lcm(*(gain.denominator for gain in gains.values()))
    points = {n: int(gain * whole) for n, gain in gains.items() if gain}
    common = gcd(*points.values()) or 1
    lacking = (mean.bar.share * total - now) * whole / common
    floor = lacking.numerator // lacking.denominator
    is_strict = mean.bar.comparator is Comparator.ABOVE
    needed = floor + 1 if is_strict or floor != lacking else floor
    return Requirement({n: each // common for n, each in points.items()}, needed)


def _gain(result: QuestionResult, item: Item) -> Fraction:
    question = result.question
    before = Fraction(0) if item.before is None else question.worth(item.before)
    return question.worth(item.level or 0) - before


class _Shop:
    """Everything that could be bought, whether anybody wants it or not."""

    def __init__(self, assessment: Assessment, query: Query, demands: Demands) -> None:
        self._query, self._demands = query, demands
        self._results = {each.question.id: each for each in assessment.questions}
        self._void: dict[str, None] = {}
        steps = [item for each in assessment.questions for item in self._steps(each)]
        served = {item.name[0] for item in steps}
        enablers = [
            self._enabler(each) for each in query.data.enablers if served & set(each.serves)
        ]
        self.items = _available({item.name: item for item in [*steps, *enablers]})
        self.forced = [
            (question, level)
            for question, level in demands.levels.items()
            if not self._stands(question, level)
        ]

    def wanted(self) -> set[Name]:
        """Return what brings a demand nearer, and what that needs."""
        means = self._demands.means
        parts = {r.question.id for mean in means for r, weight in mean.parts if weight}
        stack = [name for name in self.items if name[0] in parts and name[1] is not None]
        stack += self.forced
        found: set[Name] = set()
        while stack:
            name = stack.pop()
            if name not in found and name in self.items:
                found.add(name)
                stack += self.items[name].waits
        return found

    def notes(self, wanted: Iterable[Name]) -> Iterator[Note]:
        """Yield what the problem takes for granted."""
        names = {name for name, level in wanted if level is not None}
        opened = [q for q in self._results if q in names and self._is_open(q)]
        numbers = [
            r.question.id
            for mean in self._demands.means
            for r, _ in mean.parts
            if isinstance(r.question.scale, NumberRange)
        ]
        for kind, about in (
            (NoteKind.OPEN_AT_LOWEST, opened),
            (NoteKind.NUMBER_STAYS, numbers),
            (NoteKind.VOID_PREREQUISITE, list(self._void)),
        ):
            if about:
                yield Note(kind, tuple(dict.fromkeys(about)))

    def _is_open(self, question: str) -> bool:
        return not isinstance(self._results[question].counted, Known | Excluded)

    def _stands(self, question: str, level: int) -> bool:
        """Whether a question has a level already, or a higher one; an open one has none."""
        counted = self._results[question].counted
        return isinstance(counted, Known) and counted.rating >= level

    def _steps(self, result: QuestionResult) -> Iterator[Item]:
        scale = result.question.scale
        if isinstance(scale, NumberRange) or isinstance(result.counted, Excluded):
            return
        before = int(result.counted.rating) if isinstance(result.counted, Known) else None
        previous: Name | None = None
        for level in scale.levels:
            # An open question that counts as the lowest level gains nothing by being answered so,
            # but for a lowest level that is worth something or that is mandatory.
            if before is not None and level.number <= before:
                continue
            if level.number == scale.lowest and not self._counts_lowest(result):
                continue
            item = self._step(result, before, level.number, previous)
            yield item
            before, previous = level.number, item.name

    def _counts_lowest(self, result: QuestionResult) -> bool:
        scale = result.question.scale
        if isinstance(scale, NumberRange):
            return False
        wanted = self._demands.levels.get(result.question.id)
        return bool(scale.levels[0].worth) or wanted == scale.lowest

    def _step(
        self, result: QuestionResult, before: int | None, level: int, previous: Name | None
    ) -> Item:
        question = result.question
        conditions = self._query.data.questions.get(question.id, Conditions())
        needs = [Need(each.question, each.level, each.from_level) for each in question.requires]
        needs += conditions.needs
        waits = self._waits(n for n in needs if n.from_level is None or n.from_level <= level)
        for enabler in self._query.data.enablers:
            start = enabler.serves.get(question.id, level + 1)
            if start is None or start <= level:
                _wait(waits, (enabler.id, None), enabler.lag)
        if previous is not None:
            _wait(waits, previous, 0)
        years = [conditions.earliest.get(None), conditions.earliest.get(level)]
        return Item(result, before, level, self._earliest(years), waits)

    def _enabler(self, enabler: Enabler) -> Item:
        return Item(
            enabler, None, None, self._earliest([enabler.earliest]), self._waits(enabler.needs)
        )

    def _earliest(self, years: Iterable[int | None]) -> int:
        first = self._query.horizon.first
        return max([0, *(year - first for year in years if year is not None)])

    def _waits(self, needs: Iterable[Need]) -> dict[Name, int]:
        """Return what is lacking of some needs; what cannot be had is there, and names nothing."""
        waits: dict[Name, int] = {}
        for need in needs:
            result = self._results[need.question]
            if isinstance(result.counted, Excluded):
                self._void[need.question] = None
            elif not self._is_met(result, need):
                _wait(waits, (need.question, need.level), need.lag)
        return waits

    def _is_met(self, result: QuestionResult, need: Need) -> bool:
        if isinstance(result.counted, Known):
            return result.counted.rating >= need.level
        return _is_lowest(result.question, need.level)


def _is_lowest(question: Question, level: int) -> bool:
    return not isinstance(question.scale, NumberRange) and level <= question.scale.lowest


def _wait(waits: dict[Name, int], name: Name, lag: int) -> None:
    waits[name] = max(lag, waits.get(name, 0))


def _available(items: Mapping[Name, Item]) -> dict[Name, Item]:
    """Leave out what needs something that cannot be had."""
    left = dict(items)
    while lost := [name for name, item in left.items() if any(w not in left for w in item.waits)]:
        for name in lost:
            del left[name]
    return left
