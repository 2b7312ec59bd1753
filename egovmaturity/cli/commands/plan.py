"""How ``egovmaturity plan`` is called."""

from collections.abc import Mapping
from typing import Annotated

import typer

from egovmaturity.cli.commands.options import (
    INPUT,
    OUTPUT,
    Answers,
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

app = typer.Typer()

AIM = to_translate("Target")
MONEY = to_translate("Money and years")


@app.command(
    "plan",
    cls=Helpful,
    help=to_translate(
        "Find the cheapest steps that attain a target, year by year, proven.\n\n"
        "Costs come from the file given with --costs, else from the questionnaire; rupiah and "
        "points of effort are never mixed. The answers are edited and assessed again to see that "
        "the plan gets there.\n\n"
        "The exit code is 0 where there is a plan and 1 where there is none."
    )
    + """\f
    egovmaturity plan jawaban-2026.yaml --to pematangan
    egovmaturity plan jawaban-2026.yaml --costs rencana.yaml --fewest-years
    egovmaturity plan jawaban-2026.yaml --best --budget 60 --years 2
    egovmaturity plan jawaban-2026.yaml -o aksi.csv --write-actions
    egovmaturity plan jawaban-2027.yaml --follow-up jawaban-2026.yaml
    egovmaturity plan jawaban-2026.yaml --outline -o rencana-induk.docx
    """,
)
def _plan(
    answers: Answers,
    questionnaire: Questionnaire = None,
    basis: ScoreBasis = None,
    as_of: AsOf = None,
    costs: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Costs, prerequisites, enablers and budgets, in a plan file."),
            rich_help_panel=INPUT,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="[rupiah|effort]",
            help=to_translate("What costs are counted in; default: rupiah where there are any."),
            rich_help_panel=INPUT,
        ),
    ] = None,
    assume_cost: Annotated[
        str | None,
        typer.Option(
            metavar="AMOUNT",
            help=to_translate("What a step costs that has no cost; without it there is no plan."),
            rich_help_panel=INPUT,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help=to_translate("Stage or band to attain; default: the next one."),
            rich_help_panel=AIM,
        ),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=SCORE",
            help=to_translate(
                "Least score of a stage, section or factor in percent, or level of a question. "
                "Repeatable."
            ),
            rich_help_panel=AIM,
        ),
    ] = None,
    best: Annotated[
        bool,
        typer.Option(
            "--best",
            help=to_translate("Find the best stage or band that the budgets allow."),
            rich_help_panel=AIM,
        ),
    ] = False,
    fewest_years: Annotated[
        bool,
        typer.Option(
            "--fewest-years",
            help=to_translate("Find the plan that takes the fewest years, then the cheapest."),
            rich_help_panel=AIM,
        ),
    ] = False,
    budget: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[YEAR=]AMOUNT",
            help=to_translate(
                "What may be spent in a year, or in every year. Repeatable. Default: those of "
                "--costs, else no limit."
            ),
            rich_help_panel=MONEY,
        ),
    ] = None,
    carry_over: Annotated[
        bool,
        typer.Option(
            "--carry-over",
            help=to_translate("What a year leaves over may be spent later; without it is lost."),
            rich_help_panel=MONEY,
        ),
    ] = False,
    years: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=30,
            metavar="N",
            help=to_translate(
                "Years to plan for; default: to the last budget, else as few as it takes."
            ),
            rich_help_panel=MONEY,
        ),
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            "--from",
            min=1990,
            max=2199,
            metavar="YEAR",
            help=to_translate("First year; default: that of the first budget, else the next."),
            rich_help_panel=MONEY,
        ),
    ] = None,
    solver: Annotated[
        str,
        typer.Option(
            metavar="[auto|highs|search]",
            help=to_translate("Who searches; default: HiGHS where it is installed."),
            rich_help_panel=OUTPUT,
        ),
    ] = "auto",
    actions: Annotated[
        bool,
        typer.Option(
            "--actions",
            help=to_translate("Show the actions of the plan, their quarters, scores by year."),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    write_actions: Annotated[
        bool,
        typer.Option(
            "--write-actions",
            help=to_translate(
                "Write the actions into ANSWERS after showing them; the old file is kept as .bak."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help=to_translate("Write without asking."), rich_help_panel=OUTPUT),
    ] = False,
    follow_up: Annotated[
        str | None,
        typer.Option(
            "--follow-up",
            metavar="EARLIER",
            help=to_translate(
                "Plan nothing; say what became of the actions of these earlier answers."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    outline: Annotated[
        bool,
        typer.Option(
            "--outline",
            help=to_translate(
                "Write a master plan filled with what the answers know; with a plan in it where "
                "--to, --target, --best or --fewest-years asks for one."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help=to_translate(
                "In the master plan of --outline, withhold every name and text of the answers file "
                "and of the plan file."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate(
                "File of the plan with its actions: .csv .json .md; of a follow-up: .json .md; of "
                "the master plan: .md .html .docx. Repeatable."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    report_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate(
                "Format of the plan: terminal (default), md, json, csv; of a master plan: md "
                "(default), html."
            ),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
) -> ExitCode:
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.cli.plan import Request, run_plan  # noqa: PLC0415
    from egovmaturity.cli.plan_actions import Handing  # noqa: PLC0415

    choose(report_lang, LANGUAGES, "--report-lang")
    formats = ("terminal", "md", "json") if follow_up else ("terminal", "md", "json", "csv")
    choose(report_format, ("md", "html") if outline else formats, "--format")
    if follow_up:
        _refuse_beside_follow_up(
            {
                "--to": to,
                "--target": target,
                "--best": best,
                "--fewest-years": fewest_years,
                "--budget": budget,
                "--carry-over": carry_over,
                "--years": years,
                "--from": first,
                "--costs": costs,
                "--unit": unit,
                "--assume-cost": assume_cost,
                "--actions": actions,
                "--write-actions": write_actions,
                "--yes": yes,
                "--solver": None if solver == "auto" else solver,
                "--outline": outline,
                "--anonymous": anonymous,
            }
        )
        from egovmaturity.cli.follow_up import Request as FollowUpRequest  # noqa: PLC0415
        from egovmaturity.cli.follow_up import run_follow_up  # noqa: PLC0415

        usual = heeded(answers)
        asked = FollowUpRequest(
            answers,
            follow_up,
            questionnaire or usual.questionnaire,
            basis or usual.basis,
            day_of(as_of, "--as-of"),
            report_lang,
            report_format or "terminal",
            tuple(output or ()),
        )
        return run_follow_up(asked, invocation.common, invocation.words)
    if outline and (actions or write_actions):
        raise UsageError(
            message("--outline does not go together with --actions or --write-actions"),
            message("Write the actions first, then the master plan."),
        )
    if anonymous and not outline:
        raise UsageError(
            message("--anonymous goes with --outline only"),
            message("A plan names who does its steps; leave the names out of the answers file."),
        )
    choose(unit, ("rupiah", "effort"), "--unit")
    choose(solver, ("auto", "highs", "search"), "--solver")
    if best and (fewest_years or to):
        raise UsageError(
            message("--best does not go together with --to or --fewest-years"),
            message("Give one of them."),
        )
    usual = heeded(answers)
    request = Request(
        answers,
        questionnaire or usual.questionnaire,
        basis or usual.basis,
        day_of(as_of, "--as-of"),
        report_lang,
        report_format or "terminal",
        to,
        tuple(target or ()),
        "best" if best else "fewest-years" if fewest_years else "cheapest",
        tuple(budget or ()),
        carry_over,
        years,
        first,
        unit,
        costs,
        assume_cost,
        solver,
        Handing(actions, () if outline else tuple(output or ()), write_actions, yes),
    )
    if outline:
        from egovmaturity.cli.outline import Request as OutlineRequest  # noqa: PLC0415
        from egovmaturity.cli.outline import run_outline  # noqa: PLC0415

        is_planned = bool(best or fewest_years or to or target)
        wanted = OutlineRequest(request, tuple(output or ()), report_format, is_planned, anonymous)
        return run_outline(wanted, invocation.common, invocation.words)
    return run_plan(request, invocation.common, invocation.words)


def _refuse_beside_follow_up(options: Mapping[str, object]) -> None:
    """Refuse what asks for a plan.

    Raises:
        UsageError: Something of it is given.
    """
    given = [name for name, value in options.items() if value]
    if given:
        raise UsageError(
            message("--follow-up does not go together with {options}", options=", ".join(given)),
            message("It plans nothing; run the command once for each."),
        )
