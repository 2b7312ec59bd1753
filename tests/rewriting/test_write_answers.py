"""Answers written into somebody's file: what is new is in it, what was there otherwise stays."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.samples import source
from strategies import PROPERTY, sheets

import egovmaturity
from egovmaturity.domain.answers import Details, Evidence, NotApplicable, Rated
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.renderers.answer_lines import value_lines
from egovmaturity.renderers.answer_values import answer_values, sheet_values
from egovmaturity.renderers.blank_answers import begun_answers, blank_answers
from egovmaturity.rewriting.write_answers import Wording, write_answers

FLAGSHIP = egovmaturity.load_questionnaire("inpres-3-2003")
FEW = FLAGSHIP._replace(
    questions=tuple(q._replace(allows_not_applicable=True) for q in FLAGSHIP.questions[:6])
)
FIRST, SECOND, THIRD = (question.id for question in FEW.questions[:3])
WORDING = Wording(answer_values, value_lines)
HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: inpres-3-2003
institution: A town   # of ours
assessment: {year: 2026}
"""


def loaded(text):
    return complete_answers(open_answers(source(text)), FEW).sheet


def written(text, after):
    return write_answers(open_answers(source(text)), FEW, loaded(text).answers, after, WORDING)


LEVEL_3 = Rated(3)
PROVEN = Rated(3, Details(evidence=(Evidence("Decree: 12", "", None, "", ()),), note="so far"))
OUT = NotApplicable("no port")


@pytest.mark.parametrize(
    ("before", "answer", "after"),
    [
        pytest.param("  {id}: 2  # ask\n", LEVEL_3, "  {id}: 3  # ask\n", id="a level on one line"),
        pytest.param("  {id}:\n", LEVEL_3, "  {id}: 3\n", id="a blank answer"),
        pytest.param("  {id}:   # todo\n", LEVEL_3, "  {id}: 3   # todo\n", id="blank and comment"),
        pytest.param(
            "  {id}: 2  # ask\n",
            PROVEN,
            "  {id}:  # ask\n    level: 3\n"
            '    evidence:\n      - {{title: "Decree: 12"}}\n    note: so far\n',
            id="a level becomes more than a level",
        ),
        pytest.param(
            "  {id}:\n    # low\n    level: 2  # ask\n    owner: X  # he\n    note: old\n",
            Rated(3, Details(owner="X", note="new")),
            "  {id}:\n    # low\n    level: 3  # ask\n    owner: X  # he\n    note: new\n",
            id="only keys that differ",
        ),
        pytest.param(
            "  {id}:\n    level: 2  # ask\n    note: >-\n      a\n\n      b\n",
            OUT,
            "  {id}:\n    # ask\n    not_applicable: true\n    reason: no port\n",
            id="a level becomes not applicable, its comment stays",
        ),
        pytest.param(
            "  {id}: {{level: 2, note: a}}  # ask\n",
            LEVEL_3,
            "  {id}:  # ask\n    level: 3\n",
            id="brackets become lines",
        ),
        pytest.param(
            "  {id}:\n    level: 2\n    evidence:\n"
            "      - old  # lost?\n      # why\n      - more\n",
            PROVEN,
            "  {id}:\n    level: 3\n    # lost?\n    # why\n"
            '    evidence:\n      - {{title: "Decree: 12"}}\n    note: so far\n',
            id="a list is written anew below its comments",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_answer(before, answer, after, ending):
    def whole(entry):
        lines = f"{HEAD}answers:\n  {SECOND}: 1\n{entry.format(id=THIRD)}  # end\n"
        return lines.replace("\n", ending)

    assert written(whole(before), {THIRD: answer}) == whole(after)


@pytest.mark.parametrize(
    ("present", "new", "expected"),
    [
        pytest.param([FIRST, THIRD], SECOND, [FIRST, SECOND, THIRD], id="between"),
        pytest.param([SECOND, THIRD], FIRST, [FIRST, SECOND, THIRD], id="before the first"),
        pytest.param([FIRST, SECOND], THIRD, [FIRST, SECOND, THIRD], id="behind the last"),
        pytest.param([THIRD, FIRST], SECOND, [THIRD, FIRST, SECOND], id="in another order"),
    ],
)
def test_a_new_question_gets_its_place(present, new, expected):
    text = f"{HEAD}answers:\n" + "".join(f"  {name}: 1\n" for name in present)
    after = f"{HEAD}answers:\n" + "".join(f"  {n}: {3 if n == new else 1}\n" for n in expected)
    assert written(text, {new: LEVEL_3}) == after.replace(f"{new}: 3", f"{new}:\n    level: 3")


@pytest.mark.parametrize("empty", ["answers: {}\n", "answers: {}  # none yet\n", "answers: {}"])
def test_the_first_answer_of_all(empty):
    text = written(HEAD + empty, {FIRST: LEVEL_3})
    assert loaded(text).answers == {FIRST: LEVEL_3}
    assert ("# none yet" in text) is ("# none yet" in empty)


def test_a_file_without_a_last_line_break_gets_no_answer_on_the_same_line():
    text = written(f"{HEAD}answers:\n  {FIRST}: 1", {SECOND: LEVEL_3})
    assert loaded(text).answers == {FIRST: Rated(1), SECOND: LEVEL_3}


def test_a_question_that_is_not_asked_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        written(f"{HEAD}answers:\n  {FIRST}: 1\n", {"nobody": LEVEL_3})


@PROPERTY
@given(st.data())
def test_every_form_of_file_holds_afterwards_what_was_written(data):
    """And what was not written, with every comment that was there."""
    before = data.draw(sheets(FEW))._replace(questionnaire=FEW.reference)
    after = data.draw(sheets(FEW))
    words = Words("en")
    forms = {
        "begun": begun_answers(FEW, words, before, 2025),
        "blank": blank_answers(FEW, words, "A town", 2026),
        "json": json.dumps(sheet_values(FEW, before), indent=1),
    }
    text = forms[data.draw(st.sampled_from(sorted(forms)))]
    old = loaded(text).answers
    new = written(text, after.answers)
    assert loaded(new).answers == {
        q.id: after.answers.get(q.id, old.get(q.id))
        for q in FEW.questions
        if q.id in after.answers or q.id in old
    }
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert [each for each in comments if each not in new] == []
    assert written(new, after.answers) == new


def test_letters_beyond_the_first_plane_can_be_written_in_brackets():
    """As two escapes, as JSON may have them, they could not be read back."""
    text = f"{HEAD}answers: {{{FIRST}: {{level: 2}}}}\n"
    noted = Rated(3, Details(note="done \U0001f600"))
    assert loaded(written(text, {FIRST: noted})).answers == {FIRST: noted}
