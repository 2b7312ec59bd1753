"""What an aim asks of the answers: scores to reach, levels that must be there, hindrances."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.domain.questionnaire import (
    Comparator,
    NumberRange,
    Section,
    Stage,
    StagedRule,
    Threshold,
    Vacuous,
)
from egovmaturity.domain.results import (
    Assessment,
    Excluded,
    Known,
    MandatoryResult,
    QuestionResult,
    StageResult,
)
from egovmaturity.domain.roadmap import Aim, Obstacle, ObstacleKind
from egovmaturity.examining.shares import band_edge, index_parts


class Demand(NamedTuple):
    """That a weighted mean of some questions reaches a bar. ``about`` names whose mean it is."""

    about: str
    parts: tuple[tuple[QuestionResult, Fraction], ...]
    bar: Threshold


class Demands(NamedTuple):
    """Everything that has to hold together; where there are obstacles it cannot."""

    means: tuple[Demand, ...]
    levels: Mapping[str, int]
    obstacles: tuple[Obstacle, ...]


def demands_of(assessment: Assessment, aim: Aim) -> tuple[Demands, ...]:
    """Return the ways to meet an aim: whoever meets all of any one of them meets the aim.

    There are several only where a stage can be passed over: one that is attained less easily than
    it carries those after it, or that is undetermined and skipped.
    """
    minimums = [_of_minimum(assessment, each) for each in aim.minimums]
    if aim.place is None:
        return (_together(minimums),)
    return tuple(_together([way, *minimums]) for way in _ways(assessment, aim))


def _together(parts: Sequence[Demands]) -> Demands:
    levels: dict[str, int] = {}
    for part in parts:
        for question, level in part.levels.items():
            levels[question] = max(level, levels.get(question, level))
    return Demands(
        tuple(mean for part in parts for mean in part.means),
        levels,
        tuple(obstacle for part in parts for obstacle in part.obstacles),
    )


_NO_BAR = Threshold(Comparator.AT_LEAST, Fraction(0))

# A stage or a band


def _ways(assessment: Assessment, aim: Aim) -> Iterator[Demands]:
    rule = assessment.questionnaire.rule
    if not isinstance(rule, StagedRule):
        bar = band_edge(rule, aim.place)  # type: ignore[arg-type]  # no stages, so it is a band
        is_lowest = aim.place == rule.bands[0]  # it holds whatever lies below its beginning, too
        yield _mean("", index_parts(assessment), _NO_BAR if is_lowest else bar)
        return
    ids = [each.stage.id for each in assessment.stages]
    first = ids.index(aim.place.id)  # type: ignore[union-attr]  # a stage, not None
    below = [_foundation(rule, each, assessment) for each in assessment.stages]
    for place, target in enumerate(assessment.stages[first:], start=first):
        own = _stage(target, assessment, target.stage.attain)
        yield _together([*below[:place], own])
        if _carrying_is_attaining(rule, target):
            return


def _foundation(rule: StagedRule, result: StageResult, assessment: Assessment) -> Demands:
    """Return what lets later stages stand on this one."""
    if not result.is_determined and rule.vacuous is Vacuous.SKIP:
        return Demands((), {}, ())
    return _stage(result, assessment, result.stage.foundation)


def _carrying_is_attaining(rule: StagedRule, result: StageResult) -> bool:
    """Whether what carries later stages is attained itself, so that none can be passed over."""
    if not result.is_determined:
        return rule.vacuous is not Vacuous.SKIP
    return _is_at_least(result.stage.foundation, result.stage.attain)


def _is_at_least(one: Threshold, other: Threshold) -> bool:
    if one.share != other.share:
        return one.share > other.share
    return one.comparator is Comparator.ABOVE or other.comparator is Comparator.AT_LEAST


def _stage(result: StageResult, assessment: Assessment, bar: Threshold) -> Demands:
    stage = result.stage.id
    if not result.is_determined:
        return Demands((), {}, (Obstacle(ObstacleKind.UNDETERMINED, stage),))
    parts = [(q, q.question.weight) for q in assessment.questions if q.question.stage == stage]
    levels, obstacles = _mandatory(result.mandatory)
    mean = _mean(stage, parts, bar)
    return Demands(mean.means, levels, (*obstacles, *mean.obstacles))


def _mandatory(
    results: Sequence[MandatoryResult],
) -> tuple[dict[str, int], list[Obstacle]]:
    levels, obstacles = {}, []
    for each in results:
        question = each.question
        if each.met or question.mandatory is None:
            continue
        if isinstance(each.counted, Excluded):
            obstacles.append(Obstacle(ObstacleKind.MANDATORY_LEFT_OUT, question.id))
        elif isinstance(question.scale, NumberRange):
            obstacles.append(Obstacle(ObstacleKind.MANDATORY_NUMBER, question.id))
        else:
            levels[question.id] = int(question.mandatory)
    return levels, obstacles


def _mean(about: str, parts: Sequence[tuple[QuestionResult, Fraction]], bar: Threshold) -> Demands:
    """Return that a mean reaches a bar: nothing where it does, an obstacle where no steps do."""
    applies = tuple((q, w) for q, w in parts if not isinstance(q.counted, Excluded) and w)
    total = sum((weight for _, weight in applies), Fraction(0))
    if not total:
        return Demands((), {}, (Obstacle(ObstacleKind.NOTHING_APPLIES, about),))
    if bar.is_met(sum((weight * worth_now(q) for q, weight in applies), Fraction(0)) / total):
        return Demands((), {}, ())  # levels only rise, so it stays met
    reached = sum((weight * best_worth(q) for q, weight in applies), Fraction(0)) / total
    if not bar.is_met(reached):
        kind = ObstacleKind.SCORE_OUT_OF_REACH
        return Demands((), {}, (Obstacle(kind, about, reached, bar.share),))
    return Demands((Demand(about, applies, bar),), {}, ())


def worth_now(result: QuestionResult) -> Fraction:
    """Return what a question counts now, 0 to 1; an open one counts 0."""
    return result.counted.worth if isinstance(result.counted, Known) else Fraction(0)


def best_worth(result: QuestionResult) -> Fraction:
    """Return what a question counts with every step taken; a number has none."""
    if isinstance(result.question.scale, NumberRange):
        return worth_now(result)
    return result.question.scale.levels[-1].worth


# A minimum


def _of_minimum(assessment: Assessment, minimum: Minimum) -> Demands:
    """Return what a minimum asks for.

    Raises:
        ValueError: The questionnaire has nothing of this kind and id, or it is no minimum.
    """
    bar = _bar(minimum)
    if minimum.holder is Holder.QUESTION:
        return _of_question(assessment, minimum)
    if minimum.holder is Holder.STAGE:
        found = next(each for each in assessment.stages if each.stage.id == minimum.id)
        if not found.is_determined:
            return Demands((), {}, (Obstacle(ObstacleKind.UNDETERMINED, minimum.id),))
        parts = [(q, q.question.weight) for q in _in_stage(assessment, found.stage)]
        return _mean(minimum.id, parts, bar)
    if minimum.holder is Holder.SECTION:
        return _mean(minimum.id, _section_parts(assessment, minimum.id), bar)
    parts = [
        (q, q.question.weight / len(q.question.factors))
        for q in assessment.questions
        if minimum.id in q.question.factors
    ]
    return _mean(minimum.id, parts, bar)


def _in_stage(assessment: Assessment, stage: Stage) -> list[QuestionResult]:
    return [q for q in assessment.questions if q.question.stage == stage.id]


def _bar(minimum: Minimum) -> Threshold:
    is_above = minimum.comparison is Comparison.ABOVE
    return Threshold(Comparator.ABOVE if is_above else Comparator.AT_LEAST, minimum.bar)


def _of_question(assessment: Assessment, minimum: Minimum) -> Demands:
    result = next(q for q in assessment.questions if q.question.id == minimum.id)
    question = result.question
    if isinstance(result.counted, Excluded):
        return Demands((), {}, (Obstacle(ObstacleKind.NOTHING_APPLIES, question.id),))
    rating = result.counted.rating if isinstance(result.counted, Known) else None
    if rating is not None and minimum.is_met(Fraction(rating)):
        return Demands((), {}, ())
    if isinstance(question.scale, NumberRange):
        return Demands((), {}, (Obstacle(ObstacleKind.MANDATORY_NUMBER, question.id),))
    level = next(
        (each.number for each in question.scale.levels if minimum.is_met(Fraction(each.number))),
        None,
    )
    if level is None:
        return Demands((), {}, (Obstacle(ObstacleKind.SCORE_OUT_OF_REACH, question.id),))
    return Demands((), {question.id: level}, ())


def _section_parts(
    assessment: Assessment, section_id: str
) -> list[tuple[QuestionResult, Fraction]]:
    """Return the questions of a section, each with its share of the section's score."""
    has_score = {each.section.id for each in assessment.sections if each.group.score is not None}
    section = next(s for s in assessment.questionnaire.walk_sections() if s.id == section_id)
    return list(_split(assessment.questions, section, Fraction(1), has_score))


def _split(
    questions: Sequence[QuestionResult], section: Section, share: Fraction, has_score: set[str]
) -> Iterator[tuple[QuestionResult, Fraction]]:
    """Split a share among the questions of a section and the sections in it that have a score."""
    here = [q for q in questions if q.question.section == section.id]
    here = [q for q in here if not isinstance(q.counted, Excluded)]
    inside = [each for each in section.sections if each.id in has_score]
    total = sum((q.question.weight for q in here), Fraction(0))
    total += sum((each.weight for each in inside), Fraction(0))
    if not total:
        return
    for q in here:
        yield q, share * q.question.weight / total
    for each in inside:
        yield from _split(questions, each, share * each.weight / total, has_score)
