"""How ``egovmaturity questionnaire`` is called."""

from typing import Annotated

import typer

from egovmaturity.authoring.outline import Kind
from egovmaturity.cli.commands.options import Answers, ContentLanguage, Questionnaire
from egovmaturity.cli.commands.values import choose
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import Helpful, HelpfulGroup
from egovmaturity.cli.invocation import invocation
from egovmaturity.language import LANGUAGES, Words, to_translate

app = typer.Typer(
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


@app.command(
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

    choose(report_format, ("text", "json"), "--format")
    return run_list(report_format, invocation.common, invocation.words)


@app.command(
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

    choose(report_format, ("text", "md", "yaml"), "--format")
    choose(report_lang, LANGUAGES, "--report-lang")
    language = report_lang or invocation.common.language
    return run_show(reference, report_format, experts, language, Words(language))


@app.command(
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

    choose(report_format, ("text", "md", "json"), "--format")
    choose(report_lang, LANGUAGES, "--report-lang")
    words = Words(report_lang or invocation.common.language)
    return run_crosswalk(first, second, report_format, invocation.common, words)


@app.command(
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

    choose(report_lang, LANGUAGES, "--report-lang")
    request = Request(file, questionnaire_id, title, kind, table, sheet, report_lang)
    return run_new(request, invocation.common, invocation.words)


@app.command(
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

    choose(report_format, ("text", "md", "json"), "--format")
    return run_diff(old, new, report_format, invocation.words)


@app.command(
    "migrate",
    cls=Helpful,
    help=to_translate(
        "Carry answers of an earlier edition over to this one.\n\n"
        "Evidence, notes and comments stay. What has to be looked at again is marked "
        "review: true; what is not asked any more becomes a comment. The old file is left alone."
    )
    + """\f
    egovmaturity questionnaire migrate jawaban-2025.yaml -o jawaban-2025-baru.yaml
    """,
)
def _migrate(
    answers: Answers,
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
    return run_migrate(request, invocation.common, invocation.words)


@app.command(
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
    choose(kind, kinds, "KIND")
    return run_schema(kind, questionnaire, invocation.common.language)
