"""Whatever is typed: nothing crashes, nothing confirmed is lost, the file holds what was said."""

import io
import tempfile
from pathlib import Path

from builders import answers, number_range, question, questionnaire, scale, section
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, sheets

from egovmaturity.cli.answers_on_disk import AnswersOnDisk, Opened
from egovmaturity.cli.typed_lines import Broken, NotEnded, TypedLines
from egovmaturity.collecting.dialogue import (
    RemarkKind,
    Setting,
    Step,
    Verifier,
    Which,
    begin,
    hear,
)
from egovmaturity.collecting.lines import KEYS
from egovmaturity.domain.answers import Part, Rated, is_same_answer
from egovmaturity.domain.questionnaire import Scale
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.shapes import exact_number
from egovmaturity.loading.text_source import read_text
from egovmaturity.renderers.blank_answers import begun_answers
from egovmaturity.renderers.dialogue import DialogueText, Page
from egovmaturity.renderers.typed_text import Typed, typed

GRADES = Scale(
    "grades",
    tuple(
        level._replace(label=label)
        for level, label in zip(scale(3, lowest=1).levels, "NBQ", strict=True)
    ),
)
MIXED = questionnaire(
    section(
        "d",
        question("a", scale=number_range(0, 1)),
        question("n", scale=GRADES),
        question("12", scale=scale(12), allows_not_applicable=False),
    )
)
MODELS = st.one_of(ANY, st.just(MIXED))
WORDS = [
    *(each for keys in KEYS.values() for spelling in keys.values() for each in spelling),
    *(
        "",
        "",
        "",
        "0",
        "1",
        "2",
        "3",
        "1/3",
        "0,5",
        "-1",
        "-",
        "-9",
        "7",
        "null",
        "yes",
        "~",
        "2026",
    ),
    *("a: b", "# no", "- x", "'", '"', "{", "!!x", "&a", "%", "SK 1, 2026-01-31", "x, 2026-02-30"),
    *("g a", "g n", "g 12", "g one-1", "l d.1", "g one-1 ", "b\u00a0", "=1+1", "@x", "x" * 200),
]
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=14)


@st.composite
def sessions(draw):
    asked = draw(MODELS)
    begun = answers() if asked is MIXED else draw(sheets(asked))
    sheet = begun._replace(questionnaire=asked.reference)
    language = draw(st.sampled_from(sorted(KEYS)))
    verifier = draw(st.sampled_from([None, None, Verifier("Audit", None)]))
    which = draw(st.sampled_from(Which))
    setting = Setting(asked.questions, KEYS[language], exact_number, which, verifier)
    return asked, begun_answers(asked, Words("en"), sheet, None), setting, draw(LINES)


def opened(path, asked):
    draft = open_answers(read_text(path))
    return Opened(draft, complete_answers(draft, asked).sheet)


def is_same(some, others):
    return some.keys() == others.keys() and all(
        is_same_answer(some[name], others[name]) for name in some
    )


@PROPERTY
@given(sessions())
def test_any_lines(session):
    """The file loads after every line and holds what the dialogue holds, and nothing else moved."""
    asked, text, setting, lines = session
    page = DialogueText(asked, Words("id"), Page(40), None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(text)
        kept = AnswersOnDisk(path, opened(path, asked), asked, Part("", ()))
        turn = begin(setting, kept.answers)
        for line in lines:
            if turn.is_over:
                break
            read = typed(line)
            if not isinstance(read, Typed):
                continue
            before = turn.dialogue
            turn = hear(before, read.text)
            shown = page.prompt(before) + page.question(turn.dialogue) + page.help(turn.dialogue)
            shown += "".join(page.remark(remark, turn.dialogue) for remark in turn.remarks)
            assert max(map(len, shown.splitlines())) <= 40 or "x" * 40 in shown
            expected = dict(before.answers)
            if turn.changed:
                assert turn.changed == before.question.id
                expected[turn.changed] = turn.dialogue.answers[turn.changed]
                kept.keep(turn.changed, expected[turn.changed])
            assert is_same(turn.dialogue.answers, expected)
            assert is_same(opened(path, asked).sheet.answers, expected)
            assert_nothing_is_lost(before, turn)


def assert_nothing_is_lost(before, turn):
    """What one line may do to the answer it is about: no more than that."""
    kinds = [remark.kind for remark in turn.remarks]
    old, new = before.answer, turn.dialogue.answers.get(before.question.id, before.answer)
    if not turn.changed:
        assert is_same_answer(old, new)
        assert RemarkKind.SAVED not in kinds
        return
    assert {RemarkKind.SAVED, RemarkKind.REMOVED} & {*kinds}
    assert new.details.owner == old.details.owner
    assert new.details.target == old.details.target
    if before.step is not Step.NOTE:
        assert new.details.note == old.details.note
    if before.step in {Step.VERIFIED, Step.FINDING}:
        assert is_same_answer(new._replace(details=old.details), old)
    else:
        assert new.details.verification == old.details.verification
    if before.step not in {Step.LEVEL, Step.REASON}:
        assert type(new) is type(old)
    if isinstance(new, Rated) and before.step is Step.DOCUMENT:
        fewer = len(new.details.evidence) < len(old.details.evidence)
        assert fewer is (RemarkKind.REMOVED in kinds)


@PROPERTY
@given(st.lists(st.one_of(st.binary(max_size=40), st.just(b"3\n"), st.just(b"\x1b[A")), max_size=9))
def test_any_bytes(pieces):
    """Every line that ends is read once and in order; none is taken by half."""
    data = b"".join(pieces)
    lines = TypedLines(io.BytesIO(data), "utf-8", is_terminal=False)
    *whole, rest = data.split(b"\n")
    expected = [taken(piece) for piece in whole]
    if rest:
        last = taken(rest)
        expected.append(last if last is Broken.NOT_TEXT else NotEnded(last))
    read = []
    while (line := lines.read()) is not Broken.END:
        read.append(line)
    assert read == expected


def taken(piece):
    try:
        return typed(piece.decode().rstrip("\r"))
    except UnicodeDecodeError:
        return Broken.NOT_TEXT
