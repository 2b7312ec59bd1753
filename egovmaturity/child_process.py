"""A process of its own for what strangers send: without environment, with limits.

The parent hands over one request and reads one answer. Time and output are limited everywhere;
memory, processor time and files where the system can (not on Windows).
"""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

# A Python with shared libraries may not start without the first two, nothing on Windows without
# the last.
_KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


def ask_child(
    start: str, packages: Sequence[str], request: bytes, seconds: float, output: int
) -> bytes | str:
    """Run the code ``start`` in a new Python, hand over the request and return its answer.

    The child finds ``packages`` through the folders among its arguments, and never outlives this
    call. Where it exceeded a limit that cannot be judged from inside: ``time`` or ``output``.

    Raises:
        OSError: It cannot start.
    """
    executable = Path(sys.executable).absolute()
    child = subprocess.Popen(  # noqa: S603  # this Python, our own code
        [executable, "-I", "-S", "-B", "-c", start, *_import_folders(packages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=executable.anchor,
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        start_new_session=True,
    )
    with child, _killed_after(seconds, child) as watch:
        answer = _converse(child, request, output)
    if watch.is_over:
        return "time"
    return "output" if len(answer) > output else answer


class _Watch:
    """Whether the time was over."""

    is_over = False


@contextlib.contextmanager
def _killed_after(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[_Watch]:
    """Kill the child when its time is over, and in any case at the end."""
    watch = _Watch()

    def strike() -> None:
        watch.is_over = True
        child.kill()

    timer = threading.Timer(seconds, strike)
    timer.daemon = True
    try:
        timer.start()
        yield watch
    finally:
        timer.cancel()
        child.kill()


def _import_folders(packages: Sequence[str]) -> list[str]:
    """Return where the child finds what it imports, however this process found it."""
    origins = [spec.origin for name in packages if (spec := find_spec(name)) and spec.origin]
    return list(dict.fromkeys(str(Path(origin).absolute().parents[1]) for origin in origins))


def _converse(child: subprocess.Popen[bytes], request: bytes, limit: int) -> bytes:
    """Write the request and read the answer, at most one byte more than allowed."""
    if child.stdin is None or child.stdout is None:
        raise AssertionError  # both are pipes
    # A child that is gone cannot read; what became of it shows in its answer.
    with contextlib.suppress(OSError), child.stdin:
        child.stdin.write(request)
    return child.stdout.read(limit + 1)


def limit_resources(seconds: float, memory: int) -> None:
    """Called in the child: take away files, and all but so much processor time and memory."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not there on Windows

    # The clock strikes in the parent first, which can say so more kindly.
    for kind, amount in (
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        most = resource.getrlimit(kind)[1]
        least = amount if most == resource.RLIM_INFINITY else min(amount, most)
        # Not every system lets every limit be set; the clock and what the child refuses stay.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (least, least))
