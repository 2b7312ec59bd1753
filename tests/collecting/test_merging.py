"""Several files at once: contradictions, what settles them, and promises about every merge."""

from datetime import date
from itertools import permutations

import pytest
from builders import (
    answers,
    document,
    not_applicable,
    question,
    questionnaire,
    rated,
    scale,
    stage,
    unanswered,
)
from collecting.coming_back import came_back, given, hash_of, planned, target
from hypothesis import given as property_of
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, answer

from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.merging import merged
from egovmaturity.domain.answers import (
    Details,
    NotApplicable,
    Purpose,
    Rated,
    Source,
    Unanswered,
    Verification,
)
from egovmaturity.domain.merging import Conflicts, Outcome, SettledBy

ASKED = questionnaire(
    stage("one", question("a"), question("b"), question("c", top=5, owner="Port office"))
)
FROM_A = Source("a.xlsx", hash_of("a.xlsx"), None)


def outcomes(plan):
    return {each.question: each.outcome for each in plan.decisions}


def a_says(level, **more):
    return came_back("a.xlsx", {"a": level}, **more)


def b_says(level, **more):
    return came_back("b.xlsx", {"a": level}, **more)


@pytest.mark.parametrize(
    ("into", "returns", "outcome", "level"),
    [
        pytest.param(None, [a_says(2), b_says(2)], Outcome.NEW, 2, id="both say the same"),
        pytest.param(None, [a_says(2), b_says(3)], Outcome.CONFLICT, None, id="contradiction"),
        pytest.param(
            2, [a_says(2), b_says(3, handed_out={"a": 2})], Outcome.CHANGED, 3, id="one changed it"
        ),
        pytest.param(
            2,
            [a_says(2, handed_out={"a": 2}), b_says(3, handed_out={"a": 2})],
            Outcome.CHANGED,
            3,
            id="the other left it as it was handed out",
        ),
        pytest.param(
            1,
            [a_says(2, handed_out={"a": 1}), b_says(3, handed_out={"a": 1})],
            Outcome.CONFLICT,
            1,
            id="both changed it",
        ),
        pytest.param(
            2,
            [a_says(2, handed_out=None), b_says(3, handed_out=None)],
            Outcome.CONFLICT,
            2,
            id="one says what stands there, and nothing is known",
        ),
        pytest.param(
            rated(3, source=Source("b.xlsx", hash_of("b.xlsx"), None)),
            [a_says(2), b_says(3, handed_out={"a": 2})],
            Outcome.SAME,
            3,
            id="an older round among the files",
        ),
        pytest.param(
            None,
            [a_says(2), b_says(3, handed_out={"a": 2})],
            Outcome.NEW,
            3,
            id="two rounds at once",
        ),
        pytest.param(
            None,
            [a_says(2, handed_out={"a": 3}), b_says(3, handed_out={"a": 2})],
            Outcome.CONFLICT,
            None,
            id="each was asked with the other's answer",
        ),
        pytest.param(
            2,
            [a_says(unanswered(), handed_out={"a": 2}), b_says(3, handed_out={"a": 2})],
            Outcome.CHANGED,
            3,
            id="one emptied it, the other changed it",
        ),
    ],
)
def test_two_files(into, returns, outcome, level):
    there = target({} if into is None else {"a": given(into)})
    plans = [planned(ASKED, there, *order) for order in permutations(returns)]
    assert plans[0] == plans[1]
    assert outcomes(plans[0]) == {"a": outcome}
    after = plans[0].after.answer("a")
    assert (after.rating if isinstance(after, Rated) else None) == level


# What settles a conflict

EARLY, LATE = {"dated": "2026-01-10"}, {"dated": "2026-01-20"}


@pytest.mark.parametrize(
    ("into", "returns", "level"),
    [
        pytest.param(None, [a_says(2, **EARLY), b_says(3, **LATE)], 3, id="the later"),
        pytest.param(None, [a_says(2, **LATE), b_says(3, **EARLY)], 2, id="the later, by a"),
        pytest.param(None, [a_says(2, **LATE), b_says(3, **LATE)], None, id="a tie"),
        pytest.param(None, [a_says(2, **LATE), b_says(3)], None, id="one without a day"),
        pytest.param(1, [a_says(2, **LATE)], None, id="the target has no day"),
        pytest.param(
            rated(1, source=Source("z", "0" * 64, date(2026, 1, 15))),
            [a_says(2, **LATE)],
            2,
            id="later than the target",
        ),
        pytest.param(
            rated(1, source=Source("z", "0" * 64, date(2026, 1, 15))),
            [a_says(2, **EARLY)],
            1,
            id="the target is later",
        ),
        pytest.param(
            rated(1, source=Source("z", "0" * 64, date(2026, 1, 20))),
            [a_says(2, **LATE)],
            None,
            id="a tie with the target",
        ),
    ],
)
def test_newest(into, returns, level):
    there = target({} if into is None else {"a": given(into)})
    plan = planned(ASKED, there, *returns, conflicts=Conflicts.NEWEST)
    if level is None:
        assert outcomes(plan) == {"a": Outcome.CONFLICT}
        assert plan.after == there
    else:
        assert plan.decisions[0].settled is SettledBy.DAY
        assert plan.after.answer("a").rating == level
        stands = getattr(there.answer("a"), "rating", None)
        taken = Outcome.NEW if stands is None else Outcome.CHANGED
        assert outcomes(plan) == {"a": Outcome.KEPT if stands == level else taken}


@pytest.mark.parametrize(
    ("into", "prefer", "level", "outcome"),
    [
        pytest.param(None, ["b.xlsx"], 3, Outcome.NEW, id="b"),
        pytest.param(None, ["b.xlsx", "a.xlsx"], 3, Outcome.NEW, id="b before a"),
        pytest.param(None, ["a.xlsx", "b.xlsx"], 2, Outcome.NEW, id="a before b"),
        pytest.param(1, ["a.xlsx"], 2, Outcome.CHANGED, id="a before what stands there"),
        pytest.param(1, ["all.yaml", "a.xlsx"], 1, Outcome.KEPT, id="what stands there"),
        pytest.param(None, ["all.yaml", "a.xlsx"], 2, Outcome.NEW, id="nothing stands there"),
        pytest.param(1, ["z.xlsx"], 1, Outcome.CONFLICT, id="a file without a say"),
    ],
)
def test_preference(into, prefer, level, outcome):
    there = target({} if into is None else {"a": given(into)})
    plan = planned(ASKED, there, a_says(2), b_says(3), prefer=prefer)
    assert outcomes(plan) == {"a": outcome}
    assert plan.after.answer("a").rating == level
    settled = None if outcome is Outcome.CONFLICT else SettledBy.PREFERENCE
    assert plan.decisions[0].settled is settled


@pytest.mark.parametrize(
    ("prefer", "source"),
    [
        pytest.param([], "a.xlsx", id="the first by name"),
        pytest.param(["b.xlsx"], "b.xlsx", id="the preferred one"),
        pytest.param(["c.xlsx", "b.xlsx"], "c.xlsx", id="the most preferred one"),
    ],
)
def test_of_files_that_say_the_same_one_is_named(prefer, source):
    files = a_says(2), b_says(2), came_back("c.xlsx", {"a": 2})
    plan = planned(ASKED, target(), *files, prefer=prefer)
    assert plan.after.answer("a").details.source.file == source


@pytest.mark.parametrize(
    ("rules", "settled"),
    [
        pytest.param({}, None, id="left"),
        pytest.param({"conflicts": Conflicts.NOTE}, None, id="noted"),
        pytest.param({"prefer": ["b.xlsx"]}, SettledBy.PREFERENCE, id="settled"),
    ],
)
def test_the_words_of_a_conflict_are_told_apart_from_those_that_have_no_part_in_it(rules, settled):
    files = a_says(2), b_says(3), came_back("c.xlsx", {"a": 0}, handed_out={"a": 0})
    (decision,) = planned(ASKED, target({"a": rated(1, review=True)}), *files, **rules).decisions
    assert [(word.file, word.outcome) for word in decision.words] == [
        ("a.xlsx", Outcome.CONFLICT),
        ("b.xlsx", Outcome.CONFLICT),
        ("c.xlsx", Outcome.KEPT),
    ]
    assert decision.settled is settled


@pytest.mark.parametrize(
    ("rules", "outcome", "settled", "words"),
    [
        pytest.param({}, Outcome.CONFLICT, None, [Outcome.CONFLICT] * 2, id="left"),
        pytest.param(
            {"prefer": ["a.xlsx"]},
            Outcome.SAME,
            SettledBy.PREFERENCE,
            [Outcome.CONFLICT] * 2,
            id="the one that says what stands there is preferred",
        ),
    ],
)
def test_what_stands_there_may_be_said_again_by_one_of_two(rules, outcome, settled, words):
    there = target({"a": rated(2, source=Source("z", "0" * 64, None))})
    files = a_says(2), b_says(3)
    (decision,) = planned(ASKED, there, *files, **rules).decisions
    assert (decision.outcome, decision.settled) == (outcome, settled)
    assert [word.outcome for word in decision.words] == words
    assert decision.before == decision.after == there.answer("a")


def test_what_nobody_objects_to_is_told_as_each_file_says_it():
    there = target({"a": Rated(2)})
    files = a_says(2, handed_out={"a": 2}), b_says(3, handed_out={"a": 2})
    plan = planned(ASKED, there, *files)
    (decision,) = plan.decisions
    assert [word.outcome for word in decision.words] == [Outcome.SAME, Outcome.CHANGED]
    assert (decision.before, decision.after) == (Rated(2), plan.after.answer("a"))


def test_a_preference_decides_nothing_where_there_is_no_conflict():
    files = a_says(2, handed_out={"a": 2}), b_says(3, handed_out={"a": 2})
    plan = planned(ASKED, target({"a": Rated(2)}), *files, prefer=["a.xlsx"])
    assert plan.after.answer("a").rating == 3
    assert plan.decisions[0].settled is None


def test_a_noted_conflict_stays_open_and_is_noted_once():
    there = target({"a": rated(1, owner="X", note="old\n")})
    files = a_says(2), b_says(3)
    plan = planned(ASKED, there, *files, conflicts=Conflicts.NOTE)
    assert outcomes(plan) == {"a": Outcome.NOTED}
    after = merged(plan).answer("a")
    assert after.rating == 1
    assert after.details.owner == "X"
    assert after.details.review
    assert after.details.note.splitlines() == [
        "old",
        "Contradiction between files that came back:",
        f"- a.xlsx [{hash_of('a.xlsx')[:12]}]: 2",
        f"- b.xlsx [{hash_of('b.xlsx')[:12]}]: 3",
    ]
    for again in [files, files[:1], files[1:]]:
        for rule in [Conflicts.STOP, Conflicts.NOTE, Conflicts.NEWEST]:
            second = planned(ASKED, merged(plan), *again, conflicts=rule)
            assert not second.changed
            assert not second.is_complete


@pytest.mark.parametrize(
    "again",
    [
        pytest.param([a_says(2), b_says(3)], id="both come again"),
        pytest.param([a_says(2)], id="the one that says what stands here"),
        pytest.param([b_says(3)], id="the one that does not"),
        pytest.param([b_says(3), came_back("c.xlsx", {"a": 2})], id="another agrees"),
    ],
)
def test_a_noted_conflict_stays_open_where_one_says_what_stands_here(again):
    first = planned(ASKED, target({"a": Rated(2)}), a_says(2), b_says(3), conflicts=Conflicts.NOTE)
    assert outcomes(first) == {"a": Outcome.NOTED}
    second = planned(ASKED, merged(first), *again)
    assert outcomes(second) == {"a": Outcome.NOTED}
    assert not second.changed
    assert not second.is_complete


def test_where_nothing_stands_a_noted_conflict_is_not_settled_by_one_more_file():
    first = planned(ASKED, target(), a_says(2), b_says(3), conflicts=Conflicts.NOTE)
    third = came_back("c.xlsx", {"a": 2})
    assert outcomes(planned(ASKED, merged(first), third)) == {"a": Outcome.CONFLICT}


@pytest.mark.parametrize(
    ("handed_out", "is_marked", "outcome"),
    [
        pytest.param({"a": 1}, True, Outcome.CONFLICT, id="in doubt"),
        pytest.param({"a": 1}, False, Outcome.CHANGED, id="looked at, and left as it was"),
        pytest.param(None, True, Outcome.CONFLICT, id="in doubt, nothing is known"),
    ],
)
def test_what_is_in_doubt_is_not_replaced_silently(handed_out, is_marked, outcome):
    first = planned(ASKED, target({"a": Rated(1)}), a_says(2), b_says(3), conflicts=Conflicts.NOTE)
    there = first.after.answer("a")
    there = there._replace(details=there.details._replace(review=is_marked))
    third = came_back("c.xlsx", {"a": 2}, handed_out=handed_out)
    assert outcomes(planned(ASKED, target({"a": there}), third)) == {"a": outcome}


def test_a_noted_conflict_that_somebody_settled_is_settled():
    """The level is chosen and the mark is gone; the lines of the note may stay."""
    first = planned(ASKED, target({"a": Rated(1)}), a_says(2), b_says(3), conflicts=Conflicts.NOTE)
    note = first.after.answer("a").details.note
    again = planned(ASKED, target({"a": rated(3, note=note)}), a_says(2), b_says(3))
    assert outcomes(again) == {"a": Outcome.SAME}
    assert again.is_complete
    assert not again.changed


def test_while_a_conflict_is_left_there_is_no_result():
    plan = planned(ASKED, target(), a_says(2), b_says(3))
    with pytest.raises(ValueError, match="'a'"):
        merged(plan)


# Several assessors


def assessor(name, said, **more):
    return came_back(name, said, asked=["a", "b", "c"], **more)


def together(*levels, purpose="self", into=None):
    files = [
        assessor(f"{name}.xlsx", {} if each is None else {"c": each}, purpose=purpose)
        for name, each in zip("xyz", levels, strict=False)
    ]
    there = target({} if into is None else {"c": into})
    return planned(ASKED, there, *files, conflicts=Conflicts.CONSENSUS)


OUT = not_applicable()


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        pytest.param([2, 3], 2, id="the lower of two"),
        pytest.param([1, 4, 5], 4, id="the middle of three"),
        pytest.param([3, 3, 3], 3, id="all the same"),
        pytest.param([2, None, 5], 2, id="one is silent"),
        pytest.param([OUT, OUT, 5], "out", id="most say it does not apply"),
        pytest.param([OUT, 5], 5, id="half say so"),
        pytest.param([OUT, None, None], None, id="one of three says so"),
    ],
)
def test_consensus(levels, said):
    plan = together(*levels)
    after = plan.after.answer("c")
    assert isinstance(after, NotApplicable) is (said == "out")
    assert (after.rating if isinstance(after, Rated) else None) == (
        said if isinstance(said, int) else None
    )
    assert {each.settled for each in plan.decisions} == {SettledBy.CONSENSUS}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("c", NotApplicable("  "), id="a reason is lacking"),
        pytest.param("p", OUT, id="it may not be left out"),
    ],
)
def test_who_says_without_reason_or_permission_that_it_does_not_apply_has_said_nothing(name, said):
    asked = questionnaire(question("c"), question("p", allows_not_applicable=False))
    files = [
        came_back("x.xlsx", {name: said}),
        came_back("y.xlsx", {name: said}),
        came_back("z.xlsx", {name: 2}),
    ]
    plan = planned(asked, target(), *files, conflicts=Conflicts.CONSENSUS)
    assert plan.after.answer(name).rating == 2
    (found,) = plan.consultations
    assert [claim_of(each).is_blank for each in found.given[name]] == [True, True, False]
    told = plan.after.answer(name).details.note.splitlines()[1:]
    assert [line.partition(";")[0] for line in told] == [
        "- x.xlsx: N/A",
        "- y.xlsx: N/A",
        "- z.xlsx: 2",
    ]


def test_assessors_who_agree_leave_their_own_note_and_others_one_that_says_who_was_silent():
    alike = together(rated(3, note="seen"), rated(3, note="seen"))
    assert alike.after.answer("c").details.note == "seen"
    apart = together(rated(3, note="seen"), None)
    assert apart.after.answer("c").details.note.splitlines() == [
        "Consensus (lower median) of:",
        "- x.xlsx: 3; seen",
        "- y.xlsx: –",
    ]


@pytest.mark.parametrize(
    ("stands", "first", "second", "outcome"),
    [
        pytest.param(2, 2, 2, Outcome.CHANGED, id="all were handed out what stands there"),
        pytest.param(2, 1, 1, Outcome.CONFLICT, id="all were handed out something else"),
        pytest.param(2, 2, 1, Outcome.CHANGED, id="they were handed out different things"),
        pytest.param(1, 2, 1, Outcome.CHANGED, id="they were, the other way round"),
    ],
)
def test_a_consensus_is_held_against_what_all_of_them_were_handed_out(
    stands, first, second, outcome
):
    files = [
        assessor(name, {"c": 5}, handed_out={"c": handed})
        for name, handed in (("x.xlsx", first), ("y.xlsx", second))
    ]
    plan = planned(ASKED, target({"c": Rated(stands)}), *files, conflicts=Conflicts.CONSENSUS)
    assert outcomes(plan) == {"c": outcome}


def test_assessors_agree_on_what_they_claim_whatever_was_verified():
    asked = questionnaire(stage("one", question("a"), question("b", mandatory=3)), attain=">= 2/3")
    there = target({"b": rated(3, verified=0)})
    files = [
        came_back(name, {"a": rated(level, verified=0)}, handed_out=None)
        for name, level in (("x.yaml", 2), ("y.yaml", 3))
    ]
    plan = planned(asked, there, *files, conflicts=Conflicts.CONSENSUS, only=Purpose.SELF)
    (found,) = plan.consultations
    assert plan.after.answer("a").rating == 2
    assert [each.consensus.rating for each in found.agreement.questions] == [2]
    assert [each.respondent.name for each in found.assessors] == ["", ""]
    assert found.agreement.consensus.verdict.attained.id == "one"


@pytest.mark.parametrize(
    ("levels", "is_marked"),
    [
        pytest.param([2, 3], False, id="one apart"),
        pytest.param([2, 4], True, id="two apart"),
        pytest.param([2, OUT], True, id="it applies, and does not"),
    ],
)
def test_what_is_to_be_talked_about_is_marked(levels, is_marked):
    assert together(*levels).after.answer("c").details.review is is_marked


def test_a_consensus_says_who_said_what_and_can_be_traced():
    files = [
        assessor("x.xlsx", {"c": rated(1, note="none", evidence=[document()])}, dated="2026-01-10"),
        assessor("y.xlsx", {"c": rated(2, evidence=[document()])}, dated="2026-01-12"),
    ]
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    after = merged(plan).answer("c")
    assert after.details.note.splitlines() == [
        "Consensus (lower median) of:",
        "- x.xlsx: 1; none; evidence: a document",
        "- y.xlsx: 2; evidence: a document",
    ]
    assert after.details.evidence == (document(),)
    assert after.details.source == Source(
        "x.xlsx + y.xlsx",
        hash_of("".join(sorted(map(hash_of, ["x.xlsx", "y.xlsx"])))),
        date(2026, 1, 12),
    )
    again = planned(ASKED, plan.after, *files, conflicts=Conflicts.CONSENSUS)
    assert not again.changed
    assert again.is_complete
    assert [(d.outcome, d.settled) for d in again.decisions] == [
        (Outcome.SAME, SettledBy.CONSENSUS)
    ]


def test_a_consensus_is_of_the_latest_day_of_all_who_were_asked():
    files = assessor("x.xlsx", {"c": 2}, **EARLY), assessor("y.xlsx", {}, **LATE)
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    assert plan.after.answer("c").details.source.dated == date(2026, 1, 20)


def test_a_consensus_does_not_overrule_what_stands_there():
    assert outcomes(together(2, 3, into=Rated(5))) == {"c": Outcome.CONFLICT}


def test_a_consensus_takes_the_place_of_what_one_of_them_said():
    one = Source("x.xlsx", hash_of("x.xlsx"), None)
    assert outcomes(together(4, 3, into=rated(4, source=one))) == {"c": Outcome.CHANGED}
    files = assessor("x.xlsx", {"c": 4}), assessor("y.xlsx", {"c": 3})
    preferring = planned(
        ASKED,
        target({"c": rated(4, source=one)}),
        *files,
        conflicts=Conflicts.CONSENSUS,
        prefer=["all.yaml"],
    )
    assert outcomes(preferring) == {"c": Outcome.CHANGED}
    edited = together(4, 3, into=rated(5, source=one))
    assert outcomes(edited) == {"c": Outcome.CONFLICT}


def test_a_preferred_assessor_comes_before_the_consensus():
    files = assessor("x.xlsx", {"a": 3, "b": 1}), assessor("y.xlsx", {"a": 1, "b": 1})
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS, prefer=["x.xlsx"])
    assert plan.after.answer("a").rating == 3
    assert plan.after.answer("b").rating == 1


def test_what_stands_there_may_be_preferred_to_assessors_and_their_consensus():
    files = assessor("x.xlsx", {"c": 3}), assessor("y.xlsx", {"c": 1})
    for prefer in (["all.yaml", "x.xlsx"], ["all.yaml"]):
        plan = planned(
            ASKED, target({"c": Rated(5)}), *files, conflicts=Conflicts.CONSENSUS, prefer=prefer
        )
        assert outcomes(plan) == {"c": Outcome.KEPT}
        assert plan.decisions[0].settled is SettledBy.PREFERENCE
        assert plan.after.answer("c").rating == 5


def test_assessors_are_measured_on_what_they_were_asked():
    """And what decides the verdict comes first on the agenda, then the widest."""
    asked = questionnaire(
        stage("one", question("a", mandatory=2), question("b", weight=10), question("c", top=5))
    )
    there = target({"b": Rated(3)})
    files = [
        came_back("x.xlsx", {"a": 1, "c": 0}, asked=["a", "c"]),
        came_back("y.xlsx", {"a": 3, "c": 5}, asked=["a", "c"]),
        came_back("z.xlsx", {"b": 3}, handed_out={"b": 3}),
    ]
    (found,) = planned(asked, there, *files, conflicts=Conflicts.CONSENSUS).consultations
    assert found.questions == ("a", "c")
    assert [each.file for each in found.assessors] == ["x.xlsx", "y.xlsx"]
    measured = found.agreement
    for alpha in (measured.nominal, measured.ordinal, measured.interval):
        assert (alpha.units, alpha.has_variation) == (2, True)
    assert measured.kappa.units == 2
    assert [each.question.id for each in measured.questions] == ["a", "c"]
    assert [each.about.question.id for each in found.agreement.disputes] == ["c", "a"]
    assert [(each.about.question.id, each.decides) for each in found.agenda] == [
        ("a", True),
        ("c", False),
    ]


# Verifications


def verified(level, note="", by=""):
    return unanswered()._replace(details=Details(verification=Verification(level, by, None, note)))


def verdict_of(name, level, **more):
    return came_back(
        name, {"a": verified(level, **more)}, purpose="verification", dated="2026-02-05"
    )


def test_a_verification_has_its_own_source_and_leaves_the_answer_alone():
    there = target({"a": rated(3, note="ours", source=FROM_A)})
    plan = planned(ASKED, there, verdict_of("v.xlsx", 2, note="seen"))
    (decision,) = plan.decisions
    assert (decision.purpose, decision.outcome) == (Purpose.VERIFICATION, Outcome.NEW)
    assert (decision.before, decision.after) == (Unanswered(), rated(2, note="seen"))
    source = Source("v.xlsx", hash_of("v.xlsx"), date(2026, 2, 5))
    found = Verification(2, "v", date(2026, 2, 5), "seen", source)
    assert plan.after.answer("a") == rated(3, note="ours", source=FROM_A)._replace(
        details=Details(note="ours", source=FROM_A, verification=found)
    )
    again = planned(ASKED, plan.after, verdict_of("v.xlsx", 2, note="seen"))
    assert outcomes(again) == {"a": Outcome.SAME}


@pytest.mark.parametrize("purpose", Purpose)
def test_a_file_is_asked_for_answers_or_for_verifications_and_gives_nothing_else(purpose):
    file = came_back("a.xlsx", {"a": rated(3, verified=1)}, purpose=purpose.value)
    plan = planned(ASKED, target(), file)
    assert [each.purpose for each in plan.decisions] == [purpose]


def test_a_word_is_told_with_its_place_and_day():
    file = a_says(2, dated="2026-01-10")
    elsewhere = b_says(2)._replace(places={})
    (decision,) = planned(ASKED, target(), file, elsewhere).decisions
    assert [(word.file, word.place, word.dated) for word in decision.words] == [
        ("a.xlsx", "5:3", date(2026, 1, 10)),
        ("b.xlsx", "", None),
    ]


def test_of_a_question_that_was_not_asked_nobody_knows_what_was_handed_out():
    file = came_back("a.xlsx", {"a": 3}, asked=["b"])
    plan = planned(ASKED, target({"a": Rated(2)}), file)
    assert outcomes(plan) == {"a": Outcome.CHANGED}


def test_two_verifiers_who_differ_are_a_conflict_of_verifications():
    plan = planned(ASKED, target({"a": Rated(3)}), verdict_of("v.xlsx", 2), verdict_of("w.xlsx", 1))
    assert outcomes(plan) == {"a": Outcome.CONFLICT}
    both = [verdict_of("v.xlsx", 2), verdict_of("w.xlsx", 1)]
    plan = planned(ASKED, target({"a": Rated(3)}), *both, conflicts=Conflicts.CONSENSUS)
    found = merged(plan).answer("a").details.verification
    assert (found.rating, found.by, found.dated) == (1, "v, w", date(2026, 2, 5))
    again = planned(ASKED, plan.after, *both, conflicts=Conflicts.CONSENSUS)
    assert not again.changed


def test_of_what_is_not_merged_nobody_is_consulted():
    both = verdict_of("v.xlsx", 2), verdict_of("w.xlsx", 1)
    rules = {"conflicts": Conflicts.CONSENSUS}
    assert len(planned(ASKED, target(), *both, **rules).consultations) == 1
    assert planned(ASKED, target(), *both, only=Purpose.SELF, **rules).consultations == ()


def test_verifiers_of_whom_most_exclude_confirm_that_it_does_not_apply():
    said = [("u.xlsx", None), ("v.xlsx", None), ("w.xlsx", 2)]
    files = [
        came_back(name, {"a": verified(level)}, asked=["a"], purpose="verification")
        for name, level in said
    ]
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    found = plan.after.answer("a").details.verification
    assert (found.rating, found.by) == (None, "u, v, w")


def test_a_verification_that_was_edited_since_it_was_merged_stays():
    there = target({"a": Rated(3)})
    after = planned(ASKED, there, verdict_of("v.xlsx", 2)).after.answer("a")
    found = after.details.verification._replace(rating=1)
    edited = after._replace(details=after.details._replace(verification=found))
    again = planned(ASKED, target({"a": edited}), verdict_of("v.xlsx", 2))
    assert outcomes(again) == {"a": Outcome.MERGED}
    assert not again.changed


def test_verifications_of_one_level_with_other_notes_are_not_the_same():
    files = verdict_of("v.xlsx", 2, note="seen"), verdict_of("w.xlsx", 2, note="not seen")
    plan = planned(ASKED, target({"a": Rated(3)}), *files)
    assert outcomes(plan) == {"a": Outcome.CONFLICT}


def test_verifiers_of_whom_one_of_three_excludes_leave_it_open():
    files = [
        came_back(name, said, asked=["a"], purpose="verification")
        for name, said in [("u.xlsx", {"a": verified(None)}), ("v.xlsx", {}), ("w.xlsx", {})]
    ]
    plan = planned(ASKED, target(), *files, conflicts=Conflicts.CONSENSUS)
    assert plan.changed == {}
    assert plan.after == target()


def test_the_verdict_of_verifiers_counts_what_was_verified_before():
    """A question that is not theirs counts as verified where it was, else as claimed."""
    asked = questionnaire(stage("one", question("a"), question("b", mandatory=3)), attain="> 0")
    files = [
        came_back(name, {"a": verified(level)}, asked=["a"], purpose="verification")
        for name, level in [("v.xlsx", 1), ("w.xlsx", 2)]
    ]
    claimed = target({"a": Rated(2), "b": Rated(3)})
    lowered = target({"a": Rated(2), "b": rated(3, verified=2)})
    raised = target({"a": Rated(2), "b": rated(2, verified=3)})
    for there, attained in [(claimed, True), (lowered, False), (raised, True)]:
        (found,) = planned(asked, there, *files, conflicts=Conflicts.CONSENSUS).consultations
        assert bool(found.agreement.consensus.verdict.attained) is attained


def test_an_answer_and_its_verification_come_together():
    files = a_says(3), verdict_of("v.xlsx", 2)
    plan = planned(ASKED, target(), *files)
    assert [each.purpose for each in plan.decisions] == [Purpose.SELF, Purpose.VERIFICATION]
    assert plan.after.answer("a").details.verification.rating == 2


@pytest.mark.parametrize(
    ("only", "purposes"),
    [
        pytest.param(Purpose.SELF, {Purpose.SELF}, id="answers"),
        pytest.param(Purpose.VERIFICATION, {Purpose.VERIFICATION}, id="verifications"),
    ],
)
def test_only(only, purposes):
    whole = came_back("w.yaml", {"a": rated(3, verified=2)}, handed_out=None)
    plan = planned(ASKED, target(), a_says(3), verdict_of("v.xlsx", 2), whole, only=only)
    assert {each.purpose for each in plan.decisions} == purposes
    assert plan.rules.only is only


def test_not_applicable_cannot_be_confirmed_of_a_level():
    plan = planned(ASKED, target({"a": Rated(3)}), verdict_of("v.xlsx", None))
    assert outcomes(plan) == {"a": Outcome.UNFIT}


# Who returned what


def test_who_has_returned_and_who_has_not():
    asked = questionnaire(
        stage(
            "one",
            question("a", owner="Health office"),
            question("b", owner="Port office"),
            question("c", owner="Port office"),
            question("d"),
            question("e", owner="Fire brigade"),
        )
    )
    there = target({"c": Rated(1), "e": rated(1, source=FROM_A)})
    file = came_back(
        "h.xlsx",
        {"a": rated(2)},
        asked=["a"],
        owner=" health  Office",
        dated="2026-01-21",
        due="2026-01-20",
    )
    plan = planned(asked, there, file)
    (returned,) = plan.returned
    assert returned.is_late
    assert returned.answered == 1
    assert returned.incomplete == {"a": "no evidence"}
    assert [(each.owner, each.open) for each in plan.missing] == [("Port office", ("b",))]
    assert plan.unasked == ("d",)
    assert not planned(asked, there, file, due=date(2026, 1, 21)).returned[0].is_late
    assert planned(asked, there, file, only=Purpose.VERIFICATION).missing == ()


def test_an_office_has_not_returned_what_another_answered_in_its_place():
    """Rows copied between sheets: the office is still to be reminded, today and tomorrow."""
    file = came_back("h.xlsx", {"a": 1, "c": 2}, asked=["a"], owner="Health office")
    first = planned(ASKED, target(), file)
    assert [each.owner for each in first.missing] == ["Port office"]
    again = planned(ASKED, merged(first), file)
    assert [each.owner for each in again.missing] == ["Port office"]


def test_an_office_is_known_by_what_it_was_asked():
    """Its name may be in another language than the questionnaire at hand."""
    file = came_back("p.xlsx", {}, asked=["c"], owner="Pelabuhan")
    assert planned(ASKED, target(), file).missing == ()


@pytest.mark.parametrize(
    ("said", "more", "is_untouched"),
    [
        pytest.param({}, {}, True, id="blank"),
        pytest.param({"c": 2}, {"handed_out": {"c": 2}}, True, id="as it was handed out"),
        pytest.param({"c": 3}, {"handed_out": {"c": 2}}, False, id="changed"),
        pytest.param({}, {"handed_out": {"c": 2}}, False, id="emptied"),
        pytest.param({"c": 2}, {}, False, id="answered"),
        pytest.param({"c": 2}, {"handed_out": {"c": 2}, "name": "Sari"}, False, id="named"),
    ],
)
def test_a_file_that_nobody_touched_has_not_come_back(said, more, is_untouched):
    more = dict(more)
    name = more.pop("name", "")
    file = came_back("p.xlsx", said, asked=["c"], owner="Port office", **more)
    part = file.sheet.part
    part = part._replace(respondent=part.respondent._replace(name=name))
    file = file._replace(sheet=file.sheet._replace(part=part))
    plan = planned(ASKED, target({"c": Rated(2)}), file)
    assert plan.returned[0].is_untouched is is_untouched
    assert bool(plan.missing) is is_untouched


def test_unreadable_answers_keep_a_merge_from_being_complete():
    file = a_says(2)._replace(unreadable=("b",))
    plan = planned(ASKED, target(), file)
    assert not plan.is_complete
    assert plan.returned[0].open == ()


def test_the_same_bytes_count_once():
    copy = a_says(2)._replace(file="copy of a.xlsx")
    plan = planned(ASKED, target(), a_says(2), copy)
    assert plan.repeated == ("copy of a.xlsx",)
    assert len(plan.returned) == 1
    assert plan.is_complete


@pytest.mark.parametrize(
    ("change", "what"),
    [
        pytest.param({"questionnaire": "test@2"}, "questionnaire", id="questionnaire"),
        pytest.param(
            {"institution": answers().institution._replace(id="other")}, "institution", id="id"
        ),
        pytest.param({"occasion": answers().occasion._replace(year=2025)}, "year", id="year"),
        pytest.param(
            {"occasion": answers().occasion._replace(subject="Licences")}, "subject", id="subject"
        ),
    ],
)
def test_what_does_not_belong_here_is_refused(change, what):
    with pytest.raises(ValueError, match=what):
        planned(ASKED, target(), came_back("a.xlsx", {"a": 2}, **change))


def test_a_form_may_carry_the_id_in_place_of_the_name():
    named = answers().institution._replace(id="", name="Sukamaju")
    assert planned(ASKED, target(), came_back("a.xlsx", {"a": 2}, institution=named)).changed


def test_a_part_is_no_target():
    with pytest.raises(ValueError, match="part"):
        planned(ASKED, came_back("a.xlsx", {"a": 2}).sheet)


# Whatever comes back

FILES = ["a.xlsx", "b.xlsx", "c.xlsx"]
DAYS_STATED = st.sampled_from(["", "2026-01-10", "2026-01-10", "2026-01-12"])


@st.composite
def claimed(draw, asked):
    """An answer as an office can give it; a reason stands beside "not applicable"."""
    found = draw(answer(asked)) or Unanswered()
    details = Details(evidence=found.details.evidence, note=draw(st.sampled_from(["", "so"])))
    return found._replace(details=details)


@st.composite
def rounds(draw):
    """A questionnaire, a target and files that came back; some were handed out what stood there."""
    asked = draw(ANY)
    stood = {q.id: draw(claimed(q)) for q in asked.questions}
    there = {
        name: draw(st.sampled_from([each, Unanswered(), each])) for name, each in stood.items()
    }
    owned = {
        name: each._replace(details=each.details._replace(owner="X", target=1))
        for name, each in there.items()
    }
    files = []
    for name in FILES[: draw(st.integers(1, 3))]:
        said = {
            q.id: draw(st.sampled_from([stood[q.id], draw(claimed(q))])) for q in asked.questions
        }
        handed_out = draw(st.sampled_from([None, {}, stood]))
        files.append(came_back(name, said, handed_out=handed_out, dated=draw(DAYS_STATED)))
    rules = {
        "conflicts": draw(st.sampled_from(Conflicts)),
        "prefer": draw(st.sampled_from([[], FILES, ["b.xlsx", "all.yaml"]])),
    }
    return asked, target(owned), files, rules


@PROPERTY
@property_of(rounds())
def test_the_order_of_files_makes_no_difference(found):
    asked, there, files, rules = found
    plans = [planned(asked, there, *order, **rules) for order in permutations(files)]
    assert all(plan == plans[0] for plan in plans)


@PROPERTY
@property_of(rounds())
def test_merging_the_same_files_again_changes_nothing(found):
    asked, there, files, rules = found
    plan = planned(asked, there, *files, **rules)
    if not plan.conflicts:
        again = planned(asked, merged(plan), *files, **rules)
        assert again.changed == {}
        assert plan.is_complete or not again.is_complete


@PROPERTY
@property_of(rounds())
def test_nothing_that_came_back_is_lost(found):
    """It stands in the result, or the plan lists it with what became of it."""
    asked, there, files, rules = found
    plan = planned(asked, there, *files, **rules)
    listed = {
        (each.question, word.file): word.said for each in plan.decisions for word in each.words
    }
    for file in files:
        for name, said in file.sheet.answers.items():
            if not claim_of(said).is_blank:
                assert listed[name, file.file] == said


@PROPERTY
@property_of(rounds())
def test_what_is_taken_is_what_somebody_said(found):
    """And nothing that an office cannot say is touched; what is answered stays answered."""
    asked, there, files, rules = found
    plan = planned(asked, there, *files, **rules)
    for name, after in plan.changed.items():
        before = there.answer(name)
        assert (after.details.owner, after.details.target) == (
            before.details.owner,
            before.details.target,
        )
        assert not (isinstance(before, Rated) and isinstance(after, Unanswered))
        if rules["conflicts"] not in {Conflicts.NOTE, Conflicts.CONSENSUS}:
            assert claim_of(after) in [claim_of(file.sheet.answer(name)) for file in files]
            assert after.details.source.file in FILES


def test_a_scale_from_one_and_a_range_of_numbers_are_merged_alike():
    from builders import number_range

    asked = questionnaire(
        question("a", scale=scale(5, lowest=1)), question("b", scale=number_range(0, 4))
    )
    from fractions import Fraction

    plan = planned(asked, target(), came_back("a.xlsx", {"a": 5, "b": Rated(Fraction(7, 2))}))
    assert plan.after.answer("b").rating == Fraction(7, 2)
    assert outcomes(plan) == {"a": Outcome.NEW, "b": Outcome.NEW}
