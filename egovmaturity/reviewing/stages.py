"""Stages: each can be attained, none attains itself, none hangs on a single question.

The conditions of a stage, for itself and as a foundation, depend on its own questions alone. So
the two ends of the scales, scored once for all stages together, say what each stage does when its
questions are at one end and all others at the other.
"""

from collections.abc import Iterator
from fractions import Fraction

from egovmaturity.domain.diagnostics import Finding, Message, Severity, message
from egovmaturity.domain.results import QuestionResult, StageResult, StageStatus
from egovmaturity.reviewing.extremes import Extremes

FEW = 2
"""So few questions decide much anyway; loading warns of them (Q103)."""
HEAVY = Fraction(2, 5)
"""A share beyond this is warned of whatever the rule is (Q104 in a stage, Q124 in an index)."""


def unattainable_stages(ends: Extremes) -> Iterator[Finding]:
    """Q120: stages that stay shut with every question at its highest level.

    Proof: the assessment itself. Raising answers never lowers a score (see ``monotony``), so where
    everything applies no other answers attain more.
    """
    for result in ends.highest.stages:
        if result.waits_for is not None:
            cause = message(
                'stage "{id}" waits for stage "{other}" even with every question at its highest '
                "level",
                id=result.stage.id,
                other=result.waits_for.id,
            )
            hint = message('Let the foundation of "{other}" be met.', other=result.waits_for.id)
        elif result.status is not StageStatus.ATTAINED:
            cause = message(
                'stage "{id}" is not attained even with every question at its highest level',
                id=result.stage.id,
            )
            hint = message('Ask for less under attain, such as ">= 100 %" in place of "> 100 %".')
        else:
            continue
        yield Finding("Q120", Severity.ERROR, ("stages", result.stage.id), cause, hint)


def automatic_stages(ends: Extremes) -> Iterator[Finding]:
    """Q122: stages that hold with all their own questions at the lowest level.

    Proof: at the lowest level the stage meets its own conditions, and at the highest the stages
    before it carry it.
    """
    for low, high in zip(ends.lowest.stages, ends.highest.stages, strict=True):
        if low.attains and high.waits_for is None:
            yield Finding(
                "Q122",
                Severity.ERROR,
                ("stages", low.stage.id),
                message(
                    'stage "{id}" is attained with all its questions at their lowest level',
                    id=low.stage.id,
                ),
                message("Ask for more under attain, or make a question mandatory."),
            )


def stages_decided_by_one(ends: Extremes) -> Iterator[Finding]:
    """Q124: stages that a single question opens or shuts, whatever the others say.

    A question opens its stage when at its highest level, all others at their lowest, the stage
    attains. It shuts the stage when at its lowest, all others at their highest, it does not; for
    a mandatory question that is what it is for, and where the bar is the whole of the score every
    question is meant to. Scores are weighted means: a question moves them by its share of the
    weight times the distance between its worths.
    """
    for low, high in zip(ends.lowest.stages, ends.highest.stages, strict=True):
        inside = _questions_of(ends, high)
        if len(inside) <= FEW or low.attains or not high.attains:
            continue
        openers = [each.question.id for each in inside if _opens(each, low)]
        if openers:
            yield _decided(
                high,
                message(
                    'any one of these attains stage "{id}" alone: {questions}',
                    id=high.stage.id,
                    questions=_listed(openers),
                ),
                message("Raise attain, add questions, or spread the weight."),
            )
        closers = [each.question.id for each in inside if _shuts(each, high)]
        if closers:
            yield _decided(
                high,
                message(
                    'any one of these, at its lowest level, keeps stage "{id}" from being '
                    "attained, though none is mandatory: {questions}",
                    id=high.stage.id,
                    questions=_listed(closers),
                ),
                message("Add questions, spread the weight, or make them mandatory."),
            )


def _decided(result: StageResult, cause: Message, hint: Message) -> Finding:
    return Finding("Q124", Severity.WARNING, ("stages", result.stage.id), cause, hint)


def _listed(questions: list[str]) -> str:
    return ", ".join(questions[:8]) + (", …" if len(questions) > 8 else "")


def _questions_of(ends: Extremes, stage: StageResult) -> list[QuestionResult]:
    return [each for each in ends.highest.questions if each.question.stage == stage.stage.id]


def _opens(each: QuestionResult, low: StageResult) -> bool:
    others_met = all(m.met for m in low.mandatory if m.question.id != each.question.id)
    if _is_told_of(each) or low.group.score is None or not others_met:
        return False
    return low.stage.attain.is_met(low.group.score.low + _move(each))


def _shuts(each: QuestionResult, high: StageResult) -> bool:
    if _is_told_of(each) or high.group.score is None or each.question.mandatory is not None:
        return False
    bar = high.stage.attain
    return bar.share < 1 and not bar.is_met(high.group.score.low - _move(each))


def _is_told_of(each: QuestionResult) -> bool:
    """Whether Q104 says already that a question weighs too much."""
    return each.share is not None and each.share > HEAVY


def _move(each: QuestionResult) -> Fraction:
    """Return how far a question moves the score of its stage, from its lowest to its highest."""
    question, share = each.question, each.share or Fraction(0)
    return share * (question.worth(question.scale.highest) - question.worth(question.scale.lowest))
