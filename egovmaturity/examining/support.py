"""How much of what is claimed is supported, what is lacking, and what would make up for it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from egovmaturity.domain.questionnaire import Question, Stage, Threshold
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Basis,
    BasisResult,
    Counted,
    Known,
    Lack,
    StagedVerdict,
)
from egovmaturity.domain.support import (
    ClosingStep,
    OwnerTask,
    TwinVerdict,
    UnsupportedClaim,
    WantedDocument,
)
from egovmaturity.scoring.assess import outcome_of, shares_of, stages_of, states_on
from egovmaturity.scoring.groups import Part, score
from egovmaturity.scoring.verdict import mandatory_results


def twin_verdict(assessment: Assessment) -> TwinVerdict:
    """Hold what is claimed against what its evidence supports and what an assessor verified.

    The basis of the assessment plays no part. Scores and verdicts are those of scoring; only what
    lies between them is computed here, exactly.
    """
    by_basis = {result.basis: result for result in assessment.bases}
    claimed, supported = by_basis[Basis.CLAIMED], by_basis[Basis.SUPPORTED]
    unsupported = unsupported_claims(assessment)
    return TwinVerdict(
        claimed,
        supported,
        by_basis[Basis.VERIFIED],
        _gap(claimed, supported),
        _ratio(claimed, supported),
        unsupported,
        tasks_by_owner(assessment),
        closing_steps(assessment, unsupported),
    )


def _gap(claimed: BasisResult, supported: BasisResult) -> Fraction | None:
    if claimed.index is None or supported.index is None:
        return None
    return claimed.index.low - supported.index.low


def _ratio(claimed: BasisResult, supported: BasisResult) -> Fraction | None:
    if claimed.index is None or supported.index is None or not claimed.index.low:
        return None
    return supported.index.low / claimed.index.low


def unsupported_claims(assessment: Assessment) -> tuple[UnsupportedClaim, ...]:
    """Return every claim above its supported rating, in questionnaire order."""
    return tuple(
        UnsupportedClaim(
            result.question,
            result.claimed,
            result.supported,
            result.evidence.lacking,
            result.owner,
        )
        for result in assessment.questions
        if result.claimed is not None
        and result.supported is not None
        and result.supported < result.claimed
    )


def tasks_by_owner(assessment: Assessment) -> tuple[OwnerTask, ...]:
    """Sort everything that is lacking for what is claimed by who answers for it.

    Owners and their documents stand in the order in which the questionnaire first needs them; what
    nobody is named for comes last. A document that several questions of an owner ask for in the
    same words is listed once.
    """
    found: dict[str, dict[str, list[tuple[Question, Lack]]]] = {}
    for result in assessment.questions:
        for lack in result.evidence.lacking:
            documents = found.setdefault(result.owner, {})
            documents.setdefault(lack.item.text, []).append((result.question, lack))
    tasks = [
        OwnerTask(
            owner,
            tuple(WantedDocument(text, tuple(lacks)) for text, lacks in documents.items()),
        )
        for owner, documents in found.items()
    ]
    return tuple(sorted(tasks, key=lambda task: not task.owner))


def closing_steps(
    assessment: Assessment, unsupported: Sequence[UnsupportedClaim]
) -> tuple[ClosingStep, ...]:
    """Return the fewest claims whose evidence makes the supported verdict the claimed one.

    With stages the verdict is the stage attained, and claims are taken stage by stage, those of
    mandatory questions that are not met first; with bands it is the band, and claims are taken
    from the whole index. Of as many claims those that gain most are taken, and of equal ones the
    first in the questionnaire, so it is also the set with the widest margin.

    Source: every claim is one step whatever it gains, and stages share no question. After the
    steps that a gate forces, taking those with the largest gain w·(x_claimed − x_supported) first
    reaches a bar with the fewest steps.
    """
    if not unsupported:
        return ()
    claimed = next(each.verdict for each in assessment.bases if each.basis is Basis.CLAIMED)
    if isinstance(claimed, StagedVerdict):
        return _through_stages(assessment, claimed, unsupported)
    return _through_the_index(assessment, claimed, unsupported)


def _through_stages(
    assessment: Assessment, claimed: StagedVerdict, unsupported: Sequence[UnsupportedClaim]
) -> tuple[ClosingStep, ...]:
    """Let the stage claimed be attained, and every one below it that has a verdict carry it."""
    goal = claimed.attained
    if goal is None:
        return ()
    questionnaire, sheet = assessment.questionnaire, assessment.sheet
    supported = states_on(assessment, Basis.SUPPORTED)
    # The same questions apply on both bases, so a stage that has a verdict has one on both.
    stages = stages_of(questionnaire, sheet, supported)
    steps: list[ClosingStep] = []
    for result in stages[: questionnaire.stages.index(goal) + 1]:
        stage = result.stage
        bar = stage.attain if stage == goal else stage.foundation
        inside = [claim for claim in unsupported if claim.question.stage == stage.id]
        if result.is_determined:
            steps += _within_stage(assessment, stage, bar, supported, inside)
    return tuple(steps)


def _within_stage(
    assessment: Assessment,
    stage: Stage,
    bar: Threshold,
    supported: Mapping[str, Counted],
    inside: Sequence[UnsupportedClaim],
) -> list[ClosingStep]:
    questions = [q for q in assessment.questionnaire.questions if q.stage == stage.id]
    mandatory = mandatory_results(questions, supported, assessment.sheet)
    unmet = {result.question.id for result in mandatory if not result.met}
    forced = [claim for claim in inside if claim.question.id in unmet]
    others = [claim for claim in inside if claim.question.id not in unmet]
    others.sort(key=lambda claim: claim.question.weight * _gain(claim), reverse=True)

    def is_enough(number: int) -> bool:
        states = _with_evidence(supported, [*forced, *others[:number]])
        found = score([Part(q.weight, states[q.id]) for q in questions]).score
        return found is not None and bar.is_met(found.low)

    return _steps(forced, others[: _fewest(len(others), is_enough)])


def _through_the_index(
    assessment: Assessment, claimed: BandedVerdict, unsupported: Sequence[UnsupportedClaim]
) -> tuple[ClosingStep, ...]:
    """Let the index reach the band that is claimed."""
    questionnaire, sheet = assessment.questionnaire, assessment.sheet
    supported = states_on(assessment, Basis.SUPPORTED)
    shares = shares_of(questionnaire, supported)
    claims = sorted(
        unsupported, key=lambda claim: shares[claim.question.id] * _gain(claim), reverse=True
    )

    def is_enough(number: int) -> bool:
        _, found = outcome_of(questionnaire, sheet, _with_evidence(supported, claims[:number]))
        return isinstance(found, BandedVerdict) and found.band == claimed.band

    return tuple(_steps([], claims[: _fewest(len(claims), is_enough)]))


def _gain(claim: UnsupportedClaim) -> Fraction:
    """Return by how much the question would be worth more if all of its claim were supported."""
    return claim.question.worth(claim.claimed) - claim.question.worth(claim.supported)


def _with_evidence(
    supported: Mapping[str, Counted], claims: Iterable[UnsupportedClaim]
) -> dict[str, Counted]:
    """Return what every question counts once the evidence of some claims is listed."""
    listed = {
        claim.question.id: Known(claim.claimed, claim.question.worth(claim.claimed))
        for claim in claims
    }
    return {**supported, **listed}


def _fewest(most: int, is_enough: Callable[[int], bool]) -> int:
    """Return the least number from 0 to ``most`` that is enough; more is never less."""
    return bisect_left(range(most), True, key=is_enough)


def _steps(
    forced: Iterable[UnsupportedClaim], others: Iterable[UnsupportedClaim]
) -> list[ClosingStep]:
    return [
        *(ClosingStep(claim, is_forced=True) for claim in forced),
        *(ClosingStep(claim, is_forced=False) for claim in others),
    ]
