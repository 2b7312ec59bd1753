"""Plan files: the one given with ``--costs``, and one that is only checked."""

from egovmaturity.domain.diagnostics import Diagnostic
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.loading.catalogue import find_questionnaire, load_from_catalogue
from egovmaturity.loading.log import Log
from egovmaturity.loading.plan_file import LoadedPlan, complete_plan, open_plan
from egovmaturity.loading.text_source import SourceText, read_text


def load_plan_file(path: str, questionnaire: Questionnaire) -> LoadedPlan:
    """Load a plan file for answers to a questionnaire.

    Raises:
        ContentError: With every problem of the file.
    """
    return complete_plan(open_plan(read_text(path)), questionnaire)


def check_plan(source: SourceText, questionnaire: str | None) -> tuple[Diagnostic, ...]:
    """Return everything there is to say about a plan file.

    Raises:
        ContentError: With every problem of the file, or of its questionnaire.
    """
    draft = open_plan(source)
    reference = questionnaire or draft.questionnaire
    if not reference:
        draft.log.stop_on_errors()
    log = draft.log if questionnaire is None else Log(questionnaire)
    path = find_questionnaire(reference, draft.folder, log, draft.reference_place)
    log.stop_on_errors()
    if path is None:
        return log.diagnostics
    return complete_plan(draft, load_from_catalogue(path, None).questionnaire).warnings
