"""What the command line says outside the options of a command."""

from collections.abc import Sequence

from egovmaturity.cli.common import Common
from egovmaturity.language import Words


class Invocation:
    """The run that is going on: how it talks, in which words, and every argument as given."""

    common: Common
    words: Words
    arguments: Sequence[str]


invocation = Invocation()
"""Filled in before a command is called; the parser hands a command its own options only."""
