"""``egovmaturity.toml``: what ``assess`` is asked for where no option says otherwise.

Read strictly: what is not known is an error, every problem is noted with its place, and a number is
read as it is written, never as a float. Python's TOML parser keeps no places, so a scanner finds
the place of every key of the file that the parser has accepted; a value is shown at its key.
"""

import os
import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.gates import Allowance, Concern, GatesAsked
from egovmaturity.domain.results import Basis
from egovmaturity.language import LANGUAGES
from egovmaturity.loading.gate_words import age_from, minimum_from, points_from
from egovmaturity.loading.log import WHOLE_FILE, Log, Place, end_of
from egovmaturity.loading.shapes import exact_number
from egovmaturity.loading.text_source import STDIN, other_kind, read_data, utf8

NAME = "egovmaturity.toml"

MOST_BYTES = 100_000
MOST_IN_LINE = 2000
"""Letters of one line; the parser needs time by the square of the parts of a key."""

MOST_ALLOWED = 200
MOST_LETTERS = 500
"""Letters of one text; a reason is a sentence or two."""

T = TypeVar("T")
Keys = tuple[str | int, ...]
"""The way to a key: ``("gates", "allow", 0, "until")``."""


class Config(NamedTuple):
    """What a file of settings says; ``None`` and empty: nothing. Paths are not resolved yet."""

    path: Path
    language: str | None = None
    questionnaire: str | None = None
    basis: Basis | None = None
    baseline: str | None = None
    outputs: tuple[str, ...] = ()
    gates: GatesAsked = GatesAsked()

    def beside(self, name: str) -> str:
        """Return the path of a file that is named relative to the file of settings."""
        return str(self.path.parent / name)


def load_config(path: Path) -> Config:
    """Read a file of settings.

    Raises:
        ContentError: E001, E002, E005, E009 as for every file, E006 it is larger than 100 kB or
            has a line of more than 2000 letters, E008 it is another kind of file, E019 it is not
            TOML, E011 a key is not known, E012 one is missing, E013 a value is not possible.
    """
    log = Log(str(path))
    text = _text(path, log)
    reader = _Reader(log, _parsed(text, log), places_of(text))
    config = Config(
        path,
        reader.take(("lang",), _one_of(LANGUAGES)),
        reader.take(("questionnaire",), _text_value),
        reader.take(("basis",), _basis),
        reader.take(("assess", "baseline"), _text_value),
        reader.take(("assess", "output"), lambda value: _outputs(value, path.parent)) or (),
        GatesAsked(
            reader.take(("gates", "fail_under"), _number),
            reader.take(("gates", "fail_stage_under"), _text_value),
            reader.take(("gates", "fail_score"), _minimums) or (),
            reader.take(("gates", "fail_on"), _concerns) or (),
            reader.take(("gates", "tolerance"), _points),
            reader.take(("gates", "max_fall"), _points),
            reader.take(("gates", "max_age"), _age),
            reader.allowances(),
        ),
    )
    reader.finish()
    return config


def _text(path: Path, log: Log) -> str:
    data = read_data(path).data
    if len(data) > MOST_BYTES:
        limit = message("settings are larger than {n} kB", n=MOST_BYTES // 1000)
        log.error("E006", WHOLE_FILE, limit, message("Check that this is the right file."))
        log.stop_on_errors()
    kind = "" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else other_kind(data)
    if kind:
        log.error("E008", WHOLE_FILE, message("this is {kind}, not a TOML file", kind=kind))
        log.stop_on_errors()
    text = utf8(data, log)
    if max(map(len, text.splitlines()), default=0) > MOST_IN_LINE:
        limit = message("a line has more than {n} letters", n=MOST_IN_LINE)
        log.error("E006", WHOLE_FILE, limit, message("Check that this is the right file."))
        log.stop_on_errors()
    return text


def _parsed(text: str, log: Log) -> dict[str, Any]:
    """Parse TOML with exact numbers.

    Raises:
        ContentError: E019.
    """
    try:
        # Text is read as it is on every system, and as the places of the scanner count it.
        return tomllib.loads(text, parse_float=_Written)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(problem))
        at_end = "(at end of document)" in str(problem)
        place = Place(int(found[1]), int(found[2])) if found else WHOLE_FILE
        reason = re.sub(r" \(at .*\)$", "", str(problem))
        log.error(
            "E019",
            end_of(text) if at_end else place,
            message("this is not TOML: {reason}", reason=reason),
            message("Texts stand in quotes: {example}", example='fail_stage_under = "persiapan"'),
        )
        log.stop_on_errors()
        raise AssertionError from problem  # stop_on_errors has raised


class _Written(str):
    """A number with a decimal point, exactly as it stands in the file."""

    __slots__ = ()


class _Wrong(Exception):  # noqa: N818  # never leaves this module
    """A value is not possible; carries what was expected."""

    def __init__(self, expected: Message) -> None:
        super().__init__(expected)
        self.expected = expected


# Values


def _text_value(value: object) -> str:
    is_text = type(value) is str and value.strip() and value.isprintable()
    if not isinstance(value, str) or not is_text or len(value) > MOST_LETTERS:
        raise _Wrong(message("a text"))
    return value


def _reason(value: object) -> str:
    """Return a reason; a blank one is for the gate to judge, which does not count it."""
    if type(value) is not str or len(value) > MOST_LETTERS:
        raise _Wrong(message("a text of at most {n} letters", n=MOST_LETTERS))
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Wrong(message('a list of texts such as ["a", "b"]'))
    return tuple(_text_value(each) for each in value)


def _outputs(value: object, folder: Path) -> tuple[str, ...]:
    """Return files to write. All lie in the folder: settings come with what somebody else sent."""
    found = _texts(value)
    root = os.path.realpath(folder)
    for name in found:
        path = os.path.realpath(folder / name)
        if name == STDIN or not _is_below(path, root):
            raise _Wrong(message("files in the folder of the settings"))
    return found


def _is_below(path: str, root: str) -> bool:
    return path.startswith(root.rstrip(os.sep) + os.sep)


def _one_of(possible: Iterable[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if type(value) is not str or value not in possible:
            raise _Wrong(message("one of: {words}", words=", ".join(possible)))
        return value

    return read


def _basis(value: object) -> Basis:
    return Basis(_one_of(tuple(Basis))(value))


def _number(value: object) -> str:
    """Return a number as it was written, in quotes or not."""
    is_number = type(value) is int and value.bit_length() < _MOST_BITS
    text = str(value).strip() if is_number or isinstance(value, str) else ""
    if exact_number(text.removesuffix("%").strip()) is None:
        raise _Wrong(message("a number such as 45 or 45.5"))
    return text


_MOST_BITS = 64


def _points(value: object) -> str:
    text = _number(value)
    if points_from(text) is None:
        raise _Wrong(message("a number such as 0.5, not below 0"))
    return text


def _age(value: object) -> str:
    if type(value) is not str or age_from(value) is None:
        raise _Wrong(message('an age such as "400d" or "13 months"'))
    return value


def _minimums(value: object) -> tuple[str, ...]:
    found = _texts(value)
    if not all(minimum_from(each) for each in found):
        raise _Wrong(message('a list such as ["factor:ID >= 50 %", "question:ID >= 2"]'))
    return found


def _concerns(value: object) -> tuple[Concern, ...]:
    found = _texts(value)
    if not set(found) <= set(Concern):
        raise _Wrong(message("a list of: {words}", words=", ".join(Concern)))
    return tuple(each for each in Concern if each in found)


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong(message("a date without quotes such as 2026-12-31"))
    return value


# Structure

_KNOWN: Mapping[Keys, tuple[str, ...]] = {
    (): ("lang", "questionnaire", "basis", "assess", "gates"),
    ("assess",): ("baseline", "output"),
    ("gates",): (
        *("fail_under", "fail_stage_under", "fail_score", "fail_on", "tolerance", "max_fall"),
        *("max_age", "allow"),
    ),
    ("gates", "allow"): ("question", "reason", "until"),
}


class _Reader:
    """Takes a document apart by its keys and notes what is wrong with each."""

    def __init__(self, log: Log, document: dict[str, Any], places: Mapping[Keys, Place]) -> None:
        self._log, self._document, self._places = log, document, places
        self._check_tables()

    def _check_tables(self) -> None:
        self._check_keys((), ())
        for name in ("assess", "gates"):
            if name in self._document and not isinstance(self._document[name], dict):
                self._wrong((name,), message("a table: [{name}]", name=name))
                del self._document[name]
            self._check_keys((name,), (name,))

    def _check_keys(self, way: Keys, kind: Keys) -> None:
        for key in self._table(way):
            if key not in _KNOWN[kind]:
                self._log.error(
                    "E011",
                    self._place((*way, key)),
                    message('the key "{key}" is not known here', key=key),
                    self._log.nearest(key, _KNOWN[kind]),
                )

    def _table(self, way: Keys) -> Mapping[str, Any]:
        found: Any = self._document
        for key in way:
            found = found.get(key, {}) if isinstance(key, str) else found[key]
        return found if isinstance(found, dict) else {}

    def _place(self, way: Keys) -> Place:
        """Return the place of a key, or of the nearest one around it that has a place."""
        while way and way not in self._places:
            way = way[:-1]
        return self._places.get(way, WHOLE_FILE)

    def take(self, way: Keys, read: Callable[[Any], T]) -> T | None:
        """Return a value, or ``None`` where there is none that is possible."""
        table, key = self._table(way[:-1]), way[-1]
        if key not in table:
            return None
        try:
            return read(table[str(key)])
        except _Wrong as wrong:
            self._wrong(way, wrong.expected)
            return None

    def _wrong(self, way: Keys, expected: Message) -> None:
        key = ".".join(str(each) for each in way if isinstance(each, str))
        self._log.error(
            "E013",
            self._place(way),
            message("{key} is not what is expected here", key=key),
            message("Expected: {what}", what=expected),
        )

    def allowances(self) -> tuple[Allowance, ...]:
        """Return the questions that may fall."""
        way: Keys = ("gates", "allow")
        listed = self._table(("gates",)).get("allow", [])
        is_list = isinstance(listed, list) and len(listed) <= MOST_ALLOWED
        if not is_list or not all(isinstance(each, dict) for each in listed):
            self._wrong(way, message("at most {n} tables: [[gates.allow]]", n=MOST_ALLOWED))
            return ()
        found = [self._allowance((*way, number)) for number in range(len(listed))]
        return tuple(each for each in found if each is not None)

    def _allowance(self, way: Keys) -> Allowance | None:
        table = self._allowed_table(way)
        for key in table:
            if key not in _KNOWN["gates", "allow"]:
                self._log.error(
                    "E011",
                    self._place((*way, key)),
                    message('the key "{key}" is not known here', key=key),
                    self._log.nearest(key, _KNOWN["gates", "allow"]),
                )
        missing = [key for key in _KNOWN["gates", "allow"] if key not in table]
        for key in missing:
            self._log.error(
                "E012",
                self._place(way),
                message('"{key}" is missing', key=key),
                message("A question may fall only for a reason and until a day."),
            )
        question = self._taken(way, "question", _text_value)
        reason = self._taken(way, "reason", _reason)
        until = self._taken(way, "until", _day)
        if question is None or reason is None or until is None:
            return None
        return Allowance(question, reason, until)

    def _allowed_table(self, way: Keys) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._document["gates"]["allow"][way[-1]]
        return found

    def _taken(self, way: Keys, key: str, read: Callable[[Any], T]) -> T | None:
        table = self._allowed_table(way)
        if key not in table:
            return None
        try:
            return read(table[key])
        except _Wrong as wrong:
            self._wrong((*way, key), wrong.expected)
            return None

    def finish(self) -> None:
        """Raise with everything that was found, if anything was."""
        self._log.stop_on_errors()


# Places

_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')[ \t]*""")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)


def places_of(text: str) -> dict[Keys, Place]:
    """Return where the keys and tables of a valid TOML document stand; inside ``{}`` none.

    Tables in double brackets are counted from 0. Keys written with escapes have no place.
    """
    scanner = _Scanner(text)
    scanner.scan()
    return scanner.places


class _Scanner:
    """Walks through a document that is known to be valid, from one key to the next."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._line, self._line_begin, self._counted_to = 1, 0, 0
        self._counts: dict[Keys, int] = {}
        self._table: Keys = ()
        self.places: dict[Keys, Place] = {}

    def scan(self) -> None:
        while self._skip_blank() < len(self._text):
            if self._text.startswith("[", self._at):
                self._header()
            else:
                self._pair()

    def _skip_blank(self) -> int:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _place(self, offset: int) -> Place:
        """Return the place of an offset; offsets are asked for in order."""
        new_lines = self._text.count("\n", self._counted_to, offset)
        if new_lines:
            self._line += new_lines
            self._line_begin = self._text.rfind("\n", 0, offset) + 1
        self._counted_to = offset
        return Place(self._line, offset - self._line_begin + 1)

    def _header(self) -> None:
        place = self._place(self._at)
        is_list = self._text.startswith("[[", self._at)
        self._at += 2 if is_list else 1
        way = self._resolved(self._keys())
        self._at += 2 if is_list else 1
        if is_list:
            self._counts[way] = self._counts.get(way, -1) + 1
            self.places.setdefault(way, place)
            way = (*way, self._counts[way])
        self._table = way
        self.places.setdefault(way, place)

    def _resolved(self, keys: tuple[str, ...]) -> Keys:
        """Put the number of the latest table into a way that leads through a list of tables."""
        way: Keys = ()
        for key in keys:
            if way in self._counts:
                way = (*way, self._counts[way])
            way = (*way, key)
        return way

    def _pair(self) -> None:
        place = self._place(self._at)
        keys = self._keys()
        for number in range(1, len(keys) + 1):
            self.places.setdefault((*self._table, *keys[:number]), place)
        self._at += 1  # the equals sign
        self._value()

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        while found := _KEY.match(self._text, self._at):
            keys.append(next(part for part in found.groups() if part is not None))
            self._at = found.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return tuple(keys)

    def _value(self) -> None:
        """Go behind a value: strings as a whole, brackets with all that is in them."""
        depth = 0
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in "\"'" and (found := _STRING.match(self._text, self._at)):
                self._at = found.end()
                continue
            if sign == "#":
                self._skip_blank()
                if not depth:
                    return
                continue
            if sign == "\n" and not depth:
                return
            depth += (sign in "[{") - (sign in "]}")
            self._at += 1
