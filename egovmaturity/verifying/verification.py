"""What came of making a report again."""

import html
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.verifying.difference import (
    Differences,
    as_lines,
    in_json,
    in_parts,
    in_text,
    paragraphs,
)
from egovmaturity.verifying.record import Made, Source
from egovmaturity.verifying.report_file import BYTE_ORDER_MARK, ReportFile, unpacked


class Outcome(StrEnum):
    """Whether a report is what its inputs give.

    ``confirmed``: the same bytes. ``same-content``: the same but for how a text ends its lines or
    begins, or how a Word document is packed. ``differs``: everything else.
    """

    CONFIRMED = "confirmed"
    SAME_CONTENT = "same-content"
    DIFFERS = "differs"


class Wrapping(StrEnum):
    """What programs that pass a file on are known to change without changing what it says."""

    LINE_ENDS = "line-ends"
    BYTE_ORDER_MARK = "byte-order-mark"
    PACKING = "packing"


class Input(NamedTuple):
    """A file a report was made again from.

    ``recorded`` is what the report says of it (``None``: nothing), ``used`` what it is. ``path`` is
    where it was found, ``None`` for what comes with the program.
    """

    role: str
    recorded: Source | None
    used: Source
    path: str | None

    @property
    def has_changed(self) -> bool:
        """Whether the report was made from other content, by its own account."""
        known = self.recorded.sha256 if self.recorded else None
        return known is not None and known != self.used.sha256


class Told(NamedTuple):
    """A sentence or figure that follows from the inputs, and whether the report has it."""

    text: str
    is_there: bool


class Judgement(NamedTuple):
    """How a report compares with the one made again."""

    outcome: Outcome
    wrapping: tuple[Wrapping, ...] = ()
    differences: Differences = Differences((), 0)


class Verification(NamedTuple):
    """Everything there is to say about one report.

    ``file`` is what the user called it and ``sha256`` the hash of its bytes; ``version`` is the
    release that made it again. ``told`` is empty unless another release made the report and it has
    words with verdict and key figures.
    """

    file: str
    sha256: str
    record: Made
    version: str
    inputs: tuple[Input, ...]
    judgement: Judgement
    told: tuple[Told, ...] = ()

    @property
    def is_by_another_release(self) -> bool:
        """Whether the report cannot be expected to come out the same."""
        return self.record.version != self.version


def judge(report: ReportFile, again: bytes) -> Judgement:
    """Compare a report with the one made again from its inputs."""
    if report.data == again:
        return Judgement(Outcome.CONFIRMED)
    if report.format == "docx":
        return _judge_parts(report, again)
    expected = again.decode("utf-8")
    lines = as_lines(report.text)
    if lines == as_lines(expected):
        wrapping = []
        if report.data.startswith(BYTE_ORDER_MARK):
            wrapping.append(Wrapping.BYTE_ORDER_MARK)
        if report.text != expected:
            wrapping.append(Wrapping.LINE_ENDS)
        return Judgement(Outcome.SAME_CONTENT, tuple(wrapping))
    compare = in_json if report.format == "json" else in_text
    return Judgement(Outcome.DIFFERS, (), compare(report.text, expected))


def _judge_parts(report: ReportFile, again: bytes) -> Judgement:
    expected = unpacked(again)
    if report.parts == expected:
        return Judgement(Outcome.SAME_CONTENT, (Wrapping.PACKING,))
    return Judgement(Outcome.DIFFERS, (), in_parts(report.parts, expected))


def told(report: ReportFile, facts: Iterable[tuple[str, str]]) -> tuple[Told, ...]:
    """Look in the words of a report for facts that follow from its inputs, whatever the layout.

    A fact is a label and a text, which follow each other in either order; the label may be empty.
    """
    said = f" {_bare(_words_of(report))} "
    return tuple(
        Told(
            f"{label}: {text}" if label else text,
            any(f" {_bare(each)} " in said for each in (f"{label} {text}", f"{text} {label}")),
        )
        for label, text in facts
    )


def _words_of(report: ReportFile) -> str:
    match report.format:
        case "docx":
            markup = report.parts.get("word/document.xml", b"").decode("utf-8", "replace")
            return "\n".join(paragraphs(markup))
        case "html":
            return html.unescape(re.sub(r"<[^<>]*>", " ", report.text))
        case _:
            return report.text


def _bare(text: str) -> str:
    """Leave letters, digits and the signs of numbers, with single spaces between words."""
    return " ".join(re.findall(r"[^\W_]+(?:[.,][^\W_]+)*%?|[<>≥]", text.replace("\\", "")))
