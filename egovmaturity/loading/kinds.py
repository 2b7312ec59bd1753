"""What kind of file a text is, by its first key."""

import re
from enum import Enum

from egovmaturity.loading.answers_shape import ANSWERS_FORMAT
from egovmaturity.loading.crosswalk_shape import CROSSWALK_FORMAT
from egovmaturity.loading.plan_shape import PLAN_FORMAT
from egovmaturity.loading.questionnaire_shape import QUESTIONNAIRE_FORMAT, TRANSLATION_FORMAT
from egovmaturity.loading.result_kind import is_result
from egovmaturity.loading.text_source import SourceText


class FileKind(Enum):
    """The files this program knows."""

    QUESTIONNAIRE = QUESTIONNAIRE_FORMAT
    TRANSLATION = TRANSLATION_FORMAT
    ANSWERS = ANSWERS_FORMAT
    CROSSWALK = CROSSWALK_FORMAT
    PLAN = PLAN_FORMAT
    RESULT = "egovmaturity-result"


_FORMAT = re.compile(r"(?:^|[\r\n])[ \t{]*[\"']?format[\"']?\s*:\s*[\"']?(egovmaturity-[a-z]+)")
_QUESTIONS = re.compile(r"(?:^|[\r\n])questions:")


def kind_of(source: SourceText) -> FileKind:
    """Guess the kind of a file cheaply; what names none and asks nothing is taken for answers."""
    if is_result(source):
        return FileKind.RESULT
    found = _FORMAT.search(source.text)
    if not found and _QUESTIONS.search(source.text):
        return FileKind.QUESTIONNAIRE
    named = found[1] if found else ANSWERS_FORMAT
    return next((kind for kind in FileKind if kind.value == named), FileKind.ANSWERS)
