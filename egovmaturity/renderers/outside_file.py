"""Files of users that renderers read: bounded, strictly UTF-8, never a device."""

import os
import stat
from pathlib import Path

from egovmaturity.domain.diagnostics import RefusedError, message


def read_outside(path: Path, limit: int, refused: type[RefusedError]) -> str:
    """Return the text of a file of at most ``limit`` bytes, without its byte-order mark.

    Raises:
        RefusedError: As ``refused``: it is missing, no file, too large or not UTF-8.
    """
    try:
        data = read_bytes(path, limit)
    except FileNotFoundError:
        raise refused(message('"{file}": file not found', file=str(path))) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        cause = message('"{file}" cannot be read: {reason}', file=str(path), reason=reason)
        raise refused(cause) from problem
    if data is None:
        raise refused(
            message('"{file}" is a folder or a device, not a file', file=str(path)),
            message("Give the file itself."),
        )
    if len(data) > limit:
        raise refused(
            message('"{file}" is larger than {limit}', file=str(path), limit=_size(limit)),
            message("Check that this is the right file."),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise refused(
            message("{place}: the file is not UTF-8 text", place=f"{path}:{line}"),
            message('Save it again with encoding "UTF-8" (Notepad: File, Save as, Encoding).'),
        ) from None


def _size(limit: int) -> str:
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1000} kB"


def read_bytes(path: Path, limit: int, flags: int = 0) -> bytes | None:
    """Return a file's bytes, at most one more than allowed; ``None`` for what is no file.

    Raises:
        OSError: It cannot be read.
    """
    flags |= os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_dir():
        return None
    with os.fdopen(os.open(path, flags), "rb") as file:
        is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        return file.read(limit + 1) if is_file else None
