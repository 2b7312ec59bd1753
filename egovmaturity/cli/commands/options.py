"""Options that several commands share, and the headings they stand under in the help."""

from typing import Annotated

import typer

from egovmaturity.domain.results import Basis
from egovmaturity.language import to_translate

INPUT = to_translate("Input")
OUTPUT = to_translate("Output")
ASKED = to_translate("What is asked")

Answers = Annotated[str, typer.Argument(metavar="ANSWERS")]
Files = Annotated[list[str], typer.Argument(metavar="FILES...")]
Questionnaire = Annotated[
    str | None,
    typer.Option(
        "-Q",
        "--questionnaire",
        metavar="ID|FILE",
        help=to_translate("Questionnaire; default: the one named in the answers."),
        rich_help_panel=INPUT,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=to_translate(
            "Day on which evidence has to be valid, as 2026-01-31; default: that of the answers."
        ),
        rich_help_panel=INPUT,
    ),
]
ScoreBasis = Annotated[
    Basis | None,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help=to_translate(
            "Which level counts: claimed, supported, verified, or best (verified where "
            "present, else claimed; the default)."
        ),
        rich_help_panel=INPUT,
    ),
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help=to_translate("Report failures but exit 0."))
]
ContentLanguage = Annotated[
    str | None,
    typer.Option(
        "--report-lang",
        metavar="[id|en]",
        help=to_translate("Language of the questionnaire's texts."),
    ),
]
ReportLanguage = Annotated[
    str | None,
    typer.Option(
        "--report-lang",
        metavar="[id|en]",
        help=to_translate("Language of the report; default: that of the answers."),
        rich_help_panel=OUTPUT,
    ),
]
Per = Annotated[
    str | None,
    typer.Option(
        metavar="[all|owner]",
        help=to_translate("One file for all, or one for each owner; default: all."),
        rich_help_panel=ASKED,
    ),
]
Owner = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help=to_translate("Only this owner, whose message is printed. Repeatable."),
        rich_help_panel=ASKED,
    ),
]
LastTime = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help=to_translate(
            "Answers or result (.json) of an earlier year, whose levels are shown beside."
        ),
        rich_help_panel=INPUT,
    ),
]
Due = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help=to_translate("Deadline, as 2026-01-31."),
        rich_help_panel=ASKED,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help=to_translate("Whom to ask, such as a name and a telephone number."),
        rich_help_panel=ASKED,
    ),
]
Verifying = Annotated[
    bool,
    typer.Option(
        "--verify",
        help=to_translate("For verifiers: ask for verified levels beside those claimed."),
        rich_help_panel=ASKED,
    ),
]
Blank = Annotated[
    bool,
    typer.Option(
        "--blank",
        help=to_translate("Do not fill in what is answered already."),
        rich_help_panel=ASKED,
    ),
]
OutFolder = Annotated[
    str,
    typer.Option(
        "--out-dir",
        metavar="FOLDER",
        help=to_translate("Where to write; default: here."),
        rich_help_panel=OUTPUT,
    ),
]
FileLanguage = Annotated[
    str | None,
    typer.Option(
        "--report-lang",
        metavar="[id|en]",
        help=to_translate("Language of the files; default: that of the answers."),
        rich_help_panel=OUTPUT,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--force",
        help=to_translate("Overwrite; the old file is kept as .bak."),
        rich_help_panel=OUTPUT,
    ),
]
NumberStyle = Annotated[
    str,
    typer.Option(
        metavar="[id|c]",
        help=to_translate("Number style of CSV: id for Excel, c for programs."),
        rich_help_panel=OUTPUT,
    ),
]
Anonymous = Annotated[
    bool,
    typer.Option(
        "--anonymous",
        help=to_translate("Withhold every name and text of the answers file."),
        rich_help_panel=OUTPUT,
    ),
]
