"""Finished documents on their way out: to standard output, or into the files named with -o."""

from pathlib import Path

from egovmaturity.cli.common import Common
from egovmaturity.cli.output import STDOUT, print_out, say, write_file
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line


def deliver(
    name: str, document: str | bytes, common: Common, words: Words, *, is_file: bool
) -> None:
    """Write a document where it belongs, and say so on standard error where that is a file.

    ``is_file``: on standard output too it is UTF-8 whatever a terminal can show.

    Raises:
        OutputError: It cannot be written there.
    """
    if name == STDOUT:
        print_out(document, is_file=is_file)
        return
    size = write_file(Path(name), document)
    if not common.is_quiet:
        say(words("Saved: {file} ({size} kB)", file=one_line(name), size=-(-size // 1000)))
