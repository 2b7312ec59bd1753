"""How ``egovmaturity verify`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.values import choose
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import to_translate

app = typer.Typer()


@app.command(
    "verify",
    cls=Helpful,
    help=to_translate(
        "Make a report again from its inputs and say whether it is the same, byte for byte.\n\n"
        "For .html, .md, .json and .docx. The report names the files it was made from; they are "
        "looked for beside it, unless they are given. Exit code 1: it is not the same; what "
        "differs is said."
    )
    + """\f
    egovmaturity verify laporan.html
    egovmaturity verify laporan.html --answers jawaban-2026.yaml
    """,
)
def _verify(
    report: Annotated[str, typer.Argument(metavar="REPORT")],
    answers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help=to_translate("Answers; default: those named, beside the report.")
        ),
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "-Q",
            "--questionnaire",
            metavar="ID|FILE",
            help=to_translate("Questionnaire; default: the one named in the answers."),
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Answers or result of the earlier year, likewise."),
        ),
    ] = None,
    crosswalk: Annotated[
        str | None,
        typer.Option(metavar="ID|FILE", help=to_translate("Crosswalk; default: the one named.")),
    ] = None,
    intro: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help=to_translate("Introduction, likewise beside the report.")
        ),
    ] = None,
    theme: Annotated[
        str | None, typer.Option(metavar="FILE", help=to_translate("Theme of .html, likewise."))
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=to_translate("Template of .html or .md, likewise.")),
    ] = None,
    docx_template: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=to_translate("Template of .docx, likewise.")),
    ] = None,
    report_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="[terminal|json]", help=to_translate("Format of the findings.")
        ),
    ] = "terminal",
) -> ExitCode:
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.cli.verify import VerifyRequest, run_verify  # noqa: PLC0415

    choose(report_format, ("terminal", "json"), "--format")
    given = {
        "answers": answers,
        "baseline": baseline,
        "crosswalk": crosswalk,
        "intro": intro,
        "theme": theme,
        "template": template,
        "docx_template": docx_template,
    }
    named = {role: file for role, file in given.items() if file is not None}
    questionnaire = questionnaire or heeded(answers or report).questionnaire
    request = VerifyRequest(report, named, questionnaire, report_format == "json")
    return run_verify(request, invocation.words)
