"""What the answers to an older edition become in a newer one."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from egovmaturity.domain.editions import (
    Copying,
    Merged,
    Migration,
    Rescaled,
    Revised,
    Split,
    Taking,
)
from egovmaturity.domain.questionnaire import Rating


class Carried(NamedTuple):
    """An answer that goes on: from the questions ``old`` to the question ``new``.

    ``levels`` renumbers levels, ``None`` leaves them. ``taking`` chooses among several.
    ``needs_review``: somebody has to look whether the level still holds. An assessor's finding
    ``is_kept`` only where the question is the one the assessor looked at.
    """

    old: tuple[str, ...]
    new: str
    levels: Mapping[int, int] | None
    taking: Taking
    needs_review: bool
    is_kept: bool


def carried_by(migration: Migration) -> tuple[Carried, ...]:
    """List every newer question with the older ones its answer comes from, in map order.

    Revised, split (unless copied as they are) and merged questions need a review.
    """
    found: dict[str, Carried] = {}
    for before, after, step in migration.pairs():
        if after in found:
            found[after] = found[after]._replace(old=(*found[after].old, before))
            continue
        is_changed = isinstance(step, Revised | Merged) or (
            isinstance(step, Split) and step.copying is Copying.REVIEW
        )
        found[after] = Carried(
            (before,),
            after,
            step.levels if isinstance(step, Rescaled) else None,
            step.taking if isinstance(step, Merged) else Taking.LOWEST,
            is_changed,
            not isinstance(step, Revised | Split | Merged),
        )
    return tuple(found.values())


def renumbered(rating: Rating, levels: Mapping[int, int] | None) -> Rating | None:
    """Return a level in the numbers of today; ``None`` where the map does not know it."""
    return rating if levels is None else levels.get(int(rating))


def chosen(ratings: Iterable[Rating], taking: Taking) -> Rating | None:
    """Return the level a merged question begins with; ``None`` where none was given."""
    known = list(ratings)
    if not known:
        return None
    return min(known) if taking is Taking.LOWEST else max(known)
