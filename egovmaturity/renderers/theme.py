"""An institution's own look of the HTML report: colours, logo and letterhead from a TOML file.

Colours are refused where text in them could not be read: the contrast of the Web Content
Accessibility Guidelines is computed for the light and the dark page. A logo becomes part of the
page, so that nothing is ever fetched.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from egovmaturity.domain.diagnostics import (
    ContentError,
    Diagnostic,
    Location,
    Message,
    Severity,
    message,
)

Colour = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""

LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks for between text and its background (criterion 1.4.3)."""

MOST_LOGO_BYTES = 50_000
MOST_LINES, MOST_LETTERS = 5, 120
_MOST_BYTES = 100_000


class Theme(NamedTuple):
    """What differs from the built-in look.

    ``light`` and ``dark`` are values of CSS variables by name, ``logo`` is a data URI, ``kop`` the
    lines of the letterhead.
    """

    light: Mapping[str, str] = {}
    dark: Mapping[str, str] = {}
    logo: str = ""
    kop: tuple[str, ...] = ()


BUILT_IN = Theme()


class _Page(NamedTuple):
    """The backgrounds of one page and the colour of its text."""

    paper: Colour
    surface: Colour
    ink: Colour


PAGES = {
    "light": _Page((250, 248, 243), (255, 255, 255), (22, 37, 45)),
    "dark": _Page((15, 23, 27), (22, 33, 39), (234, 240, 241)),
}
"""As the style sheet has them."""


def load_theme(path: Path) -> Theme:
    """Read a theme strictly.

    Raises:
        ContentError: T101 it cannot be read or is not TOML, T102 a key or value is not one of a
            theme, T103 a colour has too little contrast, T104 the logo cannot be used.
    """
    read = _Reader(path)
    document = read.document()
    theme = Theme(
        read.colours(document, "light"),
        read.colours(document, "dark"),
        read.logo(document),
        read.kop(document),
    )
    read.finish(document, ("light", "dark", "logo", "kop"))
    return theme


class _Reader:
    """Takes a theme apart and collects what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Diagnostic] = []

    def document(self) -> dict[str, Any]:
        import tomllib  # noqa: PLC0415  # the built-in look is no file

        try:
            data = self._path.read_bytes()
            if len(data) > _MOST_BYTES:
                raise self._stop(
                    message("the theme is larger than {n} kB", n=_MOST_BYTES // 1000),
                    message("Keep the logo in a file of its own."),
                )
            return tomllib.loads(data.decode("utf-8-sig"))
        except OSError as problem:
            raise self._stop(
                message("the theme cannot be read: {reason}", reason=problem.strerror or problem),
                message("Correct the name or the folder."),
            ) from None
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
            raise self._stop(
                message("this is not a TOML file: {reason}", reason=str(problem)),
                message("Write it like this: {example}", example='kop = ["DINAS KOMINFO"]'),
                _place_in(str(problem)),
            ) from None

    def colours(self, document: Mapping[str, Any], name: str) -> dict[str, str]:
        """Return the variables that follow from the colours of one page."""
        table = document.get(name, {})
        if not isinstance(table, dict):
            self._wrong(name, message("a table such as [{name}]", name=name))
            return {}
        self._unknown(table, ("accent", "warn"), f"{name}.")
        found: dict[str, str] = {}
        for key, prefix in (("accent", "good"), ("warn", "warn")):
            if key not in table:
                continue
            colour = _colour(table[key])
            if colour is None:
                self._wrong(f"{name}.{key}", message("a colour such as {text}", text='"#0b5d66"'))
            elif self._is_readable(f"{name}.{key}", table[key], colour, PAGES[name]):
                found |= _shades(prefix, colour, PAGES[name])
        return found

    def _is_readable(self, key: str, written: str, colour: Colour, page: _Page) -> bool:
        found = contrast(colour, page.paper)
        if found >= LEAST_CONTRAST:
            return True
        nearest = _readable(colour, page)
        self._note(
            "T103",
            message(
                "{key} {colour} has a contrast of {found} on the page; text needs {least}",
                key=key,
                colour=written,
                found=f"{int(found * 100) / 100:.2f}",
                least=LEAST_CONTRAST,
            ),
            message("A readable colour of the same kind: {colour}", colour=_hex(nearest)),
        )
        return False

    def logo(self, document: Mapping[str, Any]) -> str:
        """Return the logo as a data URI; empty where there is none."""
        name = document.get("logo", "")
        if not isinstance(name, str):
            self._wrong("logo", message("the name of a PNG or SVG file"))
            return ""
        if not name:
            return ""
        if Path(name).is_absolute() or ".." in re.split(r"[/\\]", name):
            return self._no_logo(
                message('the logo "{file}" is not in the folder of the theme', file=name),
                message("Copy it there and write its name only."),
            )
        try:
            data = (self._path.parent / name).read_bytes()
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            return self._no_logo(
                message('the logo "{file}" cannot be read: {reason}', file=name, reason=reason),
                message("Correct the name or the folder."),
            )
        if len(data) > MOST_LOGO_BYTES:
            return self._no_logo(
                message(
                    'the logo "{file}" has {size} kB; {most} kB are allowed',
                    file=name,
                    size=-(-len(data) // 1000),
                    most=MOST_LOGO_BYTES // 1000,
                ),
                message("Save it smaller; 400 pixels are wide enough."),
            )
        return self._embedded(name, data)

    def _embedded(self, name: str, data: bytes) -> str:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _data_uri("png", data)
        found = _why_no_svg(data)
        if found is None:
            return _data_uri("svg+xml", data)
        return self._no_logo(
            message('the logo "{file}" cannot be used: {reason}', file=name, reason=found),
            message("Use a PNG, or an SVG of plain shapes."),
        )

    def _no_logo(self, cause: Message, hint: Message) -> str:
        self._note("T104", cause, hint)
        return ""

    def kop(self, document: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the lines of the letterhead."""
        lines = document.get("kop", [])
        if (
            not isinstance(lines, list)
            or len(lines) > MOST_LINES
            or not all(isinstance(line, str) and len(line) <= MOST_LETTERS for line in lines)
        ):
            self._wrong(
                "kop",
                message(
                    "a list of at most {lines} texts of at most {letters} letters",
                    lines=MOST_LINES,
                    letters=MOST_LETTERS,
                ),
            )
            return ()
        return tuple(" ".join(line.split()) for line in lines)

    def finish(self, document: Mapping[str, Any], known: Iterable[str]) -> None:
        """Raise with everything that was found, if anything was."""
        self._unknown(document, tuple(known), "")
        if self._problems:
            raise ContentError(tuple(self._problems))

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
        for key in table:
            if key not in known:
                self._note(
                    "T102",
                    message('a theme has no key "{key}"', key=prefix + key),
                    message("Possible: {words}", words=", ".join(prefix + each for each in known)),
                )

    def _wrong(self, key: str, expected: Message) -> None:
        cause = message('"{key}" has a value of the wrong kind', key=key)
        self._note("T102", cause, message("Expected: {what}", what=expected))

    def _note(self, code: str, cause: Message, hint: Message) -> None:
        place = Location(str(self._path), 0, 0)
        self._problems.append(Diagnostic(code, Severity.ERROR, place, cause, hint))

    def _stop(self, cause: Message, hint: Message, place: tuple[int, int] = (0, 0)) -> ContentError:
        where = Location(str(self._path), *place)
        return ContentError((Diagnostic("T101", Severity.ERROR, where, cause, hint),))


def _place_in(problem: str) -> tuple[int, int]:
    """Take line and column out of what the TOML parser says."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", problem)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _data_uri(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


_ACTIVE = frozenset(
    ("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "image")
)
"""Elements of SVG that act or bring in something else."""


def _why_no_svg(data: bytes) -> Message | None:
    """Say why a file is no harmless SVG: one that neither acts nor refers to anything outside."""
    import xml.etree.ElementTree as ET  # noqa: PLC0415  # few themes have such a logo

    try:
        text = data.decode("utf-8")
        if "<!" in _HARMLESS.sub("", text):
            return message("it declares a document type or entities")
        root = ET.fromstring(text)  # noqa: S314  # no entities are left to expand
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        return message("it is neither PNG nor SVG")
    if _local(root.tag) != "svg":
        return message("it is neither PNG nor SVG")
    if "<?xml-stylesheet" in text:
        return message("it refers to something outside")
    return next((found for found in map(_why_not, root.iter()) if found), None)


_HARMLESS = re.compile(r"<!--.*?-->|<!\[CDATA\[", re.DOTALL)


def _why_not(element: Any) -> Message | None:
    """Say what is wrong with one element of a drawing."""
    tag = _local(element.tag)
    if tag in _ACTIVE or any(_local(name).startswith("on") for name in element.attrib):
        return message("it holds <{tag}> or acts on its own", tag=tag)
    links = [value for name, value in element.attrib.items() if _local(name) == "href"]
    if any(not link.strip().startswith("#") for link in links):
        return message("it refers to something outside")
    texts = [element.text or "", *element.attrib.values()]
    return message("it refers to something outside") if _refers_out(texts) else None


def _local(name: str) -> str:
    """Return a name without its namespace, in small letters."""
    return name.rpartition("}")[2].lower()


def _refers_out(texts: Iterable[str]) -> bool:
    """Whether a style brings in anything but a part of the same drawing."""
    joined = " ".join(texts).lower()
    return "@import" in joined or "\\" in joined or bool(re.search(r"url\(\s*['\"]?(?!#)", joined))


def _colour(written: object) -> Colour | None:
    if not isinstance(written, str) or not re.fullmatch("#[0-9A-Fa-f]{6}", written):
        return None
    red, green, blue = bytes.fromhex(written[1:])
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour as WCAG defines it."""
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours as WCAG defines it, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _mixed(colour: Colour, other: Colour, percent: int) -> Colour:
    """Return so much of a colour with the rest of another."""
    red, green, blue = (
        (part * percent + rest * (100 - percent) + 50) // 100
        for part, rest in zip(colour, other, strict=True)
    )
    return red, green, blue


def _readable(colour: Colour, page: _Page) -> Colour:
    """Return a colour with just as much ink in it as it takes to be read on the page."""
    steps = (_mixed(colour, page.ink, percent) for percent in range(100, -1, -1))
    return next(each for each in steps if contrast(each, page.paper) >= LEAST_CONTRAST)


def _shades(prefix: str, colour: Colour, page: _Page) -> dict[str, str]:
    """Derive from one colour those that go with it: for text, backgrounds and what is open."""
    soft = _mixed(colour, page.surface, 13)
    inks = (_mixed(colour, page.ink, percent) for percent in range(80, -1, -5))
    ink = next(
        i for i in inks if min(contrast(i, soft), contrast(i, page.surface)) >= LEAST_CONTRAST
    )
    mids = [_mixed(colour, page.surface, percent) for percent in (45, 40, 35, 30, 25, 20)]
    mid = next((m for m in mids if contrast(page.ink, m) >= LEAST_CONTRAST), mids[-1])
    return {
        prefix: _hex(colour),
        f"{prefix}-ink": _hex(ink),
        f"{prefix}-soft": _hex(soft),
        f"{prefix}-mid": _hex(mid),
    }
