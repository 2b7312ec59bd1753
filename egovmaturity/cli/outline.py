"""``egovmaturity plan --outline``: a master plan filled with what the assessment knows."""

from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.delivery import deliver
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import Loaded, load_answers
from egovmaturity.cli.output import STDOUT, is_same_file, say
from egovmaturity.cli.plan import Request as PlanRequest
from egovmaturity.cli.plan import search
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.roadmap import Roadmap
from egovmaturity.language import Words
from egovmaturity.planning.master_plan import make_master_plan
from egovmaturity.planning.plan import make_plan
from egovmaturity.renderers.report_format import ENDINGS, ReportFormat
from egovmaturity.scoring.assess import assess
from egovmaturity.views.outline import OutlineView
from egovmaturity.views.outline_view import outline_view

FORMATS = ("md", "html")
"""What a master plan can be on standard output."""

_KINDS = (ReportFormat.MARKDOWN, ReportFormat.HTML, ReportFormat.DOCX)


class Request(NamedTuple):
    """What the command line asked for; ``is_planned``: with the plan that ``plan`` asks for."""

    plan: PlanRequest
    outputs: tuple[str, ...]
    report_format: str | None
    is_planned: bool
    is_anonymous: bool


def run_outline(request: Request, common: Common, words: Words) -> ExitCode:
    """Write a master plan in outline; every document is made before one is written.

    Raises:
        ContentError: A file cannot be used.
        RefusedError: A plan was asked for and something has no cost, or python-docx is missing.
        UsageError: An output cannot be what was asked for.
    """
    targets = _targets(request)
    asked = request.plan
    loaded = load_answers(asked.answers, asked.questionnaire, asked.language, asked.as_of)
    _spare_inputs(request, loaded)
    if loaded.warnings and not common.is_quiet:
        name = loaded.draft.source.name
        point_to_check(loaded.warnings, name, asked.questionnaire, words)
    assessment = assess(loaded.questionnaire, loaded.sheet, asked.basis)
    roadmap = _roadmap(request, assessment)
    spoken = Words(asked.language or loaded.sheet.language).naming(loaded.questionnaire)
    shown = _Shown(assessment, roadmap)
    if request.is_anonymous:
        shown = _nameless(shown, spoken)
    plan = make_master_plan(shown.assessment, make_plan(shown.assessment), shown.roadmap)
    view = outline_view(plan, spoken, _asked(request) if roadmap else ())
    made = [(path, _render(view, kind, spoken, assessment)) for path, kind in targets]
    for path, document in made:
        deliver(path, document, common, words, is_file=True)
    if request.is_planned and roadmap is None:
        say(words("There is no such plan; the outline goes without one. See: egovmaturity plan"))
        return ExitCode.FINDINGS
    return ExitCode.DONE


class _Shown(NamedTuple):
    """What stands in the document."""

    assessment: Assessment
    roadmap: Roadmap | None


def _nameless(shown: _Shown, words: Words) -> _Shown:
    """Withhold every name and text of the answers file and of the plan file."""
    from egovmaturity.views.anonymous import anonymised  # noqa: PLC0415  # seldom asked for
    from egovmaturity.views.anonymous_roadmap import anonymous_roadmap  # noqa: PLC0415

    roadmap = None if shown.roadmap is None else anonymous_roadmap(shown.roadmap, words)
    return _Shown(anonymised(shown.assessment, words), roadmap)


def _roadmap(request: Request, assessment: Assessment) -> Roadmap | None:
    """Find the plan that was asked for; ``None`` where none was, or there is none."""
    if not request.is_planned:
        return None
    found, _ = search(request.plan, assessment)
    return found if isinstance(found, Roadmap) else None


def _asked(request: Request) -> tuple[str, ...]:
    """Return the options the plan was asked for with, so that a reader can ask again."""
    plan, defaults = request.plan, {"--solver": "auto"}
    costs = Path(plan.costs).name if plan.costs else None
    given = {
        "--costs": "COSTS" if costs and request.is_anonymous else costs,
        "--unit": plan.unit,
        "--assume-cost": plan.assumed,
        "--to": plan.to,
        "--years": plan.years,
        "--from": plan.first,
        "--solver": plan.solver,
    }
    options = [
        part
        for name, value in given.items()
        if value is not None and value != defaults.get(name)
        for part in (name, str(value))
    ]
    for name, values in (("--target", plan.targets), ("--budget", plan.budgets)):
        options += [part for value in values for part in (name, value)]
    options += [f"--{plan.mode}"] if plan.mode != "cheapest" else []
    return (*options, *(["--carry-over"] if plan.carry_over else []))


def _targets(request: Request) -> list[tuple[str, ReportFormat]]:
    """Pair every output with its format, which its ending names; without any, standard output.

    Raises:
        UsageError: An ending is not known, or a name stands twice.
    """
    on_screen = ReportFormat(request.report_format or FORMATS[0])
    targets: list[tuple[str, ReportFormat]] = []
    for name in request.outputs or (STDOUT,):
        kind = on_screen if name == STDOUT else ENDINGS.get(Path(name).suffix.lower())
        if kind not in _KINDS:
            raise UsageError(
                message('the ending of "{file}" does not say which format is wanted', file=name),
                message("Possible: {words}", words=".md, .html, .docx"),
            )
        if any(name == other or is_same_file(name, other) for other, _ in targets):
            raise UsageError(message('"{file}" is given twice with -o', file=name))
        targets.append((name, kind))
    return targets


def _spare_inputs(request: Request, loaded: Loaded) -> None:
    """Refuse to write over what the document is made from.

    Raises:
        UsageError: An output is the answers file, the questionnaire or the plan file.
    """
    inputs = [request.plan.answers, str(loaded.found.path), request.plan.costs or STDOUT]
    for name in request.outputs:
        if any(is_same_file(name, each) for each in inputs):
            raise UsageError(
                message('"{file}" is what the document is made from', file=name),
                message("Choose another name for the document."),
            )


def _render(
    view: OutlineView, kind: ReportFormat, words: Words, assessment: Assessment
) -> str | bytes:
    if kind is ReportFormat.DOCX:
        from egovmaturity.renderers.formats import word_outline  # noqa: PLC0415

        return word_outline(view, words, assessment.sheet.occasion)
    from egovmaturity.renderers.outline import outline_html, outline_markdown  # noqa: PLC0415

    write = outline_html if kind is ReportFormat.HTML else outline_markdown
    return write(view, words)
