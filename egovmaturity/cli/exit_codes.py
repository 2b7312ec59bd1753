"""What an exit status means; the same for every command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """A low score is no error; a broken file never looks like a failed gate.

    A run that is stopped ends with 130 or 143, which ``entry`` knows before this is imported.
    """

    DONE = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    INTERNAL_ERROR = 3
