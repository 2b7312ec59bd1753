"""What one file alone does to one question: every rule by its name."""

import pytest
from builders import (
    document,
    dont_know,
    not_applicable,
    question,
    questionnaire,
    rated,
    stage,
    unanswered,
)
from collecting.coming_back import came_back, given, hash_of, planned, target

from egovmaturity.domain.answers import (
    Details,
    Evidence,
    NotApplicable,
    Source,
    Unanswered,
    Verification,
)
from egovmaturity.domain.merging import Outcome

ASKED = questionnaire(stage("one", question("a"), question("b", allows_not_applicable=False)))
FROM_A = Source("a.xlsx", hash_of("a.xlsx"), None)
FROM_ELSEWHERE = Source("z.xlsx", hash_of("z.xlsx"), None)
BLANK, UNKNOWN = {}, None


def noted(file):
    return rated(2, note=f"Contradiction:\n- {file} [{hash_of(file)[:12]}]: 3", review=True)


def settled(file):
    """The same note, but nobody has to look at it again."""
    there = noted(file)
    return there._replace(details=there.details._replace(review=False))


@pytest.mark.parametrize(
    ("handed_out", "there", "came", "outcome"),
    [
        pytest.param(BLANK, None, unanswered(), None, id="blank, as it was handed out"),
        pytest.param(BLANK, 2, unanswered(), None, id="blank, answered here since"),
        pytest.param(UNKNOWN, 2, unanswered(), None, id="blank, nothing is known"),
        pytest.param({"a": 2}, None, unanswered(), None, id="emptied on both sides"),
        pytest.param({"a": 2}, 2, unanswered(), Outcome.EMPTIED, id="emptied"),
        pytest.param({"a": 2}, 2, unanswered(note="who?"), Outcome.EMPTIED, id="level taken out"),
        pytest.param(UNKNOWN, 2, unanswered(note="who?"), Outcome.EMPTIED, id="a note, no level"),
        pytest.param(BLANK, None, 3, Outcome.NEW, id="new"),
        pytest.param(UNKNOWN, None, 3, Outcome.NEW, id="new, nothing is known"),
        pytest.param(BLANK, None, unanswered(note="who?"), Outcome.NEW, id="a note is new"),
        pytest.param(BLANK, None, dont_know(), Outcome.NEW, id="don't know is new"),
        pytest.param({"a": 3}, None, 3, Outcome.NEW, id="as handed out, deleted here since"),
        pytest.param(BLANK, unanswered(owner="X"), 3, Outcome.NEW, id="only an owner here"),
        pytest.param(BLANK, 3, 3, Outcome.SAME, id="the same"),
        pytest.param({"a": 2}, 2, 2, Outcome.SAME, id="as it was handed out and as it stands"),
        pytest.param({"a": 2}, 3, 3, Outcome.SAME, id="both changed it alike"),
        pytest.param({"a": 2}, 3, 2, Outcome.KEPT, id="as handed out, changed here since"),
        pytest.param({"a": 2}, 2, 3, Outcome.CHANGED, id="changed there alone"),
        pytest.param({"a": 2}, dont_know(), 3, Outcome.CONFLICT, id="changed on both sides"),
        pytest.param({"a": 2}, 1, 3, Outcome.CONFLICT, id="changed on both sides, other levels"),
        pytest.param(BLANK, 2, 3, Outcome.CONFLICT, id="answered on both sides"),
        pytest.param(UNKNOWN, 2, 3, Outcome.CHANGED, id="nothing known, no other source"),
        pytest.param(
            UNKNOWN,
            rated(2, source=FROM_ELSEWHERE),
            3,
            Outcome.CONFLICT,
            id="nothing known, another source",
        ),
        pytest.param(
            BLANK, rated(2, review=True), 3, Outcome.CHANGED, id="carried over for review"
        ),
        pytest.param(
            BLANK,
            rated(2, review=True, source=FROM_ELSEWHERE),
            3,
            Outcome.CONFLICT,
            id="for review, but from another file",
        ),
        pytest.param(
            BLANK, rated(2, source=FROM_A), 3, Outcome.MERGED, id="merged before, edited here since"
        ),
        pytest.param(
            BLANK, unanswered(source=FROM_A), 3, Outcome.MERGED, id="merged before, deleted here"
        ),
        pytest.param(BLANK, rated(3, source=FROM_A), 3, Outcome.SAME, id="merged before"),
        pytest.param(BLANK, noted("a.xlsx"), 3, Outcome.NOTED, id="noted before"),
        pytest.param(BLANK, noted("a.xlsx"), 2, Outcome.NOTED, id="noted, says what stands here"),
        pytest.param(BLANK, settled("a.xlsx"), 2, Outcome.SAME, id="noted, settled as it says"),
        pytest.param(BLANK, settled("a.xlsx"), 3, Outcome.MERGED, id="noted, settled otherwise"),
        pytest.param({"a": 2}, noted("z.xlsx"), 3, Outcome.CONFLICT, id="another noted"),
        pytest.param(UNKNOWN, noted("z.xlsx"), 3, Outcome.CONFLICT, id="noted, unknown"),
        pytest.param(BLANK, None, NotApplicable("  "), Outcome.UNFIT, id="N/A without a reason"),
        pytest.param(
            BLANK,
            not_applicable(verified=None, target=2),
            NotApplicable("there is none here"),
            Outcome.SAME,
            id="the same reason",
        ),
        pytest.param(
            BLANK,
            Unanswered(Details(verification=Verification(None, "Z", None, ""))),
            3,
            Outcome.UNFIT,
            id="a level, verified as N/A",
        ),
    ],
)
def test_rule(handed_out, there, came, outcome):
    into = target({} if there is None else {"a": given(there)})
    plan = planned(ASKED, into, came_back("a.xlsx", {"a": came}, handed_out=handed_out))
    found = [each.outcome for each in plan.decisions]
    assert found == ([] if outcome is None else [outcome])
    is_taken = outcome in {Outcome.NEW, Outcome.CHANGED}
    assert bool(plan.changed) is is_taken
    if not is_taken:
        assert plan.after == into


def test_not_applicable_needs_permission():
    plan = planned(ASKED, target(), came_back("a.xlsx", {"b": not_applicable()}))
    assert [each.outcome for each in plan.decisions] == [Outcome.UNFIT]
    assert not plan.is_complete


STRUCTURED = Evidence("Decree", "12", None, "drive/x", ("d",))


@pytest.mark.parametrize(
    ("here", "came"),
    [
        pytest.param(
            rated(2, evidence=[STRUCTURED]),
            rated(2, evidence=[Evidence("Decree, 12", "", None, "drive/x", ())]),
            id="a document as one line",
        ),
        pytest.param(rated(2, note="a\nb"), rated(2, note=" a \r\nb\u00a0"), id="breaks, spaces"),
        pytest.param(rated(2, owner="X", target=3, verified=1), rated(2), id="what it cannot say"),
    ],
)
def test_what_makes_no_difference(here, came):
    plan = planned(ASKED, target({"a": here}), came_back("a.xlsx", {"a": came}))
    assert [each.outcome for each in plan.decisions] == [Outcome.SAME]


def test_what_an_office_cannot_say_stays():
    there = rated(
        1,
        evidence=[STRUCTURED, Evidence("Old", "", None, "", ())],
        owner="X",
        target=3,
        verified=1,
        confidence=None,
        review=True,
        note="mine",
    )
    said = rated(
        2, evidence=[Evidence("Decree, 12", "", None, "drive/y", ()), document()], note="ours"
    )
    file = came_back("a.xlsx", {"a": said}, handed_out={"a": there}, dated="2026-01-30")
    after = planned(ASKED, target({"a": there}), file).after.answer("a")
    assert after == rated(
        2,
        evidence=[STRUCTURED._replace(location="drive/y"), document()],
        owner="X",
        target=3,
        verified=1,
        note="ours",
        source=Source("a.xlsx", hash_of("a.xlsx"), file.sheet.part.respondent.dated),
    )


def test_an_approval_stays_with_what_it_approved():
    there = NotApplicable("no port", "the regent", Details(note="of 2025"))
    file = came_back("a.xlsx", {"a": NotApplicable("no sea")}, handed_out={"a": there})
    after = planned(ASKED, target({"a": there}), file).after.answer("a")
    assert (after.reason, after.approved_by, after.details.note) == (
        "no sea",
        "the regent",
        "of 2025",
    )


@pytest.mark.parametrize(
    ("there", "came", "after"),
    [
        pytest.param(
            rated(1, note="ours"), NotApplicable("no sea"), ("", ""), id="nobody approved it yet"
        ),
        pytest.param(
            NotApplicable("no port", "the regent", Details(note="of 2025")),
            rated(2),
            (None, ""),
            id="it applies after all, and the note goes with what it was about",
        ),
    ],
)
def test_what_is_said_anew_takes_nothing_along_that_was_about_something_else(there, came, after):
    file = came_back("a.xlsx", {"a": came}, handed_out={"a": there})
    found = planned(ASKED, target({"a": there}), file).after.answer("a")
    assert (getattr(found, "approved_by", None), found.details.note) == after


def test_of_two_documents_with_one_line_each_is_known_again():
    one, two = STRUCTURED, STRUCTURED._replace(covers=("e",))
    line = Evidence("Decree, 12", "", None, "drive/x", ())
    there = rated(1, evidence=[one, two])
    file = came_back(
        "a.xlsx", {"a": rated(2, evidence=[line, line, line])}, handed_out={"a": there}
    )
    after = planned(ASKED, target({"a": there}), file).after.answer("a")
    assert after.details.evidence == (one, two, line)


@pytest.mark.parametrize(
    ("there", "came", "after"),
    [
        pytest.param(
            Evidence("Decree", "12", None, " my  drive/x", ("d",)),
            Evidence("Decree, 12", "", None, "my drive/x", ()),
            Evidence("Decree", "12", None, " my  drive/x", ("d",)),
            id="where it can be seen is written with other spaces",
        ),
        pytest.param(
            Evidence("Decree", "12", None, "my drive/x", ("d",)),
            Evidence("Decree, 12", "", None, "drive/y", ("e",)),
            Evidence("Decree", "12", None, "drive/y", ("d",)),
            id="it has moved, and proves what it proved",
        ),
        pytest.param(
            Evidence("Decree", "12", None, "", ()),
            Evidence("Decree, 12", "", None, "", ("e",)),
            Evidence("Decree", "12", None, "", ("e",)),
            id="what it proves was not known",
        ),
        pytest.param(
            Evidence("Decree", "12", None, "", ("d",)),
            Evidence("Decree, 13", "", None, "", ()),
            Evidence("Decree, 13", "", None, "", ()),
            id="another document",
        ),
    ],
)
def test_a_document_is_known_again_by_its_line(there, came, after):
    here = rated(1, evidence=[there])
    file = came_back("a.xlsx", {"a": rated(2, evidence=[came])}, handed_out={"a": here})
    found = planned(ASKED, target({"a": here}), file).after.answer("a")
    assert found.details.evidence == (after,)
