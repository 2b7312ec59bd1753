"""How far the weights of one stage have to move until it comes to something else."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Comparator, StagedRule, Threshold, Vacuous
from egovmaturity.domain.results import Excluded, QuestionResult, StageResult
from egovmaturity.domain.robustness import Condition, WeightChange
from egovmaturity.examining.reach import NOW, TO_NOTHING, Form, Reach, reach
from egovmaturity.examining.stage_walk import as_if
from egovmaturity.scoring.groups import bounds


class Way(NamedTuple):
    """How far weights have to move for something, and which conditions give way then."""

    reach: Reach
    changes: tuple[WeightChange, ...]


STAY = Way(NOW, ())
"""What holds with the declared weights."""


def joined(first: Way, second: Way) -> Way:
    """Both at once, in stages whose weights move apart: as far as the farther one takes."""
    return Way(max(first.reach, second.reach), first.changes + second.changes)


def either(first: Way, second: Way) -> Way:
    """Whichever takes less; the first of equal ones."""
    return min(first, second, key=lambda way: way.reach)


def falls(
    rule: StagedRule, result: StageResult, questions: Sequence[QuestionResult]
) -> list[tuple[StageResult, Way]]:
    """List what a stage is, and what other weights can make of it that is less.

    Each with the most that is left then: of the bars those hold that ask for less than the one
    missed.
    """
    group = _group(rule, result, questions)
    choices = [(result, STAY), *group.undetermined()]
    if not all(each.met for each in result.mandatory):
        return [*choices, *group.determined()]
    for condition, bar in group.bars:
        left = as_if(
            result,
            attains=_strictness(result.stage.attain) < _strictness(bar),
            founds=_strictness(result.stage.foundation) < _strictness(bar),
        )
        choices += group.scored(condition, group.misses(bar), left)
    return choices


def rises(
    rule: StagedRule, result: StageResult, questions: Sequence[QuestionResult]
) -> list[tuple[StageResult, Way]]:
    """List what a stage is, and what other weights can make of it that is more.

    Each with the least that is won: of the bars those hold that ask for no more than the one met.
    """
    group = _group(rule, result, questions)
    choices = [(result, STAY), *group.undetermined()]
    if not all(each.met for each in result.mandatory):
        return choices
    for condition, bar in group.bars:
        won = as_if(
            result,
            attains=_strictness(result.stage.attain) <= _strictness(bar),
            founds=_strictness(result.stage.foundation) <= _strictness(bar),
        )
        choices += group.scored(condition, group.meets(bar), won)
    return choices


def _strictness(bar: Threshold) -> tuple[Fraction, bool]:
    """Order bars by what they ask for: whatever meets a stricter one meets the others."""
    return bar.share, bar.comparator is Comparator.ABOVE


class _Group(NamedTuple):
    """The questions of a stage that weigh something; one that does not apply has no worth.

    ``needed`` is the share of the weight that has to apply for a verdict.
    """

    result: StageResult
    needed: Fraction
    is_skipped: bool
    weights: tuple[Fraction, ...]
    worths: tuple[Fraction | None, ...]

    @property
    def bars(self) -> tuple[tuple[Condition, Threshold], ...]:
        """What the score is held against."""
        stage = self.result.stage
        return (Condition.ATTAIN, stage.attain), (Condition.FOUNDATION, stage.foundation)

    @property
    def applicable(self) -> list[int]:
        """Places of what enters the score."""
        return [place for place, worth in enumerate(self.worths) if worth is not None]

    @property
    def excluded(self) -> list[int]:
        """Places of what does not apply."""
        return [place for place, worth in enumerate(self.worths) if worth is None]

    def meets(self, bar: Threshold) -> Form:
        """Return the condition that the score meets a bar."""
        terms = (Fraction(0) if worth is None else worth - bar.share for worth in self.worths)
        return Form(tuple(terms), bar.comparator is Comparator.ABOVE)

    def misses(self, bar: Threshold) -> Form:
        """Return the condition that the score misses a bar."""
        return _opposite(self.meets(bar))

    def undetermined(self) -> Iterator[tuple[StageResult, Way]]:
        """Yield the stage without a verdict, if weights can bring that about.

        They can wherever something does not apply: by leaving all the weight to it.
        """
        left = as_if(self.result, attains=False, founds=self.is_skipped)
        if not self.applicable:
            yield left, STAY
        elif self.excluded:
            too_little = _opposite(self._enough)
            found = reach(self.weights, self.excluded, too_little) or TO_NOTHING
            yield left, self._way(Condition.APPLICABLE, found)

    def determined(self) -> Iterator[tuple[StageResult, Way]]:
        """Yield the stage with a verdict that mandatory questions keep from being good."""
        left = as_if(self.result, attains=False, founds=False)
        yield from self._if_reached(Condition.APPLICABLE, left, (self._enough,))

    def scored(
        self, condition: Condition, form: Form, then: StageResult
    ) -> Iterator[tuple[StageResult, Way]]:
        """Yield the stage with a verdict and a score as ``form`` has it, if weights can do that.

        Where the score is so already, it is the share that applies which gives way.
        """
        if not self.excluded:
            yield from self._if_reached(condition, then, (form,))
            return
        is_so = reach(self.weights, self.applicable, form) == NOW
        gives_way = Condition.APPLICABLE if is_so else condition
        yield from self._if_reached(gives_way, then, (form, self._enough))

    @property
    def _enough(self) -> Form:
        """So much applies that there is a verdict."""
        terms = ((worth is not None) - self.needed for worth in self.worths)
        return Form(tuple(terms), is_strict=False)

    def _if_reached(
        self, condition: Condition, then: StageResult, forms: tuple[Form, ...]
    ) -> Iterator[tuple[StageResult, Way]]:
        if not self.applicable:
            return
        found = reach(self.weights, self.applicable, *forms)
        if found is not None:
            yield then, self._way(condition, found)

    def _way(self, condition: Condition, found: Reach) -> Way:
        """Say what gives way; what is so already takes no change."""
        if found == NOW:
            return STAY
        return Way(found, (WeightChange(self.result.stage, condition, found.share),))


def _group(rule: StagedRule, result: StageResult, questions: Sequence[QuestionResult]) -> _Group:
    weighed = [each for each in questions if each.question.weight]
    return _Group(
        result,
        rule.undetermined_below,
        rule.vacuous is Vacuous.SKIP,
        tuple(each.question.weight for each in weighed),
        tuple(
            None if isinstance(each.counted, Excluded) else bounds(each.counted)[0]
            for each in weighed
        ),
    )


def _opposite(form: Form) -> Form:
    return Form(tuple(-term for term in form.terms), not form.is_strict)
