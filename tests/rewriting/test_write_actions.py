"""Actions added to somebody's file: they are in it, and everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.samples import source
from strategies import PROPERTY

import egovmaturity
from egovmaturity.domain.answers import Action, ActionStatus, Quarter
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.renderers.answer_lines import list_lines
from egovmaturity.renderers.answer_values import action_values
from egovmaturity.rewriting.write_actions import Wording, add_actions

FLAGSHIP = egovmaturity.load_questionnaire("inpres-3-2003")
FIRST = FLAGSHIP.questions[0].id
HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: inpres-3-2003
institution: A town   # of ours
assessment: {year: 2026}
"""
OLD = f"{{id: old, title: Old, owner: We, end: 2026-Q1, status: done, raises: {{{FIRST}: 3}}}}"


def new(title="New", action_id="RA-2027-01"):
    whole = Quarter(2027, 1), Quarter(2027, 4)
    return Action(action_id, title, {FIRST: 3}, "Setda", (), *whole, 5, "", ActionStatus.PLANNED)


LINES = f"""\
- id: RA-2027-01
  title: New
  raises: {{{FIRST}: 3}}
  owner: Setda
  start: 2027-Q1
  end: 2027-Q4
  budget: 5
  status: planned
"""


def indented(spaces):
    return "".join(f"{' ' * spaces}{line}\n" for line in LINES.splitlines())


def loaded(text):
    return complete_answers(open_answers(source(text)), FLAGSHIP).sheet


def added(text, *actions):
    return add_actions(open_answers(source(text)), actions, Wording(action_values, list_lines))


def is_added(before, after, *actions):
    was, now = loaded(before), loaded(after)
    return now == was._replace(actions=(*was.actions, *actions), file=now.file, sha256=now.sha256)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "answers: {}\n", "answers: {}\n\nactions:\n" + indented(2), id="no actions: last key"
        ),
        pytest.param(
            "answers: {}  # none\n# the end\n",
            "answers: {}  # none\n# the end\n\nactions:\n" + indented(2),
            id="comments at the end stay above",
        ),
        pytest.param(
            "answers: {}",
            "answers: {}\n\nactions:\n" + indented(2),
            id="no line break at the end",
        ),
        pytest.param(
            "answers: {}\n...\n", "answers: {}\n\nactions:\n" + indented(2) + "...\n", id="an end"
        ),
        pytest.param(
            f"actions:\n  - {OLD}  # kept\n  # last\nanswers: {{}}\n",
            f"actions:\n  - {OLD}  # kept\n\n{indented(2)}  # last\nanswers: {{}}\n",
            id="below the last one",
        ),
        pytest.param(
            f"answers: {{}}\nactions:\n- {OLD}\n",
            f"answers: {{}}\nactions:\n- {OLD}\n\n{indented(0)}",
            id="dashes that are not indented",
        ),
        pytest.param(
            f"answers: {{}}\nactions:\n    -   {OLD}",
            f"answers: {{}}\nactions:\n    -   {OLD}\n\n{indented(4)}",
            id="dashes indented by four",
        ),
        pytest.param(
            "actions: []  # none yet\nanswers: {}\n",
            f"actions:  # none yet\n{indented(2)}answers: {{}}\n",
            id="brackets with nothing in them",
        ),
        pytest.param(
            "answers: {}\nactions:\n  - id: old\n    title: >-\n      Something\n      long\n\n"
            "decisions: [Go on]\n",
            "answers: {}\nactions:\n  - id: old\n    title: >-\n      Something\n      long\n\n"
            f"{indented(2)}\ndecisions: [Go on]\n",
            id="below a folded text",
        ),
    ],
)
def test_actions_go_behind_those_there_are(before, after):
    text = added(HEAD + before, new())
    assert text == HEAD + after
    assert is_added(HEAD + before, text, new())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}answers: {{}}\nactions: [{OLD}]  # one\n", id="actions in brackets"),
        pytest.param(
            '{"format": "egovmaturity-answers", "version": 1, "questionnaire": "inpres-3-2003", '
            '"institution": "A town", "assessment": {"year": 2026}, "answers": {}}',
            id="a file in brackets",
        ),
        pytest.param(
            '{"format": "egovmaturity-answers", "version": 1, "questionnaire": "inpres-3-2003", '
            '"actions": [], "institution": "A town", "assessment": {"year": 2026}, "answers": {}}',
            id="a file in brackets with none",
        ),
        pytest.param(
            f"{HEAD}answers: {{}}\nactions:\n  - {OLD}\n".replace("\n", "\r\n"), id="CRLF"
        ),
    ],
)
def test_every_form_of_a_file_takes_actions(text):
    again = added(text, new(), new(action_id="RA-2027-02"))
    assert is_added(text, again, new(), new(action_id="RA-2027-02"))
    assert ("\r\n" in text) == ("\r\n" in again)
    assert "\n" not in again.replace("\r\n", "") or "\r\n" not in again


def test_nothing_to_add_changes_nothing():
    assert added(HEAD + "answers: {}\n") == HEAD + "answers: {}\n"


@PROPERTY
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(
        [
            "answers: {}\n",
            "answers: {}\nactions: []\n",
            f"answers: {{}}\nactions: [{OLD}]\n",
            f"actions:\n  - {OLD}\nanswers: {{}}\n",
        ]
    ),
)
def test_whatever_titles_say_they_are_read_back(titles, rest):
    actions = [new(title, f"N-{n}") for n, title in enumerate(titles)]
    assert is_added(HEAD + rest, added(HEAD + rest, *actions), *actions)
