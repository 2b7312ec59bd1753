"""Commands as they can be typed, for messages that say how to go on."""

import os
from collections.abc import Sequence


def as_typed(written: Sequence[str]) -> str:
    """Return a command, or a part of one, as the shell of this system reads it."""
    if os.name == "nt":
        from subprocess import list2cmdline  # noqa: PLC0415  # not needed elsewhere

        return list2cmdline(written)
    from shlex import join  # noqa: PLC0415  # few runs say how to go on

    return join(written)
