"""Questions that a file names: each has to exist in the questionnaire."""

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.log import Log, Place


def note_unknown(
    question_id: str, questionnaire: Questionnaire, log: Log, code: str, place: Place
) -> None:
    """Note with ``code`` that the questionnaire has no such question, and which is the nearest."""
    log.error(
        code,
        place,
        message(
            'the question "{id}" does not exist in {questionnaire}',
            id=question_id,
            questionnaire=questionnaire.reference,
        ),
        log.nearest(question_id, [question.id for question in questionnaire.questions]),
    )
