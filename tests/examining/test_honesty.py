"""What is worth a second look: each rule just below and just at its thresholds."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    answers,
    bands,
    document,
    document_wanted,
    dont_know,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
    unanswered,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, rank, ratings, with_sheet

from egovmaturity.domain.answers import Evidence, Verification
from egovmaturity.domain.diagnostics import english
from egovmaturity.domain.questionnaire import Condition, Contradiction, Side
from egovmaturity.domain.results import Basis, Excluded, Known
from egovmaturity.examining.honesty import second_look
from egovmaturity.scoring.assess import assess, outcome_of, states_of


def names(number, start="q"):
    return [f"{start}{place:02}" for place in range(number)]


def plain(number=12, **fields):
    """Questions in one line, levels 0 to 4, no documents asked for."""
    return questionnaire(*(question(name, top=4) for name in names(number)), **fields)


def found(asked, given_answers, code, baseline=None, basis=Basis.BEST):
    """The questions of every remark with this code."""
    before = None if baseline is None else assess(asked, answers(baseline), basis)
    remarks = second_look(assess(asked, answers(given_answers), basis), before)
    return [remark.questions for remark in remarks if remark.code == code]


def levels(*numbers):
    return dict(zip(names(len(numbers)), numbers, strict=True))


# W401


@pytest.mark.parametrize(
    ("given_levels", "alike"),
    [
        pytest.param([3] * 10, 10, id="ten levels, all the same"),
        pytest.param([3] * 9, None, id="nine are too few"),
        pytest.param([3] * 9 + [1], 9, id="nine of ten are nine tenths"),
        pytest.param([3] * 8 + [1, 2], None, id="eight of ten are not"),
        pytest.param([2] * 10, 10, id="the middle of the scale counts"),
        pytest.param([1] * 12, None, id="below the middle nobody gains"),
        pytest.param([0] * 12, None, id="nor at the beginning"),
    ],
)  # fmt: skip
def test_a_sheet_of_equal_levels(given_levels, alike):
    remarks = found(plain(len(given_levels)), levels(*given_levels), "W401")
    assert [len(each) for each in remarks] == ([] if alike is None else [alike])


@pytest.mark.parametrize(
    ("answer", "is_alike"),
    [
        pytest.param(rated(3), True, id="nothing with it"),
        pytest.param(rated(3, note="We looked."), True, id="a note is no document"),
        pytest.param(rated(3, evidence=[document()]), False, id="a document"),
        pytest.param(rated(3, verified=3), False, id="an assessor"),
        pytest.param(unanswered(), False, id="no level"),
        pytest.param(dont_know(), False, id="not known"),
        pytest.param(NA, False, id="not applicable"),
    ],
)
def test_what_keeps_an_answer_from_being_one_of_many(answer, is_alike):
    given_answers = levels(*[3] * 9) | {"q09": answer}
    assert bool(found(plain(10), given_answers, "W401")) == (
        is_alike or isinstance(answer, type(rated(3)))
    )
    alone = dict.fromkeys(names(10), answer)
    assert bool(found(plain(10), alone, "W401")) is is_alike


def test_levels_are_compared_by_their_place_on_the_scale():
    tops = [2, 4] * 5
    asked = questionnaire(*(question(n, top=top) for n, top in zip(names(10), tops, strict=True)))
    same_place = {name: top // 2 for name, top in zip(names(10), tops, strict=True)}
    assert len(found(asked, same_place, "W401")) == 1
    same_number = dict.fromkeys(names(10), 2)
    assert found(asked, same_number, "W401") == []


def test_a_scale_that_begins_at_one_has_its_middle_in_its_middle():
    asked = questionnaire(*(question(n, scale=scale(5, lowest=1)) for n in names(10)))
    assert found(asked, levels(*[3] * 10), "W401")
    assert not found(asked, levels(*[2] * 10), "W401")


@pytest.mark.parametrize(
    "of_scale",
    [
        pytest.param({"top": 1}, id="a yes or a no"),
        pytest.param({"scale": number_range(0, 4)}, id="a number"),
    ],
)
def test_what_is_no_choice_of_a_level_does_not_count(of_scale):
    asked = questionnaire(*(question(name, **of_scale) for name in names(14)))
    assert found(asked, levels(*[1] * 14), "W401") == []


MIXED = [1, 3, 2, 4, 0, 2, 3, 1, 4, 2]


@pytest.mark.parametrize(
    ("given_levels", "run"),
    [
        pytest.param([*MIXED, *[3] * 12, *MIXED], 12, id="twelve in a row"),
        pytest.param([*MIXED, *[3] * 11, *MIXED], None, id="eleven in a row"),
        pytest.param([*MIXED, *[3] * 6, 2, *[3] * 6, *MIXED], None, id="interrupted"),
        pytest.param([*MIXED, *[1] * 12, *MIXED], None, id="low levels"),
    ],
)
def test_a_run_of_equal_levels(given_levels, run):
    remarks = found(plain(len(given_levels)), levels(*given_levels), "W401")
    assert [len(each) for each in remarks] == ([] if run is None else [run])


def test_a_run_goes_on_over_what_is_not_answered():
    given_levels = levels(*MIXED, *[3] * 12, *MIXED)
    del given_levels["q15"]
    assert found(plain(32), given_levels, "W401") == []
    assert len(found(plain(33), given_levels | levels(*MIXED, *[3] * 13, *MIXED), "W401")) == 1


@pytest.mark.parametrize("place", [stage, section])
def test_a_place_of_equal_levels_is_named_once(place):
    first, second = names(14, "a"), names(14, "b")
    asked = questionnaire(
        place("one", *(question(name, top=4) for name in first)),
        place("two", *(question(name, top=4) for name in second)),
    )
    mixed = dict(zip(second, [*MIXED, 1, 2, 0, 1], strict=True))
    assert found(asked, dict.fromkeys(first, 3) | mixed, "W401") == [tuple(first)]


def test_a_run_beyond_a_place_that_was_named_is_named_too():
    first, second = names(10, "a"), names(22, "b")
    asked = questionnaire(
        stage("one", *(question(name, top=4) for name in first)),
        stage("two", *(question(name, top=4) for name in second)),
    )
    rest = dict(zip(second, [3] * 12 + MIXED, strict=True))
    assert found(asked, dict.fromkeys(first, 3) | rest, "W401") == [
        tuple(first),
        tuple(second[:12]),
    ]


# W402


def proving(number):
    return questionnaire(
        *(question(n, top=4, evidence=[document_wanted("x", 2)]) for n in names(number))
    )


@pytest.mark.parametrize(
    ("proven", "bare", "is_told"),
    [
        pytest.param(9, 3, True, id="three of twelve, a quarter"),
        pytest.param(10, 3, False, id="three of thirteen"),
        pytest.param(0, 3, True, id="three of three"),
        pytest.param(0, 2, False, id="two are an oversight"),
    ],
)
def test_claims_without_a_document(proven, bare, is_told):
    given_answers = {
        name: rated(3, evidence=[document()] if place < proven else [])
        for place, name in enumerate(names(proven + bare))
    }
    remarks = found(proving(proven + bare), given_answers, "W402")
    assert remarks == ([tuple(names(proven + bare)[proven:])] if is_told else [])


@pytest.mark.parametrize(
    ("answer", "is_told"),
    [
        pytest.param(rated(2), True, id="the level the document is asked from"),
        pytest.param(rated(1), False, id="the level below it"),
        pytest.param(rated(4, verified=4), False, id="an assessor looked at it"),
        pytest.param(rated(4, evidence=[document("y")]), False, id="some document"),
        pytest.param(NA, False, id="no claim"),
    ],
)
def test_which_claims_are_unproven(answer, is_told):
    wanted = [document_wanted("x", 2), document_wanted("y", 2)]
    asked = questionnaire(*(question(n, top=4, evidence=wanted) for n in names(3)))
    assert bool(found(asked, dict.fromkeys(names(3), answer), "W402")) is is_told


def test_the_lowest_answer_claims_nothing():
    asked = questionnaire(
        *(question(n, scale=number_range(), evidence=[document_wanted("x", 1)]) for n in names(3))
    )
    assert found(asked, levels(0, 0, 0), "W402") == []
    assert found(asked, levels(*[Fraction(1, 2)] * 3), "W402") == [tuple(names(3))]


# W403

LETTER = Evidence("Letter", "1", None, "", ())


def said(level, **more):
    return rated(level, evidence=[LETTER], note="As we found it.", **more)


@pytest.mark.parametrize(
    ("repeated", "other", "is_told"),
    [
        pytest.param(9, 1, True, id="nine of ten"),
        pytest.param(8, 2, False, id="eight of ten"),
        pytest.param(10, 0, True, id="all of ten"),
        pytest.param(9, 0, False, id="nine are too few"),
    ],
)
def test_answers_of_the_year_before(repeated, other, is_told):
    order = names(repeated + other)
    before = {name: said(place % 4) for place, name in enumerate(order)}
    changed = {name: said(4) for name in order[repeated:]}
    told = found(plain(repeated + other), before | changed, "W403", before)
    assert told == ([tuple(order[:repeated])] if is_told else [])


@pytest.mark.parametrize(
    ("now", "is_repeated"),
    [
        pytest.param(said(2), True, id="word for word"),
        pytest.param(said(2, owner="An office", target=4, verified=2), True, id="besides"),
        pytest.param(said(3), False, id="another level"),
        pytest.param(rated(2, evidence=[LETTER]), False, id="another note"),
        pytest.param(rated(2, note="As we found it."), False, id="without the document"),
        pytest.param(NA, False, id="not applicable"),
        pytest.param(dont_know(evidence=[LETTER], note="As we found it."), False, id="open"),
    ],
)
def test_what_is_compared_with_the_year_before(now, is_repeated):
    before = dict.fromkeys(names(10), said(2))
    told = found(plain(10), dict.fromkeys(names(10), now), "W403", before)
    assert bool(told) is is_repeated


def test_the_reason_of_what_does_not_apply_is_compared():
    before = dict.fromkeys(names(10), NA)
    another = dict.fromkeys(names(10), NA._replace(reason="Another one."))
    assert found(plain(10), before, "W403", before)
    assert not found(plain(10), another, "W403", before)


def test_without_a_baseline_nothing_is_repeated():
    assert found(plain(10), dict.fromkeys(names(10), said(2)), "W403") == []


def test_a_baseline_is_by_the_same_questionnaire():
    now = assess(plain(2), answers(levels(1, 2)))
    other = plain(2, edition="2")
    before = assess(other, answers(levels(1, 2))._replace(questionnaire="test@2"))
    with pytest.raises(ValueError, match="test@2"):
        second_look(now, before)


def test_notes_that_are_withheld_are_not_compared():
    given_answers = answers(dict.fromkeys(names(10), said(2)))
    now = assess(plain(10), given_answers._replace(is_anonymous=True))
    codes = {remark.code for remark in second_look(now, now)}
    assert "W403" not in codes


# W404

STAGED = questionnaire(
    stage("one", *(question(name, top=4) for name in names(4))), attain=">= 70 %"
)


@pytest.mark.parametrize(
    ("given_answers", "told"),
    [
        pytest.param(levels(4, 4, 4) | {"q03": NA}, [], id="75 % is enough without it"),
        pytest.param(levels(4, 4, 3) | {"q03": NA}, [("q03",)], id="68.75 % is not"),
        pytest.param(
            levels(4, 4, 3) | {"q03": not_applicable("the regent")}, [], id="somebody approved it"
        ),
        pytest.param(
            levels(4, 4, 3)
            | {"q03": NA._replace(details=rated(1, verified=1).details._replace(
                verification=Verification(None, "an assessor", None, "")))},
            [],
            id="an assessor confirmed it",
        ),
        pytest.param(levels(4, 0, 0) | {"q03": NA}, [], id="nothing is attained anyway"),
        pytest.param(levels(3, 3) | {"q02": NA, "q03": NA}, [("q02",), ("q03",)], id="each alone"),
    ],
)  # fmt: skip
def test_what_does_not_apply_and_decides(given_answers, told):
    assert found(STAGED, given_answers, "W404") == told


def test_what_decides_together_only():
    asked = questionnaire(
        stage("one", *(question(name, top=4) for name in names(8))), attain=">= 80 %"
    )
    given_answers = levels(*[4] * 6) | {"q06": NA, "q07": NA}
    assert found(asked, given_answers, "W404") == [("q06", "q07")]


def test_what_lowers_further_together_than_alone():
    asked = questionnaire(
        *(question(name, top=4) for name in names(4)),
        rule=bands({"low": 0, "middle": "0.6", "high": "0.9"}),
    )
    given_answers = levels(4, 4) | {"q02": NA, "q03": NA}
    assert found(asked, given_answers, "W404") == [("q02",), ("q03",), ("q02", "q03")]


def test_the_verdict_without_it_is_named():
    remarks = second_look(assess(STAGED, answers(levels(4, 4, 3) | {"q03": NA})))
    assert "would be no stage yet" in english(remarks[-1].cause)


@PROPERTY
@given(with_sheet(ANY), st.sampled_from(list(Basis)))
def test_whoever_is_named_alone_decides_alone(case, basis):
    asked, sheet = case
    now = assess(asked, sheet, basis)
    place = "attained" if asked.stages else "band"
    before = rank(asked, getattr(now.verdict, place))
    states = states_of(asked, sheet, basis)
    remarks = [remark for remark in second_look(now) if remark.code == "W404"]
    for remark in remarks:
        assert all(isinstance(states[name], Excluded) for name in remark.questions)
        changed = dict(states)
        for name in remark.questions:
            of = asked.question(name)
            changed[name] = Known(of.scale.lowest, of.worth(of.scale.lowest))
        _, verdict = outcome_of(asked, sheet, changed)
        assert rank(asked, getattr(verdict, place)) < before


# W405


def contradicting(*, least=2, most=1):
    return plain(
        3,
        contradictions=(
            Contradiction(
                "one",
                Condition("q02", Side.AT_LEAST, least),
                Condition("q00", Side.AT_MOST, most),
                "There is nothing to build on.",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        pytest.param(1, 2, True, id="both just so"),
        pytest.param(0, 4, True, id="both beyond"),
        pytest.param(2, 2, False, id="the first is higher"),
        pytest.param(1, 1, False, id="the last is lower"),
        pytest.param(rated(4, verified=1), 2, True, id="the assessor found less"),
        pytest.param(rated(1, verified=2), 2, False, id="the assessor set it right"),
        pytest.param(NA, 2, False, id="one does not apply"),
        pytest.param(dont_know(), 2, False, id="one is not known"),
        pytest.param(unanswered(), 2, False, id="one is not answered"),
    ],
)
@pytest.mark.parametrize("basis", list(Basis))
def test_answers_that_do_not_go_together(first, last, is_told, basis):
    given_answers = {"q00": first, "q01": 1, "q02": last}
    told = found(contradicting(), given_answers, "W405", basis=basis)
    assert told == ([("q00", "q02")] if is_told else [])


def test_the_reason_is_said():
    (remark,) = second_look(assess(contradicting(), answers(levels(1, 1, 3))))
    expected = "q02 at 3 contradicts q00 at 1: There is nothing to build on."
    assert english(remark.cause) == expected


# W302, W406


@pytest.mark.parametrize(
    ("claim", "found_level", "is_told"),
    [
        pytest.param(3, 1, True, id="two levels"),
        pytest.param(3, 2, False, id="one level"),
        pytest.param(1, 3, False, id="more than claimed"),
    ],
)
def test_claims_far_from_what_was_found(claim, found_level, is_told):
    given_answers = {"q00": rated(claim, verified=found_level)}
    assert found(plain(3), given_answers, "W302") == ([("q00",)] if is_told else [])


def test_a_distance_between_numbers_is_no_number_of_levels():
    asked = questionnaire(question("a", scale=number_range(0, 100)))
    assert found(asked, {"a": rated(90, verified=10)}, "W302") == []


@pytest.mark.parametrize(
    ("lowered", "kept", "is_told"),
    [
        pytest.param(3, 2, True, id="three of five"),
        pytest.param(3, 3, False, id="half of six"),
        pytest.param(4, 0, False, id="four are too few"),
        pytest.param(5, 0, True, id="all of five"),
    ],
)
def test_most_claims_were_lowered(lowered, kept, is_told):
    order = names(lowered + kept)
    given_answers = {
        name: rated(3, verified=2 if place < lowered else 4) for place, name in enumerate(order)
    }
    told = found(plain(lowered + kept), given_answers, "W406")
    assert told == ([tuple(order[:lowered])] if is_told else [])


# All rules


@PROPERTY
@given(with_sheet(ANY), st.sampled_from(list(Basis)))
def test_a_second_look_changes_nothing_and_names_answers(case, basis):
    asked, sheet = case
    before = assess(asked, sheet, basis)
    remarks = second_look(before, before)
    assert assess(asked, sheet, basis) == before
    order = [q.id for q in asked.questions]
    for remark in remarks:
        assert remark.questions
        assert set(remark.questions) <= set(sheet.answers)
        assert list(remark.questions) == sorted(set(remark.questions), key=order.index)
    assert remarks == second_look(before, before)


@st.composite
def honest_sheets(draw, asked):
    """Every level with its documents, nothing left out, an assessor who found the same."""
    given_answers = {}
    for each in asked.questions:
        level = draw(ratings(each))
        listed = [document(item.id) for item in each.evidence]
        verified = draw(st.none() | st.just(level))
        given_answers[each.id] = rated(level, evidence=listed, verified=verified)
    return answers(given_answers)


@PROPERTY
@given(with_sheet(ANY, honest_sheets), st.sampled_from(list(Basis)))
def test_a_sheet_that_is_backed_stays_silent(case, basis):
    assert second_look(assess(*case, basis)) == ()


@PROPERTY
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 14)), min_size=2, max_size=6))
def test_uniform_is_nothing_else(pieces):
    """Whatever is drawn: a remark means nine of ten, or twelve in a row."""
    drawn = [level for level, times in pieces for _ in range(times)]
    remarks = found(plain(len(drawn)), levels(*drawn), "W401")
    most = max(drawn.count(level) for level in (2, 3, 4))
    run = longest_run(drawn)
    is_mostly_one = len(drawn) >= 10 and most * 10 >= len(drawn) * 9
    assert bool(remarks) == (is_mostly_one or run >= 12)


def longest_run(drawn):
    longest = current = 0
    before = None
    for level in drawn:
        current = current + 1 if level == before else 1
        before = level
        longest = max(longest, current) if level >= 2 else longest
    return longest
