"""The commands and their options; what they do stands in a module each."""

import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from egovmaturity.authoring.outline import Kind
from egovmaturity.cli.common import Common, UsageError, split_common, system_language
from egovmaturity.cli.complaints import MAX_SHOWN, complain, complain_briefly, summary
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful, HelpfulGroup
from egovmaturity.cli.output import prepare_streams, print_out, say
from egovmaturity.cli.topics import TOPICS
from egovmaturity.domain.diagnostics import ContentError, Message, RefusedError, message
from egovmaturity.domain.results import Basis
from egovmaturity.language import LANGUAGES, Words, to_translate
from egovmaturity.loading.log import nearest
from egovmaturity.renderers.formats import ReportFormat
from egovmaturity.renderers.safe_text import one_line

if TYPE_CHECKING:
    from datetime import date

    from egovmaturity.cli.check_evidence import Request as EvidenceRequest
    from egovmaturity.cli.settings import Usual
    from egovmaturity.domain.gates import Concern

_INPUT = to_translate("Input")
_OUTPUT = to_translate("Output")
_EVIDENCE = to_translate("Files of evidence")
_AIM = to_translate("Target")
_MONEY = to_translate("Money and years")
_ASKED = to_translate("What is asked")
_GATES = to_translate("Gates (exit code 1 when one fails)")

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=to_translate(
        "Assess e-government maturity from YAML questionnaires and write a gap analysis "
        "report. Works offline."
    )
    + """\f
    egovmaturity init 2026 --institution "Kabupaten Sukamaju" --year 2026
    egovmaturity sheet jawaban-2026.yaml --per owner --out-dir lembar
    egovmaturity check jawaban-2026.yaml
    egovmaturity assess jawaban-2026.yaml -o laporan.html -o laporan.md
    """,
)
questionnaires = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=to_translate("List, show and create questionnaires; print schemas for editors.")
    + """\f
    egovmaturity questionnaire show inpres-3-2003 --format md > kuesioner.md
    egovmaturity questionnaire new kuesioner/kecamatan --id kecamatan
    egovmaturity questionnaire schema answers -Q inpres-3-2003 > schema.json
    egovmaturity questionnaire crosswalk inpres-3-2003 gtmi
    """,
)


class _State:
    """What the command line said outside the options of a command."""

    common: Common
    words: Words
    arguments: Sequence[str]


_state = _State()

Questionnaire = Annotated[
    str | None,
    typer.Option(
        "-Q",
        "--questionnaire",
        metavar="ID|FILE",
        help=to_translate("Questionnaire; default: the one named in the answers."),
        rich_help_panel=_INPUT,
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
        rich_help_panel=_INPUT,
    ),
]
ChosenBasis = Annotated[
    Basis | None,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help=to_translate(
            "Which level counts: claimed, supported, verified, or best (verified where "
            "present, else claimed; the default)."
        ),
        rich_help_panel=_INPUT,
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
        rich_help_panel=_OUTPUT,
    ),
]


Per = Annotated[
    str | None,
    typer.Option(
        metavar="[all|owner]",
        help=to_translate("One file for all, or one for each owner; default: all."),
        rich_help_panel=_ASKED,
    ),
]
Owner = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help=to_translate("Only this owner, whose message is printed. Repeatable."),
        rich_help_panel=_ASKED,
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
        rich_help_panel=_INPUT,
    ),
]
Due = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help=to_translate("Deadline, as 2026-01-31."),
        rich_help_panel=_ASKED,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help=to_translate("Whom to ask, such as a name and a telephone number."),
        rich_help_panel=_ASKED,
    ),
]
Verifying = Annotated[
    bool,
    typer.Option(
        "--verify",
        help=to_translate("For verifiers: ask for verified levels beside those claimed."),
        rich_help_panel=_ASKED,
    ),
]
Blank = Annotated[
    bool,
    typer.Option(
        "--blank",
        help=to_translate("Do not fill in what is answered already."),
        rich_help_panel=_ASKED,
    ),
]
OutFolder = Annotated[
    str,
    typer.Option(
        "--out-dir",
        metavar="FOLDER",
        help=to_translate("Where to write; default: here."),
        rich_help_panel=_OUTPUT,
    ),
]
FileLanguage = Annotated[
    str | None,
    typer.Option(
        "--report-lang",
        metavar="[id|en]",
        help=to_translate("Language of the files; default: that of the answers."),
        rich_help_panel=_OUTPUT,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--force",
        help=to_translate("Overwrite; the old file is kept as .bak."),
        rich_help_panel=_OUTPUT,
    ),
]


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
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
    questionnaire: Questionnaire = None,
    basis: ChosenBasis = None,
    crosswalk: Annotated[
        str | None,
        typer.Option(
            metavar="ID|FILE",
            help=to_translate(
                "Also list what of another questionnaire the gaps touch; no score is converted."
            ),
            rich_help_panel=_INPUT,
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
            rich_help_panel=_OUTPUT,
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
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate(
                "Answers or result (.json) of an earlier year, to show what has changed."
            ),
            rich_help_panel=_INPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
    locale: Annotated[
        str,
        typer.Option(
            metavar="[id|c]",
            help=to_translate("Number style of CSV: id for Excel, c for programs."),
            rich_help_panel=_OUTPUT,
        ),
    ] = "id",
    template: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Your own Jinja2 template for .html or .md."),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    docx_template: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Your own .docx, whose styles, header and footer are used."),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Colours, logo and letterhead of .html, in a TOML file."),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    detail: Annotated[
        bool,
        typer.Option(
            "--detail",
            help=to_translate("Show all factors and gaps in the terminal."),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTS",
            help=to_translate(
                "Only these parts of HTML, Markdown and Word, as summary,gaps. Repeatable."
            ),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTS",
            help=to_translate("Leave out these parts, likewise; see: egovmaturity help formats."),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    intro: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Markdown to put before the first part of HTML, Markdown and Word."),
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    heading_offset: Annotated[
        int,
        typer.Option(
            min=0,
            max=3,
            metavar="N",
            help=to_translate("Headings of Markdown N levels deeper, 0 to 3."),
            rich_help_panel=_OUTPUT,
        ),
    ] = 0,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help=to_translate("Withhold every name and text of the answers file."),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="INDEX",
            help=to_translate("Fail when the index is below INDEX."),
            rich_help_panel=_GATES,
        ),
    ] = None,
    fail_stage_under: Annotated[
        str | None,
        typer.Option(
            metavar="STAGE",
            help=to_translate("Fail when STAGE is not attained."),
            rich_help_panel=_GATES,
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
            rich_help_panel=_GATES,
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
            rich_help_panel=_GATES,
        ),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(
            metavar="POINTS",
            help=to_translate(
                "How far the index and the score of a stage may fall since the baseline; default 0."
            ),
            rich_help_panel=_GATES,
        ),
    ] = None,
    max_fall: Annotated[
        str | None,
        typer.Option(
            metavar="LEVELS",
            help=to_translate("How many levels a question may fall since the baseline; default 0."),
            rich_help_panel=_GATES,
        ),
    ] = None,
    max_age: Annotated[
        str | None,
        typer.Option(
            metavar="AGE",
            help=to_translate(
                "Fail when the answers are older on the day of --as-of, as 400d or 13 months."
            ),
            rich_help_panel=_GATES,
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
            rich_help_panel=_INPUT,
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
            rich_help_panel=_OUTPUT,
        ),
    ] = "auto",
) -> ExitCode:
    from egovmaturity.cli.assess import Request, run_assess  # noqa: PLC0415
    from egovmaturity.cli.part_choice import chosen_parts  # noqa: PLC0415
    from egovmaturity.cli.settings import Options, settle  # noqa: PLC0415
    from egovmaturity.domain.gates import GatesAsked  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    _choose(locale, ("id", "c"), "--locale")
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
    _heed(settled.language, settled.file)
    _choose(summary, ("auto", "always", "never"), "--summary")
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
        _day(as_of, "--as-of"),
        summary,
    )
    return run_assess(request, _state.common, _state.words)


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
    basis: ChosenBasis = None,
    as_of: AsOf = None,
    report_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="[terminal|md|json]",
            help=to_translate("Format of the explanation."),
            rich_help_panel=_OUTPUT,
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
    from egovmaturity.views.explanation import Draws  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    _choose(report_format, ("terminal", "md", "json"), "--format")
    subject, files = (names[0], names[1:]) if names[1:] else ("verdict", names)
    if subject == AGREEMENT and not files[1:]:
        raise UsageError(message("an agreement takes the files of two assessors or more"))
    if subject != AGREEMENT and files[1:]:
        raise UsageError(
            message("one ID and one file are explained at a time"),
            message("Write: egovmaturity explain ID {file}", file=names[-1]),
        )
    usual = _usual(files[0])
    request = Request(
        subject,
        tuple(files),
        questionnaire or usual.questionnaire,
        basis or usual.basis,
        report_lang,
        report_format,
        _day(as_of, "--as-of"),
        Draws(draws, seed),
    )
    return run_explain(request, _state.common, _state.words)


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
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
    questionnaire: Questionnaire = None,
    basis: ChosenBasis = None,
    as_of: AsOf = None,
    costs: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Costs, prerequisites, enablers and budgets, in a plan file."),
            rich_help_panel=_INPUT,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="[rupiah|effort]",
            help=to_translate("What costs are counted in; default: rupiah where there are any."),
            rich_help_panel=_INPUT,
        ),
    ] = None,
    assume_cost: Annotated[
        str | None,
        typer.Option(
            metavar="AMOUNT",
            help=to_translate("What a step costs that has no cost; without it there is no plan."),
            rich_help_panel=_INPUT,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help=to_translate("Stage or band to attain; default: the next one."),
            rich_help_panel=_AIM,
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
            rich_help_panel=_AIM,
        ),
    ] = None,
    best: Annotated[
        bool,
        typer.Option(
            "--best",
            help=to_translate("Find the best stage or band that the budgets allow."),
            rich_help_panel=_AIM,
        ),
    ] = False,
    fewest_years: Annotated[
        bool,
        typer.Option(
            "--fewest-years",
            help=to_translate("Find the plan that takes the fewest years, then the cheapest."),
            rich_help_panel=_AIM,
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
            rich_help_panel=_MONEY,
        ),
    ] = None,
    carry_over: Annotated[
        bool,
        typer.Option(
            "--carry-over",
            help=to_translate("What a year leaves over may be spent later; without it is lost."),
            rich_help_panel=_MONEY,
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
            rich_help_panel=_MONEY,
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
            rich_help_panel=_MONEY,
        ),
    ] = None,
    solver: Annotated[
        str,
        typer.Option(
            metavar="[auto|highs|search]",
            help=to_translate("Who searches; default: HiGHS where it is installed."),
            rich_help_panel=_OUTPUT,
        ),
    ] = "auto",
    actions: Annotated[
        bool,
        typer.Option(
            "--actions",
            help=to_translate("Show the actions of the plan, their quarters, scores by year."),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    write_actions: Annotated[
        bool,
        typer.Option(
            "--write-actions",
            help=to_translate(
                "Write the actions into ANSWERS after showing them; the old file is kept as .bak."
            ),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help=to_translate("Write without asking."), rich_help_panel=_OUTPUT),
    ] = False,
    follow_up: Annotated[
        str | None,
        typer.Option(
            "--follow-up",
            metavar="EARLIER",
            help=to_translate(
                "Plan nothing; say what became of the actions of these earlier answers."
            ),
            rich_help_panel=_OUTPUT,
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
            rich_help_panel=_OUTPUT,
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
            rich_help_panel=_OUTPUT,
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
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
) -> ExitCode:
    from egovmaturity.cli.plan import Request, run_plan  # noqa: PLC0415
    from egovmaturity.cli.plan_actions import Handing  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    formats = ("terminal", "md", "json") if follow_up else ("terminal", "md", "json", "csv")
    _choose(report_format, ("md", "html") if outline else formats, "--format")
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
            }
        )
        from egovmaturity.cli.follow_up import Request as FollowUpRequest  # noqa: PLC0415
        from egovmaturity.cli.follow_up import run_follow_up  # noqa: PLC0415

        usual = _usual(answers)
        asked = FollowUpRequest(
            answers,
            follow_up,
            questionnaire or usual.questionnaire,
            basis or usual.basis,
            _day(as_of, "--as-of"),
            report_lang,
            report_format or "terminal",
            tuple(output or ()),
        )
        return run_follow_up(asked, _state.common, _state.words)
    if outline and (actions or write_actions):
        raise UsageError(
            message("--outline does not go together with --actions or --write-actions"),
            message("Write the actions first, then the master plan."),
        )
    _choose(unit, ("rupiah", "effort"), "--unit")
    _choose(solver, ("auto", "highs", "search"), "--solver")
    if best and (fewest_years or to):
        raise UsageError(
            message("--best does not go together with --to or --fewest-years"),
            message("Give one of them."),
        )
    usual = _usual(answers)
    request = Request(
        answers,
        questionnaire or usual.questionnaire,
        basis or usual.basis,
        _day(as_of, "--as-of"),
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
        wanted = OutlineRequest(request, tuple(output or ()), report_format, is_planned)
        return run_outline(wanted, _state.common, _state.words)
    return run_plan(request, _state.common, _state.words)


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
            rich_help_panel=_INPUT,
        ),
    ] = None,
    basis: ChosenBasis = None,
    as_of: AsOf = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate("Write a comparison: .html .md .json .csv. Repeatable."),
            rich_help_panel=_OUTPUT,
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
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    report_lang: ReportLanguage = None,
    locale: Annotated[
        str,
        typer.Option(
            metavar="[id|c]",
            help=to_translate("Number style of CSV: id for Excel, c for programs."),
            rich_help_panel=_OUTPUT,
        ),
    ] = "id",
    changes_only: Annotated[
        bool,
        typer.Option(
            "--changes-only",
            help=to_translate("Leave out scores that have not changed."),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help=to_translate("Withhold every name and text of the answers file."),
            rich_help_panel=_OUTPUT,
        ),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=to_translate("Exit 1 when anything differs."))
    ] = False,
) -> ExitCode:
    from egovmaturity.cli.compare import FORMATS, Request, run_compare  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    _choose(report_format, FORMATS, "--format")
    _choose(locale, ("id", "c"), "--locale")
    if not files[1:]:
        raise UsageError(
            message("a comparison takes the answers of two years or more"),
            message("Write: egovmaturity compare OLD {file}", file=files[0]),
        )
    usual = _usual(files[-1])
    request = Request(
        tuple(files),
        tuple(questionnaire or ()),
        basis or usual.basis,
        _day(as_of, "--as-of"),
        tuple(output or ()),
        report_format,
        report_lang,
        locale,
        changes_only,
        anonymous,
        exit_code,
    )
    return run_compare(request, _state.common, _state.words)


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
    files: Annotated[list[str], typer.Argument(metavar="FILES...")],
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
            rich_help_panel=_EVIDENCE,
        ),
    ] = None,
    manifest: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=to_translate("Record of these files; default: FOLDER/NAME-OF-ANSWERS.sha256."),
            rich_help_panel=_EVIDENCE,
        ),
    ] = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help=to_translate("Write that record anew, instead of comparing with it."),
            rich_help_panel=_EVIDENCE,
        ),
    ] = False,
    exit_zero: ExitZero = False,
) -> ExitCode:
    from egovmaturity.cli.check import FORMATS, Request, run_check  # noqa: PLC0415
    from egovmaturity.cli.selection import selection  # noqa: PLC0415

    _choose(report_format, FORMATS, "--format")
    _usual(files[0])
    request = Request(
        tuple(files),
        questionnaire,
        strict,
        max_problems,
        report_format,
        exit_zero,
        selection(select, ignore),
        baseline,
        _day(as_of, "--as-of"),
        _evidence(evidence, manifest, is_recording=record),
        output,
        expect_year,
    )
    return run_check(request, _state.common, _state.words)


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
    report_lang: ContentLanguage = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=to_translate("Overwrite; the old file is kept as .bak.")),
    ] = False,
) -> ExitCode:
    from egovmaturity.cli.init import Request, run_init  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    request = Request(
        *(folder, institution, year, questionnaire, report_lang or "id", force),
        *(earlier, keep_levels),
    )
    return run_init(request, _state.common, _state.words)


@app.command(
    "sheet",
    cls=Helpful,
    help=to_translate(
        "Write Excel answer sheets, for all or for each owner.\n\n"
        "With drop-down levels, locked questions and a page of progress; what is answered already "
        "stands in them. Files that exist are kept. With --per owner also a text file with a "
        "message to each owner."
    )
    + """\f
    egovmaturity sheet jawaban-2026.yaml
    egovmaturity sheet jawaban-2026.yaml --per owner --out-dir lembar
    egovmaturity sheet jawaban-2026.yaml --owner BKPSDM --due 2026-02-15
    """,
)
def _sheet(
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
    questionnaire: Questionnaire = None,
    per: Per = None,
    owner: Owner = None,
    baseline: LastTime = None,
    due: Due = None,
    contact: Contact = None,
    verify: Verifying = False,
    blank: Blank = False,
    out_dir: OutFolder = ".",
    report_lang: FileLanguage = None,
    force: Overwrite = False,
) -> ExitCode:
    from egovmaturity.cli.handing_out import Request, run_handing_out  # noqa: PLC0415
    from egovmaturity.cli.handout_names import SHEET  # noqa: PLC0415
    from egovmaturity.renderers.sheet.workbook import sheet_workbook  # noqa: PLC0415

    _choose(per, ("all", "owner"), "--per")
    _choose(report_lang, LANGUAGES, "--report-lang")
    usual = _usual(answers)
    used = questionnaire or usual.questionnaire
    request = Request(
        *(answers, used, per, tuple(owner or ()), out_dir, _day(due, "--due"), contact),
        *(verify, blank, baseline, report_lang, force),
    )
    return run_handing_out(request, SHEET, sheet_workbook, _state.common, _state.words)


@app.command(
    "form",
    cls=Helpful,
    help=to_translate(
        "Write HTML answer forms that work offline, for all or for each owner.\n\n"
        "They are opened in a browser, filled in, and the file that they save is sent back; "
        "nothing is uploaded. What is answered already stands in them. Files that exist are kept. "
        "With --per owner also a text file with a message to each owner."
    )
    + """\f
    egovmaturity form jawaban-2026.yaml
    egovmaturity form jawaban-2026.yaml --per owner --out-dir formulir
    egovmaturity form jawaban-2026.yaml --owner BKPSDM --verify
    """,
)
def _form(
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
    questionnaire: Questionnaire = None,
    per: Per = None,
    owner: Owner = None,
    baseline: LastTime = None,
    due: Due = None,
    contact: Contact = None,
    verify: Verifying = False,
    blank: Blank = False,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="[question|section]",
            help=to_translate("Questions on one screen: one, or those of a stage or section."),
        ),
    ] = "question",
    out_dir: OutFolder = ".",
    report_lang: FileLanguage = None,
    force: Overwrite = False,
) -> ExitCode:
    from egovmaturity.cli.handing_out import Request, run_handing_out  # noqa: PLC0415
    from egovmaturity.cli.handout_names import FORM  # noqa: PLC0415
    from egovmaturity.renderers.form.content import Paging  # noqa: PLC0415
    from egovmaturity.renderers.form.page import form_page  # noqa: PLC0415

    _choose(by, tuple(Paging), "--by")
    _choose(per, ("all", "owner"), "--per")
    _choose(report_lang, LANGUAGES, "--report-lang")
    usual = _usual(answers)
    used = questionnaire or usual.questionnaire
    request = Request(
        *(answers, used, per, tuple(owner or ()), out_dir, _day(due, "--due"), contact),
        *(verify, blank, baseline, report_lang, force),
    )
    render = partial(form_page, paging=Paging(by))
    return run_handing_out(request, FORM, render, _state.common, _state.words)


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
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
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
    from egovmaturity.collecting.dialogue import Which  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    usual = _usual(answers)
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
        _day(date, "--date"),
        ("egovmaturity", *_state.arguments),
    )
    return run_fill(request, _state.common)


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
    from egovmaturity.cli.verify import VerifyRequest, run_verify  # noqa: PLC0415

    _choose(report_format, ("terminal", "json"), "--format")
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
    request = VerifyRequest(report, named, questionnaire, report_format == "json")
    return run_verify(request, _state.words)


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
    files: Annotated[list[str], typer.Argument(metavar="FILES...")],
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
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    plan_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=to_translate("Format of the plan: terminal (default), md, json."),
            rich_help_panel=_OUTPUT,
        ),
    ] = "terminal",
) -> ExitCode:
    from egovmaturity.cli.merge import FORMATS, Request, run_merge  # noqa: PLC0415
    from egovmaturity.domain.answers import Purpose  # noqa: PLC0415
    from egovmaturity.domain.merging import Conflicts, MergeRules  # noqa: PLC0415

    _choose(conflicts, tuple(Conflicts), "--conflicts")
    _choose(only, tuple(Purpose), "--only")
    _choose(plan_format, FORMATS, "--format")
    rules = MergeRules(
        Conflicts(conflicts),
        only=Purpose(only) if only else None,
        due=_day(due, "--due"),
    )
    usual = _usual(into)
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
    return run_merge(request, _state.common, _state.words)


@app.command("help", cls=Helpful, help=to_translate("Show a topic, or this list of topics."))
def _help(topic: Annotated[str, typer.Argument(metavar="[TOPIC]")] = "") -> None:
    words = _state.words
    if topic in TOPICS:
        print_out(words(TOPICS[topic]) + "\n")
        return
    if topic in _commands():
        _call([topic, "--help"], words)
        return
    if topic:
        raise UsageError(
            message('there is no topic "{topic}"', topic=topic),
            message("Possible: {words}", words=", ".join(TOPICS)),
        )
    print_out(words("Topics: {topics}", topics=", ".join(TOPICS)) + "\n")


def _commands() -> set[str | None]:
    """Return the names of all commands and groups."""
    names = {each.name for each in app.registered_commands}
    return names | {each.name for each in app.registered_groups}


@questionnaires.command(
    "list", cls=Helpful, help=to_translate("List the questionnaires that come with the program.")
)
def _list(
    report_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="[text|json]", help=to_translate("Format; default: text.")
        ),
    ] = "text",
) -> ExitCode:
    from egovmaturity.cli.questionnaire import run_list  # noqa: PLC0415

    _choose(report_format, ("text", "json"), "--format")
    return run_list(report_format, _state.common, _state.words)


@questionnaires.command(
    "show",
    cls=Helpful,
    help=to_translate(
        "Print a questionnaire to read or to print.\n\n"
        "md is an instrument for expert review: every question with its levels and evidence, room "
        "for the judgements of several experts, and a sheet to compute content validity."
    )
    + """\f
    egovmaturity questionnaire show inpres-3-2003
    egovmaturity questionnaire show inpres-3-2003 --format md --experts 5
    """,
)
def _show(
    reference: Annotated[str, typer.Argument(metavar="ID|FILE")],
    report_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="[text|md|yaml]", help=to_translate("Format; default: text.")
        ),
    ] = "text",
    experts: Annotated[
        int | None,
        typer.Option(metavar="N", help=to_translate("md: experts to leave room for; default 3.")),
    ] = None,
    report_lang: ContentLanguage = None,
) -> ExitCode:
    from egovmaturity.cli.questionnaire import run_show  # noqa: PLC0415

    _choose(report_format, ("text", "md", "yaml"), "--format")
    _choose(report_lang, LANGUAGES, "--report-lang")
    language = report_lang or _state.common.language
    return run_show(reference, report_format, experts, language, Words(language))


@questionnaires.command(
    "crosswalk",
    cls=Helpful,
    help=to_translate(
        "Show what links two questionnaires, in the order of the first.\n\n"
        "FIRST and SECOND are ids or files. A crosswalk compares contents; it never converts "
        "scores."
    ),
)
def _crosswalk(
    first: Annotated[str, typer.Argument(metavar="FIRST")],
    second: Annotated[str, typer.Argument(metavar="SECOND")],
    report_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="[text|md|json]", help=to_translate("Format; default: text.")
        ),
    ] = "text",
    report_lang: ContentLanguage = None,
) -> ExitCode:
    from egovmaturity.cli.crosswalk import run_crosswalk  # noqa: PLC0415

    _choose(report_format, ("text", "md", "json"), "--format")
    _choose(report_lang, LANGUAGES, "--report-lang")
    words = Words(report_lang or _state.common.language)
    return run_crosswalk(first, second, report_format, _state.common, words)


@questionnaires.command(
    "new",
    cls=Helpful,
    help=to_translate(
        "Write a commented questionnaire to start from.\n\n"
        "It loads and scores as it is; replace its texts. Kinds: stages (steps with a gate), "
        "sections (domains and aspects with weights) and plain (questions alone), the last two "
        "with an index in bands.\n\n"
        "--from takes the questions from a table: one a row, the columns named in the header row, "
        "such as kode, tahap, faktor, pertanyaan, 0, 1, 2, 3, 4."
    )
    + """\f
    egovmaturity questionnaire new kuesioner/kecamatan --id kecamatan
    egovmaturity questionnaire new indeks.yaml --id indeks --kind sections
    egovmaturity questionnaire new kuesioner/desa --id desa --from kriteria.xlsx
    """,
)
def _new(
    file: Annotated[str, typer.Argument(metavar="FILE|FOLDER")],
    questionnaire_id: Annotated[
        str, typer.Option("--id", metavar="ID", help=to_translate("Id of the questionnaire."))
    ],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help=to_translate("Title of the questionnaire."))
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            metavar="[stages|sections|plain]",
            help=to_translate("Kind; default: stages, or what the columns of the table tell."),
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="TABLE", help=to_translate("Table of questions: .xlsx, .ods or .csv.")
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=to_translate("Sheet; default: the first with a header row.")
        ),
    ] = None,
    report_lang: ContentLanguage = None,
) -> ExitCode:
    from egovmaturity.cli.new import Request, run_new  # noqa: PLC0415

    _choose(report_lang, LANGUAGES, "--report-lang")
    request = Request(file, questionnaire_id, title, kind, table, sheet, report_lang)
    return run_new(request, _state.common, _state.words)


@questionnaires.command(
    "diff",
    cls=Helpful,
    help=to_translate(
        "Say what changed from one edition to the next, and which number is due.\n\n"
        "Changes that can move a score need a new edition, all others a new revision. Exit code "
        "1: the newer file cannot follow the older one as it is."
    )
    + """\f
    egovmaturity questionnaire diff kuesioner-2025/desa kuesioner/desa
    egovmaturity questionnaire diff lama/desa baru/desa --format md > CHANGES.md
    """,
)
def _diff(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    report_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="[text|md|json]",
            help=to_translate("Format; md: a section for CHANGES.md."),
        ),
    ] = "text",
) -> ExitCode:
    from egovmaturity.cli.editions import run_diff  # noqa: PLC0415

    _choose(report_format, ("text", "md", "json"), "--format")
    return run_diff(old, new, report_format, _state.words)


@questionnaires.command(
    "migrate",
    cls=Helpful,
    help=to_translate(
        "Carry answers of an earlier edition over to this one.\n\n"
        "Evidence, notes and comments stay. What has to be looked at again is marked "
        "review: true; what is not asked any more becomes a comment. The old file is left alone."
    )
    + """\f
    egovmaturity questionnaire migrate jawaban-2025.yaml -o jawaban-2026.yaml
    """,
)
def _migrate(
    answers: Annotated[str, typer.Argument(metavar="ANSWERS")],
    questionnaire: Questionnaire = None,
    edition_from: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="EDITION", help=to_translate("Edition of answers that name none.")
        ),
    ] = None,
    edition_to: Annotated[
        str | None,
        typer.Option("--to", metavar="EDITION", help=to_translate("Edition to arrive at.")),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=to_translate("New answers file; default: the old name with the edition added."),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=to_translate("Overwrite; the old file is kept as .bak.")),
    ] = False,
) -> ExitCode:
    from egovmaturity.cli.editions import MigrateRequest, run_migrate  # noqa: PLC0415

    request = MigrateRequest(answers, questionnaire, edition_from, edition_to, output, force)
    return run_migrate(request, _state.common, _state.words)


@questionnaires.command(
    "schema",
    cls=Helpful,
    help=to_translate(
        "Print the JSON Schema of a file kind, for editors.\n\n"
        "KIND is questionnaire, translation, answers, crosswalk, plan or result."
    ),
)
def _schema(
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "-Q",
            "--questionnaire",
            metavar="ID|FILE",
            help=to_translate("Narrow the schema of answers to this questionnaire."),
        ),
    ] = None,
) -> ExitCode:
    from egovmaturity.cli.questionnaire import run_schema  # noqa: PLC0415

    kinds = ("questionnaire", "translation", "answers", "crosswalk", "plan", "result")
    _choose(kind, kinds, "KIND")
    return run_schema(kind, questionnaire, _state.common.language)


app.add_typer(questionnaires, name="questionnaire")
app.add_typer(questionnaires, name="q", hidden=True)


def _day(written: str | None, option: str) -> "date | None":
    """Read a date as files write it, and nothing else."""
    from egovmaturity.loading.shapes import day_from  # noqa: PLC0415  # help needs no dates

    day = day_from(written) if written is not None else None
    if written is not None and day is None:
        raise UsageError(
            message('{option} does not know "{value}"', option=option, value=written),
            message("Write a date like this: 2026-01-31"),
        )
    return day


def _concerns(lists: Sequence[str]) -> "tuple[Concern, ...]":
    """Read what gates are about, in the order in which they are judged.

    Raises:
        UsageError: A word is none of them.
    """
    from egovmaturity.domain.gates import Concern  # noqa: PLC0415  # help needs no gates

    written = [each.strip() for text in lists for each in text.split(",")]
    for each in written:
        _choose(each, tuple(Concern), "--fail-on")
    return tuple(each for each in Concern if each in written)


def _usual(answers: str) -> "Usual":
    """Return what the settings near answers say of them, once their language is heeded."""
    from egovmaturity.cli.settings import usual  # noqa: PLC0415  # help needs none

    found = usual(answers)
    _heed(found.language, found.file)
    return found


def _heed(language: str | None, file: str | None) -> None:
    """Say which file of settings was read, in its language where nothing else has chosen one."""
    if file is None:
        return
    common = _state.common
    if language is not None and not common.is_language_chosen:
        _state.common = common._replace(language=language)
        _state.words = Words(language)
    if not common.is_quiet:
        say(_state.words("Settings: {file}", file=one_line(file)))


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


def _choose(value: str | None, possible: Sequence[str], option: str) -> None:
    """Refuse a value that is not possible, in the words of this program."""
    if value is not None and value not in possible:
        raise UsageError(
            message('{option} does not know "{value}"', option=option, value=value),
            message("Possible: {words}", words=", ".join(possible)),
        )


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; every foreseen failure becomes a sentence."""
    prepare_streams()
    _state.words = Words(system_language())
    try:
        common, rest = split_common(arguments)
        words = Words(common.language)
        _state.common, _state.words, _state.arguments = common, words, tuple(arguments)
        return _call(rest or ["--help"], words)
    except ContentError as error:
        words = _state.words  # settings may have chosen another language meanwhile
        complain(error.diagnostics, words)
        say(words("Nothing was done: {summary}", summary=summary(error.diagnostics, words)))
        return ExitCode.CANNOT_RUN
    except RefusedError as error:
        complain_briefly(error.message, error.hint, _state.words)
        return ExitCode.CANNOT_RUN
    except Exception as bug:  # noqa: BLE001  # the last resort, so that no user sees a traceback
        if bug.__cause__ is not None and not isinstance(bug.__cause__, Exception):
            raise bug.__cause__ from None  # a signal, wrapped by Python 3.11 in __set_name__
        if "--debug" in arguments:
            traceback.print_exc(file=sys.stderr)
        kind = type(bug).__name__
        complain_briefly(
            message("this is a bug in egovmaturity ({kind})", kind=kind),
            message("Run it again with --debug and report what it prints."),
            _state.words,
        )
        return ExitCode.INTERNAL_ERROR


def _call(arguments: Sequence[str], words: Words) -> int:
    """Let the option parser do its work, and say its complaints in the user's language."""
    command, path, rest = _asked_for(arguments)
    try:
        status: int | None = command.main(
            list(rest), prog_name=path, standalone_mode=False, obj=words
        )
    except _PARSER_ERROR as problem:
        _complain_about_usage(problem, words)
        return ExitCode.CANNOT_RUN
    return status or ExitCode.DONE  # help returns none


def _asked_for(arguments: Sequence[str]) -> tuple[Any, str, Sequence[str]]:
    """Return a command, how it is called and its arguments.

    Only the command that is named is built: building all takes a tenth of a run.
    """
    name = arguments[0]
    for each in app.registered_commands:
        if each.name == name:
            command = typer.main.get_command_from_info(
                each, pretty_exceptions_short=True, rich_markup_mode=None
            )
            return command, f"egovmaturity {name}", arguments[1:]
    return typer.main.get_command(app), "egovmaturity", arguments


_PARSER_ERROR: type[Exception] = typer.BadParameter.__mro__[2]
"""The common ancestor of the parser's own errors; where it lives depends on Typer's release."""


def _complain_about_usage(problem: Any, words: Words) -> None:
    """Translate what the parser found wrong, with the nearest option where it knows one."""
    kind = type(problem).__name__
    hint = None
    if kind == "NoSuchOption":
        cause = message("there is no option {option}", option=problem.option_name)
        if problem.possibilities:
            hint = message('Did you mean "{word}"?', word=min(problem.possibilities))
    elif kind == "MissingParameter":
        name = problem.param.opts[-1] if problem.param and problem.param.opts else ""
        if problem.param is not None and problem.param.param_type_name == "argument":
            name = problem.param.metavar or name
        cause = message("{name} is missing", name=name)
    elif kind == "BadParameter" and problem.param is not None:
        cause = message("the value of {option} is not possible", option=problem.param.opts[-1])
        choices = getattr(problem.param.type, "choices", None)
        if choices:
            possible = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
            hint = message("Possible: {words}", words=possible)
    elif found := re.match(r"No such command (['\"])(.*?)\1\.", problem.format_message()):
        cause = message('there is no command "{name}"', name=found[2])
        known = [n for n in problem.ctx.command.list_commands(problem.ctx) if n != "q"]
        hint = nearest(found[2], known)
    else:
        cause = _other_cause(kind, problem)
    complain_briefly(cause, hint or message("See: egovmaturity --help"), words)


def _other_cause(kind: str, problem: Any) -> Message:
    """Say what is wrong with the form of the command line."""
    text = problem.format_message()
    if kind == "BadOptionUsage":
        if "requires" in text:
            return message("{option} needs a value", option=problem.option_name)
        return message("{option} takes no value", option=problem.option_name)
    if found := re.match(r"Got unexpected extra argument\(?s?\)? \((.*)\)", text, re.DOTALL):
        return message('"{value}" is one argument too many', value=found[1])
    if text == "Missing command.":
        return message("{name} is missing", name="COMMAND")
    return message("{problem}", problem=text)
