"""The program: its commands by name, and how one run of it goes."""

import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
import typer.core

from egovmaturity.cli.common import split_common, system_language
from egovmaturity.cli.complaints import complain, complain_briefly, summary
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.help_format import HelpfulGroup
from egovmaturity.cli.invocation import invocation
from egovmaturity.cli.misuse import PARSER_ERROR, complain_about_misuse
from egovmaturity.cli.output import prepare_streams, say
from egovmaturity.cli.topics import TOPICS
from egovmaturity.domain.diagnostics import ContentError, RefusedError, message
from egovmaturity.language import Words, to_translate

COMMANDS = (
    "assess",
    "explain",
    "plan",
    "compare",
    "check",
    "init",
    "sheet",
    "form",
    "fill",
    "verify",
    "merge",
    "help",
)
"""Every command, in the order of the help; how it is called stands in the module of its name."""

GROUP, SHORT = "questionnaire", "q"
"""The one group of commands, and how it is called for short."""


def program() -> typer.Typer:
    """Return the whole program, with every command."""
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
    for name in COMMANDS:
        app.add_typer(_calling(name))
    app.add_typer(_calling(GROUP), name=GROUP)
    app.add_typer(_calling(GROUP), name=SHORT, hidden=True)
    return app


def _calling(name: str) -> typer.Typer:
    """Return how a command is called: its options and its help."""
    app: typer.Typer = import_module(f"egovmaturity.cli.commands.{name}").app
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; every foreseen failure becomes a sentence."""
    prepare_streams()
    invocation.words = Words(system_language())
    try:
        common, rest = split_common(arguments)
        words = Words(common.language)
        invocation.common, invocation.words, invocation.arguments = common, words, tuple(arguments)
        return _call(rest or ["--help"], words)
    except ContentError as error:
        words = invocation.words  # settings may have chosen another language meanwhile
        complain(error.diagnostics, words)
        say(words("Nothing was done: {summary}", summary=summary(error.diagnostics, words)))
        return ExitCode.CANNOT_RUN
    except RefusedError as error:
        complain_briefly(error.message, error.hint, invocation.words)
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
            invocation.words,
        )
        return ExitCode.INTERNAL_ERROR


def _call(arguments: Sequence[str], words: Words) -> int:
    """Let the option parser do its work, and say its complaints in the user's language."""
    command, path, rest = _asked_for(arguments)
    try:
        status: int | None = command.main(
            list(rest), prog_name=path, standalone_mode=False, obj=words
        )
    except PARSER_ERROR as problem:
        complain_about_misuse(problem, words)
        return ExitCode.CANNOT_RUN
    return status or ExitCode.DONE  # help returns none


def _asked_for(arguments: Sequence[str]) -> tuple[Any, str, Sequence[str]]:
    """Return a command, how it is called and its arguments.

    Only the command that is named is read and built: all of them take a tenth of a run.
    """
    if _is_help_on_a_command(arguments):
        arguments = [arguments[1], "--help"]
    name = arguments[0]
    if name not in COMMANDS:
        return typer.main.get_command(program()), "egovmaturity", arguments
    [called] = _calling(name).registered_commands
    command = typer.main.get_command_from_info(
        called, pretty_exceptions_short=True, rich_markup_mode=None
    )
    return command, f"egovmaturity {name}", arguments[1:]


def _is_help_on_a_command(arguments: Sequence[str]) -> bool:
    """Whether ``help`` names a command; a topic of the same name comes first."""
    if len(arguments) != 2 or arguments[0] != "help":
        return False
    return arguments[1] in {*COMMANDS, GROUP, SHORT} and arguments[1] not in TOPICS
