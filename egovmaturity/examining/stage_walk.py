"""From what each stage may come to, to what the verdict may come to."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from egovmaturity.domain.questionnaire import Stage, StagedRule
from egovmaturity.domain.results import StageResult
from egovmaturity.domain.robustness import Place
from egovmaturity.scoring.verdict import carries, staged_verdict

T = TypeVar("T")

Choices = Sequence[tuple[StageResult, T]]
"""What one stage may come to, each with its price, chance or the like."""


def as_if(result: StageResult, *, attains: bool, founds: bool) -> StageResult:
    """Return a stage whose own conditions hold as given, for itself and as a foundation."""
    return result._replace(is_determined=True, attains=attains, founds=founds)


def walk(
    rule: StagedRule,
    stages: Sequence[Choices[T]],
    start: T,
    along: Callable[[T, T], T],
    either: Callable[[T, T], T],
) -> Mapping[Place, T]:
    """Gather, for every stage that can be attained (or none), the value of all ways to it.

    ``along`` joins the values of one way, ``either`` those of several. Ways that agree so far in
    the stage attained and in whether it goes on are pursued together, so the effort grows with
    the square of the number of stages. The verdict on every way is scoring's own.
    """
    found: dict[tuple[Stage | None, bool], tuple[tuple[StageResult, ...], T]] = {
        (None, True): ((), start)
    }
    for choices in stages:
        following: dict[tuple[Stage | None, bool], tuple[tuple[StageResult, ...], T]] = {}
        for path, so_far in found.values():
            for result, value in choices:
                longer = (*path, result)
                key = (
                    staged_verdict(rule, longer).attained,
                    all(carries(rule, each) for each in longer),
                )
                reached = along(so_far, value)
                if key in following:
                    reached = either(following[key][1], reached)
                following[key] = longer, reached
        found = following
    ends: dict[Place, T] = {}
    for (attained, _), (_, value) in found.items():
        ends[attained] = either(ends[attained], value) if attained in ends else value
    return ends
