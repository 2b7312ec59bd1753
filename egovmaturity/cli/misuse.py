"""What the parser of options found wrong, in the user's language."""

import re
from typing import Any

import typer

from egovmaturity.cli.complaints import complain_briefly
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.language import Words
from egovmaturity.loading.log import nearest

PARSER_ERROR: type[Exception] = typer.BadParameter.__mro__[2]
"""The common ancestor of the parser's own errors; where it lives depends on Typer's release."""


def complain_about_misuse(problem: Any, words: Words) -> None:
    """Say what the parser found wrong, with the nearest option where it knows one."""
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
