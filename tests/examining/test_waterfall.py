"""What the change of an index is made of."""

from fractions import Fraction
from itertools import permutations

import pytest
from builders import NA, answers, bands, dont_know, question, questionnaire, section, stage
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, WEIGHTS, answer, questions, sheets

from egovmaturity.domain.comparison import Cause, Movement, Pair
from egovmaturity.domain.questionnaire import IndexOf
from egovmaturity.domain.results import Excluded, Known, Open, OpenReason
from egovmaturity.editions.common import same_questions
from egovmaturity.examining.waterfall import movement, shapley, waterfall
from egovmaturity.scoring.assess import assess

SWAPPED = {
    Cause.IMPROVED: Cause.WORSENED,
    Cause.WORSENED: Cause.IMPROVED,
    Cause.ADDED: Cause.REMOVED,
    Cause.REMOVED: Cause.ADDED,
    Cause.SCOPE: Cause.SCOPE,
    Cause.WEIGHTS: Cause.WEIGHTS,
}


def amounts(found):
    return {share.cause: share.amount for share in found.shares}


def between(asked, before, after):
    return waterfall(assess(asked, before), assess(asked, after), same_questions(asked))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a": 1, "b": 1}, {"a": 3, "b": 1}, {"improved": "1/3"}, id="one improved"),
        pytest.param({"a": 3, "b": 1}, {"a": 0, "b": 1}, {"worsened": "-1/2"}, id="one worsened"),
        pytest.param(
            {"a": 1, "b": 3}, {"a": 3, "b": 0}, {"improved": "1/3", "worsened": "-1/2"}, id="both"
        ),
        pytest.param({"a": 3}, {"a": 3, "b": 3}, {"scope": "1/2"}, id="one answered"),
        pytest.param({"a": 3, "b": 0}, {"a": 3, "b": NA}, {"scope": "1/2"}, id="one left out"),
        pytest.param(
            {"a": 3, "b": 3}, {"a": 3, "b": dont_know()}, {"scope": "-1/2"}, id="one opened"
        ),
        # b leaves first: a moves 0 to 1 alone; a moves first: by a half, b leaves after that.
        pytest.param(
            {"a": 0, "b": 0}, {"a": 3, "b": NA}, {"improved": "3/4", "scope": "1/4"}, id="together"
        ),
        pytest.param({"a": 1, "b": NA}, {"a": 1, "b": NA}, {}, id="nothing"),
    ],
)
def test_the_change_is_split_by_its_causes(before, after, expected):
    asked = questionnaire(question("a"), question("b"))
    found = between(asked, answers(before), answers(after))
    nothing = dict.fromkeys(Cause, Fraction(0))
    assert amounts(found) == nothing | {Cause(k): Fraction(v) for k, v in expected.items()}
    assert [share.cause for share in found.shares] == list(Cause)


def test_a_year_without_an_index_has_no_waterfall():
    asked = questionnaire(question("a"))
    assert between(asked, answers(a=NA), answers(a=1)) is None
    assert between(asked, answers(a=1), answers(a=NA)) is None


def test_a_mixture_in_which_nothing_counts_speaks_for_neither_year():
    """Had only the scope changed, a would be out and b not yet in: nothing would count."""
    asked = questionnaire(stage("one", question("a")), stage("two", question("b")))
    old, new = assess(asked, answers(a=3, b=NA)), assess(asked, answers(a=NA, b=3))
    both = waterfall(old, new, same_questions(asked))
    assert both.total == 0
    alone = questionnaire(question("z"))
    other = alone._replace(questions=(question("y"),))
    found = waterfall(assess(alone, answers(z=1)), assess(other, answers(y=3)), ())
    assert amounts(found)[Cause.ADDED] == amounts(found)[Cause.REMOVED] == found.total / 2


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (Known(1, Fraction(1, 3)), Known(2, Fraction(2, 3)), Movement.ROSE),
        (Known(2, Fraction(2, 3)), Known(1, Fraction(1, 3)), Movement.FELL),
        (Known(1, Fraction(1, 3)), Known(1, Fraction(1, 3)), None),
        (Known(0, Fraction(0)), Excluded(), Movement.NOT_APPLICABLE),
        (Open(OpenReason.UNANSWERED), Excluded(), Movement.NOT_APPLICABLE),
        (Known(0, Fraction(0)), Open(OpenReason.UNVERIFIED), Movement.OPENED),
        (Excluded(), Open(OpenReason.DONT_KNOW), Movement.OPENED),
        (Open(OpenReason.DONT_KNOW), Known(0, Fraction(0)), Movement.ANSWERED),
        (Excluded(), Known(0, Fraction(0)), Movement.ANSWERED),
        (Open(OpenReason.DONT_KNOW), Open(OpenReason.UNANSWERED), None),
        (Excluded(), Excluded(), None),
    ],
)
def test_what_became_of_a_question(before, after, moved):
    assert movement(before, after) is moved


def test_shapley_is_the_mean_over_all_orders():
    causes = list(Cause)[:4]
    values = {}

    def worth(some):
        return values.setdefault(some, Fraction(len(values) ** 2 % 17, 7))

    found = shapley(causes, worth)
    for cause in causes:
        gains = []
        for order in permutations(causes):
            ahead = frozenset(order[: order.index(cause)])
            gains.append(values[ahead | {cause}] - values[ahead])
        assert found[cause] == sum(gains) / len(gains)


@st.composite
def two_years(draw):
    asked = draw(ANY)
    return asked, draw(sheets(asked)), draw(sheets(asked))


@st.composite
def two_editions(draw):
    """Two editions: other weights, other places, questions that come and go, other answers."""
    pool = [draw(questions(name, weight=draw(WEIGHTS))) for name in "abcdef"]

    def edition(number):
        index_of = draw(st.sampled_from(["stages", "questions", "sections"]))
        group = section if index_of == "sections" else stage
        asked = [q for q in pool if draw(st.booleans())] or pool[:1]
        halves = [[], []]
        for q in asked:
            halves[draw(st.integers(0, 1))].append(q._replace(weight=Fraction(draw(WEIGHTS))))
        parts = [
            group(name, *inside, weight=draw(WEIGHTS))
            for name, inside in zip(("one", "two"), halves, strict=True)
        ]
        more = {"rule": bands()} if index_of == "sections" else {}
        return questionnaire(*parts, index_of=index_of, edition=number, **more)

    years = []
    for number in "12":
        asked = edition(number)
        found = {q.id: draw(answer(q)) for q in asked.questions}
        sheet = answers({name: each for name, each in found.items() if each is not None})
        years.append(assess(asked, sheet._replace(questionnaire=f"test@{number}")))
    ids = [{q.id for q in year.questionnaire.questions} for year in years]
    common = tuple(
        Pair(q.id, q.id) for q in pool if q.id in ids[0] & ids[1] and draw(st.booleans())
    )
    return (*years, common)


@PROPERTY
@given(two_years())
def test_the_parts_add_up_in_one_edition(drawn):
    asked, before, after = drawn
    found = between(asked, before, after)
    was, now = assess(asked, before).index, assess(asked, after).index
    if was is None or now is None:
        assert found is None
        return
    assert sum(amounts(found).values()) == found.total == now.low - was.low
    assert not any(amounts(found)[c] for c in (Cause.WEIGHTS, Cause.ADDED, Cause.REMOVED))


@PROPERTY
@given(two_editions())
def test_the_parts_add_up_across_editions_and_turn_with_the_years(drawn):
    before, after, common = drawn
    found = waterfall(before, after, common)
    back = waterfall(after, before, [pair.turned() for pair in common])
    if found is None:
        assert back is None
        return
    assert sum(amounts(found).values()) == after.index.low - before.index.low
    for cause, amount in amounts(found).items():
        assert amounts(back)[SWAPPED[cause]] == -amount
    for share in found.shares:
        if share.cause is not Cause.WEIGHTS and not share.questions:
            assert share.amount == 0


@PROPERTY
@given(two_years())
def test_identical_sheets_have_no_change(drawn):
    asked, sheet, _ = drawn
    found = between(asked, sheet, sheet)
    assert found is None or not any(amounts(found).values())


@PROPERTY
@given(two_years())
def test_the_order_of_questions_is_of_no_matter(drawn):
    asked, before, after = drawn
    turned = asked._replace(questions=asked.questions[::-1])
    assert between(asked, before, after) == between(turned, before, after)


def test_places_and_kinds_of_means_are_weights():
    flat = questionnaire(stage("one", question("a"), question("b")), stage("two", question("c")))
    by_questions = flat._replace(index_of=IndexOf.QUESTIONS)
    given_answers = answers(a=3, b=3, c=0)
    found = waterfall(
        assess(flat, given_answers), assess(by_questions, given_answers), same_questions(flat)
    )
    assert found.total == Fraction(2, 3) - Fraction(1, 2)
    assert amounts(found)[Cause.WEIGHTS] == found.total
