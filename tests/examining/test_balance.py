"""Points against a bar, against the same sums in fractions."""

from fractions import Fraction
from math import lcm

from builders import answers, number_range, question, questionnaire, scale, stage, threshold
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, with_sheet

from egovmaturity.domain.questionnaire import Comparator, NumberRange, Threshold
from egovmaturity.domain.results import Excluded, Known
from egovmaturity.examining.balance import balance_of
from egovmaturity.scoring.assess import assess

BARS = st.builds(Threshold, st.sampled_from(Comparator), st.fractions(0, 1, max_denominator=20))


def ratings(asked):
    if isinstance(asked.scale, NumberRange):
        return sorted({*asked.scale, *([] if asked.mandatory is None else [asked.mandatory])})
    return [level.number for level in asked.scale.levels]


def worth(result):
    return result.counted.worth if isinstance(result.counted, Known) else Fraction(0)


def held_against(found, bar):
    """Hold the plain definition, written in fractions, against what was found."""
    parts = [(each, each.question.weight) for each in found.questions]
    balance = balance_of(parts, bar)
    applies = [(each, w) for each, w in parts if not isinstance(each.counted, Excluded)]
    earned = [
        [w * x for x in (worth(each), *map(each.question.worth, ratings(each.question)))]
        for each, w in applies
    ]
    shares = [w for _, w in applies]
    unit = lcm(*(share.denominator for row in [shares, *earned] for share in row))
    assert balance.whole == sum(shares) * unit
    assert balance.points == sum(row[0] for row in earned) * unit
    assert [lever.question for lever in balance.levers] == [each.question for each, _ in applies]
    for lever, (each, _), (now, *rungs) in zip(balance.levers, applies, earned, strict=True):
        assert lever.points == now * unit
        assert [rung.points for rung in lever.rungs] == [points * unit for points in rungs]
        assert [rung.rating for rung in lever.rungs] == ratings(each.question)
        assert lever.current == getattr(each.counted, "rating", None)
    return balance


@PROPERTY
@given(with_sheet(ANY), BARS, BARS)
def test_points_are_the_fewest_that_make_every_rating_whole(case, bar, other):
    balance = held_against(assess(*case), bar)
    assert balance.against(other) == balance_of(
        [(each, each.question.weight) for each in assess(*case).questions], other
    )


@PROPERTY
@given(with_sheet(ANY), BARS)
def test_the_bar_is_met_from_the_points_needed_on(case, bar):
    balance = held_against(assess(*case), bar)
    if balance.whole:
        assert bar.is_met(Fraction(balance.needed, balance.whole))
        assert not bar.is_met(Fraction(balance.needed - 1, balance.whole))


def test_full_marks_are_whole_points_where_no_level_earns_them():
    asked = questionnaire(
        stage(
            "one", question("a", weight="1/2", scale=scale(1, worths=["0", "2/3"])), question("b")
        )
    )
    assert held_against(assess(asked, answers(a=1)), threshold(">= 1/2")).whole == 9


def test_a_number_has_its_ends_as_rungs_and_what_is_mandatory():
    asked = questionnaire(
        stage(
            "one",
            question("n", scale=number_range(0, 8), mandatory=Fraction(3), weight="1/2"),
            question("a", weight="0.3"),
        )
    )
    sheet = answers(n=Fraction(5), a=1)
    held_against(assess(asked, sheet), threshold(">= 2/3"))
