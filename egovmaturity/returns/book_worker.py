"""The process in which a returned workbook is read; ``workbook_file`` starts it."""

from typing import Any

from egovmaturity.workbooks.cells import packed
from egovmaturity.workbooks.serving import serve
from egovmaturity.workbooks.xlsx import Limits, read_book


def main() -> None:
    """Answer the one request on standard input."""
    serve(_read)


def _read(data: bytes, limits: Any) -> dict[str, Any]:
    return packed(read_book(data, Limits(*limits)))
