"""How far weights have to move until linear conditions on them can all be met at once."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.scoring.aggregate import in_whole

_ZERO, _ONE = Fraction(0), Fraction(1)


class Form(NamedTuple):
    """The condition Σ u·c >= 0 on weights u, or > 0 where it ``is_strict``.

    ``terms`` holds one c for every weight, in the same order.
    """

    terms: tuple[Fraction, ...]
    is_strict: bool

    def suits(self, place: int) -> bool:
        """Whether the condition is met where all the weight lies on one place."""
        term = self.terms[place]
        return term > 0 if self.is_strict else term >= 0


class Reach(NamedTuple):
    """The least share by which weights have to move; ``is_open``: by more than that.

    Reaches are ordered: less before more, and "by x" before "by more than x".
    """

    share: Fraction
    is_open: bool


NOW = Reach(_ZERO, is_open=False)
"""The declared weights will do."""
TO_NOTHING = Reach(_ONE, is_open=False)
"""Weights that may vanish will do, and no others."""


def reach(weights: Sequence[Fraction], scored: Sequence[int], *forms: Form) -> Reach | None:
    """Return how far weights have to move until all of one or two conditions are met.

    Each weight moves for itself, from (1 - x) to (1 + x) times the declared one, x from 0 to 1;
    at x = 1 not all of those at the places ``scored`` vanish. ``weights`` are above 0. ``None``:
    no such weights meet the conditions.

    Source: with A = Σ w·c and B = Σ w·|c| the best a single condition can come to is A + x·B, so
    x = -A / B. Several can be met at once exactly if every mixture of them with multipliers >= 0
    can (Farkas; Motzkin where some are strict). As a function of the mixture -A / B is monotone
    between the points where a mixed term vanishes, so these points and the ends decide.
    """
    farthest = NOW
    heavy, _ = in_whole(weights)  # whole numbers do: A and B grow alike, and -A / B stays
    for mixed in _mixtures(forms):
        terms, _ = in_whole(mixed.terms)
        now = sum(w * c for w, c in zip(heavy, terms, strict=True))
        gain = sum(w * abs(c) for w, c in zip(heavy, terms, strict=True))
        if gain:
            farthest = max(farthest, Reach(Fraction(-now, gain), mixed.is_strict))
        elif mixed.is_strict:
            return None
    if farthest < TO_NOTHING:
        return farthest
    can_vanish = any(all(form.suits(place) for form in forms) for place in scored)
    return TO_NOTHING if can_vanish else None


def _mixtures(forms: Sequence[Form]) -> Iterator[Form]:
    """Yield the conditions themselves, and of two the mixtures in which a term vanishes."""
    yield from forms
    if len(forms) == 2:
        first, second = forms
        is_strict = first.is_strict or second.is_strict
        for share in _vanishing(first.terms, second.terms):
            terms = (
                share * a + (1 - share) * b for a, b in zip(first.terms, second.terms, strict=True)
            )
            yield Form(tuple(terms), is_strict)


def _vanishing(first: Sequence[Fraction], second: Sequence[Fraction]) -> list[Fraction]:
    """Return the shares of the first, inside 0 to 1, at which a mixed term is 0; each once."""
    opposed = ((a, b) for a, b in zip(first, second, strict=True) if a * b < 0)
    return sorted({b / (b - a) for a, b in opposed})
