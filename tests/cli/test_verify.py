"""verify: a report is confirmed if it follows from its inputs, and what differs is said."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovmaturity import assess as score
from egovmaturity import load_answers, load_questionnaire, render, render_docx
from egovmaturity.cli import app
from egovmaturity.cli.verify import VerifyRequest, verify
from egovmaturity.domain.diagnostics import EgovMaturityError
from egovmaturity.verifying.verification import Outcome, Wrapping

SUKAMAJU = Path(__file__).parents[2] / "examples" / "sukamaju"
FORMATS = ("html", "md", "json", "docx")

QUESTIONNAIRE = """\
format: egovmaturity-questionnaire
version: 1
id: small
edition: "1"
language: id
title: Kecil
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: S}]
levels: [{level: 0, label: a}, {level: 1, label: b}, {level: 2, label: c}, {level: 3, label: d}]
factors: [{id: f, title: F}]
verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}
stages: [{id: p, title: P}, {id: r, title: R}]
questions:
  - {id: A, stage: p, factor: f, ask: A}
  - {id: B, stage: r, factor: f, ask: B}
"""
ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: small@1
institution: Kabupaten Kecil
assessment: {year: 2026}
answers: {A: 2, B: 1}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with everything that a report can be made from."""
    for name in ("jawaban-2025.yaml", "jawaban-2026.yaml"):
        shutil.copy(SUKAMAJU / name, tmp_path / name)
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (tmp_path / "kecil.yaml").write_text(ANSWERS)
    (tmp_path / "bab-i.md").write_text("# Bab I\n\nDasar hukum.\n")
    (tmp_path / "dinas.toml").write_text('kop = ["DINAS KOMINFO"]\n[light]\naccent = "#0b5d66"\n')
    letter = docx.Document()
    letter.sections[0].header.paragraphs[0].text = "DINAS KOMINFO"
    letter.save(tmp_path / "kop.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def assess(*arguments):
    """Write reports, as the command line does."""
    assert app.run(["assess", "--quiet", *arguments]) == 0


def verified(report, **given_files):
    questionnaire = given_files.pop("questionnaire", None)
    return verify(VerifyRequest(str(report), given_files, questionnaire, is_json=False))


# What is confirmed

ALL = ("html", "md", "json", "docx")
ROUND_TRIPS = [
    pytest.param((), ALL, {}, id="nothing asked for"),
    pytest.param(("--report-lang", "en"), ALL, {}, id="in another language than the answers"),
    pytest.param(("--basis", "claimed"), ALL, {}, id="claimed"),
    pytest.param(("--basis", "supported"), ("json", "html"), {}, id="supported"),
    pytest.param(("--basis", "verified", "--report-lang", "en"), ("md", "docx"), {}, id="verified"),
    pytest.param(("--include", "summary"), ("html", "md", "docx"), {}, id="one page"),
    pytest.param(("--exclude", "answers,crosswalk"), ("html", "md"), {}, id="without parts"),
    pytest.param(("--baseline", "jawaban-2025.yaml"), ALL, {}, id="with an earlier year"),
    pytest.param(("--crosswalk", "spbe-2020"), ALL, {}, id="with a crosswalk"),
    pytest.param(("--intro", "bab-i.md"), ("html", "md", "docx"), {}, id="with an introduction"),
    pytest.param(("--as-of", "2024-12-31"), ALL, {}, id="on another day"),
    pytest.param(("--theme", "dinas.toml"), ("html",), {}, id="with a theme"),
    pytest.param(("--docx-template", "kop.docx"), ("docx",), {}, id="with a letterhead"),
    pytest.param(("--heading-offset", "2"), ("md",), {}, id="with deeper headings"),
    pytest.param(
        ("--fail-under", "10 %", "--fail-stage-under", "persiapan"), ("json",), {}, id="with gates"
    ),
    pytest.param(
        (
            *("--fail-score", "factor:funding > 1/7", "--fail-score", "stage:persiapan >= 0.1"),
            *("--fail-on", "evidence,regression,overdue", "--tolerance", "0,5", "--exit-zero"),
            *("--baseline", "jawaban-2025.yaml", "--as-of", "2027-12-31", "--max-age", "13 months"),
        ),
        ("json", "html"),
        {},
        id="with more gates",
    ),
    pytest.param(("--anonymous",), ALL, {"answers": "jawaban-2026.yaml"}, id="anonymous"),
    pytest.param(
        (
            *("--anonymous", "--baseline", "jawaban-2025.yaml", "--report-lang", "en"),
            *("--intro", "bab-i.md", "--theme", "dinas.toml"),
        ),
        ("html",),
        {
            "answers": "jawaban-2026.yaml",
            "baseline": "jawaban-2025.yaml",
            "intro": "bab-i.md",
            "theme": "dinas.toml",
        },
        id="anonymous, with everything",
    ),
    pytest.param(
        (
            *("--baseline", "jawaban-2025.yaml", "--report-lang", "en", "--intro", "bab-i.md"),
            *("--basis", "claimed", "--exclude", "map", "--heading-offset", "1"),
            *("--crosswalk", "gtmi"),
        ),
        ("md",),
        {},
        id="with everything",
    ),
]


@pytest.mark.parametrize(("options", "formats", "needed"), ROUND_TRIPS)
@pytest.mark.usefixtures("folder")
def test_an_untouched_report_is_confirmed(options, formats, needed):
    names = [f"laporan.{kind}" for kind in formats]
    assess("jawaban-2026.yaml", *options, *(part for name in names for part in ("-o", name)))
    for name in names:
        found = verified(name, **needed)
        assert found.judgement.outcome is Outcome.CONFIRMED
        assert not any(each.has_changed for each in found.inputs)


def test_questionnaires_of_ones_own_and_bands_are_confirmed(folder):
    assess("kecil.yaml", "-o", "a.html", "-o", "a.json")
    (folder / "egdi.yaml").write_text(
        "format: egovmaturity-answers\nversion: 1\nquestionnaire: egdi\ninstitution: X\n"
        "assessment: {year: 2026}\nanswers: {OSI: 0.5, TII: 0.5}\n"
    )
    assess("egdi.yaml", "-o", "b.md", "--report-lang", "en")
    for name in ("a.html", "a.json", "b.md"):
        assert verified(name).judgement.outcome is Outcome.CONFIRMED


@pytest.mark.usefixtures("folder")
def test_it_says_whose_questionnaire_was_used():
    assess("kecil.yaml", "-o", "a.html")
    assess("jawaban-2026.yaml", "-o", "b.html")
    own, bundled = (
        {each.role: each.path for each in verified(name).inputs} for name in ("a.html", "b.html")
    )
    assert Path(own["questionnaire"]) == Path("small") / "questionnaire.yaml"
    assert bundled["questionnaire"] is None
    assert bundled["answers"] == "jawaban-2026.yaml"


def test_copies_under_other_names_confirm_too(folder, tmp_path_factory):
    assess(
        *("jawaban-2026.yaml", "--baseline", "jawaban-2025.yaml", "--intro", "bab-i.md"),
        *("-o", "a.md", "-o", "a.json"),
    )
    other = tmp_path_factory.mktemp("auditor")
    given_files = {"answers": "jawaban-2026.yaml", "baseline": "jawaban-2025.yaml"}
    given_files["intro"] = "bab-i.md"
    for number, (role, name) in enumerate(given_files.items()):
        given_files[role] = str(other / f"{number}{Path(name).suffix}")
        (folder / name).rename(given_files[role])
    assert verified("a.md", **given_files).judgement.outcome is Outcome.CONFIRMED
    del given_files["intro"]
    assert verified("a.json", **given_files).judgement.outcome is Outcome.CONFIRMED


def test_the_examples_are_confirmed():
    for name in ("laporan-2026.html", "laporan-2026.docx", "hasil-2026.json", "report-2026.en.md"):
        assert verified(SUKAMAJU / name).judgement.outcome is Outcome.CONFIRMED


# What is not


@pytest.mark.parametrize(
    ("name", "old", "new", "shown"),
    [
        pytest.param("r.html", "<dd>43,5%", "<dd>73,5%", "73,5%", id="html"),
        pytest.param("r.md", "**43,5%**", "**73,5%**", "73,5%", id="md"),
        pytest.param("r.json", '"index": 43.4973,', '"index": 73.4973,', "73.4973", id="json"),
    ],
)
def test_a_number_that_was_changed_is_named(folder, name, old, new, shown):
    assess("jawaban-2026.yaml", "-o", name)
    path = folder / name
    text = path.read_text("utf-8")
    if name == "r.json":
        index = re.search(r'"index": [\d.]+,', text)[0]
        old, new, shown = index, index.replace("4", "7", 1), index.replace("4", "7", 1)[9:-1]
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = verified(name).judgement
    assert (found.outcome, found.differences.total) == (Outcome.DIFFERS, 1)
    (place,) = found.differences.shown
    assert shown in place.found
    assert shown not in place.expected


def test_a_value_of_json_is_named_by_its_path(folder, capsys):
    assess("kecil.yaml", "-o", "r.json")
    text = (folder / "r.json").read_text()
    document = json.loads(text)
    document["result"]["index"] = 71.5
    document["questions"][1]["claimed"] = 3
    del document["purpose"]
    document["praise"] = ["!"]
    (folder / "r.json").write_text(
        json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )
    assert app.run(["verify", "r.json", "--lang", "en"]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    after = lines[lines.index("4 differences:") + 1 :]
    assert after == [
        *("result.index", "in the report: 71.5", "recomputed:    50"),
        *("purpose", "in the report: (nothing)", 'recomputed:    ""'),
        *("questions[B].claimed", "in the report: 3", "recomputed:    1"),
        *("praise", 'in the report: ["!"]', "recomputed:    (nothing)"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t.replace('"A"', '"A" ', 1), id="white space"),
        pytest.param(lambda t: t.replace("{", '{"basis": "best",', 1), id="a key twice"),
    ],
)
def test_json_written_differently_is_not_confirmed(folder, change):
    assess("kecil.yaml", "-o", "r.json")
    text = (folder / "r.json").read_text()
    (folder / "r.json").write_text(change(text))
    found = verified("r.json").judgement
    assert found.outcome is Outcome.DIFFERS
    assert found.differences.shown[0].line


def repacked(data, change):
    """Return a Word document whose parts went through ``change``."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w") as new:
        for member in old.infolist():
            new.writestr(member, change(member.filename, old.read(member)))
    return sink.getvalue()


def test_a_paragraph_of_word_that_was_changed_is_named(folder):
    assess("jawaban-2026.yaml", "-o", "r.docx")
    path = folder / "r.docx"
    data = repacked(path.read_bytes(), lambda _, part: part.replace(b"43,5%", b"73,5%"))
    path.write_bytes(data)
    found = verified("r.docx").judgement
    assert found.outcome is Outcome.DIFFERS
    first = found.differences.shown[0]
    assert (first.part, bool(first.paragraph)) == ("word/document.xml", True)
    assert "73,5%" in first.found
    assert "43,5%" in first.expected


def test_a_part_of_word_that_was_changed_is_named(folder):
    assess("kecil.yaml", "-o", "r.docx")
    path = folder / "r.docx"

    def change(name, part):
        return part.replace(b"w:line=", b"w:LINE=", 1) if name == "word/styles.xml" else part

    path.write_bytes(repacked(path.read_bytes(), change))
    (place,) = verified("r.docx").judgement.differences.shown
    assert place.part == "word/styles.xml"
    assert place.line


def test_other_packing_of_word_is_told_apart(folder):
    assess("kecil.yaml", "-o", "r.docx")
    path = folder / "r.docx"
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    path.write_bytes(sink.getvalue())
    found = verified("r.docx").judgement
    assert (found.outcome, found.wrapping) == (Outcome.SAME_CONTENT, (Wrapping.PACKING,))


@pytest.mark.parametrize(
    ("change", "wrapping"),
    [
        pytest.param(
            lambda d: d.replace(b"\n", b"\r\n"), (Wrapping.LINE_ENDS,), id="line ends of Windows"
        ),
        pytest.param(lambda d: d.replace(b"\n", b"\r"), (Wrapping.LINE_ENDS,), id="of old Macs"),
        pytest.param(lambda d: b"\xef\xbb\xbf" + d, (Wrapping.BYTE_ORDER_MARK,), id="a BOM"),
        pytest.param(
            lambda d: b"\xef\xbb\xbf" + d.replace(b"\n", b"\r\n"),
            (Wrapping.BYTE_ORDER_MARK, Wrapping.LINE_ENDS),
            id="both",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_what_mail_does_to_a_file_is_said_and_not_confirmed(folder, capsys, kind, change, wrapping):
    assess("kecil.yaml", "-o", f"r.{kind}")
    path = folder / f"r.{kind}"
    path.write_bytes(change(path.read_bytes()))
    found = verified(path).judgement
    assert (found.outcome, found.wrapping) == (Outcome.SAME_CONTENT, wrapping)
    assert app.run(["verify", f"r.{kind}", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("The same content, not the same bytes: r.")
    assert ("- the ends of its lines" in out) is (Wrapping.LINE_ENDS in wrapping)
    assert ("- a byte-order mark" in out) is (Wrapping.BYTE_ORDER_MARK in wrapping)


def test_changed_answers_are_named_and_so_is_what_they_change(folder):
    assess("kecil.yaml", "-o", "r.json", "-o", "r.html")
    (folder / "kecil.yaml").write_text(ANSWERS.replace("B: 1", "B: 3"))
    for name in ("r.json", "r.html"):
        found = verified(name)
        assert found.judgement.outcome is Outcome.DIFFERS
        assert [each.role for each in found.inputs if each.has_changed] == ["answers"]
    paths = {each.path for each in verified("r.json").judgement.differences.shown}
    assert {"made.answers.sha256", "result.index"} <= paths


def test_answers_changed_in_a_comment_alone_are_noticed(folder):
    assess("kecil.yaml", "-o", "r.json")
    (folder / "kecil.yaml").write_text(ANSWERS + "# added\n")
    found = verified("r.json").judgement
    assert {each.path for each in found.differences.shown} == {
        "made.answers.sha256",
        "answers.sha256",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(">= 50 %", ">= 40 %", id="a rule"),
        pytest.param("title: Kecil", "title: Besar", id="a text"),
    ],
)
def test_a_changed_questionnaire_is_named(folder, capsys, old, new):
    assess("kecil.yaml", "-o", "r.html")
    path = folder / "small" / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE.replace(old, new))
    found = verified("r.html")
    assert [each.role for each in found.inputs if each.has_changed] == ["questionnaire"]
    assert app.run(["verify", "r.html", "--lang", "en"]) == 1
    assert "! Not what the report was made from" in capsys.readouterr().out


def test_another_edition_of_the_questionnaire_is_named(folder, capsys):
    (folder / "kecil.yaml").write_text(ANSWERS.replace("small@1", "small"))
    assess("kecil.yaml", "-o", "r.html")
    path = folder / "small" / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE.replace('edition: "1"', 'edition: "2"'))
    assert app.run(["verify", "r.html", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "Questionnaire: small@2, not of the program" in out
    assert "! The report names small@1." in out


def test_answers_that_name_another_edition_cannot_be_used(folder):
    assess("kecil.yaml", "-o", "r.html")
    path = folder / "small" / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE.replace('edition: "1"', 'edition: "2"'))
    assert app.run(["verify", "r.html"]) == 2


def test_a_changed_record_does_not_help(folder):
    """Somebody changes a number, and the record to go with other answers."""
    assess("kecil.yaml", "-o", "r.html")
    forged = ANSWERS.replace("B: 1", "B: 0")
    (folder / "other.yaml").write_text(forged)
    text = (folder / "r.html").read_text("utf-8")
    text = text.replace('"name":"kecil.yaml"', '"name":"other.yaml"').replace(">66,", ">96,")
    (folder / "r.html").write_text(text, "utf-8")
    assert verified("r.html").judgement.outcome is Outcome.DIFFERS


def test_another_release_is_said_and_verdict_and_figures_are_compared(folder, capsys):
    assess("jawaban-2026.yaml", *(part for kind in FORMATS for part in ("-o", f"r.{kind}")))
    for kind in ("html", "md", "json"):
        path = folder / f"r.{kind}"
        text = path.read_text("utf-8").replace('"0.1.0"', '"0.0.9"')
        path.write_text(text, "utf-8")
    path = folder / "r.docx"
    path.write_bytes(repacked(path.read_bytes(), lambda _, p: p.replace(b'"0.1.0"', b'"0.0.9"')))
    for kind in ("html", "md", "docx"):
        found = verified(f"r.{kind}")
        assert found.judgement.outcome is Outcome.DIFFERS
        assert found.is_by_another_release
        assert found.told
        assert all(each.is_there for each in found.told)
    assert app.run(["verify", "r.md", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "made by release 0.0.9" in out
    assert "yes: Indeks: 43,5%" in out
    text = (folder / "r.html").read_text("utf-8").replace("43,5%", "73,5%")
    (folder / "r.html").write_text(text, "utf-8")
    assert [each.text for each in verified("r.html").told if not each.is_there] == ["Indeks: 43,5%"]


def test_without_verdict_and_figures_another_release_is_only_said(folder):
    assess("kecil.yaml", "-o", "r.json")
    assess("kecil.yaml", "-o", "r.md", "--exclude", "summary")
    for name in ("r.json", "r.md"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace('"0.1.0"', '"0.0.9"'), "utf-8")
        found = verified(name)
        assert (found.is_by_another_release, found.told) == (True, ())


# Whatever is done to it


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Reports of every format beside their answers, and their bytes."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "small").mkdir()
    (folder / "small" / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (folder / "kecil.yaml").write_text(ANSWERS)
    names = [str(folder / f"r.{kind}") for kind in FORMATS]
    assess(str(folder / "kecil.yaml"), *(part for name in names for part in ("-o", name)))
    return {kind: Path(name) for kind, name in zip(FORMATS, names, strict=True)}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_change_of_a_byte_is_confirmed(reports, data):
    """One byte is put in the place of another, anywhere: never confirmed, and never a surprise."""
    kind = data.draw(st.sampled_from(FORMATS))
    whole = reports[kind].read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda n: n != whole[at]))
    assert not is_confirmed(reports[kind], whole[:at] + bytes([byte]) + whole[at + 1 :])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_change_of_a_text_is_confirmed(reports, data):
    """A stretch is left out, or any text is put in: never confirmed, and never a surprise."""
    kind = data.draw(st.sampled_from(("html", "md", "json")))
    whole = reports[kind].read_text("utf-8")
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(begin + 200, len(whole))))
    new = data.draw(st.text(max_size=20))
    changed = whole[:begin] + new + whole[end:]
    if changed != whole:
        assert not is_confirmed(reports[kind], changed.encode("utf-8", "surrogatepass"))


def is_confirmed(original, data):
    """Verify other bytes in the place of a report; what is refused is not confirmed."""
    path = original.with_name("changed")
    path.write_bytes(data)
    try:
        found = verified(path)
    except EgovMaturityError:
        return False
    assert found.judgement.outcome is not Outcome.DIFFERS or found.judgement.differences.total
    return found.judgement.outcome is Outcome.CONFIRMED


# What cannot be verified


def record(**changes):
    """A Markdown report that is nothing but a record."""
    values = {
        "tool": "0.1.0",
        "format": "md",
        "language": "id",
        "basis": "best",
        "answers": {"name": "kecil.yaml", "sha256": "0" * 64},
        "questionnaire": {"name": "small@1", "sha256": "0" * 64},
        **changes,
    }
    values = {key: value for key, value in values.items() if value is not Ellipsis}
    return f"<!-- egovmaturity:made {json.dumps(values)} -->\n".encode()


def source(name):
    return {"name": name, "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(None, "file not found", id="missing"),
        pytest.param(b"", "no report of this program", id="empty"),
        pytest.param(b"\x00\x01\x02" * 99, "no report of this program", id="binary junk"),
        pytest.param(b"\xff\xfe<\x00!\x00", "no report of this program", id="UTF-16"),
        pytest.param(b"# A note\n", "no record", id="another text"),
        pytest.param(b"<!doctype html><p>x", "no record", id="another page"),
        pytest.param(b'{"a": 1}', "no record", id="another JSON"),
        pytest.param(b"{" * 100_000, "no report of this program", id="deep JSON"),
        pytest.param(b'{"made": ' + b"9" * 10_000 + b"}", "no report", id="a huge number"),
        pytest.param(b'{"made": []}', "cannot be read: it has no keys", id="a record of nothing"),
        pytest.param(b"PK\x03\x04junk", "damaged or protected", id="a broken package"),
        pytest.param(record() * 2, "more than one record", id="two records"),
        pytest.param(b"<!-- egovmaturity:made {] -->", "it is not JSON", id="no JSON"),
        pytest.param(
            b"<!-- egovmaturity:made " + b"[" * 9_000 + b" -->", "it is not JSON", id="deep record"
        ),
        pytest.param(
            b"<!-- egovmaturity:made " + b"x" * 20_000 + b" -->", "it is too long", id="long record"
        ),
        pytest.param(record(tool=...), '"tool" is missing or impossible', id="no release"),
        pytest.param(record(tool="\x1b[31m"), '"tool" is missing', id="an escape as release"),
        pytest.param(record(format="exe"), '"format" is missing', id="another format"),
        pytest.param(record(format="json"), "its record is one of json", id="of another format"),
        pytest.param(record(format=["md"]), '"format" is missing', id="a list as format"),
        pytest.param(record(language="xx"), '"language" is missing', id="no language of ours"),
        pytest.param(record(basis="hope"), '"basis" is missing', id="no basis"),
        pytest.param(record(texts=7), '"texts" is missing', id="a number as language"),
        pytest.param(record(parts=["gaps", "summary"]), '"parts" is missing', id="other order"),
        pytest.param(record(parts=[{}]), '"parts" is missing', id="no parts"),
        pytest.param(record(heading_offset=True), '"heading_offset" is', id="no number"),
        pytest.param(record(heading_offset=10**30), '"heading_offset" is', id="too deep"),
        pytest.param(record(gates={"fail-under": 5}), '"gates" is', id="a bare number as gate"),
        pytest.param(record(gates=[]), '"gates" is', id="a list of gates"),
        pytest.param(record(gates={"fail": "5"}), '"gates" is', id="an unknown gate"),
        pytest.param(record(gates={"fail-on": "x"}), '"gates" is', id="an unknown concern"),
        pytest.param(record(gates={"fail-score-2": "x"}), '"gates" is', id="a lost minimum"),
        pytest.param(record(allowed={}), '"allowed" is', id="no list of allowances"),
        pytest.param(record(allowed=["x"]), '"allowed" is', id="no allowance"),
        pytest.param(
            record(allowed=[{"question": "a", "reason": "", "until": "x"}]),
            '"allowed" is',
            id="an allowance until no day",
        ),
        pytest.param(record(answers=...), '"answers" is missing', id="no answers"),
        pytest.param(record(answers="kecil.yaml"), '"answers" is missing', id="a bare name"),
        pytest.param(
            record(answers={"name": "kecil.yaml", "sha256": "x"}), '"answers" is', id="no hash"
        ),
        pytest.param(record(answers=source("../kecil.yaml")), "is no name of a file", id="upwards"),
        pytest.param(record(answers=source("/etc/passwd")), "is no name of a file", id="absolute"),
        pytest.param(record(answers=source("..\\k.yaml")), "is no name of a file", id="Windows"),
        pytest.param(record(answers=source("C:k.yaml")), "is no name of a file", id="a drive"),
        pytest.param(record(answers=source("..")), "is no name of a file", id="the folder above"),
        pytest.param(record(answers=source("a\x00b")), "is no name of a file", id="NUL in a name"),
        pytest.param(record(answers=source("x" * 5000)), "is no name of a file", id="long"),
        pytest.param(
            record(answers=source("no.yaml")), "is not beside the report", id="none there"
        ),
        pytest.param(record(answers=source("small")), "is not beside the report", id="a folder"),
        pytest.param(record(answers=source("link.yaml")), "leads out of the folder", id="a link"),
        pytest.param(record(answers=source("")), "does not say which file", id="no name"),
        pytest.param(record(intro=source("../bab-i.md")), "is no name of a file", id="intro"),
        pytest.param(
            record(answers={"name": None, "sha256": None}),
            "does not say which file --answers was",
            id="withheld",
        ),
        pytest.param(
            record(crosswalk=source("x.yaml"), crosswalk_to=source("../../etc/x")),
            "is no questionnaire",
            id="a path as questionnaire",
        ),
        pytest.param(
            record(crosswalk=source("x.yaml"), crosswalk_to=source("nowhere@1")),
            "nowhere",
            id="an unknown crosswalk",
        ),
        pytest.param(
            record(crosswalk=source("x.yaml"), crosswalk_to=source("kecil.yaml@1")),
            "is no questionnaire",
            id="a file as questionnaire",
        ),
        pytest.param(record(parts=["crosswalk"]), "none of the parts", id="parts without content"),
    ],
)
def test_what_cannot_be_verified_is_refused_in_a_sentence(folder, capfd, data, said):
    (folder / "inner").mkdir()
    (folder / "inner" / "small").symlink_to(folder / "small")
    (folder / "inner" / "link.yaml").symlink_to(folder / "kecil.yaml")
    shutil.copy("kecil.yaml", "inner/kecil.yaml")
    if data is not None:
        (folder / "inner" / "r").write_bytes(data)
    assert app.run(["verify", "inner/r", "--lang", "en"]) == 2
    done = capfd.readouterr()
    assert done.out == ""
    assert said in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err


def test_a_gate_nobody_can_judge_is_refused(folder, capfd):
    assess("kecil.yaml", "--fail-under", "0", "-o", "r.json")
    path = folder / "r.json"
    for bar in ("x", "1e999999999", "\x1b[31m", "9" * 9000):
        document = json.loads(path.read_text())
        document["made"]["gates"]["fail-under"] = bar
        (folder / "other.json").write_text(json.dumps(document))
        assert app.run(["verify", "other.json", "--lang", "en"]) == 2
        assert "--fail-under does not know" in capfd.readouterr().err


def test_a_report_too_large_is_refused(folder, capfd):
    with (folder / "r.html").open("wb") as file:
        file.truncate(50_000_001)
    assert app.run(["verify", "r.html", "--lang", "en"]) == 2
    assert "larger than 50 MB" in capfd.readouterr().err


def test_a_package_that_unpacks_to_too_much_is_refused(folder, capfd):
    with zipfile.ZipFile(folder / "r.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 60_000_000)
    assert app.run(["verify", "r.docx", "--lang", "en"]) == 2
    assert "unpacks to more than any report" in capfd.readouterr().err


def test_a_report_of_a_template_that_writes_no_record_has_none(folder, capfd):
    (folder / "t.md.j2").write_text("# {{ report.institution | md }}\n")
    assess("kecil.yaml", "--template", "t.md.j2", "-o", "r.md")
    assert app.run(["verify", "r.md", "--lang", "en"]) == 2
    assert "a template of your own has to write it" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("template", "report", "written"),
    [
        pytest.param(
            "t.html.j2",
            "r.html",
            "<meta name=\"egovmaturity:made\" content='{{ made }}'>",
            id="meta",
        ),
        pytest.param(
            "t.html.j2",
            "r.html",
            '<meta name="egovmaturity:made" content="{{ made }}">',
            id="quotes",
        ),
        pytest.param("t.html.j2", "r.html", "<!-- egovmaturity:made {{ made }} -->", id="comment"),
        pytest.param("t.md.j2", "r.md", "<!-- egovmaturity:made {{ made }} -->", id="md"),
    ],
)
def test_a_template_can_write_the_record(folder, template, report, written):
    (folder / template).write_text(f"{written}\n{{{{ report.verdict }}}}\n")
    assess("kecil.yaml", "--template", template, "-o", report)
    assert verified(report).judgement.outcome is Outcome.CONFIRMED
    (folder / template).write_text(f"{written}\n! {{{{ report.verdict }}}}\n")
    found = verified(report)
    assert found.judgement.outcome is Outcome.DIFFERS
    assert [each.role for each in found.inputs if each.has_changed] == ["template"]


@pytest.mark.usefixtures("folder")
def test_what_a_report_was_made_without_is_refused(capfd):
    assess("kecil.yaml", "-o", "r.html")
    assert app.run(["verify", "r.html", "--theme", "dinas.toml", "--lang", "en"]) == 2
    assert "the report was made without --theme" in capfd.readouterr().err


@pytest.mark.usefixtures("folder")
def test_inputs_are_files(capfd):
    assess("kecil.yaml", "-o", "r.html")
    assert app.run(["verify", "r.html", "--answers", "-", "--lang", "en"]) == 2
    assert "verify reads files, not standard input" in capfd.readouterr().err


@pytest.mark.parametrize("kind", FORMATS)
def test_an_anonymous_report_records_nothing_of_the_answers(folder, kind):
    assess(
        *("jawaban-2026.yaml", "--baseline", "jawaban-2025.yaml", "--anonymous"),
        *("-o", f"r.{kind}"),
        *(("--intro", "bab-i.md") if kind in {"html", "md"} else ()),
    )
    data = (folder / f"r.{kind}").read_bytes()
    if kind == "docx":
        data = b"".join(
            zipfile.ZipFile(io.BytesIO(data)).read(n)
            for n in zipfile.ZipFile(io.BytesIO(data)).namelist()
        )

    for name in ("jawaban-2026.yaml", "jawaban-2025.yaml", "bab-i.md"):
        assert name.encode() not in data
        assert sha256((folder / name).read_bytes()).hexdigest().encode() not in data


def test_hostile_text_acts_nowhere(folder, capsys):
    """Neither a text of the report nor a name in it does anything to the terminal."""
    name = "a\x1b[31m'--><script>b.yaml"
    (folder / name).write_text(ANSWERS)
    assess(name, "-o", "r.html", "-o", "r.md", "-o", "r.json", "-o", "r.docx")
    for kind in FORMATS:
        assert verified(f"r.{kind}").judgement.outcome is Outcome.CONFIRMED
    path = folder / "r.md"
    path.write_text(path.read_text("utf-8").replace("Kabupaten", "\x1b]0;x\x07\u202e", 1), "utf-8")
    assert app.run(["verify", "r.md"]) == 1
    out = capsys.readouterr().out
    assert "\\x1b]0;x\\x07\\u202e" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", out)


def test_programs_get_everything(folder, capsys):
    assess("kecil.yaml", "-o", "r.json")
    (folder / "kecil.yaml").write_text(ANSWERS.replace("B: 1", "B: 3"))
    assert app.run(["verify", "r.json", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "differs"
    assert found["made"] == json.loads((folder / "r.json").read_text())["made"]
    (answers,) = [each for each in found["inputs"] if each["role"] == "answers"]
    assert answers["changed"]
    assert answers["recorded"]["sha256"] != answers["used"]["sha256"]
    assert found["difference_count"] > len(found["differences"]) == 10
    assert found["differences"][1]["path"] == "result.index"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.usefixtures("folder")
def test_findings_are_in_the_language_of_the_messages(capsys, language):
    assess("kecil.yaml", "-o", "r.md")
    assert app.run(["verify", "r.md", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert ("Confirmed: r.md" in out) is (language == "en")
    assert ("Terbukti: r.md" in out) is (language == "id")


def test_the_record_is_small(folder):
    assess("jawaban-2026.yaml", "--baseline", "jawaban-2025.yaml", "-o", "r.html")
    meta = re.search('<meta name="egovmaturity:made"[^>]*>', (folder / "r.html").read_text("utf-8"))
    assert len(meta[0]) < 700


# The library


def test_reports_of_the_library_are_confirmed(folder):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = score(questionnaire, load_answers("jawaban-2026.yaml", questionnaire))
    for kind in ("html", "md", "json"):
        text = render(assessment, kind, "en", parts=["gaps"])  # the questionnaire stays Indonesian
        (folder / f"r.{kind}").write_text(text, "utf-8")
        assert verified(f"r.{kind}").judgement.outcome is Outcome.CONFIRMED
    (folder / "r.md").write_text(render(assessment, intro="# Bab I\n\nDasar hukum.\n"), "utf-8")
    assert verified("r.md", intro="bab-i.md").judgement.outcome is Outcome.CONFIRMED
    (folder / "r.docx").write_bytes(render_docx(assessment, template="kop.docx"))
    assert verified("r.docx").judgement.outcome is Outcome.CONFIRMED


def test_what_reads_records_is_not_imported_by_a_report_in_the_terminal(folder):
    probe = (
        "import sys\nfrom egovmaturity.cli.app import run\nrun(['-q', 'assess', 'kecil.yaml'])\n"
        "print([m for m in sys.modules if m.startswith('egovmaturity.verifying')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SUKAMAJU.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
