"""How ``egovmaturity check`` is called."""

from typing import TYPE_CHECKING, Annotated

import typer

from egovmaturity.cli.commands.options import AsOf, ExitZero, Files, Questionnaire
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.common import UsageError
from egovmaturity.cli.complaints import MAX_SHOWN
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import to_translate

if TYPE_CHECKING:  # few runs need them
    from egovmaturity.cli.check_evidence import Request as EvidenceRequest

app = typer.Typer()

EVIDENCE = to_translate("Files of evidence")


@app.command(
    "check",
    cls=Helpful,
    help=to_translate(
        "Validate answers and questionnaires; no report.\n\n"
        "Reports every problem with file, line, column, code and a way to fix it."
    )
    + """\f
    egovmaturity check jawaban-2026.yaml
    egovmaturity check kuesioner/kecamatan/ --strict
    egovmaturity check jawaban-2026.yaml --evidence bukti/
    """,
)
def _check(
    files: Files,
    questionnaire: Questionnaire = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=to_translate("Treat warnings as errors."))
    ] = False,
    max_problems: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help=to_translate("Problems shown, errors first; default 50, 0: all."),
        ),
    ] = MAX_SHOWN,
    report_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate(
                "terminal (default), json, github (default in GitHub Actions), gitlab or sarif."
            ),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate(
                "Write that format to FILE, besides telling people; .sarif and .json need no "
                "--format."
            ),
        ),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option(
            metavar="CODES",
            help=to_translate("Report only these warnings: codes or their beginnings, as Q2,Q301."),
        ),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option(metavar="CODES", help=to_translate("Leave out these warnings, likewise.")),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Earlier answers or result (.json), to see which were only repeated."
            ),
        ),
    ] = None,
    expect_year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            help=to_translate("Fail where answers are of another year, as in a scheduled job."),
        ),
    ] = None,
    as_of: AsOf = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help=to_translate("Also look for the files of evidence, inside FOLDER."),
            rich_help_panel=EVIDENCE,
        ),
    ] = None,
    manifest: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Record of these files; default: FOLDER/NAME-OF-ANSWERS.sha256."),
            rich_help_panel=EVIDENCE,
        ),
    ] = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help=to_translate("Write that record anew, instead of comparing with it."),
            rich_help_panel=EVIDENCE,
        ),
    ] = False,
    exit_zero: ExitZero = False,
) -> ExitCode:
    from egovmaturity.cli.check import FORMATS, Request, run_check  # noqa: PLC0415
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.cli.selection import selection  # noqa: PLC0415

    choose(report_format, FORMATS, "--format")
    heeded(files[0])
    request = Request(
        tuple(files),
        questionnaire,
        strict,
        max_problems,
        report_format,
        exit_zero,
        selection(select, ignore),
        baseline,
        day_of(as_of, "--as-of"),
        _evidence(evidence, manifest, is_recording=record),
        output,
        expect_year,
    )
    return run_check(request, invocation.common, invocation.words)


def _evidence(
    folder: str | None, manifest: str | None, *, is_recording: bool
) -> "EvidenceRequest | None":
    """Put together what is asked about evidence; a record alone makes no sense."""
    if folder is None:
        if manifest is not None or is_recording:
            raise UsageError(
                message("--manifest and --record need the folder of the evidence"),
                message("Add it: --evidence FOLDER"),
            )
        return None
    from egovmaturity.cli.check_evidence import Request  # noqa: PLC0415  # seldom asked for

    return Request(folder, manifest, is_recording)
