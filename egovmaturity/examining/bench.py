"""An assessment on the bench: the verdict with some questions counted otherwise."""

from collections.abc import Mapping
from fractions import Fraction

from egovmaturity.domain.questionnaire import Question, StagedRule
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Counted,
    Excluded,
    Interval,
    Known,
    StagedVerdict,
    StageResult,
    Verdict,
)
from egovmaturity.examining.shares import index_shares
from egovmaturity.scoring.assess import outcome_of
from egovmaturity.scoring.groups import Part, score
from egovmaturity.scoring.verdict import (
    banded_verdict,
    mandatory_results,
    stage_results,
    staged_verdict,
)


def standing(assessment: Assessment, verdict: Verdict) -> int:
    """Return the place of the stage or band attained in its order, from 1; 0 for none."""
    rule = assessment.questionnaire.rule
    if isinstance(verdict, StagedVerdict):
        order = [stage.id for stage in assessment.questionnaire.stages]
        return order.index(verdict.attained.id) + 1 if verdict.attained else 0
    if isinstance(rule, StagedRule) or verdict.band is None:
        return 0
    return [band.id for band in rule.bands].index(verdict.band.id) + 1


class Bench:
    """Judges what-if cases of one assessment, recomputing only what a change touches."""

    def __init__(self, assessment: Assessment) -> None:
        """Keep what counts now."""
        self._assessment = assessment
        self.states: Mapping[str, Counted] = {
            each.question.id: each.counted for each in assessment.questions
        }
        self._by_stage: dict[str, list[Question]] = {}
        self._stage_of: dict[str, str] = {}
        for question in assessment.questionnaire.questions:
            self._by_stage.setdefault(question.stage or "", []).append(question)
            self._stage_of[question.id] = question.stage or ""
        self._results = {each.stage.id: each for each in assessment.stages}
        self._shares = {} if assessment.stages else index_shares(assessment)
        self.standing = standing(assessment, assessment.verdict)

    def standing_with(self, changes: Mapping[str, Counted]) -> int:
        """Return where the verdict would stand if these questions counted so; see ``standing``."""
        return standing(self._assessment, self.verdict_with(changes))

    def verdict_with(self, changes: Mapping[str, Counted]) -> Verdict:
        """Return the verdict if these questions, by id, counted so and all others as now."""
        rule = self._assessment.questionnaire.rule
        if isinstance(rule, StagedRule):
            return self._staged(rule, changes)
        if any(self._moves_applicability(name, state) for name, state in changes.items()):
            return self._whole(changes)
        return self._shifted(changes)

    def _staged(self, rule: StagedRule, changes: Mapping[str, Counted]) -> StagedVerdict:
        states = {**self.states, **changes}
        results = dict(self._results)
        for stage_id in {self._stage_of[name] for name in changes}:
            results[stage_id] = self._stage(rule, stage_id, states)
        return staged_verdict(rule, list(results.values()))

    def _stage(self, rule: StagedRule, stage_id: str, states: Mapping[str, Counted]) -> StageResult:
        """Judge one stage by its own conditions, whatever the stages below it carry."""
        questions, stage = self._by_stage[stage_id], self._results[stage_id].stage
        group = score([Part(q.weight, states[q.id]) for q in questions])
        mandatory = mandatory_results(questions, states, self._assessment.sheet)
        return stage_results(rule, [(stage, group, mandatory)])[0]

    def _moves_applicability(self, name: str, state: Counted) -> bool:
        return isinstance(state, Excluded) != isinstance(self.states[name], Excluded)

    def _whole(self, changes: Mapping[str, Counted]) -> Verdict:
        questionnaire, sheet = self._assessment.questionnaire, self._assessment.sheet
        return outcome_of(questionnaire, sheet, {**self.states, **changes})[1]

    def _shifted(self, changes: Mapping[str, Counted]) -> BandedVerdict:
        """Move the index by what the changes are worth; it is linear while the same applies."""
        index, rule = self._assessment.index, self._assessment.questionnaire.rule
        if index is None or isinstance(rule, StagedRule):
            return BandedVerdict(None, None)
        low, high = index
        for name, state in changes.items():
            share = self._shares.get(name, Fraction(0))
            now, best = _bounds(self.states[name])
            then, then_best = _bounds(state)
            low, high = low + share * (then - now), high + share * (then_best - best)
        return banded_verdict(rule, Interval(low, high))


def _bounds(state: Counted) -> tuple[Fraction, Fraction]:
    if isinstance(state, Known):
        return state.worth, state.worth
    return (Fraction(0), Fraction(0) if isinstance(state, Excluded) else Fraction(1))
