"""The fewest things that together gain enough, all in whole numbers."""

from collections.abc import Iterator, Sequence


def fewest(gains: Sequence[int], need: int) -> int | None:
    """Return the least number of ``gains`` whose sum is at least ``need``; ``None``: never.

    Each counts once, so the greatest come first. Nothing is needed for a ``need`` of 0 or less.
    """
    taken = 0
    for count, gain in enumerate([0, *sorted(gains, reverse=True)]):
        taken += gain
        if taken >= need:
            return count
    return None


def sets_of(size: int, gains: Sequence[int], need: int) -> Iterator[tuple[int, ...]]:
    """Yield the positions of every ``size`` gains that sum to at least ``need``.

    Sets with the greatest gains come first; equal gains count in the order given.
    """
    order = sorted(range(len(gains)), key=lambda place: (-gains[place], place))

    def extend(start: int, left: int, missing: int) -> Iterator[tuple[int, ...]]:
        if left == 0:
            if missing <= 0:
                yield ()
            return
        for at in range(start, len(order) - left + 1):
            if sum(gains[place] for place in order[at : at + left]) < missing:
                return
            for rest in extend(at + 1, left - 1, missing - gains[order[at]]):
                yield (order[at], *rest)

    yield from extend(0, size, need)


def fewest_steps(ladders: Sequence[Sequence[int]], need: int) -> int | None:
    """Return the fewest steps that together gain ``need``; ``None`` when all steps do not.

    A ladder lists what its first step gains, its first two together, and so on, never falling.
    Steps need not gain alike, so the best gain of every number of steps is worked out ladder by
    ladder.
    """
    best = [0]
    for ladder in ladders:
        longer = best + [0] * len(ladder)
        for step, gain in enumerate(ladder, start=1):
            for taken, gained in enumerate(best, start=step):
                longer[taken] = max(longer[taken], gained + gain)
        best = longer
    return next((steps for steps, gained in enumerate(best) if gained >= need), None)
