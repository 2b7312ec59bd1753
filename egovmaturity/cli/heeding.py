"""That a file of settings was read is said, and its language spoken from then on."""

from egovmaturity.cli.invocation import invocation
from egovmaturity.cli.output import say
from egovmaturity.cli.settings import Usual, usual
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line


def heeded(answers: str) -> Usual:
    """Return what the settings near answers say of them, once their language is heeded.

    Raises:
        ContentError: The file of settings cannot be used; with all its problems.
    """
    found = usual(answers)
    heed(found.language, found.file)
    return found


def heed(language: str | None, file: str | None) -> None:
    """Say which file of settings was read, in its language where nothing else has chosen one."""
    if file is None:
        return
    common = invocation.common
    if language is not None and not common.is_language_chosen:
        invocation.common = common._replace(language=language)
        invocation.words = Words(language)
    if not common.is_quiet:
        say(invocation.words("Settings: {file}", file=one_line(file)))
