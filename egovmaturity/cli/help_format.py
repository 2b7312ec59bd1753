"""Help that can be read: purpose, examples, options in groups, exit codes; 80 columns."""

import textwrap
from collections.abc import Iterable
from typing import Any, NoReturn

import typer.core

from egovmaturity.cli.output import console, print_out
from egovmaturity.language import Words, to_translate

EXIT_CODES = to_translate(
    "Exit codes: 0 done, 1 gate failed or problems found, 2 cannot run, 3 internal error."
)
OPTIONS = to_translate("Options")
COMMON = (
    ("--lang [id|en]", to_translate("Language of messages; default from the system.")),
    ("--color [auto|always|never]", to_translate("Colour of terminal output.")),
    ("--ascii", to_translate("Plain ASCII signs and bars.")),
    ("-q, --quiet", to_translate("Print errors only.")),
    ("--debug", to_translate("Print tracebacks for bug reports.")),
    ("-h, --help", to_translate("Show this message and exit.")),
)


def _print_help(command: Any, ctx: Any) -> NoReturn:
    """Print the help and end the command; the option parser has nothing left to print.

    Printed like everything else, so that a full disk is said and not a bug.
    """
    formatter = ctx.make_formatter()
    command.format_help(ctx, formatter)
    print_out(formatter.getvalue().rstrip("\n") + "\n")
    ctx.exit()
    raise AssertionError  # exit has raised


class Helpful(typer.core.TyperCommand):
    """A command whose help is laid out by this module."""

    get_help = _print_help

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help text of one command."""
        words: Words = ctx.obj
        lines = [words("Usage: {usage}", usage=_usage(self, ctx)), ""]
        lines += _paragraphs(words(_about(self)))
        examples = _examples(self)
        if examples:
            lines += [words("Examples:"), *(f"  {line}" for line in examples), ""]
        for title, rows in _groups(self, words):
            lines += [f"{title}:", *_table(rows), ""]
        lines += [words("Everywhere:"), *_table((n, words(t)) for n, t in COMMON), ""]
        lines += _wrap(words(EXIT_CODES))
        formatter.write("\n".join(lines) + "\n")


class HelpfulGroup(typer.core.TyperGroup):
    """A group of commands whose help is laid out by this module."""

    get_help = _print_help

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help text of the program or of a group of commands."""
        words: Words = ctx.obj
        usage = f"{ctx.command_path} [OPTIONS] COMMAND [ARGS]..."
        lines = [words("Usage: {usage}", usage=usage), ""]
        lines += _paragraphs(words(_about(self)))
        examples = _examples(self)
        if examples:
            lines += [words("Examples:"), *(f"  {line}" for line in examples), ""]
        named = [(n, self.get_command(ctx, n)) for n in self.list_commands(ctx)]
        commands = [(n, c) for n, c in named if c is not None and not c.hidden]
        rows = [(n, words(_about(c)).split("\n\n")[0]) for n, c in commands]
        lines += [words("Commands:"), *_table(rows), ""]
        options = [(n, words(t)) for n, t in COMMON]
        if ctx.parent is None:
            options.append(("--version", words("Show the version and exit.")))
        lines += [words("Options:"), *_table(options)]
        formatter.write("\n".join(lines) + "\n")


def _about(command: Any) -> str:
    """Return the description of a command: everything before its examples."""
    text: str = (command.help or "").partition("\f")[0]
    return text.strip()


def _examples(command: Any) -> list[str]:
    """Return the examples of a command: everything after the form feed in its description."""
    text: str = (command.help or "").partition("\f")[2]
    return textwrap.dedent(text).strip().splitlines()


def _usage(command: Any, ctx: Any) -> str:
    arguments = [
        p.make_metavar(ctx) if p.required else f"[{p.name.upper()}]"
        for p in command.params
        if p.param_type_name == "argument"
    ]
    return " ".join([ctx.command_path, "[OPTIONS]", *arguments])


def _groups(command: Any, words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the options of a command by panel, in the order written."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.params:
        if parameter.param_type_name != "option" or parameter.name == "help":
            continue
        title = getattr(parameter, "rich_help_panel", None) or OPTIONS
        panel = words(title)
        names = ", ".join(parameter.opts)
        if not parameter.is_flag:
            names += f" {parameter.metavar or parameter.name.upper()}"
        text = parameter.help or ""
        groups.setdefault(panel, []).append((names, words(text)))
    return list(groups.items())


def _columns() -> int:
    return min(console("never", is_ascii=False).width, 80)


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, _columns(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        lines += [*_wrap(" ".join(paragraph.split()), "  "), ""]
    return lines


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Lay out names and explanations side by side, or one under the other where it is narrow."""
    lines: list[str] = []
    column = 32 if _columns() >= 72 else 6
    for name, text in rows:
        body = textwrap.wrap(text, _columns() - column, break_on_hyphens=False) or [""]
        if len(name) + 4 <= column:
            lines.append(f"  {name:<{column - 2}}{body[0]}".rstrip())
            body = body[1:]
        else:
            lines.append(f"  {name}")
        lines += [f"{'':{column}}{line}".rstrip() for line in body]
    return lines
