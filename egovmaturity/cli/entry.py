"""Where the process begins: what must be in place before anything heavy is imported."""

import os
import sys

from egovmaturity.version import __version__


def main() -> None:
    """Run the command line and leave with its exit status; never with a traceback."""
    if sys.argv[1:] == ["--version"]:
        _print_version()
    try:
        import gc  # noqa: PLC0415  # after the version, which must cost nothing

        _catch_signals()
        # A run is short and its memory bounded by the limits on files; collecting costs a tenth.
        gc.disable()
        _hold_standard_streams()
        from egovmaturity.cli.app import run  # noqa: PLC0415  # after the signals are in place

        status = run(sys.argv[1:])
        _ignore_signals()
    except KeyboardInterrupt:
        status = 130
    except _Ended as ended:
        status = ended.status
    except RuntimeError as problem:
        if not isinstance(problem.__cause__, _Ended):
            raise
        status = problem.__cause__.status  # Python 3.11 wraps what is raised in __set_name__
    _leave(status)


def _print_version() -> None:
    try:
        sys.stdout.write(f"egovmaturity {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        os._exit(2)
    raise SystemExit(0)


_SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 143}
"""Signals that end a run, where the system has them, and the exit status of each."""


class _Ended(BaseException):
    """The process was asked to end; raised so that half-written files are removed on the way."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _catch_signals() -> None:
    """Turn the first signal into an exception; one that is ignored already (nohup) stays so."""
    import signal  # noqa: PLC0415  # not before the version is printed

    def end(number: int, _frame: object) -> None:
        _ignore_signals()
        raise _Ended(_SIGNALS[signal.Signals(number).name])

    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def _ignore_signals() -> None:
    """Let nothing disturb what is left to do: cleaning up, and leaving."""
    import signal  # noqa: PLC0415  # not before the version is printed

    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _hold_standard_streams() -> None:
    """Occupy closed standard descriptors, so that no report file ever becomes number 1 or 2."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _leave(status: int) -> None:
    """Flush and exit; a reader that has gone away is no reason for a message.

    The process ends here, without Python taking its modules and objects apart first: every file is
    written and closed by now, and taking apart costs as much as scoring.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            break
    os._exit(status)
