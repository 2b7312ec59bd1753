"""The archive that a workbook is: what kind it is, and its parts, unpacked within limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator


class RefusedError(Exception):
    """The workbook cannot be used: the name of the problem, and what there is to say about it."""

    def __init__(self, problem: str, detail: str = "") -> None:
        """Keep both; the names are those that the parent process has sentences for."""
        super().__init__(problem)
        self.problem, self.detail = problem, detail


def unpack(data: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the parts that make tables; pictures, macros and so on stay packed.

    Together they hold at most ``limit`` bytes. Names differ, even with small and large letters
    taken as one: another reader might take another part of the same name.

    Raises:
        RefusedError: ``broken``; ``password`` for an entry that needs one; ``unpacked``, there is
            more than the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in _needed(archive, limit):
                yield entry.filename, archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as problem:
        raise RefusedError("broken") from problem
    except RuntimeError as problem:  # an entry that needs a password
        raise RefusedError("password") from problem


def _needed(archive: zipfile.ZipFile, limit: int) -> Iterator[zipfile.ZipInfo]:
    entries = [each for each in archive.infolist() if _NEEDED.search(each.filename)]
    if len({each.filename.lower() for each in entries}) < len(entries):
        raise RefusedError("broken")
    # Python unpacks no more than is declared here.
    if sum(each.file_size for each in entries) > limit:
        raise RefusedError("unpacked")
    for entry in entries:
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise RefusedError("broken")
        yield entry


_NEEDED = re.compile(r"\.(?:xml|rels)$|^mimetype$", re.IGNORECASE)


def names_of(data: bytes) -> list[str]:
    """Return the names of all entries, as they stand there.

    Raises:
        RefusedError: ``broken``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise RefusedError("broken") from problem


_KINDS = (
    ("xl/workbook.xml", "XLSX"),
    ("content.xml", "ODS"),
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
)


def kind_of(names: list[str]) -> str:
    """Name the kind of file that an archive with these entries is; ``ZIP`` where it is another."""
    return next((kind for name, kind in _KINDS if name in names), "ZIP")
