"""One row a question, for spreadsheets and statistics."""

import csv
import io
from fractions import Fraction

from egovmaturity.domain.answers import kind_of_answer
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.domain.results import Known, QuestionResult
from egovmaturity.planning.gaps import target_of
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.numbers import half_up

COLUMNS = (
    "institution",
    "year",
    "questionnaire",
    "question",
    "title",
    "stage",
    "section",
    "factor",
    "mandatory",
    "weight",
    "answer",
    "claimed",
    "supported",
    "verified",
    "counted",
    "worth",
    "target",
    "owner",
    "subject",
)
"""Columns in order. ``answer`` is rated, not-applicable, dont-know or unanswered."""

INDONESIAN = "id"


def render_csv(bundle: Bundle) -> str:
    """Write the questions with their levels on every basis.

    Style ``id``, for a spreadsheet set to Indonesian: semicolons, decimal comma, CRLF, and a
    byte-order mark so that it opens as UTF-8. Style ``c``, for programs: RFC 4180. A missing
    level is empty. A text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    is_indonesian = bundle.number_style == INDONESIAN
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=";" if is_indonesian else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for result in bundle.assessment.questions:
        writer.writerow(_row(bundle, result))
    return ("\ufeff" if is_indonesian else "") + sink.getvalue()


def _row(bundle: Bundle, result: QuestionResult) -> list[str | int]:
    assessment, question = bundle.assessment, result.question
    sheet = assessment.sheet
    comma = bundle.number_style == INDONESIAN
    worth = result.counted.worth if isinstance(result.counted, Known) else None
    return [
        harmless(sheet.institution.name),
        sheet.occasion.year,
        assessment.questionnaire.reference,
        harmless(question.id),
        harmless(question.title),
        harmless(question.stage or ""),
        harmless(question.section or ""),
        harmless(" ".join(question.factors)),
        decimal(question.mandatory, comma=comma),
        decimal(question.weight, comma=comma),
        kind_of_answer(result.answer).value,
        decimal(result.claimed, comma=comma),
        decimal(result.supported, comma=comma),
        decimal(result.verified, comma=comma),
        decimal(getattr(result.counted, "rating", None), comma=comma),
        decimal(worth, comma=comma),
        decimal(target_of(assessment, result), comma=comma),
        harmless(result.owner),
        harmless(sheet.occasion.subject),
    ]


def decimal(value: Rating | None, *, comma: bool) -> str:
    """Write a number with at most six decimals, half up; nothing where there is none."""
    if value is None:
        return ""
    millionths = int(half_up(Fraction(value), 6) * 1_000_000)
    whole, rest = divmod(abs(millionths), 1_000_000)
    text = f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20|%")


def harmless(text: str) -> str:
    """Make sure that no spreadsheet takes a text for a formula; one line, nothing invisible."""
    line = one_line(text)
    return "'" + line if line[:1] in _FORMULA else line
