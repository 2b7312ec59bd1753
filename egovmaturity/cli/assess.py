"""``egovmaturity assess``: load, score, plan, view, render, gate."""

from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import complain, point_to_check, warn_if_slow
from egovmaturity.cli.delivery import deliver
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.job_summary import add_job_summary, job_summary_file
from egovmaturity.cli.loading import Loaded, load_answers, load_baseline
from egovmaturity.cli.output import (
    STDOUT,
    console,
    is_same_file,
    is_shown,
    say,
)
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.gates import GatesAsked
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.bundle import Bundle, Look, make_bundle
from egovmaturity.renderers.formats import RENDERERS, Rendered, word_report
from egovmaturity.renderers.report_format import ENDINGS, ReportFormat, format_of
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.scoring.assess import assess
from egovmaturity.typed_command import as_typed
from egovmaturity.views.report import PARTS

if TYPE_CHECKING:  # few reports have a crosswalk or a theme; the others do not pay for it
    from egovmaturity.domain.crosswalk import Crosswalk
    from egovmaturity.loading.crosswalk_catalogue import FoundCrosswalk
    from egovmaturity.renderers.theme import Theme
    from egovmaturity.verifying.record import Source

TEMPLATED = frozenset((ReportFormat.HTML, ReportFormat.MARKDOWN))
"""Formats that a user's own template can take the place of."""

DOCUMENTS = TEMPLATED | {ReportFormat.DOCX}
"""Formats that have parts, and room for an introduction."""


class Request(NamedTuple):
    """What the command line asked for."""

    answers: str
    questionnaire: str | None
    basis: Basis
    crosswalk: str | None
    baseline: str | None
    outputs: tuple[str, ...]
    format: ReportFormat | None
    report_language: str | None
    number_style: str
    template: str | None
    docx_template: str | None
    theme: str | None
    is_detailed: bool
    parts: tuple[str, ...]
    intro: str | None
    heading_offset: int
    is_anonymous: bool
    gates: GatesAsked
    exit_zero: bool
    as_of: date | None = None
    summary: str = "never"


def run_assess(request: Request, common: Common, words: Words) -> ExitCode:
    """Score answers, write what was asked for, and hold the result against the gates.

    Reports are rendered before the first one is written, and gates are judged last, so that a
    report that cannot be made never passes for a gate that failed.
    """
    targets = _targets(request)
    summary = job_summary_file(request.summary)
    language = request.report_language
    if language is None and targets == [(STDOUT, ReportFormat.TERMINAL)]:
        language = common.language
    loaded = load_answers(request.answers, request.questionnaire, language, request.as_of)
    language = language or loaded.draft.language
    kinds = {kind for _, kind in targets}
    earlier = None
    if request.baseline is not None:
        earlier = load_baseline(request.baseline, loaded, request.questionnaire, request.basis)
    baseline = earlier.assessment if earlier else None
    bundle, crosswalk = prepare(request, loaded, baseline, language, kinds)
    _spare_inputs(request, loaded, crosswalk)
    bundle = bundle._replace(look=_look(request, common))
    _advise(loaded, request.questionnaire, language, common, words)
    complain(earlier.doubts if earlier and not common.is_quiet else (), words)
    _point_to_remarks(bundle, loaded, request, common, words)
    _say_unused(request, kinds, common, words)
    rendered = [
        (path, kind, render_report(bundle, kind, request, common, words)) for path, kind in targets
    ]
    if STDOUT not in {path for path, _ in targets} and not common.is_quiet:
        say(one_line(bundle.report.verdict))
    for path, kind, text in rendered:
        deliver(path, text, common, words, is_file=kind is not ReportFormat.TERMINAL)
    if summary is not None:
        add_job_summary(summary, bundle, [path for path, _ in targets if path != STDOUT], words)
    if not bundle.gates:
        return ExitCode.DONE
    from egovmaturity.cli.gates import tell  # noqa: PLC0415  # seldom asked for

    return tell(bundle.gates, words, exit_zero=request.exit_zero)


class Prepared(NamedTuple):
    """An assessment ready to be written, and the crosswalk that went into it."""

    bundle: Bundle
    crosswalk: "FoundCrosswalk | None"


def prepare(
    request: Request,
    loaded: Loaded,
    baseline: Assessment | None,
    language: str,
    kinds: AbstractSet[ReportFormat],
) -> Prepared:
    """Assess and plan, with everything that was asked for besides, for reports of these kinds.

    ``baseline`` is the earlier assessment that ``request`` names a file of.

    Raises:
        ContentError: A file that goes into the report cannot be used.
        RefusedError: Something asked for cannot be done.
    """
    assessment = assess(loaded.questionnaire, loaded.sheet, request.basis)
    found = _crosswalk(request, loaded, language)
    intro = _intro(request, assessment)
    crosswalk = found.crosswalk if found else None
    request = request._replace(parts=_needed(request.parts, kinds))
    bundle = _bundle(request, Words(language), assessment, crosswalk, baseline)
    bundle = _judged(bundle, request, loaded)._replace(
        intro=intro,
        theme=_theme(request, kinds),
        sources=_sources(request),
    )
    return Prepared(bundle, found)


def _judged(bundle: Bundle, request: Request, loaded: Loaded) -> Bundle:
    """Judge the gates asked for, on what the bundle shows.

    Raises:
        UsageError: One cannot be understood, or lacks what it needs.
    """
    if request.gates == GatesAsked():
        return bundle
    from egovmaturity.cli.gates import judge  # noqa: PLC0415  # seldom asked for
    from egovmaturity.views.gates import Days  # noqa: PLC0415  # the same

    asked, withheld = request.gates, bundle.words("Reason withheld")
    if request.is_anonymous:
        asked = asked._replace(
            allowed=tuple(
                each._replace(reason=withheld) if each.reason.strip() else each
                for each in asked.allowed
            )
        )
    days = Days(request.as_of, loaded.draft.day)
    gates = judge(asked, bundle.assessment, bundle.baseline, days)
    return bundle._replace(gates=gates, gates_asked=asked)


def _sources(request: Request) -> dict[str, "Source"]:
    """Return the files of the look and the introduction, as reports record them."""
    outside = {
        "intro": request.intro,
        "theme": request.theme,
        "template": request.template,
        "docx_template": request.docx_template,
    }
    given = {role: Path(name) for role, name in outside.items() if name is not None}
    if not given:
        return {}
    from egovmaturity.renderers.made import sources_of  # noqa: PLC0415  # seldom asked for

    return sources_of(given)


def _needed(parts: tuple[str, ...], kinds: AbstractSet[ReportFormat]) -> tuple[str, ...]:
    """Leave out the part that is costly to work out where no report shows it."""
    if parts != PARTS or kinds & DOCUMENTS:
        return parts
    return tuple(part for part in parts if part != "certainty")


def _bundle(
    request: Request,
    words: Words,
    assessment: Assessment,
    crosswalk: "Crosswalk | None",
    baseline: Assessment | None,
) -> Bundle:
    """Say the assessment as asked: in which parts, and whether without names.

    Raises:
        UsageError: None of the parts that were chosen is in this report.
    """
    if request.is_anonymous:
        from egovmaturity.views.anonymous import anonymised  # noqa: PLC0415  # seldom asked for

        assessment = anonymised(assessment, words)
        baseline = None if baseline is None else anonymised(baseline, words)
    bundle = make_bundle(assessment, words, crosswalk, baseline, request.parts)
    if not bundle.report.parts:
        raise UsageError(
            message("this report has none of the parts chosen: {parts}", parts=_listed(request)),
            message("See: egovmaturity help formats"),
        )
    return bundle._replace(number_style=request.number_style, heading_offset=request.heading_offset)


def _say_unused(
    request: Request, kinds: AbstractSet[ReportFormat], common: Common, words: Words
) -> None:
    """Say which options change nothing in any of the formats asked for."""
    whole = to_translate("{option} is for HTML, Markdown and Word; it changes nothing here.")
    markdown = to_translate("{option} is for Markdown; it changes nothing here.")
    options = (
        ("--include, --exclude", request.parts != PARTS, DOCUMENTS, whole),
        ("--intro", request.intro is not None, DOCUMENTS, whole),
        ("--heading-offset", request.heading_offset > 0, {ReportFormat.MARKDOWN}, markdown),
    )
    for option, is_given, heeded_by, said in options:
        if is_given and not kinds & heeded_by and not common.is_quiet:
            say(words(said, option=option))


def _listed(request: Request) -> str:
    return ", ".join(request.parts)


def _intro(request: Request, assessment: Assessment) -> str:
    """Read the introduction asked for; empty where there is none.

    Raises:
        UsageError: It names the institution, and the report is to be anonymous.
    """
    if request.intro is None:
        return ""
    from egovmaturity.renderers.intro import read_intro  # noqa: PLC0415  # seldom asked for

    text = read_intro(Path(request.intro))
    sheet = assessment.sheet
    for name in (sheet.institution.name, sheet.occasion.subject):
        if request.is_anonymous and name and name.casefold() in text.casefold():
            raise UsageError(
                message('"{file}" names the institution', file=request.intro),
                message("Take its name out of the introduction, or leave out --anonymous."),
            )
    return text


def _theme(request: Request, kinds: AbstractSet[ReportFormat]) -> "Theme | None":
    """Load the look asked for.

    Raises:
        UsageError: There is nothing it could change.
        ContentError: It cannot be used.
    """
    if request.theme is None:
        return None
    if ReportFormat.HTML not in kinds or request.template is not None:
        raise UsageError(
            message("--theme is for the built-in HTML report, which is not asked for"),
            message("Add an output such as: -o report.html"),
        )
    from egovmaturity.renderers.theme import load_theme  # noqa: PLC0415  # seldom asked for

    return load_theme(Path(request.theme))


def _targets(request: Request) -> list[tuple[str, ReportFormat]]:
    """Pair every output with its format, which its ending names; standard output comes first.

    Standard output is a target when no file is asked for, or a format is asked for besides.

    Raises:
        UsageError: An ending is not known, a name stands twice, it is the answers file, or there
            is a template and nothing to use it for.
    """
    targets: list[tuple[str, ReportFormat]] = []
    for written in request.outputs:
        name = STDOUT if written == "/dev/stdout" else written
        kind = _format_of(name, request)
        if any(name == other or is_same_file(name, other) for other, _ in targets):
            raise UsageError(message('"{file}" is given twice with -o', file=name))
        if is_same_file(name, request.answers):
            raise UsageError(
                message('"{file}" is the answers file itself', file=name),
                message("Choose another name for the report."),
            )
        targets.append((name, kind))
    if not targets or (request.format is not None and STDOUT not in {name for name, _ in targets}):
        targets.insert(0, (STDOUT, request.format or ReportFormat.TERMINAL))
    if request.template is not None and not {kind for _, kind in targets} & TEMPLATED:
        raise UsageError(
            message("--template is for HTML and Markdown, and neither is asked for"),
            message("Add an output such as: -o report.html"),
        )
    if request.docx_template is not None and ReportFormat.DOCX not in {kind for _, kind in targets}:
        raise UsageError(
            message("--docx-template is for Word documents, and none is asked for"),
            message("Add an output such as: -o report.docx"),
        )
    if (STDOUT, ReportFormat.DOCX) in targets and is_shown():
        raise UsageError(
            message("a Word document cannot be shown in a terminal"),
            message("Write it to a file: -o report.docx"),
        )
    if request.template is not None and request.intro is not None:
        raise UsageError(
            message("--intro and --template exclude each other"),
            message("Write the introduction into the template."),
        )
    return targets


def _format_of(name: str, request: Request) -> ReportFormat:
    if name == STDOUT:
        return request.format or ReportFormat.MARKDOWN
    named = format_of(name)
    if named is not None:
        return named
    # Never a report, whatever --format says.
    is_input = Path(name).suffix.lower() in {".yaml", ".yml"}
    if not is_input and request.format not in {None, ReportFormat.TERMINAL}:
        return request.format
    if not is_input and request.template is not None:
        return ReportFormat.HTML
    raise UsageError(
        message('the ending of "{file}" does not say which format is wanted', file=name),
        message("Possible: {words}", words=", ".join(ENDINGS)),
    )


def _crosswalk(request: Request, loaded: Loaded, language: str) -> "FoundCrosswalk | None":
    """Load the crosswalk asked for, which lies beside the answers, the questionnaire, or here."""
    if request.crosswalk is None:
        return None
    from egovmaturity.loading.crosswalk_catalogue import load_crosswalk  # noqa: PLC0415

    folder, home = loaded.draft.folder, loaded.found.path.parent.parent
    places = (home,) if folder is None else (folder, home)
    return load_crosswalk(request.crosswalk, loaded.questionnaire, places, language)


def _spare_inputs(request: Request, loaded: Loaded, found: "FoundCrosswalk | None") -> None:
    """Refuse to write a report over what it is made from.

    Raises:
        UsageError: An output is the baseline, the questionnaire, the template or the crosswalk.
    """
    for name in request.outputs:
        if is_same_file(name, str(loaded.found.path)):
            cause = message('"{file}" is the questionnaire itself', file=name)
        elif request.baseline is not None and is_same_file(name, request.baseline):
            cause = message('"{file}" is the baseline itself', file=name)
        elif request.intro is not None and is_same_file(name, request.intro):
            cause = message('"{file}" is the introduction itself', file=name)
        elif any(is_same_file(name, given) for given in _templates(request)):
            cause = message('"{file}" is the template itself', file=name)
        elif request.theme is not None and is_same_file(name, request.theme):
            cause = message('"{file}" is the theme itself', file=name)
        elif found is not None and is_same_file(name, str(found.path)):
            cause = message('"{file}" is the crosswalk itself', file=name)
        elif found is not None and is_same_file(name, str(found.other)):
            cause = message('"{file}" is the questionnaire itself', file=name)
        else:
            continue
        raise UsageError(cause, message("Choose another name for the report."))


def _templates(request: Request) -> list[str]:
    return [name for name in (request.template, request.docx_template) if name is not None]


def _look(request: Request, common: Common) -> Look:
    screen = console(common.colour, is_ascii=common.is_ascii)
    return Look(screen.width, screen.is_ascii, screen.has_colour, request.is_detailed)


def render_report(
    bundle: Bundle, kind: ReportFormat, request: Request, common: Common, words: Words
) -> Rendered:
    """Write a report in one format, by a template where one was given for it.

    Raises:
        ContentError: The Word template cannot be used.
        RefusedError: The template cannot be used, or something is not installed.
    """
    if request.docx_template is not None and kind is ReportFormat.DOCX:
        made = word_report(bundle, Path(request.docx_template))
        for remark in () if common.is_quiet else made.remarks:
            say(one_line(words.say(remark)))
        return made.data
    if request.template is not None and kind in TEMPLATED:
        _check_template(request.template, kind)
        from egovmaturity.renderers.made import record_of  # noqa: PLC0415  # seldom asked for
        from egovmaturity.renderers.user_template import render_user_template  # noqa: PLC0415

        record = record_of(bundle, kind.value)
        path = Path(request.template)
        return render_user_template(path, bundle.report, bundle.words, made=record)
    return RENDERERS[kind](bundle)


def _check_template(name: str, kind: ReportFormat) -> None:
    """Refuse HTML from a template whose name says that nothing has to be escaped."""
    is_plain = name.removesuffix(".j2").endswith((".md", ".txt", ".csv"))
    if kind is ReportFormat.HTML and is_plain:
        raise UsageError(
            message('the template "{file}" is not for HTML', file=name),
            message("Name it with the ending .html.j2, so that texts are escaped."),
        )


def _advise(
    loaded: Loaded, questionnaire: str | None, language: str, common: Common, words: Words
) -> None:
    """Say on standard error what is worth knowing, unless silence was asked for."""
    if common.is_quiet:
        return
    warn_if_slow(words)
    if not loaded.found.is_translated:
        say(
            words(
                'The questionnaire has no texts in "{language}"; its own are shown.',
                language=language,
            )
        )
    warnings = [*loaded.found.warnings, *loaded.warnings]
    other = [warning for warning in warnings if warning.code != "W301"]
    complain(other, words, limit=5)
    if warnings:
        point_to_check(warnings, loaded.draft.source.name, questionnaire, words)


def _point_to_remarks(
    bundle: Bundle, loaded: Loaded, request: Request, common: Common, words: Words
) -> None:
    """Count what is worth a second look and was not said while loading; ``check`` lists it."""
    said = {warning.code for warning in loaded.warnings}
    new = [remark for remark in bundle.remarks if remark.code not in said]
    if not new or common.is_quiet:
        return
    command = [request.answers]
    command += ["-Q", request.questionnaire] if request.questionnaire else []
    command += ["--baseline", request.baseline] if request.baseline else []
    say(
        words.plural(
            "{n} thing is worth a second look: egovmaturity check {command}",
            "{n} things are worth a second look: egovmaturity check {command}",
            len(new),
            command=one_line(as_typed(command)),
        )
    )
