"""How ``egovmaturity explain`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.options import (
    OUTPUT,
    AsOf,
    Questionnaire,
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
    "explain",
    cls=Helpful,
    help=to_translate(
        "Show how a result came about and what would change it.\n\n"
        "ID names a question, factor, stage or section, or is: verdict (the default), index, "
        "robustness (other weights, doubts, single levels), or agreement, with the files of "
        "several assessors. Every number is shown exactly and as it is printed."
    )
    + """\f
    egovmaturity explain jawaban-2026.yaml
    egovmaturity explain pematangan jawaban-2026.yaml
    egovmaturity explain S2-DAT-01 jawaban-2026.yaml --format md
    egovmaturity explain agreement penilai-1.yaml penilai-2.yaml
    """,
)
def _explain(
    names: Annotated[list[str], typer.Argument(metavar="[ID] ANSWERS")],
    questionnaire: Questionnaire = None,
    basis: ScoreBasis = None,
    as_of: AsOf = None,
    report_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="[terminal|md|json]",
            help=to_translate("Format of the explanation."),
            rich_help_panel=OUTPUT,
        ),
    ] = "terminal",
    report_lang: ReportLanguage = None,
    draws: Annotated[
        int,
        typer.Option(
            min=1,
            max=1_000_000,
            metavar="N",
            help=to_translate("Random weights that robustness draws; default 2000."),
        ),
    ] = 2000,
    seed: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help=to_translate("Seed of these draws; the same gives the same.")
        ),
    ] = 20030609,
) -> ExitCode:
    from egovmaturity.cli.explain import AGREEMENT, Request, run_explain  # noqa: PLC0415
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.views.explanation import Draws  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    choose(report_format, ("terminal", "md", "json"), "--format")
    subject, files = (names[0], names[1:]) if names[1:] else ("verdict", names)
    if subject == AGREEMENT and not files[1:]:
        raise UsageError(message("an agreement takes the files of two assessors or more"))
    if subject != AGREEMENT and files[1:]:
        raise UsageError(
            message("one ID and one file are explained at a time"),
            message("Write: egovmaturity explain ID {file}", file=as_typed(names[-1:])),
        )
    usual = heeded(files[0])
    request = Request(
        subject,
        tuple(files),
        questionnaire or usual.questionnaire,
        basis or usual.basis,
        report_lang,
        report_format,
        day_of(as_of, "--as-of"),
        Draws(draws, seed),
    )
    return run_explain(request, invocation.common, invocation.words)
