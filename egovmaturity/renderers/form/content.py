"""What the script of the form is given: questions, what is filled in already, and its words."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Any

from egovmaturity.collecting.claims import Claim, claim_of
from egovmaturity.collecting.completeness import evidence_needed_from
from egovmaturity.collecting.handouts import part_of
from egovmaturity.collecting.thousands import is_grouped
from egovmaturity.domain.answers import AnswerKind, NotApplicable, Purpose, Verification
from egovmaturity.domain.collecting import Handout
from egovmaturity.domain.questionnaire import NumberRange, Question, Rating, Scale
from egovmaturity.language import Words
from egovmaturity.renderers.form.texts import script_texts
from egovmaturity.renderers.safe_text import visible
from egovmaturity.views.numbers import Numbers

_LAYOUT_VERSION = 1
"""Version of the layout of answers files that the form writes."""

_PLACES = 20
"""Most decimals of a number in an answers file."""

_MINUTES = 2
"""For one question, with its evidence at hand; our own estimate."""


_MANY_MINUTES = 100


class Paging(StrEnum):
    """How many questions stand on one screen: one, or all of a stage or section."""

    QUESTION = "question"
    SECTION = "section"


def content(handout: Handout, words: Words, paging: Paging) -> dict[str, Any]:
    """Return what the form knows, ready for JSON.

    Texts of the questionnaire are made visible; what goes back into a file stays as it is.
    """
    scales = _scales(handout)
    places = handout.questionnaire.place_titles()
    questions = [_question(handout, each, scales, places, words) for each in handout.questions]
    return {
        "key": _key(handout),
        "base": _digest([each.get("filled") for each in questions]),
        "file": file_name(handout),
        "purpose": handout.terms.purpose.value,
        "comma": words.language == "id",
        "alone": paging is Paging.QUESTION,
        "head": _head(handout),
        "start": _start(handout, words),
        "pages": _pages(handout, places, paging),
        "scales": [[[level.number, visible(level.label)] for level in s.levels] for s in scales],
        "questions": questions,
        "texts": script_texts(words),
    }


def file_name(handout: Handout) -> str:
    """Return the name under which the answers are saved: ``jawaban-dinas-kominfo-2026.yaml``.

    A form for everybody is named after the institution, a verifier's begins with ``verifikasi``.
    In a round nobody else's has the same name, so that they can all be kept in one folder.
    """
    is_self = handout.terms.purpose is Purpose.SELF
    institution = handout.institution
    names = (handout.owner, institution.id, institution.name)
    who = handout.called or next(filter(None, map(_slug, names)), "formulir")
    return f"{'jawaban' if is_self else 'verifikasi'}-{who}-{handout.occasion.year}.yaml"


def _slug(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))[:60].strip("-")


def _key(handout: Handout) -> str:
    """Name the form in the storage that a browser may share among all files of a computer."""
    institution, occasion = handout.institution, handout.occasion
    parts = [
        institution.id or institution.name,
        *([occasion.subject] if occasion.subject else []),
        str(occasion.year),
        handout.owner,
        handout.questionnaire.reference,
        *([] if handout.terms.purpose is Purpose.SELF else [handout.terms.purpose.value]),
    ]
    return ":".join(["egovmaturity", *parts])


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _head(handout: Handout) -> dict[str, Any]:
    """Return what a returned file says about its handout."""
    part = part_of(handout)
    return {
        "format": "egovmaturity-answers",
        "version": _LAYOUT_VERSION,
        "questionnaire": handout.questionnaire.reference,
        "language": handout.language,
        "institution": {"name": handout.institution.name, "id": handout.institution.id},
        "year": handout.occasion.year,
        "subject": handout.occasion.subject,
        "owner": part.owner,
        "due": part.due.isoformat() if part.due else "",
        "handed_out": list(part.handed_out.items()),
        "questionnaire_sha256": part.questionnaire_sha256,
    }


def _start(handout: Handout, words: Words) -> dict[str, Any]:
    """Return the texts of the first screen."""
    terms, number = handout.terms, len(handout.questions)
    is_self = terms.purpose is Purpose.SELF
    title = (
        words("E-government self-assessment {year}", year=handout.occasion.year)
        if is_self
        else words("E-government verification {year}", year=handout.occasion.year)
    )
    send = _send(visible(terms.contact), words)
    about = (handout.owner, handout.institution.name, handout.occasion.subject)
    facts = [
        (words("Instrument"), handout.questionnaire.title),
        (words("To answer"), words.plural("1 {question}", "{n} {questions}", number)),
        (words("Time needed"), _time(number * _MINUTES, words)),
        (words("Deadline"), Numbers(words.language).day(terms.due)),
        (words("Contact"), terms.contact),
    ]
    return {
        "title": title,
        "lead": visible(", ".join(filter(None, about))),
        "facts": [[name, visible(value)] for name, value in facts if value],
        "steps": [*_steps(terms.purpose, words), send],
        "send": send,
        "privacy": words(
            "Answers stay in the browser of this computer and are sent nowhere. On a computer that "
            "others use too, erase them there when you are done."
        ),
    }


def _time(minutes: int, words: Words) -> str:
    """Say how long it takes, in hours where minutes would be many."""
    if minutes < _MANY_MINUTES:
        return words("about {n} minutes", n=minutes)
    return words.plural("about 1 hour", "about {n} hours", (minutes + 30) // 60)


def _steps(purpose: Purpose, words: Words) -> Iterator[str]:
    yield (
        words("For each {question}, choose the highest level whose conditions all hold.")
        if purpose is Purpose.SELF
        else words("For each {question}, compare the answer with its evidence and choose a level.")
    )
    yield words("You can stop at any time; what is filled in is kept in this browser.")


def _send(contact: str, words: Words) -> str:
    if contact:
        return words(
            "At the end, download the file of answers and send it to {contact}.", contact=contact
        )
    return words("At the end, download the file of answers and send it to the one who asked you.")


def _pages(handout: Handout, places: dict[str, str], paging: Paging) -> list[dict[str, Any]]:
    """Say which questions stand on which screen."""
    if paging is Paging.QUESTION:
        return [{"questions": [place]} for place in range(len(handout.questions))]
    numbered = enumerate(handout.questions)
    return [
        {
            "title": visible(places.get(place, handout.questionnaire.title)),
            "questions": [number for number, _ in group],
        }
        for place, group in groupby(numbered, key=lambda one: one[1].belongs_to)
    ]


def _scales(handout: Handout) -> tuple[Scale, ...]:
    found = (each.scale for each in handout.questions)
    return tuple(dict.fromkeys(scale for scale in found if isinstance(scale, Scale)))


def _question(
    handout: Handout,
    question: Question,
    scales: tuple[Scale, ...],
    places: dict[str, str],
    words: Words,
) -> dict[str, Any]:
    answer, filled = handout.answers.get(question.id), None
    claim = claim_of(answer) if answer else None
    is_self = handout.terms.purpose is Purpose.SELF
    if is_self:
        filled = _filled(question, claim) if claim and not claim.is_blank else None
    elif answer and answer.details.verification:
        filled = _verified(question, answer.details.verification)
    titles = {factor.id: factor.title for factor in handout.questionnaire.factors}
    earlier = handout.earlier.get(question.id)
    return _without_blanks(
        id=question.id,
        title=visible(question.title),
        ask=visible(question.ask),
        why=visible(question.why),
        place=visible(places.get(question.belongs_to, "")),
        factors=visible(", ".join(titles[name] for name in question.factors)),
        mandatory=question.mandatory is not None,
        na=question.allows_not_applicable if is_self else isinstance(answer, NotApplicable),
        earlier="" if earlier is None else number_text(earlier),
        filled=filled,
        claim=None if is_self or claim is None else _filled(question, claim),
    ) | (
        _number_parts(question, question.scale, _known(claim, filled, earlier), words)
        if isinstance(question.scale, NumberRange)
        else _level_parts(question, question.scale, scales)
    )


def _level_parts(question: Question, scale: Scale, scales: tuple[Scale, ...]) -> dict[str, Any]:
    return {
        "scale": scales.index(scale),
        "rubric": [visible(question.rubric.get(level.number, "")) for level in scale.levels],
        "needs": evidence_needed_from(question),
        "wanted": _wanted(question),
    }


def _number_parts(
    question: Question, scale: NumberRange, known: list[str], words: Words
) -> dict[str, Any]:
    """Return the range in print, and its ends in units of the last decimal a number can have."""
    numbers, unit = Numbers(words.language), 10**_PLACES
    return {
        "needs": None,
        "wanted": _wanted(question),
        "range": {
            "low": numbers.trimmed(scale.lowest),
            "high": numbers.trimmed(scale.highest),
            "least": str(math.ceil(scale.lowest * unit)),
            "most": str(math.floor(scale.highest * unit)),
            "known": known,
        },
    }


def _known(claim: Claim | None, filled: dict[str, Any] | None, earlier: Rating | None) -> list[str]:
    """Return the numbers that stand in the form already, which are not to be typed so otherwise.

    They are fractions without last decimal, and what may as well mean thousands.
    """
    ratings = [claim.rating if claim else None, earlier]
    texts = [number_text(rating) for rating in ratings if rating is not None]
    texts += [filled["value"]] if filled and filled.get("value") else []
    return sorted({text for text in texts if "/" in text or is_grouped(text)})


def _wanted(question: Question) -> list[list[Any]]:
    return [[item.from_level, visible(item.text)] for item in question.evidence]


def _filled(question: Question, claim: Claim) -> dict[str, Any]:
    return _without_blanks(
        **_chosen(question, claim.kind, claim.rating),
        documents=[{"text": each.text, "location": each.location} for each in claim.documents],
        note=claim.note,
    )


def _verified(question: Question, verification: Verification) -> dict[str, Any]:
    rating = verification.rating
    kind = AnswerKind.NOT_APPLICABLE if rating is None else AnswerKind.RATED
    return _without_blanks(
        **_chosen(question, kind, rating),
        note=verification.note,
        by=verification.by,
        date=verification.dated.isoformat() if verification.dated else "",
    )


def _chosen(question: Question, kind: AnswerKind, rating: Rating | None) -> dict[str, str]:
    """Say a rating in the words of the script; numbers of a range are values, not choices."""
    choices = {AnswerKind.NOT_APPLICABLE: "na", AnswerKind.DONT_KNOW: "unknown"}
    if rating is None:
        return {"choice": choices.get(kind, "")}
    key = "value" if isinstance(question.scale, NumberRange) else "choice"
    return {key: number_text(rating)}


def number_text(rating: Rating) -> str:
    """Write a number with all its decimals and a point, or as a fraction where they do not end."""
    value = Fraction(rating)
    scaled = value * 10**_PLACES
    if scaled.denominator != 1:
        return str(value)
    digits = f"{abs(int(scaled)):0{_PLACES + 1}d}"
    decimals = digits[-_PLACES:].rstrip("0")
    sign = "-" if value < 0 else ""
    return sign + digits[:-_PLACES] + (f".{decimals}" if decimals else "")


def _without_blanks(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
