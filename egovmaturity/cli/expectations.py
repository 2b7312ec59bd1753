"""Answers that say which result they must give: the tests of a questionnaire's author."""

from fractions import Fraction

from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import BandedRule, Questionnaire
from egovmaturity.domain.results import Assessment, Basis, StagedVerdict
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.shapes import Values
from egovmaturity.scoring.assess import assess
from egovmaturity.views.numbers import half_up


def check_expectation(
    draft: DraftAnswers, questionnaire: Questionnaire, sheet: AnswerSheet
) -> None:
    """Note Q501 for everything under ``expect`` that the answers do not give."""
    expected: Values | None = draft.values.get("expect")
    if expected is None:
        return
    assessment = assess(questionnaire, sheet, Basis(expected.get("basis", "best")))
    found = {**_verdict(assessment), "index": assessment.index_in_print}
    for key in ("stage", "band", "index"):
        if key in expected and not _is_same(expected[key], found.get(key), questionnaire):
            draft.log.error(
                "Q501",
                expected.place(key),
                message(
                    "expected {key} {expected}, found {found}",
                    key=key,
                    expected=expected[key],
                    found=found.get(key) if found.get(key) is not None else "-",
                ),
                message("Correct what was expected, or find out what moved the score."),
            )


def _verdict(assessment: Assessment) -> dict[str, str]:
    verdict = assessment.verdict
    if isinstance(verdict, StagedVerdict):
        return {"stage": verdict.attained.id if verdict.attained else "none"}
    return {"band": verdict.band.id if verdict.band else "none"}


def _is_same(
    expected: str | Fraction, found: str | Fraction | None, questionnaire: Questionnaire
) -> bool:
    """Whether an index is the one expected: exactly, to four decimals, or as it is printed."""
    if isinstance(expected, Fraction) and isinstance(found, Fraction):
        printed = questionnaire.rule.decimals if isinstance(questionnaire.rule, BandedRule) else 4
        return expected in {found, half_up(found, 4), half_up(found, printed)}
    return expected == found
