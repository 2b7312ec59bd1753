"""How offices fill in what they were sent: with LibreOffice, or in Chromium."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from browser.round_trip.offices import Said

TYPIST = Path(__file__).parent / "libreoffice.py"
PYTHON = "/usr/bin/python3"
"""The Python that LibreOffice brings its module for."""

Filled = Mapping[str, Said | None]
"""What is said of each question, by id."""


def has_libreoffice() -> bool:
    """Whether spreadsheets can be filled in here."""
    try:
        done = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def type_into(jobs: Iterable[Mapping[str, Any]]) -> None:
    """Let LibreOffice do what the jobs say."""
    subprocess.run(
        [PYTHON, str(TYPIST)], input=json.dumps(list(jobs)).encode(), check=True, timeout=300
    )


def sheet_job(file: Path, filled: Filled, labels: Mapping[int, str]) -> dict[str, Any]:
    """Say what an office types into its answer sheet."""
    cells = {"Identitas!C5": f"Petugas {file.stem}", "Identitas!C6": "Kepala Seksi"}
    cells["Identitas!C9"] = "30 November 2026"
    for row, answer in enumerate(filled.values(), start=5):
        if answer is None:
            continue
        level = answer.level
        cells[f"Jawaban!F{row}"] = "Tidak berlaku" if level is None else f"{level} {labels[level]}"
        cells[f"Jawaban!G{row}"] = "\n".join(text for text, _ in answer.documents)
        cells[f"Jawaban!H{row}"] = "\n".join(place for _, place in answer.documents)
        cells[f"Jawaban!I{row}"] = answer.note
    return {"file": str(file), "cells": cells}


def fill_form(page: Any, file: Path, filled: Filled, labels: Mapping[int, str], to: Path) -> Path:
    """Fill in a form as a respondent does, and return the file that was downloaded."""
    page.goto(file.as_uri())
    page.get_by_label("Nama pengisi").fill(f"Petugas {file.stem}")
    page.get_by_label("Jabatan").fill("Kepala Seksi")
    page.get_by_role("button", name="Mulai atau lanjutkan").click()
    for answer in filled.values():
        if answer is None:
            page.get_by_role("button", name="Lewati dahulu").click()
            continue
        level = answer.level
        name = "Tidak berlaku" if level is None else f"{level} {labels[level]}"
        page.get_by_role("radio", name=name).check()
        for place, (text, location) in enumerate(answer.documents, start=1):
            if place > 1:
                page.get_by_role("button", name="Tambah bukti").click()
            page.get_by_label(f"Bukti {place}: nama, nomor, tanggal").fill(text)
            page.get_by_label(f"Bukti {place}: berkas atau tautan").fill(location)
        page.get_by_label("Catatan atau alasan").fill(answer.note)
        page.get_by_role("button", name="Simpan dan").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Unduh jawaban").click()
    found = to / started.value.suggested_filename
    started.value.save_as(found)
    return found
