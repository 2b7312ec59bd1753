"""How far a long work is: one line on a terminal, drawn anew with every step."""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable

from egovmaturity.renderers.columns import fitted
from egovmaturity.renderers.safe_text import one_line

_PATIENCE = 0.5
_WIDEST = 80
_NARROWEST = 8
_BAR = 18


class Progress:
    """Tells on standard error how many of ``total`` things are done.

    Nothing is shown in the first half second, nor where nobody looks or the terminal cannot go back
    to the start of a line. Only ASCII is added to what is told.
    """

    def __init__(
        self, title: str, total: int, *, is_quiet: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin to count the time; ``title`` says what is being done."""
        self._title, self._total, self._clock = title, total, clock
        self._is_watched = not is_quiet and _is_watched()
        self._begun = clock()
        self._shown = 0

    def step(self, number: int, name: str) -> None:
        """Say that the ``number``th thing, counted from 1, is at work."""
        if not self._is_watched or self._clock() - self._begun < _PATIENCE:
            return
        width = min(shutil.get_terminal_size().columns - 1, _WIDEST)
        done = _BAR * number // self._total
        count = f"{number:{len(str(self._total))}}/{self._total}"
        bar = f"[{'#' * done}{'.' * (_BAR - done)}]"
        told = fitted(
            f"{self._title}  {count}  {one_line(name)}", max(width - _BAR - 4, _NARROWEST), "..."
        )
        self._draw(f"{told}  {bar}"[:width])

    def clear(self) -> None:
        """Take the line away, so that what is said next begins at the margin."""
        if self._shown:
            self._draw("")

    def _draw(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("\r" + line.ljust(self._shown) + ("" if line else "\r"))
            sys.stderr.flush()
        self._shown = len(line)


def _is_watched() -> bool:
    stream = sys.stderr
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
