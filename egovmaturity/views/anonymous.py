"""An assessment without a word of the institution's own, for reports that travel."""

from egovmaturity.domain.answers import (
    Action,
    Answer,
    AnswerSheet,
    Details,
    Evidence,
    Institution,
    InstitutionKind,
    NotApplicable,
)
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.scoring.assess import assess


def anonymised(assessment: Assessment, words: Words) -> Assessment:
    """Assess the same answers again with every text of the institution withheld.

    What stays: levels, targets, how many documents are listed and for what, the dates of those
    that may not be too old, quarters and budgets of actions, year and dates of the assessment,
    the kind of institution. What goes is every text that somebody wrote: names, subject,
    purpose, team, offices, persons, notes, reasons, documents, actions, decisions; the name and
    hash of the file, which find it again; and the offices that the questionnaire itself names.
    Scores and verdict are the same.
    """
    questionnaire = assessment.questionnaire
    nobody = questionnaire._replace(
        questions=tuple(question._replace(owner="") for question in questionnaire.questions)
    )
    return assess(nobody, _sheet(nobody, assessment.sheet, words), assessment.basis)


def _sheet(questionnaire: Questionnaire, sheet: AnswerSheet, words: Words) -> AnswerSheet:
    return sheet._replace(
        file="",
        sha256="",
        institution=Institution("", _kind_in_words(sheet, words), sheet.institution.kind),
        occasion=sheet.occasion._replace(purpose="", team="", subject=""),
        answers={
            question.id: _answer(question, sheet.answers[question.id], words)
            for question in questionnaire.questions
            if question.id in sheet.answers
        },
        actions=tuple(
            _action(number, action, words) for number, action in enumerate(sheet.actions, start=1)
        ),
        decisions=(),
        is_anonymous=True,
    )


def _kind_in_words(sheet: AnswerSheet, words: Words) -> str:
    return {
        InstitutionKind.KABUPATEN: words("A regency"),
        InstitutionKind.KOTA: words("A city"),
        InstitutionKind.PROVINSI: words("A province"),
        InstitutionKind.LEMBAGA: words("An institution"),
        None: words("An institution"),
    }[sheet.institution.kind]


def _answer(question: Question, answer: Answer, words: Words) -> Answer:
    details = _details(question, answer.details, words)
    if isinstance(answer, NotApplicable):
        # An approval lets a gate pass, so that there was one must stay.
        approved = words("a person not named") if answer.approved_by else ""
        return NotApplicable(words("Reason withheld"), approved, details)
    return answer._replace(details=details)


def _details(question: Question, details: Details, words: Words) -> Details:
    found = details.verification
    # Without its date a document that may not be too old would no longer support anything.
    has_limits = any(item.valid_for for item in question.evidence)
    return details._replace(
        evidence=tuple(
            Evidence(
                words("Document {n}", n=number),
                "",
                document.dated if has_limits else None,
                "",
                document.covers,
            )
            for number, document in enumerate(details.evidence, start=1)
        ),
        note="",
        owner="",
        verification=found._replace(by="", dated=None, note="", source=None) if found else None,
    )


def _action(number: int, action: Action, words: Words) -> Action:
    title = words("Action {n}", n=number)
    return action._replace(id=f"A{number}", title=title, owner="", support=(), budget_line="")
