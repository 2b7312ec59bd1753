"""Options that every command understands, wherever they stand on the command line."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.language import LANGUAGES


class UsageError(RefusedError):
    """The command line cannot be understood."""


class Common(NamedTuple):
    """How the program talks, whatever it is asked to do.

    ``is_language_chosen``: by an option or ``EGOVMATURITY_LANG``, not by the system's locale.
    """

    language: str
    colour: str
    is_ascii: bool
    is_quiet: bool
    is_language_chosen: bool = False


COLOURS = ("auto", "always", "never")
_FLAGS = {"--ascii": "ascii", "-q": "quiet", "--quiet": "quiet", "--debug": "debug"}
_VALUES = {"--lang": LANGUAGES, "--color": COLOURS, "--colour": COLOURS}


def split_common(arguments: Sequence[str]) -> tuple[Common, list[str]]:
    """Take the common options out of the arguments; what follows ``--`` is left alone.

    Raises:
        UsageError: An option lacks its value or has one that is not possible.
    """
    rest: list[str] = []
    flags: set[str] = set()
    chosen = {"--lang": "", "--color": "auto"}
    ahead = iter(arguments)
    for argument in ahead:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *ahead]
        elif argument in _FLAGS:
            flags.add(_FLAGS[argument])
        elif name in _VALUES:
            written = value if equals else next(ahead, "")
            if written not in _VALUES[name]:
                raise UsageError(
                    message('{option} does not know "{value}"', option=name, value=written),
                    message("Possible: {words}", words=", ".join(_VALUES[name])),
                )
            chosen[name.replace("colour", "color")] = written
        else:
            rest.append(argument)
    return (
        Common(
            chosen["--lang"] or system_language(),
            chosen["--color"],
            "ascii" in flags,
            "quiet" in flags,
            bool(chosen["--lang"]) or _chosen_by_variable() in LANGUAGES,
        ),
        rest,
    )


def system_language() -> str:
    """Return the language of messages where no option names one.

    ``EGOVMATURITY_LANG`` decides, then the locale of the system: Indonesian for ``id*``,
    otherwise English.
    """
    wanted = _chosen_by_variable()
    if wanted in LANGUAGES:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "id" if os.environ[name].lower().startswith(("id", "in_")) else "en"
    return "id" if sys.platform == "win32" and _windows_is_indonesian() else "en"


def _chosen_by_variable() -> str:
    return os.environ.get("EGOVMATURITY_LANG", "")


def _windows_is_indonesian() -> bool:
    """Ask Windows for the language of its own windows; 0x21 is Indonesian."""
    import ctypes  # noqa: PLC0415  # only there, and only then

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # exists on Windows only
    return bool(kernel.GetUserDefaultUILanguage() & 0x3FF == 0x21)
