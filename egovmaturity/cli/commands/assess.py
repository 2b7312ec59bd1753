"""How ``egovmaturity assess`` is called."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from egovmaturity.cli.commands.options import (
    INPUT,
    OUTPUT,
    Anonymous,
    Answers,
    AsOf,
    ExitZero,
    NumberStyle,
    Questionnaire,
    ReportLanguage,
    ScoreBasis,
)
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import LANGUAGES, to_translate
from egovmaturity.renderers.report_format import ReportFormat

if TYPE_CHECKING:  # few runs need it
    from egovmaturity.domain.gates import Concern

app = typer.Typer()

GATES = to_translate("Gates (exit code 1 when one fails)")


@app.command(
    "assess",
    cls=Helpful,
    help=to_translate(
        "Score answers and write the gap analysis report.\n\n"
        "Use - to read YAML or JSON from standard input. With -o, reports are written; the "
        "file ending selects the format.\n\n"
        "A low score is not a failure: the exit code is 0 unless a gate is given."
    )
    + """\f
    egovmaturity assess jawaban-2026.yaml
    egovmaturity assess jawaban-2026.yaml -o laporan.html -o laporan.md
    egovmaturity assess jawaban-2026.yaml --fail-stage-under persiapan
    """,
)
def _assess(
    answers: Answers,
    questionnaire: Questionnaire = None,
    basis: ScoreBasis = None,
    crosswalk: Annotated[
        str | None,
        typer.Option(
            metavar="ID|FILE",
            help=to_translate(
                "Also list what of another questionnaire the gaps touch; no score is converted."
            ),
            rich_help_panel=INPUT,
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate(
                "Write a report: .html .docx .md .json .csv, .xml (JUnit), .svg or .badge.json "
                "(badge). Repeatable."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    report_format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate(
                "Format on standard output: terminal (default), md, html, json, csv, docx, "
                "junit, badge, svg."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Answers or result (.json) of an earlier year, to show what has changed."
            ),
            rich_help_panel=INPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
    locale: NumberStyle = "id",
    template: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Your own Jinja2 template for .html or .md."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    docx_template: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Your own .docx, whose styles, header and footer are used."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Colours, logo and letterhead of .html, in a TOML file."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    detail: Annotated[
        bool,
        typer.Option(
            "--detail",
            help=to_translate("Show all factors and gaps in the terminal."),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTS",
            help=to_translate(
                "Only these parts of HTML, Markdown and Word, as summary,gaps. Repeatable."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTS",
            help=to_translate("Leave out these parts, likewise; see: egovmaturity help formats."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    intro: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Markdown to put before the first part of HTML, Markdown and Word."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    heading_offset: Annotated[
        int,
        typer.Option(
            min=0,
            max=3,
            metavar="N",
            help=to_translate("Headings of Markdown N levels deeper, 0 to 3."),
            rich_help_panel=OUTPUT,
        ),
    ] = 0,
    anonymous: Anonymous = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="INDEX",
            help=to_translate("Fail when the index is below INDEX."),
            rich_help_panel=GATES,
        ),
    ] = None,
    fail_stage_under: Annotated[
        str | None,
        typer.Option(
            metavar="STAGE",
            help=to_translate("Fail when STAGE is not attained."),
            rich_help_panel=GATES,
        ),
    ] = None,
    fail_score: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MINIMUM",
            help=to_translate(
                'Fail below a minimum: "factor:ID >= 50 %", stage: and section: likewise, '
                '"question:ID >= 2". Repeatable.'
            ),
            rich_help_panel=GATES,
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIST",
            help=to_translate(
                "Fail on any of: regression, incomplete, evidence, unverified, overdue. "
                "Comma or repeatable."
            ),
            rich_help_panel=GATES,
        ),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(
            metavar="POINTS",
            help=to_translate(
                "How far the index and the score of a stage may fall since the baseline; default 0."
            ),
            rich_help_panel=GATES,
        ),
    ] = None,
    max_fall: Annotated[
        str | None,
        typer.Option(
            metavar="LEVELS",
            help=to_translate("How many levels a question may fall since the baseline; default 0."),
            rich_help_panel=GATES,
        ),
    ] = None,
    max_age: Annotated[
        str | None,
        typer.Option(
            metavar="AGE",
            help=to_translate(
                "Fail when the answers are older on the day of --as-of, as 400d or 13 months."
            ),
            rich_help_panel=GATES,
        ),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Settings; default: egovmaturity.toml beside the answers or above, within the "
                "repository."
            ),
            rich_help_panel=INPUT,
        ),
    ] = None,
    as_of: AsOf = None,
    exit_zero: ExitZero = False,
    summary: Annotated[
        str,
        typer.Option(
            metavar="[auto|always|never]",
            help=to_translate(
                "Append a summary to the file that GITHUB_STEP_SUMMARY names; default: auto, "
                "where there is one."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = "auto",
) -> ExitCode:
    from egovmaturity.cli.assess import Request, run_assess  # noqa: PLC0415
    from egovmaturity.cli.heeding import heed  # noqa: PLC0415
    from egovmaturity.cli.part_choice import chosen_parts  # noqa: PLC0415
    from egovmaturity.cli.settings import Options, settle  # noqa: PLC0415
    from egovmaturity.domain.gates import GatesAsked  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    choose(locale, ("id", "c"), "--locale")
    asked = GatesAsked(
        fail_under,
        fail_stage_under,
        tuple(fail_score or ()),
        _concerns(fail_on or ()),
        tolerance,
        max_fall,
        max_age,
    )
    options = Options(
        questionnaire, basis, baseline, tuple(output or ()), report_format is not None, asked
    )
    settled = settle(options, answers, config)
    heed(settled.language, settled.file)
    choose(summary, ("auto", "always", "never"), "--summary")
    request = Request(
        answers,
        settled.questionnaire,
        settled.basis,
        crosswalk,
        settled.baseline,
        settled.outputs,
        report_format,
        report_lang,
        locale,
        template,
        docx_template,
        theme,
        detail,
        chosen_parts(include or (), exclude or ()),
        intro,
        heading_offset,
        anonymous,
        settled.gates,
        exit_zero,
        day_of(as_of, "--as-of"),
        summary,
    )
    return run_assess(request, invocation.common, invocation.words)


def _concerns(lists: Sequence[str]) -> "tuple[Concern, ...]":
    """Read what gates are about, in the order in which they are judged.

    Raises:
        UsageError: A word is none of them.
    """
    from egovmaturity.domain.gates import Concern  # noqa: PLC0415  # help needs no gates

    written = [each.strip() for text in lists for each in text.split(",")]
    for each in written:
        choose(each, tuple(Concern), "--fail-on")
    return tuple(each for each in Concern if each in written)
