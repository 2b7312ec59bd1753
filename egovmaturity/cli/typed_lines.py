"""Lines that somebody types, or that come through a pipe; none is taken by half."""

import contextlib
import sys
from enum import StrEnum
from typing import BinaryIO, NamedTuple

from egovmaturity.renderers.typed_text import Refused, Typed, typed

MAX_LINE = 4000
"""Longest line in bytes. A terminal hands over 4095 at most and drops the rest without a word."""


class Broken(StrEnum):
    """Why there is no line."""

    END = "end"
    TOO_LONG = "too long"
    NOT_TEXT = "not text"


class NotEnded(NamedTuple):
    """The end came before the end of the line, which therefore nobody confirmed."""

    line: Typed | Refused


Line = Typed | Refused | Broken | NotEnded


class TypedLines:
    """Standard input, line by line."""

    def __init__(self, stream: BinaryIO, encoding: str, *, is_terminal: bool) -> None:
        self._stream = stream
        self.encoding, self.is_terminal = encoding, is_terminal

    def read(self) -> Line:
        """Wait for a line; a terminal that has gone away is the end of all lines."""
        try:
            data = self._stream.readline(MAX_LINE + 1)
            is_whole = data.endswith(b"\n")
            if len(data) > MAX_LINE and not is_whole:
                self._skip()
        except OSError:
            return Broken.END
        if not data:
            return Broken.END
        if len(data) > MAX_LINE:
            return Broken.TOO_LONG
        try:
            line = typed(data.decode(self.encoding).rstrip("\r\n"))
        except UnicodeDecodeError:
            return Broken.NOT_TEXT
        return line if is_whole else NotEnded(line)

    def drop_rest(self) -> None:
        """Forget what was typed or pasted ahead on a terminal, where a shell would run it."""
        if not self.is_terminal:
            return
        with contextlib.suppress(ImportError, OSError, ValueError):
            import termios  # noqa: PLC0415  # not on Windows

            with contextlib.suppress(termios.error):
                termios.tcflush(self._stream.fileno(), termios.TCIFLUSH)

    def _skip(self) -> None:
        """Read the rest of a line that is too long, so that it is not taken for the next one."""
        rest = b"."
        while rest and not rest.endswith(b"\n"):
            rest = self._stream.readline(MAX_LINE)


def standard_input() -> TypedLines | None:
    """Return standard input; ``None`` where it is closed."""
    if sys.stdin is None:
        return None
    encoding = sys.stdin.encoding.lower()
    # What is ASCII by name takes UTF-8 in practice: files and most terminals are.
    is_plain = encoding in {"ascii", "us-ascii", "ansi_x3.4-1968"}
    return TypedLines(
        sys.stdin.buffer, "utf-8" if is_plain else encoding, is_terminal=sys.stdin.isatty()
    )
