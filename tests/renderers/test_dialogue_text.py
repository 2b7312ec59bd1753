"""A dialogue in lines: what is shown, in both languages, of any questionnaire."""

import pytest
from builders import document_wanted, number_range, question, questionnaire, scale, section

from egovmaturity.collecting.dialogue import (
    Remark,
    RemarkKind,
    Setting,
    Verifier,
    Which,
    begin,
    hear,
)
from egovmaturity.collecting.lines import KEYS
from egovmaturity.domain.answers import Details, DontKnow, NotApplicable, Rated
from egovmaturity.domain.questionnaire import Scale, Terms
from egovmaturity.language import Words
from egovmaturity.loading.shapes import exact_number
from egovmaturity.renderers.dialogue import DialogueText, Earlier, Page
from egovmaturity.renderers.typed_text import Refused, Typed, typed

SHARE = question("n", scale=number_range(0, "2.5"), ask="Title of n", factors=["lead"])
LEVEL = question(
    "a", scale=scale(3, lowest=1), evidence=[document_wanted("x", 2, valid_for="12 months")]
)
SECTIONED = questionnaire(section("d", section("e", LEVEL), SHARE), terms=Terms("", "", "", ""))
PLAIN = questionnaire(*(question(f"q{number}") for number in range(40)))
ACTING = "\x1b]0;x\x07\u202e\n{n}"


def started(asked, answers=(), language="en", **more):
    setting = Setting(asked.questions, KEYS[language], exact_number, **more)
    return begin(setting, dict(answers)).dialogue


def shown(asked, language="en", earlier=None, width=80):
    return DialogueText(asked, Words(language), Page(width), earlier)


def after(dialogue, *lines):
    for line in lines:
        dialogue = hear(dialogue, line).dialogue
    return dialogue


def test_a_question_of_a_tree_of_sections_with_a_number():
    page = shown(SECTIONED, earlier=Earlier({"n": exact_number("1/2"), "a": 2}, 2025))
    first = started(SECTIONED, {"a": Rated(1)}, which=Which.ALL)
    assert page.question(first).splitlines() == [
        "",
        "Question 1 of 2: a",
        "Section: Title of d › Title of e",
        "Title of a",
        "What about a?",
        "  1 level 1",
        "  2 level 2",
        "  3 level 3",
        "Answer of 2025: 2 level 2",
        "Answer now: 1 level 1",
    ]
    second = after(first, "")
    assert page.question(second).splitlines() == [
        "",
        "Question 2 of 2: n",
        "Section: Title of d",
        "Factor: Title of lead",
        "Title of n",
        "  A number from 0 to 2.5",
        "Answer of 2025: 0.5",
    ]
    assert page.prompt(second) == "0 to 2.5, n, u, ?, b, g, s, q; Enter = skip\nNumber: "


@pytest.mark.parametrize(
    ("answers", "lines", "prompt"),
    [
        pytest.param({}, [], "1-3, n, u, ?, b, g, s, q; Enter = skip\nLevel: ", id="open"),
        pytest.param(
            {"a": Rated(1)}, [], "1-3, n, u, ?, b, g, s, q; Enter = keep\nLevel: ", id="1"
        ),
        pytest.param(
            {"a": Rated(2)}, [], "1-3, n, u, ?, b, g, s, q; Enter = to evidence\nLevel: ", id="bare"
        ),
        pytest.param({}, ["n"], "Why it does not apply: ", id="reason"),
        pytest.param(
            {"a": NotApplicable("no port")},
            ["n"],
            "Why it does not apply (Enter = keep): ",
            id="a reason is there",
        ),
        pytest.param({}, ["2"], "Evidence 1 (Enter = done): ", id="document"),
        pytest.param({}, ["2", "Deed"], "Where it can be seen (Enter = none): ", id="location"),
        pytest.param({}, ["2", "Deed", ""], "Evidence 2 (Enter = done): ", id="one more"),
        pytest.param({}, ["2", ""], "Note (Enter = none): ", id="note"),
        pytest.param(
            {"a": Rated(1, Details(note="x"))},
            ["1", ""],
            "Note (Enter = keep): ",
            id="a note is there",
        ),
        pytest.param(
            {}, ["", ""], "?, b, g, s, q; Enter = what is not complete\nWhat next: ", id="end"
        ),
    ],
)
def test_prompts(answers, lines, prompt):
    dialogue = after(started(SECTIONED, answers, which=Which.ALL), *lines)
    assert shown(SECTIONED).prompt(dialogue) == prompt


@pytest.mark.parametrize(
    ("answers", "lines", "prompt"),
    [
        pytest.param(
            {"a": Rated(2)}, [], "1-3, ?, b, g, s, q; Enter = skip\nLevel found: ", id="a claim"
        ),
        pytest.param(
            {"a": NotApplicable("x")},
            [],
            "1-3, n, ?, b, g, s, q; Enter = skip\nLevel found: ",
            id="said to be out",
        ),
        pytest.param({"a": Rated(2)}, ["1"], "What was found: ", id="a note is needed"),
        pytest.param({"a": Rated(2)}, ["2"], "What was found (Enter = none): ", id="none is"),
        pytest.param(
            {"a": Rated(2)},
            ["2", "seen", "b"],
            "1-3, ?, b, g, s, q; Enter = keep\nLevel found: ",
            id="found",
        ),
        pytest.param(
            {"a": Rated(2)},
            ["2", "seen", "b", "2"],
            "What was found (Enter = keep): ",
            id="found with a note",
        ),
        pytest.param(
            {}, [""], "0 to 2.5, ?, b, g, s, q; Enter = skip\nNumber found: ", id="a number"
        ),
    ],
)
def test_prompts_of_a_verifier(answers, lines, prompt):
    verifier = Verifier("Audit", None)
    dialogue = after(started(SECTIONED, answers, which=Which.ALL, verifier=verifier), *lines)
    assert shown(SECTIONED).prompt(dialogue) == prompt


def test_a_verifier_is_told_what_was_saved():
    dialogue = started(SECTIONED, {"a": Rated(2)}, verifier=Verifier("Audit", None))
    turn = hear(dialogue, "2")
    assert shown(SECTIONED).remark(turn.remarks[0], turn.dialogue) == (
        "Saved: a, Verified: 2 level 2, Audit\n"
    )
    assert "Not verified (1): n\n" in shown(SECTIONED).summary(turn.dialogue)
    assert "Evidence: name" not in shown(SECTIONED).help(dialogue)


def test_a_summary_names_the_first_and_counts_the_rest():
    answers = {
        "q0": DontKnow(),
        "q1": Rated(1),
        "q2": Rated(1, Details(review=True)),
        "q3": Rated(3),
    }
    assert shown(PLAIN).summary(started(PLAIN, answers)).splitlines() == [
        "",
        "Complete: 1 of 40 questions.",
        "Unanswered (37): q0, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14 and 25 more",
        "Without evidence (1): q3",
        "To look at again (1): q2",
    ]


def test_where_there_are_neither_stages_nor_sections_none_is_named():
    text = shown(PLAIN).question(started(PLAIN))
    assert text.splitlines()[1:4] == ["Question 1 of 40: q0", "Title of q0", "What about q0?"]


def test_help_says_what_is_asked_for():
    lines = shown(SECTIONED).help(started(SECTIONED)).splitlines()
    assert "  - document x (from level 2, at most 12 months old)" in lines
    assert "From level 2 on, a document is needed." in lines
    number = after(started(SECTIONED), "")
    assert "a document is needed" not in shown(SECTIONED).help(number)


@pytest.mark.parametrize("language", KEYS)
@pytest.mark.parametrize("width", [80, 40])
def test_every_remark_is_a_sentence_that_fits(language, width):
    dialogue = started(SECTIONED, {"a": Rated(1)}, language)
    page = shown(SECTIONED, language, width=width)
    said = {kind: page.remark(Remark(kind, "a"), dialogue) for kind in RemarkKind}
    assert said[RemarkKind.SAVED] == said.pop(RemarkKind.REMOVED)
    assert len({*said.values()}) == len(said)
    for text in said.values():
        assert text.endswith("\n")
        assert max(map(len, text.splitlines())) <= width


def test_no_text_acts_wherever_it_comes_from():
    """Texts of the questionnaire, its own names, answers, and what was typed."""
    named = Scale("s", tuple(each._replace(label=ACTING) for each in scale(2).levels))
    item = document_wanted("x")._replace(text=ACTING)
    asked = question(
        "a",
        title=ACTING,
        ask=ACTING + "?",
        why=ACTING,
        scale=named,
        evidence=[item],
        rubric={1: ACTING},
    )
    model = questionnaire(
        section("d", asked), terms=Terms(ACTING, "", ACTING, ACTING), title=ACTING
    )
    answers = {"a": NotApplicable(ACTING, "", Details(note=ACTING, owner=ACTING))}
    dialogue = started(model, answers, which=Which.ALL)
    page = shown(model)
    text = page.question(dialogue) + page.help(dialogue) + page.summary(dialogue)
    text += page.greeting(dialogue, ACTING) + page.farewell(dialogue, 1) + page.to_go_on(ACTING)
    text += "".join(page.remark(Remark(kind, "a"), dialogue) for kind in RemarkKind)
    text += page.remark(Remark(RemarkKind.NOT_UNDERSTOOD, ACTING), dialogue)
    text += page.echo(ACTING.replace("\n", "")) + page.left_out(Typed("", (ACTING,)))
    text += page.refused(Refused(ACTING)) + page.not_ended(Typed(ACTING)) + page.not_text(ACTING)
    assert r"\x1b]0;x\x07\u202e" in text
    assert [each for each in text if (each < " " and each != "\n") or each == "\u202e"] == []


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        pytest.param("SK 12", Typed("SK 12"), id="a text"),
        pytest.param("a\tb\u00a0c", Typed("a b\u00a0c"), id="a tab is a space"),
        pytest.param("\ufeff3", Typed("3"), id="the mark at the head of a file is no sign"),
        pytest.param("a\u00adb\u200bc\u200b", Typed("abc", (r"\xad", r"\u200b")), id="unseen"),
        pytest.param("\u202eabc", Typed("abc", (r"\u202e",)), id="another direction"),
        pytest.param("\x1b[A", Refused(r"\x1b[A"), id="an arrow key"),
        pytest.param("a\x7f", Refused(r"a\x7f"), id="delete"),
        pytest.param("\x9b1m", Refused(r"\x9b1m"), id="eight bits"),
        pytest.param("\udc80", Refused(r"\udc80"), id="half a character"),
        pytest.param("👩‍🔧 ok", Typed("👩🔧 ok", (r"\u200d",)), id="a joiner is unseen too"),
    ],
)
def test_what_is_taken_of_a_line(line, taken):
    assert typed(line) == taken
