"""What the change of an index is made of, cause by cause, without rest and without an order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import NamedTuple

from egovmaturity.domain.comparison import Cause, Movement, Pair, Share, Waterfall
from egovmaturity.domain.questionnaire import IndexOf, Questionnaire, Section
from egovmaturity.domain.results import Assessment, Counted, Excluded, Known, Open
from egovmaturity.scoring.aggregate import weighted_mean
from egovmaturity.scoring.groups import bounds

_ZERO = Fraction(0)

Worth = Callable[[frozenset[Cause]], Fraction]
"""What the index would be had only these causes been at work."""


def waterfall(before: Assessment, after: Assessment, common: Sequence[Pair]) -> Waterfall | None:
    """Split the change of the index between two years among its causes.

    The amounts are exact, of an index of 0 to 1, and add up to the change. A cause that is about
    nothing has exactly 0. With the years swapped every amount changes its sign, improved and
    worsened, added and removed changing places. A mixture of the years in which nothing counts
    has no index; it is taken to lie half way, so that it speaks for neither year. ``None`` where
    one of the two years has no index.

    ``common`` are the questions that both years ask alike. What both ask, but not alike, is
    removed and added.

    Source: Shapley (1953), "A value for n-person games"; as a decomposition of a change Shorrocks
    (2013), "Decomposition procedures for distributional analysis", J Econ Inequal 11:99-126. For
    the set N of the causes at work and v(S), the index had only the causes in S been at work,
    cause i has the sum over S in N without i of |S|! (|N|-|S|-1)! / |N|! × (v(S+i) - v(S)).
    """
    if before.index is None or after.index is None:
        return None
    mixture = _Mixture(before, after, common)
    start, end = before.index.low, after.index.low
    half_way = (start + end) / 2

    def worth(causes: frozenset[Cause]) -> Fraction:
        found = mixture.index(causes)
        return half_way if found is None else found

    amounts = shapley(mixture.causes, worth)
    return Waterfall(
        start,
        end,
        tuple(Share(cause, amounts.get(cause, _ZERO), mixture.questions(cause)) for cause in Cause),
    )


def shapley(causes: Sequence[Cause], worth: Worth) -> dict[Cause, Fraction]:
    """Return what every cause adds, on average over all orders in which they may come.

    Source: see ``waterfall``. Every set of causes is valued once.
    """
    number = len(causes)
    values = {
        frozenset(some): worth(frozenset(some))
        for size in range(number + 1)
        for some in combinations(causes, size)
    }
    found = dict.fromkeys(causes, _ZERO)
    for some, value in values.items():
        for cause in causes:
            if cause not in some:
                orders = factorial(len(some)) * factorial(number - len(some) - 1)
                gain = values[some | {cause}] - value
                found[cause] += Fraction(orders, factorial(number)) * gain
    return found


def movement(before: Counted, after: Counted) -> Movement | None:
    """Say what became of a question; ``None`` where it counts what it counted.

    Why a question is open does not matter.
    """
    match before, after:
        case (Known(worth=was), Known(worth=now)):
            if was == now:
                return None
            return Movement.ROSE if now > was else Movement.FELL
        case (Excluded(), Excluded()) | (Open(), Open()):
            return None
        case (_, Excluded()):
            return Movement.NOT_APPLICABLE
        case (_, Open()):
            return Movement.OPENED
        case _:
            return Movement.ANSWERED


_CAUSES = {Movement.ROSE: Cause.IMPROVED, Movement.FELL: Cause.WORSENED}

_Path = tuple[str, ...]


class _Place(NamedTuple):
    """Where a question counts: the groups it lies in, from the top, and its weight there."""

    path: _Path
    weight: Fraction


class _Edition(NamedTuple):
    """How a questionnaire weighs its parts."""

    weights: Mapping[_Path, Fraction]
    places: Mapping[str, _Place]


def _edition(questionnaire: Questionnaire) -> _Edition:
    """Note the weight of every group that counts in the index and the place of every question."""
    weights: dict[_Path, Fraction] = {}
    if questionnaire.index_of is IndexOf.STAGES:
        weights = {(stage.id,): stage.weight for stage in questionnaire.stages}
    elif questionnaire.index_of is IndexOf.SECTIONS:
        weights = dict(_section_weights(questionnaire.sections, ()))
    paths = {path[-1]: path for path in weights}
    places = {}
    for question in questionnaire.questions:
        is_flat = questionnaire.index_of is IndexOf.QUESTIONS
        path = () if is_flat else paths.get(question.belongs_to)
        if path is not None:
            places[question.id] = _Place(path, question.weight)
    return _Edition(weights, places)


def _section_weights(sections: Iterable[Section], above: _Path) -> Iterator[tuple[_Path, Fraction]]:
    for section in sections:
        path = (*above, section.id)
        yield path, section.weight
        yield from _section_weights(section.sections, path)


class _Mixture:
    """The two years, and every year between them in which only some causes have been at work."""

    def __init__(self, before: Assessment, after: Assessment, common: Sequence[Pair]) -> None:
        self._old, self._new = _edition(before.questionnaire), _edition(after.questionnaire)
        self._before, self._after = _states(before), _states(after)
        self._common = common
        self._moved = dict(self._moves())
        kept_old, kept_new = {pair.old for pair in common}, {pair.new for pair in common}
        self._removed = [name for name in self._before if name not in kept_old]
        self._added = [name for name in self._after if name not in kept_new]

    def _moves(self) -> Iterator[tuple[Pair, Cause]]:
        for pair in self._common:
            moved = movement(self._before[pair.old], self._after[pair.new])
            if moved is not None:
                yield pair, _CAUSES.get(moved, Cause.SCOPE)

    def questions(self, cause: Cause) -> int:
        """Count the questions that a cause is about."""
        alone = {Cause.ADDED: self._added, Cause.REMOVED: self._removed}
        if cause in alone:
            return len(alone[cause])
        return sum(1 for each in self._moved.values() if each is cause)

    @property
    def causes(self) -> list[Cause]:
        """The causes at work, in the order of ``Cause``."""
        return [each for each in Cause if self.questions(each) or self._is_weighing(each)]

    def _is_weighing(self, cause: Cause) -> bool:
        """Whether the cause is the weights and they, or the places of questions, differ."""
        if cause is not Cause.WEIGHTS:
            return False
        old, new = self._old, self._new
        shared = old.weights.keys() & new.weights.keys()
        return any(old.weights[path] != new.weights[path] for path in shared) or any(
            old.places.get(pair.old) != new.places.get(pair.new) for pair in self._common
        )

    def index(self, causes: frozenset[Cause]) -> Fraction | None:
        """Return the index had only these causes been at work; ``None`` where nothing counts.

        A group that both editions have weighs what the ruling one says, another what its own says.
        """
        old, new = self._old, self._new
        is_new = Cause.WEIGHTS in causes
        tree = _Tree({**old.weights, **new.weights, **(new if is_new else old).weights})
        for pair in self._common:
            place = new.places.get(pair.new) if is_new else old.places.get(pair.old)
            has_moved = self._moved.get(pair) in causes
            tree.put(place, self._after[pair.new] if has_moved else self._before[pair.old])
        for name in () if Cause.REMOVED in causes else self._removed:
            tree.put(old.places.get(name), self._before[name])
        for name in self._added if Cause.ADDED in causes else ():
            tree.put(new.places.get(name), self._after[name])
        return tree.mean(())


def _states(year: Assessment) -> dict[str, Counted]:
    return {each.question.id: each.counted for each in year.questions}


class _Tree:
    """Groups in groups, with what each question in them is worth."""

    def __init__(self, weights: Mapping[_Path, Fraction]) -> None:
        self._weights = weights
        self._below: dict[_Path, list[_Path]] = {}
        for path in weights:
            self._below.setdefault(path[:-1], []).append(path)
        self._worths: dict[_Path, list[tuple[Fraction, Fraction]]] = {}

    def put(self, place: _Place | None, counted: Counted) -> None:
        """Let a question count where it stands, unless it does not apply or has no place."""
        if place is not None and not isinstance(counted, Excluded):
            self._worths.setdefault(place.path, []).append((place.weight, bounds(counted)[0]))

    def mean(self, path: _Path) -> Fraction | None:
        """Average what lies in a group; a part in which nothing counts drops out."""
        parts = list(self._worths.get(path, ()))
        for below in self._below.get(path, ()):
            found = self.mean(below)
            if found is not None:
                parts.append((self._weights[below], found))
        return weighted_mean(parts)
