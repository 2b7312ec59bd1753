"""Everything there is to say about an answers file."""

from datetime import date
from typing import NamedTuple

from egovmaturity.cli.expectations import check_expectation
from egovmaturity.cli.loading import Loaded, load_baseline, load_for
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers, open_answers
from egovmaturity.loading.text_source import SourceText
from egovmaturity.scoring.assess import assess


class Against(NamedTuple):
    """What answers are checked against; ``None`` stands for what they say themselves.

    ``as_of`` is the day they describe, ``baseline`` a file of earlier answers, ``year`` the year
    they have to be of.
    """

    questionnaire: str | None = None
    as_of: date | None = None
    baseline: str | None = None
    year: int | None = None

    @property
    def is_about_answers(self) -> bool:
        """Whether anything is asked for that only answers have."""
        return self.baseline is not None or self.year is not None


def check_answers(source: SourceText, against: Against) -> DraftAnswers:
    """Check answers against their questionnaire and what they expect; the log has the findings.

    Raises:
        ContentError: They cannot be used.
        UsageError: The baseline is of others than these answers.
    """
    draft = open_answers(source)
    found = load_for(draft, against.questionnaire, draft.language)
    sheet, warnings = complete_answers(draft, found.questionnaire, against.as_of)
    loaded = Loaded(sheet, draft, found, warnings)
    earlier = None
    if against.baseline is not None:
        earlier = load_baseline(against.baseline, loaded, against.questionnaire, Basis.BEST)
    if against.year is not None:
        _check_year(draft, against.year)
    check_expectation(draft, found.questionnaire, sheet)
    _advise(loaded, earlier.assessment if earlier else None)
    draft.log.adopt(earlier.doubts if earlier else ())
    return draft


def _check_year(draft: DraftAnswers, expected: int) -> None:
    """Note E106 where the answers are of another year than they are expected to be."""
    occasion = draft.values["assessment"]
    if occasion["year"] != expected:
        draft.log.error(
            "E106",
            occasion.place("year"),
            message(
                "the assessment is of {found}; {expected} was expected",
                found=occasion["year"],
                expected=expected,
            ),
            message("Assess anew, or correct the year."),
        )


def _advise(loaded: Loaded, baseline: Assessment | None) -> None:
    """Note what is worth a second look, each at the first answer it is about.

    What loading has said already, answer by answer, is not said again.
    """
    from egovmaturity.examining.honesty import second_look  # noqa: PLC0415  # answers alone

    said = {warning.code for warning in loaded.warnings}
    answers = loaded.draft.values["answers"]
    for remark in second_look(assess(loaded.questionnaire, loaded.sheet), baseline):
        if remark.code not in said:
            place = answers[remark.questions[0]].place
            loaded.draft.log.warning(remark.code, place, remark.cause, remark.hint)
