"""Files named on the command line, also by their folder or a pattern: cmd expands neither."""

import contextlib
import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.diagnostics import message
from egovmaturity.renderers.safe_text import one_line

_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini"}


def given_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are meant, each once, those of a folder or pattern by their names.

    A folder stands for what lies in it, not for folders within. A pattern is a name with ``*``,
    ``?`` or ``[`` that no file has; one that nothing fits stays as it is, to be told as missing.
    Both leave out what systems and Excel leave behind: hidden files, locks (``~$...``), copies
    (``.bak``).

    Raises:
        UsageError: A folder holds no file, or cannot be read.
    """
    return tuple(dict.fromkeys(file for name in names for file in _meant(name)))


def _meant(name: str) -> Iterator[str]:
    if os.path.isdir(name):  # noqa: PTH112  # unlike Path, never raises
        yield from _within(name)
    elif glob.has_magic(name) and not os.path.lexists(name):
        found = sorted(filter(_is_meant, glob.glob(name)))  # noqa: PTH207  # as it is written
        yield from found or [name]
    else:
        yield name


def _within(folder: str) -> list[str]:
    try:
        found = sorted(filter(_is_meant, map(str, Path(folder).iterdir())))
    except OSError as problem:
        raise UsageError(
            message(
                'the folder "{folder}" cannot be read: {reason}',
                folder=one_line(folder),
                reason=problem.strerror or str(problem),
            )
        ) from problem
    if not found:
        raise UsageError(
            message('the folder "{folder}" holds no file', folder=one_line(folder)),
            message("Put there what came back, or name the files."),
        )
    return found


def folders_within(names: Iterable[str]) -> tuple[str, ...]:
    """Return the folders that lie in folders named and hold something; they are not looked into."""
    folders = (Path(name) for name in names if os.path.isdir(name))  # noqa: PTH112  # as above
    found = (each for folder in folders for each in folder.iterdir() if _holds_something(each))
    return tuple(dict.fromkeys(sorted(map(str, found))))


def _holds_something(path: Path) -> bool:
    if path.name.startswith(".") or not path.is_dir():
        return False
    with contextlib.suppress(OSError):
        return any(path.iterdir())
    return True


def _is_meant(file: str) -> bool:
    path = Path(file)
    name = path.name.casefold()
    is_left_behind = name.startswith((".", "~$")) or name in _OF_THE_SYSTEM
    return path.is_file() and not is_left_behind and ".bak" not in path.suffix.casefold()
