"""What a step costs, where that is written, and in which unit."""

from fractions import Fraction

import pytest
from builders import exact, question, questionnaire
from plan_example import query

from egovmaturity.domain.roadmap import Conditions, Enabler, Origin, PlanData, Unit
from egovmaturity.planning.pricing import Price, Prices, finest, usual_unit

TEN = Fraction(10)


def enabler(**cost):
    return Enabler("hub", "A hub", {Unit(unit): amount for unit, amount in cost.items()}, {"a": 1})


@pytest.mark.parametrize(
    ("asked", "data", "unit"),
    [
        pytest.param(question("a"), PlanData(), Unit.EFFORT, id="nothing has a cost"),
        pytest.param(question("a", effort=3), PlanData(), Unit.EFFORT, id="effort alone"),
        pytest.param(
            question("a", effort=3, cost={1: TEN}), PlanData(), Unit.RUPIAH, id="the questionnaire"
        ),
        pytest.param(
            question("a"),
            PlanData(questions={"a": Conditions(cost={Unit.RUPIAH: {None: TEN}})}),
            Unit.RUPIAH,
            id="the plan file",
        ),
        pytest.param(
            question("a"),
            PlanData(questions={"a": Conditions(cost={Unit.EFFORT: {None: TEN}})}),
            Unit.EFFORT,
            id="the plan file, in points of effort",
        ),
        pytest.param(
            question("a"), PlanData(enablers=(enabler(rupiah=TEN),)), Unit.RUPIAH, id="an enabler"
        ),
        pytest.param(
            question("a"),
            PlanData(enablers=(enabler(effort=TEN),)),
            Unit.EFFORT,
            id="an enabler, in points of effort",
        ),
    ],
)
def test_rupiah_are_counted_where_anything_costs_rupiah(asked, data, unit):
    assert usual_unit(questionnaire(asked), data) is unit


@pytest.mark.parametrize(
    ("cost", "unit", "assumed", "price"),
    [
        pytest.param({"rupiah": TEN}, "rupiah", None, (TEN, Origin.PLAN_FILE), id="as written"),
        pytest.param({"rupiah": TEN}, "rupiah", 7, (TEN, Origin.PLAN_FILE), id="before all else"),
        pytest.param({"effort": TEN}, "rupiah", 7, (7, Origin.ASSUMED), id="as assumed"),
        pytest.param({"effort": TEN}, "rupiah", None, None, id="nobody says it"),
        pytest.param({"effort": TEN}, "effort", None, (TEN, Origin.PLAN_FILE), id="in effort"),
    ],
)
def test_an_enabler_costs_what_the_plan_file_says(cost, unit, assumed, price):
    found = Prices(query(unit=unit, assumed=assumed)).of_enabler(enabler(**cost))
    assert found == (None if price is None else Price(*price))


@pytest.mark.parametrize(
    ("theirs", "ours", "prices"),
    [
        pytest.param({1: 5, 2: 6}, {}, [5, 6], id="the questionnaire, step by step"),
        pytest.param({None: 5}, {}, [5, 0], id="one amount is paid with the first step"),
        pytest.param({1: 5}, {}, [5, None], id="nobody says what the second costs"),
        pytest.param({1: 5, 2: 6}, {2: 1}, [5, "1 ours"], id="the plan file before it"),
        pytest.param({1: 5, 2: 6}, {None: 3}, ["3 ours", "0 ours"], id="one amount before it"),
        pytest.param({None: 5}, {2: 1}, [None, "1 ours"], id="one amount cannot be split"),
        pytest.param({None: 5, 1: 4}, {2: 1}, [4, "1 ours"], id="but a step beside it counts"),
        pytest.param({}, {}, [None, None], id="nothing is written"),
    ],
)
@pytest.mark.parametrize("unit", Unit)
def test_what_a_step_costs_and_where_that_is_written(unit, theirs, ours, prices):
    per_step = {step: Fraction(cost) for step, cost in theirs.items()}
    other = {None: Fraction(77)}
    is_rupiah = unit is Unit.RUPIAH
    asked = question("a", top=2, cost=per_step if is_rupiah else other)._replace(
        effort=other if is_rupiah else per_step
    )
    written = {unit: {step: Fraction(cost) for step, cost in ours.items()}}
    data = PlanData(questions={"a": Conditions(cost=written if ours else {})})
    found = Prices(query(unit=unit, data=data))
    steps = [found.of_step(asked, level, is_first=level == 1) for level in (1, 2)]
    expected = [
        None
        if price is None
        else Price(
            Fraction(str(price).removesuffix(" ours")),
            Origin.PLAN_FILE if "ours" in str(price) else Origin.QUESTIONNAIRE,
        )
        for price in prices
    ]
    assert steps == expected
    assumed = Prices(query(unit=unit, data=data, assumed=9)).of_step(asked, 2, is_first=False)
    assert assumed == (expected[1] or Price(Fraction(9), Origin.ASSUMED))


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        pytest.param([6, 9], 3, id="whole amounts"),
        pytest.param(["1/2", "1/3"], "1/6", id="fractions"),
        pytest.param([6, 0, "1/2"], "1/2", id="nothing is a multiple of anything"),
        pytest.param([0, 0], 1, id="all are nothing"),
        pytest.param([], 1, id="there are none"),
    ],
)
def test_the_largest_amount_of_which_all_are_whole_multiples(amounts, unit):
    assert finest(map(exact, amounts)) == exact(unit)
