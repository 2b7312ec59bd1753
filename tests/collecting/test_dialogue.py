"""A dialogue line by line: what is asked next, what an answer becomes, what is never lost."""

from datetime import date
from fractions import Fraction

import pytest
from builders import document, number_range, question, scale

from egovmaturity.collecting.dialogue import (
    RemarkKind,
    Setting,
    Shows,
    Step,
    Verifier,
    Which,
    begin,
    counts_of,
    hear,
    leave,
)
from egovmaturity.collecting.lines import KEYS
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Rated,
    Source,
    Unanswered,
    Verification,
)
from egovmaturity.domain.collecting import Completeness
from egovmaturity.loading.shapes import exact_number

A, B, C = (question(name, scale=scale(4)) for name in "ABC")
ALWAYS = question("D", scale=scale(4), allows_not_applicable=False)
SHARE = question("N", scale=number_range(0, 1))
OLD = Source("health.xlsx", "a" * 64, None)
DEED = Evidence("Deed", "", None, "", ())
AGREED = Verification(2, "Audit", date(2026, 2, 3), "seen")
OUT = Verification(None, "Audit", None, "")


def setting(*questions, **more):
    return Setting(questions, KEYS["en"], exact_number, **more)


def talk(asked, answers, *lines):
    """Say lines and return all turns; keep what was changed as a file would."""
    turns = [begin(asked, answers)]
    for line in lines:
        turn = hear(turns[-1].dialogue, line)
        changed = {
            q.id
            for q in asked.questions
            if turn.dialogue.answers.get(q.id) != turns[-1].dialogue.answers.get(q.id)
        }
        assert changed == ({turn.changed} if turn.changed else set())
        turns.append(turn)
    return turns


def last(asked, answers, *lines):
    return talk(asked, answers, *lines)[-1]


def kinds(turn):
    return [remark.kind for remark in turn.remarks]


@pytest.mark.parametrize(
    ("before", "lines", "after"),
    [
        pytest.param(None, ["3"], Rated(3), id="a level is there at once"),
        pytest.param(
            None, ["3", "Deed"], Rated(3, Details(evidence=(DEED,))), id="so is a document"
        ),
        pytest.param(
            None,
            ["3", "Deed, 2026-01-31"],
            Rated(3, Details(evidence=(DEED._replace(dated=date(2026, 1, 31)),))),
            id="its date behind the last comma",
        ),
        pytest.param(
            None,
            ["3", "Deed, 2026-02-30"],
            Rated(3, Details(evidence=(DEED._replace(title="Deed, 2026-02-30"),))),
            id="what is no day stays text",
        ),
        pytest.param(
            None,
            ["3", " Deed  of\tJune ", "a.pdf", "Map", "", "", "a note"],
            Rated(
                3,
                Details(
                    evidence=(
                        Evidence("Deed of June", "", None, "a.pdf", ()),
                        Evidence("Map", "", None, "", ()),
                    ),
                    note="a note",
                ),
            ),
            id="documents with and without a place, then a note",
        ),
        pytest.param(None, ["n"], None, id="no reason yet, no answer yet"),
        pytest.param(None, ["n", ""], None, id="an empty reason is none"),
        pytest.param(None, ["n", "no port"], NotApplicable("no port"), id="out with a reason"),
        pytest.param(None, ["u"], DontKnow(), id="not known"),
        pytest.param(
            Rated(2, Details(owner="X", target=4, note="n", review=True, source=OLD)),
            ["1"],
            Rated(1, Details(owner="X", target=4, note="n")),
            id="owner, target and note stay; review and source are answered by this",
        ),
        pytest.param(
            Rated(1, Details(review=True, source=OLD)),
            ["1"],
            Rated(1),
            id="the same level again is a review",
        ),
        pytest.param(
            Rated(3, Details(evidence=(document(), DEED))),
            ["3", "-2", ""],
            Rated(3, Details(evidence=(document(),))),
            id="a document is taken out by its number",
        ),
        pytest.param(
            Rated(3, Details(evidence=(DEED,))),
            ["3", "-2", "-0"],
            Rated(3, Details(evidence=(DEED,))),
            id="a document that is not there is not taken out",
        ),
        pytest.param(
            Rated(1, Details(note="n")), ["0", "", "-"], Rated(0), id="a note is taken out"
        ),
        pytest.param(
            NotApplicable("no port", "the regent"),
            ["n", ""],
            NotApplicable("no port", "the regent"),
            id="Enter keeps a reason",
        ),
        pytest.param(
            NotApplicable("no port", "the regent"),
            ["n", "no sea"],
            NotApplicable("no sea", "the regent"),
            id="who approved it stays",
        ),
        pytest.param(
            NotApplicable("no port", "", Details(verification=OUT)),
            ["2"],
            NotApplicable("no port", "", Details(verification=OUT)),
            id="what an assessor confirmed to be out gets no level",
        ),
        pytest.param(
            Rated(3, Details(verification=AGREED)),
            ["1"],
            Rated(1, Details(verification=AGREED)),
            id="what an assessor found stays",
        ),
    ],
)
def test_what_an_answer_becomes(before, lines, after):
    answers = {} if before is None else {"A": before}
    assert last(setting(A, B, which=Which.ALL), answers, *lines).dialogue.answers.get("A") == after


def test_a_number_in_a_range():
    turn = last(setting(SHARE), {}, "0,75")
    assert turn.dialogue.answers == {"N": Rated(Fraction(3, 4))}


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        pytest.param(["7"], RemarkKind.NOT_A_LEVEL, id="no level"),
        pytest.param(["what"], RemarkKind.NOT_UNDERSTOOD, id="no word of ours"),
        pytest.param(["n"], RemarkKind.APPLIES, id="may not be out"),
        pytest.param(["g X"], RemarkKind.NO_SUCH_CODE, id="no such code"),
        pytest.param(["g"], RemarkKind.NO_SUCH_CODE, id="no code at all"),
        pytest.param(["b"], RemarkKind.FIRST, id="nothing before the first"),
        pytest.param(["3", "u"], RemarkKind.NOT_HERE, id="unknown, where a text is asked"),
        pytest.param(["3", "-1"], RemarkKind.NO_SUCH_DOCUMENT, id="no such document"),
    ],
)
def test_a_line_that_cannot_be_taken_is_said_and_asked_again(lines, kind):
    *_, before, turn = talk(setting(ALWAYS, A), {}, *lines)
    assert kinds(turn) == [kind]
    assert turn.dialogue == before.dialogue
    assert not turn.changed
    assert turn.shows is Shows.PROMPT


def test_a_level_without_its_document_is_said_and_goes_on():
    turn = last(setting(A), {}, "3", "")
    assert kinds(turn) == [RemarkKind.NO_EVIDENCE]
    assert turn.dialogue.step is Step.NOTE
    assert kinds(last(setting(A), {}, "1", "")) == []


def test_what_is_mandatory_and_out_needs_approval():
    asked = setting(A._replace(mandatory=2), B)
    kind = RemarkKind.NOT_APPROVED
    assert kinds(last(asked, {}, "n", "no port")) == [RemarkKind.SAVED, kind]
    approved = {"A": NotApplicable("no port", "the regent")}
    assert kinds(last(asked, approved, "g A", "n", "no sea")) == [RemarkKind.SAVED]
    assert kinds(last(setting(A), {}, "n", "no port")) == [RemarkKind.SAVED]


def test_the_same_again_changes_nothing():
    turn = last(setting(A, which=Which.ALL), {"A": Rated(1)}, "1")
    assert (kinds(turn), turn.changed) == ([RemarkKind.UNCHANGED], "")


# The way


def where(turn):
    return turn.dialogue.question.id, turn.dialogue.step


FULL = Rated(1)
BARE = Rated(2)


@pytest.mark.parametrize(
    ("answers", "which", "lines", "expected"),
    [
        pytest.param({}, Which.INCOMPLETE, [], ("A", Step.LEVEL), id="the first"),
        pytest.param({"A": FULL}, Which.INCOMPLETE, [], ("B", Step.LEVEL), id="not complete"),
        pytest.param({"A": FULL}, Which.ALL, [], ("A", Step.LEVEL), id="the first of all"),
        pytest.param(
            {"A": Rated(1, Details(review=True))},
            Which.INCOMPLETE,
            [],
            ("A", Step.LEVEL),
            id="what is carried over is to be looked at",
        ),
        pytest.param({"A": DontKnow()}, Which.INCOMPLETE, [], ("A", Step.LEVEL), id="not known"),
        pytest.param({}, Which.INCOMPLETE, [""], ("B", Step.LEVEL), id="Enter skips"),
        pytest.param({"A": FULL}, Which.ALL, [""], ("B", Step.LEVEL), id="Enter keeps"),
        pytest.param({"A": BARE}, Which.ALL, [""], ("A", Step.DOCUMENT), id="what is missing"),
        pytest.param({"B": FULL}, Which.INCOMPLETE, [""], ("C", Step.LEVEL), id="the next due"),
        pytest.param({}, Which.ALL, ["1", "", ""], ("B", Step.LEVEL), id="after the note"),
        pytest.param({}, Which.ALL, ["3", "Deed"], ("A", Step.LOCATION), id="where it is"),
        pytest.param({}, Which.ALL, ["3", "Deed", ""], ("A", Step.DOCUMENT), id="one more"),
        pytest.param({}, Which.ALL, ["3", "b"], ("A", Step.LEVEL), id="back to the level"),
        pytest.param({}, Which.ALL, ["", "b"], ("A", Step.LEVEL), id="back to the one before"),
        pytest.param({}, Which.ALL, ["g c", "b"], ("A", Step.LEVEL), id="back from a leap"),
        pytest.param({"A": FULL}, Which.INCOMPLETE, ["b"], ("A", Step.LEVEL), id="before where"),
        pytest.param({}, Which.ALL, ["3", "g C"], ("C", Step.LEVEL), id="a leap from a text"),
        pytest.param({}, Which.ALL, ["", "", ""], ("C", Step.END), id="the end"),
        pytest.param({}, Which.ALL, ["", "", "", ""], ("A", Step.LEVEL), id="once more around"),
        pytest.param({}, Which.ALL, ["", "", "", "b"], ("C", Step.LEVEL), id="back at the end"),
        pytest.param({}, Which.ALL, ["", "", "", "g b"], ("B", Step.LEVEL), id="a leap there"),
        pytest.param({}, Which.ALL, ["", "", "", "3"], ("C", Step.END), id="no level there"),
        pytest.param({}, Which.ALL, ["", "", "", "n"], ("C", Step.END), id="nor anything like it"),
    ],
)
def test_where_lines_lead(answers, which, lines, expected):
    turn = last(setting(A, B, C, which=which), answers, *lines)
    assert where(turn) == expected
    assert not turn.is_over


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        pytest.param({}, ["q"], id="quit"),
        pytest.param({}, ["3", "q"], id="quit where a text is asked"),
        pytest.param({}, ["", "", "q"], id="quit at the end"),
        pytest.param({}, ["1", "", "", "n", "none here"], id="all is complete"),
        pytest.param({"A": FULL, "B": FULL}, [], id="all was complete"),
    ],
)
def test_when_it_is_over(answers, lines):
    assert last(setting(A, B), answers, *lines).is_over


def test_what_others_completed_meanwhile_is_over():
    end = last(setting(A), {}, "").dialogue
    assert end.step is Step.END
    assert hear(end._replace(answers={"A": FULL}), "").is_over


def test_back_to_the_level_shows_no_question_again():
    assert last(setting(A, B), {}, "3", "b").shows is Shows.PROMPT
    assert last(setting(A, B), {}, "", "b").shows is Shows.QUESTION
    assert last(setting(A, B), {}, "", "", "b").shows is Shows.QUESTION


@pytest.mark.parametrize(("line", "shows"), [("?", Shows.HELP), ("s", Shows.SUMMARY)])
@pytest.mark.parametrize("lines", [[], ["3"], ["n"], ["3", "Deed"], [""]])
def test_help_and_summary_interrupt_nothing(line, shows, lines):
    *_, before, turn = talk(setting(A), {}, *lines, line)
    assert turn.shows is shows
    assert turn.dialogue == before.dialogue


@pytest.mark.parametrize("line", ["b", "g B", "q"])
def test_what_waits_for_its_reason_is_said_to_be_dropped(line):
    turn = last(setting(A, B), {"A": Rated(3)}, "n", line)
    assert [tuple(remark) for remark in turn.remarks] == [(RemarkKind.DROPPED, "A")]
    assert turn.dialogue.answers == {"A": Rated(3)}
    assert turn.dialogue.held is None or turn.is_over
    waiting = talk(setting(A, B), {}, "n")[-1].dialogue
    assert kinds(leave(waiting)) == [RemarkKind.DROPPED]


def test_what_is_counted():
    answers = {"A": BARE, "B": Rated(1, Details(review=True)), "D": Rated(1), "N": DontKnow()}
    counts = counts_of(begin(setting(A, B, C, ALWAYS, SHARE), answers).dialogue)
    assert (counts.total, counts.complete) == (5, 1)
    assert counts.to_review == ("B",)
    assert counts.lacking == {Completeness.NO_EVIDENCE: ("A",), Completeness.OPEN: ("C", "N")}


# Verification

INSPECTOR = Verifier("Inspector", date(2026, 2, 3))


def found(rating, note=""):
    return Verification(rating, "Inspector", date(2026, 2, 3), note)


@pytest.mark.parametrize(
    ("claim", "lines", "verification"),
    [
        pytest.param(Rated(2), ["2"], found(2), id="as claimed, at once"),
        pytest.param(Rated(2), ["2", "good"], found(2, "good"), id="as claimed, with a note"),
        pytest.param(Rated(2), ["1"], None, id="another level waits for its note"),
        pytest.param(Rated(2), ["1", "", "-"], None, id="and goes on waiting"),
        pytest.param(Rated(2), ["1", "no deed"], found(1, "no deed"), id="until it comes"),
        pytest.param(NotApplicable("no port"), ["n"], found(None), id="confirmed to be out"),
        pytest.param(NotApplicable("no port"), ["1"], None, id="a level needs a note"),
        pytest.param(Rated(2), ["n"], None, id="out is not what was claimed"),
        pytest.param(Rated(2), ["u"], None, id="a verifier knows"),
        pytest.param(Unanswered(Details(note="?")), ["1"], found(1), id="nothing is claimed"),
        pytest.param(
            Rated(3, Details(verification=AGREED)),
            ["2"],
            found(2, "seen"),
            id="the same as another assessor, with the note that is there",
        ),
        pytest.param(
            Rated(3, Details(verification=AGREED)), ["1"], AGREED, id="other than that: a note"
        ),
        pytest.param(
            Rated(3, Details(verification=AGREED)),
            ["2", "-"],
            found(2, "seen"),
            id="a note that is needed is not taken out",
        ),
        pytest.param(
            Rated(2, Details(verification=AGREED)), ["2", "-"], found(2), id="one that is not, is"
        ),
    ],
)
def test_what_is_found(claim, lines, verification):
    asked = setting(A, B, verifier=INSPECTOR, which=Which.ALL)
    after = last(asked, {"A": claim}, *lines).dialogue.answers["A"]
    assert after.details.verification == verification
    assert after._replace(details=claim.details) == claim


def test_those_without_a_finding_are_asked():
    answers = {"A": Rated(2, Details(verification=AGREED)), "B": Rated(2)}
    turn = begin(setting(A, B, C, verifier=INSPECTOR), answers)
    assert where(turn) == ("B", Step.VERIFIED)
    assert counts_of(turn.dialogue).lacking == {Completeness.OPEN: ("B", "C")}
    assert where(hear(turn.dialogue, "")) == ("C", Step.VERIFIED)
