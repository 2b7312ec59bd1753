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
    threshold,
)
from hypothesis import given, settings
from strategies import ANY, PROPERTY, claims, staged, with_sheet

from egovmaturity.domain.results import Excluded, Known
from egovmaturity.examining.bench import Bench, standing
from egovmaturity.examining.margins import margins
from egovmaturity.scoring.assess import assess, outcome_of
from egovmaturity.scoring.verdict import carries

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


@pytest.mark.parametrize(
    ("start", "answered", "obstacle", "answers_to_raise"),
    [
        pytest.param("1/2", 1, ("1/3", "1/6"), 1, id="below the bar"),
        pytest.param("1/3", 1, ("1/3", "0"), 1, id="on a bar that asks for more"),
        pytest.param("1", 3, ("1", "0"), None, id="no answers lead above full marks"),
    ],
)
def test_what_keeps_an_index_from_a_band_is_the_bar_alone(
    start, answered, obstacle, answers_to_raise
):
    rule = bands({"low": 0, "high": start}, closed="right")
    asked = questionnaire(section("s", question("a")), rule=rule)
    (rise,) = margins(assess(asked, answers(a=answered))).rises
    (only,) = rise.obstacles
    assert (rise.target.id, rise.answers) == ("high", answers_to_raise)
    assert (only.place, only.bar, only.mandatory, only.is_determined) == (
        None,
        threshold(f"> {start}"),
        (),
        True,
    )
    assert (only.score, only.missing) == tuple(map(exact, obstacle))
    if answers_to_raise is None:
        assert (rise.choices, rise.steps) == ((), None)


def test_an_index_falls_by_scores_alone():
    asked = questionnaire(
        section("s", question("a"), question("b")), rule=bands({"low": 0, "high": "1/2"})
    )
    found = margins(assess(asked, answers(a=2, b=3)))
    assert [ratings(moves) for moves in found.fall.sets] == [{"b": 0}]
    assert found.fall_by_score == found.fall


def test_an_index_that_the_lowest_levels_keep_in_its_band_cannot_fall():
    asked = questionnaire(
        section("s", question("a", scale=scale(2, worths=["0.3", "0.5", "1"]))),
        rule=bands({"low": 0, "high": "0.2"}),
    )
    found = margins(assess(asked, answers(a=2)))
    assert (found.fall, found.fall_by_score) == (None, None)


def test_an_index_without_a_value_has_no_margins():
    asked = questionnaire(section("s", question("a")), rule=bands({"low": 0, "high": "1/2"}))
    found = margins(assess(asked, answers(a=not_applicable())))
    assert (found.rises, found.fall, found.fall_by_score) == ((), None, None)
    assert [*found.pivotal] == [(), (), (), ()]


def equal_stage(name, count, **fields):
    """A stage held by its last answer: any of ``count`` equal ones may be lost."""
    return stage(
        name, *[question(f"{name}{n}", top=1, **fields) for n in range(count)], attain=">= 100 %"
    )


@pytest.mark.parametrize(
    ("stages", "listed", "has_more"),
    [
        pytest.param([equal_stage("one", 3)], 3, False, id="three in one stage are all"),
        pytest.param([equal_stage("one", 4)], 3, True, id="a fourth is not listed"),
        pytest.param([equal_stage("one", 1), equal_stage("two", 2)], 3, False, id="over stages"),
        pytest.param(
            [equal_stage("one", 2), equal_stage("two", 2)], 3, True, id="a fourth in another stage"
        ),
        pytest.param(
            [equal_stage("one", 3, mandatory=1)], 3, False, id="by score and as mandatory: once"
        ),
        pytest.param([equal_stage("one", 2, mandatory=1)], 2, False, id="of two nothing is left"),
    ],
)
def test_equal_losses_are_listed_up_to_three_and_it_is_said_that_there_are_more(
    stages, listed, has_more
):
    asked = questionnaire(*stages)
    fall = margins(assess(asked, answers({q.id: 1 for q in asked.questions}))).fall
    assert (len(fall.sets), fall.has_more) == (listed, has_more)


def test_of_two_losses_by_one_answer_the_smaller_is_listed():
    asked = questionnaire(
        stage("one", question("a", top=4, mandatory=3), question("b", weight=2)), attain=">= 60 %"
    )
    found = margins(assess(asked, answers(a=4, b=2)))
    assert [ratings(moves) for moves in found.fall.sets] == [{"a": 2}, {"b": 1}]
    assert [ratings(moves) for moves in found.fall_by_score.sets] == [{"b": 1}, {"a": 1}]


def test_moves_stand_in_the_order_of_the_questionnaire_and_the_later_give_way_first():
    asked = questionnaire(
        stage("one", question("z"), question("y"), question("a", mandatory=1)), attain=">= 7/9"
    )
    (rise,) = margins(assess(asked, answers(z=0, y=3, a=0))).rises
    assert [*ratings(rise.choices[0].sets[0]).items()] == [("z", 3), ("a", 1)]
    held = margins(assess(asked, answers(z=3, y=3, a=3))).fall_by_score
    assert [*ratings(held.sets[0]).items()] == [("z", 0)]
    lax = questionnaire(stage("one", question("z"), question("a")), attain="> 1/6")
    fall = margins(assess(lax, answers(z=3, a=3))).fall
    assert [[*ratings(moves).items()] for moves in fall.sets] == [[("z", 0), ("a", 1)]]
    fifths = scale(2, worths=["0.2", "0.5", "1"])
    worth = questionnaire(
        stage("one", question("z", scale=fifths), question("a", scale=fifths)), attain=">= 0.3"
    )
    fall = margins(assess(worth, answers(z=2, a=2))).fall
    assert [[*ratings(moves).items()] for moves in fall.sets] == [[("z", 0), ("a", 0)]]


def whole(top):
    """A number between 0 and ``top``, of which half is mandatory."""
    return {"scale": number_range(0, top), "mandatory": exact(f"{top}/2")}


@pytest.mark.parametrize(
    ("questions", "bar", "given_answers", "steps"),
    [
        pytest.param(
            [question("a", mandatory=2), question("b", mandatory=2)],
            ">= 1/3",
            {"a": 0, "b": 1},
            3,
            id="every mandatory question counts up to its bar",
        ),
        pytest.param(
            [question("a", mandatory=1), question("b", mandatory=1), question("c")],
            ">= 4/9",
            {},
            4,
            id="what mandatory steps gain counts towards the score",
        ),
        pytest.param(
            [question("a", mandatory=1, scale=scale(2, worths=["0", "0.9", "1"])), question("b")],
            ">= 1",
            {"b": 3},
            2,
            id="beyond what is mandatory a question climbs on",
        ),
        pytest.param(
            [question("n", scale=number_range()), question("a", mandatory=1), question("b")],
            ">= 1/2",
            {"n": exact("1/2")},
            3,
            id="a number that may stay is passed over",
        ),
        pytest.param(
            [question("n", scale=number_range(), weight=9), question("b")],
            ">= 1/2",
            {},
            None,
            id="only a number would do",
        ),
        pytest.param(
            [question("n", **whole(1)), question("b", mandatory=1)],
            ">= 0",
            {"n": exact("1/2")},
            1,
            id="a mandatory number that is met",
        ),
    ],
)
def test_the_fewest_single_levels_of_a_rise(questions, bar, given_answers, steps):
    asked = questionnaire(stage("one", *questions), attain=bar)
    (rise,) = margins(assess(asked, answers(given_answers))).rises
    assert rise.answers is not None
    assert rise.steps == steps


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


def rating_now(assessment, asked):
    (counted,) = [e.counted for e in assessment.questions if e.question.id == asked.id]
    return counted.rating if isinstance(counted, Known) else None


def level_above(asked, rating):
    return min(level.number for level in asked.scale.levels if level.number > rating)


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
                assert move.current == rating_now(assessment, move.question)
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
            assert [m.current for m in moves] == [rating_now(assessment, m.question) for m in moves]
    for moves in found.fall.sets if found.fall else ():
        for place, move in enumerate(moves):
            less = [(each.question, each.rating) for each in moves]
            less[place] = (move.question, level_above(move.question, move.rating))
            assert outcome_rank(assessment, states_with(assessment, less)) == 0


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


@FEWER
@given(with_sheet(staged(), claims))
def test_a_rise_names_every_stage_that_bars_it_with_the_bar_it_misses(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = margins(assessment)
    place = {each.stage.id: n for n, each in enumerate(assessment.stages)}
    attained = standing(assessment, assessment.verdict)
    assert [rise.target for rise in found.rises] == [*asked.stages[attained:]]
    for rise in found.rises:
        barring = [
            each
            for each in assessment.stages[: place[rise.target.id] + 1]
            if not (each.attains if each.stage == rise.target else carries(asked.rule, each))
        ]
        assert [each.place for each in rise.obstacles] == [each.stage for each in barring]
        if rise.answers is not None:
            assert [each.place for each in rise.choices] == [each.stage for each in barring]
        for obstacle, result in zip(rise.obstacles, barring, strict=True):
            is_target = obstacle.place == rise.target
            bar = result.stage.attain if is_target else result.stage.foundation
            score = None if result.group.score is None else result.group.score.low
            assert (obstacle.bar, obstacle.score) == (bar, score)
            is_short = score is not None and not bar.is_met(score)
            assert obstacle.missing == (bar.share - score if is_short else None)
            assert obstacle.mandatory == tuple(m for m in result.mandatory if not m.met)
            assert obstacle.is_determined == result.is_determined


def end_of_one_level(asked, rating, towards):
    """One level up or down; an open question rises from its lowest level, and cannot fall."""
    levels = [level.number for level in asked.scale.levels]
    if towards < 0:
        return max((n for n in levels if rating is not None and n < rating), default=None)
    return min((n for n in levels if n > (levels[0] if rating is None else rating)), default=None)


def end_of_all_levels(asked, rating, towards):
    if towards < 0:
        return None if rating is None else asked.scale.lowest
    return asked.scale.highest


@PROPERTY
@given(with_sheet(ANY, claims))
def test_pivotal_answers_are_those_that_change_the_verdict_alone(drawn):
    asked, sheet = drawn
    assessment = assess(asked, sheet)
    found = margins(assessment).pivotal
    for listed, end, towards in (
        (found.one_down, end_of_one_level, -1),
        (found.one_up, end_of_one_level, 1),
        (found.any_down, end_of_all_levels, -1),
        (found.any_up, end_of_all_levels, 1),
    ):
        wanted = [
            each.question
            for each in changeable(assessment)
            if (rating := end(each.question, rating_now(assessment, each.question), towards))
            is not None
            and towards
            * outcome_rank(assessment, states_with(assessment, [(each.question, rating)]))
            > 0
        ]
        assert [*listed] == wanted


@pytest.mark.parametrize(
    ("given_answers", "falling", "rising"),
    [
        pytest.param({"n": exact("3/4")}, ["n"], [], id="a number may fall"),
        pytest.param({"n": exact("1/4")}, [], ["n"], id="a number may rise"),
        pytest.param({}, [], ["n"], id="an open number may rise"),
        pytest.param({"n": 1}, ["n"], [], id="the highest number may fall"),
        pytest.param({"n": 0}, [], ["n"], id="the lowest number may rise"),
    ],
)
def test_a_number_changes_the_verdict_at_its_ends_but_has_no_single_levels(
    given_answers, falling, rising
):
    asked = questionnaire(stage("one", question("n", scale=number_range())), attain=">= 1/2")
    found = margins(assess(asked, answers(given_answers))).pivotal
    listed = [[q.id for q in questions] for questions in found]
    assert listed == [[], [], falling, rising]


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
    found = margins(assess(instrument(**bars), answers(given_answers))).pivotal
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
