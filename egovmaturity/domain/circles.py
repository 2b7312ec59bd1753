"""Whether prerequisites lead back to where they began."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class StandsOn(NamedTuple):
    """From ``from_level`` on, what has it stands on ``other`` at ``level``."""

    from_level: int
    other: str
    level: int


def circle(stands: Mapping[str, Iterable[StandsOn]]) -> list[str]:
    """Return ids that lead round in a circle, the first one again at the end; empty: none do.

    Every level stands on the levels below it. That two questions need each other is no circle as
    long as some order of their levels serves both.
    """
    if not stands:
        return []
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415  # few have prerequisites

    marks: dict[str, set[int]] = {}
    for each, needs in stands.items():
        for need in needs:
            marks.setdefault(each, set()).add(need.from_level)
            marks.setdefault(need.other, set()).add(need.level)
    graph: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for each, levels in marks.items():
        rising = sorted(levels)
        for below, level in zip([None, *rising], rising, strict=False):
            graph[each, level] = [] if below is None else [(each, below)]
    for each, needs in stands.items():
        for need in needs:
            graph[each, need.from_level].append((need.other, need.level))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        ids = [name for name, _ in found.args[1]]
        kept = [name for n, name in enumerate(ids) if n == 0 or name != ids[n - 1]]
        return kept if len(kept) > 1 else kept * 2
    return []
