"""What kind of file a text is, by its first key."""

import re
from enum import Enum

from egovmaturity.loading.answers_shape import ANSWERS_FORMAT
from egovmaturity.loading.crosswalk_shape import CROSSWALK_FORMAT
from egovmaturity.loading.questionnaire_shape import QUESTIONNAIRE_FORMAT, TRANSLATION_FORMAT
from egovmaturity.loading.text_source import SourceText


class FileKind(Enum):
    """The files this program knows."""

    QUESTIONNAIRE = QUESTIONNAIRE_FORMAT
    TRANSLATION = TRANSLATION_FORMAT
    ANSWERS = ANSWERS_FORMAT
    CROSSWALK = CROSSWALK_FORMAT
    RESULT = "egovmaturity-result"


_FORMAT = re.compile(r"(?:^|[\r\n])[ \t{]*[\"']?format[\"']?\s*:\s*[\"']?(egovmaturity-[a-z]+)")


def kind_of(source: SourceText) -> FileKind:
    """Guess the kind of a file cheaply; what names nothing else is taken for answers."""
    if is_result(source):
        return FileKind.RESULT
    found = _FORMAT.search(source.text)
    named = found[1] if found else ANSWERS_FORMAT
    return next((kind for kind in FileKind if kind.value == named), FileKind.ANSWERS)


def is_result(source: SourceText) -> bool:
    """Whether a file is a JSON result, be it whole or not; answers may be JSON too."""
    text = source.text
    if not text.lstrip().startswith("{"):
        return False
    if '"schema_version"' in text or '"answer_sheet"' in text:
        return True
    return source.name.endswith(".json") and '"format"' not in text
