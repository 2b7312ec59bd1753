"""How far a verdict is from the next better and the next worse one, against brute force."""

from itertools import chain, combinations, product

import pytest
from builders import (
    answers,
    bands,
    exact,
    not_applicable,
    number_range,
    question,
    questionnaire,
    scale,
    section,
    stage,
)
from hypothesis import given, settings
from strategies import ANY, PROPERTY, claims, with_sheet

from egovmaturity.domain.results import Excluded, Known
from egovmaturity.examining.bench import Bench, standing
from egovmaturity.examining.margins import margins, pivotal_answers
from egovmaturity.scoring.assess import assess, outcome_of

FEWER = settings(PROPERTY, max_examples=40)


def instrument(**rule):
    """Two stages: one of two questions, a of them mandatory, and one of three."""
    return questionnaire(
        stage("one", question("a", mandatory=2), question("b")),
        stage("two", question("c", weight=2), question("d"), question("e")),
        **{"attain": "> 50 %", "foundation": "> 85 %", **rule},
    )


def names(sets):
    return [[move.question.id for move in moves] for moves in sets]


def ratings(moves):
    return {move.question.id: move.rating for move in moves}


# Single cases, row by row


@pytest.mark.parametrize(
    ("given_answers", "wanted"),
    [
        pytest.param({"a": 3, "b": 1}, [{"a": 2}, {"b": 0}], id="nearer by score than mandatory"),
        pytest.param({"a": 3, "b": 3}, [{"a": 1}, {"b": 0}], id="nearer by what is mandatory"),
        pytest.param({"a": 2, "b": 2}, [{"a": 1}, {"b": 1}], id="just above the bar"),
        pytest.param(
            {"a": 3, "b": 3, "c": 3, "d": 1},
            [{"a": 2}, {"b": 2}, {"c": 2}],
            id="the foundation, then the stage itself",
        ),
    ],
)
def test_the_smallest_loss(given_answers, wanted):
    found = margins(assess(instrument(), answers(given_answers))).fall
    assert [ratings(moves) for moves in found.sets] == wanted


def test_a_mandatory_question_that_is_exempt_cannot_fall():
    asked = questionnaire(stage("one", question("a", mandatory=1), question("b")), attain=">= 1/3")
    found = margins(assess(asked, answers(a=not_applicable("the regent"), b=2)))
    assert names(found.fall.sets) == [["b"]]


def test_a_fall_by_score_leaves_mandatory_questions_their_bar():
    asked = questionnaire(
        stage("one", question("a", mandatory=3), question("b"), question("c"), question("d"))
    )
    found = margins(assess(asked, answers(a=3, b=3, c=3, d=3)))
    assert names(found.fall.sets) == [["a"]]
    assert found.fall.sets[0][0].rating == 2
    assert found.fall.steps == 1
    assert found.fall_by_score.answers == 2


def test_nothing_can_be_lost_below_the_first_stage():
    found = margins(assess(instrument(), answers(a=0, b=0)))
    assert found.fall is None
    assert found.fall_by_score is None


def test_a_rise_lifts_a_mandatory_question_no_further_than_needed():
    asked = questionnaire(stage("one", question("a", mandatory=2), question("b"), question("c")))
    (rise,) = margins(assess(asked, answers(a=0, b=3, c=3))).rises
    assert [ratings(moves) for moves in rise.choices[0].sets] == [{"a": 2}]
    assert (rise.answers, rise.steps) == (1, 2)


def test_what_is_missing_is_told_for_every_stage_on_the_way():
    found = margins(assess(instrument(), answers(a=1, b=3, c=0)))
    first, second = found.rises
    assert [each.place.id for each in first.obstacles] == ["one"]
    assert [each.place.id for each in second.obstacles] == ["one", "two"]
    assert [each.question.id for each in first.obstacles[0].mandatory] == ["a"]
    assert first.obstacles[0].missing is None
    assert str(second.obstacles[1].missing) == "1/2"
    assert second.answers == 3


def test_a_score_on_a_bar_that_asks_for_more_misses_nothing_yet_is_an_obstacle():
    asked = questionnaire(stage("one", question("a", scale=scale(2))), attain="> 1/2")
    (rise,) = margins(assess(asked, answers(a=1))).rises
    assert rise.obstacles[0].missing == 0
    assert (rise.answers, rise.steps) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "given_answers"),
    [
        pytest.param(
            questionnaire(stage("one", question("a", mandatory=2), question("b"))),
            {"a": not_applicable(), "b": 3},
            id="a mandatory question is out without approval",
        ),
        pytest.param(
            questionnaire(stage("one", question("a"), question("b")), undetermined_below="60 %"),
            {"a": not_applicable(), "b": 3},
            id="too little applies",
        ),
        pytest.param(
            questionnaire(stage("one", question("a")), attain="> 100 %"),
            {"a": 3},
            id="the bar lies above full marks",
        ),
    ],
)
def test_what_no_answer_can_mend(asked, given_answers):
    (rise,) = margins(assess(asked, answers(given_answers))).rises
    assert (rise.choices, rise.answers, rise.steps) == ((), None, None)


def test_only_three_sets_are_listed_and_it_is_said_that_there_are_more():
    many = [question(name) for name in "abcdef"]
    asked = questionnaire(stage("one", *many), attain=">= 50 %")
    (rise,) = margins(assess(asked, answers())).rises
    assert names(rise.choices[0].sets) == [["a", "b", "c"], ["a", "b", "d"], ["a", "b", "e"]]
    assert rise.choices[0].has_more
    few = questionnaire(stage("one", *many[:3]), attain=">= 50 %")
    (rise,) = margins(assess(few, answers())).rises
    assert len(rise.choices[0].sets) == 3
    assert not rise.choices[0].has_more


def test_numbers_rise_to_what_is_mandatory_and_count_no_steps():
    asked = questionnaire(
        stage("one", question("a", scale=number_range(0, 1), mandatory=exact("1/2"))), attain="> 0"
    )
    found = margins(assess(asked, answers()))
    assert str(found.rises[0].choices[0].sets[0][0].rating) == "1/2"
    assert found.rises[0].steps is None
    fall = margins(assess(asked, answers(a=exact("3/4")))).fall
    assert names(fall.sets) == [["a"]]
    assert (fall.sets[0][0].rating, fall.steps) == (0, None)


def test_an_index_rises_to_every_band_above():
    asked = questionnaire(
        section("s", question("a", scale=scale(4)), question("b", scale=scale(4))),
        rule=bands({"low": 0, "middle": "1/2", "high": "3/4"}, closed="right"),
    )
    found = margins(assess(asked, answers(a=2, b=2)))
    assert [(rise.target.id, rise.answers, rise.steps) for rise in found.rises] == [
        ("middle", 1, 1),
        ("high", 2, 3),
    ]
    assert found.fall is None


# Against brute force


def outcome_rank(assessment, states):
    bench = Bench(assessment)
    _, verdict = outcome_of(assessment.questionnaire, assessment.sheet, states)
    return standing(assessment, verdict) - bench.standing


def changeable(assessment):
    return [each for each in assessment.questions if not isinstance(each.counted, Excluded)]


def states_with(assessment, changed):
    states = {each.question.id: each.counted for each in assessment.questions}
    return states | {q.id: Known(rating, q.worth(rating)) for q, rating in changed}


def brute_smallest(assessment, end, turns):
    """The size of the smallest set that turns the verdict when all of it goes to one end."""
    movable = [
        each
        for each in changeable(assessment)
        if end == "highest" or isinstance(each.counted, Known)
    ]
    for size in range(len(movable) + 1):
        for chosen in combinations(movable, size):
            changed = [(e.question, getattr(e.question.scale, end)) for e in chosen]
            if turns(outcome_rank(assessment, states_with(assessment, changed))):
                return size
    return None


@FEWER
@given(with_sheet(ANY, claims))
def test_no_smaller_set_of_answers_turns_the_verdict(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = margins(assessment)
    up = [rise.answers for rise in found.rises if rise.answers is not None]
    assert min(up, default=None) == brute_smallest(assessment, "highest", lambda by: by > 0)
    down = None if found.fall is None else found.fall.answers
    assert down == brute_smallest(assessment, "lowest", lambda by: by < 0)


@PROPERTY
@given(with_sheet(ANY, claims))
def test_every_set_listed_does_what_it_promises_and_no_move_goes_further_than_it_must(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = margins(assessment)
    for goal, rise in enumerate(found.rises, start=1):
        if rise.answers is None:
            continue
        for sets in product(*(choices.sets for choices in rise.choices)):
            moves = list(chain.from_iterable(sets))
            changed = [(move.question, move.rating) for move in moves]
            assert outcome_rank(assessment, states_with(assessment, changed)) >= goal
            for place, move in enumerate(moves):
                below = [
                    level.number
                    for level in move.question.scale.levels
                    if level.number < move.rating and level.number > (move.current or 0)
                ]
                if below:
                    less = [*changed]
                    less[place] = (move.question, below[-1])
                    assert outcome_rank(assessment, states_with(assessment, less)) < goal
    for fall in filter(None, (found.fall, found.fall_by_score)):
        for moves in fall.sets:
            changed = [(move.question, move.rating) for move in moves]
            assert outcome_rank(assessment, states_with(assessment, changed)) < 0


def brute_steps(assessment, turns, towards):
    """The fewest single levels that turn the verdict, trying every combination of levels."""
    ladders = []
    for each in changeable(assessment):
        levels = [level.number for level in each.question.scale.levels]
        known = isinstance(each.counted, Known)
        at = levels.index(each.counted.rating) if known else 0
        reach = range(at, len(levels)) if towards > 0 else (range(at + 1) if known else [0])
        ladders.append([(each.question, levels[n], abs(n - at), known) for n in reach])
    tried = []
    for chosen in product(*ladders):
        changed = [(q, level) for q, level, steps, known in chosen if steps or known]
        if turns(outcome_rank(assessment, states_with(assessment, changed))):
            tried.append(sum(steps for _, _, steps, _ in chosen))
    return min(tried, default=None)


SMALL = settings(PROPERTY, max_examples=25)


@SMALL
@given(with_sheet(ANY, claims).filter(lambda drawn: len(drawn[0].questions) <= 4))
def test_no_fewer_steps_turn_the_verdict(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = margins(assessment)
    up = [rise.steps for rise in found.rises if rise.steps is not None]
    assert min(up, default=None) == brute_steps(assessment, lambda by: by > 0, 1)
    down = None if found.fall is None else found.fall.steps
    assert down == brute_steps(assessment, lambda by: by < 0, -1)


@PROPERTY
@given(with_sheet(ANY, claims))
def test_pivotal_answers_are_those_that_change_the_verdict_alone(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = pivotal_answers(assessment)
    for field, pick in (
        ("any_down", lambda q: [q.scale.lowest]),
        ("any_up", lambda q: [q.scale.highest]),
    ):
        wanted = []
        for each in changeable(assessment):
            if field == "any_down" and not isinstance(each.counted, Known):
                continue
            (rating,) = pick(each.question)
            by = outcome_rank(assessment, states_with(assessment, [(each.question, rating)]))
            if (by < 0) if field == "any_down" else (by > 0):
                wanted.append(each.question)
        assert list(getattr(found, field)) == wanted
    ids = [{question.id for question in questions} for questions in found]
    assert ids[0] <= ids[2]
    assert ids[1] <= ids[3]


@pytest.mark.parametrize(
    ("bars", "given_answers", "wanted"),
    [
        pytest.param(
            {"attain": "> 50 %", "foundation": "> 85 %"},
            {"a": 3, "b": 2, "c": 3, "d": 3, "e": 3},
            ["b"],
            id="a stage that is attained, and then carries one that waits",
        ),
        pytest.param(
            {"attain": "> 85 %", "foundation": "> 50 %"},
            {"a": 3, "b": 2, "c": 0, "d": 0, "e": 0},
            ["b"],
            id="a stage that carries, and then is attained",
        ),
        pytest.param(
            {"attain": "> 50 %", "foundation": "> 50 %"},
            {"a": 3, "b": 2, "c": 2, "d": 0, "e": 0},
            ["d", "e"],
            id="only the stage above one that is attained and carries",
        ),
    ],
)
def test_answers_that_let_a_better_stage_through_alone(bars, given_answers, wanted):
    found = pivotal_answers(assess(instrument(**bars), answers(given_answers)))
    assert [question.id for question in found.any_up] == wanted


@PROPERTY
@given(with_sheet(ANY, claims))
def test_the_bench_judges_like_scoring_whatever_is_changed(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    bench = Bench(assessment)
    for each in assessment.questions:
        for state in (
            Excluded(),
            Known(each.question.scale.highest, each.question.worth(each.question.scale.highest)),
        ):
            changes = {each.question.id: state}
            _, verdict = outcome_of(asked, sheet, {**bench.states, **changes})
            assert bench.verdict_with(changes) == verdict
