"""Years held against each other, in one edition and across two."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    action,
    answers,
    bands,
    document,
    dont_know,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import given
from strategies import ANY, PROPERTY, with_sheet

from egovmaturity.domain.answers import ActionStatus, Quarter
from egovmaturity.domain.comparison import (
    ActionChange,
    ActionFate,
    Cause,
    GroupKind,
    Movement,
    Pair,
)
from egovmaturity.domain.editions import (
    Added,
    Copying,
    Dropped,
    Merged,
    Migration,
    Renamed,
    Rescaled,
    Revised,
    Same,
    Split,
    Taking,
)
from egovmaturity.domain.results import Basis, Excluded, Known, Open, OpenReason
from egovmaturity.editions.common import common_questions
from egovmaturity.examining.compare import Obstacle, compare, is_over, obstacle
from egovmaturity.scoring.assess import assess


def of_year(year, sheet, edition="1"):
    occasion = sheet.occasion._replace(year=year)
    return sheet._replace(occasion=occasion, questionnaire=f"test@{edition}")


PLAIN = questionnaire(stage("one", question("a"), question("b")), stage("two", question("c")))


def year(number, /, sheet=None, asked=PLAIN, basis=Basis.BEST, **given_answers):
    found = answers(given_answers) if sheet is None else sheet
    return assess(asked, of_year(number, found, asked.edition), basis)


# The example of the method, section 15

FIFTHS = scale(4)
OLD = questionnaire(
    question("c1", weight=2, scale=FIFTHS),
    question("c2", scale=FIFTHS),
    question("c3", scale=FIFTHS),
    question("o1", scale=FIFTHS),
)
NEW = questionnaire(
    question("c1", weight=2, scale=FIFTHS),
    question("c2", scale=FIFTHS),
    question("c3", scale=FIFTHS),
    question("n1", weight=2, scale=FIFTHS),
    question("n2", scale=FIFTHS),
    edition="2",
    migrations=(
        Migration("1", (Same(("c1", "c2", "c3")), Dropped("o1", ""), Added(("n1", "n2")))),
    ),
)
BEFORE = year(2025, asked=OLD, c1=2, c2=1, c3=3, o1=4)
AFTER = year(2026, asked=NEW, c1=3, c2=2, c3=3, n1=0, n2=1)


def test_e90_to_e92_real_change_and_effect_of_the_edition():
    step = compare([BEFORE, AFTER]).whole
    crossing = step.crossing
    assert step.waterfall.total == Fraction(-6, 35)
    assert crossing.by_old.change == crossing.by_new.change == Fraction(3, 16)
    assert step.waterfall.total - crossing.by_new.change == Fraction(-201, 560)
    assert crossing.link == (Fraction(63, 80), False)
    assert crossing.anchor_old == (Fraction(3, 4), Fraction(4, 5))
    assert crossing.anchor_new == (Fraction(3, 5), Fraction(4, 7))
    assert [q.id for q in crossing.added] == ["n1", "n2"]
    assert [q.id for q in crossing.removed] == ["o1"]
    shares = {share.cause: share.amount for share in step.waterfall.shares}
    assert shares[Cause.IMPROVED] > 0
    assert shares[Cause.ADDED] < 0
    assert shares[Cause.REMOVED] < 0
    assert shares[Cause.WEIGHTS] == 0


def test_the_linked_index_stays_within_its_range():
    before = year(2025, asked=OLD, c1=0, c2=0, c3=0, o1=0)
    full = year(2026, asked=NEW, c1=4, c2=4, c3=4, n1=0, n2=0)
    assert compare([before, full]).whole.crossing.link == (1, False)
    high = year(2025, asked=OLD, c1=3, c2=3, c3=3, o1=4)
    assert compare([high, full]).whole.crossing.link == (1, True)


ONE_TO_FIVE = scale(5, lowest=1)


@pytest.mark.parametrize(
    ("step", "new", "pair"),
    [
        pytest.param(Same(("a",)), question("a", top=4), Pair("a", "a"), id="same"),
        pytest.param(Renamed("a", "b"), question("b", top=4), Pair("a", "b"), id="renamed"),
        pytest.param(
            Rescaled("a", "a", {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}),
            question("a", scale=ONE_TO_FIVE),
            Pair("a", "a", ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5))),
            id="counted anew",
        ),
        pytest.param(
            Rescaled("a", "a", {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}),
            question("a", top=3),
            None,
            id="counted anew, worth something else",
        ),
        pytest.param(Same(("a",)), question("a", top=3), None, id="same, worth something else"),
        pytest.param(Revised(("a",)), question("a", top=4), None, id="revised"),
        pytest.param(Split("a", ("a", "z"), Copying.AS_IS), question("a", top=4), None, id="split"),
        pytest.param(
            Merged(("a", "y"), "a", Taking.LOWEST), question("a", top=4), None, id="merged"
        ),
    ],
)
def test_which_questions_are_asked_alike(step, new, pair):
    before, after = questionnaire(question("a", top=4)), questionnaire(new, edition="2")
    found = common_questions(before, after, Migration("1", (step,)))
    assert found == (() if pair is None else (pair,))


def test_levels_counted_anew_are_carried_both_ways():
    levels = {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}
    steps = (Rescaled("a", "b", levels), Renamed("k", "m"))
    new = questionnaire(
        question("m"),
        question("b", scale=ONE_TO_FIVE),
        edition="2",
        migrations=(Migration("1", steps),),
    )
    old = questionnaire(question("a", top=4), question("k"))
    sheet = answers(a=rated(3, verified=1), k=3)
    before, after = year(2025, sheet, old), year(2026, asked=new, b=5, m=0)
    crossing = compare([before, after]).whole.crossing
    known = {r.question.id: r.counted.rating for r in crossing.by_new.before.questions}
    assert known == {"m": 3, "b": 2}
    known = {r.question.id: r.counted.rating for r in crossing.by_old.after.questions}
    assert known == {"a": 4, "k": 0}
    assert crossing.by_old.before.index == before.index
    assert crossing.by_new.after.index == after.index


def test_a_stage_with_too_little_in_common_breaks_the_series():
    old = questionnaire(stage("one", question("a")), stage("two", question("b")))
    new = questionnaire(
        stage("one", question("a"), question("n")),
        stage("two", question("b", weight=1), question("m", weight=2)),
        edition="2",
        migrations=(Migration("1", (Same(("a", "b")), Added(("n", "m")))),),
    )
    step = compare([year(2025, asked=old, a=3, b=3), year(2026, asked=new, a=3, b=3)]).whole
    assert step.crossing.breaks == (("two", "Title of two", Fraction(1, 3)),)
    assert [(g.id, g.change) for g in step.groups] == [("one", 0), ("two", 0)]


# Obstacles


def of_institution(institution_id, name):
    sheet = answers()
    return sheet._replace(institution=sheet.institution._replace(id=institution_id, name=name))


def about(subject):
    sheet = answers()
    return sheet._replace(occasion=sheet.occasion._replace(subject=subject))


OTHER = PLAIN._replace(id="other")
UNMAPPED = PLAIN._replace(edition="2")
ALL_NEW = UNMAPPED._replace(migrations=(Migration("1", (Added(("a", "b", "c")),)),))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(year(2025), year(2026), None, id="fine"),
        pytest.param(year(2026), year(2026), Obstacle.YEAR, id="same year"),
        pytest.param(year(2026), year(2025), Obstacle.YEAR, id="backwards"),
        pytest.param(year(2025, asked=OLD), year(2026, asked=NEW), None, id="a map"),
        pytest.param(year(2025), year(2026, asked=UNMAPPED), Obstacle.NO_MAP, id="no map"),
        pytest.param(
            year(2025), year(2026, asked=ALL_NEW), Obstacle.NOTHING_COMMON, id="nothing in common"
        ),
        pytest.param(year(2025, basis=Basis.CLAIMED), year(2026), Obstacle.BASIS, id="basis"),
        pytest.param(
            year(2025),
            year(2026)._replace(questionnaire=OTHER),
            Obstacle.QUESTIONNAIRE,
            id="another questionnaire",
        ),
        pytest.param(
            year(2025, of_institution("", "Kota Lain")),
            year(2026),
            Obstacle.INSTITUTION,
            id="another institution",
        ),
        pytest.param(
            year(2025, of_institution("lain", "Kabupaten Sukamaju")),
            year(2026),
            Obstacle.INSTITUTION,
            id="another institution of the same name",
        ),
        pytest.param(
            year(2025, of_institution("sukamaju", "Sukamaju")),
            year(2026),
            None,
            id="the same institution under another name",
        ),
        pytest.param(
            year(2025, of_institution("", "Kota Lain")),
            year(2026, of_institution("", "Kota Lain")),
            None,
            id="the same name where there is no id",
        ),
        pytest.param(
            year(2025, about("the portal")), year(2026), Obstacle.INSTITUTION, id="another subject"
        ),
    ],
)
def test_what_cannot_be_compared(before, after, found):
    assert obstacle(before, after) is found
    if found is not None:
        with pytest.raises(ValueError, match=found.value):
            compare([before, after])


def test_a_comparison_takes_two():
    with pytest.raises(ValueError, match="two"):
        compare([year(2026)])


# What is listed


def test_two_years_are_kept_and_their_only_step_is_the_whole():
    years = [year(2025, a=1), year(2026, a=2)]
    found = compare(years)
    assert found.assessments == tuple(years)
    assert found.steps == (found.whole,)
    assert (found.whole.before, found.whole.after) == tuple(years)


DONT_KNOW = OpenReason.DONT_KNOW
LEVEL_1, LEVEL_2 = Known(1, Fraction(1, 3)), Known(2, Fraction(2, 3))


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        pytest.param(1, 2, (LEVEL_1, LEVEL_2, Movement.ROSE), id="rose"),
        pytest.param(2, 1, (LEVEL_2, LEVEL_1, Movement.FELL), id="fell"),
        pytest.param(1, NA, (LEVEL_1, Excluded(), Movement.NOT_APPLICABLE), id="no longer applies"),
        pytest.param(dont_know(), 1, (Open(DONT_KNOW), LEVEL_1, Movement.ANSWERED), id="answered"),
        pytest.param(1, dont_know(), (LEVEL_1, Open(DONT_KNOW), Movement.OPENED), id="opened"),
        pytest.param(1, 1, None, id="as before"),
    ],
)
def test_questions_that_count_otherwise_are_listed_with_both_states(was, now, change):
    found = compare([year(2025, a=0, b=was), year(2026, a=0, b=now)]).whole.questions
    listed = [(q.question.id, q.old_id, q.before, q.after, q.movement) for q in found]
    assert listed == ([("b", "b", *change)] if change else [])


def test_a_renamed_question_is_listed_by_its_new_id_with_the_old_one():
    old = questionnaire(question("k"))
    new = questionnaire(
        question("m"), edition="2", migrations=(Migration("1", (Renamed("k", "m"),)),)
    )
    (change,) = compare([year(2025, asked=old, k=1), year(2026, asked=new, m=2)]).whole.questions
    assert (change.question, change.old_id) == (new.questions[0], "k")


def test_groups_are_stages_or_sections_then_factors():
    staged = questionnaire(stage("one", question("a", factors=["lead"])))
    tree = questionnaire(section("s", section("t", question("a"))), rule=bands())
    for asked, listed in (
        (
            staged,
            [
                (GroupKind.STAGE, "one", "Title of one", Fraction(1, 3)),
                (GroupKind.FACTOR, "lead", "Title of lead", Fraction(1, 3)),
            ],
        ),
        (
            tree,
            [
                (GroupKind.SECTION, "s", "Title of s", Fraction(1, 3)),
                (GroupKind.SECTION, "t", "Title of s › Title of t", Fraction(1, 3)),
            ],
        ),
    ):
        found = compare([year(2025, asked=asked, a=0), year(2026, asked=asked, a=1)]).whole
        assert [(g.kind, g.id, g.title, g.change) for g in found.groups] == listed


def test_documents_gained_and_lost():
    before = answers(
        a=rated(1, evidence=[document(), document("x")._replace(title="old")]), b=rated(1)
    )
    after = answers(
        a=rated(1, evidence=[document(), document()]),
        b=rated(1, evidence=[document()._replace(number="7")]),
    )
    changes = compare([year(2025, before), year(2026, after)]).whole.evidence
    listed = [
        (c.question.id, [d.title for d in c.gained], [d.title for d in c.lost]) for c in changes
    ]
    assert listed == [("a", ["a document"], ["old"]), ("b", ["a document"], [])]


def planned(status, end=None, action_id="A1"):
    return action({}, status=ActionStatus(status), action_id=action_id)._replace(end=end)


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        pytest.param(planned("running"), planned("done"), ActionFate.FINISHED, id="finished"),
        pytest.param(None, planned("done"), ActionFate.FINISHED, id="finished at once"),
        pytest.param(planned("done"), planned("done"), None, id="finished before"),
        pytest.param(planned("planned"), planned("late"), ActionFate.LATE, id="said to be late"),
        pytest.param(
            planned("planned"), planned("running", Quarter(2025, 4)), ActionFate.LATE, id="overdue"
        ),
        pytest.param(
            planned("planned"), planned("running", Quarter(2026, 1)), None, id="still in time"
        ),
        pytest.param(planned("running"), planned("dropped"), ActionFate.DROPPED, id="dropped"),
        pytest.param(planned("running"), None, ActionFate.GONE, id="gone"),
        pytest.param(planned("done"), None, None, id="finished and gone"),
        pytest.param(None, planned("planned"), ActionFate.NEW, id="new"),
        pytest.param(planned("planned"), planned("running"), None, id="goes on"),
    ],
)
def test_what_became_of_an_action(before, after, fate):
    first = answers(actions=[before] if before else [], a=1)
    second = answers(actions=[after] if after else [], a=1, as_of="2026-02-01")
    found = compare([year(2025, first), year(2026, second)]).whole.actions
    newest = after or before
    assert [*found] == ([ActionChange(newest, fate)] if fate else [])


def test_without_a_day_only_quarters_of_earlier_years_are_over():
    late = answers(actions=[planned("running", Quarter(2025, 4))], a=1)
    in_time = answers(actions=[planned("running", Quarter(2026, 1))], a=1)
    for sheet, fates in ((late, [ActionFate.LATE]), (in_time, [ActionFate.NEW])):
        found = compare([year(2025, a=1), year(2026, sheet)]).whole.actions
        assert [change.fate for change in found] == fates


@pytest.mark.parametrize(
    ("end", "day", "over"),
    [
        pytest.param(Quarter(2026, 1), "2026-03-31", False, id="on its last day"),
        pytest.param(Quarter(2026, 1), "2026-04-01", True, id="on the day after"),
        pytest.param(Quarter(2026, 2), "2026-06-30", False, id="second quarter, last day"),
        pytest.param(Quarter(2026, 2), "2026-07-01", True, id="second quarter, day after"),
        pytest.param(Quarter(2026, 3), "2026-09-30", False, id="third quarter, last day"),
        pytest.param(Quarter(2026, 3), "2026-10-01", True, id="third quarter, day after"),
        pytest.param(Quarter(2026, 4), "2026-12-31", False, id="fourth quarter, last day"),
        pytest.param(Quarter(2026, 4), "2027-01-01", True, id="fourth quarter, day after"),
        pytest.param(
            Quarter(2027, 1), "2026-12-31", False, id="an earlier quarter of a later year"
        ),
        pytest.param(Quarter(2025, 4), "2026-01-01", True, id="a later quarter of an earlier year"),
        pytest.param(None, "2026-12-31", False, id="no quarter is never over"),
    ],
)
def test_a_quarter_is_over_on_the_day_after_its_last(end, day, over):
    assert is_over(end, answers(as_of=day)) is over


def test_groups_without_a_score_have_no_change():
    found = compare([year(2025, a=1, b=1, c=NA), year(2026, a=2, b=1, c=1)]).whole.groups
    assert [(g.id, g.change, g.differs) for g in found] == [
        ("one", Fraction(1, 6), True),
        ("two", None, True),
    ]


def test_three_years_have_two_steps_and_a_whole():
    years = [year(2024, a=0, b=0, c=0), year(2025, a=3, b=0, c=0), year(2026, a=0, b=0, c=0)]
    found = compare(years)
    assert [step.waterfall.total for step in found.steps] == [Fraction(1, 4), Fraction(-1, 4)]
    assert (found.whole.waterfall.total, found.whole.differs, found.differs) == (0, False, True)


@PROPERTY
@given(with_sheet(ANY))
def test_the_same_answers_a_year_later_differ_in_nothing(drawn):
    asked, sheet = drawn
    found = compare([year(2025, sheet, asked), year(2026, sheet, asked)])
    assert not found.differs
