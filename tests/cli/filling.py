"""A small questionnaire with its answers, and ``fill`` run in this process."""

import io
import sys
from pathlib import Path

from egovmaturity.cli import app
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.catalogue import load_from_catalogue
from egovmaturity.loading.text_source import read_text

ASKED = """\
format: egovmaturity-questionnaire
version: 1
id: small
edition: "1"
language: en
title: Small
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 1, label: none}, {level: 2, label: some}, {level: 3, label: full}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
factors: [{id: lead, title: Leading}]
stages: [{id: one, title: First part}, {id: two, title: Second part}]
questions:
  - id: A1
    stage: one
    factor: lead
    mandatory: 2
    owner: Health office
    ask: "Is it so?"
    why: It tells.
    levels: {1: "No.", 2: Half., 3: All of it.}
    evidence: [{id: deed, text: A deed, from_level: 2}]
  - {id: A2, stage: one, ask: "And this?", owner: Road office, not_applicable: with-reason}
  - {id: B1, stage: two, ask: "Which share?", kind: number, range: [0, 1], owner: Road office}
"""
HEAD = """\
# ours
format: egovmaturity-answers
version: 1
language: en
questionnaire: small@1
institution: A town
assessment: {year: 2026}
"""
BLANK = HEAD + "answers:\n  A1:  # first\n  A2:\n  B1:\n"


def prepare(folder: Path, answers: str = BLANK) -> Path:
    """Write the questionnaire and ``a.yaml``, and return the latter."""
    (folder / "small").mkdir(exist_ok=True)
    (folder / "small" / "questionnaire.yaml").write_text(ASKED)
    (folder / "a.yaml").write_text(answers)
    return folder / "a.yaml"


def small(folder: Path):
    return load_from_catalogue(folder / "small" / "questionnaire.yaml", "en").questionnaire


def answers_in(file: Path):
    """What a file holds by now."""
    asked = small(file.parent)
    return complete_answers(open_answers(read_text(file)), asked).sheet.answers


def say(monkeypatch, data: bytes | str, *arguments: str) -> int:
    """Run ``fill a.yaml`` on what is typed, in the current folder."""
    typed = data if isinstance(data, bytes) else data.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
    return app.run(["fill", "a.yaml", *arguments])
