"""How far a verdict is from the next better and the next worse one."""

from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Band, Question, Rating, Stage, Threshold
from egovmaturity.domain.results import MandatoryResult


class Move(NamedTuple):
    """A question at another rating than the one that counts now.

    ``current`` is ``None`` where the question is open. ``rating`` is the nearest rating that does
    what the whole set of moves is for, the other moves being as they stand.
    """

    question: Question
    current: Rating | None
    rating: Rating


Moves = tuple[Move, ...]
"""Moves to be made together, in questionnaire order."""


class Choices(NamedTuple):
    """The smallest sets of answers that do one thing; any one of them does it alone.

    ``place`` is the stage whose condition they turn, ``None`` for the index. All sets are of the
    same size; ``has_more`` when further ones of that size exist. ``sets`` is empty when no
    answers do it.
    """

    place: Stage | None
    sets: tuple[Moves, ...]
    has_more: bool

    @property
    def size(self) -> int:
        """How many answers each set changes; 0 where there is no set."""
        return len(self.sets[0]) if self.sets else 0


class Obstacle(NamedTuple):
    """What one stage, or the index, still misses so that a better verdict is attained.

    ``missing`` is how far ``score`` lies below the bar, 0 to 1: 0 when it lies on a bar that asks
    for more, ``None`` when the bar is met. ``mandatory`` are those not met. Where ``is_determined``
    is false too little of the stage applies, and no answer can mend that.
    """

    place: Stage | None
    bar: Threshold
    score: Fraction | None
    missing: Fraction | None
    mandatory: tuple[MandatoryResult, ...]
    is_determined: bool


class Rise(NamedTuple):
    """What keeps a better verdict away and the least that would attain it.

    ``choices`` has an entry for every obstacle, to be done together; ``answers`` counts the fewest
    answers to raise, ``steps`` the fewest single levels. Both are ``None`` where answers alone
    cannot attain it; ``steps`` also where only a number would have to change.
    """

    target: Stage | Band
    obstacles: tuple[Obstacle, ...]
    choices: tuple[Choices, ...]
    answers: int | None
    steps: int | None


class Fall(NamedTuple):
    """The smallest loss that would lose the present verdict.

    Any one of ``sets`` does it; all are of the least size, and ``has_more`` when there are others.
    ``steps`` are the fewest single levels, counted apart; ``None`` where only numbers can fall.
    """

    sets: tuple[Moves, ...]
    has_more: bool
    steps: int | None

    @property
    def answers(self) -> int:
        """How many answers have to fall."""
        return len(self.sets[0])


class Pivotal(NamedTuple):
    """Answers that change the verdict alone, in questionnaire order.

    ``one_down`` and ``one_up``: by a single level. ``any_down`` and ``any_up``: by some level.
    """

    one_down: tuple[Question, ...]
    one_up: tuple[Question, ...]
    any_down: tuple[Question, ...]
    any_up: tuple[Question, ...]


class Margins(NamedTuple):
    """The distance of a verdict to both sides.

    ``rises`` has an entry for every stage or band above the present one, nearest first. ``fall``
    counts a mandatory question that fails like any other loss, ``fall_by_score`` only what lowers
    scores; both are ``None`` where there is nothing to lose.
    """

    rises: tuple[Rise, ...]
    fall: Fall | None
    fall_by_score: Fall | None
    pivotal: Pivotal
