"""Questionnaire and answers to an assessment: the one entry point of scoring."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Answer, AnswerSheet
from egovmaturity.domain.questionnaire import (
    IndexOf,
    Question,
    Questionnaire,
    Section,
    StagedRule,
)
from egovmaturity.domain.results import (
    Assessment,
    Basis,
    BasisResult,
    BlueprintResult,
    Counted,
    EvidenceState,
    Excluded,
    FactorResult,
    GroupResult,
    Interval,
    QuestionResult,
    RelationResult,
    SectionResult,
    StageResult,
    Tally,
    Verdict,
)
from egovmaturity.scoring.aggregate import in_whole
from egovmaturity.scoring.basis import Ratings, claimed, counted, counted_of, verified
from egovmaturity.scoring.evidence import carried_rating, evidence_state
from egovmaturity.scoring.groups import (
    Part,
    mean_of_groups,
    score,
    section_groups,
    tally,
)
from egovmaturity.scoring.verdict import (
    banded_verdict,
    mandatory_results,
    stage_results,
    staged_verdict,
)

RELATIONS = ("G2C", "G2B", "G2G", "G2E")
"""Whom a question serves: citizens, business, government, employees; in the order of reports."""

_BASES = (Basis.CLAIMED, Basis.SUPPORTED, Basis.VERIFIED)


class _Reading(NamedTuple):
    """What an answer says of its question on all bases, worked out once."""

    question: Question
    answer: Answer
    ratings: Ratings
    evidence: EvidenceState


class _Core(NamedTuple):
    """What a verdict needs, and nothing more."""

    index: Interval | None  # type: ignore[assignment]  # a field, not tuple.index
    verdict: Verdict
    stages: tuple[StageResult, ...]
    sections: Mapping[str, GroupResult]
    tally: Tally


def assess(
    questionnaire: Questionnaire, sheet: AnswerSheet, basis: Basis = Basis.BEST
) -> Assessment:
    """Score ``sheet`` exactly and say which stage or band it attains on ``basis``.

    Scores are fractions of full marks, 0 to 1. Open questions count 0, with the upper bound
    beside every score showing what they could still be worth; questions that do not apply count
    nowhere. The same inputs give the same assessment, in questionnaire order throughout.

    Raises:
        ValueError: The answers are for another questionnaire or edition, or there is no such
            basis.
    """
    basis = _checked(questionnaire, sheet, basis)
    readings = _readings(questionnaire, sheet)
    states = _states(readings, basis)
    core = _core(questionnaire, sheet, states)
    groups = _Groups(questionnaire.questions, states)
    return Assessment(
        questionnaire=questionnaire,
        sheet=sheet,
        basis=basis,
        index=core.index,
        verdict=core.verdict,
        tally=core.tally,
        stages=core.stages,
        sections=tuple(_section_results(questionnaire.sections, core.sections, 0)),
        factors=tuple(
            FactorResult(factor, groups.of_factor(factor.id)) for factor in questionnaire.factors
        ),
        relations=tuple(
            RelationResult(relation, group)
            for relation in RELATIONS
            if (group := groups.serving(relation)).tally.total
        ),
        blueprint=tuple(
            BlueprintResult(item, groups.feeding(item.id)) for item in questionnaire.blueprint
        ),
        cells=_cells(questionnaire, groups),
        questions=_question_results(questionnaire, readings, states, core.sections),
        bases=tuple(_basis_result(questionnaire, sheet, readings, each) for each in _BASES),
    )


def outcome(
    questionnaire: Questionnaire, sheet: AnswerSheet, basis: Basis
) -> tuple[Interval | None, Verdict]:
    """Return index and verdict alone, for what-if questions; same rules as ``assess``.

    Raises:
        ValueError: As ``assess``.
    """
    basis = _checked(questionnaire, sheet, basis)
    return outcome_of(questionnaire, sheet, states_of(questionnaire, sheet, basis))


def outcome_of(
    questionnaire: Questionnaire, sheet: AnswerSheet, states: Mapping[str, Counted]
) -> tuple[Interval | None, Verdict]:
    """Return index and verdict of what every question counts, whatever the answers say.

    ``states`` has an entry for every question. The sheet says only which questions that do not
    apply are approved.
    """
    core = _core(questionnaire, sheet, states)
    return core.index, core.verdict


def states_of(questionnaire: Questionnaire, sheet: AnswerSheet, basis: Basis) -> dict[str, Counted]:
    """Return what every question counts on ``basis``, in questionnaire order.

    Evidence has to be valid on the day the answers describe, ``sheet.occasion.day``.
    """
    day = sheet.occasion.day
    return {
        question.id: counted(question, sheet.answer(question.id), basis, day)
        for question in questionnaire.questions
    }


def states_on(assessment: Assessment, basis: Basis) -> dict[str, Counted]:
    """Return what every question of an assessment counts on another basis; see ``states_of``."""
    return {
        each.question.id: counted_of(
            each.question,
            each.answer,
            basis,
            Ratings(each.claimed, each.supported, each.verified),
        )
        for each in assessment.questions
    }


def stages_of(
    questionnaire: Questionnaire, sheet: AnswerSheet, states: Mapping[str, Counted]
) -> tuple[StageResult, ...]:
    """Judge every stage by what every question counts; empty where there are no stages.

    ``states`` and the sheet as for ``outcome_of``.
    """
    return _core(questionnaire, sheet, states).stages


def shares_of(questionnaire: Questionnaire, states: Mapping[str, Counted]) -> dict[str, Fraction]:
    """Return the ``QuestionResult.share`` of every question that applies, by what all count."""
    return _shares(questionnaire, states, section_groups(questionnaire, states))


def _readings(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[_Reading]:
    day = sheet.occasion.day
    return [
        _reading(question, sheet.answer(question.id), day) for question in questionnaire.questions
    ]


def _reading(question: Question, answer: Answer, day: date | None) -> _Reading:
    claim = claimed(answer)
    evidence = evidence_state(question, claim, answer.details.evidence, day)
    carried = None if claim is None else carried_rating(question, claim, evidence)
    return _Reading(question, answer, Ratings(claim, carried, verified(answer)), evidence)


def _states(readings: Iterable[_Reading], basis: Basis) -> dict[str, Counted]:
    return {
        each.question.id: counted_of(each.question, each.answer, basis, each.ratings)
        for each in readings
    }


def _checked(questionnaire: Questionnaire, sheet: AnswerSheet, basis: Basis) -> Basis:
    """Return the basis, which may have come as text, once sheet and questionnaire fit."""
    if sheet.questionnaire != questionnaire.reference:
        raise ValueError(f"answers for {sheet.questionnaire}, not for {questionnaire.reference}")
    return Basis(basis)


def _core(questionnaire: Questionnaire, sheet: AnswerSheet, states: Mapping[str, Counted]) -> _Core:
    everything = tally(states.values())
    if isinstance(questionnaire.rule, StagedRule):
        stages = _staged(questionnaire, questionnaire.rule, sheet, states)
        verdict: Verdict = staged_verdict(questionnaire.rule, stages)
        index = _index(questionnaire, states, stages, {})
        return _Core(index, verdict, stages, {}, everything)
    sections = section_groups(questionnaire, states)
    index = _index(questionnaire, states, (), sections)
    banded = banded_verdict(questionnaire.rule, index)
    return _Core(index, banded, (), sections, everything)


def _staged(
    questionnaire: Questionnaire,
    rule: StagedRule,
    sheet: AnswerSheet,
    states: Mapping[str, Counted],
) -> tuple[StageResult, ...]:
    rows = []
    for stage in questionnaire.stages:
        questions = [q for q in questionnaire.questions if q.stage == stage.id]
        group = score([Part(q.weight, states[q.id]) for q in questions])
        rows.append((stage, group, mandatory_results(questions, states, sheet)))
    return stage_results(rule, rows)


def _index(
    questionnaire: Questionnaire,
    states: Mapping[str, Counted],
    stages: Sequence[StageResult],
    sections: Mapping[str, GroupResult],
) -> Interval | None:
    """Return the index on 0..1: the mean the questionnaire declares, of what has a score."""
    if questionnaire.index_of is IndexOf.STAGES:
        return mean_of_groups((r.stage.weight, r.group) for r in stages)
    if questionnaire.index_of is IndexOf.SECTIONS:
        return mean_of_groups((s.weight, sections[s.id]) for s in questionnaire.sections)
    return score([Part(q.weight, states[q.id]) for q in questionnaire.questions]).score


class _Groups:
    """Scores of questions picked by what they carry."""

    def __init__(self, questions: Sequence[Question], states: Mapping[str, Counted]) -> None:
        self._questions = questions
        self._states = states

    def serving(self, relation: str) -> GroupResult:
        """Score the questions that serve a relation, each with its whole weight."""
        return self._whole(q for q in self._questions if relation in q.relations)

    def feeding(self, item: str) -> GroupResult:
        """Score the questions that feed a blueprint item, each with its whole weight."""
        return self._whole(q for q in self._questions if item in q.blueprint)

    def _whole(self, questions: Iterable[Question]) -> GroupResult:
        return score([Part(q.weight, self._states[q.id]) for q in questions])

    def of_factor(self, factor: str, within: Iterable[Question] | None = None) -> GroupResult:
        """Score a factor; a question that serves several splits its weight among them."""
        questions = self._questions if within is None else within
        return score(
            [
                Part(q.weight / len(q.factors) if q.factors[1:] else q.weight, self._states[q.id])
                for q in questions
                if factor in q.factors
            ]
        )


def _cells(questionnaire: Questionnaire, groups: _Groups) -> dict[tuple[str, str], GroupResult]:
    """Cross stages, or top sections, with factors; only pairs that hold a question."""
    cells = {}
    for row, questions in _rows(questionnaire):
        for factor in questionnaire.factors:
            group = groups.of_factor(factor.id, questions)
            if group.tally.total:
                cells[row, factor.id] = group
    return cells


def _rows(questionnaire: Questionnaire) -> list[tuple[str, list[Question]]]:
    everything = questionnaire.questions
    if questionnaire.stages:
        return [(s.id, [q for q in everything if q.stage == s.id]) for s in questionnaire.stages]
    rows = []
    for top in questionnaire.sections:
        inside = {section.id for section in top.walk()}
        rows.append((top.id, [q for q in everything if q.section in inside]))
    return rows


def _section_results(
    sections: Iterable[Section], groups: Mapping[str, GroupResult], depth: int
) -> Iterable[SectionResult]:
    for section in sections:
        yield SectionResult(section, depth, groups[section.id])
        yield from _section_results(section.sections, groups, depth + 1)


def _basis_result(
    questionnaire: Questionnaire, sheet: AnswerSheet, readings: Iterable[_Reading], basis: Basis
) -> BasisResult:
    core = _core(questionnaire, sheet, _states(readings, basis))
    return BasisResult(basis, core.index, core.verdict, core.tally)


def _question_results(
    questionnaire: Questionnaire,
    readings: Iterable[_Reading],
    states: Mapping[str, Counted],
    groups: Mapping[str, GroupResult],
) -> tuple[QuestionResult, ...]:
    shares = _shares(questionnaire, states, groups)
    return tuple(
        QuestionResult(
            question,
            answer,
            states[question.id],
            *ratings,
            evidence,
            shares.get(question.id),
        )
        for question, answer, ratings, evidence in readings
    )


def _shares(
    questionnaire: Questionnaire,
    states: Mapping[str, Counted],
    groups: Mapping[str, GroupResult],
) -> dict[str, Fraction]:
    """Return each applicable question's part of the weight it is averaged in.

    With stages that is the stage; otherwise the whole index, which for a tree of sections is
    the product of the shares on the way down.
    """
    applicable = [q for q in questionnaire.questions if not isinstance(states[q.id], Excluded)]
    if questionnaire.stages:
        return _split_by(applicable, lambda q: q.stage or "")
    if questionnaire.index_of is IndexOf.QUESTIONS:
        return _split_by(applicable, lambda _: "")
    nothing = {q.id: Fraction(0) for q in applicable}
    return nothing | _tree_shares(questionnaire.sections, applicable, groups, Fraction(1))


def _split_by(questions: Sequence[Question], key: Callable[[Question], str]) -> dict[str, Fraction]:
    weights, _ = in_whole([question.weight for question in questions])
    totals: dict[str, int] = {}
    for question, weight in zip(questions, weights, strict=True):
        totals[key(question)] = totals.get(key(question), 0) + weight
    return {
        question.id: Fraction(weight, totals[key(question)]) if weight else Fraction(0)
        for question, weight in zip(questions, weights, strict=True)
    }


def _tree_shares(
    sections: Sequence[Section],
    questions: Sequence[Question],
    groups: Mapping[str, GroupResult],
    share: Fraction,
    here: Sequence[Question] = (),
) -> dict[str, Fraction]:
    """Split ``share`` among sibling sections and the questions placed beside them, by weight.

    A section without a score leaves its part to its siblings; questions in it have none.
    """
    alive = [section for section in sections if groups[section.id].score is not None]
    total = sum((section.weight for section in alive), Fraction(0))
    total += sum((question.weight for question in here), Fraction(0))
    shares = {q.id: share * q.weight / total if total else Fraction(0) for q in here}
    for section in alive:
        inside = {below.id for below in section.walk()}
        part = share * section.weight / total if total else Fraction(0)
        direct = [q for q in questions if q.section == section.id]
        deeper = [q for q in questions if q.section in inside and q.section != section.id]
        shares.update(_tree_shares(section.sections, deeper, groups, part, direct))
    return shares
