"""``egovmaturity plan --follow-up``: what became of the actions of an earlier year."""

from datetime import date
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.delivery import deliver
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_answers, load_baseline
from egovmaturity.cli.output import STDOUT, console
from egovmaturity.cli.plan_actions import targets_of
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.follow_up import FollowUp
from egovmaturity.domain.results import Basis
from egovmaturity.language import Words
from egovmaturity.planning.follow_up import follow_up
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.scoring.assess import assess
from egovmaturity.views.follow_up_view import follow_up_view


class Request(NamedTuple):
    """What the command line asked for."""

    answers: str
    earlier: str
    questionnaire: str | None
    basis: Basis
    as_of: date | None
    language: str | None
    report_format: str
    outputs: tuple[str, ...]


def run_follow_up(request: Request, common: Common, words: Words) -> ExitCode:
    """Print what became of the earlier actions, or write it into files.

    Raises:
        ContentError: A file cannot be used.
        UsageError: The files do not belong together, or an output cannot be what was asked for.
    """
    inputs = (request.answers, request.earlier)
    targets = targets_of(request.outputs, request.report_format, inputs)
    if any(kind == "csv" for _, kind in targets):
        raise UsageError(
            message("a follow-up is no table"), message("Possible: {words}", words=".json, .md")
        )
    language = request.language
    if language is None and targets == [(STDOUT, "terminal")]:
        language = common.language
    loaded = load_answers(request.answers, request.questionnaire, language, request.as_of)
    baseline = load_baseline(request.earlier, loaded, request.questionnaire, request.basis)
    if loaded.warnings and not common.is_quiet:
        point_to_check(loaded.warnings, loaded.draft.source.name, request.questionnaire, words)
    after = assess(loaded.questionnaire, loaded.sheet, request.basis)
    found = follow_up(baseline.assessment, after)
    spoken = Words(language or loaded.sheet.language)
    made = [(name, _render(found, kind, common, spoken)) for name, kind in targets]
    for name, text in made:
        deliver(name, text, common, words, is_file=request.report_format != "terminal")
    return ExitCode.DONE


def _render(found: FollowUp, kind: str, common: Common, words: Words) -> str:
    if kind == "json":
        from egovmaturity.renderers.follow_up_json import follow_up_json  # noqa: PLC0415

        return follow_up_json(found)
    view = follow_up_view(found, words)
    if kind == "md":
        return explanation_markdown(view)
    screen = console(common.colour, is_ascii=common.is_ascii)
    return explanation_text(view, Look(screen.width, screen.is_ascii, screen.has_colour))
