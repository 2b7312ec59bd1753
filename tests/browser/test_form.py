"""The form in a real browser: filled in as people do, and what comes out of it."""

import json
import random
import re
import subprocess
from datetime import date
from fractions import Fraction

import builders
import pytest
from browser import forms
from browser.expected import AXE_TAGS, DESKTOP, LEAST_TARGET, LEAST_TEXT
from browser.forms import (
    answer,
    downloaded,
    form,
    go,
    name_of_focus,
    opened_file,
    reaches,
    tab_to,
    today,
)
from browser.paper import sheets
from browser.report import opened
from browser.test_sight import RUN_AXE

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Part,
    Purpose,
    Rated,
    Respondent,
    Unanswered,
    Verification,
)
from egovmaturity.renderers.form.content import Paging


@pytest.fixture(scope="module")
def axe(npm_packages):
    return (npm_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a form by a double-click; afterwards it must have been quiet and asked for nothing."""
    found = []

    def open_form(made, name="form.html", **how):
        file = tmp_path / name
        file.write_text(made.html, encoding="utf-8", newline="")
        report = opened(chromium, file, **how)
        found.append(report)
        return report

    yield open_form
    for report in found:
        assert report.complaints == []
        assert {url.split("#")[0] for url in report.requests} <= {report.page.url.split("#")[0]}
        if report.page.evaluate("Boolean(window.refused)"):
            assert report.page.evaluate("window.refused") == []
        report.page.context.close()


def documents(*pairs):
    return tuple(Evidence(title, "", None, location, ()) for title, location in pairs)


# From the first key to the file


def test_filled_in_with_the_keyboard_alone(visit):
    made = form()
    report = visit(made)
    page, press = report.page, report.page.keyboard.press
    tab_to(page, "Name of the respondent")
    page.keyboard.type("Sari Dewi")
    tab_to(page, "Position")
    page.keyboard.type("Head: IT #1")
    tab_to(page, "Begin or go on")
    press("Enter")
    page.wait_for_selector("#question-0-note")
    assert name_of_focus(page) == "Is there a site?"
    tab_to(page, "0 level 0")
    for _ in range(3):
        press("ArrowDown")
    tab_to(page, "Save and go on")
    press("Enter")
    assert page.locator("#summary a").all_inner_texts() == [
        "List at least one document for level 2 and above."
    ]
    assert name_of_focus(page).startswith("Something is missing")
    assert page.title().startswith("To complete: ")
    press("Tab")
    press("Enter")
    assert name_of_focus(page) == "Document 1: name, number, date"
    page.keyboard.type("Decree 12")
    press("Tab")
    page.keyboard.type("evidence/12.pdf")
    tab_to(page, "Add a document")
    press("Enter")
    assert name_of_focus(page) == "Document 2: name, number, date"
    page.keyboard.type("Photo")
    tab_to(page, "Note or reason")
    page.keyboard.type("So it is.")
    tab_to(page, "Save and go on")
    press("Enter")
    page.wait_for_selector("#question-1-note")
    fill_in_the_rest(page)
    tab_to(page, "Download the answers")
    with page.expect_download() as started:
        press("Enter")
    assert started.value.suggested_filename == "jawaban-dinas-kominfo-2026.yaml"
    check_what_was_typed(made, report, started.value.path().read_text(encoding="utf-8"))


def fill_in_the_rest(page):
    """Say that the second question does not apply, and give the third its number."""
    press = page.keyboard.press
    tab_to(page, "1 level 1")
    press("ArrowUp")  # round to the last one: not applicable
    tab_to(page, "Save and go on")
    press("Enter")
    assert page.locator("#summary a").all_inner_texts() == [
        "Write why this question does not apply."
    ]
    press("Tab")
    press("Enter")
    page.keyboard.type("There is none.")
    tab_to(page, "Save and go on")
    press("Enter")
    page.wait_for_selector("#question-2-choice")
    tab_to(page, "Number")
    page.keyboard.type("0,25")
    tab_to(page, "Save and check")
    press("Enter")
    page.wait_for_selector("table")
    assert page.locator(".lead").inner_text() == "3 complete, 0 incomplete, 0 not answered"


def check_what_was_typed(made, report, text):
    sheet = made.loaded(text)
    assert sheet.answers == {
        "Q-1": Rated(
            3, Details(documents(("Decree 12", "evidence/12.pdf"), ("Photo", "")), "So it is.")
        ),
        "2": NotApplicable("There is none."),
        "constructor": Rated(Fraction(1, 4)),
    }
    assert sheet.part == Part(
        owner=forms.OWNER,
        asked=("Q-1", "2", "constructor"),
        respondent=Respondent("Sari Dewi", "Head: IT #1", date.fromisoformat(today(report))),
        due=date(2026, 1, 30),
        questionnaire_sha256="a" * 64,
    )
    assert (sheet.institution.name, sheet.occasion.year) == ("Kabupaten Sukamaju", 2026)


def test_a_blank_form_gives_a_file_too(visit):
    from playwright.sync_api import expect

    made = form()
    report = visit(made)
    text = downloaded(report)
    sheet = made.loaded(text)
    assert sheet.answers == {}
    assert sheet.part.asked == ("Q-1", "2", "constructor")
    assert report.page.inner_text(".lead") == "0 complete, 0 incomplete, 3 not answered"
    assert "is downloaded" in report.page.inner_text("#downloaded")
    report.page.click("text=No file appears")
    expect(report.page.locator("#file-text")).to_have_value(text)


def test_documents_are_added_and_removed(visit):
    made = form()
    report = visit(made)
    go(report, "p1")
    page = report.page
    for row, text in enumerate("abc"):
        if row:
            page.click("text=Add a document")
        page.keyboard.type(text) if row else page.fill("#question-0-text-0", text)
    page.click("text=Remove document 2")
    page.wait_for_selector("#said:not(:empty)", state="attached")
    assert page.inner_text("#said") == "Document 2 is removed."
    assert name_of_focus(page) == "Document 1: name, number, date"
    page.keyboard.type("!")
    sheet = made.loaded(downloaded(report))
    assert sheet.answers["Q-1"].details.evidence == documents(("a!", ""), ("c", ""))


def test_nothing_typed_is_lost_where_no_level_was_chosen(visit):
    made = form()
    report = visit(made)
    answer(report, 0, location="only/a/place.pdf", note="Later")
    sheet = made.loaded(downloaded(report))
    assert sheet.answers == {
        "Q-1": Unanswered(Details(documents(("only/a/place.pdf", "only/a/place.pdf")), "Later"))
    }


def test_the_day_of_filling_in_can_be_changed(visit):
    made = form()
    report = visit(made)
    go(report, "review")
    assert report.page.input_value("#person-date") == today(report)
    report.page.fill("#person-date", "2026-01-15")
    assert made.loaded(downloaded(report)).part.respondent.dated == date(2026, 1, 15)


def test_what_was_handed_out_comes_back_as_it_was(visit):
    given = builders.answers(
        {
            "Q-1": builders.rated(2, evidence=documents(("Decree", "a.pdf")), note="Two\nlines"),
            "2": DontKnow(Details(note="Who knows?")),
            "constructor": Rated(Fraction(1, 3)),
        }
    )
    made = form(sheet=given)
    sheet = made.loaded(downloaded(visit(made)))
    assert sheet.answers == given.answers
    assert set(sheet.part.handed_out) == {"Q-1", "2", "constructor"}


def test_what_nobody_touched_is_known_again(visit):
    """The digests that merging compares are those of the answers that come back."""
    made = forms.flagship("id", whole=True)
    sheet = made.loaded(downloaded(visit(made)))
    found = {name: digest(claim_of(one)) for name, one in sheet.answers.items()}
    assert found == dict(sheet.part.handed_out)
    assert len(found) > 50


# Kept, and taken up again


def test_a_reload_resumes_at_the_same_question(visit):
    report = visit(form())
    answer(report, 1, text="A; b", note="kept")
    report.page.check("#question-1-choice-2")
    report.page.reload()
    assert report.page.input_value("#question-1-note") == "kept"
    assert report.page.input_value("#question-1-text-0") == "A; b"
    assert report.page.is_checked("#question-1-choice-2")
    assert "Saved in this browser at" in report.page.inner_text("#saved")
    assert report.page.inner_text("#progress-text") == "1 of 3 complete"


def test_the_browsers_back_leads_back(visit):
    report = visit(form())
    go(report, "p1")
    report.page.click("text=Skip for now")
    report.page.wait_for_selector("#question-1-note")
    report.page.go_back()
    report.page.wait_for_selector("#question-0-note")
    assert name_of_focus(report.page) == "Is there a site?"


def test_a_saved_file_resumes_on_another_computer(visit):
    made = form()
    first = visit(made)
    answer(first, 0, text='He said "so": #1', location="C:\\data\\x.pdf", note="First\n\nsecond")
    first.page.check("#question-0-choice-4")
    answer(first, 2, choice="-0,3")
    go(first, "start")
    first.page.fill("#person-name", "Sari")
    text = downloaded(first)
    second = visit(made, "other.html")
    opened_file(second, text)
    second.page.wait_for_selector("#said:not(:empty)", state="attached")
    assert second.page.inner_text("#said") == "The answers of answers.yaml are here."
    assert second.page.input_value("#person-name") == "Sari"
    go(second, "p1")
    assert second.page.input_value("#question-0-location-0") == "C:\\data\\x.pdf"
    assert downloaded(second) == text


def test_a_file_with_windows_line_ends_is_taken(visit):
    made = form()
    report = visit(made)
    answer(report, 0, note="x")
    text = downloaded(report)
    other = visit(made, "other.html")
    opened_file(other, "\ufeff" + text.replace("\n", "\r\n"))
    assert downloaded(other) == text


def test_answers_are_replaced_only_when_asked(visit):
    made = form()
    report = visit(made)
    text = downloaded(report)
    answer(report, 0, note="mine")
    opened_file(report, text)
    assert report.page.evaluate("document.activeElement.id") == "asked"
    report.page.click("text=Cancel")
    assert made.loaded(downloaded(report)).answers != {}
    opened_file(report, text)
    report.page.click("#asking .is-strong")
    assert made.loaded(downloaded(report)).answers == {}


REFUSED = [
    pytest.param("", "It is not a file of answers written by this form.", id="empty"),
    pytest.param("PK\x03\x04", "Line 1 is not as this form writes it.", id="a workbook"),
    pytest.param("a: [1, 2]\n", "Line 1 is not as this form writes it.", id="other YAML"),
    pytest.param("a: &x 1\n", "Line 1 is not as this form writes it.", id="an anchor"),
    pytest.param("a: 1\na: 1\n", "Line 2 is not as this form writes it.", id="twice"),
    pytest.param("a:\n   b: 1\n", "Line 1 is not as this form writes it.", id="indentation"),
    pytest.param("__proto__: 1\n", "Line 1 is not as this form writes it.", id="a strange key"),
    pytest.param(("test@1", "test@2"), "It answers test@2, this form asks test@1.", id="edition"),
    pytest.param(
        ("year: 2026", "year: 2025"), 'It belongs to "2025", this form to "2026".', id="year"
    ),
    pytest.param(
        ("Dinas Kominfo", "Bappeda"),
        'It belongs to "Bappeda", this form to "Dinas Kominfo".',
        id="office",
    ),
    pytest.param(
        ('purpose: "self"', 'purpose: "verification"'),
        "It is not a file of answers written by this form.",
        id="purpose",
    ),
    pytest.param(
        ('  "Q-1":', '  "Q-9":'), 'It answers "Q-9", which is not asked here.', id="question"
    ),
    pytest.param(
        ("level: 3", "level: 9"), "Its answer to Q-1 does not fit the question.", id="level"
    ),
    pytest.param(
        ("note:", "target:"), "Its answer to Q-1 does not fit the question.", id="a key of others"
    ),
]


@pytest.fixture(scope="module")
def saved(chromium, tmp_path_factory):
    """A form and a file that it wrote."""
    made = form()
    file = tmp_path_factory.mktemp("form") / "form.html"
    file.write_text(made.html, encoding="utf-8", newline="")
    report = opened(chromium, file)
    answer(report, 0, text="x", note="y")
    report.page.check("#question-0-choice-3")
    text = downloaded(report)
    yield made, text
    report.page.context.close()


def test_files_that_are_not_taken(visit, saved):
    """Each says why, and leaves what is filled in."""
    made, text = saved
    report = visit(made)
    answer(report, 0, note="mine")
    for case in REFUSED:
        change, reason = case.values
        told = text.replace(*change) if isinstance(change, tuple) else change
        assert told != text, case.id
        opened_file(report, told)
        report.page.wait_for_selector("#summary")
        said = report.page.locator("#summary li").all_inner_texts()
        assert said[0] == reason, case.id
        assert "ask for a new form" in said[1]
        assert report.page.evaluate("document.activeElement.id") == "summary"
    go(report, "p1")
    assert report.page.input_value("#question-0-note") == "mine"


HOSTILE = [
    '"\'`\\ \\n \\u0041 \\" : # - ? & * ! | > % @ {a} [b] , ---',
    "key: value # no comment",
    "line\nline\n\n  indented\ttab\r\nend",
    "emoji 👩🏽‍💻 é 中文 \u00a0 \u200b \u202e",
    "\u0085next\u0085line\u2028line\u2029paragraph\u2028",
    "</script><script>alert(1)</script><!-- ]]> <img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A1",
    "+1 -1 @x \uff1d1",
    "null",
    "true",
    "~",
    "2026-01-01",
    "0x10",
    "1e3",
    "NO",
    "<<",
    "{{ 7*7 }} {% raw %} %s {0} $& $1",
]
# Three texts for every kind of character there is trouble with, put together by chance.
CHANCE = random.Random(7)  # noqa: S311  # the same on every run
ALPHABET = " \t\n\r\"'\\/:#-?[]{},&*!|>%@`=+ab\u0085\u00a0\u200b\u2028\u2029\u202e\u3000\U0001f469é"
MIXED = ["".join(CHANCE.choices(ALPHABET, k=40)) for _ in range(40)]
BROKEN = "a\ud800b\udc00c\x00\x1b\x7f\x9b\ufeff\uffffd"


def as_kept(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def test_hostile_texts_come_through_both_ways(visit):
    """Exactly, but for what no file may hold."""
    texts = [*HOSTILE, *MIXED, BROKEN]
    made = forms.many(len(texts))
    report = visit(made)
    key = forms.key(report)
    report.page.evaluate(
        """([key, texts]) => {
          const answers = {};
          texts.forEach((text, i) => (answers[`Q${String(i).padStart(3, "0")}`] = {
            choice: "2", note: text, documents: [{ text, location: text }],
          }));
          const person = { name: texts[0], position: texts[5] };
          localStorage.setItem(key, JSON.stringify({ person, answers }));
        }""",
        [key, texts],
    )
    report.page.reload()
    text = downloaded(report)
    sheet = made.loaded(text)
    expected = [*map(as_kept, [*HOSTILE, *MIXED]), "abcd"]
    found = list(sheet.answers.values())
    assert [one.details.note for one in found] == expected
    assert [one.details.evidence for one in found] == [documents((one, one)) for one in expected]
    assert sheet.part.respondent.name == expected[0]
    assert sheet.part.respondent.position == expected[5]
    other = visit(made, "other.html")
    opened_file(other, text)
    assert downloaded(other) == text


# When the browser does not play along


def test_a_browser_that_does_not_save_is_said_to(chromium, tmp_path):
    made = form()
    file = tmp_path / "form.html"
    file.write_text(made.html, encoding="utf-8", newline="")
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused'); };")
    page.goto(file.as_uri())
    refused = "This browser cannot save. Download the file before you close this page."
    assert page.inner_text("#saved") == refused
    report = forms.Report(page, [], [])
    answer(report, 0, note="kept in memory")
    assert page.inner_text("#saved") == refused
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    assert "kept in memory" in downloaded(report)
    page.fill("#person-name", "x")
    page.reload()
    assert asked == ["beforeunload"]
    context.close()


def test_what_others_left_in_the_storage_does_no_harm(visit):
    made = form()
    report = visit(made)
    key = forms.key(report)
    for kept in (
        "",
        "null",
        "[]",
        "{",
        '{"answers": 1}',
        '{"answers": {"Q-1": {"choice": "99", "documents": {}, "note": 7}}}',
    ):
        report.page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        report.page.reload()
        assert made.loaded(downloaded(report)).answers == {}


@pytest.mark.parametrize("events", ["heard", "lost"])
def test_two_tabs_are_warned_and_lose_nothing(visit, events):
    """Browsers tell one tab of what another has kept, but do not promise to."""
    report = visit(form())
    context = report.page.context
    if events == "lost":
        context.add_init_script(
            "addEventListener('storage', (event) => event.stopImmediatePropagation(), true);"
        )
        report.page.reload()
    other = context.new_page()
    other.goto(report.page.url)
    second = forms.Report(other, [], [])
    answer(report, 0, note="from the first")
    reaches(second, "from the first", report)
    answer(second, 1, text="from the second", note="x")
    reaches(report, "from the second", second)
    answer(report, 1, note="from both")
    reaches(second, "from both", report)
    warned = [tab for tab in (report, second) if tab.page.is_visible("#warning")]
    assert warned
    assert "also open in another tab" in warned[0].page.inner_text("#warning")
    answer(second, 2, note="again from the second")
    reaches(report, "again from the second", second)
    expected = ("from the first", "from the second", "from both", "again from the second")
    for tab in (report, second):
        text = downloaded(tab)
        assert [said for said in expected if said not in text] == []


def test_erased_in_another_tab_is_erased_here(visit):
    made = form()
    report = visit(made)
    answer(report, 0, note="secret")
    report.page.evaluate(
        """(key) => {
          localStorage.removeItem(key);
          dispatchEvent(new StorageEvent("storage", { key, newValue: null }));
        }""",
        forms.key(report),
    )
    assert "also open in another tab" in report.page.inner_text("#warning")
    assert made.loaded(downloaded(report)).answers == {}


def test_an_earlier_form_of_the_same_office_is_not_mixed_up(visit):
    """What the browser holds is shown; the new form's answers are one click away."""
    made = form()
    report = visit(made)
    answer(report, 0, note="typed last week")
    later = form(sheet=builders.answers({"Q-1": builders.rated(1, note="handed out")}))
    path = report.page.url.split("#")[0].removeprefix("file://")
    with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
        file.write(later.html)
    report.page.reload()
    go(report, "start")
    notice = report.page.locator("#main .notice")
    assert "earlier form" in notice.inner_text()
    report.page.click("text=Take the answers of this form instead")
    assert notice.count() == 0
    assert later.loaded(downloaded(report)).answers["Q-1"] == Rated(1, Details(note="handed out"))


def test_answers_are_erased_when_asked(visit):
    made = form()
    report = visit(made)
    answer(report, 0, note="secret")
    go(report, "start")
    report.page.click("text=Erase the answers")
    report.page.click("#asking .is-strong")
    assert report.page.evaluate("JSON.stringify(localStorage)") == "{}"
    assert made.loaded(downloaded(report)).answers == {}


def test_without_scripts_it_says_what_to_do(visit):
    report = visit(form(language="id"), javascript=False)
    assert "mintalah lembar jawaban Excel" in report.page.inner_text("body")
    assert not report.page.is_visible("#frame")


# Kinds of questions


NUMBERS = [
    pytest.param("0,5", "1/2", id="a comma"),
    pytest.param(".5", "1/2", id="nothing before the point"),
    pytest.param(" 007 ", "7", id="zeros in front"),
    pytest.param("\u22120.25", "-1/4", id="a minus sign"),
    pytest.param("0.12345678901234567890", "0.1234567890123456789", id="20 decimals"),
    pytest.param("-0.33333333333333333333", "-0.33333333333333333333", id="just inside"),
    pytest.param("10.00", "10", id="the upper end"),
]


def test_numbers_are_exact(visit):
    made = form()
    report = visit(made)
    for case in NUMBERS:
        typed, value = case.values
        answer(report, 2, choice=typed)
        found = made.loaded(downloaded(report)).answers["constructor"]
        assert found == Rated(Fraction(value)), case.id


def test_numbers_that_are_none_are_said_to_be(visit):
    made = form()
    report = visit(made)
    for typed in (
        "ten",
        "1.234,5",
        "1e1",
        "10.00000000000000000001",
        "-0.33333333333333333334",
        "1/2",
    ):
        answer(report, 2, choice=typed)
        report.page.click("text=Save and check")
        assert report.page.locator("#summary li").all_inner_texts() == [
            "Write a number from -1/3 to 10."
        ], typed
        assert report.page.get_attribute("#question-2-choice", "aria-invalid") == "true"
    assert made.loaded(downloaded(report)).answers == {}


MANY = builders.questionnaire(
    builders.stage("one", builders.question("N", scale=builders.number_range(-10, 5000)))
)


@pytest.mark.parametrize(
    ("language", "said", "status"),
    [
        pytest.param(
            "en",
            "This may be read in two ways. Write it without dots or commas between thousands, or "
            "with a 0 behind three decimals.",
            "Number may be read in two ways",
            id="english",
        ),
        pytest.param(
            "id",
            "Angka ini dapat dibaca dengan dua cara. Tulis tanpa titik atau koma pemisah ribuan, "
            "atau tambahkan 0 di belakang tiga desimal.",
            "Angka dapat dibaca dengan dua cara",
            id="indonesian",
        ),
    ],
)
def test_a_number_that_may_mean_thousands_is_not_guessed(visit, language, said, status):
    """Returned sheets are read likewise: see tests/returns/test_ratings.py."""
    made = form(MANY, language)
    report = visit(made)
    for typed in ("1.500", "1,500", " +4.999 "):
        answer(report, 0, choice=typed)
        report.page.click(".actions .is-strong")
        assert report.page.locator("#summary li").all_inner_texts() == [said], typed
        assert report.page.get_attribute("#question-0-choice", "aria-invalid") == "true"
    go(report, "review")
    assert status in report.page.inner_text("table")
    assert made.loaded(downloaded(report)).answers == {}


def test_numbers_that_cannot_mean_thousands_are_taken(visit):
    made = form(MANY)
    report = visit(made)
    for typed, value in (
        ("1500", "1500"),
        ("1.5", "3/2"),
        ("1.5000", "3/2"),
        ("9.001", "9001/1000"),
        ("-1.500", "-3/2"),
        ("0.500", "1/2"),
    ):
        answer(report, 0, choice=typed)
        assert made.loaded(downloaded(report)).answers == {"N": Rated(Fraction(value))}, typed


@pytest.mark.parametrize("purpose", Purpose)
def test_three_decimals_that_were_handed_out_or_saved_are_taken_as_they_are(visit, purpose):
    """Nobody typed them: they are no thousands."""
    found = Verification(Fraction("2.125"), "Rina", None, "Seen.")
    details = Details(verification=found if purpose is Purpose.VERIFICATION else None)
    sheet = builders.answers({"N": Rated(Fraction("1.125"), details)})
    made = form(MANY, terms=forms.TERMS._replace(purpose=purpose), sheet=sheet)
    report = visit(made)
    saved = downloaded(report)
    assert "Complete" in report.page.inner_text("table")
    assert "2.125" in saved if purpose is Purpose.VERIFICATION else "1.125" in saved
    opened_file(report, saved.replace("2.125", "3.375").replace("1.125", "3.375"))
    report.page.click("#asking .is-strong")
    again = made.loaded(downloaded(report)).answers["N"]
    rating = again.rating if purpose is Purpose.SELF else again.details.verification.rating
    assert rating == Fraction("3.375")


def test_last_year_is_marked_and_not_chosen(visit):
    made = form(earlier={"Q-1": 2, "constructor": Fraction(1, 4)})
    report = visit(made)
    go(report, "p1")
    assert report.page.locator(".card", has_text="Last year's answer").count() == 1
    assert (
        report.page.locator(".card", has_text="Last year's answer")
        .inner_text()
        .startswith("2 level 2")
    )
    assert report.page.locator("input:checked").count() == 0
    go(report, "p3")
    assert "Last year's answer: 0.25." in report.page.inner_text("#question-2-choice-hint")


def test_not_applicable_only_where_it_may_be(visit):
    report = visit(form())
    go(report, "p1")
    assert report.page.locator("input[value=na]").count() == 0
    go(report, "p2")
    assert report.page.locator("input[value=na]").count() == 1


def test_one_stage_on_a_screen(visit):
    made = form(paging=Paging.SECTION)
    report = visit(made)
    go(report, "p2")
    page = report.page
    assert page.inner_text("h1") == "Title of two"
    assert page.locator("h2.ask").count() == 2
    page.check("#question-1-choice-0")
    page.fill("#question-2-choice", "zero")
    page.click("text=Save and check")
    assert page.locator("#summary li").all_inner_texts() == [
        "constructor: Write a number from -1/3 to 10."
    ]
    assert page.is_checked("#question-1-choice-0")
    go(report, "review")
    page.click("table a >> nth=2")
    page.wait_for_selector("h2.ask")
    assert page.evaluate("document.activeElement.id") == "question-2-title"


def test_a_verifier_sees_the_claim_and_gives_a_level(visit):
    made = forms.verifying()
    report = visit(made)
    page = report.page
    assert "Q-1" in page.inner_text("#list")
    go(report, "p1")
    claim = page.inner_text(".claim")
    for said in ("3 level 3", "Rubric of level 3", "Decree, 1/2026, 2026-01-05", "Since\n2024"):
        assert said in claim
    links = page.locator(".claim a").evaluate_all("all => all.map((one) => one.href)")
    assert links == ["https://contoh.go.id/sk.pdf"]
    assert page.locator(".evidence, input[type=text]").count() == 0
    page.check("#question-0-choice-2")
    page.click("text=Save and go on")
    assert page.locator("#summary a").all_inner_texts() == [
        "Write in the note why you differ from the answer."
    ]
    page.fill("#question-0-note", "The decree has lapsed.")
    page.click("text=Save and go on")
    page.wait_for_selector("#question-1-note")
    assert page.input_value("#question-1-note") == "Seen."
    go(report, "p3")
    assert page.locator(".card").count() == 1
    page.check("#question-2-choice-na")
    go(report, "start")
    page.fill("#person-name", "Tono")
    sheet = made.loaded(downloaded(report))
    day = date.fromisoformat(today(report))
    assert sheet.part.purpose is Purpose.VERIFICATION
    found = {name: one.details for name, one in sheet.answers.items()}
    assert found == {
        "Q-1": Details(verification=Verification(2, "Tono", day, "The decree has lapsed.")),
        "2": Details(verification=Verification(3, "Rina", date(2025, 12, 1), "Seen.")),
        "constructor": Details(verification=Verification(None, "Tono", day, "")),
    }
    answer(report, 1, note="Seen again.")
    text = downloaded(report)
    again = made.loaded(text).answers["2"].details.verification
    assert again == Verification(3, "Tono", day, "Seen again.")
    other = visit(made, "other.html")
    opened_file(other, text)
    if other.page.locator("#asking .is-strong").count():
        other.page.click("#asking .is-strong")
    assert downloaded(other) == text


@pytest.mark.parametrize(
    ("claim", "same", "other"),
    [
        pytest.param(Fraction(1, 2), "0,50", "0.51", id="decimals"),
        pytest.param(Fraction(1, 3), "1/3", "0.33", id="a fraction without end"),
    ],
)
def test_a_verifier_of_numbers(visit, claim, same, other):
    """A note is needed where the number is another one, not where it is written another way."""
    sheet = builders.answers({"constructor": Rated(claim)})
    made = form(terms=forms.TERMS._replace(purpose=Purpose.VERIFICATION), sheet=sheet)
    report = visit(made)
    answer(report, 2, choice=other)
    report.page.click("text=Save and check")
    assert report.page.locator("#summary li").all_inner_texts() == [
        "Write in the note why you differ from the answer."
    ]
    report.page.fill("#question-2-choice", same)
    report.page.click("text=Save and check")
    report.page.wait_for_selector("table")
    found = made.loaded(downloaded(report)).answers["constructor"].details.verification
    assert found.rating == claim


def test_a_verifier_may_find_a_fraction_that_was_answered_the_last_time(visit):
    """A number that no decimals hold is another one than a claim with decimals."""
    sheet = builders.answers({"constructor": Rated(Fraction(1, 2))})
    terms = forms.TERMS._replace(purpose=Purpose.VERIFICATION)
    report = visit(form(terms=terms, sheet=sheet, earlier={"constructor": Fraction(1, 3)}))
    answer(report, 2, choice="1/3")
    report.page.click("text=Save and check")
    assert report.page.locator("#summary li").all_inner_texts() == [
        "Write in the note why you differ from the answer."
    ]


def test_a_verifiers_note_without_a_level_is_not_lost(visit):
    """The file says it, and reading it back names the level that is missing."""
    made = form(terms=forms.TERMS._replace(purpose=Purpose.VERIFICATION), sheet=forms.claimed())
    report = visit(made)
    answer(report, 0, note="Ask again")
    assert 'note: "Ask again"' in downloaded(report)


def test_300_questions(visit):
    made = forms.many(300)
    report = visit(made)
    page = report.page
    go(report, "p300")
    page.check("#question-299-choice-0")
    spent = page.evaluate(
        """() => {
          const note = document.getElementById("question-299-note");
          const begin = performance.now();
          for (const text of ["a", "ab", "abc"]) {
            note.value = text;
            note.dispatchEvent(new Event("input"));
          }
          return (performance.now() - begin) / 3;
        }"""
    )
    assert spent < 100, "typing is slow"
    assert made.loaded(downloaded(report)).answers == {"Q299": Rated(0, Details(note="abc"))}


# Looks


SCREENS = ("start", "p1", "p2", "p3", "review")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["self", "verification", "section"])
def test_every_screen_is_accessible_and_fits(visit, axe, kind, scheme):
    """axe-core finds nothing, nothing scrolls sideways at 320 pixels, targets are large enough."""
    makers = {
        "self": lambda: form(language="id", earlier={"Q-1": 1}),
        "verification": lambda: forms.verifying("id"),
        "section": lambda: form(paging=Paging.SECTION),
    }
    report = visit(makers[kind](), scheme=scheme, width=DESKTOP)
    report.page.evaluate(axe)
    for screen in SCREENS[: 3 if kind == "section" else 5]:
        go(report, screen)
        if screen.startswith("p"):
            report.page.click(".actions .is-strong")  # with what is missing
        report.ask("openEverything()")
        for width in (DESKTOP, 320):
            report.resize(width)
            assert report.page.evaluate(RUN_AXE, AXE_TAGS) == [], (screen, width)
            found = report.ask("overflow()")
            assert found["scrollWidth"] <= found["clientWidth"], (screen, found)
            assert report.ask("smallTargets(given)", LEAST_TARGET) == [], (screen, width)
            assert report.ask("smallTexts(given)", LEAST_TEXT) == []


@pytest.mark.parametrize("width", [320, 640, DESKTOP])
def test_long_words_make_no_screen_scroll_sideways(visit, width):
    """640 pixels are what is left of 1280 at a zoom of 200 %."""
    report = visit(forms.long_words(), width=width)
    for screen in ("start", "p1", "review"):
        go(report, screen)
        report.ask("openEverything()")
        found = report.ask("overflow()")
        assert found["scrollWidth"] <= found["clientWidth"], (screen, found)
        assert found["wide"] == [], screen


def test_its_screens_are_valid_html(visit, npm_packages, tmp_path):
    report = visit(form(earlier={"Q-1": 1}))
    verifying = visit(forms.verifying(), "verifying.html")
    for one, screen in [(report, name) for name in SCREENS] + [(verifying, "p1")]:
        go(one, screen)
        if screen != "start":
            one.page.click("#main .button:not(.is-quiet) >> nth=0")
            one.page.go_back()
        (tmp_path / f"{one is report}-{screen}.page.html").write_text(one.page.content())
    rules = {
        "root": True,
        "extends": ["html-validate:standard", "html-validate:a11y"],
        "rules": {
            "no-redundant-for": "off",
            "no-redundant-role": "off",  # on a phone the table is laid out as blocks
            "prefer-native-element": "off",
            "no-implicit-button-type": "error",
        },
    }
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    program = npm_packages / "html-validate" / "bin" / "html-validate.mjs"
    command = ["node", program, "--config", tmp_path / "rules.json", "--formatter", "text"]
    pages = sorted(tmp_path.glob("*.page.html"))
    done = subprocess.run([*command, *pages], capture_output=True, text=True, check=False)
    assert done.stdout.replace(f"{tmp_path}/", "") == ""


def test_its_script_is_that_of_browsers_of_2017(npm_packages, tmp_path):
    page = form().html
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (tmp_path / "script.js").write_text(script, encoding="utf-8")
    command = ["node", npm_packages / "acorn" / "bin" / "acorn", "--ecma2017", "--silent"]
    done = subprocess.run(
        [*command, tmp_path / "script.js"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_recap_is_one_page_to_sign(visit, language):
    made = forms.flagship(language, whole=True)
    report = visit(made)
    go(report, "p1")  # whatever is on the screen
    found = sheets(report.pdf())
    assert len(found) == 1
    for question in made.handout.questions:
        assert found[0].holds(question.id)
    words = {"id": "Mengetahui, atasan langsung", "en": "Agreed by the superior"}
    assert found[0].holds(words[language])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_real_questionnaire_in_both_languages(visit, language):
    report = visit(forms.flagship(language))
    assert report.page.get_attribute("html", "lang") == language
    words = {
        "id": ("0 dari 25 lengkap", "30 Januari 2026"),
        "en": ("0 of 25 complete", "30 January 2026"),
    }
    assert report.page.inner_text("#progress-text") == words[language][0]
    assert words[language][1] in report.page.inner_text(".facts")
    for screen in ("start", "p1", "p2", "review"):
        go(report, screen)
        said = report.page.inner_text("body").lower()
        assert not any(word in said for word in ("skor", "score", "undefined", "[object"))
