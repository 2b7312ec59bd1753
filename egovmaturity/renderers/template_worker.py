"""The process in which one user template is rendered: JSON in, JSON out, and nothing else.

``user_template`` starts it without environment and files. The sandbox of Jinja2 is the first wall
around the template. The second holds if that one has a hole: what the process may use is limited,
and nothing can be opened, imported or started any more.
"""

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps
from importlib import import_module
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedFormatter
from jinja2.utils import missing

from egovmaturity.child_process import limit_resources
from egovmaturity.language import Words
from egovmaturity.renderers.templates import make_environment
from egovmaturity.renderers.user_template import Limits

_MAX_DETAIL = 200
_MAX_KNOWN = 1000


def main() -> None:
    """Answer the one request on standard input, and leave without tidying up."""
    request = json.load(sys.stdin.buffer)
    limits = Limits(*request["limits"])
    environment = make_strict_environment(request["texts"], request["language"], request["names"])
    confine(limits)
    try:
        text = json.dumps(answer(environment, request, limits.output), ensure_ascii=False)
        data = text.encode("utf-8", "surrogatepass")
    except MemoryError:
        data = b'{"problem": "memory"}'
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    os._exit(0)


# The second wall


def confine(limits: Limits) -> None:
    """Give up, for good, everything a template has no need of."""
    for name in _IMPORTED_LATE:
        import_module(name)
    codecs.lookup("unicode_escape")
    limit_resources(limits.seconds, limits.memory)
    sys.addaudithook(_refuse)


_IMPORTED_LATE = ("html", "jinja2.debug", "pprint", "textwrap", "unicodedata")
"""What Jinja2 and Python import only when it is wanted, which is too late here."""

_HARMLESS = frozenset(
    {"builtins.id", "code.__new__", "compile", "exec", "object.__getattr__", "sys._getframe"}
)


def _refuse(event: str, _arguments: object) -> None:
    """Refuse whatever the interpreter reports that rendering does not need."""
    if event not in _HARMLESS:
        raise SecurityError(event)


# Rendering


def make_strict_environment(
    texts: Mapping[str, str], language: str, names: Mapping[str, str]
) -> ImmutableSandboxedEnvironment:
    """Return the environment of the built-in templates, made fit for strangers.

    What is random is taken out, so that the same input gives the same report.
    """
    words = _SandboxedWords(language, names)
    environment = make_environment(words, ImmutableSandboxedEnvironment)
    words.formatter = SandboxedFormatter(environment)
    environment.loader = FunctionLoader(partial(_source, texts))
    environment.undefined = _Unknown
    for name in environment.filters.keys() - FILTERS.keys():
        environment.filters[name] = _strict(environment.filters[name])
    environment.globals |= {"_": words.__call__, "ngettext": words.plural}
    del environment.globals["lipsum"], environment.filters["random"]
    return environment


def _source(texts: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """Return a template with its name in the place of a path, so that tracebacks tell it."""
    return (texts[name], name, None) if name in texts else None


def _strict(own: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter of ours fail on undefined names with what is undefined."""

    @wraps(own)
    def checked(*values: Any, **named: Any) -> Any:
        for value in (*values, *named.values()):
            if isinstance(value, Undefined):
                str(value)
        return own(*values, **named)

    return checked


class _SandboxedWords(Words):
    """The tool's own words for strangers: their placeholders can reach into nothing."""

    formatter: SandboxedFormatter

    def __call__(self, text: str, /, **values: object) -> str:
        said = self._catalogue.gettext(str(text)) if text else ""
        return self.formatter.vformat(said, (), self._named(values))

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        said = self._catalogue.ngettext(str(one), str(many), number)
        return self.formatter.vformat(said, (), self._named({**values, "n": number}))


def answer(
    environment: ImmutableSandboxedEnvironment, request: Mapping[str, Any], limit: int
) -> dict[str, Any]:
    """Render what is asked for: ``text``, or ``problem`` with what there is to know about it."""
    texts: Mapping[str, str] = request["texts"]
    try:
        template = environment.get_template(request["template"])
        rendered = template.generate(
            report=request["report"], view_version=request["view_version"], made=request["made"]
        )
        return {"text": _joined(rendered, limit)}
    except Exception as error:  # noqa: BLE001  # whatever a template can make happen
        return _place(error, texts) | _account(error, texts, request["report"])


class _TooMuchError(Exception):
    """The template writes more than it may."""


def _joined(pieces: Iterator[str], limit: int) -> str:
    text = io.StringIO()
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise _TooMuchError
        text.write(piece)
    return text.getvalue()


# Accounting for what went wrong


class _UnknownNameError(UndefinedError):
    """A template uses a name that ``owner``, or the template itself, does not have."""

    def __init__(self, text: str, name: str, owner: object) -> None:
        super().__init__(text)
        self.name, self.owner = name, owner


class _Unknown(StrictUndefined):
    """An undefined value that remembers what was looked for, and where."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        if hint is None and isinstance(name, str):
            exc = partial(_UnknownNameError, name=name, owner=obj)
        super().__init__(hint, obj, name, exc)


def _account(
    error: Exception, texts: Mapping[str, str], report: Mapping[str, object]
) -> dict[str, Any]:
    kind = next(kind for types, kind in _PROBLEMS.items() if isinstance(error, types))
    account = {"problem": kind, "detail": _detail(error) or type(error).__name__}
    if isinstance(error, _UnknownNameError):
        return account | {
            "detail": _detail(error.name),
            "known": _known(error.owner, report),
            "is_list": isinstance(error.owner, list),
        }
    if isinstance(error, TemplateNotFound):
        return account | {"known": sorted(name for name in texts if name.endswith(".j2"))}
    if isinstance(error, TemplateSyntaxError):
        return account | {"detail": _detail(error.message)}
    return account


_PROBLEMS: dict[type[Exception], str] = {
    MemoryError: "memory",
    RecursionError: "endless",
    _TooMuchError: "output",
    _UnknownNameError: "unknown",
    TemplateNotFound: "missing",
    TemplateSyntaxError: "syntax",
    SecurityError: "forbidden",
    Exception: "failed",
}


def _detail(value: object) -> str:
    return str(value)[:_MAX_DETAIL]


def _known(owner: object, report: Mapping[str, object]) -> dict[str, str]:
    """Map the names there are, as they may have been meant, to how they are written."""
    if owner is missing:
        fields = {name: f"report.{name}" for name in report}
        return {"report": "report", **fields, "view_version": "view_version"}
    names = list(owner)[:_MAX_KNOWN] if isinstance(owner, dict) else []
    return {name: name for name in names if isinstance(name, str)}


def _place(error: Exception, texts: Mapping[str, str]) -> dict[str, Any]:
    """Say in which template and line it happened, as far as that is known."""
    if isinstance(error, TemplateSyntaxError):
        return {"file": error.name, "line": error.lineno}
    place: dict[str, Any] = {}
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in texts:
            place = {"file": file, "line": trace.tb_lineno}
        trace = trace.tb_next
    return place
