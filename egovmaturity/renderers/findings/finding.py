"""A problem of a file, ready for a service that has its own idea of files and texts."""

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Diagnostic, Message, Severity, english
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line


class CheckedFinding(NamedTuple):
    """One problem. ``path`` is as the repository knows the file; ``line`` 0 means all of it.

    ``fingerprint`` stays the same while the problem does, wherever its line moves and in whatever
    language it is told.
    """

    code: str
    is_error: bool
    path: str
    line: int
    column: int
    cause: str
    hint: str
    fingerprint: str

    @property
    def text(self) -> str:
        """Cause and way out."""
        return f"{self.cause}. {self.hint}" if self.hint else self.cause


def checked_findings(
    found: Sequence[Diagnostic], words: Words, path_of: Callable[[str], str]
) -> list[CheckedFinding]:
    """Say each problem in ``words``, with the path that ``path_of`` gives its file, in order.

    A fingerprint is made of path, code and English cause; the second and any later problem that
    have all three in common are told apart by their number.
    """
    met: Counter[tuple[str, str, str]] = Counter()
    findings = []
    for each in found:
        path = path_of(each.location.file)
        same = (path, each.code, _lasting(each.cause))
        met[same] += 1
        identity = "\0".join((*same, str(met[same])))
        is_cell = each.location.sheet is not None
        findings.append(
            CheckedFinding(
                each.code,
                each.severity is Severity.ERROR,
                one_line(path),
                0 if is_cell else each.location.line,
                0 if is_cell else each.location.column,
                one_line(words.say(each.cause)),
                one_line(words.say(each.hint)) if each.hint else "",
                sha256(identity.encode("utf-8", "backslashreplace")).hexdigest(),
            )
        )
    return findings


def _lasting(cause: Message) -> str:
    """Return what is wrong in English, without the number of another line."""
    return english(Message(cause.text, {**cause.values, "line": ""}))
