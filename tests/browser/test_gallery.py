"""The pictures of the README and the printed example show the report as it is now."""

import json

import pytest
from browser import gallery
from browser.paper import letters, sheets

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle


def test_the_gallery_is_current():
    """Known without a browser, from what each picture was made of."""
    made_from = json.loads(gallery.RECORD.read_text(encoding="utf-8"))
    now = gallery.fingerprints(gallery.REPORT.read_text(encoding="utf-8"))
    assert made_from == now, "run: .venv/bin/python tests/browser/gallery.py"


@pytest.mark.parametrize("name", gallery.MADE)
def test_what_the_gallery_made_is_there_small_and_tied_to_no_machine(name):
    file = gallery.ROOT / name
    assert file.read_bytes().startswith((b"\x89PNG", b"%PDF"))
    assert file.stat().st_size < 800_000
    assert b"file:" not in file.read_bytes()


@pytest.mark.usefixtures("poppler")
def test_the_printed_example_says_what_the_report_says():
    found = sheets((gallery.ROOT / gallery.PDF).read_bytes())
    everything = "".join(sheet.letters for sheet in found)
    questionnaire = load_questionnaire("inpres-3-2003")
    answers = load_answers(gallery.REPORT.with_name("jawaban-2026.yaml"), questionnaire)
    report = make_bundle(assess(questionnaire, answers), Words("id")).report
    assert letters(report.verdict) in found[0].letters
    names = [letters(question.id + question.title) for question in questionnaire.questions]
    assert [name for name in names if name not in everything] == []
