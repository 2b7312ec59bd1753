"""What is done in one year, spread over its quarters so that what is needed comes first."""

from collections.abc import Mapping, Sequence

_QUARTERS = 4

Span = tuple[int, int]
"""The first and the last quarter, 1 to 4."""


def spread(needs: Sequence[frozenset[int]]) -> list[Span]:
    """Return the quarters of each piece of work, which needs those at the places it names.

    Nothing is known of months: what needs nothing of the same year and serves nothing in it takes
    the whole year. Else the year is divided evenly among the longest chain that runs through it,
    and what is needed ends before what needs it begins; a chain of more than four shares quarters.
    Pieces that need each other, level by level, count as needing each other at no time.
    """
    reached = _closure(needs)
    before = {
        place: frozenset(other for other in others if place not in reached[other])
        for place, others in enumerate(reached)
    }
    after = {
        place: frozenset(other for other in before if place in before[other]) for place in before
    }
    depth, height = _ranks(before), _ranks(after)
    return [_share(depth[place], depth[place] + height[place] - 1) for place in before]


def _share(place: int, length: int) -> Span:
    """Return the share of the year that the link at ``place`` of a chain of ``length`` has."""
    first = min(_QUARTERS, _QUARTERS * (place - 1) // length + 1)
    return first, max(first, _QUARTERS * place // length)


def _closure(needs: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Return what each needs, and what that needs in turn."""
    found = []
    for needed in needs:
        seen: set[int] = set()
        waiting = [*needed]
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting += needs[place]
        found.append(frozenset(seen))
    return found


def _ranks(before: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """Return the length of the longest chain that ends at each; ``before`` has no circles."""
    ranks: dict[int, int] = {}
    for place in sorted(before, key=lambda each: len(before[each])):
        ranks[place] = 1 + max((ranks[other] for other in before[place]), default=0)
    return ranks
