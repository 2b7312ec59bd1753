"""How ``egovmaturity init`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.values import choose
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import LANGUAGES, to_translate

app = typer.Typer()


@app.command(
    "init",
    cls=Helpful,
    help=to_translate(
        "Write an answers file with every question and its levels as comments.\n\n"
        "It can be filled in with Notepad. With FOLDER, also a guide to the year's work, settings, "
        "a file that makes the report on Windows, and a folder for files that come back. Existing "
        "files are kept."
    )
    + """\f
    egovmaturity init 2026 --institution "Kabupaten Sukamaju" --year 2026
    egovmaturity init --from jawaban-2025.yaml --year 2026
    """,
)
def _init(
    year: Annotated[int, typer.Option(metavar="YEAR", help=to_translate("Year of assessment."))],
    institution: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=to_translate("Full name of the institution; default: as in --from."),
        ),
    ] = None,
    folder: Annotated[str | None, typer.Argument(metavar="[FOLDER]")] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "-Q",
            "--questionnaire",
            metavar="ID|FILE",
            help=to_translate("Questionnaire; default: as in --from, else inpres-3-2003."),
        ),
    ] = None,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=to_translate(
                "Answers or result (.json) of an earlier year: carries over owners, targets, "
                "evidence and actions that are not done, but no levels."
            ),
        ),
    ] = None,
    keep_levels: Annotated[
        bool,
        typer.Option(
            "--keep-levels",
            help=to_translate("Carry over levels too, marked for review."),
        ),
    ] = False,
    report_lang: Annotated[
        str | None,
        typer.Option(
            "--report-lang",
            metavar="[id|en]",
            help=to_translate(
                "Language of the new files; default: as in --from, else Indonesian where the "
                "questionnaire has it."
            ),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=to_translate("Overwrite; the old file is kept as .bak.")),
    ] = False,
) -> ExitCode:
    from egovmaturity.cli.init import Request, run_init  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    request = Request(
        *(folder, institution, year, questionnaire, report_lang, force),
        *(earlier, keep_levels),
    )
    return run_init(request, invocation.common, invocation.words)
