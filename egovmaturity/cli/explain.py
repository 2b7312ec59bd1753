"""``egovmaturity explain``: how a number or the verdict came about, and what would change it."""

from datetime import date
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import Loaded, load_answers
from egovmaturity.cli.output import console, print_out
from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.language import Words
from egovmaturity.loading.log import nearest
from egovmaturity.planning.plan import make_plan
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.scoring.assess import assess
from egovmaturity.views.explanation import (
    Draws,
    ExplanationView,
    Subject,
    agreement_explanation,
    explanation_view,
    subjects,
)

AGREEMENT = "agreement"
"""What is asked for to compare the files of several assessors."""


class Request(NamedTuple):
    """What the command line asked for; only an agreement is about several files."""

    subject: str
    files: tuple[str, ...]
    questionnaire: str | None
    basis: Basis
    language: str | None
    report_format: str
    as_of: date | None
    draws: Draws


def run_explain(request: Request, common: Common, words: Words) -> ExitCode:
    """Explain one subject of an assessment on standard output.

    Raises:
        ContentError: A file cannot be used.
        RefusedError: There is no such subject.
        UsageError: The files of several assessors do not go together.
    """
    if request.report_format == "terminal" and request.language is None:
        request = request._replace(language=common.language)
    loaded = [_load(file, request, common, words) for file in request.files]
    if request.subject == AGREEMENT:
        print_out(_agreement(request, loaded, common), is_file=request.report_format != "terminal")
        return ExitCode.DONE
    first = loaded[0]
    assessment = assess(first.questionnaire, first.sheet, request.basis)
    subject = find_subject(assessment, request.subject)
    if request.report_format == "json":
        from egovmaturity.renderers.explanation_json import explanation_json  # noqa: PLC0415

        print_out(explanation_json(assessment, subject, request.draws), is_file=True)
        return ExitCode.DONE
    spoken = Words(request.language or first.sheet.language)
    view = explanation_view(assessment, make_plan(assessment), spoken, subject, request.draws)
    print_out(_shown(view, request, common), is_file=request.report_format == "md")
    return ExitCode.DONE


def _load(file: str, request: Request, common: Common, words: Words) -> Loaded:
    loaded = load_answers(file, request.questionnaire, request.language, request.as_of)
    if loaded.warnings and not common.is_quiet:
        point_to_check(loaded.warnings, loaded.draft.source.name, request.questionnaire, words)
    return loaded


def _shown(view: ExplanationView, request: Request, common: Common) -> str:
    if request.report_format == "md":
        return explanation_markdown(view)
    screen = console(common.colour, is_ascii=common.is_ascii)
    return explanation_text(view, Look(screen.width, screen.is_ascii, screen.has_colour))


def _agreement(request: Request, loaded: list[Loaded], common: Common) -> str:
    """Compare what several assessors say.

    Raises:
        UsageError: They are about different things.
    """
    from egovmaturity.examining.agreement import find_agreement  # noqa: PLC0415  # seldom asked for

    sheets = [each.sheet for each in loaded]
    if len({sheet.sha256 for sheet in sheets}) < len(sheets):
        raise UsageError(
            message("the same answers were given twice"),
            message("Give the answers of several assessors to one questionnaire."),
        )
    try:
        agreement = find_agreement(loaded[0].questionnaire, sheets, request.basis)
    except ValueError:
        raise UsageError(
            message("the files are not about the same institution, year and subject"),
            message("Give the answers of several assessors to one questionnaire."),
        ) from None
    if request.report_format == "json":
        from egovmaturity.renderers.explanation_json import agreement_json  # noqa: PLC0415

        return agreement_json(agreement, sheets)
    spoken = Words(request.language or sheets[0].language)
    return _shown(agreement_explanation(agreement, spoken), request, common)


def find_subject(assessment: Assessment, name: str) -> Subject:
    """Return what a name on the command line stands for.

    Ids stand for themselves; where several things have the same, the verdict comes before
    stages, sections, factors and questions, and ``factor:id`` names exactly one.

    Raises:
        RefusedError: There is nothing of this name.
    """
    by_name: dict[str, Subject] = {}
    for subject in subjects(assessment):
        by_name.setdefault(subject.id or subject.kind.value, subject)
    kind, _, id_ = name.partition(":")
    exactly = next((s for s in subjects(assessment) if (s.kind.value, s.id) == (kind, id_)), None)
    found = by_name.get(name) or exactly
    if found is not None:
        return found
    raise RefusedError(
        message(
            'there is no "{name}" to explain in {questionnaire}',
            name=name,
            questionnaire=assessment.questionnaire.reference,
        ),
        nearest(name, by_name),
    )
