"""The answers of many offices put into those of the institution: a plan first, then the answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from egovmaturity.collecting.consensus import consultations, is_to_be_talked_about, together
from egovmaturity.collecting.fitting import misfit
from egovmaturity.collecting.roll_call import missing, returned_of, unasked
from egovmaturity.collecting.settling import Decided, Notes, decide, decide_together
from egovmaturity.collecting.sides import Matter, matter_of
from egovmaturity.collecting.taken_back import taken_back
from egovmaturity.domain.answers import AnswerSheet, Purpose
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.merging import (
    USUAL,
    Conflicts,
    Consultation,
    MergePlan,
    MergeRules,
    Outcome,
)
from egovmaturity.domain.questionnaire import Question, Questionnaire


def plan_merge(
    questionnaire: Questionnaire,
    target: AnswerSheet,
    returns: Sequence[Return],
    notes: Notes,
    rules: MergeRules = USUAL,
) -> MergePlan:
    """Say what merging would do; nothing is changed yet, see ``merged``.

    The order of ``returns`` makes no difference. What was merged before is known by its SHA-256 and
    changes nothing again. ``notes`` write what is said of conflicts in notes.

    Raises:
        ValueError: The target is a part, or a file does not go with it; see ``misfit``.
    """
    if target.part is not None:
        raise ValueError("the target is the part of one office")
    for returned in returns:
        wrong = misfit(target, returned)
        if wrong is not None:
            raise ValueError(f"{returned.file} is of another {wrong.value} than {target.file}")
    once, repeated = _each_once(returns)
    consulted: tuple[Consultation, ...] = ()
    emptied: Mapping[str, frozenset[str]] = {}
    if rules.conflicts is Conflicts.CONSENSUS:
        consulted = consultations(questionnaire, target, once, rules)
    else:  # an assessor may leave out what others answered
        emptied = taken_back(target, once)
    merging = _Merging(target, once, rules, notes, consulted, emptied)
    result, decisions = dict(target.answers), []
    for question in questionnaire.questions:
        for each in merging.decided(question):
            decisions.append(each.decision)
            if each.answer is not target.answer(question.id):
                result[question.id] = each.answer
    order = (question.id for question in questionnaire.questions)
    after = target._replace(answers={name: result[name] for name in order if name in result})
    return MergePlan(
        target,
        rules,
        tuple(returned_of(each, questionnaire, rules) for each in once),
        tuple(decisions),
        after,
        missing(questionnaire, after, once, rules),
        unasked(questionnaire, after, once),
        consulted,
        repeated,
    )


def merged(plan: MergePlan) -> AnswerSheet:
    """Return the target with what came back in it, as a file that holds it would load.

    Raises:
        ValueError: A conflict is left.
    """
    if plan.conflicts:
        raise ValueError(f"conflicts are left: {[each.question for each in plan.conflicts]}")
    return plan.after


class _Merging(NamedTuple):
    """What every question is decided with."""

    target: AnswerSheet
    returns: Sequence[Return]
    rules: MergeRules
    notes: Notes
    consulted: Sequence[Consultation]
    taken_back: Mapping[str, frozenset[str]]

    def decided(self, question: Question) -> Iterator[Decided]:
        """Yield the decision on the answer of a question, then that on its verification.

        A verification is held against the answer as it will be.
        """
        before = self.target.answer(question.id)
        for purpose in Purpose:
            if self.rules.only in {None, purpose}:
                emptied = self.taken_back.get(question.id, frozenset())
                matter = matter_of(question, purpose, before, self.returns, emptied)
                if matter.sides:
                    decided = self._decide(matter)
                    before = decided.answer
                    yield decided

    def _decide(self, matter: Matter) -> Decided:
        target = self.target.sha256
        for each in self.consulted:
            if each.purpose is matter.purpose and matter.question.id in each.questions:
                side = together(each, matter, self.notes)
                decided = decide_together(matter, side, self.rules, target)
                return _marked(decided, each)
        return decide(matter, self.rules, target, self.notes)


def _marked(decided: Decided, consultation: Consultation) -> Decided:
    """Mark a consensus to be looked at again where assessors lie far apart."""
    decision, answer = decided
    is_taken = decision.outcome in {Outcome.NEW, Outcome.CHANGED}
    if not is_taken or not is_to_be_talked_about(consultation, decision.question):
        return decided
    return Decided(decision, answer._replace(details=answer.details._replace(review=True)))


def _each_once(returns: Iterable[Return]) -> tuple[tuple[Return, ...], tuple[str, ...]]:
    """Return the files by name, each content once, and the names of those left out."""
    once: dict[str, Return] = {}
    repeated = []
    for each in sorted(returns, key=lambda each: (each.file, each.sha256)):
        if each.sha256 in once:
            repeated.append(each.file)
        else:
            once[each.sha256] = each
    return tuple(once.values()), tuple(repeated)
