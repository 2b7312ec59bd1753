"""What an aim asks for, and what no money can bring: every rule by its name."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    exact,
    number_range,
    question,
    questionnaire,
    section,
    stage,
    threshold,
)
from hypothesis import given, settings
from plan_example import place
from strategies import ANY, PROPERTY, claims, with_sheet

from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.domain.results import Excluded
from egovmaturity.domain.roadmap import Aim, Obstacle, ObstacleKind
from egovmaturity.planning.demands import best_worth, demands_of, worth_now
from egovmaturity.scoring.assess import assess


def minimum(written):
    """Read ``"question:a >= 2"``."""
    name, comparison, bar = written.split(maxsplit=2)
    holder, found = name.split(":")
    return Minimum(Holder(holder), found, Comparison(comparison), exact(bar), bar)


def asked_of(model, given_answers, *minimums, to=None):
    """The only way to an aim: means by name with their bars, levels, and obstacles."""
    assessment = assess(model, answers(given_answers))
    aim = Aim(place(assessment, to), tuple(map(minimum, minimums)))
    (found,) = demands_of(assessment, aim)
    return found


def told(demands):
    return [(each.about, each.bar) for each in demands.means], dict(demands.levels)


ONE = questionnaire(section("s", question("a"), question("n", scale=number_range())), rule=bands())


@pytest.mark.parametrize(
    ("given_answers", "written", "level"),
    [
        pytest.param({"a": 1}, "question:a >= 2", 2, id="at least a level"),
        pytest.param({"a": 1}, "question:a > 2", 3, id="above a level"),
        pytest.param({"a": 1}, "question:a >= 3/2", 2, id="between two levels"),
        pytest.param({"a": 2}, "question:a >= 2", None, id="it stands there"),
        pytest.param({"a": 2}, "question:a > 2", 3, id="it stands on a bar that asks for more"),
        pytest.param({}, "question:a >= 2", 2, id="it is open"),
        pytest.param({}, "question:a >= 0", 0, id="it is open, and any level will do"),
        pytest.param({"n": exact("3/4")}, "question:n >= 1/2", None, id="a number is there"),
    ],
)
def test_a_least_level_of_a_question(given_answers, written, level):
    found = asked_of(ONE, given_answers, written)
    name = written.partition(":")[2].split()[0]
    assert told(found) == ([], {} if level is None else {name: level})
    assert found.obstacles == ()


@pytest.mark.parametrize(
    ("given_answers", "written", "kind"),
    [
        pytest.param(
            {"a": NA}, "question:a >= 0", ObstacleKind.NOTHING_APPLIES, id="it does not apply"
        ),
        pytest.param(
            {"a": 1}, "question:a > 3", ObstacleKind.SCORE_OUT_OF_REACH, id="above the highest"
        ),
        pytest.param(
            {"n": 0}, "question:n >= 1/2", ObstacleKind.MANDATORY_NUMBER, id="a number stays"
        ),
        pytest.param({}, "question:n >= 0", ObstacleKind.MANDATORY_NUMBER, id="an open number"),
    ],
)
def test_a_least_level_that_no_step_brings(given_answers, written, kind):
    found = asked_of(ONE, given_answers, written)
    name = written.partition(":")[2].split()[0]
    assert (told(found), found.obstacles) == (([], {}), (Obstacle(kind, name),))


TREE = questionnaire(
    section(
        "d",
        question("a", factors=["lead"]),
        section("e", question("b", weight=3, factors=["lead", "skill"]), question("c"), weight=2),
        section("f", question("g"), weight=5),
    ),
    rule=bands({"low": 0, "high": "1/2"}),
)
DEEP = questionnaire(
    section("d", section("e", section("f", question("a")), section("g", question("b")))),
    rule=bands(),
)
STAGED = questionnaire(
    stage("one", question("a", weight=2), question("b")),
    stage("two", question("c")),
    undetermined_below="60 %",
)


@pytest.mark.parametrize(
    ("model", "given_answers", "written", "parts"),
    [
        pytest.param(STAGED, {"a": 0}, "stage:one >= 50 %", {"a": 2, "b": 1}, id="a stage"),
        pytest.param(STAGED, {"b": NA}, "stage:one > 50 %", {"a": 2}, id="what applies of it"),
        pytest.param(TREE, {}, "section:e >= 50 %", {"b": "3/4", "c": "1/4"}, id="a section"),
        pytest.param(
            TREE,
            {},
            "section:d > 50 %",
            {"a": "1/8", "b": "3/16", "c": "1/16", "g": "5/8"},
            id="a section with sections in it",
        ),
        pytest.param(
            TREE,
            {"g": NA},
            "section:d > 50 %",
            {"a": "1/3", "b": "1/2", "c": "1/6"},
            id="a section in it that has no score counts nothing",
        ),
        pytest.param(DEEP, {"b": NA}, "section:d > 50 %", {"a": 1}, id="as deep as sections go"),
        pytest.param(TREE, {}, "factor:lead >= 50 %", {"a": 1, "b": "3/2"}, id="a factor"),
        pytest.param(TREE, {}, "factor:skill >= 50 %", {"b": "3/2"}, id="half a question"),
    ],
)
def test_a_least_score_is_the_mean_of_its_parts_against_the_bar(
    model, given_answers, written, parts
):
    found = asked_of(model, given_answers, written)
    (mean,) = found.means
    name, bar = written.split(maxsplit=1)
    assert (mean.about, mean.bar) == (name.partition(":")[2], threshold(bar))
    assert {r.question.id: w for r, w in mean.parts} == {q: exact(w) for q, w in parts.items()}
    assert (found.levels, found.obstacles) == ({}, ())


@pytest.mark.parametrize(
    ("model", "given_answers", "written", "obstacle"),
    [
        pytest.param(
            STAGED,
            {"a": NA},
            "stage:one >= 50 %",
            Obstacle(ObstacleKind.UNDETERMINED, "one"),
            id="too little of a stage applies",
        ),
        pytest.param(
            STAGED,
            {},
            "stage:one > 100 %",
            Obstacle(ObstacleKind.SCORE_OUT_OF_REACH, "one", Fraction(1), Fraction(1)),
            id="above full marks",
        ),
        pytest.param(
            TREE,
            {"b": NA, "c": NA},
            "section:e >= 50 %",
            Obstacle(ObstacleKind.NOTHING_APPLIES, "e"),
            id="nothing of a section applies",
        ),
        pytest.param(
            TREE,
            {"b": NA},
            "factor:skill >= 50 %",
            Obstacle(ObstacleKind.NOTHING_APPLIES, "skill"),
            id="nothing of a factor applies",
        ),
        pytest.param(
            ONE,
            {"n": exact("1/4")},
            "section:s >= 2/3",
            Obstacle(ObstacleKind.SCORE_OUT_OF_REACH, "s", Fraction(5, 8), Fraction(2, 3)),
            id="a number keeps it down",
        ),
    ],
)
def test_a_least_score_that_no_step_brings(model, given_answers, written, obstacle):
    found = asked_of(model, given_answers, written)
    assert (told(found), found.obstacles) == (([], {}), (obstacle,))


def test_a_least_score_that_is_there_asks_for_nothing():
    found = asked_of(STAGED, {"a": 3, "b": 0}, "stage:one >= 2/3")
    assert (told(found), found.obstacles) == (([], {}), ())
    assert told(asked_of(STAGED, {"a": 3, "b": 0}, "stage:one > 2/3"))[0] != []


def test_of_several_least_levels_of_a_question_the_highest_counts():
    asked = questionnaire(stage("one", question("a", mandatory=2), question("b", weight=9)))
    for written, level in (("question:a >= 1", 2), ("question:a >= 3", 3)):
        found = asked_of(asked, {"a": 0, "b": 3}, written, to="one")
        assert found.levels == {"a": level}


# A stage, or a band


MANDATORY = {"scale": number_range(), "mandatory": exact("1/2")}


@pytest.mark.parametrize(
    ("questions", "given_answers", "levels", "obstacles"),
    [
        pytest.param([question("a", mandatory=2)], {"a": 1}, {"a": 2}, [], id="below its level"),
        pytest.param([question("a", mandatory=2)], {}, {"a": 2}, [], id="open"),
        pytest.param([question("a", mandatory=2)], {"a": 2}, {}, [], id="at its level"),
        pytest.param(
            [question("a", mandatory=2)],
            {"a": NA},
            {},
            [Obstacle(ObstacleKind.MANDATORY_LEFT_OUT, "a")],
            id="left out without approval",
        ),
        pytest.param(
            [question("a", **MANDATORY)],
            {"a": 0},
            {},
            [Obstacle(ObstacleKind.MANDATORY_NUMBER, "a")],
            id="a number below its bar",
        ),
        pytest.param(
            [question("a", mandatory=1), question("c", mandatory=1), question("d", mandatory=3)],
            {"a": 1, "c": NA, "d": 0},
            {"d": 3},
            [Obstacle(ObstacleKind.MANDATORY_LEFT_OUT, "c")],
            id="each for itself",
        ),
    ],
)
def test_what_is_mandatory_in_a_stage(questions, given_answers, levels, obstacles):
    asked = questionnaire(stage("one", *questions, question("b", weight=9)), attain=">= 1/2")
    found = asked_of(asked, {"b": 3, **given_answers}, to="one")
    assert (found.means, found.levels, [*found.obstacles]) == ((), levels, obstacles)


def ways(model, given_answers, to):
    assessment = assess(model, answers(given_answers))
    return demands_of(assessment, Aim(place(assessment, to)))


def three(foundation, vacuous="block"):
    return questionnaire(
        *[stage(name, question(name), question(f"{name}-2")) for name in ("one", "two", "three")],
        attain="> 50 %",
        foundation=foundation,
        undetermined_below="60 %",
        vacuous=vacuous,
    )


TWO_OUT = {"two": NA, "two-2": 0}


@pytest.mark.parametrize(
    ("model", "given_answers", "to", "expected"),
    [
        pytest.param(
            three("> 50 %"), {}, "two", [["one > 50 %", "two > 50 %"]], id="one way where bars are"
        ),
        pytest.param(
            three("> 80 %"), {}, "two", [["one > 80 %", "two > 50 %"]], id="a firmer foundation"
        ),
        pytest.param(
            three(">= 50 %"),
            {},
            "two",
            [["one >= 50 %", "two > 50 %"], ["one >= 50 %", "two >= 50 %", "three > 50 %"]],
            id="what carries without being attained can be passed over",
        ),
        pytest.param(
            three(">= 50 %"),
            {},
            "three",
            [["one >= 50 %", "two >= 50 %", "three > 50 %"]],
            id="behind the last there is none",
        ),
        pytest.param(
            three("> 50 %", "skip"),
            TWO_OUT,
            "two",
            [["one > 50 %", "undetermined two"], ["one > 50 %", "three > 50 %"]],
            id="what is undetermined is passed over where the rule says so",
        ),
        pytest.param(
            three("> 50 %"),
            TWO_OUT,
            "two",
            [["one > 50 %", "undetermined two"]],
            id="else it shuts the way",
        ),
        pytest.param(
            three("> 50 %"),
            TWO_OUT,
            "three",
            [["one > 50 %", "three > 50 %", "undetermined two"]],
            id="for all that comes after it, too",
        ),
        pytest.param(
            three("> 50 %"), {"one": 3, "one-2": 3}, "two", [["two > 50 %"]], id="what is there"
        ),
    ],
)
def test_the_ways_to_a_stage(model, given_answers, to, expected):
    found = [
        [
            *(f"{m.about} {m.bar.comparator} {m.bar.share * 100} %" for m in way.means),
            *(f"{o.kind} {o.about}" for o in way.obstacles),
        ]
        for way in ways(model, given_answers, to)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("closed", "to", "bar"),
    [
        pytest.param("left", "high", ">= 1/2", id="its beginning belongs to it"),
        pytest.param("right", "high", "> 1/2", id="its beginning belongs to the one below"),
        pytest.param("left", "low", None, id="in the lowest band is whatever lies below, too"),
    ],
)
def test_a_band_asks_for_an_index(closed, to, bar):
    rule = bands({"low": "1/4", "high": "1/2"}, closed=closed)
    asked = questionnaire(section("s", question("a", weight=3), question("b")), rule=rule)
    found = asked_of(asked, {}, to=to)
    assert [(m.about, m.bar) for m in found.means] == ([("", threshold(bar))] if bar else [])
    assert found.obstacles == ()
    if bar:
        assert [w for _, w in found.means[0].parts] == [Fraction(3, 4), Fraction(1, 4)]


def test_what_weighs_nothing_is_no_part_of_a_mean():
    asked = questionnaire(stage("one", question("a"), question("b", weight=0)))
    (mean,) = asked_of(asked, {}, to="one").means
    assert [r.question.id for r, _ in mean.parts] == ["a"]
    weightless = questionnaire(stage("one", question("a", weight=0)), undetermined_below=0)
    (way,) = ways(weightless, {}, "one")
    assert [o.about for o in way.obstacles] == ["one"]


@settings(PROPERTY, max_examples=30)
@given(with_sheet(ANY, claims))
def test_what_counts_now_and_at_best(drawn):
    asked, sheet = drawn
    for each in assess(asked, sheet).questions:
        if isinstance(each.counted, Excluded):
            continue
        rating = getattr(each.counted, "rating", None)
        assert worth_now(each) == (0 if rating is None else each.question.worth(rating))
        assert best_worth(each) == each.question.worth(each.question.scale.highest)


def test_a_number_is_worth_at_best_what_it_is_worth_now():
    (result, _) = assess(ONE, answers(n=exact("1/4"))).questions[::-1]
    assert worth_now(result) == best_worth(result) == Fraction(1, 4)
