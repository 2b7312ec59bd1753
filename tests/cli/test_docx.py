"""``-o laporan.docx``: what the command line says about Word documents."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def letterhead(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "DINAS KOMINFO"
    document.add_paragraph("Isi")
    document.save(tmp_path / "kop.docx")
    return "kop.docx"


def test_the_ending_writes_a_word_document(run, example, tmp_path):
    done = run("assess", str(example), "-o", "a.docx", "-o", "a.md")
    assert done.status == 0
    assert "Saved: a.docx (" in done.err
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    titles = [p.text for p in docx.Document(tmp_path / "a.docx").paragraphs]
    assert titles[0] == "Pemerintah Kabupaten Sukamaju"
    assert text.startswith("# Pemerintah Kabupaten Sukamaju")


def test_it_can_be_piped(example):
    command = [sys.executable, "-m", "egovmaturity", "assess", str(example), "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--format", "docx"], env=environment, capture_output=True, check=True
    )
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(done.stdout)).namelist()


def test_without_python_docx_it_says_how_to_install_it(run, example, tmp_path):
    fake = tmp_path / "fake" / "docx"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise ModuleNotFoundError('x', name='docx')")
    paths = os.pathsep.join((str(fake.parent), str(ROOT)))
    done = run("assess", str(example), "-o", "a.docx", "-o", "a.md", env={"PYTHONPATH": paths})
    assert done.status == 2
    assert 'pip install "egovmaturity[docx]"' in done.err
    assert not (tmp_path / "a.md").exists()


def test_a_template_is_used_and_remarked_on(run, example, tmp_path, letterhead):
    done = run("assess", str(example), "-o", "a.docx", "--docx-template", letterhead)
    assert done.status == 0
    assert "own text is left out" in done.err
    assert (
        "DINAS KOMINFO" in docx.Document(tmp_path / "a.docx").sections[0].header.paragraphs[0].text
    )
    done = run("assess", str(example), "-o", "a.docx", "--docx-template", letterhead, "-q")
    assert (done.status, done.err) == (0, "")


def test_a_template_that_cannot_be_used_is_a_problem_with_a_code(run, example, tmp_path):
    (tmp_path / "kop.docx").write_text("x")
    done = run("assess", str(example), "-o", "a.docx", "--docx-template", "kop.docx")
    assert done.status == 2
    assert "kop.docx: error E016: this is not a Word document" in done.err
    assert "save it as" in done.err
    assert not (tmp_path / "a.docx").exists()


def test_a_template_without_a_word_document_is_a_mistake(run, example, letterhead):
    done = run("assess", str(example), "-o", "a.html", "--docx-template", letterhead)
    assert done.status == 2
    assert "--docx-template is for Word documents" in done.err
