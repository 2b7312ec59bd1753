"""The forms of a report: what a file ending or ``--format`` stands for."""

from enum import StrEnum
from pathlib import Path


class ReportFormat(StrEnum):
    """The forms a report can take."""

    TERMINAL = "terminal"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    DOCX = "docx"
    JUNIT = "junit"
    BADGE = "badge"
    SVG = "svg"


ENDINGS = {
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".badge.json": ReportFormat.BADGE,
    ".json": ReportFormat.JSON,
    ".csv": ReportFormat.CSV,
    ".docx": ReportFormat.DOCX,
    ".xml": ReportFormat.JUNIT,
    ".svg": ReportFormat.SVG,
}
"""File endings and the format each stands for."""


def format_of(name: str) -> ReportFormat | None:
    """Return what the ending of a file name stands for, the longer of two that fit."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    return ENDINGS.get("".join(suffixes[-2:])) or ENDINGS.get("".join(suffixes[-1:]))
