"""Several assessors of the same questions: how far they agree, and what they say together."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.settling import Notes
from egovmaturity.collecting.sides import Matter, Side, side_of, takes
from egovmaturity.collecting.three_way import as_answer
from egovmaturity.domain.agreement import Agreement
from egovmaturity.domain.answers import (
    Answer,
    AnswerSheet,
    Details,
    NotApplicable,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
    Verification,
)
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.merging import USUAL, Assessor, Consultation, MergeRules, Outcome, Word
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.domain.results import Basis
from egovmaturity.examining.agreement import find_agreement


def consultations(
    questionnaire: Questionnaire,
    target: AnswerSheet,
    returns: Sequence[Return],
    rules: MergeRules = USUAL,
) -> tuple[Consultation, ...]:
    """Find the questions that several files were asked, and how far these agree on them.

    Files belong together where they were asked the same questions for the same purpose. What
    nobody answered is left out. The consensus is that of ``find_agreement``: the lower median, and
    "not applicable" where more than half of all of them say so.
    """
    purposes = [each for each in Purpose if rules.only in {None, each}]
    once: dict[str, Return] = {}
    for each in sorted(returns, key=lambda each: (each.file, each.sha256)):
        once.setdefault(each.sha256, each)  # a copy is no other assessor
    ordered = tuple(once.values())
    return tuple(
        _consultation(questionnaire, target, purpose, group, questions)
        for purpose in purposes
        for group, questions in _groups(questionnaire, ordered, purpose)
    )


def _groups(
    questionnaire: Questionnaire, returns: Sequence[Return], purpose: Purpose
) -> Iterator[tuple[Sequence[Return], Sequence[Question]]]:
    """Yield who was asked what, in the order of the first question; two files or more."""
    found: defaultdict[tuple[int, ...], list[Question]] = defaultdict(list)
    for question in questionnaire.questions:
        group = tuple(n for n, each in enumerate(returns) if _asked(each, purpose, question.id))
        said = (side_of(returns[n], question.id, purpose).word.said for n in group)
        if len(group) > 1 and not all(claim_of(answer).is_blank for answer in said):
            found[group].append(question)
    for group, questions in found.items():
        yield [returns[n] for n in group], questions


def _asked(returned: Return, purpose: Purpose, question_id: str) -> bool:
    part = returned.sheet.part
    return takes(returned, purpose) and (part is None or question_id in part.asked)


def _consultation(
    questionnaire: Questionnaire,
    target: AnswerSheet,
    purpose: Purpose,
    group: Sequence[Return],
    questions: Sequence[Question],
) -> Consultation:
    given = {q.id: tuple(_given(each, q, purpose) for each in group) for q in questions}
    rest = {
        name: _counted(answer, purpose)
        for name, answer in target.answers.items()
        if name not in given
    }
    alone = [_sheet(target, each.file, _own(given, n)) for n, each in enumerate(group)]
    whole = [sheet._replace(answers={**rest, **sheet.answers}) for sheet in alone]
    return Consultation(
        purpose,
        tuple(Assessor(each.file, each.sha256, _respondent(each)) for each in group),
        tuple(given),
        _agreement(
            frozenset(given),
            find_agreement(questionnaire, alone, Basis.CLAIMED),
            find_agreement(questionnaire, whole, Basis.CLAIMED),
        ),
        given,
    )


def _agreement(asked: frozenset[str], alone: Agreement, whole: Agreement) -> Agreement:
    """Measure agreement on what was asked alone; verdicts need all the rest."""
    return whole._replace(
        questions=tuple(each for each in alone.questions if each.question.id in asked),
        nominal=alone.nominal,
        ordinal=alone.ordinal,
        interval=alone.interval,
        kappa=alone.kappa,
    )


def _given(returned: Return, question: Question, purpose: Purpose) -> Answer:
    """Return an assessor's answer; "not applicable" without a reason, or permission, is none."""
    said = side_of(returned, question.id, purpose).word.said
    if isinstance(said, NotApplicable) and purpose is Purpose.SELF:
        is_fit = claim_of(said).note and question.allows_not_applicable
        return said if is_fit else Unanswered()
    return said


def _own(given: Mapping[str, Sequence[Answer]], place: int) -> dict[str, Answer]:
    return {
        name: answers[place]
        for name, answers in given.items()
        if not claim_of(answers[place]).is_blank
    }


def _sheet(target: AnswerSheet, file: str, answers: Mapping[str, Answer]) -> AnswerSheet:
    return target._replace(file=file, sha256="", answers=answers)


def _counted(answer: Answer, purpose: Purpose) -> Answer:
    """Return what counts of an answer of the target: beside verifications, one that is there."""
    found = answer.details.verification
    if purpose is Purpose.VERIFICATION and found is not None and found.rating is not None:
        return Rated(found.rating, answer.details)
    return answer


def _respondent(returned: Return) -> Respondent:
    part = returned.sheet.part
    return part.respondent if part else Respondent()


def together(consultation: Consultation, matter: Matter, notes: Notes) -> Side:
    """Return what assessors say together as the word of one.

    It is named after all their files; its hash is that of their hashes, sorted, one after the
    other. Where they differ, a note says what each of them said.
    """
    words = tuple(_words(consultation, matter))
    dated = max((word.dated for word in words if word.dated), default=None)
    said = _with_note(consultation, matter.question, words, notes)
    found = None
    if matter.purpose is Purpose.VERIFICATION:
        found = _verification(consultation, said, dated)
        said = as_answer(found)
    hashes = sorted(each.sha256 for each in consultation.assessors)
    word = Word(
        file=" + ".join(each.file for each in consultation.assessors),
        sha256=hashlib.sha256("".join(hashes).encode()).hexdigest(),
        place="",
        dated=dated,
        said=said,
        outcome=Outcome.BLANK,
    )
    handed_out = {side.handed_out for side in matter.sides}
    return Side(word, handed_out.pop() if len(handed_out) == 1 else None, found)


def is_to_be_talked_about(consultation: Consultation, question_id: str) -> bool:
    """Whether assessors lie two levels apart or more, or differ on whether it applies."""
    questions = consultation.agreement.questions
    return any(
        (each.is_wide or each.is_split) for each in questions if each.question.id == question_id
    )


def _words(consultation: Consultation, matter: Matter) -> Iterator[Word]:
    """Yield what each assessor says, in the order of the assessors, blanks too."""
    by_hash = {side.word.sha256: side.word for side in matter.sides}
    given = consultation.given[matter.question.id]
    for assessor, answer in zip(consultation.assessors, given, strict=True):
        dated = assessor.respondent.dated
        blank = Word(assessor.file, assessor.sha256, "", dated, answer, Outcome.BLANK)
        yield by_hash.get(assessor.sha256, blank)


def _with_note(
    consultation: Consultation, question: Question, words: Sequence[Word], notes: Notes
) -> Answer:
    """Return the consensus, with a note on what each said where they differ."""
    answer = consultation.agreement.consensus.sheet.answer(question.id)
    differ = len({claim_of(word.said)._replace(documents=()) for word in words}) > 1
    note = notes.consensus(words) if differ else words[0].said.details.note
    return answer._replace(details=Details(evidence=answer.details.evidence, note=note))


def _verification(
    consultation: Consultation, said: Answer, dated: date | None
) -> Verification | None:
    """Return the verification that assessors agree on, by all of them; ``None``: it is open."""
    if not isinstance(said, Rated | NotApplicable):
        return None
    by = ", ".join(each.respondent.name or each.file for each in consultation.assessors)
    rating = said.rating if isinstance(said, Rated) else None
    return Verification(rating, by, dated, said.details.note)
