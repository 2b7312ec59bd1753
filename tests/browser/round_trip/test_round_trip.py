"""Thirty-eight offices answer: most in LibreOffice, some in Chromium, one wrongly in every way.

What they meant stands in the merged file, byte for byte as expected; what was wrong is said.
"""

import hashlib
import io
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import yaml
from browser import machine
from browser.round_trip import filling
from browser.round_trip.offices import BY_FORM, BY_SHEET, OFFICES, WRONG, asked, owned, said

import egovmaturity
from egovmaturity.cli import app
from egovmaturity.domain.answers import AnswerSheet, Institution, Occasion, Targets
from egovmaturity.language import Words
from egovmaturity.renderers.blank_answers import begun_answers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

QUESTIONNAIRE = egovmaturity.load_questionnaire("inpres-3-2003", "id")
TARGET = "jawaban-2026.yaml"
LABELS = {level.number: level.label for level in QUESTIONNAIRE.questions[0].scale.levels}


def begun() -> str:
    sheet = AnswerSheet(
        *("", "", "id", QUESTIONNAIRE.reference),
        Institution("sukamaju", "Pemerintah Kabupaten Sukamaju", None),
        Occasion(2026, None, None, "", ""),
        *(Targets(), owned(QUESTIONNAIRE), (), (), True),
    )
    text = begun_answers(QUESTIONNAIRE, Words("id"), sheet, None)
    return text.replace("answers:\n", "answers:  # diisi perangkat daerah\n", 1)


def filled_by(office: str) -> dict[str, object]:
    return {q.id: said(number, q) for who, number, q in asked(QUESTIONNAIRE) if who == office}


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory, chromium: "Browser") -> SimpleNamespace:
    """Everything up to the moment when the files are back."""
    if not filling.has_libreoffice():
        (pytest.fail if machine.REQUIRED else pytest.skip)("no LibreOffice with python3-uno here")
    folder = tmp_path_factory.mktemp("round")
    before = Path.cwd()
    os.chdir(folder)
    try:
        Path(TARGET).write_text(begun(), encoding="utf-8", newline="")
        options = ["--per", "owner", "--due", "2026-12-20", "--contact", "0812", "--lang", "id"]
        assert app.run(["sheet", TARGET, "--out-dir", "keluar", *options]) == 0
        assert app.run(["form", TARGET, "--out-dir", "keluar", *options]) == 0
        out, back = folder / "keluar", folder / "kembali"
        names = dict(zip(OFFICES, sent(out, ".xlsx"), strict=True))
        back.mkdir()
        jobs = []
        for office in BY_SHEET:
            shutil.copy(out / f"{names[office]}.xlsx", back)
            file = back / f"{names[office]}.xlsx"
            jobs.append(filling.sheet_job(file, filled_by(office), LABELS))
        wrong = folder / "salah"
        wrong.mkdir()
        jobs += wrongs(out / f"{names[WRONG]}.xlsx", wrong)
        filling.type_into(jobs)
        page = chromium.new_page()
        for office in BY_FORM:
            file = out / f"{names[office]}.html"
            filling.fill_form(page, file, filled_by(office), LABELS, back)
        page.close()
        yield SimpleNamespace(folder=folder, back=back, wrong=wrong, names=names)
    finally:
        os.chdir(before)


def sent(folder: Path, ending: str) -> list[str]:
    """Return the names of what was handed out, in the order of the offices."""
    messages = (folder / "pesan-whatsapp.txt").read_text(encoding="utf-8")
    names = {p.stem: messages.index(p.stem + ending) for p in folder.glob(f"*{ending}")}
    return sorted(names, key=names.__getitem__)


RULES: Mapping[str, tuple[dict[str, object], str]] = {
    "another-edition": ({"cells": {"_meta!B3": "inpres-3-2003@1999.1"}}, "E102"),
    "another-questionnaire": ({"cells": {"_meta!B3": "gtmi@2022"}}, "E101"),
    "another-institution": ({"cells": {"_meta!B5": "Kota Lain", "_meta!B6": "lain"}}, "E111"),
    "twice": ({"cells": {"Jawaban!A6": "{first}"}}, "E13"),
    "unknown": ({"cells": {"Jawaban!A5": "XX-99"}}, "E137"),
    "no-level": ({"cells": {"Jawaban!F5": "4,5"}}, "E141"),
    "formula-in-level": ({"formulas": {"Jawaban!F5": "=1+2"}}, "E139"),
    "merged": ({"merge": ["Jawaban!F5:F6"]}, "E138"),
    "old-excel": ({"to": ".xls", "filter": "MS Excel 97"}, "E13"),
    "open-document": ({"to": ".ods", "filter": "calc8"}, "E13"),
    "password": ({"password": "rahasia"}, "E13"),
}
"""What can be done wrongly in LibreOffice, and how the code of the complaint begins."""


def wrongs(sheet: Path, folder: Path) -> list[dict[str, object]]:
    """Return what the last office types, each in a copy of its own."""
    first = next(q.id for who, _, q in asked(QUESTIONNAIRE) if who == WRONG)
    jobs = []
    for name, (job, _) in RULES.items():
        file = folder / f"{name}.xlsx"
        shutil.copy(sheet, file)
        cells = {k: v.format(first=first) for k, v in job.get("cells", {}).items()}
        to = file.with_suffix(job.get("to", ".xlsx"))
        jobs.append({**job, "file": str(file), "to": str(to), "cells": cells})
    lost = folder / "hidden-sheet-lost.xlsx"
    shutil.copy(sheet, lost)
    cells = {"Jawaban!F5": "1 Rintisan"}
    return [*jobs, {"file": str(lost), "cells": cells, "remove": ["_meta"]}]


def merge(*arguments: str) -> int:
    return app.run(["merge", *arguments, "--into", TARGET, "--lang", "id"])


def test_the_merged_file_is_the_expected_one(round_, golden, capsys):
    files = sorted(str(p.relative_to(round_.folder)) for p in round_.back.iterdir())
    assert len(files) == len(BY_SHEET) + len(BY_FORM)
    assert merge(*files, "--yes") == 0, capsys.readouterr()
    text = Path(TARGET).read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    for office, number, question in asked(QUESTIONNAIRE):
        meant = None if office == WRONG else said(number, question)
        check(document["answers"][question.id], office, meant, round_)
    for file in files:
        stem = Path(file).name
        text = text.replace(hashlib.sha256(Path(file).read_bytes()).hexdigest(), f"<{stem}>")
    golden("round-trip.yaml", undated(text))
    once = Path(TARGET).read_bytes()
    assert merge(*reversed(files), "--yes") == 0
    assert Path(TARGET).read_bytes() == once


def undated(text: str) -> str:
    """Take out the day of a download, which the browser's clock says."""
    return re.sub(r"(file: jawaban-.*\n.*\n +date: )\d{4}-\d\d-\d\d", r"\1<day>", text)


def check(written: Mapping[str, object], office: str, meant: object, round_) -> None:
    """Compare an answer with what the office meant, read by a YAML reader that is not ours."""
    assert written["owner"] == office
    if meant is None:
        assert written.get("level") is None
        assert "source" not in written
        return
    stem = round_.names[office]
    file = f"jawaban-{stem}.yaml" if office in BY_FORM else f"{stem}.xlsx"
    assert written["source"]["file"] == file
    note = "\n".join(line.strip("\u00a0 ") for line in meant.note.splitlines()).strip()
    note = note.replace("\u00a0", " ")
    if meant.level is None:
        assert (written["not_applicable"], written["reason"]) == (True, note)
    else:
        assert (written["level"], written.get("note", "")) == (meant.level, note)
    documents = [
        (each, "") if isinstance(each, str) else (each["title"], each.get("location", ""))
        for each in written.get("evidence", ())
    ]
    assert tuple(documents) == meant.documents


@pytest.mark.usefixtures("round_")
@pytest.mark.parametrize("rule", RULES)
def test_what_was_done_wrongly_is_said_with_its_place(rule, capsys):
    job, code = RULES[rule]
    before = Path(TARGET).read_bytes()
    file = f"salah/{rule}{job.get('to', '.xlsx')}"
    status = merge(file, "--dry-run")
    said_there = capsys.readouterr()
    assert (status, code in said_there.err) == (1, True), said_there
    assert f"{rule}{job.get('to', '.xlsx')}" in said_there.err
    assert Path(TARGET).read_bytes() == before


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("bom.xlsx", bomb, id="a zip bomb"),
        pytest.param("besar.xlsx", lambda: b"PK\x03\x04" + b"0" * 6_000_000, id="over 5 MB"),
        pytest.param("kosong.xlsx", lambda: b"", id="empty"),
        pytest.param("laman.xlsx", lambda: b"<html><table>", id="a page named as a workbook"),
    ],
)
def test_what_is_no_sheet_at_all_is_refused(round_, name, content, capsys):
    (round_.wrong / name).write_bytes(content())
    assert merge(f"salah/{name}", "--dry-run") == 1
    assert name in capsys.readouterr().err


def test_one_bad_file_keeps_nobody_else_from_being_merged(round_):
    Path("lagi.yaml").write_text(begun(), encoding="utf-8", newline="")
    good = [str(p) for p in sorted(round_.back.iterdir())[:2]]
    bad = ["salah/password.xlsx", "salah/twice.xlsx"]
    arguments = ["merge", *bad, *good, "--into", "lagi.yaml", "--yes", "--lang", "id"]
    assert app.run(arguments) == 1
    document = yaml.safe_load(Path("lagi.yaml").read_text(encoding="utf-8"))
    files = {each["source"]["file"] for each in document["answers"].values() if "source" in each}
    assert files >= {Path(each).name for each in good}


@pytest.mark.usefixtures("round_")
def test_a_sheet_that_lost_what_it_said_of_itself_is_merged_with_a_warning(capsys):
    Path("tanpa.yaml").write_text(begun(), encoding="utf-8", newline="")
    file = "salah/hidden-sheet-lost.xlsx"
    assert app.run(["merge", file, "--into", "tanpa.yaml", "--yes", "--lang", "id"]) == 0
    assert f"{file}: peringatan W341" in capsys.readouterr().err
    document = yaml.safe_load(Path("tanpa.yaml").read_text(encoding="utf-8"))
    first = next(q.id for who, _, q in asked(QUESTIONNAIRE) if who == WRONG)
    assert document["answers"][first]["level"] == 1
