"""``egovmaturity explain``: how a number or the verdict came about, and what would change it."""

from typing import NamedTuple

from egovmaturity.cli.common import Common
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_answers
from egovmaturity.cli.output import console, print_out
from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.language import Words
from egovmaturity.loading.log import nearest
from egovmaturity.planning.plan import make_plan
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.scoring.assess import assess
from egovmaturity.views.explanation import Subject, explanation_view, subjects


class Request(NamedTuple):
    """What the command line asked for."""

    subject: str
    answers: str
    questionnaire: str | None
    basis: Basis
    language: str | None
    report_format: str


def run_explain(request: Request, common: Common, words: Words) -> ExitCode:
    """Explain one subject of an assessment on standard output."""
    loaded = load_answers(request.answers, request.questionnaire, request.language)
    if loaded.warnings and not common.is_quiet:
        point_to_check(loaded.warnings, loaded.draft.source.name, request.questionnaire, words)
    assessment = assess(loaded.questionnaire, loaded.sheet, request.basis)
    subject = find_subject(assessment, request.subject)
    spoken = Words(request.language or loaded.sheet.language)
    if request.report_format == "json":
        from egovmaturity.renderers.explanation_json import explanation_json  # noqa: PLC0415

        print_out(explanation_json(assessment, subject), is_file=True)
        return ExitCode.DONE
    view = explanation_view(assessment, make_plan(assessment), spoken, subject)
    if request.report_format == "md":
        print_out(explanation_markdown(view), is_file=True)
    else:
        screen = console(common.colour, is_ascii=common.is_ascii)
        print_out(explanation_text(view, Look(screen.width, screen.is_ascii, screen.has_colour)))
    return ExitCode.DONE


def find_subject(assessment: Assessment, name: str) -> Subject:
    """Return what a name on the command line stands for.

    Ids stand for themselves; where several things have the same, the verdict comes before
    stages, sections, factors and questions, and ``factor:id`` names exactly one.

    Raises:
        RefusedError: There is nothing of this name.
    """
    known = subjects(assessment)
    by_name: dict[str, Subject] = {}
    for subject in known:
        by_name.setdefault(subject.id or subject.kind.value, subject)
        by_name.setdefault(f"{subject.kind.value}:{subject.id}", subject)
    if name in by_name:
        return by_name[name]
    raise RefusedError(
        message(
            'there is no "{name}" to explain in {questionnaire}',
            name=name,
            questionnaire=assessment.questionnaire.reference,
        ),
        nearest(name, by_name),
    )
