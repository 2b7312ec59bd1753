"""How ``egovmaturity fill`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.options import Answers, Questionnaire
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import LANGUAGES, to_translate

app = typer.Typer()


@app.command(
    "fill",
    cls=Helpful,
    help=to_translate(
        "Ask the questions one after the other in the terminal, and write every answer into the "
        "file.\n\n"
        "Nothing but lines is written and read, so that it works with a screen reader, over a slow "
        "line and through a pipe. Every line is saved as soon as Enter is pressed; Ctrl+C or a "
        "lost connection loses nothing. Keys: egovmaturity help fill."
    )
    + """\f
    egovmaturity fill jawaban-2026.yaml
    egovmaturity fill jawaban-2026.yaml --owner "Dinas Kominfo"
    egovmaturity fill jawaban-2026.yaml --verify --by Inspektorat
    """,
)
def _fill(
    answers: Answers,
    questionnaire: Questionnaire = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=to_translate("Only the questions of this office.")),
    ] = None,
    mandatory: Annotated[
        bool, typer.Option("--mandatory", help=to_translate("Only mandatory questions."))
    ] = False,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help=to_translate("Also complete ones; default: only those that are not.")
        ),
    ] = False,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Answers or result of an earlier year, to show at each question."),
        ),
    ] = None,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify", help=to_translate("Ask for the level that was found, and a note on it.")
        ),
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help=to_translate("Who verifies."))
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=to_translate("Day of verification, as 2026-01-31.")),
    ] = None,
    report_lang: Annotated[
        str | None,
        typer.Option(
            "--report-lang",
            metavar="[id|en]",
            help=to_translate("Language of the dialogue; default: that of the answers."),
        ),
    ] = None,
) -> ExitCode:
    from egovmaturity.cli.fill import Request, run_fill  # noqa: PLC0415
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.collecting.dialogue import Which  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    usual = heeded(answers)
    request = Request(
        answers,
        questionnaire or usual.questionnaire,
        owner,
        Which.ALL if every else Which.INCOMPLETE,
        mandatory,
        baseline,
        report_lang,
        verify,
        by,
        day_of(date, "--date"),
        ("egovmaturity", *invocation.arguments),
    )
    return run_fill(request, invocation.common)
