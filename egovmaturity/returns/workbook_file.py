"""A returned workbook to its cells: what kind of file it is, and what keeps it from being read."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.loading.text_source import SourceBytes, other_kind
from egovmaturity.returns.notes import At, Notes, Problem
from egovmaturity.workbooks.cells import Book, unpacked
from egovmaturity.workbooks.serving import Bounds, ask
from egovmaturity.workbooks.xlsx import Limits

LARGEST = 5_000_000
"""Bytes of a workbook; a filled sheet has a hundredth of it."""


class Frame(NamedTuple):
    """What reading one workbook may take: the process, and what is read."""

    bounds: Bounds = Bounds(seconds=4, memory=250_000_000, output=25_000_000)
    limits: Limits = Limits()


_WORKER = "egovmaturity.returns.book_worker"


def is_workbook(source: SourceBytes) -> bool:
    """Whether a file is an archive, as workbooks are, whatever it is called."""
    return source.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_workbook(source: SourceBytes, notes: Notes, frame: Frame | None = None) -> Book:
    """Read the cells of a workbook, in a process of its own.

    Raises:
        ContentError: E130 it is another kind of file, E131 it needs a password, E132 it is damaged,
            E133 it is too large.
    """
    frame = frame or Frame()
    if len(source.data) > LARGEST:
        notes.refuse(At(), _problem("file", ""))
    answer = ask(_WORKER, ("egovmaturity",), frame.limits, source.data, frame.bounds)
    if "problem" in answer:
        notes.refuse(At(), _problem(answer["problem"], answer.get("detail", "")))
    return unpacked(answer)


def refuse_other_kinds(source: SourceBytes, notes: Notes) -> None:
    """Refuse what is neither a workbook nor a text that could hold answers.

    Raises:
        ContentError: E130, or E131 for a workbook with a password.
    """
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in source.data
        notes.refuse(At(), _problem("password" if is_locked else "kind", "XLS"))
    kind = other_kind(source.data)
    if kind == "HTML/XML":
        notes.refuse(At(), _problem("page", kind))
    ending = PurePath(source.name).suffix.lower()
    if ending in _SPREADSHEETS:
        notes.refuse(At(), _problem("kind", kind or "CSV"))
    if kind in _DOCUMENTS:
        notes.refuse(At(), _problem("document", kind))


_SPREADSHEETS = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"))

_DOCUMENTS = frozenset(("PDF", "PNG", "JPEG", "GZIP"))
"""Kinds of files that offices send along: letters, evidence."""

_SAVE = message(
    "Open it in Excel or LibreOffice and save it as .xlsx (File, Save as, Excel 2007-365)."
)
_ANEW = message("Ask the office to save it again as .xlsx and to send it once more.")
_SMALLER = message("Remove pictures and added sheets, and save it again as .xlsx.")
_PROBLEMS: Mapping[str, tuple[str, Message, Message | None]] = {
    "kind": ("E130", message("this is {detail}, not an answer sheet (.xlsx)"), _SAVE),
    "page": (
        "E130",
        message("this is {detail}, not the answers"),
        message(
            "Of a form, the file that its button saves is needed (.yaml); of a sheet, the .xlsx."
        ),
    ),
    "document": (
        "E130",
        message("this is {detail}, neither an answer sheet (.xlsx) nor answers (.yaml)"),
        message("Leave it out of the folder, or ask the office for the file that it filled in."),
    ),
    "password": (
        "E131",
        message("the workbook is protected by a password"),
        message("Open it, take the password away, and save it as .xlsx."),
    ),
    "broken": ("E132", message("the workbook is damaged and cannot be read"), _ANEW),
    "start": ("E132", message("Python cannot be started again to read the workbook"), None),
    "file": ("E133", message("the workbook is larger than {largest} MB"), _SMALLER),
    "unpacked": ("E133", message("the workbook is too large when unpacked"), _SMALLER),
    "cells": ("E133", message("the workbook has too many sheets, cells or texts"), _SMALLER),
    "memory": ("E133", message("the workbook takes too much memory, or is damaged"), _SMALLER),
    "time": ("E133", message("reading the workbook takes too long"), _SMALLER),
    "output": ("E133", message("the workbook holds too much text"), _SMALLER),
}


def _problem(name: str, detail: str) -> Problem:
    code, cause, hint = _PROBLEMS[name]
    return Problem(code, message(cause.text, detail=detail, largest=LARGEST // 1_000_000), hint)
