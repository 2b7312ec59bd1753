"""How ``egovmaturity compare`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.options import (
    INPUT,
    OUTPUT,
    Anonymous,
    AsOf,
    NumberStyle,
    ReportLanguage,
    ScoreBasis,
)
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.common import UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import LANGUAGES, to_translate
from egovmaturity.typed_command import as_typed

app = typer.Typer()


@app.command(
    "compare",
    cls=Helpful,
    help=to_translate(
        "Compare years of one institution, and say what moved the index.\n\n"
        "Give the answers from the oldest year to the newest. Years by two editions of a "
        "questionnaire are compared on the questions that both ask alike."
    )
    + """\f
    egovmaturity compare jawaban-2025.yaml jawaban-2026.yaml
    egovmaturity compare jawaban-2025.yaml jawaban-2026.yaml -o banding.html
    egovmaturity compare jawaban-2025.yaml jawaban-2026.yaml --format md --changes-only
    """,
)
def _compare(
    files: Annotated[list[str], typer.Argument(metavar="OLD NEW [MORE...]")],
    questionnaire: Annotated[
        list[str] | None,
        typer.Option(
            "-Q",
            "--questionnaire",
            metavar="ID|FILE",
            help=to_translate(
                "Questionnaire; default: the one named in the answers. Repeatable for editions."
            ),
            rich_help_panel=INPUT,
        ),
    ] = None,
    basis: ScoreBasis = None,
    as_of: AsOf = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate("Write a comparison: .html .md .json .csv. Repeatable."),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    report_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate(
                "Format on standard output: terminal (default), md, html, json, csv."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
    locale: NumberStyle = "id",
    changes_only: Annotated[
        bool,
        typer.Option(
            "--changes-only",
            help=to_translate("Leave out scores that have not changed."),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    anonymous: Anonymous = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=to_translate("Exit 1 when anything differs."))
    ] = False,
) -> ExitCode:
    from egovmaturity.cli.compare import FORMATS, Request, run_compare  # noqa: PLC0415
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    choose(report_format, FORMATS, "--format")
    choose(locale, ("id", "c"), "--locale")
    if not files[1:]:
        raise UsageError(
            message("a comparison takes the answers of two years or more"),
            message("Write: egovmaturity compare OLD {file}", file=as_typed(files[:1])),
        )
    usual = heeded(files[-1])
    request = Request(
        tuple(files),
        tuple(questionnaire or ()),
        basis or usual.basis,
        day_of(as_of, "--as-of"),
        tuple(output or ()),
        report_format,
        report_lang,
        locale,
        changes_only,
        anonymous,
        exit_code,
    )
    return run_compare(request, invocation.common, invocation.words)
