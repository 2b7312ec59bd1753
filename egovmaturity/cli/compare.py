"""``egovmaturity compare``: years of one institution held against each other."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.delivery import deliver
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import Loaded, load_answers, load_earlier
from egovmaturity.cli.output import STDOUT, console, is_same_file
from egovmaturity.cli.settings import usual
from egovmaturity.domain.comparison import Comparison
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.examining.compare import Obstacle, compare, obstacle
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import open_answers
from egovmaturity.loading.catalogue import load_by_reference
from egovmaturity.loading.result_file import open_result
from egovmaturity.loading.result_kind import is_result
from egovmaturity.loading.text_source import read_text
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.report_format import ENDINGS, ReportFormat
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.scoring.assess import assess

FORMATS = tuple(each.value for each in ReportFormat if each is not ReportFormat.DOCX)
"""The forms a comparison can take."""


class Request(NamedTuple):
    """What the command line asked for; files from the oldest to the newest."""

    files: tuple[str, ...]
    questionnaires: tuple[str, ...]
    basis: Basis
    as_of: date | None
    outputs: tuple[str, ...]
    report_format: str | None
    language: str | None
    number_style: str
    changes_only: bool
    is_anonymous: bool
    exit_code: bool


def run_compare(request: Request, common: Common, words: Words) -> ExitCode:
    """Compare years on standard output or into files; every report is made before one is written.

    Raises:
        ContentError: A file cannot be used.
        UsageError: The files cannot be compared, or an output cannot be what was asked for.
    """
    targets = _targets(request)
    language = request.language
    if language is None and targets == [(STDOUT, ReportFormat.TERMINAL)]:
        language = common.language
    loaded = _load(request, language)
    _spare_inputs(request, loaded)
    for each in loaded if not common.is_quiet else ():
        if each.warnings:
            used = request.questionnaires[0] if request.questionnaires else None
            point_to_check(each.warnings, each.draft.source.name, used, words)
    comparison = compare(_assessments(request, loaded))
    spoken = Words(language or loaded[-1].draft.language)
    shown = comparison
    if request.is_anonymous:
        from egovmaturity.views.anonymous_comparison import anonymous_comparison  # noqa: PLC0415

        shown = anonymous_comparison(comparison, spoken)
    rendered = [
        (path, kind, _render(shown, kind, request, common, spoken)) for path, kind in targets
    ]
    for path, kind, text in rendered:
        deliver(path, text, common, words, is_file=kind is not ReportFormat.TERMINAL)
    return ExitCode.FINDINGS if request.exit_code and comparison.differs else ExitCode.DONE


def _load(request: Request, language: str | None) -> list[Loaded]:
    """Load the files; without a language asked for, all in that of the newest."""
    *files, last = request.files
    newest = _newest(last, request, language)
    shared = language or newest.draft.language
    return [*(load_earlier(f, _questionnaire(f, request), shared) for f in files), newest]


def _newest(file: str, request: Request, language: str | None) -> Loaded:
    """Load the last of the files, answers or a result.

    Raises:
        UsageError: It is a result, whose day is settled, and another day was asked for.
    """
    if not is_result(read_text(file)):
        return load_answers(file, _questionnaire(file, request), language, request.as_of)
    if request.as_of is not None:
        raise UsageError(message('--as-of is for answers; "{file}" is a result', file=file))
    return load_earlier(file, _questionnaire(file, request), language)


def _questionnaire(file: str, request: Request) -> str | None:
    """Choose among several questionnaires given the one that a file names.

    Without any, it is the one of the settings near the file.
    """
    given = request.questionnaires
    if len(given) < 2:
        return given[0] if given else usual(file).questionnaire
    source = read_text(file)
    draft = open_result(source).answers if is_result(source) else open_answers(source)
    named = draft.questionnaire
    for each in given:
        if load_by_reference(each, None).questionnaire.reference == named:
            return each
    return None


def _assessments(request: Request, loaded: Sequence[Loaded]) -> list[Assessment]:
    """Score every year.

    Raises:
        UsageError: Two of them cannot be compared.
    """
    years = [assess(each.questionnaire, each.sheet, request.basis) for each in loaded]
    named = list(zip(request.files, years, strict=True))
    for (first, before), (second, after) in [*pairwise(named), (named[0], named[-1])]:
        found = obstacle(before, after)
        if found is not None:
            raise UsageError(*_refusal(found, (first, before), (second, after)))
    return years


def _refusal(
    found: Obstacle, before: tuple[str, Assessment], after: tuple[str, Assessment]
) -> tuple[Message, Message]:
    """Say why two files cannot be compared, and what can be done."""
    (old, first), (new, second) = before, after
    values = {
        "old": one_line(old),
        "new": one_line(new),
        "first": one_line(_about(found, first)),
        "second": one_line(_about(found, second)),
    }
    if found is Obstacle.INSTITUTION:
        return (
            message('"{old}" is about {first}, "{new}" about {second}', **values),
            message("Compare years of one institution and one subject."),
        )
    if found is Obstacle.YEAR:
        return (
            message('"{new}" is of {second}, and comes after "{old}" of {first}', **values),
            message("Give the files from the oldest year to the newest, one a year."),
        )
    if found is Obstacle.NO_MAP:
        return (
            message(
                '"{old}" is by {first}, "{new}" by {second}, which does not say what became of the'
                " questions",
                **values,
            ),
            message(
                "Add {edition} to the migrations of the newer edition.", edition=values["first"]
            ),
        )
    return (
        message('"{old}" is by {first}, "{new}" by {second}: they ask nothing alike', **values),
        message("Compare years by one questionnaire, or by editions of one."),
    )


def _about(found: Obstacle, year: Assessment) -> str:
    sheet = year.sheet
    if found is Obstacle.YEAR:
        return str(sheet.occasion.year)
    if found is Obstacle.INSTITUTION:
        institution = sheet.institution.id or sheet.institution.name
        return " – ".join(each for each in (institution, sheet.occasion.subject) if each)
    return year.questionnaire.reference


def _targets(request: Request) -> list[tuple[str, ReportFormat]]:
    """Pair every output with its format, which its ending names; standard output comes first.

    Raises:
        UsageError: An ending is not known, or a name stands twice.
    """
    chosen = None if request.report_format is None else ReportFormat(request.report_format)
    targets: list[tuple[str, ReportFormat]] = []
    for name in request.outputs:
        kind = ENDINGS.get(Path(name).suffix.lower())
        if name == STDOUT:
            kind = chosen or ReportFormat.MARKDOWN
        if kind is None or kind.value not in FORMATS:
            raise UsageError(
                message('the ending of "{file}" does not say which format is wanted', file=name),
                message("Possible: {words}", words=".md, .html, .json, .csv"),
            )
        if any(name == other or is_same_file(name, other) for other, _ in targets):
            raise UsageError(message('"{file}" is given twice with -o', file=name))
        targets.append((name, kind))
    if not targets or (chosen is not None and STDOUT not in {name for name, _ in targets}):
        targets.insert(0, (STDOUT, chosen or ReportFormat.TERMINAL))
    return targets


def _spare_inputs(request: Request, loaded: Sequence[Loaded]) -> None:
    """Refuse to write a report over what it is made from.

    Raises:
        UsageError: An output is one of the answers files or of their questionnaires.
    """
    inputs = [*request.files, *(str(each.found.path) for each in loaded)]
    for name in request.outputs:
        if any(is_same_file(name, each) for each in inputs):
            raise UsageError(
                message('"{file}" is one of the files compared', file=name),
                message("Choose another name for the report."),
            )


def _render(
    comparison: Comparison, kind: ReportFormat, request: Request, common: Common, words: Words
) -> str:
    if kind is ReportFormat.JSON:
        from egovmaturity.renderers.comparison_data import comparison_json  # noqa: PLC0415

        return comparison_json(comparison)
    if kind is ReportFormat.CSV:
        from egovmaturity.renderers.comparison_data import comparison_csv  # noqa: PLC0415

        return comparison_csv(comparison, request.number_style)
    from egovmaturity.views.comparison import comparison_view  # noqa: PLC0415

    view = comparison_view(comparison, words, changes_only=request.changes_only)
    if kind is ReportFormat.HTML:
        from egovmaturity.renderers.comparison_html import comparison_html  # noqa: PLC0415

        return comparison_html(view, words)
    from egovmaturity.renderers.comparison import (  # noqa: PLC0415
        comparison_markdown,
        comparison_text,
    )

    if kind is ReportFormat.MARKDOWN:
        return comparison_markdown(view)
    screen = console(common.colour, is_ascii=common.is_ascii)
    return comparison_text(view, Look(screen.width, screen.is_ascii, screen.has_colour))
