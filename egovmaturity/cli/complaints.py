"""Problems in words: place, code, cause, the line itself, and the way out."""

from collections.abc import Sequence

from egovmaturity.cli.output import say
from egovmaturity.domain.diagnostics import Diagnostic, Message, Severity
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.typed_command import as_typed

MAX_SHOWN = 50
"""Problems printed unless asked otherwise; more help nobody at once."""

_MAX_LENGTH = 300


def explain(diagnostic: Diagnostic, words: Words) -> list[str]:
    """Return the lines that describe one problem."""
    place = one_line(diagnostic.location.shown)
    kind = words("error") if diagnostic.severity is Severity.ERROR else words("warning")
    lines = [f"{place}: {kind} {diagnostic.code}: {_short(words.say(diagnostic.cause))}"]
    if diagnostic.hint is not None:
        lines.append("    " + _short(words.say(diagnostic.hint)))
    return lines


def _short(text: str) -> str:
    """Keep a message readable whatever a file put into it."""
    line = one_line(text)
    return line if len(line) <= _MAX_LENGTH else line[: _MAX_LENGTH - 1] + "…"


def complain(diagnostics: Sequence[Diagnostic], words: Words, limit: int = MAX_SHOWN) -> None:
    """Print problems to standard error, at most ``limit`` of them (0: all), and count them."""
    shown = foremost(diagnostics, limit)
    for diagnostic in shown:
        for line in explain(diagnostic, words):
            say(line)
    if len(shown) < len(diagnostics):
        say(words("... and {n} more", n=len(diagnostics) - len(shown)))


def foremost(diagnostics: Sequence[Diagnostic], limit: int) -> Sequence[Diagnostic]:
    """Return at most ``limit`` problems (0: all); where some stay out, errors come first."""
    if not limit or len(diagnostics) <= limit:
        return diagnostics
    return sorted(diagnostics, key=lambda d: d.severity is not Severity.ERROR)[:limit]


def summary(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """Count errors and warnings in one sentence."""
    errors = sum(1 for d in diagnostics if d.severity is Severity.ERROR)
    warnings = len(diagnostics) - errors
    return words(
        "{errors}, {warnings}",
        errors=words.plural("{n} error", "{n} errors", errors),
        warnings=words.plural("{n} warning", "{n} warnings", warnings),
    )


def point_to_check(
    problems: Sequence[Diagnostic], file: str, questionnaire: str | None, words: Words
) -> None:
    """Count problems and name the command that lists them, with the questionnaire given."""
    command = [file, "-Q", questionnaire] if questionnaire else [file]
    say(
        words(
            "{summary}; see: egovmaturity check {file}",
            summary=summary(problems, words),
            file=one_line(as_typed(command)),
        )
    )


def warn_if_slow(words: Words) -> None:
    """Say so where PyYAML has no C parser: files are read all the same, only slowly."""
    from egovmaturity.loading import yaml_source  # noqa: PLC0415  # help needs no YAML

    if not yaml_source.IS_FAST:
        say(words("PyYAML has no C parser here; reading files takes about sixteen times as long."))


def complain_briefly(cause: Message, hint: Message | None, words: Words) -> None:
    """Print one error that is about no file."""
    say(words("Error: {text}", text=_short(words.say(cause))))
    if hint is not None:
        say("  " + _short(words.say(hint)))
