"""Who is asked what."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import AnswerSheet, Part, Purpose, Respondent
from egovmaturity.domain.collecting import Handout, Terms
from egovmaturity.domain.questionnaire import Question, Questionnaire, Rating


class Asking(NamedTuple):
    """What all handouts of one round share; ``earlier`` is the rating of the last time by id."""

    questionnaire: Questionnaire
    sheet: AnswerSheet
    terms: Terms = Terms()
    earlier: Mapping[str, Rating] = {}


def owner_of(question: Question, sheet: AnswerSheet) -> str:
    """Return the office that answers a question: as the answers say, else the questionnaire.

    It is empty where neither names one.
    """
    return sheet.answer(question.id).details.owner or question.owner


def owners(asking: Asking) -> tuple[str, ...]:
    """Return all offices in the order of their first question; empty stands for none named."""
    questions = asking.questionnaire.questions
    return tuple(dict.fromkeys(owner_of(question, asking.sheet) for question in questions))


def handout_for_all(asking: Asking) -> Handout:
    """Ask everybody everything in one handout."""
    return _handout(asking, "", asking.questionnaire.questions)


def handouts_by_owner(asking: Asking, chosen: Iterable[str]) -> tuple[Handout, ...]:
    """Ask each of the ``chosen`` offices its own questions, in the order of ``owners``.

    Raises:
        ValueError: One of them has no question.
    """
    wanted, known = frozenset(chosen), owners(asking)
    if not wanted.issubset(known):
        raise ValueError(f"no questions: {sorted(wanted.difference(known))}")
    questions = asking.questionnaire.questions
    return tuple(
        _handout(asking, owner, [q for q in questions if owner_of(q, asking.sheet) == owner])
        for owner in known
        if owner in wanted
    )


def _handout(asking: Asking, owner: str, questions: Iterable[Question]) -> Handout:
    asked = tuple(questions)
    ids = frozenset(question.id for question in asked)
    sheet = asking.sheet
    return Handout(
        questionnaire=asking.questionnaire,
        language=asking.questionnaire.language,
        institution=sheet.institution,
        occasion=sheet.occasion,
        owner=owner,
        questions=asked,
        answers={name: answer for name, answer in sheet.answers.items() if name in ids},
        earlier={name: rating for name, rating in asking.earlier.items() if name in ids},
        terms=asking.terms,
    )


def without_answers(handout: Handout) -> Handout:
    """Ask with blank answers; a verifier still has to see what is claimed, so nothing goes then."""
    if handout.terms.purpose is Purpose.VERIFICATION:
        return handout
    return handout._replace(answers={})


def part_of(handout: Handout) -> Part:
    """Return what a returned file says about the handout it was, before anybody fills it in."""
    claims = {name: claim_of(answer) for name, answer in handout.answers.items()}
    return Part(
        owner=handout.owner,
        asked=tuple(question.id for question in handout.questions),
        purpose=handout.terms.purpose,
        respondent=Respondent(),
        due=handout.terms.due,
        handed_out={name: digest(claim) for name, claim in claims.items() if not claim.is_blank},
        questionnaire_sha256=handout.questionnaire.sha256,
    )
