"""How ``egovmaturity sheet`` is called."""

import typer

from egovmaturity.cli.commands.options import (
    Answers,
    Blank,
    Contact,
    Due,
    FileLanguage,
    LastTime,
    OutFolder,
    Overwrite,
    Owner,
    Per,
    Questionnaire,
    Verifying,
)
from egovmaturity.cli.commands.values import choose, day_of
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import LANGUAGES, to_translate

app = typer.Typer()


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
    answers: Answers,
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
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.renderers.sheet.workbook import sheet_workbook  # noqa: PLC0415

    choose(per, ("all", "owner"), "--per")
    choose(report_lang, LANGUAGES, "--report-lang")
    usual = heeded(answers)
    used = questionnaire or usual.questionnaire
    request = Request(
        *(answers, used, per, tuple(owner or ()), out_dir, day_of(due, "--due"), contact),
        *(verify, blank, baseline, report_lang, force),
    )
    return run_handing_out(request, SHEET, sheet_workbook, invocation.common, invocation.words)
