"""Small, complete questionnaires to start from; their author replaces the texts."""

from egovmaturity.authoring.outline import (
    ONE,
    Kind,
    default_scale,
    middle,
    outline,
    question,
    stage,
)
from egovmaturity.domain.questionnaire import (
    EvidenceItem,
    Factor,
    Question,
    Questionnaire,
    Section,
    evidence_id,
)
from egovmaturity.language import Words, to_translate

_LEVELS = (
    to_translate("There is neither a document nor an activity."),
    to_translate("There is a written plan, or a trial in one unit."),
    to_translate("Laid down in a decree and carried out in at least half of the units."),
    to_translate("Carried out in all units, reviewed once a year, findings closed in 3 months."),
)
_EVIDENCE = (
    (1, to_translate("The plan, or the report of the trial")),
    (2, to_translate("The decree and the list of units that carry it out")),
    (3, to_translate("The report of the yearly review and the list of closed findings")),
)
_RECOMMEND = (
    to_translate("Write a plan and try it out in one unit."),
    to_translate("Lay it down in a decree and carry it to half of the units."),
    to_translate("Carry it to all units, review it once a year, and close what is found."),
)


def template(kind: Kind, questionnaire_id: str, title: str, words: Words) -> Questionnaire:
    """Return a questionnaire that loads, is complete, and scores as it is."""
    draft = outline(questionnaire_id, title, kind, words)
    if kind is Kind.STAGES:
        return _staged(draft, words)
    if kind is Kind.SECTIONS:
        return _sectioned(draft, words)
    codes = (f"Q{number:02d}" for number in range(1, 7))
    return draft._replace(questions=tuple(_question(code, words) for code in codes))


def _staged(draft: Questionnaire, words: Words) -> Questionnaire:
    """Two stages of four questions; the first of each is mandatory."""
    stages = tuple(stage(f"stage-{n}", words("Stage {n}", n=n)) for n in (1, 2))
    questions = tuple(
        _in_stage(_question(f"S{n}-{number:02d}", words), f"stage-{n}", number)
        for n in (1, 2)
        for number in (1, 2, 3, 4)
    )
    return draft._replace(stages=stages, factors=_factors(words), questions=questions)


def _in_stage(asked: Question, stage_id: str, number: int) -> Question:
    mandatory = middle(asked.rubric) if number == 1 else None
    return asked._replace(stage=stage_id, factors=(_factor_at(number),), mandatory=mandatory)


def _sectioned(draft: Questionnaire, words: Words) -> Questionnaire:
    """Two domains of two aspects of two questions."""
    sections = tuple(
        Section(f"domain-{n}", words("Domain {n}", n=n), "", ONE, _aspects(n, words))
        for n in (1, 2)
    )
    questions = tuple(
        _question(f"D{n}-{2 * m + number - 2:02d}", words)._replace(
            section=f"aspect-{n}-{m}", factors=(_factor_at(number),)
        )
        for n in (1, 2)
        for m in (1, 2)
        for number in (1, 2)
    )
    return draft._replace(sections=sections, factors=_factors(words), questions=questions)


def _aspects(domain: int, words: Words) -> tuple[Section, ...]:
    return tuple(
        Section(f"aspect-{domain}-{n}", words("Aspect {n}", n=f"{domain}.{n}"), "", ONE, ())
        for n in (1, 2)
    )


def _factors(words: Words) -> tuple[Factor, ...]:
    return (
        Factor("people", words("People"), "", core=False),
        Factor("service", words("Service"), "", core=False),
    )


def _factor_at(number: int) -> str:
    return "people" if number % 2 else "service"


def _question(code: str, words: Words) -> Question:
    """Return a question whose texts show what has to be said at each level."""
    asked = question(code, words("What is asked in {code}?", code=code), default_scale(words))
    return asked._replace(
        title=words("Question {code}", code=code),
        rubric={level: words(text) for level, text in enumerate(_LEVELS)},
        evidence=tuple(
            EvidenceItem(evidence_id(place), words(text), level)
            for place, (level, text) in enumerate(_EVIDENCE)
        ),
        recommend={level: words(text) for level, text in enumerate(_RECOMMEND)},
    )
