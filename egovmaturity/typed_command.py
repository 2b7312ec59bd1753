"""Commands as they can be typed, for messages that say how to go on."""

import os
import shlex
from collections.abc import Sequence


def as_typed(written: Sequence[str]) -> str:
    """Return a command, or a part of one, as the shell of this system reads it."""
    if os.name == "nt":
        from subprocess import list2cmdline  # noqa: PLC0415  # not needed elsewhere

        return list2cmdline(written)
    return shlex.join(written)
