"""How ``egovmaturity form`` is called."""

from functools import partial
from typing import Annotated

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
    answers: Answers,
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
    from egovmaturity.cli.heeding import heeded  # noqa: PLC0415
    from egovmaturity.renderers.form.content import Paging  # noqa: PLC0415
    from egovmaturity.renderers.form.page import form_page  # noqa: PLC0415

    choose(by, tuple(Paging), "--by")
    choose(per, ("all", "owner"), "--per")
    choose(report_lang, LANGUAGES, "--report-lang")
    usual = heeded(answers)
    used = questionnaire or usual.questionnaire
    request = Request(
        *(answers, used, per, tuple(owner or ()), out_dir, day_of(due, "--due"), contact),
        *(verify, blank, baseline, report_lang, force),
    )
    render = partial(form_page, paging=Paging(by))
    return run_handing_out(request, FORM, render, invocation.common, invocation.words)
