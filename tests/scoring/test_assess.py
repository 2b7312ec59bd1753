"""The whole assessment: index, matrix, lenses, shares, bases, and the order of everything."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    document,
    document_wanted,
    dont_know,
    exact,
    question,
    questionnaire,
    rated,
    section,
    stage,
    unanswered,
)

from egovmaturity.domain.results import (
    BandedVerdict,
    Basis,
    BasisResult,
    EvidenceState,
    Excluded,
    Interval,
    Known,
    Lack,
    LackReason,
    Open,
    OpenReason,
    QuestionResult,
    StagedVerdict,
    Tally,
)
from egovmaturity.scoring.assess import RELATIONS, assess, outcome


def interval(low, high=None):
    return Interval(exact(low), exact(low if high is None else high))


# The index

STAGED = (
    stage("one", question("a"), question("b", weight=3), weight=2),
    stage("two", question("c", weight=5)),
)
TREE = (
    section("d", section("d1", question("a"), weight=3), section("d2", question("b")), weight=2),
    section("e", question("c", weight=5)),
)
FLAT = (question("a"), question("b", weight=3), question("c", weight=5))


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        pytest.param(
            questionnaire(*STAGED), {"a": 3, "b": 0, "c": 1}, interval("5/18"), id="mean of stages"
        ),
        pytest.param(
            questionnaire(*STAGED, index_of="questions"),
            {"a": 3, "b": 0, "c": 1},
            interval("8/27"),
            id="mean of the questions of a staged model",
        ),
        pytest.param(
            questionnaire(*TREE), {"a": 3, "b": 0, "c": 1}, interval("11/18"), id="mean of sections"
        ),
        pytest.param(
            questionnaire(*TREE, index_of="questions"),
            {"a": 3, "b": 0, "c": 1},
            interval("8/21"),
            id="mean of the questions of a tree",
        ),
        pytest.param(
            questionnaire(*FLAT), {"a": 3, "b": 0, "c": 1}, interval("8/27"), id="mean of questions"
        ),
        pytest.param(
            questionnaire(*STAGED),
            {"a": NA, "b": NA, "c": 1},
            interval("1/3"),
            id="a stage to which nothing applies drops out",
        ),
        pytest.param(
            questionnaire(*TREE),
            {"a": 3, "b": 0, "c": NA},
            interval("3/4"),
            id="a section to which nothing applies drops out",
        ),
        pytest.param(
            questionnaire(*FLAT),
            {"a": 3, "b": 0, "c": NA},
            interval("1/4"),
            id="a question that does not apply drops out",
        ),
        pytest.param(
            questionnaire(*STAGED), {"a": 3, "b": 0}, interval("1/6", "1/2"), id="open questions"
        ),
        pytest.param(
            questionnaire(*TREE), {"a": 3, "b": 0}, interval("1/2", "5/6"), id="open in a section"
        ),
        pytest.param(questionnaire(*FLAT), {}, interval(0, 1), id="nothing answered yet"),
        pytest.param(
            questionnaire(*STAGED), {"a": NA, "b": NA, "c": NA}, None, id="nothing applies"
        ),
        pytest.param(
            questionnaire(*TREE), {"a": NA, "b": NA, "c": NA}, None, id="nothing in the tree"
        ),
        pytest.param(questionnaire(*FLAT), {"a": NA, "b": NA, "c": NA}, None, id="no question"),
    ],
)
def test_index(asked, given, expected):
    assert assess(asked, answers(given)).index == expected


def test_an_undetermined_stage_still_counts_in_the_index():
    asked = questionnaire(*STAGED, undetermined_below=1)
    assert assess(asked, answers(a=3, b=NA, c=0)).index == interval("2/3")


# Verdict, tally and sections


def test_stages_make_a_staged_verdict():
    found = assess(questionnaire(*STAGED), answers(a=3, b=3, c=0))
    one, two = found.questionnaire.stages
    assert found.verdict == StagedVerdict(one, one, one, two)
    assert (found.sections, [result.stage for result in found.stages]) == ((), [one, two])


def test_bands_make_a_banded_verdict():
    rule = bands({"low": 1, "high": 3}, lowest=1, highest=5)
    found = assess(questionnaire(*FLAT, rule=rule), answers(a=0, b=3))
    assert found.verdict == BandedVerdict(*rule.bands)
    assert (found.stages, found.sections) == ((), ())


def test_the_tally_is_of_all_questions():
    asked = questionnaire(*STAGED, *[question("d"), question("e")])
    found = assess(asked, answers(a=3, b=NA, c=dont_know(), d=unanswered()))
    assert found.tally == Tally(1, 2, 1, 0, 1)


def test_a_stage_scores_its_own_questions():
    found = assess(questionnaire(*STAGED), answers(a=3, b=NA))
    assert [(r.group.score, r.group.applicable, r.group.tally) for r in found.stages] == [
        (interval(1), Fraction(1, 4), Tally(1, 0, 0, 0, 1)),
        (interval(0, 1), Fraction(1), Tally(0, 1, 0, 0, 0)),
    ]


def test_sections_come_parents_first_with_their_depth():
    asked = questionnaire(
        section("a", section("b", section("c", question("1"))), section("d", question("2"))),
        section("e", question("3")),
    )
    found = assess(asked, answers({"1": 3, "2": 0, "3": 1})).sections
    assert [(r.section.id, r.depth, r.group.score) for r in found] == [
        ("a", 0, interval("1/2")),
        ("b", 1, interval(1)),
        ("c", 2, interval(1)),
        ("d", 1, interval(0)),
        ("e", 0, interval("1/3")),
    ]


# Factors, relations, blueprint

LENSES = questionnaire(
    stage(
        "one",
        question("a", weight=2, factors=["lead"], relations=["G2E"], blueprint=["x", "y"]),
        question("b", weight=4, factors=["infra", "lead"], relations=["G2C", "G2G"]),
    ),
    stage(
        "two",
        question("c", factors=["infra"], relations=["G2C"], blueprint=["y"]),
        question("d", weight=7),
    ),
)


def test_a_question_of_two_factors_splits_its_weight_between_them():
    found = assess(LENSES, answers(a=0, b=3, c=0, d=3)).factors
    assert [(r.factor.id, r.group.score) for r in found] == [
        ("lead", interval("1/2")),
        ("infra", interval("2/3")),
    ]


def test_what_does_not_apply_leaves_a_factor_by_its_split_weight():
    found = assess(LENSES, answers(a=3, b=NA, c=0)).factors
    assert [(r.group.score, r.group.applicable, r.group.tally) for r in found] == [
        (interval(1), Fraction(1, 2), Tally(1, 0, 0, 0, 1)),
        (interval(0), Fraction(1, 3), Tally(1, 0, 0, 0, 1)),
    ]


def test_relations_come_in_the_order_of_reports_and_only_where_served():
    found = assess(LENSES, answers(a=3, b=3, c=0)).relations
    assert RELATIONS == ("G2C", "G2B", "G2G", "G2E")
    assert [(r.relation, r.group.score) for r in found] == [
        ("G2C", interval("4/5")),
        ("G2G", interval(1)),
        ("G2E", interval(1)),
    ]


def test_a_relation_whose_questions_do_not_apply_is_still_listed():
    found = assess(LENSES, answers(a=3, b=NA, c=NA)).relations
    assert [(r.relation, r.group.score) for r in found] == [
        ("G2C", None),
        ("G2G", None),
        ("G2E", interval(1)),
    ]


def test_blueprint_items_count_each_question_whole():
    found = assess(LENSES, answers(a=3, c=0)).blueprint
    assert [(r.item.id, r.group.score) for r in found] == [
        ("x", interval(1)),
        ("y", interval("2/3")),
    ]


def test_a_blueprint_item_that_nothing_feeds_is_listed_without_a_score():
    spare = LENSES.blueprint[0]._replace(id="spare")
    found = assess(LENSES._replace(blueprint=(spare, *LENSES.blueprint)), answers(a=3)).blueprint
    assert (found[0].item.id, found[0].group.score) == ("spare", None)


# The matrix


def cells(asked, **given):
    found = assess(asked, answers(**given)).cells
    return [(row, factor, group.score) for (row, factor), group in found.items()]


def test_stages_cross_factors_where_there_is_a_question():
    assert cells(LENSES, a=0, b=3, c=1, d=3) == [
        ("one", "lead", interval("1/2")),
        ("one", "infra", interval(1)),
        ("two", "infra", interval("1/3")),
    ]


def test_a_cell_whose_questions_do_not_apply_stays():
    assert cells(LENSES, a=3, b=3, c=NA)[-1] == ("two", "infra", None)


def test_top_sections_cross_factors_with_all_that_lies_below():
    asked = questionnaire(
        section(
            "d",
            section("d1", question("a", factors=["lead"])),
            section("d2", question("b", factors=["lead", "infra"])),
        ),
        section("e", question("c", weight=2, factors=["infra"])),
    )
    assert cells(asked, a=3, b=0, c=2) == [
        ("d", "lead", interval("2/3")),
        ("d", "infra", interval(0)),
        ("e", "infra", interval("2/3")),
    ]


def test_without_stages_and_sections_there_is_no_matrix():
    assert cells(questionnaire(question("a", factors=["lead"])), a=1) == []


# Shares


def shares(asked, **given):
    return {r.question.id: r.share for r in assess(asked, answers(**given)).questions}


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        pytest.param(
            questionnaire(*STAGED),
            {},
            {"a": "1/4", "b": "3/4", "c": 1},
            id="with stages: of the stage",
        ),
        pytest.param(
            questionnaire(*STAGED, index_of="questions"),
            {},
            {"a": "1/4", "b": "3/4", "c": 1},
            id="with stages: of the stage, whatever the index",
        ),
        pytest.param(
            questionnaire(*STAGED),
            {"a": NA},
            {"a": None, "b": 1, "c": 1},
            id="what does not apply leaves its share to the others",
        ),
        pytest.param(
            questionnaire(*STAGED),
            {"a": NA, "b": NA},
            {"a": None, "b": None, "c": 1},
            id="nothing in the stage applies",
        ),
        pytest.param(
            questionnaire(stage("one", question("a"), question("b", weight=0))),
            {},
            {"a": 1, "b": 0},
            id="a question of no weight has no share",
        ),
        pytest.param(
            questionnaire(stage("one", question("a"), question("b", weight=0))),
            {"a": NA},
            {"a": None, "b": 0},
            id="all that applies weighs nothing",
        ),
        pytest.param(
            questionnaire(*FLAT),
            {},
            {"a": "1/9", "b": "3/9", "c": "5/9"},
            id="without stages: of the index",
        ),
        pytest.param(
            questionnaire(*FLAT), {"c": NA}, {"a": "1/4", "b": "3/4", "c": None}, id="of the rest"
        ),
        pytest.param(
            questionnaire(*TREE, index_of="questions"),
            {},
            {"a": "1/7", "b": "1/7", "c": "5/7"},
            id="a mean of questions ignores the tree",
        ),
        pytest.param(
            questionnaire(*TREE),
            {},
            {"a": "1/2", "b": "1/6", "c": "1/3"},
            id="in a tree: the product of the shares on the way down",
        ),
        pytest.param(
            questionnaire(*TREE),
            {"a": NA},
            {"a": None, "b": "2/3", "c": "1/3"},
            id="a sub-section leaves its share to its siblings",
        ),
        pytest.param(
            questionnaire(*TREE),
            {"a": NA, "b": NA},
            {"a": None, "b": None, "c": 1},
            id="a section leaves its share to its siblings",
        ),
        pytest.param(
            questionnaire(
                section("d", section("d1", question("a"), question("b")), question("c", weight=3))
            ),
            {},
            {"a": "1/8", "b": "1/8", "c": "3/4"},
            id="a question beside a sub-section weighs like one",
        ),
        pytest.param(
            questionnaire(section("d", question("a"), question("b", weight=4)), section("e")),
            {},
            {"a": "1/5", "b": "4/5"},
            id="a section without questions takes nothing",
        ),
        pytest.param(
            questionnaire(section("d", question("a", weight=0))),
            {},
            {"a": 0},
            id="a tree that weighs nothing",
        ),
    ],
)
def test_shares_of_the_weight(asked, given, expected):
    exactly = {name: None if share is None else exact(share) for name, share in expected.items()}
    assert shares(asked, **given) == exactly


def test_a_section_without_a_score_leaves_its_share_to_its_siblings():
    """What is left of ``d`` weighs nothing: the index is that of ``e``, and so are the shares."""
    asked = questionnaire(
        section("d", question("a"), question("b", weight=0)), section("e", question("c"))
    )
    found = assess(asked, answers(a=NA, b=3, c=1))
    assert found.index == interval("1/3")
    assert {r.question.id: r.share for r in found.questions} == {"a": None, "b": 0, "c": 1}


# Questions

PROVEN = question(
    "a", evidence=[document_wanted("x", 1), document_wanted("y", 2), document_wanted("z", 3)]
)


def test_a_question_shows_its_rating_on_every_basis():
    answer = rated(3, evidence=[document("x")], verified=2)
    found = assess(questionnaire(stage("one", PROVEN)), answers(a=answer))
    asked = found.questionnaire.questions[0]
    assert found.questions == (
        QuestionResult(
            question=asked,
            answer=answer,
            counted=Known(2, Fraction(2, 3)),
            claimed=3,
            supported=1,
            verified=2,
            evidence=EvidenceState(
                asked.evidence,
                tuple(Lack(item, LackReason.NOT_LISTED, None) for item in asked.evidence[1:]),
            ),
            share=Fraction(1),
        ),
    )


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        pytest.param({}, Open(OpenReason.UNANSWERED), id="absent"),
        pytest.param({"a": unanswered()}, Open(OpenReason.UNANSWERED), id="mentioned, unanswered"),
        pytest.param({"a": dont_know()}, Open(OpenReason.DONT_KNOW), id="don't know"),
        pytest.param({"a": NA}, Excluded(), id="not applicable"),
    ],
)
def test_a_question_without_a_rating_needs_no_evidence(given, counted):
    [found] = assess(questionnaire(stage("one", PROVEN)), answers(given)).questions
    assert (found.counted, found.evidence) == (counted, EvidenceState((), ()))
    assert (found.claimed, found.supported, found.verified) == (None, None, None)


def test_questions_come_as_the_questionnaire_writes_them():
    sheet = answers(d=1, c=1, b=1, a=1)
    assert [r.question.id for r in assess(LENSES, sheet).questions] == ["a", "b", "c", "d"]


# Bases

BASES = questionnaire(
    stage("one", PROVEN, question("b")),
    stage("two", question("c")),
    attain=">= 1/2",
)
MIXED = answers(a=rated(3, evidence=[document("x")], verified=2), b=rated(2, verified=3), c=1)


def test_three_bases_stand_beside_each_other_unblended():
    one, two = BASES.stages
    assert assess(BASES, MIXED).bases == (
        BasisResult(
            Basis.CLAIMED,
            interval("7/12"),
            StagedVerdict(one, one, one, two),
            Tally(3, 0, 0, 0, 0),
        ),
        BasisResult(
            Basis.SUPPORTED,
            interval("5/12"),
            StagedVerdict(one, one, one, two),
            Tally(3, 0, 0, 0, 0),
        ),
        BasisResult(
            Basis.VERIFIED,
            interval("5/12", "11/12"),
            StagedVerdict(one, two, one, two),
            Tally(2, 0, 0, 1, 0),
        ),
    )


@pytest.mark.parametrize("basis", Basis)
def test_the_bases_are_the_same_whatever_the_chosen_one(basis):
    found = assess(BASES, MIXED, basis)
    assert (found.basis, found.bases) == (basis, assess(BASES, MIXED).bases)


@pytest.mark.parametrize("place", range(3))
def test_a_basis_beside_is_what_it_would_be_if_chosen(place):
    beside = assess(BASES, MIXED).bases[place]
    chosen = assess(BASES, MIXED, beside.basis)
    assert beside == BasisResult(chosen.basis, chosen.index, chosen.verdict, chosen.tally)


def test_the_best_basis_is_the_default():
    found = assess(BASES, MIXED)
    assert (found.basis, found.index) == (Basis.BEST, interval("7/12"))
    assert [r.counted for r in found.questions] == [
        Known(2, Fraction(2, 3)),
        Known(3, Fraction(1)),
        Known(1, Fraction(1, 3)),
    ]


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(BASES, id="stages"),
        pytest.param(questionnaire(section("d", PROVEN), section("e", question("c"))), id="tree"),
        pytest.param(questionnaire(PROVEN, question("c")), id="flat"),
    ],
)
def test_the_outcome_alone_is_that_of_the_assessment(asked, basis):
    found = assess(asked, MIXED, basis)
    assert outcome(asked, MIXED, basis) == (found.index, found.verdict)


@pytest.mark.parametrize("score", [assess, outcome])
@pytest.mark.parametrize(
    "written",
    [
        pytest.param("test@2", id="another edition"),
        pytest.param("other@1", id="another questionnaire"),
    ],
)
def test_answers_are_for_the_questionnaire_they_name(score, written):
    with pytest.raises(ValueError, match=rf"^answers for {written}, not for test@1$"):
        score(BASES, MIXED._replace(questionnaire=written), Basis.BEST)


def test_a_basis_may_be_named_as_text():
    found = assess(BASES, MIXED, "supported")
    assert found == assess(BASES, MIXED, Basis.SUPPORTED)
    assert found.basis is Basis.SUPPORTED
    assert outcome(BASES, MIXED, "supported") == (found.index, found.verdict)


@pytest.mark.parametrize("score", [assess, outcome])
def test_there_is_no_other_basis(score):
    with pytest.raises(ValueError, match=r"^'guessed' is not a valid Basis$"):
        score(BASES, MIXED, "guessed")


def test_an_assessment_keeps_what_it_was_made_of():
    found = assess(BASES, MIXED)
    assert (found.questionnaire, found.sheet) == (BASES, MIXED)
    assert found.questionnaire is BASES
    assert found.sheet is MIXED


def test_assessing_changes_neither_input():
    before = repr((LENSES, MIXED))
    assess(LENSES, MIXED)
    assert repr((LENSES, MIXED)) == before
