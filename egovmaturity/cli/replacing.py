"""A file put in the place of one that was read, if somebody agrees and nobody changed it."""

import contextlib
import sys
from codecs import BOM_UTF8
from hashlib import sha256
from pathlib import Path

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.output import OutputError, alone, encoded, keep_backup, write_file
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.text_source import SourceText, read_data
from egovmaturity.renderers.safe_text import one_line

_YES = {"y", "yes", "ya"}


def is_agreed(question: str, way_out: Message) -> bool:
    """Ask whoever sits at the terminal; anything but a yes is a no.

    Raises:
        UsageError: Nobody is there to ask; ``way_out`` says which option answers instead.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(message("nothing was written: there is nobody to ask"), way_out)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in _YES


def replace(read: SourceText, text: str) -> None:
    """Write a file anew, if it still is what was read; the old one stays as ``.bak``.

    Two runs take turns, where the system can: see ``alone``.

    Raises:
        OutputError: It was changed since it was read, or cannot be written; it is as it was.
        ContentError: It cannot be read any more.
    """
    path, data = Path(read.name), marked_as(read, text)
    with alone(path):
        if sha256(read_data(path).data).hexdigest() != read.sha256:
            raise OutputError(
                message('"{file}" was changed since it was read', file=one_line(read.name)),
                message("Nothing was written. Run the same command again."),
            )
        keep_backup(path)
        write_file(path, data)


def marked_as(read: SourceText, text: str) -> bytes:
    """Return a text in bytes, begun with the byte-order mark where what was read began so.

    Notepad may have put it there.
    """
    had_mark = sha256(BOM_UTF8 + encoded(read.text)).hexdigest() == read.sha256
    return (BOM_UTF8 if had_mark else b"") + encoded(text)
