"""What has fallen since an earlier assessment, exactly."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import NotApplicable
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import (
    Assessment,
    Counted,
    Excluded,
    Known,
    QuestionResult,
    StagedVerdict,
    Verdict,
)
from egovmaturity.examining.bench import standing
from egovmaturity.scoring.assess import outcome_of
from egovmaturity.scoring.groups import Part, score


class VerdictFall(NamedTuple):
    """The stage or band attained is an earlier one; ``now`` is ``None`` where there is none."""

    before: str
    now: str | None


class ScoreFall(NamedTuple):
    """The score of a stage (0 to 1), or the index in print, whose ``stage`` is ``None``.

    ``now`` is ``None`` where nothing applies any more.
    """

    stage: str | None
    before: Fraction
    now: Fraction | None


class LevelFall(NamedTuple):
    """A question has a lower rating; ``now`` is ``None`` where it has none or does not apply."""

    question: str
    before: Rating
    now: Rating | None


class Falls(NamedTuple):
    """Everything that fell, the verdict first; ``excused`` are the questions allowed to fall."""

    verdict: VerdictFall | None
    scores: tuple[ScoreFall, ...]
    levels: tuple[LevelFall, ...]
    excused: tuple[LevelFall, ...]

    @property
    def number(self) -> int:
        """How many things fell that may not."""
        return (self.verdict is not None) + len(self.scores) + len(self.levels)


def fallen(before: Assessment, now: Assessment) -> tuple[LevelFall, ...]:
    """Return every question that stands lower than before, in questionnaire order.

    An open question stands at the lowest end of its scale. One that no longer applies stands
    nowhere, which is a fall unless somebody is named who approved it.
    """
    pairs = zip(before.questions, now.questions, strict=True)
    return tuple(fall for earlier, later in pairs if (fall := _level_fall(earlier, later)))


def _level_fall(earlier: QuestionResult, later: QuestionResult) -> LevelFall | None:
    if not isinstance(earlier.counted, Known):
        return None
    name, rating = later.question.id, earlier.counted.rating
    if isinstance(later.counted, Excluded):
        answer = later.answer
        is_approved = isinstance(answer, NotApplicable) and bool(answer.approved_by)
        return None if is_approved else LevelFall(name, rating, None)
    if isinstance(later.counted, Known):
        now = later.counted.rating
        return LevelFall(name, rating, now) if now < rating else None
    return LevelFall(name, rating, None) if rating > later.question.scale.lowest else None


def worse(before: Assessment, now: Assessment) -> frozenset[str]:
    """Return the questions that may take a score down with them, by id.

    Those that are rated lower or no longer rated, and those that did not apply and now do.
    """
    pairs = zip(before.questions, now.questions, strict=True)
    return frozenset(
        later.question.id for earlier, later in pairs if _is_worse(earlier.counted, later.counted)
    )


def find_falls(
    before: Assessment,
    now: Assessment,
    tolerance: Fraction,
    max_fall: Fraction,
    allowed: AbstractSet[str],
) -> Falls:
    """Say what fell by more than is tolerated, questions that are ``allowed`` to fall apart.

    ``tolerance`` is in points: of the index in print, and percentage points of the score of a
    stage; an earlier stage or band is never tolerated. ``max_fall`` is in levels, or in units of a
    numeric question. A question that no longer applies without an approval falls whatever
    ``max_fall`` is. What the questions allowed to fall take with them is no fall: verdict, index
    and stages are those that would be if these questions counted as before.
    """
    every = fallen(before, now)
    states = _restored(before, now, allowed)
    index, verdict = outcome_of(now.questionnaire, now.sheet, states)
    falls = [_index_fall(before, None if index is None else index.low, now, tolerance)]
    falls += [
        _stage_fall(before, now, states, stage.id, tolerance / 100)
        for stage in now.questionnaire.stages
    ]
    return Falls(
        _verdict_fall(before, now, verdict),
        tuple(fall for fall in falls if fall is not None),
        tuple(
            fall for fall in every if fall.question not in allowed and _depth(fall, now) > max_fall
        ),
        tuple(fall for fall in every if fall.question in allowed),
    )


def _restored(
    before: Assessment, now: Assessment, allowed: AbstractSet[str]
) -> Mapping[str, Counted]:
    """Return what counts now, with the questions allowed to fall as they counted before."""
    put_back = allowed & worse(before, now)
    return {
        later.question.id: earlier.counted if later.question.id in put_back else later.counted
        for earlier, later in zip(before.questions, now.questions, strict=True)
    }


def _is_worse(earlier: Counted, later: Counted) -> bool:
    if isinstance(earlier, Known):
        return not isinstance(later, Known) or later.rating < earlier.rating
    return isinstance(earlier, Excluded) and not isinstance(later, Excluded)


def _depth(fall: LevelFall, now: Assessment) -> Fraction:
    """Return how many levels a question fell; beyond every limit where it does not apply."""
    if fall.now is not None:
        return Fraction(fall.before - fall.now)
    result = next(each for each in now.questions if each.question.id == fall.question)
    scale = result.question.scale
    if isinstance(result.counted, Excluded):
        return Fraction(scale.highest - scale.lowest) + _BEYOND
    return Fraction(fall.before - scale.lowest)


_BEYOND = Fraction(10**9)
"""More levels than any scale has."""


def _verdict_fall(before: Assessment, now: Assessment, verdict: Verdict) -> VerdictFall | None:
    if standing(now, verdict) >= standing(before, before.verdict):
        return None
    return VerdictFall(_attained(before.verdict) or "", _attained(verdict))


def _attained(verdict: Verdict) -> str | None:
    """Return the id of the stage or band attained."""
    found = verdict.attained if isinstance(verdict, StagedVerdict) else verdict.band
    return found.id if found else None


def _index_fall(
    before: Assessment, share: Fraction | None, now: Assessment, tolerance: Fraction
) -> ScoreFall | None:
    earlier = before.index_in_print
    later = None if share is None else now.questionnaire.index_in_print(share)
    if earlier is None or (later is not None and earlier - later <= tolerance):
        return None
    return ScoreFall(None, earlier, later)


def _stage_fall(
    before: Assessment,
    now: Assessment,
    states: Mapping[str, Counted],
    stage: str,
    tolerance: Fraction,
) -> ScoreFall | None:
    earlier = next(each.group.score for each in before.stages if each.stage.id == stage)
    parts = [Part(q.weight, states[q.id]) for q in now.questionnaire.questions if q.stage == stage]
    later = score(parts).score
    if earlier is None or (later is not None and earlier.low - later.low <= tolerance):
        return None
    return ScoreFall(stage, earlier.low, later.low if later else None)
