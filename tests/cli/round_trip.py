"""A small round of collecting: a questionnaire, a target with comments, what came back."""

from pathlib import Path

MODEL = """\
format: egovmaturity-questionnaire
version: 1
id: kecil
edition: "1"
language: id
title: Kuesioner kecil
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: t}]
terms: {question: kriteria, stage: tahap}
levels:
  - {level: 0, label: Belum}
  - {level: 1, label: Sebagian}
  - {level: 2, label: Ada}
  - {level: 3, label: Penuh}
verdict: {kind: stages, attain: ">= 70 %"}
index: mean-of-questions
stages: [{id: dasar, title: Dasar}]
questions:
"""
OWNERS = {
    "A1": "Dinas Kominfo",
    "A2": "Dinas Kominfo",
    "B1": "BKPSDM",
    "B2": "BKPSDM",
    "C1": "BPKAD",
    "D1": "Bagian Hukum",
    "E1": "",
}
QUESTION = (
    "  - {{id: {id}, stage: dasar, title: Hal {id}, ask: 'Apakah {id} ada?',{owner}"
    " not_applicable: with-reason,"
    " levels: {{0: x, 1: y, 2: z, 3: p}}, recommend: {{0: r, 1: s, 2: t}}}}\n"
)
HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: kecil
language: {language}
institution: {{id: sukamaju, name: Kabupaten Sukamaju}}
assessment: {{year: {year}}}
"""
TARGET = """\
# Jawaban Kabupaten Sukamaju   # disimpan di Kominfo
format: egovmaturity-answers
version: 1
questionnaire: kecil
language: id
institution: {id: sukamaju, name: Kabupaten Sukamaju}
assessment: {year: 2026}

answers:
  # Kominfo
  A1:
    level: 1        # menurut telepon
    target: 3
  B1: 1   # dari tahun lalu
  # keuangan
  C1:
"""
TARGET_AFTER = """\
# Jawaban Kabupaten Sukamaju   # disimpan di Kominfo
format: egovmaturity-answers
version: 1
questionnaire: kecil
language: id
institution: {id: sukamaju, name: Kabupaten Sukamaju}
assessment: {year: 2026}

answers:
  # Kominfo
  A1:
    level: 2        # menurut telepon
    target: 3
    evidence:
      - title: SK 12, 2026-01-05
        location: drive/sk12.pdf
    note: "ya: sebagian # masih"
    source:
      file: kominfo.yaml
      sha256: %(kominfo)s
      date: 2026-01-30
  A2:
    not_applicable: true
    reason: tidak ada
    source:
      file: kominfo.yaml
      sha256: %(kominfo)s
      date: 2026-01-30
  B1: 1   # dari tahun lalu
  # keuangan
  C1:
    level: 3
    evidence:
      - {title: DPA}
    source:
      file: bpkad.yaml
      sha256: %(bpkad)s
"""


def part(asked, *, owner="", dated="", due="", handed_out="", purpose="self"):
    lines = ["part:", f"  purpose: {purpose}", f"  asked: [{', '.join(asked)}]"]
    if owner:
        lines += [f"  owner: {owner}"]
    if dated:
        name, _, day = dated.partition(" ")
        lines += [f"  respondent: {{name: {name}, position: Kasubbag, date: {day}}}"]
    if due:
        lines += [f"  due: {due}"]
    if handed_out:
        lines += [f"  handed_out: {handed_out}"]
    return "\n".join(lines) + "\n"


def returned(asked, entries, *, year=2026, language="id", **more):
    answers = "".join(f"  {line}\n" for line in entries.splitlines())
    head = HEAD.format(year=year, language=language)
    return f"{head}{part(asked, **more)}answers:\n{answers}" if answers else head


KOMINFO = returned(
    ["A1", "A2"],
    'A1:\n  level: 2\n  evidence: [{title: "SK 12, 2026-01-05", location: drive/sk12.pdf}]\n'
    '  note: "ya: sebagian # masih"\nA2: {not_applicable: true, reason: tidak ada}',
    owner="Dinas Kominfo",
    dated="Sari 2026-01-30",
    due="2026-01-28",
    handed_out='{A1: "%s"}',
)
BKPSDM = returned(["B1", "B2"], "B1: 1", owner="BKPSDM", dated="Budi 2026-01-20", due="2026-01-28")
BPKAD = returned(["C1"], "C1: {level: 3, evidence: [DPA]}", owner="BPKAD")
OTHER = returned(["C1"], "C1: 1", owner="BPKAD", dated="Tono 2026-01-21")
LAST_YEAR = returned(["C1"], "C1: 1", owner="BPKAD", year=2025)
VERIFIER = returned(
    ["A1", "B1"],
    "A1: {verification: {level: 1, by: Inspektorat, note: SK belum berlaku}}\n"
    "B1: {verification: 1}",
    dated="Rina 2026-02-05",
    purpose="verification",
)


def assessor(name, day, levels, note="", language="id"):
    entries = [f"{question}: {{level: {level}{note}}}" for question, level in levels.items()]
    return returned(list(OWNERS), "\n".join(entries), dated=f"{name} {day}", language=language)


ASSESSORS = {
    "asesor-1.yaml": assessor(
        "Ani", "2026-02-01", {"A1": 0, "A2": 2, "B1": 2, "B2": 3, "C1": 3, "D1": 2, "E1": 2}
    ),
    "asesor-2.yaml": assessor(
        "Bima",
        "2026-02-02",
        {"A1": 3, "A2": 2, "B1": 3, "B2": 3, "C1": 2, "D1": 2, "E1": 3},
        ", note: 'SK | belum <b>ada</b>', evidence: [SK 7]",
    ),
    "asesor-3.yaml": assessor(
        "Citra", "2026-02-03", {"A1": 3, "A2": 2, "B1": 2, "B2": 1, "C1": 2, "D1": 2}
    ),
}


def write_round(folder: Path) -> None:
    """Write the questionnaire, the target, and what came back into a folder of their own."""
    from egovmaturity.collecting.claims import claim_of, digest
    from egovmaturity.domain.answers import Rated

    questions = "".join(
        QUESTION.format(id=name, owner=f" owner: {owner}," if owner else "")
        for name, owner in OWNERS.items()
    )
    files = {
        "kecil/questionnaire.yaml": MODEL + questions,
        "jawaban.yaml": TARGET,
        "kembali/kominfo.yaml": KOMINFO % digest(claim_of(Rated(1))),
        "kembali/bkpsdm.yaml": BKPSDM,
        "kembali/bpkad.yaml": BPKAD,
        "lain/bpkad-2.yaml": OTHER,
        "lain/tahun-lalu.yaml": LAST_YEAR,
        "lain/verifikasi.yaml": VERIFIER,
        **{f"asesor/{name}": text for name, text in ASSESSORS.items()},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
