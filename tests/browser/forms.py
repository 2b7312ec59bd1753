"""Forms to be filled in by the tests: handouts of every shape, and what a person does with them."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import builders
from browser.report import Report

from egovmaturity import load_answers, load_questionnaire
from egovmaturity.collecting.handouts import (
    Asking,
    handout_for_all,
    handouts_by_owner,
    without_answers,
)
from egovmaturity.domain.answers import AnswerSheet, Evidence, Purpose, Rated, Verification
from egovmaturity.domain.collecting import Handout, Terms
from egovmaturity.domain.questionnaire import EvidenceItem, Questionnaire, Rating
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.text_source import SourceText
from egovmaturity.renderers.form.content import Paging
from egovmaturity.renderers.form.page import form_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
TERMS = Terms(due=date(2026, 1, 30), contact="Bagian Organisasi")
OWNER = "Dinas Kominfo"


class Made(NamedTuple):
    """A form: what it asks, and the page it became."""

    handout: Handout
    html: str

    def loaded(self, text: str) -> AnswerSheet:
        """Read what came back as the program does."""
        source = SourceText("answers.yaml", text, "0" * 64)
        return complete_answers(open_answers(source), self.handout.questionnaire).sheet


def small(**fields: object) -> Questionnaire:
    """Three questions of three kinds: levels with evidence, levels that may not apply, a number."""
    first = builders.question(
        "Q-1",
        ask="Is there a site?",
        why="People look for it.",
        scale=builders.scale(4),
        rubric={number: f"Rubric of level {number}" for number in range(5)},
        evidence=(EvidenceItem("a", "A decree", 2), EvidenceItem("b", "A photograph", None)),
        allows_not_applicable=False,
        mandatory=2,
        factors=("people",),
    )
    second = builders.question("2", scale=builders.scale(5, lowest=1)._replace(id="from-one"))
    third = builders.question(
        "constructor", scale=builders.number_range("-1/3", 10), allows_not_applicable=True
    )
    questions = (builders.stage("one", first), builders.stage("two", second, third))
    return builders.questionnaire(*questions, sha256="a" * 64, **fields)


def form(
    questionnaire: Questionnaire | None = None,
    language: str = "en",
    paging: Paging = Paging.QUESTION,
    terms: Terms = TERMS,
    earlier: Mapping[str, Rating] | None = None,
    sheet: AnswerSheet | None = None,
) -> Made:
    """Make a form of a small questionnaire, blank unless something was answered."""
    model = (questionnaire or small())._replace(language=language)
    asking = Asking(model, sheet or builders.answers(), terms, earlier or {})
    handout = handout_for_all(asking)._replace(owner=OWNER)
    return Made(handout, form_page(handout, Words(language), paging))


def claimed() -> AnswerSheet:
    """Answers that a verifier has to look at; the second was verified already."""
    documents = (
        Evidence("Decree", "1/2026", date(2026, 1, 5), "https://contoh.go.id/sk.pdf", ()),
        Evidence("Photograph", "", None, "javascript:alert(1)", ()),
    )
    found = Verification(3, "Rina", date(2025, 12, 1), "Seen.")
    return builders.answers(
        {
            "Q-1": builders.rated(3, evidence=documents, note="Since\n2024"),
            "2": Rated(4, builders.details()._replace(verification=found)),
            "constructor": builders.not_applicable(),
        }
    )


def verifying(language: str = "en") -> Made:
    return form(
        language=language, terms=TERMS._replace(purpose=Purpose.VERIFICATION), sheet=claimed()
    )


def flagship(language: str, *, whole: bool = False) -> Made:
    """The real questionnaire: one office's questions, blank, or all of them as answered."""
    questionnaire = load_questionnaire("inpres-3-2003", language)
    sheet = load_answers(ROOT / "examples/sukamaju/jawaban-2026.yaml", questionnaire)
    last = load_answers(ROOT / "examples/sukamaju/jawaban-2025.yaml", questionnaire).answers
    earlier = {name: one.rating for name, one in last.items() if isinstance(one, Rated)}
    asking = Asking(questionnaire, sheet, TERMS, earlier)
    handout = (
        handout_for_all(asking)
        if whole
        else without_answers(handouts_by_owner(asking, ["Dinas Kominfo"])[0])
    )
    return Made(handout, form_page(handout, Words(language)))


def long_words() -> Made:
    """Every text a word of 300 letters, and codes as long as they may be."""
    word = "n" * 300
    levels = builders.scale(2)
    labelled = levels._replace(levels=tuple(one._replace(label=word) for one in levels.levels))
    question = builders.question(
        "Q" * 40,
        title=word,
        ask=word,
        why=word,
        scale=labelled,
        rubric=dict.fromkeys(range(3), word),
        evidence=(EvidenceItem("a", word, 1),),
    )
    model = builders.questionnaire(builders.section("s", question), title=word, sha256="a" * 64)
    document = Evidence(word, "", None, f"https://contoh.go.id/{word}", ())
    sheet = builders.answers({"Q" * 40: builders.rated(1, evidence=[document], note=word)})
    terms = Terms(Purpose.VERIFICATION, contact=word)
    return form(model, terms=terms, sheet=sheet)


def many(number: int) -> Made:
    questions = [builders.question(f"Q{n:03d}", ask=f"Question {n}?") for n in range(number)]
    half = number // 2
    parts = builders.section("a", *questions[:half]), builders.section("b", *questions[half:])
    return form(builders.questionnaire(*parts, sha256="a" * 64))


# What a person does


def go(report: Report, screen: str) -> None:
    """Go to a screen by its address: ``start``, ``p1``, ``review``."""
    report.page.evaluate(
        """(screen) => new Promise((done) => {
          if (location.hash === `#${screen}`) return done();
          addEventListener("hashchange", () => done(), { once: true });
          location.hash = screen;
        })""",
        screen,
    )


def tab_to(page: "Page", label: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name_of_focus(page).startswith(label):
            return
    raise AssertionError(f"Tab does not lead to {label!r}")


def name_of_focus(page: "Page") -> str:
    return page.evaluate(
        "() => { const one = document.activeElement;"
        " return (one.labels && one.labels.length ? one.labels[0] : one).textContent.trim(); }"
    )


def downloaded(report: Report) -> str:
    """Save the answers as a person does, from the last screen."""
    go(report, "review")
    with report.page.expect_download() as started:
        report.page.click(".actions .is-strong")
    return Path(started.value.path()).read_text(encoding="utf-8")


def answer(report: Report, number: int, **texts: str) -> None:
    """Fill in texts of a question: ``text``, ``location``, ``note`` or ``choice`` of a number."""
    go(report, f"p{number + 1}")
    names = {"text": "text-0", "location": "location-0"}
    for key, text in texts.items():
        report.page.fill(f"#question-{number}-{names.get(key, key)}", text)


def opened_file(report: Report, text: str, name: str = "answers.yaml") -> None:
    """Open a file of answers on the start page, and wait for what the form says to it."""
    go(report, "start")
    report.page.evaluate("document.getElementById('said').textContent = ''")
    payload = {"name": name, "mimeType": "text/yaml", "buffer": text.encode("utf-8")}
    report.page.set_input_files("#file", files=[payload])
    report.page.wait_for_selector("#summary, #asked, #said:not(:empty)", state="attached")


def key(report: Report) -> str:
    """Return the name under which the browser keeps the form."""
    return report.page.evaluate("JSON.parse(document.getElementById('given').textContent).key")


def reaches(report: Report, text: str, sender: Report) -> None:
    """Wait until what one tab has kept has come to another, which is another process.

    Chromium forgets to tell it once in a while; after a reload it must be there.
    """
    kept = "JSON.stringify(localStorage)"
    assert text in sender.page.evaluate(kept)
    for _ in range(60):
        if text in report.page.evaluate(kept):
            return
        report.page.wait_for_timeout(50)
    report.page.reload()
    assert text in report.page.evaluate(kept)


def today(report: Report) -> str:
    said = report.page.evaluate("() => new Date().toLocaleDateString('sv')")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said)
    return said
