"""Both ends of the process in which one workbook is read: bytes in, JSON out, and nothing else.

Workbooks come by e-mail, and what reads them is compiled: what it asks for in vain ends the
process, not an exception. So they are unpacked and read where memory and time are limited.
"""

import codecs
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from egovmaturity.child_process import ask_child, limit_resources
from egovmaturity.workbooks.archive import RefusedError


class Bounds(NamedTuple):
    """What the process may take: seconds, bytes in memory, bytes of its answer."""

    seconds: float
    memory: int
    output: int


def ask(
    worker: str, packages: Sequence[str], request: Any, data: bytes, bounds: Bounds
) -> dict[str, Any]:
    """Let the module ``worker`` read ``data``; it calls ``serve`` in its ``main``.

    The answer is what its reader returned, or has a ``problem``: those of the reader, and
    ``start``, ``time``, ``output`` and ``memory``.
    """
    start = f"import sys; sys.path += sys.argv[1:]; from {worker} import main; main()"
    asked = json.dumps({"bounds": bounds, "request": request}).encode() + b"\n" + data
    try:
        outcome = ask_child(start, packages, asked, bounds.seconds, bounds.output)
    except OSError:
        return {"problem": "start"}
    if isinstance(outcome, str):
        return {"problem": outcome}
    try:
        found: dict[str, Any] = json.loads(outcome)
    except ValueError:
        return {"problem": "memory"}  # it was ended, which only a lack of memory explains
    return found


def serve(read: Callable[[bytes, Any], dict[str, Any]]) -> None:
    """Answer the one request on standard input, and leave without tidying up."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    codecs.lookup("cp437")  # of the names in archives; it could not be loaded any more
    bounds = Bounds(*asked["bounds"])
    limit_resources(bounds.seconds, bounds.memory)
    try:
        answer = json.dumps(_answer(read, data, asked["request"])).encode()
    except MemoryError:
        answer = b'{"problem": "memory"}'
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


def _answer(read: Callable[[bytes, Any], dict[str, Any]], data: bytes, request: Any) -> Any:
    try:
        return read(data, request)
    except RefusedError as refused:
        return {"problem": refused.problem, "detail": refused.detail}
