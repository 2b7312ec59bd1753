"""Thirty-eight offices of an invented regency, and what each of them has to say."""

from collections.abc import Iterator
from typing import NamedTuple

from egovmaturity.domain.answers import Details, Unanswered
from egovmaturity.domain.questionnaire import Question, Questionnaire

DEPARTMENTS = [
    *("Dinas Kominfo", "Bappeda", "BKPSDM", "BPKAD", "Inspektorat", "Bagian Organisasi"),
    *("Bagian Hukum", "DPMPTSP", "Dinas Kesehatan", "Dinas Pendidikan & Kebudayaan"),
    *("Dinas Perpustakaan dan Kearsipan", "Dinas Sosial", "Dinas PUPR", "Dinas Perhubungan"),
    *("Dinas Pertanian", "Dinas Kelautan dan Perikanan", "Satpol PP", "BPBD"),
]
OFFICES = [*DEPARTMENTS, *(f"Kecamatan Sukamaju {number}" for number in range(1, 21))]
"""In the order in which they are asked; the last one does everything wrong that can be."""

BY_SHEET = OFFICES[:30]
BY_FORM = OFFICES[30:37]
WRONG = OFFICES[37]

NOTES = [
    "Sudah berjalan.",
    "=SUM(A1:A9)",
    "+62 812 dan -3, lalu @semua",
    'Kata "baru": 50% # bukan komentar',
    "Baris pertama\nbaris kedua",
    "Layanan 😀 <script>alert(1)</script>",
    "\u00a0Spasi khusus di tepi \u00a0",
    "C:\\bukti\\2026",
    "no",
]


class Said(NamedTuple):
    """What an office fills in for one question; ``level`` is missing where it does not apply."""

    level: int | None
    note: str = ""
    documents: tuple[tuple[str, str], ...] = ()


def said(number: int, question: Question) -> Said | None:
    """Say the same of a question on every run; some are left open."""
    if number % 9 == 8:
        return None
    note = NOTES[number % len(NOTES)]
    if number % 7 == 6 and question.allows_not_applicable:
        return Said(None, note or "Tidak ada di daerah ini")
    level = number % 5
    proof = (f"SK {number}/2026: tim & tugas", f"bukti/{question.id}.pdf")
    more = (f"- Laporan {number}", "")
    documents = () if level < 2 else (proof, more) if number % 2 else (proof,)
    return Said(level, note, documents)


def asked(questionnaire: Questionnaire) -> Iterator[tuple[str, int, Question]]:
    """Yield who is asked which question, and its number."""
    for number, question in enumerate(questionnaire.questions):
        yield OFFICES[number % len(OFFICES)], number, question


def owned(questionnaire: Questionnaire) -> dict[str, Unanswered]:
    """Return answers that say nothing but whose they are."""
    return {q.id: Unanswered(Details(owner=office)) for office, _, q in asked(questionnaire)}
