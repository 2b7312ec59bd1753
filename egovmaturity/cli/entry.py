"""Where the process begins: what must be in place before anything heavy is imported."""

import os
import sys

from egovmaturity.version import __version__


def main() -> None:
    """Run the command line and leave with its exit status; never with a traceback."""
    if sys.argv[1:] == ["--version"]:
        _print_version()
    import gc  # noqa: PLC0415  # after the version, which must cost nothing
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGTERM, _terminate)
    # A run is short and its memory bounded by the limits on files; collecting costs a tenth of it.
    gc.disable()
    try:
        _hold_standard_streams()
        from egovmaturity.cli.app import run  # noqa: PLC0415  # after the signal is in place

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    except _Terminated:
        status = 143
    _leave(status)


def _print_version() -> None:
    try:
        sys.stdout.write(f"egovmaturity {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        os._exit(2)
    raise SystemExit(0)


class _Terminated(BaseException):
    """The process was asked to end; raised so that half-written files are removed on the way."""


def _terminate(_signal: int, _frame: object) -> None:
    raise _Terminated


def _hold_standard_streams() -> None:
    """Occupy closed standard descriptors, so that no report file ever becomes number 1 or 2."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _leave(status: int) -> None:
    """Flush and exit; a reader that has gone away is no reason for a message."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os._exit(status)
    raise SystemExit(status)
