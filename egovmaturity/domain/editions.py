"""How the questions of one edition of a questionnaire go on in the next."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple


class Same(NamedTuple):
    """Questions whose levels mean what they meant; ids stay."""

    questions: tuple[str, ...]


class Revised(NamedTuple):
    """Questions that keep their ids but whose levels mean something else now."""

    questions: tuple[str, ...]


class Renamed(NamedTuple):
    """A question that only has another id now."""

    old: str
    new: str


class Copying(StrEnum):
    """Whether the answers of a split question have to be looked at again."""

    REVIEW = "review"
    AS_IS = "as-is"


class Split(NamedTuple):
    """A question that became several; each begins with its level."""

    old: str
    new: tuple[str, ...]
    copying: Copying


class Taking(StrEnum):
    """Which level a merged question begins with."""

    LOWEST = "lowest"
    HIGHEST = "highest"


class Merged(NamedTuple):
    """Several questions that became one."""

    old: tuple[str, ...]
    new: str
    taking: Taking


class Rescaled(NamedTuple):
    """A question whose levels are counted anew; ``levels`` maps old numbers to new ones."""

    old: str
    new: str
    levels: Mapping[int, int]


class Dropped(NamedTuple):
    """A question that is not asked any more."""

    old: str
    reason: str


class Added(NamedTuple):
    """Questions that nothing was asked about before."""

    questions: tuple[str, ...]


Step = Same | Revised | Renamed | Split | Merged | Rescaled | Dropped | Added


def questions_before(step: Step) -> tuple[str, ...]:
    """Return the ids of the older edition that a step speaks of."""
    match step:
        case Same() | Revised():
            return step.questions
        case Added():
            return ()
        case Merged():
            return step.old
        case _:
            return (step.old,)


def questions_after(step: Step) -> tuple[str, ...]:
    """Return the ids of the newer edition that a step speaks of."""
    match step:
        case Same() | Revised() | Added():
            return step.questions
        case Dropped():
            return ()
        case Split():
            return step.new
        case _:
            return (step.new,)


class Migration(NamedTuple):
    """What became of every question of ``edition``; steps in the order written."""

    edition: str
    steps: tuple[Step, ...]

    def pairs(self) -> Iterator[tuple[str, str, Step]]:
        """Yield every older question with each newer one it goes on in, and the step between."""
        for step in self.steps:
            if isinstance(step, Same | Revised):
                yield from ((question, question, step) for question in step.questions)
                continue
            for before in questions_before(step):
                for after in questions_after(step):
                    yield before, after, step


class Retired(NamedTuple):
    """An id that was used by earlier editions and never will be again."""

    id: str
    since: str
    replaced_by: tuple[str, ...]
