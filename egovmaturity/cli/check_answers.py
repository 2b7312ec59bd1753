"""Everything there is to say about an answers file."""

from datetime import date

from egovmaturity.cli.expectations import check_expectation
from egovmaturity.cli.loading import load_for
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.text_source import SourceText


def check_answers(
    source: SourceText, questionnaire: str | None, as_of: date | None
) -> DraftAnswers:
    """Check answers against their questionnaire and what they expect; the log has the findings.

    Raises:
        ContentError: They cannot be used.
    """
    draft = open_answers(source)
    found = load_for(draft, questionnaire, draft.language)
    sheet, _ = complete_answers(draft, found.questionnaire, as_of)
    check_expectation(draft, found.questionnaire, sheet)
    return draft
