"""What an exit status means; the same for every command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """A low score is no error; a broken file never looks like a failed gate."""

    DONE = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    INTERNAL_ERROR = 3
    INTERRUPTED = 130
    TERMINATED = 143
