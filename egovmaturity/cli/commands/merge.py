"""How ``egovmaturity merge`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.commands.options import OUTPUT, Files, Questionnaire
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import to_translate

app = typer.Typer()


@app.command(
    "merge",
    cls=Helpful,
    help=to_translate(
        "Collect what offices sent back into one answers file.\n\n"
        "Shows first who returned what, and what is new, changed or in conflict. Comments and "
        "order of the file are kept, the old file stays as .bak."
    )
    + """\f
    egovmaturity merge kembali --into jawaban-2026.yaml --dry-run
    egovmaturity merge kembali --into jawaban-2026.yaml --yes
    """,
)
def _merge(
    files: Files,
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="FILE",
            help=to_translate("Answers file of the institution, which is updated. Required."),
        ),
    ],
    questionnaire: Questionnaire = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=to_translate("Show the plan only; write no answers.")),
    ] = False,
    prefer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Wins conflicts; the file after --into keeps what it says. Repeatable, first wins."
            ),
        ),
    ] = None,
    conflicts: Annotated[
        str,
        typer.Option(
            metavar="WHAT",
            help=to_translate(
                "What to do with conflicts: stop (write nothing; the default), note (mark them), "
                "newest (latest date wins), consensus (several assessors)."
            ),
        ),
    ] = "stop",
    only: Annotated[
        str | None,
        typer.Option(
            metavar="[self|verification]",
            help=to_translate("Take answers alone, or verifications alone."),
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=to_translate("Deadline, as 2026-01-31; default: that of each file."),
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=to_translate("Write without asking."))] = False,
    agenda: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Write the agenda of a consensus meeting of several assessors, as Markdown."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    plan_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate("Format of the plan: terminal (default), md, json."),
            rich_help_panel=OUTPUT,
        ),
    ] = "terminal",
) -> ExitCode:
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.cli.merge import FORMATS, Request, run_merge  # noqa: PLC0415
    from egovmaturity.domain.answers import Purpose  # noqa: PLC0415
    from egovmaturity.domain.merging import Conflicts, MergeRules  # noqa: PLC0415

    choose(conflicts, tuple(Conflicts), "--conflicts")
    choose(only, tuple(Purpose), "--only")
    choose(plan_format, FORMATS, "--format")
    rules = MergeRules(
        Conflicts(conflicts),
        only=Purpose(only) if only else None,
        due=day_of(due, "--due"),
    )
    usual = heeded(into)
    request = Request(
        tuple(files),
        into,
        questionnaire or usual.questionnaire,
        rules,
        tuple(prefer or ()),
        dry_run,
        yes,
        agenda,
        plan_format,
    )
    return run_merge(request, invocation.common, invocation.words)
