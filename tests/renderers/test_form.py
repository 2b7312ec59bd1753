"""What the HTML form is made of, without a browser; tests/browser fills it in."""

import base64
import hashlib
import json
import re
from datetime import date
from fractions import Fraction
from html import unescape

import pytest
from builders import (
    answers,
    bands,
    details,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)

from egovmaturity.collecting.handouts import Asking, handout_for_all, part_of
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Institution,
    Purpose,
    Rated,
    Verification,
)
from egovmaturity.domain.collecting import Terms
from egovmaturity.language import Words
from egovmaturity.loading.answers_shape import ANSWERS
from egovmaturity.renderers.form.content import Paging, content, file_name, number_text
from egovmaturity.renderers.form.page import form_page
from egovmaturity.resources import bundled

EN = Words("en")
STAGED = questionnaire(stage("s", question("a"), question("b")), stage("t", question("c")))
HOSTILE = "</script><script>alert(1)</script><!-- <style> ]]> & \u2028 \ud800 {{ 7*7 }} \u202e"


def handout(model=STAGED, sheet=None, terms=None, earlier=None):
    return handout_for_all(Asking(model, sheet or answers(), terms or Terms(), earlier or {}))


def given(page):
    """Return what the script of a page is given."""
    (island,) = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
    return json.loads(island)


def test_the_policy_allows_exactly_this_style_and_script():
    page = form_page(handout(), EN)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    def source(text):
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert unescape(policy) == (
        f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_of_a_text_becomes_markup():
    hostile = questionnaire(
        section(
            "s",
            question("a", title=HOSTILE, ask=HOSTILE, why=HOSTILE, rubric={1: HOSTILE}),
        ),
        title=HOSTILE,
    )
    institution = Institution("", HOSTILE, None)
    sheet = answers(a=rated(1, note=HOSTILE))._replace(institution=institution)
    harmless = form_page(handout(questionnaire(section("s", question("a")))), EN)
    page = form_page(handout(hostile, sheet, Terms(contact=HOSTILE)), EN)
    assert page.encode()  # no half of a character is left
    for sign in ("<script", "</script", "<!--", "<style", "\u2028", "\u202e"):
        assert page.count(sign) == harmless.count(sign), sign
    assert given(page)["head"]["institution"]["name"] == HOSTILE


def test_the_same_handout_gives_the_same_bytes():
    assert form_page(handout(), EN) == form_page(handout(), EN)


def test_it_names_no_address_to_fetch_from():
    page = form_page(handout(), EN)
    assert not re.search(r'(?:src|href)=(?!"#main")', page)
    assert not re.search(r"fetch\(|XMLHttpRequest|sendBeacon|import\(|@import|url\(", page)


def test_it_shows_no_score():
    page = form_page(handout(), EN)
    assert "worth" not in page
    assert "score" not in page.lower()


def test_no_text_in_its_script_loses_spaces():
    folder = bundled("report_templates") / "form" / "script"
    for path in sorted(folder.iterdir(), key=str):
        texts = re.findall(r'"(?:\\.|[^"\\\n])*"|`[^`]*`', path.read_text(encoding="utf-8"))
        assert texts
        assert not [text for text in texts if re.search(r" (=>|[=!]==|&&|\|\||=) ", text)], path


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_small(language):
    """60 KB and 1 KB a question, beside the texts of the questionnaire itself."""
    many = questionnaire(*(question(f"q{n}") for n in range(100)))
    page = form_page(handout(many), Words(language))
    texts = json.dumps(given(page)["questions"], separators=(",", ":"))
    assert len(page.encode()) - len(texts) < 60 * 1024
    assert len(texts) < 100 * 1024


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_of_the_script_is_there(language):
    """What the script says is given to it, in words, and nothing else is."""
    page = form_page(handout(), Words(language))
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    said = set(re.findall(r'say\("(\w+)"|(?:key|\?|:|refuse\() ?"(refused_\w+)"', script))
    names = {first or second for first, second in said}
    texts = given(page)["texts"]
    made = {"column_", "error_", "standing_", "status_"}
    assert names <= set(texts)
    unsaid = {key for key in texts if not re.search(rf'"{key}"', script)}
    assert {key for key in unsaid if not key.startswith(tuple(made))} == set()


def test_words_of_the_file_are_those_of_the_format():
    """A key that the answers format does not know would be refused when the file comes back."""
    page = form_page(handout(), EN)
    (listed,) = re.findall(r"new Set\(\s*\((.*?)\)\.split", page, re.DOTALL)
    words = set(" ".join(re.findall(r'"([^"]*)"', listed)).split())
    known = set(re.findall(r'"(\w+)": ', json.dumps(ANSWERS.schema())))
    assert words <= known


@pytest.mark.parametrize(
    ("owner", "institution", "purpose", "name"),
    [
        pytest.param(
            "Dinas Kominfo", "x", Purpose.SELF, "jawaban-dinas-kominfo-2026.yaml", id="office"
        ),
        pytest.param("RSUD dr. Æ/..", "x", Purpose.SELF, "jawaban-rsud-dr-2026.yaml", id="signs"),
        pytest.param("", "kab-x", Purpose.SELF, "jawaban-kab-x-2026.yaml", id="everybody"),
        pytest.param("市", "", Purpose.SELF, "jawaban-kota-2026.yaml", id="no letter of ASCII"),
        pytest.param(
            "A" * 99, "x", Purpose.VERIFICATION, f"verifikasi-{'a' * 60}-2026.yaml", id="long"
        ),
    ],
)
def test_the_name_of_the_file(owner, institution, purpose, name):
    sheet = answers()._replace(institution=Institution(institution, "Kota", None))
    made = handout(sheet=sheet, terms=Terms(purpose))._replace(owner=owner)
    assert file_name(made) == name


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(3, "3", id="whole"),
        pytest.param(Fraction(1, 4), "0.25", id="decimals"),
        pytest.param(Fraction(-1, 2), "-0.5", id="below zero"),
        pytest.param(Fraction(1, 3), "1/3", id="without end"),
        pytest.param(Fraction(1, 10**20), "0.00000000000000000001", id="20 decimals"),
        pytest.param(Fraction(1, 10**21), f"1/{10**21}", id="21 decimals"),
    ],
)
def test_numbers_as_the_form_has_them(number, text):
    assert number_text(number) == text


def test_forms_are_kept_apart_in_the_browser():
    sheet = answers()
    asked = handout(sheet=sheet)
    town = sheet.institution._replace(id="town")
    others = [
        asked,
        asked._replace(owner="Dinas"),
        asked._replace(institution=town),
        asked._replace(occasion=sheet.occasion._replace(year=2027)),
        asked._replace(occasion=sheet.occasion._replace(subject="Permits")),
        asked._replace(terms=Terms(Purpose.VERIFICATION)),
        asked._replace(questionnaire=STAGED._replace(edition="2")),
    ]
    keys = [content(one, EN, Paging.QUESTION)["key"] for one in others]
    assert keys[0] == "egovmaturity:sukamaju:2026::test@1"
    assert len(set(keys)) == len(others)


def test_the_head_is_that_of_the_part():
    sheet = answers(a=rated(1, note="x"))
    asked = handout(sheet=sheet, terms=Terms(due=date(2026, 1, 30)))
    head = content(asked, EN, Paging.QUESTION)["head"]
    part = part_of(asked)
    assert head["handed_out"] == [("a", part.handed_out["a"])]
    assert (head["owner"], head["due"]) == ("", "2026-01-30")


@pytest.mark.parametrize(
    ("answer", "filled"),
    [
        pytest.param(rated(2), {"choice": "2"}, id="a level"),
        pytest.param(rated(0, note="x"), {"choice": "0", "note": "x"}, id="level 0"),
        pytest.param(
            not_applicable(), {"choice": "na", "note": "there is none here"}, id="not applicable"
        ),
        pytest.param(DontKnow(), {"choice": "unknown"}, id="not known"),
        pytest.param(Rated(1, Details(owner="x")), {"choice": "1"}, id="what a form cannot show"),
    ],
)
def test_what_stands_in_the_answers_is_filled_in(answer, filled):
    asked = content(handout(sheet=answers(a=answer)), EN, Paging.QUESTION)
    assert asked["questions"][0]["filled"] == filled
    assert "filled" not in asked["questions"][1]


def test_a_verifier_is_shown_claims_and_fills_in_none_of_them():
    found = Verification(1, "x", None, "seen")
    sheet = answers(
        a=Rated(2, details()._replace(verification=found)), b=rated(3), c=not_applicable()
    )
    asked = content(handout(sheet=sheet, terms=Terms(Purpose.VERIFICATION)), EN, Paging.QUESTION)
    first, second, _ = asked["questions"]
    assert (first["claim"], first["filled"]) == (
        {"choice": "2"},
        {"choice": "1", "note": "seen", "by": "x"},
    )
    assert second["claim"] == {"choice": "3"}
    assert "filled" not in second
    assert [one["na"] for one in asked["questions"]] == [False, False, True]


def test_levels_of_every_scale_by_their_numbers():
    model = questionnaire(
        question("a", scale=scale(3, lowest=1)), question("b", scale=scale(1)), question("c", top=1)
    )
    asked = content(handout(model), EN, Paging.QUESTION)
    assert [len(one) for one in asked["scales"]] == [3, 2]
    assert asked["scales"][0][0] == [1, "level 1"]
    assert [one["scale"] for one in asked["questions"]] == [0, 1, 1]
    assert [one["needs"] for one in asked["questions"]] == [2, 1, 1]


def test_a_range_has_ends_that_are_exact_in_its_last_decimal():
    model = questionnaire(question("a", scale=number_range("-1/3", "2/3")))
    asked = content(handout(model, earlier={"a": Fraction(1, 7)}), EN, Paging.QUESTION)
    assert asked["questions"][0]["range"] == {
        "low": "-1/3",
        "high": "2/3",
        "least": "-" + "3" * 20,
        "most": "6" * 20,
        "known": ["1/7"],
    }


@pytest.mark.parametrize(
    ("model", "paging", "pages"),
    [
        pytest.param(STAGED, Paging.QUESTION, [[0], [1], [2]], id="one by one"),
        pytest.param(STAGED, Paging.SECTION, [[0, 1], [2]], id="by stage"),
        pytest.param(
            questionnaire(section("x", question("a"), section("y", question("b"))), rule=bands()),
            Paging.SECTION,
            [[0], [1]],
            id="by section",
        ),
        pytest.param(
            questionnaire(question("a"), question("b")), Paging.SECTION, [[0, 1]], id="neither"
        ),
    ],
)
def test_screens(model, paging, pages):
    asked = content(handout(model), EN, paging)
    assert [page["questions"] for page in asked["pages"]] == pages


def test_where_neither_stages_nor_sections_are_the_screen_is_named_after_the_questionnaire():
    model = questionnaire(question("a"), title="Quick check")
    assert content(handout(model), EN, Paging.SECTION)["pages"][0]["title"] == "Quick check"


def test_the_start_says_what_is_asked_by_when_and_by_whom():
    terms = Terms(due=date(2026, 1, 30), contact="Bagian Organisasi")
    start = content(handout(terms=terms), Words("id"), Paging.QUESTION)["start"]
    assert dict(map(tuple, start["facts"])) == {
        "Instrumen": "A questionnaire for tests",
        "Yang diisi": "3 kriteria",
        "Perkiraan waktu": "sekitar 6 menit",
        "Batas waktu": "30 Januari 2026",
        "Narahubung": "Bagian Organisasi",
    }
    assert start["lead"] == "Kabupaten Sukamaju"
    bare = content(handout(), EN, Paging.QUESTION)["start"]
    assert len(bare["facts"]) == 3


def test_a_questionnaire_names_its_parts_itself():
    terms = STAGED.terms._replace(question="indicator")
    page = form_page(handout(STAGED._replace(terms=terms)), EN)
    assert given(page)["texts"]["place_of"] == "Indicator {n} of {total}"
    assert "3 indicators" in page
